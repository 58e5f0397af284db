-- What was obligated to a sub-award and taken back, action by action: what sub-award reports are computed from. It is
-- history, so it is not itself versioned.

create table sub_award_actions (
    position      bigint not null,
    sub_award     text not null,
    award         text not null,
    amount        numeric(18,2) not null,
    obligated     numeric(18,2) not null,
    effective_on  date not null,
    organizations text[] not null,
    constraint sub_award_actions_pkey primary key (position),
    constraint sub_award_actions_amount_is_not_zero check (amount <> 0),
    constraint sub_award_actions_obligation_is_not_negative check (obligated >= 0)
);
create index sub_award_actions_sub_award_idx on sub_award_actions (sub_award, position);
create index sub_award_actions_award_idx on sub_award_actions (award, position);

alter table sub_award_actions enable row level security;
alter table sub_award_actions force row level security;
create policy sub_award_actions_read on sub_award_actions for select using (
    (select current_setting('almoner.scope', true)) in ('all', 'auditor')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy sub_award_actions_write on sub_award_actions for all using ((select current_setting('almoner.scope', true)) = 'projector');

-- The actions that a ledger holds already.
select set_config('almoner.scope', 'projector', true);
insert into sub_award_actions (position, sub_award, award, amount, obligated, effective_on, organizations)
select e.position, s.sub_award, s.award,
       case e.event_type when 'SubAwardObligationLowered' then -(e.payload ->> 'amount')::numeric else (e.payload ->> 'amount')::numeric end,
       coalesce(e.payload ->> 'obligated', e.payload ->> 'amount')::numeric, (e.payload ->> 'effective_on')::date, s.organizations
from events e
join sub_awards s on s.sub_award = e.aggregate_id and s.valid_to = 9223372036854775807
join projection_checkpoint c on e.position <= c.position
where e.aggregate_type = 'SubAward'
  and e.event_type in ('SubAwardExecuted', 'SubAwardObligationRaised', 'SubAwardObligationLowered');
