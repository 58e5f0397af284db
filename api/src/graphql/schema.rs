//! The schema: everything that can be asked and done, in one place.

use async_graphql::MergedObject;

use super::{
    account::AccountQuery,
    action::ActionQuery,
    award::{AwardActionMutation, AwardMutation, AwardQuery},
    cash::CashMutation,
    claim::{ClaimMutation, ClaimQuery},
    client::{ClientMutation, ClientQuery},
    client_reads::ClientReadQuery,
    closing::{ClosingMutation, ClosingQuery},
    extract::ExtractQuery,
    income::IncomeMutation,
    journal::JournalQuery,
    lineage::LineageQuery,
    live::Subscription,
    measure::{MeasureMutation, MeasureQuery},
    node::NodeQuery,
    organization::{OrganizationMutation, OrganizationQuery},
    oversight::{OversightMutation, OversightQuery},
    payment::{PaymentMutation, PaymentQuery},
    portfolio::PortfolioQuery,
    programme::{ProgrammeMutation, ProgrammeQuery},
    receivable::ReceivableMutation,
    remittance::RemittanceQuery,
    report::ReportQuery,
    signing::SigningMutation,
    statement::StatementQuery,
    sub_award::{SubAwardMutation, SubAwardQuery},
    viewer::ViewerQuery,
    worklist::WorklistQuery,
};

/// What can be asked. Every question takes `asOf`, a position in the journal or an instant, and everything below it
/// is read as of the same moment; without it, all of a request is read as of one latest moment. You see what your
/// role and your organization may see; what you may not see is as if it were not there.
#[derive(MergedObject, Default)]
pub(crate) struct Query(
    ViewerQuery,
    NodeQuery,
    ProgrammeQuery,
    OrganizationQuery,
    AwardQuery,
    PortfolioQuery,
    SubAwardQuery,
    ClientQuery,
    ClaimQuery,
    WorklistQuery,
    OversightQuery,
    MeasureQuery,
    ExtractQuery,
    MoneyQuery,
    AuditQuery,
);

/// What is asked about money. Groups keep the row of the schema's parts short enough for the compiler to look through.
#[derive(MergedObject, Default)]
pub(crate) struct MoneyQuery(
    PaymentQuery,
    RemittanceQuery,
    ReportQuery,
    AccountQuery,
    ClosingQuery,
);

/// What an auditor asks: the history itself, what an amount is made of, who did what, and who read of clients.
#[derive(MergedObject, Default)]
pub(crate) struct AuditQuery(
    JournalQuery,
    LineageQuery,
    StatementQuery,
    ClientReadQuery,
    ActionQuery,
);

/// What can be done. Every command takes an id that you mint: repeating it does it once, and answers the same. What
/// is wrong with a command is in `userErrors` of its answer, each with a stable code.
#[derive(MergedObject, Default)]
pub(crate) struct Mutation(
    ProgrammeMutation,
    OrganizationMutation,
    AwardMutation,
    AwardActionMutation,
    CashMutation,
    IncomeMutation,
    SubAwardMutation,
    ClientMutation,
    ClaimMutation,
    PaymentMutation,
    MeasureMutation,
    ReceivableMutation,
    OversightMutation,
    ClosingMutation,
    SigningMutation,
);

/// The schema of a ledger; every ledger has the same.
pub(crate) type Schema = async_graphql::Schema<Query, Mutation, Subscription>;

/// Builds the schema. What a query may ask for at most is checked before it gets here.
pub(crate) fn schema() -> Schema {
    Schema::build(Query::default(), Mutation::default(), Subscription)
        .disable_suggestions()
        .limit_recursive_depth(64)
        .limit_directives(8)
        .finish()
}

/// The schema in the schema definition language, as it is committed.
pub fn sdl() -> String {
    schema().sdl()
}
