-- Which rows changed between two positions is one range of an index: those that ended there, and those that began there and
-- are valid still. One index a table, which grows at its end while the projector writes.

create index programmes_validity_idx on programmes (valid_to, valid_from);
create index rule_sets_validity_idx on rule_sets (valid_to, valid_from);
create index organizations_validity_idx on organizations (valid_to, valid_from);
create index awards_validity_idx on awards (valid_to, valid_from);
create index sub_award_shares_validity_idx on sub_award_shares (valid_to, valid_from);
create index award_cash_validity_idx on award_cash (valid_to, valid_from);
create index award_cash_entries_validity_idx on award_cash_entries (valid_to, valid_from);
create index award_contributions_validity_idx on award_contributions (valid_to, valid_from);
create index sub_awards_validity_idx on sub_awards (valid_to, valid_from);
create index sub_award_terms_validity_idx on sub_award_terms (valid_to, valid_from);
create index clients_validity_idx on clients (valid_to, valid_from);
create index benefit_reservations_validity_idx on benefit_reservations (valid_to, valid_from);
create index client_years_validity_idx on client_years (valid_to, valid_from);
create index client_phases_validity_idx on client_phases (valid_to, valid_from);
create index client_letters_validity_idx on client_letters (valid_to, valid_from);
create index client_family_members_validity_idx on client_family_members (valid_to, valid_from);
create index client_deadlines_validity_idx on client_deadlines (valid_to, valid_from);
create index claims_validity_idx on claims (valid_to, valid_from);
create index claim_lines_validity_idx on claim_lines (valid_to, valid_from);
create index claim_adjustments_validity_idx on claim_adjustments (valid_to, valid_from);
create index claim_findings_validity_idx on claim_findings (valid_to, valid_from);
create index payments_validity_idx on payments (valid_to, valid_from);
create index payment_claims_validity_idx on payment_claims (valid_to, valid_from);
create index payment_offsets_validity_idx on payment_offsets (valid_to, valid_from);
create index receivable_entries_validity_idx on receivable_entries (valid_to, valid_from);
create index remittance_headers_validity_idx on remittance_headers (valid_to, valid_from);
create index measure_reports_validity_idx on measure_reports (valid_to, valid_from);
create index oversight_entries_validity_idx on oversight_entries (valid_to, valid_from);
create index period_closes_validity_idx on period_closes (valid_to, valid_from);
create index accounts_validity_idx on accounts (valid_to, valid_from);
