import { Button, Select, TreeSelect } from 'antd';
import { roles, scopeKinds } from '../../../core/actor.ts';
import { organisationApi } from '../../../server/modules/organisation/contract.ts';
import type { AccountDetail } from '../../../server/platform/auth/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { treeOf } from '../organisation/tree.ts';
import type { Branch } from '../organisation/tree.ts';

type Grant = AccountDetail['grants'][number];

interface Props {
  readonly grants: readonly Grant[];
  readonly onChange: (grants: Grant[]) => void;
}

/** Most roles of one account, and units of one scope. */
const grantsMax = 4;

/** Roles, each with its scope; chosen units are picked from the tree. */
export function GrantEditor({ grants, onChange }: Props) {
  const { t } = useSay();
  const units = useRoute(organisationApi.listUnits);
  const tree = treeOf(units.data?.rows ?? []).map(nodeOf);
  const put = (at: number, next: Partial<Grant>) =>
    onChange(grants.map((one, place) => (place === at ? { ...one, ...next } : one)));
  return (
    <>
      {grants.map((one, at) => (
        <div className="kj-bar" key={at} style={{ flexWrap: 'wrap', marginBottom: 8 }}>
          <Select
            aria-label={`${t('field.role')} ${at + 1}`}
            style={{ minWidth: 150 }}
            value={one.role}
            onChange={(role) => put(at, { role })}
            options={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          />
          <Select
            aria-label={`${t('field.scope')} ${at + 1}`}
            style={{ minWidth: 150 }}
            value={one.scope}
            onChange={(scope) => put(at, { scope, unitIds: [] })}
            options={scopeKinds.map((scope) => ({ value: scope, label: t(`scope.${scope}`) }))}
          />
          {one.scope === 'chosen_units' ? (
            <TreeSelect
              aria-label={`${t('auth.units')} ${at + 1}`}
              style={{ minWidth: 280 }}
              multiple
              maxCount={grantsMax}
              showSearch={{ treeNodeFilterProp: 'title' }}
              placeholder={t('auth.units')}
              value={one.unitIds}
              onChange={(unitIds: string[]) => put(at, { unitIds })}
              treeData={tree}
            />
          ) : null}
          {grants.length > 1 ? (
            <Button
              size="small"
              onClick={() => onChange(grants.filter((_one, place) => place !== at))}
            >
              {t('auth.grants.remove')}
            </Button>
          ) : null}
        </div>
      ))}
      {grants.length < grantsMax ? (
        <Button
          size="small"
          onClick={() => onChange([...grants, { role: 'rm', scope: 'own', unitIds: [] }])}
        >
          {t('auth.grants.add')}
        </Button>
      ) : null}
    </>
  );
}

interface Node {
  readonly value: string;
  readonly title: string;
  readonly children?: Node[];
}

function nodeOf({ unitId, name, code, children }: Branch): Node {
  const node = { value: unitId, title: `${name} ${code}` };
  return children === undefined ? node : { ...node, children: children.map(nodeOf) };
}

/** Roles and scopes in words. */
export function GrantWords({ grants }: { readonly grants: readonly Grant[] }) {
  const { t } = useSay();
  const units = useRoute(organisationApi.listUnits);
  const names = new Map((units.data?.rows ?? []).map((one) => [one.unitId, one.name]));
  return (
    <ul className="kj-lines">
      {grants.map((one, at) => (
        <li key={at}>
          {t(`role.${one.role}`)} · {t(`scope.${one.scope}`)}
          {one.unitIds.length === 0
            ? null
            : `：${one.unitIds.map((id) => names.get(id) ?? id).join('、')}`}
        </li>
      ))}
    </ul>
  );
}
