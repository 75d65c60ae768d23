import type { ReactNode } from 'react';
import { phraseOf } from '../i18n/phrases.ts';
import { fieldKeys, useSay } from '../i18n/say.ts';
import { DayText, Missing, Money } from './figures.tsx';
import { percentExact } from './format.ts';
import { differencesOf } from './difference.ts';
import type { Difference as Place } from './difference.ts';

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
    <div style={{ overflowX: 'auto' }}>
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
    </div>
  );
}

function Line({ place, module }: { readonly place: Place; readonly module: string }) {
  const { t, tk } = useSay();
  const words = place.path.map((step) => {
    const at = /^#(\d+)$/.exec(step)?.[1];
    if (at !== undefined) return t('web.difference.entry', { at });
    const own = `${module}.policy.${step}`;
    const [field, common] = fieldKeys(module, step);
    return tk(...([own, field, common].filter((key) => phraseOf(key) !== undefined)), step);
  });
  const last = place.path.at(-1) ?? '';
  return (
    <tr>
      <th scope="row">
        {words.join(' › ')} <span className="kj-quiet">({t(`web.difference.${place.kind}`)})</span>
      </th>
      <td className={place.kind === 'added' ? '' : 'kj-removed'}>
        {place.kind === 'added' ? <Missing /> : <Value name={last} value={place.before} />}
      </td>
      <td className={place.kind === 'removed' ? '' : 'kj-added'}>
        {place.kind === 'removed' ? <Missing /> : <Value name={last} value={place.after} />}
      </td>
    </tr>
  );
}

/** The unit stands last in a name: …Fen, …Millionths, …Bp. */
function Value({ name, value }: { readonly name: string; readonly value: unknown }): ReactNode {
  const { t } = useSay();
  if (value === null || value === '') return <Missing />;
  if (typeof value === 'boolean') return t(value ? 'web.yes' : 'web.no');
  if (typeof value === 'object') return <code>{JSON.stringify(value)}</code>;
  const text = String(value);
  if (/^-?\d+$/.test(text)) {
    if (name.endsWith('Fen')) return <Money fen={text} exact />;
    if (name.endsWith('Millionths')) return `${percentExact(text)}%`;
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return <DayText day={text} />;
  return text;
}
