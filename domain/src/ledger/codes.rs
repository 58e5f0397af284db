//! Every code with which the domain refuses, what it means, and the rule that it comes from.

use std::fmt::Write;

/// A refusal's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefusalCode {
    /// The stable code.
    pub code: &'static str,
    /// What the matter is.
    pub meaning: &'static str,
    /// Where the rule comes from.
    pub source: &'static str,
}

const FORM: &str = "The form of an input";
const BOOKS: &str = "Our own books: an id or a number is used once";
const AUTHORITY: &str = "Roles and separation of duties";
const LIFE: &str = "The life of an aggregate";
const DATES: &str = "Our own policy on accounting dates";
const SHARE: &str = "The regional programme's sub-award share";
const FUNDS: &str = "Obligations never exceed funds (2 CFR 200)";
const TVPA: &str = "Trafficking Victims Protection Act, 22 U.S.C. 7105";
const TVAP: &str = "The assistance programme's notice";
const MEASURES: &str = "What each programme counts";
const INDIRECT: &str = "Indirect costs (2 CFR 200.414, 200.1)";
const CASH: &str = "Federal cash (2 CFR 200.305, 200.346)";
const INCOME: &str = "Program income (2 CFR 200.307)";
const MATCH: &str = "Cost sharing (2 CFR 200.306)";
const TERMS: &str = "2 CFR 200.332(b)(1)";
const FIXED: &str = "2 CFR 200.333 and 200.201(b)";
const MONITORING: &str = "2 CFR 200.332(c) to (e), 200.521";
const CLOSING: &str = "The closing of a programme's months";
const FFATA: &str = "2 CFR part 170";
const RETENTION: &str = "Retention of records (2 CFR 200.334)";
const SAM: &str = "Exclusion in SAM (2 CFR part 180)";

macro_rules! codes {
    ($($code:literal $source:expr, $meaning:literal;)+) => {
        /// Every code of the domain, by subject.
        pub const CODES: &[RefusalCode] = &[
            $(RefusalCode { code: $code, meaning: $meaning, source: $source }),+
        ];
    };
}

codes! {
    "FORBIDDEN" AUTHORITY, "The role does not give this command; the message names the one that does.";
    "UNKNOWN_PROGRAMME" AUTHORITY, "There is no such programme in the catalogue.";
    "UNKNOWN_ORGANIZATION" AUTHORITY, "There is no such organization in the register.";
    "UNKNOWN_AWARD" AUTHORITY, "There is no such award, or it is another organization's.";
    "UNKNOWN_SUB_AWARD" AUTHORITY, "There is no such sub-award, or it is another organization's.";
    "UNKNOWN_CLIENT" AUTHORITY, "There is no such case, or another organization manages it.";
    "UNKNOWN_CLAIM" AUTHORITY, "There is no such claim, or it is another organization's.";
    "UNKNOWN_PAYMENT" AUTHORITY, "There is no such payment, or it is another organization's.";

    "AMOUNT_MALFORMED" FORM, "An amount is a plain decimal number in a text, such as \"825000.00\".";
    "AMOUNT_TOO_PRECISE" FORM, "An amount has at most two decimals; nothing is rounded on the way in.";
    "AMOUNT_OUT_OF_RANGE" FORM, "The amount, or a sum with it, is beyond what a ledger accepts.";
    "AMOUNT_NOT_POSITIVE" FORM, "The amount must be above zero.";
    "RATE_MALFORMED" FORM, "A rate is a fraction from 0 to 1 with at most six decimals.";
    "MONTH_MALFORMED" FORM, "A month is written like 2009-05.";
    "PERIOD_ENDS_BEFORE_START" FORM, "The period ends before it starts.";
    "REGION_UNKNOWN" FORM, "HHS regions are numbered 1 to 10.";
    "STATE_UNKNOWN" FORM, "Not the postal code of a state or territory.";
    "TEXT_EMPTY" FORM, "The text is empty.";
    "TEXT_TOO_LONG" FORM, "The text is longer than its limit.";
    "TEXT_CONTROL_CHARACTER" FORM, "The text contains U+0000, another control character, a line break, or one that reorders what is shown.";
    "AWARD_NUMBER_MALFORMED" FORM, "An award number is written like 90ZV0134-01-00.";
    "UEI_MALFORMED" FORM, "Not a unique entity identifier of SAM.gov.";
    "DUNS_MALFORMED" FORM, "A DUNS number has nine digits.";
    "ENTITY_IDENTIFIER_WRONG_ERA" "SAM.gov, 2022-04-04", "Entities are identified by DUNS before 2022-04-04 and by UEI from then on.";
    "ASSISTANCE_LISTING_MALFORMED" FORM, "An assistance listing is written like 93.598.";
    "ZIP_PLUS_FOUR_MALFORMED" FORM, "A ZIP+4 is written like 80203-1234.";
    "PROGRAMME_CODE_MALFORMED" FORM, "Not a programme code.";
    "ORGANIZATION_ID_MALFORMED" FORM, "Not an organization id.";
    "SUB_AWARD_ID_MALFORMED" FORM, "Not a sub-award id.";
    "CLAIM_NUMBER_MALFORMED" FORM, "Not a claim number.";
    "CLAIM_ID_MALFORMED" FORM, "Not a claim id.";
    "CLIENT_CODE_MALFORMED" FORM, "Not a client code.";
    "PAYMENT_ID_MALFORMED" FORM, "Not a payment id.";
    "REFUND_ID_MALFORMED" FORM, "Not a refund id.";
    "COST_ID_MALFORMED" FORM, "Not a cost id.";
    "MEASURE_ID_MALFORMED" FORM, "Not a measure id.";
    "MEASURE_PERIOD_MALFORMED" FORM, "A measure's period is a fiscal year, a quarter of one, or two days.";
    "DOCUMENT_DIGEST_MALFORMED" FORM, "A document is named by its SHA-256 in lower-case hex.";
    "ACTOR_ID_MALFORMED" FORM, "Not an account's id.";
    "COMMAND_ID_MALFORMED" FORM, "Not a command id.";

    "EFFECTIVE_ON_IN_FUTURE" DATES, "The accounting date lies after the day on which the command arrived (UTC).";
    "EFFECTIVE_ON_TOO_EARLY" DATES, "The accounting date lies before the first day that it can belong to.";
    "EFFECTIVE_ON_TOO_LATE" DATES, "The accounting date lies after the last day that it can belong to.";
    "END_NOT_LATER" DATES, "An extension ends later than what it extends.";

    "PROGRAMME_ALREADY_PUBLISHED" BOOKS, "The programme is in the catalogue with other content.";
    "PROGRAMME_WITHOUT_FUNDING" LIFE, "The programme gives no money: it has neither rules nor awards.";
    "RULE_SET_UNKNOWN" LIFE, "No rules stand for the notice on the first day of the project.";
    "RULE_SET_ALREADY_PUBLISHED" BOOKS, "Other rules stand for the notice from the same day.";
    "RULE_SET_OUT_OF_ORDER" LIFE, "Rules for the notice stand from a later day already.";
    "CATEGORIES_MISSING" FORM, "Rules that take claims name at least one category.";
    "CATEGORY_TWICE" FORM, "A category is named twice.";
    "CAPS_INCONSISTENT" FORM, "Caps are above zero, and the family cap is not below the individual one.";
    "RATE_NOT_POSITIVE" FORM, "A monthly rate is above zero.";
    "RATES_MISSING" FORM, "A flat amount for a client and month needs the rate of at least one phase.";
    "PHASE_TWICE" FORM, "A phase has two rates.";
    "MONTHS_MAX_ZERO" FORM, "A limit of months is above zero; a phase that is not paid for is left out.";
    "CASE_MANAGEMENT_MISSING" FORM, "A flat amount is claimed as case management, so the rules name that category.";

    "ORGANIZATION_ALREADY_REGISTERED" BOOKS, "The organization is in the register with other content.";
    "ORGANIZATION_EXCLUDED" SAM, "The organization is excluded from federal awards on the accounting date.";
    "ORGANIZATION_ALREADY_EXCLUDED" LIFE, "The organization is excluded from another day already.";
    "ORGANIZATION_NOT_EXCLUDED" LIFE, "There is no exclusion to end.";
    "EXCLUSION_OUT_OF_ORDER" LIFE, "Exclusions and reinstatements follow each other in time.";

    "AWARD_ALREADY_ISSUED" BOOKS, "The award was issued with other content.";
    "AWARD_NUMBER_NOT_FIRST" LIFE, "The first notice is of budget year 01, amendment 00.";
    "AWARD_NUMBER_NOT_NEXT" LIFE, "Not a later amendment of the same award and budget year, or for a continuation not amendment 00 of the next.";
    "AMENDMENT_ALREADY_MADE" BOOKS, "The notice was made with other content.";
    "AWARD_SUSPENDED" LIFE, "The award takes no new obligations or costs until it is resumed.";
    "AWARD_NOT_SUSPENDED" LIFE, "There is no suspension to end.";
    "AWARD_CLOSED" LIFE, "The award is closed.";
    "AWARD_HAS_OPEN_SUB_AWARDS" LIFE, "Sub-awards of the award are not closed.";
    "BUDGET_OUTSIDE_PROJECT" LIFE, "The budget period must lie within the project period.";
    "FEDERAL_SHARE_IMPOSSIBLE" FORM, "There is no total cost of which the amount is that part.";
    "COST_ALREADY_RECORDED" BOOKS, "The cost was recorded with other content.";
    "UNKNOWN_COST" BOOKS, "The award has no such cost.";
    "COST_ALREADY_REVERSED" BOOKS, "The cost was reversed already, otherwise.";
    "AWARD_OVERCOMMITTED" FUNDS, "Obligations to sub-awards and retained spending would be more than was awarded.";
    "REDUCTION_BELOW_ASSIGNED" FUNDS, "A reduction leaves at least what is obligated to sub-awards and spent.";
    "RETURN_OVER_COMMITTED" FUNDS, "More would be given back than is committed.";
    "RETAINED_OVER_MAXIMUM" SHARE, "The prime would spend more itself than the share leaves it.";
    "SUB_AWARD_SHARE_BELOW_MINIMUM" SHARE, "The award cannot close below its sub-award share without a waiver that covers the shortfall.";
    "SUB_AWARD_SHARE_NOT_REQUIRED" SHARE, "The award's rules ask for no share: there is nothing to waive.";
    "SUB_AWARD_SHARE_MET" SHARE, "The share is met: there is nothing to waive.";
    "SUB_AWARD_SHARE_ALREADY_WAIVED" SHARE, "The shortfall was waived for another reason already.";

    "DRAW_ID_MALFORMED" FORM, "Not a draw id.";
    "INTEREST_ID_MALFORMED" FORM, "Not an interest id.";
    "CONTRIBUTION_ID_MALFORMED" FORM, "Not a contribution id.";
    "CASH_SHORT" CASH, "More would be paid out than was drawn; draw first.";
    "DRAW_ALREADY_MADE" BOOKS, "The draw was made with other content.";
    "DRAW_OVER_ALLOWABLE" CASH, "On reimbursement a draw is at most the allowable costs that were accrued and are not drawn yet.";
    "DRAW_OVER_NEED" CASH, "On the advance method a draw is at most the immediate need less the cash on hand.";
    "DRAW_OVER_AWARD" FUNDS, "All draws together are at most the federal funds awarded.";
    "IMMEDIATE_NEED_MISSING" CASH, "On the advance method a draw says what is paid out at once.";
    "IMMEDIATE_NEED_NOT_ASKED" CASH, "On reimbursement costs are drawn, not needs.";
    "REFUND_ALREADY_MADE" BOOKS, "Cash was returned under the id with other content.";
    "RETURN_OVER_CASH_ON_HAND" CASH, "More would be returned than the federal cash on hand.";
    "AWARD_HAS_CASH_ON_HAND" CASH, "An award closes when no federal cash is on hand.";
    "INTEREST_ALREADY_ENTERED" BOOKS, "The interest was entered with other content.";
    "INTEREST_OVER_DUE" CASH, "More interest would be remitted than is due.";
    "INTEREST_NOT_REMITTED" CASH, "An award closes when the interest above the year's limit is remitted.";
    "INCOME_ID_MALFORMED" FORM, "Not an income id.";
    "INCOME_ALREADY_ENTERED" BOOKS, "Program income of that id was entered with other content, or reversed.";
    "UNKNOWN_INCOME" LIFE, "There is no such entry of program income in the award.";
    "INCOME_ALREADY_REVERSED" LIFE, "The entry of program income was reversed otherwise.";
    "INCOME_EVIDENCE_USED" INCOME, "The document shows other program income of the award.";
    "INCOME_EVIDENCE_IS_MATCH" INCOME, "The document shows what others contributed: it is no program income.";
    "MATCH_EVIDENCE_IS_INCOME" INCOME, "The document shows program income: it matches nothing.";
    "INCOME_OVER_UNEXPENDED" INCOME, "More than the program income that is not spent.";
    "INCOME_OVER_COSTS" INCOME, "Program income is deducted from costs of the prime that federal funds pay for, and not from more.";
    "COST_PAID_BY_INCOME" INCOME, "Program income was deducted from the cost; the income is taken back first.";
    "DRAW_BEFORE_INCOME" "2 CFR 200.305(b)(5)", "Program income is spent before more is drawn.";
    "INCOME_UNEXPENDED" INCOME, "Program income is not spent: the award does not close.";
    "MATCH_NOT_REQUIRED" MATCH, "The award shares no cost: there is nothing to match.";
    "MATCH_ALREADY_RECORDED" BOOKS, "The contribution was recorded with other content, or reversed.";
    "MATCH_PAID_BY_FEDERAL_FUNDS" MATCH, "What federal money paid for matches nothing.";
    "MATCH_EVIDENCE_USED" MATCH, "The document shows another contribution: nothing is counted twice.";
    "MATCH_COUNTED_TWICE" MATCH, "The document shows a contribution to another award of the prime: nothing is counted twice.";
    "MATCH_EVIDENCE_IS_COST" MATCH, "The document shows a cost that the award pays: it matches nothing.";
    "COST_EVIDENCE_IS_MATCH" MATCH, "The document shows a contribution: what others paid is no cost of the award.";
    "UNKNOWN_CONTRIBUTION" BOOKS, "The award has no such contribution.";
    "MATCH_ALREADY_REVERSED" BOOKS, "The contribution was reversed already, otherwise.";
    "REDUCTION_BELOW_DRAWN" FUNDS, "A reduction leaves at least what is drawn.";

    "CARRYOVER_OVER_UNOBLIGATED" FUNDS, "Only what is unobligated is carried over into the next budget period.";
    "BUDGET_PERIODS_OVERLAP" LIFE, "A budget period starts after the one before it.";
    "AWARD_TERMINATED" LIFE, "The award was terminated: it takes no new obligations, funds or days.";
    "END_NOT_EARLIER" DATES, "A termination ends earlier than what it terminates.";
    "NO_DE_MINIMIS_RATE" INDIRECT, "There was no de minimis rate on the day: a rate agreement is needed.";
    "RATE_AGREEMENT_MISSING" INDIRECT, "A negotiated rate has a rate and the digest of its agreement; the de minimis rate has neither.";
    "INDIRECT_OVER_RATE" INDIRECT, "Indirect costs are at most the rate of modified total direct costs.";
    "COST_ALREADY_DISALLOWED" BOOKS, "The cost was disallowed already, otherwise.";
    "DISALLOWED_OVER_COST" FUNDS, "More would be disallowed than stands of the cost.";
    "RETENTION_OVER" LIFE, "After the close something is adjusted or disallowed within record retention: three years from the final report (2 CFR 200.334).";

    "SUB_AWARD_NOT_EXECUTED" LIFE, "The sub-award was never executed.";
    "SUB_AWARD_ALREADY_EXECUTED" BOOKS, "The sub-award was executed with other content.";
    "SUB_AWARD_SUSPENDED" LIFE, "The sub-award is suspended.";
    "SUB_AWARD_NOT_SUSPENDED" LIFE, "There is no suspension to end.";
    "SUB_AWARD_CLOSED" LIFE, "The sub-award is closed.";
    "SUB_AWARD_HAS_OPEN_CLAIMS" LIFE, "Claims of the sub-award are reserved, unpaid or waiting.";
    "SUB_AWARD_TO_GRANTEE" FUNDS, "A sub-award goes to another organization than the prime.";
    "STATES_MISSING" FORM, "A sub-award names at least one state in which it serves.";
    "SUB_AWARD_OUTSIDE_REGION" LIFE, "A state lies outside the award's HHS regions.";
    "SUB_AWARD_OUTSIDE_PERIOD" LIFE, "The period must lie within the award's period of performance.";
    "SUB_AWARD_EXHAUSTED" FUNDS, "More was asked than is available.";
    "DEOBLIGATION_OVER_UNLIQUIDATED" FUNDS, "Only what no claim has taken up, and the sub-awardee does not owe back, is de-obligated.";
    "FUNDS_OVER_RESERVED" FUNDS, "More would be released or accrued than is reserved.";
    "FUNDS_OVER_ACCRUED" FUNDS, "More would be paid, or taken back, than is approved and unpaid.";
    "FUNDS_OVER_PAID" FUNDS, "More would be owed back than was paid.";
    "RECEIVABLE_EXCEEDED" FUNDS, "More would be refunded or withheld than is owed back and not yet withheld from a payment.";
    "REFUND_ALREADY_RECORDED" BOOKS, "The refund was recorded with other content.";
    "SUB_AWARD_HAS_OPEN_RECEIVABLE" FUNDS, "The sub-awardee still owes money back; it is offset or refunded first.";

    "CLIENT_CODE_USED" BOOKS, "The code belongs to a case already.";
    "CLIENT_CLOSED" LIFE, "The case is closed.";
    "CLIENT_NOT_FOREIGN_NATIONAL" TVAP, "The provider does not attest a foreign national.";
    "CLIENT_STILL_IN_SITUATION" TVAP, "The provider does not attest that the client is out of the trafficking situation.";
    "CLIENT_NEEDS_NO_CASE_MANAGEMENT" TVAP, "The provider does not attest a need for case management.";
    "CLIENT_IN_CUSTODY" TVAP, "The provider does not attest that the client is outside custody and foster care.";
    "CLIENT_PHASE_NOT_OF_POPULATION" TVAP, "Adults and children have phases of their own.";
    "CLIENT_AGE_BAND_NOT_OF_POPULATION" FORM, "The age band contradicts the population.";
    "CLIENT_SUB_AWARD_NOT_ACTIVE" LIFE, "The sub-award or its award is suspended or closed; it takes no cases.";
    "CLIENT_PHASE_HOLDS" LIFE, "The case is in the phase already, on another basis or from another day.";
    "CLIENT_PHASE_OUT_OF_ORDER" TVAP, "Phases go forward.";
    "CLIENT_PHASE_BASIS_INSUFFICIENT" TVAP, "The basis does not lead to the phase; a filing receipt is never enough.";
    "FILING_RECEIPT_NOT_ENOUGH" TVPA, "A filing receipt is not enough: certification needs continued presence, a T visa or a bona fide T application.";
    "CERTIFICATION_BASIS_MISSING" TVPA, "A certification names what it rests on: continued presence, a T visa or a bona fide T application.";
    "ELIGIBILITY_LETTER_NOT_RECORDED" TVPA, "A child becomes eligible by an Eligibility Letter; record the letter.";
    "LETTER_NOT_OF_POPULATION" TVPA, "Adults get Certification Letters; children get interim assistance, Eligibility Letters and denials.";
    "LETTER_DATED_IN_FUTURE" DATES, "The letter bears a date after the day on which it was recorded.";
    "CHILD_AGE_ON_RECEIPT_NOT_ATTESTED" TVPA, "The provider does not attest that the child was under 18 on the day on which the request was received.";
    "REQUEST_RECEIVED_AFTER_LETTER" DATES, "The request was received after the date of the letter that answers it.";
    "NOT_IN_INTERIM_ASSISTANCE" TVPA, "The case is not in interim assistance, so that there is nothing to extend.";
    "INTERIM_ASSISTANCE_EXTENDED_ALREADY" TVPA, "Interim assistance is extended once, by 30 days.";
    "INTERIM_ASSISTANCE_ENDED" TVPA, "Interim assistance is extended before it ends; the message names its last day.";
    "CLIENT_NOT_CLOSED" LIFE, "The case is open; only a closed case is re-opened.";
    "REOPENING_OUTSIDE_PERIOD" LIFE, "The re-opening is outside the sub-award's period of performance.";
    "UNKNOWN_FAMILY_MEMBER" BOOKS, "The case has no family member of this code.";
    "FAMILY_MEMBER_LEFT" BOOKS, "The family member no longer counts, for another reason or from another day.";
    "CLIENT_MONTH_TAKEN" TVAP, "The month's one unit of case management is taken.";
    "ENROLMENT_OUTSIDE_REGION" LIFE, "The state is not one that the sub-award serves.";
    "ENROLMENT_OUTSIDE_PERIOD" LIFE, "The enrolment is outside the sub-award's period of performance.";
    "FAMILY_RELATION_NOT_YET" TVAP, "The derivative class did not exist on the day.";
    "FAMILY_MEMBER_CODE_USED" BOOKS, "The member's code is in use.";
    "TRANSFER_TO_SAME_SUB_AWARD" LIFE, "The sub-award manages the case already.";
    "TRANSFER_OUTSIDE_PRIME" LIFE, "A case moves between sub-awards of one prime and programme.";
    "TRANSFER_OUTSIDE_REGION" LIFE, "The state is not one that the sub-award serves that takes the case over.";
    "TRANSFER_OUTSIDE_PERIOD" LIFE, "The transfer is outside the period of the sub-award that takes the case over.";

    "SEALED_VALUE_MALFORMED" FORM, "Not a sealed value of a version that this program knows.";
    "CLIENT_ERASED" LIFE, "What was held about the client is erased, or its erasure is approved; nothing more is held about the client. A command that was answered before is answered the same again, whatever words it carries now: nobody can tell any more whether they are the same, and nothing is kept by which they could be guessed.";
    "CLIENT_HELD" RETENTION, "A hold lies on the case; it is lifted first.";
    "CLIENT_NOT_HELD" LIFE, "No hold lies on the case.";
    "CLIENT_STILL_OPEN" LIFE, "The case is open; it is closed before it is erased.";
    "CLIENT_CLAIM_UNFINISHED" RETENTION, "A claim of the client is neither paid, denied, voided nor replaced; the message names it.";
    "RETENTION_APPLIES" RETENTION, "Records of an award of the case are kept: three years from the final report, or from the close where none was filed. The message names the last day.";
    "ERASURE_ALREADY_REQUESTED" LIFE, "An officer asked for the erasure already, otherwise; another approves it.";
    "ERASURE_NOT_REQUESTED" LIFE, "No officer asked for the erasure.";
    "ERASURE_WITHDRAWN" LIFE, "The request for the erasure was withdrawn; an officer asks for it anew.";
    "ERASURE_NOT_APPROVED" LIFE, "The erasure is not approved.";
    "SAME_PERSON_REQUESTED" AUTHORITY, "Who asked for an erasure does not approve it.";

    "CLAIM_NOT_SUBMITTED" LIFE, "The claim was never submitted.";
    "CLAIM_NUMBER_USED" BOOKS, "The number was used with other content.";
    "CLAIM_LINE_COUNT" FORM, "A claim has 1 to 50 lines.";
    "CLAIM_LINES_MISNUMBERED" FORM, "Lines are numbered from 1 without a gap.";
    "CLAIM_PART_NOT_OF_CATEGORY" FORM, "Case management is the administration part, everything else is direct.";
    "RECEIPT_DIGEST_MALFORMED" FORM, "A receipt's digest is SHA-256 in hex.";
    "CLAIM_ALREADY_APPROVED" LIFE, "The claim was approved already, otherwise.";
    "CLAIM_DENIED" LIFE, "Nothing of the claim is payable: it was denied.";
    "CLAIM_IN_PAYMENT" LIFE, "The claim is part of a payment.";
    "CLAIM_NOT_APPROVED" LIFE, "The claim is not approved.";
    "CLAIM_PENDED_WHILE_SUSPENDED" LIFE, "The claim waits for the end of a suspension.";
    "CLAIM_PENDED_FOR_FUNDS" FUNDS, "The claim waits for funds, in order.";
    "CLAIM_VOIDED" LIFE, "The claim was voided; it takes no further step.";
    "CLAIM_REPLACED" LIFE, "The claim was replaced; the claim that replaced it is corrected instead.";
    "CLAIM_NOT_DENIED" LIFE, "Nothing was denied that could be reconsidered.";
    "CLAIM_ALREADY_RECONSIDERED" LIFE, "The denial was reconsidered already; that happens once.";
    "SAME_PERSON_SUBMITTED" AUTHORITY, "Who submitted the claim neither approves nor reconsiders it.";
    "SAME_PERSON_DENIED" AUTHORITY, "Who denied the claim does not reconsider it.";
    "SAME_PERSON_APPROVED" AUTHORITY, "Who approved a claim takes no part in paying it.";
    "SAME_PERSON_PREPARED" AUTHORITY, "Who prepared the payment does not authorise it.";
    "SAME_PERSON_AUTHORISED" AUTHORITY, "Who authorised the payment does not confirm it.";
    "PAYMENT_ALREADY_PREPARED" BOOKS, "The payment was prepared with other content.";
    "PAYMENT_ALREADY_AUTHORISED" LIFE, "The payment was authorised already, otherwise.";
    "PAYMENT_ALREADY_CONFIRMED" LIFE, "The payment was confirmed already, otherwise.";
    "PAYMENT_NOT_AUTHORISED" LIFE, "The payment is not authorised.";
    "PAYMENT_CLAIM_COUNT" FORM, "A payment has 1 to 500 claims.";
    "PAYMENT_CLAIM_REPEATED" FORM, "A claim is named twice.";
    "PAYMENT_CLAIM_OF_OTHER_AWARD" FORM, "A claim was made under another award.";
    "CLAIM_ALREADY_PENDED" LIFE, "The claim waits for funds already, for another amount.";
    "CLAIM_NOT_PENDED" LIFE, "The claim does not wait for that amount.";

    "MEASURE_NOT_OF_PROGRAMME" MEASURES, "The programme does not count this.";
    "MEASURE_PROGRAMMES_MISSING" FORM, "A figure is about one programme, or several together.";
    "MEASURE_PROGRAMME_REPEATED" FORM, "A programme is named twice.";
    "MEASURE_FIGURE_IMPOSSIBLE" FORM, "A figure of 0 is neither approximate nor nearly reached.";
    "MEASURE_COUNT_OUT_OF_RANGE" FORM, "The count is larger than a report may give.";
    "MEASURE_ALREADY_REPORTED" BOOKS, "Another figure stands for the measure; a correction names it as superseded.";
    "MEASURE_NOT_REPORTED" LIFE, "There is nothing to correct.";
    "MEASURE_REPORT_NOT_LATEST" LIFE, "The report to be superseded is not the latest one.";
    "MEASURE_UNCHANGED" LIFE, "The correction says what the latest report says.";
    "MEASURE_OUTSIDE_AWARD" LIFE, "No day of the measure's period lies within the period of performance.";

    "FINDING_ID_MALFORMED" FORM, "Not a finding id.";
    "ACTIVITY_ID_MALFORMED" FORM, "Not the id of a piece of monitoring.";
    "DEADLINE_KEY_MALFORMED" FORM, "Not a deadline's name as the calendar gives it.";
    "GRASSROOTS_ALREADY_ATTESTED" SHARE, "The attestation stands, from another day or on other evidence; withdraw it first.";
    "GRASSROOTS_NOT_ATTESTED" SHARE, "The organization is not attested as grassroots: there is nothing to withdraw.";
    "ATTESTATION_OUT_OF_ORDER" SHARE, "Attestations and withdrawals follow each other in time.";
    "SUB_AWARD_TERMS_INCOMPLETE" TERMS, "The sub-awardee was not told all fourteen elements; the message names each that is missing.";
    "SUB_AWARD_TERMS_EMPTY" FORM, "The statement states nothing.";
    "FIXED_AMOUNT_ALREADY_APPROVED" BOOKS, "The fixed amount was approved already; it is only ever raised.";
    "FIXED_AMOUNT_NOT_APPROVED" FIXED, "No officer has approved the fixed-amount sub-award by that day.";
    "FIXED_AMOUNT_OVER_APPROVED" FIXED, "The sub-award would be more than an officer approved.";
    "FIXED_AMOUNT_OVER_CEILING" FIXED, "The sub-award would be more than a fixed-amount one may be on the day.";
    "FIXED_AMOUNT_NOT_YET" FIXED, "There was no such instrument on the day.";
    "FIXED_AMOUNT_WITH_COST_SHARE" FIXED, "The award has a mandatory cost share; no sub-award of it is of a fixed amount.";
    "UNIT_PRICE_NOT_FIXED_AMOUNT" FIXED, "The award pays by the unit: its sub-awards are of a fixed amount.";
    "RISK_FACTORS_MISSING" MONITORING, "An assessment names at least one factor, each once.";
    "DUE_NOT_LATER" DATES, "What is due lies after the day on which it is set.";
    "ACTIVITY_ALREADY_PLANNED" BOOKS, "The piece of monitoring was planned with other content.";
    "ACTIVITY_ALREADY_PERFORMED" BOOKS, "The piece of monitoring was done already, otherwise.";
    "UNKNOWN_ACTIVITY" LIFE, "There is no such piece in the sub-award's monitoring plan.";
    "FISCAL_YEAR_IMPOSSIBLE" FORM, "A fiscal year has 12 months at most, and is over on the day.";
    "EXPENDITURES_ALREADY_STATED" BOOKS, "The expenditures of the fiscal year were stated otherwise.";
    "AUDIT_ALREADY_ACCEPTED" BOOKS, "The audit report of the fiscal year was accepted otherwise.";
    "AUDIT_ALREADY_DECIDED" BOOKS, "The findings of the fiscal year were decided on otherwise.";
    "AUDIT_WITHOUT_FINDINGS" MONITORING, "The audit report has no finding about the sub-award.";
    "UNKNOWN_AUDIT" LIFE, "No audit report of the fiscal year was accepted.";
    "FINDING_ALREADY_RECORDED" BOOKS, "The finding was recorded with other content.";
    "FINDING_ALREADY_RESOLVED" BOOKS, "The finding was resolved otherwise.";
    "UNKNOWN_FINDING" AUTHORITY, "There is no such finding, or it is another's to resolve.";
    "DEADLINE_ELSEWHERE" FORM, "The deadline is not one of the award or sub-award that the finding is about.";
    "NOTHING_REPORTABLE" FFATA, "No obligation of the month reaches the threshold.";
    "REPORT_DIFFERS" FFATA, "The report says another amount than the books hold as reportable.";
    "REPORT_ALREADY_FILED" BOOKS, "The report was filed already, otherwise.";
    "REPORT_PERIOD_UNKNOWN" FORM, "No financial report of the award ends on that day.";
    "PERIOD_NOT_ENDED" CLOSING, "The month is not over on the day on which the command arrived (UTC).";
    "PERIOD_ALREADY_CLOSED" CLOSING, "The month is closed; a late fact counts in the open period.";
    "PERIOD_CLOSE_UNDER_WAY" CLOSING, "Another close of the programme is under way.";
    "PERIOD_CLOSE_NOT_UNDER_WAY" CLOSING, "There is no such close under way in the programme.";
    "CLOSE_APPROVED_BY_SAME_OFFICER" AUTHORITY, "The officer approved the close already; it takes two.";
    "CLOSE_STATEMENTS_DIFFER" CLOSING, "The two officers state another digest, other totals or another position.";
    "TRIAL_BALANCE_UNBALANCED" CLOSING, "Debits and credits of the trial balance that is stated differ.";
    "TRIAL_BALANCE_DIGEST_MALFORMED" FORM, "A trial balance is named by the SHA-256 of its canonical text in lower-case hex.";
    "VERIFIER_KEY_MALFORMED" FORM, "Not the verifier key of a log: its name, its id and an Ed25519 key, with plus signs between.";
    "SIGNING_KEY_NOT_CURRENT" LIFE, "Another key signs than the one that is to be replaced.";
    "SIGNING_KEY_USED" LIFE, "The new key has signed before; a key that was replaced never signs again.";
    "SIGNING_KEY_OF_OTHER_LOG" FORM, "The new key is named after another log.";
    "REPORT_PERIOD_NOT_ENDED" DATES, "A report is filed after the end of its period.";
}

/// The entry of a code.
pub fn find(code: &str) -> Option<&'static RefusalCode> {
    CODES.iter().find(|entry| entry.code == code)
}

/// The part of `docs/errors.md` that the domain writes: a table of its codes.
pub fn codes_markdown() -> String {
    let mut text = String::from("| code | meaning | rule |\n|---|---|---|\n");
    for entry in CODES {
        writeln!(
            text,
            "| `{}` | {} | {} |",
            entry.code, entry.meaning, entry.source
        )
        .expect("writing to a string");
    }
    text
}
