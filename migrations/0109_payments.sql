-- Payments and the claims that they pay: a prime sees the whole, a sub-awardee its own items.

create table payments (
    payment       text not null,
    award         text not null,
    programme     text not null,
    grantee       text not null,
    status        text not null,
    claim_count   bigint not null,
    total         numeric(18,2) not null,
    digest        text not null,
    justification text not null,
    prepared_by   text not null,
    prepared_on   date not null,
    authorised_by text,
    authorised_on date,
    confirmed_by  text,
    confirmed_on  date,
    disclosure    text not null,
    organizations text[] not null,
    valid_from    bigint not null,
    valid_to      bigint not null default 9223372036854775807,
    constraint payments_pkey primary key (payment, valid_from),
    constraint payments_is_valid_for_a_while check (valid_from < valid_to),
    constraint payments_status_is_known check (status in ('PREPARED', 'AUTHORISED', 'CONFIRMED')),
    constraint payments_disclosure_is_a_profile check (disclosure in ('CLIENT_LEVEL_PSEUDONYMOUS', 'AGGREGATE_ONLY'))
);
create unique index payments_current_key on payments (payment) where valid_to = 9223372036854775807;
create index payments_award_idx on payments (award, payment);

alter table payments enable row level security;
alter table payments force row level security;
create policy payments_read on payments for select using (
    (select current_setting('almoner.scope', true)) in ('all', 'auditor')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy payments_write on payments for all using ((select current_setting('almoner.scope', true)) = 'projector');

create table payment_claims (
    payment       text not null,
    claim         text not null,
    award         text not null,
    sub_award     text not null,
    sub_awardee   text not null,
    amount        numeric(18,2) not null,
    paid_on       date,
    disclosure    text not null,
    organizations text[] not null,
    valid_from    bigint not null,
    valid_to      bigint not null default 9223372036854775807,
    constraint payment_claims_pkey primary key (payment, claim, valid_from),
    constraint payment_claims_is_valid_for_a_while check (valid_from < valid_to),
    constraint payment_claims_disclosure_is_a_profile check (disclosure in ('CLIENT_LEVEL_PSEUDONYMOUS', 'AGGREGATE_ONLY'))
);
create unique index payment_claims_current_key on payment_claims (payment, claim) where valid_to = 9223372036854775807;
create index payment_claims_claim_idx on payment_claims (claim);
create index payment_claims_sub_award_idx on payment_claims (sub_award, payment, claim);

alter table payment_claims enable row level security;
alter table payment_claims force row level security;
create policy payment_claims_read on payment_claims for select using (
    (select current_setting('almoner.scope', true)) = 'all'
    or ((select current_setting('almoner.scope', true)) = 'auditor' and disclosure <> 'AGGREGATE_ONLY')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy payment_claims_write on payment_claims for all using ((select current_setting('almoner.scope', true)) = 'projector');
