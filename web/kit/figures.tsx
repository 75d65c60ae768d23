import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useSession } from '../api/session.ts';
import { choiceKeys, useSay } from '../i18n/say.ts';
import {
  cappedCount,
  countWritten,
  dayWritten,
  fenExact,
  fenShort,
  instantWritten,
  percentExact,
  percentShort,
  quarterWritten,
  scoreExact,
  scoreShort,
} from './format.ts';
import type { Field } from './shape.ts';

/** How each kind of value looks on a page. A missing value is a dash. */
type Digits = string | null | undefined;

export function Missing() {
  return <span className="kj-quiet">—</span>;
}

interface FigureProps {
  readonly number: string;
  readonly unit?: string;
  readonly exact: string;
  readonly plain?: boolean;
}

function Figure({ number, unit = '', exact, plain = false }: FigureProps) {
  const negative = number.startsWith('-');
  const shown = (
    <span className={negative ? 'kj-figure kj-negative' : 'kj-figure'}>
      {number}
      {unit === '' ? null : <span className="kj-unit">{unit}</span>}
    </span>
  );
  return plain ? shown : <Tooltip title={exact}>{shown}</Tooltip>;
}

/** An amount of fen: 元, 万元, 亿元 by size; the tooltip has every fen. `exact` writes it out. */
export function Money({ fen, exact = false }: { readonly fen: Digits; readonly exact?: boolean }) {
  const { locale } = useSay();
  const { currency } = useSession().bank;
  if (fen === null || fen === undefined) return <Missing />;
  const whole = fenExact(fen);
  const inWords = currency === 'CNY' && locale === 'zh' ? `${whole} 元` : `${whole} ${currency}`;
  if (exact) {
    const unit = currency === 'CNY' && locale === 'zh' ? '元' : currency;
    return <Figure number={whole} unit={unit} exact={inWords} plain />;
  }
  const { number, unit } = fenShort(fen, locale, currency);
  return <Figure number={number} unit={unit} exact={inWords} />;
}

/** A rate in millionths as percent. */
export function Rate({ millionths }: { readonly millionths: Digits }) {
  if (millionths === null || millionths === undefined) return <Missing />;
  const exact = percentExact(millionths);
  return <Figure number={percentShort(millionths)} unit="%" exact={`${exact}%`} />;
}

/** A score or factor in millionths. */
export function Score({ millionths }: { readonly millionths: Digits }) {
  if (millionths === null || millionths === undefined) return <Missing />;
  return <Figure number={scoreShort(millionths)} exact={scoreExact(millionths)} />;
}

export function Count({ value }: { readonly value: string | number | null | undefined }) {
  if (value === null || value === undefined) return <Missing />;
  return <Figure number={countWritten(value)} exact="" plain />;
}

/** A list's total, with + when counting stopped. */
export function CappedCount(props: {
  readonly total: { readonly count: number; readonly capped: boolean };
}) {
  return <span className="kj-figure">{cappedCount(props.total)}</span>;
}

export function DayText({ day }: { readonly day: Digits }) {
  const { locale } = useSay();
  if (day === null || day === undefined || day === '') return <Missing />;
  return (
    <time className="kj-figure" dateTime={day}>
      {dayWritten(day, locale)}
    </time>
  );
}

export function QuarterText({ quarter }: { readonly quarter: Digits }) {
  const { locale } = useSay();
  if (quarter === null || quarter === undefined) return <Missing />;
  return <span className="kj-figure">{quarterWritten(quarter, locale)}</span>;
}

/** An instant to the minute in the reader's time zone; the tooltip has the seconds. */
export function Instant({ at }: { readonly at: Digits }) {
  const { locale } = useSay();
  if (at === null || at === undefined || at === '') return <Missing />;
  return (
    <Tooltip title={instantWritten(at, locale, { seconds: true })}>
      <time className="kj-figure" dateTime={at}>
        {instantWritten(at, locale)}
      </time>
    </Tooltip>
  );
}

/** Who did something: a login or a name; what the program did itself was nobody's hand. */
export function Who({ login }: { readonly login: string | null | undefined }) {
  const { t } = useSay();
  if (login === null || login === undefined || login === '') return <Missing />;
  return login.startsWith('system:') ? t('web.notices.system') : login;
}

/** A name that a scheme gives, in the reader's language. */
export function SchemeName({ name }: { readonly name: string | null | undefined }) {
  const { named } = useSay();
  return name === null || name === undefined || name === '' ? <Missing /> : named(name);
}

export type Tone = 'good' | 'warn' | 'bad' | 'strong' | 'gold' | 'calm';

/** A word with a tone; the word says it all, the colour only helps the eye. */
export function Mark(props: { readonly tone: Tone; readonly children: ReactNode }) {
  return <span className={`kj-mark kj-mark-${props.tone}`}>{props.children}</span>;
}

/** A choice by its phrase `<module>.<property>.<value>` or `<property>.<value>`. */
export function Choice(props: {
  readonly module: string;
  readonly property: string;
  readonly value: string | null | undefined;
  /** The tone by value; a value without one shows plain text. */
  readonly tones?: Readonly<Record<string, Tone>>;
}) {
  const { tk } = useSay();
  const { module, property, value, tones } = props;
  if (value === null || value === undefined || value === '') return <Missing />;
  const words = tk(...choiceKeys(module, property, value));
  const tone = tones?.[value];
  return tone === undefined ? <span>{words}</span> : <Mark tone={tone}>{words}</Mark>;
}

/** Any value of a contract by its unit and kind: the table's and the description's renderer. */
export function ValueOf(props: {
  readonly field: Pick<Field, 'kind' | 'unit' | 'property'>;
  readonly module: string;
  readonly value: unknown;
}): ReactNode {
  const { field, module, value } = props;
  const { t } = useSay();
  if (value === null || value === undefined || value === '') return <Missing />;
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  switch (field.unit) {
    case 'fen':
      return <Money fen={text} />;
    case 'rate':
      return <Rate millionths={text} />;
    case 'score':
      return <Score millionths={text} />;
    case 'day':
      return <DayText day={text} />;
    case 'quarter':
      return <QuarterText quarter={text} />;
    case 'instant':
      return <Instant at={text} />;
    case 'count':
      return <Count value={text} />;
    case 'scheme_name':
      return <SchemeName name={text} />;
    case 'id':
      return <span className="kj-figure">{text}</span>;
    case undefined:
      break;
  }
  if (field.kind === 'boolean') return t(value === true ? 'web.yes' : 'web.no');
  if (field.kind === 'choice') {
    return <Choice module={module} property={field.property} value={text} />;
  }
  if (field.kind === 'list' && Array.isArray(value)) {
    return <ListValue module={module} property={field.property} values={value} />;
  }
  return text.startsWith('system:') ? <Who login={text} /> : text;
}

function ListValue(props: {
  readonly module: string;
  readonly property: string;
  readonly values: readonly unknown[];
}) {
  const { t, tk } = useSay();
  if (props.values.length === 0) return <Missing />;
  if (props.values.some((value) => typeof value === 'object')) {
    return t('web.entries', { count: props.values.length });
  }
  return props.values.map((value) => (
    <Mark key={String(value)} tone="calm">
      {tk(...choiceKeys(props.module, props.property, String(value)))}
    </Mark>
  ));
}
