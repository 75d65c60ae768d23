import { Button } from 'antd';
import { useState } from 'react';
import { addDays, addMonths, day as dayFrom, dayOfWeek, daysBetween } from '../../../core/day.ts';
import type { Day } from '../../../core/day.ts';
import { monthOf, monthRange } from '../../../core/period.ts';
import { contactsApi } from '../../../server/modules/contacts/contract.ts';
import type { NoteRow } from '../../../server/modules/contacts/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { PageLink } from '../../kit/page-link.tsx';
import { Read, Section } from '../../kit/page.tsx';

/** The next steps of a month, by day. */
export function NextSteps() {
  const { t, locale } = useSay();
  const { bank, staffId } = useSession();
  const [from, setFrom] = useState(() => monthRange(monthOf(dayFrom(bank.today))).from);
  const { until } = monthRange(monthOf(from));
  const query = useRoute(
    contactsApi.listNextSteps,
    { query: { from, until: addDays(until, -1), ...(staffId === null ? {} : { staffId }) } },
    { keep: true },
  );
  const title = new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en', {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${from}T00:00:00Z`));
  return (
    <Section
      title={title}
      extra={
        <>
          <Button size="small" onClick={() => setFrom(addMonths(from, -1))}>
            {t('contacts.page.previous')}
          </Button>
          <Button size="small" onClick={() => setFrom(addMonths(from, 1))}>
            {t('contacts.page.next')}
          </Button>
        </>
      }
    >
      <Read query={query} rows={8}>
        {({ rows, capped }) => (
          <>
            {capped ? <p role="status">{t('contacts.page.capped')}</p> : null}
            <Month from={from} until={until} today={dayFrom(bank.today)} rows={rows} />
          </>
        )}
      </Read>
    </Section>
  );
}

function Month(props: {
  readonly from: Day;
  readonly until: Day;
  readonly today: Day;
  readonly rows: readonly NoteRow[];
}) {
  const { t, locale } = useSay();
  const { from, until, today, rows } = props;
  const byDay = Map.groupBy(rows, (row) => row.nextOn);
  const days = Array.from({ length: daysBetween(from, until) }, (_, at) => addDays(from, at));
  const name = new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en', {
    weekday: 'short',
    timeZone: 'UTC',
  });
  // 2024-01-01 was a Monday.
  const weekdays = Array.from({ length: 7 }, (_, at) => addDays('2024-01-01' as Day, at));
  return (
    <div className="kj-note-calendar">
      {weekdays.map((day) => (
        <div key={day} className="kj-note-weekday kj-quiet">
          {name.format(new Date(`${day}T00:00:00Z`))}
        </div>
      ))}
      {Array.from({ length: dayOfWeek(from) - 1 }, (_, at) => (
        <div key={at} className="kj-note-free" />
      ))}
      {days.map((day) => {
        const steps = byDay.get(day) ?? [];
        return (
          <div key={day} className={steps.length === 0 ? 'kj-note-free' : ''}>
            <div className={day === today ? '' : 'kj-quiet'}>
              {day === today ? <strong>{t('contacts.page.today')}</strong> : day.slice(5)}
            </div>
            {steps.map((row) => (
              <PageLink key={row.noteId} to={`/customers/${row.customerId}?tab=contacts`}>
                <span className="kj-note-step" title={`${row.customerName} ${row.nextStep}`}>
                  {row.customerName} {row.nextStep}
                </span>
              </PageLink>
            ))}
          </div>
        );
      })}
    </div>
  );
}
