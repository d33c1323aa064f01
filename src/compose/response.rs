//! A response to cases: measures, conditions, assessment and decision in their order, and what comes next.

use chrono::NaiveDate;

use crate::community::area::{Area, lineage};
use crate::community::ledger::response::Response;
use crate::community::table::Id;
use crate::compose::address::Which;
use crate::compose::clause;
use crate::compose::datum::line_anchor;
use crate::compose::view::{Body, CheckItem, Day, Fact, Link, ResponseBody, ResponseItem, StageItem, State};
use crate::compose::voice::Voice;
use crate::language::{Phrase, Said};

/// The responses in an area and those in it, the latest first.
pub fn of_area(voice: &Voice<'_>, area: Id<Area>) -> Vec<ResponseItem> {
    let here = |id: &Id<Response>| lineage(&voice.community.areas, voice.community.responses[*id].area).contains(&area);
    all(voice).into_iter().filter(here).map(|id| item(voice, id)).collect()
}

/// The responses that have begun, the latest first.
pub fn all(voice: &Voice<'_>) -> Vec<Id<Response>> {
    let responses = &voice.community.responses;
    let mut all: Vec<Id<Response>> =
        responses.iter().filter(|(_, one)| one.began <= voice.material.as_of).map(|(id, _)| id).collect();
    all.sort_by_key(|id| (std::cmp::Reverse(responses[*id].began), *id));
    all
}

/// Whether the end of a response is not decided yet.
pub fn is_open(voice: &Voice<'_>, id: Id<Response>) -> bool {
    reached(voice, voice.community.responses[id].decided).is_none()
}

/// A day that is not still to come.
fn reached(voice: &Voice<'_>, date: Option<NaiveDate>) -> Option<NaiveDate> {
    date.filter(|date| *date <= voice.material.as_of)
}

/// A response in a list.
pub fn item(voice: &Voice<'_>, id: Id<Response>) -> ResponseItem {
    let response = &voice.community.responses[id];
    let dates = match reached(voice, response.decided) {
        Some(end) => voice.days(response.began, end),
        None => voice.fill("say.from-date", &[("date", &voice.date(response.began))]),
    };
    ResponseItem {
        link: voice.link(Which::Response(id), &response.name),
        state: state(voice, id),
        line: [voice.capital(response.tier.name(voice.language)), dates].join(&voice.say("say.list-comma")),
        next: next(voice, response),
    }
}

fn state(voice: &Voice<'_>, id: Id<Response>) -> State {
    match is_open(voice, id) {
        true => voice.state("state.response-open", "open"),
        false => voice.state("state.response-ended", "past"),
    }
}

/// A response's page.
pub fn response(voice: &Voice<'_>, id: Id<Response>) -> Body {
    let response = &voice.community.responses[id];
    let ledger = Which::Ledger("response");
    let anchor = line_anchor("response", &response.key);
    Body::Response(Box::new(ResponseBody {
        kicker: voice.capital(response.tier.name(voice.language)),
        state: state(voice, id),
        next: next(voice, response),
        facts: facts(voice, response),
        stages: stages(voice, response),
        clauses: clause::on_line(voice, "response", &response.key, Some(id)),
        evidence: Link {
            href: format!("{}#{anchor}", voice.href(ledger)),
            text: Phrase::own(voice.say("say.response-record")),
        },
    }))
}

fn facts(voice: &Voice<'_>, response: &Response) -> Vec<Fact> {
    let plan = &voice.community.plans[response.plan];
    let mut facts = Vec::new();
    let mut add = |label: &'static str, value: Phrase, href: Option<String>| {
        facts.push(Fact { label: voice.say(label), value, href });
    };
    add("fact.area", voice.area_with_above(response.area), Some(voice.href(Which::Area(response.area))));
    if !voice.material.judgement.levels.history(response.area).is_empty() {
        let level = crate::compose::now::now(voice, response.area).level();
        let state = crate::compose::now::state(voice, level);
        add("fact.risk-level", Phrase::own(state.text), Some(voice.href(Which::Level(response.area))));
    }
    add("fact.plan", voice.phrase(&plan.short_title), Some(voice.href(Which::Plan(response.plan))));
    add("fact.began", Phrase::own(voice.date(response.began)), None);
    add("fact.reported-on", Phrase::own(voice.date(response.reported)), None);
    add("fact.reported-to", voice.organisation(response.reported_to), None);
    facts
}

/// How many of the steps of a list are done.
fn done(voice: &Voice<'_>, days: impl Iterator<Item = Option<NaiveDate>>) -> (usize, usize) {
    days.fold((0, 0), |(done, all), day| (done + usize::from(reached(voice, day).is_some()), all + 1))
}

/// The next open step in one sentence: measures before conditions before assessment before decision.
fn next(voice: &Voice<'_>, response: &Response) -> String {
    let open = |name: &Said, day: Option<NaiveDate>| {
        reached(voice, day).is_none().then(|| name.text(voice.language).to_owned())
    };
    if let Some(date) = reached(voice, response.decided) {
        return voice.fill("say.response-ended", &[("date", &voice.date(date))]);
    }
    if let Some(name) = response.measure.iter().find_map(|one| open(&one.name, one.done)) {
        return voice.fill("say.response-next-measure", &[("name", &name)]);
    }
    if let Some(name) = response.condition.iter().find_map(|one| open(&one.name, one.met)) {
        return voice.fill("say.response-next-condition", &[("name", &name)]);
    }
    match reached(voice, response.assessed) {
        None => voice.say("say.response-next-assessment"),
        Some(_) => voice.say("say.response-next-decision"),
    }
}

/// The stages in their order; the first that is not done is the next.
fn stages(voice: &Voice<'_>, response: &Response) -> Vec<StageItem> {
    let measures = done(voice, response.measure.iter().map(|one| one.done));
    let conditions = done(voice, response.condition.iter().map(|one| one.met));
    let complete = |(done, all): (usize, usize)| done == all;
    let last = |days: Vec<Option<NaiveDate>>| days.into_iter().flatten().max();
    let mut before = true;
    let mut stage = |name: &'static str, done: bool, date: Option<NaiveDate>| {
        let state = match (done, before) {
            (true, _) => voice.state("state.stage-done", "good"),
            (false, true) => voice.state("state.stage-next", "open"),
            (false, false) => voice.state("state.stage-ahead", "past"),
        };
        before &= done;
        let date = reached(voice, date).filter(|_| done).map(|date| voice.day(date));
        StageItem { name: voice.say(name), state, done, date, count: None, by: None, document: None, steps: Vec::new() }
    };
    let by = |id: Option<_>| id.map(|id| voice.organisation(id));
    let count = |key, (done, all): (usize, usize)| Some(voice.fill(key, &[("done", &done), ("n", &all)]));
    let decided = reached(voice, response.decided).is_some();
    let check = |name: &Said, day: Option<NaiveDate>, note: Option<&Said>| check_item(voice, name, day, note);
    let ended = last(response.measure.iter().map(|one| one.done).collect());
    let met = last(response.condition.iter().map(|one| one.met).collect());
    vec![
        StageItem {
            by: by(Some(response.reported_to)),
            ..stage("say.stage-report", reached(voice, Some(response.reported)).is_some(), Some(response.reported))
        },
        StageItem {
            count: count("say.done-of", measures),
            steps: response.measure.iter().map(|one| check(&one.name, one.done, one.note.as_ref())).collect(),
            ..stage("say.stage-measures", complete(measures), ended)
        },
        StageItem {
            count: count("say.met-of", conditions),
            steps: response.condition.iter().map(|one| check(&one.name, one.met, None)).collect(),
            ..stage("say.stage-conditions", complete(conditions), met)
        },
        StageItem {
            by: by(response.assessed_by),
            ..stage("say.stage-assessment", reached(voice, response.assessed).is_some(), response.assessed)
        },
        StageItem {
            by: by(response.decided_by),
            document: response.document.clone().filter(|_| decided),
            ..stage("say.stage-decision", decided, response.decided)
        },
    ]
}

fn check_item(voice: &Voice<'_>, name: &Said, day: Option<NaiveDate>, note: Option<&Said>) -> CheckItem {
    let date: Option<Day> = reached(voice, day).map(|day| voice.day(day));
    CheckItem { name: voice.phrase(name), done: date.is_some(), date, note: note.map(|note| voice.phrase(note)) }
}
