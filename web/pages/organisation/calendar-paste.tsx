import { App, Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { organisationApi } from '../../../server/modules/organisation/contract.ts';
import type { AnswerOf } from '../../api/client.ts';
import { useCommand } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { DayText, Mark } from '../../kit/figures.tsx';
import { ProblemNote } from '../../kit/problem.tsx';
import { SmallTable } from '../../kit/small-table.tsx';
import type { Entry } from './day-editor.tsx';

interface Props {
  readonly year: number;
  /** What a day is now, with the changes not yet saved. */
  readonly now: (day: string) => Entry;
  readonly onTake: (changes: readonly Entry[]) => void;
  readonly onClose: () => void;
}

/** A pasted notice or table: read, shown with its faults, and taken over into the year shown. */
export function CalendarPaste({ year, now, onTake, onClose }: Props) {
  const { t } = useSay();
  const { message } = App.useApp();
  const [text, setText] = useState('');
  const read = useCommand(organisationApi.readPastedCalendar);
  const found = read.data;
  const ask = () => void read.mutateAsync({ params: { year }, body: { text } }).catch(() => null);
  const real = found?.changes.filter((one) => !isSame(one, now(one.day))) ?? [];
  const take = () => {
    onTake(real);
    void message.success(t('organisation.calendar.taken'));
  };
  return (
    <Drawer
      open
      size="min(720px, 100vw)"
      title={`${t('organisation.calendar.paste')} · ${year}`}
      onClose={onClose}
      footer={
        <span className="kj-bar">
          <Button disabled={text.trim() === ''} loading={read.isPending} onClick={ask}>
            {t('organisation.calendar.read')}
          </Button>
          <Button type="primary" disabled={real.length === 0} onClick={take}>
            {t('organisation.calendar.take', { days: real.length })}
          </Button>
        </span>
      }
    >
      <p className="kj-quiet">{t('organisation.calendar.paste_hint')}</p>
      <Input.TextArea
        rows={8}
        value={text}
        maxLength={20_000}
        aria-label={t('organisation.calendar.paste_text')}
        onChange={(event) => setText(event.target.value)}
      />
      {read.error === null ? null : <ProblemNote error={read.error} />}
      {found === undefined ? null : <Found found={found} now={now} />}
    </Drawer>
  );
}

type Pasted = AnswerOf<typeof organisationApi.readPastedCalendar>;

function isSame(a: Entry, b: Entry): boolean {
  return a.kind === b.kind && a.name === b.name;
}

function Found({ found, now }: { readonly found: Pasted; readonly now: Props['now'] }) {
  const { t, tp } = useSay();
  return (
    <div className="kj-stack" style={{ marginTop: 12 }}>
      {found.faults.length === 0 ? null : (
        <section aria-label={t('organisation.calendar.faults')}>
          <h3>
            <Mark tone="bad">
              {t('organisation.calendar.faults')} {found.faults.length}
            </Mark>
          </h3>
          <SmallTable
            rows={found.faults}
            keyOf={(_fault, at) => at}
            columns={[
              { title: t('organisation.calendar.line'), figure: true, render: ({ line }) => line },
              { title: t('organisation.calendar.text'), names: true, render: (one) => one.text },
              {
                title: t('organisation.calendar.why'),
                render: ({ code, params }) => tp(code, params),
              },
            ]}
          />
        </section>
      )}
      {found.changes.length === 0 ? null : (
        <SmallTable
          rows={found.changes}
          keyOf={(one) => one.day}
          columns={[
            {
              title: t('organisation.calendar.day'),
              names: true,
              nowrap: true,
              render: ({ day }) => <DayText day={day} />,
            },
            {
              title: t('organisation.calendar.before'),
              render: ({ day }) => <Said entry={now(day)} />,
            },
            {
              title: t('organisation.calendar.after'),
              render: (one) =>
                isSame(one, now(one.day)) ? (
                  <span className="kj-quiet">{t('organisation.calendar.same')}</span>
                ) : (
                  <Said entry={one} />
                ),
            },
          ]}
        />
      )}
    </div>
  );
}

/** What a day is, in words. */
export function Said({ entry }: { readonly entry: Entry }) {
  const { t } = useSay();
  return (
    <>
      {t(`organisation.calendar.${entry.kind}`)} {entry.name}
    </>
  );
}
