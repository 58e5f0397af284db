-- What programmes count, report by report: a correction supersedes the latest report and leaves it as it was. What the
-- office reports of programmes as a whole is public to everybody who is known. What is withheld counts so few victims,
-- under a programme of which only aggregates may be told, that an auditor does not see it.

create table measure_reports (
    measure       text not null,
    number        bigint not null,
    kind          text not null,
    period        text not null,
    starts_on     date not null,
    ends_on       date not null,
    programmes    text[] not null,
    award         text,
    sub_award     text,
    organization  text not null,
    qualifier     text not null,
    count         bigint not null,
    citation      text,
    document      text,
    supersedes    bigint,
    reason        text,
    superseded    boolean not null,
    reported_by   text not null,
    reported_on   date not null,
    public        boolean not null,
    withheld      boolean not null,
    organizations text[] not null,
    valid_from    bigint not null,
    valid_to      bigint not null default 9223372036854775807,
    constraint measure_reports_pkey primary key (measure, number, valid_from),
    constraint measure_reports_is_valid_for_a_while check (valid_from < valid_to),
    constraint measure_reports_period_does_not_end_before_it_starts check (starts_on <= ends_on),
    constraint measure_reports_is_of_a_programme check (cardinality(programmes) > 0),
    constraint measure_reports_sub_award_is_of_an_award check (sub_award is null or award is not null),
    constraint measure_reports_count_is_not_negative check (count >= 0),
    constraint measure_reports_qualifier_is_known check (qualifier in ('EXACT', 'APPROXIMATELY', 'MORE_THAN', 'NEARLY')),
    constraint measure_reports_has_one_evidence check ((citation is null) <> (document is null)),
    constraint measure_reports_correction_has_its_reason check ((supersedes is null) = (reason is null)),
    constraint measure_reports_withheld_is_not_public check (not (public and withheld))
);
create unique index measure_reports_current_key on measure_reports (measure, number) where valid_to = 9223372036854775807;
create index measure_reports_programmes_idx on measure_reports using gin (programmes);

alter table measure_reports enable row level security;
alter table measure_reports force row level security;
create policy measure_reports_read on measure_reports for select using (
    (select current_setting('almoner.scope', true)) = 'all'
    or ((select current_setting('almoner.scope', true)) = 'auditor' and not withheld)
    or ((select current_setting('almoner.scope', true)) = 'organization'
        and (public or organizations && array[(select current_setting('almoner.organization', true))]))
);
create policy measure_reports_write on measure_reports for all using ((select current_setting('almoner.scope', true)) = 'projector');
