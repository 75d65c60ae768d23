import { LeftOutlined, RightOutlined, SnippetsOutlined } from '@ant-design/icons';
import { Alert, App, Button, Input } from 'antd';
import { useMemo, useState } from 'react';
import { dateOfMonth, dayOf, dayOfWeek, workingDaysIn } from '../../../core/day.ts';
import type { Day } from '../../../core/day.ts';
import { organisationApi } from '../../../server/modules/organisation/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useMay, useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { Mark } from '../../kit/figures.tsx';
import { dayWritten } from '../../kit/format.ts';
import { Page, Read, Section } from '../../kit/page.tsx';
import { ProblemNote } from '../../kit/problem.tsx';
import { CalendarHistory } from './calendar-history.tsx';
import { CalendarPaste } from './calendar-paste.tsx';
import { DayEditor } from './day-editor.tsx';
import type { Entry } from './day-editor.tsx';
import { monthName, weekdayNames, weeksOf } from './months.ts';
import './calendar.css';

export type CalendarYear = AnswerOf<typeof organisationApi.readCalendarYear>;

/** The working calendar: twelve months with their working days, holidays and make-up days. */
export function Calendar() {
  const { t } = useSay();
  const { today } = useSession().bank;
  const [year, setYear] = useState(Number(today.slice(0, 4)));
  const calendar = useRoute(organisationApi.readCalendarYear, { params: { year } }, { keep: true });
  return (
    <Page
      title={t('organisation.calendar.title')}
      actions={
        <span className="kj-bar">
          <Button
            icon={<LeftOutlined />}
            aria-label={String(year - 1)}
            onClick={() => setYear(year - 1)}
          />
          <strong className="kj-figure">{year}</strong>
          <Button
            icon={<RightOutlined />}
            aria-label={String(year + 1)}
            onClick={() => setYear(year + 1)}
          />
        </span>
      }
    >
      <Read query={calendar} rows={12}>
        {(answer) => (
          <div className="kj-stack">
            {answer.published && !answer.nextPublished ? (
              <Alert
                type="info"
                showIcon
                title={t('organisation.calendar.next_missing', { year: answer.year + 1 })}
                action={
                  <Button size="small" onClick={() => setYear(answer.year + 1)}>
                    {t('organisation.calendar.next_go', { year: answer.year + 1 })}
                  </Button>
                }
              />
            ) : null}
            <Year key={answer.year} calendar={answer} readAnew={calendar.refetch} />
            <CalendarHistory calendar={answer} />
          </div>
        )}
      </Read>
    </Page>
  );
}

function Year(props: {
  readonly calendar: CalendarYear;
  /** After a refusal: another editor may have saved, and the next save follows his. */
  readonly readAnew: () => Promise<unknown>;
}) {
  const { calendar, readAnew } = props;
  const { t } = useSay();
  const may = useMay();
  const { message } = App.useApp();
  const { year } = calendar;
  const kept = useMemo(() => entriesOf(calendar.days), [calendar.days]);
  const [drawn, setDrawn] = useState<ReadonlyMap<string, Entry>>(new Map());
  const [reason, setReason] = useState('');
  const [chosen, setChosen] = useState<Day | null>(null);
  const [pasting, setPasting] = useState(false);
  const save = useCommand(organisationApi.saveCalendar);
  const plain = (day: string): Entry => ({ day, kind: 'plain', name: '' });
  const days = new Map([...kept, ...drawn]);
  const now = (day: string) => days.get(day) ?? plain(day);
  const total = calendar.workingDays.reduce((sum, one) => sum + one, 0);
  const draw = (entries: readonly Entry[]) => {
    const next = new Map(drawn);
    for (const entry of entries) {
      const before = kept.get(entry.day) ?? plain(entry.day);
      if (before.kind === entry.kind && before.name === entry.name) next.delete(entry.day);
      else next.set(entry.day, entry);
    }
    setDrawn(next);
    setChosen(null);
    setPasting(false);
  };
  const keep = async () => {
    const changes = [...drawn.values()];
    const seen = calendar.editions[0]?.editionId ?? null;
    await save.mutateAsync({ params: { year }, body: { seen, reason, changes } });
    setDrawn(new Map());
    setReason('');
    void message.success(t('web.done'));
  };
  const edits = may('organisation.edit_calendar');
  return (
    <>
      {calendar.published ? null : (
        <Alert type="warning" showIcon title={t('organisation.calendar.fallback', { year })} />
      )}
      {save.error === null ? null : <ProblemNote error={save.error} />}
      <Section
        title={t('organisation.calendar.year_days', { year, days: total })}
        extra={
          edits ? (
            <Button icon={<SnippetsOutlined />} onClick={() => setPasting(true)}>
              {t('organisation.calendar.paste')}
            </Button>
          ) : null
        }
      >
        <p className="kj-bar">
          <Mark tone="bad">
            {t('organisation.calendar.mark_off')} {t('organisation.calendar.off')}
          </Mark>
          <Mark tone="strong">
            {t('organisation.calendar.mark_work')} {t('organisation.calendar.work')}
          </Mark>
          {edits ? <span className="kj-quiet">{t('organisation.calendar.edit_hint')}</span> : null}
        </p>
        {drawn.size === 0 ? null : (
          <div className="kj-calendar-save">
            <strong>
              {t('organisation.calendar.changing', {
                days: drawn.size,
                before: total,
                after: workedIn(year, days),
              })}
            </strong>
            <span className="kj-quiet">{t('organisation.calendar.sealed_note')}</span>
            <span className="kj-bar">
              <Input
                value={reason}
                maxLength={200}
                placeholder={t('organisation.calendar.source')}
                aria-label={t('organisation.calendar.source')}
                style={{ width: 260 }}
                onChange={(event) => setReason(event.target.value)}
              />
              <Button onClick={() => setDrawn(new Map())}>{t('web.cancel')}</Button>
              <Button
                type="primary"
                disabled={reason.trim() === ''}
                loading={save.isPending}
                onClick={() => void keep().catch(readAnew)}
              >
                {t('web.save')}
              </Button>
            </span>
          </div>
        )}
        <div className="kj-year">
          {Array.from({ length: 12 }, (_month, at) => (
            <Month
              key={at}
              year={year}
              month={at + 1}
              workingDays={calendar.workingDays[at] ?? 0}
              days={days}
              drawn={drawn}
              {...(edits ? { onChoose: setChosen } : {})}
            />
          ))}
        </div>
      </Section>
      {chosen === null ? null : (
        <DayEditor
          day={chosen}
          entry={days.get(chosen)}
          onChange={(entry) => draw([entry])}
          onClose={() => setChosen(null)}
        />
      )}
      {pasting ? (
        <CalendarPaste year={year} now={now} onTake={draw} onClose={() => setPasting(false)} />
      ) : null}
    </>
  );
}

function entriesOf(days: CalendarYear['days']): ReadonlyMap<string, Entry> {
  return new Map(days.map(({ day, kind, name }) => [day, { day, kind, name }]));
}

/** Working days of the year as drawn. */
function workedIn(year: number, days: ReadonlyMap<string, Entry>): number {
  const exceptions = new Map<Day, 'off' | 'work'>();
  for (const { day, kind } of days.values()) if (kind !== 'plain') exceptions.set(day as Day, kind);
  const from = dayOf({ year, month: 1, date: 1 });
  const until = dayOf({ year: year + 1, month: 1, date: 1 });
  return workingDaysIn({ from, until }, { publishedYears: new Set([year]), exceptions }).days;
}

interface MonthProps {
  readonly year: number;
  readonly month: number;
  readonly workingDays: number;
  readonly days: ReadonlyMap<string, Entry>;
  /** Changes that are not saved yet. */
  readonly drawn: ReadonlyMap<string, Entry>;
  readonly onChoose?: (day: Day) => void;
}

function Month({ year, month, workingDays, days, drawn, onChoose }: MonthProps) {
  const { t, locale } = useSay();
  const language = locale === 'zh' ? 'zh-CN' : 'en';
  return (
    <table className="kj-month">
      <caption>
        <strong>{monthName(month, language)}</strong>{' '}
        <span className="kj-quiet">
          {t('organisation.calendar.month_days', { days: workingDays })}
        </span>
      </caption>
      <thead>
        <tr>
          {weekdayNames(language).map((weekday, at) => (
            <th key={at} scope="col">
              {weekday}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week, at) => (
          <tr key={at}>
            {week.map((on, place) => (
              <td key={place}>
                {on === null ? null : (
                  <DayCell
                    on={on}
                    entry={days.get(on)}
                    unsaved={drawn.has(on)}
                    {...(onChoose === undefined ? {} : { onChoose })}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DayCellProps {
  readonly on: Day;
  readonly entry: Entry | undefined;
  readonly unsaved: boolean;
  readonly onChoose?: (day: Day) => void;
}

function DayCell({ on, entry, unsaved, onChoose }: DayCellProps) {
  const { t, locale } = useSay();
  const set = entry === undefined || (entry.kind === 'plain' && !unsaved) ? undefined : entry;
  const week = dayOfWeek(on) > 5 ? 'weekend' : 'plain';
  const kind = set === undefined || set.kind === 'plain' ? week : set.kind;
  const words = dayWritten(on, locale);
  const said =
    set === undefined ? words : `${words} ${t(`organisation.calendar.${set.kind}`)} ${set.name}`;
  const shared = {
    className: `kj-day kj-day-${kind}${unsaved ? ' kj-day-unsaved' : ''}`,
    title: said,
    'aria-label': said,
  };
  const inside = (
    <>
      {dateOfMonth(on)}
      {set === undefined ? null : (
        <sup aria-hidden="true">{t(`organisation.calendar.mark_${set.kind}`)}</sup>
      )}
    </>
  );
  return onChoose === undefined ? (
    <span {...shared}>{inside}</span>
  ) : (
    <button type="button" {...shared} onClick={() => onChoose(on)}>
      {inside}
    </button>
  );
}
