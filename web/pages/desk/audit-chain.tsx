import { auditApi } from '../../../server/platform/audit/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Count, Mark } from '../../kit/figures.tsx';
import { Read } from '../../kit/page.tsx';

/** Whether the chain of the audit holds, how long it is, and its head to compare with before. */
export function AuditChain() {
  const { t } = useSay();
  const query = useRoute(auditApi.readAuditChain);
  return (
    <Read query={query}>
      {({ head, waiting, checked, faults }) => (
        <ul className="kj-lines">
          <li>
            <Mark tone={faults.length === 0 ? 'good' : 'bad'}>
              {t(faults.length === 0 ? 'desk.chain.holds' : 'desk.chain.broken')}
            </Mark>
            <span className="kj-line-end">
              {t('desk.chain.checked')} <Count value={checked} />
            </span>
          </li>
          <li>
            {t('desk.chain.links')}
            <span className="kj-line-end">
              <Count value={head?.linkNo ?? null} />
            </span>
          </li>
          <li>
            {t('desk.chain.waiting')}
            <span className="kj-line-end">
              <Count value={waiting} />
            </span>
          </li>
          {head === null ? null : (
            <li>
              {t('desk.chain.head')}
              <code className="kj-line-end">{head.hash.slice(0, 16)}</code>
            </li>
          )}
        </ul>
      )}
    </Read>
  );
}
