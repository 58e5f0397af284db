-- The closes of a programme's months: which are frozen, what two officers stated of their trial balance, and what became of
-- them. They speak of all primes of a programme together, so organizations see none.

create table period_closes (
    programme          text not null,
    close              bigint not null,
    starts_on          date not null,
    ends_on            date not null,
    state              text not null,
    frozen_at          bigint not null,
    begun_by           text not null,
    begun_on           date not null,
    first_approved_by  text,
    first_approved_on  date,
    second_approved_by text,
    second_approved_on date,
    closed_at          bigint,
    digest             text,
    own_debit          numeric(18,2),
    own_credit         numeric(18,2),
    ussgl_debit        numeric(18,2),
    ussgl_credit       numeric(18,2),
    withdrawn_by       text,
    withdrawn_on       date,
    reason             text,
    valid_from         bigint not null,
    valid_to           bigint not null default 9223372036854775807,
    constraint period_closes_pkey primary key (programme, close, valid_from),
    constraint period_closes_is_valid_for_a_while check (valid_from < valid_to),
    constraint period_closes_does_not_end_before_it_starts check (starts_on <= ends_on),
    constraint period_closes_state_is_known check (state in ('UNDER_WAY', 'CLOSED', 'WITHDRAWN')),
    constraint period_closes_closed_by_two check ((state = 'CLOSED') = (second_approved_by is not null)),
    constraint period_closes_closed_has_its_position check ((state = 'CLOSED') = (closed_at is not null)),
    constraint period_closes_withdrawal_has_its_reason check ((state = 'WITHDRAWN') = (reason is not null)),
    constraint period_closes_approved_has_its_digest check ((first_approved_by is null) = (digest is null)),
    constraint period_closes_balances check (own_debit = own_credit and ussgl_debit = ussgl_credit)
);
create unique index period_closes_current_key on period_closes (programme, close) where valid_to = 9223372036854775807;

alter table period_closes enable row level security;
alter table period_closes force row level security;
create policy period_closes_read on period_closes for select using (
    (select current_setting('almoner.scope', true)) in ('all', 'auditor')
);
create policy period_closes_write on period_closes for all using ((select current_setting('almoner.scope', true)) = 'projector');
