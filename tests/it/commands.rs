//! What people type: explanations, themes of their own, helpful refusals.

use std::fs;

use gongshi::community::register::kinds;
use gongshi::finding::rules::ALL;

use crate::program::Program;

#[test]
fn every_rule_and_every_kind_is_explained_in_both_languages() {
    let program = Program::empty();
    for language in ["en", "zh-CN"] {
        let listed = program.run(&["explain", "--lang", language]);
        assert_eq!(listed.code, 0);
        for name in ALL.iter().map(|rule| rule.name).chain(kinds().iter().map(|kind| kind.word)) {
            assert!(listed.stdout.contains(&format!("  {name} ")), "{name} is not listed in {language}");
            let explained = program.run(&["explain", name, "--lang", language]);
            assert_eq!(explained.code, 0, "{name}: {}", explained.stderr);
            assert!(explained.stdout.lines().count() > 4, "{name} in {language}:\n{}", explained.stdout);
        }
    }
}

#[test]
fn every_field_of_every_kind_says_what_it_is_in_both_languages() {
    fn check(kind: &str, fields: &[gongshi::community::form::FieldNote]) {
        for field in fields {
            assert!(field.doc.iter().all(|line| !line.is_empty()), "{kind}.{} says nothing in a language", field.name);
            check(kind, &field.fields);
        }
    }
    for kind in kinds() {
        assert!(kind.doc.iter().all(|line| !line.is_empty()), "{}", kind.word);
        check(kind.word, &kind.fields);
    }
}

#[test]
fn a_name_that_explains_nothing_is_answered_with_a_near_one() {
    let ran = Program::empty().run(&["explain", "neighborhood", "--lang", "en"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("did you mean `neighbourhood`?"), "{}", ran.stderr);
}

#[test]
fn a_theme_covers_the_default_one_file_by_file() {
    let tiny = Program::on("tests/communities/tiny");
    let site = fs::read_to_string(tiny.folder().join("data/site.toml")).unwrap();
    let built = tiny
        .with("data/site.toml", site.replace("[site]", "[site]\ntheme = \"own\""))
        .with("themes/own/static/site.css", "body { color: green }\n")
        .with("themes/own/languages/en.toml", "[menu]\nhome = \"Start\"\n")
        .run(&["build", "--lang", "en"]);
    assert_eq!((built.code, built.stderr.as_str()), (0, ""));
    let read = |path: &str| fs::read_to_string(built.out().join(path)).unwrap();
    assert_eq!(read("static/site.css"), "body { color: green }\n");
    assert!(read("static/print.css").len() > 100, "what the theme does not have is the default's");
    assert!(read("en/index.html").contains("Start"));
}

#[test]
fn a_remark_beside_marks_is_printed_with_them() {
    let path = "data/marks/neighbourhoods-2026.toml";
    let tiny = Program::on("tests/communities/tiny");
    let text = fs::read_to_string(tiny.folder().join(path)).unwrap();
    let remarked = text.replacen("{ subject", "{ note = \"核对过台账\", subject", 1);
    let built = tiny.with(path, remarked).run(&["build", "--lang", "en"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let said = |path: &std::path::Path| fs::read_to_string(path).unwrap().contains("核对过台账");
    let pages = fs::read_dir(built.out().join("neighbourhoods")).unwrap().map(|entry| entry.unwrap().path());
    assert_eq!(pages.filter(|page| said(page)).count(), 1);
}

#[test]
fn the_working_of_a_result_is_printed_in_aligned_columns_that_add_up() {
    let ran = Program::on_example().run(&["why", "lanjiang-rectification", "--period", "2026", "--lang", "zh-CN"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let lines: Vec<&str> = ran.stdout.lines().filter(|line| line.contains('=') || line.contains('Σ')).collect();
    let ends: Vec<usize> = lines.iter().map(|line| unicode_width::UnicodeWidthStr::width(*line)).collect();
    assert!(ends.windows(2).all(|pair| pair[0] == pair[1]), "columns of {ends:?}:\n{}", ran.stdout);
    let number = |line: &str| gongshi::exact::Exact::parse(line.split_whitespace().last().unwrap()).unwrap();
    let (sum, parts) = lines.split_last().unwrap();
    assert_eq!(parts.iter().map(|line| number(line)).sum::<gongshi::exact::Exact>(), number(sum));
}

#[test]
fn results_are_printed_as_a_table_as_csv_and_as_json() {
    let example = Program::on_example();
    let run = |format: &str| example.run(&["scores", "--scheme", "zongzi-contest", "--format", format, "--lang", "en"]);
    let rows: serde_json::Value = serde_json::from_str(&run("json").stdout).unwrap();
    assert_eq!(rows.as_array().unwrap().len(), 24);
    assert_eq!((rows[0]["place"].as_u64(), rows[1]["shared"].as_bool()), (Some(1), Some(true)));
    assert_eq!(run("csv").stdout.split("\r\n").filter(|line| !line.is_empty()).count(), 25);
    assert!(run("table").stdout.contains("93.06"));
    let nothing = example.run(&["why", "nobody", "--lang", "en"]);
    assert_eq!((nothing.code, nothing.stdout.as_str()), (2, ""));
}
