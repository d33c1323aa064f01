//! Files of the repository that the program writes are as it writes them. `GONGSHI_ACCEPT=1` writes them anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use gongshi::community::register::kinds;
use gongshi::finding::rules::ALL;

use crate::program::{Program, files, root};

/// Compares the file with the text, or writes it.
pub fn compare(path: &Path, text: &str) {
    if std::env::var_os("GONGSHI_ACCEPT").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let stands = fs::read_to_string(path).unwrap_or_default();
    let at = stands.lines().zip(text.lines()).position(|(left, right)| left != right);
    let line = at.unwrap_or(stands.lines().count().min(text.lines().count()));
    let said = |text: &str| text.lines().nth(line).unwrap_or("(its end)").to_owned();
    assert!(
        stands == text,
        "{} differs from line {} on: it has\n{}\nand the program writes\n{}\nGONGSHI_ACCEPT=1 accepts that",
        path.display(),
        line + 1,
        said(&stands),
        said(text)
    );
}

#[test]
fn the_page_of_rules_is_as_the_program_writes_it_with_every_rule_in_both_languages() {
    for (language, file) in [("zh-CN", "rules.md"), ("en", "rules.en.md")] {
        let ran = Program::empty().run(&["explain", "--markdown", "--lang", language]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        let headings: Vec<&str> = ran.stdout.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        for rule in ALL {
            assert!(headings.contains(&rule.name), "{} has no heading", rule.name);
        }
        compare(&root().join("content/pages").join(file), &ran.stdout);
    }
}

#[test]
fn a_basis_is_said_in_both_languages_or_in_none() {
    for rule in ALL {
        assert_eq!(rule.basis[0].is_empty(), rule.basis[1].is_empty(), "{}", rule.name);
    }
}

#[test]
fn the_schemas_are_as_the_program_writes_them() {
    let program = Program::empty();
    let ran = program.run(&["schema", "--out", "schemas"]);
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""));
    let made = program.folder().join("schemas");
    for path in files(&made) {
        let text = fs::read_to_string(made.join(&path)).unwrap();
        let word = path.to_string_lossy().replace(".schema.json", "");
        assert_eq!(program.run(&["schema", &word]).stdout, text, "{word}");
        compare(&root().join("schemas").join(&path), &text);
    }
    assert_eq!(files(&root().join("schemas")), files(&made));
}

#[test]
fn the_schema_of_data_has_every_kind_with_every_field() {
    let text = Program::empty().run(&["schema"]).stdout;
    let schema: serde_json::Value = serde_json::from_str(&text).unwrap();
    let properties = schema["properties"].as_object().unwrap();
    let of_data = || kinds().into_iter().filter(|kind| kind.folder == "data/");
    assert_eq!(
        properties.keys().map(String::as_str).collect::<BTreeSet<_>>(),
        of_data().map(|kind| kind.word).collect::<BTreeSet<_>>()
    );
    for kind in of_data() {
        let record = &properties[kind.word];
        let record = record.get("items").unwrap_or(record);
        assert_eq!(record["additionalProperties"], false, "{}", kind.word);
        for field in &kind.fields {
            let described = record["properties"][field.name]["description"].as_str();
            assert!(described.is_some_and(|text| text.lines().count() == 2), "{}.{}", kind.word, field.name);
            let endings = ["_en", "_zh"].map(|ending| format!("{}{ending}", field.name));
            let twice = endings.iter().all(|name| record["properties"].get(name).is_some());
            assert!(twice || !field.two_languages, "{}.{}", kind.word, field.name);
        }
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let ran = Program::empty().with("schemas", "a file").run(&["schema", "--out", "schemas", "--lang", "en"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.starts_with("error: cannot write schemas: "), "{}", ran.stderr);
}
