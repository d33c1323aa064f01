//! Score sheets as written → marks that can be trusted: on their scale, in their column, once, and none missing.

use std::collections::{BTreeMap, BTreeSet};

use crate::community::form::{At, Row};
use crate::community::marks::{Assessor, Period, Sheet, SheetForm, SheetRow, Subject};
use crate::community::organisation::Organisation;
use crate::community::register::Community;
use crate::community::scheme::{Combination, Cycle, Scheme, SubjectKind, unknown_criterion};
use crate::community::table::{Id, Names};
use crate::exact::Exact;
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place, listing, suggestion};
use crate::language::Said;

/// The sheets, looked up and checked, in an order that does not depend on files.
pub fn admit_sheets(forms: Vec<SheetForm>, community: &Community, names: &Names, findings: &mut Findings) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> =
        forms.iter().filter_map(|form| admit_sheet(form, community, names, findings)).collect();
    sheets.sort_by(|left, right| {
        let key = |sheet: &Sheet| (sheet.scheme, sheet.period.clone(), sheet.role, sheet.by, sheet.date);
        key(left).cmp(&key(right))
    });
    refuse_duplicates(&sheets, community, findings);
    refuse_gaps(&sheets, community, findings);
    sheets
}

fn admit_sheet(form: &SheetForm, community: &Community, names: &Names, findings: &mut Findings) -> Option<Sheet> {
    let scheme_id = names.resolve(&form.scheme, findings);
    let scheme = community.schemes.get(scheme_id?)?;
    let period = admit_period(&form.period, scheme, community, names, findings);
    let role = scheme.roles.iter().position(|role| role.key == form.role.value);
    if role.is_none() {
        let known = scheme.roles.iter().map(|role| &*role.key.0);
        let accepted = listing(known.clone());
        findings.push(
            Finding::new(
                &rules::UNRESOLVED_NAME,
                form.role.place.clone(),
                Said::both(
                    format!("办法 `{}` 没有角色 `{}`", &*scheme.key, &*form.role.value),
                    format!("the scheme `{}` has no role `{}`", &*scheme.key, &*form.role.value),
                ),
            )
            .expected(Said::both(format!("应为其中之一：{accepted}"), format!("expected one of {accepted}")))
            .help(suggestion(&form.role.value, known)),
        );
    }
    let (period, role) = (period?, role?);
    let by = admit_assessor(&form.by, &period, community, names, findings);
    let rows = form.marks.iter().filter_map(|row| admit_row(row, scheme, role, &period, community, names, findings));
    let rows: Vec<SheetRow> = rows.collect();
    Some(Sheet { scheme: scheme_id?, period, role, by: by?, date: form.date, rows })
}

fn admit_period(
    written: &At<String>,
    scheme: &Scheme,
    community: &Community,
    names: &Names,
    findings: &mut Findings,
) -> Option<Period> {
    let expected = match scheme.cycle {
        Cycle::Year => match Period::parse(written) {
            Some(period @ Period::Year(_)) => return Some(period),
            _ => Said::both("年度，如 \"2026\"", "a year such as \"2026\""),
        },
        Cycle::Quarter => match Period::parse(written) {
            Some(period @ Period::Quarter(..)) => return Some(period),
            _ => Said::both("季度，如 \"2026-Q3\"", "a quarter such as \"2026-Q3\""),
        },
        Cycle::Once => return Some(Period::Once(written.value.as_str().into())),
        Cycle::Festival => match names.find(written) {
            Some(id) => match community.festivals.get(id)?.scheme {
                Some(of) if community.schemes.get(of).is_some_and(|of| of.key == scheme.key) => {
                    return Some(Period::Festival(id));
                }
                _ => Said::both("一个以本办法评分的活动", "a festival that is judged by this scheme"),
            },
            None => {
                findings.push(names.unresolved("festival", written, written.place.clone()));
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

fn admit_assessor(
    written: &At<String>,
    period: &Period,
    community: &Community,
    names: &Names,
    findings: &mut Findings,
) -> Option<Assessor> {
    if let Period::Festival(id) = period
        && let Some(festival) = community.festivals.get(*id)
        && let Some(judge) = festival.judges.iter().position(|(key, _)| **key == *written.value)
    {
        return Some(Assessor::Judge(*id, u32::try_from(judge).ok()?));
    }
    let organisation = names.find::<Organisation>(written);
    if organisation.is_none() {
        findings.push(names.unresolved("organisation", written, written.place.clone()));
    }
    organisation.map(Assessor::Organisation)
}

fn admit_subject(
    written: &At<String>,
    scheme: &Scheme,
    period: &Period,
    community: &Community,
    names: &Names,
    findings: &mut Findings,
) -> Option<Subject> {
    let found = match (scheme.subject, period) {
        (SubjectKind::Neighbourhood, _) => names.find(written).map(Subject::Neighbourhood),
        (SubjectKind::Team, _) => names.find(written).map(Subject::Team),
        (SubjectKind::Area, _) => names.find(written).map(Subject::Area),
        (SubjectKind::Entry, Period::Festival(id)) => {
            let festival = community.festivals.get(*id)?;
            let position = festival.entries.iter().position(|entry| *entry.key == *written.value);
            if position.is_none() {
                let known = festival.entries.iter().map(|entry| &*entry.key.0);
                findings.push(
                    Finding::new(
                        &rules::UNRESOLVED_NAME,
                        written.place.clone(),
                        Said::both(
                            format!("活动 `{}` 没有参赛者 `{}`", &*festival.key, written.value),
                            format!("the festival `{}` has no entry `{}`", &*festival.key, written.value),
                        ),
                    )
                    .help(suggestion(written, known)),
                );
                return None;
            }
            position.and_then(|entry| Some(Subject::Entry(*id, u32::try_from(entry).ok()?)))
        }
        (SubjectKind::Entry, _) => None,
    };
    if found.is_none() {
        findings.push(names.unresolved(scheme.subject.word(), written, written.place.clone()));
    }
    found
}

fn admit_row(
    row: &Row,
    scheme: &Scheme,
    role: usize,
    period: &Period,
    community: &Community,
    names: &Names,
    findings: &mut Findings,
) -> Option<SheetRow> {
    let subject = admit_subject(&row.subject, scheme, period, community, names, findings);
    let marked = &scheme.roles[role].marks;
    let leaves = || scheme.leaves.iter().zip(marked).filter(|(_, marked)| **marked).map(|(index, _)| &scheme.criteria[*index]);
    for (name, (place, _)) in &row.marks {
        if !leaves().any(|leaf| *leaf.key.0 == **name) {
            findings.push(unknown_criterion(name, place.clone(), leaves().map(|leaf| &*leaf.key.0)));
        }
    }
    let missing: Vec<&str> = leaves().map(|leaf| &*leaf.key.0).filter(|key| !row.marks.contains_key(*key)).collect();
    if !missing.is_empty() {
        let list = listing(missing.iter().copied());
        findings.push(
            Finding::new(
                &rules::MISSING_MARK,
                row.place.clone(),
                Said::both(
                    format!("`{}` 缺少 {list} 的分数", row.subject.value),
                    format!("`{}` has no mark for {list}", row.subject.value),
                ),
            )
            .help(Said::both("补上分数；没有分数不等于 0 分", "add the mark; a missing mark is not nought")),
        );
    }
    let mut marks = Vec::with_capacity(scheme.leaves.len());
    for (index, marked) in scheme.leaves.iter().zip(marked) {
        let criterion = &scheme.criteria[*index];
        let mark = row.marks.get(&criterion.key.0).filter(|_| *marked).map(|(_, mark)| mark);
        if let Some(mark) = mark
            && (mark.value.is_negative() || mark.value > criterion.max)
        {
            let text = |number: &Exact| number.finite_text(24).unwrap_or_else(|| number.fraction_text());
            findings.push(
                Finding::new(
                    &rules::MARK_OFF_SCALE,
                    mark.place.clone(),
                    Said::both(
                        format!("`{}` 的 {} 为 {}，超出量程", row.subject.value, &*criterion.key, text(&mark.value)),
                        format!("{} of `{}` is {}, which is off the scale", &*criterion.key, row.subject.value, text(&mark.value)),
                    ),
                )
                .expected(Said::both(
                    format!("0 到 {}", text(&criterion.max)),
                    format!("0 to {}", text(&criterion.max)),
                )),
            );
        }
        marks.push(mark.map(|mark| mark.value.clone()));
    }
    Some(SheetRow { subject: subject?, marks, note: row.note.clone(), place: row.place.clone() })
}

type Cell = (Id<Scheme>, Period, Subject, usize);

fn refuse_duplicates(sheets: &[Sheet], community: &Community, findings: &mut Findings) {
    let mut seen: BTreeMap<Cell, Vec<(Assessor, &Place)>> = BTreeMap::new();
    for sheet in sheets {
        let Some(scheme) = community.schemes.get(sheet.scheme) else { continue };
        let single = scheme.roles[sheet.role].combine == Combination::Single;
        for row in &sheet.rows {
            let before = seen.entry((sheet.scheme, sheet.period.clone(), row.subject, sheet.role)).or_default();
            let same = before.iter().find(|(by, _)| single || *by == sheet.by);
            if let Some((_, first)) = same {
                findings.push(
                    Finding::new(
                        &rules::DUPLICATE_MARK,
                        row.place.clone(),
                        Said::both("该对象已有这一角色的分数", "this subject already has marks in this role"),
                    )
                    .related((*first).clone(), Said::both("先写在这里", "first marked here"))
                    .help(Said::both(
                        "删去一份；若确有多名评分人，在角色里写 `combine = \"mean\"`",
                        "remove one; if there really are several assessors, give the role `combine = \"mean\"`",
                    )),
                );
            }
            before.push((sheet.by, &row.place));
        }
    }
}

fn refuse_gaps(sheets: &[Sheet], community: &Community, findings: &mut Findings) {
    let mut roles: BTreeMap<(Id<Scheme>, &Period, Subject), (BTreeSet<usize>, &Place)> = BTreeMap::new();
    for sheet in sheets {
        for row in &sheet.rows {
            let entry = roles.entry((sheet.scheme, &sheet.period, row.subject)).or_insert((BTreeSet::new(), &row.place));
            entry.0.insert(sheet.role);
        }
    }
    for ((scheme, _, subject), (given, place)) in roles {
        let Some(scheme) = community.schemes.get(scheme) else { continue };
        let missing: Vec<&str> = scheme
            .roles
            .iter()
            .enumerate()
            .filter(|(index, _)| !given.contains(index))
            .map(|(_, role)| &*role.key.0)
            .collect();
        if !missing.is_empty() {
            let (list, key) = (listing(missing), key_of(community, subject));
            findings.push(
                Finding::new(
                    &rules::MISSING_MARK,
                    place.clone(),
                    Said::both(format!("`{key}` 缺少角色 {list} 的分数"), format!("`{key}` has no marks from {list}")),
                )
                .help(Said::both(
                    "补上该角色的评分表；缺一份就不出结果",
                    "add that role's sheet; no result is made while one is missing",
                )),
            );
        }
    }
}

fn key_of(community: &Community, subject: Subject) -> &str {
    let key = match subject {
        Subject::Neighbourhood(id) => community.neighbourhoods.get(id).map(|record| &record.key),
        Subject::Team(id) => community.teams.get(id).map(|record| &record.key),
        Subject::Area(id) => community.areas.get(id).map(|record| &record.key),
        Subject::Entry(id, entry) => {
            community.festivals.get(id).and_then(|festival| festival.entries.get(entry as usize)).map(|entry| &entry.key)
        }
    };
    key.map_or("?", |key| key)
}
