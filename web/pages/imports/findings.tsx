import { importsApi } from '../../../server/platform/imports/contract.ts';
import type { TaskResult } from '../../../server/platform/imports/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useSay } from '../../i18n/say.ts';
import { Choice, Count, Mark, Missing, Money } from '../../kit/figures.tsx';
import { countWritten } from '../../kit/format.ts';
import { Section } from '../../kit/page.tsx';
import { Tile, Tiles } from '../../kit/tiles.tsx';
import { levelTones } from './tones.ts';
import { Wide } from '../../kit/wide.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

interface Props {
  readonly task: AnswerOf<typeof importsApi.readTask>;
  readonly result: TaskResult;
}

/** What a preview or load found: counts, totals of money, rules that refused, the first faults. */
export function Findings({ task, result }: Props) {
  const { t } = useSay();
  const stated = result.statedRows;
  return (
    <>
      <Section title={t(task.kind === 'preview' ? 'imports.preview' : 'imports.step.result')}>
        <Tiles>
          <Tile
            label={t('imports.field.rowsRead')}
            {...(stated === null
              ? {}
              : { note: `${t('imports.sums.stated')} ${countWritten(stated)}` })}
          >
            <Count value={result.rowsRead} />
          </Tile>
          <Tile label={t(task.kind === 'preview' ? 'imports.tile.good' : 'imports.tile.added')}>
            <Count value={result.rowsAdded} />
          </Tile>
          <Tile label={t('imports.tile.same')}>
            <Count value={result.rowsAlreadyThere} />
          </Tile>
          <Tile
            label={t('imports.tile.faulty')}
            note={`${t('imports.tile.differing')} ${countWritten(result.rowsDiffering)}`}
          >
            <Count value={result.rowsFaulty} />
          </Tile>
          <Tile label={t('imports.tile.warned')}>
            <Count value={result.rowsWarned} />
          </Tile>
        </Tiles>
      </Section>
      {result.sums.length === 0 ? null : <Sums result={result} />}
      {result.rules.length === 0 ? null : <Rules result={result} />}
      {result.faults.length === 0 ? null : <Faults result={result} />}
    </>
  );
}

function Sums({ result }: { readonly result: TaskResult }) {
  const { t, tk } = useSay();
  return (
    <Section title={t('imports.sums')}>
      <SmallTable
        rows={result.sums}
        keyOf={(row) => row.field}
        columns={[
          {
            title: t('imports.map.field'),
            names: true,
            render: ({ field }) => tk(`imports.field_of.${field}`, field),
          },
          {
            title: t('imports.sums.file'),
            figure: true,
            render: ({ file }) => <Money fen={file} exact />,
          },
          {
            title: t('imports.sums.stated'),
            figure: true,
            render: ({ stated }) => (stated === null ? <Missing /> : <Money fen={stated} exact />),
          },
          {
            title: t('imports.sums.good'),
            figure: true,
            render: ({ good }) => (good === null ? <Missing /> : <Money fen={good} exact />),
          },
          {
            title: t('imports.field.difference'),
            figure: true,
            render: ({ file, stated }) => <Difference file={file} stated={stated} />,
          },
        ]}
      />
    </Section>
  );
}

function Rules({ result }: { readonly result: TaskResult }) {
  const { t, tk, tp } = useSay();
  const first = new Map(result.faults.map((one) => [`${one.code} ${one.column}`, one.params]));
  return (
    <Section title={t('imports.rules')}>
      <ul className="kj-lines">
        {result.rules.map(({ code, column, rows }) => (
          <li key={`${code} ${column}`}>
            {column === '' ? null : `${tk(`imports.field_of.${column}`, column)}：`}
            {tp(code, first.get(`${code} ${column}`) ?? {})} · {t('imports.rules.rows')}{' '}
            <strong>{countWritten(rows)}</strong>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Faults({ result }: { readonly result: TaskResult }) {
  const { t, tk, tp } = useSay();
  return (
    <Section title={t('imports.faults.first', { count: result.faults.length })}>
      <Wide height={480}>
        <SmallTable
          rows={result.faults}
          keyOf={(one, at) => `${one.row} ${one.column} ${one.code} ${at}`}
          columns={[
            { title: t('imports.field.row'), render: (one) => countWritten(one.row) },
            { title: t('imports.map.column'), render: (one) => one.heading },
            {
              title: t('imports.map.field'),
              render: (one) =>
                one.column === '' ? '' : tk(`imports.field_of.${one.column}`, one.column),
            },
            {
              title: t('imports.field.value'),
              render: (one) => <code className="kj-imports-sample">{one.value}</code>,
            },
            { title: t('imports.field.reason'), render: (one) => tp(one.code, one.params) },
            {
              title: t('imports.field.level'),
              render: (one) => (
                <Choice module="imports" property="level" value={one.level} tones={levelTones} />
              ),
            },
          ]}
        />
      </Wide>
    </Section>
  );
}

/** What the file holds beyond what it states. */
function Difference(props: { readonly file: string; readonly stated: string | null }) {
  const { t } = useSay();
  if (props.stated === null) return <Missing />;
  const differs = BigInt(props.file) - BigInt(props.stated);
  if (differs === 0n) return <Mark tone="good">{t('imports.totals.equal')}</Mark>;
  return <Money fen={differs.toString()} exact />;
}
