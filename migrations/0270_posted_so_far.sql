-- Every posting carries, beside the balance of its account, all that was posted to the account's debit side until then: a
-- trial balance as of any position is one seek an account, however much was posted.

select set_config('almoner.scope', 'projector', true);
alter table postings add column debits_after numeric(18,2);
update postings as p
set debits_after = s.debits
from (
    select position, entry,
           coalesce(sum(amount) filter (where side = 'DEBIT') over (partition by account order by position, entry), 0) as debits
    from postings
) as s
where p.position = s.position and p.entry = s.entry;
alter table postings alter column debits_after set not null;
