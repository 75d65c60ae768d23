import { importsApi } from '../../../server/platform/imports/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Count, Mark, Money } from '../../kit/figures.tsx';
import { countWritten } from '../../kit/format.ts';
import { Section } from '../../kit/page.tsx';
import type { Detail } from './batch-detail.ts';
import { SmallTable } from '../../kit/small-table.tsx';

/** Totals of the source against the books. */
export function Totals({ batch }: { readonly batch: Detail }) {
  const { t, locale } = useSay();
  if (batch.totals.length === 0) {
    return (
      <Section title={t('imports.totals')}>
        <span className="kj-quiet">{t('imports.totals.none')}</span>
      </Section>
    );
  }
  return (
    <Section title={t('imports.totals')}>
      <SmallTable
        rows={batch.totals}
        keyOf={({ name }) => name.en}
        columns={[
          {
            title: t('imports.field.name'),
            render: ({ name }) => name[locale],
          },
          {
            title: t('imports.field.stated'),
            figure: true,
            render: ({ unit, stated }) => <Total unit={unit} value={stated} />,
          },
          {
            title: t('imports.field.ours'),
            figure: true,
            render: ({ unit, ours }) => <Total unit={unit} value={ours} />,
          },
          {
            title: t('imports.field.difference'),
            figure: true,
            render: ({ unit, difference }) =>
              difference === '0' ? (
                <Mark tone="good">{t('imports.totals.equal')}</Mark>
              ) : (
                <Total unit={unit} value={difference} />
              ),
          },
        ]}
      />
    </Section>
  );
}

function Total({ unit, value }: { readonly unit: 'count' | 'fen'; readonly value: string }) {
  return unit === 'fen' ? <Money fen={value} exact /> : <Count value={value} />;
}

/** Single accounts that differ. */
export function Differences({ batch }: { readonly batch: Detail }) {
  const { t, locale } = useSay();
  const title = `${t('imports.differences')} (${countWritten(batch.differences)})`;
  return (
    <Section title={title}>
      <p className="kj-quiet">{t('imports.differences.note')}</p>
      <ContractTable
        route={importsApi.listImportDifferences}
        params={{ batchId: batch.batchId }}
        module="imports"
        rowKey="position"
        only={['key', 'stated', 'ours', 'difference', 'name']}
        columns={{
          stated: { render: (row) => <Money fen={row.stated} exact /> },
          ours: { render: (row) => <Money fen={row.ours} exact /> },
          difference: { render: (row) => <Money fen={row.difference} exact /> },
          name: { render: (row) => row.name[locale] },
        }}
        keepIn="here"
      />
    </Section>
  );
}
