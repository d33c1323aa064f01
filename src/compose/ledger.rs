//! Ledgers as tables: every line of a kind of record, with the clauses that are held against it.

use std::collections::BTreeMap;

use crate::community::area::{Area, district};
use crate::community::books::{book, books};
use crate::community::ledger::{Book, Datum, Heading, Line, Sort, is_few, leaves_few};
use crate::community::plan::Plan;
use crate::community::table::Id;
use crate::compose::address::Which;
use crate::compose::clause::on_ledger;
use crate::compose::datum::{line_anchor, phrase};
use crate::compose::view::{Body, LedgerBody, LedgerCell, LedgerGroup, LedgerItem, LedgerRow, Ledgers, Link};
use crate::compose::voice::{Voice, decimal};
use crate::exact::Exact;
use crate::language::Phrase;

/// The ledgers that have lines, in order.
pub fn kept(voice: &Voice<'_>) -> Vec<(Book, Vec<Line>)> {
    let all = books().into_iter().map(|book| (book, (book.lines)(voice.community)));
    all.filter(|(_, lines)| !lines.is_empty()).collect()
}

/// The page that a datum leads to.
fn href(voice: &Voice<'_>, book: &Book, line: &Line, heading: &Heading, datum: &Datum) -> Option<String> {
    Some(voice.href(match datum {
        Datum::Area(id) => Which::Area(*id),
        Datum::Plan(id) => Which::Plan(*id),
        Datum::Notice(id) => Which::Notice(*id),
        _ if heading.name == "name" || heading.name == "notice" => own_page(voice, book, line)?,
        _ => return None,
    }))
}

/// The page of a line's record, where it has one of its own.
fn own_page(voice: &Voice<'_>, book: &Book, line: &Line) -> Option<Which> {
    let community = voice.community;
    let own = line.key.split('~').next().unwrap_or_default();
    let is = |key: &crate::community::form::Key| *key.0 == *own;
    match book.word {
        "team" => community.teams.iter().find(|(_, one)| is(&one.key)).map(|(id, _)| Which::Team(id)),
        "demonstration" => {
            community.neighbourhoods.iter().find(|(_, one)| is(&one.key)).map(|(id, _)| Which::Neighbourhood(id))
        }
        "festival" => community.festivals.iter().find(|(_, one)| is(&one.key)).map(|(id, _)| Which::Festival(id)),
        "response" => community.responses.iter().find(|(_, one)| is(&one.key)).map(|(id, _)| Which::Response(id)),
        "plan" => community.plans.iter().find(|(_, one)| is(&one.key)).map(|(id, _)| Which::Plan(id)),
        "body" => community.bodies.iter().find(|(_, one)| is(&one.key)).map(|(id, _)| Which::Body(id)),
        _ => None,
    }
}

/// All ledgers.
pub fn ledgers(voice: &Voice<'_>) -> Body {
    let item = |(book, lines): (Book, Vec<Line>)| {
        let clauses = on_ledger(voice, book.word);
        LedgerItem {
            link: voice.link_text(Which::Ledger(book.word), book.title(voice.language)),
            count: voice.fill("count.n-records", &[("n", &lines.len())]),
            newest: lines
                .iter()
                .flat_map(|line| line.data.iter().filter_map(Datum::day))
                .filter(|day| *day <= voice.material.as_of)
                .max()
                .map(|day| voice.date(day)),
            clauses: (!clauses.is_empty()).then(|| voice.fill("count.n-clauses", &[("n", &clauses.len())])),
        }
    };
    let all = kept(voice);
    Body::Ledgers(Ledgers {
        overviews: overviews(voice),
        intro: voice.fill("say.ledgers-intro", &[("n", &all.len())]),
        ledgers: all.into_iter().map(item).collect(),
    })
}

/// The pages that bring several ledgers together.
fn overviews(voice: &Voice<'_>) -> Vec<Link> {
    let community = voice.community;
    let mut links = Vec::new();
    if !community.rhythms.is_empty() {
        links.push(voice.link_text(Which::Rhythm, voice.say("say.rhythm-title")));
    }
    if !(community.grids.is_empty() && community.grid_reports.is_empty() && community.event_cases.is_empty()) {
        links.push(voice.link_text(Which::Grids, voice.say("say.grids-title")));
    }
    let measured = |plan: &Id<Plan>| community.measures.iter().any(|(_, measure)| measure.plan == *plan);
    links.extend(voice.material.plans.iter().copied().filter(measured).map(|plan| {
        let title = community.plans[plan].short_title.text(voice.language);
        voice.link_text(Which::Tasks(plan), voice.fill("say.measures-title", &[("plan", &title)]))
    }));
    links
}

/// One ledger, its lines by district.
pub fn ledger(voice: &Voice<'_>, word: &str) -> Body {
    let Some(book) = book(word) else { return Body::Empty(crate::compose::view::Empty {}) };
    let headings = (book.headings)();
    let lines = (book.lines)(voice.community);
    let mut groups: BTreeMap<Option<Id<Area>>, Vec<&Line>> = BTreeMap::new();
    for line in &lines {
        let area = line.data.iter().find_map(|datum| match datum {
            Datum::Area(area) => Some(*area),
            _ => None,
        });
        groups.entry(area.and_then(|area| district(&voice.community.areas, area))).or_default().push(line);
    }
    let head: Vec<String> = headings.iter().map(|heading| heading.title(voice.language).to_owned()).collect();
    let group = |(area, lines): (Option<Id<Area>>, Vec<&Line>)| LedgerGroup {
        anchor: area.map_or_else(|| "elsewhere".to_owned(), |id| voice.community.areas[id].key.to_string()),
        name: area.map_or_else(|| Phrase::own(voice.say("say.group-all")), |id| voice.area(id)),
        count: voice.fill("count.n-records", &[("n", &lines.len())]),
        rows: lines.iter().map(|line| row(voice, &book, &headings, line)).collect(),
        totals: totals(voice, &book, &headings, &lines),
    };
    Body::Ledger(Box::new(LedgerBody {
        intro: voice.fill("say.ledger-intro", &[("n", &lines.len())]),
        suppressed: (!book.suppressed.is_empty()).then(|| voice.say("say.small-counts-hidden")),
        head,
        groups: groups.into_iter().map(group).collect(),
        clauses: on_ledger(voice, word),
    }))
}

fn row(voice: &Voice<'_>, book: &Book, headings: &[Heading], line: &Line) -> LedgerRow {
    let cell = |(heading, datum): (&Heading, &Datum)| {
        let few = book.suppressed.contains(&heading.name) && datum.number().is_some_and(|number| is_few(&number));
        let text = match few {
            true => Phrase::own(voice.say("say.fewer-than-five")),
            false if leaves_few(headings, line, heading.name) => Phrase::own(voice.say("say.case-withheld")),
            false => phrase(voice, datum),
        };
        LedgerCell {
            text,
            href: href(voice, book, line, heading, datum),
            number: heading.sort == Sort::Number,
            day: heading.sort == Sort::Day,
        }
    };
    LedgerRow { anchor: line_anchor(book.word, &line.key), cells: headings.iter().zip(&line.data).map(cell).collect() }
}

/// The sums of columns that can be added up: written numbers that are no years, ranks or per cents.
fn totals(voice: &Voice<'_>, book: &Book, headings: &[Heading], lines: &[&Line]) -> Vec<String> {
    const NOT_ADDED: [&str; 10] =
        ["checks_per_day", "year", "number", "order", "class", "days", "progress", "hours", "duty_hours", "per_day"];
    if lines.len() < 2 || ["stock", "platform"].contains(&book.word) {
        return Vec::new();
    }
    let total = |(at, heading): (usize, &Heading)| {
        let adds = heading.sort == Sort::Number
            && !heading.worked_out
            && !NOT_ADDED.contains(&heading.name)
            && !book.suppressed.contains(&heading.name);
        let numbers: Vec<Exact> = lines.iter().filter_map(|line| line.data[at].number()).collect();
        if !adds || numbers.is_empty() {
            return String::new();
        }
        decimal(&numbers.iter().fold(Exact::zero(), |sum, number| &sum + number))
    };
    let totals: Vec<String> = headings.iter().enumerate().map(total).collect();
    if totals.iter().all(String::is_empty) {
        return Vec::new();
    }
    let mut totals = totals;
    if let Some(first) = totals.first_mut().filter(|first| first.is_empty()) {
        *first = voice.say("say.total");
    }
    totals
}
