-- A fact of a day that is frozen counts later: effective_on stays the accounting date, by which all books and reports are,
-- and what is late keeps its own day beside it, and the position of the event that froze it. What a ledger holds already
-- counts on its own day, and nothing was ever late.

alter table postings add column fact_on date;
alter table postings add column late_behind bigint;
alter table postings add constraint postings_late_has_its_own_day_and_its_link
    check ((fact_on is null) = (late_behind is null));
alter table postings add constraint postings_late_counts_later check (fact_on < effective_on);
create index postings_late_idx on postings (programme, late_behind, position, entry) where late_behind is not null;
