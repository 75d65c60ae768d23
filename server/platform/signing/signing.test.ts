import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { pdfOf } from '../files/typst.ts';
import { testTransaction } from '../testing/database.ts';
import { openHouse, type TestHouse } from '../testing/http.ts';
import { decideIdentity, fingerprintOf, makeIdentity, type Identity } from './certificate.ts';
import { signDetached } from './cms.ts';
import { installCertificate, signingIdentity, signingModule } from './index.ts';
import { signPdf } from './pdf.ts';
import { verifyPdf } from './verify.ts';

const now = new Date('2026-03-02T03:04:05Z');
const words = { reason: '责任书 2026-责-0001', name: '客经示范银行', place: '', at: now };
const has = (tool: string) => spawnSync(tool, ['-v']).error === undefined;
/** Words of a command line; a file's name has no blank in it. */
const wordsOf = (line: string) => line.trim().split(/\s+/);
const run = (tool: string, line: string, ...more: string[]) =>
  execFileSync(tool, [...(line === '' ? [] : wordsOf(line)), ...more], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

let home: string;
let identity: Identity;
let signed: Buffer;
beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'signing-'));
  identity = await makeIdentity('客经示范银行', now);
  const pdf = pdfOf('#set text(font: "Noto Sans SC")\n= 责任书\n#pagebreak()\n第二页', {});
  signed = await signPdf(pdf, identity, words);
});
afterAll(() => rmSync(home, { recursive: true }));
const kept = <T>(value: T | Refusal): T => {
  if (isRefusal(value)) throw new Error(value.refused);
  return value;
};
const file = (name: string, body: string | Buffer) => {
  const at = path.join(home, name);
  writeFileSync(at, body);
  return at;
};

describe('a signed PDF', () => {
  it('holds, is PAdES, and names its certificate in the signed attributes', () => {
    const found = verifyPdf(signed);
    expect(found).toMatchObject({ intact: true, subFilter: 'ETSI.CAdES.detached' });
    if (!found.intact) return;
    expect(found.certificate.fingerprint256).toBe(identity.certificate.fingerprint256);
    // Content type, digest, signing certificate v2; PAdES B-B forbids the signing time here.
    expect(found.attributes).toEqual([
      '1.2.840.113549.1.9.3',
      '1.2.840.113549.1.9.4',
      '1.2.840.113549.1.9.16.2.47',
    ]);
  });

  it('breaks when one byte of the text, of the signature or of its range changes', () => {
    const text = signed.toString('latin1');
    const open = text.indexOf('/Contents <') + '/Contents <'.length;
    for (const at of [0, 500, open + 900, text.lastIndexOf('/ByteRange [0 ') + 12]) {
      const changed = Buffer.from(signed);
      changed[at] = changed[at] === 0x31 ? 0x32 : 0x31;
      expect([at, verifyPdf(changed).intact]).toEqual([at, false]);
    }
  });

  it('breaks when something is appended', () => {
    const found = verifyPdf(Buffer.concat([signed, Buffer.from('% more')]));
    expect(found).toEqual({ intact: false, fault: 'not the whole file is covered' });
    expect(verifyPdf(Buffer.from('%PDF-1.7'))).toEqual({ intact: false, fault: 'no signature' });
  });

  it('is not believed under the certificate of another', async () => {
    const other = await makeIdentity('别的银行', now);
    const swapped = { ...identity, certificate: other.certificate };
    const pdf = pdfOf('= x', {});
    await expect(signPdf(pdf, swapped, words)).rejects.toThrow('did not sign');
  });

  it('is called valid by pdfsig', (ctx) => {
    ctx.skip(!has('pdfsig'), 'poppler’s pdfsig is not installed');
    const told = run('pdfsig', file('signed.pdf', signed));
    expect(told).toContain('Signature is Valid.');
    expect(told).toContain('Total document signed');
    expect(told).toContain('ETSI.CAdES.detached');
    const broken = Buffer.from(signed);
    broken[500] = broken[500]! ^ 1;
    expect(run('pdfsig', file('broken.pdf', broken))).toContain('Digest Mismatch');
  });

  it('is called trusted by pdfsig once the bank’s root is, and not before', (ctx) => {
    ctx.skip(!has('pdfsig'), 'poppler’s pdfsig is not installed');
    ctx.skip(!has('certutil'), 'certutil of NSS is not installed');
    const at = file('trusted-or-not.pdf', signed);
    const store = `sql:${home}`;
    run('certutil', '-N', '-d', store, '--empty-password');
    expect(run('pdfsig', '-nssdir', store, at)).not.toContain('Certificate is Trusted');
    const root = file('root.pem', identity.chain[0]!.toString());
    run('certutil', '-A', '-d', store, '-n', 'bank', '-t', 'C,C,C', '-i', root);
    expect(run('pdfsig', '-nssdir', store, at)).toContain('Certificate is Trusted.');
  });

  it('is trusted by openssl once the root is, and not before', async (ctx) => {
    ctx.skip(!has('openssl'), 'openssl is not installed');
    const content = Buffer.from('责任书');
    const other = await makeIdentity('别的银行', now);
    const at = file('cms.der', signDetached(content, identity));
    const verify = (trusted: Identity) =>
      spawnSync(
        'openssl',
        wordsOf(`cms -verify -binary -inform DER -purpose any -no_check_time -in ${at}
          -content ${file('content', content)} -out ${path.join(home, 'out')}
          -CAfile ${file('trusted.pem', trusted.chain[0]!.toString())}`),
      ).status;
    expect(verify(identity)).toBe(0);
    expect(verify(other)).not.toBe(0);
  });
});

describe('a certificate given by the bank', () => {
  const wishOf = (of: Identity) => ({
    certificatePem: of.certificate.toString(),
    keyPem: of.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    passphrase: null,
  });

  it('is refused before and after its time, and with a key that is not its own', async () => {
    const late = new Date('2036-03-02T03:04:06Z');
    const early = new Date('2026-03-02T03:03:04Z');
    const code = (of: Identity, at: Date) => decideIdentity(of, at)?.refused ?? '';
    expect(code(identity, now)).toBe('');
    expect(code(identity, new Date('2036-03-02T03:04:05Z'))).toBe('');
    expect(code(identity, late)).toBe('signing.certificate_expired');
    expect(code(identity, early)).toBe('signing.certificate_early');
    const { key } = await makeIdentity('别的银行', now);
    expect(code({ ...identity, key }, now)).toBe('signing.key_differs');
  });

  it('must be meant for signing and strong: as openssl makes them', async (ctx) => {
    ctx.skip(!has('openssl'), 'openssl is not installed');
    const made = (name: string, key: string, extension = '') => {
      const [keyAt, at] = [path.join(home, `${name}.key`), path.join(home, `${name}.pem`)];
      run(
        'openssl',
        `req -x509 -nodes -days 30 -newkey ${key} -keyout ${keyAt} -out ${at}
          ${extension === '' ? '' : `-addext ${extension}`}`,
        '-subj',
        '/CN=Some Bank',
      );
      return [keyAt, at] as const;
    };
    const ec = 'ec -pkeyopt ec_paramgen_curve:prime256v1';
    const install = (files: readonly [string, string]) =>
      testTransaction(async (tx) => {
        const [keyPem, certificatePem] = files.map((at) => readFileSync(at, 'utf8'));
        const done = await installCertificate(tx, {
          certificatePem: certificatePem!,
          keyPem: keyPem!,
          passphrase: null,
        });
        return isRefusal(done) ? done.refused : done.origin;
      });
    const signs = 'keyUsage=critical,digitalSignature';
    expect(await install(made('ec', ec, signs))).toBe('installed');
    expect(await install(made('plain', 'rsa:2048'))).toBe('installed');
    expect(await install(made('doc', ec, 'extendedKeyUsage=1.3.6.1.5.5.7.3.36'))).toBe('installed');
    expect(await install(made('weak', 'rsa:1024', signs))).toBe('signing.key_weak');
    const curve = 'ec -pkeyopt ec_paramgen_curve:secp256k1';
    expect(await install(made('odd', curve, signs))).toBe('signing.key_weak');
    const ca = 'keyUsage=critical,keyCertSign,cRLSign';
    expect(await install(made('ca', ec, ca))).toBe('signing.usage_missing');
    const server = 'extendedKeyUsage=serverAuth';
    expect(await install(made('tls', ec, server))).toBe('signing.usage_missing');
    const [[keyAt], [, other]] = [made('one', ec), made('two', ec)];
    expect(await install([keyAt, other])).toBe('signing.key_differs');
  });

  it('comes as PKCS #12 too, and signs with its curve; pdfsig holds it valid', async (ctx) => {
    ctx.skip(!has('openssl') || !has('pdfsig'), 'openssl or pdfsig is not installed');
    const [keyAt, at, p12] = ['p.key', 'p.pem', 'p.p12'].map((name) => path.join(home, name));
    run(
      'openssl',
      `req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -days 30 -utf8
        -keyout ${keyAt} -out ${at} -subj /CN=客经示范银行`,
    );
    const pass = 'pass:s3 cret';
    run('openssl', `pkcs12 -export -inkey ${keyAt} -in ${at} -out ${p12} -passout`, pass);
    const p12Base64 = readFileSync(p12!).toString('base64');
    await testTransaction(async (tx) => {
      const wrong = await installCertificate(tx, { p12Base64, passphrase: 'guess' });
      expect(isRefusal(wrong) ? wrong.refused : '').toBe('signing.p12_unreadable');
      const done = await installCertificate(tx, { p12Base64, passphrase: 's3 cret' });
      expect(done).toMatchObject({ origin: 'installed', subject: 'CN=客经示范银行' });
      const used = kept(await signingIdentity(tx, '不用'));
      const pdf = await signPdf(pdfOf('= x', {}), used, { ...words, at: new Date() });
      expect(run('pdfsig', file('ec.pdf', pdf))).toContain('Signature is Valid.');
    });
  });

  it('replaces the one the installation made; the same one again is refused', () =>
    testTransaction(async (tx) => {
      const own = kept(await signingIdentity(tx, '试验银行'));
      expect(own.certificate.subject).toBe('CN=试验银行（客经电子签章）');
      const again = kept(await signingIdentity(tx, '试验银行'));
      expect(again.certificateId).toBe(own.certificateId);
      const given = await makeIdentity('客经示范银行', new Date());
      const done = await installCertificate(tx, wishOf(given));
      expect(done).toMatchObject({ fingerprint: fingerprintOf(given.certificate) });
      const used = kept(await signingIdentity(tx, '试验银行'));
      expect(fingerprintOf(used.certificate)).toBe(fingerprintOf(given.certificate));
      const twice = await installCertificate(tx, wishOf(given));
      expect(isRefusal(twice) ? twice.refused : '').toBe('signing.certificate_already_installed');
    }));
});

describe('over HTTP', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openHouse([signingModule]);
  });
  afterAll(() => house.close());

  it('an administrator installs; everybody reads the certificate, nobody the key', async () => {
    const given = await makeIdentity('客经示范银行', new Date());
    const keyPem = given.key.export({ type: 'pkcs8', format: 'pem' }).toString();
    const body = { certificatePem: given.certificate.toString(), keyPem };
    const url = '/api/signing-certificates';
    const [rm, admin] = [await house.signIn('rm'), await house.signIn('administrator')];
    const status = async (call: Parameters<TestHouse['call']>[0]) =>
      (await house.call(call)).statusCode;
    expect(await status({ url })).toBe(401);
    expect(await status({ method: 'POST', url, body, cookie: rm })).toBe(403);
    const junk = { certificatePem: 'x', keyPem: 'y' };
    expect(await status({ method: 'POST', url, body: junk, cookie: admin })).toBe(422);
    expect(await status({ method: 'POST', url, body, cookie: admin })).toBe(201);
    const list = await house.call({ url, cookie: rm });
    expect(list.json().rows).toHaveLength(1);
    expect(list.body).not.toContain('PRIVATE KEY');
    const { certificateId } = list.json().rows[0];
    const pem = await house.call({ url: `${url}/${certificateId}/pem`, cookie: rm });
    expect(pem.body.trim()).toBe(given.certificate.toString().trim());
    expect(await status({ url: `${url}/999/pem`, cookie: rm })).toBe(404);
  });
});
