import type { MouseEvent } from 'react';

/** Whether a click meant the row and not a link or button inside it. */
export function meansRow(event: MouseEvent): boolean {
  return (event.target as Element).closest('a,button,input,label,[role="button"]') === null;
}
