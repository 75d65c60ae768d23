import { FilterOutlined, InboxOutlined, LockOutlined } from '@ant-design/icons';
import { Button, Empty } from 'antd';
import type { ReactNode } from 'react';
import { useSay } from '../i18n/say.ts';

interface Props {
  readonly icon: ReactNode;
  readonly words: ReactNode;
  readonly next?: ReactNode;
}

function Nothing({ icon, words, next }: Props) {
  return (
    <Empty
      image={<span style={{ fontSize: 36, color: 'var(--kj-quiet)' }}>{icon}</span>}
      styles={{ image: { height: 44 } }}
      description={<span className="kj-quiet">{words}</span>}
      style={{ padding: '28px 16px' }}
    >
      {next}
    </Empty>
  );
}

/** There is nothing yet, and one next step. */
export function NoDataYet(props: { readonly words?: ReactNode; readonly next?: ReactNode }) {
  const { t } = useSay();
  return (
    <Nothing
      icon={<InboxOutlined />}
      words={props.words ?? t('web.empty.none')}
      {...(props.next === undefined ? {} : { next: props.next })}
    />
  );
}

/** The roles do not allow it: which right is missing. */
export function NoRight(props: { readonly words?: ReactNode }) {
  const { t } = useSay();
  return <Nothing icon={<LockOutlined />} words={props.words ?? t('web.empty.no_right')} />;
}

/** The filter leaves nothing: clear it. */
export function TooTight(props: { readonly onClear: () => void }) {
  const { t } = useSay();
  return (
    <Nothing
      icon={<FilterOutlined />}
      words={t('web.empty.tight')}
      next={<Button onClick={props.onClear}>{t('web.table.clear')}</Button>}
    />
  );
}
