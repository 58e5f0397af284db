//! Copies: the read models of a ledger, what they were at any position, and how they are built again.
//!
//! One projector copies the journal, record by record, into every read model; effects and checkpoint commit together.
//! Every row is valid from one position to another, so that every question can be asked as of any moment. Nothing is
//! decided here, and no command is known here.

pub mod actions;
pub mod audit_trail;
pub mod award_actions;
pub mod award_cash;
pub mod award_income;
pub mod awards;
pub mod calendar;
pub mod changes;
pub mod claims;
pub mod client_reads;
pub mod clients;
pub mod drill;
pub mod extracts;
mod feed;
pub mod lineage;
pub mod measures;
pub mod organizations;
pub mod oversight;
pub mod payments;
pub mod period_closes;
pub mod portfolio;
pub mod postings;
pub mod programmes;
pub mod projector;
pub mod read;
mod read_models;
pub mod rebuild;
pub mod receivables;
pub mod remittances;
pub mod replay;
pub mod reports;
pub mod stating;
pub mod sub_award_actions;
pub mod sub_award_shares;
pub mod sub_award_terms;
pub mod sub_awards;
mod table;
