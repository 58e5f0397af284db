-- What every command was answered, kept in the transaction of its events, so that a repeat gets the same answer
-- for ever and writes nothing. A rule's refusal is kept too: its id stays refused.

create table commands (
    organization   text        not null,
    command_id     text        not null,
    command        text        not null,
    fingerprint    bytea       not null,
    outcome        json        not null,
    first_position bigint,
    last_position  bigint,
    recorded_at    timestamptz not null,
    constraint commands_pkey primary key (organization, command_id),
    constraint commands_fingerprint_is_a_hash check (octet_length(fingerprint) = 32),
    constraint commands_positions_are_a_range check (
        (first_position is null and last_position is null) or first_position <= last_position
    )
);

comment on column commands.fingerprint is 'HMAC of the operation and the canonical input, under a key kept outside the database.';
comment on column commands.first_position is 'First record of the answer; null where the command was refused.';
