import { CheckOutlined, InboxOutlined, RollbackOutlined, SettingOutlined } from '@ant-design/icons';
import { useSearch } from '@tanstack/react-router';
import { App, Button, Segmented, Select, Tooltip } from 'antd';
import { noticesApi } from '../../../server/platform/notices/contract.ts';
import type { Notice } from '../../../server/platform/notices/contract.ts';
import { useCommand, useRoute } from '../../api/queries.ts';
import { useSession } from '../../api/session.ts';
import { noticeWords } from '../../frame/notice-words.ts';
import { useSay } from '../../i18n/say.ts';
import { ContractTable } from '../../kit/contract-table.tsx';
import type { FilterInput } from '../../kit/filters.tsx';
import { Instant } from '../../kit/figures.tsx';
import { useGo } from '../../kit/page-link.tsx';
import { Page } from '../../kit/page.tsx';
import './notices.css';

const views = {
  inbox: {},
  unread: { unread: 'yes' },
  archived: { archived: 'yes' },
} as const;
type View = keyof typeof views;

/** The reader's inbox: what others did that he should know, each leading to where he goes on. */
export function Notices() {
  const { t, tk } = useSay();
  const go = useGo();
  const { view = 'inbox' } = useSearch({ strict: false }) as { readonly view?: string };
  const shown: View = view in views ? (view as View) : 'inbox';
  const read = useCommand(noticesApi.readNotices);
  const newest = useRoute(noticesApi.listNotices, { query: { limit: 1 } }).data?.rows[0];
  return (
    <Page
      title={t('web.notices.title')}
      actions={
        <>
          <Button
            icon={<CheckOutlined />}
            disabled={newest === undefined}
            loading={read.isPending}
            onClick={() =>
              newest !== undefined && void read.mutateAsync({ body: { upTo: newest.noticeId } })
            }
          >
            {t('web.notices.all_read')}
          </Button>
          <Button icon={<SettingOutlined />} onClick={() => go('/account?part=notices')}>
            {t('web.notices.wishes')}
          </Button>
        </>
      }
    >
      <Segmented<View>
        style={{ alignSelf: 'flex-start' }}
        value={shown}
        options={[
          { value: 'inbox', label: t('web.notices.inbox') },
          { value: 'unread', label: t('web.notices.unread') },
          { value: 'archived', label: t('web.notices.archived') },
        ]}
        onChange={(next) => go(next === 'inbox' ? '/notices' : `/notices?view=${next}`)}
      />
      <ContractTable
        key={shown}
        route={noticesApi.listNotices}
        module="notices"
        rowKey="noticeId"
        query={views[shown]}
        hideFilters={['unread', 'archived']}
        only={['code', 'kind', 'by', 'writtenAt']}
        columns={{
          code: { render: (row) => <Words notice={row} /> },
          kind: { width: 130, render: (row) => tk(`${row.kind}.notices.kind`, row.kind) },
          by: { width: 110, render: (row) => row.by ?? t('web.notices.system') },
          writtenAt: { width: 150, render: (row) => <Instant at={row.writtenAt} /> },
        }}
        extra={[{ name: 'archive', title: ' ', width: 56, render: (row) => <Put notice={row} /> }]}
        filters={{ kind: kindFilter }}
        onOpen={(row) => {
          if (row.readAt === null) read.mutate({ body: { noticeIds: [row.noticeId] } });
          go(row.link);
        }}
        empty={{ words: t('web.notices.none') }}
      />
    </Page>
  );
}

const kindFilter: FilterInput = (value, change) => <KindSelect value={value} onChange={change} />;

function KindSelect(props: {
  readonly value: string | undefined;
  readonly onChange: (next: string | undefined) => void;
}) {
  const { t, tk } = useSay();
  const wishes = useRoute(noticesApi.readNoticeWishes);
  return (
    <Select
      aria-label={t('notices.field.kind')}
      placeholder={t('web.notices.kind.any')}
      style={{ minWidth: 150 }}
      allowClear
      {...(props.value === undefined ? {} : { value: props.value })}
      options={(wishes.data?.kinds ?? []).map(({ kind }) => ({
        value: kind,
        label: tk(`${kind}.notices.kind`, kind),
      }))}
      onChange={(next: string | undefined) => props.onChange(next)}
    />
  );
}

/** The sentence; an unread one is marked by words for those who do not see the dot. */
function Words({ notice }: { readonly notice: Notice }) {
  const { t, locale } = useSay();
  const { bank } = useSession();
  const words = noticeWords(notice, locale, bank.currency);
  if (notice.readAt !== null) return words;
  return (
    <span className="kj-unread">
      <span className="kj-hidden">{t('web.notices.unread')}: </span>
      {words}
    </span>
  );
}

/** Puts a notice away, with a way back; or brings it back. */
function Put({ notice }: { readonly notice: Notice }) {
  const { t } = useSay();
  const { message } = App.useApp();
  const archive = useCommand(noticesApi.archiveNotices);
  const restore = useCommand(noticesApi.restoreNotices);
  const body = { noticeIds: [notice.noticeId] };
  const away = async () => {
    await archive.mutateAsync({ body });
    const key = `put ${notice.noticeId}`;
    void message.success({
      key,
      duration: 6,
      content: (
        <>
          {t('web.notices.archived')}{' '}
          <Button
            type="link"
            size="small"
            onClick={() => {
              message.destroy(key);
              restore.mutate({ body });
            }}
          >
            {t('web.notices.undo')}
          </Button>
        </>
      ),
    });
  };
  const back = notice.archivedAt !== null;
  const words = t(back ? 'web.notices.restore' : 'web.notices.archive');
  return (
    <Tooltip title={words}>
      <Button
        type="text"
        size="small"
        aria-label={words}
        icon={back ? <RollbackOutlined /> : <InboxOutlined />}
        onClick={() => (back ? restore.mutate({ body }) : void away())}
      />
    </Tooltip>
  );
}
