create view organisation_v_run with (security_invoker = true) as
select r.run_id, r.quarter, r.kind, r.as_of, r.backdated, f.finished_at
from organisation_run r
join organisation_run_finished f on f.run_id = r.run_id;
comment on view organisation_v_run is 'Finished runs, valid or superseded';
grant select on organisation_v_run to :app_role;
