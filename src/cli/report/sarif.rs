//! Findings as SARIF 2.1.0 (OASIS), the form that code scanning takes.

use std::borrow::Cow;

use serde::Serialize;

use crate::cli::report::{Located, Report, Spot};
use crate::finding::Severity;
use crate::finding::rules::{self, Rule};
use crate::language::Language;

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    language: &'static str,
    column_kind: &'static str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    semantic_version: &'static str,
    language: &'static str,
    rules: Vec<Descriptor<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'a> {
    id: &'static str,
    short_description: Message<'a>,
    full_description: Message<'a>,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
}

#[derive(Serialize)]
struct Message<'a> {
    text: Cow<'a, str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation<'a> {
    artifact_location: Artifact,
    region: Region,
    /// The line around it, where it is in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    context_region: Option<Context<'a>>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

/// Lines and columns count from 1; the end column is the one after the last character.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Context<'a> {
    start_line: usize,
    snippet: Message<'a>,
}

/// The whole report. Files are named from the current folder, where that is that of the repository.
pub fn render(report: &Report<'_>) -> String {
    let language = report.language;
    let site = report.site_from_here();
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "gongshi",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    language: language.tag(),
                    rules: rules::ALL.iter().map(|rule| descriptor(rule, language)).collect(),
                },
            },
            language: language.tag(),
            column_kind: "unicodeCodePoints",
            results: report.findings.iter().map(|located| outcome(located, &site, language)).collect(),
        }],
    };
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn level(rule: &Rule) -> &'static str {
    match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn message<'a>(text: impl Into<Cow<'a, str>>) -> Message<'a> {
    Message { text: text.into() }
}

fn descriptor(rule: &'static Rule, language: Language) -> Descriptor<'static> {
    let own = |texts: [&'static str; 2]| match language {
        Language::Chinese => texts[0],
        Language::English => texts[1],
    };
    let [broken, mended] = [own(["有问题：", "Broken:"]), own(["改正后：", "Mended:"])];
    let basis = match own(rule.basis) {
        "" => String::new(),
        basis => format!("\n\n{} {basis}", own(["依据：", "Basis:"])),
    };
    Descriptor {
        id: rule.name,
        short_description: message(own(rule.what)),
        full_description: message(format!("{}\n{}{basis}", own(rule.what), own(rule.why))),
        help: Help {
            text: format!("{broken}\n{}\n\n{mended}\n{}", rule.broken, rule.mended),
            markdown: format!("{broken}\n\n```toml\n{}\n```\n\n{mended}\n\n```toml\n{}\n```", rule.broken, rule.mended),
        },
        default_configuration: Configuration { level: level(rule) },
    }
}

fn outcome<'a>(located: &'a Located<'_>, site: &str, language: Language) -> Outcome<'a> {
    let rule = located.finding.rule;
    let related = located.related.iter().enumerate();
    Outcome {
        rule_id: rule.name,
        rule_index: rules::ALL.iter().position(|other| other.name == rule.name).unwrap_or_default(),
        level: level(rule),
        message: message(located.told(language)),
        locations: located.spot.iter().map(|spot| location(spot, site)).collect(),
        related_locations: related
            .map(|(index, (spot, said))| Location {
                id: Some(index + 1),
                message: Some(message(said.text(language))),
                ..location(spot, site)
            })
            .collect(),
    }
}

fn location<'a>(spot: &Spot<'a>, site: &str) -> Location<'a> {
    Location {
        id: None,
        physical_location: PhysicalLocation {
            artifact_location: Artifact { uri: uri(&format!("{site}{}", spot.path)) },
            region: Region {
                start_line: spot.begin.line,
                start_column: spot.begin.column,
                end_line: spot.end.line,
                end_column: spot.end.column,
            },
            context_region: (spot.begin.line == spot.end.line)
                .then(|| Context { start_line: spot.begin.line, snippet: message(spot.excerpt) }),
        },
        message: None,
    }
}

/// A path as a reference (RFC 3986): relative, or with the scheme of files where it begins at the root.
fn uri(path: &str) -> String {
    let mut text = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => text.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => text.push(char::from(byte)),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_reference_that_any_reader_resolves() {
        assert_eq!(uri("data/小区.toml"), "data/%E5%B0%8F%E5%8C%BA.toml");
        assert_eq!(uri("a b/c#d.md"), "a%20b/c%23d.md");
        assert_eq!(uri("/srv/site/data/x.toml"), "file:///srv/site/data/x.toml");
    }
}
