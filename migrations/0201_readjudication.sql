-- A late fact about a case may concern more claims than one decision adjudicates again: the case says what is left.

alter table clients add column readjudicate_next text;
alter table clients add column readjudicate_on date;
alter table clients add column readjudicate_position bigint;
create index clients_readjudicate_idx on clients (client) where readjudicate_next is not null;
