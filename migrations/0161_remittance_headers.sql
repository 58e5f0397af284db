-- What a sub-awardee may know of a payment that pays it: whose money, why, and where it stands; not what others are
-- paid. Everybody whose claims the payment holds is among its organizations.

create table remittance_headers (
    payment       text not null,
    award         text not null,
    programme     text not null,
    grantee       text not null,
    status        text not null,
    justification text not null,
    prepared_on   date not null,
    authorised_on date,
    confirmed_on  date,
    disclosure    text not null,
    organizations text[] not null,
    valid_from    bigint not null,
    valid_to      bigint not null default 9223372036854775807,
    constraint remittance_headers_pkey primary key (payment, valid_from),
    constraint remittance_headers_is_valid_for_a_while check (valid_from < valid_to),
    constraint remittance_headers_status_is_known check (status in ('PREPARED', 'AUTHORISED', 'CONFIRMED')),
    constraint remittance_headers_disclosure_is_a_profile check (disclosure in ('CLIENT_LEVEL_PSEUDONYMOUS', 'AGGREGATE_ONLY'))
);
create unique index remittance_headers_current_key on remittance_headers (payment) where valid_to = 9223372036854775807;
create index remittance_headers_award_idx on remittance_headers (award, payment);
create index payment_claims_sub_awardee_idx on payment_claims (sub_awardee, payment, claim);

alter table remittance_headers enable row level security;
alter table remittance_headers force row level security;
create policy remittance_headers_read on remittance_headers for select using (
    (select current_setting('almoner.scope', true)) = 'all'
    or ((select current_setting('almoner.scope', true)) = 'auditor' and disclosure <> 'AGGREGATE_ONLY')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy remittance_headers_write on remittance_headers for all using ((select current_setting('almoner.scope', true)) = 'projector');

-- The payments that a ledger holds already: a version wherever the payment changed, or paid one more sub-awardee.
select set_config('almoner.scope', 'projector', true);
insert into remittance_headers (payment, award, programme, grantee, status, justification, prepared_on, authorised_on,
                                confirmed_on, disclosure, organizations, valid_from, valid_to)
with payee as (
    select payment, sub_awardee, min(valid_from) as since from payment_claims group by payment, sub_awardee
), moment as (
    select payment, valid_from as at from payments
    union
    select payment, since from payee
), version as (
    select payment, at, coalesce(lead(at) over (partition by payment order by at), 9223372036854775807) as until
    from moment
)
select p.payment, p.award, p.programme, p.grantee, p.status, p.justification, p.prepared_on, p.authorised_on,
       p.confirmed_on, p.disclosure,
       array[p.grantee] || coalesce((select array_agg(payee.sub_awardee order by payee.since)
                                     from payee where payee.payment = p.payment and payee.since <= v.at), '{}'),
       v.at, v.until
from version v
join payments p on p.payment = v.payment and p.valid_from <= v.at and p.valid_to > v.at;
