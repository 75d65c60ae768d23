import { LeftOutlined, RightOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { useLocation } from '@tanstack/react-router';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { useSession } from '../api/session.ts';
import { useSay } from '../i18n/say.ts';
import { useKeys } from './keys.ts';
import type { KeyHint } from './keys.ts';
import { movedTo, openedList, readOn } from './list-place.ts';
import { useGo } from './page-link.tsx';
import { neighboursIn } from './seen-pages.ts';

interface Props {
  /** The row key of the lists that lead here: 'customerId'. */
  readonly rowKey: string;
  /** The record shown. */
  readonly at: string;
  readonly to: (key: string) => string;
}

/**
 * Steps through the list a record was opened from, over the edges of its pages, in the same tab of
 * the page; keys `[` and `]`. Shows nothing when the record was not opened from a list.
 */
export function PreviousNext({ rowKey, at, to }: Props) {
  const { t } = useSay();
  const go = useGo();
  const { account } = useSession();
  const { searchStr } = useLocation();
  const [busy, setBusy] = useState(false);
  const list = openedList(rowKey, account.login);
  const beside = list === null ? null : neighboursIn(list.pages, at);
  const step = (key: string | null, from = list) => {
    if (key === null || from === null) return;
    movedTo(from, key);
    go(`${to(key)}${searchStr}`, { replace: true });
  };
  const forward = async () => {
    if (busy || list === null || beside === null) return;
    if (!beside.more) return step(beside.next);
    setBusy(true);
    try {
      const whole = await readOn(list);
      step(neighboursIn(whole.pages, at)?.next ?? null, whole);
    } catch {
      // The neighbour cannot be read now: the reader stays where he is and may try again.
    } finally {
      setBusy(false);
    }
  };
  const hints: readonly KeyHint[] = [
    {
      keys: ['[', 'Alt+ArrowUp'],
      what: 'web.keys.previous_record',
      run: () => step(beside?.previous ?? null),
    },
    {
      keys: [']', 'Alt+ArrowDown'],
      what: 'web.keys.next_record',
      run: () => void forward(),
    },
  ];
  useKeys(beside === null ? [] : hints);
  if (list === null || beside === null) return null;
  return (
    <span className="kj-beside-records">
      <Tooltip title={`${t('web.keys.previous_record')} [`}>
        <Button
          size="small"
          icon={<LeftOutlined />}
          aria-label={t('web.keys.previous_record')}
          disabled={beside.previous === null}
          onClick={() => step(beside.previous)}
        />
      </Tooltip>
      <span className="kj-quiet kj-figure">
        {t('web.record_place', {
          place: beside.place,
          seen: `${beside.seen}${(list.pages.at(-1)?.next ?? null) === null ? '' : '+'}`,
        })}
      </span>
      <Tooltip title={`${t('web.keys.next_record')} ]`}>
        <Button
          size="small"
          icon={<RightOutlined />}
          aria-label={t('web.keys.next_record')}
          loading={busy}
          disabled={beside.next === null && !beside.more}
          onClick={() => void forward()}
        />
      </Tooltip>
      <Tooltip title={t('web.back_to_list')}>
        <Button
          size="small"
          icon={<UnorderedListOutlined />}
          aria-label={t('web.back_to_list')}
          onClick={() => go(list.address)}
        />
      </Tooltip>
    </span>
  );
}
