//! The level of risk of an area, day by day: local confirmed cases within a moving window, and clusters, by the conditions
//! that a plan sets (plan 5, part 3; the readings RD1 to RD6 are in the plan).
//!
//! The window is the day itself and the days before it. High is tried first, so that a number that fits two levels makes
//! the stricter; then low, which no case and no cluster make; then medium. Imported cases and asymptomatic infections are
//! not counted; an area that has only those stays where the letter puts it, with a caution.

use std::collections::{BTreeMap, HashMap};

use chrono::{Days, NaiveDate};

use crate::community::area::{Area, lineage};
use crate::community::clause::{Demand, LevelRule};
use crate::community::ledger::infection::{Cluster, LevelOrder, RiskLevel};
use crate::community::plan::Plan;
use crate::community::register::Community;
use crate::community::table::Id;
use crate::exact::Exact;

/// The levels of every area whose cases are reported.
#[derive(Debug, Default)]
pub struct Levels {
    /// The conditions, with the plan and the position of the clause of each.
    pub rules: Vec<(Id<Plan>, usize, LevelRule)>,
    by_area: HashMap<Id<Area>, Vec<Day>>,
}

/// The level of an area on a day.
#[derive(Clone, Debug)]
pub struct Day {
    /// The day.
    pub date: NaiveDate,
    /// Local confirmed cases within the window; `None` where the day was not reported.
    pub cases: Option<Exact>,
    /// Days within the window that were not reported.
    pub unreported: usize,
    /// Clusters within the window.
    pub clusters: usize,
    /// The level that the conditions make; `None` where they make none, as for a number below nought.
    pub computed: Option<RiskLevel>,
    /// The level that was ordered.
    pub ordered: Option<RiskLevel>,
    /// Whether the number of cases alone fits two levels, of which the stricter was taken.
    pub boundary: bool,
    /// Whether imported cases or asymptomatic infections were reported within the window.
    pub caution: bool,
}

impl Day {
    /// The level in force: that ordered, else that computed.
    pub fn in_force(&self) -> Option<RiskLevel> {
        self.ordered.or(self.computed)
    }
}

impl Levels {
    /// The levels of every area up to `as_of`.
    pub fn of(community: &Community, as_of: NaiveDate) -> Levels {
        let rules: Vec<(Id<Plan>, usize, LevelRule)> = community
            .plans
            .iter()
            .flat_map(|(id, plan)| plan.clauses.iter().enumerate().map(move |(at, clause)| (id, at, clause)))
            .filter_map(|(id, at, clause)| match &clause.demand {
                Demand::Level(rule) => Some((id, at, rule.clone())),
                _ => None,
            })
            .collect();
        let cluster =
            community.plans.iter().flat_map(|(_, plan)| &plan.clauses).find_map(|clause| match &clause.demand {
                Demand::ClusterSize { cases, days } => Some((cases.clone(), *days)),
                _ => None,
            });
        let mut levels = Levels { rules, by_area: HashMap::new() };
        if levels.rules.is_empty() {
            return levels;
        }
        let conditions: Vec<&LevelRule> = levels.rules.iter().map(|(_, _, rule)| rule).collect();
        let mut by_area = HashMap::new();
        for (area, counts) in counts(community, as_of) {
            let clusters: Vec<&Cluster> = community
                .clusters
                .iter()
                .map(|(_, one)| one)
                .filter(|one| lineage(&community.areas, one.area).contains(&area))
                .filter(|one| cluster.as_ref().is_none_or(|size| is_cluster(one, size)))
                .collect();
            let mut days = history(&counts, &conditions, &clusters);
            for day in &mut days {
                day.ordered = order(community, area, day.date).map(|order| order.level);
            }
            by_area.insert(area, days);
        }
        levels.by_area = by_area;
        levels
    }

    /// The history of an area, one entry a day from the first day reported to the last.
    pub fn history(&self, area: Id<Area>) -> &[Day] {
        self.by_area.get(&area).map_or(&[], Vec::as_slice)
    }

    /// The areas whose cases are reported, in order.
    pub fn areas(&self) -> Vec<Id<Area>> {
        let mut areas: Vec<Id<Area>> = self.by_area.keys().copied().collect();
        areas.sort();
        areas
    }

    /// What is known of an area by `date`: the newest day that was reported.
    pub fn on(&self, area: Id<Area>, date: NaiveDate) -> Option<&Day> {
        self.history(area).iter().rev().find(|day| day.date <= date && day.cases.is_some())
    }

    /// The strictest level in force by `date` in an area, the areas it lies in, and the areas in it.
    pub fn around(&self, community: &Community, area: Id<Area>, date: NaiveDate) -> Option<RiskLevel> {
        let above = lineage(&community.areas, area);
        let near = |other: &Id<Area>| above.contains(other) || lineage(&community.areas, *other).contains(&area);
        let days = self.areas().into_iter().filter(near).filter_map(|other| self.on(other, date));
        days.filter_map(Day::in_force).max()
    }
}

/// The reported numbers of a day: local cases, and whether there were others.
type Counts = BTreeMap<NaiveDate, (Exact, bool)>;

fn counts(community: &Community, as_of: NaiveDate) -> BTreeMap<Id<Area>, Counts> {
    let mut areas: BTreeMap<Id<Area>, Counts> = BTreeMap::new();
    for (_, series) in community.case_series.iter() {
        let counts = areas.entry(series.area).or_default();
        for day in series.day.iter().filter(|day| day.date <= as_of) {
            let others = day.imported.unwrap_or(0) + day.asymptomatic.unwrap_or(0) > 0;
            let entry = counts.entry(day.date).or_insert_with(|| (Exact::zero(), false));
            entry.0 = &entry.0 + &day.local.value;
            entry.1 |= others;
        }
    }
    areas
}

fn is_cluster(cluster: &Cluster, (cases, days): &(Exact, u32)) -> bool {
    let length = (cluster.last - cluster.first).num_days() + 1;
    Exact::whole(i64::from(cluster.cases)) >= *cases && length <= i64::from(*days)
}

/// What a command ordered for an area, or for an area it lies in, on a day: the newest order, the nearest area.
pub fn order(community: &Community, area: Id<Area>, date: NaiveDate) -> Option<&LevelOrder> {
    let in_force = |order: &&LevelOrder| order.from <= date && order.until.is_none_or(|until| date <= until);
    lineage(&community.areas, area).into_iter().find_map(|area| {
        let orders = community.level_orders.iter().map(|(_, order)| order).filter(|order| order.area == area);
        orders.filter(in_force).max_by_key(|order| order.from)
    })
}

/// The days from the first reported to the last.
fn history(counts: &Counts, rules: &[&LevelRule], clusters: &[&Cluster]) -> Vec<Day> {
    let (Some(first), Some(last)) = (counts.keys().next(), counts.keys().next_back()) else { return Vec::new() };
    let window = rules.iter().map(|rule| rule.days).max().unwrap_or(1);
    let days = first.iter_days().take_while(|day| day <= last);
    days.map(|date| {
        let begin = date - Days::new(u64::from(window) - 1);
        let reported = counts.range(begin..=date);
        let others = reported.clone().any(|(_, (_, others))| *others);
        let count = reported.clone().count();
        let due = (date - begin.max(*first)).num_days() + 1;
        let within = clusters.iter().filter(|one| one.first <= date && begin <= one.last && one.last <= date);
        let clusters = within.count();
        let cases = counts.contains_key(&date).then(|| sum(counts, begin, date));
        let known = cases.as_ref().filter(|cases| !cases.is_negative());
        let windows = |rule: &LevelRule| sum(counts, date - Days::new(u64::from(rule.days) - 1), date);
        Day {
            date,
            unreported: usize::try_from(due).unwrap_or_default().saturating_sub(count),
            clusters,
            computed: known.and_then(|_| level(rules, &windows, clusters)),
            ordered: None,
            boundary: known.is_some_and(|_| fits_two(rules, &windows)),
            caution: others && known.is_some_and(Exact::is_zero),
            cases,
        }
    })
    .collect()
}

fn sum(counts: &Counts, from: NaiveDate, until: NaiveDate) -> Exact {
    counts.range(from..=until).fold(Exact::zero(), |sum, (_, (local, _))| &sum + local)
}

/// The level that the conditions make: high before low before what lies between.
fn level(rules: &[&LevelRule], cases: &dyn Fn(&LevelRule) -> Exact, clusters: usize) -> Option<RiskLevel> {
    let holds = |level: RiskLevel| {
        rules.iter().filter(|rule| rule.level == level).any(|rule| rule_holds(rule, &cases(rule), clusters))
    };
    [RiskLevel::High, RiskLevel::Low, RiskLevel::Medium].into_iter().find(|level| holds(*level))
}

/// Whether a condition holds. One of low risk holds only without clusters.
pub fn rule_holds(rule: &LevelRule, cases: &Exact, clusters: usize) -> bool {
    if let Some(least) = rule.clusters {
        return clusters >= least as usize;
    }
    by_cases(rule, cases) && (rule.level != RiskLevel::Low || clusters == 0)
}

fn by_cases(rule: &LevelRule, cases: &Exact) -> bool {
    (rule.from.is_some() || rule.until.is_some())
        && rule.from.as_ref().is_none_or(|from| cases >= from)
        && rule.until.as_ref().is_none_or(|until| cases <= until)
}

/// Whether the number of cases fits two levels, none of them low.
fn fits_two(rules: &[&LevelRule], cases: &dyn Fn(&LevelRule) -> Exact) -> bool {
    let fitting = |level: RiskLevel| rules.iter().any(|rule| rule.level == level && by_cases(rule, &cases(rule)));
    fitting(RiskLevel::Medium) && fitting(RiskLevel::High)
}
