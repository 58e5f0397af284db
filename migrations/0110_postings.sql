-- Accounts, and what was posted to them. Every posting carries the balance of its account after it, in the account's
-- normal sense: a balance as of any position is one seek. Nothing here is ever changed.

create table accounts (
    account       text not null,
    kind          text not null,
    award         text not null,
    sub_award     text,
    programme     text not null,
    organizations text[] not null,
    valid_from    bigint not null,
    valid_to      bigint not null default 9223372036854775807,
    constraint accounts_pkey primary key (account, valid_from),
    constraint accounts_is_valid_for_a_while check (valid_from < valid_to)
);
create unique index accounts_current_key on accounts (account) where valid_to = 9223372036854775807;
create index accounts_award_idx on accounts (award, account);
create index accounts_sub_award_idx on accounts (sub_award, account) where sub_award is not null;

alter table accounts enable row level security;
alter table accounts force row level security;
create policy accounts_read on accounts for select using (
    (select current_setting('almoner.scope', true)) in ('all', 'auditor')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy accounts_write on accounts for all using ((select current_setting('almoner.scope', true)) = 'projector');

create table postings (
    position      bigint not null,
    entry         bigint not null,
    account       text not null,
    kind          text not null,
    award         text not null,
    sub_award     text,
    programme     text not null,
    effective_on  date not null,
    recorded_at   timestamptz not null,
    side          text not null,
    amount        numeric(18,2) not null,
    balance_after numeric(18,2) not null,
    organizations text[] not null,
    constraint postings_pkey primary key (position, entry),
    constraint postings_side_is_known check (side in ('DEBIT', 'CREDIT')),
    constraint postings_amount_is_above_zero check (amount > 0)
);
create index postings_account_idx on postings (account, position desc, entry desc);
create index postings_award_idx on postings (award, position, entry);
create index postings_sub_award_idx on postings (sub_award, position, entry) where sub_award is not null;

alter table postings enable row level security;
alter table postings force row level security;
create policy postings_read on postings for select using (
    (select current_setting('almoner.scope', true)) in ('all', 'auditor')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy postings_write on postings for all using ((select current_setting('almoner.scope', true)) = 'projector');
