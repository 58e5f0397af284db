-- The program income of awards: what was earned, how it is used, what of it was spent. An award without any has no row.

create table award_incomes (
    award         text not null,
    method        text not null,
    earned        numeric(18,2) not null,
    deducted      numeric(18,2) not null,
    added         numeric(18,2) not null,
    unexpended    numeric(18,2) not null,
    organizations text[] not null,
    valid_from    bigint not null,
    valid_to      bigint not null default 9223372036854775807,
    constraint award_incomes_pkey primary key (award, valid_from),
    constraint award_incomes_is_valid_for_a_while check (valid_from < valid_to),
    constraint award_incomes_method_is_known check (method in ('DEDUCTION', 'ADDITION')),
    constraint award_incomes_parts_make_the_whole
        check (earned = deducted + added + unexpended and deducted >= 0 and added >= 0 and unexpended >= 0)
);
create unique index award_incomes_current_key on award_incomes (award) where valid_to = 9223372036854775807;

alter table award_incomes enable row level security;
alter table award_incomes force row level security;
create policy award_incomes_read on award_incomes for select using (
    (select current_setting('almoner.scope', true)) in ('all', 'auditor')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy award_incomes_write on award_incomes for all using ((select current_setting('almoner.scope', true)) = 'projector');

create table award_income_entries (
    award           text not null,
    income          text not null,
    movement        text not null,
    source          text,
    amount          numeric(18,2) not null,
    document        text,
    effective_on    date not null,
    reversed_reason text,
    reversed_on     date,
    organizations   text[] not null,
    valid_from      bigint not null,
    valid_to        bigint not null default 9223372036854775807,
    constraint award_income_entries_pkey primary key (award, income, valid_from),
    constraint award_income_entries_is_valid_for_a_while check (valid_from < valid_to),
    constraint award_income_entries_movement_is_known check (movement in ('EARNED', 'DEDUCTED', 'ADDED')),
    constraint award_income_entries_earned_has_its_source check ((movement = 'EARNED') = (source is not null)),
    constraint award_income_entries_earned_has_its_document check ((movement = 'EARNED') = (document is not null)),
    constraint award_income_entries_amount_is_above_zero check (amount > 0),
    constraint award_income_entries_reversal_has_its_reason check ((reversed_reason is null) = (reversed_on is null))
);
create unique index award_income_entries_current_key on award_income_entries (award, income) where valid_to = 9223372036854775807;

alter table award_income_entries enable row level security;
alter table award_income_entries force row level security;
create policy award_income_entries_read on award_income_entries for select using (
    (select current_setting('almoner.scope', true)) in ('all', 'auditor')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy award_income_entries_write on award_income_entries for all using ((select current_setting('almoner.scope', true)) = 'projector');
