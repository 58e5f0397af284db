-- Where the ledger stands: one row, which is both the lock that gives out positions and the right edge of the
-- Merkle tree. Whoever writes holds it; several servers take turns.

create table journal_head (
    only_row    boolean     not null default true,
    origin      text        not null,
    position    bigint      not null,
    recorded_at timestamptz not null,
    frontier    bytea       not null,
    root        bytea       not null,
    constraint journal_head_pkey primary key (only_row),
    constraint journal_head_is_one_row check (only_row),
    constraint journal_head_origin_is_a_key_name check (origin <> '' and origin !~ '[\s+]'),
    constraint journal_head_position_counts_from_zero check (position >= 0),
    constraint journal_head_frontier_is_hashes check (octet_length(frontier) % 32 = 0),
    constraint journal_head_root_is_a_hash check (octet_length(root) = 32)
);

comment on column journal_head.origin is 'Name of the log in its checkpoints, fixed when the ledger is created.';
comment on column journal_head.frontier is 'Roots of the complete subtrees, 32 bytes each, largest first.';
