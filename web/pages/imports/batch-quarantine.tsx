import { Select } from 'antd';
import { importsApi } from '../../../server/platform/imports/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice } from '../../kit/figures.tsx';
import type { FilterInput } from '../../kit/filters.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Section } from '../../kit/page.tsx';
import type { Detail } from './batch-detail.ts';
import { levelTones } from './tones.ts';

/** Faulty rows with rule and value; what was corrected or given up since. */
export function Quarantine({ batch }: { readonly batch: Detail }) {
  const { t, tk, tp } = useSay();
  if (batch.rowsFaulty === '0' && batch.rowsWarned === '0') {
    return (
      <Section title={t('imports.quarantine')}>
        <span className="kj-quiet">{t('imports.quarantine.empty')}</span>
      </Section>
    );
  }
  const kinds = batch.counts.map(({ entity }) => ({
    value: entity,
    label: tk(`imports.entity.${entity}`, entity),
  }));
  return (
    <Section title={t('imports.quarantine')}>
      <ContractTable
        route={importsApi.listImportFaults}
        params={{ batchId: batch.batchId }}
        module="imports"
        rowKey="faultId"
        only={['entity', 'file', 'row', 'column', 'value']}
        columns={{
          entity: { render: (row) => tk(`imports.entity.${row.entity}`, row.entity) },
          column: {
            render: (row) =>
              row.column === ''
                ? t('imports.mend.whole_row')
                : tk(`imports.field_of.${row.column}`, row.column),
          },
        }}
        extra={[
          {
            name: 'reason',
            title: t('imports.field.reason'),
            render: (row) => tp(row.code, row.params),
          },
          {
            name: 'level',
            title: t('imports.field.level'),
            render: (row) => (
              <Choice module="imports" property="level" value={row.level} tones={levelTones} />
            ),
          },
          {
            name: 'correctedBy',
            title: t('imports.field.correctedBy'),
            render: ({ correctedBy: by, droppedFor }) =>
              by === null ? (
                droppedFor === null ? null : (
                  t('imports.dropped', { reason: droppedFor })
                )
              ) : (
                <PageLink to={`/imports/${by}`}>
                  {t('imports.corrected_by', { batch: by })}
                </PageLink>
              ),
          },
        ]}
        filters={{ entity: choiceOf(t('imports.field.entity'), kinds) }}
        keepIn="here"
        empty={{ words: t('imports.quarantine.empty') }}
      />
    </Section>
  );
}

/** A filter by one of the given choices. */
function choiceOf(
  title: string,
  options: readonly { readonly value: string; readonly label: string }[],
): FilterInput {
  return (value, change) => (
    <Select
      aria-label={title}
      allowClear
      style={{ minWidth: 140 }}
      placeholder={title}
      value={value}
      onChange={(next: string | undefined) => change(next)}
      options={[...options]}
    />
  );
}
