//! Clauses of plans, held against the data. Every word of the list of rules has a fixture under `tests/clauses/<word>/`:
//! `plan/` is laid over the tiny community, and over both one of `broken/` and `mended/`; where data that say nothing need
//! files too, `unknown/`. `expected.txt` holds what the program says of the broken side, and what the page of the plan
//! says of each.
//!
//! `GONGSHI_ACCEPT=1 cargo test --test it clauses` writes `expected.txt` anew; read the difference before it is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use gongshi::community::clause::ClauseRule;
use gongshi::finding::rules::{CLAUSE_NOT_KEPT, PLANS_CONTRADICT, WEIGHT_BELOW_FLOOR};
use scraper::{ElementRef, Html, Selector};

use crate::program::{Program, Ran, files, root};
use crate::rules::named;

const TINY: &str = "tests/communities/tiny";

/// Where the page of a plan stands, and the command that asks for its language.
const LANGUAGES: [(&str, &str); 2] = [("en", "en/"), ("zh-CN", "")];

fn fixtures() -> PathBuf {
    root().join("tests/clauses")
}

/// The tiny community with the plan of a rule's fixture and one side of its data.
fn fixture(rule: ClauseRule, side: &str) -> Program {
    let folder = fixtures().join(rule.word());
    let parts = ["plan", side].map(|part| folder.join(part));
    parts.iter().filter(|part| part.is_dir()).fold(Program::on(TINY), |program, part| program.overlaid(part))
}

/// What a page says of one clause.
#[derive(Debug, Default, PartialEq)]
struct Shown {
    /// Whether it is kept.
    state: String,
    /// What was found, in a sentence.
    found: String,
    /// What differs from another plan.
    conflict: Option<String>,
    /// Case by case: of what, what was found, whether that is kept.
    cases: Vec<[String; 3]>,
}

/// What stands in an element, without tags, every run of blanks as one.
fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn all<'a>(within: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    within.select(&Selector::parse(selector).unwrap()).collect()
}

fn page(ran: &Ran, folder: &str, path: &str) -> Html {
    let path = ran.out().join(folder).join(path);
    Html::parse_document(&fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

/// What the page of a plan says of its clause `id`.
fn shown(ran: &Ran, folder: &str, plan: &str, id: &str) -> Shown {
    let page = page(ran, folder, &format!("plans/{plan}.html"));
    let [clause] = all(page.root_element(), &format!(".clauses > #clause-{id}"))[..] else { panic!("{id}: not once") };
    let state = text(all(clause, ".clause-found .state")[0]);
    let found = text(all(clause, ".clause-found")[0]);
    let cases = all(clause, ".clause-cases tbody tr").into_iter().map(|row| {
        let cells: Vec<String> = all(row, "th, td").into_iter().map(text).collect();
        cells.try_into().unwrap()
    });
    Shown {
        found: found.strip_prefix(&state).unwrap().trim().to_owned(),
        state,
        conflict: all(clause, ".clause-conflict").first().map(|line| text(*line)),
        cases: cases.collect(),
    }
}

/// How many clauses of a plan its page counts in each state.
fn counted(ran: &Ran, folder: &str, plan: &str) -> BTreeMap<String, String> {
    let page = page(ran, folder, &format!("plans/{plan}.html"));
    let counts = all(page.root_element(), ".clause-counts li");
    counts.into_iter().map(|count| (text(all(count, ".state")[0]), text(all(count, ".clause-number")[0]))).collect()
}

/// The words for a state, in the order of [`LANGUAGES`].
fn words(state: &str) -> [&'static str; 2] {
    match state {
        "kept" => ["kept", "达到"],
        "not-kept" => ["not kept", "未达到"],
        "no-data" => ["no data", "暂无数据"],
        "not-measurable" => ["not measurable here", "本站无法核对"],
        other => panic!("{other}"),
    }
}

/// Asserts that the page of the fixture's plan shows its clause in a state, and counts it in no other.
fn assert_state(rule: ClauseRule, ran: &Ran, state: &str) {
    let rule = rule.word();
    for ((_, folder), word) in LANGUAGES.iter().zip(words(state)) {
        let shown = shown(ran, folder, "clause", "c-1");
        assert_eq!(shown.state, word, "{rule}: {shown:?}");
        for (counted, number) in counted(ran, folder, "clause") {
            let expected = if counted == word { "1" } else { "0" };
            assert_eq!(number, expected, "{rule}: clauses that are `{counted}`");
        }
    }
}

/// The sides of a rule's fixture that a page is made of.
fn sides(rule: ClauseRule) -> &'static [&'static str] {
    match rule {
        // A weight below the floor keeps the site from being built.
        ClauseRule::WeightAtLeast => &["mended", "unknown"],
        // The text of the plan itself always decides it.
        ClauseRule::Listed => &["broken", "mended"],
        // Nothing decides it.
        ClauseRule::Stated => &["mended"],
        _ => &["broken", "mended", "unknown"],
    }
}

fn transcript(rule: ClauseRule) -> String {
    let mut told = String::new();
    let broken = fixture(rule, "broken");
    for (language, _) in LANGUAGES {
        let ran = broken.run(&["check", "--lang", language]);
        let _ = write!(told, "$ gongshi check --lang {language}\n\n{}{}\n", ran.stderr, ran.stdout);
    }
    for side in sides(rule) {
        let ran = fixture(rule, side).run(&["build", "--lang", "en"]);
        for (language, folder) in LANGUAGES {
            let shown = shown(&ran, folder, "clause", "c-1");
            let _ = writeln!(told, "{side}, {language}: [{}] {}", shown.state, shown.found);
            for case in &shown.cases {
                let _ = writeln!(told, "    {}", case.join(" | "));
            }
        }
    }
    told
}

#[test]
fn every_word_of_the_list_of_rules_has_a_fixture_and_every_fixture_is_of_a_rule() {
    let rules: BTreeSet<String> = ClauseRule::ALL.iter().map(|rule| rule.word().to_owned()).collect();
    let folders = fs::read_dir(fixtures()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(folders.collect::<BTreeSet<_>>(), rules);
}

#[test]
fn every_broken_clause_gives_one_finding_and_its_page_says_that_it_is_not_kept() {
    for rule in ClauseRule::ALL.iter().copied().filter(|rule| *rule != ClauseRule::Stated) {
        let ran = fixture(rule, "broken").run(&["build", "--lang", "en"]);
        let (finding, code) = match rule {
            ClauseRule::WeightAtLeast => (WEIGHT_BELOW_FLOOR.name, 1),
            _ => (CLAUSE_NOT_KEPT.name, 0),
        };
        assert_eq!((named(&ran.stderr), ran.code), (vec![finding], code), "{}: {}", rule.word(), ran.stderr);
        if code == 0 {
            assert_state(rule, &ran, "not-kept");
        }
    }
}

#[test]
fn every_mended_clause_gives_no_finding_and_its_page_says_that_it_is_kept() {
    for rule in ClauseRule::ALL.iter().copied().filter(|rule| *rule != ClauseRule::Stated) {
        let ran = fixture(rule, "mended").run(&["build", "--lang", "en"]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", rule.word());
        assert_state(rule, &ran, "kept");
    }
}

#[test]
fn a_clause_without_data_is_no_finding_and_not_counted_as_kept() {
    for rule in ClauseRule::ALL.iter().copied().filter(|rule| sides(*rule).contains(&"unknown")) {
        let ran = fixture(rule, "unknown").run(&["build", "--lang", "en"]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", rule.word());
        assert_state(rule, &ran, "no-data");
    }
}

#[test]
fn a_clause_that_is_only_stated_is_no_finding_and_not_counted_as_kept() {
    let ran = fixture(ClauseRule::Stated, "mended").run(&["build", "--lang", "en"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_state(ClauseRule::Stated, &ran, "not-measurable");
}

#[test]
fn findings_and_pages_say_of_every_rule_what_was_accepted() {
    let accept = std::env::var_os("GONGSHI_ACCEPT").is_some();
    let mut faults = Vec::new();
    for rule in ClauseRule::ALL.iter().copied() {
        let path = fixtures().join(rule.word()).join("expected.txt");
        let told = transcript(rule);
        if accept {
            fs::write(&path, &told).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default() != told {
            faults.push(format!("{} differs; the program says now:\n{told}", path.display()));
        }
    }
    let hint = "GONGSHI_ACCEPT=1 cargo test --test it clauses accepts what the program says now";
    assert!(faults.is_empty(), "{}\n{hint}", faults.join("\n"));
}

#[test]
fn another_number_in_a_plan_changes_findings_and_page() {
    let scheme = "data/schemes/team-annual.toml";
    let plan = "content/plans/teams.md";
    let lighter = Program::on(TINY)
        .replacing(scheme, "{ rectification = 70, security_fire = 70", "{ rectification = 65, security_fire = 65")
        .replacing(scheme, "{ rectification = 30, security_fire = 30", "{ rectification = 35, security_fire = 35");
    let ran = lighter.run(&["check", "--lang", "en"]);
    assert_eq!((named(&ran.stderr), ran.code), (vec![WEIGHT_BELOW_FLOOR.name; 2], 1), "{}", ran.stderr);
    assert_eq!(ran.stderr.matches("the plan says at least 70 %").count(), 2, "{}", ran.stderr);

    let ran = lighter.replacing(plan, "number = 70", "number = 60").run(&["build", "--lang", "en"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let clause = shown(&ran, "en/", "teams", "committee-weight");
    let weights: Vec<&str> = clause.cases.iter().map(|case| &*case[1]).collect();
    assert_eq!((clause.state.as_str(), weights), ("kept", vec!["65%", "65%"]));

    let broken = fixture(ClauseRule::ShareOf, "broken");
    let ran = broken.clone().replacing("content/plans/clause.md", "number = 90", "number = 89.5").run(&["build"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "179 of 200 are 89.5 %");
    assert_state(ClauseRule::ShareOf, &ran, "kept");
    let ran = broken.replacing("content/plans/clause.md", "number = 89.5", "number = 89.51").run(&["build"]);
    assert_eq!(named(&ran.stderr), [CLAUSE_NOT_KEPT.name]);
    assert_state(ClauseRule::ShareOf, &ran, "not-kept");
}

/// The tiny community with a plan of one clause; its lines begin at line 10 of the file.
fn with_clause(clause: &str) -> Program {
    let plan = format!(
        "+++\ntitle = \"方案\"\nnumber = 2\nkind = \"work_plan\"\nissuing_body = \"city-commission\"\ndate = 2026-01-20\n\
         \n[[clause]]\nid = \"c-1\"\n{clause}\ntext = \"条款\"\ntext_en = \"Clause\"\n+++\n\n## 工作要求\n\n正文。\n"
    );
    let twin = "+++\ntitle = \"Plan\"\n+++\n\n## What is asked\n\nText.\n";
    Program::on(TINY).with("content/plans/clause.md", plan).with("content/plans/clause.en.md", twin)
}

#[test]
fn a_bad_clause_is_a_finding_with_its_place_and_what_was_meant() {
    let cases = [
        (
            "rule = \"at-leest\"\nledger = \"team\"\nnumber = 1",
            "error[unknown-word]: ",
            "10:8",
            "did you mean `at-least`?",
        ),
        (
            "rule = \"at-least\"\nledger = \"servce_team\"\nnumber = 1",
            "error[unknown-word]: there is no ledger `servce_team`",
            "11:10",
            "did you mean `service_team`?",
        ),
        (
            "rule = \"at-least\"\nledger = \"service_team\"\nfigure = \"peeple\"\nnumber = 1",
            "error[unknown-word]: the ledger `service_team` has no column `peeple`",
            "12:10",
            "did you mean `people`?",
        ),
        (
            "rule = \"at-least\"\nledger = \"service_team\"\nfigure = \"name\"\nnumber = 1",
            "error[unknown-word]: the column `name` of the ledger `service_team` cannot be used so",
            "12:10",
            "expected one of `people`",
        ),
        (
            "rule = \"at-most\"\nledger = \"checkpoint\"\nwhere = { knd = \"township\" }\nnumber = 1",
            "error[unknown-word]: the ledger `checkpoint` has no column `knd`",
            "12:11",
            "did you mean `kind`?",
        ),
        (
            "rule = \"at-most\"\nledger = \"checkpoint\"\nwhere = { kind = \"townshp\" }\nnumber = 1",
            "error[unknown-word]: `townshp` is no word of the column `kind`",
            "12:11",
            "did you mean `township`?",
        ),
        (
            "rule = \"at-most\"\nledger = \"checkpoint\"\nwhere = { kind = [\"township\", \"villag\"] }\nnumber = 1",
            "error[unknown-word]: `villag` is no word of the column `kind`",
            "12:11",
            "did you mean `village`?",
        ),
        (
            "rule = \"at-most\"\nledger = \"checkpoint\"\nnumber = 2\nper = \"twon\"",
            "error[unknown-word]: the ledger `checkpoint` has no column `twon`",
            "13:7",
            "did you mean `town`?",
        ),
        (
            "rule = \"at-most\"\nledger = \"checkpoint\"",
            "error[missing-field]: the rule `at-most` of the clause `c-1` needs `number`",
            "10:8",
            "add `number = …`",
        ),
        (
            "rule = \"between\"\nledger = \"service_team\"\nfigure = \"people\"\nfrom = 1",
            "error[missing-field]: the rule `between` of the clause `c-1` needs `until`",
            "10:8",
            "add `until = …`",
        ),
        (
            "rule = \"window-count\"\nnumber = 5\ndays = 0",
            "error[out-of-range]: the days are 0",
            "12:8",
            "expected 1 or more",
        ),
        (
            "rule = \"stated\"\nunder = \"工作要球\"",
            "error[unresolved-name]: the plan has no heading \"工作要球\"",
            "11:9",
            "did you mean `工作要求`?",
        ),
        (
            "rule = \"every-so-often\"\nrhythm = [\"weekly-meeting\"]\nevery = \"week\"",
            "error[unresolved-name]: there is no rhythm `weekly-meeting`",
            "11:11",
            "there are no records of kind `rhythm` yet",
        ),
        (
            "rule = \"stated\"\nresponsible = \"liuwan-offce\"",
            "error[unresolved-name]: there is no organisation `liuwan-offce`",
            "11:15",
            "did you mean `liuwan-office`?",
        ),
        (
            "rule = \"all-of\"\nledger = \"preparedness\"\nfigures = [\"guide\", \"stock\"]\nnumber = 3",
            "error[out-of-range]: `figures` lists 2, not so many",
            "13:10",
            "expected 2",
        ),
        (
            "rule = \"window-count\"\nnumber = 2\ndays = 7\nledger = \"case_series\"",
            "error[field-without-effect]: the rule `window-count` of the clause `c-1` does not use `ledger`",
            "10:8",
            "it uses number, days",
        ),
        (
            "rule = \"at-least\"\nledger = \"contact_count\"\nover = \"people\"\nnumber = 1",
            "error[missing-field]: the rule `at-least` of the clause `c-1` needs `figure`",
            "10:8",
            "add `figure = …`",
        ),
        ("rule = \"stated\"\nnumbr = 5", "error[unknown-field]: ", "11:1", "did you mean `number`?"),
        ("rule = \"stated\"\nnumber = \"five\"", "error[wrong-type]: ", "11:10", "number"),
    ];
    for (clause, title, place, help) in cases {
        let ran = with_clause(clause).run(&["check", "--lang", "en"]);
        assert_eq!((ran.code, named(&ran.stderr).len()), (1, 1), "{clause}\n{}", ran.stderr);
        for expected in [title, &format!("content/plans/clause.md:{place}\n"), help] {
            assert!(ran.stderr.contains(expected), "{clause}: {expected}\n{}", ran.stderr);
        }
    }
}

#[test]
fn a_rhythm_that_does_not_fit_is_a_finding_with_its_place() {
    let rhythm = "[[rhythm]]\nid = \"weekly-meeting\"\nname = \"例会\"\nname_en = \"Meeting\"\nplan = \"clause\"\n\
                  area = \"liuwan\"\nevery = \"week\"\nfrom = 2026-11-16\n";
    for number in ["0", "-1", "1.5"] {
        let clause =
            format!("rule = \"every-so-often\"\nrhythm = [\"weekly-meeting\"]\nevery = \"week\"\nnumber = {number}");
        let ran = with_clause(&clause).with("data/rhythms.toml", rhythm).run(&["check", "--lang", "en"]);
        assert_eq!((ran.code, named(&ran.stderr)), (1, vec!["out-of-range"]), "{}", ran.stderr);
        assert!(ran.stderr.contains("content/plans/clause.md:13:10\n"), "{}", ran.stderr);
    }
}

#[test]
fn two_clauses_of_a_plan_do_not_share_an_id() {
    let twice = "rule = \"stated\"\ntext = \"一\"\n\n[[clause]]\nid = \"c-1\"\nrule = \"stated\"";
    let ran = with_clause(twice).run(&["check", "--lang", "en"]);
    assert_eq!((ran.code, named(&ran.stderr)), (1, vec!["duplicate-id"]), "{}", ran.stderr);
    assert!(ran.stderr.contains("content/plans/clause.md:14:6\n"), "{}", ran.stderr);
}

/// Every file of a site that was built, with its bytes.
fn written(ran: &Ran) -> BTreeMap<PathBuf, Vec<u8>> {
    files(&ran.out()).into_iter().map(|path| (path.clone(), fs::read(ran.out().join(&path)).unwrap())).collect()
}

#[test]
fn the_order_and_the_names_of_files_change_nothing() {
    for rule in [ClauseRule::AtMost, ClauseRule::ShareOf, ClauseRule::StaffedWith, ClauseRule::WindowCount] {
        let whole = fixture(rule, "broken");
        let records = fs::read_to_string(whole.folder().join("data/records.toml")).unwrap();
        let mut parts: Vec<String> = records
            .split("\n\n[[")
            .map(|part| part.trim_matches(['\n', '[']))
            .map(|part| format!("[[{part}\n"))
            .collect();
        parts.reverse();
        let split = parts.iter().enumerate().fold(fixture(rule, "broken"), |program, (at, part)| {
            program.with(&format!("data/{}-part.toml", (b'a' + u8::try_from(at).unwrap()) as char), part)
        });
        fs::remove_file(split.folder().join("data/records.toml")).unwrap();
        let [whole, split] = [whole, split].map(|program| program.run(&["build", "--lang", "en"]));
        assert_eq!((whole.code, split.code), (0, 0), "{}{}", whole.stderr, split.stderr);
        assert_eq!(named(&whole.stderr), named(&split.stderr), "{}", rule.word());
        let (whole, split) = (written(&whole), written(&split));
        let differing: Vec<&PathBuf> = whole.keys().filter(|path| whole.get(*path) != split.get(*path)).collect();
        assert!(whole.len() == split.len() && differing.is_empty(), "{}: {differing:?}", rule.word());
    }
}

/// The tiny community with two plans, of which each says how far apart people queue; `more` is added to the second.
fn two_plans(numbers: [&str; 2], more: &str) -> Program {
    let plan = |number: usize, metres: &str, more: &str| {
        format!(
            "+++\ntitle = \"方案{number}\"\nnumber = {number}\nkind = \"guidance\"\nissuing_body = \"city-commission\"\n\
             date = 2026-01-20\n{more}\n[[clause]]\nid = \"distance\"\nrule = \"stated\"\ntext = \"相距{metres}米。\"\n\
             text_en = \"{metres} m apart.\"\nnumber = {metres}\nbound = \"at-least\"\nunit = \"米\"\nunit_en = \"m\"\n\
             topic = \"distance\"\n+++\n\n正文{number}。\n"
        )
    };
    let twin = |number: usize| format!("+++\ntitle = \"Plan {number}\"\n+++\n\nText {number}.\n");
    Program::on(TINY)
        .with("content/plans/first.md", plan(2, numbers[0], ""))
        .with("content/plans/first.en.md", twin(2))
        .with("content/plans/second.md", plan(3, numbers[1], more))
        .with("content/plans/second.en.md", twin(3))
}

#[test]
fn of_two_plans_in_force_that_differ_both_pages_show_the_stricter() {
    let ran = two_plans(["1", "1.5"], "").run(&["build", "--lang", "en"]);
    assert_eq!((ran.code, named(&ran.stderr)), (0, vec![PLANS_CONTRADICT.name]), "{}", ran.stderr);
    assert!(ran.stderr.contains("content/plans/first.md:13:10\n"), "the one that yields is pointed at\n{}", ran.stderr);
    let conflict = |folder, plan| shown(&ran, folder, plan, "distance").conflict.unwrap();
    assert_eq!(conflict("en/", "first"), "Differs from Plan 3, whose stricter clause applies: 1.5 m apart.");
    assert_eq!(conflict("en/", "second"), "Differs from Plan 2; this clause is the stricter and applies.");
    for plan in ["first", "second"] {
        assert_ne!(conflict("", plan), conflict("en/", plan), "in Chinese too");
    }
    assert!(conflict("", "first").contains("相距1.5米。"));
}

#[test]
fn plans_that_say_the_same_or_are_not_in_force_contradict_nobody() {
    let cases = [
        (["1.5", "1.5"], "", "the same number"),
        (["1.5", "1.50"], "", "the same number, written otherwise"),
        (["1", "1.5"], "valid_until = 2026-11-19\n", "it ended yesterday"),
        (["1", "1.5"], "valid_from = 2026-11-21\n", "it begins tomorrow"),
    ];
    for (numbers, more, why) in cases {
        let ran = two_plans(numbers, more).run(&["build", "--lang", "en"]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{why}");
        assert_eq!(shown(&ran, "en/", "first", "distance").conflict, None, "{why}");
    }
    for more in ["valid_until = 2026-11-20\n", "valid_from = 2026-11-20\n"] {
        let ran = two_plans(["1", "1.5"], more).run(&["check", "--lang", "en"]);
        assert_eq!(named(&ran.stderr), [PLANS_CONTRADICT.name], "{more} is in force today");
    }
}

/// The tiny community with a plan whose clauses look at people under observation from every side, and their counts; `few`
/// stands wherever fewer than five are counted.
fn observed(few: u32) -> Program {
    let clauses = [
        "rule = \"at-most\"\nledger = \"contact_count\"\nfigure = \"people\"\nnumber = 500",
        "rule = \"at-most\"\nledger = \"contact_count\"\nfigure = \"people\"\nper = \"area\"\nnumber = 500",
        "rule = \"at-most\"\nledger = \"contact_count\"\nfigure = \"people\"\nper = \"district\"\nnumber = 500",
        "rule = \"at-most\"\nledger = \"contact_count\"\nfigure = \"people\"\nper = \"all\"\nnumber = 500",
        "rule = \"between\"\nledger = \"contact_count\"\nfigure = \"rooms\"\nper = \"class\"\nfrom = 0\nuntil = 500",
        "rule = \"at-least\"\nledger = \"contact_count\"\nfigure = \"watchers\"\nover = \"people\"\nnumber = 0.001",
        "rule = \"share-of\"\nledger = \"contact_count\"\nfigure = \"released_with_steps\"\nover = \"released\"\nnumber = 1",
        "rule = \"share-of\"\nledger = \"contact_count\"\nfigure = \"released\"\nover = \"people\"\nper = \"record\"\nnumber = 0",
        "rule = \"more-than-triggers\"\nledger = \"contact_count\"\nfigure = \"people\"\nnumber = 500\nthen = \"rooms\"",
        "rule = \"staffed-with\"\nledger = \"contact_count\"\nfigures = [\"people\", \"watchers\"]\nnumber = 1",
        "rule = \"all-of\"\nledger = \"contact_count\"\nfigures = [\"people\", \"rooms\"]",
        "rule = \"at-least\"\nledger = \"contact_count\"\nfigure = \"released\"\nnumber = 0",
        "rule = \"more-than-triggers\"\nledger = \"contact_count\"\nfigure = \"released\"\nnumber = 500\nthen = \"rooms\"",
    ];
    let clauses: Vec<String> = clauses
        .iter()
        .enumerate()
        .map(|(at, clause)| format!("[[clause]]\nid = \"c-{at}\"\ntext = \"条款\"\ntext_en = \"Clause\"\n{clause}\n"))
        .collect();
    let count = |id: &str, area: &str, class: &str, people: u32| {
        format!(
            "[[contact_count]]\nid = \"{id}\"\narea = \"{area}\"\ndate = 2026-11-10\nclass = \"{class}\"\n\
             observed = \"home\"\npeople = {people}\nwatchers = {people}\nrooms = {people}\nchecks_per_day = 2\n\
             days = 14\nreleased = {people}\nreleased_with_steps = {people}\n\n"
        )
    };
    let mixed = "[[contact_count]]\nid = \"mixed\"\narea = \"xiwan\"\ndate = 2026-11-11\nclass = \"general\"\n\
                 observed = \"home\"\npeople = 8\nwatchers = FEW\nrooms = 8\nchecks_per_day = 2\ndays = 14\nreleased = 8\n\
                 released_with_steps = FEW\n\n";
    let parts = "[[contact_count]]\nid = \"ID\"\narea = \"xiwan\"\ndate = 2026-11-12\nclass = \"CLASS\"\n\
                 observed = \"central\"\npeople = 20\nwatchers = 20\nrooms = 20\ndays = 14\nreleased = RELEASED\n\
                 released_with_steps = STEPS\n\n";
    let parts = |id: &str, class: &str, released: u32, steps: u32| {
        let written = parts.replace("ID", id).replace("CLASS", class);
        written.replace("RELEASED", &released.to_string()).replace("STEPS", &steps.to_string())
    };
    let counts = [
        parts("begun", "close", few, few),
        parts("nearly-over", "general", 20 - few, 20 - few),
        parts("nearly-all-steps", "overseas", 12, 12 - few),
        count("many", "dongwan", "close", 17),
        count("some", "dongwan", "general", few),
        count("alone", "xiwan", "secondary", few),
        mixed.replace("FEW", &few.to_string()),
    ];
    let plan = format!(
        "+++\ntitle = \"方案\"\nnumber = 2\nkind = \"emergency_plan\"\nissuing_body = \"city-commission\"\n\
         date = 2026-01-20\n{}+++\n\n正文。\n",
        clauses.concat()
    );
    Program::on(TINY)
        .with("content/plans/observed.md", plan)
        .with("content/plans/observed.en.md", "+++\ntitle = \"Plan\"\n+++\n\nText.\n")
        .with("data/contacts.toml", counts.concat())
}

#[test]
fn counts_of_one_to_four_people_make_no_byte_of_the_site_differ() {
    let sites: Vec<BTreeMap<PathBuf, Vec<u8>>> = (1..=4)
        .map(|few| {
            let ran = observed(few).run(&["build", "--lang", "en"]);
            assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{few}");
            written(&ran)
        })
        .collect();
    let page = |path: &str| String::from_utf8(sites[0][Path::new(path)].clone()).unwrap();
    assert!(page("en/ledgers/contact-count.html").contains("fewer than 5"), "they are shown");
    assert!(page("en/ledgers/contact-count.html").contains(">17<"), "and larger ones as they are");
    for (few, site) in (1..).zip(&sites) {
        let differing: Vec<&PathBuf> = site.keys().filter(|path| site.get(*path) != sites[0].get(*path)).collect();
        assert!(site.len() == sites[0].len() && differing.is_empty(), "{few} people and 1 person: {differing:?}");
    }
    let five = written(&observed(5).run(&["build", "--lang", "en"]));
    assert_ne!(five, sites[0], "five are shown");
}

#[test]
fn no_record_has_a_field_for_a_person_under_observation() {
    let count = "[[contact_count]]\nid = \"c\"\narea = \"dongwan\"\ndate = 2026-11-10\nclass = \"close\"\n\
                 observed = \"home\"\npeople = 12\ndays = 14\n";
    let allowed = Program::on(TINY).with("data/contacts.toml", count).run(&["check", "--lang", "en"]);
    assert_eq!((allowed.code, allowed.stderr.as_str()), (0, ""));
    for field in
        ["name", "name_en", "name_of_person", "person", "phone", "address", "id_number", "age", "vehicle", "note"]
    {
        let told = format!("{count}{field} = \"×××\"\n");
        let ran = Program::on(TINY).with("data/contacts.toml", told).run(&["check", "--lang", "en"]);
        assert_eq!((ran.code, named(&ran.stderr)), (1, vec!["unknown-field"]), "{field}: {}", ran.stderr);
        assert!(ran.stderr.contains("data/contacts.toml:9:1\n"), "{field}: {}", ran.stderr);
    }
}

#[test]
fn no_ledger_about_cases_and_contacts_has_a_column_for_a_person() {
    let kinds = gongshi::community::register::kinds();
    for word in ["contact_count", "case_series", "cluster", "level_order", "response", "shift"] {
        let kind = kinds.iter().find(|kind| kind.word == word).unwrap();
        let mut fields: Vec<_> = kind.fields.iter().collect();
        while let Some(field) = fields.pop() {
            fields.extend(field.fields());
            for of_a_person in
                ["person", "address", "surname", "patient", "contact_name", "id_number", "mobile", "home"]
            {
                assert!(!field.name.contains(of_a_person), "{word}.{}", field.name);
            }
        }
    }
}
