comment on column organisation_v_close.sealed is 'Whether the quarter is sealed: its figures are final';
