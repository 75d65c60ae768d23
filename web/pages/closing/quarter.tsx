import { Collapse } from 'antd';
import { useEffect, useState } from 'react';
import { addDays, day } from '../../../core/day.ts';
import { closingApi } from '../../../server/modules/closing/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { dayWritten, quarterWritten } from '../../kit/format.ts';
import { usePathWord } from '../../kit/page-link.tsx';
import { Page, Read } from '../../kit/page.tsx';
import { NextSteps } from './next-steps.tsx';
import { Run } from './run.tsx';
import { parted } from './runs.ts';
import type { View } from './runs.ts';
import { isLive, useWatch } from './use-watch.ts';

const askEveryMs = 1500;

/** One quarter: what may be done next, its runs with their stations, its seal. */
export function Quarter() {
  const { t, locale } = useSay();
  const quarter = usePathWord('quarter');
  const [live, setLive] = useState(false);
  const view = useRoute(
    closingApi.readQuarter,
    { params: { quarter } },
    { staleTime: 0, ...(live ? { every: askEveryMs } : {}) },
  );
  const { data } = view;
  const watched = useWatch(quarter, data);
  const working = isLive(watched.watch.state);
  useEffect(() => setLive(working), [working]);
  return (
    <Page
      title={quarterWritten(quarter, locale)}
      trail={[{ title: t('closing.title'), to: '/quarters' }]}
      note={
        data === undefined
          ? undefined
          : t('closing.no_period', {
              from: dayWritten(data.from, locale),
              until: dayWritten(addDays(day(data.until), -1), locale),
            })
      }
    >
      <Read query={view} rows={8}>
        {(one) => (
          <>
            <NextSteps view={one} watched={watched} />
            <Runs view={one} live={working} />
          </>
        )}
      </Read>
    </Page>
  );
}

/** The latest run of each kind stands open, the others below them folded. */
function Runs({ view, live }: { readonly view: View; readonly live: boolean }) {
  const { t, locale } = useSay();
  const { present, earlier } = parted(view.runs);
  if (present.length === 0) {
    const quarter = quarterWritten(view.quarter, locale);
    return <NoDataYet words={t('closing.no_run', { quarter })} />;
  }
  return (
    <>
      {present.map((run) => (
        <Run key={run.runId} run={run} live={live && run.finishedAt === null} />
      ))}
      {earlier.length === 0 ? null : (
        <Collapse
          items={[
            {
              key: 'earlier',
              label: t('closing.older_runs', { count: earlier.length }),
              children: (
                <div className="kj-stack">
                  {earlier.map((run) => (
                    <Run key={run.runId} run={run} live={false} />
                  ))}
                </div>
              ),
            },
          ]}
        />
      )}
    </>
  );
}
