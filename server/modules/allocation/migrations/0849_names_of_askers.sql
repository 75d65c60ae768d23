comment on column allocation_proposal.requested_by is 'Name of the person at that time';
comment on column allocation_handover_answer.answered_name is 'Name of who answered at that time, for supervisors without a staff file';
