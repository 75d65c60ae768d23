import { attributionApi } from '../../../server/modules/attribution/contract.ts';
import type { MeasureUnit } from '../../../server/modules/attribution/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { NoDataYet } from '../../kit/empty.tsx';
import { Count, Money } from '../../kit/figures.tsx';
import { PageLink, useGo, usePathWord } from '../../kit/page-link.tsx';
import { Page, Section } from '../../kit/page.tsx';
import { ProblemNote } from '../../kit/problem.tsx';
import { MetricValue } from '../metrics/metric-value.tsx';
import { averageToDate, isProduct, unitOf } from './measure-figures.ts';
import { QuarterSelect, useClosedQuarter } from './quarter-choice.tsx';

/** The way down from a metric of an RM to customers: `/attribution/staff/7/metrics/npl_rate`. */
export function BehindMetricPage() {
  const { t } = useSay();
  const choice = useClosedQuarter();
  return (
    <Page
      title={t('attribution.page.customers_behind')}
      trail={[{ title: t('attribution.page.title'), to: '/attribution' }]}
      actions={<QuarterSelect choice={choice} />}
      watermark
    >
      {choice.quarter === null ? <NoDataYet words={t('attribution.page.no_quarter')} /> : null}
      {typeof choice.quarter === 'string' ? <BehindMetric quarter={choice.quarter} /> : null}
    </Page>
  );
}

function BehindMetric({ quarter }: { readonly quarter: string }) {
  const { t, locale } = useSay();
  const go = useGo();
  const params = { staffId: usePathWord('staffId'), metric: usePathWord('metric') };
  const head = useRoute(attributionApi.listMetricCustomers, {
    params,
    query: { quarter, limit: '1' },
  });
  if (head.error !== null) return <ProblemNote error={head.error} />;
  const about = head.data;
  if (about === undefined) return null;
  const { unit } = about;
  return (
    <Section
      title={t('attribution.page.behind_metric', {
        metric: about.metricName[locale],
        name: about.staffName,
      })}
    >
      <p className="kj-quiet">{about.definition[locale]}</p>
      {about.byHand ? (
        <NoDataYet
          words={t('attribution.page.by_hand')}
          next={
            <PageLink to={`/metric-figures?metric=${params.metric}`}>
              {t('metrics.figures')}
            </PageLink>
          }
        />
      ) : (
        <ContractTable
          key={quarter}
          route={attributionApi.listMetricCustomers}
          module="attribution"
          rowKey="customerId"
          params={params}
          query={{ quarter }}
          keepIn="here"
          only={['name', 'customerNo', 'value', 'parts']}
          columns={{
            value: { render: (row) => <MetricValue unit={unit} value={row.value} /> },
            parts: {
              render: (row) =>
                row.parts.map((part) => (
                  <div key={part.measure}>
                    <span className="kj-quiet">{part.measureName[locale]} </span>
                    <PartAmount unit={part.unit} amount={part.amount} quarter={quarter} />
                  </div>
                )),
            },
          }}
          onOpen={(row) => go(`/attribution/customers/${row.customerId}?quarter=${quarter}`)}
        />
      )}
    </Section>
  );
}

/** Year to date; products as the daily averages they stand for. */
function PartAmount(props: {
  readonly unit: MeasureUnit;
  readonly amount: string;
  readonly quarter: string;
}) {
  const { t } = useSay();
  const { unit, amount, quarter } = props;
  const shown = averageToDate(unit, amount, quarter);
  return (
    <>
      {unitOf(unit) === 'fen' ? <Money fen={shown} /> : <Count value={shown} />}
      {isProduct(unit) ? (
        <span className="kj-quiet"> · {t('attribution.page.daily_average')}</span>
      ) : null}
    </>
  );
}
