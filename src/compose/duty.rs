//! Who is on duty, and how many people are under observation: offices and counts, never persons.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::community::area::Area;
use crate::community::ledger::infection::{ContactClass, ContactCount, Observation};
use crate::community::ledger::teams::Shift;
use crate::community::table::{Id, Record};
use crate::compose::address::Which;
use crate::compose::clause;
use crate::compose::view::{ObservedBlock, ObservedRow, ShiftItem};
use crate::compose::voice::Voice;

/// Who is on duty on the day of the site, by area.
pub fn shifts(voice: &Voice<'_>) -> Vec<ShiftItem> {
    let today = voice.material.as_of;
    let on_duty = |shift: &&Shift| shift.from <= today && today <= shift.until;
    let mut shifts: Vec<&Shift> = voice.community.shifts.iter().map(|(_, shift)| shift).filter(on_duty).collect();
    shifts.sort_by_key(|shift| (shift.area, shift.office));
    let item = |shift: &Shift| ShiftItem {
        area: voice.link(Which::Area(shift.area), &voice.community.areas[shift.area].name),
        post: voice.phrase(&shift.post),
        office: voice.organisation(shift.office),
        hours: voice.fill("count.hours-a-day", &[("n", &shift.hours)]),
        dates: voice.days(shift.from, shift.until),
        phone: shift.phone.clone(),
        dial: shift.phone.as_ref().map(|phone| dial(phone)),
    };
    shifts.into_iter().map(item).collect()
}

/// A phone number as an address.
fn dial(phone: &str) -> String {
    let digits: String = phone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
    format!("tel:{digits}")
}

/// The people whose observation is not over: the newest count of each class in each area.
pub fn observed(voice: &Voice<'_>) -> Option<ObservedBlock> {
    let ledger = clause::ledger_link(voice, ContactCount::WORD)?;
    let mut newest: BTreeMap<(Id<Area>, ContactClass, Observation), &ContactCount> = BTreeMap::new();
    for (_, count) in voice.community.contact_counts.iter().filter(|(_, one)| one.date <= voice.material.as_of) {
        let known = newest.entry((count.area, count.class, count.observed)).or_insert(count);
        if count.date > known.date {
            *known = count;
        }
    }
    let still =
        |count: &&ContactCount| last_day(count) >= voice.material.as_of && count.people > count.released.unwrap_or(0);
    let rows: Vec<ObservedRow> = newest.into_values().filter(still).map(|count| observed_row(voice, count)).collect();
    Some(ObservedBlock {
        suppressed: voice.say("say.small-counts-hidden"),
        none: rows.is_empty().then(|| voice.say("say.nobody-observed")),
        rows,
        ledger,
    })
}

/// The last day of an observation, the day of the count being the first at the latest.
fn last_day(count: &ContactCount) -> NaiveDate {
    count.date + Days::new(u64::from(count.days).saturating_sub(1))
}

fn observed_row(voice: &Voice<'_>, count: &ContactCount) -> ObservedRow {
    let released = count.released.unwrap_or(0).min(count.people);
    let people = count.people - released;
    let few = |people: u32| (1..5).contains(&people);
    ObservedRow {
        area: voice.link(Which::Area(count.area), &voice.community.areas[count.area].name),
        class: voice.capital(count.class.name(voice.language)),
        observed: voice.capital(count.observed.name(voice.language)),
        people: match people {
            people if few(people) => voice.say("say.fewer-than-five"),
            // Beside the count in the ledger the rest would tell how few were released.
            _ if few(released) => voice.say("say.case-withheld"),
            people => people.to_string(),
        },
        date: voice.day(count.date),
        until: voice.day(last_day(count)),
    }
}
