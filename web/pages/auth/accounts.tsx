import { UserAddOutlined } from '@ant-design/icons';
import { App, Button, Drawer, Select } from 'antd';
import { useState } from 'react';
import { authApi } from '../../../server/platform/auth/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractForm } from '../../kit/contract-form.tsx';
import { ContractTable } from '../../kit/contract-table.tsx';
import { Mark } from '../../kit/figures.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { Page, Section } from '../../kit/page.tsx';
import type { FilterInput } from '../../kit/filters.tsx';
import { WaitingRequests } from './grant-requests.tsx';
import { namedRights, useRightWord } from './right-words.ts';

/** Sign-in accounts: who may enter, with which roles. */
export function Accounts() {
  const { t, tk } = useSay();
  const may = useMay();
  const go = useGo();
  const { message } = App.useApp();
  const wordOf = useRightWord();
  const [adding, setAdding] = useState(false);
  const done = (made: AnswerOf<typeof authApi.createAccount>) => {
    setAdding(false);
    void message.success(t(made.requestId === null ? 'web.done' : 'auth.request.sent'));
    go(`/accounts/${made.accountId}`);
  };
  return (
    <Page
      title={t('web.accounts.title')}
      actions={
        may('accounts.create') ? (
          <Button type="primary" icon={<UserAddOutlined />} onClick={() => setAdding(true)}>
            {t('web.accounts.create')}
          </Button>
        ) : null
      }
    >
      <WaitingRequests>
        <Section>
          <ContractTable
            route={authApi.listAccounts}
            module="auth"
            rowKey="accountId"
            onOpen={(row) => go(`/accounts/${row.accountId}`)}
            only={['login', 'name', 'roles', 'lastSignInAt', 'lockedUntil']}
            filters={{ right: rightFilter }}
            filterWords={{ right: (value) => wordOf('right', value) }}
            columns={{
              roles: {
                render: (row) =>
                  row.roles
                    .split(/[\s,]+/)
                    .filter((role) => role !== '')
                    .map((role) => (
                      <Mark key={role} tone="calm">
                        {tk(`role.${role}`, role)}
                      </Mark>
                    )),
              },
            }}
          />
        </Section>
      </WaitingRequests>
      <Drawer
        open={adding}
        title={t('web.accounts.create')}
        size="large"
        onClose={() => setAdding(false)}
        destroyOnHidden
      >
        <ContractForm
          route={authApi.createAccount}
          module="auth"
          fields={{ password: { secret: true, help: t('web.accounts.first_password') } }}
          initial={{ staffId: null, grants: [{ role: 'rm', scope: 'own' }] }}
          onCancel={() => setAdding(false)}
          onDone={done}
        />
      </Drawer>
    </Page>
  );
}

const rightFilter: FilterInput = (value, change) => <RightFilter value={value} change={change} />;

/** Who holds a right, by its words. */
function RightFilter(props: {
  readonly value: string | undefined;
  readonly change: (next: string | undefined) => void;
}) {
  const { t } = useSay();
  const wordOf = useRightWord();
  return (
    <Select
      aria-label={t('auth.field.right')}
      placeholder={t('auth.field.right')}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ minWidth: 180 }}
      value={props.value ?? null}
      onChange={(next: string | null | undefined) => props.change(next ?? undefined)}
      options={namedRights.map((name) => ({ value: name, label: wordOf('right', name) }))}
    />
  );
}
