-- Budget periods follow each other: the sub-award share has the base of the one that runs, and counts what was sub-awarded
-- since it began. An award may be terminated before its time. Awards that a ledger holds already are in their first period.

alter table awards add column terminated_on date;

alter table sub_award_shares add column carried_qualified numeric(18,2) not null default 0;
alter table sub_award_shares drop constraint sub_award_shares_parts_make_the_base;
alter table sub_award_shares add constraint sub_award_shares_parts_make_the_base
    check (retained = greatest(base - sub_awarded, 0) and minimum + maximum_retained = base);
