import { Button, Input, Modal } from 'antd';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useSay } from '../i18n/say.ts';
import { ProblemNote } from './problem.tsx';

interface ConfirmProps {
  readonly label: ReactNode;
  readonly title: string;
  /** What will happen, with its numbers. */
  readonly consequence?: ReactNode;
  readonly danger?: boolean;
  readonly primary?: boolean;
  readonly disabled?: boolean;
  readonly icon?: ReactNode;
  readonly size?: 'small' | 'medium' | 'large';
  /** Ask for a reason and pass it on. */
  readonly askReason?: boolean;
  readonly onConfirm: (reason: string) => Promise<unknown>;
}

/** A verb that asks first, says what it will do, and shows the refusal in place. Sent once. */
export function ConfirmButton(props: ConfirmProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size={props.size ?? 'small'}
        danger={props.danger ?? false}
        type={props.primary === true ? 'primary' : 'default'}
        disabled={props.disabled ?? false}
        icon={props.icon}
        onClick={() => setOpen(true)}
      >
        {props.label}
      </Button>
      {open ? <Question {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function Question(props: ConfirmProps & { readonly onClose: () => void }) {
  const { t } = useSay();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const sending = useRef(false);
  const lacking = props.askReason === true && reason.trim() === '';
  const confirm = async () => {
    if (sending.current || lacking) return;
    sending.current = true;
    setBusy(true);
    setProblem(null);
    try {
      await props.onConfirm(reason.trim());
      props.onClose();
    } catch (error) {
      setProblem(error);
    } finally {
      sending.current = false;
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={props.title}
      okText={t('web.confirm')}
      cancelText={t('web.cancel')}
      confirmLoading={busy}
      okButtonProps={{ danger: props.danger ?? false, disabled: lacking }}
      onOk={() => void confirm()}
      onCancel={props.onClose}
    >
      {props.consequence}
      {props.askReason === true ? (
        <label style={{ display: 'block', marginTop: 12 }}>
          <span className="kj-quiet">{t('web.reason')}</span>
          <Input.TextArea
            rows={3}
            maxLength={400}
            value={reason}
            placeholder={t('web.reason_needed')}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      ) : null}
      {problem === null ? null : (
        <div style={{ marginTop: 12 }}>
          <ProblemNote error={problem} />
        </div>
      )}
    </Modal>
  );
}
