comment on column people_v_grade.until_day is 'First day on which the grade no longer holds; null while it holds';
