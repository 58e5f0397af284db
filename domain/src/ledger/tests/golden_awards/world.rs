//! The ledger that a case happens in.

use super::*;
use crate::{
    id::ProgrammeCode,
    ledger::{
        AdministerAward, CloseAward, CloseSubAward, Command, ContinueAward, ExecuteSubAward,
        ExtendAward, IssueAward, LowerSubAward, RaiseSubAward, ReduceAward, ResumeAward,
        SupplementAward, SuspendAward, TerminateAward, WaiveSubAwardShare,
        testing::{
            REGIONAL, REGIONAL_PRIME, SUB_AWARDEES, Scenario, day, execute, fain, giver, money,
            number, outreach_award, period, reason, regional_award, sub_award,
        },
    },
    measure::DocumentDigest,
    money::Money,
    posting::{Side, post},
    rate::Rate,
    sub_award::SubAwardInstrument,
};

/// The world of a row: one award, and the number of its last notice.
struct World {
    scenario: Scenario,
    budget_year: u8,
    amendment: u8,
}

pub(super) fn award(text: &str) -> IssueAward {
    let words: Vec<&str> = text.split(' ').collect();
    let base = match words[0] {
        "RRR" => regional_award(),
        "SO" => IssueAward {
            federal_share: None,
            grantee: regional_award().grantee,
            number: regional_award().number,
            ..outreach_award()
        },
        other => panic!("no award is called {other}"),
    };
    IssueAward {
        amount: money(words[1]),
        federal_share: words.get(2).map(|rate| Rate::parse(rate).unwrap()),
        ..base
    }
}

pub(super) fn document(text: &str) -> DocumentDigest {
    DocumentDigest::parse(&text.repeat(32)).unwrap()
}

impl World {
    fn new(text: &str) -> Self {
        let issued = award(text);
        assert!(ProgrammeCode::parse(issued.programme.as_str()).is_ok());
        Self {
            scenario: Scenario::registered().given(issued),
            budget_year: 1,
            amendment: 0,
        }
    }

    fn notice(&mut self) -> crate::identifier::AwardNumber {
        self.amendment += 1;
        number(&format!(
            "{REGIONAL}-{:02}-{:02}",
            self.budget_year, self.amendment
        ))
    }

    /// The command of a step; a day may follow `on`, otherwise it is 2019-06-01.
    fn command(&mut self, step: &str) -> Command {
        let (step, on) = step.split_once(" on ").unwrap_or((step, "2019-06-01"));
        let words: Vec<&str> = step.split_whitespace().collect();
        let of = |at: usize| money(words[at]);
        let effective_on = day(on);
        let award = fain(REGIONAL);
        let because = reason("A golden case");
        match words[0] {
            "sub" | "contract" | "elsewhere" => ExecuteSubAward {
                instrument: if words[0] == "contract" {
                    SubAwardInstrument::Procurement
                } else {
                    SubAwardInstrument::SubAward
                },
                ..execute(
                    words[1],
                    REGIONAL,
                    SUB_AWARDEES[if words[0] == "elsewhere" { 2 } else { 0 }],
                    words[2],
                )
            }
            .into(),
            "raise" => RaiseSubAward {
                sub_award: sub_award(words[1]),
                amount: of(2),
                reason: because,
                effective_on,
            }
            .into(),
            "lower" => LowerSubAward {
                sub_award: sub_award(words[1]),
                amount: of(2),
                reason: because,
                effective_on,
            }
            .into(),
            "end" => CloseSubAward {
                sub_award: sub_award(words[1]),
                effective_on,
            }
            .into(),
            "close" => CloseAward {
                award,
                effective_on,
            }
            .into(),
            "waive" => WaiveSubAwardShare {
                award,
                reason: because,
                effective_on,
            }
            .into(),
            "suspend" => SuspendAward {
                award,
                reason: because,
                effective_on,
            }
            .into(),
            "resume" => ResumeAward {
                award,
                reason: because,
                effective_on,
            }
            .into(),
            "terminate" => TerminateAward {
                award,
                reason: because,
                effective_on,
            }
            .into(),
            "cost" | "reverse" | "disallow" | "rate" => costs(&words, effective_on),
            "method" | "draw" | "liquidate" | "return" | "interest" | "remit" => {
                cash(&words, effective_on)
            }
            "match" | "unmatch" => matching(&words, effective_on),
            "earn" | "use" | "unearn" | "addition" | "deduction" => income(&words, effective_on),
            _ => self.action(&words, effective_on),
        }
    }

    fn action(&mut self, words: &[&str], effective_on: chrono::NaiveDate) -> Command {
        let award = fain(REGIONAL);
        let reason = reason("A golden case");
        if words[0] == "continue" {
            self.budget_year += 1;
            self.amendment = 0;
            return ContinueAward {
                award,
                number: number(&format!("{REGIONAL}-{:02}-00", self.budget_year)),
                amount: money(words[1]),
                carried: words.get(3).map_or(Money::ZERO, |text| money(text)),
                budget_period: period("2019-09-30", "2020-09-29"),
                reason,
                effective_on,
            }
            .into();
        }
        let next = self.notice();
        match words[0] {
            "supplement" => SupplementAward {
                award,
                number: next,
                amount: money(words[1]),
                reason,
                effective_on,
            }
            .into(),
            "reduce" => ReduceAward {
                award,
                number: next,
                amount: money(words[1]),
                reason,
                effective_on,
            }
            .into(),
            "extend" => ExtendAward {
                award,
                number: next,
                ends_on: day(words[1]),
                reason,
                effective_on,
            }
            .into(),
            "administer" => AdministerAward {
                award,
                number: words.get(1).map_or(next, |text| number(text)),
                reason,
                effective_on,
            }
            .into(),
            other => panic!("no step is called {other}"),
        }
    }

    /// The balance of a USSGL account over all of the award's postings: on which side, and how much.
    fn ussgl(&self, account: &str) -> String {
        let history = self.scenario.ledger.history();
        let transactions = history.iter().filter_map(|recorded| post(&recorded.event));
        let (mut debits, mut credits) = (Money::ZERO, Money::ZERO);
        for entry in transactions.flat_map(|transaction| transaction.entries().to_vec()) {
            if entry.account.kind().ussgl() == Some(account) {
                let side = match entry.side {
                    Side::Debit => &mut debits,
                    Side::Credit => &mut credits,
                };
                *side = side.plus(entry.amount).unwrap();
            }
        }
        let (debit, credit) = (debits.less(credits), credits.less(debits));
        if debit.is_positive() {
            format!("Dr {debit}")
        } else if credit.is_positive() {
            format!("Cr {credit}")
        } else {
            Money::ZERO.to_string()
        }
    }

    fn figure(&self, name: &str) -> String {
        let state = self.scenario.ledger.books().award(&fain(REGIONAL)).unwrap();
        let books = state.books().unwrap();
        let share = || state.share().expect("the award has a share");
        let cost_share = || books.terms.cost_share.expect("the cost is shared");
        match name {
            "awarded" => books.funds.awarded.to_string(),
            "unassigned" => books.funds.unassigned().to_string(),
            "returned" => books.funds.returned.to_string(),
            "retained" => books.funds.retained.to_string(),
            "base" => share().base.to_string(),
            "minimum" => share().minimum.to_string(),
            "maximum" => share().maximum_retained.to_string(),
            "shortfall" => share().shortfall.to_string(),
            "percent" => share().percent().unwrap().to_string(),
            "total" => cost_share().total.to_string(),
            "required" => cost_share().non_federal.to_string(),
            "matched" => books.contributions.recorded.to_string(),
            "remaining" => cost_share()
                .non_federal
                .less(books.contributions.recorded)
                .to_string(),
            "drawn" => books.cash.drawn.to_string(),
            "advance" => books.cash.advance.to_string(),
            "settled" => books.cash.settled.to_string(),
            "earned" => books.income.earned.to_string(),
            "deducted" => books.income.deducted.to_string(),
            "added" => books.income.added.to_string(),
            "unexpended" => books.income.unexpended().to_string(),
            "due" => books.cash.interest.due.to_string(),
            "indirect" => books.indirect_charged().to_string(),
            ussgl if ussgl.len() == 6 && ussgl.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.ussgl(ussgl)
            }
            "mtdc" => books.indirect_base(&[]).unwrap().to_string(),
            other => panic!("no figure is called {other}"),
        }
    }
}

/// What a row comes to: the events or the code, then the figures that it names.
pub(super) fn outcome(row: &[String]) -> String {
    let [_, issued, before, step, _, figures] = row else {
        panic!("{row:?} has other columns");
    };
    let mut world = World::new(issued);
    for step in before
        .split(';')
        .map(str::trim)
        .filter(|step| !step.is_empty())
    {
        let command = world.command(step);
        world.scenario = world.scenario.given_by(REGIONAL_PRIME, command);
    }
    let command = world.command(step);
    let by = giver(&command, REGIONAL_PRIME);
    let mut text = match world.scenario.ledger.submit(&by, &command) {
        Ok(decision) => decision
            .events
            .iter()
            .map(|(_, event)| event.event_type())
            .collect::<Vec<_>>()
            .join(", "),
        Err(refusal) => refusal.code.to_owned(),
    };
    if text.is_empty() {
        text.push_str("no event");
    }
    for figure in figures
        .split(';')
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        let name = figure.split(' ').next().unwrap();
        write!(text, "; {name} {}", world.figure(name)).unwrap();
    }
    text
}
