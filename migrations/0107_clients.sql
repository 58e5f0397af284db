-- Clients under their random codes, what claims hold of their years, and their years. A row about a client carries the
-- disclosure profile of its programme: under AGGREGATE_ONLY an auditor does not see it. A client is seen by the
-- organization that manages the case, as of the time when it did.

create table clients (
    client            text not null,
    programme         text not null,
    award             text not null,
    sub_award         text not null,
    grantee           text not null,
    organization      text not null,
    population        text not null,
    age_band          text not null,
    state             text not null,
    phase             text not null,
    phase_since       date not null,
    status            text not null,
    family_members    bigint not null,
    household_members bigint not null,
    enrolled_on       date not null,
    closed_on         date,
    closing_reason    text,
    disclosure        text not null,
    organizations     text[] not null,
    valid_from        bigint not null,
    valid_to          bigint not null default 9223372036854775807,
    constraint clients_pkey primary key (client, valid_from),
    constraint clients_is_valid_for_a_while check (valid_from < valid_to),
    constraint clients_status_is_known check (status in ('OPEN', 'CLOSED')),
    constraint clients_household_is_of_the_family check (household_members <= family_members),
    constraint clients_close_has_its_day_and_reason check ((status = 'CLOSED') = (closed_on is not null and closing_reason is not null)),
    constraint clients_disclosure_is_a_profile check (disclosure in ('CLIENT_LEVEL_PSEUDONYMOUS', 'AGGREGATE_ONLY'))
);
create unique index clients_current_key on clients (client) where valid_to = 9223372036854775807;
create index clients_sub_award_idx on clients (sub_award, client);
create index clients_award_idx on clients (award, client);
create index clients_organization_idx on clients (organization, client);

alter table clients enable row level security;
alter table clients force row level security;
create policy clients_read on clients for select using (
    (select current_setting('almoner.scope', true)) = 'all'
    or ((select current_setting('almoner.scope', true)) = 'auditor' and disclosure <> 'AGGREGATE_ONLY')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy clients_write on clients for all using ((select current_setting('almoner.scope', true)) = 'projector');

create table benefit_reservations (
    client               text not null,
    claim                text not null,
    sub_award            text not null,
    service_month        text not null,
    benefit_year         date not null,
    administration       numeric(18,2) not null,
    direct               numeric(18,2) not null,
    case_management_unit boolean not null,
    disclosure           text not null,
    organizations        text[] not null,
    valid_from           bigint not null,
    valid_to             bigint not null default 9223372036854775807,
    constraint benefit_reservations_pkey primary key (client, claim, valid_from),
    constraint benefit_reservations_is_valid_for_a_while check (valid_from < valid_to),
    constraint benefit_reservations_disclosure_is_a_profile check (disclosure in ('CLIENT_LEVEL_PSEUDONYMOUS', 'AGGREGATE_ONLY'))
);
create unique index benefit_reservations_current_key on benefit_reservations (client, claim) where valid_to = 9223372036854775807;

alter table benefit_reservations enable row level security;
alter table benefit_reservations force row level security;
create policy benefit_reservations_read on benefit_reservations for select using (
    (select current_setting('almoner.scope', true)) = 'all'
    or ((select current_setting('almoner.scope', true)) = 'auditor' and disclosure <> 'AGGREGATE_ONLY')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy benefit_reservations_write on benefit_reservations for all using ((select current_setting('almoner.scope', true)) = 'projector');

create table client_years (
    client                text not null,
    benefit_year          date not null,
    administration        numeric(18,2) not null,
    direct                numeric(18,2) not null,
    claims                bigint not null,
    case_management_units bigint not null,
    disclosure            text not null,
    organizations         text[] not null,
    valid_from            bigint not null,
    valid_to              bigint not null default 9223372036854775807,
    constraint client_years_pkey primary key (client, benefit_year, valid_from),
    constraint client_years_is_valid_for_a_while check (valid_from < valid_to),
    constraint client_years_use_is_not_negative check (administration >= 0 and direct >= 0 and claims >= 0 and case_management_units >= 0),
    constraint client_years_disclosure_is_a_profile check (disclosure in ('CLIENT_LEVEL_PSEUDONYMOUS', 'AGGREGATE_ONLY'))
);
create unique index client_years_current_key on client_years (client, benefit_year) where valid_to = 9223372036854775807;

alter table client_years enable row level security;
alter table client_years force row level security;
create policy client_years_read on client_years for select using (
    (select current_setting('almoner.scope', true)) = 'all'
    or ((select current_setting('almoner.scope', true)) = 'auditor' and disclosure <> 'AGGREGATE_ONLY')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy client_years_write on client_years for all using ((select current_setting('almoner.scope', true)) = 'projector');
