import { allocationApi } from '../../../server/modules/allocation/contract.ts';
import type { HandoverView } from '../../../server/modules/allocation/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { Choice, Count, DayText, Instant } from '../../kit/figures.tsx';
import { PageLink, usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { HandedCustomers, handoverTones, MoveCounts, Withdraw } from './handover-parts.tsx';

/** One hand-over: what moves, who has answered, and the reader's own answer. */
export function HandoverPage() {
  const { t } = useSay();
  const handoverId = usePathWord('handoverId');
  const query = useRoute(allocationApi.readHandover, { params: { handoverId } });
  const handover = query.data;
  return (
    <Page
      title={
        handover === undefined
          ? t('allocation.handovers')
          : t('allocation.handover_title', { no: handover.handoverNo })
      }
      note={
        handover === undefined ? null : (
          <Choice
            module="allocation"
            property="state"
            value={handover.state}
            tones={handoverTones}
          />
        )
      }
      trail={[{ title: t('allocation.handovers'), to: '/allocation?tab=handovers' }]}
      actions={handover === undefined ? null : <Answers handover={handover} />}
      watermark
    >
      <Read query={query}>{(found) => <Text handover={found} />}</Read>
    </Page>
  );
}

function Text({ handover }: { readonly handover: HandoverView }) {
  const { t } = useSay();
  return (
    <>
      <Section>
        <dl className="kj-terms">
          <dt>{t('allocation.field.cause')}</dt>
          <dd>
            {t(`allocation.cause.${handover.cause}`)}
            {handover.leaveMonths === null ? null : (
              <>
                {' '}
                <Count value={handover.leaveMonths} />
              </>
            )}
          </dd>
          <dt>{t('allocation.field.fromName')}</dt>
          <dd>{handover.fromName}</dd>
          <dt>{t('allocation.field.toName')}</dt>
          <dd>{handover.toName}</dd>
          <dt>{t('allocation.field.effectiveDay')}</dt>
          <dd>
            <DayText day={handover.effectiveDay} />
          </dd>
          <dt>{t('allocation.field.note')}</dt>
          <dd>{handover.note}</dd>
        </dl>
        <MoveCounts counts={handover.counts} />
        {handover.deed === null ? null : (
          <p>
            {t('allocation.deed_of', { no: handover.deed.no })}{' '}
            {handover.deed.handovers.map((one) => (
              <span key={one.handoverId}>
                <PageLink to={`/allocation/hand-overs/${one.handoverId}`}>
                  {one.handoverNo} {one.toName}
                </PageLink>{' '}
              </span>
            ))}
          </p>
        )}
      </Section>
      <Section title={t('allocation.handover_answers')}>
        <ul className="kj-lines">
          {handover.answers.map((one) => (
            <li key={`${one.side}${one.name}`}>
              {t(`allocation.side.${one.side}`)} {one.name}：
              {t(`allocation.verdict.${one.verdict}`)} {one.reason} <Instant at={one.answeredAt} />
            </li>
          ))}
          {handover.waitsFor.map((one) => (
            <li key={`${one.side}${one.name}`} className="kj-quiet">
              {t('allocation.handover_waits')}：{t(`allocation.side.${one.side}`)} {one.name}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('allocation.handover_customers')}>
        <HandedCustomers rows={handover.customersShown} />
      </Section>
    </>
  );
}

function Answers({ handover }: { readonly handover: HandoverView }) {
  const { t, locale } = useSay();
  const answer = useCommand(allocationApi.answerHandover);
  const { handoverId, customers, effectiveDay } = handover;
  const send = (
    side: 'receiver' | 'supervisor',
    verdict: 'accepted' | 'declined',
    reason: string,
  ) => answer.mutateAsync({ params: { handoverId }, body: { side, verdict, reason } });
  const sideWords = (side: 'receiver' | 'supervisor') => {
    const words = t(`allocation.side.${side}`);
    return locale === 'en' ? words.toLowerCase() : words;
  };
  return (
    <>
      {handover.mayWithdraw ? (
        <Withdraw handoverId={handoverId} handoverNo={handover.handoverNo} customers={customers} />
      ) : null}
      {handover.mayAnswer.map((side) => (
        <span key={side} className="kj-bar">
          <ConfirmButton
            size="medium"
            label={t('allocation.handover_decline')}
            title={t('allocation.handover_decline')}
            askReason
            onConfirm={(reason) => send(side, 'declined', reason)}
          />
          <ConfirmButton
            primary
            size="medium"
            label={t('allocation.handover_accept', { side: sideWords(side) })}
            title={t('allocation.handover_accept', { side: sideWords(side) })}
            consequence={t('allocation.handover_accept_note', { customers, day: effectiveDay })}
            onConfirm={() => send(side, 'accepted', '')}
          />
        </span>
      ))}
    </>
  );
}
