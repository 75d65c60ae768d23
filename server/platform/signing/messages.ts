import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';

export const signingMessages = phrases({
  'signing.certificate_unknown': { zh: '没有这张证书', en: 'There is no such certificate' },
  'signing.certificate_unreadable': {
    zh: '证书无法读取：须为 PEM 文本（-----BEGIN CERTIFICATE-----）',
    en: 'The certificate cannot be read: PEM text is expected (-----BEGIN CERTIFICATE-----)',
  },
  'signing.key_unreadable': {
    zh: '私钥无法读取：须为 PEM 文本；加密的私钥须给出正确的密码',
    en: 'The private key cannot be read: PEM text is expected, and the right passphrase when it is encrypted',
  },
  'signing.p12_unreadable': {
    zh: 'PKCS #12 文件无法读取：密码不对，或使用了旧式加密（请用 openssl pkcs12 转为 AES，或改传 PEM）',
    en: 'The PKCS #12 file cannot be read: a wrong passphrase, or old encryption (convert it to AES by openssl pkcs12, or give PEM)',
  },
  'signing.key_differs': {
    zh: '私钥与证书“{subject}”不是一对，未安装',
    en: 'The private key does not belong to the certificate "{subject}"; nothing was installed',
  },
  'signing.certificate_expired': {
    zh: '证书“{subject}”已于 {until} 到期，未安装',
    en: 'The certificate "{subject}" expired at {until}; nothing was installed',
  },
  'signing.certificate_outdated': {
    zh: '签名证书“{subject}”已于 {until} 到期，请管理员安装新证书（kejing signing install）',
    en: 'The signing certificate "{subject}" expired at {until}: an administrator must install a new one (kejing signing install)',
  },
  'signing.certificate_early': {
    zh: '证书“{subject}”自 {from} 起才有效，未安装',
    en: 'The certificate "{subject}" is valid from {from} only; nothing was installed',
  },
  'signing.usage_missing': {
    zh: '证书“{subject}”的用途不含数字签名（现有：{usage}），未安装',
    en: 'The certificate "{subject}" is not meant for signing documents (its usage: {usage}); nothing was installed',
  },
  'signing.key_weak': {
    zh: '密钥 {kind} 强度不足：须为 RSA 2048 位以上，或 P-256、P-384、P-521 曲线',
    en: 'The key {kind} is too weak or unknown: RSA of at least 2048 bits, or the curves P-256, P-384, P-521',
  },
  'signing.certificate_already_installed': {
    zh: '证书“{subject}”已在使用',
    en: 'The certificate "{subject}" is already in use',
  },
});

export const refuse = refuserOf(signingMessages);
