import { useSay } from '../../i18n/say.ts';
import { Count } from '../../kit/figures.tsx';
import { Section } from '../../kit/page.tsx';
import type { Detail } from './batch-detail.ts';
import { Wide } from '../../kit/wide.tsx';

/** The files as they were read, with their hashes. */
export function Files({ batch }: { readonly batch: Detail }) {
  const { t } = useSay();
  return (
    <Section title={t('imports.files')}>
      <Wide>
        <table className="kj-plain">
          <thead>
            <tr>
              <th>{t('imports.field.name')}</th>
              <th style={{ textAlign: 'right' }}>{t('imports.field.bytes')}</th>
              <th style={{ textAlign: 'right' }}>{t('imports.field.rowsRead')}</th>
              <th>{t('imports.field.sha256')}</th>
            </tr>
          </thead>
          <tbody>
            {batch.files.map((file) => (
              <tr key={file.name}>
                <td>{file.name}</td>
                <td style={{ textAlign: 'right' }}>
                  <Count value={file.bytes} />
                </td>
                <td style={{ textAlign: 'right' }}>
                  <Count value={file.rowsRead} />
                </td>
                <td>
                  <code title={file.sha256}>{file.sha256.slice(0, 16)}…</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </Section>
  );
}
