insert into stock values ('bolts', 40), ('nuts', 38), ('bolts', 2);
