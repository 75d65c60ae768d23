import { Button } from 'antd';
import { useRef } from 'react';
import { useSay } from '../../i18n/say.ts';

interface Fault {
  readonly at: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly zh: string;
  readonly en: string;
}

interface Props {
  readonly value: string;
  readonly label: string;
  readonly faults: readonly Fault[];
  readonly onChange: (text: string) => void;
}

/** A text with numbered lines; faulty lines are marked, and each fault leads to its place. */
export function LinedText({ value, label, faults, onChange }: Props) {
  const { t, locale } = useSay();
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const faulty = new Set(faults.map((fault) => fault.line));
  const lines = value.split('\n');
  const goTo = (fault: Fault) => {
    const box = area.current;
    if (box === null || fault.line === null) return;
    const start = lines.slice(0, fault.line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    const at = start + Math.max(0, (fault.column ?? 1) - 1);
    box.focus();
    box.setSelectionRange(at, start + (lines[fault.line - 1] ?? '').length);
    box.scrollTop = Math.max(0, ((fault.line - 4) * box.scrollHeight) / lines.length);
  };
  return (
    <>
      {faults.length === 0 ? null : (
        <div role="alert" className="kj-faults">
          <strong>{t('policy.faults', { count: faults.length })}</strong>
          <ul>
            {faults.map((fault, at) => (
              <li key={at}>
                {fault.line === null ? null : (
                  <Button type="link" size="small" onClick={() => goTo(fault)}>
                    {t('policy.line', { line: fault.line })}
                  </Button>
                )}{' '}
                <code>{fault.at}</code> {fault[locale]}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="kj-lined-text">
        <div ref={gutter} className="kj-gutter" aria-hidden>
          {lines.map((_line, at) => (
            <div key={at} className={faulty.has(at + 1) ? 'kj-gutter-fault' : ''}>
              {at + 1}
            </div>
          ))}
        </div>
        <textarea
          ref={area}
          value={value}
          aria-label={label}
          aria-invalid={faults.length > 0}
          spellCheck={false}
          wrap="off"
          onChange={(event) => onChange(event.target.value)}
          onScroll={(event) => {
            if (gutter.current !== null) gutter.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
    </>
  );
}
