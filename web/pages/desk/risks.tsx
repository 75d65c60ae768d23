import { deskApi } from '../../../server/modules/desk/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Mark, Money, Rate } from '../../kit/figures.tsx';
import { percentShort, quarterWritten } from '../../kit/format.ts';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';

const drill = (staffId: string, quarter: string) =>
  `/attribution/staff/${staffId}/metrics/npl_rate?quarter=${quarter}`;

/** Non-performing loans by who leads the customer, as bars; each opens to its loans. */
export function NonPerforming() {
  const { t, locale } = useSay();
  const query = useRoute(deskApi.listNonPerforming);
  return (
    <Read query={query}>
      {({ quarter, rows }) => {
        if (quarter === null) return <NoDataYet words={t('desk.not_closed')} />;
        const written = quarterWritten(quarter, locale);
        if (rows.length === 0) {
          return <NoDataYet words={t('desk.nonperforming.none', { quarter: written })} />;
        }
        const most = Number(rows[0]?.nonPerforming ?? '1');
        return (
          <>
            <p className="kj-quiet kj-desk-caption">{t('desk.as_of', { quarter: written })}</p>
            <ul className="kj-lines">
              {rows.map((row) => (
                <li key={row.staffId} className="kj-desk-ranked">
                  <span
                    className="kj-desk-bar"
                    aria-hidden="true"
                    style={{ width: `${(Number(row.nonPerforming) * 100) / most}%` }}
                  />
                  <PageLink to={drill(row.staffId, quarter)}>{row.name}</PageLink>
                  <span className="kj-quiet">{row.unitName}</span>
                  <span className="kj-line-end">
                    <span className="kj-quiet">
                      {t('desk.nonperforming.loans', { count: row.loans })} ·{' '}
                      {t('desk.nonperforming.rate')} <Rate millionths={row.rate} />
                    </span>{' '}
                    <Money fen={row.nonPerforming} />
                  </span>
                </li>
              ))}
            </ul>
          </>
        );
      }}
    </Read>
  );
}

/** Who crossed a red line in the last closing. */
export function RedLines() {
  const { t, locale } = useSay();
  const query = useRoute(deskApi.listRedLines);
  return (
    <Read query={query}>
      {({ quarter, rms, unnamed, rows }) => {
        if (quarter === null) return <NoDataYet words={t('desk.not_closed')} />;
        const written = quarterWritten(quarter, locale);
        if (rows.length + unnamed === 0) {
          return <NoDataYet words={t('desk.red_lines.none', { quarter: written, rms })} />;
        }
        return (
          <>
            <p className="kj-quiet kj-desk-caption">{t('desk.as_of', { quarter: written })}</p>
            <ul className="kj-lines">
              {rows.map((row) => (
                <li key={`${row.line}${row.staffId}`}>
                  <PageLink
                    to={
                      row.line === 'npl_over'
                        ? drill(row.staffId, quarter)
                        : `/staff/${row.staffId}`
                    }
                  >
                    {row.name}
                  </PageLink>
                  <span className="kj-quiet">{row.unitName}</span>
                  <span className="kj-line-end">
                    {row.value === null || row.target === null ? null : (
                      <span className="kj-quiet">
                        {t('desk.red_lines.over', {
                          value: percentShort(row.value),
                          target: percentShort(row.target),
                        })}
                      </span>
                    )}{' '}
                    <Mark tone="bad">{t(`desk.red_lines.${row.line}`)}</Mark>
                  </span>
                </li>
              ))}
            </ul>
            {unnamed === 0 ? null : (
              <p className="kj-quiet">{t('desk.red_lines.unnamed', { count: unnamed })}</p>
            )}
          </>
        );
      }}
    </Read>
  );
}
