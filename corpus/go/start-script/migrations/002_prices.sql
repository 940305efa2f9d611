alter table item add price integer;
