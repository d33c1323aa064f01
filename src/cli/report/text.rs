//! Findings for people: by file, each with rule, file:line:column, the source line with carets, what was expected, help.

use std::io::{self, IsTerminal, Write};

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use crate::cli::report::{Counts, Located, Report, Spot, plural};
use crate::finding::Severity;
use crate::language::Language;

/// Writes every finding to standard error; where they lie in more than one file, those of each below a line that counts
/// them.
pub fn write(report: &Report<'_>) {
    let stderr = io::stderr();
    let styled = stderr.is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let mut out = stderr.lock();
    let groups: Vec<&[Located<'_>]> = report.findings.chunk_by(|left, right| path(left) == path(right)).collect();
    for group in &groups {
        if groups.len() > 1 {
            // Nobody is left to tell when standard error is closed.
            let _ = writeln!(out, "{}\n", heading(group, report.language));
        }
        for located in *group {
            let _ = writeln!(out, "{}\n", render(located, report.language, &renderer));
        }
    }
}

/// The file that a finding is about.
fn path<'a>(located: &Located<'a>) -> Option<&'a str> {
    located.spot.as_ref().map(|spot| spot.path)
}

/// The file and how many findings it has: `data/teams.toml: 2 errors, 1 warning`.
fn heading(group: &[Located<'_>], language: Language) -> String {
    let Counts { errors, warnings } = Counts::of(group.iter().map(|located| located.finding));
    let counted = |number: usize, zh: &str, en: &str| {
        (number > 0).then(|| match language {
            Language::Chinese => format!("{zh} {number}"),
            Language::English => plural(number, en),
        })
    };
    let counts = [counted(errors, "错误", "error"), counted(warnings, "警告", "warning")];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    let path = group.first().and_then(path);
    match language {
        Language::Chinese => format!("{}：{}", path.unwrap_or("整个站点"), counts.join("，")),
        Language::English => format!("{}: {}", path.unwrap_or("the site as a whole"), counts.join(", ")),
    }
}

fn render(located: &Located<'_>, language: Language, renderer: &Renderer) -> String {
    let finding = located.finding;
    let level = match finding.rule.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = finding.message.text(language);
    let expected = finding.expected.as_ref().map(|said| said.text(language)).unwrap_or_default();
    let mut group = Group::with_title(level.primary_title(message).id(finding.rule.name));
    if let Some(spot) = &located.spot {
        group = group.element(snippet(spot, AnnotationKind::Primary, expected));
    }
    for (spot, said) in &located.related {
        group = group.element(snippet(spot, AnnotationKind::Context, said.text(language)));
    }
    let mut report = vec![group];
    if located.spot.is_none() && !expected.is_empty() {
        report.push(Group::with_title(Level::NOTE.secondary_title(expected)));
    }
    if let Some(help) = &finding.help {
        report.push(Group::with_title(Level::HELP.secondary_title(help.text(language))));
    }
    renderer.render(&report)
}

fn snippet<'s>(spot: &Spot<'s>, kind: AnnotationKind, label: &'s str) -> Snippet<'s, Annotation<'s>> {
    let annotation = kind.span(spot.marked.clone());
    let annotation = if label.is_empty() { annotation } else { annotation.label(label) };
    Snippet::source(spot.excerpt).line_start(spot.begin.line).path(spot.path).annotation(annotation)
}
