import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  PlusOutlined,
} from '@ant-design/icons';
import { Button, Checkbox, Collapse, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useSay } from '../../../i18n/say.ts';
import type { Say } from '../../../i18n/say.ts';
import { countedIn } from '../counted.ts';
import { useKnownMetric } from '../catalogue.tsx';
import { isGroup } from '../document-shape.ts';
import { choiceName, placeName } from '../../../kit/place-name.ts';
import { FrameOf, idOf, useFrame, type Frame, type Path, type PlaceProps } from './frame.ts';
import {
  blankOf,
  fieldOf,
  variantOf,
  withoutNull,
  withValue,
  type Field,
  type JsonShape,
} from './json-shape.ts';
import { FaultAt, Leaf } from './leaf.tsx';
import { MatrixForm } from './matrix-form.tsx';
import { matrixOf } from './matrix.ts';

interface FormProps extends Omit<Frame, 'change'> {
  readonly shape: JsonShape;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/**
 * A scheme as a form, drawn from its kind's own validator: groups, lists whose entries can be
 * added, moved and taken out, variants, figures in the unit people write. Faults stand at their
 * places.
 */
export function DocumentForm({ shape, value, onChange, ...frame }: FormProps) {
  const change = (path: Path, next: unknown) => onChange(withValue(value, path, next));
  return (
    <FrameOf.Provider value={{ ...frame, change }}>
      <Place shape={shape} value={value} path={[]} name="" />
    </FrameOf.Provider>
  );
}

function Place(props: PlaceProps): ReactNode {
  const { shape, value, path } = props;
  const { nullable } = withoutNull(shape);
  const frame = useFrame();
  const { t } = useSay();
  const unset = value === undefined && props.optional === true;
  if (!nullable && !unset) {
    return value === null ? null : <Inner {...props} field={fieldOf(shape)} />;
  }
  const absent = value === undefined || value === null;
  const fill = () =>
    frame.change(path, blankOf({ ...withoutNull(shape).shape, default: undefined }));
  return (
    <div className="kj-form-null">
      {absent ? null : <Inner {...props} field={fieldOf(shape)} />}
      <Checkbox
        checked={absent}
        onChange={(event) => {
          if (event.target.checked) frame.change(path, nullable ? null : undefined);
          else fill();
        }}
      >
        {t(value === undefined ? 'policy.form.unset' : 'policy.form.none')}
      </Checkbox>
    </div>
  );
}

/** For a cell of a matrix, which must not import the form that draws it. */
function drawPlace(props: PlaceProps): ReactNode {
  return <Place {...props} />;
}

function Inner(props: PlaceProps & { readonly field: Field }): ReactNode {
  const { field } = props;
  switch (field.form) {
    case 'group':
      return <GroupForm {...props} entries={field.entries} needed={field.needed} />;
    case 'list':
      return <ListForm {...props} item={field.item} most={field.most} />;
    case 'record':
      return <RecordForm {...props} item={field.item} />;
    case 'variants':
      return <VariantForm {...props} field={field} />;
    default:
      return <Leaf {...props} field={field} />;
  }
}

function isDeep(shape: JsonShape): boolean {
  const field = fieldOf(shape);
  if (field.form === 'list') return !isScalar(field.item);
  return ['group', 'variants', 'record'].includes(field.form);
}

function isScalar(shape: JsonShape): boolean {
  return !['group', 'list', 'variants', 'record', 'unknown'].includes(fieldOf(shape).form);
}

/** An entry short enough for one line: a plain value, or a group of a few. */
function isRow(item: JsonShape): boolean {
  const field = fieldOf(item);
  if (field.form !== 'group') return isScalar(item);
  const entries = Object.values(field.entries);
  return entries.length <= 4 && entries.every(isScalar);
}

function GroupForm(
  props: PlaceProps & {
    readonly entries: Readonly<Record<string, JsonShape>>;
    readonly needed: readonly string[];
    readonly without?: string;
  },
) {
  const { entries, needed, value, path } = props;
  const { module, faults } = useFrame();
  const say = useSay();
  const group = isGroup(value) ? value : {};
  const metric = countedIn(group) ?? props.metric;
  const names = Object.keys(entries).filter((name) => name !== props.without);
  const flat = names.filter((name) => !isDeep(entries[name]!));
  const nested = names.filter((name) => isDeep(entries[name]!));
  const matrix = matrixOf(entries, nested);
  const deep = nested.filter((name) => matrix?.columns.includes(name) !== true);
  const place = (name: string) => ({
    shape: entries[name]!,
    value: group[name] === undefined ? entries[name]!.default : group[name],
    path: [...path, name],
    name,
    metric,
    optional: !needed.includes(name),
  });
  return (
    <div className="kj-form-group">
      {flat.length === 0 ? null : (
        <div className="kj-form-fields">
          {flat.map((name) => (
            <div key={name}>
              <label htmlFor={idOf([...path, name])}>{placeName(say, module, name)}</label>
              <Place {...place(name)} />
              <FaultAt at={[...path, name]} faults={faults} />
            </div>
          ))}
        </div>
      )}
      {matrix === null ? null : (
        <MatrixForm {...{ matrix, path, metric }} value={group} place={drawPlace} />
      )}
      {deep.map((name) => (
        <fieldset key={name} className="kj-form-deep">
          <legend>{placeName(say, module, name)}</legend>
          <FaultAt at={[...path, name]} faults={faults} />
          <Place {...place(name)} />
        </fieldset>
      ))}
    </div>
  );
}

function VariantForm(props: PlaceProps & { readonly field: Extract<Field, { form: 'variants' }> }) {
  const { field, value, path } = props;
  const { module, change } = useFrame();
  const say = useSay();
  const { shape, word } = variantOf(field, value);
  const words = field.variants.map((one) => String(one.properties?.[field.by]?.const));
  return (
    <div className="kj-form-group">
      <div className="kj-form-fields">
        <div>
          <label htmlFor={idOf([...path, field.by])}>{placeName(say, module, field.by)}</label>
          <Select
            id={idOf([...path, field.by])}
            size="small"
            style={{ width: '100%' }}
            value={word}
            options={words.map((one) => ({
              value: one,
              label: choiceName(say, module, field.by, one),
            }))}
            onChange={(next: string) => {
              const to = field.variants[words.indexOf(next)]!;
              const kept = isGroup(value) ? value : {};
              const blank = blankOf(to) as Record<string, unknown>;
              const same = Object.keys(blank).filter((name) => name !== field.by && name in kept);
              change(path, { ...blank, ...Object.fromEntries(same.map((n) => [n, kept[n]])) });
            }}
          />
        </div>
      </div>
      <GroupForm
        {...props}
        entries={shape.properties ?? {}}
        needed={shape.required ?? []}
        without={field.by}
      />
    </div>
  );
}

function ListForm(props: PlaceProps & { readonly item: JsonShape; readonly most: number }) {
  const { item, most, value, path, name, metric } = props;
  const { module, faults, change } = useFrame();
  const say = useSay();
  const known = useKnownMetric();
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [];
  const add = () => change(path, [...list, blankOf(item)]);
  const tools = (at: number) => (
    <EntryTools at={at} count={list.length} onMove={(to) => change(path, moved(list, at, to))} />
  );
  const entry = (at: number) => ({
    shape: item,
    value: list[at],
    path: [...path, at],
    name,
    metric,
  });
  return (
    <div className="kj-form-list">
      {isRow(item) ? (
        list.map((_one, at) => (
          <div key={at} className="kj-form-entry">
            <Place {...entry(at)} />
            <FaultAt at={[...path, at]} faults={faults} />
            {tools(at)}
          </div>
        ))
      ) : (
        <Collapse
          size="small"
          defaultActiveKey={list.length === 1 ? ['0'] : []}
          items={list.map((one, at) => ({
            key: String(at),
            label: entryTitle({ say, module, known }, one, at),
            extra: <EntryFaults path={[...path, at]} tools={tools(at)} />,
            children: <Place {...entry(at)} />,
          }))}
        />
      )}
      <Button size="small" icon={<PlusOutlined />} disabled={list.length >= most} onClick={add}>
        {say.t('policy.form.add')}
      </Button>
    </div>
  );
}

/** Named entries whose names the bank chooses: grades of a rating scale, names of tiers. */
function RecordForm(props: PlaceProps & { readonly item: JsonShape }) {
  const { item, value, path, metric } = props;
  const { change } = useFrame();
  const { t } = useSay();
  const record = isGroup(value) ? value : {};
  const renamed = (from: string, to: string) =>
    Object.fromEntries(
      Object.entries(record).map(([name, one]) => [name === from ? to : name, one] as const),
    );
  return (
    <div className="kj-form-list">
      {Object.entries(record).map(([name, one]) => (
        <div key={name} className={isScalar(item) ? 'kj-form-entry' : 'kj-form-deep'}>
          <Input
            size="small"
            aria-label={t('policy.form.name')}
            defaultValue={name}
            onBlur={(event) => {
              const next = event.target.value.trim();
              if (next === name || next === '' || next in record) event.target.value = name;
              else change(path, renamed(name, next));
            }}
          />
          <Place shape={item} value={one} path={[...path, name]} name={name} metric={metric} />
          <Button
            type="text"
            size="small"
            aria-label={t('policy.form.remove')}
            icon={<DeleteOutlined />}
            onClick={() => change([...path, name], undefined)}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        onClick={() => {
          const at = Object.keys(record).length + 1;
          change(path, { ...record, [`${t('policy.form.new_name')}${at}`]: blankOf(item) });
        }}
      >
        {t('policy.form.add')}
      </Button>
    </div>
  );
}

/** Buttons of an entry; `to` is its new position, −1 takes it out. */
function EntryTools(props: {
  readonly at: number;
  readonly count: number;
  readonly onMove: (to: number) => void;
}) {
  const { at, count, onMove } = props;
  const { t } = useSay();
  const buttons = [
    { label: t('policy.form.up'), icon: <ArrowUpOutlined />, to: at - 1, off: at === 0 },
    {
      label: t('policy.form.down'),
      icon: <ArrowDownOutlined />,
      to: at + 1,
      off: at === count - 1,
    },
    { label: t('policy.form.remove'), icon: <DeleteOutlined />, to: -1, off: false },
  ];
  return (
    <span className="kj-form-tools">
      {buttons.map(({ label, icon, to, off }) => (
        <Button
          key={label}
          type="text"
          size="small"
          aria-label={label}
          title={label}
          icon={icon}
          disabled={off}
          onClick={(event) => {
            event.stopPropagation();
            onMove(to);
          }}
        />
      ))}
    </span>
  );
}

function EntryFaults({ path, tools }: { readonly path: Path; readonly tools: ReactNode }) {
  const { faults } = useFrame();
  const { t } = useSay();
  const key = path.join('.');
  const count = [...faults.keys()].filter((at) => at === key || at.startsWith(`${key}.`)).length;
  return (
    <>
      {count === 0 ? null : <span className="kj-field-fault">{t('policy.faults', { count })}</span>}
      {tools}
    </>
  );
}

function moved(list: readonly unknown[], from: number, to: number): unknown[] {
  const rest = list.filter((_one, at) => at !== from);
  if (to >= 0) rest.splice(to, 0, list[from]);
  return rest;
}

interface Words {
  readonly say: Say;
  readonly module: string;
  readonly known: ReturnType<typeof useKnownMetric>;
}

/** What an entry is known by: its name, key or metric; else its number. */
function entryTitle({ say, module, known }: Words, entry: unknown, at: number): string {
  const no = say.t('policy.form.entry', { no: at + 1 });
  if (!isGroup(entry)) return no;
  const { name, title } = entry;
  const words = isGroup(name) ? name[say.locale] : (name ?? title);
  if (typeof words === 'string' && words !== '') return `${no} · ${words}`;
  const key = entry['metric'] ?? entry['key'] ?? entry['code'] ?? entry['grade'];
  if (typeof key !== 'string' || key === '') return no;
  return `${no} · ${known(key)?.name[say.locale] ?? choiceName(say, module, 'metric', key)}`;
}
