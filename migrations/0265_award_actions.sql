-- What officers did with an award, action by action: its notices, and what suspends, ends or closes it. It is history, so it
-- is not itself versioned. Dates, number and funds are the award's after the action.

create table award_actions (
    position         bigint not null,
    award            text not null,
    action           text not null,
    number           text not null,
    amount           numeric(18,2),
    carried          numeric(18,2),
    awarded          numeric(18,2) not null,
    project_ends_on  date not null,
    budget_starts_on date not null,
    budget_ends_on   date not null,
    reason           text,
    effective_on     date not null,
    organizations    text[] not null,
    constraint award_actions_pkey primary key (position),
    constraint award_actions_funds_are_not_negative check (awarded >= 0),
    constraint award_actions_carryover_is_not_negative check (carried is null or carried >= 0)
);
create index award_actions_award_idx on award_actions (award, position);

alter table award_actions enable row level security;
alter table award_actions force row level security;
create policy award_actions_read on award_actions for select using (
    (select current_setting('almoner.scope', true)) in ('all', 'auditor')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy award_actions_write on award_actions for all using ((select current_setting('almoner.scope', true)) = 'projector');

-- The actions that a ledger holds already.
select set_config('almoner.scope', 'projector', true);
insert into award_actions (position, award, action, number, amount, carried, awarded, project_ends_on, budget_starts_on, budget_ends_on,
                           reason, effective_on, organizations)
select e.position, a.award,
       case e.event_type
           when 'AwardIssued' then 'NEW' when 'AwardSupplemented' then 'SUPPLEMENT' when 'AwardReduced' then 'REDUCTION'
           when 'AwardContinued' then 'CONTINUATION' when 'AwardExtended' then 'NO_COST_EXTENSION'
           when 'AwardAdministered' then 'ADMINISTRATIVE' when 'BudgetPeriodClosed' then 'BUDGET_PERIOD_CLOSE'
           when 'AwardSuspended' then 'SUSPENSION' when 'AwardResumed' then 'RESUMPTION' when 'AwardTerminated' then 'TERMINATION'
           when 'SubAwardShareWaived' then 'SHARE_WAIVER' when 'AwardClosed' then 'CLOSE' else 'RELEASE' end,
       a.number,
       case when e.event_type in ('AwardReduced', 'DisallowedFundsReleased') then -(e.payload ->> 'amount')::numeric
            when e.event_type in ('AwardClosed', 'BudgetPeriodClosed') then -(e.payload ->> 'returned')::numeric
            when e.event_type in ('AwardIssued', 'AwardSupplemented', 'AwardContinued') then (e.payload ->> 'amount')::numeric end,
       case when e.event_type in ('AwardContinued', 'BudgetPeriodClosed') then (e.payload ->> 'carried')::numeric end,
       a.awarded, a.project_ends_on, a.budget_starts_on, a.budget_ends_on,
       e.payload ->> 'reason', (e.payload ->> 'effective_on')::date, a.organizations
from events e
join awards a on a.award = e.aggregate_id and a.valid_from <= e.position and a.valid_to > e.position
join projection_checkpoint c on e.position <= c.position
where e.aggregate_type = 'Award'
  and e.event_type in ('AwardIssued', 'AwardSupplemented', 'AwardReduced', 'AwardContinued', 'AwardExtended', 'AwardAdministered',
                       'BudgetPeriodClosed', 'AwardSuspended', 'AwardResumed', 'AwardTerminated', 'SubAwardShareWaived', 'AwardClosed',
                       'DisallowedFundsReleased');
