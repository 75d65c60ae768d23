import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { cycleApi } from '../../../server/modules/assessment/contract.ts';
import type { CycleStep, CycleView } from '../../../server/modules/assessment/contract.ts';
import { useCommand } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { Choice, Instant } from '../../kit/figures.tsx';
import { dayWritten, quarterWritten } from '../../kit/format.ts';
import { PageLink } from '../../kit/page-link.tsx';
import { Section } from '../../kit/page.tsx';

interface Props {
  readonly view: CycleView;
}

const tones = { done: 'good', now: 'strong', waiting: 'calm', not_needed: 'calm' } as const;

/** Collect → score → marks → publish → objections → seal: where each stands, and what to do. */
export function Steps({ view }: Props) {
  const { t } = useSay();
  const parts: Readonly<Record<CycleStep, { words: ReactNode; end?: ReactNode }>> = {
    collect: { words: <Collect view={view} /> },
    score: { words: <Scored view={view} />, end: <ToQuarter view={view} step="score" /> },
    marks: { words: <Marked view={view} />, end: <ToMarks view={view} /> },
    publish: { words: <Published view={view} />, end: <Publish view={view} /> },
    objections: { words: <Objected view={view} /> },
    seal: { words: <Sealed view={view} />, end: <ToQuarter view={view} step="seal" /> },
  };
  return (
    <Section
      title={t('assessment.cycle.steps')}
      extra={<PageLink to="/policies/assessment_cycle">{t('assessment.cycle.policy')}</PageLink>}
    >
      {view.fallbackYears.length === 0 ? null : (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={t('assessment.cycle.fallback', { years: view.fallbackYears.join(', ') })}
        />
      )}
      <ul className="kj-lines">
        {view.steps.map(({ step, state }, at) => (
          <li key={step} style={{ alignItems: 'center' }}>
            <strong style={{ minWidth: 104 }}>
              {at + 1}. {t(`assessment.step.${step}`)}
            </strong>
            <span style={{ minWidth: 72 }}>
              <Choice module="assessment" property="step_state" value={state} tones={tones} />
            </span>
            <span className="kj-quiet" style={{ flex: '1 1 260px' }}>
              {parts[step].words}
            </span>
            <span className="kj-line-end">{parts[step].end}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Collect({ view }: Props) {
  const { t, locale } = useSay();
  const until = dayWritten(view.until, locale);
  const ended = view.today > view.until;
  const words = [
    t(ended ? 'assessment.cycle.ended' : 'assessment.cycle.not_ended', { until }),
    ...(view.uncertified === 0
      ? []
      : [t('assessment.cycle.uncertified', { figures: view.uncertified })]),
  ];
  return words.join(' · ');
}

function Scored({ view }: Props) {
  const { t } = useSay();
  if (view.closing === null) return t('assessment.cycle.not_closed');
  const { sheets, closedAt, digest } = view.closing;
  return (
    <>
      {t('assessment.cycle.closed', { sheets })} <Instant at={closedAt} />
      {` · ${t('closing.digest')} `}
      <code title={t('closing.digest_help')}>{digest.slice(0, 16)}</code>
    </>
  );
}

function Marked({ view }: Props) {
  const { t } = useSay();
  const { marks, ownMarks } = view;
  const words = [
    ...(marks === null || marks.wanted === 0
      ? []
      : [t('assessment.cycle.marks', { done: marks.done, wanted: marks.wanted })]),
    ...(ownMarks === null
      ? []
      : [t('assessment.cycle.own_marks', { done: ownMarks.done, wanted: ownMarks.wanted })]),
    ...(marks === null || marks.newer === 0
      ? []
      : [t('assessment.cycle.newer', { marks: marks.newer })]),
  ];
  return words.length === 0 ? t('assessment.cycle.no_marks') : words.join(' · ');
}

function ToMarks({ view }: Props) {
  const { t } = useSay();
  if (view.ownMarks === null) return null;
  return (
    <PageLink to={`/assessment-cycles/${view.quarter}/marks`}>
      {t('assessment.cycle.mark')}
    </PageLink>
  );
}

function Published({ view }: Props) {
  const { t, tp, locale } = useSay();
  const { publication, may, withoutWindow } = view;
  if (publication === null) {
    if (withoutWindow) return t('assessment.cycle.without_window');
    return may.publish === null
      ? t('assessment.cycle.may_publish')
      : tp(may.publish.code, may.publish.params);
  }
  const { publishedOn, publisher, first, changed, same, current } = publication;
  const said = t('assessment.cycle.published', {
    day: dayWritten(publishedOn, locale),
    publisher: publisher.startsWith('system:') ? t('web.notices.system') : publisher,
    first,
    changed,
    same,
  });
  return current ? said : `${said} · ${t('assessment.cycle.publish_again')}`;
}

function Publish({ view }: Props) {
  const { t, locale } = useSay();
  const may = useMay();
  const publish = useCommand(cycleApi.publishQuarter);
  const { closing, publication } = view;
  if (!may('assessment.publish') || view.may.publish !== null || closing === null) return null;
  const quarter = quarterWritten(view.quarter, locale);
  const lacking = view.marks === null ? 0 : view.marks.wanted - view.marks.done;
  return (
    <ConfirmButton
      primary
      size="medium"
      label={t(publication === null ? 'assessment.cycle.publish' : 'assessment.cycle.republish')}
      title={t('assessment.cycle.publish_title', { quarter })}
      consequence={
        <>
          <p>{t('assessment.cycle.publish_words', { sheets: closing.sheets })}</p>
          {publication === null ? null : <p>{t('assessment.cycle.republish_words')}</p>}
          {lacking === 0 ? null : <p>{t('assessment.cycle.lacking', { lacking })}</p>}
          <p className="kj-quiet">
            {t('closing.digest')} <code>{closing.digest.slice(0, 16)}</code>
          </p>
        </>
      }
      onConfirm={() =>
        publish.mutateAsync({
          params: { quarter: view.quarter },
          body: { digest: closing.digest },
        })
      }
    />
  );
}

function Objected({ view }: Props) {
  const { t, locale } = useSay();
  const { publication, objections } = view;
  if (publication === null) return view.withoutWindow ? t('assessment.cycle.without_window') : '—';
  const { raised, unanswered, overdue, upheld, rejected, withdrawn, unapplied } = objections;
  const until = t('assessment.cycle.until', {
    day: dayWritten(publication.objectionsUntil, locale),
  });
  const words = [
    until,
    t('assessment.cycle.tally', { raised, unanswered, upheld, rejected, withdrawn }),
    ...(objections.nextDue === null
      ? []
      : [t('assessment.cycle.next_due', { day: dayWritten(objections.nextDue, locale) })]),
    ...(unapplied === 0 ? [] : [t('assessment.cycle.unapplied', { unapplied })]),
  ];
  return (
    <>
      {words.join(' · ')}
      {overdue === 0 ? null : (
        <strong style={{ color: 'var(--kj-negative)' }}>
          {' '}
          {t('assessment.cycle.overdue', { overdue })}
        </strong>
      )}
    </>
  );
}

function Sealed({ view }: Props) {
  const { t } = useSay();
  return t(view.sealed ? 'assessment.cycle.sealed' : 'assessment.cycle.not_sealed');
}

/** Closing and sealing are finance's, on the page of the quarter. */
function ToQuarter({ view, step }: Props & { readonly step: 'score' | 'seal' }) {
  const { t } = useSay();
  const may = useMay();
  const { quarter } = view;
  if (step === 'score' && view.closing !== null && may('assessment.read')) {
    return <PageLink to={`/sheets?quarter=${quarter}`}>{t('assessment.title')}</PageLink>;
  }
  return <PageLink to={`/quarters/${quarter}`}>{t('closing.title')}</PageLink>;
}
