import type { ReactNode } from 'react';
import { phraseOf } from '../../i18n/phrases.ts';
import { useSay } from '../../i18n/say.ts';
import { DayText, Money } from '../../kit/figures.tsx';
import { percentExact, scoreExact } from '../../kit/format.ts';
import { countedIn, unitOfCounted } from './counted.ts';
import {
  isGroup,
  isPlainList,
  isTable,
  linesOf,
  sameShape,
  sumIn,
  type Group,
} from './document-shape.ts';
import { choiceName, placeName } from '../../kit/place-name.ts';
import { useKnownMetric, WithCatalogue } from './catalogue.tsx';
import { placeUnit } from './place-unit.ts';
import { SmallTable } from '../../kit/small-table.tsx';

interface Props {
  readonly body: unknown;
  /** The module whose phrases name the places and choices. */
  readonly module: string;
}

/** Where a part of the document stands: its unit and its words depend on it. */
interface Place {
  readonly module: string;
  readonly path: readonly string[];
  /** The metric its line is about. */
  readonly metric?: string | undefined;
}

/**
 * A document of a scheme in words: groups as terms, groups of one shape side by side, lists as
 * tables.
 */
export function DocumentView({ body, module }: Props) {
  if (!isGroup(body)) return null;
  return (
    <WithCatalogue>
      <GroupView group={body} module={module} path={[]} depth={0} />
    </WithCatalogue>
  );
}

function GroupView(props: Place & { readonly group: Group; readonly depth: number }) {
  const { group, module, path, depth } = props;
  const say = useSay();
  const metric = countedIn(group) ?? props.metric;
  const shown = Object.entries(group).filter(([name]) => name !== 'key' || !isNamed(group));
  const plain = shown.filter(([, value]) => !isDeep(value));
  const deep = shown.filter(([, value]) => isDeep(value));
  return (
    <div className="kj-policy-group">
      {plain.length === 0 ? null : (
        <dl className="kj-grid kj-terms">
          {plain.map(([name, value]) => (
            <div key={name}>
              <dt>{placeName(say, module, name)}</dt>
              <dd>
                <Leaf value={value} module={module} path={[...path, name]} metric={metric} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {deep.map(([name, value]) => (
        <section key={name}>
          {depth === 0 ? (
            <h3>{placeName(say, module, name)}</h3>
          ) : (
            <h4>{placeName(say, module, name)}</h4>
          )}
          <Deep
            value={value}
            module={module}
            path={[...path, name]}
            metric={metric}
            depth={depth + 1}
          />
        </section>
      ))}
    </div>
  );
}

function Deep(props: Place & { readonly value: unknown; readonly depth: number }) {
  const { value, depth, ...place } = props;
  if (Array.isArray(value)) {
    return isTable(value) ? (
      <ListView list={value} {...place} />
    ) : (
      <EntriesView list={value} {...place} depth={depth} />
    );
  }
  if (!isGroup(value)) return null;
  if (sameShape(value)) return <SideBySide groups={value} {...place} />;
  return <GroupView group={value} {...place} depth={depth} />;
}

/** Groups of one shape (the levels of the grade matrix): a column each, a line for each place. */
function SideBySide(props: Place & { readonly groups: Group }) {
  const { groups, module, path } = props;
  const say = useSay();
  const columns = Object.keys(groups);
  const lines = linesOf(groups);
  return (
    <SmallTable
      rows={lines}
      keyOf={(line) => line.path.join('.')}
      columns={[
        {
          title: '',
          names: true,
          render: (line) => line.path.map((step) => placeName(say, module, step)).join(' › '),
        },
        ...columns.map((column, at) => ({
          title: placeName(say, module, column),
          render: (line: (typeof lines)[number]) => (
            <Leaf value={line.values[at]} module={module} path={[...path, column, ...line.path]} />
          ),
        })),
      ]}
    />
  );
}

function ListView(props: Place & { readonly list: readonly unknown[] }) {
  const { list, module, path, metric } = props;
  const say = useSay();
  const all = new Set(list.flatMap((entry) => (isGroup(entry) ? Object.keys(entry) : [])));
  if (list.every((entry) => isGroup(entry) && isNamed(entry))) all.delete('key');
  const names = [...all];
  return (
    <SmallTable
      rows={list}
      keyOf={(entry, at) => at}
      columns={names.map((name) => ({
        title: placeName(say, module, name),
        render: (entry: unknown) => (
          <Cell
            value={isGroup(entry) ? entry[name] : entry}
            module={module}
            path={[...path, name]}
            metric={countedIn(entry) ?? metric}
          />
        ),
      }))}
    />
  );
}

/** Entries of unlike shapes (pay items), one below the other under their names. */
function EntriesView(props: Place & { readonly list: readonly unknown[]; readonly depth: number }) {
  const { list, ...place } = props;
  const { locale } = useSay();
  return list.map((entry, at) => {
    if (!isGroup(entry)) return <Leaf key={at} value={entry} {...place} />;
    const { name, ...rest } = entry;
    const words = isGroup(name) ? name[locale] : name;
    return (
      <section key={at} className="kj-policy-entry">
        <h4>
          {at + 1}. {typeof words === 'string' ? words : ''}
        </h4>
        <GroupView group={rest} {...place} />
      </section>
    );
  });
}

/** A cell of a list: a value, or what is below it in short lines. */
function Cell(props: Place & { readonly value: unknown }) {
  const { value, ...place } = props;
  if (!isDeep(value)) return <Leaf value={value} {...place} />;
  const entries = Array.isArray(value) ? value : [value];
  return entries.map((entry, at) => (
    <div key={at}>
      {isGroup(entry) ? <InLine group={entry} {...place} /> : <Leaf value={entry} {...place} />}
    </div>
  ));
}

/** A group within a line of text: each place with its name. */
function InLine(props: Place & { readonly group: Group }) {
  const { group, ...place } = props;
  const { module, path } = place;
  const say = useSay();
  return Object.entries(group).map(([own, below], index) => (
    <span key={own}>
      {index === 0 ? '' : ' · '}
      <span className="kj-quiet">{placeName(say, module, own)}</span>{' '}
      <Leaf
        value={below}
        {...place}
        metric={countedIn(group) ?? place.metric}
        path={[...path, own]}
      />
    </span>
  ));
}

/** The unit stands in a name (…Fen, …Millionths) or in the table of places. */
export function Leaf(props: Place & { readonly value: unknown }): ReactNode {
  const { value, module, path, metric } = props;
  const name = path.at(-1) ?? '';
  const say = useSay();
  const { t, tk, locale } = say;
  const known = useKnownMetric();
  if (value === undefined) return '—';
  if (value === null) {
    const unset = `${module}.unset.${name}`;
    return phraseOf(unset) === undefined ? '—' : tk(unset);
  }
  if (typeof value === 'boolean') return t(value ? 'web.yes' : 'web.no');
  const sum = sumIn(value);
  if (sum !== null) {
    return sum
      .map((one) => {
        const words = known(one.metric)?.name[locale] ?? one.metric;
        return one.weight === undefined ? words : `${words} × ${scoreExact(one.weight)}`;
      })
      .join(' + ');
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return '—';
    return value.map((one, at) => (
      <span key={at}>
        {at === 0 ? '' : ' / '}
        <Leaf value={one} module={module} path={path} metric={metric} />
      </span>
    ));
  }
  if (isGroup(value)) return <InLine group={value} module={module} path={path} metric={metric} />;
  const text = String(value);
  if (name === 'metric') return known(text)?.name[locale] ?? tk(`${module}.metric.${text}`, text);
  if (/^-?\d+$/.test(text) && typeof value === 'string') {
    const unit = placeUnit(module, path, unitOfCounted(metric, known));
    if (unit === 'fen') return <Money fen={text} exact />;
    if (unit === 'share') return `${percentExact(text)}%`;
    if (unit === 'times') return `× ${scoreExact(text)}`;
    if (unit === 'points') return scoreExact(text);
    if (/Fen(Per|$)/.test(name)) return <Money fen={text} exact />;
    if (/Factor/.test(name) && /Millionths/.test(name)) return `× ${scoreExact(text)}`;
    if (/Millionths/.test(name)) return `${percentExact(text)}%`;
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return text <= '1900-01-01' ? t('policy.always') : <DayText day={text} />;
  }
  return choiceName(say, module, name, text);
}

/** What has a name is known by it: its key is for the form and the file. */
function isNamed(group: Group): boolean {
  return ['name', 'title', 'zh'].some((place) => group[place] !== undefined);
}

function isDeep(value: unknown): boolean {
  if (sumIn(value) !== null) return false;
  return isGroup(value) || (Array.isArray(value) && !isPlainList(value));
}
