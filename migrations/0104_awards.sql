-- Awards, with what their sub-awards hold of them. What is unassigned or spent is a balance: see the postings.

create table awards (
    award               text not null,
    number              text not null,
    programme           text not null,
    notice              text not null,
    rule_set            bigint not null,
    grantee             text not null,
    title               text not null,
    assistance_listing  text not null,
    status              text not null,
    awarded             numeric(18,2) not null,
    committed           numeric(18,2) not null,
    committed_qualified numeric(18,2) not null,
    federal_share       numeric,
    total_cost          numeric(18,2),
    non_federal         numeric(18,2),
    regions             text[] not null,
    project_starts_on   date not null,
    project_ends_on     date not null,
    budget_starts_on    date not null,
    budget_ends_on      date not null,
    issued_on           date not null,
    closed_on           date,
    disclosure          text not null,
    organizations       text[] not null,
    valid_from          bigint not null,
    valid_to            bigint not null default 9223372036854775807,
    constraint awards_pkey primary key (award, valid_from),
    constraint awards_is_valid_for_a_while check (valid_from < valid_to),
    constraint awards_status_is_known check (status in ('ACTIVE', 'SUSPENDED', 'CLOSED')),
    constraint awards_is_not_overcommitted check (committed <= awarded),
    constraint awards_qualified_is_a_part check (committed_qualified <= committed),
    constraint awards_close_has_its_day check ((status = 'CLOSED') = (closed_on is not null)),
    constraint awards_disclosure_is_a_profile check (disclosure in ('CLIENT_LEVEL_PSEUDONYMOUS', 'AGGREGATE_ONLY'))
);
create unique index awards_current_key on awards (award) where valid_to = 9223372036854775807;
create index awards_grantee_idx on awards (grantee, award);
create index awards_programme_idx on awards (programme, award);

alter table awards enable row level security;
alter table awards force row level security;
create policy awards_read on awards for select using (
    (select current_setting('almoner.scope', true)) in ('all', 'auditor')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy awards_write on awards for all using ((select current_setting('almoner.scope', true)) = 'projector');
