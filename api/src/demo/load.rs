//! Plays the script on a ledger.

use std::pin::pin;

use almoner_domain::{
    client::ClientEvent,
    closing::{CloseFault, ClosedPeriods},
    id::{ClientCode, IdError},
    ledger::{Event, StreamId},
};
use almoner_journal::{
    ledger::{Answer, Ledger, Submission, SubmitError},
    record::Position,
    store::ReadError,
};
use futures::TryStreamExt;
use thiserror::Error;

use super::{
    awards,
    cases::{self, Case},
    cast, closing, contract, courses, measures, money, oversight, payments, programmes, reference,
    script::Step,
    services, sub_awards, summit,
};
use crate::{
    client_keys::{ClientKeysError, Vault},
    clock::{Mint, MintError},
};

/// Commands that are handed in together.
const CHUNK: usize = 500;

/// About how many steps the script has, for a progress bar.
pub const STEPS_ABOUT: u64 = 940;

/// What playing the script did.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// Commands that were carried out now.
    pub accepted: usize,
    /// Commands that an earlier load had carried out.
    pub repeated: usize,
    /// The last position that the script wrote, now or earlier.
    pub position: Position,
}

/// Why the script could not be played to its end.
#[derive(Debug, Error)]
pub enum DemoError {
    /// A rule refused a step: the script and the rules disagree.
    #[error("step {step} was refused: {code}: {message}")]
    Refused {
        /// The step's command id.
        step: String,
        /// The rule's code.
        code: String,
        /// Its message.
        message: String,
    },
    /// The ledger did not take a step.
    #[error("step {step}: {source}")]
    Submit {
        /// The step's command id.
        step: String,
        /// What the journal said.
        source: SubmitError,
    },
    /// A client's code could not be minted.
    #[error(transparent)]
    Mint(#[from] MintError),
    /// The journal answered an enrolment with a subject that is no client.
    #[error("an enrolment was answered with {0}")]
    Subject(#[from] IdError),
    /// What the journal remembers could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The journal remembers no close of the months that one began.
    #[error("the journal remembers no close of the months that one began")]
    CloseMissing,
    /// What was posted by month does not add up.
    #[error(transparent)]
    Close(#[from] CloseFault),
    /// The keys of clients cannot be used.
    #[error(transparent)]
    ClientKeys(#[from] ClientKeysError),
    /// The journal remembers no family member of the case that one joined.
    #[error("the journal remembers no family member of the case that one joined")]
    MemberMissing,
}

impl DemoError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused { .. } | Self::MemberMissing | Self::CloseMissing | Self::Close(_) => {
                "DEMO_REFUSED"
            }
            Self::Submit { source, .. } => source.code(),
            Self::ClientKeys(error) => error.code(),
            Self::Mint(error) => error.code(),
            Self::Subject(error) => error.code(),
            Self::Read(error) => error.code(),
        }
    }
}

/// Plays the whole script; what an earlier load has done is answered from memory. `progress` is told the number of
/// steps done.
pub async fn load(
    ledger: &Ledger,
    mint: &Mint,
    vault: &Vault,
    mut progress: impl FnMut(usize) + Send,
) -> Result<Loaded, DemoError> {
    let mut player = Player {
        ledger,
        loaded: Loaded::default(),
        done: 0,
    };
    for scene in [
        programmes::publish(),
        cast::register(),
        awards::issue(),
        sub_awards::execute_all(),
    ] {
        player.play(scene, &mut progress).await?;
    }
    let minted = |count: usize| {
        (0..count)
            .map(|_| mint.client_code())
            .collect::<Result<Vec<_>, _>>()
    };
    let enrolments = cases::enrol(minted(cases::cases_count())?);
    let subjects = player.play(enrolments, &mut progress).await?;
    let codes = codes_of(&subjects)?;
    let cases: Vec<Case> = cases::cases(&codes);
    let members = minted(cases::members_count(&cases))?;
    let (claims, claimed) = services::claims(&cases);
    for scene in [
        cases::life_of_cases(&cases, members),
        cases::children_found_eligible(&cases),
        claims,
        payments::decide_and_pay(&claimed),
        measures::report(),
    ] {
        player.play(scene, &mut progress).await?;
    }
    let arrivals = courses::arrive(minted(courses::arrivals_count())?);
    let subjects = player.play(arrivals, &mut progress).await?;
    let codes = codes_of(&subjects)?;
    player.play(courses::run(&codes), &mut progress).await?;
    player.play(contract::found(), &mut progress).await?;
    let enrolments = contract::enrol(minted(contract::CASES_COUNT)?);
    let subjects = player.play(enrolments, &mut progress).await?;
    let codes = codes_of(&subjects)?;
    player.play(contract::claims(&codes), &mut progress).await?;
    player.summit(mint, &mut progress).await?;
    player.play(money::move_all(), &mut progress).await?;
    player.play(oversight::keep_files(), &mut progress).await?;
    player.close_months(&mut progress).await?;
    if let Some(client) = codes.first() {
        let recorded = reference::record(client, vault).await?;
        player.play(recorded, &mut progress).await?;
    }
    Ok(player.loaded)
}

/// The clients' codes that enrolments answered with.
fn codes_of(subjects: &[String]) -> Result<Vec<ClientCode>, IdError> {
    subjects
        .iter()
        .map(|subject| ClientCode::parse(subject))
        .collect()
}

struct Player<'l> {
    ledger: &'l Ledger,
    loaded: Loaded,
    done: usize,
}

impl Player<'_> {
    /// Plays a scene, in order; answers with the id of each step's subject.
    async fn play(
        &mut self,
        steps: Vec<Step>,
        progress: &mut (impl FnMut(usize) + Send),
    ) -> Result<Vec<String>, DemoError> {
        let mut subjects = Vec::with_capacity(steps.len());
        for chunk in steps.chunks(CHUNK) {
            let submissions = chunk.iter().cloned().map(submission).collect();
            let answers = self.ledger.submit_many(submissions).await;
            for (step, answer) in chunk.iter().zip(answers) {
                subjects.push(self.take(step, answer)?);
            }
            self.done += chunk.len();
            progress(self.done);
        }
        Ok(subjects)
    }

    /// The story of one sub-awardee, to whose claims everything happens.
    async fn summit(
        &mut self,
        mint: &Mint,
        progress: &mut (impl FnMut(usize) + Send),
    ) -> Result<(), DemoError> {
        self.play(summit::found(), progress).await?;
        let minted = (0..summit::CASES_COUNT)
            .map(|_| mint.client_code())
            .collect::<Result<Vec<_>, _>>()?;
        let subjects = self.play(summit::enrol(minted), progress).await?;
        let codes = codes_of(&subjects)?;
        let joins = summit::family_joins(&codes, mint.client_code()?);
        let subjects = self.play(joins, progress).await?;
        let member = self.member_of(&subjects).await?;
        for scene in [
            summit::case_closes(&codes),
            summit::spring_claims(&codes, &member),
            summit::family_leaves(&codes, &member),
            summit::spring_decisions(),
            summit::case_reopens(&codes),
            summit::corrections(&codes),
            summit::late_claims(&codes, &member),
            summit::summer_decisions(),
            summit::funds_come(),
            summit::late_certification(&codes),
        ] {
            self.play(scene, progress).await?;
        }
        Ok(())
    }

    /// The code of the family member that the journal remembers of a case: it is no part of what the step says.
    async fn member_of(&self, cases: &[String]) -> Result<ClientCode, DemoError> {
        for code in codes_of(cases)? {
            for record in self
                .ledger
                .journal()
                .stream(&StreamId::client(&code))
                .await?
            {
                if let Event::Client(ClientEvent::FamilyMemberAdded { member, .. }) =
                    record.event()?
                {
                    return Ok(member);
                }
            }
        }
        Err(DemoError::MemberMissing)
    }

    /// Two officers close months, and state the trial balance as the journal has it up to the freezing.
    async fn close_months(
        &mut self,
        progress: &mut (impl FnMut(usize) + Send),
    ) -> Result<(), DemoError> {
        self.play(closing::begin(), progress).await?;
        let stream = StreamId::closing(&closing::programme());
        let journal = self.ledger.journal();
        let begun = journal.stream(&stream).await?;
        let frozen_at = begun.first().ok_or(DemoError::CloseMissing)?.position;
        let mut periods = ClosedPeriods::default();
        let mut events = pin!(journal.replay_events(Position::ZERO, frozen_at));
        while let Some(past) = events.try_next().await? {
            periods.take(past.position.get(), &past.event)?;
        }
        let balance = periods
            .months()
            .balance(&closing::programme(), None, closing::through());
        let statement = balance.and_then(|balance| balance.statement(frozen_at.get()));
        let statement = statement.ok_or(CloseFault::OutOfRange)?;
        self.play(closing::approve(&statement), progress).await?;
        Ok(())
    }

    fn take(
        &mut self,
        step: &Step,
        answer: Result<Answer, SubmitError>,
    ) -> Result<String, DemoError> {
        let name = || step.command_id.to_string();
        match answer.map_err(|source| DemoError::Submit {
            step: name(),
            source,
        })? {
            Answer::Accepted(accepted) => {
                if accepted.repeated {
                    self.loaded.repeated += 1;
                } else {
                    self.loaded.accepted += 1;
                }
                self.loaded.position = self.loaded.position.max(accepted.last);
                Ok(accepted.subject.id)
            }
            Answer::Refused(refused) => Err(DemoError::Refused {
                step: name(),
                code: refused.code,
                message: refused.message,
            }),
        }
    }
}

fn submission(step: Step) -> Submission {
    Submission {
        command_id: step.command_id,
        context: step.context,
        command: step.command,
        // The one place where `received_at` is not the api's stamp, and the record says so.
        correlation: "demonstration".to_owned(),
        causation: String::new(),
        request: String::new(),
    }
}
