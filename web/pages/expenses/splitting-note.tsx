import { Alert } from 'antd';
import type { expensesApi } from '../../../server/modules/expenses/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useSay } from '../../i18n/say.ts';
import { DayText, Money } from '../../kit/figures.tsx';
import { fenExact } from '../../kit/format.ts';
import { PageLink } from '../../kit/page-link.tsx';

type Splitting = NonNullable<AnswerOf<typeof expensesApi.readApplication>['splitting']>;

/** Applications that together pass a limit each of them keeps: a flag, with its rows. */
export function SplittingNote({ splitting }: { readonly splitting: Splitting }) {
  const { t } = useSay();
  return (
    <Alert
      type="warning"
      showIcon
      title={t('expenses.splitting', {
        together: fenExact(splitting.together),
        limit: fenExact(splitting.limit),
      })}
      description={
        <ul className="kj-lines">
          {splitting.rows.map((row) => (
            <li key={row.applicationId}>
              <PageLink to={`/expense-applications/${row.applicationId}`}>
                {t('expenses.application_no', { id: row.applicationId })}
              </PageLink>{' '}
              {row.name} · <DayText day={row.plannedDay} /> · <Money fen={row.amount} exact />
            </li>
          ))}
        </ul>
      }
    />
  );
}
