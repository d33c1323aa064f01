//! What templates see of the work that plans ask for: organisation charts, measures, the year's rhythm, grids, and who
//! manages the teams.

use serde::Serialize;

use crate::compose::view::{ChartBlock, ClauseItem, Day, Fact, Figure, Link, State};
use crate::language::Phrase;

/// An organisation chart.
#[derive(Debug, Serialize)]
pub struct Organisation {
    /// Plans, area, who heads it.
    pub facts: Vec<Fact>,
    /// A remark.
    pub note: Option<Phrase>,
    /// The drawing.
    pub chart: ChartBlock,
    /// The same as a list: the units directly below the top.
    pub units: Vec<UnitItem>,
}

/// A unit in the list.
#[derive(Debug, Serialize)]
pub struct UnitItem {
    /// Its id on the page.
    pub anchor: String,
    /// Its name.
    pub name: Phrase,
    /// Label and value: its other name, who heads it, which organisation it is.
    pub facts: Vec<Fact>,
    /// Its duties, those that it shares with another unit too.
    pub duties: Vec<Phrase>,
    /// The unit whose duties these are.
    pub same_as: Option<Link>,
    /// That it has no duties in the plan.
    pub none: Option<String>,
    /// The units below it.
    pub below: Vec<UnitItem>,
}

/// The measures of a plan.
#[derive(Debug, Serialize)]
pub struct Tasks {
    /// One sentence above.
    pub intro: String,
    /// The plan.
    pub plan: Link,
    /// How many are in each state.
    pub counts: Vec<Figure>,
    /// How far each block is.
    pub chart: ChartBlock,
    /// The measures by block.
    pub blocks: Vec<TaskBlock>,
    /// Who has how many open, those with most first.
    pub leads: Vec<LeadRow>,
}

/// The measures of a block.
#[derive(Debug, Serialize)]
pub struct TaskBlock {
    /// Its id on the page.
    pub anchor: String,
    /// Its name.
    pub name: Phrase,
    /// How many, in words.
    pub count: String,
    /// The measures.
    pub tasks: Vec<TaskItem>,
}

/// A measure.
#[derive(Debug, Serialize)]
pub struct TaskItem {
    /// Its id on the page.
    pub anchor: String,
    /// Its number in the plan.
    pub number: String,
    /// What is to be done.
    pub name: Phrase,
    /// Who leads.
    pub lead: Phrase,
    /// Who helps.
    pub partners: Vec<Phrase>,
    /// By when.
    pub deadline: Day,
    /// How far, in per cent.
    pub progress: String,
    /// Done, under way, not begun, overdue.
    pub state: State,
    /// What shows it.
    pub evidence: Vec<EvidenceItem>,
    /// Steps on the way, the latest first.
    pub steps: Vec<StepLine>,
}

/// What shows that something was done.
#[derive(Debug, Serialize)]
pub struct EvidenceItem {
    /// What it is.
    pub title: Phrase,
    /// Where it is.
    pub href: Option<String>,
}

/// A step on the way.
#[derive(Debug, Serialize)]
pub struct StepLine {
    /// The day.
    pub date: Day,
    /// What was done.
    pub text: Phrase,
}

/// The measures that one organisation leads.
#[derive(Debug, Serialize)]
pub struct LeadRow {
    /// Who.
    pub name: Phrase,
    /// How many it leads.
    pub all: String,
    /// How many of them are open.
    pub open: String,
    /// How many of them are overdue.
    pub overdue: String,
    /// The next deadline.
    pub next: Option<Day>,
    /// The open ones, by number.
    pub tasks: Vec<Link>,
}

/// What is done again and again, and what is due next.
#[derive(Debug, Serialize)]
pub struct Rhythms {
    /// One sentence above.
    pub intro: String,
    /// How many are due, were missed, are done.
    pub counts: Vec<Figure>,
    /// What is due in the running period, soonest first.
    pub due: Vec<DueItem>,
    /// What was not done in a period that has ended, latest first.
    pub missed: Vec<DueItem>,
    /// What is done in the running period already.
    pub done: Vec<DueItem>,
    /// What has a day within the next weeks, by day.
    pub ahead: Vec<AheadItem>,
    /// Which weeks these are, in words.
    pub ahead_note: String,
    /// Every duty, by how often it is due.
    pub cadences: Vec<Cadence>,
    /// The year month by month.
    pub year: YearTable,
}

/// A recurring duty in a list.
#[derive(Debug, Serialize)]
pub struct DueItem {
    /// The duty, leading to its line on this page.
    pub link: Link,
    /// By when, or in which period it was not done.
    pub when: String,
    /// How often it was done of how often it is due.
    pub done: Option<String>,
    /// Who does it.
    pub by: Phrase,
    /// How often it is due.
    pub every: String,
    /// Due, missed, done.
    pub state: State,
}

/// Something with a day to come.
#[derive(Debug, Serialize)]
pub struct AheadItem {
    /// The day.
    pub date: Day,
    /// What sort: a duty, a measure, a publicity period, an event.
    pub kind: String,
    /// What.
    pub link: Link,
    /// Whose, or where.
    pub note: Phrase,
}

/// The duties of one cadence.
#[derive(Debug, Serialize)]
pub struct Cadence {
    /// Its id on the page.
    pub anchor: String,
    /// Its name.
    pub name: Phrase,
    /// How many, in words.
    pub count: String,
    /// The duties.
    pub rows: Vec<RhythmRow>,
}

/// A recurring duty.
#[derive(Debug, Serialize)]
pub struct RhythmRow {
    /// Its id on the page.
    pub anchor: String,
    /// What is done.
    pub name: Phrase,
    /// Where.
    pub area: Link,
    /// Who does it.
    pub by: Phrase,
    /// How often and by what time, in words.
    pub every: String,
    /// When it was last done.
    pub last: Option<Day>,
    /// When it is next due; nothing when it has ended.
    pub next: Option<Day>,
    /// How it was kept, in words.
    pub kept: String,
    /// Kept, missed, late, ended.
    pub state: State,
    /// The periods in which it was not done.
    pub missed: Vec<Day>,
    /// The days on which it was done too late.
    pub late: Vec<Day>,
    /// The plan.
    pub plan: Link,
    /// The clauses that ask for it.
    pub clauses: Vec<Link>,
    /// A remark.
    pub note: Option<Phrase>,
}

/// A year month by month.
#[derive(Debug, Serialize)]
pub struct YearTable {
    /// Which year.
    pub title: String,
    /// What the signs mean.
    pub legend: Vec<YearSign>,
    /// The months.
    pub months: Vec<String>,
    /// The duties, one row each.
    pub rows: Vec<YearRow>,
}

/// What a sign means.
#[derive(Debug, Serialize)]
pub struct YearSign {
    /// The sign, which the text says too.
    pub sign: &'static str,
    /// What it says.
    pub text: String,
    /// `kept`, `missed`, `late`, `due` or `none`.
    pub tone: &'static str,
    /// What that means.
    pub about: String,
}

/// The year of a duty.
#[derive(Debug, Serialize)]
pub struct YearRow {
    /// The duty.
    pub link: Link,
    /// How often it is due.
    pub every: String,
    /// One cell a month.
    pub cells: Vec<YearCell>,
}

/// A month of a duty.
#[derive(Debug, Serialize)]
pub struct YearCell {
    /// A sign, which the text says too.
    pub sign: &'static str,
    /// What it says.
    pub text: String,
    /// `kept`, `missed`, `late`, `due` or `none`.
    pub tone: &'static str,
}

/// Grids and the counts of their work.
#[derive(Debug, Serialize)]
pub struct Grids {
    /// One sentence above.
    pub intro: String,
    /// Grids by community and kind.
    pub grids: Option<GridTable>,
    /// The newest rates of each community.
    pub rates: Option<RateTable>,
    /// The rates over the months.
    pub charts: Vec<ChartBlock>,
    /// What was sent back more often than a clause allows.
    pub failed: Option<FailedCases>,
    /// The ledgers that all this is from.
    pub ledgers: Vec<Link>,
}

/// Grids by community and kind.
#[derive(Debug, Serialize)]
pub struct GridTable {
    /// The kinds, then the whole, households and people.
    pub head: Vec<String>,
    /// One row a community.
    pub rows: Vec<GridRow>,
    /// The sums.
    pub totals: Vec<String>,
}

/// The grids of a community.
#[derive(Debug, Serialize)]
pub struct GridRow {
    /// The community.
    pub link: Link,
    /// One number a column.
    pub cells: Vec<String>,
}

/// Rates by community.
#[derive(Debug, Serialize)]
pub struct RateTable {
    /// The communities with the month of their newest report.
    pub head: Vec<RateHead>,
    /// One row a rate.
    pub rows: Vec<RateRow>,
}

/// A community and the month of its newest report.
#[derive(Debug, Serialize)]
pub struct RateHead {
    /// The community.
    pub link: Link,
    /// The month.
    pub month: String,
}

/// A rate.
#[derive(Debug, Serialize)]
pub struct RateRow {
    /// Its name.
    pub name: String,
    /// What is divided by what.
    pub formula: String,
    /// One cell a community.
    pub cells: Vec<RateCell>,
}

/// A rate of a community.
#[derive(Debug, Serialize)]
pub struct RateCell {
    /// The rate: `93.72%`, or a dash.
    pub rate: String,
    /// What it was made from: `911 of 972`.
    pub parts: String,
}

/// Cases that failed more re-checks than a clause allows.
#[derive(Debug, Serialize)]
pub struct FailedCases {
    /// The limit, in words.
    pub sentence: String,
    /// The clause.
    pub clause: ClauseItem,
    /// The cases by unit.
    pub rows: Vec<FailedRow>,
}

/// A case that failed too many re-checks.
#[derive(Debug, Serialize)]
pub struct FailedRow {
    /// The unit that handles it.
    pub unit: Phrase,
    /// What it is about, leading to its record.
    pub link: Link,
    /// Where.
    pub area: Phrase,
    /// When it was reported.
    pub date: Day,
    /// How many re-checks failed.
    pub failed: String,
    /// Whether it is supervised with a deadline.
    pub supervised: String,
    /// Whether it counts in the unit's performance.
    pub in_performance: String,
    /// When it was closed.
    pub closed: Option<Day>,
    /// Whether what must follow has followed.
    pub state: State,
}

/// Who posts, manages and assesses each kind of team.
#[derive(Debug, Serialize)]
pub struct Matrix {
    /// One sentence above.
    pub intro: String,
    /// The plan that sets it up.
    pub plan: Option<Link>,
    /// The scheme that the weights are from.
    pub scheme: Option<Link>,
    /// The role whose weight is shown.
    pub role: Option<Phrase>,
    /// One row a kind.
    pub rows: Vec<MatrixRow>,
    /// What the kinds come to: by who posts, who manages, what the community weighs.
    pub sums: Vec<MatrixSum>,
}

/// A kind of team.
#[derive(Debug, Serialize)]
pub struct MatrixRow {
    /// The kind.
    pub kind: String,
    /// How many teams.
    pub teams: String,
    /// How many people.
    pub people: String,
    /// Who posts them, each with the number of teams where they differ.
    pub posted_by: Vec<String>,
    /// Who manages them.
    pub managed_by: Vec<String>,
    /// The weight of the community: `70%`.
    pub weight: Option<String>,
    /// The least that a plan sets: `≥ 70%`.
    pub floor: Option<String>,
}

/// The kinds of team, counted in one way.
#[derive(Debug, Serialize)]
pub struct MatrixSum {
    /// In which way.
    pub by: String,
    /// `3+1+4`.
    pub formula: String,
    /// How many kinds altogether, in words.
    pub total: String,
    /// The parts.
    pub parts: Vec<MatrixPart>,
}

/// A part of a sum.
#[derive(Debug, Serialize)]
pub struct MatrixPart {
    /// How many kinds.
    pub number: String,
    /// What they have in common.
    pub name: String,
    /// Which kinds.
    pub kinds: String,
    /// How many teams, in words.
    pub teams: String,
}
