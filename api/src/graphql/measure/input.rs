//! What is said to report a figure.

use almoner_domain::{
    ledger::{Command, ReportAwardMeasure, ReportMeasure, ReportSubAwardMeasure},
    measure::{Correction, DocumentDigest, Evidence},
};
use async_graphql::{InputObject, OneofObject};

use crate::{
    clock::Mint,
    graphql::{
        measure::{CorrectionReason, FigureInput, MeasureKind},
        read::Fields,
        scalar,
        submit::Input,
    },
};

/// What a figure rests on: one of the two. Never a text about a person.
#[derive(Debug, Clone, OneofObject)]
pub(crate) enum EvidenceInput {
    /// A published source, by its label of up to 80 characters.
    Citation(String),
    /// A document that you keep, by its SHA-256.
    Document(scalar::Digest),
}

impl EvidenceInput {
    fn read(&self, fields: &mut Fields) -> Option<Evidence> {
        match self {
            Self::Citation(label) => fields
                .read("citation", label)
                .map(|source| Evidence::Citation { source }),
            Self::Document(digest) => fields
                .read("document", digest)
                .map(|sha256| Evidence::Document { sha256 }),
        }
    }
}

/// A correction: the report that it supersedes stays as it was.
#[derive(Debug, Clone, Copy, InputObject)]
pub(crate) struct MeasureCorrectionInput {
    /// The number of the report that it supersedes: the latest one.
    pub(crate) supersedes: u32,
    /// Why.
    pub(crate) reason: CorrectionReason,
}

impl From<MeasureCorrectionInput> for Correction {
    fn from(input: MeasureCorrectionInput) -> Self {
        Self {
            supersedes: input.supersedes,
            reason: input.reason.into(),
        }
    }
}

/// Reports what programmes counted, or corrects it.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct MeasureReportInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The programmes that it is counted over: one, or several together, each of which must count it.
    pub(crate) programmes: Vec<scalar::ProgrammeCode>,
    /// What is counted.
    pub(crate) measure: MeasureKind,
    /// The time that it is about.
    pub(crate) period: scalar::MeasurePeriod,
    /// The figure.
    pub(crate) figure: FigureInput,
    /// What it rests on.
    pub(crate) evidence: EvidenceInput,
    /// The report that it supersedes, and why; none for a first report.
    pub(crate) correction: Option<MeasureCorrectionInput>,
    /// The day of the report, not before the end of the period.
    pub(crate) effective_on: scalar::Date,
}

impl Input for MeasureReportInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let programmes = fields.read_list("programmes", &self.programmes);
        let period = fields.read("period", &self.period);
        let evidence = fields.within("evidence", |fields| self.evidence.read(fields));
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ReportMeasure {
            programmes: programmes?,
            kind: self.measure.into(),
            period: period?,
            figure: self.figure.read(),
            evidence: evidence?,
            correction: self.correction.map(Into::into),
            effective_on: effective_on?,
        }))
    }
}

/// Reports what was counted under an award, or corrects it.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct MeasureReportForAwardInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, which must be yours; its programme must count this.
    pub(crate) award: scalar::Fain,
    /// What is counted.
    pub(crate) measure: MeasureKind,
    /// The time that it is about; a day of it at least lies within the period of performance.
    pub(crate) period: scalar::MeasurePeriod,
    /// The figure.
    pub(crate) figure: FigureInput,
    /// The document that it rests on, which you keep, by its SHA-256.
    pub(crate) document: scalar::Digest,
    /// The report that it supersedes, and why; none for a first report.
    pub(crate) correction: Option<MeasureCorrectionInput>,
    /// The day of the report, not before the end of the period.
    pub(crate) effective_on: scalar::Date,
}

impl Input for MeasureReportForAwardInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let period = fields.read("period", &self.period);
        let document = fields.read::<DocumentDigest>("document", &self.document);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ReportAwardMeasure {
            award: award?,
            kind: self.measure.into(),
            period: period?,
            figure: self.figure.read(),
            document: document?,
            correction: self.correction.map(Into::into),
            effective_on: effective_on?,
        }))
    }
}

/// Reports what was counted under a sub-award, or corrects it.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct MeasureReportForSubAwardInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The sub-award, which must be yours; its programme must count this.
    pub(crate) sub_award: scalar::SubAwardId,
    /// What is counted.
    pub(crate) measure: MeasureKind,
    /// The time that it is about; a day of it at least lies within the period of performance.
    pub(crate) period: scalar::MeasurePeriod,
    /// The figure.
    pub(crate) figure: FigureInput,
    /// The document that it rests on, which you keep, by its SHA-256.
    pub(crate) document: scalar::Digest,
    /// The report that it supersedes, and why; none for a first report.
    pub(crate) correction: Option<MeasureCorrectionInput>,
    /// The day of the report, not before the end of the period.
    pub(crate) effective_on: scalar::Date,
}

impl Input for MeasureReportForSubAwardInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let sub_award = fields.read("subAward", &self.sub_award);
        let period = fields.read("period", &self.period);
        let document = fields.read::<DocumentDigest>("document", &self.document);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ReportSubAwardMeasure {
            sub_award: sub_award?,
            kind: self.measure.into(),
            period: period?,
            figure: self.figure.read(),
            document: document?,
            correction: self.correction.map(Into::into),
            effective_on: effective_on?,
        }))
    }
}
