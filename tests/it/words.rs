//! Interface texts: both languages have the same, and every one that is asked for is there.

use std::collections::BTreeSet;
use std::fs;

use gongshi::language::{Language, Words};

use crate::program::root;

fn keys(language: Language) -> BTreeSet<String> {
    let mut words = Words::default();
    for entry in fs::read_dir(root().join("themes/default/languages")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with(&format!("{}.", language.tag())) {
            words.overlay(Words::parse(&fs::read_to_string(&path).unwrap()).unwrap());
        }
    }
    words.keys().map(str::to_owned).collect()
}

#[test]
fn both_languages_have_the_same_texts() {
    let (chinese, english) = (keys(Language::Chinese), keys(Language::English));
    let apart: Vec<&String> = chinese.symmetric_difference(&english).collect();
    assert!(apart.is_empty(), "only in one language: {apart:?}");
}

#[test]
fn every_text_that_code_and_templates_ask_for_is_there() {
    let known = keys(Language::Chinese);
    let mut missing = BTreeSet::new();
    for folder in ["src/compose", "themes/default/templates"] {
        for entry in walkdir::WalkDir::new(root().join(folder)).into_iter().filter_map(Result::ok) {
            if !entry.file_type().is_file() {
                continue;
            }
            let text = fs::read_to_string(entry.path()).unwrap();
            let asked: Vec<String> = if folder == "src/compose" {
                let parts = ["say", "chart", "fact", "state", "count", "menu"];
                let quoted = text.split('"').skip(1).step_by(2);
                quoted
                    .filter(|text| {
                        text.split_once('.').is_some_and(|(table, key)| {
                            parts.contains(&table) && !key.is_empty() && !key.contains(['{', ' ', '/'])
                        })
                    })
                    .map(str::to_owned)
                    .collect()
            } else {
                let asked = text
                    .match_indices("t.")
                    .filter(|(at, _)| !text[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.'));
                asked
                    .map(|(at, _)| {
                        text[at + 2..]
                            .split(|c: char| !c.is_alphanumeric() && !"_.-".contains(c))
                            .next()
                            .unwrap_or_default()
                            .trim_end_matches('.')
                            .to_owned()
                    })
                    .filter(|key| key.contains('.'))
                    .collect()
            };
            missing.extend(
                asked
                    .into_iter()
                    .filter(|key| !known.contains(key))
                    .map(|key| format!("{key} ({})", entry.path().display())),
            );
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
