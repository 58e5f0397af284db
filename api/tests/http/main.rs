//! What the server promises over HTTP and GraphQL, on a real PostgreSQL.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]
#![expect(
    clippy::too_many_lines,
    reason = "a table of cases is as long as there are cases"
)]
#![expect(
    clippy::format_collect,
    reason = "queries are built where they are read"
)]

mod actions;
mod award_actions;
mod bad_input;
mod browse;
mod cases;
mod client_reads;
mod closing;
mod draws;
mod events;
mod explain;
mod flow;
mod gate;
mod hardening;
mod income;
mod late_facts;
mod lineage;
mod live;
mod log;
mod many;
mod measures;
mod outage;
mod outsider;
mod oversight;
mod page;
mod portfolio;
mod races;
mod releases;
mod remittance;
mod repeat;
mod report;
mod schema;
mod server;
mod sheets;
mod slow_subscriber;
mod standing;
mod statements;
mod subscriber;
mod visibility;
mod ways_out;
mod worklist;
