import type { Refusal } from '../../../../core/refusal.ts';
import { documentBytesMax, mediaTypes, type MediaType } from '../contract/file.ts';
import { refuse } from '../messages.ts';

const starts: readonly (readonly [MediaType, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
];
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * What a file is by its bytes; its name decides nothing. DOCX and XLSX are archives that name their
 * parts: those with a program inside are refused. Refuses: empty, more than 10 MiB, anything else.
 */
export function decideDocument(bytes: Uint8Array): MediaType | Refusal {
  const most = documentBytesMax / 1_048_576;
  if (bytes.length === 0) return refuse('customers.document_malformed');
  if (bytes.length > documentBytesMax) return refuse('customers.document_too_large', { most });
  const found = starts.find(([, start]) => start.every((byte, at) => bytes[at] === byte));
  if (found !== undefined) return found[0];
  const parts = partsOfArchive(bytes);
  if (!parts.includes('[Content_Types].xml')) return refuse('customers.document_kind_refused');
  if (parts.some((part) => /vbaProject|\.bin$|activeX/i.test(part))) {
    return refuse('customers.document_has_program');
  }
  if (parts.includes('word/document.xml')) return docx;
  if (parts.includes('xl/workbook.xml')) return xlsx;
  return refuse('customers.document_kind_refused');
}

const endOfDirectory = 0x06054b50;
const entryOfDirectory = 0x02014b50;
const entryLength = 46;

/** Names of the parts of a ZIP archive by its directory; nothing is unpacked. Empty: none. */
export function partsOfArchive(bytes: Uint8Array): readonly string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = Math.max(0, bytes.length - 22 - 65_535);
  let end = bytes.length - 22;
  while (end >= first && view.getUint32(end, true) !== endOfDirectory) end -= 1;
  if (end < first) return [];
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const names: string[] = [];
  const decoder = new TextDecoder();
  for (let one = 0; one < count; one++) {
    if (at + entryLength > bytes.length || view.getUint32(at, true) !== entryOfDirectory) return [];
    const length = view.getUint16(at + 28, true);
    const from = at + entryLength;
    names.push(decoder.decode(bytes.subarray(from, from + length)));
    at = from + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return names;
}

/** The name under which a file is kept: without path and control characters, ending as its form. */
export function keptName(given: string, type: MediaType): string {
  const bare = given
    .replace(/[\p{Cc}\p{Cf}/\\]/gu, '')
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .trim()
    .slice(-100);
  return `${bare === '' ? 'document' : bare}.${mediaTypes[type]}`;
}

/**
 * Who may mark a file as no longer counting: who uploaded it, or who heads (ASSUMED). Refuses the
 * others, and a second withdrawal.
 */
export function decideWithdrawal(
  document: { readonly uploadedBy: bigint; readonly withdrawnAt: string | null },
  actor: { readonly accountId: bigint; readonly roles: readonly string[] },
): Refusal | null {
  if (document.withdrawnAt !== null) return refuse('customers.document_withdrawn');
  const heads = actor.roles.some((role) => role === 'team_head' || role === 'branch_president');
  return heads || document.uploadedBy === actor.accountId
    ? null
    : refuse('customers.withdrawal_not_allowed');
}

/** Who may open a file: whoever reads files; a withdrawn one only who checks (ASSUMED). */
export function decideOpening(
  document: { readonly withdrawnAt: string | null },
  roles: readonly string[],
): Refusal | null {
  if (document.withdrawnAt === null) return null;
  const checks = roles.some((role) => role === 'risk' || role === 'auditor');
  return checks ? null : refuse('customers.document_withdrawn');
}
