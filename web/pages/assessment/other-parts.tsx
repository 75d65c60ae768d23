import { Table } from 'antd';
import type { TableColumnsType } from 'antd';
import type { Sheet } from '../../../server/modules/assessment/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { Choice } from '../../kit/figures.tsx';
import { scoreShort } from '../../kit/format.ts';
import { Section } from '../../kit/page.tsx';
import { usePhone } from '../../kit/theme.ts';
import {
  Amount,
  Computed,
  LineScore,
  OutcomeMark,
  PeriodMark,
  useMetricName,
} from './line-words.tsx';
import type { Line } from './sheet-line.ts';

/** Deductions, gates and dimensions of a sheet: each a row, also those that took nothing. */
export function OtherParts({ sheet }: { readonly sheet: Sheet }) {
  const { t } = useSay();
  const of = (part: Line['part']) => sheet.lines.filter((line) => line.part === part);
  const [deductions, gates, dimensions] = [of('deduction'), of('gate'), of('dimension')];
  return (
    <>
      {deductions.length === 0 ? null : (
        <Section title={t('assessment.part.deduction')} extra={<DeductionSum sheet={sheet} />}>
          <Deductions sheet={sheet} lines={deductions} />
        </Section>
      )}
      {gates.length === 0 ? null : (
        <Section title={t('assessment.part.gate')}>
          <Tests lines={gates} />
        </Section>
      )}
      {dimensions.length === 0 ? null : (
        <Section title={t('assessment.part.dimension')}>
          <Tests lines={dimensions} />
        </Section>
      )}
    </>
  );
}

/** The sum of the deductions, with their cap where it held. */
function DeductionSum({ sheet }: { readonly sheet: Sheet }) {
  const { t } = useSay();
  const { deductionsMost } = sheet.explanation.inputs;
  return (
    <span className="kj-quiet">
      {t('assessment.field.deducted')} {scoreShort(sheet.deducted)}
      {deductionsMost === undefined
        ? ''
        : ` · ${t('assessment.input.deductionsMost')} ${deductionsMost}`}
    </span>
  );
}

function Deductions(props: { readonly sheet: Sheet; readonly lines: readonly Line[] }) {
  const { sheet, lines } = props;
  const { t } = useSay();
  const metricName = useMetricName();
  const columns: TableColumnsType<Line> = [
    {
      key: 'metric',
      title: t('assessment.field.metric'),
      render: (_value, line) => (
        <>
          {metricName(line)} <PeriodMark line={line} />
        </>
      ),
    },
    {
      key: 'free',
      title: t('assessment.field.free'),
      align: 'right',
      responsive: ['md'],
      render: (_value, line) => <Amount unit={line.unit} value={line.target} />,
    },
    {
      key: 'actual',
      title: t('assessment.field.actual'),
      align: 'right',
      render: (_value, line) => <Amount unit={line.unit} value={line.actual} />,
    },
    {
      key: 'numbers',
      title: t('assessment.field.numbers'),
      responsive: ['md'],
      render: (_value, line) => <Computed line={line} />,
    },
    {
      key: 'score',
      title: t('assessment.field.deducted'),
      align: 'right',
      render: (_value, line) => <LineScore sheet={sheet} line={line} />,
    },
  ];
  return <PartTable columns={columns} lines={lines} />;
}

/** Gates and dimensions: what was reached against the bound, and what follows. */
function Tests({ lines }: { readonly lines: readonly Line[] }) {
  const { t } = useSay();
  const metricName = useMetricName();
  const columns: TableColumnsType<Line> = [
    {
      key: 'metric',
      title: t('assessment.field.metric'),
      render: (_value, line) => (
        <>
          {metricName(line)} <PeriodMark line={line} />
        </>
      ),
    },
    {
      key: 'bound',
      title: t('assessment.field.bound'),
      align: 'right',
      render: (_value, line) => <Bound line={line} />,
    },
    {
      key: 'actual',
      title: t('assessment.field.actual'),
      align: 'right',
      render: (_value, line) => <Amount unit={line.unit} value={line.actual} />,
    },
    {
      key: 'outcome',
      title: t('assessment.field.outcome'),
      render: (_value, line) => <Verdict line={line} />,
    },
  ];
  return <PartTable columns={columns} lines={lines} />;
}

function Bound({ line }: { readonly line: Line }) {
  const { pass } = line.explanation.inputs;
  return (
    <>
      {pass === undefined ? null : <Choice module="assessment" property="pass" value={pass} />}{' '}
      <Amount unit={line.unit} value={line.target} />
    </>
  );
}

function Verdict({ line }: { readonly line: Line }) {
  const { outcome, effect, cap } = line.explanation.inputs;
  const failed = outcome === 'failed' && effect !== undefined;
  return (
    <>
      <OutcomeMark line={line} />{' '}
      {failed ? (
        <span className="kj-quiet">
          <Choice module="assessment" property="effect" value={effect} /> {cap}
        </span>
      ) : null}
    </>
  );
}

function PartTable(props: {
  readonly columns: TableColumnsType<Line>;
  readonly lines: readonly Line[];
}) {
  const { columns, lines } = props;
  const phone = usePhone();
  return (
    <Table
      size={phone ? 'small' : 'middle'}
      rowKey={(line) => lines.indexOf(line)}
      pagination={false}
      {...(phone ? {} : { scroll: { x: 'max-content' as const } })}
      columns={columns}
      dataSource={[...lines]}
    />
  );
}
