//! English Indices of Deprivation 2019: small areas by seven domains, and districts by their small areas.

use std::collections::BTreeMap;
use std::iter;
use std::path::Path;

use gongshi::exact::Exact;

use crate::community::{Results, Site};
use crate::report::Figure;
use crate::source::{Row, table};
use crate::toml_text::{Cell, Sheet, area, assessor, marks};

const SET: &str = "deprivation-england-2019";

const DOMAINS: [&str; 7] = ["income", "employment", "education", "health", "crime", "housing", "environment"];

/// The domain scores: the period that they are entered for, and how their columns begin.
const PRECISIONS: [(&str, &str); 2] = [("nine-decimals", "d_"), ("three-decimals", "t_")];

const DATE: &str = "2019-09-26";
const PERIOD: &str = "2019";

/// The small areas there are.
const AREAS: u64 = 32_844;

pub fn compare(data: &Path) -> Result<Vec<Figure>, String> {
    let small_areas = table(&data.join("lsoa.csv.gz"));
    let districts = table(&data.join("lad.csv"));
    let mut within: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in &small_areas {
        within.entry(&row["lad19"]).or_default().push(row);
    }
    let site = Site::of(SET);
    for (district, rows) in &within {
        site.write(&format!("districts/{}.toml", district.to_lowercase()), &written(district, rows));
    }
    let results = site.results()?;
    let mut figures = of_small_areas(&results, &small_areas);
    figures.extend(of_districts(&results, &districts));
    Ok(figures)
}

/// A district with its small areas, as areas and as assessors, their domain scores and what each says of the district.
fn written(district: &str, rows: &[&Row]) -> String {
    let district = district.to_lowercase();
    let id = |row: &Row| row["lsoa11"].to_lowercase();
    let mut text = area(&district, &rows[0]["lad19_name"], "district", "england");
    for row in rows {
        text += &area(&id(row), &row["name"], "community", &district);
        text += &assessor(&id(row), [&row["name"], &row["name"]], &district);
    }
    for (period, start) in PRECISIONS {
        let sheet = Sheet { scheme: "imd-2019", period, role: "statistics", by: "ministry", date: DATE };
        text += &sheet.written(rows.iter().map(|row| {
            let score = |domain| (domain, Cell::number(&row[&format!("{start}{domain}")]));
            marks(&id(row), DOMAINS.map(score))
        }));
    }
    for row in rows {
        let rank: u64 = row["imd_rank"].parse().unwrap();
        let said = [
            ("average-score", "score", Cell::number(&row["imd_score"])),
            ("average-rank", "rank", Cell::Number((AREAS + 1 - rank).to_string())),
            ("extent", "counted", Cell::Number(counted(rank).to_string())),
            ("share", "most-deprived", Cell::Truth(&row["imd_decile"] == "1")),
        ];
        for (scheme, criterion, cell) in said {
            let sheet = Sheet { scheme, period: PERIOD, role: "small-areas", by: &id(row), date: DATE };
            // Where small areas count alike, how many people they have has no effect, and may not be written.
            let people = (scheme != "share").then(|| ("people", Cell::number(&row["population"])));
            text += &sheet.written([marks(&district, iter::once((criterion, cell)).chain(people))]);
        }
    }
    text
}

/// How far a small area counts as deprived, in 380 parts.
fn counted(rank: u64) -> u64 {
    match (rank * 100).div_ceil(AREAS) {
        percentile if percentile <= 10 => 380,
        percentile if percentile <= 30 => 361 - 18 * (percentile - 11),
        _ => 0,
    }
}

fn of_small_areas(results: &Results, rows: &[Row]) -> Vec<Figure> {
    let inputs = "the published domain scores have three decimals";
    let ranks_as_inputs = "the domain scores are computed from published ranks, to nine decimals";
    let mut figures = vec![
        Figure::some("scores, from nine decimals", 32_820, 32_844, ranks_as_inputs),
        Figure::some("ranks, from nine decimals", 32_814, 32_844, ranks_as_inputs),
        Figure::some("scores, from three decimals", 29_639, 32_844, inputs),
        Figure::some("ranks, from three decimals", 29_646, 32_844, inputs),
    ];
    for (at, (period, _)) in PRECISIONS.into_iter().enumerate() {
        let standings = results.standings("imd-2019", period);
        for row in rows {
            let standing = standings[&*row["lsoa11"].to_lowercase()];
            let whose = &row["lsoa11"];
            figures[2 * at].compare_rounded(whose, &standing.total, &row["imd_score"], 3);
            figures[2 * at + 1].compare(whose, standing.place, row["imd_rank"].parse().unwrap());
        }
    }
    figures
}

fn of_districts(results: &Results, rows: &[Row]) -> Vec<Figure> {
    let people = "the set counts all people, the publisher, it seems, none in prisons";
    let hundred = Exact::whole(100);
    let summaries = [
        (
            "average-score",
            "average_score",
            3,
            Exact::one(),
            Figure::some("districts: average scores", 305, 317, people),
        ),
        ("average-rank", "average_rank", 2, Exact::one(), Figure::some("districts: average ranks", 257, 317, people)),
        ("extent", "extent", 4, hundred.clone(), Figure::some("districts: extents", 316, 317, people)),
        ("share", "share_in_top10pct", 4, hundred, Figure::all("districts: shares in the most deprived tenth", 317)),
    ];
    let ranks = [
        ("rank_of_average_score", "districts: ranks of average scores"),
        ("rank_of_average_rank", "districts: ranks of average ranks"),
        ("rank_of_extent", "districts: ranks of extents"),
        ("rank_of_share", "districts: ranks of shares"),
    ];
    let mut figures = Vec::new();
    for ((scheme, column, digits, scale, mut values), (rank, name)) in summaries.into_iter().zip(ranks) {
        let mut places = Figure::all(name, 317);
        let standings = results.standings(scheme, PERIOD);
        for row in rows {
            let standing = standings[&*row["lad19"].to_lowercase()];
            values.compare_rounded(&row["lad19"], &(&standing.total / &scale), &row[column], digits);
            places.compare(&row["lad19"], standing.place, row[rank].parse().unwrap());
        }
        figures.extend([values, places]);
    }
    figures
}
