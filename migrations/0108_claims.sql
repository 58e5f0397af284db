-- Claims with their lines, adjustments and findings. Once adjudicated, billed less adjusted is payable.

create table claims (
    claim         text not null,
    number        text not null,
    sub_award     text not null,
    award         text not null,
    programme     text not null,
    grantee       text not null,
    organization  text not null,
    client        text not null,
    service_month text not null,
    status        text not null,
    billed        numeric(18,2) not null,
    adjusted      numeric(18,2) not null,
    payable       numeric(18,2) not null,
    line_count    bigint not null,
    adjustment_count bigint not null,
    finding_count bigint not null,
    rule_set      bigint,
    submitted_by  text not null,
    received_at   timestamptz not null,
    submitted_on  date not null,
    approved_by   text,
    approved_on   date,
    denied_by     text,
    denied_on     date,
    denial_reason text,
    payment       text,
    paid_on       date,
    disclosure    text not null,
    organizations text[] not null,
    valid_from    bigint not null,
    valid_to      bigint not null default 9223372036854775807,
    constraint claims_pkey primary key (claim, valid_from),
    constraint claims_is_valid_for_a_while check (valid_from < valid_to),
    constraint claims_status_is_known check (status in ('SUBMITTED', 'PAYABLE', 'PENDED', 'DENIED', 'APPROVED', 'SCHEDULED', 'PAID')),
    constraint claims_billed_less_adjusted_is_payable check (status = 'SUBMITTED' or billed - adjusted = payable),
    constraint claims_disclosure_is_a_profile check (disclosure in ('CLIENT_LEVEL_PSEUDONYMOUS', 'AGGREGATE_ONLY'))
);
create unique index claims_current_key on claims (claim) where valid_to = 9223372036854775807;
create index claims_sub_award_idx on claims (sub_award, claim);
create index claims_client_idx on claims (client, claim);
create index claims_award_idx on claims (award, claim);
create index claims_status_idx on claims (status, valid_to);

alter table claims enable row level security;
alter table claims force row level security;
create policy claims_read on claims for select using (
    (select current_setting('almoner.scope', true)) = 'all'
    or ((select current_setting('almoner.scope', true)) = 'auditor' and disclosure <> 'AGGREGATE_ONLY')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy claims_write on claims for all using ((select current_setting('almoner.scope', true)) = 'projector');

create table claim_lines (
    claim          text not null,
    number         bigint not null,
    category       text not null,
    part           text not null,
    billed         numeric(18,2) not null,
    adjusted       numeric(18,2) not null,
    allowed        numeric(18,2) not null,
    paid_on        date,
    receipt_digest text,
    other_payer    boolean not null,
    disclosure     text not null,
    organizations  text[] not null,
    valid_from     bigint not null,
    valid_to       bigint not null default 9223372036854775807,
    constraint claim_lines_pkey primary key (claim, number, valid_from),
    constraint claim_lines_is_valid_for_a_while check (valid_from < valid_to),
    constraint claim_lines_disclosure_is_a_profile check (disclosure in ('CLIENT_LEVEL_PSEUDONYMOUS', 'AGGREGATE_ONLY'))
);
create unique index claim_lines_current_key on claim_lines (claim, number) where valid_to = 9223372036854775807;

alter table claim_lines enable row level security;
alter table claim_lines force row level security;
create policy claim_lines_read on claim_lines for select using (
    (select current_setting('almoner.scope', true)) = 'all'
    or ((select current_setting('almoner.scope', true)) = 'auditor' and disclosure <> 'AGGREGATE_ONLY')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy claim_lines_write on claim_lines for all using ((select current_setting('almoner.scope', true)) = 'projector');

create table claim_adjustments (
    claim            text not null,
    entry            bigint not null,
    line             bigint not null,
    adjustment_group text not null,
    carc             bigint not null,
    amount           numeric(18,2) not null,
    disclosure       text not null,
    organizations    text[] not null,
    valid_from       bigint not null,
    valid_to         bigint not null default 9223372036854775807,
    constraint claim_adjustments_pkey primary key (claim, entry, valid_from),
    constraint claim_adjustments_is_valid_for_a_while check (valid_from < valid_to),
    constraint claim_adjustments_never_bills_the_client check (adjustment_group in ('CO', 'OA', 'PI', 'CR')),
    constraint claim_adjustments_amount_is_above_zero check (amount > 0),
    constraint claim_adjustments_disclosure_is_a_profile check (disclosure in ('CLIENT_LEVEL_PSEUDONYMOUS', 'AGGREGATE_ONLY'))
);
create unique index claim_adjustments_current_key on claim_adjustments (claim, entry) where valid_to = 9223372036854775807;

alter table claim_adjustments enable row level security;
alter table claim_adjustments force row level security;
create policy claim_adjustments_read on claim_adjustments for select using (
    (select current_setting('almoner.scope', true)) = 'all'
    or ((select current_setting('almoner.scope', true)) = 'auditor' and disclosure <> 'AGGREGATE_ONLY')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy claim_adjustments_write on claim_adjustments for all using ((select current_setting('almoner.scope', true)) = 'projector');

create table claim_findings (
    claim         text not null,
    entry         bigint not null,
    edit          text not null,
    line          bigint,
    carc          bigint,
    fatal         boolean not null,
    disclosure    text not null,
    organizations text[] not null,
    valid_from    bigint not null,
    valid_to      bigint not null default 9223372036854775807,
    constraint claim_findings_pkey primary key (claim, entry, valid_from),
    constraint claim_findings_is_valid_for_a_while check (valid_from < valid_to),
    constraint claim_findings_disclosure_is_a_profile check (disclosure in ('CLIENT_LEVEL_PSEUDONYMOUS', 'AGGREGATE_ONLY'))
);
create unique index claim_findings_current_key on claim_findings (claim, entry) where valid_to = 9223372036854775807;

alter table claim_findings enable row level security;
alter table claim_findings force row level security;
create policy claim_findings_read on claim_findings for select using (
    (select current_setting('almoner.scope', true)) = 'all'
    or ((select current_setting('almoner.scope', true)) = 'auditor' and disclosure <> 'AGGREGATE_ONLY')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy claim_findings_write on claim_findings for all using ((select current_setting('almoner.scope', true)) = 'projector');
