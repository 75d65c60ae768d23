create index audit_record__by_login on audit_record (login, record_id);
create index audit_record__by_verb on audit_record (verb text_pattern_ops, record_id);
create index audit_record__by_time on audit_record (at, record_id);
