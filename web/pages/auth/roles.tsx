import { Input, Select } from 'antd';
import { useState } from 'react';
import { roles } from '../../../core/actor.ts';
import type { Role } from '../../../core/actor.ts';
import { authApi } from '../../../server/platform/auth/contract.ts';
import type { RightRow } from '../../../server/platform/auth/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ExportButton } from '../../kit/export-button.tsx';
import { Count } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { useRightWord } from './right-words.ts';
import './roles.css';
import { SmallTable } from '../../kit/small-table.tsx';

/** Open accounts by the roles they hold together. */
type Held = readonly { readonly roles: readonly Role[]; readonly accounts: number }[];

const whole = { query: { limit: '200' } };

/** Which role may do what: each right in words, who holds it, and how two roles differ. */
export function Roles() {
  const { t } = useSay();
  const wordOf = useRightWord();
  const query = useRoute(authApi.listRoleRights, whole);
  const holders = useRoute(authApi.readRoleHolders);
  const [pair, setPair] = useState<readonly Role[]>([]);
  const [search, setSearch] = useState('');
  return (
    <Page
      title={t('auth.roles.title')}
      note={t('auth.roles.note')}
      actions={
        <ExportButton
          route={authApi.listRoleRights}
          input={{}}
          names={['room', 'right', ...roles]}
          hidden={[]}
          titleOf={(name) =>
            name === 'room' || name === 'right'
              ? t(`auth.field.${name}`)
              : t(`role.${name as Role}`)
          }
        />
      }
    >
      <Section>
        <div className="kj-bar" style={{ flexWrap: 'wrap', marginBottom: 12 }}>
          <Select
            aria-label={t('auth.roles.compare')}
            placeholder={t('auth.roles.compare')}
            mode="multiple"
            maxCount={2}
            style={{ minWidth: 260 }}
            value={[...pair]}
            onChange={(next: Role[]) => setPair(next)}
            options={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          />
          <Input
            allowClear
            style={{ width: 220 }}
            aria-label={t('auth.roles.search')}
            placeholder={t('auth.roles.search')}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
        <Read query={query} rows={12}>
          {(found) => (
            <Matrix
              rows={found.rows.filter(
                (row) =>
                  `${wordOf('right', row.right)} ${wordOf('room', row.room)} ${row.right}`
                    .toLowerCase()
                    .includes(search.trim().toLowerCase()) && differs(row, pair),
              )}
              pair={pair}
              held={holders.data?.rows ?? []}
            />
          )}
        </Read>
      </Section>
    </Page>
  );
}

/** With two roles chosen only what one has and the other has not. */
function differs(row: RightRow, [a, b]: readonly Role[]): boolean {
  return a === undefined || b === undefined || row[a] !== row[b];
}

interface MatrixProps {
  readonly rows: readonly RightRow[];
  readonly pair: readonly Role[];
  readonly held: Held;
}

function Matrix({ rows, pair, held }: MatrixProps) {
  const { t } = useSay();
  const wordOf = useRightWord();
  const shown = pair.length === 0 ? roles : pair;
  const rooms = [...Map.groupBy(rows, (row) => row.room)];
  const count = (wanted: (role: Role) => boolean) =>
    held.reduce((sum, one) => sum + (one.roles.some(wanted) ? one.accounts : 0), 0);
  if (rows.length === 0) {
    return <p>{t(pair.length === 2 ? 'auth.roles.same' : 'auth.roles.none')}</p>;
  }
  return (
    <SmallTable
      className="kj-roles"
      height={620}
      rows={rooms.flatMap(([, own]) => own)}
      keyOf={(row) => row.right}
      groupOf={(row) => row.room}
      renderGroup={(room) => (
        <>
          {wordOf('room', room)}{' '}
          <span className="kj-quiet">{rows.filter((row) => row.room === room).length}</span>
        </>
      )}
      columns={[
        {
          title: t('auth.field.right'),
          names: true,
          render: (row) => (
            <>
              {wordOf('right', row.right)}{' '}
              <div>
                <code className="kj-quiet">{row.right}</code>
              </div>
            </>
          ),
        },
        ...shown.map((role) => ({
          title: (
            <>
              {t(`role.${role}`)}
              <div>
                <PageLink to={`/accounts?role=${role}`}>
                  {t('auth.roles.holders', { count: count((one) => one === role) })}
                </PageLink>
              </div>
            </>
          ),
          look: () => 'kj-held',
          render: (row: RightRow) =>
            row[role] ? (
              <span className="kj-held-yes">✓ {t('auth.roles.yes')}</span>
            ) : (
              <span className="kj-quiet">— {t('auth.roles.no')}</span>
            ),
        })),
        {
          title: t('auth.roles.who'),
          look: () => 'kj-held',
          render: (row) => (
            <PageLink to={`/accounts?right=${row.right}`}>
              <Count value={count((role) => row[role])} />
            </PageLink>
          ),
        },
      ]}
    />
  );
}
