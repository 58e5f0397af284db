-- Claims are corrected: voided, replaced by the next version of their number, reconsidered. What was paid and no longer
-- stands is owed back; payments withhold it.

-- A migration writes rows of its own, as the projector does.
set local almoner.scope = 'projector';

alter table claims drop constraint claims_status_is_known;
alter table claims add constraint claims_status_is_known check (status in ('SUBMITTED', 'PAYABLE', 'PENDED', 'DENIED', 'APPROVED', 'SCHEDULED', 'PAID', 'VOIDED', 'REPLACED'));
alter table claims add column version bigint not null default 1;
alter table claims add column replaces text;
alter table claims add column replaced_by text;
alter table claims add column paid numeric(18,2) not null default 0;
alter table claims add column void_reason text;
alter table claims add column voided_by text;
alter table claims add column voided_on date;
alter table claims add column reconsideration text;
alter table claims add column reconsideration_reason text;
alter table claims add column reconsidered_by text;
alter table claims add column reconsidered_on date;
update claims set paid = payable where status = 'PAID';

alter table sub_awards add column release_next text;
alter table sub_awards add column release_position bigint;
create index sub_awards_release_idx on sub_awards (sub_award) where release_next is not null;

create table payment_offsets (
    payment         text not null,
    sub_award       text not null,
    award           text not null,
    sub_awardee     text not null,
    owed            numeric(18,2) not null,
    amount          numeric(18,2) not null,
    forward_balance numeric(18,2) not null,
    settled_on      date,
    organizations   text[] not null,
    valid_from      bigint not null,
    valid_to        bigint not null default 9223372036854775807,
    constraint payment_offsets_pkey primary key (payment, sub_award, valid_from),
    constraint payment_offsets_is_valid_for_a_while check (valid_from < valid_to),
    constraint payment_offsets_amount_is_above_zero check (amount > 0),
    constraint payment_offsets_forward_balance_is_what_is_left check (forward_balance >= 0 and owed - amount = forward_balance)
);
create unique index payment_offsets_current_key on payment_offsets (payment, sub_award) where valid_to = 9223372036854775807;
create index payment_offsets_sub_award_idx on payment_offsets (sub_award, payment);

alter table payment_offsets enable row level security;
alter table payment_offsets force row level security;
create policy payment_offsets_read on payment_offsets for select using (
    (select current_setting('almoner.scope', true)) in ('all', 'auditor')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy payment_offsets_write on payment_offsets for all using ((select current_setting('almoner.scope', true)) = 'projector');

create table receivable_entries (
    sub_award     text not null,
    entry         bigint not null,
    award         text not null,
    programme     text not null,
    sub_awardee   text not null,
    kind          text not null,
    claim         text,
    payment       text,
    refund        text,
    amount        numeric(18,2) not null,
    receivable    numeric(18,2) not null,
    effective_on  date not null,
    disclosure    text not null,
    organizations text[] not null,
    valid_from    bigint not null,
    valid_to      bigint not null default 9223372036854775807,
    constraint receivable_entries_pkey primary key (sub_award, entry, valid_from),
    constraint receivable_entries_is_valid_for_a_while check (valid_from < valid_to),
    constraint receivable_entries_kind_is_known check (kind in ('RAISED', 'CARRIED', 'OFFSET', 'REFUNDED')),
    constraint receivable_entries_amount_is_above_zero check (amount > 0),
    constraint receivable_entries_nothing_is_owed_below_zero check (receivable >= 0),
    constraint receivable_entries_disclosure_is_a_profile check (disclosure in ('CLIENT_LEVEL_PSEUDONYMOUS', 'AGGREGATE_ONLY'))
);
create unique index receivable_entries_current_key on receivable_entries (sub_award, entry) where valid_to = 9223372036854775807;

alter table receivable_entries enable row level security;
alter table receivable_entries force row level security;
create policy receivable_entries_read on receivable_entries for select using (
    (select current_setting('almoner.scope', true)) = 'all'
    or ((select current_setting('almoner.scope', true)) = 'auditor' and disclosure <> 'AGGREGATE_ONLY')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy receivable_entries_write on receivable_entries for all using ((select current_setting('almoner.scope', true)) = 'projector');

alter table sub_awards add column receivable_entry_count bigint not null default 0;
