import { day, daysBetween } from '../../../core/day.ts';
import { deskApi } from '../../../server/modules/desk/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Mark } from '../../kit/figures.tsx';
import { countWritten, dayWritten, instantWritten } from '../../kit/format.ts';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';

type Answer = AnswerOf<typeof deskApi.listTasks>;

/** What waits for the reader: a line a kind, the nearest deadline first, one click to the deed. */
export function Tasks() {
  const query = useRoute(deskApi.listTasks);
  return <Read query={query}>{(answer) => <Lines {...answer} />}</Read>;
}

function Lines({ today, rows }: Answer) {
  const { t, tk, locale } = useSay();
  if (rows.length === 0) return <p className="kj-quiet">{t('desk.tasks.none')}</p>;
  return (
    <ul className="kj-lines kj-desk-tasks">
      {rows.map((row) => (
        <li key={row.task}>
          <span className="kj-desk-count">{countWritten(row.count)}</span>
          <PageLink to={row.to}>{tk(`desk.task.${row.task}`, row.task)}</PageLink>
          <span className="kj-line-end">
            <span className="kj-quiet">
              {t('desk.tasks.since', { when: instantWritten(row.since, locale) })}
            </span>{' '}
            {row.due === null ? null : <Due due={row.due} today={today} />}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A deadline in words: how many days are left, or how many it is late. */
function Due({ due, today }: { readonly due: string; readonly today: string }) {
  const { t, locale } = useSay();
  const left = daysBetween(day(today), day(due));
  const on = dayWritten(due, locale);
  if (left < 0) return <Mark tone="bad">{t('desk.tasks.late', { days: -left, on })}</Mark>;
  if (left === 0) return <Mark tone="warn">{t('desk.tasks.due_today')}</Mark>;
  return <Mark tone={left <= 3 ? 'warn' : 'calm'}>{t('desk.tasks.due', { days: left, on })}</Mark>;
}
