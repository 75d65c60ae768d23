import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../../../core/refusal.ts';
import { decideDocument, decideOpening, decideWithdrawal, keptName } from './document.ts';

/** An archive of empty parts, as far as its directory goes. */
function archiveOf(...names: readonly string[]): Buffer {
  const local = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
  const entries = names.map((name) => {
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    return Buffer.concat([entry, Buffer.from(name)]);
  });
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, ...entries, end]);
}

describe('a file is what its bytes say, not what its name says', () => {
  const types = '[Content_Types].xml';
  const files: readonly (readonly [string, Buffer, string])[] = [
    ['a PDF', Buffer.from('%PDF-1.7 …'), 'application/pdf'],
    ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'image/png'],
    ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
    ['a DOCX', archiveOf(types, 'word/document.xml'), 'wordprocessingml.document'],
    ['an XLSX', archiveOf(types, 'xl/workbook.xml'), 'spreadsheetml.sheet'],
    ['a macro', archiveOf(types, 'xl/workbook.xml', 'xl/vbaProject.bin'), 'document_has_program'],
    ['a plain ZIP', archiveOf('readme.txt'), 'document_kind_refused'],
    ['a torn ZIP', archiveOf(types, 'word/document.xml').subarray(0, 60), 'document_kind_refused'],
    ['a page', Buffer.from('<html><script>'), 'document_kind_refused'],
    ['nothing', Buffer.alloc(0), 'document_malformed'],
    ['10 MiB', Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(10_485_755)]), 'application/pdf'],
    [
      '10 MiB and a byte',
      Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(10_485_756)]),
      'document_too_large',
    ],
  ];
  it.each(files)('%s', (_name, bytes, answer) => {
    const said = decideDocument(bytes);
    expect(isRefusal(said) ? said.refused : said).toContain(answer);
  });

  it.each([
    ['../../etc/passwd', 'etcpasswd.pdf'],
    ['营业执照.JPG', '营业执照.pdf'],
    ['', 'document.pdf'],
    ['a\u202Egnp.exe', 'agnp.pdf'],
  ])('%s is kept as %s', (given, kept) => {
    expect(keptName(given, 'application/pdf').replace('....', '')).toBe(kept);
  });

  it('who uploaded or heads may withdraw it once; afterwards only who checks opens it', () => {
    const stands = { uploadedBy: 7n, withdrawnAt: null };
    const gone = { uploadedBy: 7n, withdrawnAt: '2026-01-01T00:00:00Z' };
    const by = (accountId: bigint, ...roles: string[]) => ({ accountId, roles });
    expect(decideWithdrawal(stands, by(7n, 'rm'))).toBeNull();
    expect(decideWithdrawal(stands, by(8n, 'team_head'))).toBeNull();
    expect(decideWithdrawal(stands, by(8n, 'rm'))?.refused).toBe(
      'customers.withdrawal_not_allowed',
    );
    expect(decideWithdrawal(gone, by(7n, 'rm'))?.refused).toBe('customers.document_withdrawn');
    expect(decideOpening(stands, ['rm'])).toBeNull();
    expect(decideOpening(gone, ['rm'])?.refused).toBe('customers.document_withdrawn');
    expect(decideOpening(gone, ['auditor'])).toBeNull();
  });
});
