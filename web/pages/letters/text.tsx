import type { LetterBody } from '../../../server/modules/targets/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { DayText, Money, Rate } from '../../kit/figures.tsx';
import { quarterWritten } from '../../kit/format.ts';
import { Section } from '../../kit/page.tsx';
import { Amount } from '../targets/amount.tsx';
import { metricName } from '../targets/metric-name.ts';
import { Wide } from '../../kit/wide.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

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

function Metrics({ body }: { readonly body: LetterBody }) {
  const { t, tk, locale } = useSay();
  const { metrics } = body;
  const withLevels = metrics.some((one) => one.levels !== undefined);
  return (
    <Wide>
      <table className="kj-plain kj-lined" style={{ width: '100%' }}>
        <thead>
          <tr>
            <th scope="col">{t('targets.field.metric')}</th>
            <th scope="col" className="kj-figure">
              {t('targets.letter.weight')}
            </th>
            {(metrics[0]?.quarters ?? []).map(({ quarter }) => (
              <th key={quarter} scope="col" className="kj-figure">
                {quarterWritten(quarter, locale)}
              </th>
            ))}
            <th scope="col" className="kj-figure">
              {t('targets.field.annual')}
            </th>
            {withLevels
              ? (['stretch', 'challenge'] as const).map((level) => (
                  <th key={level} scope="col" className="kj-figure">
                    {t(`targets.field.${level}`)}
                  </th>
                ))
              : null}
            <th scope="col">
              {t('targets.letter.definition')} · {t('targets.letter.source')}
            </th>
          </tr>
        </thead>
        <tbody>
          {metrics.map((one) => (
            <tr key={one.metric}>
              <th scope="row" style={{ whiteSpace: 'nowrap' }}>
                {metricName({ tk, locale }, one.metric, one.name)}
              </th>
              <td className="kj-figure">
                <Rate millionths={one.weight} />
              </td>
              {one.quarters.map(({ quarter, target }) => (
                <td key={quarter} className="kj-figure">
                  <Amount unit={one.unit} value={target} />
                </td>
              ))}
              <td className="kj-figure">
                <Amount unit={one.unit} value={one.annual} />
              </td>
              {withLevels
                ? (['stretch', 'challenge'] as const).map((level) => (
                    <td key={level} className="kj-figure">
                      <Amount unit={one.unit} value={one.levels?.[level] ?? null} />
                    </td>
                  ))
                : null}
              <td style={{ minWidth: 220 }}>
                {one.definition}
                <div className="kj-quiet">{one.source}</div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
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
      <Wide height={260}>
        <table className="kj-plain kj-lined" style={{ width: '100%' }}>
          <thead>
            <tr>
              <th scope="col">{t('customers.field.customerNo')}</th>
              <th scope="col">{t('customers.field.name')}</th>
              <th scope="col">{t('customers.field.class')}</th>
            </tr>
          </thead>
          <tbody>
            {list.map((one) => (
              <tr key={one.customerNo}>
                <td className="kj-figure" style={{ textAlign: 'left' }}>
                  {one.customerNo}
                </td>
                <td>{one.name}</td>
                <td>{tk(`targets.level.${one.level}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
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
