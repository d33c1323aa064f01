//! Readings of short texts, for the tests of the rules.

use std::ops::Range;

use crate::check::rules::lint::reading::Reading;
use crate::finding::{FileId, Finding};
use crate::language::Language;

/// The reading of a Chinese text that is a file of its own.
pub fn chinese(markdown: &str) -> Reading {
    Reading::new(FileId(0), 0, markdown, Language::Chinese)
}

/// The reading of an English one.
pub fn english(markdown: &str) -> Reading {
    Reading::new(FileId(0), 0, markdown, Language::English)
}

/// What stands in `markdown` where the findings are.
pub fn marked(markdown: &str, findings: Vec<Finding>) -> Vec<&str> {
    let mut places: Vec<Range<usize>> = findings.into_iter().map(|finding| finding.place.unwrap().span).collect();
    places.sort_by_key(|span| span.start);
    places.into_iter().map(|span| &markdown[span]).collect()
}
