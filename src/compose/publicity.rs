//! A publicity period on the page of its notice: its days, how far it is, what comes next, what objections came in.

use std::fmt::Display;

use crate::community::calendar::Known;
use crate::community::notice::Notice;
use crate::community::publicity::{DayUnit, Publicity, PublicityStage};
use crate::compose::lists;
use crate::compose::view::{Fact, PublicityBlock};
use crate::compose::voice::Voice;
use crate::language::Phrase;

/// The publicity period of a notice.
pub fn block(voice: &Voice<'_>, notice: &Notice, period: &Publicity) -> PublicityBlock {
    let fact = |label, value| Fact { label: voice.say(label), value, href: None };
    let mut facts = vec![
        fact("fact.basis", voice.phrase(&period.basis)),
        fact("fact.object", voice.phrase(&period.object)),
        fact("fact.objections", voice.phrase(&period.channel)),
        fact("fact.receiving-unit", voice.organisation(period.receiving_unit)),
    ];
    facts.extend(period.phone.as_ref().map(|phone| fact("fact.phone", Phrase::own(phone))));
    if period.unit == DayUnit::WorkingDays {
        let bases = voice.community.calendar.bases(period.from, period.until);
        facts.extend(bases.map(|basis| fact("fact.working-days", voice.phrase(basis))));
    }
    PublicityBlock {
        dates: dates(voice, period),
        state: lists::notice_state(voice, notice),
        progress: progress(voice, period),
        caution: caution(voice, period),
        facts,
    }
}

/// From when to when, and how many days that are.
pub fn dates(voice: &Voice<'_>, period: &Publicity) -> String {
    let key = match (period.unit, period.count_first_day) {
        (DayUnit::WorkingDays, true) => "say.publicity-working-days",
        (DayUnit::WorkingDays, false) => "say.publicity-working-days-after-first",
        (DayUnit::CalendarDays, true) => "say.publicity-days",
        (DayUnit::CalendarDays, false) => "say.publicity-days-after-first",
    };
    let number = period.days(&voice.community.calendar).number;
    voice.fill(key, &[("dates", &voice.days(period.from, period.until)), ("n", &number)])
}

/// Which of its days the day of the site is and what comes next; once all is settled, how many objections came in.
fn progress(voice: &Voice<'_>, period: &Publicity) -> String {
    let (today, calendar) = (voice.material.as_of, &voice.community.calendar);
    match period.stage(today) {
        PublicityStage::ToCome => voice.fill("say.publicity-to-come", &[("date", &voice.date(period.from))]),
        PublicityStage::Running => {
            let key = match (period.unit, period.day(today, calendar)) {
                (DayUnit::WorkingDays, Some(_)) => "say.publicity-working-day",
                (DayUnit::WorkingDays, None) => "say.publicity-between-working-days",
                (DayUnit::CalendarDays, Some(_)) => "say.publicity-day",
                (DayUnit::CalendarDays, None) => "say.publicity-first-day",
            };
            let number = period.days_until(today, calendar).number;
            voice.fill(key, &[("date", &voice.date(today)), ("n", &number)])
        }
        PublicityStage::ObjectionsOpen => {
            voice.fill("say.publicity-objections-open", &[("date", &voice.date(period.until))])
        }
        PublicityStage::ObjectionsClosed => objections(voice, period),
    }
}

/// How many objections came in and what became of them.
fn objections(voice: &Voice<'_>, period: &Publicity) -> String {
    let Some(objections) = period.settled(voice.material.as_of) else { return String::new() };
    let key = match objections.received {
        0 => "say.publicity-no-objections",
        _ => "say.publicity-objections-closed",
    };
    let closed = voice.date(objections.closed);
    let values: [(&str, &dyn Display); 3] =
        [("n", &objections.received), ("upheld", &objections.upheld), ("date", &closed)];
    voice.fill(key, &values)
}

/// That the number of working days may change, when the holidays of a year are not arranged yet or not known.
fn caution(voice: &Voice<'_>, period: &Publicity) -> Option<String> {
    let working = period.unit == DayUnit::WorkingDays;
    let doubtful = working.then(|| voice.community.calendar.doubtful_year(period.from, period.until))?;
    let (year, known) = doubtful?;
    let key = match known {
        Known::Provisional => "say.publicity-calendar-provisional",
        _ => "say.publicity-calendar-missing",
    };
    Some(voice.fill(key, &[("year", &year)]))
}
