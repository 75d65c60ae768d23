import { say } from '../../core/messages.ts';
import type { Locale } from '../../core/messages.ts';
import { startPhrases } from './start-messages.ts';

export type StartCode = keyof typeof startPhrases;
export type StartParams = Readonly<Record<string, string | number>>;

/** What the start reports on its way: a phrase and its parameters. */
export interface StartNote {
  readonly code: StartCode;
  readonly params: StartParams;
}
export type OnNote = (note: StartNote) => void;

/** The phrase of a note or a fault in one language. */
export function sayStart(note: StartNote, locale: Locale): string {
  return say(startPhrases[note.code], locale, note.params);
}

/**
 * The program cannot start for a reason that the operator can mend: printed as one line, never a
 * stack.
 */
export class StartFault extends Error implements StartNote {
  override readonly name = 'StartFault';
  readonly code: StartCode;
  readonly params: StartParams;

  constructor(code: StartCode, params: StartParams, cause?: unknown) {
    super(say(startPhrases[code], 'en', params), cause === undefined ? undefined : { cause });
    this.code = code;
    this.params = params;
  }
}

/**
 * Turns a failed file operation into a fault that says what to do; any other error passes through.
 */
export function fileFault(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new StartFault('disk_full', { path }, error);
  if (code !== undefined && ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOENT'].includes(code))
    return new StartFault('directory_unwritable', { path, reason: code }, error);
  return error;
}
