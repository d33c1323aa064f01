//! Notices, events and plans as they stand in lists, with their states on the day of the site.

use chrono::NaiveDate;

use crate::community::festival::{ChangeForm, ChangeKind, Festival};
use crate::community::notice::Notice;
use crate::community::plan::Plan;
use crate::community::publicity::{DayUnit, Publicity, PublicityStage};
use crate::community::table::Id;
use crate::compose::address::Which;
use crate::compose::view::{EventChange, EventItem, NoticeItem, PlanItem, State};
use crate::compose::voice::Voice;
use crate::language::Phrase;

/// A notice in a list.
pub fn notice(voice: &Voice<'_>, id: Id<Notice>) -> NoticeItem {
    let notice = &voice.community.notices[id];
    NoticeItem {
        href: voice.href(Which::Notice(id)),
        title: voice.phrase(&notice.title),
        kind: kind_name(voice, notice),
        kind_word: notice.kind.word(),
        date: voice.day(notice.published),
        issuer: voice.organisation(notice.issuing_body),
        state: notice_state(voice, notice),
    }
}

/// Notices in a list.
pub fn notices<'a>(voice: &Voice<'_>, ids: impl IntoIterator<Item = &'a Id<Notice>>) -> Vec<NoticeItem> {
    ids.into_iter().map(|id| notice(voice, *id)).collect()
}

/// The kind of a notice, as one of them is called.
pub fn kind_name(voice: &Voice<'_>, notice: &Notice) -> String {
    voice.words().say(&format!("say.kind-{}", notice.kind.word())).to_owned()
}

/// Whether a notice is in force, in publicity, over.
pub fn notice_state(voice: &Voice<'_>, notice: &Notice) -> State {
    match &notice.publicity {
        Some(period) => publicity_state(voice, period),
        None => validity(voice, notice.valid_from, notice.valid_until),
    }
}

/// How far a publicity is, and which of its days it is.
fn publicity_state(voice: &Voice<'_>, period: &Publicity) -> State {
    let (today, calendar) = (voice.material.as_of, &voice.community.calendar);
    match period.stage(today) {
        PublicityStage::ToCome => voice.state("state.publicity-to-come", "plain"),
        PublicityStage::Running => {
            let (day, of, until) = (period.day(today, calendar), period.days(calendar), voice.date(period.until));
            let key = match day.map(|day| day.unit) {
                None => "state.in-publicity",
                Some(DayUnit::WorkingDays) => "state.in-publicity-working-day",
                Some(DayUnit::CalendarDays) => "state.in-publicity-day",
            };
            let number = day.map_or(0, |day| day.number);
            let values: [(&str, &dyn std::fmt::Display); 3] = [("n", &number), ("of", &of.number), ("date", &until)];
            State { text: voice.fill(key, &values), tone: "open" }
        }
        PublicityStage::ObjectionsOpen => voice.state("state.publicity-objections-open", "warn"),
        PublicityStage::ObjectionsClosed => voice.state("state.publicity-objections-closed", "past"),
    }
}

/// Whether something is in force, not yet, or no longer.
pub fn validity(voice: &Voice<'_>, from: Option<chrono::NaiveDate>, until: Option<chrono::NaiveDate>) -> State {
    let today = voice.material.as_of;
    if from.is_some_and(|from| today < from) {
        voice.state("state.not-yet-in-force", "plain")
    } else if until.is_some_and(|until| until < today) {
        voice.state("state.expired", "past")
    } else {
        voice.state("state.in-force", "good")
    }
}

/// Whether a plan is in force on the day of the site.
pub fn in_force(voice: &Voice<'_>, plan: &Plan) -> bool {
    let today = voice.material.as_of;
    plan.valid_from.is_none_or(|from| from <= today) && plan.valid_until.is_none_or(|until| today <= until)
}

/// An event in a list.
pub fn event(voice: &Voice<'_>, id: Id<Festival>) -> EventItem {
    let festival = &voice.community.festivals[id];
    EventItem {
        href: voice.href(Which::Festival(id)),
        name: voice.phrase(&festival.name),
        date: voice.day(begins(voice, festival)),
        time: time(festival),
        venue: voice.phrase(&festival.venue),
        area: voice.area(festival.area),
        state: event_state(voice, festival),
        change: event_change(voice, festival),
    }
}

/// The change of an event, once it was decided.
fn change<'a>(voice: &Voice<'_>, festival: &'a Festival) -> Option<&'a ChangeForm> {
    festival.change.as_ref().filter(|change| change.decided <= voice.material.as_of)
}

/// The first and the last day of an event, those that it was moved to; nothing when it does not take place or nobody
/// knows when.
pub fn takes_place(voice: &Voice<'_>, festival: &Festival) -> Option<(NaiveDate, NaiveDate)> {
    match change(voice, festival) {
        None => Some((festival.date, festival.until)),
        Some(change) => {
            let first = change.to.filter(|_| change.kind == ChangeKind::Moved)?;
            Some((first, first + (festival.until - festival.date)))
        }
    }
}

/// The day under which an event is listed: of one that was cancelled, the day on which it was to be.
pub fn begins(voice: &Voice<'_>, festival: &Festival) -> NaiveDate {
    takes_place(voice, festival).map_or(festival.date, |(first, _)| first)
}

/// The last day of an event, or that on which a cancelled one was to end.
pub fn ends(voice: &Voice<'_>, festival: &Festival) -> NaiveDate {
    takes_place(voice, festival).map_or(festival.until, |(_, last)| last)
}

/// That an event does not take place as announced, and why.
pub fn event_change(voice: &Voice<'_>, festival: &Festival) -> Option<EventChange> {
    let change = change(voice, festival)?;
    let (decided, planned) = (voice.date(change.decided), voice.days(festival.date, festival.until));
    let moved = takes_place(voice, festival).map(|(first, last)| voice.days(first, last)).unwrap_or_default();
    let values: [(&str, &dyn std::fmt::Display); 3] = [("decided", &decided), ("planned", &planned), ("to", &moved)];
    let key = match (change.kind, change.to) {
        (ChangeKind::Cancelled, _) => "say.event-cancelled",
        (ChangeKind::Moved, Some(_)) => "say.event-moved",
        (ChangeKind::Moved, None) => "say.event-put-off",
    };
    Some(EventChange { text: voice.fill(key, &values), reason: voice.phrase(&change.reason) })
}

/// `09:30–11:30`.
pub fn time(festival: &Festival) -> Option<String> {
    let start = festival.start?.format("%H:%M").to_string();
    Some(match festival.end {
        Some(end) => format!("{start}–{}", end.format("%H:%M")),
        None => start,
    })
}

/// Whether an event is cancelled, moved, to come, on, or over.
pub fn event_state(voice: &Voice<'_>, festival: &Festival) -> State {
    let today = voice.material.as_of;
    let moved = change(voice, festival).is_some();
    match takes_place(voice, festival) {
        None if change(voice, festival).is_some_and(|change| change.kind == ChangeKind::Cancelled) => {
            voice.state("state.cancelled", "warn")
        }
        None => voice.state("state.put-off", "warn"),
        Some((first, _)) if today < first && moved => {
            State { text: voice.fill("state.moved", &[("date", &voice.date(first))]), tone: "warn" }
        }
        Some((first, _)) if today < first => {
            let days = (first - today).num_days();
            State { text: voice.fill("state.in-days", &[("n", &days)]), tone: "open" }
        }
        Some((_, last)) if today <= last => voice.state("state.today", "open"),
        Some(_) => voice.state("state.over", "past"),
    }
}

/// A plan in a list.
pub fn plan(voice: &Voice<'_>, id: Id<Plan>) -> PlanItem {
    let plan = &voice.community.plans[id];
    PlanItem {
        href: voice.href(Which::Plan(id)),
        number: plan.number,
        title: voice.phrase(&plan.title),
        short_title: voice.phrase(&plan.short_title),
        kind: voice.capital(plan.kind.name(voice.language)),
        issuer: voice.organisation(plan.issuing_body),
        date: voice.day(plan.date),
        document_number: plan.document_number.clone(),
        summary: plan.summary.as_ref().map(|summary| voice.phrase(summary)),
        state: validity(voice, plan.valid_from, plan.valid_until),
    }
}

/// Every plan, by its number.
pub fn plans(voice: &Voice<'_>) -> Vec<PlanItem> {
    voice.material.plans.iter().map(|id| plan(voice, *id)).collect()
}

/// A fact with a text of the interface as its value.
pub fn own(text: impl Into<String>) -> Phrase {
    Phrase::own(text)
}
