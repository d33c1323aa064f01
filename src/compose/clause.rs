//! Clauses as pages show them: whether each is kept, what was found, case by case; and the register of all of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::chart::content::{Chart, Drawing, Length, StackedRow, Table};
use crate::community::area::{Area, district};
use crate::community::books::book;
use crate::community::clause::{Clause, Demand, Limit};
use crate::community::festival::Festival;
use crate::community::ledger::response::Response;
use crate::community::ledger::rhythm::Kept;
use crate::community::ledger::{Datum, is_few};
use crate::community::organisation::Organisation;
use crate::community::plan::Plan;
use crate::community::scheme::Scheme;
use crate::community::table::Id;
use crate::compose::address::{Sieve, Which};
use crate::compose::datum::{line_anchor, phrase};
use crate::compose::view::{
    Body, CaseItem, ClauseCount, ClauseItem, ClauseSummary, Clauses, ClausesGroup, Link, MenuItem, State,
};
use crate::compose::voice::{Voice, decimal, length};
use crate::exact::Exact;
use crate::judge::{Case, EventFault, Seen, Standing, Verdict};
use crate::language::Phrase;
use crate::markdown::{Numbering, outline};

/// At most so many cases of a clause are listed; how many more there are is said.
const CASES: usize = 40;

/// A clause with its verdict, by plan and position.
pub type Judged<'a> = (Id<Plan>, usize, &'a Clause, &'a Verdict);

/// Every clause of the plans that are shown, in order of plan and writing.
pub fn all<'a>(voice: &Voice<'a>) -> Vec<Judged<'a>> {
    let material = voice.material;
    // A plan that shares the text of another shares its clauses, which are told once.
    let own = |id: &Id<Plan>| voice.community.plans[*id].same_text_as.is_none();
    material.plans.iter().copied().filter(own).flat_map(|id| of_plan(voice, id)).collect()
}

/// The clauses of a plan; those of the plan whose text it shares.
pub fn of_plan<'a>(voice: &Voice<'a>, id: Id<Plan>) -> Vec<Judged<'a>> {
    let id = voice.community.plans[id].same_text_as.unwrap_or(id);
    let plan = &voice.community.plans[id];
    let judged = plan.clauses.iter().zip(voice.material.judgement.of(id));
    judged.enumerate().map(|(at, (clause, verdict))| (id, at, clause, verdict)).collect()
}

/// The state of a clause.
pub fn state(voice: &Voice<'_>, standing: Standing, soft: bool) -> State {
    let (key, tone) = match standing {
        Standing::Kept => ("state.kept", "good"),
        Standing::NotKept if soft => ("state.not-kept-in-principle", "warn"),
        Standing::NotKept => ("state.not-kept", "warn"),
        Standing::NoData => ("state.no-data", "plain"),
        Standing::NotMeasurable => ("state.not-measurable", "past"),
    };
    voice.state(key, tone)
}

/// A clause as a list shows it; `from_plan` when the page is that of its plan.
pub fn item(voice: &Voice<'_>, (plan_id, at, clause, verdict): Judged<'_>, from_plan: bool) -> ClauseItem {
    let plan = &voice.community.plans[plan_id];
    let key = &*clause.key.value;
    let maybe = |said: &Option<crate::language::Said>| said.as_ref().map(|said| voice.phrase(said));
    let shown = verdict.cases.iter().take(CASES).map(|case| case_item(voice, clause, case)).collect();
    let hidden = verdict.cases.len().saturating_sub(CASES);
    ClauseItem {
        id: key.to_owned(),
        anchor: format!("clause-{key}"),
        text: voice.phrase(&clause.text),
        rule: clause.rule.value.name(voice.language).to_owned(),
        found: found(voice, clause, verdict),
        state: state(voice, verdict.standing, clause.soft),
        plan: (!from_plan).then(|| Link { href: href(voice, plan_id, clause), text: voice.phrase(&plan.short_title) }),
        under: under(voice, plan_id, clause),
        evidence: evidence(voice, clause),
        cases: shown,
        more: (hidden > 0).then(|| voice.fill("say.more-cases", &[("n", &hidden)])),
        reading: maybe(&clause.reading),
        remark: maybe(&clause.remark),
        responsible: clause.responsible.map(|id| voice.organisation(id)),
        conflict: conflict(voice, plan_id, at),
    }
}

/// Where a clause stands: on the page of its plan.
pub fn href(voice: &Voice<'_>, plan: Id<Plan>, clause: &Clause) -> String {
    format!("{}#clause-{}", voice.href(Which::Plan(plan)), &*clause.key.value)
}

/// The ledger of a kind of record, if it has any.
pub fn ledger_link(voice: &Voice<'_>, word: &'static str) -> Option<Link> {
    let book = book(word).filter(|book| !(book.lines)(voice.community).is_empty())?;
    Some(voice.link_text(Which::Ledger(word), book.title(voice.language)))
}

/// The heading of the plan under which a clause stands, in the language of the page.
fn under(voice: &Voice<'_>, plan_id: Id<Plan>, clause: &Clause) -> Option<Link> {
    use crate::language::Language;
    let under = clause.under.as_ref()?;
    let plan = &voice.community.plans[plan_id];
    let source = plan.same_text_as.map_or(plan, |other| &voice.community.plans[other]);
    let headings = |language| {
        let text = source.texts.exactly(language)?;
        Some(outline(&text.markdown, language, Numbering::None).headings)
    };
    let written = headings(Language::Chinese).or_else(|| headings(Language::English))?;
    let at = written.iter().position(|heading| heading.text == under.value || heading.anchor == under.value)?;
    // Twins have the same sections, so that the heading of the same position is the same one.
    let own = headings(voice.language);
    let heading = own.as_ref().filter(|own| own.len() == written.len()).unwrap_or(&written).get(at)?;
    let href = format!("{}#{}", voice.href(Which::Plan(plan_id)), heading.anchor);
    Some(Link { href, text: Phrase::own(heading.text.clone()) })
}

/// Where the records lie that a clause is held against.
fn evidence(voice: &Voice<'_>, clause: &Clause) -> Option<Link> {
    let ledger = |word: &'static str| ledger_link(voice, word);
    match &clause.demand {
        Demand::Quantity { of, .. }
        | Demand::Each { of, .. }
        | Demand::Triggers { of, .. }
        | Demand::Order { of, .. }
        | Demand::Time { of, .. } => ledger(of.book.word),
        Demand::Rhythm { .. } => ledger("rhythm"),
        Demand::Weight { scheme, .. } => {
            Some(voice.link(Which::Method(*scheme), &voice.community.schemes[*scheme].name))
        }
        Demand::Window { .. } | Demand::Level(_) => ledger("case_series"),
        Demand::ClusterSize { .. } => ledger("cluster"),
        Demand::Events { .. } => ledger("festival"),
        Demand::Listed { .. } | Demand::Stated { .. } => None,
    }
}

/// What the data say of a clause, in one sentence.
fn found(voice: &Voice<'_>, clause: &Clause, verdict: &Verdict) -> String {
    match (verdict.standing, &verdict.cases[..]) {
        (Standing::NotMeasurable, _) => voice.say("say.clause-not-measurable"),
        (_, []) if waits(&clause.demand) => voice.say("say.clause-not-now"),
        (_, []) => voice.say("say.clause-no-data"),
        (_, [case]) => {
            let seen = seen(voice, clause, case);
            match &case.of {
                Datum::Nothing => voice.fill("say.clause-found", &[("found", &seen)]),
                of => voice.fill("say.clause-found-of", &[("of", &phrase(voice, of).text), ("found", &seen)]),
            }
        }
        (_, cases) => {
            let kept = cases.iter().filter(|case| case.kept).count();
            voice.fill("say.clause-cases", &[("n", &cases.len()), ("kept", &kept), ("broken", &(cases.len() - kept))])
        }
    }
}

/// Whether a clause applies only at a level of risk.
fn waits(demand: &Demand) -> bool {
    match demand {
        Demand::Quantity { of, .. }
        | Demand::Each { of, .. }
        | Demand::Triggers { of, .. }
        | Demand::Order { of, .. }
        | Demand::Time { of, .. } => of.when.is_some(),
        Demand::Rhythm { when, .. } => when.is_some(),
        _ => false,
    }
}

fn case_item(voice: &Voice<'_>, clause: &Clause, case: &Case) -> CaseItem {
    let of = match &case.of {
        Datum::Nothing => Phrase::own(voice.say("say.clause-whole")),
        of => phrase(voice, of),
    };
    let href = match (&case.seen, &case.line, &case.of) {
        (Seen::Event(id, _), _, _) => Some(voice.href(Which::Festival(*id))),
        (Seen::Level(area, ..), _, _) => Some(voice.href(Which::Level(*area))),
        (_, Some((word, key)), _) => {
            let line = line_anchor(word, key);
            Some(format!("{}#{line}", voice.href(Which::Ledger(word))))
        }
        (_, _, Datum::Area(id)) => Some(voice.href(Which::Area(*id))),
        _ => None,
    };
    let standing = if case.kept { Standing::Kept } else { Standing::NotKept };
    CaseItem { of, href, found: seen(voice, clause, case), state: state(voice, standing, clause.soft) }
}

/// A number of a ledger, of which small counts of people are not shown.
fn counted(voice: &Voice<'_>, case: &Case, number: &Exact) -> String {
    let suppressed = case.book.and_then(book).is_some_and(|book| !book.suppressed.is_empty());
    if suppressed && is_few(number) { voice.say("say.fewer-than-five") } else { decimal(number) }
}

/// What was found in a case.
fn seen(voice: &Voice<'_>, clause: &Clause, case: &Case) -> String {
    match &case.seen {
        Seen::Number(number, parts) => quantity(voice, clause, case, number, parts.as_ref()),
        Seen::Withheld => voice.say("say.case-withheld"),
        Seen::Lacks(columns) if columns.is_empty() => voice.say("say.case-complete"),
        Seen::Lacks(columns) => {
            let headings = case.book.and_then(book).map(|book| (book.headings)()).unwrap_or_default();
            let names = columns.iter().filter_map(|at| headings.get(*at)).map(|heading| heading.title(voice.language));
            let names: Vec<&str> = names.collect();
            voice.fill("say.case-lacks", &[("columns", &names.join(&voice.say("say.list-comma")))])
        }
        Seen::OutOfOrder(None) => voice.say("say.case-in-order"),
        Seen::SameDay => voice.say("say.case-same-day"),
        Seen::OutOfOrder(Some(at)) => {
            let headings = case.book.and_then(book).map(|book| (book.headings)()).unwrap_or_default();
            let name = headings.get(*at).map_or("", |heading| heading.title(voice.language));
            voice.fill("say.case-out-of-order", &[("column", &name)])
        }
        Seen::Triggered(number, done) => {
            let key = match (&clause.demand, done) {
                (Demand::Triggers { more_than, .. }, _) if number <= more_than => "say.case-not-triggered",
                (_, true) => "say.case-triggered-done",
                (_, false) => "say.case-triggered-open",
            };
            voice.fill(key, &[("n", &decimal(number))])
        }
        Seen::Time(None) => voice.say("say.case-no-time"),
        Seen::Time(Some(time)) => time.format("%H:%M").to_string(),
        Seen::Rhythm(_, kept) => rhythm(voice, kept),
        Seen::Weight(weight) => format!("{}%", decimal(weight)),
        Seen::Listed(None) => voice.say("say.case-no-heading"),
        Seen::Listed(Some(number)) => voice.fill("say.case-listed", &[("n", number)]),
        Seen::Alarm(date, number, answer) => {
            let key = if answer.is_some() { "say.case-answered" } else { "say.case-unanswered" };
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("date", &voice.date(*date)), ("n", &crate::compose::datum::cases(voice, number))];
            voice.fill(key, &values)
        }
        Seen::Level(_, level, days, lower) => {
            let values: [(&str, &dyn std::fmt::Display); 2] = [("n", days), ("level", &level.name(voice.language))];
            let held = voice.fill("say.case-level", &values);
            match lower {
                None => held,
                Some(date) => held + &voice.fill("say.case-level-lower", &[("date", &voice.date(*date))]),
            }
        }
        Seen::Event(id, fault) => event(voice, &voice.community.festivals[*id], *fault),
    }
}

fn quantity(voice: &Voice<'_>, clause: &Clause, case: &Case, number: &Exact, parts: Option<&[Exact; 2]>) -> String {
    let per_cent = matches!(&clause.demand, Demand::Quantity { per_cent: true, .. });
    let unit = clause.unit.as_ref().map(|unit| unit.text(voice.language)).filter(|_| !per_cent).unwrap_or_default();
    let ratio = parts.is_some();
    let text = match per_cent || ratio {
        true => decimal(number),
        false => counted(voice, case, number),
    };
    let space = if unit.is_empty() || unit == "%" { "" } else { voice.words().say("say.before-unit") };
    let whole = match per_cent {
        true => format!("{text}%"),
        false => format!("{text}{space}{unit}"),
    };
    match parts {
        None => whole,
        Some([part, all]) => {
            let (part, all) = (counted(voice, case, part), counted(voice, case, all));
            voice.fill("say.case-ratio", &[("ratio", &whole), ("part", &part), ("whole", &all)])
        }
    }
}

/// How a recurring duty was kept, in words.
pub fn rhythm(voice: &Voice<'_>, kept: &Kept) -> String {
    let mut text = voice.fill(
        "say.rhythm-kept",
        &[("n", &kept.periods), ("kept", &(kept.periods - kept.missed.len())), ("missed", &kept.missed.len())],
    );
    if !kept.missed.is_empty() {
        text += &voice.fill("say.rhythm-missed", &[("dates", &dates(voice, &kept.missed))]);
    }
    if !kept.late.is_empty() {
        text += &voice.fill("say.rhythm-late", &[("n", &kept.late.len()), ("dates", &dates(voice, &kept.late))]);
    }
    text
}

fn dates(voice: &Voice<'_>, days: &[chrono::NaiveDate]) -> String {
    const SHOWN: usize = 6;
    let mut named: Vec<String> = days.iter().take(SHOWN).map(|day| voice.date(*day)).collect();
    if days.len() > SHOWN {
        named.push("…".to_owned());
    }
    named.join(&voice.say("say.list-comma"))
}

fn event(voice: &Voice<'_>, festival: &Festival, fault: EventFault) -> String {
    let people = festival.expected_people.map_or_else(|| "—".to_owned(), |people| people.to_string());
    let mut text = match fault {
        EventFault::None => voice.fill("say.case-event-within", &[("n", &people)]),
        EventFault::People => voice.fill("say.case-event-people", &[("n", &people)]),
        EventFault::Level(level) => voice.fill("say.case-event-level", &[("level", &level.name(voice.language))]),
    };
    if let Some(change) = &festival.change {
        text += &voice.fill("say.case-event-changed", &[("change", &change.kind.name(voice.language))]);
    }
    text
}

/// What another plan in force says about the same, and which applies.
fn conflict(voice: &Voice<'_>, plan: Id<Plan>, at: usize) -> Option<String> {
    let is_this = |(id, position, _): &(Id<Plan>, usize, Exact)| *id == plan && *position == at;
    let conflict = voice.material.judgement.conflicts.iter().find(|conflict| conflict.clauses.iter().any(is_this))?;
    let (stricter_plan, stricter_at, number) = &conflict.clauses[conflict.applies];
    let own = conflict.clauses.iter().find(|clause| is_this(clause))?;
    if own.2 == *number {
        let others: Vec<&str> = conflict
            .clauses
            .iter()
            .filter(|(_, _, other)| other != number)
            .map(|(id, _, _)| voice.community.plans[*id].short_title.text(voice.language))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        return Some(voice.fill(
            if conflict.apart { "say.conflict-apart" } else { "say.conflict-applies" },
            &[("plans", &others.join(&voice.say("say.list-comma")))],
        ));
    }
    let stricter = &voice.community.plans[*stricter_plan];
    let text = stricter.clauses[*stricter_at].text.text(voice.language);
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("plan", &stricter.short_title.text(voice.language)), ("text", &text)];
    Some(voice.fill(if conflict.apart { "say.conflict-yields-apart" } else { "say.conflict-yields" }, &values))
}

/// How many clauses are kept, not kept, without data, not measurable; with a chart.
pub fn summary(voice: &Voice<'_>, clauses: &[Judged<'_>], sieve: Option<Id<Plan>>) -> Option<ClauseSummary> {
    if clauses.is_empty() {
        return None;
    }
    let count = |standing: Standing| clauses.iter().filter(|(.., verdict)| verdict.standing == standing).count();
    let counts = Standing::ALL.map(|standing| ClauseCount {
        state: state(voice, standing, false),
        number: count(standing).to_string(),
        href: voice.href(match sieve {
            Some(plan) => Which::Clauses(Sieve::Plan(plan)),
            None => Which::Clauses(Sieve::Standing(standing)),
        }),
    });
    let length = |standing| counted_length(count(standing));
    let [kept, not_kept, no_data, not_measurable] = Standing::ALL.map(count);
    let sentence = voice.fill(
        "say.clauses-summary",
        &[
            ("n", &clauses.len()),
            ("kept", &kept),
            ("broken", &not_kept),
            ("unknown", &no_data),
            ("unmeasured", &not_measurable),
        ],
    );
    let series: Vec<String> = Standing::ALL.iter().map(|standing| state(voice, *standing, false).text).collect();
    let chart = voice.chart(Chart {
        id: "clauses".into(),
        title: voice.say("chart.clauses-title"),
        summary: sentence.clone(),
        drawing: Drawing::Stacked {
            full: counted_length(clauses.len()).value,
            series: series.clone(),
            rows: vec![StackedRow {
                label: voice.say("chart.clauses"),
                parts: Standing::ALL.map(length).into(),
                total: clauses.len().to_string(),
            }],
        },
        table: Table {
            head: vec![voice.say("chart.state"), voice.say("chart.count")],
            rows: series.into_iter().zip(Standing::ALL).map(|(name, one)| vec![name, count(one).to_string()]).collect(),
        },
    });
    Some(ClauseSummary { sentence, counts: counts.into(), chart })
}

/// The length of a bar that stands for a number of clauses.
fn counted_length(count: usize) -> Length {
    length(&Exact::whole(i64::try_from(count).unwrap_or(i64::MAX)), count.to_string())
}

/// The clauses of plans that bound a scheme.
pub fn on_scheme(voice: &Voice<'_>, id: Id<Scheme>) -> Vec<ClauseItem> {
    let bounds = |clause: &Clause| matches!(&clause.demand, Demand::Weight { scheme, .. } if *scheme == id);
    let all = all(voice).into_iter().filter(|(_, _, clause, _)| bounds(clause));
    all.map(|judged| item(voice, judged, false)).collect()
}

/// The clauses that are held against a ledger.
pub fn on_ledger(voice: &Voice<'_>, word: &str) -> Vec<ClauseItem> {
    let on = |clause: &Clause| ledgers_of(&clause.demand).contains(&word);
    let all = all(voice).into_iter().filter(|(_, _, clause, _)| on(clause));
    all.map(|judged| ClauseItem { cases: Vec::new(), more: None, ..item(voice, judged, false) }).collect()
}

/// The clauses that were held against a line of a ledger, each with what was found there.
pub fn on_line(voice: &Voice<'_>, word: &str, key: &str, response: Option<Id<Response>>) -> Vec<CaseItem> {
    let is_meant = |case: &&Case| match (&case.seen, &case.line) {
        (Seen::Alarm(_, _, answer), _) => answer.is_some() && *answer == response,
        (_, Some((of, line))) => *of == word && **line == *key,
        _ => false,
    };
    let mut items = Vec::new();
    for (plan, _, clause, verdict) in all(voice) {
        for case in verdict.cases.iter().filter(is_meant) {
            let (of, href) = (voice.phrase(&clause.text), Some(href(voice, plan, clause)));
            items.push(CaseItem { of, href, ..case_item(voice, clause, case) });
        }
    }
    items
}

/// The ledgers that a demand is held against.
pub fn ledgers_of(demand: &Demand) -> Vec<&'static str> {
    match demand {
        Demand::Quantity { of, .. }
        | Demand::Each { of, .. }
        | Demand::Triggers { of, .. }
        | Demand::Order { of, .. }
        | Demand::Time { of, .. } => vec![of.book.word],
        Demand::Rhythm { .. } => vec!["rhythm"],
        Demand::Window { .. } => vec!["case_series", "response"],
        Demand::Level(_) => vec!["case_series", "cluster", "level_order"],
        Demand::ClusterSize { .. } => vec!["cluster"],
        Demand::Events { .. } => vec!["festival"],
        Demand::Weight { .. } | Demand::Listed { .. } | Demand::Stated { .. } => Vec::new(),
    }
}

/// The districts that a plan is for; all when it is for the whole city or for nowhere in particular.
fn districts(voice: &Voice<'_>, plan: &Plan) -> BTreeSet<Id<Area>> {
    let areas = &voice.community.areas;
    let every = || areas.iter().filter(|(_, area)| area.level.depth() == 1).map(|(id, _)| id);
    if plan.audience.is_empty() {
        return every().collect();
    }
    plan.audience
        .iter()
        .flat_map(|area| match district(areas, *area) {
            Some(district) => vec![district],
            None => every().collect(),
        })
        .collect()
}

/// Whether a clause passes the sieve.
fn passes(voice: &Voice<'_>, sieve: Sieve, (plan, _, clause, verdict): &Judged<'_>) -> bool {
    match sieve {
        Sieve::All => true,
        Sieve::Standing(standing) => verdict.standing == standing,
        Sieve::Plan(id) => *plan == id,
        Sieve::District(id) => districts(voice, &voice.community.plans[*plan]).contains(&id),
        Sieve::Unit(id) => responsible(voice, *plan, clause) == id,
    }
}

/// Who is responsible for a clause: the unit it names, else who issued the plan.
fn responsible(voice: &Voice<'_>, plan: Id<Plan>, clause: &Clause) -> Id<Organisation> {
    clause.responsible.unwrap_or(voice.community.plans[plan].issuing_body)
}

/// Every way in which the register can be sieved, with how many clauses pass.
pub fn sieves(voice: &Voice<'_>) -> Vec<(Sieve, usize)> {
    let all = all(voice);
    if all.is_empty() {
        return Vec::new();
    }
    let mut counts: BTreeMap<Sieve, usize> = BTreeMap::new();
    *counts.entry(Sieve::All).or_default() = all.len();
    for (plan, _, clause, verdict) in &all {
        *counts.entry(Sieve::Standing(verdict.standing)).or_default() += 1;
        *counts.entry(Sieve::Plan(*plan)).or_default() += 1;
        *counts.entry(Sieve::Unit(responsible(voice, *plan, clause))).or_default() += 1;
        for district in districts(voice, &voice.community.plans[*plan]) {
            *counts.entry(Sieve::District(district)).or_default() += 1;
        }
    }
    for standing in Standing::ALL {
        counts.entry(Sieve::Standing(standing)).or_default();
    }
    counts.into_iter().collect()
}

/// What a sieve lets pass, in words.
pub fn sieve_name(voice: &Voice<'_>, sieve: Sieve) -> Phrase {
    match sieve {
        Sieve::All => Phrase::own(voice.say("say.all-clauses")),
        Sieve::Standing(standing) => Phrase::own(state(voice, standing, false).text),
        Sieve::Plan(id) => voice.phrase(&voice.community.plans[id].short_title),
        Sieve::District(id) => voice.area(id),
        Sieve::Unit(id) => voice.organisation(id),
    }
}

/// The register of clauses.
pub fn register(voice: &Voice<'_>, sieve: Sieve) -> Body {
    let all = all(voice);
    let passing: Vec<Judged<'_>> = all.into_iter().filter(|judged| passes(voice, sieve, judged)).collect();
    let mut groups: Vec<ClausesGroup> = Vec::new();
    for judged in &passing {
        let plan = &voice.community.plans[judged.0];
        let anchor = format!("plan-{}", &*plan.key);
        if groups.last().is_none_or(|group| group.anchor != anchor) {
            let link = voice.link(Which::Plan(judged.0), &plan.title);
            groups.push(ClausesGroup { anchor, name: voice.phrase(&plan.short_title), link, clauses: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.clauses.push(item(voice, *judged, false));
        }
    }
    let filter = |kind: &'static str, is: fn(&Sieve) -> bool| {
        let items = sieves(voice).into_iter().filter(|(one, _)| is(one)).map(|(one, count)| MenuItem {
            href: voice.href(Which::Clauses(one)),
            text: voice.fill("count.named", &[("name", &sieve_name(voice, one).text), ("n", &count)]),
            current: one == sieve,
        });
        (voice.say(kind), items.collect())
    };
    let filters = vec![
        filter("say.by-state", |sieve| matches!(sieve, Sieve::All | Sieve::Standing(_))),
        filter("say.by-plan", |sieve| matches!(sieve, Sieve::Plan(_))),
        filter("say.by-district", |sieve| matches!(sieve, Sieve::District(_))),
        filter("say.by-unit", |sieve| matches!(sieve, Sieve::Unit(_))),
    ];
    Body::Clauses(Clauses {
        intro: voice.say("say.clauses-intro"),
        summary: summary(voice, &passing, None),
        filters: filters.into_iter().map(|(title, items)| crate::compose::view::Filter { title, items }).collect(),
        groups,
    })
}

/// The number that a clause sets, as residents read it: `≤ 10`, `≥ 1.5`.
pub fn limit_text(clause: &Clause) -> Option<String> {
    if let Demand::Quantity { limit: Limit::Between(from, until), .. } = &clause.demand {
        return Some(format!("{}–{}", decimal(from), decimal(until)));
    }
    let number = &clause.number.as_ref()?.value;
    // Nothing can be fewer than none.
    if number.is_zero() {
        return Some(decimal(number));
    }
    let number = decimal(number);
    let sign = match &clause.demand {
        Demand::Quantity { limit: Limit::AtMost(_), .. } | Demand::Events { .. } => "≤",
        Demand::Quantity { limit: Limit::AtLeast(_), .. } | Demand::Each { .. } | Demand::Weight { .. } => "≥",
        Demand::Stated { bound: Some(crate::community::clause::Bound::AtMost) } => "≤",
        Demand::Stated { bound: Some(crate::community::clause::Bound::AtLeast) } => "≥",
        _ => "",
    };
    Some(if sign.is_empty() { number } else { format!("{sign} {number}") })
}
