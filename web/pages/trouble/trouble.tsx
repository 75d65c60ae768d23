import type { ErrorComponentProps } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { authApi } from '../../../server/platform/auth/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { useGo } from '../../kit/page-link.tsx';

/** 403, 404 and 500: what happened and what to do. */
interface TroubleProps {
  readonly number: string;
  readonly title: string;
  readonly words: string;
  readonly detail?: string;
  readonly children: ReactNode;
}

function Trouble({ number, title, words, detail, children }: TroubleProps) {
  return (
    <div className="kj-trouble" role="alert">
      <div className="kj-trouble-number">{number}</div>
      <h1>{title}</h1>
      <p className="kj-quiet">{words}</p>
      {detail === undefined ? null : <pre>{detail}</pre>}
      <div className="kj-bar" style={{ justifyContent: 'center' }}>
        {children}
      </div>
    </div>
  );
}

function Home() {
  const { t } = useSay();
  const go = useGo();
  return <Button onClick={() => go('/')}>{t('web.home')}</Button>;
}

/** Why the page does not open, and whose roles could open it: whom to ask. */
export function Forbidden({ right }: { readonly right: string }) {
  const { t, tk } = useSay();
  const { roles: own } = useSession();
  const answer = useRoute(authApi.readRight, { params: { right } });
  const named = (roles: readonly string[]) =>
    roles.map((role) => tk(`role.${role}`)).join(t('web.list_comma'));
  return (
    <Trouble number="403" title={t('web.403.title')} words={t('web.403.words', { right })}>
      <div className="kj-trouble-more">
        <p>{t('web.403.own', { roles: named(own) })}</p>
        {answer.data === undefined || answer.data.roles.length === 0 ? null : (
          <p>{t('web.403.ask', { roles: named(answer.data.roles) })}</p>
        )}
      </div>
      <Home />
    </Trouble>
  );
}

export function NotFound() {
  const { t } = useSay();
  return (
    <Trouble number="404" title={t('web.404.title')} words={t('web.404.words')}>
      <Home />
    </Trouble>
  );
}

/** A page that threw: a bug. */
export function Broken({ error, reset }: ErrorComponentProps) {
  const { t } = useSay();
  return (
    <Trouble
      number="500"
      title={t('web.500.title')}
      words={t('web.500.words')}
      detail={error instanceof Error ? error.message : String(error)}
    >
      <Button type="primary" onClick={reset}>
        {t('web.retry')}
      </Button>
      <Home />
    </Trouble>
  );
}
