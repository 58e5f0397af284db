//! A close as it is read.

use almoner_domain::{
    id::ProgrammeCode,
    ledger::{StreamId, StreamKind},
};
use almoner_projections::{
    period_closes::PeriodCloseRow,
    postings::{PostingFilter, TrialBalanceFilter},
};
use async_graphql::{Context, Enum, Object, Result, SimpleObject};

use crate::graphql::{
    account::{Posting, TrialBalance},
    connection::{Connection, Page},
    error::TopError,
    programme::Programme,
    scalar,
    scope::Scope,
};

/// Where a close stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_projections::period_closes::PeriodCloseState")]
pub(crate) enum PeriodCloseState {
    /// Its months are frozen, and two officers have yet to approve it.
    UnderWay,
    /// Its months are closed for good.
    Closed,
    /// It was withdrawn, and its months opened again.
    Withdrawn,
}

/// What is left on the two sides of all accounts of a chart.
#[derive(SimpleObject)]
pub(crate) struct ChartTotals {
    /// All that is left on debit sides.
    debit: scalar::Money,
    /// All that is left on credit sides.
    credit: scalar::Money,
}

/// The trial balance that officers stated.
#[derive(SimpleObject)]
pub(crate) struct ClosingStatement {
    /// SHA-256 of its canonical text.
    digest: scalar::Digest,
    /// The totals of all our own accounts.
    own: ChartTotals,
    /// The totals of all USSGL accounts.
    ussgl: ChartTotals,
}

/// An officer's approval.
#[derive(SimpleObject)]
pub(crate) struct PeriodCloseApproval {
    /// The officer's account.
    by: scalar::ActorId,
    /// The day.
    on: scalar::Date,
}

pub(crate) struct PeriodClose {
    pub(crate) row: PeriodCloseRow,
    pub(crate) scope: Scope,
}

impl PeriodClose {
    /// The close that a command was about: the latest one of the programme.
    pub(crate) async fn of_subject(
        scope: &Scope,
        subject: &StreamId,
    ) -> Result<Option<Self>, TopError> {
        if subject.kind != StreamKind::Closing {
            tracing::error!(%subject, "a command was about another kind than its answer shows");
            return Err(TopError::Internal);
        }
        let programme = ProgrammeCode::parse(&subject.id).map_err(|_| TopError::Internal)?;
        scope.latest_period_close(&programme).await
    }
}

/// A close of a programme's months. From the moment it is begun they take no more postings: what is recorded later for a day
/// of theirs counts from the first day after them. Two officers who state the same trial balance close them for good.
#[Object]
impl PeriodClose {
    /// The programme.
    async fn programme(&self) -> Result<Option<Programme>> {
        Ok(self.scope.programme(&self.row.programme).await?)
    }

    /// The number of the close within the programme, from 1.
    async fn close(&self) -> u32 {
        self.row.close
    }

    /// Where it stands.
    async fn state(&self) -> PeriodCloseState {
        self.row.state.into()
    }

    /// The first day that it closes: the one after the last closed month, or 1 January 1900 for the first close of a
    /// programme, which takes in everything before.
    async fn starts_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.starts_on)
    }

    /// The last day that it closes, the last of a month.
    async fn ends_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.ends_on)
    }

    /// The position of the event that froze the months: as of it and of any later position, their trial balance is the same.
    async fn frozen_at(&self) -> scalar::Position {
        scalar::Position::of(self.row.frozen_at)
    }

    /// The account of the officer who began it.
    async fn begun_by(&self) -> scalar::ActorId {
        scalar::ActorId::of(&self.row.begun_by)
    }

    /// The day on which it was begun.
    async fn begun_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.begun_on)
    }

    /// The trial balance that the first officer stated, or both; none while nobody approved.
    async fn statement(&self) -> Option<ClosingStatement> {
        let row = &self.row;
        Some(ClosingStatement {
            digest: scalar::Digest::of(row.digest.as_ref()?),
            own: ChartTotals {
                debit: scalar::Money::of(row.own_debit?),
                credit: scalar::Money::of(row.own_credit?),
            },
            ussgl: ChartTotals {
                debit: scalar::Money::of(row.ussgl_debit?),
                credit: scalar::Money::of(row.ussgl_credit?),
            },
        })
    }

    /// The approvals, in their order: two close the months.
    async fn approvals(&self) -> Vec<PeriodCloseApproval> {
        let row = &self.row;
        [
            (&row.first_approved_by, row.first_approved_on),
            (&row.second_approved_by, row.second_approved_on),
        ]
        .into_iter()
        .filter_map(|(by, on)| {
            Some(PeriodCloseApproval {
                by: scalar::ActorId::of(by.as_ref()?),
                on: scalar::Date::of(on?),
            })
        })
        .collect()
    }

    /// The position of the event that closed the months for good; none while they are not closed.
    async fn closed_at(&self) -> Option<scalar::Position> {
        self.row.closed_at.map(scalar::Position::of)
    }

    /// The account of the officer who withdrew it.
    async fn withdrawn_by(&self) -> Option<scalar::ActorId> {
        self.row.withdrawn_by.as_ref().map(scalar::ActorId::of)
    }

    /// The day on which it was withdrawn.
    async fn withdrawn_on(&self) -> Option<scalar::Date> {
        self.row.withdrawn_on.map(scalar::Date::of)
    }

    /// Why it was withdrawn.
    async fn withdrawal_reason(&self) -> Option<&str> {
        self.row
            .reason
            .as_ref()
            .map(almoner_domain::text::Reason::as_str)
    }

    /// The trial balance of the programme for these days, as of the position that froze them: what is to be approved. Of a
    /// closed period it is the same as of any later position.
    async fn trial_balance(&self, ctx: &Context<'_>) -> Result<TrialBalance> {
        let filter = TrialBalanceFilter {
            programme: Some(self.row.programme.clone()),
            award: None,
            period: Some(self.row.period()),
        };
        let position = almoner_journal::record::Position::try_from(self.row.frozen_at)
            .map_err(|_| TopError::Internal)?;
        let scope = Scope::at(ctx, position).await?;
        Ok(TrialBalance {
            balance: scope.trial_balance(&filter).await?,
            filter,
            as_of: scope.as_of(),
        })
    }

    /// What was recorded for a frozen day after this close was begun, and counts after it: each line with its own day, the
    /// day on which it counts and its event, in the order of the journal.
    async fn late_postings(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<Posting>> {
        let page = Page::new(first, after)?;
        let filter = PostingFilter {
            late_behind: Some((self.row.programme.clone(), self.row.frozen_at)),
            ..PostingFilter::default()
        };
        Ok(self.scope.postings(&filter, &page).await?)
    }

    /// The position in the journal as of which this was read.
    async fn as_of(&self) -> scalar::Position {
        self.scope.as_of()
    }
}
