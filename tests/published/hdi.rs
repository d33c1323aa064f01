//! Human Development Index: a geometric mean of three dimensions, every second year from 1990 and 2021.

use std::collections::BTreeMap;
use std::path::Path;

use gongshi::exact::Exact;

use crate::community::Site;
use crate::report::{Figure, number, rounded};
use crate::source::{Row, table};
use crate::toml_text::{Cell, Sheet, area, marks};

const SET: &str = "hdi-1990-2021";

pub fn compare(data: &Path) -> Result<Vec<Figure>, String> {
    let rows = table(&data.join("hdi.csv"));
    let inputs = ["life_expectancy", "expected_schooling", "mean_schooling", "gni_per_capita", "hdi"];
    let rows: Vec<&Row> = rows.iter().filter(|row| row.has(&inputs)).collect();
    let site = Site::of(SET);
    let countries: BTreeMap<&str, &str> = rows.iter().map(|row| (&row["iso3"], &row["country"])).collect();
    let countries = countries.into_iter();
    site.write(
        "countries.toml",
        &countries.map(|(code, name)| area(&code.to_lowercase(), name, "district", "world")).collect::<String>(),
    );
    let mut years: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        years.entry(&row["year"]).or_default().push(row);
    }
    for (year, rows) in &years {
        let date = format!("{year}-12-31");
        let sheet = Sheet { scheme: "hdi", period: year, role: "statistics", by: "undp", date: &date };
        site.write(&format!("years/{year}.toml"), &sheet.written(rows.iter().map(|row| marks_of(row))));
    }
    let results = site.results()?;
    let mut values = Figure::all("values", 2964);
    let mut ranks = Figure::all("ranks of 2021", 191);
    for (year, rows) in &years {
        let standings = results.standings("hdi", year);
        for row in rows {
            let whose = format!("{} {year}", &row["iso3"]);
            let standing = standings[&*row["iso3"].to_lowercase()];
            let published = &number(&row["hdi"]) * &Exact::whole(100);
            let ours = rounded(&standing.total, 1);
            values.compare(&whose, ours, published);
            if !row["hdi_rank"].is_empty() {
                ranks.compare(&whose, standing.place, row["hdi_rank"].parse().unwrap());
            }
        }
    }
    Ok(vec![values, ranks])
}

fn marks_of(row: &Row) -> String {
    // A logarithm is no fraction: it is the one thing that has to be worked out before the marks are written.
    let income: f64 = row["gni_per_capita"].parse().unwrap();
    let income = (income / 100.0).ln() / 750_f64.ln();
    let cells = [
        ("health", Cell::number(&row["life_expectancy"])),
        ("expected-schooling", Cell::number(&row["expected_schooling"])),
        ("mean-schooling", Cell::number(&row["mean_schooling"])),
        ("income", Cell::Number(format!("{income:.12}"))),
    ];
    marks(&row["iso3"].to_lowercase(), cells)
}
