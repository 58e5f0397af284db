-- The days by which something is due about an open case: computed from its phases and letters, never from a clock. They
-- are asked for by the day, so that is what the index is by.

create table client_deadlines (
    client        text not null,
    kind          text not null,
    due_on        date not null,
    extendable    boolean not null,
    sub_award     text not null,
    organization  text not null,
    disclosure    text not null,
    organizations text[] not null,
    valid_from    bigint not null,
    valid_to      bigint not null default 9223372036854775807,
    constraint client_deadlines_pkey primary key (client, kind, valid_from),
    constraint client_deadlines_is_valid_for_a_while check (valid_from < valid_to),
    constraint client_deadlines_disclosure_is_a_profile check (disclosure in ('CLIENT_LEVEL_PSEUDONYMOUS', 'AGGREGATE_ONLY'))
);
create unique index client_deadlines_current_key on client_deadlines (client, kind) where valid_to = 9223372036854775807;
create index client_deadlines_due_idx on client_deadlines (due_on, client, kind);

alter table client_deadlines enable row level security;
alter table client_deadlines force row level security;
create policy client_deadlines_read on client_deadlines for select using (
    (select current_setting('almoner.scope', true)) = 'all'
    or ((select current_setting('almoner.scope', true)) = 'auditor' and disclosure <> 'AGGREGATE_ONLY')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy client_deadlines_write on client_deadlines for all using ((select current_setting('almoner.scope', true)) = 'projector');
