//! The calendar of events, and a page each with results and prizes.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::assess::rulebook::Lens;
use crate::assess::{Ranking, Standing};
use crate::chart::content::{Chart, Drawing, StackedRow, Table};
use crate::community::festival::{Festival, Prize};
use crate::community::form::Key;
use crate::community::marks::{Period, Subject};
use crate::community::table::Id;
use crate::compose::address::Which;
use crate::compose::view::{
    Body, CertificateRow, Certificates, ChartBlock, ContestResults, ContestRow, EventYear, Fact, FestivalBody,
    Festivals, Link, PrizeItem, RankingRow, SafetyItem, SignUpBlock, TextList,
};
use crate::compose::voice::{Voice, decimal, length};
use crate::compose::{lists, outcome, ranking, scorecard};
use crate::exact::{Exact, parts_that_add};
use crate::language::Said;

/// All events: coming ones, then past ones by year.
pub fn festivals(voice: &Voice<'_>) -> Body {
    let mut ids: Vec<Id<Festival>> = voice.community.festivals.ids().collect();
    ids.sort_by_key(|id| (lists::begins(voice, &voice.community.festivals[*id]), *id));
    let (coming, past): (Vec<_>, Vec<_>) =
        ids.into_iter().partition(|id| lists::ends(voice, &voice.community.festivals[*id]) >= voice.material.as_of);
    let mut years: BTreeMap<i32, Vec<Id<Festival>>> = BTreeMap::new();
    for id in past.into_iter().rev() {
        years.entry(lists::begins(voice, &voice.community.festivals[id]).year()).or_default().push(id);
    }
    let items = |ids: Vec<Id<Festival>>| ids.into_iter().map(|id| lists::event(voice, id)).collect();
    Body::Festivals(Festivals {
        intro: voice.fill("say.festivals-intro", &[("n", &voice.community.festivals.len())]),
        coming: items(coming),
        past: years
            .into_iter()
            .rev()
            .map(|(year, ids)| EventYear { year: Period::Year(year).name(voice.language), events: items(ids) })
            .collect(),
    })
}

/// One event.
pub fn festival(voice: &Voice<'_>, id: Id<Festival>) -> Body {
    let festival = &voice.community.festivals[id];
    let results = voice.material.assessment.rankings.iter().find(|ranking| ranking.period == Period::Festival(id));
    let about = voice.material.notices.iter().filter(|notice| voice.community.notices[**notice].festival == Some(id));
    Body::Festival(Box::new(FestivalBody {
        state: lists::event_state(voice, festival),
        change: lists::event_change(voice, festival),
        theme: festival.theme.as_ref().map(|theme| voice.phrase(theme)),
        facts: facts(voice, festival),
        sign_up: sign_up(voice, festival),
        lists: text_lists(voice, festival),
        certificates: results.and_then(|results| certificates(voice, festival, results)),
        prizes: prizes(voice, festival, results),
        independence: independence(voice, festival),
        judges: festival.judges.iter().map(|(_, name)| voice.phrase(name)).collect(),
        results: results.map(|results| self::results(voice, festival, results)),
        safety: festival
            .safety
            .iter()
            .map(|(topic, text)| SafetyItem { topic: voice.phrase(topic), text: voice.phrase(text) })
            .collect(),
        plan: plan(voice, id),
        notices: lists::notices(voice, about),
    }))
}

/// The plan that a notice about the event carries, or the basis of its scheme.
fn plan(voice: &Voice<'_>, id: Id<Festival>) -> Option<Link> {
    let community = voice.community;
    let carried =
        community.notices.iter().filter(|(_, notice)| notice.festival == Some(id)).find_map(|(_, notice)| notice.plan);
    let plan = carried.or_else(|| community.schemes[community.festivals[id].scheme?].basis)?;
    Some(voice.link(Which::Plan(plan), &community.plans[plan].title))
}

fn facts(voice: &Voice<'_>, festival: &Festival) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |label, value: Option<crate::language::Phrase>, href: Option<String>| {
        facts.extend(value.map(|value| Fact { label: voice.say(label), value, href }));
    };
    let (first, last) = (lists::begins(voice, festival), lists::ends(voice, festival));
    let when = if last > first { voice.days(first, last) } else { voice.date_with_weekday(first) };
    let when = match lists::time(festival) {
        Some(time) => format!("{when} {time}"),
        None => when,
    };
    add("fact.when", Some(lists::own(when)), None);
    add("fact.where", Some(voice.phrase(&festival.venue)), None);
    add("fact.wet-weather", festival.wet_weather_venue.as_ref().map(|venue| voice.phrase(venue)), None);
    add("fact.area", Some(voice.area_with_above(festival.area)), Some(voice.href(Which::Area(festival.area))));
    for host in &festival.hosts {
        add("fact.host", Some(voice.organisation(*host)), None);
    }
    for host in &festival.co_hosts {
        add("fact.co-host", Some(voice.organisation(*host)), None);
    }
    add("fact.participants", festival.participants.as_ref().map(|text| voice.phrase(text)), None);
    add("fact.expected", festival.expected_people.map(|people| lists::own(people.to_string())), None);
    add("fact.contact", festival.contact.as_ref().map(|text| voice.phrase(text)), None);
    facts
}

fn sign_up(voice: &Voice<'_>, festival: &Festival) -> Option<SignUpBlock> {
    let sign_up = festival.sign_up.as_ref()?;
    let today = voice.material.as_of;
    let state = if today < sign_up.from {
        voice.state("state.sign-up-to-come", "plain")
    } else if today <= sign_up.until {
        voice.state("state.sign-up-open", "open")
    } else {
        voice.state("state.sign-up-closed", "past")
    };
    Some(SignUpBlock {
        dates: voice.days(sign_up.from, sign_up.until),
        how: voice.phrase(&sign_up.how),
        limit: sign_up.limit.map(|limit| voice.fill("count.limit", &[("n", &limit)])),
        state,
    })
}

fn text_lists(voice: &Voice<'_>, festival: &Festival) -> Vec<TextList> {
    let learning: Vec<Said> = festival.learning_area.iter().cloned().collect();
    [
        ("say.preparation", &festival.preparation),
        ("say.rules", &festival.rules),
        ("say.validity-tests", &festival.validity),
        ("say.learning-area", &learning),
    ]
    .into_iter()
    .filter(|(_, items)| !items.is_empty())
    .map(|(title, items)| TextList {
        title: voice.say(title),
        items: items.iter().map(|item| voice.phrase(item)).collect(),
    })
    .collect()
}

fn prizes(voice: &Voice<'_>, festival: &Festival, results: Option<&Ranking>) -> Vec<PrizeItem> {
    festival
        .prizes
        .iter()
        .map(|prize| {
            let winners = results.into_iter().flat_map(|results| winners(voice, prize, results));
            PrizeItem {
                places: match prize.places {
                    Some(places) => voice.fill("count.prizes", &[("n", &places)]),
                    None => voice.say("count.everyone"),
                },
                prize: prize.prize.as_ref().map(|what| voice.phrase(what)),
                winners: winners.map(|standing| voice.subject(standing.subject)).collect(),
                name: voice.phrase(&prize.name),
            }
        })
        .collect()
}

/// The winners of a ranked prize, by place.
fn winners<'a>(voice: &Voice<'_>, prize: &Prize, results: &'a Ranking) -> Vec<&'a Standing> {
    let (name, ranked) = (voice.phrase(&prize.name), prize.places.is_some());
    let won = |standing: &&Standing| ranked && ranking::prizes(voice, standing).contains(&name);
    results.standings.iter().filter(won).collect()
}

/// One line a certificate, prize by prize; of names only those that the results on the page show.
fn certificates(voice: &Voice<'_>, festival: &Festival, results: &Ranking) -> Option<Certificates> {
    let row = |(at, (prize, standing)): (usize, (&Prize, &Standing))| {
        let home = match standing.subject {
            Subject::Entry(_, entry) => festival.entries.get(entry as usize).and_then(|entry| entry.neighbourhood),
            _ => None,
        };
        CertificateRow {
            number: (at + 1).to_string(),
            prize: voice.phrase(&prize.name),
            winner: voice.subject(standing.subject),
            home: home.map(|home| voice.phrase(&voice.community.neighbourhoods[home].name)),
        }
    };
    let all = festival
        .prizes
        .iter()
        .flat_map(|prize| winners(voice, prize, results).into_iter().map(move |won| (prize, won)));
    let rows: Vec<CertificateRow> = all.enumerate().map(row).collect();
    (!rows.is_empty()).then(|| Certificates {
        intro: voice.fill("say.certificates-intro", &[("n", &rows.len())]),
        hosts: festival.hosts.iter().map(|host| voice.organisation(*host)).collect(),
        date: voice.day(lists::begins(voice, festival)),
        rows,
    })
}

/// That nobody is both judge and entrant, held against the two lists.
fn independence(voice: &Voice<'_>, festival: &Festival) -> Option<String> {
    let competes = |key: &Key| festival.entries.iter().any(|entry| entry.key == *key);
    let (judges, entries) = (festival.judges.len(), festival.entries.len());
    let apart = judges > 0 && entries > 0 && !festival.judges.iter().any(|(key, _)| competes(key));
    apart.then(|| voice.fill("say.judges-do-not-compete", &[("judges", &judges), ("entries", &entries)]))
}

fn results(voice: &Voice<'_>, festival: &Festival, results: &Ranking) -> ContestResults {
    let scheme = &voice.community.schemes[results.scheme];
    let row = |standing: &Standing| {
        let entry = match standing.subject {
            Subject::Entry(_, entry) => festival.entries.get(entry as usize),
            _ => None,
        };
        let counts = entry.and_then(|entry| {
            let (valid, invalid) = (entry.valid?, entry.invalid.unwrap_or(0));
            let text = voice.fill("count.pieces", &[("valid", &valid), ("invalid", &invalid)]);
            Some(match &entry.minutes {
                Some(minutes) => text + &voice.fill("count.minutes", &[("n", &decimal(minutes))]),
                None => text,
            })
        });
        let card = scorecard::scorecard(voice, results, standing);
        ContestRow {
            anchor: card.anchor.clone(),
            row: RankingRow {
                remarks: outcome::remarks(voice, results, standing),
                ..ranking::row(voice, results, standing)
            },
            counts,
            card,
        }
    };
    ContestResults {
        scheme: voice.link(Which::Method(results.scheme), &scheme.name),
        note: ranking::note(voice, scheme),
        criteria: ranking::criteria(voice, scheme),
        rows: results.standings.iter().map(row).collect(),
        pending: results
            .groups
            .iter()
            .enumerate()
            .flat_map(|(group, _)| outcome::pending_of_group(voice, results, group))
            .collect(),
        chart: chart(voice, festival, results),
    }
}

/// How the results are made up by criterion, where they are sums.
fn chart(voice: &Voice<'_>, festival: &Festival, results: &Ranking) -> Option<ChartBlock> {
    let scheme = &voice.community.schemes[results.scheme];
    let series: Vec<String> =
        scheme.leaves.iter().map(|index| scheme.criteria[*index].name.text(voice.language).to_owned()).collect();
    let workings: Vec<_> =
        results.standings.iter().map(|standing| standing.working(voice.community, scheme, Lens::default())).collect();
    if !workings.iter().all(|working| working.adds_up) {
        return None;
    }
    let parts = |at: usize| -> Vec<Exact> {
        let own = |leaf| workings[at].panels.iter().filter(move |panel| panel.leaf == leaf);
        let added = |leaf| own(leaf).filter_map(|panel| panel.contribution.as_ref()).sum();
        (0..scheme.leaves.len()).map(added).collect()
    };
    let cells = |(at, standing): (usize, &Standing)| {
        let mut row = vec![voice.subject(standing.subject).text];
        row.extend(parts_that_add(&parts(at), standing.digits));
        row.push(standing.printed(scheme));
        row
    };
    let mut head = vec![voice.say("chart.entry")];
    head.extend(series.iter().cloned());
    head.push(voice.say("chart.sum"));
    let most = results.standings.iter().map(|standing| standing.total.for_drawing()).fold(100.0_f64, f64::max);
    Some(
        voice.chart(Chart {
            id: "contest".into(),
            title: voice.say("chart.contest-title"),
            summary: voice.fill(
                "chart.contest-summary",
                &[("name", &festival.name.text(voice.language)), ("n", &results.standings.len())],
            ),
            drawing: Drawing::Stacked {
                full: most,
                series,
                rows: results
                    .standings
                    .iter()
                    .enumerate()
                    .map(|(at, standing)| StackedRow {
                        label: voice.subject(standing.subject).text,
                        parts: parts(at)
                            .iter()
                            .zip(parts_that_add(&parts(at), standing.digits))
                            .map(|(part, text)| length(part, text))
                            .collect(),
                        total: standing.printed(scheme),
                    })
                    .collect(),
            },
            table: Table { head, rows: results.standings.iter().enumerate().map(cells).collect() },
        }),
    )
}
