import { Table } from 'antd';
import type { TableColumnsType } from 'antd';
import type { Sheet } from '../../../server/modules/assessment/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { Missing } from '../../kit/figures.tsx';
import { percentShort, scoreShort } from '../../kit/format.ts';
import { Meter } from '../../kit/meter.tsx';
import { usePhone } from '../../kit/theme.ts';
import { Amount, Computed, LineScore, PeriodMark, useMetricName } from './line-words.tsx';
import { completionOf } from './sheet-line.ts';
import type { Line } from './sheet-line.ts';

/** What was scored: metrics, a title's base, units above it. A table; on a phone cards. */
export function JudgedLines({ sheet }: { readonly sheet: Sheet }) {
  const lines = sheet.lines.filter((line) => ['line', 'base', 'unit'].includes(line.part));
  return usePhone() ? (
    <LineCards sheet={sheet} lines={lines} />
  ) : (
    <LineTable sheet={sheet} lines={lines} />
  );
}

interface Props {
  readonly sheet: Sheet;
  readonly lines: readonly Line[];
}

function LineCards({ sheet, lines }: Props) {
  const { t } = useSay();
  const metricName = useMetricName();
  return (
    <ul className="kj-rows">
      {lines.map((line, at) => (
        <li key={at}>
          <div className="kj-bar">
            <span className="kj-rows-name">
              {metricName(line)} <PeriodMark line={line} />
            </span>
            <span className="kj-bar-end">
              <LineScore sheet={sheet} line={line} /> <FullMark line={line} />
            </span>
          </div>
          {line.part === 'base' ? null : (
            <dl>
              <div>
                <dt>{t('assessment.field.target')}</dt>
                <dd>
                  <Amount unit={line.unit} value={line.target} />
                </dd>
              </div>
              <div>
                <dt>{t('assessment.field.actual')}</dt>
                <dd>
                  <Amount unit={line.unit} value={line.actual} />
                </dd>
              </div>
            </dl>
          )}
          <CompletionBar line={line} />
          <div>
            <Computed line={line} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function LineTable({ sheet, lines }: Props) {
  const { t, tk } = useSay();
  const metricName = useMetricName();
  const columns: TableColumnsType<Line> = [
    {
      key: 'metric',
      title: t('assessment.field.metric'),
      render: (_value, line) => (
        <>
          {metricName(line)}{' '}
          <span className="kj-quiet">{tk(`assessment.scoring.${line.scoring}`)}</span>{' '}
          <PeriodMark line={line} />
        </>
      ),
    },
    {
      key: 'target',
      title: t('assessment.field.target'),
      align: 'right',
      render: (_value, line) => <Amount unit={line.unit} value={line.target} />,
    },
    {
      key: 'actual',
      title: t('assessment.field.actual'),
      align: 'right',
      render: (_value, line) => <Amount unit={line.unit} value={line.actual} />,
    },
    {
      key: 'completion',
      title: t('assessment.field.completion'),
      render: (_value, line) => <CompletionBar line={line} />,
    },
    {
      key: 'numbers',
      title: t('assessment.field.numbers'),
      render: (_value, line) => <Computed line={line} />,
    },
    {
      key: 'score',
      title: t('assessment.field.score'),
      align: 'right',
      render: (_value, line) => (
        <>
          <LineScore sheet={sheet} line={line} /> <FullMark line={line} />
        </>
      ),
    },
  ];
  return (
    <Table
      size="middle"
      rowKey={(line) => lines.indexOf(line)}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={columns}
      dataSource={[...lines]}
    />
  );
}

function FullMark({ line }: { readonly line: Line }) {
  const { t } = useSay();
  if (line.weight === '0' || line.part !== 'line') return null;
  return <span className="kj-quiet">{t('assessment.of', { full: scoreShort(line.weight) })}</span>;
}

function CompletionBar({ line }: { readonly line: Line }) {
  const { t } = useSay();
  if (line.part !== 'line' || line.weight === '0') return <Missing />;
  const { rate, state, tone, percent } = completionOf(line);
  return (
    <Meter
      percent={percent}
      tone={tone}
      words={t(`assessment.completion.${state}`)}
      {...(rate === null ? {} : { figure: `${percentShort(rate)}%` })}
    />
  );
}
