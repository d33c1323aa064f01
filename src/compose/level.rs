//! The page of an area's level of risk: its history, its changes, and the conditions and orders that made them.

use crate::chart::content::{Chart, Drawing, Length, Table};
use crate::community::area::{Area, lineage};
use crate::community::ledger::infection::RiskLevel;
use crate::community::ledger::is_few;
use crate::community::table::Id;
use crate::compose::address::Which;
use crate::compose::clause;
use crate::compose::datum::cases;
use crate::compose::now::{self, Now};
use crate::compose::response;
use crate::compose::view::{
    Body, ChartBlock, ClusterRow, ConditionItem, Fact, LevelBody, LevelChange, Link, OrderRow, State,
};
use crate::compose::voice::{Voice, decimal, length};
use crate::exact::Exact;
use crate::judge::levels::{Day, rule_holds};
use crate::language::Phrase;

/// The page of an area's level.
pub fn level(voice: &Voice<'_>, area: Id<Area>) -> Body {
    let history = voice.material.judgement.levels.history(area);
    let now = now::now(voice, area);
    Body::Level(Box::new(LevelBody {
        facts: facts(voice, area),
        suppressed: voice.say("say.small-counts-hidden"),
        chart: (!history.is_empty()).then(|| chart(voice, area, history)),
        changes: changes(voice, history),
        clusters: clusters(voice, area),
        orders: orders(voice, area),
        conditions: conditions(voice, &now, history),
        responses: response::of_area(voice, area),
        evidence: evidence(voice),
        now: now::item(voice, &now),
    }))
}

fn facts(voice: &Voice<'_>, area: Id<Area>) -> Vec<Fact> {
    let mut facts = vec![Fact {
        label: voice.say("fact.area"),
        value: voice.area_with_above(area),
        href: Some(voice.href(Which::Area(area))),
    }];
    let mut add = |label: &'static str, value: Phrase| {
        facts.push(Fact { label: voice.say(label), value, href: None });
    };
    let history = voice.material.judgement.levels.history(area);
    if let (Some(first), Some(last)) = (history.first(), history.last()) {
        let reported = history.iter().filter(|day| day.cases.is_some()).count();
        let days = voice.days(first.date, last.date);
        add("fact.reported", Phrase::own(voice.fill("say.days-reported", &[("dates", &days), ("n", &reported)])));
    }
    let series = voice.community.case_series.iter().filter(|(_, series)| series.area == area);
    for source in series.filter_map(|(_, series)| series.source.as_ref()) {
        add("fact.source", voice.phrase(source));
    }
    facts
}

fn chart(voice: &Voice<'_>, area: Id<Area>, history: &[Day]) -> ChartBlock {
    let name = voice.area(area).text;
    let days = now::window(voice);
    let highest = history.iter().rev().filter(|day| day.cases.is_some()).max_by_key(|day| day.cases.clone());
    let none = highest.is_none_or(|day| day.cases.as_ref().is_none_or(Exact::is_zero));
    let summary = voice.fill(
        if none { "chart.levels-summary-none" } else { "chart.levels-summary" },
        &[
            ("name", &name),
            (
                "dates",
                &history.first().zip(history.last()).map_or_else(String::new, |(a, b)| voice.days(a.date, b.date)),
            ),
            ("n", &highest.and_then(|day| day.cases.as_ref()).map_or_else(|| "—".to_owned(), |one| cases(voice, one))),
            ("date", &highest.map_or_else(|| "—".to_owned(), |day| voice.date(day.date))),
            ("level", &now::state(voice, now::now(voice, area).level()).text),
            ("days", &days),
        ],
    );
    let step = |day: &Day| RiskLevel::ALL.iter().position(|level| day.in_force() == Some(*level));
    voice.chart(Chart {
        id: "levels".into(),
        title: voice.fill("chart.levels-title", &[("days", &days)]),
        summary,
        drawing: Drawing::Levels {
            days: history.iter().map(|day| day.date.format("%m-%d").to_string()).collect(),
            levels: RiskLevel::ALL.iter().map(|level| level.name(voice.language).to_owned()).collect(),
            counts: history.iter().map(|day| day.cases.as_ref().map(|cases| bar(voice, cases))).collect(),
            steps: history.iter().map(step).collect(),
            marks: marks(voice).into_iter().map(|mark| (mark.value, mark.text)).collect(),
        },
        table: Table {
            head: ["chart.date", "chart.cases", "chart.clusters", "chart.level"].map(|key| voice.say(key)).into(),
            rows: history.iter().map(|day| table_row(voice, day)).collect(),
        },
    })
}

/// The numbers of cases from which on a level holds.
fn marks(voice: &Voice<'_>) -> Vec<Length> {
    let mark = |level: RiskLevel, from: &Exact| {
        let text = voice.fill("chart.level-from", &[("n", &decimal(from)), ("level", &level.name(voice.language))]);
        length(from, text)
    };
    let rules = voice.material.judgement.levels.rules.iter();
    let marks = rules.filter_map(|(_, _, rule)| Some((rule.level, rule.from.as_ref()?)));
    marks.filter(|(_, from)| !from.is_zero()).map(|(level, from)| mark(level, from)).collect()
}

fn table_row(voice: &Voice<'_>, day: &Day) -> Vec<String> {
    let cases = day.cases.as_ref().map_or_else(|| voice.say("say.not-reported"), |number| cases(voice, number));
    vec![day.date.to_string(), cases, day.clusters.to_string(), now::state(voice, day.in_force()).text]
}

/// The runs of days with the same level for the same reason, the latest first.
fn changes(voice: &Voice<'_>, history: &[Day]) -> Vec<LevelChange> {
    let reason = |day: &Day| {
        (day.ordered, day.computed, day.cases.is_some(), day.clusters, day.boundary, day.caution, day.unreported > 0)
    };
    let runs: Vec<&[Day]> = history.chunk_by(|one, next| reason(one) == reason(next)).collect();
    let last = runs.len().saturating_sub(1);
    let change = |(at, run): (usize, &&[Day])| {
        let (first, end) = (run.first()?, run.last()?);
        Some(LevelChange {
            from: voice.day(first.date),
            until: (at < last).then(|| voice.day(end.date)),
            state: now::state(voice, first.in_force()),
            cases: range(voice, run),
            clusters: first.clusters.to_string(),
            basis: basis(voice, first),
            notes: now::day_notes(voice, end),
        })
    };
    runs.iter().enumerate().rev().filter_map(change).collect()
}

/// The column of a day; counts from 1 to 4 have the same height, which is that of 4.
fn bar(voice: &Voice<'_>, number: &Exact) -> Length {
    let shown = if is_few(number) { Exact::whole(4) } else { number.clone() };
    length(&shown, cases(voice, number))
}

/// The least and the greatest number of cases in a run of days.
fn range(voice: &Voice<'_>, run: &[Day]) -> String {
    let all = || run.iter().filter_map(|day| day.cases.as_ref());
    match [all().min(), all().max()].map(|end| end.map(|number| cases(voice, number))) {
        [Some(least), Some(most)] if least == most => least,
        [Some(least), Some(most)] => format!("{least}–{most}"),
        _ => voice.say("say.not-reported"),
    }
}

fn basis(voice: &Voice<'_>, day: &Day) -> String {
    match (day.computed, day.ordered) {
        (Some(computed), Some(ordered)) if computed == ordered => voice.say("say.basis-both"),
        (Some(computed), Some(_)) => voice.fill("say.basis-otherwise", &[("level", &computed.name(voice.language))]),
        (None, Some(_)) => voice.say("say.basis-ordered"),
        (Some(_), None) => voice.say("say.basis-computed"),
        (None, None) => voice.say("say.basis-none"),
    }
}

/// The clusters in the area, the latest first.
fn clusters(voice: &Voice<'_>, area: Id<Area>) -> Vec<ClusterRow> {
    let community = voice.community;
    let here = |id: Id<Area>| lineage(&community.areas, id).contains(&area);
    let mut clusters: Vec<_> = community
        .clusters
        .iter()
        .map(|(_, one)| one)
        .filter(|one| here(one.area) && one.first <= voice.material.as_of)
        .collect();
    clusters.sort_by_key(|one| std::cmp::Reverse(one.first));
    let row = |one: &crate::community::ledger::infection::Cluster| ClusterRow {
        area: voice.link(Which::Area(one.area), &community.areas[one.area].name),
        setting: voice.capital(one.setting.name(voice.language)),
        first: voice.day(one.first),
        last: voice.day(one.last),
        cases: cases(voice, &Exact::whole(i64::from(one.cases))),
    };
    clusters.into_iter().map(row).collect()
}

/// The orders on the area and those it lies in, the latest first.
fn orders(voice: &Voice<'_>, area: Id<Area>) -> Vec<OrderRow> {
    let community = voice.community;
    let line = lineage(&community.areas, area);
    let orders = community.level_orders.iter().map(|(_, order)| order);
    let mut orders: Vec<_> =
        orders.filter(|order| line.contains(&order.area) && order.from <= voice.material.as_of).collect();
    orders.sort_by_key(|order| std::cmp::Reverse(order.from));
    let row = |order: &crate::community::ledger::infection::LevelOrder| OrderRow {
        area: voice.link(Which::Area(order.area), &community.areas[order.area].name),
        state: now::state(voice, Some(order.level)),
        dates: now::dates(voice, order),
        by: voice.organisation(order.by),
        document: order.document.clone(),
        ground: voice.phrase(&order.ground),
    };
    orders.into_iter().map(row).collect()
}

/// The conditions of the levels, the gravest first, each with whether it holds now.
fn conditions(voice: &Voice<'_>, now: &Now<'_>, history: &[Day]) -> Vec<ConditionItem> {
    let mut rules: Vec<_> = voice.material.judgement.levels.rules.iter().collect();
    rules.sort_by_key(|(_, _, rule)| std::cmp::Reverse(rule.level));
    let item = |(plan_id, at, rule): &(_, usize, crate::community::clause::LevelRule)| {
        let plan = &voice.community.plans[*plan_id];
        let clause = &plan.clauses[*at];
        let holds = |day: &Day| day.cases.as_ref().is_some_and(|cases| rule_holds(rule, cases, day.clusters));
        let held = history.iter().filter(|day| holds(day)).count();
        ConditionItem {
            level: now::state(voice, Some(rule.level)),
            text: voice.phrase(&clause.text),
            state: holding(voice, now.day.map(holds)),
            held: voice.fill("say.condition-held", &[("n", &held)]),
            reading: clause.reading.as_ref().map(|reading| voice.phrase(reading)),
            plan: Link { href: clause::href(voice, *plan_id, clause), text: voice.phrase(&plan.short_title) },
        }
    };
    rules.into_iter().map(item).collect()
}

fn holding(voice: &Voice<'_>, holds: Option<bool>) -> State {
    match holds {
        Some(true) => voice.state("state.holds", "plain"),
        Some(false) => voice.state("state.does-not-hold", "past"),
        None => voice.state("state.no-data", "plain"),
    }
}

fn evidence(voice: &Voice<'_>) -> Vec<Link> {
    ["case_series", "cluster", "level_order"].into_iter().filter_map(|word| clause::ledger_link(voice, word)).collect()
}
