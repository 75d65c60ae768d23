import { Drawer } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { inputsIn } from '../../core/messages.ts';
import type { Explanation } from '../../core/schema.ts';
import { fieldKeys, hasPhrase, useSay } from '../i18n/say.ts';
import { Choice, DayText, Money, QuarterText, Rate } from './figures.tsx';
import { PageLink } from './page-link.tsx';
import { scoreExact } from './format.ts';
import { SmallTable } from './small-table.tsx';

interface ExplainedProps {
  /** The figure as it stands on the page. */
  readonly children: ReactNode;
  /** The module whose phrases name the inputs. */
  readonly module: string;
  readonly title?: string;
  readonly explanation: Explanation | null | undefined;
  /** Where the source rows are listed. */
  readonly source?: { readonly to: string; readonly label?: string };
  /** More under the explanation: parts, a chart. */
  readonly more?: ReactNode;
}

/** A figure that opens to its explanation: rule, formula in words, inputs, policy, source rows. */
export function Explained(props: ExplainedProps) {
  const { t } = useSay();
  const [open, setOpen] = useState(false);
  if (props.explanation === null || props.explanation === undefined) return props.children;
  return (
    <>
      <button
        type="button"
        className="kj-opens"
        title={t('web.explained.open')}
        onClick={(event) => {
          event.stopPropagation();
          setOpen(true);
        }}
      >
        {props.children}
      </button>
      {open ? (
        <Drawer
          open
          size={480}
          title={props.title ?? t('web.explained.title')}
          onClose={() => setOpen(false)}
        >
          <ExplanationView
            explanation={props.explanation}
            module={props.module}
            {...(props.source === undefined ? {} : { source: props.source })}
          />
          {props.more}
        </Drawer>
      ) : null}
    </>
  );
}

interface ViewProps {
  readonly explanation: Explanation;
  readonly module: string;
  readonly source?: { readonly to: string; readonly label?: string };
}

/** The explanation itself, also for a page of its own. */
export function ExplanationView({ explanation, module, source }: ViewProps) {
  const { t, tk, tp, locale } = useSay();
  const { rule, formula, inputs, policyVersion } = explanation;
  const said = (text: string) => (hasPhrase(text) ? tp(text, inputs) : text);
  return (
    <dl className="kj-terms">
      <dt>{t('web.explained.rule')}</dt>
      <dd>{said(rule)}</dd>
      <dt>{t('web.explained.formula')}</dt>
      <dd className="kj-formula">{said(formula)}</dd>
      <dt>{t('web.explained.inputs')}</dt>
      <dd>
        <SmallTable
          rows={inputsIn(inputs, locale)}
          keyOf={([name]) => name}
          columns={[
            {
              names: true,
              render: ([name]) => tk(`${module}.input.${name}`, ...inputNames(module, name)),
            },
            { render: ([name, value]) => <InputValue module={module} name={name} value={value} /> },
          ]}
        />
      </dd>
      {policyVersion === undefined ? null : (
        <>
          <dt>{t('web.explained.policy')}</dt>
          <dd>{policyVersion}</dd>
        </>
      )}
      {source === undefined ? null : (
        <dd>
          <PageLink to={source.to}>{source.label ?? t('web.explained.source')}</PageLink>
        </dd>
      )}
    </dl>
  );
}

function inputNames(module: string, name: string): readonly string[] {
  const [own, common] = fieldKeys(module, name);
  const bare = name.replace(/(Fen|Rate|Millionths)$/, '');
  return [own, common, `${module}.input.${bare}`, name];
}

/** The unit stands last in a name: …Fen, …Millionths, …Rate, …On, …Quarter. */
function InputValue(props: {
  readonly module: string;
  readonly name: string;
  readonly value: string;
}) {
  const { module, name, value } = props;
  const digits = /^-?\d+$/.test(value);
  if (digits && name.endsWith('Fen')) return <Money fen={value} exact />;
  if (digits && /(Rate|Percent|Share)(Millionths)?$/.test(name)) return <Rate millionths={value} />;
  if (digits && name.endsWith('Millionths')) return <span>{scoreExact(value)}</span>;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return <DayText day={value} />;
  if (/^\d{4}Q[1-4]$/.test(value)) return <QuarterText quarter={value} />;
  if (/^[a-z][a-z_]*$/.test(value)) {
    return <Choice module={module} property={name} value={value} />;
  }
  return digits ? <span className="kj-figure">{value}</span> : <span>{value}</span>;
}
