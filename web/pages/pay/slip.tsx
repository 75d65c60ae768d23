import { useMemo } from 'react';
import type { z } from 'zod';
import { payApi } from '../../../server/modules/pay/contract.ts';
import type { slip as slipShape } from '../../../server/modules/pay/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Explained } from '../../kit/explained.tsx';
import { Choice, Mark, Money } from '../../kit/figures.tsx';
import { fenExact, quarterWritten } from '../../kit/format.ts';
import { PageLink, usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { PreviousNext } from '../../kit/previous-next.tsx';
import { Tile, Tiles } from '../../kit/tiles.tsx';
import { SlipPayment } from './slip-payment.tsx';
import { SlipVerbs } from './slip-verbs.tsx';
import { FallChart } from './fall-chart.tsx';
import { waterfallOf } from './waterfall.ts';
import { SmallTable } from '../../kit/small-table.tsx';

type SlipShape = z.infer<typeof slipShape>;

/** One slip: what makes up the pay, what is put off, held or taken off, each with its formula. */
export function Slip() {
  const { t, locale } = useSay();
  const slip = useRoute(payApi.readSlip, { params: { slipId: usePathWord('slipId') } });
  return (
    <Read query={slip} rows={10}>
      {(one) => (
        <Page
          title={`${one.name} · ${quarterWritten(one.quarter, locale)}`}
          trail={[{ title: t('pay.title'), to: '/slips' }]}
          note={
            <>
              {one.staffNo} · {one.unitName} ·{' '}
              <Choice module="people" property="level" value={one.level} /> ·{' '}
              <PageLink to="/policies/pay_scheme">
                {t('web.explained.policy')} v{one.policyVersionNo}
              </PageLink>
            </>
          }
          actions={
            <>
              {one.sealed ? <Mark tone="good">{t('closing.sealed_mark')}</Mark> : null}
              <SlipVerbs slipId={one.slipId} sealed={one.sealed} />
              <PreviousNext rowKey="slipId" at={one.slipId} to={(key) => `/slips/${key}`} />
            </>
          }
          watermark
        >
          <Head slip={one} />
          <div className="kj-halves">
            <Section title={t('pay.waterfall')}>
              <Falls slip={one} />
            </Section>
            <div className="kj-stack">
              <Section title={t('pay.lines')}>
                <Lines slip={one} />
              </Section>
              <Section title={t('pay.instalments')}>
                <Instalments slip={one} />
              </Section>
              <SlipPayment slipId={one.slipId} />
              {one.risk.length === 0 ? null : (
                <Section title={t('pay.risk')}>
                  <RiskMoney slip={one} />
                </Section>
              )}
            </div>
          </div>
        </Page>
      )}
    </Read>
  );
}

interface Props {
  readonly slip: SlipShape;
}

function Head({ slip }: Props) {
  const { t } = useSay();
  return (
    <Tiles>
      <Tile label={t('pay.field.paidNow')}>
        <Money fen={slip.paidNow} />
      </Tile>
      <Tile label={t('pay.field.gross')}>
        <Money fen={slip.gross} />
      </Tile>
      <Tile label={t('pay.field.deferred')}>
        <Money fen={slip.deferred} />
      </Tile>
      <Tile label={t('pay.field.held')}>
        <Money fen={slip.held} />
      </Tile>
      <Tile
        label={t('pay.field.deducted')}
        {...(slip.carried === '0'
          ? {}
          : { note: t('pay.carried_words', { amount: fenExact(slip.carried) }) })}
      >
        <Money fen={slip.deducted} />
      </Tile>
      {slip.withheld === '0' ? null : (
        <Tile label={t('pay.field.withheld')}>
          <Money fen={slip.withheld} />
        </Tile>
      )}
      {slip.returned === '0' ? null : (
        <Tile label={t('pay.field.returned')}>
          <Money fen={slip.returned} />
        </Tile>
      )}
    </Tiles>
  );
}

function Falls({ slip }: Props) {
  const falls = useMemo(() => waterfallOf(slip), [slip]);
  return <FallChart falls={falls} />;
}

function Lines({ slip }: Props) {
  const { t, tk, locale } = useSay();
  const nameOf = (line: SlipShape['lines'][number]) =>
    line.name?.[locale] ?? tk(`pay.item.${line.item}`);
  return (
    <SmallTable
      foot={[
        [
          { names: true, cell: <strong>{t('pay.field.paidNow')}</strong> },
          {
            figure: true,
            cell: (
              <strong>
                <Money fen={slip.paidNow} exact />
              </strong>
            ),
          },
        ],
      ]}
      rows={slip.lines}
      keyOf={(line, at) => at}
      columns={[
        { names: true, render: (line) => nameOf(line) },
        {
          figure: true,
          render: (line) => (
            <Explained
              module="pay"
              title={nameOf(line)}
              explanation={{
                ...line.explanation,
                policyVersion: `v${slip.policyVersionNo}`,
              }}
            >
              <Money fen={line.amount} exact />
            </Explained>
          ),
        },
      ]}
    />
  );
}

function Instalments({ slip }: Props) {
  const { t } = useSay();
  if (slip.instalments.length === 0) return <NoDataYet words={t('pay.instalments_none')} />;
  return (
    <SmallTable
      rows={slip.instalments}
      keyOf={(one) => one.instalmentNo}
      columns={[
        {
          title: t('pay.field.instalmentNo'),
          render: (one) => t('pay.instalment', { no: one.instalmentNo }),
        },
        { title: t('pay.field.dueYear'), render: (one) => one.dueYear },
        {
          title: t('pay.field.amount'),
          figure: true,
          render: (one) => <Money fen={one.amount} exact />,
        },
      ]}
    />
  );
}

/** What this quarter did to the RM's risk money, and what is left of it. */
function RiskMoney({ slip }: Props) {
  const { t, locale } = useSay();
  return slip.risk.map((deposit) => (
    <SmallTable
      key={deposit.item}
      {...(slip.risk.length > 1 ? { caption: deposit.name?.[locale] ?? deposit.item } : {})}
      rows={deposit.moves}
      keyOf={(_move, at) => at}
      columns={[
        {
          names: true,
          render: (move) => (
            <>
              {t(`pay.risk.${move.kind}`)}
              {move.ofQuarter === slip.quarter ? null : (
                <span className="kj-quiet">
                  {' '}
                  {t('pay.risk.of', { quarter: quarterWritten(move.ofQuarter, locale) })}
                </span>
              )}
            </>
          ),
        },
        {
          figure: true,
          render: (move) => (
            <Money fen={move.kind === 'withheld' ? move.amount : `-${move.amount}`} exact />
          ),
        },
      ]}
      foot={[
        [
          { names: true, cell: <strong>{t('pay.risk.balance')}</strong> },
          {
            figure: true,
            cell: (
              <strong>
                <Money fen={deposit.balance} exact />
              </strong>
            ),
          },
        ],
      ]}
    />
  ));
}
