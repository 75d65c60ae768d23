import { importsApi } from '../../../server/platform/imports/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useSay } from '../../i18n/say.ts';
import { Count, Instant } from '../../kit/figures.tsx';

/** What is known of a dropped file. */
export function FileFacts({ view }: { readonly view: AnswerOf<typeof importsApi.readUpload> }) {
  const { t } = useSay();
  return (
    <>
      <span className="kj-bar" style={{ gap: 20, flexWrap: 'wrap' }}>
        <span>
          {t('imports.field.form')} {t(`imports.form.${view.form}`)}
          {view.encoding === '' ? null : ` · ${view.encoding.toUpperCase()}`}
        </span>
        <span>
          {t('imports.field.bytes')} <Count value={view.bytes} />
        </span>
        <span>
          {t('imports.field.login')} {view.login}
        </span>
        <span>
          {t('imports.field.uploadedAt')} <Instant at={view.uploadedAt} />
        </span>
        <span>
          {t('imports.field.sha256')} <code title={view.sha256}>{view.sha256.slice(0, 16)}…</code>
        </span>
      </span>
      {view.headingRow === 1 ? null : (
        <p className="kj-quiet">{t('imports.map.heading_row', { row: view.headingRow })}</p>
      )}
    </>
  );
}
