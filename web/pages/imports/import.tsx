import { importsApi } from '../../../server/platform/imports/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { usePathWord } from '../../kit/page-link.tsx';
import { Page, Read } from '../../kit/page.tsx';
import { Counts } from './batch-counts.tsx';
import { Files } from './batch-files.tsx';
import { Quarantine } from './batch-quarantine.tsx';
import { Summary } from './batch-summary.tsx';
import { Differences, Totals } from './batch-totals.tsx';
import './imports.css';
import { Undo } from './undo.tsx';

/**
 * One import: what came, how it agrees with its source, what stays in quarantine, and its undo.
 */
export function Import() {
  const { t, tk } = useSay();
  const batchId = usePathWord('batchId');
  const query = useRoute(importsApi.readImport, { params: { batchId } });
  const batch = query.data;
  return (
    <Page
      title={`${t('imports.one')} ${batchId}`}
      {...(batch === undefined
        ? {}
        : { note: tk(`imports.adapter.${batch.adapter}`, batch.adapter) })}
      trail={[{ title: t('imports.title'), to: '/imports' }]}
      actions={batch === undefined ? null : <Undo batch={batch} />}
      watermark
    >
      <Read query={query} rows={10}>
        {(found) => (
          <>
            <Summary batch={found} />
            <Counts batch={found} />
            <Totals batch={found} />
            <Quarantine batch={found} />
            {found.differences === 0 ? null : <Differences batch={found} />}
            <Files batch={found} />
          </>
        )}
      </Read>
    </Page>
  );
}
