-- The audit trail is browsed by whatever an officer has at hand: an account, an organization, a type of event, an
-- undertaking, a cause. Each has its index, in the order of the journal. And what people of an organization see is a short
-- list of its own: row-level security alone would pass over the records of everybody else to find theirs.

select set_config('almoner.scope', 'projector', true);

alter table audit_trail add column correlation text;
alter table audit_trail add column causation text;
update audit_trail as a
set correlation = nullif(e.metadata ->> 'correlation', ''), causation = nullif(e.metadata ->> 'causation', '')
from events as e
where e.position = a.position and (e.metadata ->> 'correlation' <> '' or e.metadata ->> 'causation' <> '');

create index audit_trail_actor_idx on audit_trail (actor, position);
create index audit_trail_actor_organization_idx on audit_trail (actor_organization, position);
create index audit_trail_event_type_idx on audit_trail (event_type, position);
create index audit_trail_programme_idx on audit_trail (programme, position) where award is null;
create index audit_trail_told_idx on audit_trail (position) where disclosure is null or disclosure <> 'AGGREGATE_ONLY';
create index audit_trail_correlation_idx on audit_trail (correlation, position) where correlation is not null;
create index audit_trail_causation_idx on audit_trail (causation, position) where causation is not null;

comment on column audit_trail.correlation is 'The id that all commands of one undertaking share; null where there is none.';
comment on column audit_trail.causation is 'The position of the record, or the id of the command, that brought the command about.';

create table audit_sights (
    organization text   not null,
    position     bigint not null,
    constraint audit_sights_pkey primary key (organization, position)
);
insert into audit_sights (organization, position)
select distinct o.organization, a.position from audit_trail as a, unnest(a.organizations) as o (organization);

alter table audit_sights enable row level security;
alter table audit_sights force row level security;
create policy audit_sights_read on audit_sights for select using (
    (select current_setting('almoner.scope', true)) = 'organization'
    and organization = (select current_setting('almoner.organization', true))
);
create policy audit_sights_write on audit_sights for all using ((select current_setting('almoner.scope', true)) = 'projector');
