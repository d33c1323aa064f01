//! Everything that has a day within the next weeks: duties, measures, publicity periods, events, in one list.

use chrono::{Days, NaiveDate};

use crate::community::ledger::tasks::TaskState;
use crate::compose::address::Which;
use crate::compose::lists;
use crate::compose::view::Link;
use crate::compose::view::work::AheadItem;
use crate::compose::voice::Voice;
use crate::language::Phrase;

/// How many days are looked ahead.
const DAYS: u64 = 60;

/// An item before it is put into words: its day, its sort, what it is, whose or where.
type Item = (NaiveDate, &'static str, Link, Phrase);

/// What has a day from the day of the site on, by day, and which days these are in words. The recurring duties are given,
/// with the days by which they are next due.
pub fn ahead(voice: &Voice<'_>, duties: Vec<(NaiveDate, Link, Phrase)>) -> (String, Vec<AheadItem>) {
    let today = voice.material.as_of;
    let last = today + Days::new(DAYS);
    let duties = duties.into_iter().map(|(day, link, by)| (day, "say.ahead-duty", link, by));
    let mut items: Vec<Item> = duties.chain(measures(voice)).chain(publicity(voice)).chain(events(voice)).collect();
    items.retain(|(day, ..)| (today..=last).contains(day));
    items.sort_by_key(|(day, ..)| *day);
    let say = |(day, kind, link, note): Item| AheadItem { date: voice.day(day), kind: voice.say(kind), link, note };
    let note = voice.fill("say.ahead-note", &[("n", &DAYS), ("days", &voice.days(today, last))]);
    (note, items.into_iter().map(say).collect())
}

/// The deadlines of measures that are not done.
fn measures<'a>(voice: &'a Voice<'_>) -> impl Iterator<Item = Item> + 'a {
    let all = voice.community.measures.iter().map(|(_, measure)| measure);
    let open = all.filter(|one| one.state != TaskState::Done && voice.material.plans.contains(&one.plan));
    open.map(|one| {
        let href = format!("{}#measure-{}", voice.href(Which::Tasks(one.plan)), &*one.key);
        let link = Link { href, text: voice.phrase(&one.name) };
        (one.deadline, "say.ahead-measure", link, voice.organisation(one.lead))
    })
}

/// The first and the last days of publicity periods of notices that are out.
fn publicity<'a>(voice: &'a Voice<'_>) -> impl Iterator<Item = Item> + 'a {
    voice.material.notices.iter().flat_map(|id| {
        let notice = &voice.community.notices[*id];
        let days = notice.publicity.iter().flat_map(|period| {
            [(period.from, "say.ahead-publicity-begins"), (period.until, "say.ahead-publicity-ends")]
        });
        days.map(|(day, kind)| {
            (day, kind, voice.link(Which::Notice(*id), &notice.title), voice.organisation(notice.issuing_body))
        })
    })
}

/// Events that take place, on the day that they were moved to.
fn events<'a>(voice: &'a Voice<'_>) -> impl Iterator<Item = Item> + 'a {
    voice.community.festivals.iter().filter_map(|(id, event)| {
        let (day, _) = lists::takes_place(voice, event)?;
        Some((day, "say.ahead-event", voice.link(Which::Festival(id), &event.name), voice.phrase(&event.venue)))
    })
}
