-- What witnesses said of checkpoints, after they were issued: each that it saw this tree, and none before it that this one
-- contradicts. A checkpoint is never changed, so its cosignatures stand beside it. (No foreign key: whoever writes selects the
-- checkpoint, which is never taken away.)

create table checkpoint_cosignatures (
    size        bigint      not null,
    witness     text        not null,
    line        text        not null,
    cosigned_at timestamptz not null,
    constraint checkpoint_cosignatures_pkey primary key (witness, size),
    constraint checkpoint_cosignatures_size_counts_from_zero check (size >= 0),
    constraint checkpoint_cosignatures_is_a_signature_line check (line like '— % %' and position(chr(10) in line) = 0)
);

-- The cosignatures of one checkpoint.
create index checkpoint_cosignatures_size_idx on checkpoint_cosignatures (size);

create trigger checkpoint_cosignatures_append_only before update or delete or truncate on checkpoint_cosignatures
    for each statement execute function refuse_change();
alter table checkpoint_cosignatures enable always trigger checkpoint_cosignatures_append_only;

comment on column checkpoint_cosignatures.witness is 'Verifier key of the witness.';
comment on column checkpoint_cosignatures.line is 'Its signature line in the note, without its line feed.';
comment on column checkpoint_cosignatures.cosigned_at is 'When the witness says that it signed.';
