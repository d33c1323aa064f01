//! Stage 4: plans held against the facts: every clause is kept, not kept, without data, or not measurable here. Cannot fail.
//!
//! | module | what it does |
//! |---|---|
//! | [`levels`] | cases and clusters → the level of risk of an area, day by day, by the rules that a plan sets |
//! | [`lines`] | which lines of a ledger a clause is about, and what stands in their columns |
//! | [`quantity`] | quantities against limits, columns that must say yes, days in order |
//! | [`occasions`] | recurring duties, clusters and their responses, events, lists in a plan's own text |
//! | [`conflicts`] | what plans in force say differently about the same |
//! | [`complaint`] | clauses that are not kept, as findings |

pub mod levels;

mod lines;

mod occasions;
mod quantity;

pub mod conflicts;

pub mod complaint;

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::community::area::{Area, lineage};
use crate::community::clause::{Clause, Demand};
use crate::community::festival::Festival;
use crate::community::ledger::Datum;
use crate::community::ledger::infection::RiskLevel;
use crate::community::ledger::response::Response;
use crate::community::ledger::rhythm::{Kept, Rhythm};
use crate::community::plan::Plan;
use crate::community::register::Community;
use crate::community::table::Id;
use crate::exact::Exact;
use crate::finding::Place;
use crate::judge::conflicts::{Conflict, conflicts};
use crate::judge::levels::Levels;

/// What became of the clauses of every plan.
#[derive(Debug)]
pub struct Judgement {
    verdicts: HashMap<Id<Plan>, Vec<Verdict>>,
    /// The levels of risk.
    pub levels: Levels,
    /// What plans in force say differently about the same.
    pub conflicts: Vec<Conflict>,
}

impl Judgement {
    /// The verdicts on the clauses of a plan, in their order.
    pub fn of(&self, plan: Id<Plan>) -> &[Verdict] {
        self.verdicts.get(&plan).map_or(&[], Vec::as_slice)
    }
}

/// Whether a clause is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Some case breaks it.
    NotKept,
    /// Every case keeps it.
    Kept,
    /// Data could decide it, but there are none.
    NoData,
    /// No data of this site can decide it; it is never counted as kept.
    NotMeasurable,
}

impl Standing {
    /// Every one, in the order in which they are shown.
    pub const ALL: [Standing; 4] = [Standing::Kept, Standing::NotKept, Standing::NoData, Standing::NotMeasurable];

    /// The word for addresses and texts.
    pub fn word(self) -> &'static str {
        match self {
            Standing::Kept => "kept",
            Standing::NotKept => "not-kept",
            Standing::NoData => "no-data",
            Standing::NotMeasurable => "not-measurable",
        }
    }
}

/// What the data say about a clause.
#[derive(Debug)]
pub struct Verdict {
    /// Whether it is kept.
    pub standing: Standing,
    /// Every case that was looked at, those that break it first.
    pub cases: Vec<Case>,
}

/// One thing that a clause was held against.
#[derive(Debug)]
pub struct Case {
    /// What: the name, area or value that it stands under; nothing for the whole.
    pub of: Datum,
    /// The line of the ledger, if it is one line: the word of the ledger, its id.
    pub line: Option<(&'static str, Box<str>)>,
    /// The ledger.
    pub book: Option<&'static str>,
    /// Where it is written.
    pub place: Option<Place>,
    /// What was found.
    pub seen: Seen,
    /// Whether it keeps the clause.
    pub kept: bool,
}

/// What was found.
#[derive(Debug)]
pub enum Seen {
    /// A quantity, and the two sums it is the ratio of.
    Number(Exact, Option<[Exact; 2]>),
    /// The columns that are lacking, by position among the headings of the ledger; none is all there.
    Lacks(Vec<usize>),
    /// A column whose day comes before that of an earlier one, or comes without it.
    OutOfOrder(Option<usize>),
    /// A number that triggers something, and whether that was done.
    Triggered(Exact, bool),
    /// A time of day.
    Time(Option<chrono::NaiveTime>),
    /// How a recurring duty was kept.
    Rhythm(Id<Rhythm>, Kept),
    /// The weight of a role in per cent.
    Weight(Exact),
    /// How many are listed; nothing where the heading is not there.
    Listed(Option<usize>),
    /// Cases that reached the number on a day, and the response that answered.
    Alarm(NaiveDate, Exact, Option<Id<Response>>),
    /// On how many days a condition made its level, and the first day on which a lower one was ordered.
    Level(Id<Area>, RiskLevel, usize, Option<NaiveDate>),
    /// An event that stays within the limit, or was changed, or breaks it.
    Event(Id<Festival>, EventFault),
}

/// How an event stands to a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventFault {
    /// Within the limit.
    None,
    /// Too many people.
    People,
    /// In an area at a level of risk.
    Level(RiskLevel),
}

/// What judging a clause needs.
pub(crate) struct Bench<'a> {
    community: &'a Community,
    levels: &'a Levels,
    as_of: NaiveDate,
    plan: &'a Plan,
    clause: &'a Clause,
}

/// Holds every plan against the facts, for the day `as_of`.
pub fn judge(community: &Community, as_of: NaiveDate) -> Judgement {
    let levels = Levels::of(community, as_of);
    let mut verdicts = HashMap::new();
    for (id, plan) in community.plans.iter() {
        let of_plan = plan.clauses.iter().map(|clause| {
            let bench = Bench { community, levels: &levels, as_of, plan, clause };
            bench.verdict()
        });
        verdicts.insert(id, of_plan.collect());
    }
    let conflicts = conflicts(community, as_of);
    Judgement { verdicts, levels, conflicts }
}

impl Bench<'_> {
    fn verdict(&self) -> Verdict {
        if let Demand::Stated { .. } = self.clause.demand {
            return Verdict { standing: Standing::NotMeasurable, cases: Vec::new() };
        }
        let mut cases = self.cases();
        cases.sort_by_key(|case| case.kept);
        let standing = match cases.first() {
            None => Standing::NoData,
            Some(case) if case.kept => Standing::Kept,
            Some(_) => Standing::NotKept,
        };
        Verdict { standing, cases }
    }

    fn cases(&self) -> Vec<Case> {
        match &self.clause.demand {
            Demand::Quantity { of, figure, over, per_cent, per, limit } => {
                self.quantities(of, (figure.as_deref(), over.as_deref(), *per_cent), per, limit)
            }
            Demand::Each { of, figures, least } => self.each(of, figures, least.as_ref()),
            Demand::Triggers { of, figure, more_than, then } => self.triggers(of, figure, more_than, then),
            Demand::Order { of, figures } => self.in_order(of, figures),
            Demand::Time { of, figure, time } => self.at_time(of, figure, *time),
            Demand::Rhythm { rhythms, every, times, time, when } => {
                let meant = self.rhythms_at(rhythms, *when);
                self.rhythms(&meant, *every, *times, time.is_some())
            }
            Demand::Weight { scheme, role, kinds, floor } => self.weights(*scheme, role, kinds, &floor.value),
            Demand::Window { days, cases } => self.windows(*days, cases),
            Demand::Level(rule) => self.level(rule),
            Demand::ClusterSize { cases, days } => self.clusters(cases, *days),
            Demand::Events { people, levels } => self.events(people.as_ref(), levels),
            Demand::Listed { count, number } => self.listed(*count, number),
            Demand::Stated { .. } => Vec::new(),
        }
    }

    /// Whether an area lies in one of those that the plan is for; a plan for nowhere in particular is for all.
    fn concerns(&self, area: Id<Area>) -> bool {
        let line = lineage(&self.community.areas, area);
        self.plan.audience.is_empty() || self.plan.audience.iter().any(|audience| line.contains(audience))
    }
}
