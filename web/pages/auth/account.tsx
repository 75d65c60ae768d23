import { Alert, App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { authApi } from '../../../server/platform/auth/contract.ts';
import type { AccountDetail } from '../../../server/platform/auth/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { Instant, Mark } from '../../kit/figures.tsx';
import { usePathWord } from '../../kit/page-link.tsx';
import { Page, Read, Section } from '../../kit/page.tsx';
import { GrantEditor, GrantWords } from './grant-editor.tsx';
import { AccountRequests } from './grant-requests.tsx';
import { SightOf } from './sight.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

/** One account as an administrator keeps it: roles and scope, what it sees, its history. */
export function AccountPage() {
  const { t } = useSay();
  const accountId = usePathWord('accountId');
  const query = useRoute(authApi.readAccount, { params: { accountId } }, { staleTime: 0 });
  const account = query.data;
  return (
    <Page
      title={account === undefined ? t('auth.account') : `${account.name} ${account.login}`}
      trail={[{ title: t('web.accounts.title'), to: '/accounts' }]}
      actions={account === undefined ? null : <Verbs account={account} />}
      watermark
    >
      <Read query={query} rows={8}>
        {(found) => (
          <>
            <State account={found} />
            <AccountRequests account={found} />
            <Grants key={found.eventId} account={found} />
            <History account={found} />
          </>
        )}
      </Read>
    </Page>
  );
}

function State({ account }: { readonly account: AccountDetail }) {
  const { t } = useSay();
  const { closure } = account;
  return (
    <Section>
      <span className="kj-bar" style={{ gap: 16, flexWrap: 'wrap' }}>
        {closure === null ? null : (
          <Mark tone={closure.fromDay <= account.clockDay ? 'bad' : 'warn'}>
            {t('auth.closed_note', { day: closure.fromDay, reason: closure.reason })}
          </Mark>
        )}
        {account.lockedUntil === null ? null : (
          <span>
            <Mark tone="warn">{t('auth.locked_note')}</Mark> <Instant at={account.lockedUntil} />
          </span>
        )}
        <span>{t('auth.sessions', { count: account.sessions })}</span>
      </span>
      {account.own ? <Alert type="info" title={t('auth.own_note')} /> : null}
    </Section>
  );
}

/** What may be done to another person's account. */
function Verbs({ account }: { readonly account: AccountDetail }) {
  const { t } = useSay();
  const may = useMay();
  const close = useCommand(authApi.closeAccount);
  const reopen = useCommand(authApi.reopenAccount);
  const unlock = useCommand(authApi.unlockAccount);
  const reset = useCommand(authApi.resetPassword);
  const end = useCommand(authApi.endSessions);
  const [fromDay, setFromDay] = useState<string>(account.clockDay);
  const [password, setPassword] = useState<string | null>(null);
  if (account.own || !may('accounts.change')) return null;
  const params = { accountId: account.accountId };
  const login = account.login;
  return (
    <>
      {account.lockedUntil === null ? null : (
        <ConfirmButton
          size="medium"
          label={t('auth.unlock')}
          title={`${t('auth.unlock')} ${login}`}
          askReason
          onConfirm={(reason) => unlock.mutateAsync({ params, body: { reason } })}
        />
      )}
      <ConfirmButton
        size="medium"
        label={t('auth.reset')}
        title={`${t('auth.reset')} ${login}`}
        consequence={t('auth.reset.consequence')}
        askReason
        onConfirm={async (reason) => {
          setPassword((await reset.mutateAsync({ params, body: { reason } })).password);
        }}
      />
      {account.sessions === 0 ? null : (
        <ConfirmButton
          size="medium"
          label={t('auth.end_sessions')}
          title={`${t('auth.end_sessions')} ${login}`}
          consequence={t('auth.end_sessions.consequence', { count: account.sessions })}
          askReason
          onConfirm={(reason) => end.mutateAsync({ params, body: { reason } })}
        />
      )}
      {account.closure === null ? (
        <ConfirmButton
          danger
          size="medium"
          label={t('auth.close')}
          title={`${t('auth.close')} ${login}`}
          consequence={
            <>
              <p>{t('auth.close.consequence', { login })}</p>
              <label>
                <span className="kj-quiet">{t('auth.close.from')}</span>
                <Input
                  type="date"
                  aria-label={t('auth.close.from')}
                  value={fromDay}
                  onChange={(event) => setFromDay(event.target.value)}
                />
              </label>
            </>
          }
          askReason
          onConfirm={(reason) => close.mutateAsync({ params, body: { fromDay, reason } })}
        />
      ) : (
        <ConfirmButton
          size="medium"
          label={t('auth.reopen')}
          title={`${t('auth.reopen')} ${login}`}
          askReason
          onConfirm={(reason) => reopen.mutateAsync({ params, body: { reason } })}
        />
      )}
      <Modal
        open={password !== null}
        title={`${t('auth.reset')} ${login}`}
        footer={null}
        onCancel={() => setPassword(null)}
      >
        <p>{t('auth.reset.once')}</p>
        <p>
          <code data-once>{password}</code>
        </p>
      </Modal>
    </>
  );
}

function Grants({ account }: { readonly account: AccountDetail }) {
  const { t } = useSay();
  const may = useMay();
  const { message } = App.useApp();
  const change = useCommand(authApi.changeGrants);
  const [grants, setGrants] = useState(account.grants);
  const editable = !account.own && may('accounts.change');
  const changed = JSON.stringify(grants) !== JSON.stringify(account.grants);
  const [shown, setShown] = useState(false);
  return (
    <>
      <Section title={t('auth.grants')}>
        {editable ? (
          <GrantEditor grants={grants} onChange={setGrants} />
        ) : (
          <GrantWords grants={account.grants} />
        )}
        {may('accounts.change') ? (
          <div className="kj-bar" style={{ marginTop: 12 }}>
            {editable ? (
              <ConfirmButton
                primary
                size="medium"
                disabled={!changed || grants.length === 0}
                label={t('auth.grants.change')}
                title={t('auth.grants.change')}
                consequence={
                  <>
                    <GrantWords grants={grants} />
                    <p>{t('auth.grants.ends_sessions')}</p>
                  </>
                }
                askReason
                onConfirm={async (reason) => {
                  const done = await change.mutateAsync({
                    params: { accountId: account.accountId },
                    body: { baseEvent: account.eventId, reason, grants },
                  });
                  if (done.requestId === null) return;
                  setGrants(account.grants);
                  void message.info(t('auth.request.sent'));
                }}
              />
            ) : null}
            {grants.length === 0 ? null : (
              <Button onClick={() => setShown(true)}>{t('auth.sight.ask')}</Button>
            )}
          </div>
        ) : null}
      </Section>
      {shown ? <SightOf staffId={account.staffId} grants={grants} /> : null}
    </>
  );
}

function History({ account }: { readonly account: AccountDetail }) {
  const { t } = useSay();
  if (account.events.length === 0) return null;
  return (
    <Section title={t('auth.history')}>
      <SmallTable
        rows={account.events}
        keyOf={(one) => one.eventId}
        columns={[
          { title: t('auth.field.at'), render: (one) => <Instant at={one.at} /> },
          { title: t('auth.field.kind'), render: (one) => t(`auth.event.${one.kind}`) },
          {
            title: t('auth.field.before'),
            render: (one) => (one.before === null ? null : <GrantWords grants={one.before} />),
          },
          {
            title: t('auth.field.after'),
            render: (one) => (one.after === null ? null : <GrantWords grants={one.after} />),
          },
          { title: t('auth.field.reason'), render: (one) => one.reason },
          { title: t('auth.field.byLogin'), render: (one) => one.byLogin },
        ]}
      />
    </Section>
  );
}
