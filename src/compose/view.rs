//! What templates see: the contract between `compose` and the themes.
//!
//! Everything is said already: texts in the page's language, numbers as text, links relative to the page. A template
//! arranges; it does not compute, sort or filter.

pub mod release;
pub mod work;

use serde::Serialize;

use crate::chart::content::Table;
use crate::language::Phrase;

/// A page with its frame.
#[derive(Debug, Serialize)]
pub struct Page {
    /// The `lang` of the page: `zh-CN` or `en`.
    pub lang: &'static str,
    /// Its title.
    pub title: Phrase,
    /// One sentence for search engines and previews.
    pub description: String,
    /// The way to the root of the site, from this page: `""`, `"../"`, `"../../"`.
    pub root: String,
    /// This page, from itself: the name of its file.
    pub here: String,
    /// The home page in this language.
    pub home: String,
    /// The same page in the other language.
    pub twin: Twin,
    /// The site.
    pub site: SiteBlock,
    /// The menu.
    pub menu: Vec<MenuItem>,
    /// The menu at the foot.
    pub foot: Vec<Link>,
    /// The trail from the home page down to this one, which is left out; empty on the home page.
    pub trail: Vec<Link>,
    /// The day the site is built for, in words.
    pub as_of: String,
    /// What the watermark of the review edition says; nothing in the public one.
    pub watermark: Option<String>,
    /// That the public edition does not hold this page.
    pub held: Option<String>,
    /// The page itself.
    pub body: Body,
}

/// The same page in the other language.
#[derive(Debug, Serialize)]
pub struct Twin {
    /// Where.
    pub href: String,
    /// Its `lang`.
    pub lang: &'static str,
    /// Its name, in that language: `English`, `中文`.
    pub name: &'static str,
}

/// What every page says of the site.
#[derive(Clone, Debug, Serialize)]
pub struct SiteBlock {
    /// Title.
    pub title: Phrase,
    /// One line under it.
    pub tagline: Option<Phrase>,
    /// Who publishes it.
    pub host: Option<Phrase>,
    /// Office phone and address.
    pub contact: Option<Phrase>,
    /// A line at the top of every page.
    pub banner: Option<Phrase>,
    /// Whose data, under which licence.
    pub attribution: Option<Phrase>,
}

/// An entry of the menu.
#[derive(Debug, Serialize)]
pub struct MenuItem {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub text: String,
    /// Whether this page stands in that part of the site.
    pub current: bool,
}

/// A link.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub text: Phrase,
}

/// The body of a page, one shape a template.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Body {
    /// `home.html`
    Home(Box<Home>),
    /// `neighbourhoods.html`, `teams.html`
    Index(Box<Index>),
    /// `neighbourhood.html`, `team.html`, `area.html`
    Record(Box<RecordBody>),
    /// `rankings.html`, `methods.html`
    Schemes(Schemes),
    /// `ranking.html`
    Ranking(Box<RankingBody>),
    /// `safety.html`
    Safety(Box<SafetyBody>),
    /// `alternative.html`
    Alternative(Box<AlternativeBody>),
    /// `festivals.html`
    Festivals(Festivals),
    /// `festival.html`
    Festival(Box<FestivalBody>),
    /// `plans.html`
    Plans(Plans),
    /// `plan.html`, `notice.html`
    Document(Box<Document>),
    /// `notices.html`
    Notices(Notices),
    /// `method.html`
    Method(Box<Method>),
    /// `areas.html`
    Areas(Areas),
    /// `text.html`
    Text(TextBody),
    /// `clauses.html`
    Clauses(Clauses),
    /// `ledgers.html`
    Ledgers(Ledgers),
    /// `ledger.html`
    Ledger(Box<LedgerBody>),
    /// `board.html`
    Board(Box<BoardBody>),
    /// `level.html`
    Level(Box<LevelBody>),
    /// `response.html`
    Response(Box<ResponseBody>),
    /// `body.html`
    Organisation(Box<work::Organisation>),
    /// `measures.html`
    Tasks(Box<work::Tasks>),
    /// `rhythm.html`
    Rhythms(Box<work::Rhythms>),
    /// `grids.html`
    Grids(Box<work::Grids>),
    /// `corrections.html`
    Corrections(release::Corrections),
    /// `desk.html`
    Desk(release::Desk),
    /// `not-found.html`
    Empty(Empty),
}

/// No more than the frame.
#[derive(Debug, Serialize)]
pub struct Empty {}

/// The home page.
#[derive(Debug, Serialize)]
pub struct Home {
    /// Large figures: how many neighbourhoods, teams …
    pub figures: Vec<Figure>,
    /// Progress towards the year's number of demonstration neighbourhoods.
    pub progress: Option<ChartBlock>,
    /// One sentence on it.
    pub progress_sentence: Option<String>,
    /// What is open to objections today.
    pub in_publicity: Vec<NoticeItem>,
    /// The latest notices.
    pub latest: Vec<NoticeItem>,
    /// How many recurring duties are due and were missed, leading to all of them.
    pub rhythm: Option<RhythmNote>,
    /// Coming events.
    pub coming: Vec<EventItem>,
    /// This year's ten best.
    pub ten_best: Vec<Link>,
    /// The latest ranking of each scheme.
    pub rankings: Vec<Link>,
    /// The plans.
    pub plans: Vec<PlanItem>,
}

/// Recurring duties in one sentence.
#[derive(Debug, Serialize)]
pub struct RhythmNote {
    /// How many are due and were missed.
    pub sentence: String,
    /// What is due first.
    pub due: Vec<work::DueItem>,
    /// The page with all of them.
    pub link: Link,
}

/// A large figure.
#[derive(Debug, Serialize)]
pub struct Figure {
    /// The number.
    pub value: String,
    /// What it counts.
    pub label: String,
    /// Where to see them.
    pub href: Option<String>,
}

/// A chart, drawn, with its table.
#[derive(Debug, Serialize)]
pub struct ChartBlock {
    /// Heading.
    pub title: String,
    /// One sentence that says what it shows.
    pub summary: String,
    /// The drawing: inline SVG, safe.
    pub svg: String,
    /// The same numbers.
    pub table: Table,
}

/// A notice in a list.
#[derive(Clone, Debug, Serialize)]
pub struct NoticeItem {
    /// Where it is.
    pub href: String,
    /// Title.
    pub title: Phrase,
    /// Its kind: 通知, 公示 …
    pub kind: String,
    /// The word of the kind, for a class: `publicity`.
    pub kind_word: &'static str,
    /// When it was published: in words and as `2026-10-12`.
    pub date: Day,
    /// Who issued it.
    pub issuer: Phrase,
    /// In force, expired, in publicity until …
    pub state: State,
}

/// A day: in words, and for machines.
#[derive(Clone, Debug, Serialize)]
pub struct Day {
    /// `2026年10月12日`, `12 October 2026`.
    pub text: String,
    /// `2026-10-12`.
    pub iso: String,
}

/// A state with a tone that a class can carry; the text says it too.
#[derive(Clone, Debug, Serialize)]
pub struct State {
    /// What it says.
    pub text: String,
    /// `good`, `open`, `past`, `warn` or `plain`.
    pub tone: &'static str,
}

/// An event in a list.
#[derive(Clone, Debug, Serialize)]
pub struct EventItem {
    /// Where it is.
    pub href: String,
    /// Name.
    pub name: Phrase,
    /// When.
    pub date: Day,
    /// `09:30–11:30`, if known.
    pub time: Option<String>,
    /// Where it takes place.
    pub venue: Phrase,
    /// The area it is for.
    pub area: Phrase,
    /// Coming, today, over, cancelled, moved.
    pub state: State,
    /// That it was cancelled or moved, and why.
    pub change: Option<EventChange>,
}

/// That an event does not take place as announced.
#[derive(Clone, Debug, Serialize)]
pub struct EventChange {
    /// Cancelled or moved, and when that was decided.
    pub text: String,
    /// Why.
    pub reason: Phrase,
}

/// A plan in a list.
#[derive(Clone, Debug, Serialize)]
pub struct PlanItem {
    /// Where it is.
    pub href: String,
    /// Its number in the list.
    pub number: u32,
    /// Title.
    pub title: Phrase,
    /// Short title.
    pub short_title: Phrase,
    /// Its kind.
    pub kind: String,
    /// Who issued it.
    pub issuer: Phrase,
    /// Date of signing.
    pub date: Day,
    /// Document number.
    pub document_number: Option<String>,
    /// One or two sentences.
    pub summary: Option<Phrase>,
    /// In force or not.
    pub state: State,
}

/// A list of records in groups.
#[derive(Debug, Serialize)]
pub struct Index {
    /// One sentence above it.
    pub intro: String,
    /// A chart above it.
    pub chart: Option<ChartBlock>,
    /// Column headings.
    pub head: Vec<String>,
    /// Who posts, manages and assesses each kind of team.
    pub matrix: Option<work::Matrix>,
    /// The groups.
    pub groups: Vec<IndexGroup>,
}

/// A group of a list.
#[derive(Debug, Serialize)]
pub struct IndexGroup {
    /// Its id on the page.
    pub anchor: String,
    /// Its name.
    pub name: Phrase,
    /// Its own page, if it has one.
    pub href: Option<String>,
    /// How many, in words.
    pub count: String,
    /// Its rows.
    pub rows: Vec<IndexRow>,
}

/// A row of a list: the record, then further cells.
#[derive(Debug, Serialize)]
pub struct IndexRow {
    /// The record.
    pub link: Link,
    /// Its marks of distinction.
    pub badges: Vec<State>,
    /// Further cells, under `head` from the second column on (the badges stand in the last column).
    pub cells: Vec<Phrase>,
}

/// A record's page: neighbourhood, team, area.
#[derive(Debug, Serialize)]
pub struct RecordBody {
    /// What sort of record, above its name.
    pub kicker: String,
    /// Its marks of distinction.
    pub badges: Vec<State>,
    /// Label and value.
    pub facts: Vec<Fact>,
    /// The way to demonstration status, latest round first.
    pub rounds: Vec<Round>,
    /// Weights of the roles that assess it, beside the plan's floor.
    pub weights: Option<WeightBlock>,
    /// Its newest scorecard of each scheme.
    pub scorecards: Vec<Scorecard>,
    /// Where it is marked but has no place yet.
    pub pending: Vec<PendingRow>,
    /// What lies in it, in groups: sub-areas, neighbourhoods, teams.
    pub parts: Vec<LinkGroup>,
    /// Notices that concern it.
    pub notices: Vec<NoticeItem>,
    /// Events that concern it.
    pub events: Vec<EventItem>,
}

/// A label and its value.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    /// Label.
    pub label: String,
    /// Value.
    pub value: Phrase,
    /// Where the value leads, if anywhere.
    pub href: Option<String>,
}

/// Links under a heading.
#[derive(Debug, Serialize)]
pub struct LinkGroup {
    /// Heading.
    pub title: String,
    /// Links.
    pub links: Vec<Link>,
}

/// One round of demonstration building.
#[derive(Debug, Serialize)]
pub struct Round {
    /// `2026年 市级示范小区`.
    pub title: String,
    /// How far it is.
    pub state: State,
    /// Why it was nominated from outside a demonstration community.
    pub exception: Option<Phrase>,
    /// The stages in order, taken or not.
    pub steps: Vec<StepItem>,
}

/// A stage of a round.
#[derive(Debug, Serialize)]
pub struct StepItem {
    /// Its name.
    pub name: String,
    /// Whether it is behind us.
    pub done: bool,
    /// When it was taken.
    pub date: Option<Day>,
    /// By whom.
    pub by: Option<Phrase>,
    /// Document number.
    pub document: Option<String>,
}

/// Weights of roles beside the plan's floor.
#[derive(Debug, Serialize)]
pub struct WeightBlock {
    /// The scheme.
    pub scheme: Link,
    /// One line a role.
    pub rows: Vec<WeightRow>,
    /// The plan and clause that set the floor.
    pub source: Option<Link>,
}

/// The weight of a role.
#[derive(Debug, Serialize)]
pub struct WeightRow {
    /// The role.
    pub role: Phrase,
    /// Its weight: `70%`.
    pub weight: String,
    /// The plan's floor: `≥ 70%`, or nothing.
    pub floor: Option<String>,
    /// Kept or not.
    pub state: Option<State>,
}

/// A result with its working.
#[derive(Debug, Serialize)]
pub struct Scorecard {
    /// Its id on the page.
    pub anchor: String,
    /// The scheme, leading to its method.
    pub scheme: Link,
    /// The period.
    pub period: String,
    /// The ranking it stands in.
    pub ranking: Link,
    /// The printed result: `87.78`.
    pub total: String,
    /// The full points, where results are points that are added up.
    pub full: Option<String>,
    /// The exact result as a fraction, when the printed one is rounded.
    pub fraction: Option<String>,
    /// `第2名（并列）`.
    pub place: String,
    /// `共27个`.
    pub of: String,
    /// The group it is compared within.
    pub group: Phrase,
    /// Its band.
    pub band: Option<BandMark>,
    /// The result in one plain sentence.
    pub sentence: String,
    /// How far it is on its way to the public, and what comes next.
    pub stage: Option<release::StageBlock>,
    /// Replies of the assessed party, each with what was decided on it.
    pub replies: Vec<release::ReplyItem>,
    /// Leads to the corrections of this result.
    pub corrections: Vec<Link>,
    /// What was decided about it apart from the arithmetic: a tie broken, a quota full, a veto, low results in a row.
    pub notes: Vec<Phrase>,
    /// How the contributions come about, in words.
    pub formula: String,
    /// The working: one line a role and criterion; nothing where contributions do not simply add.
    pub lines: Vec<WorkingLine>,
    /// The working level by level, where criteria are nested or contributions do not simply add.
    pub levels: Option<Level>,
    /// The marks that are not there.
    pub gaps: Vec<GapItem>,
    /// What each assessor gave, wherever a role had several.
    pub given: Vec<GivenBlock>,
    /// What assessors remarked.
    pub remarks: Vec<Remark>,
    /// What the contributions add up to, before rounding.
    pub sum: String,
    /// Whether `sum` is exact; if not, the fraction is.
    pub sum_is_exact: bool,
    /// What was rounded, by which rule; or that nothing was.
    pub rounding: String,
    /// How far the assessors agreed, one line a criterion that several marked.
    pub agreement: Vec<AgreementLine>,
    /// Whether they lay farther apart somewhere than the scheme allows.
    pub disagreed: bool,
    /// What changed since the period before.
    pub change: Option<ChangeBlock>,
    /// How safe the place is, in one or two sentences.
    pub safety: Option<String>,
    /// Leads to the table of how safe the places are.
    pub safety_link: Option<Link>,
    /// Its place under other weightings.
    pub alternatives: Vec<AlternativePlace>,
    /// Own result beside the group's middle, one line a criterion.
    pub comparison: Vec<ComparisonLine>,
    /// What the comparison is with: `东澜区中位数`.
    pub median_name: String,
    /// Results of earlier periods, newest first, this one included.
    pub history: Vec<HistoryLine>,
    /// Whether any of them has a band.
    pub history_has_bands: bool,
    /// Charts.
    pub charts: Vec<ChartBlock>,
    /// The scorecards of earlier periods, newest first: without comparison, history and charts.
    pub earlier: Vec<Scorecard>,
}

/// A band.
#[derive(Clone, Debug, Serialize)]
pub struct BandMark {
    /// Its name.
    pub name: Phrase,
    /// Its rank from the top, 1 the highest, for a class.
    pub rank: usize,
}

/// A line of a working.
#[derive(Debug, Serialize)]
pub struct WorkingLine {
    /// The role.
    pub role: Phrase,
    /// The criterion.
    pub criterion: Phrase,
    /// The mark: `92.5`.
    pub mark: String,
    /// The full mark, when it is not 100.
    pub full: Option<String>,
    /// The points it is worth, when they are another number than the mark.
    pub points: Option<String>,
    /// The role's weight on this criterion: `70%`.
    pub role_share: String,
    /// The criterion's weight, `25%`; or what its points are multiplied by, `×1.2`.
    pub criterion_share: String,
    /// The product: `16.1875`.
    pub contribution: String,
}

/// How the parts of a criterion, or the roles on one, make its result.
#[derive(Debug, Serialize)]
pub struct Level {
    /// The criterion; nothing for the whole.
    pub name: Option<Phrase>,
    /// By which rule, in words.
    pub rule: String,
    /// The parts.
    pub lines: Vec<LevelLine>,
    /// What the result is called: the sum, or the result where the lines do not add up to it.
    pub sum_name: String,
    /// The result.
    pub sum: String,
    /// What a limit changed.
    pub notes: Vec<String>,
}

/// A part of a level.
#[derive(Debug, Serialize)]
pub struct LevelLine {
    /// The criterion or role.
    pub name: Phrase,
    /// Its result: `92.5`, `13/21 = 61.9%`.
    pub value: String,
    /// `× 25%`, `× 1.2`; nothing where it counts as it is.
    pub by: String,
    /// What it adds to the level.
    pub contribution: String,
    /// Whether it counts, where only the highest or lowest does.
    pub decisive: bool,
    /// What a declared rounding changed, and how several marks became one.
    pub notes: Vec<String>,
    /// How it came about itself.
    pub below: Option<Level>,
}

/// A mark that is not there.
#[derive(Debug, Serialize)]
pub struct GapItem {
    /// Its sign.
    pub sign: &'static str,
    /// Which kind of empty it is, in words.
    pub kind: String,
    /// The role.
    pub role: Phrase,
    /// Who did not give it; nothing for the whole role.
    pub by: Option<Phrase>,
    /// The criterion.
    pub criterion: Phrase,
    /// Why.
    pub reason: Option<Phrase>,
    /// What that does, in words.
    pub effect: String,
    /// Whether the result stays open until it comes.
    pub open: bool,
}

/// The marks of several assessors in one role on one criterion.
#[derive(Debug, Serialize)]
pub struct GivenBlock {
    /// The role.
    pub role: Phrase,
    /// The criterion.
    pub criterion: Phrase,
    /// How they became one.
    pub how: String,
    /// What each gave.
    pub marks: Vec<Given>,
}

/// What an assessor remarked beside the marks.
#[derive(Debug, Serialize)]
pub struct Remark {
    /// The role.
    pub role: Phrase,
    /// Who.
    pub by: Phrase,
    /// The remark.
    pub text: Phrase,
}

/// What one assessor gave.
#[derive(Debug, Serialize)]
pub struct Given {
    /// Who.
    pub by: Phrase,
    /// The mark.
    pub mark: String,
    /// For how many people, where that counts.
    pub people: Option<String>,
    /// Whether it was dropped or is not one in the middle.
    pub dropped: bool,
}

/// Own result beside the group's middle.
#[derive(Debug, Serialize)]
pub struct ComparisonLine {
    /// The criterion.
    pub criterion: Phrase,
    /// Own result in per cent of the full mark.
    pub own: String,
    /// The group's median.
    pub median: String,
    /// The group's lower and upper quartile: `78.10–86.40`.
    pub quartiles: String,
    /// `+1.25`, `−0.50`, `0.00`.
    pub gap: String,
    /// `good`, `warn` or `plain`.
    pub tone: &'static str,
}

/// How far the assessors agreed on a criterion, in points of 100.
#[derive(Debug, Serialize)]
pub struct AgreementLine {
    /// The criterion.
    pub criterion: Phrase,
    /// How many marks were given.
    pub count: usize,
    /// The highest less the lowest.
    pub spread: String,
    /// The role farthest from the result; nothing where there is one role.
    pub farthest: Option<Phrase>,
    /// Whether that is more than the scheme allows.
    pub over: bool,
    /// What came of looking again.
    pub outcome: Option<Phrase>,
    /// Who looked again, and when.
    pub by: Option<String>,
}

/// What changed since the period before.
#[derive(Debug, Serialize)]
pub struct ChangeBlock {
    /// The change of the result and of the place, in one sentence.
    pub sentence: String,
    /// The parts of the change of the lead over the group's median.
    pub lines: Vec<ChangeLine>,
    /// What they add up to.
    pub whole: ChangeLine,
}

/// A part of a change.
#[derive(Debug, Serialize)]
pub struct ChangeLine {
    /// What accounts for it.
    pub name: String,
    /// How much: `+1.25`.
    pub value: String,
}

/// The place of a result under another weighting.
#[derive(Debug, Serialize)]
pub struct AlternativePlace {
    /// The weighting, leading to its ranking.
    pub link: Link,
    /// The result.
    pub total: String,
    /// The place.
    pub place: String,
}

/// A subject that is marked but has no place.
#[derive(Debug, Serialize)]
pub struct PendingRow {
    /// The subject.
    pub name: Phrase,
    /// Its page.
    pub href: String,
    /// The ranking.
    pub ranking: Link,
    /// Why, in one sentence, with the bounds of the result and of the place.
    pub why: String,
    /// The marks that are still to come.
    pub gaps: Vec<GapItem>,
}

/// A result of some period.
#[derive(Debug, Serialize)]
pub struct HistoryLine {
    /// The period.
    pub period: String,
    /// The printed result.
    pub total: String,
    /// The place.
    pub place: String,
    /// Out of how many.
    pub of: String,
    /// The band.
    pub band: Option<BandMark>,
    /// The ranking.
    pub href: String,
}

/// Schemes with what they lead to.
#[derive(Debug, Serialize)]
pub struct Schemes {
    /// One sentence above.
    pub intro: String,
    /// The schemes.
    pub schemes: Vec<SchemeItem>,
}

/// A scheme in a list.
#[derive(Debug, Serialize)]
pub struct SchemeItem {
    /// Its method.
    pub method: Link,
    /// What is assessed, how often, within what.
    pub facts: Vec<Fact>,
    /// Its rankings, newest first.
    pub rankings: Vec<Link>,
}

/// A ranking.
#[derive(Debug, Serialize)]
pub struct RankingBody {
    /// How far it is on its way to the public.
    pub stage: Option<release::StageBlock>,
    /// The scheme, leading to its method.
    pub scheme: Link,
    /// The period.
    pub period: String,
    /// The other periods, newest first; this one is `current`.
    pub periods: Vec<MenuItem>,
    /// How results were made, in one sentence.
    pub note: String,
    /// What tells equal results apart, in order, in words.
    pub tie_breakers: Vec<String>,
    /// Leads to the table of how safe the places are.
    pub safety: Option<Link>,
    /// The same under other weightings.
    pub alternatives: Vec<Link>,
    /// What is assessed: the heading of the name column.
    pub subject: String,
    /// Names of the leaf criteria: the headings of the parts.
    pub criteria: Vec<Phrase>,
    /// Whether the scheme has bands.
    pub has_bands: bool,
    /// The groups.
    pub groups: Vec<RankingGroup>,
}

/// A group of a ranking.
#[derive(Debug, Serialize)]
pub struct RankingGroup {
    /// Its id on the page.
    pub anchor: String,
    /// Its name.
    pub name: Phrase,
    /// How many, in words.
    pub count: String,
    /// The median; nothing where nobody has a result.
    pub median: Option<String>,
    /// That places and quotas can still change, while results are open.
    pub provisional: Option<String>,
    /// The lower and the upper quartile.
    pub quartiles: Option<String>,
    /// Quotas of bands in this group, in words.
    pub quotas: Vec<String>,
    /// Subjects that are marked but have no place.
    pub pending: Vec<PendingRow>,
    /// How the results are spread.
    pub chart: Option<ChartBlock>,
    /// One row a subject, by place.
    pub rows: Vec<RankingRow>,
}

/// A row of a ranking.
#[derive(Debug, Serialize)]
pub struct RankingRow {
    /// The place: `2`.
    pub place: String,
    /// Whether others share it.
    pub shared: bool,
    /// The subject.
    pub name: Phrase,
    /// Its page.
    pub href: String,
    /// Where it belongs: community, sub-district.
    pub home: Option<Phrase>,
    /// The printed result.
    pub total: String,
    /// The exact fraction, when the printed result is rounded.
    pub fraction: Option<String>,
    /// The band.
    pub band: Option<BandMark>,
    /// Results on the leaves, in per cent of the full mark.
    pub parts: Vec<String>,
    /// Prizes, at a contest.
    pub prizes: Vec<Phrase>,
    /// What was decided apart from the arithmetic, in few words: a tie broken, a quota full, a veto.
    pub remarks: Vec<String>,
}

/// How safe the places of a ranking are.
#[derive(Debug, Serialize)]
pub struct SafetyBody {
    /// The scheme, leading to its method.
    pub scheme: Link,
    /// The official ranking.
    pub official: Link,
    /// The period.
    pub period: String,
    /// What the columns mean.
    pub intro: String,
    /// What is assessed: the heading of the name column.
    pub subject: String,
    /// Names of the roles.
    pub roles: Vec<Phrase>,
    /// Names of the leaf criteria, when there are several.
    pub criteria: Vec<Phrase>,
    /// The groups.
    pub groups: Vec<SafetyGroup>,
}

/// A group of it.
#[derive(Debug, Serialize)]
pub struct SafetyGroup {
    /// Its id on the page.
    pub anchor: String,
    /// Its name.
    pub name: Phrase,
    /// How many, in words.
    pub count: String,
    /// The admissible weights; nothing where they cannot be compared.
    pub region: Vec<RoleRange>,
    /// Why they cannot be compared.
    pub remark: Option<String>,
    /// One row a subject, by place.
    pub rows: Vec<SafetyRow>,
}

/// The admissible weights of a role.
#[derive(Debug, Serialize)]
pub struct RoleRange {
    /// The role.
    pub role: Phrase,
    /// The least.
    pub floor: String,
    /// The official weight.
    pub official: String,
    /// The most.
    pub most: String,
    /// What it really decides at its official weight, with what it marks alone.
    pub decides: String,
}

/// How safe a place is.
#[derive(Debug, Serialize)]
pub struct SafetyRow {
    /// The official place.
    pub place: String,
    /// Whether others share it.
    pub shared: bool,
    /// The subject.
    pub name: Phrase,
    /// Its scorecard.
    pub href: String,
    /// The best and the worst place under admissible weights: `2–5`.
    pub range: Option<String>,
    /// How many it is never behind.
    pub ahead_of: Option<String>,
    /// Its place when all the free weight is with each role.
    pub corners: Vec<String>,
    /// Who overtakes first, and at which weight.
    pub overtaken: Option<String>,
    /// Its place without each role.
    pub without_roles: Vec<String>,
    /// Its place without each criterion.
    pub without_criteria: Vec<String>,
}

/// A ranking under another weighting.
#[derive(Debug, Serialize)]
pub struct AlternativeBody {
    /// The scheme, leading to its method.
    pub scheme: Link,
    /// The official ranking.
    pub official: Link,
    /// The period.
    pub period: String,
    /// That this is not the official result, and what was weighed otherwise.
    pub intro: String,
    /// What is assessed: the heading of the name column.
    pub subject: String,
    /// The groups.
    pub groups: Vec<AlternativeGroup>,
}

/// A group of it.
#[derive(Debug, Serialize)]
pub struct AlternativeGroup {
    /// Its id on the page.
    pub anchor: String,
    /// Its name.
    pub name: Phrase,
    /// How many, in words.
    pub count: String,
    /// One row a subject, by place under this weighting.
    pub rows: Vec<AlternativeRow>,
}

/// A subject under another weighting.
#[derive(Debug, Serialize)]
pub struct AlternativeRow {
    /// Its place here.
    pub place: String,
    /// Whether others share it.
    pub shared: bool,
    /// The subject.
    pub name: Phrase,
    /// Its scorecard.
    pub href: String,
    /// Its result here.
    pub total: String,
    /// Its official place.
    pub official_place: String,
    /// Its official result.
    pub official_total: String,
    /// How many places it moved: `↑3`.
    pub moved: String,
    /// The difference of the results: `+0.75`.
    pub difference: String,
}

/// The calendar of events.
#[derive(Debug, Serialize)]
pub struct Festivals {
    /// One sentence above.
    pub intro: String,
    /// Coming ones, soonest first.
    pub coming: Vec<EventItem>,
    /// Past ones, latest first, by year.
    pub past: Vec<EventYear>,
}

/// The events of a year.
#[derive(Debug, Serialize)]
pub struct EventYear {
    /// The year.
    pub year: String,
    /// Its events.
    pub events: Vec<EventItem>,
}

/// An event.
#[derive(Debug, Serialize)]
pub struct FestivalBody {
    /// Coming, today, over, cancelled, moved.
    pub state: State,
    /// That it was cancelled or moved, and why.
    pub change: Option<EventChange>,
    /// Its theme.
    pub theme: Option<Phrase>,
    /// Label and value.
    pub facts: Vec<Fact>,
    /// How to sign up.
    pub sign_up: Option<SignUpBlock>,
    /// Lists: preparation, rules, validity tests, learning area.
    pub lists: Vec<TextList>,
    /// The prizes.
    pub prizes: Vec<PrizeItem>,
    /// The certificates of a contest, once the results are there.
    pub certificates: Option<Certificates>,
    /// Judges, by office.
    pub judges: Vec<Phrase>,
    /// That nobody is both judge and entrant.
    pub independence: Option<String>,
    /// The results of the contest.
    pub results: Option<ContestResults>,
    /// Safety: topic and measure.
    pub safety: Vec<SafetyItem>,
    /// The plan it stands on.
    pub plan: Option<Link>,
    /// Notices about it.
    pub notices: Vec<NoticeItem>,
}

/// How to sign up.
#[derive(Debug, Serialize)]
pub struct SignUpBlock {
    /// From when to when.
    pub dates: String,
    /// How.
    pub how: Phrase,
    /// How many may enter, in words.
    pub limit: Option<String>,
    /// Open, not yet, closed.
    pub state: State,
}

/// Items under a heading.
#[derive(Debug, Serialize)]
pub struct TextList {
    /// Heading.
    pub title: String,
    /// Items.
    pub items: Vec<Phrase>,
}

/// A line of the safety sheet.
#[derive(Debug, Serialize)]
pub struct SafetyItem {
    /// What it is about.
    pub topic: Phrase,
    /// What is done.
    pub text: Phrase,
}

/// A prize with those who won it.
#[derive(Debug, Serialize)]
pub struct PrizeItem {
    /// Its name.
    pub name: Phrase,
    /// How many, in words.
    pub places: String,
    /// What they get.
    pub prize: Option<Phrase>,
    /// The winners, once the results are there.
    pub winners: Vec<Phrase>,
}

/// The certificates of a contest, as a sheet of its own on paper.
#[derive(Debug, Serialize)]
pub struct Certificates {
    /// What it is, in one sentence.
    pub intro: String,
    /// Who awards them.
    pub hosts: Vec<Phrase>,
    /// The day of the contest.
    pub date: Day,
    /// One line a certificate, by prize.
    pub rows: Vec<CertificateRow>,
}

/// A certificate.
#[derive(Debug, Serialize)]
pub struct CertificateRow {
    /// Its number.
    pub number: String,
    /// The prize.
    pub prize: Phrase,
    /// The winner, by the name on this page.
    pub winner: Phrase,
    /// Where the winner comes from.
    pub home: Option<Phrase>,
}

/// The results of a contest.
#[derive(Debug, Serialize)]
pub struct ContestResults {
    /// The scheme, leading to its method.
    pub scheme: Link,
    /// How results were made, in one sentence.
    pub note: String,
    /// Headings of the parts.
    pub criteria: Vec<Phrase>,
    /// One row an entry, by place.
    pub rows: Vec<ContestRow>,
    /// Entries that are marked but have no place.
    pub pending: Vec<PendingRow>,
    /// A chart of the contributions.
    pub chart: Option<ChartBlock>,
}

/// An entry's result with its working.
#[derive(Debug, Serialize)]
pub struct ContestRow {
    /// Its id on the page.
    pub anchor: String,
    /// As in a ranking.
    pub row: RankingRow,
    /// Valid and invalid pieces and minutes, in words.
    pub counts: Option<String>,
    /// The working.
    pub card: Scorecard,
}

/// The list of plans.
#[derive(Debug, Serialize)]
pub struct Plans {
    /// One sentence above.
    pub intro: String,
    /// The plans in order.
    pub plans: Vec<PlanItem>,
}

/// A plan or a notice.
#[derive(Debug, Serialize)]
pub struct Document {
    /// 通知, 公示, 实施方案 …
    pub kind: String,
    /// The word of the kind, for a class.
    pub kind_word: &'static str,
    /// In force, expired, in publicity.
    pub state: State,
    /// The block of official facts: index number, topic, issuing body, dates, document number.
    pub facts: Vec<Fact>,
    /// One or two sentences.
    pub summary: Option<Phrase>,
    /// Main addressees.
    pub addressees: Option<Phrase>,
    /// A remark about the text: shared with another plan, or not in this language.
    pub remark: Option<String>,
    /// Where the remark leads.
    pub remark_link: Option<Link>,
    /// The contents list; empty for short texts.
    pub contents: Vec<ContentsItem>,
    /// The text: HTML, safe.
    pub html: String,
    /// The `lang` of the text, when it is not the page's.
    pub html_lang: Option<&'static str>,
    /// The publicity period.
    pub publicity: Option<PublicityBlock>,
    /// Clauses held against the data.
    pub clauses: Vec<ClauseItem>,
    /// How many of them are kept.
    pub clause_summary: Option<ClauseSummary>,
    /// Files that go with it.
    pub attachments: Vec<AttachmentItem>,
    /// Signature: the issuing body, and the date in words.
    pub signature: Option<Phrase>,
    /// The date under the signature.
    pub signed: Day,
    /// What it is about: neighbourhoods, teams, events, plans.
    pub related: Vec<LinkGroup>,
    /// Notices about it.
    pub notices: Vec<NoticeItem>,
    /// The newer and the older one of its kind.
    pub newer: Option<Link>,
    /// The older one.
    pub older: Option<Link>,
}

/// An entry of a contents list.
#[derive(Debug, Serialize)]
pub struct ContentsItem {
    /// Its number.
    pub number: String,
    /// Its words.
    pub text: String,
    /// The id of the heading.
    pub anchor: String,
    /// 2, 3 or 4.
    pub rank: u8,
}

/// A publicity period.
#[derive(Debug, Serialize)]
pub struct PublicityBlock {
    /// From when to when and how many days, in words.
    pub dates: String,
    /// Running, over, not begun.
    pub state: State,
    /// Which of its days it is and what comes next; once all is settled, how many objections came in.
    pub progress: String,
    /// That the days are counted by a calendar that may change.
    pub caution: Option<String>,
    /// Label and value: basis, object, channel, receiving unit, phone.
    pub facts: Vec<Fact>,
}

/// A clause held against the data.
#[derive(Debug, Serialize)]
pub struct ClauseItem {
    /// Its id.
    pub id: String,
    /// Its id on the page.
    pub anchor: String,
    /// What the plan says.
    pub text: Phrase,
    /// How it is held against the data.
    pub rule: String,
    /// What the data say.
    pub found: String,
    /// Kept or not.
    pub state: State,
    /// The plan, on pages that are not its own.
    pub plan: Option<Link>,
    /// The heading under which it stands.
    pub under: Option<Link>,
    /// Where to see the records.
    pub evidence: Option<Link>,
    /// What it was held against, case by case, those that break it first.
    pub cases: Vec<CaseItem>,
    /// How many more there are.
    pub more: Option<String>,
    /// Which reading of the source was chosen.
    pub reading: Option<Phrase>,
    /// A remark.
    pub remark: Option<Phrase>,
    /// Who is responsible.
    pub responsible: Option<Phrase>,
    /// What another plan says about the same, and which applies.
    pub conflict: Option<String>,
}

/// One case of a clause.
#[derive(Debug, Serialize)]
pub struct CaseItem {
    /// What.
    pub of: Phrase,
    /// Where it is recorded.
    pub href: Option<String>,
    /// What was found.
    pub found: String,
    /// Whether it keeps the clause.
    pub state: State,
}

/// How many clauses are kept, and how many are not.
#[derive(Debug, Serialize)]
pub struct ClauseSummary {
    /// In one sentence.
    pub sentence: String,
    /// By state.
    pub counts: Vec<ClauseCount>,
    /// As a chart.
    pub chart: ChartBlock,
}

/// How many clauses are in a state.
#[derive(Debug, Serialize)]
pub struct ClauseCount {
    /// The state.
    pub state: State,
    /// How many.
    pub number: String,
    /// Where to see them.
    pub href: String,
}

/// The register of clauses.
#[derive(Debug, Serialize)]
pub struct Clauses {
    /// One sentence above.
    pub intro: String,
    /// How many are kept.
    pub summary: Option<ClauseSummary>,
    /// Ways to sieve them.
    pub filters: Vec<Filter>,
    /// The clauses by plan.
    pub groups: Vec<ClausesGroup>,
}

/// Ways of one sort to sieve a list.
#[derive(Debug, Serialize)]
pub struct Filter {
    /// By what.
    pub title: String,
    /// Each value; that of this page is `current`.
    pub items: Vec<MenuItem>,
}

/// The clauses of a plan.
#[derive(Debug, Serialize)]
pub struct ClausesGroup {
    /// Its id on the page.
    pub anchor: String,
    /// The plan, in short.
    pub name: Phrase,
    /// The plan.
    pub link: Link,
    /// Its clauses.
    pub clauses: Vec<ClauseItem>,
}

/// All ledgers.
#[derive(Debug, Serialize)]
pub struct Ledgers {
    /// One sentence above.
    pub intro: String,
    /// Pages that bring several ledgers together.
    pub overviews: Vec<Link>,
    /// The ledgers.
    pub ledgers: Vec<LedgerItem>,
}

/// A ledger in a list.
#[derive(Debug, Serialize)]
pub struct LedgerItem {
    /// The ledger.
    pub link: Link,
    /// How many records, in words.
    pub count: String,
    /// The newest day in it.
    pub newest: Option<String>,
    /// How many clauses are held against it, in words.
    pub clauses: Option<String>,
}

/// One ledger.
#[derive(Debug, Serialize)]
pub struct LedgerBody {
    /// One sentence above.
    pub intro: String,
    /// That small counts are not shown, and why.
    pub suppressed: Option<String>,
    /// Column headings.
    pub head: Vec<String>,
    /// The lines by district.
    pub groups: Vec<LedgerGroup>,
    /// The clauses that are held against it.
    pub clauses: Vec<ClauseItem>,
}

/// The lines of a district.
#[derive(Debug, Serialize)]
pub struct LedgerGroup {
    /// Its id on the page.
    pub anchor: String,
    /// The district.
    pub name: Phrase,
    /// How many, in words.
    pub count: String,
    /// The lines.
    pub rows: Vec<LedgerRow>,
    /// The sums, one a column; empty where nothing is added up.
    pub totals: Vec<String>,
}

/// A line of a ledger.
#[derive(Debug, Serialize)]
pub struct LedgerRow {
    /// Its id on the page.
    pub anchor: String,
    /// Its cells.
    pub cells: Vec<LedgerCell>,
}

/// A cell of a ledger.
#[derive(Debug, Serialize)]
pub struct LedgerCell {
    /// What it says.
    pub text: Phrase,
    /// Where it leads.
    pub href: Option<String>,
    /// Whether it is a number.
    pub number: bool,
    /// Whether it is a day.
    pub day: bool,
}

/// The emergency board.
#[derive(Debug, Serialize)]
pub struct BoardBody {
    /// One sentence above: as of when.
    pub intro: String,
    /// The level of each area whose cases are reported or for which a level is ordered.
    pub levels: Vec<LevelItem>,
    /// The same as a plan of tiles.
    pub tiles: Option<ChartBlock>,
    /// What applies now, by plan and level.
    pub measures: Vec<MeasureGroup>,
    /// What would apply at each level, by plan.
    pub matrices: Vec<MeasureMatrix>,
    /// The responses that are not ended.
    pub open: Vec<ResponseItem>,
    /// That there are none, and how many there were.
    pub no_open: Option<String>,
    /// All responses.
    pub responses: Option<Link>,
    /// What residents should know, by whether it is in force.
    pub cards: Vec<CardGroup>,
    /// Who is on duty.
    pub shifts: Vec<ShiftItem>,
    /// That nobody is recorded as on duty.
    pub no_shift: Option<String>,
    /// How long supplies last.
    pub supplies: Vec<SupplyBlock>,
    /// All supplies.
    pub stocks: Option<Link>,
    /// How many people are under observation.
    pub observed: Option<ObservedBlock>,
}

/// The level of an area in a list.
#[derive(Debug, Serialize)]
pub struct LevelItem {
    /// The area, leading to the history of its level.
    pub link: Link,
    /// The level in force.
    pub state: State,
    /// Cases and clusters, and of which day.
    pub sentence: String,
    /// What is to be noted: a day not reported, a boundary, a caution.
    pub notes: Vec<String>,
    /// The order that is in force.
    pub order: Option<OrderItem>,
}

/// An order on a level.
#[derive(Debug, Serialize)]
pub struct OrderItem {
    /// Who ordered which level, for how long, and how that stands to the conditions.
    pub sentence: String,
    /// Why.
    pub ground: Phrase,
}

/// What applies in the areas at a level.
#[derive(Debug, Serialize)]
pub struct MeasureGroup {
    /// The level.
    pub state: State,
    /// The areas.
    pub areas: Vec<Link>,
    /// The plan.
    pub plan: Link,
    /// Topic and measure.
    pub rows: Vec<MeasureRow>,
    /// The topics of which the plan says nothing at this level, in one sentence.
    pub silent: Option<String>,
}

/// What applies to a topic.
#[derive(Debug, Serialize)]
pub struct MeasureRow {
    /// The topic.
    pub topic: Phrase,
    /// The measure.
    pub text: Phrase,
}

/// What applies to each topic at each level.
#[derive(Debug, Serialize)]
pub struct MeasureMatrix {
    /// The plan.
    pub plan: Link,
    /// The levels from low to high.
    pub levels: Vec<String>,
    /// Topic and measures.
    pub rows: Vec<MatrixRow>,
}

/// What applies to a topic at each level.
#[derive(Debug, Serialize)]
pub struct MatrixRow {
    /// The topic.
    pub topic: Phrase,
    /// One measure a level; nothing where the plan says none.
    pub cells: Vec<Option<Phrase>>,
}

/// Cards under a heading.
#[derive(Debug, Serialize)]
pub struct CardGroup {
    /// Heading; nothing for those in force.
    pub title: Option<String>,
    /// The cards.
    pub cards: Vec<Card>,
}

/// What a plan asks of residents.
#[derive(Debug, Serialize)]
pub struct Card {
    /// Its number: `≥ 1.5`.
    pub number: Option<String>,
    /// The unit of the number.
    pub unit: Option<Phrase>,
    /// What is asked.
    pub text: Phrase,
    /// That it applies at a level of risk only, and whether any area is at it.
    pub when: Option<String>,
    /// Which reading of an ambiguous source was chosen.
    pub reading: Option<Phrase>,
    /// The clause in its plan.
    pub plan: Link,
    /// Where it applies.
    pub areas: Vec<Link>,
    /// Whether its plan is in force.
    pub state: State,
    /// That plans differ, and which applies.
    pub conflict: Option<String>,
    /// What the other plans say.
    pub others: Vec<OtherCard>,
}

/// What another plan says about the same.
#[derive(Debug, Serialize)]
pub struct OtherCard {
    /// The clause in its plan.
    pub plan: Link,
    /// Where it applies.
    pub areas: Vec<Link>,
    /// Its number with the unit.
    pub number: Option<String>,
    /// What it says.
    pub text: Phrase,
}

/// Who is on duty.
#[derive(Debug, Serialize)]
pub struct ShiftItem {
    /// The area.
    pub area: Link,
    /// The post.
    pub post: Phrase,
    /// The office.
    pub office: Phrase,
    /// Hours a day, in words.
    pub hours: String,
    /// From when to when.
    pub dates: String,
    /// The phone of the office.
    pub phone: Option<String>,
    /// The phone as an address: `tel:09908612546`.
    pub dial: Option<String>,
}

/// How long the supplies of a holder last.
#[derive(Debug, Serialize)]
pub struct SupplyBlock {
    /// How many items, and which fall short.
    pub sentence: String,
    /// All of them last long enough, or some do not.
    pub state: Option<State>,
    /// The clauses that say how long they should last.
    pub plans: Vec<Link>,
    /// Days of cover by item.
    pub chart: ChartBlock,
}

/// How many people are under observation.
#[derive(Debug, Serialize)]
pub struct ObservedBlock {
    /// That small counts are not shown, and why.
    pub suppressed: String,
    /// The counts.
    pub rows: Vec<ObservedRow>,
    /// That nobody is recorded.
    pub none: Option<String>,
    /// All counts.
    pub ledger: Link,
}

/// How many people of a class are under observation in an area.
#[derive(Debug, Serialize)]
pub struct ObservedRow {
    /// The area.
    pub area: Link,
    /// The class.
    pub class: String,
    /// How they are observed.
    pub observed: String,
    /// How many.
    pub people: String,
    /// The day of the count.
    pub date: Day,
    /// The last day of the observation.
    pub until: Day,
}

/// The history of an area's level.
#[derive(Debug, Serialize)]
pub struct LevelBody {
    /// The level now.
    pub now: LevelItem,
    /// Label and value.
    pub facts: Vec<Fact>,
    /// That small counts are not shown, and why.
    pub suppressed: String,
    /// The history.
    pub chart: Option<ChartBlock>,
    /// The changes, the latest first.
    pub changes: Vec<LevelChange>,
    /// The clusters, the latest first.
    pub clusters: Vec<ClusterRow>,
    /// The orders, the latest first.
    pub orders: Vec<OrderRow>,
    /// The conditions of the levels.
    pub conditions: Vec<ConditionItem>,
    /// The responses there.
    pub responses: Vec<ResponseItem>,
    /// The records that it rests on.
    pub evidence: Vec<Link>,
}

/// Days with the same level for the same reason.
#[derive(Debug, Serialize)]
pub struct LevelChange {
    /// The first day.
    pub from: Day,
    /// The last; nothing while it goes on.
    pub until: Option<Day>,
    /// The level.
    pub state: State,
    /// Cases within the window: `0`, `1–9`.
    pub cases: String,
    /// Clusters within the window.
    pub clusters: String,
    /// Worked out or ordered.
    pub basis: String,
    /// What is to be noted.
    pub notes: Vec<String>,
}

/// A cluster.
#[derive(Debug, Serialize)]
pub struct ClusterRow {
    /// The area.
    pub area: Link,
    /// The setting.
    pub setting: String,
    /// The first case.
    pub first: Day,
    /// The last case.
    pub last: Day,
    /// How many cases.
    pub cases: String,
}

/// An order on the level of an area.
#[derive(Debug, Serialize)]
pub struct OrderRow {
    /// The area.
    pub area: Link,
    /// The level.
    pub state: State,
    /// From when to when.
    pub dates: String,
    /// Who decided.
    pub by: Phrase,
    /// Document number.
    pub document: Option<String>,
    /// Why.
    pub ground: Phrase,
}

/// A condition of a level.
#[derive(Debug, Serialize)]
pub struct ConditionItem {
    /// The level.
    pub level: State,
    /// What the plan says.
    pub text: Phrase,
    /// Whether it holds now.
    pub state: State,
    /// On how many days it held.
    pub held: String,
    /// Which reading of an ambiguous source was chosen.
    pub reading: Option<Phrase>,
    /// The clause in its plan.
    pub plan: Link,
}

/// A response in a list.
#[derive(Debug, Serialize)]
pub struct ResponseItem {
    /// The response.
    pub link: Link,
    /// Open or ended.
    pub state: State,
    /// Its tier, and from when to when.
    pub line: String,
    /// The next open step.
    pub next: String,
}

/// A response to cases.
#[derive(Debug, Serialize)]
pub struct ResponseBody {
    /// Its tier.
    pub kicker: String,
    /// Open or ended.
    pub state: State,
    /// The next open step, or that it is ended.
    pub next: String,
    /// Label and value.
    pub facts: Vec<Fact>,
    /// From the report to the decision.
    pub stages: Vec<StageItem>,
    /// The clauses that it is held against.
    pub clauses: Vec<CaseItem>,
    /// The record in its ledger.
    pub evidence: Link,
}

/// A stage of a response.
#[derive(Debug, Serialize)]
pub struct StageItem {
    /// Its name.
    pub name: String,
    /// Done, next, still to come.
    pub state: State,
    /// Whether it is behind us.
    pub done: bool,
    /// How many of its steps are done.
    pub count: Option<String>,
    /// When it was done.
    pub date: Option<Day>,
    /// By whom.
    pub by: Option<Phrase>,
    /// Document number.
    pub document: Option<String>,
    /// Its steps.
    pub steps: Vec<CheckItem>,
}

/// A step of a checklist.
#[derive(Debug, Serialize)]
pub struct CheckItem {
    /// What is done.
    pub name: Phrase,
    /// Whether it is.
    pub done: bool,
    /// When it was.
    pub date: Option<Day>,
    /// A remark.
    pub note: Option<Phrase>,
}

/// A file that goes with a text.
#[derive(Debug, Serialize)]
pub struct AttachmentItem {
    /// Its title.
    pub title: Phrase,
    /// Where it is; nothing when it is only named.
    pub href: Option<String>,
    /// Its sort and size: `CSV, 2 KB`.
    pub size: Option<String>,
}

/// Notices by kind.
#[derive(Debug, Serialize)]
pub struct Notices {
    /// One sentence above.
    pub intro: String,
    /// The kinds; the one that this page shows is `current`.
    pub kinds: Vec<MenuItem>,
    /// The notices, newest first, by kind.
    pub groups: Vec<NoticeGroup>,
}

/// Notices of a kind.
#[derive(Debug, Serialize)]
pub struct NoticeGroup {
    /// The word of the kind, for an anchor.
    pub anchor: &'static str,
    /// Its name.
    pub name: String,
    /// What the kind is for.
    pub about: String,
    /// The notices.
    pub notices: Vec<NoticeItem>,
}

/// How a scheme makes its results; generated from the scheme that is executed.
#[derive(Debug, Serialize)]
pub struct Method {
    /// What is assessed, how often, within what, on what basis.
    pub facts: Vec<Fact>,
    /// A remark of the scheme's own.
    pub note: Option<Phrase>,
    /// The steps of the calculation, in words.
    pub steps: Vec<String>,
    /// The criteria from the top down.
    pub criteria: Vec<CriterionItem>,
    /// Whether the share of the whole is known of any of them.
    pub has_shares: bool,
    /// The kinds of subject that role weights differ by; empty when they do not.
    pub kinds: Vec<String>,
    /// Whether the roles decide other shares than their weights, since some mark only some criteria.
    pub roles_decide: bool,
    /// The roles.
    pub roles: Vec<RoleItem>,
    /// The bands.
    pub bands: Vec<BandItem>,
    /// The floors that plans set.
    pub clauses: Vec<ClauseItem>,
    /// Its rankings, newest first.
    pub rankings: Vec<Link>,
    /// The table of how safe the places of the newest ranking are.
    pub safety: Option<Link>,
    /// The newest ranking under other weightings.
    pub alternatives: Vec<Link>,
    /// The scheme that was in force in the periods before.
    pub follows: Option<Link>,
    /// A worked example: the first result of the newest ranking.
    pub example: Option<Link>,
}

/// A criterion.
#[derive(Debug, Serialize)]
pub struct CriterionItem {
    /// Its name.
    pub name: Phrase,
    /// How many criteria lie above it.
    pub depth: usize,
    /// Its weight among those beside it.
    pub weight: String,
    /// Its share of the whole.
    pub share: String,
    /// How it is marked; for a criterion with parts, how they become one.
    pub max: Option<String>,
    /// The kinds of subject it is for, when not all.
    pub kinds: Option<String>,
    /// What is looked at.
    pub note: Option<Phrase>,
}

/// A role.
#[derive(Debug, Serialize)]
pub struct RoleItem {
    /// Its name.
    pub name: Phrase,
    /// Its weight, one a kind of subject.
    pub weights: Vec<String>,
    /// What it really decides, one a kind of subject.
    pub decides: Vec<String>,
    /// How several assessors become one mark.
    pub combine: String,
    /// The criteria it marks.
    pub criteria: String,
}

/// A band.
#[derive(Debug, Serialize)]
pub struct BandItem {
    /// The band.
    pub band: BandMark,
    /// `90 ≤ 结果`, `75 ≤ 结果 < 90`.
    pub range: String,
    /// How many of the group may be in it.
    pub quota: Option<String>,
}

/// The tree of areas.
#[derive(Debug, Serialize)]
pub struct Areas {
    /// One sentence above.
    pub intro: String,
    /// The areas from the top down.
    pub areas: Vec<AreaItem>,
}

/// An area in the tree, with those directly below it.
#[derive(Debug, Serialize)]
pub struct AreaItem {
    /// The area.
    pub link: Link,
    /// Its level, in words.
    pub level: String,
    /// What it holds, in words.
    pub count: String,
    /// Those below it.
    pub below: Vec<AreaItem>,
}

/// A page of free text.
#[derive(Debug, Serialize)]
pub struct TextBody {
    /// One or two sentences.
    pub summary: Option<Phrase>,
    /// The contents list; empty for short texts.
    pub contents: Vec<ContentsItem>,
    /// The text: HTML, safe.
    pub html: String,
    /// The `lang` of the text, when it is not the page's.
    pub html_lang: Option<&'static str>,
    /// A remark about the text: not in this language.
    pub remark: Option<String>,
}
