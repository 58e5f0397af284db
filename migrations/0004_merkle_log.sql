-- The Merkle log as C2SP lays it out: full tiles of 256 hashes, and every checkpoint that was ever issued.
-- Partial tiles are never stored, because leaves and full tiles give them.

create table merkle_tiles (
    level  smallint not null,
    index  bigint   not null,
    hashes bytea    not null,
    constraint merkle_tiles_pkey primary key (level, index),
    constraint merkle_tiles_level_is_of_a_tree check (level between 0 and 7),
    constraint merkle_tiles_index_counts_from_zero check (index >= 0),
    constraint merkle_tiles_are_full check (octet_length(hashes) = 8192)
);

-- Hashes do not compress, so trying to is time lost inside the lock.
alter table merkle_tiles alter column hashes set storage external;

create table checkpoints (
    size         bigint      not null,
    root         bytea       not null,
    note         text        not null,
    cosignatures text[]      not null default '{}',
    recorded_at  timestamptz not null,
    constraint checkpoints_pkey primary key (size),
    constraint checkpoints_size_counts_from_zero check (size >= 0),
    constraint checkpoints_root_is_a_hash check (octet_length(root) = 32)
);

-- One row a commit, all of whose records have one instant: which position an instant had is one seek here.
create index checkpoints_recorded_at_idx on checkpoints (recorded_at, size);

comment on column checkpoints.cosignatures is 'Signature lines of witnesses, where they were at hand when it was issued.';
