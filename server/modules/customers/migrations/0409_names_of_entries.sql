comment on column customers_ownership.enterer is 'Name of the person at that time; of an import its sign-in';
comment on column customers_party.enterer is 'Name of the person at that time; of an import its sign-in';
comment on column customers_document.uploader is 'Name of the person at that time';
comment on column customers_document_withdrawal.withdrawer is 'Name of the person at that time';
comment on column customers_consent.enterer is 'Name of the person at that time';
