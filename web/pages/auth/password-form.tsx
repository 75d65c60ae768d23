import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { authApi } from '../../../server/platform/auth/contract.ts';
import { call } from '../../api/client.ts';
import { useEnter } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ProblemNote } from '../../kit/problem.tsx';

interface Values {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

const shortest = authApi.changePassword.body.shape.next.minLength ?? 0;

/** Changes the own password; the answer is the new session. */
export function PasswordForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useSay();
  const enter = useEnter();
  const [form] = Form.useForm<Values>();
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const required = { required: true, message: t('web.fault.required') };

  const change = async ({ current, next }: Values) => {
    setBusy(true);
    setProblem(null);
    try {
      const session = await call(authApi.changePassword, { body: { current, next } });
      enter(session);
      form.resetFields();
      onDone();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      style={{ maxWidth: 400 }}
      onFinish={(values: Values) => void change(values)}
    >
      <Form.Item name="current" label={t('web.password.current')} rules={[required]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="next"
        label={t('web.password.next')}
        extra={t('web.password.rule')}
        rules={[required, { min: shortest, message: t('web.password.rule') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('web.password.again')}
        dependencies={['next']}
        rules={[
          required,
          ({ getFieldValue }) => ({
            validator: (_rule, value) =>
              value === undefined || value === '' || value === getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error(t('web.password.unequal'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      {problem === null ? null : (
        <div style={{ marginBottom: 16 }}>
          <ProblemNote error={problem} />
        </div>
      )}
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('web.password.title')}
      </Button>
    </Form>
  );
}
