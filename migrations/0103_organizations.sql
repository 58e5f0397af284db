-- The register of organizations, which everybody who is known may read.

create table organizations (
    organization      text not null,
    name              text not null,
    identifier_scheme text not null,
    identifier        text not null,
    state             text not null,
    grassroots        boolean not null,
    excluded          boolean not null,
    excluded_on       date,
    registered_on     date not null,
    valid_from        bigint not null,
    valid_to          bigint not null default 9223372036854775807,
    constraint organizations_pkey primary key (organization, valid_from),
    constraint organizations_is_valid_for_a_while check (valid_from < valid_to),
    constraint organizations_identifier_scheme_is_known check (identifier_scheme in ('UEI', 'DUNS')),
    constraint organizations_exclusion_has_its_day check (excluded = (excluded_on is not null))
);
create unique index organizations_current_key on organizations (organization) where valid_to = 9223372036854775807;

alter table organizations enable row level security;
alter table organizations force row level security;
create policy organizations_read on organizations for select using (
    (select current_setting('almoner.scope', true)) in ('all', 'auditor', 'organization', 'catalogue')
);
create policy organizations_write on organizations for all using ((select current_setting('almoner.scope', true)) = 'projector');
