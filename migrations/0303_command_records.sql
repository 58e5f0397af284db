-- The first and the last record of a command are one seek each, however many it has; and what a rule refused an account is
-- found by the account, in rows that say who gave the command.

create index audit_trail_command_position_idx on audit_trail (command_id, position);
drop index audit_trail_command_idx;

create index commands_refused_by_actor_idx on commands (actor, recorded_at, organization collate "C", command_id collate "C")
    where first_position is null;
