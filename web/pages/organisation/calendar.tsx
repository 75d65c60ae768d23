import { EditOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Alert, App, Button, Input } from 'antd';
import { useState } from 'react';
import { dateOfMonth, dayOfWeek } from '../../../core/day.ts';
import type { Day } from '../../../core/day.ts';
import { organisationApi } from '../../../server/modules/organisation/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useMay, useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { Mark } from '../../kit/figures.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { ProblemNote } from '../../kit/problem.tsx';
import { DayEditor } from './day-editor.tsx';
import type { Entry } from './day-editor.tsx';
import { monthName, weekdayNames, weeksOf } from './months.ts';
import './calendar.css';

type CalendarYear = AnswerOf<typeof organisationApi.readCalendarYear>;

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
        {(answer) => <Year key={answer.year} calendar={answer} />}
      </Read>
    </Page>
  );
}

function Year({ calendar }: { readonly calendar: CalendarYear }) {
  const { t } = useSay();
  const may = useMay();
  const { message } = App.useApp();
  const { year } = calendar;
  const kept = new Map<string, Entry>(calendar.days.map((one) => [one.day, one]));
  const [drawn, setDrawn] = useState<ReadonlyMap<string, Entry> | null>(null);
  const [source, setSource] = useState('');
  const [chosen, setChosen] = useState<Day | null>(null);
  const replace = useCommand(organisationApi.replaceCalendarYear);
  const days = drawn ?? kept;
  const total = calendar.workingDays.reduce((sum, one) => sum + one, 0);
  const change = (entry: Entry | null) => {
    const next = new Map(days);
    if (entry === null) next.delete(chosen ?? '');
    else next.set(entry.day, entry);
    setDrawn(next);
    setChosen(null);
  };
  const keep = async () => {
    const rows = [...days.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1));
    await replace.mutateAsync({ params: { year }, body: { source, days: rows } });
    setDrawn(null);
    void message.success(t('web.done'));
  };
  return (
    <>
      {calendar.published ? null : (
        <Alert type="warning" showIcon title={t('organisation.calendar.fallback', { year })} />
      )}
      {replace.error === null ? null : <ProblemNote error={replace.error} />}
      <Section
        title={t('organisation.calendar.year_days', { year, days: total })}
        extra={
          drawn !== null ? (
            <span className="kj-bar">
              <Input
                value={source}
                placeholder={t('organisation.calendar.source')}
                aria-label={t('organisation.calendar.source')}
                style={{ width: 260 }}
                onChange={(event) => setSource(event.target.value)}
              />
              <Button onClick={() => setDrawn(null)}>{t('web.cancel')}</Button>
              <Button
                type="primary"
                disabled={source.trim() === ''}
                loading={replace.isPending}
                onClick={() => void keep().catch(() => undefined)}
              >
                {t('web.save')}
              </Button>
            </span>
          ) : may('organisation.edit_calendar') ? (
            <Button icon={<EditOutlined />} onClick={() => setDrawn(kept)}>
              {t('organisation.calendar.edit')}
            </Button>
          ) : null
        }
      >
        <p className="kj-bar">
          <Mark tone="bad">{t('organisation.calendar.off')}</Mark>
          <Mark tone="strong">{t('organisation.calendar.work')}</Mark>
          {drawn === null ? null : (
            <span className="kj-quiet">{t('organisation.calendar.edit_hint')}</span>
          )}
        </p>
        <div className="kj-year">
          {Array.from({ length: 12 }, (_month, at) => (
            <Month
              key={at}
              year={year}
              month={at + 1}
              workingDays={calendar.workingDays[at] ?? 0}
              days={days}
              {...(drawn === null ? {} : { onChoose: setChosen })}
            />
          ))}
        </div>
      </Section>
      {chosen === null ? null : (
        <DayEditor
          day={chosen}
          entry={days.get(chosen)}
          onChange={change}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  );
}

interface MonthProps {
  readonly year: number;
  readonly month: number;
  readonly workingDays: number;
  readonly days: ReadonlyMap<string, Entry>;
  readonly onChoose?: (day: Day) => void;
}

function Month({ year, month, workingDays, days, onChoose }: MonthProps) {
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
  readonly onChoose?: (day: Day) => void;
}

function DayCell({ on, entry, onChoose }: DayCellProps) {
  const { t } = useSay();
  const kind = entry?.kind ?? (dayOfWeek(on) > 5 ? 'weekend' : 'plain');
  const words =
    entry === undefined ? on : `${on} ${t(`organisation.calendar.${entry.kind}`)} ${entry.name}`;
  const shared = { className: `kj-day kj-day-${kind}`, title: words, 'aria-label': words };
  const date = dateOfMonth(on);
  return onChoose === undefined ? (
    <span {...shared}>{date}</span>
  ) : (
    <button type="button" {...shared} onClick={() => onChoose(on)}>
      {date}
    </button>
  );
}
