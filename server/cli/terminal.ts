import { say, type Locale, type Phrases } from '../../core/messages.ts';
import { isRefusal, type Refusal, type RefusalParams } from '../../core/refusal.ts';
import { StartFault, sayStart, type StartNote } from '../platform/start-fault.ts';
import { cliMessages, terminalLocale } from './messages.ts';

/** How a command ended; told to the shell. */
export const exitCodes = { done: 0, bug: 1, usage: 2, refusal: 3, startFault: 4 } as const;

/** What a command found: for machines as data, for people as lines. */
export interface Found {
  readonly data: unknown;
  readonly lines: readonly string[];
  /** A finding that is no refusal but must end with its code, such as a broken chain. */
  readonly isBad?: boolean;
}

/** Where a command speaks: results on standard output, all else on standard error. */
export interface Terminal {
  readonly json: boolean;
  readonly locale: Locale;
  readonly say: (code: keyof typeof cliMessages, params?: RefusalParams) => string;
  readonly note: (note: StartNote) => void;
  readonly print: (line: string) => void;
  readonly whisper: (line: string) => void;
}

export function openTerminal(options: { readonly json?: boolean }): Terminal {
  const locale = terminalLocale(process.env);
  const json = options.json ?? false;
  const whisper = (line: string) => void process.stderr.write(`${line}\n`);
  return {
    json,
    locale,
    say: (code, params = {}) => say(cliMessages[code], locale, params),
    note: (note) => whisper(sayStart(note, locale)),
    print: (line) => void process.stdout.write(`${line}\n`),
    whisper,
  };
}

/**
 * Runs a command and sets the exit code: 0 done, 1 bug, 2 wrong usage, 3 refused by a rule (or a
 * check that failed), 4 the program could not start.
 */
export async function conclude(
  terminal: Terminal,
  book: () => Phrases,
  command: () => Promise<Found | Refusal>,
): Promise<void> {
  try {
    const found = await command();
    if (isRefusal(found)) {
      tell(terminal, 'refused', found.refused, refusalLines(book(), found), found.params);
      process.exitCode = exitCodes.refusal;
      return;
    }
    const ok = found.isBad !== true;
    if (terminal.json) terminal.print(jsonOf({ ok, ...asObject(found.data) }));
    else found.lines.forEach(terminal.print);
    process.exitCode = found.isBad === true ? exitCodes.refusal : exitCodes.done;
  } catch (error) {
    if (error instanceof StartFault) {
      const line = sayStart(error, terminalLocale(process.env));
      tell(terminal, 'start_fault', error.code, [line], error.params);
      process.exitCode = exitCodes.startFault;
      return;
    }
    const { message, stack } = error as Error;
    tell(terminal, 'bug', 'bug', [terminal.say('cli.bug', { message }), stack ?? ''], {});
    process.exitCode = exitCodes.bug;
  }
}

function tell(
  terminal: Terminal,
  kind: string,
  code: string,
  lines: readonly string[],
  params: RefusalParams,
): void {
  if (terminal.json) terminal.print(jsonOf({ ok: false, kind, code, detail: lines[0], params }));
  else lines.forEach(terminal.whisper);
}

/** The refusal and each of its places in the terminal's language. */
export function refusalLines(book: Phrases, refusal: Refusal): readonly string[] {
  const locale = terminalLocale(process.env);
  const words = (code: string, params: RefusalParams) => {
    const phrase = book[code];
    return phrase === undefined ? code : say(phrase, locale, params);
  };
  return [
    words(refusal.refused, refusal.params),
    ...(refusal.details ?? []).map(({ at, code, params }) => `  ${at}: ${words(code, params)}`),
  ];
}

function jsonOf(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'bigint' ? one.toString() : one,
  );
}

function asObject(data: unknown): object {
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? data : { rows: data };
}
