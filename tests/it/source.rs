//! What the nine source texts say, held against the example: `tests/source` lists it in words of our own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use scraper::{Html, Selector};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::program::{Program, root};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    id: String,
    article: u8,
    number: String,
    unit: String,
    what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    entity: Vec<Shown>,
    measure: Vec<Shown>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shown {
    id: String,
    article: u8,
    page: String,
    shows: Vec<String>,
    shows_en: Vec<String>,
}

#[derive(Deserialize)]
struct Plan {
    #[serde(default)]
    clause: Vec<Clause>,
}

#[derive(Deserialize)]
struct Clause {
    id: String,
}

fn list<T: DeserializeOwned>(name: &str) -> T {
    let path = root().join("tests/source").join(name);
    toml::from_str(&fs::read_to_string(path).unwrap()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The ids of all clauses of the example's plans, each with the files it stands in, as often as it stands there.
fn clauses() -> BTreeMap<String, Vec<String>> {
    let mut clauses: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in fs::read_dir(root().join("content/plans")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let (front_matter, _) = text.strip_prefix("+++\n").and_then(|text| text.split_once("\n+++\n")).unwrap();
        let plan: Plan = toml::from_str(front_matter).unwrap_or_else(|error| panic!("{name}: {error}"));
        for clause in plan.clause {
            clauses.entry(clause.id).or_default().push(name.clone());
        }
    }
    clauses
}

/// What a page says between its head and its foot, without tags, every run of blanks as one.
fn said(page: &Path) -> String {
    let html = fs::read_to_string(page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
    let html = Html::parse_document(&html);
    let main = html.select(&Selector::parse("main").unwrap()).next().unwrap();
    main.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_lists_of_the_source_are_whole() {
    let Rules { rule: rules } = list("rules.toml");
    let Named { entity: entities, measure: measures } = list("entities.toml");
    assert_eq!((rules.len(), entities.len(), measures.len()), (108, 63, 32));
    let ids: BTreeSet<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids.len(), rules.len(), "every rule has an id of its own");
    for rule in &rules {
        assert!(rule.id.starts_with(&format!("n{}-", rule.article)), "{} is of article {}", rule.id, rule.article);
        let said = [&rule.number, &rule.unit, &rule.what];
        assert!(said.iter().all(|text| !text.is_empty()), "{} says what it asks for", rule.id);
    }
    let ids: BTreeSet<&str> = entities.iter().chain(&measures).map(|shown| shown.id.as_str()).collect();
    assert_eq!(ids.len(), entities.len() + measures.len(), "every entity and measure has an id of its own");
    for shown in &entities {
        assert!(shown.id.starts_with(&format!("e{}-", shown.article)), "{} is of article {}", shown.id, shown.article);
    }
    for (number, shown) in (1..).zip(&measures) {
        assert_eq!((shown.id.as_str(), shown.article), (format!("m{number}").as_str(), 7));
    }
}

#[test]
fn every_numeric_rule_of_the_source_is_a_clause_of_a_plan() {
    let Rules { rule: rules } = list("rules.toml");
    let clauses = clauses();
    let mut wrong = Vec::new();
    for rule in rules.iter().filter(|rule| !clauses.contains_key(&rule.id)) {
        wrong.push(format!("{} is a clause of no plan: {} {}: {}", rule.id, rule.number, rule.unit, rule.what));
    }
    let known: BTreeSet<&String> = rules.iter().map(|rule| &rule.id).collect();
    for (id, files) in &clauses {
        // A plan may have clauses beyond the list; only an id of the list's form must be on it.
        let of_the_list = id.strip_prefix('n').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if of_the_list && !known.contains(id) {
            wrong.push(format!("{id} of {files:?} is no rule of the source"));
        }
        if files.len() > 1 {
            wrong.push(format!("{id} is a clause more than once: {files:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} findings:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_entity_and_measure_of_the_source_is_on_a_page_in_both_languages() {
    let Named { entity: entities, measure: measures } = list("entities.toml");
    let built = Program::on_example().run(&["build"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    let mut missing = Vec::new();
    for shown in entities.iter().chain(&measures) {
        for (page, words) in [(shown.page.clone(), &shown.shows), (format!("en/{}", shown.page), &shown.shows_en)] {
            assert!((1..=6).contains(&words.len()), "{}: {} words for {page}", shown.id, words.len());
            let text = pages.entry(page.clone()).or_insert_with_key(|page| said(&built.out().join(page)));
            let absent = words.iter().filter(|word| !text.contains(word.as_str()));
            missing.extend(absent.map(|word| format!("{}: {page} does not say {word:?}", shown.id)));
        }
    }
    assert!(missing.is_empty(), "{} missing:\n{}", missing.len(), missing.join("\n"));
}
