import { Table } from 'antd';
import { authApi } from '../../../server/platform/auth/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { Instant, Mark } from '../../kit/figures.tsx';
import { Read, Section } from '../../kit/page.tsx';
import { deviceOf } from './device.ts';

/** One's own sessions that last now: where, when, with what; others can be ended. */
export function OwnSessions() {
  const { t } = useSay();
  const sessions = useRoute(authApi.listSessions);
  const end = useCommand(authApi.endSession);
  const endAll = useCommand(authApi.endOtherSessions);
  const others = sessions.data?.rows.some((row) => !row.inUse) ?? false;
  return (
    <Section
      title={t('web.own.sessions')}
      extra={
        others ? (
          <ConfirmButton
            danger
            label={t('web.own.sessions.end_all')}
            title={t('web.own.sessions.end_all_sure')}
            onConfirm={() => endAll.mutateAsync({})}
          />
        ) : undefined
      }
    >
      <p className="kj-quiet">{t('web.own.sessions.note')}</p>
      <Read query={sessions}>
        {({ rows }) => (
          <Table
            rowKey="sessionId"
            dataSource={rows}
            pagination={false}
            size="small"
            scroll={{ x: 'max-content' }}
            columns={[
              { title: t('field.address'), dataIndex: 'address' },
              {
                title: t('web.own.sessions.with'),
                render: (_v, row) => deviceOf(row.agent) ?? t('web.own.sessions.unknown'),
              },
              { title: t('field.openedAt'), render: (_v, row) => <Instant at={row.openedAt} /> },
              { title: t('field.seenAt'), render: (_v, row) => <Instant at={row.seenAt} /> },
              {
                title: t('web.table.actions'),
                render: (_v, { sessionId, address, inUse }) =>
                  inUse ? (
                    <Mark tone="good">{t('web.own.sessions.this')}</Mark>
                  ) : (
                    <ConfirmButton
                      danger
                      label={t('web.own.sessions.end')}
                      title={t('web.own.sessions.end_sure', { address })}
                      onConfirm={() => end.mutateAsync({ params: { sessionId } })}
                    />
                  ),
              },
            ]}
          />
        )}
      </Read>
    </Section>
  );
}
