create table organisation_calendar_edition (
  edition_id bigint generated always as identity
    constraint organisation_calendar_edition__id primary key,
  year integer not null,
  follows bigint constraint organisation_calendar_edition__of_follows
    references organisation_calendar_edition,
  undoes bigint constraint organisation_calendar_edition__of_undoes
    references organisation_calendar_edition
    constraint organisation_calendar_edition__undone_once unique,
  reason text not null,
  entered_by text not null,
  entered_at timestamptz not null default now(),
  constraint organisation_calendar_edition__in_turn unique nulls not distinct (year, follows)
);
comment on table organisation_calendar_edition is 'Each save of a year of the calendar; never changed, the next one follows it';
comment on column organisation_calendar_edition.edition_id is 'Key';
comment on column organisation_calendar_edition.year is 'Year';
comment on column organisation_calendar_edition.follows is 'The edition its author saw; two editors cannot follow the same one';
comment on column organisation_calendar_edition.undoes is 'The edition it takes back';
comment on column organisation_calendar_edition.reason is 'Notice and number, or why the bank changed it';
comment on column organisation_calendar_edition.entered_by is 'Login';
comment on column organisation_calendar_edition.entered_at is 'When';

create table organisation_calendar_change (
  edition_id bigint not null constraint organisation_calendar_change__of_edition
    references organisation_calendar_edition,
  day date not null,
  kind text not null constraint organisation_calendar_change__kind
    check (kind in ('off', 'work', 'plain')),
  name text not null,
  constraint organisation_calendar_change__key primary key (day, edition_id)
);
comment on table organisation_calendar_change is 'What an edition says of a day; the newest edition that names a day is in force';
comment on column organisation_calendar_change.edition_id is 'The edition';
comment on column organisation_calendar_change.day is 'The day';
comment on column organisation_calendar_change.kind is 'off: not worked; work: worked though a weekend; plain: as the week has it';
comment on column organisation_calendar_change.name is 'Name of the holiday';

insert into organisation_calendar_edition (year, reason, entered_by)
select year, source, ''
from organisation_calendar_year
order by year;
insert into organisation_calendar_change (edition_id, day, kind, name)
select e.edition_id, d.day, d.kind, d.name
from organisation_calendar_day d
join organisation_calendar_edition e on e.year = extract(year from d.day)::integer;

drop table organisation_calendar_day, organisation_calendar_year;

create view organisation_v_calendar_day with (security_invoker = true) as
select day, kind, name, edition_id
from (
  select distinct on (day) day, kind, name, edition_id
  from organisation_calendar_change
  order by day, edition_id desc
) newest
where kind <> 'plain';
comment on view organisation_v_calendar_day is 'Days in force that differ from the plain week, with the edition that said so';

create view organisation_v_calendar_year with (security_invoker = true) as
select distinct e.year
from organisation_calendar_edition e
where e.undoes is null
  and not exists (
    select 1
    from organisation_calendar_edition u
    where u.undoes = e.edition_id
  );
comment on view organisation_v_calendar_year is 'Years whose public holidays are entered; other years count Monday to Friday with a warning';

grant select, insert on organisation_calendar_edition, organisation_calendar_change to :app_role;
grant select on organisation_v_calendar_day, organisation_v_calendar_year to :app_role;
