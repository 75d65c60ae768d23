import { Segmented } from 'antd';
import { useState } from 'react';
import type { Explanation } from '../../../core/schema.ts';
import { targetsApi } from '../../../server/modules/targets/contract.ts';
import type { StaffTarget } from '../../../server/modules/targets/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Explained } from '../../kit/explained.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { Page, Read, Section } from '../../kit/page.tsx';
import { usePathWord } from '../../kit/page-link.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';
import { Amount } from './amount.tsx';
import { useYear, YearSelect } from './year-choice.tsx';

/** The page of one RM's targets. */
export function StaffTargetsPage() {
  const { t } = useSay();
  const staffId = usePathWord('staffId');
  const choice = useYear();
  const query = useRoute(targetsApi.readStaffTargets, {
    params: { staffId },
    query: { year: choice.year },
  });
  return (
    <Page
      title={query.data === undefined ? t('targets.page.title') : query.data.name}
      trail={[{ title: t('targets.page.title'), to: '/targets' }]}
      actions={<YearSelect choice={choice} />}
    >
      <OfStaff staffId={staffId} year={choice.year} />
    </Page>
  );
}

/**
 * One RM's targets of a year: base, year, quarters; each annual figure opens to how it came about.
 */
export function OfStaff({ staffId, year }: { readonly staffId: string; readonly year: number }) {
  const { t, tk, locale } = useSay();
  const query = useRoute(targetsApi.readStaffTargets, { params: { staffId }, query: { year } });
  return (
    <Read query={query}>
      {({ rows }) => (
        <>
          <Section title={t('targets.page.by_quarter')}>
            <div style={{ overflowX: 'auto' }}>
              <table className="kj-plain kj-lined" style={{ width: '100%' }}>
                <thead>
                  <tr>
                    <th scope="col">{t('targets.field.metric')}</th>
                    <th scope="col" className="kj-figure">
                      {t('targets.field.base')}
                    </th>
                    {(rows[0]?.quarters ?? []).map(({ quarter }) => (
                      <th key={quarter} scope="col" className="kj-figure">
                        {quarterWritten(quarter, locale)}
                      </th>
                    ))}
                    <th scope="col" className="kj-figure">
                      {t('targets.field.annual')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.metric}>
                      <th scope="row">{tk(`targets.metric.${row.metric}`)}</th>
                      <td className="kj-figure">
                        <Amount unit={row.unit} value={row.unit === 'fen' ? row.base : null} />
                      </td>
                      {row.quarters.map(({ quarter, target }) => (
                        <td key={quarter} className="kj-figure">
                          <Amount unit={row.unit} value={target} />
                        </td>
                      ))}
                      <td className="kj-figure">
                        <Explained
                          module="targets"
                          title={tk(`targets.metric.${row.metric}`)}
                          explanation={row.explanation as Explanation}
                        >
                          <Amount unit={row.unit} value={row.annual} />
                        </Explained>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </Section>
          <Drawn rows={rows} />
        </>
      )}
    </Read>
  );
}

function Drawn({ rows }: { readonly rows: readonly StaffTarget[] }) {
  const { t, tk, locale } = useSay();
  const drawable = rows.filter((row) => row.unit !== 'millionths');
  const [metric, setMetric] = useState('deposit_average');
  const row = drawable.find((one) => one.metric === metric) ?? drawable[0];
  if (row === undefined) return null;
  return (
    <Section
      title={tk(`targets.metric.${row.metric}`)}
      extra={
        <Segmented
          size="small"
          value={row.metric}
          onChange={setMetric}
          options={drawable.map((one) => ({
            value: one.metric as string,
            label: tk(`targets.metric.${one.metric}`),
          }))}
        />
      }
    >
      <SeriesChart
        title={tk(`targets.metric.${row.metric}`)}
        labels={row.quarters.map(({ quarter }) => quarterWritten(quarter, locale))}
        unit={row.unit === 'fen' ? 'fen' : 'count'}
        series={[
          { name: t('targets.page.by_quarter'), values: row.quarters.map(({ target }) => target) },
          ...(row.nature === 'average'
            ? [
                {
                  name: t('targets.field.base'),
                  kind: 'line' as const,
                  values: row.quarters.map(() => row.base),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}
