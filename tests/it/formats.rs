//! How findings are written: for people by file, and for tools; and warnings that are not let pass.
//!
//! `tests/formats/` holds what is printed of one community with faults. `GONGSHI_ACCEPT=1 cargo test --test it formats`
//! writes it anew.

use serde_json::Value;

use gongshi::finding::rules::ALL;

use crate::program::{Program, Ran, root};
use crate::written::compare;

/// The tiny community with faults in three files, one of them with a name in Chinese, and a warning of a fourth.
fn faulty() -> Program {
    Program::on("tests/communities/tiny")
        .with("data/队伍, 新.toml", "[[team]]\nid = \"队一\"\nname = \"甲：100%\"; kind = \"patrl\"\n")
        .replacing("data/teams.toml", "head_count = 12", "head_count = 12\nheads = 12")
        .replacing("data/teams.toml", "kind = \"patrol\"", "kind = \"patrl\"")
        .replacing("data/areas.toml", "name = \"东湾社区\"", "name = \"东湾社区\", id = \"东湾\"")
        .with("data/notes.txt", "a note")
}

/// The tiny community with a warning and no error.
fn warned() -> Program {
    Program::on("tests/communities/tiny").with("data/notes.txt", "a note")
}

/// What is accepted as the output of a format.
fn accepted(name: &str, text: &str) {
    compare(&root().join("tests/formats").join(name), text);
}

fn both_languages(format: &str, ending: &str, written: impl Fn(&Ran) -> String) {
    for language in ["zh-CN", "en"] {
        let ran = faulty().run(&["check", "--format", format, "--lang", language]);
        assert_eq!(ran.code, 1, "{}", ran.stderr);
        accepted(&format!("{format}.{language}.{ending}"), &written(&ran));
    }
}

/// The output for a tool: findings on standard output, the closing line alone on standard error.
fn for_tools(ran: &Ran) -> String {
    assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
    ran.stdout.clone()
}

#[test]
fn people_read_findings_by_file_with_a_count_for_each() {
    both_languages("text", "txt", |ran| {
        assert_eq!(ran.stdout, "");
        ran.stderr.clone()
    });
    let one = warned().run(&["check", "--lang", "en"]);
    assert!(!one.stderr.contains("1 warning\n\n"), "one group needs no heading: {}", one.stderr);
}

#[test]
fn tools_read_one_json_object_and_nothing_else() {
    both_languages("json", "json", |ran| {
        let read: Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(read["version"], 1);
        assert_eq!(read["errors"].as_u64().unwrap() + read["warnings"].as_u64().unwrap(), {
            read["findings"].as_array().unwrap().len() as u64
        });
        for_tools(ran)
    });
}

#[test]
fn github_reads_a_workflow_command_for_each_finding() {
    both_languages("github", "txt", for_tools);
}

#[test]
fn code_scanning_reads_sarif_with_every_rule() {
    both_languages("sarif", "json", |ran| {
        let mut read: Value = serde_json::from_str(&for_tools(ran)).unwrap();
        let run = &mut read["runs"][0];
        let rules = run["tool"]["driver"]["rules"].take();
        let names: Vec<&str> = rules.as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap()).collect();
        assert_eq!(names, ALL.iter().map(|rule| rule.name).collect::<Vec<_>>());
        for result in run["results"].as_array_mut().unwrap() {
            // The position of a rule in the list changes whenever a rule comes before it.
            let index = result["ruleIndex"].take().as_u64().unwrap();
            assert_eq!(result["ruleId"], names[usize::try_from(index).unwrap()]);
        }
        serde_json::to_string_pretty(&read).unwrap() + "\n"
    });
}

#[test]
fn columns_are_counted_in_characters_and_ends_are_exclusive() {
    let ran = faulty().run(&["check", "--format", "json", "--lang", "en"]);
    let read: Value = serde_json::from_str(&ran.stdout).unwrap();
    for finding in read["findings"].as_array().unwrap() {
        let Some(place) = finding["place"].as_object() else { continue };
        let number = |name: &str| usize::try_from(place[name].as_u64().unwrap()).unwrap();
        let file = std::fs::read_to_string(faulty().folder().join(place["file"].as_str().unwrap())).unwrap();
        let line = file.lines().nth(number("line") - 1).unwrap_or_default();
        assert_eq!(place["excerpt"], line);
        if number("line") == number("end_line") {
            assert!((number("column")..=line.chars().count() + 1).contains(&number("end_column")), "{finding}");
        }
    }
    let slip = read["findings"].as_array().unwrap().iter().find(|finding| finding["rule"] == "unknown-word").unwrap();
    assert_eq!((&slip["place"]["column"], &slip["place"]["end_column"]), (&8.into(), &15.into()), "{slip}");
}

#[test]
fn a_site_elsewhere_is_named_from_the_current_folder_where_a_tool_looks_for_files() {
    let program = faulty();
    let site = program.folder().canonicalize().unwrap();
    let elsewhere = Program::empty();
    let ran = elsewhere.run(&["check", "--format", "github", "--site", site.to_str().unwrap()]);
    assert!(ran.stdout.contains(&format!("file={}/data/areas.toml,", site.display())), "{}", ran.stdout);
    let ran = elsewhere.run(&["check", "--format", "sarif", "--site", site.to_str().unwrap()]);
    assert!(ran.stdout.contains(&format!("\"file://{}/data/areas.toml\"", site.display())), "{}", ran.stdout);
    let ran = program.run(&["check", "--format", "github", "--site", "./data/.."]);
    assert!(ran.stdout.contains("file=data/../data/areas.toml,"), "{}", ran.stdout);
}

#[test]
fn a_tool_is_told_what_was_built_and_the_closing_line_leaves_it_alone() {
    let ran = warned().run(&["build", "--format", "json", "--lang", "en"]);
    let read: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.code, &read["built"]["folder"], &read["warnings"]), (0, &"public".into(), &1.into()));
    assert!(read["built"]["pages"].as_u64().unwrap() > 10);
    assert!(
        ran.stderr.starts_with("built public: ") && ran.stderr.ends_with("; 0 errors, 1 warning\n"),
        "{}",
        ran.stderr
    );
    let unreadable = Program::empty().run(&["check", "--format", "json", "--lang", "en"]);
    assert_eq!((unreadable.code, unreadable.stdout.as_str()), (2, ""));
}

#[test]
fn a_warning_that_is_denied_keeps_what_stands_and_says_so() {
    let first = warned().run(&["build", "--lang", "en"]);
    assert_eq!(first.code, 0, "{}", first.stderr);
    let home = first.out().join("index.html");
    let before = std::fs::metadata(&home).unwrap().modified().unwrap();
    let denied = first.program().run(&["build", "--deny", "warnings", "--lang", "en"]);
    assert_eq!((denied.code, denied.stdout.as_str()), (1, ""));
    assert!(
        denied.stderr.ends_with(
            "nothing built; public stays as it was; 0 errors, 1 warning; `--deny warnings` lets no warning pass\n"
        ),
        "{}",
        denied.stderr
    );
    assert_eq!(std::fs::metadata(&home).unwrap().modified().unwrap(), before);
    let checked = first.program().run(&["check", "--deny", "warnings", "--lang", "zh-CN"]);
    assert_eq!(checked.code, 1);
    assert!(checked.stderr.ends_with("；错误 0，警告 1；`--deny warnings` 不放过警告\n"), "{}", checked.stderr);
    let sound = Program::on("tests/communities/tiny").run(&["build", "--deny", "warnings", "--lang", "en"]);
    assert_eq!((sound.code, sound.stderr.as_str()), (0, ""));
    assert!(sound.out().join("index.html").is_file());
}
