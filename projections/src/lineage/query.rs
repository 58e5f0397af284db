//! What an amount is a sum of.

use almoner_domain::{
    award::cost_share,
    id::SubAwardId,
    money::Money,
    posting::{AccountKind, Book, Side},
};
use chrono::NaiveDate;

use super::{AmountOf, Explanation, FinancialLine, Sources, Term, TermSum};
use crate::{
    awards::AwardRow,
    postings::PostingRow,
    read::{Cursor, Page, Paged, ReadError, View, as_of},
    table::{Cell, CellError},
};

impl View {
    /// What an amount is made of; none where there is no such amount, or the viewer does not see all of it.
    pub async fn explain_amount(&self, of: &AmountOf) -> Result<Option<Explanation>, ReadError> {
        match of {
            AmountOf::Account(name) => self.explain_account(name).await,
            AmountOf::FinancialLine {
                award,
                line,
                ends_on,
            } => match self.award(award).await? {
                Some(row) => Ok(Some(self.explain_line(&row, *line, *ends_on).await?)),
                None => Ok(None),
            },
            AmountOf::Event(position) => self.explain_event(*position).await,
        }
    }

    async fn explain_account(&self, name: &str) -> Result<Option<Explanation>, ReadError> {
        let Some(balance) = self.balance(name).await? else {
            return Ok(None);
        };
        let account = balance.account;
        let sources = Sources {
            award: account.award.clone(),
            sub_award: account.sub_award,
            terms: vec![Term {
                kind: account.kind,
                added: true,
            }],
            ends_on: None,
            without_closing: false,
            position: None,
        };
        Ok(Some(Explanation {
            amount: balance.balance,
            statement: format!("What was posted to the account {name}."),
            award: account.award,
            terms: self.term_sums(&sources).await?,
            sources,
        }))
    }

    async fn explain_line(
        &self,
        award: &AwardRow,
        line: FinancialLine,
        ends_on: NaiveDate,
    ) -> Result<Explanation, ReadError> {
        let sources = Sources {
            award: award.award.clone(),
            sub_award: None,
            terms: line.terms(),
            ends_on: Some(ends_on),
            without_closing: true,
            position: None,
        };
        let terms = self.term_sums(&sources).await?;
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
            FinancialLine::L | FinancialLine::M | FinancialLine::N | FinancialLine::O => {
                "The ledger knows no program income.".clone_into(&mut statement);
                Money::ZERO
            }
            FinancialLine::A
            | FinancialLine::B
            | FinancialLine::C
            | FinancialLine::D
            | FinancialLine::E
            | FinancialLine::F
            | FinancialLine::G
            | FinancialLine::H
            | FinancialLine::J => total(&terms)?,
        };
        Ok(Explanation {
            amount,
            statement,
            award: award.award.clone(),
            terms,
            sources,
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
            award: first.award.clone(),
            sub_award: postings
                .iter()
                .find_map(|posting| posting.sub_award.clone()),
            terms,
            ends_on: None,
            without_closing: false,
            position: Some(position),
        };
        Ok(Some(Explanation {
            amount: moved_by(&postings)?,
            statement: format!("What the event of position {position} posted."),
            award: first.award.clone(),
            terms: self.term_sums(&sources).await?,
            sources,
        }))
    }

    /// The postings of one event.
    pub(super) async fn postings_at(&self, position: i64) -> Result<Vec<PostingRow>, ReadError> {
        self.records(as_of(self, POSTINGS_AT).bind(position)).await
    }

    async fn term_sums(&self, sources: &Sources) -> Result<Vec<TermSum>, ReadError> {
        let kinds: Vec<&str> = sources.terms.iter().map(|term| term.kind.code()).collect();
        let query = as_of(self, SUMS)
            .bind(sources.award.as_str())
            .bind(sources.sub_award.as_ref().map(SubAwardId::as_str))
            .bind(kinds)
            .bind(sources.ends_on)
            .bind(sources.without_closing)
            .bind(sources.position);
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
        let sources = &of.sources;
        let kinds: Vec<&str> = sources.terms.iter().map(|term| term.kind.code()).collect();
        let query = as_of(self, POSTINGS)
            .bind(sources.award.as_str())
            .bind(sources.sub_award.as_ref().map(SubAwardId::as_str))
            .bind(kinds)
            .bind(sources.ends_on)
            .bind(sources.without_closing)
            .bind(sources.position)
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

/// What posts to the accounts of an amount: of an award, by kinds, by a day, perhaps without what went back at its closing.
macro_rules! sources {
    ($before:literal, $after:literal) => {
        concat!(
            $before,
            " FROM postings AS p
WHERE p.position <= $1 AND p.award = $2
  AND ($3::text IS NULL OR p.sub_award = $3 OR p.sub_award IS NULL AND $7::bigint IS NOT NULL)
  AND p.kind = ANY($4)
  AND ($5::date IS NULL OR p.effective_on <= $5)
  AND NOT ($6 AND p.kind = 'allotted' AND EXISTS (
      SELECT 1 FROM audit_trail AS c WHERE c.position = p.position AND c.event_type IN ('AwardClosed', 'DisallowedFundsReleased')))
  AND ($7::bigint IS NULL OR p.position = $7)",
            $after
        )
    };
}

const SUMS: &str = sources!(
    "SELECT p.kind, p.side, sum(p.amount)::numeric(18,2) AS amount",
    " GROUP BY p.kind, p.side"
);

const POSTINGS: &str = sources!(
    "SELECT p.*",
    " AND ($8::bigint IS NULL OR (p.position, p.entry) > ($8, $9)) ORDER BY p.position, p.entry LIMIT $10"
);

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
