//! The level of risk that an area is at on the day of the site, and why.

use crate::community::area::{Area, lineage};
use crate::community::ledger::infection::{LevelOrder, RiskLevel};
use crate::community::table::Id;
use crate::compose::address::Which;
use crate::compose::datum;
use crate::compose::view::{LevelItem, Link, OrderItem, State};
use crate::compose::voice::{Voice, decimal};
use crate::exact::Exact;
use crate::judge::levels::{Day, order};

/// What is known of an area's level on the day of the site.
pub struct Now<'a> {
    /// The area.
    pub area: Id<Area>,
    /// The newest day that was reported.
    pub day: Option<&'a Day>,
    /// The order in force.
    pub order: Option<&'a LevelOrder>,
}

impl Now<'_> {
    /// The level in force: that ordered, else that which the newest day makes.
    pub fn level(&self) -> Option<RiskLevel> {
        self.order.map(|order| order.level).or_else(|| self.day?.computed)
    }
}

/// What is known of an area's level.
pub fn now<'a>(voice: &Voice<'a>, area: Id<Area>) -> Now<'a> {
    let (material, today) = (voice.material, voice.material.as_of);
    Now { area, day: material.judgement.levels.on(area, today), order: order(material.community, area, today) }
}

/// Every area whose cases are reported, and every other for which a level is ordered, the gravest first.
pub fn all<'a>(voice: &Voice<'a>) -> Vec<Now<'a>> {
    let today = voice.material.as_of;
    let mut areas = voice.material.judgement.levels.areas();
    let in_force = |order: &&LevelOrder| order.from <= today && order.until.is_none_or(|until| today <= until);
    for (_, order) in voice.community.level_orders.iter().filter(|(_, order)| in_force(order)) {
        if !areas.contains(&order.area) {
            areas.push(order.area);
        }
    }
    let mut all: Vec<Now<'a>> = areas.into_iter().map(|area| now(voice, area)).collect();
    all.sort_by_key(|now| (std::cmp::Reverse(now.level()), now.area));
    all
}

/// The areas with a page of their level that lie in an area or are it.
pub fn within(voice: &Voice<'_>, area: Id<Area>) -> Vec<Id<Area>> {
    let areas = voice.material.judgement.levels.areas().into_iter();
    areas.filter(|one| lineage(&voice.community.areas, *one).contains(&area)).collect()
}

/// A level as a state.
pub fn state(voice: &Voice<'_>, level: Option<RiskLevel>) -> State {
    let tone = match level {
        None => return voice.state("state.level-unknown", "plain"),
        Some(RiskLevel::Low) => "good",
        Some(RiskLevel::Medium) => "warn",
        Some(RiskLevel::High) => "open",
    };
    State { text: voice.capital(level.map_or("", |level| level.name(voice.language))), tone }
}

/// The name of an area, leading to its level, or to its own page where no cases are reported.
pub fn link(voice: &Voice<'_>, area: Id<Area>) -> Link {
    let reported = !voice.material.judgement.levels.history(area).is_empty();
    let which = if reported { Which::Level(area) } else { Which::Area(area) };
    Link { href: voice.href(which), text: voice.area(area) }
}

/// Over how many days cases are counted.
pub fn window(voice: &Voice<'_>) -> u32 {
    voice.material.judgement.levels.rules.iter().map(|(_, _, rule)| rule.days).max().unwrap_or(1)
}

/// The level of an area in a list.
pub fn item(voice: &Voice<'_>, now: &Now<'_>) -> LevelItem {
    LevelItem {
        link: link(voice, now.area),
        state: state(voice, now.level()),
        sentence: sentence(voice, now),
        notes: notes(voice, now),
        order: now.order.map(|order| order_item(voice, now, order)),
    }
}

fn sentence(voice: &Voice<'_>, now: &Now<'_>) -> String {
    let Some((day, cases)) = now.day.and_then(|day| Some((day, day.cases.as_ref()?))) else {
        return voice.say("say.level-never-reported");
    };
    voice.fill(
        "say.level-now",
        &[
            ("date", &voice.date(day.date)),
            ("days", &window(voice)),
            ("n", &datum::cases(voice, cases)),
            ("clusters", &day.clusters),
        ],
    )
}

fn notes(voice: &Voice<'_>, now: &Now<'_>) -> Vec<String> {
    let Some(day) = now.day else { return Vec::new() };
    let mut notes = Vec::new();
    if day.date < voice.material.as_of {
        notes.push(voice.fill("say.level-not-reported-since", &[("date", &voice.date(day.date))]));
    }
    notes.extend(day_notes(voice, day));
    notes
}

/// What is to be noted of a day.
pub fn day_notes(voice: &Voice<'_>, day: &Day) -> Vec<String> {
    let mut notes = Vec::new();
    if day.unreported > 0 {
        let values: [(&str, &dyn std::fmt::Display); 2] = [("n", &day.unreported), ("days", &window(voice))];
        notes.push(voice.fill("say.level-days-unreported", &values));
    }
    if let Some(cases) = day.cases.as_ref().filter(|_| day.boundary) {
        notes.push(voice.fill("say.level-boundary", &[("n", &decimal(cases))]));
    }
    if day.caution {
        notes.push(voice.say("say.level-caution"));
    }
    if day.cases.as_ref().is_some_and(Exact::is_negative) {
        notes.push(voice.say("say.level-negative"));
    }
    notes
}

fn order_item(voice: &Voice<'_>, now: &Now<'_>, order: &LevelOrder) -> OrderItem {
    let computed = now.day.and_then(|day| day.computed);
    let key = match computed {
        Some(computed) if computed == order.level => "say.level-ordered",
        Some(_) => "say.level-ordered-otherwise",
        None => "say.level-ordered-alone",
    };
    let document = order.document.as_ref().map(|document| voice.fill("say.in-brackets", &[("text", document)]));
    let sentence = voice.fill(
        key,
        &[
            ("by", &voice.organisation(order.by).text),
            ("document", &document.unwrap_or_default()),
            ("level", &order.level.name(voice.language)),
            ("computed", &computed.map_or("", |computed| computed.name(voice.language))),
            ("dates", &dates(voice, order)),
        ],
    );
    OrderItem { sentence, ground: voice.phrase(&order.ground) }
}

/// From when to when an order holds.
pub fn dates(voice: &Voice<'_>, order: &LevelOrder) -> String {
    match order.until {
        Some(until) => voice.days(order.from, until),
        None => voice.fill("say.from-date", &[("date", &voice.date(order.from))]),
    }
}
