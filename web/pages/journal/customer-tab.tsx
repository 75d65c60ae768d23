import { Button, Select, Timeline } from 'antd';
import { useState } from 'react';
import { journalApi, journalKinds } from '../../../server/modules/journal/contract.ts';
import type { JournalEntry, JournalKind } from '../../../server/modules/journal/contract.ts';
import { useRoute } from '../../api/queries.ts';
import type { Customer } from '../../customer-tab.ts';
import { phraseOf } from '../../i18n/phrases.ts';
import { useSay } from '../../i18n/say.ts';
import { NoDataYet } from '../../kit/empty.tsx';
import { DayText, Instant } from '../../kit/figures.tsx';
import { Read, Section } from '../../kit/page.tsx';

/** 日志: newest first; earlier pages are added below. */
export function JournalTab({ customer }: { readonly customer: Customer }) {
  const { t } = useSay();
  const [kind, setKind] = useState<JournalKind>();
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return (
    <Section
      title={t('journal.title')}
      extra={
        <Select
          aria-label={t('journal.title')}
          style={{ minWidth: 150 }}
          value={kind ?? ''}
          onChange={(next: string) => {
            setKind(next === '' ? undefined : (next as JournalKind));
            setCursors([null]);
          }}
          options={[
            { value: '', label: t('journal.all') },
            ...journalKinds.map((one) => ({ value: one, label: t(`journal.kind.${one}`) })),
          ]}
        />
      }
    >
      {cursors.map((cursor, at) => (
        <JournalPage
          key={`${kind ?? ''} ${cursor ?? ''}`}
          customerId={customer.customerId}
          kind={kind}
          cursor={cursor}
          isFirst={at === 0}
          {...(at === cursors.length - 1
            ? { onMore: (next: string) => setCursors([...cursors, next]) }
            : {})}
        />
      ))}
    </Section>
  );
}

function JournalPage(props: {
  readonly customerId: string;
  readonly kind: JournalKind | undefined;
  readonly cursor: string | null;
  readonly isFirst: boolean;
  readonly onMore?: (next: string) => void;
}) {
  const { t } = useSay();
  const { customerId, kind, cursor, isFirst, onMore } = props;
  const page = useRoute(journalApi.listJournal, {
    params: { customerId },
    query: { ...(kind === undefined ? {} : { kind }), ...(cursor === null ? {} : { cursor }) },
  });
  return (
    <Read query={page}>
      {({ rows, next }) =>
        rows.length === 0 && isFirst ? (
          <NoDataYet words={t('journal.none')} />
        ) : (
          <>
            <Timeline
              style={{ marginTop: 8 }}
              items={rows.map((row) => ({
                key: row.key + row.at,
                content: <Entry entry={row} />,
              }))}
            />
            {next === null || onMore === undefined ? null : (
              <Button onClick={() => onMore(next)}>{t('journal.more')}</Button>
            )}
          </>
        )
      }
    </Read>
  );
}

function Entry({ entry }: { readonly entry: JournalEntry }) {
  const { t, tk, tp } = useSay();
  const said = (text: string) => (phraseOf(text) === undefined ? text : tk(text));
  const params = Object.fromEntries(
    Object.entries(entry.params).map(([name, text]) => [name, said(text)]),
  );
  const words = tp(`journal.words.${entry.kind}`, params);
  return (
    <div>
      <span className="kj-bar">
        {entry.at.length === 10 ? <DayText day={entry.at} /> : <Instant at={entry.at} />}
        <strong>{t(`journal.kind.${entry.kind}`)}</strong>
        {entry.who === null ? null : <span className="kj-quiet">{entry.who}</span>}
      </span>
      {words === '' ? null : <div>{words}</div>}
    </div>
  );
}
