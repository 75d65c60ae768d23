import { useSearch } from '@tanstack/react-router';
import { App, Radio, Select, Switch, Tabs } from 'antd';
import { authApi } from '../../../server/platform/auth/contract.ts';
import { noticesApi } from '../../../server/platform/notices/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useMay, useSession } from '../../api/session.ts';
import { setStartPage, startPageOf } from '../../frame/start-page.ts';
import { menuPages } from '../../frame/places.ts';
import { useSay } from '../../i18n/say.ts';
import { Page, Read, Section } from '../../kit/page.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { setUsualDensity, usualDensity } from '../../kit/table-state.ts';
import { setShade, useShadeChoice } from '../../kit/theme.ts';
import type { ShadeChoice } from '../../kit/theme.ts';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { pages } from '../../routes.tsx';
import { OwnSessions } from './own-sessions.tsx';
import { Tokens } from './own-tokens.tsx';
import { PasswordForm } from './password-form.tsx';
import './own-account.css';

const parts = ['me', 'settings', 'notices', 'sessions', 'tokens', 'password'] as const;
type Part = (typeof parts)[number];

/** The personal centre: who one is, what one sees and why, and how one likes to work. */
export function OwnAccount() {
  const { t } = useSay();
  const { message } = App.useApp();
  const go = useGo();
  const { part } = useSearch({ strict: false }) as { readonly part?: string };
  const shown = parts.find((one) => one === part) ?? 'me';
  const password = <PasswordForm onDone={() => void message.success(t('web.password.changed'))} />;
  const words: Readonly<Record<Part, string>> = {
    me: t('web.own.me'),
    settings: t('web.own.settings'),
    notices: t('web.notices.wishes'),
    sessions: t('web.own.sessions'),
    tokens: t('web.tokens.title'),
    password: t('web.password.title'),
  };
  const content: Readonly<Record<Part, ReactNode>> = {
    me: <Me />,
    settings: <Settings />,
    notices: <Wishes />,
    sessions: <OwnSessions />,
    tokens: <Tokens />,
    password: <Section title={t('web.password.title')}>{password}</Section>,
  };
  return (
    <Page title={t('web.account.title')}>
      <Tabs
        activeKey={shown}
        onChange={(key) => go(key === 'me' ? '/account' : `/account?part=${key}`)}
        items={parts.map((key) => ({
          key,
          label: words[key],
          children: key === shown ? content[key] : null,
        }))}
      />
    </Page>
  );
}

function Me() {
  const { t, tk, tp } = useSay();
  const { account, unitName, roles } = useSession();
  const scope = useRoute(authApi.readScope);
  return (
    <div className="kj-stack">
      <Section title={t('web.own.me')}>
        <dl className="kj-facts-own">
          <dt>{t('auth.field.name')}</dt>
          <dd>{account.name}</dd>
          <dt>{t('auth.field.login')}</dt>
          <dd>{account.login}</dd>
          {unitName === null ? null : (
            <>
              <dt>{t('people.field.unitName')}</dt>
              <dd>{unitName}</dd>
            </>
          )}
          <dt>{t('auth.field.roles')}</dt>
          <dd>{roles.map((role) => tk(`role.${role}`)).join(' · ')}</dd>
        </dl>
      </Section>
      <Section title={t('web.own.scope')}>
        <Read query={scope} rows={2}>
          {({ rows }) => (
            <ul className="kj-lines">
              {rows.map((row) => (
                <li key={`${row.role} ${row.scope}`}>
                  <strong>{tk(`role.${row.role}`)}</strong>
                  {' — '}
                  {tp(`web.own.scope.${row.scope}`, { units: row.units.join(t('web.list_comma')) })}
                </li>
              ))}
            </ul>
          )}
        </Read>
        <p className="kj-quiet">{t('web.own.scope.note')}</p>
      </Section>
    </div>
  );
}

function Settings() {
  const { t, locale, setLocale } = useSay();
  const { account } = useSession();
  const open = menuPages(pages, useMay());
  const [density, setDensity] = useState(usualDensity);
  const [start, setStart] = useState(() => startPageOf(account.accountId) ?? '');
  return (
    <Section title={t('web.own.settings')}>
      <dl className="kj-facts-own">
        <dt>{t('web.own.language')}</dt>
        <dd>
          <Radio.Group
            aria-label={t('web.own.language')}
            value={locale}
            onChange={(event) => setLocale(event.target.value as 'zh' | 'en')}
            options={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
        </dd>
        <dt>{t('web.own.shade')}</dt>
        <dd>
          <Radio.Group
            aria-label={t('web.own.shade')}
            value={useShadeChoice()}
            onChange={(event) => setShade(event.target.value as ShadeChoice)}
            options={[
              { value: 'light', label: t('web.shade.light') },
              { value: 'dark', label: t('web.shade.dark') },
              { value: 'system', label: t('web.own.shade.system') },
            ]}
          />
        </dd>
        <dt>{t('web.own.density')}</dt>
        <dd>
          <Radio.Group
            aria-label={t('web.own.density')}
            value={density}
            onChange={(event) => {
              setDensity(event.target.value as typeof density);
              setUsualDensity(event.target.value as typeof density);
            }}
            options={[
              { value: 'small', label: t('web.table.dense') },
              { value: 'medium', label: t('web.table.normal') },
              { value: 'large', label: t('web.table.loose') },
            ]}
          />
        </dd>
        <dt>{t('web.own.start')}</dt>
        <dd>
          <Select
            aria-label={t('web.own.start')}
            style={{ minWidth: 220 }}
            value={start}
            options={[
              { value: '', label: t('web.own.start.first') },
              ...open.map((row) => ({ value: row.path, label: t(row.title) })),
            ]}
            onChange={(next) => {
              setStart(next);
              setStartPage(account.accountId, next === '' ? null : next);
            }}
          />
        </dd>
      </dl>
      <p className="kj-quiet">{t('web.own.device')}</p>
    </Section>
  );
}

function Wishes() {
  const { t, tk } = useSay();
  const wishes = useRoute(noticesApi.readNoticeWishes);
  const change = useCommand(noticesApi.changeNoticeWishes);
  return (
    <Section title={t('web.notices.wishes')}>
      <Read query={wishes}>
        {({ kinds }) => (
          <ul className="kj-wishes">
            {kinds.map(({ kind, wanted }) => {
              const name = tk(`${kind}.notices.kind`, kind);
              const unwanted = kinds.filter((one) => !one.wanted && one.kind !== kind);
              return (
                <li key={kind}>
                  <span>{name}</span>
                  <Switch
                    aria-label={name}
                    checked={wanted}
                    loading={change.isPending}
                    onChange={(on) =>
                      change.mutate({
                        body: {
                          unwanted: [...unwanted.map((one) => one.kind), ...(on ? [] : [kind])],
                        },
                      })
                    }
                  />
                </li>
              );
            })}
          </ul>
        )}
      </Read>
      <p className="kj-quiet">{t('web.notices.wishes.note')}</p>
    </Section>
  );
}
