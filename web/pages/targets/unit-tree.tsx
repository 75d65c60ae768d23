import { Breadcrumb, Button } from 'antd';
import { targetsApi } from '../../../server/modules/targets/contract.ts';
import type { TreeRm, TreeUnit } from '../../../server/modules/targets/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Count } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Read } from '../../kit/page.tsx';
import { Amount } from './amount.tsx';
import { Gap } from './gap.tsx';
import { Wide } from '../../kit/wide.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

interface Props {
  readonly unitId: string;
  readonly year: number;
  readonly metric: string;
  readonly choose: (unitId: string) => void;
}

/** One metric down the tree: units right below with plan, sum, gap and levels, then the RMs. */
export function UnitTree({ unitId, year, metric, choose }: Props) {
  const query = useRoute(targetsApi.readTargetTree, {
    params: { unitId },
    query: { year, metric },
  });
  return (
    <Read query={query}>
      {({ unit, above, units, rms }) => (
        <>
          <Breadcrumb
            style={{ marginBottom: 8 }}
            items={[...above, { unitId: unit.unitId, name: unit.unitName }].map((one) => ({
              title:
                one.unitId === unitId ? (
                  one.name
                ) : (
                  <Button type="link" size="small" onClick={() => choose(one.unitId)}>
                    {one.name}
                  </Button>
                ),
            }))}
          />
          <Wide>
            <Units unit={unit} units={units} choose={choose} />
          </Wide>
          {rms.length === 0 ? null : (
            <Wide>
              <Rms rms={rms} unit={unit.unit} />
            </Wide>
          )}
        </>
      )}
    </Read>
  );
}

const heads = ['plan', 'below', 'belowGap', 'sum', 'gap', 'stretch', 'challenge', 'rms'] as const;

function Units(props: {
  readonly unit: TreeUnit;
  readonly units: readonly TreeUnit[];
  readonly choose: (unitId: string) => void;
}) {
  const { t } = useSay();
  const { unit: measure } = props.unit;
  return (
    <SmallTable
      rows={[props.unit, ...props.units]}
      keyOf={(row) => row.unitId}
      columns={[
        {
          title: t('targets.field.unitName'),
          names: true,
          nowrap: true,
          render: (row) =>
            row.unitId === props.unit.unitId ? (
              t('targets.page.unit_whole', { name: row.unitName })
            ) : (
              <Button
                type="link"
                size="small"
                style={{ padding: 0 }}
                onClick={() => props.choose(row.unitId)}
              >
                {row.unitName}
              </Button>
            ),
        },
        ...heads.map((head) => ({
          title: t(`targets.field.${head}`),
          figure: true,
          render: (row: TreeUnit) =>
            head === 'rms' ? (
              <Count value={row.rms} />
            ) : head === 'gap' ? (
              <Gap unit={measure} gap={row.gap} />
            ) : (
              <Amount unit={measure} value={row[head]} />
            ),
        })),
      ]}
    />
  );
}

function Rms({ rms, unit }: { readonly rms: readonly TreeRm[]; readonly unit: TreeUnit['unit'] }) {
  const { t } = useSay();
  return (
    <SmallTable
      rows={rms}
      keyOf={(rm) => rm.staffId}
      columns={[
        {
          title: t('targets.field.name'),
          names: true,
          render: (rm) => (
            <PageLink to={`/targets/${rm.staffId}`}>
              {rm.name} {rm.staffNo}
            </PageLink>
          ),
        },
        ...(['annual', 'stretch', 'challenge'] as const).map((head) => ({
          title: t(`targets.field.${head}`),
          figure: true,
          render: (rm: TreeRm) => <Amount unit={unit} value={rm[head]} />,
        })),
      ]}
    />
  );
}
