import { holdingsApi } from '../../../server/modules/holdings/contract.ts';
import type { LoanRow } from '../../../server/modules/holdings/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Explained } from '../../kit/explained.tsx';
import { Choice, Count, DayText, Mark, Money } from '../../kit/figures.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { riskTones } from './tones.ts';

/** Loans with what is due, repaid and overdue; the days overdue open to how they were found. */
export function Loans({ customerId }: { readonly customerId: string }) {
  const { t } = useSay();
  const loans = useRoute(holdingsApi.listLoans, { params: { customerId } });
  return (
    <Section
      title={t('holdings.loans')}
      extra={
        loans.data === undefined ? null : (
          <span className="kj-quiet">{t('holdings.as_of', { day: loans.data.onDay })}</span>
        )
      }
    >
      <Read query={loans}>
        {({ rows }) =>
          rows.length === 0 ? (
            <NoDataYet words={t('holdings.no_loans')} />
          ) : (
            <div style={{ overflowX: 'auto' }}>
              <LoanTable rows={rows} />
            </div>
          )
        }
      </Read>
    </Section>
  );
}

function LoanTable({ rows }: { readonly rows: readonly LoanRow[] }) {
  const { t } = useSay();
  const titles = [
    t('holdings.field.accountNo'),
    t('holdings.field.principalFen'),
    t('holdings.field.balanceFen'),
    t('holdings.field.grantedOn'),
    t('holdings.field.months'),
    t('holdings.field.instalmentFen'),
    t('holdings.field.dueFen'),
    t('holdings.field.repaidFen'),
    t('holdings.field.overdueFen'),
    t('holdings.field.daysOverdue'),
    t('holdings.field.riskClass'),
  ];
  return (
    <table className="kj-plain kj-lined" style={{ width: '100%' }}>
      <thead>
        <tr>
          {titles.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.accountId}>
            <th scope="row">{row.accountNo}</th>
            <td className="kj-figure">
              <Money fen={row.principalFen} />
            </td>
            <td className="kj-figure">
              <Money fen={row.balanceFen} />
            </td>
            <td>
              <DayText day={row.grantedOn} />
            </td>
            <td className="kj-figure">
              <Count value={row.months} />
            </td>
            <td className="kj-figure">
              <Money fen={row.instalmentFen} />
            </td>
            <td className="kj-figure">
              <Money fen={row.dueFen} />
            </td>
            <td className="kj-figure">
              <Money fen={row.repaidFen} />
            </td>
            <td className="kj-figure">
              <Money fen={row.overdueFen} />
            </td>
            <td>
              <Explained module="holdings" explanation={row.explanation}>
                {row.daysOverdue === 0 ? (
                  <Mark tone="good">{t('holdings.on_time')}</Mark>
                ) : (
                  <Mark tone="bad">
                    {t('holdings.overdue_for', { days: row.daysOverdue })}
                  </Mark>
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
          </tr>
        ))}
      </tbody>
    </table>
  );
}
