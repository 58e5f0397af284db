-- Plain words about a client are in the events alone. A read model that held them would hold them as of earlier moments
-- after the client is erased; so it holds the position of the event instead, and an answer is made from there. The column
-- of the words stays, and is empty.

select set_config('almoner.scope', 'projector', true);
update claims set reconsideration_reason = null where reconsideration_reason is not null;
select set_config('almoner.scope', '', true);

alter table claims add constraint claims_hold_no_plain_words check (reconsideration_reason is null);
alter table claims add column reconsideration_plain_at bigint;
create index claims_plain_reason_idx on claims (client) where reconsideration_plain_at is not null;
