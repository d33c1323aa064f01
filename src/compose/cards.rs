//! What plans ask of residents, as cards: a large number, a sentence, and which applies where plans differ.

use std::collections::BTreeSet;

use crate::community::clause::{Clause, Demand};
use crate::community::ledger::infection::RiskLevel;
use crate::community::plan::Plan;
use crate::community::table::Id;
use crate::compose::address::Which;
use crate::compose::clause::{self, limit_text};
use crate::compose::view::{Card, CardGroup, Link, OtherCard};
use crate::compose::voice::Voice;
use crate::compose::{lists, now};
use crate::judge::conflicts::Conflict;

/// A clause, by plan and position.
type Spot = (Id<Plan>, usize);

/// The cards of the plans in force, then those of the others.
pub fn groups(voice: &Voice<'_>) -> Vec<CardGroup> {
    let shown = shown(voice);
    let merged: BTreeSet<Spot> = shown.iter().flat_map(|spot| yielding(voice, *spot)).collect();
    let cards = |in_force: bool| -> Vec<Card> {
        let meant = |spot: &&Spot| lists::in_force(voice, &voice.community.plans[spot.0]) == in_force;
        shown.iter().filter(meant).filter(|spot| !merged.contains(spot)).map(|spot| card(voice, *spot)).collect()
    };
    let groups = [
        CardGroup { title: None, cards: cards(true) },
        CardGroup { title: Some(voice.say("say.cards-not-in-force")), cards: cards(false) },
    ];
    groups.into_iter().filter(|group| !group.cards.is_empty()).collect()
}

/// The clauses that residents see as cards, by plan and position.
fn shown(voice: &Voice<'_>) -> Vec<Spot> {
    let all = clause::all(voice).into_iter();
    all.filter(|(_, _, clause, _)| clause.resident).map(|(plan, at, ..)| (plan, at)).collect()
}

/// The contradiction that a clause takes part in.
fn conflict_of<'a>(voice: &Voice<'a>, (plan, at): Spot) -> Option<&'a Conflict> {
    let takes_part = |conflict: &&Conflict| conflict.clauses.iter().any(|(id, own, _)| (*id, *own) == (plan, at));
    voice.material.judgement.conflicts.iter().find(takes_part)
}

/// The clause that applies in a contradiction.
fn applying(conflict: &Conflict) -> Spot {
    let (plan, at, _) = &conflict.clauses[conflict.applies];
    (*plan, *at)
}

/// The clauses that yield to this one, if it is the one that applies.
fn yielding(voice: &Voice<'_>, spot: Spot) -> Vec<Spot> {
    let Some(conflict) = conflict_of(voice, spot).filter(|conflict| applying(conflict) == spot) else {
        return Vec::new();
    };
    conflict.clauses.iter().map(|(plan, at, _)| (*plan, *at)).filter(|other| *other != spot).collect()
}

fn clause_at<'a>(voice: &Voice<'a>, (plan, at): Spot) -> (&'a Plan, &'a Clause) {
    let plan = &voice.community.plans[plan];
    (plan, &plan.clauses[at])
}

fn link(voice: &Voice<'_>, spot: Spot) -> Link {
    let (plan, clause) = clause_at(voice, spot);
    Link { href: clause::href(voice, spot.0, clause), text: voice.phrase(&plan.short_title) }
}

fn card(voice: &Voice<'_>, spot: Spot) -> Card {
    let (plan, clause) = clause_at(voice, spot);
    let yielding = yielding(voice, spot);
    Card {
        number: limit_text(clause),
        unit: clause.unit.as_ref().filter(|_| clause.number.is_some()).map(|unit| voice.phrase(unit)),
        text: voice.phrase(&clause.text),
        when: level_of(&clause.demand).map(|level| when(voice, level)),
        reading: clause.reading.as_ref().map(|reading| voice.phrase(reading)),
        plan: link(voice, spot),
        areas: areas(voice, plan),
        state: lists::validity(voice, plan.valid_from, plan.valid_until),
        conflict: conflict(voice, spot),
        others: yielding.into_iter().map(|other| other_card(voice, other)).collect(),
    }
}

fn areas(voice: &Voice<'_>, plan: &Plan) -> Vec<Link> {
    plan.audience.iter().map(|area| voice.link(Which::Area(*area), &voice.community.areas[*area].name)).collect()
}

/// That plans differ: where this clause is the stricter, that it applies; elsewhere which one does.
fn conflict(voice: &Voice<'_>, spot: Spot) -> Option<String> {
    let conflict = conflict_of(voice, spot)?;
    if applying(conflict) == spot {
        let key = if conflict.apart { "say.card-stricter-apart" } else { "say.card-stricter" };
        return Some(voice.say(key));
    }
    let (plan, clause) = clause_at(voice, applying(conflict));
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("plan", &plan.short_title.text(voice.language)), ("text", &clause.text.text(voice.language))];
    Some(voice.fill("say.conflict-yields", &values))
}

fn other_card(voice: &Voice<'_>, spot: Spot) -> OtherCard {
    let (plan, clause) = clause_at(voice, spot);
    let unit = clause.unit.as_ref().map_or("", |unit| unit.text(voice.language));
    let number = limit_text(clause).map(|number| format!("{number} {unit}").trim_end().to_owned());
    OtherCard { plan: link(voice, spot), areas: areas(voice, plan), number, text: voice.phrase(&clause.text) }
}

/// The level of risk at which a demand applies, where it applies at one only.
fn level_of(demand: &Demand) -> Option<RiskLevel> {
    match demand {
        Demand::Quantity { of, .. }
        | Demand::Each { of, .. }
        | Demand::Triggers { of, .. }
        | Demand::Order { of, .. }
        | Demand::Time { of, .. } => of.when,
        Demand::Rhythm { when, .. } => *when,
        _ => None,
    }
}

fn when(voice: &Voice<'_>, level: RiskLevel) -> String {
    let name = level.name(voice.language);
    let areas: Vec<String> = now::all(voice)
        .into_iter()
        .filter(|now| now.level() == Some(level))
        .map(|now| voice.area(now.area).text)
        .collect();
    match areas.is_empty() {
        true => voice.fill("say.card-level-nowhere", &[("level", &name)]),
        false => {
            let areas = areas.join(&voice.say("say.list-comma"));
            voice.fill("say.card-level", &[("level", &name), ("areas", &areas)])
        }
    }
}
