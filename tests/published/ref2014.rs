//! Research Excellence Framework 2014: three assessed profiles make one, rounded so that it adds up to 100.

use std::collections::BTreeMap;
use std::path::Path;

use crate::community::Site;
use crate::report::{Figure, number};
use crate::source::{Row, table};
use crate::toml_text::{Cell, Sheet, area, assessor, id, marks};

const SET: &str = "ref-2014";

/// The levels, from the top down: their criterion and their column.
const LEVELS: [&str; 5] = ["star4", "star3", "star2", "star1", "unclassified"];

/// The assessed parts: their role and their profile in the source.
const PARTS: [(&str, &str); 3] = [("outputs", "Outputs"), ("impact", "Impact"), ("environment", "Environment")];

/// The profiles of one submission, by name.
type Submission = BTreeMap<String, Row>;

pub fn compare(data: &Path) -> Result<Vec<Figure>, String> {
    let submissions = read(data);
    let site = Site::of(SET);
    let mut units: BTreeMap<usize, Vec<(&String, &Submission)>> = BTreeMap::new();
    for (id, submission) in &submissions {
        units.entry(submission["Overall"]["uoa_number"].parse().unwrap()).or_default().push((id, submission));
    }
    for (unit, submissions) in &units {
        site.write(&format!("units/{unit:02}.toml"), &written(*unit, submissions));
    }
    let results = site.results()?;
    let ranking = results.ranking("ref-2014", "2014");
    let mut profiles = Figure::all("overall profiles, all five figures", 1895);
    let mut levels = Figure::all("figures of overall profiles", 9475);
    for (id, submission) in &submissions {
        let standing = results.standing(ranking, id);
        let working = results.working(ranking, standing);
        let mut whole = true;
        for level in LEVELS {
            let published = &submission["Overall"][level];
            whole &= levels.compare(&format!("{id} {level}"), working.part(level), &number(published));
        }
        profiles.compare(id, whole, true);
    }
    Ok(vec![profiles, levels])
}

/// The submissions of which all four profiles were published, by id.
fn read(data: &Path) -> BTreeMap<String, Submission> {
    let mut submissions: BTreeMap<String, Submission> = BTreeMap::new();
    for row in table(&data.join("profiles.csv")) {
        let joint = if row["joint"].is_empty() { "" } else { "joint" };
        let name = format!("{} {} {} {joint}", &row["ukprn"], &row["uoa_number"], &row["submission_letter"]);
        let before = submissions.entry(id(&name)).or_default().insert(row["profile"].to_owned(), row);
        assert!(before.is_none(), "two submissions {name}");
    }
    submissions.retain(|_, profiles| {
        let published = |row: &Row| LEVELS.iter().all(|level| !["", "-"].contains(&&row[*level]));
        profiles.len() == 4 && profiles.values().all(published)
    });
    submissions
}

/// A unit of assessment: its area, its panel, its submissions and their three sheets.
fn written(unit: usize, submissions: &[(&String, &Submission)]) -> String {
    let (unit_id, panel) = (format!("unit-{unit}"), format!("panel-{unit}"));
    let name = &submissions[0].1["Overall"]["uoa_name"];
    let mut text = area(&unit_id, name, "district", "united-kingdom");
    text += &assessor(&panel, [&format!("Sub-panel {unit}: {name}"), &format!("第{unit}评审组")], &unit_id);
    for (id, profiles) in submissions {
        let row = &profiles["Overall"];
        let parts = [&row["institution"], &row["submission_letter"], &row["submission_name"], &row["joint"]];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        text += &area(id, &parts.join(", "), "community", &unit_id);
    }
    for (role, profile) in PARTS {
        let sheet = Sheet { scheme: SET, period: "2014", role, by: &panel, date: "2014-12-18" };
        text += &sheet.written(
            submissions
                .iter()
                .map(|(id, profiles)| marks(id, LEVELS.map(|level| (level, Cell::number(&profiles[profile][level]))))),
        );
    }
    text
}
