import { Input, Select } from 'antd';
import { allocationApi } from '../../../server/modules/allocation/contract.ts';
import type { PoolRow } from '../../../server/modules/allocation/contract.ts';
import { customersApi } from '../../../server/modules/customers/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useMay, useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Choice, Mark, Missing, Money } from '../../kit/figures.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { Section } from '../../kit/page.tsx';

const modeTones = { alone: 'good', with_approval: 'warn', assist: 'bad', none: 'bad' } as const;
const claimTones = {
  open: 'warn',
  kept: 'good',
  proven: 'good',
  returned: 'calm',
  put: 'bad',
  unproven: 'bad',
  recycled: 'bad',
  moved: 'calm',
} as const;
const returnTones = { pooled: 'warn', undone: 'calm', left: 'calm' } as const;

/** Customers in the pool with limited facts; an RM claims one or many. */
export function PoolCustomers({ pool }: { readonly pool: 'unit' | 'bank' }) {
  const { t } = useSay();
  const may = useMay();
  const claims = may('allocation.claim');
  return (
    <Section>
      <ContractTable
        key={pool}
        route={allocationApi.listPool}
        module="allocation"
        rowKey="customerId"
        rowName={(row) => row.customerNo}
        keepIn="here"
        query={{ pool }}
        hide={[
          'customerId',
          'sizeFrom',
          'sizeUntil',
          'coolingUntil',
          ...(claims ? [] : ['mode' as const]),
        ]}
        empty={{ words: t(`allocation.pool_none_${pool}`) }}
        columns={{
          kind: {
            render: (row) => <Choice module="allocation" property="kind" value={row.kind} />,
          },
          segment: {
            render: (row) => <Choice module="allocation" property="segment" value={row.segment} />,
          },
          cause: {
            render: (row) => <Choice module="allocation" property="cause" value={row.cause} />,
          },
          wideOn: { render: (row) => <Reach row={row} /> },
          mode: { title: t('allocation.field.match'), render: (row) => <Match row={row} /> },
        }}
        extra={[
          { name: 'size', title: t('allocation.field.size'), render: (row) => <Size row={row} /> },
        ]}
        {...(claims
          ? {
              bulk: {
                actions: [
                  {
                    key: 'claim',
                    label: t('allocation.pool_claim'),
                    hint: t('allocation.pool_claim_does'),
                    primary: true,
                    preview: allocationApi.previewClaims,
                    act: allocationApi.claim,
                  },
                ],
              },
            }
          : {})}
      />
    </Section>
  );
}

function Reach({ row }: { readonly row: PoolRow }) {
  const { t } = useSay();
  return row.wideOn === null ? (
    <>{t('allocation.pool_wide_now')}</>
  ) : (
    <>{t('allocation.pool_wide_on', { day: row.wideOn })}</>
  );
}

function Match({ row }: { readonly row: PoolRow }) {
  const { t } = useSay();
  if (row.coolingUntil !== null) {
    return (
      <Mark tone="bad">{t('allocation.pool_cooling_until', { until: row.coolingUntil })}</Mark>
    );
  }
  if (row.mode === null) return <Missing />;
  return <Choice module="allocation" property="mode" value={row.mode} tones={modeTones} />;
}

/** The band of his average deposits, never the figure itself. */
function Size({ row }: { readonly row: PoolRow }) {
  const { t } = useSay();
  const { sizeFrom, sizeUntil } = row;
  if (sizeFrom === null) return <span className="kj-quiet">{t('allocation.pool_size_none')}</span>;
  if (sizeUntil === null) {
    return (
      <span>
        ≥ <Money fen={sizeFrom} />
      </span>
    );
  }
  if (sizeFrom === '0') {
    return (
      <span>
        &lt; <Money fen={sizeUntil} />
      </span>
    );
  }
  return (
    <span>
      <Money fen={sizeFrom} /> – <Money fen={sizeUntil} />
    </span>
  );
}

/** Claims with their protection and proof: the reader's own, or all in sight. */
export function PoolClaims({ whose = 'all' }: { readonly whose?: 'mine' | 'all' }) {
  const { t } = useSay();
  const go = useGo();
  return (
    <Section>
      <ContractTable
        route={allocationApi.listClaims}
        module="allocation"
        rowKey="claimId"
        rowName={(row) => row.customerName}
        keepIn="here"
        query={{ whose }}
        hide={['claimId', 'customerId', ...(whose === 'mine' ? ['staffName' as const] : [])]}
        empty={{ words: t('allocation.pool_none_claims') }}
        onOpen={(row) => go(`/customers/${row.customerId}`)}
        columns={{
          state: {
            render: (row) => (
              <Choice module="allocation" property="claim" value={row.state} tones={claimTones} />
            ),
          },
          fallsOn: {
            title: t('allocation.field.notice'),
            render: (row) =>
              row.fallsOn === null ? (
                <Missing />
              ) : (
                <Mark tone="bad">{t('allocation.pool_falls_on', { day: row.fallsOn })}</Mark>
              ),
          },
        }}
      />
    </Section>
  );
}

/** What the reader gave into the pool or lost to it; a return of today may be undone. */
export function PoolReturns() {
  const { t, locale } = useSay();
  const undo = useCommand(allocationApi.undoReturn);
  return (
    <Section>
      <ContractTable
        route={allocationApi.listReturns}
        module="allocation"
        rowKey="eventId"
        rowName={(row) => row.customerNo}
        keepIn="here"
        hide={['eventId', 'customerId', 'undoable']}
        empty={{ words: t('allocation.pool_none_returns') }}
        columns={{
          cause: {
            render: (row) => <Choice module="allocation" property="cause" value={row.cause} />,
          },
          reason: {
            title: t('allocation.pool_reason'),
            render: (row) => row.reason?.[locale] ?? <Missing />,
          },
          state: {
            render: (row) => (
              <Choice module="allocation" property="return" value={row.state} tones={returnTones} />
            ),
          },
        }}
        extra={[
          {
            name: 'undo',
            title: t('allocation.pool_undo'),
            render: (row) =>
              row.undoable ? (
                <ConfirmButton
                  label={t('allocation.pool_undo')}
                  title={t('allocation.pool_undo')}
                  consequence={t('allocation.pool_undo_note')}
                  onConfirm={() => undo.mutateAsync({ body: { customerIds: [row.customerId] } })}
                />
              ) : (
                <Missing />
              ),
          },
        ]}
      />
    </Section>
  );
}

const reasonInputs = (words: Words, change: (next: Words) => void) => (
  <Reason words={words} change={change} />
);

/** Led customers, to be given into the pool with a reason: the RM's own, or those of a unit. */
export function PoolOwn({ as }: { readonly as: 'rm' | 'head' }) {
  const { t } = useSay();
  const go = useGo();
  const { staffId } = useSession();
  const mine = as === 'rm';
  return (
    <Section>
      <ContractTable
        route={customersApi.listCustomers}
        module="customers"
        rowKey="customerId"
        rowName={(row) => row.name}
        keepIn="here"
        only={['name', 'customerNo', 'kind', 'class', 'tier', 'leadName', 'openedOn']}
        query={mine ? { lead: staffId ?? 'none' } : {}}
        onOpen={(row) => go(`/customers/${row.customerId}`)}
        bulk={{
          matching: false,
          actions: [
            {
              key: 'return',
              label: t(mine ? 'allocation.pool_return' : 'allocation.pool_put'),
              hint: t(mine ? 'allocation.pool_return_note' : 'allocation.pool_put_note'),
              danger: true,
              preview: mine ? allocationApi.previewReturns : allocationApi.previewEntries,
              act: mine ? allocationApi.returnToPool : allocationApi.putIntoPool,
              inputs: reasonInputs,
              ready: (words) => typeof words['reason'] === 'string',
            },
          ],
        }}
      />
    </Section>
  );
}

type Words = Readonly<Record<string, unknown>>;

function Reason(props: { readonly words: Words; readonly change: (next: Words) => void }) {
  const { t, locale } = useSay();
  const { words, change } = props;
  const reasons = useRoute(allocationApi.listReasons);
  return (
    <div className="kj-stack">
      <Select
        aria-label={t('allocation.pool_reason')}
        placeholder={t('allocation.pool_reason')}
        style={{ width: '100%' }}
        value={words['reason'] as string | undefined}
        options={(reasons.data?.rows ?? []).map((one) => ({ value: one.key, label: one[locale] }))}
        onChange={(reason) => change({ ...words, reason })}
      />
      <Input
        aria-label={t('allocation.pool_words')}
        placeholder={t('allocation.pool_words')}
        maxLength={500}
        onBlur={(event) => change({ ...words, note: event.target.value })}
      />
    </div>
  );
}
