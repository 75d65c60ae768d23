import { daysBetween, day } from '../../../core/day.ts';
import { deskApi } from '../../../server/modules/desk/contract.ts';
import { useRoute } from '../../api/queries.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Choice, Mark, Money } from '../../kit/figures.tsx';
import { dayWritten } from '../../kit/format.ts';
import { Read } from '../../kit/page.tsx';
import { PageLink } from '../../kit/page-link.tsx';

interface Rows<K extends 'listArrears' | 'listMovers' | 'listBirthdays'> {
  readonly rows: AnswerOf<(typeof deskApi)[K]>['rows'];
}

const classTones = {
  special_mention: 'warn',
  substandard: 'bad',
  doubtful: 'bad',
  loss: 'bad',
} as const;

/** Loans in arrears, longest first. */
export function Arrears() {
  const query = useRoute(deskApi.listArrears);
  return <Read query={query}>{({ rows }) => <ArrearsRows rows={rows} />}</Read>;
}

function ArrearsRows({ rows }: Rows<'listArrears'>) {
  const { t } = useSay();
  if (rows.length === 0) return <NoDataYet words={t('desk.no_arrears')} />;
  return (
    <ul className="kj-lines">
      {rows.map((row) => (
        <li key={row.accountNo}>
          <PageLink to={`/customers/${row.customerId}`}>{row.customerName}</PageLink>
          <span className="kj-quiet">{row.accountNo}</span>
          <span className="kj-line-end">
            <Choice
              module="holdings"
              property="riskClass"
              value={row.riskClass}
              tones={classTones}
            />
            <span className="kj-quiet">{t('desk.days', { days: row.daysOverdue })}</span>{' '}
            <Money fen={row.overdue} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Customers whose average deposits moved most between the last two closings. */
export function Movers() {
  const query = useRoute(deskApi.listMovers);
  return <Read query={query}>{({ rows }) => <MoverRows rows={rows} />}</Read>;
}

function MoverRows({ rows }: Rows<'listMovers'>) {
  const { t } = useSay();
  if (rows.length === 0) return <NoDataYet words={t('desk.no_movers')} />;
  return (
    <ul className="kj-lines">
      {rows.map((row) => {
        const falls = row.change.startsWith('-');
        return (
          <li key={row.customerId}>
            <PageLink to={`/customers/${row.customerId}`}>{row.customerName}</PageLink>
            <span className="kj-line-end">
              <span className="kj-quiet">
                <Money fen={row.before} /> → <Money fen={row.after} />
              </span>{' '}
              <Mark tone={falls ? 'bad' : 'good'}>{t(falls ? 'desk.falling' : 'desk.rising')}</Mark>
              <Money fen={row.change} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Customers with a birthday soon, nearest first. */
export function Birthdays() {
  const query = useRoute(deskApi.listBirthdays);
  return <Read query={query}>{(answer) => <BirthdayRows {...answer} />}</Read>;
}

function BirthdayRows({ rows, today }: Rows<'listBirthdays'> & { readonly today: string }) {
  const { t, locale } = useSay();
  if (rows.length === 0) return <NoDataYet words={t('desk.no_birthdays')} />;
  return (
    <ul className="kj-lines">
      {rows.map((row) => {
        const days = daysBetween(day(today), day(row.birthDay));
        return (
          <li key={row.customerId}>
            <PageLink to={`/customers/${row.customerId}`}>{row.customerName}</PageLink>
            <span className="kj-line-end">
              <span className="kj-quiet">{dayWritten(row.birthDay, locale)}</span>{' '}
              {days === 0 ? (
                <Mark tone="gold">{t('desk.today_word')}</Mark>
              ) : (
                t('desk.in_days', { days })
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
