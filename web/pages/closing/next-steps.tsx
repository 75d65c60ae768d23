import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { closingApi } from '../../../server/modules/closing/contract.ts';
import { useCommand } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { Instant, Mark, Who } from '../../kit/figures.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { PageLink } from '../../kit/page-link.tsx';
import { Section } from '../../kit/page.tsx';
import { ProblemNote } from '../../kit/problem.tsx';
import { closedDigest } from './runs.ts';
import type { View, Watch } from './runs.ts';
import { isLive } from './use-watch.ts';
import type { Watched } from './use-watch.ts';

interface Props {
  readonly view: View;
}

interface NextProps extends Props {
  readonly watched: Watched;
}

/** Open, close, seal: what may be done now, and why the others may not. */
export function NextSteps({ view, watched }: NextProps) {
  const { t, locale } = useSay();
  const may = useMay();
  const { watch, ask, error } = watched;
  const quarter = quarterWritten(view.quarter, locale);
  const running = isLive(watch.state);
  const mayRun = may('closing.run');
  const closedBefore = view.runs.some((run) => run.kind === 'close' && run.finishedAt !== null);
  return (
    <Section title={t('closing.next')}>
      {error === null ? null : (
        <div style={{ marginBottom: 12 }}>
          <ProblemNote error={error} />
        </div>
      )}
      <Standing watch={watch} />
      <ul className="kj-lines">
        <Step
          name={t('closing.open')}
          refusal={view.may.open}
          words={t('closing.may_open', { quarter })}
        >
          {mayRun && view.may.open === null && !running ? (
            <Button type="primary" onClick={() => ask('open')}>
              {t('closing.open')}
            </Button>
          ) : null}
        </Step>
        <Step
          name={t('closing.close')}
          refusal={view.may.close}
          words={t('closing.may_close', { quarter })}
        >
          {mayRun && view.may.close === null && !running ? (
            <Button type={closedBefore ? 'default' : 'primary'} onClick={() => ask('close')}>
              {t(closedBefore ? 'closing.again' : 'closing.close')}
            </Button>
          ) : null}
        </Step>
        <Step
          name={t('closing.seal')}
          refusal={view.may.seal}
          words={t('closing.may_seal', { quarter })}
        >
          {running ? null : <Seal view={view} />}
        </Step>
      </ul>
      <Foot view={view} mayAct={mayRun || may('closing.seal')} closed={closedBefore} />
    </Section>
  );
}

/** What became of the work that was asked for here. */
function Standing({ watch }: { readonly watch: Watch }) {
  const { t, tp } = useSay();
  if (watch.state === 'waiting') {
    return <Alert type="info" showIcon title={t('closing.waiting')} style={{ marginBottom: 12 }} />;
  }
  if (watch.state !== 'failed') return null;
  const { reason } = watch;
  const words = reason === null ? t('closing.broke') : tp(reason.code, reason.params);
  return <Alert type="error" showIcon title={words} style={{ marginBottom: 12 }} />;
}

interface StepProps {
  readonly name: string;
  readonly refusal: View['may']['open'];
  readonly words: string;
  readonly children: ReactNode;
}

function Step({ name, refusal, words, children }: StepProps) {
  const { tp } = useSay();
  return (
    <li style={{ alignItems: 'center' }}>
      <strong style={{ minWidth: 56 }}>{name}</strong>
      <span className={refusal === null ? undefined : 'kj-quiet'} style={{ flex: '1 1 260px' }}>
        {refusal === null ? words : tp(refusal.code, refusal.params)}
      </span>
      <span className="kj-line-end">{children}</span>
    </li>
  );
}

function Seal({ view }: Props) {
  const { t, locale } = useSay();
  const may = useMay();
  const seal = useCommand(closingApi.sealQuarter);
  const digest = closedDigest(view.runs);
  if (!may('closing.seal') || view.may.seal !== null || digest === null) return null;
  const quarter = quarterWritten(view.quarter, locale);
  return (
    <ConfirmButton
      danger
      size="medium"
      label={t('closing.seal')}
      title={t('closing.seal_title', { quarter })}
      consequence={
        <>
          <p>{t('closing.seal_question', { quarter })}</p>
          <p className="kj-quiet">
            {t('closing.digest')} <code>{digest.slice(0, 16)}</code>
          </p>
        </>
      }
      onConfirm={() => seal.mutateAsync({ params: { quarter: view.quarter }, body: { digest } })}
    />
  );
}

interface FootProps extends Props {
  readonly mayAct: boolean;
  readonly closed: boolean;
}

function Foot({ view, mayAct, closed }: FootProps) {
  const { t } = useSay();
  const may = useMay();
  const { seal } = view;
  return (
    <>
      {mayAct ? null : <p className="kj-quiet">{t('closing.no_right')}</p>}
      {seal === null ? null : (
        <p style={{ marginTop: 8 }}>
          <Mark tone="good">{t('closing.sealed_mark')}</Mark> <Who login={seal.sealedBy} /> ·{' '}
          <Instant at={seal.sealedAt} /> · {t('closing.digest')}{' '}
          <code title={t('closing.digest_help')}>{seal.digest.slice(0, 16)}</code>
        </p>
      )}
      {!closed ? null : (
        <p className="kj-bar" style={{ marginTop: 8 }}>
          <span className="kj-quiet">{t('closing.results')}</span>
          {may('assessment.read_cycle') ? (
            <PageLink to={`/assessment-cycles/${view.quarter}`}>
              {t('assessment.cycle.title')}
            </PageLink>
          ) : null}
          {may('assessment.read') ? (
            <PageLink to={`/sheets?quarter=${view.quarter}`}>{t('assessment.title')}</PageLink>
          ) : null}
          {may('pay.read') ? (
            <PageLink to={`/slips?quarter=${view.quarter}`}>{t('pay.title')}</PageLink>
          ) : null}
          {may('desk.read_board') ? (
            <PageLink to={`/board?quarter=${view.quarter}`}>{t('desk.board')}</PageLink>
          ) : null}
        </p>
      )}
    </>
  );
}
