//! Scottish Index of Multiple Deprivation 2012: the order of 6,505 data zones.

use std::path::Path;

use crate::community::Site;
use crate::report::{Figure, number};
use crate::source::{Row, table};
use crate::toml_text::{Cell, Sheet, area, marks};
use gongshi::exact::Exact;

const SET: &str = "deprivation-scotland-2012";

const DOMAINS: [&str; 7] = ["income", "employment", "health", "education", "access", "crime", "housing"];

pub fn compare(data: &Path) -> Result<Vec<Figure>, String> {
    let zones = table(&data.join("datazones.csv.gz"));
    let id = |row: &Row| row["dz01"].to_lowercase();
    let site = Site::of(SET);
    let areas: String = zones.iter().map(|row| area(&id(row), &row["dz01"], "community", "scotland")).collect();
    site.write("areas.toml", &areas);
    let sheet = Sheet {
        scheme: "simd-2012",
        period: "2012",
        role: "statistics",
        by: "scottish-government",
        date: "2012-12-18",
    };
    let rows = zones.iter().map(|row| {
        let score = |domain| (domain, Cell::number(&row[&format!("d_{domain}")]));
        marks(&id(row), DOMAINS.map(score))
    });
    site.write("marks.toml", &sheet.written(rows));
    let results = site.results()?;
    let standings = results.standings("simd-2012", "2012");
    let because = "the domain scores are computed from published ranks, to nine decimals";
    let mut ranks = Figure::some("ranks", 6491, 6505, because);
    for row in &zones {
        let place = i64::try_from(standings[&*id(row)].place).unwrap();
        ranks.compare(&row["dz01"], Exact::whole(place), number(&row["simd_rank"]));
    }
    Ok(vec![ranks])
}
