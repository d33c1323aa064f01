//! Strictly Come Dancing, odd series: panels of changing judges, song titles with every sign there is.

use std::collections::BTreeMap;
use std::path::Path;

use crate::community::Site;
use crate::report::{Figure, number};
use crate::source::{Row, table};
use crate::toml_text::{Cell, Record, Sheet, marks};

const SET: &str = "strictly-odd-series";

/// The columns of the judges; a judge is named by the position here.
const JUDGES: [&str; 9] = [
    "score_craig",
    "score_arlene",
    "score_len",
    "score_bruno",
    "score_alesha",
    "score_darcey",
    "score_jennifer",
    "score_donny",
    "score_shirley",
];

const NO_MARK: Cell = Cell::Empty("not_assessed", "this judge did not score this dance");

pub fn compare(data: &Path) -> Result<Vec<Figure>, String> {
    let rows = table(&data.join("results.csv"));
    let mut weeks: BTreeMap<(u32, u32), Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        weeks.entry((row["series"].parse().unwrap(), row["week"].parse().unwrap())).or_default().push(row);
    }
    let site = Site::of(SET);
    for ((series, week), dances) in &weeks {
        site.write(&format!("weeks/{}.toml", festival_id(*series, *week)), &written(*series, *week, dances));
    }
    let results = site.results()?;
    let mut totals = Figure::all("totals", 933);
    for ((series, week), dances) in &weeks {
        let festival = festival_id(*series, *week);
        let standings = results.standings("leaderboard", &festival);
        for dance in dances {
            let standing = standings[&*entry_id(dance)];
            let whose = format!("{festival} {}", entry_id(dance));
            totals.compare(&whose, standing.total.clone(), number(&dance["total"]));
        }
    }
    Ok(vec![totals])
}

fn festival_id(series: u32, week: u32) -> String {
    format!("series-{series}-week-{week}")
}

fn entry_id(dance: &Row) -> String {
    format!("dance-{}", &dance["running_order"])
}

/// A week: those judges sat who scored any dance of it.
fn written(series: u32, week: u32, dances: &[&Row]) -> String {
    let festival = festival_id(series, week);
    // The days are not in the source: the year of the series, counted on by weeks.
    let date = chrono::NaiveDate::from_ymd_opt(2003 + i32::try_from(series.div_ceil(2)).unwrap(), 9, 1).unwrap()
        + chrono::Days::new(u64::from(7 * (week - 1)));
    let date = date.to_string();
    let name = format!("Series {series}, week {week}");
    let mut text = Record::new("festival")
        .text("id", &festival)
        .name(&name, &format!("第{series}季第{week}周"))
        .plain("date", &date)
        .text("venue", "Television studio")
        .text("area", "britain")
        .text("scheme", "leaderboard")
        .written();
    let sat = |column: &&str| dances.iter().any(|dance| &dance[*column] != "0");
    let judges = || JUDGES.iter().enumerate().filter(|(_, column)| sat(column));
    for (at, _) in judges() {
        let (judge, number) = (format!("judge-{}", at + 1), at + 1);
        let record = Record::new("festival.judge").text("id", &judge);
        text += &record.name(&format!("Judge {number}"), &format!("第{number}号评委")).written();
    }
    for dance in dances {
        let (couple, kind, song) = (&dance["celebrity_id"], &dance["dance"], &dance["song"]);
        let record = Record::new("festival.entry").text("id", &entry_id(dance));
        let song = if song.is_empty() { String::new() } else { format!(" ({song})") };
        text +=
            &record.name(&format!("Couple {couple}, {kind}{song}"), &format!("第{couple}组，{kind}{song}")).written();
    }
    for (at, column) in judges() {
        let by = format!("judge-{}", at + 1);
        let sheet = Sheet { scheme: "leaderboard", period: &festival, role: "judges", by: &by, date: &date };
        text += &sheet.written(dances.iter().map(|dance| {
            let cell = if &dance[*column] == "0" { NO_MARK } else { Cell::number(&dance[*column]) };
            marks(&entry_id(dance), [("score", cell)])
        }));
    }
    text
}
