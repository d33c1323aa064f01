//! Stage 3: [`Community`] → [`Assessment`]: exact results with their workings. Cannot fail.
//!
//! | module | what it does |
//! |---|---|
//! | [`rulebook`] | a scheme made ready for subjects of one kind, with its own weights or others |
//! | [`panel`] | what the assessors of one role gave on one criterion, and the one mark it becomes |
//! | [`weigh`] | one subject's marks → its result, with every step of the working |
//! | [`order`] | results → places: ties, tie-breakers, decisions; how many digits tell results apart |
//! | [`grade`] | places → bands: thresholds, quotas, vetoes |
//! | [`safety`] | what becomes of a place under other weights, or without a role or criterion |
//! | [`change`] | what changed since the period before, split into its causes |
//!
//! An assessment keeps results, not workings: those of one subject are made again when a page shows them.

pub mod rulebook;

pub mod weigh;

pub mod panel;

pub mod order;

pub mod grade;

pub mod safety;

pub mod change;

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::assess::grade::{Held, grade};
use crate::assess::order::{Broken, order};
use crate::assess::panel::End;
use crate::assess::rulebook::{Lens, Rulebook};
use crate::assess::weigh::{Row, Working, weigh};
use crate::community::area::{Area, district};
use crate::community::kind::Kind;
use crate::community::marks::{Period, Sheet, Subject, positions_before};
use crate::community::redress::Correction;
use crate::community::register::Community;
use crate::community::scheme::form::{Aggregate, Effect, Grouping, RankFrom};
use crate::community::scheme::{Node, Scheme};
use crate::community::table::Id;
use crate::exact::{Exact, quartiles};

/// Every result, by scheme and period.
#[derive(Debug)]
pub struct Assessment {
    /// One ranking a scheme and period, in order of scheme and time.
    pub rankings: Vec<Ranking>,
    /// Decisions on ties whose subjects are all placed but do not share a place, or not with one another alone, by position
    /// among the rulings.
    pub idle_decisions: Vec<usize>,
    /// For each correction the ranking as it was before it; `None` where it corrects no mark.
    pub before_corrections: Vec<Option<Ranking>>,
    by_subject: HashMap<Subject, Vec<(usize, usize)>>,
}

/// The results of one scheme in one period.
#[derive(Debug)]
pub struct Ranking {
    /// The scheme.
    pub scheme: Id<Scheme>,
    /// The period.
    pub period: Period,
    /// Within what subjects are compared.
    pub groups: Vec<Group>,
    /// Results in order of group, place and id.
    pub standings: Vec<Standing>,
    /// Subjects that are marked but have no place, in order of group and id.
    pub pending: Vec<Pending>,
    /// The same marks under other weightings, in the order of the scheme's alternatives.
    pub alternatives: Vec<Ranking>,
}

/// What is compared with what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKey {
    /// Everything together.
    All,
    /// A district or county; `None` for what lies in none.
    District(Option<Id<Area>>),
    /// A kind of team or neighbourhood, or a level of area.
    Kind(Kind),
}

/// A group of subjects that are compared, with the middle of its results.
#[derive(Debug)]
pub struct Group {
    /// Which.
    pub key: GroupKey,
    /// How many subjects it has that are placed.
    pub size: usize,
    /// The median of the totals.
    pub median: Exact,
    /// The lower and the upper quartile of the totals.
    pub quartiles: [Exact; 2],
    /// The lower quartile, the median and the upper quartile on each leaf of the scheme, in per cent of the full mark;
    /// `None` where nobody has a result.
    pub leaves: Vec<Option<[Exact; 3]>>,
}

/// The result of one subject.
#[derive(Debug)]
pub struct Standing {
    /// Whose.
    pub subject: Subject,
    /// Its group, by position in the ranking.
    pub group: usize,
    /// The result, exact but for roundings on the way that the scheme declares.
    pub total: Exact,
    /// Whether a root without an end is in it, so that `total` is a decimal next to the result.
    pub has_root: bool,
    /// What its place is made from: `total`, or `total` as it is printed where the scheme says so.
    pub ranked: Exact,
    /// Decimals to print, so that what is printed contradicts neither the order nor the band.
    pub digits: u32,
    /// Its place in the group, 1 the best; those who are equal share one and the next is skipped.
    pub place: usize,
    /// How many subjects share the place, itself included.
    pub sharing: usize,
    /// What told it apart from others with the same result.
    pub broken: Option<Broken>,
    /// Its band, by position in the scheme.
    pub band: Option<usize>,
    /// What keeps it from the band of its result.
    pub held: Option<Held>,
    /// In how many periods in a row, this the last, its result was low.
    pub low: u32,
    /// What each top criterion brings to the result; `None` where it is left out.
    pub tops: Vec<Option<Exact>>,
    /// The result on each leaf of the scheme in per cent of the full mark; `None` where it is left out.
    pub leaves: Vec<Option<Exact>>,
    /// The day of the last sheet.
    pub marked_on: NaiveDate,
    rows: Rows,
}

/// A subject that is marked but has no place.
#[derive(Debug)]
pub struct Pending {
    /// Which.
    pub subject: Subject,
    /// Its group, by position in the ranking.
    pub group: usize,
    /// Why it has no place.
    pub why: Why,
    rows: Rows,
}

/// Why a subject that is marked has no place.
#[derive(Debug)]
pub enum Why {
    /// A mark is still to come; until then the result lies within bounds.
    Open {
        /// The least that the result can be.
        least: Exact,
        /// The most that it can be.
        most: Exact,
        /// The best place that it can take, when all that are open come out as is best for it.
        best: usize,
        /// The worst.
        worst: usize,
    },
    /// It is not graded, by the ruling at this position.
    Ungraded(usize),
    /// Everything that it could be marked on is left out.
    Nothing,
    /// Some of its marks are of a later day, this the last.
    Later(NaiveDate),
}

impl Assessment {
    /// Every result as a fraction, as pages print it.
    pub fn fractions(&self) -> impl Iterator<Item = String> {
        let alternatives = self.rankings.iter().flat_map(|ranking| &ranking.alternatives);
        let rankings = self.rankings.iter().chain(alternatives).chain(self.before_corrections.iter().flatten());
        rankings.flat_map(|ranking| &ranking.standings).map(|standing| standing.total.fraction_text())
    }

    /// Without the rankings that `shown` does not take.
    pub fn keep(&mut self, shown: impl Fn(&Ranking) -> bool) {
        self.rankings.retain(|ranking| shown(ranking));
        self.by_subject = by_subject(&self.rankings);
    }

    /// Every result of a subject, in order of scheme and time.
    pub fn of(&self, subject: Subject) -> impl DoubleEndedIterator<Item = (&Ranking, &Standing)> {
        self.by_subject.get(&subject).into_iter().flatten().map(|(ranking, standing)| {
            let ranking = &self.rankings[*ranking];
            (ranking, &ranking.standings[*standing])
        })
    }
}

impl Ranking {
    /// The result of a subject, if it has one.
    pub fn standing(&self, subject: Subject) -> Option<&Standing> {
        self.standings.iter().find(|standing| standing.subject == subject)
    }
}

impl Standing {
    /// The result as it is printed: the scheme's decimals, and more where they would contradict its place or its band.
    pub fn printed(&self, scheme: &Scheme) -> String {
        self.total.rounded_text(self.digits, scheme.rounding)
    }

    /// The marks it was made from.
    pub fn rows<'a>(&self, community: &'a Community) -> Vec<Row<'a>> {
        rows(community, &self.rows)
    }

    /// How it came about.
    pub fn working(&self, community: &Community, scheme: &Scheme, lens: Lens<'_>) -> Working {
        weigh(&Rulebook::new(scheme, community.kind(self.subject), lens), &self.rows(community), None)
    }
}

impl Pending {
    /// The marks there are.
    pub fn rows<'a>(&self, community: &'a Community) -> Vec<Row<'a>> {
        rows(community, &self.rows)
    }

    /// What there is of a working, open marks left out.
    pub fn working(&self, community: &Community, scheme: &Scheme) -> Working {
        weigh(&Rulebook::new(scheme, community.kind(self.subject), Lens::default()), &self.rows(community), None)
    }
}

fn rows<'a>(community: &'a Community, at: &[(u32, u32)]) -> Vec<Row<'a>> {
    let row = |(sheet, row): &(u32, u32)| {
        let sheet = &community.sheets[*sheet as usize];
        (sheet, &sheet.rows[*row as usize])
    };
    at.iter().map(row).collect()
}

/// Weighs and ranks everything that is marked by the day `as_of`.
pub fn assess(community: &Community, as_of: NaiveDate) -> Assessment {
    let mut sheets: BTreeMap<(Id<Scheme>, &Period), Vec<u32>> = BTreeMap::new();
    let counting = community.sheets.iter().enumerate().filter(|(_, sheet)| sheet.superseded.is_none());
    for (at, sheet) in counting {
        sheets.entry((sheet.scheme, &sheet.period)).or_default().push(at as u32);
    }
    let mut rankings: Vec<Ranking> = sheets
        .into_par_iter()
        .map(|((scheme, period), sheets)| {
            let marks = Marks::new(community, scheme, period, &sheets, as_of);
            let mut ranking = marks.rank(Lens::default());
            let others = &community.schemes[scheme].alternatives;
            ranking.alternatives =
                others.iter().map(|other| marks.rank(Lens { alternative: Some(other), ..Lens::default() })).collect();
            ranking
        })
        .filter(|ranking| !ranking.standings.is_empty() || !ranking.pending.is_empty())
        .collect();
    let by_subject = by_subject(&rankings);
    count_low_results(community, &mut rankings, &by_subject);
    let idle_decisions = idle_decisions(community, &rankings);
    let before_corrections = before_corrections(community, as_of);
    Assessment { rankings, idle_decisions, before_corrections, by_subject }
}

/// Where the results of each subject stand: ranking and row.
fn by_subject(rankings: &[Ranking]) -> HashMap<Subject, Vec<(usize, usize)>> {
    let mut by_subject: HashMap<Subject, Vec<(usize, usize)>> = HashMap::new();
    for (at, ranking) in rankings.iter().enumerate() {
        for (row, standing) in ranking.standings.iter().enumerate() {
            by_subject.entry(standing.subject).or_default().push((at, row));
        }
    }
    by_subject
}

/// The rankings as they were before each correction of marks.
fn before_corrections(community: &Community, as_of: NaiveDate) -> Vec<Option<Ranking>> {
    let corrections: Vec<_> = community.corrections.iter().enumerate().collect();
    let before = |(at, correction): (usize, &Correction)| {
        let case = &correction.case;
        let sheets = positions_before(&community.sheets, case.scheme, &case.period, Some(at));
        let sheets: Vec<u32> = sheets.into_iter().map(|at| at as u32).collect();
        let rank = || Marks::new(community, case.scheme, &case.period, &sheets, as_of).rank(Lens::default());
        (!correction.marks.is_empty()).then(rank)
    };
    corrections.into_par_iter().map(before).collect()
}

fn idle_decisions(community: &Community, rankings: &[Ranking]) -> Vec<usize> {
    let decisions = community.rulings.decisions.iter().enumerate();
    let idle = decisions.filter(|(at, decision)| {
        let same = |ranking: &&Ranking| (ranking.scheme, &ranking.period) == (decision.scheme, &decision.period);
        let Some(ranking) = rankings.iter().find(same) else { return false };
        let placed: Option<Vec<&Standing>> = decision.order.iter().map(|subject| ranking.standing(*subject)).collect();
        placed.is_some_and(|placed| placed.iter().any(|standing| standing.broken != Some(Broken::Decided(*at))))
    });
    idle.map(|(at, _)| at).collect()
}

/// Counts for each result in how many periods in a row it was low.
fn count_low_results(
    community: &Community,
    rankings: &mut [Ranking],
    by_subject: &HashMap<Subject, Vec<(usize, usize)>>,
) {
    // A scheme may stand before the one that it follows; time decides.
    let mut order: Vec<usize> = (0..rankings.len()).collect();
    order.sort_by(|left, right| rankings[*left].period.cmp(&rankings[*right].period));
    for at in order {
        let ranking = &rankings[at];
        let scheme = &community.schemes[ranking.scheme];
        let Some(low) = &scheme.low else { continue };
        let before = change::before(community, rankings, ranking);
        let runs: Vec<u32> = ranking
            .standings
            .iter()
            .map(|standing| {
                let worse = ranking.groups[standing.group].size + 1 - standing.place - standing.sharing;
                let in_band = low.band.is_some_and(|band| standing.band.is_none_or(|own| own >= band));
                let among_last = low.last.is_some_and(|last| worse < last as usize);
                if !in_band && !among_last {
                    return 0;
                }
                let earlier = before.and_then(|before| {
                    let own = by_subject.get(&standing.subject)?;
                    let (_, row) = own.iter().find(|(ranking, _)| *ranking == before)?;
                    rankings[before].standings.get(*row)
                });
                1 + earlier.map_or(0, |earlier| earlier.low)
            })
            .collect();
        for (standing, low) in rankings[at].standings.iter_mut().zip(runs) {
            standing.low = low;
        }
    }
}

/// Where the marks of a subject stand: sheet and row.
type Rows = Box<[(u32, u32)]>;

/// The marks of one scheme in one period, by subject.
struct Marks<'a> {
    community: &'a Community,
    id: Id<Scheme>,
    scheme: &'a Scheme,
    period: &'a Period,
    rows: Vec<(Subject, Rows)>,
    /// Subjects of which a mark is of a later day, where that leaves them without a result.
    later: BTreeMap<Subject, NaiveDate>,
}

/// A subject that was weighed.
enum Weighed {
    Placed(Box<Standing>),
    Open(Pending),
}

impl<'a> Marks<'a> {
    fn new(
        community: &'a Community,
        id: Id<Scheme>,
        period: &'a Period,
        sheets: &[u32],
        as_of: NaiveDate,
    ) -> Marks<'a> {
        let mut rows: BTreeMap<Subject, Vec<(u32, u32)>> = BTreeMap::new();
        let mut later: BTreeMap<Subject, NaiveDate> = BTreeMap::new();
        // Where a mark that is not there is no fault, one of a later day is not there yet.
        let waits = community.schemes[id].empties.not_assessed == Effect::Refuse;
        let mut begun = false;
        for at in sheets {
            let sheet: &Sheet = &community.sheets[*at as usize];
            for (row, marks) in sheet.rows.iter().enumerate() {
                if sheet.date > as_of {
                    let last = later.entry(marks.subject).or_insert(sheet.date);
                    *last = (*last).max(sheet.date);
                } else {
                    begun = true;
                    rows.entry(marks.subject).or_default().push((*at, row as u32));
                }
            }
        }
        let mut rows: Vec<(Subject, Rows)> =
            rows.into_iter().map(|(subject, rows)| (subject, rows.into_boxed_slice())).collect();
        if !begun {
            rows.clear();
        }
        later.retain(|subject, _| waits && rows.binary_search_by_key(subject, |(subject, _)| *subject).is_ok());
        Marks { community, id, scheme: &community.schemes[id], period, rows, later }
    }

    fn rank(&self, lens: Lens<'_>) -> Ranking {
        let mut books: BTreeMap<Option<Kind>, Rulebook<'_>> = BTreeMap::new();
        for (subject, _) in &self.rows {
            let kind = self.community.kind(*subject);
            books.entry(kind).or_insert_with(|| Rulebook::new(self.scheme, kind, lens));
        }
        let weighed: Vec<(GroupKey, Weighed)> = self
            .rows
            .par_iter()
            .map(|(subject, at)| {
                let book = &books[&self.community.kind(*subject)];
                (group_of(self.community, self.scheme, *subject), self.weigh(book, *subject, at))
            })
            .collect();
        let mut by_group: BTreeMap<GroupKey, (Vec<Standing>, Vec<Pending>)> = BTreeMap::new();
        for (key, weighed) in weighed {
            let group = by_group.entry(key).or_default();
            match weighed {
                Weighed::Placed(standing) => group.0.push(*standing),
                Weighed::Open(pending) => group.1.push(pending),
            }
        }
        let mut ranking = Ranking {
            scheme: self.id,
            period: self.period.clone(),
            groups: Vec::with_capacity(by_group.len()),
            standings: Vec::with_capacity(self.rows.len()),
            pending: Vec::new(),
            alternatives: Vec::new(),
        };
        for (at, (key, (mut standings, mut pending))) in by_group.into_iter().enumerate() {
            order(self.community, self.scheme, (self.id, self.period), lens, &mut standings);
            grade(self.community, self.scheme, (self.id, self.period), &mut standings);
            bound(self.scheme, &standings, &mut pending);
            standings.iter_mut().for_each(|standing| standing.group = at);
            pending.iter_mut().for_each(|pending| pending.group = at);
            ranking.groups.push(middle(key, &standings, self.scheme));
            ranking.standings.append(&mut standings);
            ranking.pending.append(&mut pending);
        }
        ranking
    }

    fn weigh(&self, book: &Rulebook<'_>, subject: Subject, at: &[(u32, u32)]) -> Weighed {
        let rows = rows(self.community, at);
        let pending = |why| Weighed::Open(Pending { subject, group: 0, why, rows: at.into() });
        let case = |case: &crate::community::rulings::Case| {
            (case.scheme, &case.period, case.subject) == (self.id, self.period, subject)
        };
        if let Some(ruling) = self.community.rulings.ungraded.iter().position(|ruling| case(&ruling.case)) {
            return pending(Why::Ungraded(ruling));
        }
        if let Some(last) = self.later.get(&subject) {
            return pending(Why::Later(*last));
        }
        let working = weigh(book, &rows, None);
        if working.is_open() {
            let end = |end| weigh(book, &rows, Some(end)).total.unwrap_or_else(Exact::zero);
            let (least, most) = (end(End::Least), end(End::Greatest));
            return pending(Why::Open { least, most, best: 0, worst: 0 });
        }
        let Some(total) = working.total else { return pending(Why::Nothing) };
        let ranked = ranked(self.scheme, &total);
        let leaf = |leaf: &usize| working.parts[*leaf].as_ref().and_then(|part| part.in_per_cent());
        let top = |top: &usize| working.parts[*top].as_ref().map(|part| part.entering.clone());
        Weighed::Placed(Box::new(Standing {
            subject,
            group: 0,
            total,
            has_root: working.has_root,
            ranked,
            digits: self.scheme.digits,
            place: 0,
            sharing: 0,
            broken: None,
            band: None,
            held: None,
            low: 0,
            tops: self.scheme.top.parts.iter().map(top).collect(),
            leaves: self.scheme.leaves.iter().map(leaf).collect(),
            marked_on: rows.iter().map(|(sheet, _)| sheet.date).max().unwrap_or_default(),
            rows: at.into(),
        }))
    }
}

/// The places that open results can still take: counted against the results there are, and the ends of the others that
/// are open. Where tie-breakers part equal results, an equal one can come to stand before.
fn bound(scheme: &Scheme, standings: &[Standing], pending: &mut [Pending]) {
    let ends: Vec<Option<(Exact, Exact)>> = pending
        .iter()
        .map(|pending| match &pending.why {
            Why::Open { least, most, .. } => Some((ranked(scheme, least), ranked(scheme, most))),
            _ => None,
        })
        .collect();
    let parts_equals = !scheme.tie_breakers.is_empty();
    for (at, pending) in pending.iter_mut().enumerate() {
        let Why::Open { best, worst, .. } = &mut pending.why else { continue };
        let Some((least, most)) = &ends[at] else { continue };
        let others = || ends.iter().enumerate().filter(|(other, _)| *other != at).filter_map(|(_, ends)| ends.as_ref());
        let before = |other: &Exact| other > least || (parts_equals && other == least);
        *best = 1
            + standings.iter().filter(|standing| standing.ranked > *most).count()
            + others().filter(|(other, _)| other > most).count();
        *worst = 1
            + standings.iter().filter(|standing| before(&standing.ranked)).count()
            + others().filter(|(_, other)| before(other)).count();
    }
}

/// What places are made from: the result itself, or as it is printed where the scheme says so. Roots without an end are
/// compared in so many decimals that their sums are equal when the true ones are.
fn ranked(scheme: &Scheme, total: &Exact) -> Exact {
    let geometric = |node: &Node| node.aggregate == Aggregate::Geometric;
    match scheme.rank_from {
        RankFrom::Rounded => total.rounded(scheme.digits, scheme.rounding),
        RankFrom::Exact if geometric(&scheme.top) || scheme.criteria.iter().any(|one| geometric(&one.node)) => {
            total.rounded(PLACES_OF_ROOTS, scheme.rounding)
        }
        RankFrom::Exact => total.clone(),
    }
}

/// Decimals in which results that hold roots are compared; the roots are worked out to ten more.
const PLACES_OF_ROOTS: u32 = 30;

fn middle(key: GroupKey, members: &[Standing], scheme: &Scheme) -> Group {
    let [lower, median, upper] = quartiles(members.iter().map(|standing| standing.total.clone()).collect())
        .unwrap_or_else(|| [Exact::zero(), Exact::zero(), Exact::zero()]);
    let of_leaf =
        |leaf: usize| quartiles(members.iter().filter_map(|standing| standing.leaves[leaf].clone()).collect());
    Group {
        key,
        size: members.len(),
        median,
        quartiles: [lower, upper],
        leaves: (0..scheme.leaves.len()).map(of_leaf).collect(),
    }
}

fn group_of(community: &Community, scheme: &Scheme, subject: Subject) -> GroupKey {
    match scheme.grouping {
        Grouping::District => {
            let area = match subject {
                Subject::Neighbourhood(id) => community.neighbourhoods[id].community,
                Subject::Team(id) => community.teams[id].subdistrict,
                Subject::Area(id) => id,
                Subject::Entry(id, _) => community.festivals[id].area,
            };
            GroupKey::District(district(&community.areas, area))
        }
        Grouping::Kind => community.kind(subject).map_or(GroupKey::All, GroupKey::Kind),
        Grouping::All => GroupKey::All,
    }
}

/// Whether a result can be open under the scheme.
pub fn can_be_open(scheme: &Scheme) -> bool {
    scheme.empties.not_assessed == Effect::Open || scheme.empties.withheld == Effect::Open
}
