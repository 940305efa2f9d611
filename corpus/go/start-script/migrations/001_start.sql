create table item (name text);
create table sale (item text, at text);
