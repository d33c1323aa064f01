//! The year's rhythm: what is due in the running period, what was missed, what is done; duty by duty and month by month;
//! and everything that has a day within the next weeks.

use chrono::{Datelike, Days, NaiveDate};

use crate::community::clause::Demand;
use crate::community::ledger::rhythm::{Every, Kept, Rhythm};
use crate::community::register::Community;
use crate::community::table::Id;
use crate::compose::address::Which;
use crate::compose::view::work::{Cadence, DueItem, RhythmRow, Rhythms, YearCell, YearRow, YearSign, YearTable};
use crate::compose::view::{Body, Day, Figure, Link, RhythmNote, State};
use crate::compose::voice::Voice;
use crate::compose::{agenda, clause};
use crate::language::Phrase;

/// So many duties that are due stand on the home page.
const FIRST: usize = 4;

/// Whether there is such a page.
pub fn exists(community: &Community) -> bool {
    !community.rhythms.is_empty()
}

/// A recurring duty, and how it was kept until the day of the site.
struct Duty<'a> {
    rhythm: &'a Rhythm,
    id: Id<Rhythm>,
    kept: Kept,
}

fn duties<'a>(voice: &Voice<'a>) -> Vec<Duty<'a>> {
    let duty = |(id, rhythm): (Id<Rhythm>, &'a Rhythm)| Duty { rhythm, id, kept: rhythm.kept(voice.material.as_of) };
    let mut duties: Vec<Duty<'_>> = voice.community.rhythms.iter().map(duty).collect();
    let order = |every: Every| Every::ALL.iter().position(|one| *one == every);
    duties.sort_by_key(|duty| (order(duty.rhythm.every), duty.rhythm.plan, duty.id));
    duties
}

impl Duty<'_> {
    fn anchor(&self) -> String {
        format!("rhythm-{}", &*self.rhythm.key)
    }

    fn link(&self, voice: &Voice<'_>) -> Link {
        Link { href: format!("#{}", self.anchor()), text: voice.phrase(&self.rhythm.name) }
    }

    fn by(&self, voice: &Voice<'_>) -> Phrase {
        self.rhythm.by.map_or_else(|| voice.area(self.rhythm.area), |by| voice.organisation(by))
    }

    /// The last day of the running period in which it is still to be done, and of a period that is to come.
    fn is_due(&self) -> bool {
        self.kept.running.is_some() && self.kept.done_in_running < self.rhythm.times()
    }

    fn has_ended(&self, as_of: NaiveDate) -> bool {
        self.rhythm.until.as_ref().is_some_and(|until| until.value <= as_of)
    }

    /// The last day by which it is next to be done.
    fn next(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        let every = self.rhythm.every;
        let last = |first: NaiveDate| every.next(first) - Days::new(1);
        let next = match self.kept.running {
            Some([_, last]) if self.is_due() => last,
            Some([first, _]) => last(every.next(first)),
            None => {
                let mut first = every.first_day((as_of + Days::new(1)).max(self.rhythm.from));
                if first < self.rhythm.from {
                    first = every.next(first);
                }
                last(first)
            }
        };
        self.rhythm.until.as_ref().is_none_or(|until| next <= until.value).then_some(next)
    }

    /// The period that begins on `first`, in words.
    fn period(&self, voice: &Voice<'_>, first: NaiveDate) -> String {
        voice.days(first, self.rhythm.every.next(first) - Days::new(1))
    }

    fn item(&self, voice: &Voice<'_>, when: String, state: State) -> DueItem {
        let times = self.rhythm.times();
        let done = (times > 1 && self.kept.running.is_some())
            .then(|| voice.fill("say.times-of", &[("done", &self.kept.done_in_running.min(times)), ("n", &times)]));
        DueItem {
            link: self.link(voice),
            when,
            done,
            by: self.by(voice),
            every: voice.capital(self.rhythm.every.name(voice.language)),
            state,
        }
    }
}

/// What is due in the running period, soonest first.
fn due(voice: &Voice<'_>, duties: &[Duty<'_>]) -> Vec<DueItem> {
    let mut due: Vec<(NaiveDate, &Duty<'_>)> =
        duties.iter().filter(|duty| duty.is_due()).filter_map(|duty| Some((duty.kept.running?[1], duty))).collect();
    due.sort_by_key(|(last, duty)| (*last, duty.id));
    let item = |(last, duty): (NaiveDate, &Duty<'_>)| {
        let when = voice.fill("say.due-until", &[("date", &voice.date(last))]);
        duty.item(voice, when, voice.state("state.due", "open"))
    };
    due.into_iter().map(item).collect()
}

/// What was not done in a period that has ended, latest first.
fn missed(voice: &Voice<'_>, duties: &[Duty<'_>]) -> Vec<DueItem> {
    let mut missed: Vec<(NaiveDate, &Duty<'_>)> =
        duties.iter().flat_map(|duty| duty.kept.missed.iter().map(move |first| (*first, duty))).collect();
    missed.sort_by_key(|(first, duty)| (std::cmp::Reverse(*first), duty.id));
    let item = |(first, duty): (NaiveDate, &Duty<'_>)| DueItem {
        done: None,
        ..duty.item(voice, duty.period(voice, first), voice.state("state.missed", "warn"))
    };
    missed.into_iter().map(item).collect()
}

/// What is done in the running period; what is due every day, when it was done on the day of the site.
fn done(voice: &Voice<'_>, duties: &[Duty<'_>]) -> Vec<DueItem> {
    let as_of = voice.material.as_of;
    let today = |duty: &Duty<'_>| {
        let daily = duty.rhythm.every == Every::Day && !duty.kept.missed.contains(&as_of);
        daily && duty.kept.last == Some(as_of)
    };
    let item = |duty: &Duty<'_>| {
        let [first, last] = duty.kept.running.unwrap_or([as_of, as_of]);
        duty.item(voice, voice.days(first, last), voice.state("state.period-done", "good"))
    };
    let running = |duty: &&Duty<'_>| (duty.kept.running.is_some() && !duty.is_due()) || today(duty);
    duties.iter().filter(running).map(item).collect()
}

/// The page.
pub fn rhythms(voice: &Voice<'_>) -> Body {
    let duties = duties(voice);
    let (due, missed, done) = (due(voice, &duties), missed(voice, &duties), done(voice, &duties));
    let figure = |number: usize, label| Figure { value: number.to_string(), label: voice.say(label), href: None };
    let next = duties.iter().filter_map(|duty| {
        let rare = !matches!(duty.rhythm.every, Every::Day | Every::Week);
        let last = duty.next(voice.material.as_of).filter(|_| rare)?;
        Some((last, duty.link(voice), duty.by(voice)))
    });
    let (ahead_note, ahead) = agenda::ahead(voice, next.collect());
    Body::Rhythms(Box::new(Rhythms {
        intro: voice.fill("say.rhythm-intro", &[("n", &duties.len()), ("date", &voice.date(voice.material.as_of))]),
        counts: vec![
            figure(due.len(), "count.rhythms-due"),
            figure(missed.len(), "count.rhythms-missed"),
            figure(done.len(), "count.rhythms-done"),
            figure(duties.len(), "count.rhythms"),
        ],
        cadences: Every::ALL.iter().filter_map(|every| cadence(voice, *every, &duties)).collect(),
        year: year(voice, &duties),
        due,
        missed,
        done,
        ahead,
        ahead_note,
    }))
}

/// What is due and was missed, in one sentence for the home page.
pub fn note(voice: &Voice<'_>) -> Option<RhythmNote> {
    if !exists(voice.community) {
        return None;
    }
    let duties = duties(voice);
    let (due, missed) = (due(voice, &duties), missed(voice, &duties));
    let page = voice.href(Which::Rhythm);
    let elsewhere = |item: DueItem| DueItem {
        link: Link { href: format!("{page}{}", item.link.href), text: item.link.text },
        ..item
    };
    let values: [(&str, &dyn std::fmt::Display); 2] = [("due", &due.len()), ("missed", &missed.len())];
    Some(RhythmNote {
        sentence: voice.fill("say.rhythm-note", &values),
        due: due.into_iter().take(FIRST).map(elsewhere).collect(),
        link: voice.link_text(Which::Rhythm, voice.say("say.rhythm-title")),
    })
}

fn cadence(voice: &Voice<'_>, every: Every, duties: &[Duty<'_>]) -> Option<Cadence> {
    let own: Vec<&Duty<'_>> = duties.iter().filter(|duty| duty.rhythm.every == every).collect();
    (!own.is_empty()).then(|| Cadence {
        anchor: format!("every-{}", every.word().replace('_', "-")),
        name: Phrase::own(voice.capital(every.name(voice.language))),
        count: voice.fill("count.n-duties", &[("n", &own.len())]),
        rows: own.iter().map(|duty| row(voice, duty)).collect(),
    })
}

fn row(voice: &Voice<'_>, duty: &Duty<'_>) -> RhythmRow {
    let rhythm = duty.rhythm;
    let as_of = voice.material.as_of;
    let days = |days: &[NaiveDate]| -> Vec<Day> { days.iter().map(|day| voice.day(*day)).collect() };
    RhythmRow {
        anchor: duty.anchor(),
        name: voice.phrase(&rhythm.name),
        area: voice.link(Which::Area(rhythm.area), &voice.community.areas[rhythm.area].name),
        by: duty.by(voice),
        every: every(voice, rhythm),
        last: duty.kept.last.map(|day| voice.day(day)),
        next: duty.next(as_of).map(|day| voice.day(day)),
        kept: voice
            .fill("say.kept-of", &[("n", &duty.kept.periods), ("kept", &(duty.kept.periods - duty.kept.missed.len()))]),
        state: standing(voice, duty),
        missed: days(&duty.kept.missed),
        late: days(&duty.kept.late),
        plan: voice.link(Which::Plan(rhythm.plan), &voice.community.plans[rhythm.plan].short_title),
        clauses: clauses(voice, duty.id),
        note: rhythm.note.as_ref().map(|note| voice.phrase(note)),
    }
}

/// How often and by what time, in words.
fn every(voice: &Voice<'_>, rhythm: &Rhythm) -> String {
    let mut text = voice.capital(rhythm.every.name(voice.language));
    if rhythm.times() > 1 {
        text += &voice.fill("say.times", &[("n", &rhythm.times())]);
    }
    if let Some(time) = rhythm.due {
        text += &voice.fill("say.by-time", &[("time", &time.format("%H:%M"))]);
    }
    text
}

fn standing(voice: &Voice<'_>, duty: &Duty<'_>) -> State {
    match () {
        () if !duty.kept.missed.is_empty() => voice.state("state.missed", "warn"),
        () if !duty.kept.late.is_empty() => voice.state("state.late", "warn"),
        () if duty.has_ended(voice.material.as_of) => voice.state("state.over", "past"),
        () if duty.kept.periods == 0 => voice.state("state.first-period", "plain"),
        () => voice.state("state.on-time", "good"),
    }
}

/// The clauses that ask for a recurring duty.
fn clauses(voice: &Voice<'_>, id: Id<Rhythm>) -> Vec<Link> {
    let asks = |demand: &Demand| matches!(demand, Demand::Rhythm { rhythms, .. } if rhythms.contains(&id));
    let asking = clause::all(voice).into_iter().filter(|(_, _, clause, _)| asks(&clause.demand));
    asking
        .map(|(plan, _, clause, _)| {
            let key = &*clause.key.value;
            Link { href: format!("{}#clause-{key}", voice.href(Which::Plan(plan))), text: Phrase::own(key) }
        })
        .collect()
}

/// The working year month by month: what ended in each month, and how.
fn year(voice: &Voice<'_>, duties: &[Duty<'_>]) -> YearTable {
    let year = voice.community.site.year.unwrap_or_else(|| voice.material.as_of.year());
    let row = |duty: &Duty<'_>| YearRow {
        link: duty.link(voice),
        every: voice.capital(duty.rhythm.every.name(voice.language)),
        cells: (1..=12).map(|month| Month::of(duty, year, month, voice.material.as_of).cell(voice)).collect(),
    };
    let legend = [
        Month { kept: 1, ..Month::default() },
        Month { late: 1, kept: 1, ..Month::default() },
        Month { missed: 1, ..Month::default() },
        Month { kept: 1, due: 1, ..Month::default() },
        Month { due: 1, ..Month::default() },
        Month::default(),
    ];
    let explained =
        ["say.sign-kept", "say.sign-late", "say.sign-missed", "say.sign-so-far", "say.sign-due", "say.sign-none"];
    YearTable {
        title: voice.fill("say.year-title", &[("year", &year)]),
        legend: legend
            .iter()
            .zip(explained)
            .map(|(month, about)| {
                let YearCell { sign, text, tone } = month.cell(voice);
                YearSign { sign, text, tone, about: voice.say(about) }
            })
            .collect(),
        months: (1..=12)
            .filter_map(|month| NaiveDate::from_ymd_opt(year, month, 1))
            .map(|first| voice.short_month(first))
            .collect(),
        rows: duties.iter().map(row).collect(),
    }
}

/// What became of the periods of a duty that end in a month.
#[derive(Default)]
struct Month {
    kept: usize,
    missed: usize,
    late: usize,
    due: usize,
}

impl Month {
    fn of(duty: &Duty<'_>, year: i32, month: u32, as_of: NaiveDate) -> Month {
        let rhythm = duty.rhythm;
        let lies_in = |day: NaiveDate| (day.year(), day.month()) == (year, month);
        let mut found = Month { late: duty.kept.late.iter().filter(|day| lies_in(**day)).count(), ..Month::default() };
        let Some(start) = NaiveDate::from_ymd_opt(year, month, 1) else { return found };
        let mut first = rhythm.every.first_day(start);
        loop {
            let next = rhythm.every.next(first);
            let last = next - Days::new(1);
            if last.year() > year || (last.year() == year && last.month() > month) {
                return found;
            }
            let within = first >= rhythm.from && rhythm.until.as_ref().is_none_or(|until| last <= until.value);
            match () {
                () if !within || !lies_in(last) => {}
                // A running period that is done already is as good as one that has ended.
                () if duty.kept.running == Some([first, last]) && !duty.is_due() => found.kept += 1,
                () if last > as_of => found.due += 1,
                () if duty.kept.missed.contains(&first) => found.missed += 1,
                () => found.kept += 1,
            }
            first = next;
        }
    }

    fn cell(&self, voice: &Voice<'_>) -> YearCell {
        let numbered = |key, n: usize| voice.fill(key, &[("n", &n)]);
        match self {
            Month { missed: 1.., late, .. } => {
                let mut text = numbered("say.month-missed", self.missed);
                if *late > 0 {
                    text += &numbered("say.month-late-too", *late);
                }
                YearCell { sign: "✗", text, tone: "missed" }
            }
            Month { late: 1.., .. } => {
                YearCell { sign: "△", text: numbered("say.month-late", self.late), tone: "late" }
            }
            Month { due: 1.., kept: 1.., .. } => {
                YearCell { sign: "✓", text: voice.say("say.month-so-far"), tone: "kept" }
            }
            Month { due: 1.., .. } => YearCell { sign: "○", text: voice.say("say.month-due"), tone: "due" },
            Month { kept: 1.., .. } => YearCell { sign: "✓", text: voice.say("say.month-kept"), tone: "kept" },
            _ => YearCell { sign: "", text: "—".to_owned(), tone: "none" },
        }
    }
}
