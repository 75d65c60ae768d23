import { Form, Input, Modal } from 'antd';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useSay } from '../../i18n/say.ts';
import { ProblemNote } from '../../kit/problem.tsx';

/** Signing: what will be signed, the password again, sent once. */
export function PasswordDialog(props: {
  readonly title: string;
  readonly label: string;
  readonly children: ReactNode;
  readonly onSign: (password: string) => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const { t } = useSay();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const sending = useRef(false);
  const sign = async () => {
    if (sending.current || password === '') return;
    sending.current = true;
    setBusy(true);
    setProblem(null);
    try {
      await props.onSign(password);
      props.onClose();
    } catch (error) {
      setProblem(error);
      setPassword('');
    } finally {
      sending.current = false;
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={props.title}
      okText={props.label}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: password === '' }}
      confirmLoading={busy}
      onOk={() => void sign()}
      onCancel={props.onClose}
    >
      {props.children}
      {problem === null ? null : <ProblemNote error={problem} />}
      <Form layout="vertical">
        <Form.Item label={t('targets.letter.password')} style={{ marginTop: 12 }}>
          <Input.Password
            autoFocus
            autoComplete="current-password"
            aria-label={t('targets.letter.password')}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            onPressEnter={() => void sign()}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
