import { Input, InputNumber, Select, Switch } from 'antd';
import { useSay } from '../../../i18n/say.ts';
import { unitOfCounted } from '../counted.ts';
import { choiceName, placeName } from '../../../kit/place-name.ts';
import { useKnownMetric } from '../catalogue.tsx';
import { placeUnit, type PlaceUnit } from '../place-unit.ts';
import { DigitsInput } from './digits-input.tsx';
import { idOf, useFrame, type Frame, type Path, type PlaceProps } from './frame.ts';
import type { Field } from './json-shape.ts';

/** A place that holds one value. */
export function Leaf(props: PlaceProps & { readonly field: Field }) {
  const { field, value, path, name, metric } = props;
  const { module, faults, offers, change } = useFrame();
  const say = useSay();
  const known = useKnownMetric();
  const id = idOf(path);
  const faulty = faults.has(path.join('.'));
  const label = placeName(say, module, name);
  const set = (next: unknown) => change(path, next);
  const text = value === undefined || value === null ? '' : String(value as string | number);
  switch (field.form) {
    case 'choice':
      return (
        <Select
          id={id}
          size="small"
          style={{ width: '100%' }}
          status={faulty ? 'error' : ''}
          value={text}
          options={field.choices.map((one) => ({
            value: one,
            label: choiceName(say, module, name, one),
          }))}
          onChange={set}
        />
      );
    case 'numbers':
      return (
        <Select
          id={id}
          size="small"
          style={{ width: '100%' }}
          value={value}
          options={field.numbers.map((one) => ({ value: one, label: String(one) }))}
          onChange={set}
        />
      );
    case 'switch':
      return <Switch id={id} size="small" checked={value === true} onChange={set} />;
    case 'whole':
      return (
        <InputNumber
          id={id}
          size="small"
          precision={0}
          style={{ width: '100%' }}
          status={faulty ? 'error' : ''}
          value={typeof value === 'number' ? value : null}
          {...(field.min === undefined ? {} : { min: field.min })}
          {...(field.max === undefined ? {} : { max: field.max })}
          onChange={(next) => set(next ?? field.min ?? 0)}
        />
      );
    case 'digits': {
      const names = path.filter((step) => typeof step === 'string');
      const unit =
        placeUnit(module, names, unitOfCounted(metric, known)) ?? unitOf(name, field.unit);
      return <DigitsInput {...{ id, unit, label, faulty }} value={text} onChange={set} />;
    }
    case 'text': {
      const offered = offers(name);
      if (offered.length > 0) {
        return (
          <Select
            id={id}
            size="small"
            showSearch={{ optionFilterProp: 'label' }}
            style={{ width: '100%' }}
            status={faulty ? 'error' : ''}
            value={text}
            options={[...offered]}
            onChange={set}
          />
        );
      }
      return (
        <Input
          id={id}
          size="small"
          status={faulty ? 'error' : ''}
          value={text}
          onChange={(event) => set(event.target.value)}
        />
      );
    }
    default:
      return <code className="kj-quiet">{JSON.stringify(value)}</code>;
  }
}

/** What is wrong at a place, beside it. */
export function FaultAt({ at, faults }: { readonly at: Path; readonly faults: Frame['faults'] }) {
  const words = faults.get(at.join('.'));
  return words === undefined ? null : (
    <div role="alert" className="kj-field-fault">
      {words}
    </div>
  );
}

/** The unit that a validator states, where neither the table of places nor the name says one. */
function unitOf(name: string, stated: string): PlaceUnit {
  if (/Fen(Per|$)/.test(name) || stated === 'fen') return 'fen';
  if (stated === 'rate' || /Millionths/.test(name)) return 'share';
  return stated === 'score' ? 'points' : 'count';
}
