import type { ReactNode } from 'react';
import { useSay } from '../i18n/say.ts';
import { DayText, Missing, Money } from './figures.tsx';
import { percentExact } from './format.ts';
import { differencesOf } from './difference.ts';
import type { Difference as Place } from './difference.ts';
import { choiceName, placeName } from './place-name.ts';
import { Wide } from './wide.tsx';

interface Props {
  readonly before: unknown;
  readonly after: unknown;
  /** The module whose phrases `<module>.policy.<name>` name the places. */
  readonly module: string;
  readonly beforeTitle?: string;
  readonly afterTitle?: string;
}

/** Two documents side by side in words: place, before, after. */
export function Difference(props: Props) {
  const { t } = useSay();
  const places = differencesOf(props.before, props.after);
  if (places.length === 0) return <p className="kj-quiet">{t('web.difference.none')}</p>;
  return (
    <Wide>
      <table className="kj-plain kj-lined">
        <thead>
          <tr>
            <th scope="col">{t('web.difference.path')}</th>
            <th scope="col">{props.beforeTitle ?? t('web.difference.before')}</th>
            <th scope="col">{props.afterTitle ?? t('web.difference.after')}</th>
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <Line key={place.path.join('/')} place={place} module={props.module} />
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** A step of a path by the name of its place; an entry's own name as its scheme says it. */
function useStepWords(module: string): (step: string) => string {
  const say = useSay();
  return (step) => {
    const at = /^#(\d+)$/.exec(step)?.[1];
    if (at !== undefined) return say.t('web.difference.entry', { at });
    return say.named(placeName(say, module, step));
  };
}

function Line({ place, module }: { readonly place: Place; readonly module: string }) {
  const { t } = useSay();
  const words = place.path.map(useStepWords(module));
  const shared = { module, name: place.path.at(-1) ?? '' };
  return (
    <tr>
      <th scope="row">
        {words.join(' › ')} <span className="kj-quiet">({t(`web.difference.${place.kind}`)})</span>
      </th>
      <td className={place.kind === 'added' ? '' : 'kj-removed'}>
        {place.kind === 'added' ? <Missing /> : <Value {...shared} value={place.before} />}
      </td>
      <td className={place.kind === 'removed' ? '' : 'kj-added'}>
        {place.kind === 'removed' ? <Missing /> : <Value {...shared} value={place.after} />}
      </td>
    </tr>
  );
}

/** The unit stands last in a name: …Fen, …Millionths, …Bp. */
function Value(props: {
  readonly module: string;
  readonly name: string;
  readonly value: unknown;
}): ReactNode {
  const { module, name, value } = props;
  const say = useSay();
  const { t } = say;
  const stepWords = useStepWords(module);
  if (value === null || value === '') return <Missing />;
  if (typeof value === 'boolean') return t(value ? 'web.yes' : 'web.no');
  if (typeof value === 'object') {
    return (
      <ul className="kj-entries">
        {Object.entries(value).map(([step, inner]) => (
          <li key={step}>
            {stepWords(Array.isArray(value) ? `#${Number(step) + 1}` : step)}:{' '}
            <Value module={module} name={step} value={inner} />
          </li>
        ))}
      </ul>
    );
  }
  const text = String(value);
  if (/^-?\d+$/.test(text)) {
    if (/Fen(Per|$)/.test(name)) return <Money fen={text} exact />;
    if (name.endsWith('Millionths')) return `${percentExact(text)}%`;
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return <DayText day={text} />;
  return choiceName(say, module, name, text);
}
