import { holdingsApi } from '../../../server/modules/holdings/contract.ts';
import type { LoanRow } from '../../../server/modules/holdings/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Explained } from '../../kit/explained.tsx';
import { Choice, Count, DayText, Mark, Money } from '../../kit/figures.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { riskTones } from './tones.ts';
import { Wide } from '../../kit/wide.tsx';

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
            <Wide>
              <LoanTable rows={rows} />
            </Wide>
          )
        }
      </Read>
    </Section>
  );
}

const right = { textAlign: 'right' } as const;

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
    <table className="kj-plain kj-lined" style={{ width: '100%' }}>
      <thead>
        <tr>
          <th scope="col">{t('holdings.field.accountNo')}</th>
          <th scope="col">{t('holdings.field.grantedOn')}</th>
          <th scope="col" style={right}>
            {t('holdings.field.months')}
          </th>
          {figures.map((name) => (
            <th key={name} scope="col" style={right}>
              {t(`holdings.field.${name}`)}
            </th>
          ))}
          <th scope="col">{t('holdings.field.daysOverdue')}</th>
          <th scope="col">{t('holdings.field.riskClass')}</th>
          <th scope="col">{t('holdings.field.onDay')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.accountId}>
            <th scope="row">{row.accountNo}</th>
            <td>
              <DayText day={row.grantedOn} />
            </td>
            <td className="kj-figure">
              <Count value={row.months} />
            </td>
            {figures.map((name) => (
              <td key={name} className="kj-figure">
                <Money fen={row[name]} />
              </td>
            ))}
            <td>
              <Explained module="holdings" explanation={row.explanation}>
                {row.daysOverdue === 0 ? (
                  <Mark tone="good">{t('holdings.on_time')}</Mark>
                ) : (
                  <Mark tone="bad">{t('holdings.overdue_for', { days: row.daysOverdue })}</Mark>
                )}
              </Explained>
            </td>
            <td>
              <Choice
                module="holdings"
                property="riskClass"
                value={row.riskClass}
                tones={riskTones}
              />
            </td>
            <td>
              <DayText day={row.onDay} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
