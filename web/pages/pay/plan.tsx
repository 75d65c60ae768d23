import type { z } from 'zod';
import { bookApi } from '../../../server/modules/pay/contract.ts';
import type { eventRow, partRow } from '../../../server/modules/pay/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Choice, Instant, Money, QuarterText } from '../../kit/figures.tsx';
import { PageLink, usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { Tile, Tiles } from '../../kit/tiles.tsx';
import { eventTones } from './states.ts';
import { SmallTable } from '../../kit/small-table.tsx';

/** One person: every part of his performance pay, and all that happened to it. */
export function DeferralPlan() {
  const { t } = useSay();
  const plan = useRoute(bookApi.readDeferralPlan, { params: { staffId: usePathWord('staffId') } });
  return (
    <Read query={plan} rows={10}>
      {(one) => (
        <Page
          title={`${one.name} · ${t('pay.plan')}`}
          trail={[{ title: t('pay.plans'), to: '/deferral-plans' }]}
          note={
            <>
              {one.staffNo} · {one.unitName}
              {one.leftOn === null ? null : <> · {t('pay.plan.left', { day: one.leftOn })}</>}
            </>
          }
          watermark
        >
          <Tiles>
            <Tile label={t('pay.field.granted')}>
              <Money fen={one.granted} />
            </Tile>
            <Tile label={t('pay.field.paid')}>
              <Money fen={one.paid} />
            </Tile>
            <Tile label={t('pay.field.due')}>
              <Money fen={one.due} />
            </Tile>
            <Tile label={t('pay.field.stopped')}>
              <Money fen={one.stopped} />
            </Tile>
            <Tile label={t('pay.field.clawedBack')}>
              <Money fen={one.clawedBack} />
            </Tile>
          </Tiles>
          <Section title={t('pay.plan.parts')}>
            <Parts parts={one.parts} />
          </Section>
          <Section title={t('pay.plan.events')}>
            <Events events={one.events} />
          </Section>
        </Page>
      )}
    </Read>
  );
}

type PartRow = z.infer<typeof partRow>;
const always = ['granted', 'paid', 'due'] as const;
const rarely = ['stopped', 'clawedBack'] as const;

/**
 * Parts in the order of their quarter and year; a slip's part opens the slip. What was never
 * stopped or taken back has no column.
 */
function Parts({ parts }: { readonly parts: readonly PartRow[] }) {
  const { t } = useSay();
  const figures = [...always, ...rarely.filter((name) => parts.some((one) => one[name] !== '0'))];
  return (
    <SmallTable
      rows={parts}
      keyOf={(one) => `${one.part}.${one.grantId}.${one.number}`}
      columns={[
        { title: t('pay.field.quarter'), render: (one) => <QuarterText quarter={one.quarter} /> },
        { title: t('pay.field.part'), render: (one) => <PartName part={one} /> },
        { title: t('pay.field.dueYear'), render: (one) => one.dueYear },
        ...figures.map((name) => ({
          title: t(`pay.field.${name}`),
          figure: true,
          render: (one: PartRow) => <Money fen={one[name]} exact />,
        })),
      ]}
    />
  );
}

function PartName({ part }: { readonly part: PartRow }) {
  const name = (
    <>
      <Choice module="pay" property="part" value={part.part} />
      {part.number === 0 ? null : ` ${part.number}`}
    </>
  );
  return part.part.startsWith('settlement') ? (
    name
  ) : (
    <PageLink to={`/slips/${part.grantId}`}>{name}</PageLink>
  );
}

function Events({ events }: { readonly events: readonly z.infer<typeof eventRow>[] }) {
  const { t } = useSay();
  if (events.length === 0) return <NoDataYet words={t('pay.plan.events_none')} />;
  return (
    <ul className="kj-lines">
      {events.map((one) => (
        <li key={`${one.at}${one.kind}${one.part}${one.quarter}${one.number}${one.cause}`}>
          <Choice module="pay" property="kind" value={one.kind} tones={eventTones} />{' '}
          <Money fen={one.amount} exact /> · <QuarterText quarter={one.quarter} />{' '}
          <Choice module="pay" property="part" value={one.part} />
          {one.number === 0 ? null : ` ${one.number}`} ·{' '}
          <span className="kj-quiet">
            {one.cause} · <Instant at={one.at} />
          </span>
        </li>
      ))}
    </ul>
  );
}
