import { CheckOutlined, CloseOutlined, EditOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Conflict } from '../../core/revision.ts';
import { conflictIn } from '../../core/revision.ts';
import { ProblemError } from '../api/client.ts';
import { useSay } from '../i18n/say.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import { ProblemNote } from './problem.tsx';

interface Props {
  /** What the value is, for its button and its input. */
  readonly label: string;
  readonly value: string;
  /** The revision that was read with it. */
  readonly revision: number;
  /** Sends the value with a revision; throws the server's refusal. */
  readonly onSave: (value: string, revision: number) => Promise<unknown>;
  readonly maxLength?: number;
  readonly required?: boolean;
  readonly disabled?: boolean;
}

/**
 * A value that is edited where it stands: a click or Enter opens it, Enter saves, Esc gives up.
 * When another was faster, both values are shown and the reader chooses.
 */
export function InlineEdit(props: Props) {
  const { t } = useSay();
  const [open, setOpen] = useState(false);
  const shown = props.value === '' ? t('web.inline.empty') : props.value;
  if (props.disabled === true) return <span>{props.value}</span>;
  if (open) return <Editing {...props} onClose={() => setOpen(false)} />;
  return (
    <button
      type="button"
      className="kj-inline"
      aria-label={t('web.inline.edit', { label: props.label, value: shown })}
      onClick={() => setOpen(true)}
    >
      <span className={props.value === '' ? 'kj-quiet' : ''}>{shown}</span>
      <EditOutlined className="kj-quiet" />
    </button>
  );
}

function Editing(props: Props & { readonly onClose: () => void }) {
  const { t } = useSay();
  const [typed, setTyped] = useState(props.value);
  // What the reader began from: a fresh answer meanwhile must not hide that another was faster.
  const [began] = useState(props.revision);
  const [problem, setProblem] = useState<unknown>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [busy, setBusy] = useState(false);
  const sending = useRef(false);
  const lacking = props.required === true && typed.trim() === '';
  const save = async (revision: number) => {
    if (sending.current || lacking) return;
    if (typed.trim() === props.value && revision === props.revision) return props.onClose();
    sending.current = true;
    setBusy(true);
    setProblem(null);
    try {
      await props.onSave(typed.trim(), revision);
      props.onClose();
    } catch (error) {
      const found = error instanceof ProblemError ? conflictIn(error.problem) : null;
      setConflict(found);
      setProblem(found === null ? error : null);
    } finally {
      sending.current = false;
      setBusy(false);
    }
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    props.onClose();
  };
  return (
    <span className="kj-inline-open" onKeyDown={key}>
      <Input
        autoFocus
        size="small"
        aria-label={props.label}
        value={typed}
        maxLength={props.maxLength ?? 200}
        onChange={(event) => setTyped(event.target.value)}
        onPressEnter={() => void save(began)}
      />
      <Button
        size="small"
        type="primary"
        icon={<CheckOutlined />}
        aria-label={t('web.save')}
        loading={busy}
        disabled={lacking}
        onClick={() => void save(began)}
      />
      <Button
        size="small"
        icon={<CloseOutlined />}
        aria-label={t('web.cancel')}
        onClick={props.onClose}
      />
      {problem === null ? null : <ProblemNote error={problem} />}
      {conflict === null ? null : (
        <ConflictDialog
          label={props.label}
          conflict={{ ...conflict, mine: typed.trim() }}
          busy={busy}
          onKeep={props.onClose}
          onWrite={() => void save(conflict.revision)}
        />
      )}
    </span>
  );
}
