import type { JobKind, JobRun } from '../../../server/platform/jobs/contract.ts';
import { jobPhrase } from '../../../server/platform/jobs/contract.ts';
import type { Say } from '../../i18n/say.ts';
import { useSay } from '../../i18n/say.ts';
import { Choice, Missing } from '../../kit/figures.tsx';
import { countWritten, dayWritten } from '../../kit/format.ts';
import { Meter } from '../../kit/meter.tsx';

const tones = {
  waiting: 'calm',
  running: 'strong',
  again: 'warn',
  done: 'good',
  failed: 'bad',
  cancelled: 'calm',
} as const;

const secondMs = 1000n;
const minuteMs = 60_000n;

/** Milliseconds for people: under a second as such, under two minutes in seconds. */
export function tookWords(ms: string, t: Say['t']): string {
  const took = BigInt(ms);
  if (took < secondMs) return t('jobs.took_ms', { count: took });
  if (took < 2n * minuteMs) return t('jobs.took_s', { count: took / secondMs });
  const seconds = (took % minuteMs) / secondMs;
  return t('jobs.took_min', { minutes: took / minuteMs, seconds });
}

const chinaMs = 8 * 3_600_000;

/** An instant by the clock of China, whose time the schedules are in. */
export function chinaWritten(at: string, locale: Say['locale']): string {
  const text = new Date(Date.parse(at) + chinaMs).toISOString();
  return `${dayWritten(text.slice(0, 10), locale)} ${text.slice(11, 16)}`;
}

/** The name of a kind of job. */
export function useJobName(): (name: string) => string {
  const { tk } = useSay();
  return (name) => tk(jobPhrase(name), name);
}

/** When the clock starts it, in words. */
export function scheduleWords(schedule: JobKind['schedule'], t: Say['t']): string {
  if (schedule === null) return t('jobs.on_demand');
  const two = (part: number) => String(part).padStart(2, '0');
  if (schedule.every === 'minutes') return t('jobs.every.minutes', { step: schedule.step });
  if (schedule.every === 'hour') return t('jobs.every.hour', { minute: schedule.minute });
  return t('jobs.every.day', { time: `${two(schedule.hour)}:${two(schedule.minute)}` });
}

export function Who({ run }: { readonly run: JobRun }) {
  const { t } = useSay();
  if (run.askedBy === null) return <>{t('jobs.by_schedule')}</>;
  return <>{run.askedByName === null ? run.askedBy : `${run.askedByName} (${run.askedBy})`}</>;
}

export function Took({ run }: { readonly run: JobRun }) {
  const { t } = useSay();
  if (run.tookMs === null) return <Missing />;
  return <span className="kj-figure">{tookWords(run.tookMs, t)}</span>;
}

/** The outcome, how far it is, and why it failed with what to do next. */
export function Outcome({ run }: { readonly run: JobRun }) {
  const { t } = useSay();
  const goesOn = run.state === 'running' || run.state === 'again';
  return (
    <span className="kj-job-outcome">
      <span className="kj-bar">
        <Choice module="jobs" property="state" value={run.state} tones={tones} />
        {run.attempts > 1 && goesOn ? (
          <span className="kj-quiet">{t('jobs.attempts', { count: run.attempts })}</span>
        ) : null}
        {run.againOf === null ? null : <span className="kj-quiet">{t('jobs.is_repetition')}</span>}
        {run.repeated ? <span className="kj-quiet">{t('jobs.repeated')}</span> : null}
      </span>
      {run.progress === null ? null : <HowFar progress={run.progress} />}
      {run.reason === null ? null : <Why reason={run.reason} />}
    </span>
  );
}

function HowFar({ progress }: { readonly progress: NonNullable<JobRun['progress']> }) {
  const { t } = useSay();
  const { done, total, secondsLeft } = progress;
  if (total === null || total === '0') {
    return <span className="kj-quiet kj-figure">{countWritten(done)}</span>;
  }
  const time = secondsLeft === null ? null : tookWords(`${secondsLeft}000`, t);
  const figure = t('jobs.done_of', { done: countWritten(done), total: countWritten(total) });
  return (
    <Meter
      percent={Number((BigInt(done) * 100n) / BigInt(total))}
      tone="calm"
      figure={figure}
      words={time === null ? '' : t('jobs.left', { time })}
    />
  );
}

function Why({ reason }: { readonly reason: NonNullable<JobRun['reason']> }) {
  const { tk, tp } = useSay();
  const message = reason.params['message'] ?? '';
  return (
    <span className="kj-job-why">
      <span>{tp(reason.code, reason.params)}</span>
      {message === '' ? null : <code>{message}</code>}
      <span className="kj-quiet">{tk(`${reason.code}.next`)}</span>
    </span>
  );
}
