//! The measures of a plan as tasks: by block, with what shows that they are done, and who has how many open.

use std::collections::BTreeMap;

use crate::chart::content::{Chart, Drawing, Length, StackedRow, Table};
use crate::community::ledger::tasks::{Evidence, Measure, TaskState};
use crate::community::organisation::Organisation;
use crate::community::plan::Plan;
use crate::community::table::Id;
use crate::compose::address::Which;
use crate::compose::prose;
use crate::compose::view::work::{EvidenceItem, LeadRow, StepLine, TaskBlock, TaskItem, Tasks};
use crate::compose::view::{Body, ChartBlock, Figure, Link, State};
use crate::compose::voice::{Voice, length};
use crate::exact::Exact;

/// How a measure stands on the day of the site.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Condition {
    Done,
    UnderWay,
    NotBegun,
    Overdue,
}

impl Condition {
    const ALL: [Condition; 4] = [Condition::Done, Condition::UnderWay, Condition::NotBegun, Condition::Overdue];

    fn of(voice: &Voice<'_>, measure: &Measure) -> Condition {
        match measure.state {
            TaskState::Done => Condition::Done,
            _ if measure.deadline < voice.material.as_of => Condition::Overdue,
            TaskState::UnderWay => Condition::UnderWay,
            TaskState::NotBegun => Condition::NotBegun,
        }
    }

    fn state(self, voice: &Voice<'_>) -> State {
        match self {
            Condition::Done => voice.state("state.task-done", "good"),
            Condition::UnderWay => voice.state("state.under-way", "plain"),
            Condition::NotBegun => voice.state("state.not-begun", "plain"),
            Condition::Overdue => voice.state("state.overdue", "warn"),
        }
    }
}

/// The plans that have measures, of those that are shown.
pub fn plans(voice: &Voice<'_>) -> Vec<Id<Plan>> {
    let plans = voice.material.plans.iter().copied();
    plans.filter(|plan| voice.community.measures.iter().any(|(_, measure)| measure.plan == *plan)).collect()
}

/// The measures of a plan by number.
fn measures<'a>(voice: &Voice<'a>, plan: Id<Plan>) -> Vec<&'a Measure> {
    let all = voice.community.measures.iter().map(|(_, measure)| measure);
    let mut measures: Vec<&Measure> = all.filter(|measure| measure.plan == plan).collect();
    measures.sort_by_key(|measure| measure.number);
    measures
}

/// The page of a plan's measures, if it has any.
pub fn of_plan(voice: &Voice<'_>, plan: Id<Plan>) -> Option<Link> {
    let count = measures(voice, plan).len();
    (count > 0).then(|| voice.link_text(Which::Tasks(plan), voice.fill("count.n-measures", &[("n", &count)])))
}

/// The measures of a plan.
pub fn tasks(voice: &Voice<'_>, plan: Id<Plan>) -> Body {
    let measures = measures(voice, plan);
    let blocks = blocks(voice, &measures);
    let count = |condition| measures.iter().filter(|one| Condition::of(voice, one) == condition).count();
    let figure = |condition: Condition| Figure {
        value: count(condition).to_string(),
        label: condition.state(voice).text,
        href: None,
    };
    let values: [(&str, &dyn std::fmt::Display); 4] = [
        ("n", &measures.len()),
        ("blocks", &blocks.len()),
        ("done", &count(Condition::Done)),
        ("overdue", &count(Condition::Overdue)),
    ];
    Body::Tasks(Box::new(Tasks {
        intro: voice.fill("say.measures-intro", &values),
        plan: voice.link(Which::Plan(plan), &voice.community.plans[plan].title),
        counts: Condition::ALL.into_iter().map(figure).collect(),
        chart: chart(voice, &blocks),
        leads: leads(voice, &measures),
        blocks: blocks.iter().enumerate().map(|(at, block)| task_block(voice, at, block)).collect(),
    }))
}

/// The measures by block, in the order in which the blocks begin.
fn blocks<'a>(voice: &Voice<'_>, measures: &[&'a Measure]) -> Vec<Vec<&'a Measure>> {
    let name = |measure: &Measure| measure.block.text(voice.language).to_owned();
    let mut blocks: Vec<Vec<&Measure>> = Vec::new();
    for measure in measures {
        match blocks.iter_mut().find(|block| name(block[0]) == name(measure)) {
            Some(block) => block.push(measure),
            None => blocks.push(vec![measure]),
        }
    }
    blocks
}

fn task_block(voice: &Voice<'_>, at: usize, block: &[&Measure]) -> TaskBlock {
    TaskBlock {
        anchor: format!("block-{}", at + 1),
        name: voice.phrase(&block[0].block),
        count: voice.fill("count.n-measures", &[("n", &block.len())]),
        tasks: block.iter().map(|measure| item(voice, measure)).collect(),
    }
}

fn anchor(measure: &Measure) -> String {
    format!("measure-{}", &*measure.key)
}

fn item(voice: &Voice<'_>, measure: &Measure) -> TaskItem {
    let past = measure.step.iter().filter(|step| step.date <= voice.material.as_of);
    let mut steps: Vec<_> = past.collect();
    steps.sort_by_key(|step| std::cmp::Reverse(step.date));
    TaskItem {
        anchor: anchor(measure),
        number: measure.number.to_string(),
        name: voice.phrase(&measure.name),
        lead: voice.organisation(measure.lead),
        partners: measure.partners.iter().map(|id| voice.organisation(*id)).collect(),
        deadline: voice.day(measure.deadline),
        progress: format!("{}%", measure.progress.value),
        state: Condition::of(voice, measure).state(voice),
        evidence: measure.evidence.iter().map(|evidence| evidence_item(voice, evidence)).collect(),
        steps: steps
            .into_iter()
            .map(|step| StepLine { date: voice.day(step.date), text: voice.phrase(&step.text) })
            .collect(),
    }
}

fn evidence_item(voice: &Voice<'_>, evidence: &Evidence) -> EvidenceItem {
    let which = evidence.link.as_ref().and_then(|link| {
        let (kind, id) = link.value.split_once(':')?;
        prose::record(voice, kind, id)
    });
    EvidenceItem { title: voice.phrase(&evidence.title), href: which.map(|which| voice.href(which)) }
}

/// Who has how many open, those with most first, then by who they are.
fn leads(voice: &Voice<'_>, measures: &[&Measure]) -> Vec<LeadRow> {
    let mut by_lead: BTreeMap<Id<Organisation>, Vec<&Measure>> = BTreeMap::new();
    for measure in measures {
        by_lead.entry(measure.lead).or_default().push(measure);
    }
    let open = |own: &[&Measure]| own.iter().filter(|one| one.state != TaskState::Done).count();
    let mut rows: Vec<_> = by_lead.into_iter().collect();
    rows.sort_by_key(|(lead, own)| (std::cmp::Reverse(open(own)), *lead));
    let row = |(lead, own): (Id<Organisation>, Vec<&Measure>)| {
        let unfinished = || own.iter().filter(|one| one.state != TaskState::Done);
        let overdue = own.iter().filter(|one| Condition::of(voice, one) == Condition::Overdue).count();
        LeadRow {
            name: voice.organisation(lead),
            all: own.len().to_string(),
            open: open(&own).to_string(),
            overdue: overdue.to_string(),
            next: unfinished().map(|one| one.deadline).min().map(|day| voice.day(day)),
            tasks: unfinished()
                .map(|one| Link {
                    href: format!("#{}", anchor(one)),
                    text: crate::language::Phrase::own(one.number.to_string()),
                })
                .collect(),
        }
    };
    rows.into_iter().map(row).collect()
}

/// How many measures of each block are done, under way, not begun, overdue.
fn chart(voice: &Voice<'_>, blocks: &[Vec<&Measure>]) -> ChartBlock {
    let count = |block: &[&Measure], condition| {
        block.iter().filter(|measure| Condition::of(voice, measure) == condition).count()
    };
    let drawn = |number: usize| -> Length {
        length(&Exact::whole(i64::try_from(number).unwrap_or(i64::MAX)), number.to_string())
    };
    let series = Condition::ALL.map(|condition| condition.state(voice).text);
    let name = |block: &[&Measure]| block[0].block.text(voice.language).to_owned();
    let all: usize = blocks.iter().map(Vec::len).sum();
    let most = blocks.iter().map(Vec::len).max().unwrap_or(0);
    let done: usize = blocks.iter().map(|block| count(block, Condition::Done)).sum();
    let cells = |block: &Vec<&Measure>| {
        let counts = Condition::ALL.map(|condition| count(block, condition).to_string());
        [name(block)].into_iter().chain(counts).chain([block.len().to_string()]).collect()
    };
    voice.chart(Chart {
        id: "measures".into(),
        title: voice.say("chart.measures-title"),
        summary: voice.fill("chart.measures-summary", &[("n", &all), ("done", &done)]),
        drawing: Drawing::Stacked {
            full: drawn(most).value,
            series: series.to_vec(),
            rows: blocks
                .iter()
                .map(|block| StackedRow {
                    label: name(block),
                    parts: Condition::ALL.map(|condition| drawn(count(block, condition))).to_vec(),
                    total: block.len().to_string(),
                })
                .collect(),
        },
        table: Table {
            head: [voice.say("chart.block")].into_iter().chain(series).chain([voice.say("chart.sum")]).collect(),
            rows: blocks.iter().map(cells).collect(),
        },
    })
}
