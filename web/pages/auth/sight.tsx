import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { organisationApi } from '../../../server/modules/organisation/contract.ts';
import { authApi } from '../../../server/platform/auth/contract.ts';
import type { AccountDetail, Sight } from '../../../server/platform/auth/contract.ts';
import { call } from '../../api/client.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { menuPages } from '../../frame/places.ts';
import type { PhraseKey } from '../../i18n/phrases.ts';
import { Count, Mark } from '../../kit/figures.tsx';
import { groups } from '../../page-row.ts';
import { pages } from '../../routes.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { Tile, Tiles } from '../../kit/tiles.tsx';
import { Wide } from '../../kit/wide.tsx';

interface Props {
  readonly staffId: string | null;
  readonly grants: AccountDetail['grants'];
}

/** What somebody with these roles and scopes would see; asked anew when they change. */
export function SightOf({ staffId, grants }: Props) {
  const { t } = useSay();
  const [customerNo, setCustomerNo] = useState('');
  const [answer, setAnswer] = useState<{ data?: Sight; error: unknown }>({ error: null });
  const [turn, setTurn] = useState(0);
  const asked = JSON.stringify({ staffId, grants, customerNo });
  useEffect(() => {
    let gone = false;
    const body = JSON.parse(asked) as Props & { customerNo: string };
    call(authApi.previewSight, { body }).then(
      (data) => (gone ? undefined : setAnswer({ data, error: null })),
      (error: unknown) => (gone ? undefined : setAnswer({ error })),
    );
    return () => {
      gone = true;
    };
  }, [asked, turn]);
  const query = { data: answer.data, error: answer.error, refetch: () => setTurn(turn + 1) };
  return (
    <Section title={t('auth.sight')}>
      <p className="kj-quiet">{t('auth.sight.note')}</p>
      <Read query={query}>{(sight) => <Seen sight={sight} onCustomer={setCustomerNo} />}</Read>
    </Section>
  );
}

const has = (sight: Sight, ...wanted: readonly string[]) =>
  wanted.some((right) => sight.rights.includes(right));

/** What a bank looks at twice before it gives it to somebody. */
const sensitive: readonly {
  readonly word: PhraseKey;
  readonly holds: (sight: Sight) => boolean;
}[] = [
  { word: 'auth.sight.identity', holds: (sight) => has(sight, 'customers.view_identity') },
  {
    word: 'auth.sight.others_pay',
    holds: (sight) => has(sight, 'pay.read') && (sight.bankWide || sight.ranges.length > 0),
  },
  {
    word: 'auth.sight.exports',
    holds: (sight) => has(sight, 'customers.export', 'holdings.export', 'contacts.export'),
  },
  { word: 'auth.sight.grants', holds: (sight) => has(sight, 'accounts.change') },
  { word: 'auth.sight.audit', holds: (sight) => has(sight, 'audit.read') },
];

/** The menu as the frame would make it from these rights. */
function MenuOf({ sight }: { readonly sight: Sight }) {
  const { t } = useSay();
  const rows = menuPages(pages, (right) => right === 'signed_in' || sight.rights.includes(right));
  return (
    <>
      <h3>{t('auth.sight.menu', { count: rows.length })}</h3>
      <ul className="kj-lines">
        {groups.map((group) => {
          const own = rows.filter((row) => row.group === group);
          return own.length === 0 ? null : (
            <li key={group}>
              <span className="kj-quiet">{t(`web.group.${group}`)}</span>{' '}
              {own.map((row) => t(row.title)).join(t('web.list_comma'))}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Seen(props: { readonly sight: Sight; readonly onCustomer: (no: string) => void }) {
  const { t, tk } = useSay();
  const { sight } = props;
  const units = useRoute(organisationApi.listUnits);
  const covered = (units.data?.rows ?? []).filter((unit) =>
    sight.ranges.some(({ from, until }) => unit.path >= from && unit.path < until),
  );
  const { customer } = sight;
  const because = customer === null ? '' : tk(`auth.sight.${customer.because}`);
  return (
    <>
      <Tiles>
        {sight.counts.map(({ what, count }) => (
          <Tile key={what} label={tk(`auth.sight.${what}`, what)}>
            <Count value={count} />
          </Tile>
        ))}
        <Tile label={t('auth.sight.rights', { count: sight.rights.length })}>
          <Count value={String(sight.rights.length)} />
        </Tile>
      </Tiles>
      <h3>{t('auth.sight.sensitive')}</h3>
      <ul className="kj-lines">
        {sensitive.map(({ word, holds }) => (
          <li key={word}>
            <Mark tone={holds(sight) ? 'warn' : 'calm'}>
              {holds(sight) ? `✓ ${t('auth.roles.yes')}` : `— ${t('auth.roles.no')}`}
            </Mark>{' '}
            {t(word)}
          </li>
        ))}
      </ul>
      <MenuOf sight={sight} />
      <h3>{t('auth.sight.units')}</h3>
      {sight.bankWide || covered.length === 0 ? (
        <p>{sight.bankWide ? t('scope.bank') : t('auth.sight.units.own')}</p>
      ) : (
        <Wide height={220}>
          <ul className="kj-lines">
            {covered.map((unit) => (
              <li key={unit.unitId} style={{ paddingInlineStart: (unit.level - 1) * 16 }}>
                {unit.name} <span className="kj-quiet">{unit.code}</span>
              </li>
            ))}
          </ul>
        </Wide>
      )}
      <h3>{t('auth.sight.samples')}</h3>
      <ul className="kj-lines">
        {sight.samples.map((one) => (
          <li key={one.customerNo}>
            {one.customerNo} {one.name} <span className="kj-quiet">{one.unit}</span>
          </li>
        ))}
      </ul>
      <Input.Search
        aria-label={t('auth.sight.customer')}
        placeholder={t('auth.sight.customer')}
        style={{ maxWidth: 320 }}
        onSearch={(value) => props.onCustomer(value.trim())}
      />
      {customer === null ? null : (
        <p role="status">
          {t(customer.seen ? 'auth.sight.seen' : 'auth.sight.unseen', {
            customer: customer.customerNo,
            because,
          })}
        </p>
      )}
    </>
  );
}
