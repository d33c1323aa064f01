//! The example community: it builds without a finding, the same every time, and its numbers are what it says they are.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use gongshi::exact::{Exact, Rounding};
use scraper::{ElementRef, Html, Selector};

use crate::program::Program;

/// Every file below `folder`, by path, with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

fn pages(folder: &Path) -> BTreeMap<String, Html> {
    let html = files(folder).into_iter().filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, bytes)| (path, Html::parse_document(std::str::from_utf8(&bytes).unwrap()))).collect()
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

/// The clauses that the example does not keep, on purpose, and the topics on which its plans differ.
const NOT_KEPT: [&str; 8] = ["n4-1", "n4-3", "n4-6", "n5-11", "n7-11", "n7-12", "n7-14", "n7-19"];
const DIFFERENT: [&str; 2] = ["distance", "wedding"];

#[test]
fn its_findings_are_the_clauses_not_kept_on_purpose_and_it_builds_twice_the_same() {
    let first = Program::on_example().run(&["build", "--lang", "en"]);
    assert_eq!(first.code, 0, "{}", first.stderr);
    let (mut clauses, mut topics) = (BTreeSet::new(), BTreeSet::new());
    let titles = first.stderr.lines().filter(|line| line.starts_with("warning[") || line.starts_with("error["));
    for title in titles {
        let named = title.split('`').nth(1).unwrap_or_default();
        match title {
            _ if title.starts_with("warning[clause-not-kept]") => clauses.insert(named),
            _ if title.starts_with("warning[plans-contradict]") => topics.insert(named),
            _ => panic!("{title}"),
        };
    }
    assert_eq!(clauses, BTreeSet::from(NOT_KEPT));
    assert_eq!(topics, BTreeSet::from(DIFFERENT));
    let second = Program::on_example().threads(1).run(&["build", "--lang", "zh-CN"]);
    assert_eq!(second.code, 0, "{}", second.stderr);
    let (first, second) = (files(&first.out()), files(&second.out()));
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (path, bytes) in &first {
        assert!(bytes == &second[path], "{path} differs between two builds");
    }
}

#[test]
fn it_has_what_an_example_needs() {
    let built = Program::on_example().run(&["build"]);
    let count = |folder: &str| {
        let folder = built.out().join(folder);
        let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
        let page = |entry: &fs::DirEntry| entry.path().is_file() && entry.file_name() != "index.html";
        entries.filter(page).count()
    };
    assert!(count("neighbourhoods") >= 240);
    assert!(count("plans") == 9);
    assert!(count("festivals") >= 6);
    assert!(count("notices") >= 20);
    let pages = pages(&built.out());
    let badge = |html: &Html| html.root_element().text().any(|text| text.contains("2026年市级示范小区"));
    let named = pages
        .iter()
        .filter(|(path, html)| path.starts_with("neighbourhoods/") && !path.ends_with("index.html") && badge(html));
    assert_eq!(named.count(), 100, "city-level demonstration neighbourhoods of the year");
    let banner = pages.values().all(|html| {
        html.root_element()
            .text()
            .any(|text| text.contains("虚构") || text.contains("invented") || text.contains("fictional"))
    });
    assert!(banner, "every page says that the example is invented");
}

#[test]
fn every_internal_link_and_anchor_resolves() {
    for built in [Program::on_example(), Program::on("tests/communities/wales-2019")] {
        let built = built.run(&["build"]);
        assert_eq!(built.code, 0, "{}", built.stderr);
        let broken = broken_links(&built.out());
        assert!(broken.is_empty(), "{} broken links, such as {:?}", broken.len(), &broken[..broken.len().min(10)]);
    }
}

fn broken_links(out: &Path) -> Vec<String> {
    let pages = pages(out);
    let id = selector("[id]");
    let ids: BTreeMap<&str, Vec<&str>> = pages
        .iter()
        .map(|(path, html)| (path.as_str(), html.select(&id).filter_map(|element| element.attr("id")).collect()))
        .collect();
    let mut broken = Vec::new();
    for (path, html) in &pages {
        for (css, attribute) in [("a[href], link[href]", "href"), ("img[src], script[src]", "src")] {
            for element in html.select(&selector(css)) {
                let target = element.attr(attribute).unwrap();
                if target.starts_with("http") || target.starts_with("mailto:") || target.starts_with("tel:") {
                    continue;
                }
                let (file, anchor) =
                    target.split_once('#').map_or((target, None), |(file, anchor)| (file, Some(anchor)));
                let wanted = if file.is_empty() { path.clone() } else { joined(path, file) };
                let there = out.join(&wanted).is_file();
                let anchored = anchor.is_none_or(|anchor| {
                    ids.get(wanted.as_str()).is_some_and(|ids| ids.contains(&decoded(anchor).as_str()))
                });
                if !there || !anchored {
                    broken.push(format!("{path} → {target}"));
                }
            }
        }
    }
    broken
}

fn joined(from: &str, to: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." => {}
            other => parts.push(other),
        }
    }
    parts.join("/")
}

fn decoded(anchor: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = anchor.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits: String =
                [rest.next().unwrap(), rest.next().unwrap()].iter().map(|digit| *digit as char).collect();
            bytes.push(u8::from_str_radix(&digits, 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn every_page_has_its_twin_and_says_its_language() {
    let built = Program::on_example().run(&["build"]);
    let pages = pages(&built.out());
    for (path, html) in &pages {
        let english = path.starts_with("en/");
        let lang = html.root_element().attr("lang");
        assert_eq!(lang, Some(if english { "en" } else { "zh-CN" }), "{path}");
        let twin = if english { path["en/".len()..].to_owned() } else { format!("en/{path}") };
        assert!(pages.contains_key(&twin), "{path} has no twin {twin}");
        let twins = selector("a[hreflang]");
        let links = html.select(&twins).filter_map(|link| link.attr("href")).map(|href| joined(path, href));
        assert!(links.collect::<Vec<_>>().contains(&twin), "{path} does not link to its twin");
        assert_eq!(html.select(&selector("h1")).count(), 1, "{path} has one first heading");
    }
}

#[test]
fn printed_contributions_add_up_to_the_printed_sum_and_round_to_the_printed_total() {
    let built = Program::on_example().run(&["build"]);
    let mut workings = 0;
    for (path, html) in pages(&built.out()) {
        for working in html.select(&selector("table.working-table")) {
            let number = |element: ElementRef<'_>| {
                let text = text(element).replace('≈', "");
                Exact::parse(&text).unwrap_or_else(|| panic!("{path}: {text:?} is no number"))
            };
            let sum: Exact = working.select(&selector("td.contribution")).map(number).sum();
            let printed = number(working.select(&selector("tr.sum td")).next().unwrap());
            assert_eq!(sum, printed, "{path}: the contributions do not add up");
            let total = text(working.select(&selector("tr.rounding td")).next().unwrap());
            let digits = total.split_once('.').map_or(0, |(_, digits)| digits.len());
            assert_eq!(printed.rounded_text(u32::try_from(digits).unwrap(), Rounding::HalfUp), total, "{path}");
            workings += 1;
        }
    }
    assert!(workings > 1000, "only {workings} workings were looked at");
}

#[test]
fn a_judge_who_left_out_an_entry_is_named() {
    let path = "data/marks/zongzi-contest/dragon-boat-zongzi-2026/judges.toml";
    let text = fs::read_to_string(crate::program::root().join(path)).unwrap();
    let row = text.lines().rfind(|line| line.contains("\"entry-05\"")).unwrap();
    let at = text.rfind(row).unwrap();
    let without = format!("{}{}", &text[..at], &text[at + row.len() + 1..]);
    let checked = Program::on_example().with(path, without).run(&["check", "--lang", "en"]);
    assert_eq!(checked.code, 1);
    assert!(checked.stderr.contains("this sheet has no marks for `entry-05`"), "{}", checked.stderr);
}

#[test]
fn a_failed_build_leaves_the_site_that_stood() {
    let program = Program::on_example();
    let built = program.run(&["build"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let before = files(&built.out());
    let broken =
        built.program().with("data/broken.toml", "[[area]]\nid = \"nowhere\"\n").run(&["build", "--lang", "en"]);
    assert_eq!(broken.code, 1);
    assert!(broken.stderr.contains("stays as it was"), "{}", broken.stderr);
    assert!(before == files(&broken.out()));
}

#[test]
fn what_cannot_be_read_or_written_is_exit_code_two_with_the_path() {
    let nowhere = Program::empty().run(&["build", "--lang", "en"]);
    assert_eq!(nowhere.code, 2);
    assert!(nowhere.stderr.contains("data"), "{}", nowhere.stderr);
    let in_the_way = Program::on("tests/communities/tiny").with("public/thesis.txt", "ten years of work");
    let refused = in_the_way.run(&["build", "--lang", "en"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("public"), "{}", refused.stderr);
    assert_eq!(fs::read_to_string(refused.out().join("thesis.txt")).unwrap(), "ten years of work");
}

#[test]
fn the_site_can_be_built_as_it_stood_on_another_day() {
    let built = Program::on_example().run(&["build", "--as-of", "2026-09-01"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let home = fs::read_to_string(built.out().join("index.html")).unwrap();
    assert!(home.contains("2026年9月1日"));
    let later: PathBuf = built.out().join("notices/announcement-demonstration-2026.html");
    assert!(!later.exists(), "a notice of October is not public in September");
}
