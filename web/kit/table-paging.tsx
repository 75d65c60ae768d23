import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useSay } from '../i18n/say.ts';
import { CappedCount } from './figures.tsx';
import type { PageAnswer } from './table-rows.tsx';
import type { TableState } from './table-state.ts';

const sizes = [20, 50, 100, 200];

interface Props {
  readonly page: PageAnswer<unknown>;
  readonly state: TableState;
  /** The cursor of the page before this one, undefined for the first. */
  readonly before: () => string | undefined;
}

/** How many there are, how many a page shows, and the steps between pages. */
export function Paging({ page, state, before }: Props) {
  const { t } = useSay();
  if (page.total.count === 0 && state.words['cursor'] === undefined) return null;
  return (
    <div className="kj-bar">
      <span className="kj-quiet">
        {t('web.table.total')} <CappedCount total={page.total} />
      </span>
      <span className="kj-bar kj-bar-end">
        <Select
          size="small"
          aria-label={t('web.table.size')}
          value={Number(state.words['limit'] ?? 50)} // tidy: not money
          options={sizes.map((value) => ({ value, label: t('web.table.rows', { count: value }) }))}
          onChange={(limit) => state.change({ limit: limit === 50 ? undefined : String(limit) })}
        />
        <Button
          size="small"
          icon={<LeftOutlined />}
          disabled={state.words['cursor'] === undefined}
          aria-label={t('web.table.previous')}
          onClick={() => state.change({ cursor: before() })}
        />
        <Button
          size="small"
          icon={<RightOutlined />}
          disabled={page.next === null}
          aria-label={t('web.table.next')}
          onClick={() => state.change({ cursor: page.next ?? undefined })}
        />
      </span>
    </div>
  );
}
