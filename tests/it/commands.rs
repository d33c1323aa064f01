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
            check(kind, field.fields());
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

/// The lines of a working in a terminal that hold a product, and the one that holds their sum.
fn working(text: &str) -> (Vec<&str>, &str) {
    let sum = text.lines().position(|line| line.trim_start().starts_with('Σ')).expect("a sum is printed");
    let lines: Vec<&str> = text.lines().collect();
    let first = lines[..sum].iter().rposition(|line| !line.contains(" × ")).map_or(0, |at| at + 1);
    (lines[first..sum].to_vec(), lines[sum])
}

#[test]
fn the_working_of_a_result_is_printed_in_aligned_columns_that_add_up() {
    for (subject, scheme) in [("liuwan-patrol", "team-annual"), ("huaiyin", "neighbourhood-annual")] {
        let ran = Program::on("tests/communities/tiny").run(&["why", subject, "--scheme", scheme, "--lang", "zh-CN"]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        let (parts, sum) = working(&ran.stdout);
        assert!(parts.len() > 3, "{}", ran.stdout);
        let ends: Vec<usize> =
            parts.iter().chain([&sum]).map(|line| unicode_width::UnicodeWidthStr::width(*line)).collect();
        assert!(ends.windows(2).all(|pair| pair[0] == pair[1]), "columns of {ends:?}:\n{}", ran.stdout);
        let number = |line: &str| gongshi::exact::Exact::parse(line.split_whitespace().last().unwrap()).unwrap();
        assert_eq!(parts.iter().map(|line| number(line)).sum::<gongshi::exact::Exact>(), number(sum));
    }
}

#[test]
fn results_are_printed_as_a_table_as_csv_and_as_json() {
    let example = Program::on_example();
    let run = |format: &str| example.run(&["scores", "--scheme", "zongzi-contest", "--format", format, "--lang", "en"]);
    let rows: serde_json::Value = serde_json::from_str(&run("json").stdout).unwrap();
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 24);
    assert_eq!(rows[0]["place"], 1);
    let csv = run("csv").stdout;
    let lines: Vec<&str> = csv.split("\r\n").filter(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), 25);
    let table = run("table").stdout;
    for (row, line) in rows.iter().zip(&lines[1..]) {
        let total = row["total"].as_str().unwrap();
        assert!(line.contains(&format!(",{total},")) && table.contains(total), "{row}");
    }
    let nothing = example.run(&["why", "nobody", "--lang", "en"]);
    assert_eq!((nothing.code, nothing.stdout.as_str()), (2, ""));
}

#[test]
fn what_if_lists_exactly_who_moves_and_by_how_much() {
    let tiny = Program::on("tests/communities/tiny");
    let scheme = fs::read_to_string(tiny.folder().join("data/schemes/lantern-contest.toml")).unwrap();
    let draft = |from: &str, to: &str| {
        let path = tiny.folder().join("draft.toml");
        fs::write(&path, scheme.replacen(from, to, 1)).unwrap();
        path.to_string_lossy().into_owned()
    };
    // 60/40: 85.5 and 88; 100/0 would give 87.5 and 85.
    let heavier = draft("weight = 60", "weight = 100").replace('\\', "/");
    fs::write(&heavier, fs::read_to_string(&heavier).unwrap().replacen("weight = 40", "weight = 0", 1)).unwrap();
    let ran = tiny.run(&["what-if", &heavier, "--format", "csv", "--lang", "en"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let lines: Vec<&str> = ran.stdout.lines().map(str::trim_end).collect();
    assert_eq!(lines.len(), 3, "{}", ran.stdout);
    assert!(lines[1].ends_with(",2,1,85.50,87.50,+2.00,,"), "{}", ran.stdout);
    assert!(lines[2].ends_with(",1,2,88.00,85.00,-3.00,,"), "{}", ran.stdout);
    let table = tiny.run(&["what-if", &heavier, "--lang", "en"]);
    assert!(table.stdout.contains("of 2 results 2 change, 2 of them in place or band"), "{}", table.stdout);
    let same = draft("weight = 60", "weight = 60");
    assert_eq!(tiny.run(&["what-if", &same, "--lang", "en"]).stdout, "No result would change.\n");
    let unknown = tiny.run(&["what-if", &draft("lantern-contest", "lantern-contests"), "--lang", "en"]);
    assert_eq!(unknown.code, 1);
    assert!(unknown.stderr.contains("the site has no scheme `lantern-contests`"), "{}", unknown.stderr);
    let faulty = tiny.run(&["what-if", &draft("weight = 60", "weight = 70"), "--lang", "en"]);
    assert_eq!(faulty.code, 1);
    assert!(faulty.stderr.contains("weights-do-not-add") && faulty.stderr.contains("draft.toml"), "{}", faulty.stderr);
}

#[test]
fn a_decision_on_results_that_are_not_equal_is_refused() {
    let decision = "[[tie_decision]]\nscheme = \"lantern-contest\"\nperiod = \"lantern-fair-2026\"\n\
                    order = [\"entry-1\", \"entry-2\"]\nbody = \"dongwan-committee\"\ndate = 2026-03-04\n";
    let ran = Program::on("tests/communities/tiny").with("data/rulings.toml", decision).run(&["check", "--lang", "en"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("error[ruling-does-not-fit]: entry-1, entry-2 do not share a place"), "{}", ran.stderr);
}
