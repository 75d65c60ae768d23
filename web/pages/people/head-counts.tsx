import { peopleApi } from '../../../server/modules/people/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Choice, Count, Mark } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';
import { levelTones } from './level.ts';
import { Wide } from '../../kit/wide.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

/** RMs present against the head-count quota, by unit and level (C2b). */
export function HeadCounts() {
  const { t, tk } = useSay();
  const counts = useRoute(peopleApi.listHeadCounts);
  return (
    <Read query={counts} rows={8}>
      {({ rows, versionNo }) =>
        rows.length === 0 ? (
          <NoDataYet />
        ) : (
          <Wide>
            <p className="kj-quiet">
              <PageLink to="/policies/grade_matrix">
                {t('people.head_count.source', { no: versionNo })}
              </PageLink>
            </p>
            <SmallTable
              rows={rows}
              keyOf={(row) => `${row.unitId} ${row.level}`}
              columns={[
                {
                  title: t('people.field.unitName'),
                  render: (row) => (
                    <PageLink to={`/staff?unitId=${row.unitId}&level=${row.level}`}>
                      {row.unitName}
                    </PageLink>
                  ),
                },
                {
                  title: t('people.field.unitKind'),
                  render: (row) => tk(`organisation.kind.${row.unitKind}`),
                },
                {
                  title: t('people.field.level'),
                  render: (row) => (
                    <Choice module="people" property="level" value={row.level} tones={levelTones} />
                  ),
                },
                {
                  title: t('people.field.present'),
                  figure: true,
                  render: (row) => <Count value={row.present} />,
                },
                {
                  title: t('people.field.quota'),
                  figure: true,
                  render: (row) =>
                    row.quota === null ? (
                      t('people.head_count.no_quota')
                    ) : (
                      <Count value={row.quota} />
                    ),
                },
                {
                  title: '',
                  render: (row) =>
                    row.over ? <Mark tone="bad">{t('people.head_count.over')}</Mark> : null,
                },
              ]}
            />
          </Wide>
        )
      }
    </Read>
  );
}
