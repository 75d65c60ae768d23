create table segmentation_rating (
  customer_id bigint not null,
  scale text not null,
  grade text not null,
  from_day date not null,
  defaulted boolean null,
  batch_id bigint null,
  constraint segmentation_rating__key primary key (customer_id, from_day, scale)
);
comment on table segmentation_rating is
  'Ratings of customers as their source gives them, by scale (C3c)';
comment on column segmentation_rating.customer_id is 'Customer';
comment on column segmentation_rating.scale is 'Rating scale, such as aaa or cn_sme';
comment on column segmentation_rating.grade is 'Grade on that scale';
comment on column segmentation_rating.from_day is 'First day on which it holds, until the next one';
comment on column segmentation_rating.defaulted is
  'Whether the source says that the customer defaulted; none when it does not say';
comment on column segmentation_rating.batch_id is 'The import that brought it';

create table segmentation_status (
  customer_id bigint not null,
  run_id bigint not null,
  dimension text not null
    constraint segmentation_status__dimension
    check (dimension in ('corporate_type', 'class', 'tier', 'watch')),
  value text not null,
  from_day date not null,
  reason jsonb not null,
  policy_version_id bigint not null,
  constraint segmentation_status__key primary key (customer_id, run_id, dimension, from_day),
  constraint segmentation_status__value check (
    (dimension = 'corporate_type' and value in ('system', 'independent'))
    or (dimension = 'class' and value in ('premium', 'general', 'poor'))
    or (dimension = 'tier' and value in ('large', 'middle', 'small'))
    or (dimension = 'watch' and value in ('watch', 'none'))
  )
);
comment on table segmentation_status is
  'Changes of type, class, tier and watch of customers with their reasons (B3, C3b–C3d)';
comment on column segmentation_status.customer_id is 'Customer';
comment on column segmentation_status.run_id is 'The opening or closing that found the change';
comment on column segmentation_status.dimension is
  'corporate_type, class (firms), tier, watch (persons)';
comment on column segmentation_status.value is
  'The new value; watch is set while a person stays below his tier';
comment on column segmentation_status.from_day is 'First day on which it holds';
comment on column segmentation_status.reason is 'The rule and its figures';
comment on column segmentation_status.policy_version_id is 'The version of the segments policy used';
create index segmentation_status__of_run on segmentation_status (run_id);

alter table segmentation_rating enable row level security;
alter table segmentation_rating force row level security;
create policy scope on segmentation_rating using (:customer_visible(segmentation_rating));

alter table segmentation_status enable row level security;
alter table segmentation_status force row level security;
create policy scope on segmentation_status using (:customer_visible(segmentation_status));

create view segmentation_v_status with (security_invoker = true) as
select customer_id, dimension, value, from_day, until_day, reason, policy_version_id, run_id
from (
  select s.customer_id, s.dimension, s.value, s.from_day, s.reason, s.policy_version_id, s.run_id,
         lead(s.from_day) over (
           partition by s.customer_id, s.dimension order by s.from_day, s.run_id) as until_day
  from segmentation_status s
  where s.run_id in (
    select run_id
    from organisation_v_open
    union all
    select run_id
    from organisation_v_close)
) span
where until_day is null or until_day > from_day;
comment on view segmentation_v_status is
  'Type, class, tier and watch of customers as half-open spans, from finished runs only';

create view segmentation_v_current with (security_invoker = true) as
select customer_id,
       max(value) filter (where dimension = 'corporate_type') as corporate_type,
       max(value) filter (where dimension = 'class') as class,
       max(value) filter (where dimension = 'tier') as tier,
       max(value) filter (where dimension = 'watch') as watch,
       coalesce(bool_or(dimension = 'class' and reason ->> 'rule' in ('unrated', 'unknown_grade')),
         false) as unrated
from segmentation_v_status
where until_day is null
group by customer_id;
comment on view segmentation_v_current is 'The latest type, class, tier and watch of each customer';

create view segmentation_v_rating with (security_invoker = true) as
select customer_id, scale, grade, from_day, defaulted
from segmentation_rating;
comment on view segmentation_v_rating is 'Ratings as the sources gave them';

grant select, insert, delete on segmentation_rating to :app_role;
grant select, insert, delete on segmentation_status to :app_role;
grant select on segmentation_v_status, segmentation_v_current, segmentation_v_rating to :app_role;
