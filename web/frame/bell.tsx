import { BellOutlined } from '@ant-design/icons';
import { Badge, Tooltip } from 'antd';
import { Link } from '@tanstack/react-router';
import { noticesApi } from '../../server/platform/notices/contract.ts';
import { useRoute } from '../api/queries.ts';
import { useSay } from '../i18n/say.ts';
import { useAttention } from './attention.ts';

const askedEveryMs = 60_000;

/** How many notices are unread: asked each minute while somebody is there, and after each verb. */
export function useUnread(): { readonly unread: number; readonly capped: boolean } {
  const here = useAttention();
  const { data } = useRoute(noticesApi.countNotices, {}, here ? { every: askedEveryMs } : {});
  return data ?? { unread: 0, capped: false };
}

export function Bell() {
  const { t } = useSay();
  const { unread, capped } = useUnread();
  const words = t('web.notices.bell', { count: `${unread}${capped ? '+' : ''}` });
  return (
    <Tooltip title={`${t('web.notices.title')} (N)`}>
      <Link to="/notices" aria-label={words} className="kj-header-icon">
        <Badge count={unread} size="small" overflowCount={99} title="">
          <BellOutlined />
        </Badge>
      </Link>
    </Tooltip>
  );
}
