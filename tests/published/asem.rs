//! ASEM connectivity: thirty indicators in five pillars of different size.

use std::collections::HashMap;
use std::path::Path;

use gongshi::exact::Exact;

use crate::community::Site;
use crate::report::{Figure, number, rounded, within};
use crate::source::{Row, table};
use crate::toml_text::{Cell, Sheet, area, marks};

const SET: &str = "asem-connectivity";

/// The pillars, as the source names them.
const PILLARS: [&str; 5] = ["ConEcFin", "Instit", "P2P", "Physical", "Political"];

pub fn compare(data: &Path) -> Result<Vec<Figure>, String> {
    let countries = table(&data.join("normalised.csv"));
    let indicators: Vec<String> =
        table(&data.join("structure.csv")).iter().map(|row| row["indicator"].to_owned()).collect();
    let published = table(&data.join("results.csv"));
    let id = |row: &Row| row["code"].to_lowercase();
    let site = Site::of(SET);
    let areas: String = countries.iter().map(|row| area(&id(row), &row["name"], "district", "asem")).collect();
    site.write("countries.toml", &areas);
    let sheet = Sheet {
        scheme: "connectivity",
        period: "2019",
        role: "statistics",
        by: "joint-research-centre",
        date: "2019-12-31",
    };
    let rows = countries
        .iter()
        .map(|row| marks(&id(row), indicators.iter().map(|name| (name.to_lowercase(), Cell::number(&row[name])))));
    site.write("marks.toml", &sheet.written(rows));

    let results = site.results()?;
    let ranking = results.ranking("connectivity", "2019");
    let mut scores = Figure::all("scores of pillars within 0.0000000001", 255);
    let mut indices = Figure::all("indices within 0.0000000001", 51);
    let mut ranks = Figure::all("ranks of indices", 51);
    let mut pillars: HashMap<&str, Vec<(Exact, &Row)>> = HashMap::new();
    for row in &published {
        let standing = results.standing(ranking, &id(row));
        let working = results.working(ranking, standing);
        for pillar in PILLARS {
            let whose = format!("{} {pillar}", &row["code"]);
            let score = working.part(&pillar.to_lowercase());
            scores.compare(&whose, within(score, &number(&row[pillar]), "0.0000000001"), true);
            pillars.entry(pillar).or_default().push((rounded(score, 2), row));
        }
        indices.compare(&row["code"], within(&standing.total, &number(&row["Conn"]), "0.0000000001"), true);
        ranks.compare(&row["code"], standing.place, row["rank_Conn"].parse().unwrap());
    }
    // As the index is: values are rounded first and ranked then.
    let mut pillar_ranks = Figure::all("ranks in pillars", 255);
    for (pillar, scored) in PILLARS.into_iter().map(|pillar| (pillar, &pillars[pillar])) {
        for (score, row) in scored {
            let place = 1 + scored.iter().filter(|(other, _)| other > score).count();
            let rank = row[&format!("rank_{pillar}")].parse().unwrap();
            pillar_ranks.compare(&format!("{} {pillar}", &row["code"]), place, rank);
        }
    }
    Ok(vec![scores, pillar_ranks, indices, ranks])
}
