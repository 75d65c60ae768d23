import {
  CheckCircleFilled,
  ClockCircleOutlined,
  CloseCircleFilled,
  LoadingOutlined,
} from '@ant-design/icons';
import { Progress } from 'antd';
import { useEffect, useRef } from 'react';
import type { Route } from '../../core/schema.ts';
import type { AnswerOf, InputOf, LooseInput } from '../api/client.ts';
import { useLooseRoute } from '../api/queries.ts';
import { useSay } from '../i18n/say.ts';
import { countWritten } from './format.ts';
import { Read } from './page.tsx';
import { paceOf, percentDone } from './work.ts';
import type { Sight, Work, WorkStep } from './work.ts';

export type { Work, WorkStep } from './work.ts';

interface LongWorkProps<D extends Route> {
  readonly route: D;
  readonly input: InputOf<D>;
  /** The answer as steps. */
  readonly work: (answer: AnswerOf<D>) => Work;
  /** The name of a step in words. */
  readonly nameOf: (step: string) => string;
  /** Called once when it ended while being watched. */
  readonly onEnd?: (work: Work) => void;
}

const askEveryMs = 1000;

function ended(work: Work): boolean {
  return work.state === 'done' || work.state === 'failed';
}

/** Polls a route until its work ends; shows each step with its share, rate and time left. */
export function LongWork<D extends Route>(props: LongWorkProps<D>) {
  const query = useLooseRoute(props.route, props.input as LooseInput, {
    every: (answer) =>
      answer !== undefined && ended(props.work(answer as AnswerOf<D>)) ? false : askEveryMs,
    staleTime: 0,
  });
  const work = query.data === undefined ? undefined : props.work(query.data as AnswerOf<D>);
  const before = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (work === undefined) return;
    const wasOpen = before.current === 'running' || before.current === 'waiting';
    if (wasOpen && ended(work)) props.onEnd?.(work);
    before.current = work.state;
  });
  return (
    <Read query={{ data: work, error: query.error, refetch: query.refetch }}>
      {(known) => <WorkView work={known} nameOf={props.nameOf} />}
    </Read>
  );
}

interface ViewProps {
  readonly work: Work;
  readonly nameOf: (step: string) => string;
}

/** The steps of a work that is already there. */
export function WorkView({ work, nameOf }: ViewProps) {
  const first = useRef<Sight | undefined>(undefined);
  const running = work.steps.find((step) => step.state === 'running');
  const now =
    running === undefined
      ? undefined
      : { step: running.name, done: BigInt(running.done), atMs: performance.now() };
  if (now !== undefined && first.current?.step !== now.step) first.current = now;
  const pace =
    now === undefined || running === undefined ? null : paceOf(first.current, now, running.total);
  return (
    <ol className="kj-steps" aria-live="polite">
      {work.steps.map((step) => (
        <li key={step.name}>
          <StepLine step={step} name={nameOf(step.name)} pace={step === running ? pace : null} />
        </li>
      ))}
    </ol>
  );
}

const icons = {
  waiting: <ClockCircleOutlined className="kj-quiet" />,
  running: <LoadingOutlined />,
  done: <CheckCircleFilled style={{ color: 'var(--kj-good)' }} />,
  failed: <CloseCircleFilled style={{ color: 'var(--kj-negative)' }} />,
} as const;

interface LineProps {
  readonly step: WorkStep;
  readonly name: string;
  readonly pace: ReturnType<typeof paceOf>;
}

function StepLine({ step, name, pace }: LineProps) {
  const { t } = useSay();
  const count =
    step.total === null
      ? countWritten(step.done)
      : `${countWritten(step.done)} / ${countWritten(step.total)}`;
  const left = pace?.secondsLeft ?? null;
  const time =
    left === null
      ? ''
      : left < 90n
        ? t('web.progress.seconds', { count: left })
        : t('web.progress.minutes', { count: (left + 59n) / 60n });
  return (
    <>
      <div className="kj-bar">
        {icons[step.state]}
        <strong>{name}</strong>
        <span className="kj-quiet">{t(`web.progress.${step.state}`)}</span>
        {step.words === undefined ? null : <span>{step.words}</span>}
        <span className="kj-bar-end kj-quiet kj-figure">
          {step.state === 'waiting' ? null : count}
          {pace === null ? null : ` · ${t('web.progress.rate', { rate: countWritten(pace.rate) })}`}
          {time === '' ? null : ` · ${t('web.progress.left', { time })}`}
        </span>
      </div>
      {step.state === 'running' ? (
        <Progress
          percent={percentDone(step)}
          size="small"
          status="active"
          aria-label={name}
          showInfo={step.total !== null}
        />
      ) : null}
    </>
  );
}
