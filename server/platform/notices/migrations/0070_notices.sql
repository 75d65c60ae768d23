create sequence notices_notice_id;
create table notices_notice (
  notice_id bigint not null constraint notices_notice__id primary key,
  code text not null constraint notices_notice__code check (code ~ '^[a-z]+[.]notice[.][a-z_]+$'),
  params jsonb not null,
  link text not null constraint notices_notice__link check (link ~ '^/[^/\\]'),
  written_by bigint not null,
  written_at timestamptz not null default now()
);
comment on table notices_notice is 'What happened that somebody should know; written in the transaction in which it happened, never changed';
comment on column notices_notice.notice_id is 'Key; later ones are greater';
comment on column notices_notice.code is 'Key of the phrase, <room>.notice.<what>; the room is its kind';
comment on column notices_notice.params is 'Values of the phrase by name, as text; the end of a name says how a page shows it (…Fen money)';
comment on column notices_notice.link is 'Address of the page where its reader goes on';
comment on column notices_notice.written_by is 'Account whose act it was; 0 is the program itself';
comment on column notices_notice.written_at is 'When';

create table notices_receipt (
  account_id bigint not null,
  notice_id bigint not null constraint notices_receipt__of_notice references notices_notice on delete cascade,
  kind text not null,
  read_at timestamptz,
  archived_at timestamptz,
  constraint notices_receipt__reader primary key (account_id, notice_id),
  constraint notices_receipt__of_account
    foreign key (account_id) references auth_account on delete cascade
);
comment on table notices_receipt is 'A notice in the inbox of one reader, resolved when it was written; only he reads it';
comment on column notices_receipt.account_id is 'Reader';
comment on column notices_receipt.notice_id is 'Notice';
comment on column notices_receipt.kind is 'Room it comes from, the first word of its code; for filters and wishes';
comment on column notices_receipt.read_at is 'When he read it; null: unread';
comment on column notices_receipt.archived_at is 'When he put it away; null: in the inbox';
create index notices_receipt__unread on notices_receipt (account_id, notice_id)
  where read_at is null and archived_at is null;
create index notices_receipt__of_notice_ix on notices_receipt (notice_id);

create table notices_unwanted (
  account_id bigint not null,
  kind text not null,
  since timestamptz not null default now(),
  constraint notices_unwanted__kind primary key (account_id, kind),
  constraint notices_unwanted__of_account
    foreign key (account_id) references auth_account on delete cascade
);
comment on table notices_unwanted is 'Kinds of notices that a reader does not want to see; they are kept and come back when he wants them again';
comment on column notices_unwanted.account_id is 'Reader';
comment on column notices_unwanted.kind is 'Room whose notices he does not want';
comment on column notices_unwanted.since is 'When he said so';

alter table notices_notice enable row level security;
alter table notices_notice force row level security;
create policy scope on notices_notice
  using (
    (:bank_wide and current_setting('app.account_id') = '0')
    or exists (
      select 1
      from notices_receipt r
      where r.notice_id = notices_notice.notice_id
        and r.account_id = current_setting('app.account_id')::bigint
    )
  )
  with check (written_by = current_setting('app.account_id')::bigint);
alter table notices_receipt enable row level security;
alter table notices_receipt force row level security;
create policy scope on notices_receipt
  using (
    (:bank_wide and current_setting('app.account_id') = '0')
    or account_id = current_setting('app.account_id')::bigint
  )
  with check (true);
alter table notices_unwanted enable row level security;
alter table notices_unwanted force row level security;
create policy scope on notices_unwanted
  using (account_id = current_setting('app.account_id')::bigint);

grant usage on sequence notices_notice_id to :app_role;
grant select, insert, delete on notices_notice to :app_role;
grant select, insert, update (read_at, archived_at) on notices_receipt to :app_role;
grant select, insert, delete on notices_unwanted to :app_role;

-- Whoever holds one of the roles over a unit: grants are seen by their holder and the whole bank
-- only, so the question is answered here, under a scope of its own, by account ids alone.
create function notices_holders(wanted_roles text[], wanted_path text) returns setof bigint
  language sql stable
  set app.bank_wide = 'yes'
  set search_path = public
as $$
  select distinct g.account_id
  from auth_grant g
  where g.role = any (wanted_roles)
    and not exists (select 1 from auth_closure c where c.account_id = g.account_id)
    and (
      g.scope = 'bank'
      or exists (
        select 1
        from jsonb_to_recordset(g.ranges) as r("from" text, "until" text)
        where wanted_path collate "C" >= r."from" collate "C"
          and wanted_path collate "C" < r."until" collate "C"
      )
    )
$$;
comment on function notices_holders is 'Open accounts that hold one of the roles with a scope that covers the unit of the path';
grant execute on function notices_holders to :app_role;
