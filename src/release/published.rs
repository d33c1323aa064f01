//! The numbers of a public edition, kept beside its pages, and what has changed since the last one.
//!
//! A number that was public and is another now needs a correction on record, or the site is not built.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::assess::{Assessment, Ranking, Standing};
use crate::community::marks::Subject;
use crate::community::redress::Correction;
use crate::community::register::Community;
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place};
use crate::language::Said;
use crate::release::{HeldBack, is_among};

/// The name of the file in a public edition.
pub const FILE: &str = "results.json";

/// The version of its shape.
const VERSION: u32 = 1;

/// Every result of a public edition, as it is printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The version of this shape: 1.
    pub version: u32,
    /// The day that the edition was built for.
    pub as_of: NaiveDate,
    /// The results, in order of scheme, period, group and place.
    pub results: Vec<PublishedResult>,
}

/// One result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedResult {
    /// The id of the scheme.
    pub scheme: String,
    /// The period as score sheets write it.
    pub period: String,
    /// The id of the subject.
    pub subject: String,
    /// The result as it is printed.
    pub total: String,
    /// The place in its group.
    pub place: usize,
    /// The id of the band.
    pub band: Option<String>,
}

/// A result that is not what it was in the last public edition.
#[derive(Clone, Debug)]
pub struct Changed {
    /// What it was.
    pub before: PublishedResult,
    /// What it is; `None` when it is gone.
    pub now: Option<PublishedResult>,
    /// Whether a correction on record accounts for it.
    pub is_corrected: bool,
    /// Where the marks are written.
    place: Option<Place>,
}

/// The numbers that a public edition prints.
pub fn published(community: &Community, assessment: &Assessment, held: &[HeldBack], as_of: NaiveDate) -> Published {
    let shown = assessment.rankings.iter().filter(|ranking| !is_among(held, ranking.scheme, &ranking.period));
    let results =
        shown.flat_map(|ranking| ranking.standings.iter().map(|standing| result(community, ranking, standing)));
    Published { version: VERSION, as_of, results: results.collect() }
}

fn result(community: &Community, ranking: &Ranking, standing: &Standing) -> PublishedResult {
    let scheme = &community.schemes[ranking.scheme];
    PublishedResult {
        scheme: scheme.key.to_string(),
        period: ranking.period.written(community),
        subject: community.key(standing.subject).to_owned(),
        total: standing.printed(scheme),
        place: standing.place,
        band: standing.band.map(|band| scheme.bands[band].key.to_string()),
    }
}

impl Published {
    /// Reads what a public edition kept.
    ///
    /// # Errors
    /// When it is of another shape, with the reason.
    pub fn parse(bytes: &[u8]) -> Result<Published, String> {
        let published: Published = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        match published.version {
            VERSION => Ok(published),
            other => Err(format!("version {other}")),
        }
    }

    /// The results by scheme, period and subject.
    fn by_case(&self) -> BTreeMap<[&str; 3], &PublishedResult> {
        self.results.iter().map(|result| (result.case(), result)).collect()
    }
}

impl PublishedResult {
    fn case(&self) -> [&str; 3] {
        [&self.scheme, &self.period, &self.subject]
    }
}

/// What is not what it was in the edition `before`. A result that is gone counts only where this edition is of the same
/// day or a later one: on an earlier day it was not public yet.
pub fn changes(community: &Community, assessment: &Assessment, before: &Published, now: &Published) -> Vec<Changed> {
    let results = now.by_case();
    let changed = before.results.iter().filter_map(|old| {
        let new = results.get(&old.case()).copied();
        let same = match new {
            Some(new) => new == old,
            None => now.as_of < before.as_of,
        };
        (!same).then(|| Changed {
            is_corrected: is_corrected(community, assessment, old, new),
            place: place(community, old),
            before: old.clone(),
            now: new.cloned(),
        })
    });
    changed.collect()
}

/// Whether a correction accounts for a change: one of the result itself that starts from what was printed, or, where only
/// the place or band is another, one of any result that it is compared with.
fn is_corrected(
    community: &Community,
    assessment: &Assessment,
    old: &PublishedResult,
    new: Option<&PublishedResult>,
) -> bool {
    let of_ranking = community.corrections.iter().enumerate().filter(|(_, correction)| {
        let case = &correction.case;
        *community.schemes[case.scheme].key == *old.scheme && case.period.written(community) == old.period
    });
    let own = |(at, correction): &(usize, &Correction)| {
        community.key(correction.case.subject) == old.subject
            && printed_before(community, assessment, *at).is_some_and(|printed| printed == old.total)
    };
    let mut of_ranking = of_ranking.peekable();
    match new {
        Some(new) if new.total == old.total => of_ranking.peek().is_some(),
        _ => of_ranking.any(|correction| own(&correction)),
    }
}

/// What was printed before a correction: as it says, or else as the marks of that time give it.
pub fn printed_before(community: &Community, assessment: &Assessment, at: usize) -> Option<String> {
    let correction = &community.corrections[at];
    let worked_out = || {
        let ranking = assessment.before_corrections.get(at)?.as_ref()?;
        let scheme = &community.schemes[ranking.scheme];
        Some(ranking.standing(correction.case.subject)?.printed(scheme))
    };
    correction.printed[0].clone().or_else(worked_out)
}

/// Where the marks of a result are written.
fn place(community: &Community, old: &PublishedResult) -> Option<Place> {
    let subject = |subject: Subject| community.key(subject) == old.subject;
    let own = community.sheets.iter().filter(|sheet| {
        sheet.superseded.is_none()
            && *community.schemes[sheet.scheme].key == *old.scheme
            && sheet.period.written(community) == old.period
    });
    own.flat_map(|sheet| &sheet.rows).find(|row| subject(row.subject)).map(|row| row.place.clone())
}

/// Complains about every number that changed without a correction.
pub fn complain(changed: &[Changed], before: &Published, findings: &mut Findings) {
    for change in changed.iter().filter(|change| !change.is_corrected) {
        let old = &change.before;
        let (subject, scheme, period) = (&old.subject, &old.scheme, &old.period);
        let say = |result: &PublishedResult| {
            let band = result.band.as_ref().map(|band| format!("、`{band}`")).unwrap_or_default();
            [
                format!("{}、第{}名{band}", result.total, result.place),
                format!("{}, place {}{}", result.total, result.place, band.replace('、', ", ")),
            ]
        };
        let [was_zh, was_en] = say(old);
        let message = match change.now.as_ref().map(say) {
            Some([zh, en]) => Said::both(
                format!("`{subject}`（{scheme} {period}）上一公开版是 {was_zh}，现在是 {zh}"),
                format!("`{subject}` ({scheme} {period}) was {was_en} in the last public edition and is {en} now"),
            ),
            None => Said::both(
                format!("`{subject}`（{scheme} {period}）上一公开版是 {was_zh}，现在没有了"),
                format!("`{subject}` ({scheme} {period}) was {was_en} in the last public edition and is gone now"),
            ),
        };
        findings.push(
            Finding::new(&rules::PUBLISHED_NUMBER_CHANGED, change.place.clone(), message)
                .expected(Said::both(
                    format!("与截至 {} 的公开版一致，或有更正记录", before.as_of),
                    format!("expected what the public edition of {} says, or a correction on record", before.as_of),
                ))
                .help(Said::both(
                    "改回原数，或写 `[[correction]]`：原来、现在、理由、日期、决定单位；上一版若只是试做、没有对外，删去它的文件夹",
                    "put the number back, or write a `[[correction]]`: what it was, what it is, why, when, who decided; if the last edition was a trial that nobody saw, remove its folder",
                )),
        );
    }
}

/// The complaint that the numbers of the last edition cannot be read, so that nothing can be compared.
pub fn unreadable(reason: &str) -> Finding {
    Finding::new(
        &rules::PUBLISHED_NUMBER_CHANGED,
        None,
        Said::both(
            format!("上一公开版的 {FILE} 读不懂：{reason}"),
            format!("{FILE} of the last public edition cannot be read: {reason}"),
        ),
    )
    .help(Said::both(
        "恢复那个文件；无从恢复的，把那个文件夹移走，并人工核对全部数字",
        "put the file back; where that cannot be done, move the folder away and compare every number by hand",
    ))
}
