-- The file of an award beside its money, entry by entry: terms, approvals, risk, monitoring, exclusions looked up again,
-- expenditures, audits, findings and reports. What is due is computed from it.

create table oversight_entries (
    award            text not null,
    entry            text not null,
    kind             text not null,
    programme        text not null,
    sub_award        text,
    name             text not null,
    owner            text not null,
    word             text,
    severity         text,
    words            text[] not null,
    statement        json,
    amount           numeric(18,2),
    threshold        numeric(18,2),
    count            bigint,
    reason           text,
    document         text,
    deadline         text,
    starts_on        date,
    ends_on          date,
    due_on           date,
    recorded_by      text not null,
    recorded_on      date not null,
    outcome          text,
    outcome_reason   text,
    outcome_document text,
    done_by          text,
    done_on          date,
    organizations    text[] not null,
    valid_from       bigint not null,
    valid_to         bigint not null default 9223372036854775807,
    constraint oversight_entries_pkey primary key (award, entry, valid_from),
    constraint oversight_entries_is_valid_for_a_while check (valid_from < valid_to),
    constraint oversight_entries_kind_is_known check (kind in (
        'TERMS', 'FIXED_AMOUNT_APPROVAL', 'RISK', 'MONITORING', 'EXCLUSION_CHECK', 'EXPENDITURES', 'AUDIT', 'FINDING', 'REPORT')),
    constraint oversight_entries_severity_is_known check (severity in ('LOW', 'MODERATE', 'HIGH')),
    constraint oversight_entries_done_by_somebody check ((done_by is null) = (done_on is null))
);
create unique index oversight_entries_current_key on oversight_entries (award, entry) where valid_to = 9223372036854775807;
create index oversight_entries_sub_award_idx on oversight_entries (sub_award, entry) where sub_award is not null;

alter table oversight_entries enable row level security;
alter table oversight_entries force row level security;
create policy oversight_entries_read on oversight_entries for select using (
    (select current_setting('almoner.scope', true)) in ('all', 'auditor')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy oversight_entries_write on oversight_entries for all using ((select current_setting('almoner.scope', true)) = 'projector');
