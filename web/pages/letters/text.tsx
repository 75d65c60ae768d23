import type { LetterBody } from '../../../server/modules/targets/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { DayText, Money, Rate } from '../../kit/figures.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { Section } from '../../kit/page.tsx';
import { Amount } from '../targets/amount.tsx';
import { SmallTable } from '../../kit/small-table.tsx';
import { useMetricColumn } from '../targets/metric-column.tsx';

/** The text of a letter as it was signed. */
export function LetterText({ body }: { readonly body: LetterBody }) {
  const { t } = useSay();
  return (
    <>
      <Section title={t('targets.letter.metrics')}>
        <Metrics body={body} />
      </Section>
      <Customers body={body} />
      <div className="kj-grid">
        <Section title={t('targets.letter.promises')}>
          <Items items={body.promises} />
        </Section>
        {body.clauses.map((clause) => (
          <Section key={clause.title} title={clause.title}>
            <Items items={clause.items} />
          </Section>
        ))}
      </div>
    </>
  );
}

type Metric = LetterBody['metrics'][number];

function Metrics({ body }: { readonly body: LetterBody }) {
  const { t, locale } = useSay();
  const metricColumn = useMetricColumn();
  const { metrics } = body;
  const withLevels = metrics.some((one) => one.levels !== undefined);
  return (
    <SmallTable
      rows={metrics}
      keyOf={(one) => one.metric}
      columns={[
        metricColumn,
        {
          title: t('targets.letter.weight'),
          figure: true,
          render: (one) => <Rate millionths={one.weight} />,
        },
        ...(metrics[0]?.quarters ?? []).map(({ quarter }, at) => ({
          title: quarterWritten(quarter, locale),
          figure: true,
          render: (one: Metric) => (
            <Amount unit={one.unit} value={one.quarters[at]?.target ?? null} />
          ),
        })),
        {
          title: t('targets.field.annual'),
          figure: true,
          render: (one) => <Amount unit={one.unit} value={one.annual} />,
        },
        ...(withLevels ? (['stretch', 'challenge'] as const) : []).map((level) => ({
          title: t(`targets.field.${level}`),
          figure: true,
          render: (one: Metric) => <Amount unit={one.unit} value={one.levels?.[level] ?? null} />,
        })),
        {
          title: `${t('targets.letter.definition')} · ${t('targets.letter.source')}`,
          least: 220,
          render: (one) => (
            <>
              {one.definition}
              <div className="kj-quiet">{one.source}</div>
            </>
          ),
        },
      ]}
    />
  );
}

function Customers({ body }: { readonly body: LetterBody }) {
  const { t, tk } = useSay();
  const { customers } = body;
  const { count, list } = customers;
  return (
    <Section
      title={t('targets.letter.customers')}
      extra={
        <span className="kj-quiet">
          <DayText day={customers.on} /> ·{' '}
          {t('targets.letter.customers_shown', { count, shown: list.length })}
        </span>
      }
    >
      <SmallTable
        rows={customers.byLevel}
        keyOf={(one) => one.level}
        columns={[
          { names: true, render: (one) => tk(`targets.level.${one.level}`) },
          { figure: true, render: (one) => one.customers },
          {
            figure: true,
            render: (one) => (
              <>
                {t('targets.metric.deposit_average')} <Money fen={one.depositAverageFen} />
              </>
            ),
          },
          {
            figure: true,
            render: (one) => (
              <>
                {t('targets.metric.loan_average')} <Money fen={one.loanAverageFen} />
              </>
            ),
          },
        ]}
      />
      <div style={{ height: 12 }} />
      <SmallTable
        height={260}
        rows={list}
        keyOf={(one) => one.customerNo}
        columns={[
          { title: t('customers.field.customerNo'), render: (one) => one.customerNo },
          { title: t('customers.field.name'), names: true, render: (one) => one.name },
          { title: t('customers.field.class'), render: (one) => tk(`targets.level.${one.level}`) },
        ]}
      />
    </Section>
  );
}

function Items({ items }: { readonly items: readonly string[] }) {
  return (
    <ol style={{ margin: 0, paddingInlineStart: 20 }}>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ol>
  );
}
