//! What an accepted command adds to the facts, and what the model expects to follow from it.

use std::collections::BTreeMap;

use almoner_domain::{
    client::ClosingReason,
    id::ClaimId,
    ledger::{
        Command, Context, EnrolClient, ExecuteSubAward, IssueAward, PreparePayment, SubmitClaim,
        TransferClient,
    },
};
use chrono::{Days, NaiveDate};

use super::{
    Claim, Judgement, Model, Status,
    awards::{Award, SubAward},
    cents,
    claims::Payment,
    clients::{Case, Managed, Phase},
    late::Again,
};

/// What follows from a command, as far as the model knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Expected {
    /// How the claim is judged that the command brought.
    pub(crate) judged: Option<Judgement>,
    /// The waiting claims that funds are found for, in order.
    pub(crate) released: Vec<String>,
    /// The claims that are judged again because of a late fact, in order, and how.
    pub(crate) again: Vec<Again>,
}

impl Model {
    /// Takes in a command that was accepted and led to something.
    pub(crate) fn take(&mut self, context: &Context, command: &Command) -> Expected {
        let mut expected = Expected::default();
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "the model knows some commands only"
        )]
        match command {
            Command::IssueAward(c) => self.issue(c),
            Command::SupplementAward(c) => self.act(c.award.as_str(), cents(c.amount)),
            Command::ReduceAward(c) => self.act(c.award.as_str(), -cents(c.amount)),
            Command::SuspendAward(c) => self.award_mut(c.award.as_str()).suspended = true,
            Command::ResumeAward(c) => {
                self.award_mut(c.award.as_str()).suspended = false;
                let ids: Vec<_> = self
                    .sub_awards_of(c.award.as_str())
                    .map(str::to_owned)
                    .collect();
                expected.released = ids.iter().flat_map(|id| self.release(id)).collect();
            }
            Command::RecordDirectCost(c) => {
                let cost = (c.cost.as_str().to_owned(), cents(c.amount));
                self.award_mut(c.award.as_str()).direct_costs.push(cost);
            }
            Command::ExecuteSubAward(c) => self.execute(c),
            Command::RaiseSubAward(c) => {
                let id = c.sub_award.as_str();
                self.sub_award_mut(id).actions.push(cents(c.amount));
                expected.released = self.release(id);
            }
            Command::LowerSubAward(c) => {
                let id = c.sub_award.as_str();
                self.sub_award_mut(id).actions.push(-cents(c.amount));
            }
            Command::SuspendSubAward(c) => {
                self.sub_award_mut(c.sub_award.as_str()).suspended = true;
            }
            Command::ResumeSubAward(c) => {
                let id = c.sub_award.as_str();
                self.sub_award_mut(id).suspended = false;
                expected.released = self.release(id);
            }
            Command::EnrolClient(c) => self.enrol(c),
            Command::ChangeClientPhase(c) => {
                let (phase, since) = (c.phase, c.effective_on);
                expected = self.learn(context, c.client.as_str(), |case| {
                    case.phases.push(Phase { phase, since });
                });
            }
            Command::TransferClient(c) => {
                expected = self.learn(context, c.client.as_str(), |case| {
                    case.managed.push(moved(c));
                });
            }
            Command::AddFamilyMember(c) => {
                expected = self.learn(context, c.client.as_str(), |case| {
                    case.members.push(c.effective_on);
                    if c.in_household {
                        case.household.push(c.effective_on);
                    }
                });
            }
            Command::CloseClient(c) => {
                // The day of the closing is the last, unless the client came into custody on it.
                let custody = c.reason == ClosingReason::Custody;
                let closed_from = c.effective_on + Days::new(u64::from(!custody));
                expected = self.learn(context, c.client.as_str(), |case| {
                    case.closed_from = Some(closed_from);
                });
            }
            Command::SubmitClaim(c) => {
                expected.released = self.release(c.sub_award.as_str());
                expected.judged = Some(self.submit(context, c));
            }
            Command::ApproveClaim(c) => {
                let claim = self.claim_mut(c.claim.as_str()).expect("it was submitted");
                if claim.status == Status::Waiting {
                    expected.released.push(claim.id.clone());
                }
                claim.status = Status::Approved;
            }
            Command::DenyClaim(c) => expected = self.end(c.claim.as_str(), Status::Denied),
            Command::VoidClaim(c) => expected = self.end(c.claim.as_str(), Status::Voided),
            Command::ReplaceClaim(c) => expected = self.replace(context, c),
            Command::ReconsiderClaim(c) => expected = self.reconsider(c),
            Command::ReleaseClaims(c) => expected.released = self.release(c.sub_award.as_str()),
            Command::RefundReceivable(c) => {
                let owed = &mut self.sub_award_mut(c.sub_award.as_str()).owed;
                owed.push(-cents(c.amount));
            }
            Command::PreparePayment(c) => self.prepare(c),
            Command::AuthorisePayment(c) => self.payment_mut(c.payment.as_str()).authorised = true,
            Command::ConfirmPayment(c) => {
                expected = self.confirm(c.payment.as_str(), context.received_on());
            }
            _ => {}
        }
        expected
    }

    fn award_mut(&mut self, id: &str) -> &mut Award {
        self.awards.get_mut(id).expect("the award was issued")
    }

    pub(super) fn sub_award_mut(&mut self, id: &str) -> &mut SubAward {
        self.sub_awards
            .get_mut(id)
            .expect("the sub-award was executed")
    }

    fn case_mut(&mut self, code: &str) -> &mut Case {
        self.cases.get_mut(code).expect("the client was enrolled")
    }

    fn payment_mut(&mut self, id: &str) -> &mut Payment {
        self.payments.get_mut(id).expect("the payment was prepared")
    }

    fn set(&mut self, id: &str, status: &Status) {
        self.claim_mut(id).expect("it was submitted").status = status.clone();
    }

    fn act(&mut self, award: &str, amount: super::Cents) {
        self.award_mut(award).actions.push(amount);
    }

    /// A payment withholds what is owed back, of each sub-award up to what it pays it.
    fn prepare(&mut self, prepare: &PreparePayment) {
        let claims: Vec<_> = prepare
            .claims
            .iter()
            .map(|id| id.as_str().to_owned())
            .collect();
        let mut offsets = BTreeMap::new();
        for id in &claims {
            let claim = self.claim(id).expect("it was submitted");
            *offsets.entry(claim.under.clone()).or_insert(0) += claim.due();
            self.set(id, &Status::Scheduled);
        }
        for (id, due) in &mut offsets {
            *due = self.unwithheld(id).min(*due);
        }
        let payment = Payment {
            claims,
            offsets,
            authorised: false,
            confirmed: false,
        };
        self.payments
            .insert(prepare.payment.as_str().to_owned(), payment);
    }

    /// What was known late of a claim on its way is taken up once it is paid.
    fn confirm(&mut self, id: &str, today: NaiveDate) -> Expected {
        let payment = self.payment_mut(id);
        payment.confirmed = true;
        let (claims, offsets) = (payment.claims.clone(), payment.offsets.clone());
        let mut postponed = Vec::new();
        for id in &claims {
            self.set(id, &Status::Paid);
            let claim = self.claim_mut(id).expect("it was submitted");
            if std::mem::take(&mut claim.postponed) {
                postponed.push(id.clone());
            }
        }
        for (id, amount) in offsets {
            self.sub_award_mut(&id).owed.push(-amount);
        }
        let (again, released) = self.judge_again(postponed, today);
        Expected {
            judged: None,
            released,
            again,
        }
    }

    /// A fact about a case, which may concern months that were claimed.
    fn learn(&mut self, context: &Context, of: &str, change: impl FnOnce(&mut Case)) -> Expected {
        let before = self.cases[of].clone();
        change(self.case_mut(of));
        let (again, released) = self.judge_late(of, &before, context.received_on());
        Expected {
            judged: None,
            released,
            again,
        }
    }

    fn issue(&mut self, issue: &IssueAward) {
        let award = Award {
            budget_starts_on: issue.budget_period.starts_on,
            regions: issue.regions.clone(),
            actions: vec![cents(issue.amount)],
            direct_costs: Vec::new(),
            suspended: false,
        };
        self.awards
            .insert(issue.number.fain().as_str().to_owned(), award);
    }

    fn execute(&mut self, execute: &ExecuteSubAward) {
        let sub_award = SubAward {
            award: execute.award.as_str().to_owned(),
            starts_on: execute.period.starts_on,
            ends_on: execute.period.ends_on,
            actions: vec![cents(execute.amount)],
            owed: Vec::new(),
            suspended: false,
            closed: false,
        };
        self.sub_awards
            .insert(execute.sub_award.as_str().to_owned(), sub_award);
    }

    fn enrol(&mut self, enrol: &EnrolClient) {
        let managed = Managed {
            under: enrol.sub_award.as_str().to_owned(),
            state: enrol.state,
            since: enrol.effective_on,
        };
        let case = Case {
            managed: vec![managed],
            household: Vec::new(),
            members: Vec::new(),
            phases: vec![Phase {
                phase: enrol.phase,
                since: enrol.effective_on,
            }],
            closed_from: None,
        };
        self.cases.insert(enrol.client.as_str().to_owned(), case);
    }

    fn submit(&mut self, context: &Context, submission: &SubmitClaim) -> Judgement {
        let (under, of) = (submission.sub_award.as_str(), submission.client.as_str());
        let received_on = context.received_on();
        let judgement = self.judge(submission, received_on, received_on);
        let status = Status::of(judgement.come);
        let year = self
            .cases
            .get(of)
            .map(|case| self.year(case, under, submission.service_month));
        self.claims.push(Claim {
            id: ClaimId::of(&submission.sub_award, &submission.number)
                .as_str()
                .to_owned(),
            under: under.to_owned(),
            of: of.to_owned(),
            month: submission.service_month,
            lines: submission.lines.clone(),
            year,
            received_on,
            first_received_on: received_on,
            carried: 0,
            reconsidered: false,
            denied_by_officer: false,
            postponed: false,
            judgement: judgement.clone(),
            status,
        });
        judgement
    }
}

fn moved(transfer: &TransferClient) -> Managed {
    Managed {
        under: transfer.to_sub_award.as_str().to_owned(),
        state: transfer.state,
        since: transfer.effective_on,
    }
}
