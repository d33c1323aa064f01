//! What we tell people about their files.
//!
//! A finding is a value: it is collected, sorted and shown together with all the others of the run, never thrown. Only
//! "I could not do my work" is an error, and that is no finding.

pub mod rules;

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::finding::rules::Rule;
use crate::language::{Language, Said};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site is not built.
    Error,
    /// The site is built; somebody should look.
    Warning,
}

/// The number of a file in the order in which it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A stretch of bytes in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The bytes in it.
    pub span: Range<usize>,
}

impl Ord for Place {
    fn cmp(&self, other: &Place) -> Ordering {
        let key = |place: &Place| (place.file, place.span.start, place.span.end);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Place) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Something that somebody should mend or look at.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that is not kept.
    pub rule: &'static Rule,
    /// Where; `None` for what concerns no single file.
    pub place: Option<Place>,
    /// What is the matter.
    pub message: Said,
    /// What was expected there, said right under the carets.
    pub expected: Option<Said>,
    /// How to mend it.
    pub help: Option<Said>,
    /// Other places that matter, each with what it is.
    pub related: Vec<(Place, Said)>,
}

impl Finding {
    /// A finding of `rule` at `place`.
    pub fn new(rule: &'static Rule, place: impl Into<Option<Place>>, message: Said) -> Finding {
        Finding { rule, place: place.into(), message, expected: None, help: None, related: Vec::new() }
    }

    /// With what was expected there.
    pub fn expected(mut self, expected: Said) -> Finding {
        self.expected = Some(expected);
        self
    }

    /// With how to mend it.
    pub fn help(mut self, help: impl Into<Option<Said>>) -> Finding {
        self.help = help.into().or(self.help);
        self
    }

    /// The file it is about.
    fn file(&self) -> Option<FileId> {
        self.place.as_ref().map(|place| place.file)
    }

    /// Whether it says that a file cannot be read.
    fn is_of_unreadable(&self) -> bool {
        let rules = [&rules::NOT_UTF8, &rules::TOML_SYNTAX];
        rules.iter().any(|rule| rule.name == self.rule.name)
    }

    /// With one place more.
    pub fn related(mut self, place: Place, what: Said) -> Finding {
        self.related.push((place, what));
        self
    }
}

/// What a stage has found so far.
#[derive(Clone, Debug, Default)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    /// Adds all of `others`.
    pub fn append(&mut self, others: Findings) {
        self.0.extend(others.0);
    }

    /// Those found, in order of place, with exact repetitions left out.
    pub fn sorted(mut self) -> Vec<Finding> {
        let key = |finding: &Finding| (finding.place.clone(), finding.rule.name);
        self.0.sort_by(|left, right| {
            key(left)
                .cmp(&key(right))
                .then_with(|| left.message.text(Language::English).cmp(right.message.text(Language::English)))
        });
        self.0.dedup_by(|left, right| {
            left.rule.name == right.rule.name && left.place == right.place && left.message == right.message
        });
        self.0
    }

    /// Whether one of them keeps the site from being built.
    pub fn any_error(&self) -> bool {
        self.0.iter().any(|finding| finding.rule.severity == Severity::Error)
    }

    /// The files in which `rule` is not kept.
    pub fn files(&self, rule: &Rule) -> BTreeSet<FileId> {
        let broken = self.0.iter().filter(|finding| finding.rule.name == rule.name);
        broken.filter_map(|finding| Some(finding.place.as_ref()?.file)).collect()
    }

    /// Whether a file could not be read, so that what it holds is not known.
    pub fn any_unreadable(&self) -> bool {
        self.0.iter().any(|finding| finding.is_of_unreadable())
    }

    /// Without what is said about the content of files that cannot be read: it may be the reading that is wrong.
    pub fn without_guesses(&mut self) {
        let unreadable: BTreeSet<FileId> =
            self.0.iter().filter(|finding| finding.is_of_unreadable()).filter_map(Finding::file).collect();
        self.0.retain(|finding| {
            finding.is_of_unreadable() || finding.file().is_none_or(|file| !unreadable.contains(&file))
        });
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Extend<Finding> for Findings {
    fn extend<I: IntoIterator<Item = Finding>>(&mut self, findings: I) {
        self.0.extend(findings);
    }
}

/// "Did you mean": the one of `known` that is near enough to `written`, as help.
pub fn suggestion<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<Said> {
    let near = nearest(written, known)?;
    Some(Said::both(format!("是否想写 `{near}`？"), format!("did you mean `{near}`?")))
}

/// The one of `known` that `written` is most likely a slip for, when a letter or a third of them would have to change.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = written.chars().count();
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(written, name), name))
        .filter(|(distance, name)| *distance <= (length.min(name.chars().count()) / 3).max(1))
        .min()
        .map(|(_, name)| name)
}

/// "Expected one of": the names that could stand in a place.
pub fn expected_one_of<'a>(names: impl IntoIterator<Item = &'a str>) -> Said {
    let accepted = listing(names);
    Said::both(format!("应为其中之一：{}", accepted.replace(", ", "、")), format!("expected one of {accepted}"))
}

/// A list of names for a message: `a`, `b`, `c`; cut after twelve.
pub fn listing<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    let mut text = names.iter().take(12).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if names.len() > 12 {
        text.push_str(", …");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_name_is_suggested_and_a_far_one_is_not() {
        assert_eq!(nearest("scroe", ["score", "store"]), Some("score"));
        assert_eq!(nearest("neighborhood", ["neighbourhood", "team"]), Some("neighbourhood"));
        assert_eq!(nearest("x", ["team", "area"]), None);
        assert_eq!(nearest("note", ["date", "name"]), None);
    }
}
