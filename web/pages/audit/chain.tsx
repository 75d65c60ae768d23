import { Button } from 'antd';
import { auditApi, verifyProgressKey } from '../../../server/platform/audit/contract.ts';
import { jobsApi } from '../../../server/platform/jobs/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Instant, Mark } from '../../kit/figures.tsx';
import { countWritten } from '../../kit/format.ts';
import { Read, Section } from '../../kit/page.tsx';
import { ProblemNote } from '../../kit/problem.tsx';

type Chain = AnswerOf<typeof auditApi.readAuditChain>;

/** Whether the chain holds, where it breaks, until when it is sealed; the whole of it on demand. */
export function ChainStatus() {
  const { t } = useSay();
  const chain = useRoute(auditApi.readAuditChain);
  const verify = useCommand(auditApi.verifyAuditChain);
  const start = () => void verify.mutateAsync({ body: {} }).catch(() => undefined);
  return (
    <Section
      title={t('audit.chain')}
      extra={
        <Button size="small" loading={verify.isPending} onClick={start}>
          {t('audit.chain.verify')}
        </Button>
      }
    >
      <Read query={chain} rows={1}>
        {(answer) => <Status chain={answer} whole={verify.data} />}
      </Read>
      {verify.isPending ? <Verifying /> : null}
      {verify.error === null ? null : <ProblemNote error={verify.error} />}
    </Section>
  );
}

interface StatusProps {
  readonly chain: Chain;
  readonly whole: AnswerOf<typeof auditApi.verifyAuditChain> | undefined;
}

function Status({ chain, whole }: StatusProps) {
  const { t, tp } = useSay();
  const faults = whole?.faults ?? chain.faults;
  const checked = countWritten(whole?.checked ?? chain.checked);
  if (chain.head === null) return <p className="kj-quiet">{t('audit.chain.empty')}</p>;
  return (
    <>
      <div className="kj-bar">
        <Mark tone={faults.length === 0 ? 'good' : 'bad'}>
          {faults.length === 0
            ? t('audit.chain.holds')
            : t('audit.chain.broken', { count: faults.length })}
        </Mark>
        <span>
          {t(whole === undefined ? 'audit.chain.checked' : 'audit.chain.whole', { count: checked })}
        </span>
        <span className="kj-quiet">
          {t('audit.chain.sealed')} <Instant at={chain.sealedAt} />
        </span>
        <span className="kj-quiet">
          {t('audit.chain.waiting')} {countWritten(chain.waiting)}
        </span>
      </div>
      <div className="kj-quiet kj-chain-head">
        {t('audit.chain.head')} {chain.head.linkNo}:{chain.head.hash}
      </div>
      {faults.length === 0 ? null : (
        <ul className="kj-lines">
          {faults.slice(0, 20).map((fault) => (
            <li key={JSON.stringify(fault)}>{tp(fault.code, fault.params)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Verifying() {
  const { t } = useSay();
  const progress = useRoute(
    jobsApi.readProgress,
    { params: { key: verifyProgressKey } },
    { every: 1000 },
  );
  const { done = '0', total = null } = progress.data ?? {};
  const count =
    total === null ? countWritten(done) : `${countWritten(done)} / ${countWritten(total)}`;
  return (
    <p className="kj-quiet" aria-live="polite">
      {t('audit.chain.verifying')} {count}
    </p>
  );
}
