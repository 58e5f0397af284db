-- How far the read models have copied the journal: one row, written in the transaction of what it counts. Whoever
-- holds it projects. The generation changes when rebuilt tables are swapped in, so that no projector goes on with
-- rows that it remembers from before.

create table projection_checkpoint (
    only_row    boolean     not null default true,
    position    bigint      not null,
    recorded_at timestamptz not null,
    generation  bigint      not null default 0,
    shape       text        not null default '',
    constraint projection_checkpoint_pkey primary key (only_row),
    constraint projection_checkpoint_is_one_row check (only_row),
    constraint projection_checkpoint_position_counts_from_zero check (position >= 0)
);

insert into projection_checkpoint (position, recorded_at) values (0, '1970-01-01T00:00:00Z');

comment on column projection_checkpoint.recorded_at is 'When the last record that was copied was recorded.';
comment on column projection_checkpoint.shape is 'Digest of the columns that the program writes; empty before the first record.';
