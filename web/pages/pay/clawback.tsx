import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { bookApi } from '../../../server/modules/pay/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { ContractForm } from '../../kit/contract-form.tsx';
import { NoDataYet } from '../../kit/empty.tsx';
import { Choice, DayText, Instant, Mark, Money, QuarterText, Rate } from '../../kit/figures.tsx';
import { fenExact } from '../../kit/format.ts';
import { PageLink, usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { Tile, Tiles } from '../../kit/tiles.tsx';
import { stateTones } from './states.ts';
import { SmallTable } from '../../kit/small-table.tsx';

type One = AnswerOf<typeof bookApi.readClawback>;
interface Props {
  readonly one: One;
}

/** One claw-back: why, on what evidence, what it stops and takes back, what came in. */
export function Clawback() {
  const { t } = useSay();
  const clawback = useRoute(bookApi.readClawback, {
    params: { clawbackId: usePathWord('clawbackId') },
  });
  return (
    <Read query={clawback} rows={10} title={t('pay.clawback')}>
      {(one) => (
        <Page
          title={`${t('pay.clawback')} ${one.clawbackNo} · ${one.name}`}
          trail={[{ title: t('pay.clawbacks'), to: '/clawbacks' }]}
          note={
            <>
              {one.staffNo} · {one.unitName}
              {one.leftOn === null ? null : (
                <> · {t('pay.plan.left', { day: one.leftOn })}</>
              )} ·{' '}
              <Choice module="pay" property="state" value={one.state} tones={stateTones} />
            </>
          }
          actions={<Verbs one={one} />}
          watermark
        >
          <Sums one={one} />
          <div className="kj-halves">
            <Case one={one} />
            <div className="kj-stack">
              <Takings one={one} />
              {one.claimed === '0' ? null : <Claim one={one} />}
            </div>
          </div>
        </Page>
      )}
    </Read>
  );
}

const sumOf = (amounts: readonly string[]) =>
  String(amounts.reduce((sum, one) => sum + BigInt(one), 0n));

function totals(one: One): { readonly stop: string; readonly claim: string } {
  return {
    stop: sumOf(one.takings.map((each) => each.stop)),
    claim: sumOf(one.takings.map((each) => each.claim)),
  };
}

function Sums({ one }: Props) {
  const { t } = useSay();
  const { stop, claim } = totals(one);
  return (
    <Tiles>
      <Tile label={t('pay.field.granted')}>
        <Money fen={one.granted} />
      </Tile>
      <Tile label={t('pay.field.stop')}>
        <Money fen={stop} />
      </Tile>
      <Tile label={t('pay.field.claim')}>
        <Money fen={claim} />
      </Tile>
      <Tile label={t('pay.field.received')}>
        <Money fen={one.received} />
      </Tile>
    </Tiles>
  );
}

function Verbs({ one }: Props) {
  const { t } = useSay();
  const may = useMay();
  const rule = useCommand(bookApi.ruleClawback);
  if (one.ruling !== null || !may('pay.rule_clawback')) return null;
  if (!one.mayRule) return <Mark tone="warn">{t('pay.batch.other_person')}</Mark>;
  const { clawbackId } = one;
  const send = (verdict: 'approved' | 'returned', reason: string) =>
    rule.mutateAsync({ params: { clawbackId }, body: { verdict, reason } });
  const { stop, claim } = totals(one);
  const numbers = { stop: fenExact(stop), claim: fenExact(claim) };
  return (
    <>
      <ConfirmButton
        size="medium"
        danger
        label={t('pay.batch.approve')}
        title={t('pay.clawback')}
        consequence={t('pay.clawback.approve_words', numbers)}
        onConfirm={() => send('approved', '')}
      />{' '}
      <ConfirmButton
        size="medium"
        label={t('pay.batch.return')}
        title={t('pay.batch.return')}
        consequence={t('pay.clawback.return_words')}
        askReason
        onConfirm={(reason) => send('returned', reason)}
      />
    </>
  );
}

function Case({ one }: Props) {
  const { t } = useSay();
  const { ruling } = one;
  return (
    <Section title={t('pay.clawback.case')}>
      <dl className="kj-terms">
        <dt>{t('pay.field.cause')}</dt>
        <dd>
          <Choice module="pay" property="cause" value={one.cause} />{' '}
          <Mark tone={one.obliges ? 'bad' : 'warn'}>
            {one.obliges ? t('pay.clawback.obliges') : t('pay.clawback.permits')}
          </Mark>
        </dd>
        <dt>{t('pay.field.duty')}</dt>
        <dd>
          <Choice module="pay" property="duty" value={one.duty} />
        </dd>
        <dt>{t('pay.field.period')}</dt>
        <dd>
          <QuarterText quarter={one.fromQuarter} />
          {' – '}
          <QuarterText quarter={one.untilQuarter} />
          {' · '}
          <Rate millionths={one.share} />
        </dd>
        <dt>{t('pay.field.facts')}</dt>
        <dd style={{ whiteSpace: 'pre-wrap' }}>{one.facts}</dd>
        <dt>{t('pay.field.evidence')}</dt>
        <dd>
          {one.evidenceName}
          <div className="kj-quiet" style={{ overflowWrap: 'anywhere' }}>
            SHA-256 {one.evidenceHash}
          </div>
        </dd>
        <dt>{t('pay.field.heardWords')}</dt>
        <dd>
          <DayText day={one.heardOn} /> · {one.heardWords}
        </dd>
        <dt>{t('pay.field.proposedName')}</dt>
        <dd>
          {one.proposedName} · <Instant at={one.proposedAt} />
        </dd>
        {ruling === null ? null : (
          <>
            <dt>{t('pay.field.ruledName')}</dt>
            <dd>
              {ruling.ruledName} · <Instant at={ruling.ruledAt} />
              {ruling.reason === '' ? null : <> · {ruling.reason}</>}
            </dd>
          </>
        )}
      </dl>
    </Section>
  );
}

function Takings({ one }: Props) {
  const { t } = useSay();
  const title = one.ruling === null ? 'pay.clawback.takings_preview' : 'pay.clawback.takings';
  return (
    <Section title={t(title)}>
      <SmallTable
        rows={one.takings}
        keyOf={(each) => `${each.part}.${each.quarter}.${each.number}`}
        columns={[
          {
            title: t('pay.field.part'),
            render: (each) => (
              <>
                <QuarterText quarter={each.quarter} />{' '}
                <Choice module="pay" property="part" value={each.part} />
                {each.number === 0 ? null : ` ${each.number}`}
              </>
            ),
          },
          {
            title: t('pay.field.stop'),
            figure: true,
            render: (each) => <Money fen={each.stop} exact />,
          },
          {
            title: t('pay.field.claim'),
            figure: true,
            render: (each) => <Money fen={each.claim} exact />,
          },
        ]}
      />
      <PageLink to={`/deferral-plans/${one.staffId}`}>{t('pay.plan')}</PageLink>
    </Section>
  );
}

function Claim({ one }: Props) {
  const { t } = useSay();
  const may = useMay();
  const [entering, setEntering] = useState(false);
  const open = BigInt(one.claimed) - BigInt(one.received);
  return (
    <Section title={t('pay.clawback.claim')}>
      {one.receipts.length === 0 ? (
        <NoDataYet words={t('pay.clawback.claim_none')} />
      ) : (
        <ul className="kj-lines">
          {one.receipts.map((each) => (
            <li key={each.voucherNo}>
              {each.voucherNo} · <DayText day={each.receivedOn} /> ·{' '}
              <Money fen={each.amount} exact />
            </li>
          ))}
        </ul>
      )}
      <p>
        {t('pay.field.open')} <Money fen={String(open)} exact />
      </p>
      {may('pay.enter_receipt') && open > 0n ? (
        <Button onClick={() => setEntering(true)}>{t('pay.clawback.enter_receipt')}</Button>
      ) : null}
      <Drawer
        open={entering}
        title={t('pay.clawback.enter_receipt')}
        onClose={() => setEntering(false)}
        destroyOnHidden
      >
        <ContractForm
          route={bookApi.enterReceipt}
          module="pay"
          params={{ clawbackId: one.clawbackId }}
          fields={{ amount: { help: `${t('pay.field.open')} ${fenExact(String(open))}` } }}
          onCancel={() => setEntering(false)}
          onDone={() => setEntering(false)}
        />
      </Drawer>
    </Section>
  );
}
