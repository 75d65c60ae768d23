comment on column segmentation_v_status.until_day is 'First day on which the value no longer holds; null while it holds';
comment on column segmentation_v_current.corporate_type is 'system (in a group, 系统行业) or independent; null for individuals';
comment on column segmentation_v_current.class is 'premium, general or poor by credit grade (C3c); null for individuals';
comment on column segmentation_v_current.tier is 'large, middle or small by monthly average (C3d); null for firms';
comment on column segmentation_v_current.watch is 'watch while the average lies below the tier held, else none or null';
comment on column segmentation_v_current.unrated is 'Whether the class was given without a known credit grade';
