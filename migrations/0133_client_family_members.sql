-- The family members of a case, under random codes of their own. One who left stays, with the day and the reason.

create table client_family_members (
    client         text not null,
    number         bigint not null,
    member         text not null,
    relation       text not null,
    in_household   boolean not null,
    since          date not null,
    left_on        date,
    leaving_reason text,
    disclosure     text not null,
    organizations  text[] not null,
    valid_from     bigint not null,
    valid_to       bigint not null default 9223372036854775807,
    constraint client_family_members_pkey primary key (client, number, valid_from),
    constraint client_family_members_is_valid_for_a_while check (valid_from < valid_to),
    constraint client_family_members_leaving_has_its_day_and_reason check ((left_on is null) = (leaving_reason is null)),
    constraint client_family_members_disclosure_is_a_profile check (disclosure in ('CLIENT_LEVEL_PSEUDONYMOUS', 'AGGREGATE_ONLY'))
);
create unique index client_family_members_current_key on client_family_members (client, number) where valid_to = 9223372036854775807;

alter table client_family_members enable row level security;
alter table client_family_members force row level security;
create policy client_family_members_read on client_family_members for select using (
    (select current_setting('almoner.scope', true)) = 'all'
    or ((select current_setting('almoner.scope', true)) = 'auditor' and disclosure <> 'AGGREGATE_ONLY')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy client_family_members_write on client_family_members for all using ((select current_setting('almoner.scope', true)) = 'projector');
