import { useQueryClient } from '@tanstack/react-query';
import { authApi } from '../../server/platform/auth/contract.ts';
import type { Session } from '../../server/platform/auth/contract.ts';
import { call } from './client.ts';
import { keyOf, useRoute } from './queries.ts';

/**
 * Who is signed in; asked once and kept until a sign-in, a sign-out or a refusal says otherwise.
 */
export function useSessionQuery() {
  return useRoute(authApi.readSession, {}, { staleTime: 5 * 60_000 });
}

/** The session inside the frame, where it is known. */
export function useSession(): Session {
  const { data } = useSessionQuery();
  if (data === undefined) throw new Error('useSession stands outside the frame');
  return data;
}

/** Whether the right is held: 'anyone' and 'signed_in' always are inside the frame. */
export function holds(session: Pick<Session, 'rights'>, right: string): boolean {
  return right === 'anyone' || right === 'signed_in' || session.rights.includes(right);
}

/** `const may = useMay(); may('customers.create') && <Button …/>` */
export function useMay(): (right: string) => boolean {
  const session = useSession();
  return (right) => holds(session, right);
}

/**
 * Puts the session of a sign-in or a changed password in place; another person's answers are
 * forgotten.
 */
export function useEnter(): (session: Session) => void {
  const client = useQueryClient();
  return (session) => {
    client.clear();
    client.setQueryData(keyOf(authApi.readSession, {}), session);
  };
}

/** Signs out on the server, then forgets every answer and what the device keeps of customers. */
export function useLeave(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    const left = client.getQueryData<Session>(keyOf(authApi.readSession, {}))?.account.accountId;
    await call(authApi.signOut).finally(() => client.clear());
    const { leave } = await import('../offline/notes.ts');
    await leave();
    if (left === undefined) return;
    const { forgetDrafts } = await import('../offline/draft-shelf.ts');
    await forgetDrafts(left);
  };
}
