import { LockOutlined, UserOutlined } from '@ant-design/icons';
import { useSearch } from '@tanstack/react-router';
import { Button, Divider, Form, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { authApi } from '../../../server/platform/auth/contract.ts';
import { call } from '../../api/client.ts';
import { useRoute } from '../../api/queries.ts';
import { useEnter } from '../../api/session.ts';
import { fetchAhead } from '../../frame/fetch-ahead.ts';
import { safeReturn } from '../../frame/safe-return.ts';
import { useSay } from '../../i18n/say.ts';
import { useGo } from '../../kit/page-link.tsx';
import { ProblemNote } from '../../kit/problem.tsx';
import { pages } from '../../routes.tsx';
import { Door } from './door.tsx';

/** Sign in by login and password; the demo bank offers one sign-in for each role. */
export function SignIn() {
  const { t } = useSay();
  const go = useGo();
  const enter = useEnter();
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const sending = useRef(false);
  useEffect(() => {
    document.title = `${t('web.sign_in.title')} · ${t('web.name')}`;
  }, [t]);

  useDeskAhead();

  const signIn = async (body: { login: string; password: string }) => {
    if (sending.current) return;
    sending.current = true;
    setBusy(body.login);
    setProblem(null);
    try {
      const session = await call(authApi.signIn, { body });
      enter(session);
      const to = safeReturn(search['to']);
      go(session.mustChangePassword ? '/first-password' : to, { replace: true });
    } catch (error) {
      setProblem(error);
      setBusy(null);
    } finally {
      sending.current = false;
    }
  };

  return (
    <Door title={t('web.sign_in.title')}>
      <Form
        layout="vertical"
        requiredMark={false}
        onFinish={(values: { login: string; password: string }) => void signIn(values)}
      >
        <Form.Item
          name="login"
          label={t('auth.field.login')}
          rules={[{ required: true, message: t('web.fault.required') }]}
        >
          <Input size="large" prefix={<UserOutlined />} autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('web.sign_in.password')}
          rules={[{ required: true, message: t('web.fault.required') }]}
        >
          <Input.Password size="large" prefix={<LockOutlined />} autoComplete="current-password" />
        </Form.Item>
        {problem === null ? null : (
          <div style={{ marginBottom: 16 }}>
            <ProblemNote error={problem} />
          </div>
        )}
        <Button type="primary" htmlType="submit" size="large" block loading={busy !== null}>
          {t('web.sign_in.submit')}
        </Button>
      </Form>
      <DemoSignIns busy={busy !== null} onChoose={(body) => void signIn(body)} />
    </Door>
  );
}

/** The desk and its cards are fetched while the reader types; signing in then asks for data. */
function useDeskAhead(): void {
  useEffect(() => {
    const desk = pages.filter((row) => row.path === '/desk').map((row) => row.page);
    const cards = {
      preload: async () => {
        const { deskCards } = await import('../../desk-cards.ts');
        stops.push(fetchAhead(deskCards.map((one) => one.card)));
      },
    };
    const stops = [fetchAhead([...desk, cards])];
    return () => stops.forEach((stop) => stop());
  }, []);
}

interface DemoProps {
  readonly busy: boolean;
  readonly onChoose: (body: { login: string; password: string }) => void;
}

/** Shown only while the server has a demo bank (the route answers 404 otherwise). */
function DemoSignIns({ busy, onChoose }: DemoProps) {
  const { t, tk } = useSay();
  const { data } = useRoute(authApi.listDemoSignIns);
  if (data === undefined || data.rows.length === 0) return null;
  return (
    <>
      <Divider plain>
        <span className="kj-quiet">{t('web.sign_in.demo')}</span>
      </Divider>
      <div className="kj-demo">
        {data.rows.map((row) => (
          <Button
            key={row.login}
            disabled={busy}
            style={{ height: 'auto', padding: '6px 4px' }}
            onClick={() => onChoose({ login: row.login, password: row.password })}
          >
            <span style={{ display: 'block', minWidth: 0, whiteSpace: 'normal' }}>
              <span style={{ display: 'block', fontWeight: 600 }}>{tk(`role.${row.role}`)}</span>
              <span className="kj-quiet" style={{ fontSize: 12 }}>
                {row.name}
              </span>
            </span>
          </Button>
        ))}
      </div>
    </>
  );
}
