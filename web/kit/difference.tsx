import type { ReactNode } from 'react';
import { useSay } from '../i18n/say.ts';
import { DayText, Missing, Money } from './figures.tsx';
import { percentExact } from './format.ts';
import { differencesOf } from './difference.ts';
import type { Difference as Place } from './difference.ts';
import { choiceName, placeName } from './place-name.ts';
import { SmallTable } from './small-table.tsx';

interface Props {
  readonly before: unknown;
  readonly after: unknown;
  /** The module whose phrases `<module>.policy.<name>` name the places. */
  readonly module: string;
  readonly beforeTitle?: string;
  readonly afterTitle?: string;
  /** The words of the last step of a path, where its page knows better. */
  readonly stepName?: (path: readonly string[]) => string | undefined;
  /** A value in its unit, where its page knows it. */
  readonly renderValue?: (path: readonly string[], value: unknown) => ReactNode;
}

/** Two documents side by side in words: place, before, after. */
export function Difference(props: Props) {
  const { t } = useSay();
  const places = differencesOf(props.before, props.after);
  if (places.length === 0) return <p className="kj-quiet">{t('web.difference.none')}</p>;
  return (
    <SmallTable
      rows={places}
      keyOf={(place) => place.path.join('/')}
      columns={[
        {
          title: t('web.difference.path'),
          names: true,
          render: (place) => <Where {...props} place={place} />,
        },
        {
          title: props.beforeTitle ?? t('web.difference.before'),
          look: (place) => (place.kind === 'added' ? '' : 'kj-removed'),
          render: (place) =>
            place.kind === 'added' ? (
              <Missing />
            ) : (
              <Side {...props} path={place.path} value={place.before} />
            ),
        },
        {
          title: props.afterTitle ?? t('web.difference.after'),
          look: (place) => (place.kind === 'removed' ? '' : 'kj-added'),
          render: (place) =>
            place.kind === 'removed' ? (
              <Missing />
            ) : (
              <Side {...props} path={place.path} value={place.after} />
            ),
        },
      ]}
    />
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

function Where({ place, module, stepName }: Props & { readonly place: Place }) {
  const { t } = useSay();
  const plain = useStepWords(module);
  const words = place.path.map(
    (step, at) => stepName?.(place.path.slice(0, at + 1)) ?? plain(step),
  );
  return (
    <>
      {words.join(' › ')} <span className="kj-quiet">({t(`web.difference.${place.kind}`)})</span>
    </>
  );
}

/** One side's value, as its page says it or by its name. */
function Side(props: Props & { readonly path: readonly string[]; readonly value: unknown }) {
  const { path, value, module, renderValue } = props;
  return (
    renderValue?.(path, value) ?? <Value module={module} name={path.at(-1) ?? ''} value={value} />
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
