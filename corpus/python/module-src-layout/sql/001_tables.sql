create table stock (name text, pieces integer);
