-- What was stated of the read side: at a checkpoint's position, the program that made the read models and the roots of two
-- Merkle maps, signed. Every statement that was ever issued, and the pages of the maps as they were at each: a page is never
-- changed, a later one of the same path takes its place. An epoch is a map that was begun anew, because the rows were made
-- anew by a program of other columns, or otherwise than they were.

create table read_statements (
    position     bigint      not null,
    epoch        bigint      not null,
    shape        text        not null,
    streams      bigint      not null,
    streams_root bytea       not null,
    rows         bigint      not null,
    rows_root    bytea       not null,
    note         text        not null,
    stated_at    timestamptz not null default clock_timestamp(),
    constraint read_statements_pkey primary key (position),
    constraint read_statements_position_is_a_record check (position > 0),
    constraint read_statements_epoch_counts_from_one check (epoch > 0),
    constraint read_statements_roots_are_hashes check (octet_length(streams_root) = 32 and octet_length(rows_root) = 32),
    constraint read_statements_counts_are_counts check (streams >= 0 and rows >= 0)
);

create table map_pages (
    epoch    bigint   not null,
    map      text     not null,
    path     bytea    not null,
    position bigint   not null,
    page     bytea    not null,
    constraint map_pages_pkey primary key (epoch, map, path, position),
    constraint map_pages_map_is_known check (map in ('streams', 'rows')),
    constraint map_pages_path_is_of_a_hash check (octet_length(path) <= 64)
);

-- Hashes do not compress.
alter table map_pages alter column page set storage external;

-- Whoever holds this row states.
create table stating (
    only_row boolean not null default true,
    epoch    bigint  not null default 0,
    afresh   boolean not null default true,
    constraint stating_pkey primary key (only_row),
    constraint stating_is_one_row check (only_row)
);
insert into stating default values;

create trigger read_statements_append_only before update or delete or truncate on read_statements
    for each statement execute function refuse_change();
alter table read_statements enable always trigger read_statements_append_only;
create trigger map_pages_append_only before update or delete or truncate on map_pages
    for each statement execute function refuse_change();
alter table map_pages enable always trigger map_pages_append_only;

comment on column read_statements.shape is 'Digest of the columns that the program writes.';
comment on column read_statements.stated_at is 'When it was issued, by the clock of the database; it is not part of the statement.';
comment on column map_pages.path is 'Of the page, a byte from 0 to 15 for each four bits of a key''s hash; empty for the first.';
comment on column map_pages.position is 'The statement with which this version of the page came to be.';
comment on column stating.afresh is 'The next statement begins new maps.';
