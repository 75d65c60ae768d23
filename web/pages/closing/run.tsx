import type { QuarterRunRow } from '../../../server/modules/closing/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { Count, Instant, Mark, Who } from '../../kit/figures.tsx';
import { scoreShort } from '../../kit/format.ts';
import { Section } from '../../kit/page.tsx';
import { WorkView } from '../../kit/progress.tsx';
import { usePhone } from '../../kit/theme.ts';
import { elapsedMs, saidParams, workOf } from './runs.ts';
import { SmallTable } from '../../kit/small-table.tsx';

interface Props {
  readonly run: QuarterRunRow;
}

interface RunProps extends Props {
  /** Under way now; a run without an end that is not was interrupted. */
  readonly live: boolean;
}

/** One opening or closing: who ran it, its stations, what they noted, its digest. */
export function Run({ run, live }: RunProps) {
  const { t, tk } = useSay();
  const done = run.steps.filter((step) => step.done).length;
  return (
    <Section
      title={`${tk(`closing.kind.${run.kind}`)} #${run.runId}`}
      extra={
        <span className="kj-quiet">
          <Who login={run.startedBy} /> · <Instant at={run.startedAt} />
        </span>
      }
    >
      <p style={{ marginBottom: 10 }}>
        {run.finishedAt !== null ? (
          <Mark tone="good">{t('web.progress.done')}</Mark>
        ) : (
          <Mark tone={live ? 'strong' : 'warn'}>
            {t(live ? 'closing.running' : 'closing.interrupted')}
          </Mark>
        )}
        {run.backdated ? <Mark tone="warn">{t('closing.backdated')}</Mark> : null}
        <span className="kj-quiet">{t('closing.step', { done, all: run.steps.length })}</span>
      </p>
      {run.finishedAt === null ? (
        <WorkView work={workOf(run, live)} nameOf={(name) => tk(`closing.station.${name}`, name)} />
      ) : (
        <StationsDone run={run} />
      )}
    </Section>
  );
}

/** The stations of a finished run with rows, time and notes. */
function StationsDone({ run }: Props) {
  return usePhone() ? <StationList run={run} /> : <StationTable run={run} />;
}

function StationList({ run }: Props) {
  const { t, tk, tp } = useSay();
  return (
    <ul className="kj-lines">
      {run.steps.map((step) => (
        <li key={step.position}>
          <strong>{tk(`closing.station.${step.station}`, step.station)}</strong>
          <span className="kj-line-end kj-quiet">
            {t('closing.rows')} <Count value={step.rowCount} /> ·{' '}
            <Seconds ms={elapsedMs(step.startedAt, step.finishedAt)} />
          </span>
          {step.notes.map((note) => (
            <div key={note.code} style={{ flexBasis: '100%' }}>
              {tp(note.code, saidParams(note, tk))}
            </div>
          ))}
        </li>
      ))}
      <li className="kj-quiet">
        {t('closing.digest')} <code>{run.digest?.slice(0, 16)}</code>
      </li>
    </ul>
  );
}

function StationTable({ run }: Props) {
  const { t, tk, tp } = useSay();
  const rows = run.steps.reduce((sum, step) => sum + BigInt(step.rowCount ?? '0'), 0n);
  return (
    <SmallTable
      foot={[
        [
          { names: true, cell: <strong>{t('closing.total')}</strong> },
          {
            figure: true,
            cell: (
              <strong>
                <Count value={String(rows)} />
              </strong>
            ),
          },
          { figure: true, cell: <Seconds ms={elapsedMs(run.startedAt, run.finishedAt)} /> },
          {
            cell: (
              <>
                {t('closing.digest')}{' '}
                <code title={t('closing.digest_help')}>{run.digest?.slice(0, 16)}</code>
              </>
            ),
          },
        ],
      ]}
      rows={run.steps}
      keyOf={(step) => step.position}
      columns={[
        {
          title: t('closing.station'),
          names: true,
          render: (step) => tk(`closing.station.${step.station}`, step.station),
        },
        {
          title: t('closing.rows'),
          figure: true,
          render: (step) => <Count value={step.rowCount} />,
        },
        {
          title: t('closing.seconds'),
          figure: true,
          render: (step) => <Seconds ms={elapsedMs(step.startedAt, step.finishedAt)} />,
        },
        {
          title: t('closing.notes'),
          render: (step) =>
            step.notes.map((note) => (
              <div key={note.code}>{tp(note.code, saidParams(note, tk))}</div>
            )),
        },
      ]}
    />
  );
}

function Seconds({ ms }: { readonly ms: number | null }) {
  return ms === null ? '—' : `${scoreShort(BigInt(ms) * 1000n)} s`;
}
