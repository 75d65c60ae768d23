-- An RM reads his own slip once the quarter is sealed (domain rules 3.4: the slip is shown after it
-- was checked); what a closing computes before that may still change. Others read by their scope.
drop policy scope on pay_slip;
create policy scope on pay_slip using (
  (
    staff_id <> current_setting('app.staff_id')::bigint
    and (:bank_wide or :in_ranges(unit_path))
  )
  or (
    staff_id = current_setting('app.staff_id')::bigint
    and exists (select 1 from organisation_seal o where o.run_id = pay_slip.run_id)
  )
);
drop policy scope on pay_line;
create policy scope on pay_line using (
  exists (select 1 from pay_slip s where s.slip_id = pay_line.slip_id)
);
drop policy scope on pay_deferral;
create policy scope on pay_deferral using (
  exists (select 1 from pay_slip s where s.slip_id = pay_deferral.slip_id)
);
