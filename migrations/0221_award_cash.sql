-- The federal cash of awards, what moved it, and what others contributed. An award without a movement has no row.

create table award_cash (
    award             text not null,
    method            text not null,
    drawn             numeric(18,2) not null,
    advance           numeric(18,2) not null,
    settled           numeric(18,2) not null,
    interest_earned   numeric(18,2) not null,
    interest_due      numeric(18,2) not null,
    interest_remitted numeric(18,2) not null,
    matched           numeric(18,2) not null,
    entries           bigint not null,
    organizations     text[] not null,
    valid_from        bigint not null,
    valid_to          bigint not null default 9223372036854775807,
    constraint award_cash_pkey primary key (award, valid_from),
    constraint award_cash_is_valid_for_a_while check (valid_from < valid_to),
    constraint award_cash_method_is_known check (method in ('REIMBURSEMENT', 'ADVANCE')),
    constraint award_cash_parts_make_the_whole check (drawn = advance + settled and advance >= 0 and settled >= 0),
    constraint award_cash_interest_due_was_earned check (interest_due >= 0 and interest_due + interest_remitted <= interest_earned),
    constraint award_cash_match_is_not_negative check (matched >= 0)
);
create unique index award_cash_current_key on award_cash (award) where valid_to = 9223372036854775807;

alter table award_cash enable row level security;
alter table award_cash force row level security;
create policy award_cash_read on award_cash for select using (
    (select current_setting('almoner.scope', true)) in ('all', 'auditor')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy award_cash_write on award_cash for all using ((select current_setting('almoner.scope', true)) = 'projector');

create table award_cash_entries (
    award          text not null,
    entry          bigint not null,
    movement       text not null,
    reference      text,
    amount         numeric(18,2) not null,
    immediate_need numeric(18,2),
    drawn          numeric(18,2) not null,
    advance        numeric(18,2) not null,
    interest_due   numeric(18,2) not null,
    effective_on   date not null,
    organizations  text[] not null,
    valid_from     bigint not null,
    valid_to       bigint not null default 9223372036854775807,
    constraint award_cash_entries_pkey primary key (award, entry, valid_from),
    constraint award_cash_entries_is_valid_for_a_while check (valid_from < valid_to),
    constraint award_cash_entries_movement_is_known check (movement in ('REIMBURSED', 'ADVANCED', 'LIQUIDATED', 'ADVANCE_RETURNED', 'REFUNDED', 'REFUNDED_PRIOR_YEAR', 'INTEREST_EARNED', 'INTEREST_REMITTED')),
    constraint award_cash_entries_amount_is_above_zero check (amount > 0)
);
create unique index award_cash_entries_current_key on award_cash_entries (award, entry) where valid_to = 9223372036854775807;

alter table award_cash_entries enable row level security;
alter table award_cash_entries force row level security;
create policy award_cash_entries_read on award_cash_entries for select using (
    (select current_setting('almoner.scope', true)) in ('all', 'auditor')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy award_cash_entries_write on award_cash_entries for all using ((select current_setting('almoner.scope', true)) = 'projector');

create table award_contributions (
    award           text not null,
    contribution    text not null,
    kind            text not null,
    amount          numeric(18,2) not null,
    document        text not null,
    effective_on    date not null,
    reversed_reason text,
    reversed_on     date,
    organizations   text[] not null,
    valid_from      bigint not null,
    valid_to        bigint not null default 9223372036854775807,
    constraint award_contributions_pkey primary key (award, contribution, valid_from),
    constraint award_contributions_is_valid_for_a_while check (valid_from < valid_to),
    constraint award_contributions_kind_is_known check (kind in ('CASH', 'IN_KIND')),
    constraint award_contributions_amount_is_above_zero check (amount > 0),
    constraint award_contributions_reversal_has_its_reason check ((reversed_reason is null) = (reversed_on is null))
);
create unique index award_contributions_current_key on award_contributions (award, contribution) where valid_to = 9223372036854775807;
create unique index award_contributions_document_counts_once on award_contributions (award, document)
    where valid_to = 9223372036854775807 and reversed_on is null;

alter table award_contributions enable row level security;
alter table award_contributions force row level security;
create policy award_contributions_read on award_contributions for select using (
    (select current_setting('almoner.scope', true)) in ('all', 'auditor')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy award_contributions_write on award_contributions for all using ((select current_setting('almoner.scope', true)) = 'projector');
