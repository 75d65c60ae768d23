import { peopleApi } from '../../../server/modules/people/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Choice, Count, Mark } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';
import { levelTones } from './level.ts';
import { Wide } from '../../kit/wide.tsx';

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
            <table className="kj-plain kj-lined">
              <thead>
                <tr>
                  <th scope="col">{t('people.field.unitName')}</th>
                  <th scope="col">{t('people.field.unitKind')}</th>
                  <th scope="col">{t('people.field.level')}</th>
                  <th scope="col" style={{ textAlign: 'right' }}>
                    {t('people.field.present')}
                  </th>
                  <th scope="col" style={{ textAlign: 'right' }}>
                    {t('people.field.quota')}
                  </th>
                  <th />
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={`${row.unitId} ${row.level}`}>
                    <td>
                      <PageLink to={`/staff?unitId=${row.unitId}&level=${row.level}`}>
                        {row.unitName}
                      </PageLink>
                    </td>
                    <td>{tk(`organisation.kind.${row.unitKind}`)}</td>
                    <td>
                      <Choice
                        module="people"
                        property="level"
                        value={row.level}
                        tones={levelTones}
                      />
                    </td>
                    <td className="kj-figure">
                      <Count value={row.present} />
                    </td>
                    <td className="kj-figure">
                      {row.quota === null ? (
                        t('people.head_count.no_quota')
                      ) : (
                        <Count value={row.quota} />
                      )}
                    </td>
                    <td>
                      {row.over ? <Mark tone="bad">{t('people.head_count.over')}</Mark> : null}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Wide>
        )
      }
    </Read>
  );
}
