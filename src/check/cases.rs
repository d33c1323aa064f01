//! The period and the subject that sheets and rulings name, looked up in the light of their scheme.

use crate::community::area::Area;
use crate::community::festival::Festival;
use crate::community::form::{At, Key};
use crate::community::marks::{Period, Subject};
use crate::community::neighbourhood::Neighbourhood;
use crate::community::register::Community;
use crate::community::scheme::Scheme;
use crate::community::scheme::form::{Cycle, SubjectKind};
use crate::community::table::{Id, Names, Record};
use crate::community::team::Team;
use crate::finding::rules;
use crate::finding::{Finding, Findings, expected_one_of, suggestion};
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
