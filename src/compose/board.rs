//! The emergency board: which level each area is at, what applies there now, what residents should know, who is on duty.

use crate::chart::content::{Chart, Drawing, Table, Tile, tone};
use crate::community::area::lineage;
use crate::community::ledger::infection::{LevelMeasure, RiskLevel};
use crate::community::plan::Plan;
use crate::community::table::Id;
use crate::compose::address::Which;
use crate::compose::now::{self, Now};
use crate::compose::view::{
    BoardBody, Body, ChartBlock, LevelItem, Link, MatrixRow, MeasureGroup, MeasureMatrix, MeasureRow, ResponseItem,
};
use crate::compose::voice::Voice;
use crate::compose::{cards, clause, duty, lists, response, supplies};
use crate::language::Said;

/// Whether there is anything to show on a board.
pub fn is_shown(voice: &Voice<'_>) -> bool {
    let community = voice.community;
    !community.case_series.is_empty()
        || !community.shifts.is_empty()
        || !community.stocks.is_empty()
        || clause::all(voice).iter().any(|(_, _, clause, _)| clause.resident)
}

/// The emergency board.
pub fn board(voice: &Voice<'_>) -> Body {
    let all = now::all(voice);
    let levels: Vec<LevelItem> = all.iter().map(|now| now::item(voice, now)).collect();
    let responses = response::all(voice);
    let open: Vec<ResponseItem> =
        responses.iter().filter(|id| response::is_open(voice, **id)).map(|id| response::item(voice, *id)).collect();
    let shifts = duty::shifts(voice);
    let no_shift = (shifts.is_empty() && !voice.community.shifts.is_empty()).then(|| voice.say("say.nobody-on-duty"));
    Body::Board(Box::new(BoardBody {
        intro: voice.fill("say.board-intro", &[("date", &voice.date(voice.material.as_of))]),
        tiles: (all.len() > 1).then(|| tiles(voice, &all)),
        levels,
        measures: measures(voice, &all),
        matrices: plans(voice).into_iter().map(|plan| matrix(voice, plan)).collect(),
        no_open: (open.is_empty() && !responses.is_empty())
            .then(|| voice.fill("say.no-response-open", &[("n", &responses.len())])),
        open,
        responses: clause::ledger_link(voice, "response"),
        cards: cards::groups(voice),
        shifts,
        no_shift,
        supplies: supplies::supplies(voice),
        stocks: clause::ledger_link(voice, "stock"),
        observed: duty::observed(voice),
    }))
}

/// How many areas are at each level, and which, as squares.
fn tiles(voice: &Voice<'_>, all: &[Now<'_>]) -> ChartBlock {
    let count = |level: RiskLevel| all.iter().filter(|now| now.level() == Some(level)).count();
    let [low, medium, high] = [RiskLevel::Low, RiskLevel::Medium, RiskLevel::High].map(count);
    let place = |now: &Now<'_>| RiskLevel::ALL.iter().position(|level| now.level() == Some(*level));
    let tile = |now: &Now<'_>| Tile {
        name: voice.area(now.area).text,
        text: now::state(voice, now.level()).text,
        // What is not known is not calm.
        tone: place(now).map_or(1, |place| tone(place, RiskLevel::ALL.len())),
    };
    let row = |now: &Now<'_>| vec![voice.area(now.area).text, now::state(voice, now.level()).text];
    voice.chart(Chart {
        id: "board-levels".into(),
        title: voice.say("chart.board-title"),
        summary: voice
            .fill("chart.board-summary", &[("n", &all.len()), ("low", &low), ("medium", &medium), ("high", &high)]),
        drawing: Drawing::Tiles { tiles: all.iter().map(tile).collect() },
        table: Table {
            head: vec![voice.say("fact.area"), voice.say("chart.level")],
            rows: all.iter().map(row).collect(),
        },
    })
}

/// The plans in force that set measures by level.
fn plans(voice: &Voice<'_>) -> Vec<Id<Plan>> {
    let sets = |id: &Id<Plan>| voice.community.level_measures.iter().any(|(_, measure)| measure.plan == *id);
    let in_force = |id: &Id<Plan>| lists::in_force(voice, &voice.community.plans[*id]);
    voice.material.plans.iter().copied().filter(sets).filter(in_force).collect()
}

fn of_plan<'a>(voice: &Voice<'a>, plan: Id<Plan>) -> Vec<&'a LevelMeasure> {
    voice.community.level_measures.iter().map(|(_, one)| one).filter(|one| one.plan == plan).collect()
}

fn at_level(measure: &LevelMeasure, level: RiskLevel) -> Option<&Said> {
    match level {
        RiskLevel::Low => measure.low.as_ref(),
        RiskLevel::Medium => measure.medium.as_ref(),
        RiskLevel::High => measure.high.as_ref(),
    }
}

/// What applies now: for each plan in force, at each level that an area it is for is at, the gravest first.
fn measures(voice: &Voice<'_>, all: &[Now<'_>]) -> Vec<MeasureGroup> {
    let mut groups = Vec::new();
    for id in plans(voice) {
        let plan = &voice.community.plans[id];
        let meant = |now: &&Now<'_>| {
            let line = lineage(&voice.community.areas, now.area);
            plan.audience.is_empty() || plan.audience.iter().any(|area| line.contains(area))
        };
        for level in RiskLevel::ALL.iter().rev() {
            let areas = all.iter().filter(meant).filter(|now| now.level() == Some(*level));
            let areas: Vec<Link> = areas.map(|now| now::link(voice, now.area)).collect();
            if !areas.is_empty() {
                groups.push(group(voice, id, *level, areas));
            }
        }
    }
    groups
}

fn group(voice: &Voice<'_>, id: Id<Plan>, level: RiskLevel, areas: Vec<Link>) -> MeasureGroup {
    let (said, silent): (Vec<_>, Vec<_>) =
        of_plan(voice, id).into_iter().partition(|measure| at_level(measure, level).is_some());
    let row = |measure: &&LevelMeasure| {
        let text = voice.phrase(at_level(measure, level)?);
        Some(MeasureRow { topic: voice.phrase(&measure.topic), text })
    };
    let silent: Vec<&str> = silent.into_iter().map(|measure| measure.topic.text(voice.language)).collect();
    let topics = silent.join(&voice.say("say.list-comma"));
    MeasureGroup {
        state: now::state(voice, Some(level)),
        areas,
        plan: voice.link(Which::Plan(id), &voice.community.plans[id].short_title),
        rows: said.iter().filter_map(row).collect(),
        silent: (!silent.is_empty()).then(|| voice.fill("say.measures-silent", &[("topics", &topics)])),
    }
}

fn matrix(voice: &Voice<'_>, id: Id<Plan>) -> MeasureMatrix {
    let row = |measure: &LevelMeasure| MatrixRow {
        topic: voice.phrase(&measure.topic),
        cells: RiskLevel::ALL.iter().map(|level| at_level(measure, *level).map(|text| voice.phrase(text))).collect(),
    };
    MeasureMatrix {
        plan: voice.link(Which::Plan(id), &voice.community.plans[id].short_title),
        levels: RiskLevel::ALL.iter().map(|level| voice.capital(level.name(voice.language))).collect(),
        rows: of_plan(voice, id).into_iter().map(row).collect(),
    }
}
