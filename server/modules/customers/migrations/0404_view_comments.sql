comment on column customers_v_group.root_group_id is 'Topmost group above it; the group itself when it has no parent';
comment on column customers_v_group.depth is 'Level in the tree; 1 for the topmost';
comment on column customers_v_management.until_day is 'First day on which the entry no longer holds; null while it holds';
comment on column customers_v_lead.until_day is 'First day on which he leads no longer; null while he leads';
