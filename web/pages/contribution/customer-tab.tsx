import { Segmented } from 'antd';
import { useState } from 'react';
import { components, contributionApi } from '../../../server/modules/contribution/contract.ts';
import type { CustomerQuarter } from '../../../server/modules/contribution/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { Explained } from '../../kit/explained.tsx';
import { Money, Rate } from '../../kit/figures.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { Read, Section } from '../../kit/page.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';
import { MonthTable } from './month-table.tsx';

/** 贡献: how a quarter adds up, every quarter, and each account and month down to its source rows. */
export function ContributionTab(props: { readonly customer: { readonly customerId: string } }) {
  const { t, locale } = useSay();
  const { customerId } = props.customer;
  const [wanted, setWanted] = useState<string>();
  const quarters = useRoute(contributionApi.readCustomerContribution, { params: { customerId } });
  return (
    <Read query={quarters} rows={8}>
      {({ rows }) => {
        const shown = rows.find((row) => row.quarter === wanted) ?? rows[0];
        if (shown === undefined) {
          return (
            <Section title={t('contribution.title')}>
              <NoDataYet words={t('contribution.none')} />
            </Section>
          );
        }
        const inOrder = rows.slice(0, 8).toReversed();
        return (
          <>
            <Section
              title={`${t('contribution.build_up')} · ${quarterWritten(shown.quarter, locale)}`}
              extra={
                <Segmented
                  size="small"
                  value={shown.quarter}
                  options={inOrder.map(({ quarter }) => ({
                    value: quarter,
                    label: quarterWritten(quarter, locale),
                  }))}
                  onChange={setWanted}
                />
              }
            >
              <BuildUp quarter={shown} />
              <Figures quarter={shown} />
            </Section>
            <Section
              title={t('contribution.months')}
              extra={<span className="kj-quiet">{t('contribution.how')}</span>}
            >
              <MonthTable customerId={customerId} quarter={shown.quarter} />
            </Section>
            {inOrder.length < 2 ? null : (
              <Section title={t('contribution.over_time')}>
                <OverTime quarters={inOrder} />
              </Section>
            )}
          </>
        );
      }}
    </Read>
  );
}

const parts = ['depositFen', 'loanFen', 'feeFen', 'costFen', 'lossFen'] as const;

/** The five components, then their sum. */
function BuildUp({ quarter }: { readonly quarter: CustomerQuarter }) {
  const { t } = useSay();
  const names = [...parts, 'preFen', 'taxFen', 'netFen'] as const;
  return (
    <SeriesChart
      title={t('contribution.build_up')}
      unit="fen"
      lying
      labels={names.map((name) => t(`contribution.field.${name}`))}
      series={[{ name: t('contribution.title'), values: names.map((name) => quarter[name]) }]}
    />
  );
}

function OverTime({ quarters }: { readonly quarters: readonly CustomerQuarter[] }) {
  const { t, locale } = useSay();
  return (
    <SeriesChart
      title={t('contribution.over_time')}
      unit="fen"
      stacked
      labels={quarters.map((row) => quarterWritten(row.quarter, locale))}
      series={parts.map((name, at) => ({
        name: t(`contribution.component.${components[at]!}`),
        values: quarters.map((row) => row[name]),
      }))}
    />
  );
}

/** Tax, capital, EVA and RAROC, each opening to the rule. */
function Figures({ quarter }: { readonly quarter: CustomerQuarter }) {
  const { t } = useSay();
  const names = ['preFen', 'taxFen', 'netFen', 'capitalFen', 'evaFen'] as const;
  return (
    <div className="kj-grid">
      {names.map((name) => (
        <dl key={name} className="kj-terms">
          <dt>{t(`contribution.field.${name}`)}</dt>
          <dd>
            <Explained module="contribution" explanation={quarter.explanation}>
              <Money fen={quarter[name]} />
            </Explained>
          </dd>
        </dl>
      ))}
      <dl className="kj-terms">
        <dt>{t('contribution.field.rarocMillionths')}</dt>
        <dd>
          <Explained module="contribution" explanation={quarter.explanation}>
            <Rate millionths={quarter.rarocMillionths} />
          </Explained>
        </dd>
      </dl>
    </div>
  );
}
