//! Council Climate Plan Scorecards 2022: some 72 questions in nine weighted sections.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use gongshi::exact::Exact;

use crate::community::Site;
use crate::report::{Figure, number, rounded};
use crate::source::{Row, table};
use crate::toml_text::{Cell, Record, Sheet, area, id, marks};

const SET: &str = "climate-scorecards-2022-districts";

/// The councils whose total was published one point too low.
const CUT: [&str; 8] = ["ALL", "BAB", "DAC", "LEE", "MDE", "MSU", "SSO", "THA"];

/// The sections, as the source names them.
const SECTIONS: [&str; 9] = ["s1_gov", "s2_m&a", "s3_c&a", "s4_coms", "s5_mset", "s6_cb", "s7_dsi", "s8_est", "s9_ee"];

pub fn compare(data: &Path) -> Result<Vec<Figure>, String> {
    let councils = table(&data.join("authorities.csv"));
    let answers = table(&data.join("answers.csv.gz"));
    let questions = table(&data.join("questions.csv"));
    let site = Site::of(SET);
    let full: BTreeMap<&str, &str> = answers.iter().map(|row| (&row["question_id"], &row["max_score"])).collect();
    site.add("scheme.toml", &criteria(&full, &questions));
    site.write("councils.toml", &areas(&councils));
    site.write("marks.toml", &sheet(&councils, &answers, full.keys().copied()));

    let results = site.results()?;
    let ranking = results.ranking("scorecard", "2022");
    let because = "the source multiplies a binary fraction by 100 and cuts it: one point too low";
    let mut sections = Figure::some("sections", 1784, 1845, because);
    let mut higher = Figure::all("sections that differ are exactly one point higher", 61);
    let mut totals = Figure::some("totals", 197, 205, because);
    let mut cut = BTreeSet::new();
    let more = |published: &str| &number(published) + &Exact::one();
    for row in &councils {
        let code = &row["local-authority-code"];
        let standing = results.standing(ranking, &code.to_lowercase());
        let working = results.working(ranking, standing);
        for section in SECTIONS {
            let (whose, published) = (format!("{code} {section}"), &row[section]);
            let ours = working.part(&id(section));
            if !sections.compare_rounded(&whose, ours, published, 0) {
                higher.compare(&whose, rounded(ours, 0), more(published));
            }
        }
        if !totals.compare_rounded(code, &standing.total, &row["weighted_total"], 0) {
            assert_eq!(rounded(&standing.total, 0), more(&row["weighted_total"]), "{code} is not one point higher");
            cut.insert(code);
        }
    }
    assert_eq!(cut, BTreeSet::from(CUT), "other councils than those differ");
    Ok(vec![sections, higher, totals])
}

/// The questions as criteria of the scheme, which the file before them ends in.
fn criteria(full: &BTreeMap<&str, &str>, questions: &[Row]) -> String {
    let of = |row: &Row| {
        let question = &row["question_id"];
        let full = full.get(question)?;
        let section = SECTIONS.into_iter().find(|section| question.starts_with(section)).unwrap();
        let name = row["Question description"].split_whitespace().collect::<Vec<_>>().join(" ");
        let record = Record::new("scheme.criterion").text("id", &id(question)).text("within", &id(section));
        Some(record.text("name", &name).plain("max", full).written())
    };
    questions.iter().filter_map(of).collect()
}

fn areas(councils: &[Row]) -> String {
    let one = |row: &Row| {
        let level = if row["group"].starts_with("County") { "county" } else { "district" };
        let code = row["local-authority-code"].to_lowercase();
        area(&code, &row["official-name"], level, "united-kingdom")
    };
    councils.iter().map(one).collect()
}

fn sheet<'a>(councils: &[Row], answers: &[Row], questions: impl Iterator<Item = &'a str> + Clone) -> String {
    let given: HashMap<(&str, &str), &str> =
        answers.iter().map(|row| ((&row["local-authority-code"], &row["question_id"]), &row["score"])).collect();
    let sheet = Sheet { scheme: "scorecard", period: "2022", role: "assessors", by: "assessors", date: "2022-01-27" };
    sheet.written(councils.iter().map(|row| {
        let code = &row["local-authority-code"];
        let cell = |question: &str| match given.get(&(code, question)).copied() {
            None => Cell::Empty("not_applicable", "this council is not asked"),
            Some("") => Cell::Empty("zero", "no point was given"),
            Some(score) => Cell::number(score),
        };
        marks(&code.to_lowercase(), questions.clone().map(|question| (id(question), cell(question))))
    }))
}
