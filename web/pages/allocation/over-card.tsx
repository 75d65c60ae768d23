import { allocationApi } from '../../../server/modules/allocation/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Mark } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';

const shownMost = 20;

/** RMs who lead more customers than their grade allows, and by which kind. */
export function OverCard() {
  const { t } = useSay();
  const query = useRoute(allocationApi.listLoads);
  return (
    <Read query={query}>
      {({ rows }) => {
        const over = rows.filter(
          (row) => row.corporate > row.corporateMax || row.individual > row.individualMax,
        );
        if (over.length === 0) return <NoDataYet words={t('desk.none_over')} />;
        return (
          <ul className="kj-lines">
            {over.slice(0, shownMost).map((row) => (
              <li key={row.staffId}>
                <PageLink to={`/staff/${row.staffId}`}>{row.name}</PageLink>
                <span className="kj-quiet">{row.unitName}</span>
                <span className="kj-line-end">
                  {(['corporate', 'individual'] as const).map((kind) => {
                    const [held, most] = [row[kind], row[`${kind}Max`]];
                    return held <= most ? null : (
                      <Mark key={kind} tone="warn">
                        {t('desk.over_by', { kind: t(`desk.value.${kind}`), held, most })}
                      </Mark>
                    );
                  })}
                </span>
              </li>
            ))}
          </ul>
        );
      }}
    </Read>
  );
}
