import { useSearch } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { allocationApi } from '../../../server/modules/allocation/contract.ts';
import type { ClaimStanding } from '../../../server/modules/allocation/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { Count } from '../../kit/figures.tsx';
import { PageLink, useGo } from '../../kit/page-link.tsx';
import { Page, Read } from '../../kit/page.tsx';
import { Tile, Tiles } from '../../kit/tiles.tsx';
import { PoolClaims, PoolCustomers, PoolOwn, PoolReturns } from './pool-lists.tsx';

/** The pool (公海): whom nobody leads, what the reader claimed, what he returned. */
export function Pool() {
  const { t } = useSay();
  const go = useGo();
  const may = useMay();
  const { tab } = useSearch({ strict: false }) as { readonly tab?: string };
  const claims = may('allocation.claim');
  const puts = may('allocation.put_into_pool');
  const items = [
    { key: 'unit', label: t('allocation.pool_unit'), children: <PoolCustomers pool="unit" /> },
    { key: 'bank', label: t('allocation.pool_bank'), children: <PoolCustomers pool="bank" /> },
    ...(claims
      ? [
          { key: 'mine', label: t('allocation.pool_mine'), children: <PoolClaims whose="mine" /> },
          { key: 'returned', label: t('allocation.pool_returned'), children: <PoolReturns /> },
        ]
      : [{ key: 'claims', label: t('allocation.pool_claims_all'), children: <PoolClaims /> }]),
    ...(claims || puts
      ? [
          {
            key: 'own',
            label: t(claims ? 'allocation.pool_my_customers' : 'allocation.pool_unit_customers'),
            children: <PoolOwn as={claims ? 'rm' : 'head'} />,
          },
        ]
      : []),
  ];
  return (
    <Page
      title={t('allocation.pool')}
      note={t('allocation.pool_note')}
      actions={<PageLink to="/policies/pool">{t('policy.document')}</PageLink>}
      watermark
    >
      {claims ? <Standing /> : null}
      <Tabs
        destroyOnHidden
        activeKey={items.some((one) => one.key === tab) ? (tab ?? 'unit') : 'unit'}
        onChange={(key) => go(`/pool?tab=${key}`, { replace: true })}
        items={items}
      />
    </Page>
  );
}

/** How many the reader may still claim today, and how full he is. */
function Standing() {
  const standing = useRoute(allocationApi.readStanding);
  return (
    <Read query={standing} rows={2}>
      {(now) => <StandingTiles now={now} />}
    </Read>
  );
}

function StandingTiles({ now }: { readonly now: ClaimStanding }) {
  const { t } = useSay();
  const room = (load: ClaimStanding['corporate']) =>
    `${load.present} / ${load.max ?? t('allocation.pool_no_limit')}`;
  const { claimedToday, dailyMax } = now;
  return (
    <Tiles>
      <Tile
        label={t('allocation.pool_today')}
        note={t('allocation.pool_today_note', { claimed: claimedToday, max: dailyMax })}
      >
        <Count value={Math.max(0, dailyMax - claimedToday)} />
      </Tile>
      <Tile
        label={t('allocation.pool_open')}
        note={t('allocation.pool_open_note', { max: now.openMax })}
      >
        <Count value={now.open} />
      </Tile>
      <Tile label={t('allocation.pool_load_firms')}>{room(now.corporate)}</Tile>
      <Tile label={t('allocation.pool_load_persons')}>{room(now.individual)}</Tile>
    </Tiles>
  );
}
