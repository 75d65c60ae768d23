comment on column assessment_v_sheet.sealed is 'Whether the quarter is sealed: the sheet is final';
