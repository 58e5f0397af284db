-- What a sub-awardee may know of the award above it: which rules its claims go by, and when its budget period begins,
-- for a year of benefits may begin with it. Neither ever changes. The award itself is not for its eyes.

create table sub_award_terms (
    sub_award        text not null,
    programme        text not null,
    rule_set         bigint not null,
    budget_starts_on date not null,
    organizations    text[] not null,
    valid_from       bigint not null,
    valid_to         bigint not null default 9223372036854775807,
    constraint sub_award_terms_pkey primary key (sub_award, valid_from),
    constraint sub_award_terms_is_valid_for_a_while check (valid_from < valid_to)
);
create unique index sub_award_terms_current_key on sub_award_terms (sub_award) where valid_to = 9223372036854775807;

alter table sub_award_terms enable row level security;
alter table sub_award_terms force row level security;
create policy sub_award_terms_read on sub_award_terms for select using (
    (select current_setting('almoner.scope', true)) in ('all', 'auditor')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy sub_award_terms_write on sub_award_terms for all using ((select current_setting('almoner.scope', true)) = 'projector');

-- The sub-awards that a ledger holds already, each from its execution on.
select set_config('almoner.scope', 'projector', true);
insert into sub_award_terms (sub_award, programme, rule_set, budget_starts_on, organizations, valid_from)
select distinct on (s.sub_award) s.sub_award, s.programme, a.rule_set, a.budget_starts_on, s.organizations, s.valid_from
from sub_awards s
join awards a on a.award = s.award and a.valid_from <= s.valid_from and a.valid_to > s.valid_from
order by s.sub_award, s.valid_from;
