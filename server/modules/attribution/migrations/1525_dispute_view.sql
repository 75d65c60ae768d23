create view attribution_v_dispute with (security_invoker = true) as
select d.customer_id,
       d.dispute_id,
       d.quarter,
       d.claimant_staff_id,
       d.respondent_staff_id,
       d.opened_at,
       r.ruled_at,
       r.ruled_by_name,
       r.claimant_share_millionths,
       w.withdrawn_at
from attribution_dispute d
left join attribution_dispute_ruling r
  on r.customer_id = d.customer_id
 and r.dispute_id = d.dispute_id
left join attribution_dispute_withdrawal w
  on w.customer_id = d.customer_id
 and w.dispute_id = d.dispute_id;
comment on view attribution_v_dispute is 'Disputes about the results of a customer with their end: ruled, or taken back';
comment on column attribution_v_dispute.customer_id is 'Customer';
comment on column attribution_v_dispute.dispute_id is 'Key; shown as ZY and its digits';
comment on column attribution_v_dispute.quarter is 'Quarter in dispute';
comment on column attribution_v_dispute.claimant_staff_id is 'RM who disputes';
comment on column attribution_v_dispute.respondent_staff_id is 'RM who has what is disputed';
comment on column attribution_v_dispute.opened_at is 'When it was opened';
comment on column attribution_v_dispute.ruled_at is 'When it was ruled; null until then';
comment on column attribution_v_dispute.ruled_by_name is 'Name of the arbiter at the time';
comment on column attribution_v_dispute.claimant_share_millionths is 'Share of the claimant by the ruling';
comment on column attribution_v_dispute.withdrawn_at is 'When the claimant took it back; null when he did not';

grant select on attribution_v_dispute to :app_role;
