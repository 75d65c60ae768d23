import { Button } from 'antd';
import { useState } from 'react';
import type { PolicyFaultRow } from '../../../server/platform/policy/contract.ts';
import { useSay } from '../../i18n/say.ts';
import { Mark } from '../../kit/figures.tsx';
import { ProblemNote } from '../../kit/problem.tsx';
import { placeWords } from '../../kit/place-name.ts';

/** What the last check found. */
export interface Judged {
  readonly faults: readonly PolicyFaultRow[];
  readonly warnings: readonly PolicyFaultRow[];
}

interface Props {
  readonly judged: Judged | null;
  readonly module: string;
  /** What was refused when it was checked or kept. */
  readonly errors: readonly (Error | null)[];
  /** Whether the draft says what changed and why. */
  readonly noted: boolean;
  readonly keeping: boolean;
  readonly onKeep: () => void;
}

/**
 * The foot of a scheme's form: the verdict of the last check and the button that keeps the draft.
 * It stays at the lower edge of the window, so what a check finds never moves the form under the
 * writer's hand; faults open by themselves, notes when they are asked for.
 */
export function DraftFoot({ judged, module, errors, noted, keeping, onKeep }: Props) {
  const { t } = useSay();
  const [open, setOpen] = useState(false);
  const faults = judged?.faults ?? [];
  const warnings = judged?.warnings ?? [];
  return (
    <div className="kj-draft-foot">
      {errors.map((error, at) => (error === null ? null : <ProblemNote key={at} error={error} />))}
      {faults.length === 0 ? null : <Places rows={faults} module={module} />}
      {open && warnings.length > 0 ? <Places rows={warnings} module={module} /> : null}
      <div className="kj-bar">
        <span role="status" className="kj-bar">
          {judged === null ? (
            <span className="kj-quiet">{t('policy.checking')}</span>
          ) : faults.length === 0 ? (
            <Mark tone="good">{t('policy.no_fault')}</Mark>
          ) : (
            <Mark tone="bad">{t('policy.faults', { count: faults.length })}</Mark>
          )}
        </span>
        {warnings.length === 0 ? null : (
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('policy.warnings', { count: warnings.length })}
          </Button>
        )}
        <span className="kj-bar kj-bar-end">
          {noted ? null : <span className="kj-quiet">{t('policy.note_first')}</span>}
          <Button type="primary" disabled={!noted} loading={keeping} onClick={onKeep}>
            {t('policy.save_draft')}
          </Button>
        </span>
      </div>
    </div>
  );
}

/** Each place by its name in the form, and what is wrong with it. */
function Places(props: { readonly rows: readonly PolicyFaultRow[]; readonly module: string }) {
  const say = useSay();
  return (
    <ul className="kj-lines kj-draft-places">
      {props.rows.map((one, at) => (
        <li key={at}>
          <strong>{placeWords(say, props.module, one.at)}</strong> {one[say.locale]}
        </li>
      ))}
    </ul>
  );
}
