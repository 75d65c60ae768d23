import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { useSay } from '../../i18n/say.ts';
import { Choice, Instant } from '../../kit/figures.tsx';
import { NoDataYet } from '../../kit/empty.tsx';
import { giveUp, writeNote } from '../../offline/notes.ts';
import type { Book } from '../../offline/notes.ts';
import type { QueuedNote } from '../../offline/queued-note.ts';
import { ConflictDialog } from './conflict.tsx';
import { bodyOf, NoteForm, wordsOf } from './note-form.tsx';
import { useChannelName } from './use-channels.ts';

const tones = { waiting: 'gold', sent: 'good', refused: 'bad', conflict: 'warn' } as const;

/** Notes of this device, oldest first, each with its state and what may be done with it. */
export function QueueList(props: {
  readonly queue: readonly QueuedNote[];
  readonly channels: Book['channels'];
}) {
  const { t } = useSay();
  if (props.queue.length === 0) return <NoDataYet words={t('offline.queue_empty')} />;
  return (
    <ul className="kj-note-queue" aria-label={t('offline.queue')}>
      {props.queue
        .toSorted((a, b) => a.seq - b.seq)
        .map((note) => (
          <QueueRow key={note.seq} note={note} channels={props.channels} />
        ))}
    </ul>
  );
}

function QueueRow({ note, channels }: { note: QueuedNote; channels: Book['channels'] }) {
  const nameOf = useChannelName(channels);
  const { state, body } = note;
  return (
    <li data-state={state.kind}>
      <div className="kj-note-head">
        <strong>{note.customerName}</strong>
        <Choice module="offline" property="state" value={state.kind} tones={tones} />
      </div>
      <div className="kj-quiet">
        {nameOf(body.channel)} · <Instant at={body.happenedAt} />
      </div>
      <div className="kj-note-words">{body.words}</div>
      {state.kind === 'sent' ? <Warnings note={note} /> : null}
      {state.kind === 'refused' ? <RefusedNote note={note} channels={channels} /> : null}
      {state.kind === 'conflict' ? <ConflictNote note={note} channels={channels} /> : null}
    </li>
  );
}

function Warnings({ note }: { readonly note: QueuedNote }) {
  const { tp } = useSay();
  if (note.state.kind !== 'sent') return null;
  return note.state.receipt.warnings.map(({ code, params }) => (
    <div key={`${code} ${params['staffName'] ?? ''}`} className="kj-note-warning">
      {tp(code, params)}
    </div>
  ));
}

function useGiveUp() {
  const { t } = useSay();
  const { modal } = App.useApp();
  return (note: QueuedNote) =>
    void modal.confirm({
      title: t('offline.give_up_sure', { name: note.customerName }),
      okText: t('offline.give_up'),
      okButtonProps: { danger: true },
      cancelText: t('web.cancel'),
      onOk: () => giveUp(note),
    });
}

/** Why the bank refused, and what its writer may do. */
function RefusedNote({ note, channels }: { note: QueuedNote; channels: Book['channels'] }) {
  const { t } = useSay();
  const abandon = useGiveUp();
  const [open, setOpen] = useState(false);
  if (note.state.kind !== 'refused') return null;
  const { told } = note.state;
  const { customerId, customerName, remark, body } = note;
  const { noteId, revision, act } = body;
  const again = async (changes: { remark: boolean; words: ReturnType<typeof wordsOf> }) => {
    const sent = await writeNote({
      customerId,
      customerName,
      remark: changes.remark,
      body: { noteId, revision, act, ...bodyOf(changes.words) },
    });
    if (sent.kind === 'not_kept') return false;
    await giveUp(note);
    setOpen(false);
    return true;
  };
  return (
    <div className="kj-note-told" role="alert">
      <div>{told.words}</div>
      <div className="kj-bar">
        {told.code === 'contacts.handed_over' ? (
          <Button size="small" onClick={() => void again({ remark: true, words: wordsOf(body) })}>
            {t('offline.as_remark')}
          </Button>
        ) : null}
        <Button size="small" onClick={() => setOpen(true)}>
          {t('offline.edit_again')}
        </Button>
        <Button size="small" danger onClick={() => abandon(note)}>
          {t('offline.give_up')}
        </Button>
      </div>
      <Modal
        open={open}
        title={t('offline.edit_again')}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <NoteForm
          channels={channels}
          customer={{ customerId, name: customerName }}
          initial={wordsOf(body)}
          onSave={(_customer, words) => again({ remark, words })}
          onCancel={() => setOpen(false)}
        />
      </Modal>
    </div>
  );
}

function ConflictNote({ note, channels }: { note: QueuedNote; channels: Book['channels'] }) {
  const { t } = useSay();
  const [open, setOpen] = useState(false);
  if (note.state.kind !== 'conflict') return null;
  const { told } = note.state;
  return (
    <div className="kj-note-told" role="alert">
      <div>{told.words}</div>
      <Button size="small" type="primary" onClick={() => setOpen(true)}>
        {t('offline.resolve')}
      </Button>
      {open ? (
        <ConflictDialog note={note} channels={channels} onClose={() => setOpen(false)} />
      ) : null}
    </div>
  );
}
