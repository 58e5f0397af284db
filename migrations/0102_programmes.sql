-- The catalogue of programmes and their rule sets, which everybody who is known may read.
--
-- How every read model is kept, here and below: a row is valid from the position of the record that made it until the
-- position of the record that changed it, so that every question can be asked as of any position. The row that is valid
-- now has the largest number as its end. Rows are seen by row-level security: without a scope nothing is seen. The
-- scopes are 'projector' (writes), 'all' (an officer), 'auditor', 'organization' (with almoner.organization) and
-- 'catalogue'.

create table programmes (
    programme    text not null,
    title        text not null,
    purpose      text not null,
    instrument   text not null,
    disclosure   text not null,
    rule_set_count bigint not null,
    effective_on date not null,
    valid_from   bigint not null,
    valid_to     bigint not null default 9223372036854775807,
    constraint programmes_pkey primary key (programme, valid_from),
    constraint programmes_is_valid_for_a_while check (valid_from < valid_to),
    constraint programmes_disclosure_is_a_profile check (disclosure in ('CLIENT_LEVEL_PSEUDONYMOUS', 'AGGREGATE_ONLY'))
);
create unique index programmes_current_key on programmes (programme) where valid_to = 9223372036854775807;

alter table programmes enable row level security;
alter table programmes force row level security;
create policy programmes_read on programmes for select using (
    (select current_setting('almoner.scope', true)) in ('all', 'auditor', 'organization', 'catalogue')
);
create policy programmes_write on programmes for all using ((select current_setting('almoner.scope', true)) = 'projector');

create table rule_sets (
    programme    text not null,
    version      bigint not null,
    notice       text not null,
    rules        json not null,
    effective_on date not null,
    valid_from   bigint not null,
    valid_to     bigint not null default 9223372036854775807,
    constraint rule_sets_pkey primary key (programme, version, valid_from),
    constraint rule_sets_is_valid_for_a_while check (valid_from < valid_to)
);
create unique index rule_sets_current_key on rule_sets (programme, version) where valid_to = 9223372036854775807;

alter table rule_sets enable row level security;
alter table rule_sets force row level security;
create policy rule_sets_read on rule_sets for select using (
    (select current_setting('almoner.scope', true)) in ('all', 'auditor', 'organization', 'catalogue')
);
create policy rule_sets_write on rule_sets for all using ((select current_setting('almoner.scope', true)) = 'projector');
