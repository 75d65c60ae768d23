import { Alert, Button } from 'antd';

import { importsApi } from '../../../server/platform/imports/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { countWritten } from '../../kit/format.ts';
import { PageLink } from '../../kit/page-link.tsx';
import { Section } from '../../kit/page.tsx';
import { ProblemNote } from '../../kit/problem.tsx';
import { LongWork } from '../../kit/progress.tsx';
import type { Work } from '../../kit/work.ts';
import { rowsExpected } from './rows-expected.ts';
import { Findings } from './findings.tsx';

type Task = AnswerOf<typeof importsApi.readTask>;

interface Props {
  readonly taskId: string;
  readonly onLoad: (taskId: string) => void;
  readonly onEnded: () => void;
  readonly onBack: () => void;
}

const running = (task: Task | undefined): boolean =>
  task === undefined || task.state === 'waiting' || task.state === 'running';

/** A preview or load while it runs, and what it found. */
export function TaskWatch(props: Props) {
  const params = { taskId: props.taskId };
  const task = useRoute(importsApi.readTask, { params }, { staleTime: 0 });
  if (task.data !== undefined && !running(task.data)) return <Ended {...props} task={task.data} />;
  return (
    <Running
      taskId={props.taskId}
      asked={task.data?.cancelAsked ?? false}
      kind={task.data?.kind ?? 'preview'}
      onEnd={() => {
        void task.refetch();
        props.onEnded();
      }}
    />
  );
}

interface RunningProps {
  readonly taskId: string;
  readonly kind: 'preview' | 'load';
  readonly asked: boolean;
  readonly onEnd: () => void;
}

function Running({ taskId, kind, asked, onEnd }: RunningProps) {
  const { t, tk } = useSay();
  const cancel = useCommand(importsApi.cancelTask);
  const params = { taskId };
  return (
    <Section
      title={t(kind === 'preview' ? 'imports.preview.running' : 'imports.load.running')}
      extra={
        <Button
          size="small"
          disabled={asked}
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ params, body: {} })}
        >
          {t('imports.cancel')}
        </Button>
      }
    >
      <LongWork
        route={importsApi.readTask}
        input={{ params }}
        work={(found) => workOf(found, (rows) => t('imports.progress.rows', { rows }))}
        nameOf={(step) => tk(`imports.phase.${step}`, 'imports.phase.read')}
        onEnd={onEnd}
      />
      {asked ? <p className="kj-quiet">{t('imports.cancel.asked')}</p> : null}
      {cancel.error === null ? null : <ProblemNote error={cancel.error} />}
    </Section>
  );
}

const phases = ['read', 'merge', 'totals'];

function workOf(task: Task, rowsIn: (rows: string) => string): Work {
  const state =
    task.state === 'refused' || task.state === 'broke'
      ? 'failed'
      : task.state === 'waiting'
        ? 'waiting'
        : task.state;
  const at = Math.max(0, phases.indexOf(task.phase));
  return {
    state,
    steps: phases.map((name, position) => ({
      name: position === at && task.phase === 'waiting' ? 'waiting' : name,
      state: position < at || state === 'done' ? 'done' : position === at ? state : 'waiting',
      done: position === 0 || position === at ? task.rows : '0',
      total: position === at && name === 'read' ? rowsExpected(task) : null,
      ...(position === 0 || task.rows === '0' ? {} : { words: rowsIn(countWritten(task.rows)) }),
    })),
  };
}

function Ended({ task, onLoad, onBack }: Props & { readonly task: Task }) {
  const { t, tp } = useSay();
  const start = useCommand(importsApi.startTask);
  const { result } = task;
  if (task.state !== 'done' || result === null) {
    return (
      <Section title={t(task.kind === 'preview' ? 'imports.preview' : 'imports.step.load')}>
        <Alert type="error" role="alert" title={tp(task.code, task.params)} />
        <Button className="kj-imports-gap" onClick={onBack}>
          {t('imports.step.map')}
        </Button>
      </Section>
    );
  }
  const load = async () => {
    const { kind: _kind, entity, sheet, columns, control } = { ...task };
    const body = { kind: 'load' as const, entity, sheet, columns, control };
    const begun = await start.mutateAsync({ params: { uploadId: task.uploadId }, body });
    onLoad(begun.taskId);
  };
  const words = {
    added: countWritten(result.rowsAdded),
    same: countWritten(result.rowsAlreadyThere),
    faulty: countWritten(result.rowsFaulty),
  };
  return (
    <>
      <Findings task={task} result={result} />
      <div className="kj-bar" style={{ flexWrap: 'wrap' }}>
        {task.kind === 'preview' ? (
          <>
            <ConfirmButton
              primary
              size="medium"
              disabled={result.rowsAdded === '0' && result.rowsFaulty === '0'}
              label={t('imports.load.now', { rows: countWritten(result.rowsRead) })}
              title={t('imports.load.now', { rows: countWritten(result.rowsRead) })}
              consequence={t('imports.load.consequence', words)}
              onConfirm={load}
            />
            <Button onClick={onBack}>{t('imports.step.map')}</Button>
          </>
        ) : task.batchId === null ? null : (
          <PageLink to={`/imports/${task.batchId}`}>
            {t('imports.result.open', { batch: task.batchId })}
          </PageLink>
        )}
      </div>
    </>
  );
}
