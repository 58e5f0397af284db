-- The history itself, one row a record, in the one order of the ledger.
--
-- The columns are a superset of the table that postgres-es reads. Payload and metadata are json and not jsonb,
-- because the exact text is what was hashed: a reader must get back every byte that was written.

create table events (
    position       bigint      not null,
    aggregate_type text        not null,
    aggregate_id   text        not null,
    sequence       bigint      not null,
    event_type     text        not null,
    event_version  text        not null,
    payload        json        not null,
    metadata       json        not null,
    recorded_at    timestamptz not null,
    leaf           bytea       not null,
    constraint events_pkey primary key (position),
    constraint events_stream_key unique (aggregate_type, aggregate_id, sequence),
    constraint events_position_counts_from_one check (position >= 1),
    constraint events_sequence_counts_from_one check (sequence >= 1),
    constraint events_stream_is_named check (aggregate_type <> '' and aggregate_id <> ''),
    constraint events_leaf_is_a_hash check (octet_length(leaf) = 32)
);

comment on column events.position is 'Dense: 1, 2, 3 and so on, without a gap.';
comment on column events.sequence is 'Place in the stream of the aggregate, from 1, without a gap.';
comment on column events.recorded_at is 'Set by the sequencer; never runs backwards along the positions.';
comment on column events.leaf is 'SHA-256 of a zero byte and the record line.';
