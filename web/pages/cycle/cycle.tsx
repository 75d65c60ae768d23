import { organisationApi } from '../../../server/modules/organisation/contract.ts';
import { cycleApi } from '../../../server/modules/assessment/contract.ts';
import type { CycleView } from '../../../server/modules/assessment/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { useGo, usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { QuarterSelect } from '../../kit/quarter-select.tsx';
import { ObjectionTable } from './objection-table.tsx';
import { Steps } from './steps.tsx';

/** The steps of the quarter that is under way: the oldest that has ended and is not sealed. */
export function CycleNow() {
  const { t } = useSay();
  const { today } = useSession().bank;
  const quarters = useRoute(organisationApi.listQuarters);
  return (
    <Read query={quarters}>
      {({ rows }) => {
        const opened = rows.filter((row) => row.opened).toSorted(byQuarter);
        const waiting = opened.find((row) => !row.sealed && (row.closed || hasEnded(row, today)));
        const shown = waiting ?? opened.findLast((row) => row.sealed) ?? opened.at(-1);
        return shown === undefined ? (
          <Page title={t('assessment.cycle.title')}>
            <Section>
              <NoDataYet words={t('assessment.cycle.none')} />
            </Section>
          </Page>
        ) : (
          <Cycle quarter={shown.quarter} />
        );
      }}
    </Read>
  );
}

function byQuarter(a: { readonly quarter: string }, b: { readonly quarter: string }): number {
  return a.quarter < b.quarter ? -1 : 1;
}

/** Whether the quarter's last day is over: its number is below the one of today. */
function hasEnded({ quarter }: { readonly quarter: string }, today: string): boolean {
  const now = `${today.slice(0, 4)}Q${Math.ceil(Number(today.slice(5, 7)) / 3)}`;
  return quarter < now;
}

/** The steps of a quarter named in the address. */
export function CycleOf() {
  return <Cycle quarter={usePathWord('quarter')} />;
}

function Cycle({ quarter }: { readonly quarter: string }) {
  const { t, locale } = useSay();
  const go = useGo();
  const cycle = useRoute(cycleApi.readCycle, { params: { quarter } });
  const quarters = useRoute(organisationApi.listQuarters);
  const opened = (quarters.data?.rows ?? []).filter((row) => row.opened);
  return (
    <Page
      title={`${t('assessment.cycle.title')} · ${quarterWritten(quarter, locale)}`}
      actions={
        <QuarterSelect
          quarters={[...new Set([...opened.map((row) => row.quarter), quarter])]}
          value={quarter}
          onChange={(chosen) => go(`/assessment-cycles/${chosen}`)}
        />
      }
    >
      <Read query={cycle} rows={8}>
        {(view) => (
          <>
            <Steps view={view} />
            <Objections view={view} />
          </>
        )}
      </Read>
    </Page>
  );
}

function Objections({ view }: { readonly view: CycleView }) {
  const { t } = useSay();
  if (view.publication === null) return null;
  return (
    <Section title={t('assessment.cycle.objections')}>
      <ObjectionTable quarter={view.quarter} />
    </Section>
  );
}
