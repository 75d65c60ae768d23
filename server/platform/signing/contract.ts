import { z } from 'zod';
import { idText, instantText, route } from '../../../core/schema.ts';

export const signingCertificate = z.object({
  certificateId: idText,
  origin: z.enum(['made', 'installed']),
  subject: z.string(),
  issuer: z.string(),
  /** SHA-256 of the certificate, lower-case hexadecimal. */
  fingerprint: z.string(),
  validFrom: instantText,
  validUntil: instantText,
  addedAt: instantText,
  /** Signs documents from now on. */
  inUse: z.boolean(),
});
export type SigningCertificate = z.infer<typeof signingCertificate>;

const pem = z.string().max(60_000);

/** PEM: certificate first, then those between it and the root; the key apart. Or one PKCS #12. */
export const certificateWish = z.union([
  z.strictObject({
    certificatePem: pem,
    keyPem: pem,
    passphrase: z.string().max(200).nullable().default(null),
  }),
  z.strictObject({
    p12Base64: z.base64().min(1).max(80_000),
    passphrase: z.string().max(200),
  }),
]);
export type CertificateWish = z.output<typeof certificateWish>;

const certificateParams = z.object({ certificateId: idText });

export const signingApi = {
  listSigningCertificates: route({
    method: 'get',
    path: '/signing-certificates',
    right: 'signing.read',
    summary: 'Certificates under which documents were and are signed, the one in use first',
    response: z.object({ rows: z.array(signingCertificate) }),
  }),
  readSigningCertificate: route({
    method: 'get',
    path: '/signing-certificates/:certificateId/pem',
    right: 'signing.read',
    summary: 'A certificate with its chain, for readers who want to trust it',
    params: certificateParams,
    response: z.any(),
    file: 'application/x-pem-file',
  }),
  installSigningCertificate: route({
    method: 'post',
    path: '/signing-certificates',
    right: 'signing.install',
    summary: 'Install a certificate and its key, from PEM or PKCS #12; it signs from then on',
    body: certificateWish,
    response: signingCertificate,
    status: 201,
  }),
};
