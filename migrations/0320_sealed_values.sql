-- What is held about a client sealed under the client's own key, as it stands in its event; and how far the erasure of
-- a client is. The sub-awardee whose value it is sees the row, and the office; nobody reads a value here: the keys are
-- not in the database.

create table sealed_values (
    client        text not null,
    field         text not null,
    subject       text not null,
    sealed        text not null,
    position      bigint not null,
    disclosure    text not null,
    organizations text[] not null,
    valid_from    bigint not null,
    valid_to      bigint not null default 9223372036854775807,
    constraint sealed_values_pkey primary key (client, field, subject, valid_from),
    constraint sealed_values_is_valid_for_a_while check (valid_from < valid_to),
    constraint sealed_values_field_is_known check (field in ('CASE_REFERENCE', 'RECONSIDERATION_REASON')),
    constraint sealed_values_disclosure_is_a_profile check (disclosure in ('CLIENT_LEVEL_PSEUDONYMOUS', 'AGGREGATE_ONLY'))
);
create unique index sealed_values_current_key on sealed_values (client, field, subject) where valid_to = 9223372036854775807;

alter table sealed_values enable row level security;
alter table sealed_values force row level security;
create policy sealed_values_read on sealed_values for select using (
    (select current_setting('almoner.scope', true)) = 'all'
    or ((select current_setting('almoner.scope', true)) = 'auditor' and disclosure <> 'AGGREGATE_ONLY')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy sealed_values_write on sealed_values for all using ((select current_setting('almoner.scope', true)) = 'projector');

alter table clients add column hold text;
alter table clients add column held_since date;
alter table clients add column held_by text;
alter table clients add column erasure text;
alter table clients add column erasure_reason text;
alter table clients add column erasure_requested_by text;
alter table clients add column erasure_requested_on date;
alter table clients add column erasure_approved_by text;
alter table clients add column erasure_approved_on date;
alter table clients add column erasure_approved_at bigint;
alter table clients add column erased_at bigint;
alter table clients add column erased_key text;
alter table clients add constraint clients_hold_has_its_day check ((hold is null) = (held_since is null) and (hold is null) = (held_by is null));
alter table clients add constraint clients_erasure_is_a_step check (erasure in ('REQUESTED', 'APPROVED', 'ERASED'));
create index clients_erasure_idx on clients (erasure_approved_at) where erasure in ('APPROVED', 'ERASED') and valid_to = 9223372036854775807;
