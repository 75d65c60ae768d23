import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Drawer, Table, Typography } from 'antd';
import { useState } from 'react';
import { authApi } from '../../../server/platform/auth/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { ContractForm } from '../../kit/contract-form.tsx';
import { NoDataYet } from '../../kit/empty.tsx';
import { DayText, Instant } from '../../kit/figures.tsx';
import { Read, Section } from '../../kit/page.tsx';

/** One's own API tokens. */
export function Tokens() {
  const { t } = useSay();
  const tokens = useRoute(authApi.listTokens);
  const revoke = useCommand(authApi.revokeToken);
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Section
      title={t('web.tokens.title')}
      extra={
        <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          {t('web.tokens.create')}
        </Button>
      }
    >
      {secret === null ? null : (
        <Alert
          type="success"
          showIcon
          closable={{ onClose: () => setSecret(null) }}
          style={{ marginBottom: 12 }}
          title={t('web.tokens.once')}
          description={<Typography.Text copyable>{secret}</Typography.Text>}
        />
      )}
      <Read query={tokens}>
        {({ rows }) => (
          <Table
            rowKey="tokenId"
            dataSource={rows}
            pagination={false}
            size="small"
            scroll={{ x: 'max-content' }}
            locale={{ emptyText: <NoDataYet words={t('web.tokens.none')} /> }}
            columns={[
              { title: t('field.name'), dataIndex: 'name' },
              { title: t('field.createdAt'), render: (_v, row) => <Instant at={row.createdAt} /> },
              { title: t('field.expiresOn'), render: (_v, row) => <DayText day={row.expiresOn} /> },
              {
                title: t('field.lastUsedAt'),
                render: (_v, row) => <Instant at={row.lastUsedAt} />,
              },
              {
                title: t('web.table.actions'),
                render: (_v, { tokenId, name }) => (
                  <ConfirmButton
                    danger
                    label={t('web.tokens.revoke')}
                    title={t('web.tokens.revoke_sure', { name })}
                    onConfirm={() => revoke.mutateAsync({ params: { tokenId } })}
                  />
                ),
              },
            ]}
          />
        )}
      </Read>
      <Drawer
        open={adding}
        title={t('web.tokens.create')}
        onClose={() => setAdding(false)}
        destroyOnHidden
      >
        <ContractForm
          route={authApi.createToken}
          module="auth"
          onCancel={() => setAdding(false)}
          onDone={(answer) => {
            setSecret(answer.secret);
            setAdding(false);
          }}
        />
      </Drawer>
    </Section>
  );
}
