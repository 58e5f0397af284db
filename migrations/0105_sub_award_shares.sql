-- The sub-award share of every award that has such a rule, one row a change of its base or its numerator.

create table sub_award_shares (
    award            text not null,
    minimum_rate     numeric not null,
    base             numeric(18,2) not null,
    sub_awarded      numeric(18,2) not null,
    minimum          numeric(18,2) not null,
    maximum_retained numeric(18,2) not null,
    retained         numeric(18,2) not null,
    shortfall        numeric(18,2) not null,
    compliant        boolean not null,
    waived           boolean not null,
    waived_shortfall numeric(18,2),
    waived_reason    text,
    waived_by        text,
    waived_on        date,
    organizations    text[] not null,
    valid_from       bigint not null,
    valid_to         bigint not null default 9223372036854775807,
    constraint sub_award_shares_pkey primary key (award, valid_from),
    constraint sub_award_shares_is_valid_for_a_while check (valid_from < valid_to),
    constraint sub_award_shares_parts_make_the_base check (sub_awarded + retained = base and minimum + maximum_retained = base),
    constraint sub_award_shares_compliance_is_no_shortfall check (compliant = (shortfall = 0))
);
create unique index sub_award_shares_current_key on sub_award_shares (award) where valid_to = 9223372036854775807;

alter table sub_award_shares enable row level security;
alter table sub_award_shares force row level security;
create policy sub_award_shares_read on sub_award_shares for select using (
    (select current_setting('almoner.scope', true)) in ('all', 'auditor')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy sub_award_shares_write on sub_award_shares for all using ((select current_setting('almoner.scope', true)) = 'projector');
