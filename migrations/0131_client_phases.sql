-- The phases of a case, each with the days on which its window runs. A case and its phases pass together to the
-- organization that takes it over.

create table client_phases (
    client        text not null,
    phase         text not null,
    basis         text,
    since         date not null,
    ends_on       date,
    extended_on   date,
    disclosure    text not null,
    organizations text[] not null,
    valid_from    bigint not null,
    valid_to      bigint not null default 9223372036854775807,
    constraint client_phases_pkey primary key (client, phase, valid_from),
    constraint client_phases_is_valid_for_a_while check (valid_from < valid_to),
    constraint client_phases_extension_has_an_end check (extended_on is null or ends_on is not null),
    constraint client_phases_disclosure_is_a_profile check (disclosure in ('CLIENT_LEVEL_PSEUDONYMOUS', 'AGGREGATE_ONLY'))
);
create unique index client_phases_current_key on client_phases (client, phase) where valid_to = 9223372036854775807;

alter table client_phases enable row level security;
alter table client_phases force row level security;
create policy client_phases_read on client_phases for select using (
    (select current_setting('almoner.scope', true)) = 'all'
    or ((select current_setting('almoner.scope', true)) = 'auditor' and disclosure <> 'AGGREGATE_ONLY')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy client_phases_write on client_phases for all using ((select current_setting('almoner.scope', true)) = 'projector');
