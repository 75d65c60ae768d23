import { importsApi } from '../../../server/platform/imports/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Count, Mark, Money } from '../../kit/figures.tsx';
import { countWritten } from '../../kit/format.ts';
import { Section } from '../../kit/page.tsx';
import type { Detail } from './batch-detail.ts';
import { Wide } from '../../kit/wide.tsx';

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
      <Wide>
        <table className="kj-plain">
          <thead>
            <tr>
              <th>{t('imports.field.name')}</th>
              <th style={{ textAlign: 'right' }}>{t('imports.field.stated')}</th>
              <th style={{ textAlign: 'right' }}>{t('imports.field.ours')}</th>
              <th style={{ textAlign: 'right' }}>{t('imports.field.difference')}</th>
            </tr>
          </thead>
          <tbody>
            {batch.totals.map(({ name, unit, stated, ours, difference }) => (
              <tr key={name.en}>
                <td>{name[locale]}</td>
                <td style={{ textAlign: 'right' }}>
                  <Total unit={unit} value={stated} />
                </td>
                <td style={{ textAlign: 'right' }}>
                  <Total unit={unit} value={ours} />
                </td>
                <td style={{ textAlign: 'right' }}>
                  {difference === '0' ? (
                    <Mark tone="good">{t('imports.totals.equal')}</Mark>
                  ) : (
                    <Total unit={unit} value={difference} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
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
