import type { ReactNode } from 'react';
import { phraseOf } from '../../i18n/phrases.ts';
import { useSay } from '../../i18n/say.ts';
import type { Say } from '../../i18n/say.ts';
import { DayText, Money } from '../../kit/figures.tsx';
import { percentExact, scoreExact } from '../../kit/format.ts';
import { isGroup, isPlainList, linesOf, sameShape, type Group } from './document-shape.ts';

interface Props {
  readonly body: unknown;
  /** The module whose phrases name the places and choices. */
  readonly module: string;
}

/**
 * A document of a scheme in words: groups as terms, groups of one shape side by side, lists as
 * tables.
 */
export function DocumentView({ body, module }: Props) {
  return isGroup(body) ? <GroupView group={body} module={module} depth={0} /> : null;
}

function GroupView(props: {
  readonly group: Group;
  readonly module: string;
  readonly depth: number;
}) {
  const { group, module, depth } = props;
  const say = useSay();
  const plain = Object.entries(group).filter(([, value]) => !isDeep(value));
  const deep = Object.entries(group).filter(([, value]) => isDeep(value));
  return (
    <div className="kj-policy-group">
      {plain.length === 0 ? null : (
        <dl className="kj-grid kj-terms">
          {plain.map(([name, value]) => (
            <div key={name}>
              <dt>{placeName(say, module, name)}</dt>
              <dd>
                <Leaf name={name} value={value} module={module} />
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
          <Deep value={value} module={module} depth={depth + 1} />
        </section>
      ))}
    </div>
  );
}

function Deep(props: { readonly value: unknown; readonly module: string; readonly depth: number }) {
  const { value, module, depth } = props;
  if (Array.isArray(value)) return <ListView list={value} module={module} />;
  if (!isGroup(value)) return null;
  if (sameShape(value)) return <SideBySide groups={value} module={module} />;
  return <GroupView group={value} module={module} depth={depth} />;
}

/** Groups of one shape (the levels of the grade matrix): a column each, a line for each place. */
function SideBySide(props: { readonly groups: Group; readonly module: string }) {
  const { groups, module } = props;
  const say = useSay();
  const columns = Object.keys(groups);
  const lines = linesOf(groups);
  return (
    <div style={{ overflowX: 'auto' }}>
      <table className="kj-plain kj-lined">
        <thead>
          <tr>
            <th />
            {columns.map((column) => (
              <th key={column} scope="col">
                {placeName(say, module, column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.path.join('.')}>
              <th scope="row">
                {line.path.map((step) => placeName(say, module, step)).join(' › ')}
              </th>
              {line.values.map((value, at) => (
                <td key={columns[at]}>
                  <Leaf name={line.path.at(-1) ?? ''} value={value} module={module} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ListView(props: { readonly list: readonly unknown[]; readonly module: string }) {
  const { list, module } = props;
  const say = useSay();
  const names = [...new Set(list.flatMap((entry) => (isGroup(entry) ? Object.keys(entry) : [])))];
  return (
    <div style={{ overflowX: 'auto' }}>
      <table className="kj-plain kj-lined">
        <thead>
          <tr>
            {names.map((name) => (
              <th key={name} scope="col">
                {placeName(say, module, name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.map((entry, at) => (
            <tr key={at}>
              {names.map((name) => (
                <td key={name}>
                  <Cell name={name} value={isGroup(entry) ? entry[name] : entry} module={module} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A cell of a list: a value, or what is below it in short lines. */
function Cell(props: { readonly name: string; readonly value: unknown; readonly module: string }) {
  const { name, value, module } = props;
  const say = useSay();
  if (!isDeep(value)) return <Leaf name={name} value={value} module={module} />;
  const entries = Array.isArray(value) ? value : [value];
  return entries.map((entry, at) => (
    <div key={at}>
      {isGroup(entry)
        ? Object.entries(entry).map(([own, below], place) => (
            <span key={own}>
              {place === 0 ? '' : ' · '}
              <span className="kj-quiet">{placeName(say, module, own)}</span>{' '}
              <Leaf name={own} value={below} module={module} />
            </span>
          ))
        : JSON.stringify(entry)}
    </div>
  ));
}

/** The unit stands in a name: …Fen, …Millionths. */
function Leaf(props: {
  readonly name: string;
  readonly value: unknown;
  readonly module: string;
}): ReactNode {
  const { name, value, module } = props;
  const { t, tk } = useSay();
  if (value === undefined) return '—';
  if (value === null) {
    const unset = `${module}.unset.${name}`;
    return phraseOf(unset) === undefined ? '—' : tk(unset);
  }
  if (typeof value === 'boolean') return t(value ? 'web.yes' : 'web.no');
  if (Array.isArray(value)) return value.map((one) => String(one)).join(' / ');
  if (typeof value === 'object') return <code>{JSON.stringify(value)}</code>;
  const text = String(value);
  if (/^-?\d+$/.test(text) && typeof value === 'string') {
    if (/Fen(Per|$)/.test(name)) return <Money fen={text} exact />;
    if (/Factor/.test(name) && /Millionths/.test(name)) return `× ${scoreExact(text)}`;
    if (/Millionths/.test(name)) return `${percentExact(text)}%`;
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return text <= '1900-01-01' ? t('policy.always') : <DayText day={text} />;
  }
  return tk(`${module}.${name}.${text}`, `${module}.mode.${text}`, text);
}

function placeName({ tk }: Say, module: string, name: string): string {
  const keys = [`${module}.policy.${name}`, `${module}.field.${name}`, `field.${name}`];
  const [first = name, ...rest] = [...keys.filter((key) => phraseOf(key) !== undefined), name];
  return tk(first, ...rest);
}

function isDeep(value: unknown): boolean {
  return isGroup(value) || (Array.isArray(value) && !isPlainList(value));
}
