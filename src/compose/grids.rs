//! Grid work: grids by community and kind, the newest rates with what they were made from, the months before, and cases
//! that were sent back too often.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::chart::content::{Chart, Drawing, Line, Table};
use crate::community::area::Area;
use crate::community::books::book;
use crate::community::clause::Demand;
use crate::community::ledger::grids::{EventCase, Grid, GridKind, GridReport};
use crate::community::register::Community;
use crate::community::table::Id;
use crate::compose::address::Which;
use crate::compose::clause;
use crate::compose::datum::line_anchor;
use crate::compose::view::work::{
    FailedCases, FailedRow, GridRow, GridTable, Grids, RateCell, RateHead, RateRow, RateTable,
};
use crate::compose::view::{Body, ChartBlock, ClauseItem, Link};
use crate::compose::voice::{Voice, decimal, length};
use crate::exact::{Exact, Rounding};

/// At most so many lines fit a chart.
const LINES: usize = 4;

/// Whether there is such a page.
pub fn exists(community: &Community) -> bool {
    !(community.grids.is_empty() && community.grid_reports.is_empty() && community.event_cases.is_empty())
}

/// A rate of grid work: the parts of its keys, and what is divided by what.
struct Rate {
    key: &'static str,
    formula: &'static str,
    parts: fn(&GridReport) -> [u32; 2],
}

const RATES: [Rate; 8] = [
    Rate {
        key: "say.rate-closing",
        formula: "say.formula-closing",
        parts: |report| [report.closed, report.due.saturating_sub(report.deferred)],
    },
    Rate {
        key: "say.rate-on-time",
        formula: "say.formula-on-time",
        parts: |report| [report.closed_on_time, report.due.saturating_sub(report.deferred)],
    },
    Rate {
        key: "say.rate-urgent",
        formula: "say.formula-urgent",
        parts: |report| [report.urgent_closed, report.urgent_due],
    },
    Rate { key: "say.rate-pass", formula: "say.formula-pass", parts: |report| [report.passed_first, report.rechecked] },
    Rate {
        key: "say.rate-rework",
        formula: "say.formula-rework",
        parts: |report| [report.failed_recheck, report.closed],
    },
    Rate { key: "say.rate-extension", formula: "say.formula-extension", parts: |report| [report.extended, report.due] },
    Rate { key: "say.rate-filing", formula: "say.formula-filing", parts: |report| [report.filed, report.accepted] },
    Rate {
        key: "say.rate-satisfaction",
        formula: "say.formula-satisfaction",
        parts: |report| [report.satisfied, report.replies],
    },
];

/// A rate in per cent; nothing of a whole of nought.
fn per_cent([part, whole]: [u64; 2]) -> Option<Exact> {
    let [part, whole] = [part, whole].map(|count| Exact::whole(i64::try_from(count).unwrap_or(i64::MAX)));
    (&part * &Exact::whole(100)).checked_div(&whole)
}

fn percent_text(rate: &Exact) -> String {
    format!("{}%", rate.rounded_text(2, Rounding::HalfUp))
}

/// The page.
pub fn grids(voice: &Voice<'_>) -> Body {
    let community = voice.community;
    let ledgers = ["grid", "grid_report", "event_case", "platform"].into_iter().filter_map(|word| {
        let book = book(word).filter(|book| !(book.lines)(community).is_empty())?;
        Some(voice.link_text(Which::Ledger(book.word), book.title(voice.language)))
    });
    let communities: BTreeSet<Id<Area>> = community.grids.iter().map(|(_, grid)| grid.area).collect();
    Body::Grids(Box::new(Grids {
        intro: voice.fill("say.grids-intro", &[("n", &community.grids.len()), ("areas", &communities.len())]),
        grids: grid_table(voice),
        rates: rates(voice),
        charts: charts(voice),
        failed: failed(voice),
        ledgers: ledgers.collect(),
    }))
}

fn grid_table(voice: &Voice<'_>) -> Option<GridTable> {
    let mut by_area: BTreeMap<Id<Area>, Vec<&Grid>> = BTreeMap::new();
    for (_, grid) in voice.community.grids.iter() {
        by_area.entry(grid.area).or_default().push(grid);
    }
    let all: Vec<&Grid> = by_area.values().flatten().copied().collect();
    let kinds: Vec<GridKind> =
        GridKind::ALL.iter().copied().filter(|kind| all.iter().any(|grid| grid.kind == *kind)).collect();
    let cells = |grids: &[&Grid]| -> Vec<String> {
        let of_kind = kinds.iter().map(|kind| grids.iter().filter(|grid| grid.kind == *kind).count().to_string());
        let sum = |figure: fn(&Grid) -> Option<u32>| {
            let known: Vec<u64> = grids.iter().filter_map(|grid| figure(grid)).map(u64::from).collect();
            if known.is_empty() { "—".to_owned() } else { known.iter().sum::<u64>().to_string() }
        };
        let sums = [grids.len().to_string(), sum(|grid| grid.households), sum(|grid| grid.people)];
        of_kind.chain(sums).collect()
    };
    let last = ["chart.sum", "fact.households", "fact.residents"].map(|key| voice.say(key));
    let row = |(area, grids): (&Id<Area>, &Vec<&Grid>)| GridRow {
        link: voice.link(Which::Area(*area), &voice.community.areas[*area].name),
        cells: cells(grids),
    };
    (!all.is_empty()).then(|| GridTable {
        head: kinds.iter().map(|kind| voice.capital(kind.name(voice.language))).chain(last).collect(),
        rows: by_area.iter().map(row).collect(),
        totals: if by_area.len() > 1 { cells(&all) } else { Vec::new() },
    })
}

/// The reports of each community, by month; those of months to come are left out.
fn reports<'a>(voice: &Voice<'a>) -> BTreeMap<Id<Area>, Vec<&'a GridReport>> {
    let mut reports: BTreeMap<Id<Area>, Vec<&GridReport>> = BTreeMap::new();
    let this_month = voice.material.as_of.format("%Y-%m").to_string();
    for (_, report) in voice.community.grid_reports.iter().filter(|(_, report)| report.period <= this_month) {
        reports.entry(report.area).or_default().push(report);
    }
    reports.values_mut().for_each(|own| own.sort_by(|left, right| left.period.cmp(&right.period)));
    reports
}

/// `2026-10` in words.
fn month(voice: &Voice<'_>, period: &str) -> String {
    let first: Option<NaiveDate> = format!("{period}-01").parse().ok();
    first.map_or_else(|| period.to_owned(), |day| voice.month(day))
}

fn rates(voice: &Voice<'_>) -> Option<RateTable> {
    let reports = reports(voice);
    let newest: Vec<&GridReport> = reports.values().filter_map(|own| own.last().copied()).collect();
    let head = |report: &&GridReport| RateHead {
        link: voice.link(Which::Area(report.area), &voice.community.areas[report.area].name),
        month: month(voice, &report.period),
    };
    let cell = |parts: [u32; 2]| {
        let [part, whole] = parts;
        RateCell {
            rate: per_cent(parts.map(u64::from)).map_or_else(|| "—".to_owned(), |rate| percent_text(&rate)),
            parts: voice.fill("say.part-of-whole", &[("part", &part), ("whole", &whole)]),
        }
    };
    let row = |rate: &Rate| RateRow {
        name: voice.words().say(rate.key).to_owned(),
        formula: voice.words().say(rate.formula).to_owned(),
        cells: newest.iter().map(|report| cell((rate.parts)(report))).collect(),
    };
    (!newest.is_empty())
        .then(|| RateTable { head: newest.iter().map(head).collect(), rows: RATES.iter().map(row).collect() })
}

/// The rates of all communities together, and the share closed on time community by community, over the months.
fn charts(voice: &Voice<'_>) -> Vec<ChartBlock> {
    let reports = reports(voice);
    let months: BTreeSet<&str> = reports.values().flatten().map(|report| &*report.period).collect();
    if months.len() < 2 {
        return Vec::new();
    }
    let all: Vec<&GridReport> = reports.values().flatten().copied().collect();
    let together = [0, 1, 3, 7].map(|at| (voice.words().say(RATES[at].key).to_owned(), &RATES[at], all.clone()));
    let mut charts = vec![trend(voice, "grids", &months, &together)];
    if (2..=LINES).contains(&reports.len()) {
        let on_time = &RATES[1];
        let own: Vec<_> = reports.iter().map(|(area, own)| (voice.area(*area).text, on_time, own.clone())).collect();
        charts.push(trend(voice, "grids-on-time", &months, &own));
    }
    charts
}

/// One line a name: a rate of some reports, month by month.
fn trend(
    voice: &Voice<'_>,
    id: &'static str,
    months: &BTreeSet<&str>,
    lines: &[(String, &Rate, Vec<&GridReport>)],
) -> ChartBlock {
    let rate = |rate: &Rate, reports: &[&GridReport], month: &str| {
        let own = reports.iter().filter(|report| report.period == month);
        let parts = own.map(|report| (rate.parts)(report).map(u64::from));
        per_cent(parts.fold([0, 0], |[part, whole], [more, of]| [part + more, whole + of]))
    };
    let points: Vec<Vec<Option<Exact>>> = lines
        .iter()
        .map(|(_, kind, reports)| months.iter().map(|month| rate(kind, reports, month)).collect())
        .collect();
    let text = |point: &Option<Exact>| point.as_ref().map_or_else(|| "—".to_owned(), percent_text);
    // The lowest ten that all points lie above, so that months can be told apart.
    let lowest = points.iter().flatten().flatten().min().cloned().unwrap_or_else(Exact::zero);
    let ten = Exact::whole(10);
    let bottom = lowest.checked_div(&ten).map_or_else(Exact::zero, |tens| &tens.floor() * &ten);
    let names = lines.iter().map(|(name, ..)| name.clone());
    let (first, last) = (months.first().copied().unwrap_or(""), months.last().copied().unwrap_or(""));
    let values: [(&str, &dyn std::fmt::Display); 2] = [("from", &month(voice, first)), ("to", &month(voice, last))];
    let rows = months.iter().enumerate().map(|(at, period)| {
        let cells = points.iter().map(|points| text(&points[at]));
        [month(voice, period)].into_iter().chain(cells).collect()
    });
    voice.chart(Chart {
        id: id.into(),
        title: voice.fill(&format!("chart.{id}-title"), &[]),
        summary: voice.fill(&format!("chart.{id}-summary"), &values),
        drawing: Drawing::Trend {
            range: (bottom.for_drawing(), 100.0),
            periods: months.iter().map(|period| (*period).to_owned()).collect(),
            lines: names
                .clone()
                .zip(&points)
                .map(|(name, points)| Line {
                    name,
                    points: points
                        .iter()
                        .map(|point| point.as_ref().map(|rate| length(rate, rate.rounded_text(1, Rounding::HalfUp))))
                        .collect(),
                })
                .collect(),
        },
        table: Table { head: [voice.say("chart.month")].into_iter().chain(names).collect(), rows: rows.collect() },
    })
}

/// The cases with more failed re-checks than the strictest clause allows, by unit.
fn failed(voice: &Voice<'_>) -> Option<FailedCases> {
    let limit = |demand: &Demand| match demand {
        Demand::Triggers { of, figure, more_than, .. }
            if of.book.word == "event_case" && &**figure == "failed_rechecks" =>
        {
            Some(more_than.clone())
        }
        _ => None,
    };
    let judged = clause::all(voice).into_iter();
    let (limit, judged) =
        judged.filter_map(|one| Some((limit(&one.2.demand)?, one))).min_by(|left, right| left.0.cmp(&right.0))?;
    let exceeds = |case: &EventCase| Exact::whole(i64::from(case.failed_rechecks)) > limit;
    let mut cases: Vec<&EventCase> =
        voice.community.event_cases.iter().map(|(_, case)| case).filter(|case| exceeds(case)).collect();
    cases.sort_by_key(|case| (case.unit, case.date));
    Some(FailedCases {
        sentence: voice.fill("say.failed-cases", &[("n", &cases.len()), ("limit", &decimal(&limit))]),
        clause: ClauseItem { cases: Vec::new(), more: None, ..clause::item(voice, judged, false) },
        rows: cases.into_iter().map(|case| failed_row(voice, case)).collect(),
    })
}

fn failed_row(voice: &Voice<'_>, case: &EventCase) -> FailedRow {
    let yes = |truth| voice.say(if truth { "say.yes" } else { "say.no" });
    let anchor = line_anchor("event_case", &case.key);
    let followed = case.supervised && case.in_performance;
    FailedRow {
        unit: voice.organisation(case.unit),
        link: Link {
            href: format!("{}#{anchor}", voice.href(Which::Ledger("event_case"))),
            text: voice.phrase(&case.category),
        },
        area: voice.area(case.area),
        date: voice.day(case.date),
        failed: case.failed_rechecks.to_string(),
        supervised: yes(case.supervised),
        in_performance: yes(case.in_performance),
        closed: case.closed.map(|day| voice.day(day)),
        state: if followed { voice.state("state.followed", "good") } else { voice.state("state.not-followed", "warn") },
    }
}
