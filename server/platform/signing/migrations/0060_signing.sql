create table signing_certificate (
  certificate_id bigint generated always as identity constraint signing_certificate__id primary key,
  origin text not null constraint signing_certificate__origin check (origin in ('made', 'installed')),
  subject text not null,
  issuer text not null,
  fingerprint text not null,
  certificate_pem text not null,
  chain_pem text not null,
  key_sealed text not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  added_by bigint not null,
  added_at timestamptz not null default now(),
  constraint signing_certificate__validity check (valid_from < valid_until)
);
comment on table signing_certificate is 'Certificates under whose keys the installation signs documents; the last one counts, earlier ones stay for what they signed';
comment on column signing_certificate.certificate_id is 'Key; signed documents keep it';
comment on column signing_certificate.origin is 'made: by the installation itself at its first signature; installed: given by the bank';
comment on column signing_certificate.subject is 'Whom it names';
comment on column signing_certificate.issuer is 'Who issued it; the subject itself when it was made here';
comment on column signing_certificate.fingerprint is 'SHA-256 of the certificate in DER, lower-case hexadecimal';
comment on column signing_certificate.certificate_pem is 'The certificate, public';
comment on column signing_certificate.chain_pem is 'Certificates between it and the root, public; empty when there are none';
comment on column signing_certificate.key_sealed is 'Its private key (PKCS #8), sealed under the installation''s secret';
comment on column signing_certificate.valid_from is 'First moment at which it is valid';
comment on column signing_certificate.valid_until is 'Last moment at which it is valid';
comment on column signing_certificate.added_by is 'Account that installed it; 0 is the installation';
comment on column signing_certificate.added_at is 'When';
create index signing_certificate__by_fingerprint on signing_certificate (fingerprint);

grant select, insert on signing_certificate to :app_role;
