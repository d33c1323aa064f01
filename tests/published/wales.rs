//! Welsh Index of Multiple Deprivation 2019: the community `tests/communities/wales-2019`, as it stands.

use std::collections::HashMap;
use std::path::Path;

use crate::community::Results;
use crate::report::{Figure, number, within};
use crate::source::{Row, table};

pub fn compare(community: &Path) -> Result<Vec<Figure>, String> {
    let published = table(&community.join("published.csv"));
    let published: HashMap<String, &Row> = published.iter().map(|row| (row["lsoa11"].to_lowercase(), row)).collect();
    let results = Results::of(community)?;
    let mut scores = Figure::all("scores within 0.00000001", 933);
    let mut order = Figure::all("order", 933);
    // The published rank counts all of Wales, of which this is a half: its order is compared.
    let mut ranks: Vec<usize> = published.values().map(|row| row["wimd_rank"].parse().unwrap()).collect();
    ranks.sort_unstable();
    for standing in &results.ranking("wimd-2019", "2019").standings {
        let id = results.subject(standing);
        let row = published[id];
        scores.compare(id, within(&standing.total, &number(&row["wimd_score"]), "0.00000001"), true);
        order.compare(id, ranks[standing.place - 1], row["wimd_rank"].parse().unwrap());
    }
    Ok(vec![scores, order])
}
