-- As 0310, for the read models of program income.

create index award_incomes_validity_idx on award_incomes (valid_to, valid_from);
create index award_income_entries_validity_idx on award_income_entries (valid_to, valid_from);
