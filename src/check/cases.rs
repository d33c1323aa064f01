//! The period and the subject that sheets and rulings name, looked up in the light of their scheme.

use std::collections::BTreeSet;

use crate::community::area::Area;
use crate::community::festival::Festival;
use crate::community::form::{At, Key, Name};
use crate::community::marks::{Period, Sheet, Subject};
use crate::community::neighbourhood::Neighbourhood;
use crate::community::register::Community;
use crate::community::rulings::Case;
use crate::community::scheme::Scheme;
use crate::community::scheme::form::{Cycle, SubjectKind};
use crate::community::table::{Id, Names, Record};
use crate::community::team::Team;
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place, expected_one_of, suggestion};
use crate::language::Said;

/// The period that is written in a sheet or ruling of `scheme`, or a complaint.
pub fn admit_period(
    written: &At<String>,
    scheme: &Scheme,
    community: &Community,
    names: &Names,
    findings: &mut Findings,
) -> Option<Period> {
    let expected = match scheme.cycle {
        Cycle::Year => match Period::parse(written) {
            Some(period @ Period::Year(_)) => return Some(period),
            _ => Said::both("应为年度，如 \"2026\"", "expected a year such as \"2026\""),
        },
        Cycle::Quarter => match Period::parse(written) {
            Some(period @ Period::Quarter(..)) => return Some(period),
            _ => Said::both("应为季度，如 \"2026-Q3\"", "expected a quarter such as \"2026-Q3\""),
        },
        Cycle::Once => match Key::new(&written.value) {
            Some(_) => return Some(Period::Once(written.value.as_str().into())),
            None => Said::both(
                "应由小写英文字母、数字、连字符组成，如 \"2026\"、\"spring\"",
                "expected lower-case letters, digits and hyphens, such as \"2026\" or \"spring\"",
            ),
        },
        Cycle::Festival => match names.find(written) {
            Some(id) => match community.festivals.get(id)?.scheme {
                Some(of) if community.schemes.get(of).is_some_and(|of| of.key == scheme.key) => {
                    return Some(Period::Festival(id));
                }
                _ => Said::both("应为一个以本办法评分的活动", "expected a festival that is judged by this scheme"),
            },
            None => {
                findings.extend(names.unresolved(Festival::WORD, written, &written.place));
                return None;
            }
        },
    };
    findings.push(
        Finding::new(
            &rules::PERIOD_DOES_NOT_FIT,
            written.place.clone(),
            Said::both(
                format!("周期 `{}` 不合办法 `{}`", written.value, &*scheme.key),
                format!("the period `{}` does not fit the scheme `{}`", written.value, &*scheme.key),
            ),
        )
        .expected(expected),
    );
    None
}

/// The subject that is written in a sheet or ruling of `scheme` for `period`, or a complaint.
pub fn admit_subject(
    written: &At<String>,
    (scheme, period): (&Scheme, &Period),
    community: &Community,
    names: &Names,
    findings: &mut Findings,
) -> Option<Subject> {
    let (word, found) = match (scheme.subject, period) {
        (SubjectKind::Neighbourhood, _) => (Neighbourhood::WORD, names.find(written).map(Subject::Neighbourhood)),
        (SubjectKind::Team, _) => (Team::WORD, names.find(written).map(Subject::Team)),
        (SubjectKind::Area, _) => (Area::WORD, names.find(written).map(Subject::Area)),
        (SubjectKind::Entry, Period::Festival(id)) => return admit_entry(written, *id, community, names, findings),
        // The scheme is complained about: contests are judged at festivals.
        (SubjectKind::Entry, _) => return None,
    };
    if found.is_none() {
        findings.extend(names.unresolved(word, written, &written.place));
    }
    found
}

fn admit_entry(
    written: &At<String>,
    id: Id<Festival>,
    community: &Community,
    names: &Names,
    findings: &mut Findings,
) -> Option<Subject> {
    let festival = community.festivals.get(id)?;
    let position = festival.entries.iter().position(|entry| *entry.key == *written.value);
    if position.is_none() && !names.is_unread("entry", written) {
        let known: Vec<&str> = festival.entries.iter().map(|entry| &*entry.key.0).collect();
        findings.push(
            Finding::new(
                &rules::UNRESOLVED_NAME,
                written.place.clone(),
                Said::both(
                    format!("活动 `{}` 没有参赛者 `{}`", &*festival.key, written.value),
                    format!("the festival `{}` has no entry `{}`", &*festival.key, written.value),
                ),
            )
            .expected(expected_one_of(known.iter().copied()))
            .help(suggestion(written, known)),
        );
    }
    position.and_then(|entry| Some(Subject::Entry(id, u32::try_from(entry).ok()?)))
}

/// What rulings, releases, replies and corrections are looked up in.
pub struct Cases<'a> {
    /// What is known.
    pub community: &'a Community,
    /// Every id.
    pub names: &'a Names,
    /// Every result that has marks.
    marked: BTreeSet<(Id<Scheme>, &'a Period, Subject)>,
}

impl<'a> Cases<'a> {
    /// Of the results that have marks.
    pub fn new(community: &'a Community, names: &'a Names) -> Cases<'a> {
        let subjects = |sheet: &'a Sheet| sheet.rows.iter().map(move |row| (sheet.scheme, &sheet.period, row.subject));
        Cases { community, names, marked: community.sheets.iter().flat_map(subjects).collect() }
    }

    /// The scheme and period that a record names.
    pub fn ranking(
        &self,
        scheme: &Name<Scheme>,
        period: &At<String>,
        findings: &mut Findings,
    ) -> Option<(Id<Scheme>, Period)> {
        let id = self.names.resolve(scheme, findings)?;
        let scheme = self.community.schemes.get(id)?;
        Some((id, admit_period(period, scheme, self.community, self.names, findings)?))
    }

    /// Whether anybody was marked under a scheme in a period.
    pub fn has_marks(&self, scheme: Id<Scheme>, period: &Period) -> bool {
        self.marked.iter().any(|(other, at, _)| (*other, *at) == (scheme, period))
    }

    /// The result that a record names.
    pub fn case(
        &self,
        scheme: &Name<Scheme>,
        period: &At<String>,
        subject: &At<String>,
        findings: &mut Findings,
    ) -> Option<(Case, &Scheme)> {
        let (id, period) = self.ranking(scheme, period, findings)?;
        let scheme = self.community.schemes.get(id)?;
        let subject = self.subject(id, scheme, &period, subject, findings)?;
        Some((Case { scheme: id, period, subject }, scheme))
    }

    /// The subject that a record names, which has marks.
    pub fn subject(
        &self,
        id: Id<Scheme>,
        scheme: &Scheme,
        period: &Period,
        written: &At<String>,
        findings: &mut Findings,
    ) -> Option<Subject> {
        let subject = admit_subject(written, (scheme, period), self.community, self.names, findings)?;
        if !self.marked.contains(&(id, period, subject)) && !findings.any_error() {
            let key = &*scheme.key;
            findings.push(
                misfit(
                    &written.place,
                    format!("`{}` 在办法 `{key}` 的这一周期没有分数", written.value),
                    format!("`{}` has no marks under the scheme `{key}` in this period", written.value),
                )
                .help(Said::both("核对对象和周期", "look at the subject and the period")),
            );
        }
        Some(subject)
    }
}

/// The complaint that a record about a result does not fit it.
pub fn misfit(place: &Place, zh: String, en: String) -> Finding {
    Finding::new(&rules::RULING_DOES_NOT_FIT, place.clone(), Said::both(zh, en))
}
