create table views_view (
  view_id bigint generated always as identity constraint views_view__id primary key,
  account_id bigint not null,
  owner_name text not null,
  list text not null constraint views_view__list check (list ~ '^/[A-Za-z0-9/:_-]{1,119}$'),
  name text not null constraint views_view__name check (length(name) between 1 and 40),
  remark text not null constraint views_view__remark check (length(remark) <= 200),
  words jsonb not null,
  columns jsonb not null,
  density text not null constraint views_view__density
    check (density in ('small', 'medium', 'large')),
  shared_with text not null constraint views_view__sharing
    check (shared_with in ('nobody', 'unit', 'bank')),
  unit_path text collate "C",
  revision int not null default 1 constraint views_view__revision check (revision > 0),
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  removed_at timestamptz,
  constraint views_view__unit check (shared_with <> 'unit' or unit_path is not null),
  constraint views_view__of_account
    foreign key (account_id) references auth_account on delete cascade
);
comment on table views_view is 'Saved views of lists: which filters, order, columns and density; words only, never data, so that a shared one shows each reader what his own scope allows';
comment on column views_view.view_id is 'Key';
comment on column views_view.account_id is 'Owner: only he changes, shares and removes it';
comment on column views_view.owner_name is 'His name when he saved it last, for those it is shared with';
comment on column views_view.list is 'The list: its path in the API, with the names of its parameters';
comment on column views_view.name is 'Name, once for each owner and list among those not removed';
comment on column views_view.remark is 'What it is good for, in the owner''s words; may be empty';
comment on column views_view.words is 'Filters and order as the list takes them, {word: value}; the search text only while it is shared with nobody';
comment on column views_view.columns is 'Columns: {hidden: […], order: […]} by property';
comment on column views_view.density is 'Height of the rows';
comment on column views_view.shared_with is 'nobody; unit: members of the owner''s unit and of those below it; bank: everybody';
comment on column views_view.unit_path is 'Path of the owner''s unit when he saved it last; null when he has none';
comment on column views_view.revision is 'Counts its changes from 1: who saves over another revision than he read is refused';
comment on column views_view.created_at is 'When it was saved first';
comment on column views_view.changed_at is 'When it was changed last';
comment on column views_view.removed_at is 'When its owner removed it; he may bring it back; null: in use';
create unique index views_view__once on views_view (account_id, list, name)
  where removed_at is null;
create index views_view__of_list on views_view (list, shared_with) where removed_at is null;

create table views_default (
  account_id bigint not null,
  list text not null,
  view_id bigint not null constraint views_default__of_view references views_view on delete cascade,
  chosen_at timestamptz not null default now(),
  constraint views_default__reader primary key (account_id, list),
  constraint views_default__of_account
    foreign key (account_id) references auth_account on delete cascade
);
comment on table views_default is 'The view with which a list opens for a reader: his own or one shared with him';
comment on column views_default.account_id is 'Reader';
comment on column views_default.list is 'The list, as in views_view';
comment on column views_default.view_id is 'The view; ignored while he may no longer see it';
comment on column views_default.chosen_at is 'When he chose it';
create index views_default__of_view_ix on views_default (view_id);

-- Where a reader sits is no part of his scope: the room sets app.views_unit before it reads. Without
-- it nothing that is shared with a unit is seen.
alter table views_view enable row level security;
alter table views_view force row level security;
create policy scope on views_view
  using (
    account_id = current_setting('app.account_id')::bigint
    or (removed_at is null and shared_with = 'bank')
    or (
      removed_at is null
      and shared_with = 'unit'
      and current_setting('app.views_unit', true) collate "C" >= unit_path
      and current_setting('app.views_unit', true) collate "C"
        < (left(unit_path, -1) || '/') collate "C"
    )
  )
  with check (account_id = current_setting('app.account_id')::bigint);
create policy own_change on views_view as restrictive for update
  using (account_id = current_setting('app.account_id')::bigint);
alter table views_default enable row level security;
alter table views_default force row level security;
create policy scope on views_default
  using (account_id = current_setting('app.account_id')::bigint);

grant select, insert on views_view to :app_role;
grant update (
  owner_name, name, remark, words, columns, density, shared_with, unit_path, revision, changed_at,
  removed_at
) on views_view to :app_role;
grant select, insert, delete, update (view_id, chosen_at) on views_default to :app_role;
