//! What the public sees and what only the office sees: gates, drafts, corrections, the two editions.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::program::{Program, files, root};

/// A word that stands nowhere else, in the languages of texts and as an id.
const CANARY: [&str; 3] = ["金丝雀", "Canary", "canary"];

/// The kinds of record that are written in data files and have an id, each with the first record that the example has of
/// it, as TOML.
fn samples() -> Vec<(String, String)> {
    let mut seen = BTreeSet::new();
    let mut samples = Vec::new();
    for path in files(&root().join("data")) {
        let text = fs::read_to_string(root().join("data").join(&path)).unwrap();
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            let Some(kind) = line.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) else { continue };
            if kind.contains('.') || !seen.insert(kind.to_owned()) {
                continue;
            }
            let mut record = format!("{line}\ndraft = true\n");
            let own = format!("[[{kind}.");
            let other = |line: &&str| line.starts_with('[') && !line.starts_with(&own);
            while let Some(line) = lines.next_if(|line| !other(line)) {
                let _ = writeln!(record, "{line}");
            }
            if record.contains("\nid = \"") {
                samples.push((kind.to_owned(), record));
            }
        }
    }
    samples
}

/// The record with a canary in its id and in every text of it.
fn with_canaries(kind: &str, record: &str) -> String {
    let line = |line: &str| -> String {
        match line.split_once(" = \"") {
            Some(("id", _)) => format!("id = \"canary-{}\"", kind.replace('_', "-")),
            Some((field, value)) if field.ends_with("_en") && !field.contains('{') => {
                format!("{field} = \"{} {value}", CANARY[1])
            }
            Some((field, value))
                if !field.contains('{') && value.starts_with(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) =>
            {
                format!("{field} = \"{}{value}", CANARY[0])
            }
            _ => line.to_owned(),
        }
    };
    // Only the first id is that of the record; those below are of its parts.
    let (head, rest) = record.split_at(record.find("id = \"").unwrap());
    let (id, parts) = rest.split_at(rest.find('\n').unwrap());
    let parts: Vec<String> =
        parts.lines().map(|part| if part.starts_with("id = ") { part.to_owned() } else { line(part) }).collect();
    format!("{head}{}{}\n", line(id), parts.join("\n"))
}

fn holds_canary(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    CANARY.iter().any(|canary| text.contains(canary))
}

/// The files below a folder whose names or bytes hold a canary.
fn canaries(folder: &Path) -> Vec<String> {
    let found = files(folder).into_iter().filter(|path| {
        holds_canary(path.to_string_lossy().as_bytes()) || holds_canary(&fs::read(folder.join(path)).unwrap())
    });
    found.map(|path| path.display().to_string()).collect()
}

/// The example with a canary in everything that can be held back.
fn example_with_canaries() -> (Program, usize) {
    let samples = samples();
    let mut program = Program::on_example();
    for (kind, record) in &samples {
        program = program.with(&format!("data/canaries/{kind}.toml"), with_canaries(kind, record));
    }
    for (folder, front) in [
        ("plans", "draft = true"),
        ("notices", "draft = true"),
        ("pages", "draft = true"),
        ("plans-later", "date = 2027-01-05"),
        ("notices-later", "date = 2027-01-05"),
    ] {
        let folder_of = folder.trim_end_matches("-later");
        let kind = match folder_of {
            "plans" => "kind = \"work_plan\"\nnumber = 99\nissuing_body = \"city-governance-office\"\n",
            "notices" => "kind = \"notice\"\nissuing_body = \"city-governance-office\"\n",
            _ => "order = 99\n",
        };
        let date = if front.starts_with("date") || folder_of == "pages" { "" } else { "date = 2026-11-02\n" };
        let text = |title: &str, more: &str| format!("+++\ntitle = \"{title}\"\n{more}+++\n\n{title}\n");
        let path = format!("content/{folder_of}/canary-{folder}");
        program = program
            .with(&format!("{path}.md"), text("金丝雀", &format!("{kind}{date}{front}\n")))
            .with(&format!("{path}.en.md"), text("Canary", ""));
    }
    program = program.with("data/canaries/results.toml", RESULTS);
    (program, samples.len())
}

/// Results that have passed no gate, with everything that is said about them.
const RESULTS: &str = r#"
[[scheme]]
id = "trial"
name = "试评办法"
name_en = "Trial scheme"
subject = "team"
period = "year"
group_by = "all"
spread_limit = 5
[[scheme.criterion]]
id = "all"
name = "总评"
name_en = "All"
weight = 100
[[scheme.role]]
id = "office"
name = "办公室"
name_en = "Office"
weight = 100
combine = "mean"
[[scheme.band]]
id = "good"
name = "良好"
name_en = "Good"
from = 60
[[scheme.band]]
id = "poor"
name = "较差"
name_en = "Poor"
from = 0
[[sheet]]
scheme = "trial"
period = "2026"
role = "office"
by = "city-governance-office"
date = 2026-11-01
marks = [{ subject = "lanjiang-patrol", all = 70, note = "金丝雀评语", note_en = "Canary remark" }, { subject = "furong-patrol", all = 70 }]
[[sheet]]
scheme = "trial"
period = "2026"
role = "office"
by = "city-organisation"
date = 2026-11-01
marks = [{ subject = "lanjiang-patrol", all = 90 }, { subject = "furong-patrol", all = 90 }]
[[veto]]
scheme = "trial"
period = "2026"
subject = "lanjiang-patrol"
effect = "grade_cap"
band = "poor"
ground = "金丝雀事由"
ground_en = "Canary ground"
body = "city-governance-office"
date = 2026-11-05
[[tie_decision]]
scheme = "trial"
period = "2026"
order = ["lanjiang-patrol", "furong-patrol"]
body = "city-governance-office"
date = 2026-11-06
note = "金丝雀裁定"
note_en = "Canary decision"
[[moderation]]
scheme = "trial"
period = "2026"
subject = "lanjiang-patrol"
criterion = "all"
outcome = "金丝雀复核"
outcome_en = "Canary moderation"
body = "city-governance-office"
date = 2026-11-06
[[reply]]
scheme = "trial"
period = "2026"
subject = "lanjiang-patrol"
criterion = "all"
text = "金丝雀答复"
text_en = "Canary reply"
date = 2026-11-07
[[correction]]
scheme = "trial"
period = "2026"
subject = "furong-patrol"
date = 2026-11-08
body = "city-governance-office"
reason = "金丝雀更正"
reason_en = "Canary correction"
mark = [{ role = "office", by = "city-organisation", criterion = "all", was = 88, now = 90 }]
[[ungraded]]
draft = true
scheme = "neighbourhood-annual"
period = "2025"
subject = "jinyuan"
reason = "金丝雀不定等次"
reason_en = "Canary ungraded"
"#;

#[test]
fn nothing_that_is_held_back_leaves_a_trace_in_the_public_edition_and_all_of_it_stands_in_the_other() {
    let (program, kinds) = example_with_canaries();
    assert!(kinds > 30, "{kinds} kinds of record");
    let public = program.run(&["build", "--lang", "en"]);
    assert_eq!(public.code, 0, "{}", public.stderr);
    assert_eq!(canaries(&public.out()), Vec::<String>::new());
    assert!(public.stderr.contains("held back from the public edition"), "{}", public.stderr);
    let review = program.run(&["build", "--edition", "review", "--lang", "en"]);
    assert_eq!(review.code, 0, "{}", review.stderr);
    let out = program.folder().join("review");
    let text: String = canaries(&out).iter().map(|path| fs::read_to_string(out.join(path)).unwrap()).collect();
    for wanted in ["评语", "事由", "裁定", "复核", "答复", "更正", "不定等次"] {
        assert!(text.contains(&format!("金丝雀{wanted}")), "the review edition lacks {wanted}");
    }
    for folder in ["plans", "notices", "pages"] {
        assert!(out.join(format!("{folder}/canary-{folder}.html")).exists(), "{folder}");
    }
}

/// The tiny community, its results of teams at the gate of publicity.
fn gated() -> Program {
    let fixture = root().join("tests/rules/final-before-end-of-publicity/mended");
    Program::on("tests/communities/tiny").overlaid(&fixture).replacing(
        "data/schemes/team-annual.toml",
        "gate = \"open\"",
        "gate = \"publicity\"",
    )
}

#[test]
fn a_result_is_public_from_the_first_day_of_its_publicity_and_its_page_says_how_far_it_is() {
    let page = "rankings/team-annual/2026.html";
    for (day, said) in [
        ("2026-11-08", None),
        ("2026-11-09", Some("公示中")),
        ("2026-11-13", Some("公示期2026年11月9日至11月13日，共5个工作日")),
        ("2026-11-14", Some("公示期满")),
        ("2026-11-17", Some("收到异议1件，成立0件")),
        ("2026-11-18", Some("已公布")),
    ] {
        let ran = gated().run(&["build", "--as-of", day, "--lang", "zh-CN"]);
        assert_eq!(ran.code, 0, "{day}: {}", ran.stderr);
        let path = ran.out().join(page);
        let Some(said) = said else {
            assert!(!path.exists(), "{day}");
            assert!(ran.stderr.contains("公示尚未开始"), "{day}: {}", ran.stderr);
            continue;
        };
        let text = fs::read_to_string(path).unwrap();
        assert!(text.contains(said), "{day}: {said}");
        assert_eq!(text.contains("不是最终结果"), day < "2026-11-18", "{day}");
    }
}

#[test]
fn an_edition_never_takes_the_place_of_the_other() {
    let program = gated();
    assert_eq!(program.run(&["build", "--out", "public"]).code, 0);
    let ran = program.run(&["build", "--edition", "review", "--out", "public", "--lang", "en"]);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert!(ran.stderr.contains("holds a public edition, which a review edition never replaces"), "{}", ran.stderr);
}

#[test]
fn every_page_of_the_review_edition_has_its_watermark_and_asks_not_to_be_indexed() {
    let program = gated();
    assert_eq!(program.run(&["build", "--edition", "review"]).code, 0);
    let out = program.folder().join("review");
    let pages = files(&out).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "html"));
    for path in pages {
        let text = fs::read_to_string(out.join(&path)).unwrap();
        assert!(text.contains("data-watermark=\"") && text.contains("noindex"), "{}", path.display());
    }
    let public = program.run(&["build"]);
    assert!(!fs::read_to_string(public.out().join("index.html")).unwrap().contains("watermark=\""));
}

#[test]
fn a_number_that_was_public_changes_only_by_a_correction_and_the_site_that_stood_stays() {
    let program = Program::on("tests/communities/tiny");
    assert_eq!(program.run(&["build"]).code, 0);
    let before = fs::read(program.folder().join("public/rankings/team-annual/2026.html")).unwrap();
    let marks = "data/marks/teams-2026.toml";
    let changed = program.clone().replacing(marks, "attendance = 90, results = 91", "attendance = 90, results = 93");
    let ran = changed.run(&["build", "--lang", "en"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("error[published-number-changed]"), "{}", ran.stderr);
    assert_eq!(fs::read(program.folder().join("public/rankings/team-annual/2026.html")).unwrap(), before);
    let corrected = changed.with(
        "data/corrections.toml",
        "[[correction]]\nscheme = \"team-annual\"\nperiod = \"2026\"\nsubject = \"liuwan-patrol\"\ndate = 2026-11-19\n\
         body = \"liuwan-office\"\nreason = \"抄错\"\nreason_en = \"Copied wrongly\"\nmark = [{ role = \"poster\", \
         by = \"liuwan-office\", criterion = \"results\", was = 91, now = 93 }]\n",
    );
    let ran = corrected.run(&["build", "--lang", "en"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let ledger = fs::read_to_string(ran.out().join("en/corrections.html")).unwrap();
    for said in ["90.18", "90.66", "Copied wrongly", "19 November 2026", "Liuwan Sub-district Office"] {
        assert!(ledger.contains(said), "{said}");
    }
    let card = fs::read_to_string(ran.out().join("en/teams/liuwan-patrol.html")).unwrap();
    assert!(card.contains("Corrected on 19 November 2026"), "the scorecard leads to the ledger");
}

#[test]
fn a_seal_holds_whatever_the_order_of_sheets_and_a_correction_undoes_to_it() {
    let program = gated();
    let sheets = fs::read_to_string(program.folder().join("data/marks/teams-2026.toml")).unwrap();
    let (first, second) = sheets.split_at(sheets.rfind("[[sheet]]").unwrap());
    let turned = program.clone().with("data/marks/teams-2026.toml", format!("{second}\n{first}"));
    assert_eq!(turned.run(&["check", "--lang", "en"]).code, 0);
    let changed = turned.replacing("data/marks/teams-2026.toml", "results = 88.5", "results = 89");
    let ran = changed.run(&["check", "--lang", "en"]);
    assert!(ran.stderr.contains("error[marks-changed-after-sealing]"), "{}", ran.stderr);
    let corrected = changed.with(
        "data/corrections.toml",
        "[[correction]]\nscheme = \"team-annual\"\nperiod = \"2026\"\nsubject = \"liuwan-patrol\"\ndate = 2026-11-16\n\
         body = \"liuwan-office\"\nreason = \"抄错\"\nreason_en = \"Copied wrongly\"\nmark = [{ role = \"committee\", \
         by = \"dongwan-committee\", criterion = \"results\", was = 88.5, now = 89 }]\n",
    );
    let ran = corrected.run(&["check", "--lang", "en"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[test]
fn a_blank_may_stand_in_a_draft_and_nowhere_else() {
    let text = |draft: &str| {
        format!(
            "+++\ntitle = \"关于召开座谈会的通知\"\nkind = \"notice\"\nissuing_body = \"liuwan-office\"\ndate = 2026-11-02\n{draft}\n+++\n\n\
             座谈会定于20xx年x月x日召开。\n"
        )
    };
    let twin = "+++\ntitle = \"Notice of a meeting\"\n+++\n\nThe meeting is to come.\n";
    let program = |draft: &str| {
        Program::on("tests/communities/tiny")
            .with("content/notices/meeting.md", text(draft))
            .with("content/notices/meeting.en.md", twin)
    };
    let ran = program("").run(&["build", "--lang", "en"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("error[placeholder]"), "{}", ran.stderr);
    let draft = program("draft = true");
    assert_eq!(draft.run(&["build"]).code, 0);
    assert_eq!(draft.run(&["build", "--edition", "review"]).code, 0);
}
