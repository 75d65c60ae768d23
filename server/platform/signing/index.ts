import { isRefusal } from '../../../core/refusal.ts';
import { handle, type Module } from '../module.ts';
import { signingRights } from './access.ts';
import { installCertificate } from './commands.ts';
import { signingApi } from './contract.ts';
import { refuse, signingMessages } from './messages.ts';
import * as store from './store.ts';

export { installCertificate, signingIdentity, type IdentityInUse } from './commands.ts';
export { loadCertificates as listCertificates } from './store.ts';
export { signPdf, type SigningWords } from './pdf.ts';
export { verifyPdf, type PdfSignature } from './verify.ts';

/** The certificates of the installation as a room of the house. */
export const signingModule: Module = {
  name: 'signing',
  phrases: signingMessages,
  rights: signingRights,
  api: signingApi,
  handlers: handle(signingApi, {
    listSigningCertificates: async ({ tx }) => ({
      rows: (await store.loadCertificates(tx)).map((row, at) => shown(row, at === 0)),
    }),
    readSigningCertificate: async ({ tx, params }) => {
      const rows = await store.loadCertificates(tx);
      const row = rows.find((one) => String(one.certificateId) === params.certificateId);
      if (row === undefined) return refuse('signing.certificate_unknown');
      const body = [row.certificatePem, row.chainPem].join('\n').trim();
      const name = `signing-${row.fingerprint.slice(0, 12)}.pem`;
      return { file: { name, type: 'application/x-pem-file', body: `${body}\n` } };
    },
    installSigningCertificate: async ({ tx, body }) => {
      const done = await installCertificate(tx, body);
      return isRefusal(done) ? done : shown(done, true);
    },
  }),
};

function shown(row: store.CertificateRow, inUse: boolean) {
  const { certificatePem: _pem, chainPem: _chain, ...rest } = row;
  return { ...rest, inUse };
}
