-- The letters that a provider has seen: which, of what date, for how long. A letter's number is nowhere.

create table client_letters (
    client              text not null,
    number              bigint not null,
    kind                text not null,
    dated_on            date not null,
    ends_on             date,
    eligible_on         date not null,
    benefits_end_on     date,
    request_received_on date,
    under_18_on_receipt boolean not null,
    disclosure          text not null,
    organizations       text[] not null,
    valid_from          bigint not null,
    valid_to            bigint not null default 9223372036854775807,
    constraint client_letters_pkey primary key (client, number, valid_from),
    constraint client_letters_is_valid_for_a_while check (valid_from < valid_to),
    constraint client_letters_age_is_of_a_request check (not under_18_on_receipt or request_received_on is not null),
    constraint client_letters_disclosure_is_a_profile check (disclosure in ('CLIENT_LEVEL_PSEUDONYMOUS', 'AGGREGATE_ONLY'))
);
create unique index client_letters_current_key on client_letters (client, number) where valid_to = 9223372036854775807;

alter table client_letters enable row level security;
alter table client_letters force row level security;
create policy client_letters_read on client_letters for select using (
    (select current_setting('almoner.scope', true)) = 'all'
    or ((select current_setting('almoner.scope', true)) = 'auditor' and disclosure <> 'AGGREGATE_ONLY')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy client_letters_write on client_letters for all using ((select current_setting('almoner.scope', true)) = 'projector');
