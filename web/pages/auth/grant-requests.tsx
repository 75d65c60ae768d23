import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { authApi } from '../../../server/platform/auth/contract.ts';
import type { AccountDetail, GrantRequest } from '../../../server/platform/auth/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { Instant, Mark } from '../../kit/figures.tsx';
import { PageLink } from '../../kit/page-link.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { GrantWords } from './grant-editor.tsx';
import { SightOf } from './sight.tsx';
import { SmallTable } from '../../kit/small-table.tsx';

const tones = {
  open: 'warn',
  accepted: 'good',
  refused: 'bad',
  withdrawn: 'calm',
  lapsed: 'calm',
} as const;

/** The requests of one account, the open one with what may be done to it. */
export function AccountRequests({ account }: { readonly account: AccountDetail }) {
  const { t } = useSay();
  const may = useMay();
  const [shown, setShown] = useState(false);
  if (account.requests.length === 0) return null;
  const open = account.requests.find((one) => one.state === 'open');
  return (
    <Section title={t('auth.request')}>
      {open !== undefined && open.own && account.seconds === 0 ? (
        <Alert type="warning" showIcon title={t('auth.request.alone', { id: open.requestId })} />
      ) : (
        <p className="kj-quiet">{t('auth.request.note')}</p>
      )}
      <Requests rows={account.requests} />
      {open === undefined || !may('accounts.change') ? null : (
        <Button style={{ marginTop: 12 }} onClick={() => setShown(true)}>
          {t('auth.request.preview')}
        </Button>
      )}
      {open !== undefined && shown ? (
        <SightOf staffId={account.staffId} grants={open.after} />
      ) : null}
    </Section>
  );
}

/**
 * What waits for a second administrator over all accounts, above what else the page says; nothing
 * when nothing waits. The rest is drawn when this is known, so that nothing jumps.
 */
export function WaitingRequests({ children }: { readonly children: ReactNode }) {
  const { t } = useSay();
  const query = useRoute(authApi.listGrantRequests, {}, { staleTime: 0 });
  return (
    <Read query={query} rows={8}>
      {(found) => (
        <>
          {found.rows.length === 0 ? null : (
            <Section title={t('auth.request')}>
              {found.seconds === 0 ? (
                <Alert type="warning" showIcon title={t('auth.request.alone_list')} />
              ) : null}
              <Requests rows={found.rows} named />
            </Section>
          )}
          {children}
        </>
      )}
    </Read>
  );
}

function Requests(props: { readonly rows: readonly GrantRequest[]; readonly named?: boolean }) {
  const { t } = useSay();
  return (
    <SmallTable
      rows={props.rows}
      keyOf={(one) => one.requestId}
      columns={[
        ...(props.named === true
          ? [
              {
                title: t('auth.account'),
                render: (one: GrantRequest) => (
                  <PageLink to={`/accounts/${one.accountId}`}>
                    {one.name} {one.login}
                  </PageLink>
                ),
              },
            ]
          : []),
        {
          title: t('auth.field.state'),
          render: (one) => (
            <>
              <Mark tone={tones[one.state]}>{t(`auth.request.${one.state}`)}</Mark>
              {one.state === 'open' ? (
                <div className="kj-quiet">{t('auth.request.until', { day: one.lapsesOn })}</div>
              ) : null}
            </>
          ),
        },
        { title: t('auth.field.before'), render: (one) => <GrantWords grants={one.before} /> },
        { title: t('auth.field.after'), render: (one) => <GrantWords grants={one.after} /> },
        { title: t('auth.field.reason'), render: (one) => one.reason },
        {
          title: t('auth.field.askedLogin'),
          render: (one) => (
            <>
              {one.askedLogin}
              <div className="kj-quiet">
                <Instant at={one.askedAt} />
              </div>
            </>
          ),
        },
        {
          title: t('auth.field.answeredLogin'),
          render: (one) => (
            <>
              {one.answeredLogin}
              <div className="kj-quiet">{one.answer}</div>
            </>
          ),
        },
        { title: t('auth.field.verbs'), render: (one) => <RequestVerbs request={one} /> },
      ]}
    />
  );
}

function RequestVerbs({ request }: { readonly request: GrantRequest }) {
  const { t } = useSay();
  const may = useMay();
  const answer = useCommand(authApi.answerGrantRequest);
  const withdraw = useCommand(authApi.withdrawGrantRequest);
  if (request.state !== 'open' || request.mine || !may('accounts.change')) return null;
  const params = { requestId: request.requestId };
  const { login } = request;
  if (request.own) {
    return (
      <ConfirmButton
        label={t('auth.request.withdraw')}
        title={`${t('auth.request.withdraw')} ${login}`}
        askReason
        onConfirm={(reason) => withdraw.mutateAsync({ params, body: { reason } })}
      />
    );
  }
  return (
    <span className="kj-bar">
      <ConfirmButton
        primary
        label={t('auth.request.accept')}
        title={`${t('auth.request.accept')} ${login}`}
        consequence={
          <>
            <GrantWords grants={request.after} />
            <p>{t('auth.request.accept.consequence', { login })}</p>
          </>
        }
        askReason
        onConfirm={(reason) =>
          answer.mutateAsync({ params, body: { verdict: 'accepted', reason } })
        }
      />
      <ConfirmButton
        danger
        label={t('auth.request.refuse')}
        title={`${t('auth.request.refuse')} ${login}`}
        askReason
        onConfirm={(reason) => answer.mutateAsync({ params, body: { verdict: 'refused', reason } })}
      />
    </span>
  );
}
