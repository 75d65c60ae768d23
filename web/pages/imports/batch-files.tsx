import { useSay } from '../../i18n/say.ts';
import { Count } from '../../kit/figures.tsx';
import { Section } from '../../kit/page.tsx';
import type { Detail } from './batch-detail.ts';
import { SmallTable } from '../../kit/small-table.tsx';

/** The files as they were read, with their hashes. */
export function Files({ batch }: { readonly batch: Detail }) {
  const { t } = useSay();
  return (
    <Section title={t('imports.files')}>
      <SmallTable
        rows={batch.files}
        keyOf={(file) => file.name}
        columns={[
          { title: t('imports.field.name'), render: (file) => file.name },
          {
            title: t('imports.field.bytes'),
            figure: true,
            render: (file) => <Count value={file.bytes} />,
          },
          {
            title: t('imports.field.rowsRead'),
            figure: true,
            render: (file) => <Count value={file.rowsRead} />,
          },
          {
            title: t('imports.field.sha256'),
            render: (file) => <code title={file.sha256}>{file.sha256.slice(0, 16)}…</code>,
          },
        ]}
      />
    </Section>
  );
}
