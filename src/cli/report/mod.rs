//! What was found, with lines and columns, in the form that was asked for: for people, or for tools.

mod github;
mod json;
mod sarif;
mod text;

use std::collections::HashMap;
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Component, Path};

use clap::ValueEnum;
use unicode_width::UnicodeWidthStr;

use crate::Built;
use crate::finding::{FileId, Finding, Place, Severity};
use crate::language::{Language, Said};
use crate::load::Source;

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Rendering {
    /// For people, to standard error
    Text,
    /// One object with everything, to standard output
    Json,
    /// SARIF 2.1.0 for code scanning, to standard output
    Sarif,
    /// Workflow commands of GitHub Actions, to standard output
    Github,
}

/// How many findings of each severity there were.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
}

impl Counts {
    /// Of these findings.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Counts {
        findings.into_iter().fold(Counts::default(), |counts, finding| match finding.rule.severity {
            Severity::Error => Counts { errors: counts.errors + 1, ..counts },
            Severity::Warning => Counts { warnings: counts.warnings + 1, ..counts },
        })
    }

    /// As the line at the end of a run says it: both numbers, or that there is nothing.
    pub fn told(self, language: Language) -> String {
        match (language, self.errors + self.warnings) {
            (Language::Chinese, 0) => "没有发现问题".into(),
            (Language::English, 0) => "no findings".into(),
            (Language::Chinese, _) => format!("错误 {}，警告 {}", self.errors, self.warnings),
            (Language::English, _) => {
                format!("{}, {}", plural(self.errors, "error"), plural(self.warnings, "warning"))
            }
        }
    }
}

/// A number of things in English.
pub fn plural(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// Everything that was found in one run.
pub struct Report<'a> {
    /// The folder of the site, as it was named.
    pub site: &'a Path,
    /// The language of messages.
    pub language: Language,
    /// The findings, in order of place.
    pub findings: Vec<Located<'a>>,
    /// How many there are.
    pub counts: Counts,
    /// The site that was built and the folder it stands in.
    pub built: Option<(&'a Path, Built)>,
}

/// A finding with its places as people and tools count them.
pub struct Located<'a> {
    /// The finding.
    pub finding: &'a Finding,
    /// Where; `None` for what concerns no single file.
    pub spot: Option<Spot<'a>>,
    /// Other places that matter, each with what it is.
    pub related: Vec<(Spot<'a>, &'a Said)>,
}

/// A stretch of a file.
pub struct Spot<'a> {
    /// The file, below the folder of the site, with `/`.
    pub path: &'a str,
    /// Where it begins.
    pub begin: Position,
    /// Where it ends: the position after its last character.
    pub end: Position,
    /// The line that it begins in.
    pub excerpt: &'a str,
    /// The bytes of that line that belong to it. A table spans many lines; its first one tells which it is.
    pub marked: Range<usize>,
}

/// A position in a text. Columns count characters (Unicode scalar values), not bytes and not terminal columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
}

impl<'a> Report<'a> {
    /// Of these findings in the files of `source`; nothing was built.
    pub fn new(findings: &'a [Finding], source: &'a Source, site: &'a Path, language: Language) -> Report<'a> {
        let mut lines = Lines::default();
        let located = |finding: &'a Finding| Located {
            finding,
            spot: finding.place.as_ref().and_then(|place| lines.spot(place, source)),
            related: finding
                .related
                .iter()
                .filter_map(|(place, said)| Some((lines.spot(place, source)?, said)))
                .collect(),
        };
        let counts = Counts::of(findings);
        Report { site, language, findings: findings.iter().map(located).collect(), counts, built: None }
    }

    /// Writes it out.
    pub fn write(&self, rendering: Rendering) {
        let text = match rendering {
            Rendering::Text => return text::write(self),
            Rendering::Json => json::render(self),
            Rendering::Sarif => sarif::render(self),
            Rendering::Github => github::render(self),
        };
        // A reader that has gone away is no fault of ours.
        let _ = io::stdout().write_all(text.as_bytes());
    }

    /// The folder of the site as seen from the current one, with `/` and one at its end: empty where they are the same.
    fn site_from_here(&self) -> String {
        let here = std::env::current_dir().unwrap_or_default();
        let below = self.site.strip_prefix(&here).unwrap_or(self.site);
        let mut path = String::new();
        for part in below.components() {
            match part {
                Component::CurDir => {}
                Component::RootDir => path.push('/'),
                other => {
                    path.push_str(&other.as_os_str().to_string_lossy());
                    path.push('/');
                }
            }
        }
        path
    }
}

impl Located<'_> {
    /// The message, what was expected and how to mend it, a line each.
    fn told(&self, language: Language) -> String {
        let more = [&self.finding.expected, &self.finding.help];
        let mut text = self.finding.message.text(language).to_owned();
        for said in more.into_iter().flatten() {
            text.push('\n');
            text.push_str(said.text(language));
        }
        text
    }
}

/// Where the lines of each file end, found out once however many findings the file has.
#[derive(Default)]
struct Lines(HashMap<FileId, Vec<usize>>);

impl Lines {
    fn spot<'a>(&mut self, place: &Place, source: &'a Source) -> Option<Spot<'a>> {
        let file = source.file(place.file)?;
        let text = file.text.as_str();
        let floor = |at: usize| (0..=at.min(text.len())).rev().find(|index| text.is_char_boundary(*index)).unwrap_or(0);
        let (start, end) = (floor(place.span.start), floor(place.span.end.max(place.span.start)));
        let line_start = text[..start].rfind('\n').map_or(0, |index| index + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |index| start + index);
        Some(Spot {
            path: &file.path,
            begin: self.position(place.file, text, start),
            end: self.position(place.file, text, end),
            excerpt: &text[line_start..line_end],
            marked: start - line_start..end.min(line_end).max(start) - line_start,
        })
    }

    /// The position of the byte `at`.
    fn position(&mut self, file: FileId, text: &str, at: usize) -> Position {
        let ends = self.0.entry(file).or_insert_with(|| text.match_indices('\n').map(|(at, _)| at).collect());
        let before = ends.partition_point(|end| *end < at);
        let start = before.checked_sub(1).and_then(|last| ends.get(last)).map_or(0, |end| end + 1);
        Position { line: before + 1, column: text[start..at].chars().count() + 1 }
    }
}

/// How many columns of a terminal a text takes.
pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// Text padded on the right to `width` columns of a terminal, where a Chinese character takes two.
pub fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(UnicodeWidthStr::width(text))))
}
