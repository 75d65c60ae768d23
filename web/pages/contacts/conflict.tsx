import { Button, Modal } from 'antd';
import { useState } from 'react';
import { contactsApi } from '../../../server/modules/contacts/contract.ts';
import type { RevisionRow } from '../../../server/modules/contacts/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useSay } from '../../i18n/say.ts';
import { Instant } from '../../kit/figures.tsx';
import { Read } from '../../kit/page.tsx';
import { giveUp, writeNote } from '../../offline/notes.ts';
import type { Book } from '../../offline/notes.ts';
import type { QueuedNote } from '../../offline/queued-note.ts';
import { bodyOf, NoteForm, wordsOf } from './note-form.tsx';
import type { NoteWords } from './note-form.tsx';
import { useChannelName } from './use-channels.ts';

interface Props {
  readonly note: QueuedNote;
  readonly channels: Book['channels'];
  readonly onClose: () => void;
}

/** Both texts side by side; the writer decides, and nothing is thrown away unasked. */
export function ConflictDialog({ note, channels, onClose }: Props) {
  const { t } = useSay();
  const { customerId } = note;
  const { noteId } = note.body;
  const query = useRoute(contactsApi.readNote, { params: { customerId, noteId } });
  return (
    <Modal
      open
      width={760}
      title={t('offline.conflict_title')}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
    >
      <Read query={query} rows={4}>
        {({ rows }) => <Sides note={note} kept={rows[0]!} channels={channels} onClose={onClose} />}
      </Read>
    </Modal>
  );
}

function Sides(props: Props & { readonly kept: RevisionRow }) {
  const { t } = useSay();
  const { note, kept, channels, onClose } = props;
  const [merging, setMerging] = useState(false);
  const send = async (words: NoteWords) => {
    const sent = await writeNote({
      customerId: note.customerId,
      customerName: note.customerName,
      body: {
        noteId: note.body.noteId,
        revision: kept.revision + 1,
        act: 'changed',
        ...bodyOf(words),
      },
    });
    if (sent.kind === 'not_kept') return false;
    await giveUp(note);
    onClose();
    return true;
  };
  const mine = wordsOf(note.body);
  if (merging) {
    return (
      <NoteForm
        channels={channels}
        customer={{ customerId: note.customerId, name: note.customerName }}
        initial={{ ...mine, words: `${kept.words}\n${mine.words}` }}
        onSave={(_customer, words) => send(words)}
        onCancel={() => setMerging(false)}
      />
    );
  }
  return (
    <>
      <div className="kj-note-sides">
        <Side
          title={t('offline.conflict_theirs', { revision: kept.revision })}
          words={wordsOf(kept)}
          at={kept.receivedAt}
          channels={channels}
        />
        <Side
          title={t('offline.conflict_yours')}
          words={mine}
          at={note.body.writtenAt}
          channels={channels}
        />
      </div>
      <div className="kj-bar">
        <Button onClick={() => void giveUp(note).then(onClose)}>{t('offline.keep_theirs')}</Button>
        <Button onClick={() => setMerging(true)}>{t('offline.merge')}</Button>
        <Button type="primary" onClick={() => void send(mine)}>
          {t('offline.send_mine')}
        </Button>
      </div>
    </>
  );
}

function Side(props: {
  readonly title: string;
  readonly words: NoteWords;
  readonly at: string;
  readonly channels: Book['channels'];
}) {
  const { t } = useSay();
  const nameOf = useChannelName(props.channels);
  const { words } = props;
  const rows = [
    [t('contacts.field.channel'), nameOf(words.channel)],
    [t('contacts.field.withWhom'), words.withWhom],
    [t('contacts.field.nextStep'), [words.nextStep, words.nextOn].filter(Boolean).join(' · ')],
  ] as const;
  return (
    <section aria-label={props.title}>
      <h3>{props.title}</h3>
      <div className="kj-quiet">
        <Instant at={props.at} />
      </div>
      <p className="kj-note-words">{words.words}</p>
      {rows.map(([title, text]) =>
        text === '' ? null : (
          <div key={title}>
            <span className="kj-quiet">{title}</span> {text}
          </div>
        ),
      )}
    </section>
  );
}
