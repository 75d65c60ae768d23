alter table pay_batch_line
  drop constraint pay_batch_line__part,
  add constraint pay_batch_line__part
    check (part in ('now', 'instalment', 'settlement', 'settlement_instalment', 'correction'));
comment on column pay_batch_line.part is 'now: paid with a slip; instalment: deferred pay; settlement, settlement_instalment: year end; correction: in favour of somebody who has no slip in the quarter any more';
comment on column pay_batch_line.grant_id is 'The slip, the settlement or the correction';
