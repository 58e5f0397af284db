-- Refused commands under a root too. Each refusal gets the next number of a ledger's refusals and a digest of its row; a chain over
-- all digests goes on in the head row, under its lock; and the metadata of the next records names how far it has come.
--
-- Of every command, who gave it is in its row now, and not in its records alone: a refused one has none.
-- In rows from before, all four columns are null.

alter table commands
    add column actor text,
    add column role text,
    add column refusal_number bigint,
    add column refusal_digest bytea,
    add constraint commands_refusals_are_numbered_and_digested check (
        (refusal_number is null) = (refusal_digest is null)
    ),
    add constraint commands_refusals_have_no_records check (refusal_number is null or first_position is null),
    add constraint commands_refusal_digest_is_a_hash check (octet_length(refusal_digest) = 32);

-- The refusals in their order.
create unique index commands_refusal_number_key on commands (refusal_number) where refusal_number is not null;

comment on column commands.actor is 'The principal who gave the command; null in rows from before it was kept.';
comment on column commands.role is 'The role in which it was given; null in rows from before it was kept.';
comment on column commands.refusal_number is
    'Which refusal of the ledger this is: 1, 2, 3 … without a gap; null where it was carried out, and in rows from before.';
comment on column commands.refusal_digest is 'SHA-256 over the canonical line of the refusal.';

alter table journal_head
    add column refusals bigint not null default 0,
    add column refusals_chain bytea not null default decode(repeat('00', 32), 'hex'),
    add column refusals_named bigint not null default 0,
    add column refusals_unnumbered bigint not null default 0,
    add constraint journal_head_refusals_are_named_in_order check (refusals_named between 0 and refusals),
    add constraint journal_head_refusals_chain_is_a_hash check (octet_length(refusals_chain) = 32);

comment on column journal_head.refusals is 'The number of the last refusal.';
comment on column journal_head.refusals_chain is 'The chain over the digests of all refusals so far; 32 zero bytes before the first.';
comment on column journal_head.refusals_named is 'The number of the last refusal that a record names.';
comment on column journal_head.refusals_unnumbered is 'How many refusals had been kept before they were numbered.';

update journal_head set refusals_unnumbered = (select count(*) from commands where first_position is null);
