import { useSay } from '../i18n/say.ts';
import { changeOf } from './change.ts';
import { percentShort } from './format.ts';
import './change.css';

type Digits = string | null | undefined;

interface Props {
  readonly now: Digits;
  readonly base: Digits;
  /** 同比, 环比: what the base is. */
  readonly label?: string;
  /** Which way is good: a cost should fall. */
  readonly good?: 'up' | 'down' | 'neither';
}

const arrows = { up: '▲', down: '▼', same: '＝' } as const;

/** A change beside its figure: word, arrow and percent, with a colour; a dash without a base. */
export function Change({ now, base, label, good = 'up' }: Props) {
  const { t } = useSay();
  const change = changeOf(now, base);
  const name = label === undefined ? null : <span className="kj-quiet">{label} </span>;
  if (change === null) {
    return (
      <span className="kj-change" title={t('web.change.no_base')}>
        {name}
        <span className="kj-quiet">—</span>
      </span>
    );
  }
  const { direction, rateMillionths } = change;
  const tone =
    direction === 'same' || good === 'neither' ? 'calm' : direction === good ? 'good' : 'bad';
  const size = rateMillionths === null ? null : percentShort(rateMillionths).replace('-', '');
  return (
    <span className="kj-change">
      {name}
      <span className={`kj-change-${tone}`}>
        <span aria-hidden="true">{arrows[direction]}</span> {t(`web.change.${direction}`)}
        {size === null || direction === 'same' ? null : ` ${size}%`}
      </span>
      {size === null ? <span className="kj-quiet"> {t('web.change.negative_base')}</span> : null}
    </span>
  );
}

/** Beside a main figure: against the same quarter a year before, and the quarter before. */
export function Changes(props: {
  readonly now: Digits;
  readonly yearBefore: Digits;
  readonly quarterBefore: Digits;
  readonly good?: 'up' | 'down' | 'neither';
}) {
  const { t } = useSay();
  const { now, yearBefore, quarterBefore, good = 'up' } = props;
  return (
    <span className="kj-changes">
      <Change label={t('web.change.year')} now={now} base={yearBefore} good={good} />
      <Change label={t('web.change.quarter')} now={now} base={quarterBefore} good={good} />
    </span>
  );
}
