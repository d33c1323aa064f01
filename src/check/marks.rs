//! Score sheets as written → marks that can be trusted: on their scale, in their column, once, and none missing.

use std::collections::{BTreeMap, BTreeSet};

use crate::community::area::Area;
use crate::community::festival::Festival;
use crate::community::form::{At, Key, Row};
use crate::community::marks::{Assessor, Period, Sheet, SheetForm, SheetRecord, SheetRow, Subject};
use crate::community::neighbourhood::Neighbourhood;
use crate::community::organisation::Organisation;
use crate::community::register::Community;
use crate::community::scheme::{Combination, Criterion, Cycle, Scheme, SubjectKind, unknown_criterion};
use crate::community::table::{Id, Names, Record};
use crate::community::team::Team;
use crate::exact::Exact;
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place, expected_one_of, listing, suggestion};
use crate::language::Said;

/// The sheets, looked up and checked, in an order that does not depend on files.
pub fn admit_sheets(
    forms: Vec<SheetForm>,
    community: &Community,
    names: &Names,
    findings: &mut Findings,
) -> Vec<Sheet> {
    let mut sheets = Vec::with_capacity(forms.len());
    let mut doubtful = Doubtful::default();
    for form in &forms {
        let sheet = admit_sheet(form, community, names, findings);
        if sheet.as_ref().is_none_or(|sheet| sheet.rows.len() < form.marks.len()) {
            doubtful.add(names.find(&form.scheme.key));
        }
        sheets.extend(sheet);
    }
    sheets.sort_by(|left, right| {
        let key = |sheet: &Sheet| (sheet.scheme, sheet.period.clone(), sheet.role, sheet.by, sheet.date);
        key(left).cmp(&key(right))
    });
    refuse_duplicates(&sheets, community, findings);
    if !findings.any_unreadable() && !names.is_unread(SheetRecord::WORD, "") {
        if !findings.any_error() {
            refuse_uneven_panels(&sheets, community, findings);
        }
        refuse_gaps(&sheets, community, names, &doubtful, findings);
    }
    sheets
}

/// The schemes of which a sheet or a row had a fault: what seems to be missing there may be what had the fault.
#[derive(Default)]
struct Doubtful {
    schemes: BTreeSet<Id<Scheme>>,
    all: bool,
}

impl Doubtful {
    /// Adds a scheme; one that is not known could be any.
    fn add(&mut self, scheme: Option<Id<Scheme>>) {
        self.all |= scheme.is_none();
        self.schemes.extend(scheme);
    }

    fn has(&self, scheme: Id<Scheme>) -> bool {
        self.all || self.schemes.contains(&scheme)
    }
}

fn admit_sheet(form: &SheetForm, community: &Community, names: &Names, findings: &mut Findings) -> Option<Sheet> {
    if form.marks.is_empty() {
        findings.push(
            Finding::new(
                &rules::MISSING_FIELD,
                form.place.clone(),
                Said::both("这张评分表一行分数也没有", "this sheet has no row of marks"),
            )
            .help(Said::both(
                "写 `marks = [ { subject = \"…\", 指标 = 分数 }, … ]`，或删去这张表",
                "write `marks = [ { subject = \"…\", criterion = mark }, … ]`, or remove the sheet",
            )),
        );
    }
    let scheme_id = names.resolve(&form.scheme, findings);
    let scheme = community.schemes.get(scheme_id?)?;
    let period = admit_period(&form.period, scheme, community, names, findings);
    let role = scheme.role(&form.role, names, findings);
    let (period, role) = (period?, role?);
    let by = admit_assessor(&form.by, &period, community, names, findings);
    let sheet = Context { scheme, role, period: &period, community, names };
    let rows: Vec<SheetRow> = form.marks.iter().filter_map(|row| admit_row(row, &sheet, findings)).collect();
    Some(Sheet { scheme: scheme_id?, period, role, by: by?, date: form.date, rows })
}

/// What a row of a sheet must fit.
struct Context<'a> {
    scheme: &'a Scheme,
    role: usize,
    period: &'a Period,
    community: &'a Community,
    names: &'a Names,
}

impl<'a> Context<'a> {
    /// The criteria that the sheet's role marks.
    fn columns(&self) -> impl Iterator<Item = &'a Criterion> + Clone + use<'a> {
        let (scheme, marks) = (self.scheme, &self.scheme.roles[self.role].marks);
        let leaves = scheme.leaves.iter().zip(marks).filter(|(_, marked)| **marked);
        leaves.map(|(index, _)| &scheme.criteria[*index])
    }
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

fn admit_assessor(
    written: &At<String>,
    period: &Period,
    community: &Community,
    names: &Names,
    findings: &mut Findings,
) -> Option<Assessor> {
    let festival = match period {
        Period::Festival(id) => community.festivals.get(*id).map(|festival| (*id, festival)),
        _ => None,
    };
    if let Some((id, festival)) = festival
        && let Some(judge) = festival.judges.iter().position(|(key, _)| **key == *written.value)
    {
        return Some(Assessor::Judge(id, u32::try_from(judge).ok()?));
    }
    let organisation = names.find::<Organisation>(written);
    if organisation.is_none() {
        findings.extend(match festival {
            Some((_, festival)) => no_assessor(written, festival, names),
            None => names.unresolved(Organisation::WORD, written, &written.place),
        });
    }
    organisation.map(Assessor::Organisation)
}

/// The complaint that nobody of that id marks at a festival.
fn no_assessor(written: &At<String>, festival: &Festival, names: &Names) -> Option<Finding> {
    let judges = festival.judges.iter().map(|(key, _)| &**key);
    if names.is_unread("judge", written) || judges.clone().next().is_none() {
        return names.unresolved(Organisation::WORD, written, &written.place);
    }
    let message = Said::both(
        format!("活动 `{}` 没有评委 `{}`，也没有这个编号的单位", &*festival.key, written.value),
        format!(
            "the festival `{}` has no judge `{}`, nor is there such an organisation",
            &*festival.key, written.value
        ),
    );
    let finding = Finding::new(&rules::UNRESOLVED_NAME, written.place.clone(), message);
    Some(finding.expected(expected_one_of(judges.clone())).help(suggestion(written, judges)))
}

fn admit_subject(written: &At<String>, sheet: &Context<'_>, findings: &mut Findings) -> Option<Subject> {
    let names = sheet.names;
    let (word, found) = match (sheet.scheme.subject, sheet.period) {
        (SubjectKind::Neighbourhood, _) => (Neighbourhood::WORD, names.find(written).map(Subject::Neighbourhood)),
        (SubjectKind::Team, _) => (Team::WORD, names.find(written).map(Subject::Team)),
        (SubjectKind::Area, _) => (Area::WORD, names.find(written).map(Subject::Area)),
        (SubjectKind::Entry, Period::Festival(id)) => return admit_entry(written, *id, sheet, findings),
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
    sheet: &Context<'_>,
    findings: &mut Findings,
) -> Option<Subject> {
    let festival = sheet.community.festivals.get(id)?;
    let position = festival.entries.iter().position(|entry| *entry.key == *written.value);
    if position.is_none() && !sheet.names.is_unread("entry", written) {
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

fn admit_row(row: &Row, sheet: &Context<'_>, findings: &mut Findings) -> Option<SheetRow> {
    let subject = admit_subject(&row.subject, sheet, findings);
    check_columns(row, sheet, findings);
    let marked = &sheet.scheme.roles[sheet.role].marks;
    let mut marks = Vec::with_capacity(marked.len());
    for (index, marked) in sheet.scheme.leaves.iter().zip(marked) {
        let criterion = &sheet.scheme.criteria[*index];
        let mark = row.marks.get(&criterion.key.0).filter(|_| *marked).map(|(_, mark)| mark);
        if let Some(mark) = mark {
            check_scale(mark, criterion, row, findings);
        }
        marks.push(mark.map(|mark| mark.value.clone()));
    }
    Some(SheetRow { subject: subject?, marks, note: row.note.clone(), place: row.place.clone() })
}

/// Complains about marks that stand under no criterion of the role, and about those that are missing.
fn check_columns(row: &Row, sheet: &Context<'_>, findings: &mut Findings) {
    let columns = || sheet.columns().map(|criterion| &*criterion.key.0);
    let unknown: Vec<_> = row.marks.iter().filter(|(name, _)| !columns().any(|column| column == &***name)).collect();
    for (name, (place, _)) in &unknown {
        if !sheet.names.is_unread("criterion", name) {
            findings.push(unknown_criterion(name, place, &sheet.scheme.criteria, columns()));
        }
    }
    let missing: Vec<&str> = columns().filter(|key| !row.marks.contains_key(*key)).collect();
    // A mark under a misspelt criterion is there.
    if missing.len() <= unknown.len() {
        return;
    }
    let list = listing(missing);
    findings.push(
        Finding::new(
            &rules::MISSING_MARK,
            row.place.clone(),
            Said::both(
                format!("`{}` 缺少 {} 的分数", row.subject.value, list.replace(", ", "、")),
                format!("`{}` has no mark for {list}", row.subject.value),
            ),
        )
        .help(Said::both("补上分数；没有分数不等于 0 分", "add the mark; a missing mark is not nought")),
    );
}

fn check_scale(mark: &At<Exact>, criterion: &Criterion, row: &Row, findings: &mut Findings) {
    // A full mark of nought is complained about where it is written.
    let fits = !mark.value.is_negative() && (mark.value <= criterion.max || criterion.max <= Exact::zero());
    if fits {
        return;
    }
    let text = |number: &Exact| number.finite_text(24).unwrap_or_else(|| number.fraction_text());
    let (key, subject, written, max) = (&*criterion.key, &row.subject.value, text(&mark.value), text(&criterion.max));
    findings.push(
        Finding::new(
            &rules::MARK_OFF_SCALE,
            mark.place.clone(),
            Said::both(
                format!("`{subject}` 的 `{key}` 为 {written}，超出量程"),
                format!("`{key}` of `{subject}` is {written}, which is off the scale"),
            ),
        )
        .expected(Said::both(format!("应在 0 到 {max} 之间"), format!("expected 0 to {max}"))),
    );
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
            if let Some((by, first)) = same {
                findings.push(
                    Finding::new(
                        &rules::DUPLICATE_MARK,
                        row.place.clone(),
                        duplicate(community, row.subject, scheme, sheet.role),
                    )
                    .related((*first).clone(), Said::both("先写在这里", "first marked here"))
                    .help(if *by == sheet.by {
                        Said::both("删去一份", "remove one of them")
                    } else {
                        Said::both(
                            "删去一份；若确有多名评分人，在角色里写 `combine = \"mean\"`",
                            "remove one; if there really are several assessors, give the role `combine = \"mean\"`",
                        )
                    }),
                );
            }
            before.push((sheet.by, &row.place));
        }
    }
}

fn duplicate(community: &Community, subject: Subject, scheme: &Scheme, role: usize) -> Said {
    let (key, role) = (key_of(community, subject), &*scheme.roles[role].key);
    Said::both(format!("`{key}` 已有角色 `{role}` 的分数"), format!("`{key}` already has marks from `{role}`"))
}

/// In a contest every judge marks every entry: one who left some out, or gave no sheet, would shift some results only.
fn refuse_uneven_panels(sheets: &[Sheet], community: &Community, findings: &mut Findings) {
    for (id, festival) in community.festivals.iter() {
        let own: Vec<&Sheet> = sheets.iter().filter(|sheet| sheet.period == Period::Festival(id)).collect();
        let Some(place) = own.iter().flat_map(|sheet| &sheet.rows).map(|row| &row.place).next() else { continue };
        let mut complain = |place: &Place, zh: String, en: String| {
            findings.push(Finding::new(&rules::MISSING_MARK, place.clone(), Said::both(zh, en)).help(Said::both(
                "补上缺的分数；若没有担任评委，从活动的 `judge` 里去掉",
                "add what is missing; a judge who did not sit is taken out of the festival's `judge` list",
            )));
        };
        for (at, (key, _)) in festival.judges.iter().enumerate() {
            let judge = u32::try_from(at).map(|at| Assessor::Judge(id, at));
            if !own.iter().any(|sheet| Ok(sheet.by) == judge) {
                complain(
                    place,
                    format!("评委 `{}` 没有评分表", &**key),
                    format!("the judge `{}` has no sheet", &**key),
                );
            }
        }
        let marked: BTreeSet<Subject> = own.iter().flat_map(|sheet| &sheet.rows).map(|row| row.subject).collect();
        for sheet in &own {
            let given: BTreeSet<Subject> = sheet.rows.iter().map(|row| row.subject).collect();
            let lacking: Vec<&str> = marked.difference(&given).map(|subject| key_of(community, *subject)).collect();
            if let (false, Some(row)) = (lacking.is_empty(), sheet.rows.first()) {
                let list = listing(lacking);
                complain(
                    &row.place,
                    format!("这张评分表缺少 {} 的分数", list.replace(", ", "、")),
                    format!("this sheet has no marks for {list}"),
                );
            }
        }
    }
}

fn refuse_gaps(sheets: &[Sheet], community: &Community, names: &Names, doubtful: &Doubtful, findings: &mut Findings) {
    let mut roles: BTreeMap<_, (BTreeSet<usize>, &Place)> = BTreeMap::new();
    for sheet in sheets {
        for row in &sheet.rows {
            let entry =
                roles.entry((sheet.scheme, &sheet.period, row.subject)).or_insert((BTreeSet::new(), &row.place));
            entry.0.insert(sheet.role);
        }
    }
    for ((scheme, _, subject), (given, place)) in roles {
        if doubtful.has(scheme) {
            continue;
        }
        let Some(scheme) =
            community.schemes.get(scheme).filter(|scheme| !names.is_unread(SheetRecord::WORD, &scheme.key))
        else {
            continue;
        };
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
                    Said::both(
                        format!("`{key}` 缺少角色 {} 的分数", list.replace(", ", "、")),
                        format!("`{key}` has no marks from {list}"),
                    ),
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
        Subject::Entry(id, entry) => community
            .festivals
            .get(id)
            .and_then(|festival| festival.entries.get(entry as usize))
            .map(|entry| &entry.key),
    };
    key.map_or("?", |key| key)
}
