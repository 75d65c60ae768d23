import { Button, Modal } from 'antd';
import { useState } from 'react';
import { contactsApi } from '../../../server/modules/contacts/contract.ts';
import type { NoteRow } from '../../../server/modules/contacts/contract.ts';
import { useRoute } from '../../api/queries.ts';
import { useMay, useSession } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { ConfirmButton } from '../../kit/confirm.tsx';
import { Choice, DayText, Instant, Mark } from '../../kit/figures.tsx';
import { Read } from '../../kit/page.tsx';
import { arrive, newId, writeNote } from '../../offline/notes.ts';
import type { Book } from '../../offline/notes.ts';
import './contacts.css';
import { bodyOf, NoteForm, wordsOf } from './note-form.tsx';
import type { FormCustomer, NoteWords } from './note-form.tsx';
import { useTellWritten } from './tell-written.ts';
import { useChannelName, useChannels } from './use-channels.ts';

/** Opens the form for a customer; without one it is chosen from the own ones. */
export function WriteNote({ customer }: { readonly customer?: FormCustomer }) {
  const { t } = useSay();
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may('contacts.write')) return null;
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('contacts.page.write')}
      </Button>
      {open ? (
        <WriteDialog
          {...(customer === undefined ? {} : { customer })}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

function WriteDialog(props: { readonly customer?: FormCustomer; readonly onClose: () => void }) {
  const { t } = useSay();
  const { account } = useSession();
  const tell = useTellWritten();
  const channels = useChannels();
  const book = useRoute(contactsApi.listBook, {}, { enabled: props.customer === undefined });
  const save = async (customer: FormCustomer, words: NoteWords) => {
    await arrive(account, false);
    const written = await writeNote({
      customerId: customer.customerId,
      customerName: customer.name,
      body: { noteId: newId(), revision: 1, act: 'written', ...bodyOf(words) },
    });
    tell(written);
    const isSafe = written.kind !== 'not_kept';
    if (isSafe) props.onClose();
    return isSafe;
  };
  const form = (customers?: Book['customers']) => (
    <NoteForm
      channels={channels}
      {...(customers === undefined ? {} : { customers })}
      {...(props.customer === undefined ? {} : { customer: props.customer })}
      draft={`contact-note/${props.customer?.customerId ?? ''}`}
      onSave={save}
      onCancel={props.onClose}
    />
  );
  return (
    <Modal
      open
      title={t('contacts.page.write')}
      footer={null}
      onCancel={props.onClose}
      mask={{ closable: false }}
    >
      {props.customer === undefined ? <Read query={book}>{({ rows }) => form(rows)}</Read> : form()}
    </Modal>
  );
}

/** What its writer may do with a note. */
export function NoteActions({ note }: { readonly note: NoteRow }) {
  const { t } = useSay();
  const may = useMay();
  const { staffId, account } = useSession();
  const tell = useTellWritten();
  const channels = useChannels();
  const [open, setOpen] = useState(false);
  const mine = note.staffId === staffId && may('contacts.write');
  const { customerId, customerName, noteId, revision } = note;
  const next = async (act: 'changed' | 'withdrawn', words: NoteWords) => {
    await arrive(account, false);
    const written = await writeNote({
      customerId,
      customerName,
      body: {
        noteId,
        revision: revision + 1,
        act,
        ...bodyOf(words),
        happenedAt: note.happenedAt,
      },
    });
    tell(written);
    const isSafe = written.kind !== 'not_kept';
    if (isSafe) setOpen(false);
    return isSafe;
  };
  return (
    <span className="kj-bar">
      <Revisions note={note} />
      {mine ? (
        <>
          <Button size="small" onClick={() => setOpen(true)}>
            {t('contacts.page.change')}
          </Button>
          <ConfirmButton
            label={t('contacts.page.withdraw')}
            title={t('contacts.page.withdraw_sure')}
            danger
            onConfirm={() => next('withdrawn', wordsOf(note))}
          />
        </>
      ) : null}
      <Modal
        open={open}
        title={t('contacts.page.change')}
        footer={null}
        destroyOnHidden
        mask={{ closable: false }}
        onCancel={() => setOpen(false)}
      >
        <NoteForm
          channels={channels}
          customer={{ customerId, name: customerName }}
          initial={wordsOf(note)}
          draft={`contact-note/${customerId}/${noteId}/${revision}`}
          onSave={(_customer, words) => next('changed', words)}
          onCancel={() => setOpen(false)}
        />
      </Modal>
    </span>
  );
}

function Revisions({ note }: { readonly note: NoteRow }) {
  const { t } = useSay();
  const [open, setOpen] = useState(false);
  if (note.revision === 1) return null;
  return (
    <>
      <Button size="small" type="link" onClick={() => setOpen(true)}>
        {t('contacts.page.revisions')} {note.revision}
      </Button>
      {open ? <RevisionDialog note={note} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function RevisionDialog({ note, onClose }: { note: NoteRow; onClose: () => void }) {
  const { t } = useSay();
  const { customerId, noteId } = note;
  const query = useRoute(contactsApi.readNote, { params: { customerId, noteId } });
  return (
    <Modal open title={t('contacts.page.revisions')} footer={null} onCancel={onClose}>
      <Read query={query}>
        {({ rows }) => (
          <ul className="kj-lines">
            {rows.map((one) => (
              <li key={one.revision}>
                <strong>{one.revision}</strong>{' '}
                <Choice module="contacts" property="act" value={one.act} />{' '}
                <Choice module="contacts" property="origin" value={one.origin} />{' '}
                <Instant at={one.receivedAt} />
                <div className="kj-note-words">{one.words}</div>
              </li>
            ))}
          </ul>
        )}
      </Read>
    </Modal>
  );
}

/** Others who contacted the same customer within the days of the policy (P3). */
export function Near({ near }: { readonly near: NoteRow['near'] }) {
  if (near.length === 0) return null;
  return near.map(({ staffName, day }) => (
    <div key={`${staffName} ${day}`}>
      <Mark tone="warn">
        {staffName} <DayText day={day} />
      </Mark>
    </div>
  ));
}

/** The way of contact in words. */
export function ChannelName({ channel }: { readonly channel: string }) {
  return <span>{useChannelName(useChannels())(channel)}</span>;
}
