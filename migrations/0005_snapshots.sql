-- A cache that spares reading a long stream from its first event. It is disposable and never trusted: a row
-- that another program wrote has another schema hash and is passed over. postgres-es can read it.

create table snapshots (
    aggregate_type   text   not null,
    aggregate_id     text   not null,
    last_sequence    bigint not null,
    current_snapshot bigint not null,
    payload          json   not null,
    schema_hash      text   not null,
    constraint snapshots_pkey primary key (aggregate_type, aggregate_id),
    constraint snapshots_last_sequence_counts_from_one check (last_sequence >= 1),
    constraint snapshots_current_snapshot_counts_from_one check (current_snapshot >= 1)
);
