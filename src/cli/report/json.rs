//! Findings as one JSON object, for scripts. Its `version` grows when a member is taken away or changes its meaning; new
//! members may come at any time.

use serde::Serialize;

use crate::cli::report::{Located, Report, Spot};
use crate::finding::Severity;
use crate::language::Language;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    /// The program and its version.
    program: &'static str,
    /// The folder of the site, as it was named.
    site: String,
    /// The language of the messages.
    language: &'static str,
    errors: usize,
    warnings: usize,
    /// `null` when nothing was built.
    built: Option<Site>,
    findings: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Site {
    folder: String,
    pages: usize,
    files: usize,
    bytes: u64,
}

#[derive(Serialize)]
struct Entry<'a> {
    rule: &'static str,
    severity: &'static str,
    message: &'a str,
    expected: Option<&'a str>,
    help: Option<&'a str>,
    /// `null` for what concerns no single file.
    place: Option<Stretch<'a>>,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    place: Stretch<'a>,
}

/// Lines and columns count from 1, columns in characters; the end is the position after the last character.
#[derive(Serialize)]
struct Stretch<'a> {
    /// Below the folder of the site, with `/`.
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    /// The line that it begins in.
    excerpt: &'a str,
}

/// The whole report.
pub fn render(report: &Report<'_>) -> String {
    let document = Document {
        version: 1,
        program: concat!("gongshi ", env!("CARGO_PKG_VERSION")),
        site: report.site.display().to_string(),
        language: report.language.tag(),
        errors: report.counts.errors,
        warnings: report.counts.warnings,
        built: report.built.map(|(folder, built)| Site {
            folder: folder.display().to_string(),
            pages: built.pages,
            files: built.files,
            bytes: built.bytes,
        }),
        findings: report.findings.iter().map(|located| entry(located, report.language)).collect(),
    };
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn entry<'a>(located: &'a Located<'_>, language: Language) -> Entry<'a> {
    let finding = located.finding;
    Entry {
        rule: finding.rule.name,
        severity: match finding.rule.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: finding.message.text(language),
        expected: finding.expected.as_ref().map(|said| said.text(language)),
        help: finding.help.as_ref().map(|said| said.text(language)),
        place: located.spot.as_ref().map(stretch),
        related: located
            .related
            .iter()
            .map(|(spot, said)| Related { message: said.text(language), place: stretch(spot) })
            .collect(),
    }
}

fn stretch<'a>(spot: &Spot<'a>) -> Stretch<'a> {
    Stretch {
        file: spot.path,
        line: spot.begin.line,
        column: spot.begin.column,
        end_line: spot.end.line,
        end_column: spot.end.column,
        excerpt: spot.excerpt,
    }
}
