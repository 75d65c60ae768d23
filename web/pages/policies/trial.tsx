import { ExperimentOutlined } from '@ant-design/icons';
import { Button, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import { organisationApi } from '../../../server/modules/organisation/contract.ts';
import { simulationApi } from '../../../server/modules/simulation/contract.ts';
import type { Trial } from '../../../server/modules/simulation/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { Choice, Missing, Money, Score } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { ProblemNote } from '../../kit/problem.tsx';
import { QuarterSelect } from '../../kit/quarter-select.tsx';
import { SeriesChart } from '../../kit/series-chart.tsx';
import { Tile, Tiles } from '../../kit/tiles.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

/** Kinds of schemes that can be tried, and where a trial takes their document. */
const places = { scoring_scheme: 'scoringScheme', pay_scheme: 'payScheme' } as const;

interface TrialProps {
  readonly kind: string;
  /** The document as text, as it stands in the editor. */
  readonly text: string;
}

/** What a scheme would have done in a past quarter; nothing is written. */
export function SchemeTrial({ kind, text }: TrialProps) {
  const { t } = useSay();
  const may = useMay();
  const quarters = useRoute(organisationApi.listQuarters);
  if (!isTried(kind) || !may('simulation.try')) return null;
  return (
    <Section title={t('simulation.run')}>
      <p className="kj-quiet">{t('simulation.hint')}</p>
      <Read query={quarters}>
        {({ rows }) => {
          const closed = rows.filter((row) => row.closed).map((row) => row.quarter);
          const newest = closed.toSorted().toReversed();
          return newest.length === 0 ? (
            <p>{t('simulation.none_closed')}</p>
          ) : (
            <Workbench place={places[kind]} text={text} quarters={newest} />
          );
        }}
      </Read>
    </Section>
  );
}

function isTried(kind: string): kind is keyof typeof places {
  return Object.hasOwn(places, kind);
}

function Workbench(props: {
  readonly place: (typeof places)[keyof typeof places];
  readonly text: string;
  readonly quarters: readonly string[];
}) {
  const { place, text, quarters } = props;
  const { t } = useSay();
  const [quarter, setQuarter] = useState(quarters[0]!);
  const attempt = useCommand(simulationApi.tryScheme);
  const run = () => attempt.mutateAsync({ body: { quarter, [place]: text } });
  return (
    <>
      <div className="kj-bar">
        <QuarterSelect quarters={quarters} value={quarter} onChange={setQuarter} />
        <Button
          icon={<ExperimentOutlined />}
          loading={attempt.isPending}
          onClick={() => void run().catch(() => undefined)}
        >
          {t('simulation.title')}
        </Button>
      </div>
      {attempt.error === null ? null : <ProblemNote error={attempt.error} />}
      {attempt.data === undefined ? null : <Outcome trial={attempt.data} />}
    </>
  );
}

function Outcome({ trial }: { readonly trial: Trial }) {
  const { t } = useSay();
  const names = [t('simulation.now'), t('simulation.trial')] as const;
  const counts = (side: 'now' | 'trial') => trial.bands.map((band) => String(band[side]));
  return (
    <div className="kj-stack" style={{ marginTop: 12 }}>
      <Tiles>
        <Tile label={t('simulation.staff')}>{trial.staff}</Tile>
        <Tile label={`${t('simulation.pay_sum')} · ${names[0]}`}>
          <Money fen={trial.grossNow} />
        </Tile>
        <Tile label={`${t('simulation.pay_sum')} · ${names[1]}`}>
          <Money fen={trial.grossTrial} />
        </Tile>
        <Tile label={t('simulation.change')}>
          <Money fen={String(BigInt(trial.grossTrial) - BigInt(trial.grossNow))} />
        </Tile>
      </Tiles>
      <h3>{t('simulation.bands')}</h3>
      <SeriesChart
        title={t('simulation.bands')}
        unit="count"
        height={220}
        labels={trial.bands.map((band) => band.band)}
        series={[
          { name: names[0], values: counts('now') },
          { name: names[1], values: counts('trial') },
        ]}
      />
      <h3>{t('simulation.grades')}</h3>
      <Grades trial={trial} />
      <h3>{t('simulation.changes')}</h3>
      {trial.changes.length === 0 ? (
        <p>{t('simulation.no_change')}</p>
      ) : (
        <Changes rows={trial.changes} />
      )}
    </div>
  );
}

function Grades({ trial }: { readonly trial: Trial }) {
  const { t } = useSay();
  return (
    <SmallTable
      rows={trial.grades.flatMap((grade) => [
        { grade, side: 'now', score: grade.scoreNow, pay: grade.payNow } as const,
        { grade, side: 'trial', score: grade.scoreTrial, pay: grade.payTrial } as const,
      ])}
      keyOf={({ grade, side }) => `${grade.sequence}-${grade.level}-${side}`}
      columns={[
        {
          title: t('simulation.grade'),
          names: true,
          joins: ({ side }) => (side === 'now' ? 2 : 0),
          render: ({ grade }) => (
            <>
              <Choice module="people" property="sequence" value={grade.sequence} />{' '}
              <Choice module="people" property="level" value={grade.level} />
            </>
          ),
        },
        { title: '', nowrap: true, render: ({ side }) => t(`simulation.${side}`) },
        { title: t('simulation.staff'), figure: true, render: ({ score }) => score?.staff ?? 0 },
        {
          title: t('simulation.score_median'),
          figure: true,
          render: ({ score }) =>
            score === null ? <Missing /> : <Score millionths={score.median} />,
        },
        {
          title: t('simulation.score_range'),
          figure: true,
          render: ({ score }) =>
            score === null ? (
              <Missing />
            ) : (
              <>
                <Score millionths={score.lowerQuarter} /> –{' '}
                <Score millionths={score.upperQuarter} />
              </>
            ),
        },
        {
          title: t('simulation.pay_mean'),
          figure: true,
          render: ({ pay }) => (pay === null ? <Missing /> : <Money fen={pay.mean} />),
        },
        {
          title: t('simulation.pay_sum'),
          figure: true,
          render: ({ pay }) => (pay === null ? <Missing /> : <Money fen={pay.sum} />),
        },
      ]}
    />
  );
}

type Change = Trial['changes'][number];

function Changes({ rows }: { readonly rows: readonly Change[] }) {
  const { t } = useSay();
  const score = (millionths: string | null) =>
    millionths === null ? <Missing /> : <Score millionths={millionths} />;
  const money = (fen: string | null) => (fen === null ? <Missing /> : <Money fen={fen} />);
  const [was, tried] = [t('simulation.now'), t('simulation.trial')];
  const columns: TableColumnsType<Change> = [
    {
      key: 'name',
      title: t('people.field.name'),
      render: (_v, row) => (
        <PageLink to={`/staff/${row.staffId}`}>{`${row.name} ${row.staffNo}`}</PageLink>
      ),
    },
    { key: 'unit', title: t('people.field.unitName'), dataIndex: 'unitName' },
    {
      key: 'level',
      title: t('simulation.grade'),
      render: (_v, row) => <Choice module="people" property="level" value={row.level} />,
    },
    {
      key: 'scoreNow',
      title: `${t('simulation.score')} · ${was}`,
      align: 'right',
      render: (_v, row) => score(row.scoreNow),
    },
    {
      key: 'scoreTrial',
      title: `${t('simulation.score')} · ${tried}`,
      align: 'right',
      render: (_v, row) => score(row.scoreTrial),
    },
    {
      key: 'grossNow',
      title: `${t('simulation.gross')} · ${was}`,
      align: 'right',
      render: (_v, row) => money(row.grossNow),
    },
    {
      key: 'grossTrial',
      title: `${t('simulation.gross')} · ${tried}`,
      align: 'right',
      render: (_v, row) => money(row.grossTrial),
    },
  ];
  return (
    <Table<Change>
      rowKey="staffId"
      size="small"
      pagination={rows.length > 20 ? { pageSize: 20 } : false}
      scroll={{ x: 'max-content' }}
      columns={columns}
      dataSource={[...rows]}
    />
  );
}
