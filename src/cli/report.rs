//! How findings look in a terminal: rule, file:line:column, the source line with carets, what was expected, help.

use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use unicode_width::UnicodeWidthStr;

use crate::finding::{FileId, Finding, Place, Severity};
use crate::language::Language;
use crate::load::Source;

/// How many findings of each severity there were.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
}

/// Writes every finding to standard error and counts them.
pub fn show(findings: &[Finding], source: Option<&Source>, language: Language) -> Counts {
    let mut counts = Counts::default();
    let mut lines = Lines::default();
    let stderr = io::stderr();
    let styled = stderr.is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let mut out = stderr.lock();
    for finding in findings {
        match finding.rule.severity {
            Severity::Error => counts.errors += 1,
            Severity::Warning => counts.warnings += 1,
        }
        let text = render(finding, source, &mut lines, language, &renderer);
        // Nobody is left to tell when standard error is closed.
        let _ = writeln!(out, "{text}\n");
    }
    counts
}

fn render(
    finding: &Finding,
    source: Option<&Source>,
    lines: &mut Lines,
    language: Language,
    renderer: &Renderer,
) -> String {
    let level = match finding.rule.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = finding.message.text(language);
    let expected = finding.expected.as_ref().map(|said| said.text(language)).unwrap_or_default();
    let primary = finding.place.as_ref().and_then(|place| Excerpt::of(place, source, lines));
    let related = finding.related.iter();
    let related: Vec<_> =
        related.filter_map(|(place, said)| Some((Excerpt::of(place, source, lines)?, said.text(language)))).collect();
    let mut group = Group::with_title(level.clone().primary_title(message).id(finding.rule.name));
    if let Some(excerpt) = &primary {
        group = group.element(excerpt.snippet(AnnotationKind::Primary, expected));
    }
    for (excerpt, said) in &related {
        group = group.element(excerpt.snippet(AnnotationKind::Context, said));
    }
    let mut report = vec![group];
    if primary.is_none() && !expected.is_empty() {
        report.push(Group::with_title(Level::NOTE.secondary_title(expected)));
    }
    if let Some(help) = &finding.help {
        report.push(Group::with_title(Level::HELP.secondary_title(help.text(language))));
    }
    renderer.render(&report)
}

/// Where the lines of each file begin, found out once however many findings the file has.
#[derive(Default)]
struct Lines(HashMap<FileId, Vec<usize>>);

impl Lines {
    /// The number of the line that begins at byte `start`, from 1.
    fn number(&mut self, file: FileId, text: &str, start: usize) -> usize {
        let ends = self.0.entry(file).or_insert_with(|| text.match_indices('\n').map(|(at, _)| at).collect());
        ends.partition_point(|end| *end < start) + 1
    }
}

/// The lines of a file that a finding shows.
struct Excerpt<'s> {
    path: &'s str,
    text: &'s str,
    first_line: usize,
    span: Range<usize>,
}

impl<'s> Excerpt<'s> {
    fn of(place: &Place, source: Option<&'s Source>, lines: &mut Lines) -> Option<Excerpt<'s>> {
        let file = source?.file(place.file)?;
        let text = file.text.as_str();
        let floor = |at: usize| (0..=at.min(text.len())).rev().find(|index| text.is_char_boundary(*index)).unwrap_or(0);
        let (start, end) = (floor(place.span.start), floor(place.span.end.max(place.span.start)));
        let line_start = text[..start].rfind('\n').map_or(0, |index| index + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |index| start + index);
        Some(Excerpt {
            path: &file.path,
            text: &text[line_start..line_end],
            first_line: lines.number(place.file, text, line_start),
            // A table spans many lines; its first one tells which it is.
            span: start - line_start..end.min(line_end).max(start) - line_start,
        })
    }

    fn snippet(&self, kind: AnnotationKind, label: &'s str) -> Snippet<'s, annotate_snippets::Annotation<'s>> {
        let annotation = kind.span(self.span.clone());
        let annotation = if label.is_empty() { annotation } else { annotation.label(label) };
        Snippet::source(self.text).line_start(self.first_line).path(self.path).annotation(annotation)
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
