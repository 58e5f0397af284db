-- By which way an answer that told of clients left: null where it was given before that was kept. And recording it waits for a
-- lock only so long: whoever waits for the answer is told sooner that it is not given, and no connection is held for good.

alter table client_reads add column way text;
alter table client_reads add constraint client_reads_way check (way in ('GRAPHQL', 'SUBSCRIPTION', 'DOWNLOAD', 'COMMAND_LINE'));
comment on column client_reads.way is 'By which way the answer left; null before that was kept.';

create function record_client_read(
    reader text, as_role text, for_organization text, by_way text, by_operation text, by_request text, codes text[], claim_ids text[]
) returns bigint language plpgsql set lock_timeout = '4s' as $$
declare
    told text[];
    moment timestamptz := clock_timestamp();
    recorded bigint;
begin
    perform set_config('almoner.scope', 'all', true);
    select coalesce(array_agg(distinct t.client), '{}') into told from (
        select unnest(codes) as client
        union
        select c.client from claims as c where c.claim = any (claim_ids) and c.valid_to = 9223372036854775807
    ) as t;
    if cardinality(told) = 0 then
        return null;
    end if;
    insert into client_reads (read_at, actor, role, organization, way, operation, request, client_count)
    values (moment, reader, as_role, for_organization, by_way, by_operation, by_request, cardinality(told))
    returning read_id into recorded;
    insert into client_read_subjects (read_id, read_at, client, organization, disclosure)
    select distinct recorded, moment, c.client, o.organization, c.disclosure
    from clients as c, unnest(c.organizations) as o (organization)
    where c.client = any (told) and c.valid_to = 9223372036854775807;
    return recorded;
end
$$;

-- The same for an export of everything, or of all but what may be told in aggregates only.
create function record_client_export(
    reader text, as_role text, for_organization text, by_way text, by_operation text, whole boolean
) returns bigint language plpgsql set lock_timeout = '4s' as $$
declare
    moment timestamptz := clock_timestamp();
    recorded bigint;
begin
    perform set_config('almoner.scope', 'all', true);
    insert into client_reads (read_at, actor, role, organization, way, operation, request, client_count)
    select moment, reader, as_role, for_organization, by_way, by_operation, '', count(*) from clients as c
    where c.valid_to = 9223372036854775807 and (whole or c.disclosure <> 'AGGREGATE_ONLY')
    returning read_id into recorded;
    insert into client_read_subjects (read_id, read_at, client, organization, disclosure)
    select distinct recorded, moment, c.client, o.organization, c.disclosure
    from clients as c, unnest(c.organizations) as o (organization)
    where c.valid_to = 9223372036854775807 and (whole or c.disclosure <> 'AGGREGATE_ONLY');
    return recorded;
end
$$;
