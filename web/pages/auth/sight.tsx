import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { organisationApi } from '../../../server/modules/organisation/contract.ts';
import { authApi } from '../../../server/platform/auth/contract.ts';
import type { AccountDetail, Sight } from '../../../server/platform/auth/contract.ts';
import { call } from '../../api/client.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Count } from '../../kit/figures.tsx';
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
