//! What an amount is a sum of.

use almoner_domain::{
    award::cost_share,
    money::Money,
    posting::{AccountKind, Book, Side},
};
use chrono::NaiveDate;
use sqlx::{Postgres, postgres::PgArguments, query::Query};

use super::{
    AmountOf, Closing, Explanation, FinancialLine, Origin, Sources, Term, TermSum, items::Part,
};
use crate::{
    awards::AwardRow,
    postings::PostingRow,
    read::{Cursor, Page, Paged, ReadError, View, as_of},
    reports::ReportError,
    table::{Cell, CellError},
};

impl View {
    /// What an amount is made of; none where there is no such amount, or the viewer does not see all of it.
    ///
    /// # Errors
    /// [`ReportError`]: a refusal where a figure of a report is asked for that there is not, and what is broken otherwise.
    pub async fn explain_amount(&self, of: &AmountOf) -> Result<Option<Explanation>, ReportError> {
        match of {
            AmountOf::Account(name) => Ok(self.explain_account(name).await?),
            AmountOf::FinancialLine {
                award,
                line,
                ends_on,
            } => match self.award(award).await? {
                Some(row) => Ok(Some(self.explain_line(&row, *line, *ends_on).await?)),
                None => Ok(None),
            },
            AmountOf::Event(position) => Ok(self.explain_event(*position).await?),
            AmountOf::Payment(lines) => {
                let items = self.payment_items(lines, Part::Payment).await?;
                if items.parts.is_empty() {
                    return Ok(None);
                }
                let statement = "What the payment pays for these claims, less what it withholds, each with the record \
                                 that took it in."
                    .to_owned();
                Ok(Some(items.explanation(None, statement)?))
            }
            AmountOf::Figure(of) => self.explain_figure(of).await,
        }
    }

    async fn explain_account(&self, name: &str) -> Result<Option<Explanation>, ReadError> {
        let Some(balance) = self.balance(name).await? else {
            return Ok(None);
        };
        let account = balance.account;
        let sources = Sources {
            awards: vec![account.award.clone()],
            sub_awards: account.sub_award.map(|id| vec![id]),
            terms: vec![Term {
                kind: account.kind,
                added: true,
            }],
            ..Sources::default()
        };
        Ok(Some(Explanation {
            amount: balance.balance,
            computed: Money::ZERO,
            statement: format!("What was posted to the account {name}."),
            award: Some(account.award),
            terms: self.term_sums(&sources, None).await?,
            origin: Origin::Postings(sources),
        }))
    }

    pub(super) async fn explain_line(
        &self,
        award: &AwardRow,
        line: FinancialLine,
        ends_on: NaiveDate,
    ) -> Result<Explanation, ReadError> {
        let sources = Sources {
            awards: vec![award.award.clone()],
            terms: line.terms(),
            ends_on: Some(ends_on),
            closing: Closing::LeftOut,
            ..Sources::default()
        };
        let terms = self.term_sums(&sources, None).await?;
        let of = |kind: &str| {
            let sum = terms.iter().find(|sum| sum.term.kind.code() == kind);
            sum.map_or(Money::ZERO, |sum| sum.amount)
        };
        let (letter, title) = (line.letter(), line.title());
        let mut statement = format!(
            "Line {letter}, {title}: what was posted to these accounts by {ends_on}, by accounting date."
        );
        let amount = match line {
            FinancialLine::I | FinancialLine::K => {
                let required = if let Some(share) = award.federal_share {
                    statement.push_str(
                        " The recipient's share is what the federal share of the total cost leaves of it.",
                    );
                    let shares = cost_share(of("allotted"), share);
                    shares.map_err(|_| out_of_range())?.non_federal
                } else {
                    statement.push_str(" The award asks for no recipient share.");
                    Money::ZERO
                };
                required.plus(of("match")).ok_or_else(out_of_range)?
            }
            FinancialLine::A
            | FinancialLine::B
            | FinancialLine::C
            | FinancialLine::D
            | FinancialLine::E
            | FinancialLine::F
            | FinancialLine::G
            | FinancialLine::H
            | FinancialLine::J
            | FinancialLine::L
            | FinancialLine::M
            | FinancialLine::N
            | FinancialLine::O => total(&terms)?,
        };
        let computed = amount.minus(total(&terms)?).ok_or_else(out_of_range)?;
        Ok(Explanation {
            amount,
            computed,
            statement,
            award: Some(award.award.clone()),
            terms,
            origin: Origin::Postings(sources),
        })
    }

    async fn explain_event(&self, position: i64) -> Result<Option<Explanation>, ReadError> {
        let postings = self.postings_at(position).await?;
        let Some(first) = postings.first() else {
            return Ok(None);
        };
        let mut terms: Vec<Term> = Vec::new();
        for posting in &postings {
            let grows = posting.side == posting.kind.normal_side();
            if terms.iter().all(|term| term.kind != posting.kind) {
                terms.push(Term {
                    kind: posting.kind,
                    added: grows,
                });
            }
        }
        let sources = Sources {
            awards: vec![first.award.clone()],
            sub_awards: postings
                .iter()
                .find_map(|posting| posting.sub_award.clone())
                .map(|id| vec![id]),
            terms,
            ..Sources::default()
        };
        Ok(Some(Explanation {
            amount: moved_by(&postings)?,
            computed: Money::ZERO,
            statement: format!("What the event of position {position} posted."),
            award: Some(first.award.clone()),
            terms: self.term_sums(&sources, Some(position)).await?,
            origin: Origin::Event(sources, position),
        }))
    }

    /// The postings of one event.
    pub(super) async fn postings_at(&self, position: i64) -> Result<Vec<PostingRow>, ReadError> {
        self.records(as_of(self, POSTINGS_AT).bind(position)).await
    }

    /// What is posted to the accounts of an amount; of one event alone, where its position is given.
    pub(super) async fn term_sums(
        &self,
        sources: &Sources,
        position: Option<i64>,
    ) -> Result<Vec<TermSum>, ReadError> {
        let sql = if sources.awards.len() == 1 {
            SUMS
        } else {
            SUMS_OF_MANY
        };
        let query = sources.bind(as_of(self, sql), position);
        let mut sums: Vec<TermSum> = sources
            .terms
            .iter()
            .map(|term| TermSum {
                term: *term,
                debits: Money::ZERO,
                credits: Money::ZERO,
                amount: Money::ZERO,
            })
            .collect();
        for row in &self.rows(query).await? {
            let kind = AccountKind::read(row, "kind")?;
            let (side, amount) = (Side::read(row, "side")?, Money::read(row, "amount")?);
            let Some(sum) = sums.iter_mut().find(|sum| sum.term.kind == kind) else {
                continue;
            };
            match side {
                Side::Debit => sum.debits = amount,
                Side::Credit => sum.credits = amount,
            }
        }
        for sum in &mut sums {
            let grows_on_debits = sum.term.kind.normal_side() == Side::Debit;
            sum.amount = if grows_on_debits == sum.term.added {
                sum.debits.minus(sum.credits)
            } else {
                sum.credits.minus(sum.debits)
            }
            .ok_or_else(out_of_range)?;
        }
        Ok(sums)
    }

    /// The postings that an amount is a sum of, in the order of the books.
    pub async fn amount_postings(
        &self,
        of: &Explanation,
        page: &Page,
    ) -> Result<Paged<PostingRow>, ReadError> {
        let number = |text: &str| text.parse::<i64>().map_err(|_| ReadError::Cursor);
        let (after_position, after_entry) = match page.after::<2>()? {
            Some([position, entry]) => (Some(number(position)?), Some(number(entry)?)),
            None => (None, None),
        };
        let of_one = |sources: &Sources| {
            if sources.awards.len() == 1 {
                POSTINGS
            } else {
                POSTINGS_OF_MANY
            }
        };
        let query = match &of.origin {
            Origin::Postings(sources) => sources.bind(as_of(self, of_one(sources)), None),
            Origin::Event(sources, position) => {
                sources.bind(as_of(self, of_one(sources)), Some(*position))
            }
            Origin::Items(items) => as_of(self, POSTINGS_OF_ITEMS)
                .bind(items.claims())
                .bind(items.payments())
                .bind(items.sub_awards()),
        };
        let query = query
            .bind(after_position)
            .bind(after_entry)
            .bind(page.limit());
        let rows = self.records(query).await?;
        Ok(page.of(rows, |row: &PostingRow| {
            Cursor::of(&[&row.position.to_string(), &row.entry.to_string()])
        }))
    }
}

/// How much an event moved: the debits of the first book that it posted to.
fn moved_by(postings: &[PostingRow]) -> Result<Money, ReadError> {
    for book in [Book::Budgetary, Book::Proprietary, Book::Memorandum] {
        let debits = postings
            .iter()
            .filter(|posting| posting.kind.book() == book && posting.side == Side::Debit)
            .filter(|posting| !posting.kind.adjusts_prior_year());
        let sum = Money::sum(debits.map(|posting| posting.amount)).ok_or_else(out_of_range)?;
        if !sum.is_zero() {
            return Ok(sum);
        }
    }
    Ok(Money::ZERO)
}

fn total(terms: &[TermSum]) -> Result<Money, ReadError> {
    Money::sum(terms.iter().map(|sum| sum.amount)).ok_or_else(out_of_range)
}

pub(super) fn out_of_range() -> ReadError {
    ReadError::Stored(CellError {
        column: "amount".to_owned(),
        reason: "the sum is out of range".to_owned(),
    })
}

impl Sources {
    /// Binds what the statements over an amount's postings take, from the second parameter to the ninth.
    fn bind<'q>(
        &self,
        query: Query<'q, Postgres, PgArguments>,
        position: Option<i64>,
    ) -> Query<'q, Postgres, PgArguments> {
        let owned = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let kinds: Vec<&'static str> = self.terms.iter().map(|term| term.kind.code()).collect();
        query
            .bind(owned(self.awards()))
            .bind(self.sub_awards().map(owned))
            .bind(kinds)
            .bind(self.ends_on)
            .bind(self.closing.code())
            .bind(position)
            .bind(self.starts_on)
            .bind(self.until)
    }
}

/// What posts to the accounts of an amount: of awards, by kinds, by days, perhaps without what went back at a closing. Of one
/// award they stand in its index in their order; of several they do not.
macro_rules! sources {
    ($before:literal, $awards:literal, $after:literal) => {
        concat!(
            $before,
            " FROM postings AS p WHERE p.position <= $1 AND ",
            $awards,
            "
  AND ($3::text[] IS NULL OR p.sub_award = ANY($3) OR p.sub_award IS NULL AND $7::bigint IS NOT NULL)
  AND p.kind = ANY($4)
  AND ($5::date IS NULL OR p.effective_on <= $5)
  AND ($6 = 'COUNTED' OR ($6 = 'ALONE') = (p.kind = 'allotted' AND EXISTS (
      SELECT 1 FROM audit_trail AS c WHERE c.position = p.position AND (c.event_type IN ('AwardClosed', 'DisallowedFundsReleased', 'AdjustedFundsReleased')
          OR $6 <> 'LEFT_OUT' AND c.event_type = 'BudgetPeriodClosed'))))
  AND ($7::bigint IS NULL OR p.position = $7)
  AND ($8::date IS NULL OR p.effective_on >= $8)
  AND ($9::bigint IS NULL OR p.position <= $9)",
            $after
        )
    };
}

macro_rules! sums {
    ($awards:literal) => {
        sources!(
            "SELECT p.kind, p.side, sum(p.amount)::numeric(18,2) AS amount",
            $awards,
            " GROUP BY p.kind, p.side"
        )
    };
}

macro_rules! postings {
    ($awards:literal) => {
        sources!(
            "SELECT p.*",
            $awards,
            " AND ($10::bigint IS NULL OR (p.position, p.entry) > ($10, $11)) ORDER BY p.position, p.entry LIMIT $12"
        )
    };
}

const SUMS: &str = sums!("p.award = ($2::text[])[1]");

const SUMS_OF_MANY: &str = sums!("p.award = ANY($2::text[])");

const POSTINGS: &str = postings!("p.award = ($2::text[])[1]");

const POSTINGS_OF_MANY: &str = postings!("p.award = ANY($2::text[])");

/// What was posted for claims, and for what payments withheld.
const POSTINGS_OF_ITEMS: &str = "
SELECT p.* FROM postings AS p
JOIN (
    SELECT position FROM audit_trail WHERE claim = ANY($2::text[]) AND position <= $1
    UNION
    SELECT position FROM audit_trail
    WHERE payment = ANY($3::text[]) AND claim IS NULL AND sub_award = ANY($4::text[]) AND position <= $1
) AS a ON a.position = p.position
WHERE $5::bigint IS NULL OR (p.position, p.entry) > ($5, $6)
ORDER BY p.position, p.entry LIMIT $7";

const POSTINGS_AT: &str =
    "SELECT * FROM postings WHERE position <= $1 AND position = $2 ORDER BY entry";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_named_once_by_each_line() {
        for line in FinancialLine::ALL {
            let mut kinds: Vec<AccountKind> = line.terms().iter().map(|term| term.kind).collect();
            kinds.sort();
            kinds.dedup();
            assert_eq!(kinds.len(), line.terms().len(), "{}", line.letter());
        }
    }
}
