comment on column pay_v_slip.sealed is 'Whether the quarter is sealed: the slip is final';
