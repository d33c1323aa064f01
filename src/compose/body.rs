//! Organisation charts: a drawing of the units of a body, and beside it the same as a list with heads and duties.

use crate::chart::content::{Chart, Drawing, Table, Unit as Drawn};
use crate::community::area::Area;
use crate::community::ledger::bodies::{Body as Record, Unit};
use crate::community::plan::Plan;
use crate::community::table::Id;
use crate::compose::address::Which;
use crate::compose::view::work::{Organisation, UnitItem};
use crate::compose::view::{Body, ChartBlock, Fact, Link};
use crate::compose::voice::Voice;
use crate::language::Phrase;

/// One organisation chart.
pub fn organisation(voice: &Voice<'_>, id: Id<Record>) -> Body {
    let body = &voice.community.bodies[id];
    Body::Organisation(Box::new(Organisation {
        facts: facts(voice, body),
        note: body.note.as_ref().map(|note| voice.phrase(note)),
        chart: chart(voice, body),
        units: below(body, None).map(|unit| item(voice, body, unit)).collect(),
    }))
}

/// The charts that a plan sets up, its own and those it shares.
pub fn of_plan(voice: &Voice<'_>, plan: Id<Plan>) -> Vec<Link> {
    links(voice, |body| body.plan == plan || body.also_for == Some(plan))
}

/// The charts of bodies that are responsible for an area.
pub fn of_area(voice: &Voice<'_>, area: Id<Area>) -> Vec<Link> {
    links(voice, |body| body.area == area)
}

fn links(voice: &Voice<'_>, wanted: impl Fn(&Record) -> bool) -> Vec<Link> {
    let bodies = voice.community.bodies.iter().filter(|(_, body)| wanted(body));
    bodies.map(|(id, body)| voice.link(Which::Body(id), &body.name)).collect()
}

fn facts(voice: &Voice<'_>, body: &Record) -> Vec<Fact> {
    let plan = |id: Id<Plan>| Fact {
        label: voice.say("say.plan"),
        value: voice.phrase(&voice.community.plans[id].title),
        href: Some(voice.href(Which::Plan(id))),
    };
    let mut facts: Vec<Fact> = std::iter::once(body.plan).chain(body.also_for).map(plan).collect();
    facts.push(Fact {
        label: voice.say("fact.area"),
        value: voice.area_with_above(body.area),
        href: Some(voice.href(Which::Area(body.area))),
    });
    facts.push(Fact { label: voice.say("fact.headed-by"), value: head(voice, body), href: None });
    facts
}

/// The office that heads a body; where the plan names none, that is said.
fn head(voice: &Voice<'_>, body: &Record) -> Phrase {
    body.head.as_ref().map_or_else(|| Phrase::own(voice.say("say.not-named")), |head| voice.phrase(head))
}

fn below<'a>(body: &'a Record, above: Option<&'a Unit>) -> impl Iterator<Item = &'a Unit> {
    let above = above.map(|unit| &unit.id.value);
    body.unit.iter().filter(move |unit| unit.under.as_ref().map(|under| &under.value) == above)
}

fn anchor(unit: &Unit) -> String {
    format!("unit-{}", &*unit.id.value)
}

/// A unit in the list, with those below it. Units that share their duties with another repeat them, so that nobody has to
/// look elsewhere for what a unit does.
fn item(voice: &Voice<'_>, body: &Record, unit: &Unit) -> UnitItem {
    let same = unit.same_duty_as.as_ref();
    let same = same.and_then(|key| body.unit.iter().find(|other| other.id.value == key.value));
    let own = unit.duty.iter();
    let duties: Vec<Phrase> =
        own.chain(same.iter().flat_map(|other| &other.duty)).map(|duty| voice.phrase(&duty.text)).collect();
    let fact = |label, value| Fact { label: voice.say(label), value, href: None };
    let mut facts = Vec::new();
    facts.extend(unit.alias.as_ref().map(|alias| fact("fact.also-called", voice.phrase(alias))));
    facts.extend(unit.head.as_ref().map(|head| fact("fact.headed-by", voice.phrase(head))));
    facts.extend(unit.office.map(|office| fact("fact.carried-by", voice.organisation(office))));
    UnitItem {
        anchor: anchor(unit),
        name: voice.phrase(&unit.name),
        facts,
        none: duties.is_empty().then(|| voice.say("say.no-duties")),
        duties,
        same_as: same.map(|other| Link { href: format!("#{}", anchor(other)), text: voice.phrase(&other.name) }),
        below: below(body, Some(unit)).map(|unit| item(voice, body, unit)).collect(),
    }
}

fn chart(voice: &Voice<'_>, body: &Record) -> ChartBlock {
    let name = body.name.text(voice.language);
    let top = below(body, None).count();
    let values: [(&str, &dyn std::fmt::Display); 3] = [("name", &name), ("n", &body.unit.len()), ("top", &top)];
    let root = Drawn {
        name: name.to_owned(),
        note: Some(head_note(voice, body)),
        href: None,
        below: below(body, None).map(|unit| drawn(voice, body, unit)).collect(),
    };
    voice.chart(Chart {
        id: "organisation".into(),
        title: voice.say("chart.organisation-title"),
        summary: voice.fill("chart.organisation-summary", &values),
        drawing: Drawing::Organisation { root },
        table: table(voice, body),
    })
}

fn head_note(voice: &Voice<'_>, body: &Record) -> String {
    voice.fill("say.headed-by", &[("head", &head(voice, body).text)])
}

fn drawn(voice: &Voice<'_>, body: &Record, unit: &Unit) -> Drawn {
    Drawn {
        name: unit.name.text(voice.language).to_owned(),
        note: unit.head.as_ref().or(unit.alias.as_ref()).map(|said| said.text(voice.language).to_owned()),
        href: Some(format!("#{}", anchor(unit))),
        below: below(body, Some(unit)).map(|unit| drawn(voice, body, unit)).collect(),
    }
}

fn table(voice: &Voice<'_>, body: &Record) -> Table {
    let text = |said: &crate::language::Said| said.text(voice.language).to_owned();
    let dash = || "—".to_owned();
    let row = |unit: &Unit| {
        let above = unit.under.as_ref();
        let above = above.and_then(|key| body.unit.iter().find(|other| other.id.value == key.value));
        vec![
            text(&unit.name),
            above.map_or_else(|| text(&body.name), |above| text(&above.name)),
            unit.head.as_ref().map_or_else(dash, text),
        ]
    };
    let first = vec![text(&body.name), dash(), head(voice, body).text];
    Table {
        head: ["chart.unit", "chart.under", "fact.headed-by"].map(|key| voice.say(key)).to_vec(),
        rows: std::iter::once(first).chain(body.unit.iter().map(row)).collect(),
    }
}
