import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import type { Session } from '../../../server/platform/auth/contract.ts';
import { holds, useSessionQuery } from '../../api/session.ts';
import { useSay } from '../../i18n/say.ts';
import { Instant, Mark } from '../../kit/figures.tsx';
import { Section } from '../../kit/page.tsx';
import { PageLink, useGo } from '../../kit/page-link.tsx';
import { arrive, newId, sendWaiting, writeNote } from '../../offline/notes.ts';
import type { DeviceNotes } from '../../offline/notes.ts';
import { useOnline } from '../../offline/online.ts';
import { mayKeep } from '../../offline/seal.ts';
import { unsent } from '../../offline/queued-note.ts';
import './contacts.css';
import { bodyOf, NoteForm } from './note-form.tsx';
import type { FormCustomer, NoteWords } from './note-form.tsx';
import { QueueList } from './queue-list.tsx';
import { useTellWritten } from './tell-written.ts';
import { useDeviceNotes } from './use-device-notes.ts';

/** Where a note is written and kept, with and without network. Stands outside the frame. */
export function NotesPlace() {
  const { t } = useSay();
  const notes = useDeviceNotes();
  const online = useOnline();
  const session = useSessionQuery();
  useArrival(session.data);
  const go = useGo();
  const signedOut = notes.reached === 'signed_out' || (online && session.error !== null);
  const waiting = unsent(notes.queue).length;
  return (
    <main className="kj-notes-place">
      <div className="kj-notes-top">
        <h1>{t('offline.title')}</h1>
        <Mark tone={online ? 'good' : 'warn'}>
          {t(online ? 'offline.online' : 'offline.offline')}
        </Mark>
        <PageLink to="/desk">{t('offline.to_desk')}</PageLink>
      </div>
      {notes.present === null || !signedOut || !online ? null : (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={t('offline.sign_in_first', { count: waiting })}
          action={
            <Button size="small" onClick={() => go('/sign-in?to=%2Fnotes')}>
              {t('offline.sign_in')}
            </Button>
          }
        />
      )}
      {notes.ready ? <Device notes={notes} /> : null}
    </main>
  );
}

/** Who is signed in is told to the device, so that it can be opened without network later. */
function useArrival(session: Session | undefined): void {
  const accountId = session?.account.accountId;
  useEffect(() => {
    if (session === undefined || session.mustChangePassword) return;
    void arrive(session.account, holds(session, 'contacts.write'));
    // The account is what counts; its other facts may be read anew.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [accountId]);
}

function Device({ notes }: { readonly notes: DeviceNotes }) {
  const { t } = useSay();
  const { present, book, queue, fault } = notes;
  if (!mayKeep()) return <Alert type="warning" showIcon title={t('offline.not_possible')} />;
  if (present === null) {
    return (
      <>
        <p>{t('offline.nobody')}</p>
        <PageLink to="/sign-in?to=%2Fnotes">{t('offline.sign_in')}</PageLink>
      </>
    );
  }
  return (
    <div className="kj-stack">
      <Section title={t('offline.who', { name: present.name, login: present.login })}>
        {fault === null ? null : (
          <Alert type="error" showIcon title={t(`offline.${fault}`)} style={{ marginBottom: 12 }} />
        )}
        <Writing notes={notes} />
        {book === null ? null : (
          <p className="kj-quiet" style={{ marginTop: 12 }}>
            {t('offline.book_at', { count: book.customers.length, at: '' })}
            <Instant at={book.at} />
          </p>
        )}
      </Section>
      <Section
        title={t('offline.queue')}
        extra={
          unsent(queue).length === 0 ? null : (
            <Button size="small" onClick={() => void sendWaiting()}>
              {t('offline.send_now')}
            </Button>
          )
        }
      >
        <QueueList queue={queue} channels={book?.channels ?? []} />
      </Section>
    </div>
  );
}

/** The form, empty again after each note that was kept. */
function Writing({ notes }: { readonly notes: DeviceNotes }) {
  const [turn, setTurn] = useState(0);
  const tell = useTellWritten();
  const { book } = notes;
  const linked = useLinkedCustomer(notes);
  const save = async (customer: FormCustomer, words: NoteWords) => {
    const written = await writeNote({
      customerId: customer.customerId,
      customerName: customer.name,
      body: { noteId: newId(), revision: 1, act: 'written', ...bodyOf(words) },
    });
    tell(written);
    const isSafe = written.kind !== 'not_kept';
    if (isSafe) setTurn(turn + 1);
    return isSafe;
  };
  return (
    <NoteForm
      key={`${turn} ${linked?.customerId ?? ''}`}
      channels={book?.channels ?? []}
      customers={book?.customers ?? []}
      draft={`contact-note/${linked?.customerId ?? ''}`}
      {...(notes.present === null ? {} : { owner: notes.present.accountId })}
      {...(linked === undefined ? {} : { customer: linked })}
      onSave={save}
    />
  );
}

/** The customer of a link such as /notes?customer=7. */
function useLinkedCustomer({ book }: DeviceNotes): FormCustomer | undefined {
  const { t } = useSay();
  const customerId = new URLSearchParams(location.search).get('customer');
  if (customerId === null || !/^\d{1,18}$/.test(customerId)) return undefined;
  const found = book?.customers.find((one) => one.customerId === customerId);
  return found ?? { customerId, name: t('offline.customer_other', { id: customerId }) };
}
