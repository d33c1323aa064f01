//! Eurovision Song Contest, even years: every country is a judge, and there are three ways to break ties.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::community::{Results, Site};
use crate::report::{Figure, number};
use crate::source::{Row, table};
use crate::toml_text::{Cell, Record, Sheet, marks};

const SET: &str = "eurovision-even-years";

/// Year and round.
type Round = (String, String);

/// The points that were given: kind of vote and country, then contestant.
type Votes = BTreeMap<(String, String), BTreeMap<String, String>>;

pub fn compare(data: &Path) -> Result<Vec<Figure>, String> {
    let mut entries: BTreeMap<Round, Vec<Row>> = BTreeMap::new();
    for row in table(&data.join("entries.csv")) {
        entries.entry((row["year"].to_owned(), row["round"].to_owned())).or_default().push(row);
    }
    let mut votes: BTreeMap<Round, Votes> = BTreeMap::new();
    for row in table(&data.join("votes.csv.gz")) {
        let votes = votes.entry((row["year"].to_owned(), row["round"].to_owned())).or_default();
        let ballot = votes.entry((row["kind"].to_owned(), row["from_country"].to_owned())).or_default();
        ballot.insert(row["to_contestant_id"].to_owned(), row["points"].to_owned());
    }
    let site = Site::of(SET);
    for (round, entries) in &entries {
        site.write(&format!("rounds/{}.toml", festival_id(round)), &written(round, entries, &votes[round]));
    }
    Ok(figures(&site.results()?, &entries))
}

fn festival_id((year, round): &Round) -> String {
    format!("{year}-{round}")
}

fn entry_id(entry: &Row) -> String {
    format!("contestant-{}", &entry["contestant_id"])
}

/// Where public and jury gave points apart, the two were published apart.
fn is_apart(entries: &[Row]) -> bool {
    entries.iter().all(|entry| !entry["points_public"].is_empty())
}

fn scheme_of((year, _): &Round, entries: &[Row]) -> &'static str {
    match year.parse::<u32>().unwrap() {
        ..=2007 => "shared",
        _ if is_apart(entries) => "public-and-jury",
        _ => "count-back",
    }
}

/// The role and the criterion of a kind of vote.
fn role_of(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "total" => ("countries", "points"),
        "public" => ("public", "public"),
        "jury" => ("jury", "jury"),
        other => panic!("votes of the kind {other}"),
    }
}

fn written(round: &Round, entries: &[Row], votes: &Votes) -> String {
    let (festival, scheme) = (festival_id(round), scheme_of(round, entries));
    let (year, stage) = round;
    // The days are not in the source; the contest is held in May.
    let date = format!("{year}-05-15");
    let stage_zh = stage.replace("semifinal", "半决赛").replace("final", "决赛");
    let mut text = Record::new("festival")
        .text("id", &festival)
        .name(&format!("{year}, {stage}"), &format!("{year} 年{stage_zh}"))
        .plain("date", &date)
        .text("venue", "Concert hall")
        .text("area", "europe")
        .text("scheme", scheme)
        .written();
    let countries: BTreeSet<&str> = votes.keys().map(|(_, country)| country.as_str()).collect();
    for country in countries {
        let record = Record::new("festival.judge").text("id", &country.to_lowercase());
        text += &record.name(&format!("Votes of {country}"), &format!("{country} 的投票")).written();
    }
    for entry in entries {
        let record = Record::new("festival.entry").text("id", &entry_id(entry));
        text += &record.text("name", &format!("{}: {}", &entry["country"], &entry["song"])).written();
    }
    for ((kind, country), ballot) in votes {
        let (role, criterion) = role_of(kind);
        let by = country.to_lowercase();
        let sheet = Sheet { scheme, period: &festival, role, by: &by, date: &date };
        text += &sheet.written(entries.iter().map(|entry| {
            let own = &entry["country"] == country.as_str();
            let cell = match ballot.get(&entry["contestant_id"]) {
                Some(points) => Cell::number(points),
                None if own => Cell::Empty("not_applicable", "no country votes for itself"),
                None => Cell::number("0"),
            };
            marks(&entry_id(entry), [(criterion, cell)])
        }));
    }
    if scheme != "shared" {
        let sheet = Sheet { scheme, period: &festival, role: "draw", by: "organiser", date: &date };
        let start = |entry: &Row| marks(&entry_id(entry), [("start", Cell::number(&entry["running"]))]);
        text += &sheet.written(entries.iter().map(start));
    }
    text
}

fn figures(results: &Results, entries: &BTreeMap<Round, Vec<Row>>) -> Vec<Figure> {
    let apart = entries.values().filter(|entries| is_apart(entries)).map(Vec::len).sum();
    let mut totals = Figure::all("points", 1013);
    let mut public = Figure::all("points of the public", apart);
    let mut jury = Figure::all("points of the juries", apart);
    let mut places = Figure::all("places", 1013);
    for (round, entries) in entries {
        let (festival, scheme) = (festival_id(round), scheme_of(round, entries));
        let ranking = results.ranking(scheme, &festival);
        for entry in entries {
            let standing = results.standing(ranking, &entry_id(entry));
            let whose = format!("{festival} {}", &entry["country"]);
            totals.compare(&whose, standing.total.clone(), number(&entry["points_total"]));
            places.compare(&whose, standing.place, entry["place"].parse().unwrap());
            if is_apart(entries) {
                let working = results.working(ranking, standing);
                public.compare(&whose, working.part("public"), &number(&entry["points_public"]));
                jury.compare(&whose, working.part("jury"), &number(&entry["points_jury"]));
            }
        }
    }
    vec![totals, public, jury, places]
}
