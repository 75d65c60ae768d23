import { Segmented, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import type { Board } from '../../../server/modules/desk/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { Count, Money, Score } from '../../kit/figures.tsx';
import { Section } from '../../kit/page.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';
import './board.css';

type Unit = Board['children'][number];

interface Props {
  readonly units: readonly Unit[];
  readonly onUnit: (unitId: string) => void;
}

const compared = ['contribution', 'depositAverage', 'loanAverage'] as const;
type Compared = (typeof compared)[number];

/** Units of digits apart: exact, largest first. */
function byLargest(a: string, b: string): number {
  const [left, right] = [BigInt(a), BigInt(b)];
  return left === right ? 0 : left > right ? -1 : 1;
}

/** The units below: compared as bars, listed as a table; both lead into the unit. */
export function UnitsBelow({ units, onUnit }: Props) {
  const { t } = useSay();
  const [figure, setFigure] = useState<Compared>('contribution');
  return (
    <Section
      title={t('desk.by_unit')}
      extra={
        <Segmented
          size="small"
          value={figure}
          onChange={setFigure}
          options={compared.map((one) => ({ value: one, label: t(`desk.field.${one}`) }))}
        />
      }
    >
      <div className="kj-halves kj-units-below">
        <Bars units={units} figure={figure} onUnit={onUnit} />
        <Figures units={units} onUnit={onUnit} />
      </div>
    </Section>
  );
}

function Bars({ units, figure, onUnit }: Props & { readonly figure: Compared }) {
  const { t } = useSay();
  const name = t(`desk.field.${figure}`);
  const { ranked, labels, series } = useMemo(() => {
    const most = units.toSorted((a, b) => byLargest(a[figure], b[figure]));
    return {
      ranked: most,
      labels: most.map((unit) => unit.name),
      series: [{ name, values: most.map((unit) => unit[figure]) }],
    };
  }, [units, figure, name]);
  return (
    <SeriesChart
      title={`${t('desk.by_unit')}: ${name}`}
      unit="fen"
      lying
      height={Math.max(140, 40 + ranked.length * 26)}
      labels={labels}
      series={series}
      onChoose={(_label, index) => {
        const unit = ranked[index];
        if (unit !== undefined) onUnit(unit.unitId);
      }}
    />
  );
}

function Figures({ units, onUnit }: Props) {
  const { t } = useSay();
  const columns: TableColumnsType<Unit> = [
    {
      key: 'name',
      title: t('desk.field.name'),
      render: (_value, unit) => (
        <button type="button" className="kj-opens" onClick={() => onUnit(unit.unitId)}>
          {unit.name}
        </button>
      ),
    },
    {
      key: 'contribution',
      title: t('desk.field.contribution'),
      align: 'right',
      sorter: (a, b) => byLargest(b.contribution, a.contribution),
      render: (_value, unit) => <Money fen={unit.contribution} />,
    },
    {
      key: 'customers',
      title: t('desk.field.customers'),
      align: 'right',
      sorter: (a, b) => a.customers - b.customers,
      render: (_value, unit) => <Count value={unit.customers} />,
    },
    {
      key: 'rms',
      title: t('desk.field.rms'),
      align: 'right',
      sorter: (a, b) => a.rms - b.rms,
      render: (_value, unit) => <Count value={unit.rms} />,
    },
    {
      key: 'averageScore',
      title: t('desk.field.averageScore'),
      align: 'right',
      sorter: (a, b) => byLargest(b.averageScore ?? '-1', a.averageScore ?? '-1'),
      render: (_value, unit) => <Score millionths={unit.averageScore} />,
    },
  ];
  return (
    <Table
      size="small"
      rowKey="unitId"
      columns={columns}
      dataSource={[...units]}
      scroll={{ x: 'max-content' }}
      pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
    />
  );
}
