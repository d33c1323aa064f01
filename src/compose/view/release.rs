//! What templates see of the way to the public: stages, replies, corrections, and the desk of the review edition.

use serde::Serialize;

use crate::compose::view::{Day, Link, Scorecard, State};
use crate::language::Phrase;

/// How far a result is, and what comes next.
#[derive(Clone, Debug, Serialize)]
pub struct StageBlock {
    /// The stage.
    pub state: State,
    /// That the result is not final, where it is not.
    pub proposed: Option<String>,
    /// The publicity period with its length: `公示期2026年11月16日至20日，共5个工作日`.
    pub publicity: Option<String>,
    /// The notice with the publicity.
    pub notice: Option<Link>,
    /// The filing: body, date, number.
    pub filing: Option<String>,
    /// What came of objections, in numbers.
    pub objections: Option<String>,
    /// What comes next.
    pub next: Option<String>,
    /// Every step, in order.
    pub steps: Vec<StageStep>,
}

/// A step on the way.
#[derive(Clone, Debug, Serialize)]
pub struct StageStep {
    /// Its name.
    pub name: String,
    /// Its day, if it is known.
    pub day: Option<Day>,
    /// `done`, `now` or `to-come`.
    pub state: &'static str,
    /// The same in words, for those who do not see it.
    pub said: String,
}

/// A reply of the assessed party.
#[derive(Clone, Debug, Serialize)]
pub struct ReplyItem {
    /// What it is about: criterion, role.
    pub about: String,
    /// What it says.
    pub text: Phrase,
    /// When.
    pub day: Day,
    /// What was decided; nothing while that is to come.
    pub answer: Option<AnswerItem>,
}

/// What was decided on a reply.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerItem {
    /// What.
    pub decision: State,
    /// Why.
    pub reason: Phrase,
    /// When.
    pub day: Day,
    /// Who decided.
    pub body: Phrase,
}

/// The ledger of corrections.
#[derive(Debug, Serialize)]
pub struct Corrections {
    /// In one sentence.
    pub intro: String,
    /// The corrections, newest first.
    pub items: Vec<CorrectionItem>,
}

/// A correction.
#[derive(Debug, Serialize)]
pub struct CorrectionItem {
    /// Its id on the page.
    pub anchor: String,
    /// Whose result.
    pub subject: Link,
    /// Of which scheme.
    pub scheme: Link,
    /// Of which period.
    pub period: String,
    /// The printed result before.
    pub was: Option<String>,
    /// The printed result after.
    pub now: Option<String>,
    /// The marks that were corrected.
    pub marks: Vec<CorrectedLine>,
    /// Why.
    pub reason: Phrase,
    /// When.
    pub day: Day,
    /// Who decided.
    pub body: Phrase,
    /// The notice that announces it.
    pub notice: Option<Link>,
    /// The working before.
    pub before: Option<Box<Scorecard>>,
    /// The working after.
    pub after: Option<Box<Scorecard>>,
}

/// A mark that was corrected.
#[derive(Debug, Serialize)]
pub struct CorrectedLine {
    /// Role.
    pub role: Phrase,
    /// Assessor.
    pub by: Phrase,
    /// Criterion.
    pub criterion: Phrase,
    /// Before.
    pub was: String,
    /// After.
    pub now: String,
}

/// The desk of the review edition: what is held back, what is missing, what changed, where assessors disagree.
#[derive(Debug, Serialize)]
pub struct Desk {
    /// In one sentence.
    pub intro: String,
    /// What the public edition does not hold.
    pub held: Vec<HeldItem>,
    /// Results with marks that are still to come, by ranking.
    pub missing: Vec<MissingGroup>,
    /// What has changed since the last public edition.
    pub changes: Vec<ChangeItem>,
    /// Whether there is an edition to compare with.
    pub compared: bool,
    /// Where assessors lie too far apart, the farthest first.
    pub disagreements: Vec<DisagreementItem>,
    /// Replies that nothing was decided on yet.
    pub replies: Vec<OpenReply>,
}

/// Something that is held back.
#[derive(Debug, Serialize)]
pub struct HeldItem {
    /// What, leading to its page where it has one.
    pub name: Phrase,
    /// Where.
    pub href: Option<String>,
    /// Why.
    pub reason: String,
}

/// Results of one ranking that are open.
#[derive(Debug, Serialize)]
pub struct MissingGroup {
    /// The ranking.
    pub ranking: Link,
    /// What is open, in words.
    pub lines: Vec<Link>,
}

/// A number that is another than in the last public edition.
#[derive(Debug, Serialize)]
pub struct ChangeItem {
    /// Of which scheme and period.
    pub of: String,
    /// Whose.
    pub subject: String,
    /// What it was.
    pub was: String,
    /// What it is.
    pub now: String,
    /// Whether a correction accounts for it.
    pub state: State,
}

/// Assessors who lie too far apart on a criterion.
#[derive(Debug, Serialize)]
pub struct DisagreementItem {
    /// Whose result.
    pub subject: Link,
    /// Of which ranking.
    pub ranking: Link,
    /// On which criterion.
    pub criterion: Phrase,
    /// How far, in points of 100.
    pub spread: String,
    /// What came of looking again.
    pub state: State,
}

/// A reply that waits for a decision.
#[derive(Debug, Serialize)]
pub struct OpenReply {
    /// Whose.
    pub subject: Link,
    /// The reply.
    pub reply: ReplyItem,
}
