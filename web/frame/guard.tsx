import type { ReactNode } from 'react';
import { useMay } from '../api/session.ts';
import { Forbidden } from '../pages/trouble/trouble.tsx';

/** Shows the page when the right is held, else why not. The server decides again on every call. */
export function Guard(props: { readonly right: string; readonly children: ReactNode }) {
  const may = useMay();
  return may(props.right) ? props.children : <Forbidden right={props.right} />;
}
