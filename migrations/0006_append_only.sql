-- What has been recorded is never changed or taken away, by whichever role: corrections are new events.
-- Privileges already keep the serving role out; these triggers stop the owner too, and replication roles,
-- because they fire always.

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% on % is refused: the journal is append-only', tg_op, tg_table_name
        using errcode = 'restrict_violation';
end
$$;

create trigger events_append_only before update or delete or truncate on events
    for each statement execute function refuse_change();
create trigger commands_append_only before update or delete or truncate on commands
    for each statement execute function refuse_change();
create trigger checkpoints_append_only before update or delete or truncate on checkpoints
    for each statement execute function refuse_change();
create trigger merkle_tiles_append_only before update or delete or truncate on merkle_tiles
    for each statement execute function refuse_change();
create trigger journal_head_stays before delete or truncate on journal_head
    for each statement execute function refuse_change();

alter table events enable always trigger events_append_only;
alter table commands enable always trigger commands_append_only;
alter table checkpoints enable always trigger checkpoints_append_only;
alter table merkle_tiles enable always trigger merkle_tiles_append_only;
alter table journal_head enable always trigger journal_head_stays;
