import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Select } from 'antd';
import { useEffect } from 'react';
import './jobs.css';
import { jobsApi } from '../../../server/platform/jobs/contract.ts';
import type { JobKind, JobRun } from '../../../server/platform/jobs/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Instant, Mark } from '../../kit/figures.tsx';
import type { FilterInput } from '../../kit/filters.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { chinaWritten, Outcome, scheduleWords, Took, useJobName, Who } from './words.tsx';

const openMs = 1500;
const restMs = 15_000;

/** Asked often while something is open, else now and then. */
function looksAgain(answer: unknown): number {
  const rows = (answer as { rows?: readonly JobKind[] } | undefined)?.rows ?? [];
  return rows.some((kind) => kind.running + kind.waiting > 0) ? openMs : restMs;
}

/** Every kind of background job, its clock and last run; below, all runs with their reasons. */
export function Jobs() {
  const { t } = useSay();
  const kinds = useRoute(jobsApi.listJobs, {}, { every: looksAgain });
  return (
    <Page title={t('jobs.title')} note={t('jobs.note')}>
      <Section title={t('jobs.kinds')}>
        <Read query={kinds}>
          {({ taking, rows }) => (
            <>
              {taking ? null : <Alert type="warning" showIcon title={t('jobs.stopped')} />}
              <ul className="kj-jobs">
                {rows.map((kind) => (
                  <Kind key={kind.name} kind={kind} taking={taking} />
                ))}
              </ul>
            </>
          )}
        </Read>
      </Section>
      <Runs pulse={looksAgain(kinds.data)} />
    </Page>
  );
}

function Kind({ kind, taking }: { readonly kind: JobKind; readonly taking: boolean }) {
  const { t, tk, locale } = useSay();
  const may = useMay();
  const name = useJobName()(kind.name);
  const { message } = App.useApp();
  const start = useCommand(jobsApi.startJob);
  const run = async () => {
    await start.mutateAsync({ params: { name: kind.name }, body: {} });
    void message.success(t('jobs.started', { name }));
  };
  return (
    <li>
      <div>
        <strong>{name}</strong>
        <div className="kj-quiet">{tk(`${kind.name.replace('.', '.job.')}.does`)}</div>
      </div>
      <div>
        <div>{scheduleWords(kind.schedule, t)}</div>
        {kind.nextAt === null ? null : (
          <div className="kj-quiet">
            {t('jobs.next')} {chinaWritten(kind.nextAt, locale)}
          </div>
        )}
      </div>
      <LastRun kind={kind} />
      <div className="kj-job-deed">
        {may('jobs.run') && kind.schedule !== null ? (
          <ConfirmButton
            label={t('jobs.start')}
            title={t('jobs.start_title', { name })}
            consequence={t('jobs.start_means')}
            disabled={!taking || kind.waiting + kind.running > 0}
            onConfirm={run}
          />
        ) : null}
      </div>
    </li>
  );
}

/** How the last run ended or how far it is, and what waits behind it. */
function LastRun({ kind }: { readonly kind: JobKind }) {
  const { t } = useSay();
  const { last, waiting, running, failedDay } = kind;
  return (
    <div>
      {last === null ? (
        <span className="kj-quiet">{t('jobs.never')}</span>
      ) : (
        <>
          <Outcome run={last} />
          <div className="kj-quiet">
            <Instant at={last.startedAt ?? last.createdAt} /> · <Took run={last} /> ·{' '}
            <Who run={last} />
          </div>
        </>
      )}
      {waiting + running + failedDay === 0 ? null : (
        <div className="kj-bar">
          {waiting === 0 ? null : (
            <Mark tone="calm">{t('jobs.waiting_now', { count: waiting })}</Mark>
          )}
          {running < 2 ? null : (
            <Mark tone="strong">{t('jobs.running_now', { count: running })}</Mark>
          )}
          {failedDay === 0 ? null : (
            <Mark tone="bad">{t('jobs.failed_day', { count: failedDay })}</Mark>
          )}
        </div>
      )}
    </div>
  );
}

/** All runs, latest first; asked again at the pulse of the kinds above. */
function Runs({ pulse }: { readonly pulse: number }) {
  const { t } = useSay();
  const nameOf = useJobName();
  const client = useQueryClient();
  useEffect(() => {
    // Whatever filter and page the table shows.
    const again = () => void client.invalidateQueries({ queryKey: [jobsApi.listRuns.path] });
    const timer = setInterval(again, pulse);
    return () => clearInterval(timer);
  }, [client, pulse]);
  return (
    <Section title={t('jobs.history')}>
      <ContractTable
        route={jobsApi.listRuns}
        module="jobs"
        rowKey="jobId"
        only={['name', 'state', 'createdAt', 'tookMs', 'askedBy']}
        columns={{
          name: { render: (run) => nameOf(run.name) },
          state: { render: (run) => <Outcome run={run} /> },
          createdAt: { render: (run) => <Instant at={run.createdAt} /> },
          tookMs: { render: (run) => <Took run={run} /> },
          askedBy: { render: (run) => <Who run={run} /> },
        }}
        filters={{ name: kindFilter }}
        filterWords={{ name: nameOf }}
        extra={[
          {
            name: 'actions',
            title: t('jobs.field.actions'),
            render: (run) => <Deeds run={run} />,
          },
        ]}
        empty={{ words: t('jobs.empty'), next: t('jobs.empty_next') }}
      />
    </Section>
  );
}

const kindFilter: FilterInput = (value, change) => <KindFilter value={value} change={change} />;

function KindFilter(props: {
  readonly value: string | undefined;
  readonly change: (next: string | undefined) => void;
}) {
  const { t } = useSay();
  const nameOf = useJobName();
  const kinds = useRoute(jobsApi.listJobs);
  const options = (kinds.data?.rows ?? []).map(({ name }) => ({
    value: name,
    label: nameOf(name),
  }));
  return (
    <Select
      aria-label={t('jobs.field.name')}
      placeholder={t('jobs.field.name')}
      style={{ minWidth: 180 }}
      allowClear
      popupMatchSelectWidth={false}
      value={props.value ?? null}
      options={options}
      onChange={(next: string | null) => props.change(next ?? undefined)}
    />
  );
}

function Deeds({ run }: { readonly run: JobRun }) {
  const { t } = useSay();
  const may = useMay();
  const name = useJobName()(run.name);
  const repeat = useCommand(jobsApi.repeatRun);
  const callOff = useCommand(jobsApi.callOffRun);
  const given = { params: { jobId: run.jobId }, body: {} };
  return (
    <span className="kj-bar">
      {run.page === null ? null : <PageLink to={run.page}>{t('jobs.see')}</PageLink>}
      {run.mayRepeat && may('jobs.run') ? (
        <ConfirmButton
          label={t('jobs.repeat')}
          title={t('jobs.repeat_title', { name })}
          consequence={t('jobs.repeat_means')}
          onConfirm={() => repeat.mutateAsync(given)}
        />
      ) : null}
      {run.mayCallOff && may('jobs.run') ? (
        <ConfirmButton
          label={t('jobs.call_off')}
          title={t('jobs.call_off_title', { name })}
          consequence={t('jobs.call_off_means')}
          danger
          onConfirm={() => callOff.mutateAsync(given)}
        />
      ) : null}
    </span>
  );
}
