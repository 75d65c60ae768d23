import { holdingsApi } from '../../../server/modules/holdings/contract.ts';
import type { LoanRow } from '../../../server/modules/holdings/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Explained } from '../../kit/explained.tsx';
import { Choice, Count, DayText, Mark, Money } from '../../kit/figures.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { riskTones } from './tones.ts';
import { SmallTable } from '../../kit/small-table.tsx';

/** Loans with what is due, repaid and overdue; the days overdue open to how they were found. */
export function Loans({ customerId }: { readonly customerId: string }) {
  const { t } = useSay();
  const loans = useRoute(holdingsApi.listLoans, { params: { customerId } });
  return (
    <Section title={t('holdings.loans')}>
      <Read query={loans}>
        {({ rows }) =>
          rows.length === 0 ? (
            <NoDataYet words={t('holdings.no_loans')} />
          ) : (
            <LoanTable rows={rows} />
          )
        }
      </Read>
    </Section>
  );
}

function LoanTable({ rows }: { readonly rows: readonly LoanRow[] }) {
  const { t } = useSay();
  const figures = [
    'principalFen',
    'balanceFen',
    'instalmentFen',
    'dueFen',
    'repaidFen',
    'overdueFen',
  ] as const;
  return (
    <SmallTable
      rows={rows}
      keyOf={(row) => row.accountId}
      columns={[
        { title: t('holdings.field.accountNo'), names: true, render: (row) => row.accountNo },
        { title: t('holdings.field.grantedOn'), render: (row) => <DayText day={row.grantedOn} /> },
        {
          title: t('holdings.field.months'),
          figure: true,
          render: (row) => <Count value={row.months} />,
        },
        ...figures.map((name) => ({
          title: t(`holdings.field.${name}`),
          figure: true,
          render: (row: LoanRow) => <Money fen={row[name]} />,
        })),
        {
          title: t('holdings.field.daysOverdue'),
          render: (row) => (
            <Explained module="holdings" explanation={row.explanation}>
              {row.daysOverdue === 0 ? (
                <Mark tone="good">{t('holdings.on_time')}</Mark>
              ) : (
                <Mark tone="bad">{t('holdings.overdue_for', { days: row.daysOverdue })}</Mark>
              )}
            </Explained>
          ),
        },
        {
          title: t('holdings.field.riskClass'),
          render: (row) => (
            <Choice
              module="holdings"
              property="riskClass"
              value={row.riskClass}
              tones={riskTones}
            />
          ),
        },
        { title: t('holdings.field.onDay'), render: (row) => <DayText day={row.onDay} /> },
      ]}
    />
  );
}
