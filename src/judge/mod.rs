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
    /// A quantity that would give away a count of fewer than five people, and is therefore not kept.
    Withheld,
    /// The columns that are lacking, by position among the headings of the ledger; none is all there.
    Lacks(Vec<usize>),
    /// A column whose day comes before that of an earlier one, or comes without it.
    OutOfOrder(Option<usize>),
    /// Two days of which one is to come before the other, and which are the same.
    SameDay,
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::PathBuf;

    use super::*;
    use crate::check::{Scope, check};
    use crate::edition::Edition;
    use crate::finding::Findings;
    use crate::load::{Source, SourceFile};

    const FACTS: &str = r#"
        [site]
        title = "岚汀市"
        host = "commission"

        [[area]]
        id = "lanting"
        name = "岚汀市"
        level = "city"

        [[area]]
        id = "nanting"
        name = "南汀区"
        level = "district"
        parent = "lanting"

        [[area]]
        id = "liuwan"
        name = "柳湾街道"
        level = "subdistrict"
        parent = "nanting"

        [[area]]
        id = "dongwan"
        name = "东湾社区"
        level = "community"
        parent = "liuwan"

        [[area]]
        id = "xiwan"
        name = "西湾社区"
        level = "community"
        parent = "liuwan"

        [[organisation]]
        id = "commission"
        name = "城乡基层治理委员会"
        kind = "party"
        area = "lanting"
    "#;

    /// The community with one plan of those clauses, and those records.
    fn community(clauses: &str, records: &str) -> Community {
        let plan = format!(
            "+++\ntitle = \"方案\"\nnumber = 1\nkind = \"work_plan\"\nissuing_body = \"commission\"\n\
             date = 2026-01-20\n{clauses}\n+++\n\n正文。\n"
        );
        let file = |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.to_owned() };
        let source = Source {
            root: PathBuf::new(),
            files: vec![
                file("content/plans/plan.md", &plan),
                file("data/facts.toml", FACTS),
                file("data/records.toml", records),
            ],
            assets: BTreeMap::new(),
            ignored: Vec::new(),
            themes: BTreeMap::new(),
        };
        let mut findings = Findings::default();
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let scope = Scope { edition: Edition::Review, as_of: None, today };
        check(&source, scope, &mut findings).unwrap_or_else(|| panic!("{:#?}", findings.sorted()))
    }

    /// What becomes of the clause `rule`, with what was found in each case.
    fn judged(rule: &str, records: &str) -> (Standing, Vec<String>) {
        let clause = format!("[[clause]]\nid = \"c\"\ntext = \"条款\"\n{rule}");
        let community = community(&clause, records);
        let judgement = judge(&community, "2026-11-20".parse().unwrap());
        let (plan, _) = community.plans.iter().next().unwrap();
        let verdict = &judgement.of(plan)[0];
        (verdict.standing, verdict.cases.iter().map(|case| said(&community, case)).collect())
    }

    fn said(community: &Community, case: &Case) -> String {
        let of = match &case.of {
            Datum::Nothing => String::new(),
            Datum::Area(id) => format!("{} ", &*community.areas[*id].key),
            Datum::Word(word, _) => format!("{word} "),
            other => format!("{other:?} "),
        };
        let number = |number: &Exact| number.fraction_text();
        let seen = match &case.seen {
            Seen::Number(total, None) => number(total),
            Seen::Number(ratio, Some([part, whole])) => {
                format!("{} = {} / {}", number(ratio), number(part), number(whole))
            }
            other => format!("{other:?}"),
        };
        format!("{of}{seen}")
    }

    fn team(area: &str, people: u32) -> String {
        format!(
            "[[service_team]]\nid = \"team-{area}-{people}\"\nname = \"服务队\"\narea = \"{area}\"\npeople = {people}\n"
        )
    }

    fn coverage(area: &str, system: &str, reached: u32, target: u32) -> String {
        format!(
            "[[coverage]]\nid = \"{area}-{}\"\narea = \"{area}\"\nsystem = \"{system}\"\ntarget = {target}\n\
             reached = {reached}\ndate = 2026-10-31\n",
            system.replace('_', "-")
        )
    }

    #[test]
    fn the_number_itself_keeps_every_limit_and_the_next_one_breaks_it() {
        use Standing::{Kept, NotKept};
        let cases = [
            ("rule = \"at-least\"\nnumber = 10", [NotKept, Kept, Kept]),
            ("rule = \"at-most\"\nnumber = 10", [Kept, Kept, NotKept]),
            ("rule = \"exactly\"\nnumber = 10", [NotKept, Kept, NotKept]),
            ("rule = \"between\"\nfrom = 10\nuntil = 12", [NotKept, Kept, Kept]),
            ("rule = \"between\"\nfrom = 8\nuntil = 10", [Kept, Kept, NotKept]),
            ("rule = \"at-least\"\nnumber = 9.5", [NotKept, Kept, Kept]),
        ];
        for (rule, expected) in cases {
            let rule = format!("{rule}\nledger = \"service_team\"\nfigure = \"people\"");
            let standings = [9, 10, 11].map(|people| judged(&rule, &team("dongwan", people)).0);
            assert_eq!(standings, expected, "{rule}");
        }
    }

    #[test]
    fn groups_are_compared_one_by_one_those_that_break_first() {
        let records = [team("dongwan", 6), team("dongwan", 5), team("xiwan", 9)].concat();
        let rule = |per: &str| {
            format!("rule = \"at-least\"\nledger = \"service_team\"\nfigure = \"people\"\nnumber = 10\n{per}")
        };
        let (standing, cases) = judged(&rule("per = \"area\""), &records);
        assert_eq!((standing, cases), (Standing::NotKept, vec!["xiwan 9".into(), "dongwan 11".into()]));
        let (standing, cases) = judged(&rule("per = \"subdistrict\""), &records);
        assert_eq!((standing, cases), (Standing::Kept, vec!["liuwan 20".into()]));
        let (standing, cases) = judged(&rule("per = \"all\""), &records);
        assert_eq!((standing, cases), (Standing::Kept, vec!["20".into()]));
        let (standing, cases) = judged(&rule("per = \"record\""), &records);
        assert_eq!((standing, cases.len()), (Standing::NotKept, 3));
    }

    #[test]
    fn without_a_figure_records_are_counted_in_each_group_or_in_all() {
        let records = [team("dongwan", 6), team("dongwan", 5), team("xiwan", 9)].concat();
        let rule = |per: &str| format!("rule = \"exactly\"\nledger = \"service_team\"\nnumber = 2\n{per}");
        let (standing, cases) = judged(&rule("per = \"area\""), &records);
        assert_eq!((standing, cases), (Standing::NotKept, vec!["xiwan 1".into(), "dongwan 2".into()]));
        assert_eq!(judged(&rule(""), &records), (Standing::NotKept, vec!["3".into()]));
        let none_there = "where = { people = 99 }";
        assert_eq!(judged(&rule(none_there), &records), (Standing::NotKept, vec!["0".into()]), "none is a count");
        assert_eq!(judged(&rule(none_there), "").0, Standing::NoData, "but an empty ledger says nothing");
    }

    #[test]
    fn only_lines_that_meet_every_condition_are_looked_at() {
        let records = [
            coverage("dongwan", "video", 50, 100),
            coverage("xiwan", "video", 95, 100),
            coverage("xiwan", "door_control", 10, 100),
        ]
        .concat();
        let rule = |conditions: &str| {
            format!(
                "rule = \"at-least\"\nledger = \"coverage\"\nfigure = \"rate\"\nper = \"record\"\nnumber = 90\n\
                 where = {{ {conditions} }}"
            )
        };
        let cases = [
            ("system = \"video\"", Standing::NotKept, 2),
            ("system = \"video\", area = \"xiwan\"", Standing::Kept, 1),
            ("system = [\"video\", \"door_control\"], area = \"xiwan\"", Standing::NotKept, 2),
            ("target = 100, subdistrict = \"liuwan\"", Standing::NotKept, 3),
            ("target = 101", Standing::NoData, 0),
            ("system = \"population\"", Standing::NoData, 0),
        ];
        for (conditions, standing, count) in cases {
            let (found, cases) = judged(&rule(conditions), &records);
            assert_eq!((found, cases.len()), (standing, count), "{conditions}");
        }
    }

    #[test]
    fn a_share_is_that_of_the_sums_and_no_share_of_nought() {
        let rule = |per: &str| {
            format!(
                "rule = \"share-of\"\nledger = \"coverage\"\nfigure = \"reached\"\nover = \"target\"\nnumber = 90\n{per}"
            )
        };
        let records = [coverage("dongwan", "video", 100, 100), coverage("xiwan", "video", 160, 200)].concat();
        assert_eq!(judged(&rule(""), &records), (Standing::NotKept, vec!["260/3 = 260 / 300".into()]));
        let (_, cases) = judged(&rule("per = \"area\""), &records);
        assert_eq!(cases, ["xiwan 80 = 160 / 200", "dongwan 100 = 100 / 100"]);
        assert_eq!(
            judged(&rule(""), &coverage("dongwan", "video", 9, 10)).0,
            Standing::Kept,
            "90 of 100 is at least 90"
        );
        assert_eq!(judged(&rule(""), &coverage("dongwan", "video", 0, 0)), (Standing::NoData, Vec::new()));
        let records = [coverage("dongwan", "video", 0, 0), coverage("xiwan", "video", 95, 100)].concat();
        let (standing, cases) = judged(&rule("per = \"area\""), &records);
        assert_eq!((standing, cases.len()), (Standing::Kept, 1), "an area with nothing to cover is left out");
    }

    #[test]
    fn a_figure_that_is_not_written_is_no_nought() {
        let activity = |id: &str, people: &str| {
            format!(
                "[[activity]]\nid = \"{id}\"\nname = \"培训\"\narea = \"dongwan\"\nkind = \"training\"\n\
                 date = 2026-05-01\n{people}\n"
            )
        };
        let rule = "rule = \"at-least\"\nledger = \"activity\"\nfigure = \"people\"\nnumber = 10\n";
        assert_eq!(judged(rule, &activity("a", "")), (Standing::NoData, Vec::new()));
        let records = [activity("a", ""), activity("b", "people = 12")].concat();
        assert_eq!(judged(rule, &records).0, Standing::Kept);
        let all = format!("{rule}per = \"all\"\n");
        assert_eq!(judged(&all, &activity("a", "")), (Standing::NoData, Vec::new()));
    }

    #[test]
    fn a_sum_or_ratio_that_would_tell_of_fewer_than_five_people_is_kept_back() {
        let count = |id: &str, people: u32, watchers: u32| {
            format!(
                "[[contact_count]]\nid = \"{id}\"\narea = \"dongwan\"\ndate = 2026-11-01\nclass = \"close\"\n\
                 observed = \"home\"\npeople = {people}\nwatchers = {watchers}\ndays = 14\n"
            )
        };
        let sum = "rule = \"at-most\"\nledger = \"contact_count\"\nfigure = \"people\"\nper = \"area\"\nnumber = 50\n";
        let ratio =
            "rule = \"at-least\"\nledger = \"contact_count\"\nfigure = \"watchers\"\nover = \"people\"\nnumber = 1\n";
        let few = [count("a", 12, 12), count("b", 3, 4)].concat();
        assert_eq!(judged(sum, &few), (Standing::Kept, vec!["dongwan Withheld".into()]));
        let (_, cases) = judged(ratio, &few);
        assert_eq!(cases, ["dongwan 1 = 12 / 12", "dongwan Withheld"]);
        let many = [count("a", 12, 12), count("b", 0, 0)].concat();
        assert_eq!(judged(sum, &many), (Standing::Kept, vec!["dongwan 12".into()]), "nobody is nobody");
    }

    #[test]
    fn within_a_year_only_records_of_the_year_of_the_plan_count() {
        let activity = |id: &str, date: &str| {
            format!(
                "[[activity]]\nid = \"{id}\"\nname = \"培训\"\narea = \"dongwan\"\nkind = \"training\"\n\
                 date = {date}\npeople = 3\n"
            )
        };
        let records = [activity("a", "2025-12-31"), activity("b", "2026-01-01"), activity("c", "2026-12-31")].concat();
        let rule = "rule = \"exactly\"\nledger = \"activity\"\nnumber = 2\nduring = \"year\"\n";
        assert_eq!(judged(rule, &records), (Standing::Kept, vec!["2".into()]));
    }

    #[test]
    fn days_in_order_may_fall_together_but_none_may_be_skipped() {
        use Standing::{Kept, NoData, NotKept};
        let decision = |days: &str| {
            format!("[[decision]]\nid = \"d\"\nname = \"停车位\"\narea = \"dongwan\"\nproposed = 2026-04-01\n{days}")
        };
        let rule = "rule = \"in-order\"\nledger = \"decision\"\nfigures = [\"consulted\", \"considered\", \"voted\"]\n";
        let cases = [
            ("", NoData),
            ("consulted = 2026-04-02", Kept),
            ("consulted = 2026-04-02\nconsidered = 2026-04-02\nvoted = 2026-04-02", Kept),
            ("consulted = 2026-04-02\nvoted = 2026-04-03", NotKept),
            ("considered = 2026-04-02", NotKept),
            ("consulted = 2026-04-03\nconsidered = 2026-04-02", NotKept),
        ];
        for (days, standing) in cases {
            assert_eq!(judged(rule, &decision(days)).0, standing, "{days}");
        }
    }

    #[test]
    fn more_than_a_number_is_not_the_number_itself() {
        let case = |failed: u32, done: bool| {
            format!(
                "[[event_case]]\nid = \"e\"\narea = \"dongwan\"\nunit = \"commission\"\ncategory = \"占道\"\n\
                 date = 2026-06-02\nfailed_rechecks = {failed}\nsupervised = {done}\nin_performance = {done}\n"
            )
        };
        let rule = "rule = \"more-than-triggers\"\nledger = \"event_case\"\nfigure = \"failed_rechecks\"\nnumber = 3\nthen = \"followed\"\n";
        let standings = [(3, false), (4, false), (4, true)].map(|(failed, done)| judged(rule, &case(failed, done)).0);
        assert_eq!(standings, [Standing::Kept, Standing::NotKept, Standing::Kept]);
    }

    #[test]
    fn an_event_that_does_not_say_how_many_it_expects_tells_nothing_of_a_limit() {
        let event = |more: &str| {
            format!(
                "[[festival]]\nid = \"f\"\nname = \"晚会\"\nhosts = [\"commission\"]\ndate = 2026-09-25\n\
                 venue = \"广场\"\narea = \"dongwan\"\n{more}"
            )
        };
        let rule = "rule = \"event-limit\"\nnumber = 50\n";
        assert_eq!(judged(rule, &event("")).0, Standing::NoData);
        assert_eq!(judged(rule, &event("expected_people = 50")).0, Standing::Kept);
        assert_eq!(judged(rule, &event("expected_people = 51")).0, Standing::NotKept);
        let cancelled =
            "expected_people = 51\n[festival.change]\nkind = \"cancelled\"\ndecided = 2026-09-01\nreason = \"天气\"\n";
        assert_eq!(judged(rule, &event(cancelled)).0, Standing::Kept, "what was cancelled breaks nothing");
    }

    #[test]
    fn a_rhythm_that_is_too_slow_for_its_clause_breaks_it() {
        let rhythm = |every: &str| {
            format!(
                "[[rhythm]]\nid = \"r\"\nname = \"例会\"\nplan = \"plan\"\narea = \"dongwan\"\n{every}\nfrom = 2026-01-01\n\
                 span = [{{ from = 2026-01-01, until = 2026-11-20 }}]\n"
            )
        };
        let rule = |times: &str| format!("rule = \"every-so-often\"\nrhythm = [\"r\"]\nevery = \"month\"\n{times}");
        let cases = [
            ("every = \"month\"", "", Standing::Kept),
            ("every = \"week\"", "", Standing::Kept),
            ("every = \"quarter\"", "", Standing::NotKept),
            ("every = \"month\"", "number = 2", Standing::NotKept),
            ("every = \"month\"\ntimes = 2", "number = 2", Standing::Kept),
        ];
        for (every, times, standing) in cases {
            assert_eq!(judged(&rule(times), &rhythm(every)).0, standing, "{every} {times}");
        }
    }

    const LEVELS: &str = "[[clause]]\nid = \"low\"\ntext = \"低\"\nrule = \"risk-level\"\nlevel = \"low\"\ndays = 14\nfrom = 0\nuntil = 0\n\
        [[clause]]\nid = \"medium\"\ntext = \"中\"\nrule = \"risk-level\"\nlevel = \"medium\"\ndays = 14\nfrom = 1\nuntil = 10\n\
        [[clause]]\nid = \"one\"\ntext = \"一起\"\nrule = \"risk-level\"\nlevel = \"medium\"\ndays = 14\nclusters = 1\n\
        [[clause]]\nid = \"size\"\ntext = \"五例\"\nrule = \"cluster-size\"\nnumber = 5\ndays = 14\n\
        [[clause]]\nid = \"high\"\ntext = \"高\"\nrule = \"risk-level\"\nlevel = \"high\"\ndays = 14\nfrom = 10\n\
        [[clause]]\nid = \"two\"\ntext = \"两起\"\nrule = \"risk-level\"\nlevel = \"high\"\ndays = 14\nclusters = 2\n";

    /// The levels of the community Dongwan, day by day, of those records.
    fn days_of_dongwan(records: &str) -> Vec<levels::Day> {
        let community = community(LEVELS, records);
        let levels = Levels::of(&community, "2026-11-20".parse().unwrap());
        let dongwan = community.areas.iter().find(|(_, area)| &*area.key == "dongwan").unwrap().0;
        levels.history(dongwan).to_vec()
    }

    fn series(days: &[(&str, i64)]) -> String {
        let days: Vec<String> =
            days.iter().map(|(date, local)| format!("{{ date = 2026-{date}, local = {local} }}")).collect();
        format!("[[case_series]]\nid = \"s\"\narea = \"dongwan\"\nday = [{}]\n", days.join(", "))
    }

    #[test]
    fn a_window_is_the_day_itself_and_the_thirteen_before_it() {
        let days = days_of_dongwan(&series(&[("10-01", 9), ("10-14", 0), ("10-15", 0)]));
        assert_eq!(days.len(), 15);
        let found = |at: usize| (days[at].cases.clone(), days[at].computed, days[at].unreported);
        assert_eq!(found(0), (Some(Exact::whole(9)), Some(RiskLevel::Medium), 0));
        assert_eq!(found(13), (Some(Exact::whole(9)), Some(RiskLevel::Medium), 12), "the fourteenth day");
        assert_eq!(found(14), (Some(Exact::zero()), Some(RiskLevel::Low), 12), "the fifteenth");
        assert_eq!(found(5), (None, None, 5), "a day that was not reported has no level of its own");
    }

    #[test]
    fn ten_cases_are_high_and_said_to_lie_on_the_boundary() {
        let level = |local: i64| {
            let days = days_of_dongwan(&series(&[("10-01", local)]));
            (days[0].computed, days[0].boundary)
        };
        assert_eq!(level(0), (Some(RiskLevel::Low), false));
        assert_eq!(level(1), (Some(RiskLevel::Medium), false));
        assert_eq!(level(9), (Some(RiskLevel::Medium), false));
        assert_eq!(level(10), (Some(RiskLevel::High), true));
        assert_eq!(level(11), (Some(RiskLevel::High), false));
    }

    #[test]
    fn a_correction_below_nought_makes_no_level_and_one_above_is_subtracted() {
        let days = days_of_dongwan(&series(&[("10-01", 2), ("10-02", -3), ("10-03", 4)]));
        let found: Vec<_> = days.iter().map(|day| day.computed).collect();
        assert_eq!(found, [Some(RiskLevel::Medium), None, Some(RiskLevel::Medium)]);
        assert_eq!(days[2].cases, Some(Exact::whole(3)));
    }

    #[test]
    fn clusters_make_levels_without_cases_and_small_ones_do_not() {
        let cluster = |id: &str, cases: u32| {
            format!(
                "[[cluster]]\nid = \"{id}\"\narea = \"dongwan\"\nsetting = \"school\"\nfirst = 2026-10-01\n\
                 last = 2026-10-02\ncases = {cases}\n"
            )
        };
        let quiet = series(&[("10-01", 0), ("10-02", 0), ("10-15", 0), ("10-16", 0)]);
        let levels = |clusters: &[String]| {
            let days = days_of_dongwan(&[&quiet[..], &clusters.concat()].concat());
            [0, 1, 14, 15].map(|at: usize| days[at].computed)
        };
        let (low, medium, high) = (Some(RiskLevel::Low), Some(RiskLevel::Medium), Some(RiskLevel::High));
        assert_eq!(levels(&[cluster("a", 5)]), [low, medium, medium, low], "known once its last case is there");
        assert_eq!(levels(&[cluster("a", 5), cluster("b", 6)]), [low, high, high, low]);
        assert_eq!(levels(&[cluster("a", 4)]), [low, low, low, low]);
    }
}
