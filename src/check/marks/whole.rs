//! What only all sheets together tell: marks given twice, panels with gaps, roles that are missing.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::marks::Doubtful;
use crate::community::marks::{Assessor, Mark, Period, Sheet, SheetRecord, Subject};
use crate::community::register::Community;
use crate::community::scheme::form::{Combination, Effect};
use crate::community::scheme::{Role, Scheme};
use crate::community::table::{Id, Names, Record};
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place, listing};
use crate::language::Said;

/// One result of one role: scheme, period, subject, role.
type Cell = (Id<Scheme>, Period, Subject, usize);

/// Complains about marks that stand twice.
pub fn refuse_duplicates(sheets: &[Sheet], community: &Community, findings: &mut Findings) {
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
    let (key, role) = (community.key(subject), &*scheme.roles[role].key);
    Said::both(format!("`{key}` 已有角色 `{role}` 的分数"), format!("`{key}` already has marks from `{role}`"))
}

/// In a contest every judge marks every entry: one who left some out, or gave no sheet, would shift some results only.
pub fn refuse_uneven_panels(sheets: &[Sheet], community: &Community, findings: &mut Findings) {
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
        let open = |sheet: &Sheet| {
            community.schemes.get(sheet.scheme).is_some_and(|scheme| scheme.empties.not_assessed == Effect::Open)
        };
        for sheet in own.iter().filter(|sheet| !open(sheet)) {
            let given: BTreeSet<Subject> = sheet.rows.iter().map(|row| row.subject).collect();
            let lacking: Vec<&str> = marked.difference(&given).map(|subject| community.key(*subject)).collect();
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

/// Complains about subjects that have marks from some roles and none from others, unless their scheme says what then.
pub fn refuse_gaps(
    sheets: &[Sheet],
    community: &Community,
    names: &Names,
    doubtful: &Doubtful,
    findings: &mut Findings,
) {
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
        let Some(scheme) = community
            .schemes
            .get(scheme)
            .filter(|scheme| !names.is_unread(SheetRecord::WORD, &scheme.key))
            .filter(|scheme| scheme.empties.not_assessed == Effect::Refuse)
        else {
            continue;
        };
        let kind = community.kind(subject);
        let marks = |role: &Role| {
            scheme.leaves.iter().zip(&role.marks).any(|(leaf, marked)| *marked && scheme.applies(*leaf, kind))
        };
        let missing: Vec<&str> = scheme
            .roles
            .iter()
            .enumerate()
            .filter(|(index, role)| !given.contains(index) && marks(role))
            .map(|(_, role)| &*role.key.0)
            .collect();
        if !missing.is_empty() {
            let (list, key) = (listing(missing), community.key(subject));
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

/// Warns where a role drops the highest and lowest mark but has fewer marks than it says that takes.
pub fn warn_of_small_panels(sheets: &[Sheet], community: &Community, findings: &mut Findings) {
    let mut panels: BTreeMap<_, BTreeMap<Subject, (usize, &Place)>> = BTreeMap::new();
    for sheet in sheets {
        let Some(scheme) = community.schemes.get(sheet.scheme) else { continue };
        if scheme.roles[sheet.role].combine != Combination::TrimmedMean {
            continue;
        }
        let panel = panels.entry((sheet.scheme, &sheet.period, sheet.role)).or_default();
        for row in &sheet.rows {
            let marked = row.marks.iter().any(|mark| matches!(mark, Mark::Number(_)));
            panel.entry(row.subject).or_insert((0, &row.place)).0 += usize::from(marked);
        }
    }
    for ((scheme, _, role), panel) in panels {
        let Some(scheme) = community.schemes.get(scheme) else { continue };
        let role = &scheme.roles[role];
        let few = |(given, _): &&(usize, &Place)| (1..role.trim_from).contains(given);
        let small = panel.values().filter(few).count();
        let Some((given, place)) = panel.values().find(few) else { continue };
        findings.push(
            Finding::new(
                &rules::TOO_FEW_TO_TRIM,
                (*place).clone(),
                Said::both(
                    format!(
                        "角色 `{}` 要有 {} 名评分人才去掉最高最低分，有 {small} 个对象不足，如这里只有 {given} 名",
                        &*role.key, role.trim_from
                    ),
                    format!(
                        "`{}` drops the highest and lowest mark from {} assessors on; fewer were given to {small} of its subjects, {given} to this one",
                        &*role.key, role.trim_from
                    ),
                ),
            )
            .help(Said::both(
                "这些对象按普通平均计算；也可改小 `trim_from`（至少 3）",
                "these get the plain mean; or lower `trim_from`, to 3 at the least",
            )),
        );
    }
}
