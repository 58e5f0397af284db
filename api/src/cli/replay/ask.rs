//! What is asked of the books of a replay.

use almoner_domain::{
    claim::{ClaimEvent, Explanation, explain},
    id::ClaimId,
    identifier::Fain,
    ledger::{Event, StreamId},
    money::Money,
    posting::AccountKind,
};
use almoner_journal::{record::Position, store::Journal};
use almoner_projections::{
    audit_trail::AuditFilter,
    claims::ClaimRow,
    read::{Page, View},
    sub_award_shares::SubAwardShareRow,
};

use super::Arguments;
use crate::cli::CliError;

/// What was answered, in the order in which it was asked.
#[derive(Default)]
pub(super) struct Answers {
    pub(super) balances: Vec<(String, Held)>,
    pub(super) shares: Vec<(Fain, Option<SubAwardShareRow>)>,
    pub(super) claims: Vec<(ClaimId, Option<ClaimTold>)>,
}

/// What an account held.
pub(super) enum Held {
    /// So much, since the event of a position.
    Amount(Money, i64),
    /// Nothing was ever posted to it.
    Nothing,
    /// Lines that may have moved it are withheld.
    Withheld,
}

/// Where a claim stood, and why.
pub(super) struct ClaimTold {
    pub(super) row: ClaimRow,
    /// None before it was adjudicated.
    pub(super) explanation: Option<Explanation>,
}

/// The accounts that no line about one client moves.
const WITHOUT_CLIENTS: [AccountKind; 3] = [
    AccountKind::Allotted,
    AccountKind::Unassigned,
    AccountKind::RetainedSpent,
];

/// Answers all that is asked, as of the position of the view.
pub(super) async fn answers(
    arguments: &Arguments,
    view: &View,
    journal: &Journal,
    is_partial: bool,
) -> Result<Answers, CliError> {
    let mut answers = Answers::default();
    for account in &arguments.balance {
        let balance = view.balance(account).await?;
        let held = match balance {
            // Which claims' lines are withheld is not known, nor what they would have moved.
            Some(balance) if is_partial && !WITHOUT_CLIENTS.contains(&balance.account.kind) => {
                Held::Withheld
            }
            None if is_partial => Held::Withheld,
            Some(balance) => Held::Amount(balance.balance, balance.position),
            None => Held::Nothing,
        };
        answers.balances.push((account.clone(), held));
    }
    for award in &arguments.share {
        let share = view.sub_award_share(award).await?;
        answers.shares.push((award.clone(), share));
    }
    for claim in &arguments.claim {
        let told = match view.claim(claim).await? {
            Some(row) => Some(ClaimTold {
                explanation: explanation(view, journal, &row).await?,
                row,
            }),
            None => None,
        };
        answers.claims.push((claim.clone(), told));
    }
    Ok(answers)
}

/// Why a claim came out as it did, from its events so far and the rule set that its decision names.
async fn explanation(
    view: &View,
    journal: &Journal,
    row: &ClaimRow,
) -> Result<Option<Explanation>, CliError> {
    let filter = AuditFilter {
        stream: Some(StreamId::claim(&row.claim)),
        ..AuditFilter::default()
    };
    let trail = view.audit_trail(&filter, &Page::largest()).await?;
    let mut history: Vec<ClaimEvent> = Vec::new();
    for entry in &trail.rows {
        let position = Position::try_from(entry.position).unwrap_or_default();
        if let Some(record) = journal.record(position).await?
            && let Event::Claim(event) = record.event()?
        {
            history.push(event);
        }
    }
    let rule_sets = view.rule_sets(&row.programme).await?;
    let applied = rule_sets
        .iter()
        .find(|rules| Some(rules.version) == row.rule_set);
    Ok(applied.and_then(|applied| explain(&history, &applied.rules)))
}
