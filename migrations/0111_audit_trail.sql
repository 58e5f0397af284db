-- Who did what, when, to which award, sub-award, client, claim or payment: one row a record. It is the history, so it
-- is not itself versioned. Disclosure is null where the record is about no client.

create table audit_trail (
    position           bigint not null,
    recorded_at        timestamptz not null,
    stream_kind        text not null,
    stream_id          text not null,
    sequence           bigint not null,
    event_type         text not null,
    event_version      text not null,
    actor              text not null,
    role               text not null,
    actor_organization text not null,
    command            text not null,
    command_id         text not null,
    programme          text,
    award              text,
    sub_award          text,
    client             text,
    claim              text,
    payment            text,
    disclosure         text,
    organizations      text[] not null,
    constraint audit_trail_pkey primary key (position)
);
create index audit_trail_stream_idx on audit_trail (stream_id, position);
create index audit_trail_award_idx on audit_trail (award, position) where award is not null;
create index audit_trail_sub_award_idx on audit_trail (sub_award, position) where sub_award is not null;
create index audit_trail_client_idx on audit_trail (client, position) where client is not null;
create index audit_trail_claim_idx on audit_trail (claim, position) where claim is not null;
create index audit_trail_command_idx on audit_trail (command_id);

alter table audit_trail enable row level security;
alter table audit_trail force row level security;
create policy audit_trail_read on audit_trail for select using (
    (select current_setting('almoner.scope', true)) = 'all'
    or ((select current_setting('almoner.scope', true)) = 'auditor' and (disclosure is null or disclosure <> 'AGGREGATE_ONLY'))
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy audit_trail_write on audit_trail for all using ((select current_setting('almoner.scope', true)) = 'projector');
