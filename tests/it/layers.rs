//! The house rules that text can hold: a module uses only modules declared above it, no globs, no `super`, no clock.

use std::fs;
use std::path::{Path, PathBuf};

use crate::program::root;

fn sources() -> Vec<(PathBuf, String)> {
    let files = walkdir::WalkDir::new(root().join("src")).sort_by_file_name();
    files
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"))
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned();
            (entry.path().strip_prefix(root().join("src")).unwrap().to_owned(), code)
        })
        .collect()
}

/// The modules that a file declares, in order.
fn declared(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(root().join("src").join(file)).unwrap();
    let line =
        |line: &str| Some(line.strip_prefix("pub mod ").or(line.strip_prefix("mod "))?.strip_suffix(';')?.to_owned());
    text.lines().filter_map(line).collect()
}

/// The modules that `code` names below `prefix`: `exact` in `crate::exact::Exact` for `crate::`.
fn named<'a>(code: &'a str, prefix: &'a str) -> impl Iterator<Item = &'a str> {
    code.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(move |line| {
        line.match_indices(prefix).map(move |(at, _)| {
            let rest = &line[at + prefix.len()..];
            rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
        })
    })
}

fn check_order(order: &[String], of: impl Fn(&Path) -> Option<String>, prefix: &str, faults: &mut Vec<String>) {
    let at = |name: &str| order.iter().position(|module| module == name);
    for (path, code) in sources() {
        let Some(own) = of(&path) else { continue };
        for used in named(&code, prefix) {
            if let (Some(own_at), Some(used_at)) = (at(&own), at(used))
                && used_at > own_at
            {
                faults.push(format!("{} uses {prefix}{used}, which is declared below {own}", path.display()));
            }
        }
    }
}

#[test]
fn a_module_uses_only_modules_declared_above_it() {
    let mut faults = Vec::new();
    let first = |path: &Path| {
        let first = path.components().next()?.as_os_str().to_string_lossy().into_owned();
        Some(first.trim_end_matches(".rs").to_owned()).filter(|name| name != "lib" && name != "main")
    };
    check_order(&declared(Path::new("lib.rs")), first, "crate::", &mut faults);
    // Rooms of the vocabulary may name one another; the folders of the stages may not.
    for folder in ["chart", "check", "compose", "cli", "judge", "release"] {
        let within = |path: &Path| {
            let below = path.strip_prefix(folder).ok()?;
            let first = below.components().next()?.as_os_str().to_string_lossy().into_owned();
            Some(first.trim_end_matches(".rs").to_owned())
        };
        check_order(&declared(&Path::new(folder).join("mod.rs")), within, &format!("crate::{folder}::"), &mut faults);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_source_file_is_declared_and_begins_with_what_it_is() {
    for (path, code) in sources() {
        assert!(code.starts_with("//! "), "{} does not begin by saying what it is", path.display());
    }
}

#[test]
fn nothing_is_taken_by_glob_or_from_above_and_no_stage_asks_clock_or_environment() {
    for (path, code) in sources() {
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let place = path.display();
            assert!(!(line.contains("::*;") && line.contains("crate::")), "{place}: {line}");
            assert!(!line.contains("super::"), "{place}: {line}");
            if !path.starts_with("cli") && path != Path::new("main.rs") {
                for forbidden in
                    ["println!", "eprintln!", "std::env::", "Instant::now", "SystemTime::now", "Local::now", "Utc::now"]
                {
                    assert!(!line.contains(forbidden), "{place}: {line}");
                }
            }
        }
    }
}

#[test]
fn floats_stand_only_where_something_is_drawn_or_told_in_seconds() {
    for (path, code) in sources() {
        let drawn = path.starts_with("chart") || path.starts_with("cli");
        let measured = [
            "exact.rs",
            "privacy/contents/pdf.rs",
            "compose/voice.rs",
            "compose/home.rs",
            "compose/level.rs",
            "compose/results.rs",
            "compose/festival.rs",
        ];
        if !drawn && !measured.iter().any(|allowed| path == Path::new(allowed)) {
            let used = code.lines().find(|line| line.contains("f64") || line.contains("f32"));
            assert!(used.is_none(), "{}: {}", path.display(), used.unwrap_or_default());
        }
    }
}
