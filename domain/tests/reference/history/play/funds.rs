//! Funds of a history: what awards and sub-awards are given, and what is taken back.

use almoner_domain::{
    identifier::AwardNumber,
    ledger::{
        LowerSubAward, RaiseSubAward, RecordDirectCost, ReduceAward, ResumeAward, ResumeSubAward,
        SupplementAward, SuspendAward, SuspendSubAward,
        testing::{direct_cost, fain, number, reason, sub_award},
    },
    money::Money,
};

use super::{
    super::{
        Amount,
        amount::Rooms,
        world::{AWARDS, SUB_AWARDS},
    },
    Play,
};

impl Play {
    pub(super) fn raise(&mut self, under: usize, amount: Amount) -> bool {
        let (id, award) = SUB_AWARDS[under];
        let raised = RaiseSubAward {
            sub_award: sub_award(id),
            amount: Money::from_cents(amount.cents(self.rooms(under))),
            reason: reason("Claims wait"),
            effective_on: self.today,
        };
        self.prime(award, raised)
    }

    pub(super) fn lower(&mut self, under: usize, amount: Amount) -> bool {
        let (id, award) = SUB_AWARDS[under];
        let lowered = LowerSubAward {
            sub_award: sub_award(id),
            amount: Money::from_cents(amount.cents(self.rooms(under))),
            reason: reason("Not needed"),
            effective_on: self.today,
        };
        self.prime(award, lowered)
    }

    pub(super) fn suspend(&mut self, under: usize) -> bool {
        let (id, award) = SUB_AWARDS[under];
        let (sub_award, reason) = (sub_award(id), reason("A visit"));
        self.prime(
            award,
            SuspendSubAward {
                sub_award,
                reason,
                effective_on: self.today,
            },
        )
    }

    pub(super) fn resume(&mut self, under: usize) -> bool {
        let (id, award) = SUB_AWARDS[under];
        let (sub_award, reason) = (sub_award(id), reason("All found"));
        self.prime(
            award,
            ResumeSubAward {
                sub_award,
                reason,
                effective_on: self.today,
            },
        )
    }

    pub(super) fn suspend_award(&mut self, award: usize) -> bool {
        let (award, reason) = (fain(AWARDS[award].0), reason("A visit"));
        self.officer(SuspendAward {
            award,
            reason,
            effective_on: self.today,
        })
    }

    pub(super) fn resume_award(&mut self, award: usize) -> bool {
        let (award, reason) = (fain(AWARDS[award].0), reason("All found"));
        self.officer(ResumeAward {
            award,
            reason,
            effective_on: self.today,
        })
    }

    /// The next notice of an award, and an amount near what it has left.
    fn amended(&mut self, award: usize, amount: Amount) -> (AwardNumber, Money) {
        let id = AWARDS[award].0;
        let rooms = Rooms {
            unassigned: self.pair.model.unassigned(id),
            ..Rooms::default()
        };
        let notice = number(&format!("{id}-01-{:02}", self.number() % 100));
        (notice, Money::from_cents(amount.cents(rooms)))
    }

    pub(super) fn supplement(&mut self, award: usize, amount: Amount) -> bool {
        let (number, amount) = self.amended(award, amount);
        let (award, reason) = (number.fain().clone(), reason("More is needed"));
        self.officer(SupplementAward {
            award,
            number,
            amount,
            reason,
            effective_on: self.today,
        })
    }

    pub(super) fn reduce(&mut self, award: usize, amount: Amount) -> bool {
        let (number, amount) = self.amended(award, amount);
        let (award, reason) = (number.fain().clone(), reason("Less is needed"));
        self.officer(ReduceAward {
            award,
            number,
            amount,
            reason,
            effective_on: self.today,
        })
    }

    pub(super) fn direct_cost(&mut self, award: usize, amount: Amount) -> bool {
        let (_, amount) = self.amended(award, amount);
        let cost = format!("cost-{}", self.number());
        let effective_on = self.today;
        let spent = RecordDirectCost {
            amount,
            effective_on,
            ..direct_cost(AWARDS[award].0, &cost, "1")
        };
        self.prime(award, spent)
    }
}
