//! Every rule has a fixture under `tests/rules/<its name>/`: `broken/` and `mended/` hold the files that are laid over
//! the tiny community, `expected.txt` what the program says about the broken one, in English and in Chinese.
//!
//! `GONGSHI_ACCEPT=1 cargo test --test it rules` writes `expected.txt` anew; read the difference before it is kept.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use gongshi::finding::Severity;
use gongshi::finding::rules::{ALL, BROKEN_TEMPLATE, Rule};

use crate::program::{Program, Ran, files};

const TINY: &str = "tests/communities/tiny";

/// The folder of the fixtures, or of one.
fn fixtures() -> PathBuf {
    crate::program::root().join("tests/rules")
}

/// The tiny community with the files of `side` (`broken` or `mended`) of a rule's fixture.
fn fixture(rule: &Rule, side: &str) -> Program {
    let folder = fixtures().join(rule.name).join(side);
    assert!(folder.is_dir(), "{} is missing", folder.display());
    Program::on(TINY).overlaid(&folder)
}

/// The command that shows the rule: only a page that is made shows what a template asks for.
fn command(rule: &Rule) -> &'static str {
    if rule.name == BROKEN_TEMPLATE.name { "build" } else { "check" }
}

/// The rules that the findings in `text` name, one for each finding.
pub fn named(text: &str) -> Vec<&str> {
    let title = |line: &'_ str| -> Option<(usize, usize)> {
        let start = ["error[", "warning["].iter().find(|start| line.starts_with(**start))?.len();
        Some((start, start + line[start..].find("]: ")?))
    };
    text.lines().filter_map(|line| title(line).map(|(start, end)| &line[start..end])).collect()
}

fn transcript(rule: &Rule) -> (Vec<Ran>, String) {
    let mut text = String::new();
    let program = fixture(rule, "broken");
    let runs: Vec<Ran> = ["en", "zh-CN"].map(|language| program.run(&[command(rule), "--lang", language])).into();
    for (ran, language) in runs.iter().zip(["en", "zh-CN"]) {
        let (errors, output) = (&ran.stderr, &ran.stdout);
        let _ = write!(
            text,
            "$ gongshi {} --lang {language}\n\n{errors}{output}\nexit code {}\n\n",
            command(rule),
            ran.code
        );
    }
    (runs, text.trim_end().to_owned() + "\n")
}

#[test]
fn every_rule_has_a_fixture_and_every_fixture_is_of_a_rule() {
    let rules: BTreeSet<String> = ALL.iter().map(|rule| rule.name.to_owned()).collect();
    let folders = fs::read_dir(fixtures()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(folders.collect::<BTreeSet<_>>(), rules);
}

#[test]
fn every_broken_fixture_gives_findings_of_its_rule_alone_in_the_accepted_words() {
    let accept = std::env::var_os("GONGSHI_ACCEPT").is_some();
    let mut faults = Vec::new();
    for rule in ALL {
        let (runs, text) = transcript(rule);
        let code = if rule.severity == Severity::Error { 1 } else { 0 };
        for ran in &runs {
            let names = named(&ran.stderr);
            if names.is_empty() || names.iter().any(|name| *name != rule.name) || ran.code != code {
                faults.push(format!("{}: exit code {}, findings {names:?}\n{}", rule.name, ran.code, ran.stderr));
            }
        }
        let path = fixtures().join(rule.name).join("expected.txt");
        if accept {
            fs::write(&path, &text).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default() != text {
            faults.push(format!("{} differs; the program says now:\n{text}", path.display()));
        }
    }
    let hint = "GONGSHI_ACCEPT=1 cargo test --test it rules accepts what the program says now";
    assert!(faults.is_empty(), "{}\n{hint}", faults.join("\n"));
}

#[test]
fn every_mended_fixture_gives_no_finding() {
    for rule in ALL {
        let ran = fixture(rule, "mended").run(&["build", "--lang", "en"]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}: {}", rule.name, ran.stdout);
        assert!(ran.stdout.ends_with("; no findings\n"), "{}: {}", rule.name, ran.stdout);
    }
}

#[test]
fn every_fault_is_told_in_one_run() {
    let broken = Program::on(TINY)
        .with("data/areas-more.toml", "[[area]]\nid = \"beiwan\"\nname = “北湾社区”\n")
        .with("data/teams-more.toml", "[[organisation]]\nid = \"liuwan-office\"\nname = \"街道\"\nkind = \"other\"\n")
        .replacing("data/teams.toml", "head_count = 12", "head_count = 12\nheads = 12")
        .replacing("data/neighbourhoods.toml", "community = \"xiwan\"", "community = \"xiwang\"")
        .replacing("data/schemes/team-annual.toml", "{ rectification = 70", "{ rectification = 65")
        .replacing("data/marks/teams-2026.toml", "attendance = 95", "attendance = 950")
        .replacing("content/notices/teams-2026.md", "until = 2026-11-13", "until = 2026-11-01");
    let ran = broken.run(&["check", "--lang", "en"]);
    let mut names = named(&ran.stderr);
    names.sort_unstable();
    let expected = [
        "dates-out-of-order",
        "duplicate-id",
        "mark-off-scale",
        "toml-syntax",
        "unknown-field",
        "unresolved-name",
        "weight-below-floor",
        "weights-do-not-add",
    ];
    assert_eq!((ran.code, names.as_slice()), (1, expected.as_slice()), "{}", ran.stderr);
}

#[test]
fn files_written_on_windows_are_read_like_any_other() {
    let program = Program::on(TINY);
    for path in files(program.folder()) {
        let path = program.folder().join(path);
        let text = fs::read_to_string(&path).unwrap().replace('\n', "\r\n");
        fs::write(&path, format!("\u{feff}{text}")).unwrap();
    }
    let ran = program.run(&["check", "--lang", "en"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let ran = program.replacing("data/teams.toml", "\"patrol\"", "\"patrl\"").run(&["check", "--lang", "en"]);
    assert!(
        ran.stderr.contains("data/teams.toml:7:8\n  |\n7 | kind = \"patrl\"\n  |        ^^^^^^^ "),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_template_or_interface_text_that_cannot_be_read_is_found_without_building() {
    for (path, content) in [("templates/base.html", "{% if %}"), ("languages/en.toml", "menu = “甲”")] {
        let program = Program::on(TINY)
            .replacing("data/site.toml", "as_of", "theme = \"plain\"\nas_of")
            .with(&format!("themes/plain/{path}"), content);
        let ran = program.run(&["check", "--lang", "en"]);
        assert_eq!((ran.code, named(&ran.stderr).as_slice()), (1, ["broken-template"].as_slice()), "{}", ran.stderr);
    }
}

#[test]
fn the_tiny_community_builds_without_a_finding() {
    let ran = Program::on(TINY).run(&["build", "--lang", "zh-CN"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
}
