-- Sub-awards. What is available, reserved, accrued, paid or pended is a balance: see the postings.

create table sub_awards (
    sub_award     text not null,
    award         text not null,
    programme     text not null,
    grantee       text not null,
    sub_awardee   text not null,
    instrument    text not null,
    qualified     boolean not null,
    purpose       text not null,
    states        text[] not null,
    status        text not null,
    obligated     numeric(18,2) not null,
    starts_on     date not null,
    ends_on       date not null,
    executed_on   date not null,
    closed_on     date,
    disclosure    text not null,
    organizations text[] not null,
    valid_from    bigint not null,
    valid_to      bigint not null default 9223372036854775807,
    constraint sub_awards_pkey primary key (sub_award, valid_from),
    constraint sub_awards_is_valid_for_a_while check (valid_from < valid_to),
    constraint sub_awards_status_is_known check (status in ('ACTIVE', 'SUSPENDED', 'CLOSED')),
    constraint sub_awards_obligation_is_not_negative check (obligated >= 0),
    constraint sub_awards_close_has_its_day check ((status = 'CLOSED') = (closed_on is not null)),
    constraint sub_awards_disclosure_is_a_profile check (disclosure in ('CLIENT_LEVEL_PSEUDONYMOUS', 'AGGREGATE_ONLY'))
);
create unique index sub_awards_current_key on sub_awards (sub_award) where valid_to = 9223372036854775807;
create index sub_awards_award_idx on sub_awards (award, sub_award);
create index sub_awards_sub_awardee_idx on sub_awards (sub_awardee, sub_award);

alter table sub_awards enable row level security;
alter table sub_awards force row level security;
create policy sub_awards_read on sub_awards for select using (
    (select current_setting('almoner.scope', true)) in ('all', 'auditor')
    or ((select current_setting('almoner.scope', true)) = 'organization' and organizations && array[(select current_setting('almoner.organization', true))])
);
create policy sub_awards_write on sub_awards for all using ((select current_setting('almoner.scope', true)) = 'projector');
