import { useSay } from '../../i18n/say.ts';
import { Difference } from '../../kit/difference.tsx';
import { useKnownMetric, WithCatalogue } from './catalogue.tsx';
import { Leaf } from './document-view.tsx';
import { placeIn } from './place-in.ts';

interface Props {
  readonly before: unknown;
  readonly after: unknown;
  readonly module: string;
}

/** What a version changes, in words: entries by their metric or name, figures in their unit. */
export function VersionDifference(props: Props) {
  return (
    <WithCatalogue>
      <InWords {...props} />
    </WithCatalogue>
  );
}

function InWords({ before, after, module }: Props) {
  const { locale } = useSay();
  const known = useKnownMetric();
  return (
    <Difference
      before={before}
      after={after}
      module={module}
      stepName={(path) => {
        const { metric, name } = placeIn([after, before], path);
        return name?.[locale] ?? (metric === undefined ? undefined : known(metric)?.name[locale]);
      }}
      renderValue={(path, value) => {
        const { names, counted } = placeIn([after, before], path);
        return <Leaf value={value} module={module} path={names} metric={counted} />;
      }}
    />
  );
}
