//! One row of a sheet: every mark in its column and on its scale, every empty one with a reason that the scheme accepts.

use crate::check::cases::admit_subject;
use crate::check::marks::Context;
use crate::community::form::At;
use crate::community::kind::Kind;
use crate::community::marks::{Mark, SheetRow};
use crate::community::row::{Cell, Empty, Row};
use crate::community::scheme::form::{Beyond, Combination, Effect, Marked};
use crate::community::scheme::{Criterion, Scale, unknown_criterion};
use crate::exact::Exact;
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place, listing};
use crate::language::{Language, Said};

/// The row, looked up and checked.
pub fn admit_row(row: &Row, sheet: &Context<'_>, findings: &mut Findings) -> Option<SheetRow> {
    let subject = admit_subject(&row.subject, (sheet.scheme, sheet.period), sheet.community, sheet.names, findings);
    let kind = subject.and_then(|subject| sheet.community.kind(subject));
    if subject.is_some() {
        check_columns(row, sheet, kind, findings);
    }
    check_people(row, sheet, findings);
    let scheme = sheet.scheme;
    let mut marks = Vec::with_capacity(scheme.leaves.len());
    for (index, marked) in scheme.leaves.iter().zip(&scheme.roles[sheet.role].marks) {
        let criterion = &scheme.criteria[*index];
        let cell = row.marks.get(&criterion.key.0).filter(|_| *marked).map(|(_, cell)| cell);
        let fits = scheme.applies(*index, kind);
        let mark = cell.filter(|_| fits).and_then(|cell| admit_cell(cell, criterion, &row.subject, sheet, findings));
        marks.push(mark.unwrap_or(Mark::None));
    }
    Some(SheetRow {
        subject: subject?,
        marks,
        people: row.people.as_ref().map(|people| people.value.clone()),
        note: row.note.clone(),
        place: row.place.clone(),
    })
}

/// Complains about marks that stand under no criterion of the role, and about those that are missing.
fn check_columns(row: &Row, sheet: &Context<'_>, kind: Option<Kind>, findings: &mut Findings) {
    let columns = || sheet.columns(kind).map(|criterion| &*criterion.key.0);
    let unknown: Vec<_> = row.marks.iter().filter(|(name, _)| !columns().any(|column| column == &***name)).collect();
    for (name, (place, _)) in &unknown {
        let of_another_kind = kind.filter(|_| {
            let found = sheet.scheme.criteria.iter().position(|criterion| *criterion.key == ***name);
            found.is_some_and(|at| !sheet.scheme.applies(at, kind))
        });
        if let Some(kind) = of_another_kind {
            findings.push(not_for(name, kind, place));
        } else if !sheet.names.is_unread("criterion", name) {
            findings.push(unknown_criterion(name, place, &sheet.scheme.criteria, columns()));
        }
    }
    let missing: Vec<&str> = columns().filter(|key| !row.marks.contains_key(*key)).collect();
    // A mark under a misspelt criterion is there; a result may be declared to stay open.
    if missing.len() <= unknown.len() || sheet.scheme.empties.not_assessed == Effect::Open {
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
        .help(Said::both(
            "补上分数；没有分数不等于 0 分。确实没有的，写明理由，如 `{ not_applicable = \"没有电梯\" }`",
            "add the mark; a missing mark is not nought. Where there is none, say why, as in `{ not_applicable = \"no lifts\" }`",
        )),
    );
}

/// The complaint that a criterion is not for subjects of that kind.
fn not_for(criterion: &str, kind: Kind, place: &Place) -> Finding {
    let name = |language: Language| kind.name(language);
    Finding::new(
        &rules::UNKNOWN_CRITERION,
        place.clone(),
        Said::both(
            format!("指标 `{criterion}` 不适用于“{}”（`{}`）", name(Language::Chinese), kind.word()),
            format!("the criterion `{criterion}` is not for {} (`{}`)", name(Language::English), kind.word()),
        ),
    )
    .help(Said::both("删去这一栏，或改动指标的 `kinds`", "remove the mark, or change `kinds` of the criterion"))
}

/// Whether an empty mark is left out, or refused where it stands.
fn is_left_out(cell: &At<Cell>, sheet: &Context<'_>) -> bool {
    let Cell::Empty(empty, _) = &cell.value else { return false };
    !matches!(effect(*empty, sheet), Effect::Zero | Effect::Open)
}

/// What an empty mark does under the sheet's scheme.
fn effect(empty: Empty, sheet: &Context<'_>) -> Effect {
    let empties = &sheet.scheme.empties;
    match empty {
        Empty::Zero => Effect::Zero,
        Empty::NotApplicable => empties.not_applicable,
        Empty::NotAssessed => empties.not_assessed,
        Empty::Withheld => empties.withheld,
    }
}

/// Complains when a mean by people lacks a number of people.
fn check_people(row: &Row, sheet: &Context<'_>, findings: &mut Findings) {
    let counted = sheet.scheme.roles[sheet.role].combine == Combination::MeanByPeople;
    let (place, message) = match &row.people {
        // Who gave nothing that counts speaks for nobody.
        None if row.marks.values().all(|(_, cell)| is_left_out(cell, sheet)) => return,
        None if counted => {
            (&row.place, Said::both("没有写代表多少人", "it is not said for how many people this speaks"))
        }
        Some(people) if !counted => (
            &people.place,
            Said::both(
                "这一角色不按人数合成，`people` 不起作用",
                "this role is not combined by people, so `people` does nothing",
            ),
        ),
        Some(people) if people.value <= Exact::zero() => {
            (&people.place, Said::both("人数须大于 0", "a number of people is more than 0"))
        }
        _ => return,
    };
    let rule = match &row.people {
        None => &rules::MISSING_FIELD,
        Some(_) if !counted => &rules::FIELD_WITHOUT_EFFECT,
        Some(_) => &rules::OUT_OF_RANGE,
    };
    findings.push(Finding::new(rule, place.clone(), message).help(Said::both(
        "合成方式为 `mean_by_people` 时每行写 `people = 人数`，其他方式不写",
        "write `people = …` in every row where `combine` is `mean_by_people`, and nowhere else",
    )));
}

/// What stands in a cell, or a complaint that it cannot stand under its criterion.
pub fn admit_cell(
    cell: &At<Cell>,
    criterion: &Criterion,
    subject: &At<String>,
    sheet: &Context<'_>,
    findings: &mut Findings,
) -> Option<Mark> {
    let scale = &criterion.scale;
    match (&cell.value, scale.marked) {
        (Cell::Number(mark), Marked::Scale | Marked::Deductions | Marked::Bonus) => {
            let fault = off_scale(mark, scale);
            let fits = fault.is_none();
            findings.extend(fault.map(|expected| complaint(&text(mark), expected, cell, criterion, subject)));
            fits.then(|| Mark::Number(mark.clone()))
        }
        (Cell::Truth(truth), Marked::YesNo) => {
            Some(Mark::Number(if *truth { scale.max.clone() } else { Exact::zero() }))
        }
        (Cell::Ratio(got, of), Marked::Ratio) => {
            if got.is_negative() || of.is_negative() || (got > of && scale.beyond == Beyond::Refuse) {
                let expected = Said::both("应有 0 ≤ `got` ≤ `of`", "expected 0 ≤ `got` ≤ `of`");
                findings.push(complaint(&format!("{}/{}", text(got), text(of)), expected, cell, criterion, subject));
                return None;
            }
            if of.is_zero() {
                let reason = Said::both("应得为 0", "nothing was due");
                return admit_empty((Empty::NotApplicable, reason), scale.marked, cell, sheet, findings);
            }
            Some(Mark::Ratio(Box::new([got.min(of).clone(), of.clone()])))
        }
        (Cell::Empty(empty, reason), marked) => admit_empty((*empty, reason.clone()), marked, cell, sheet, findings),
        (_, marked) => {
            let expected = match marked {
                Marked::Scale | Marked::Deductions | Marked::Bonus => Said::both("应为数", "expected a number"),
                Marked::YesNo => Said::both("应为 true 或 false", "expected true or false"),
                Marked::Ratio => Said::both("应为 { got = 9, of = 10 }", "expected { got = 9, of = 10 }"),
            };
            let (zh, en) = (marked.name(Language::Chinese), marked.name(Language::English));
            let message = Said::both(
                format!("指标 `{}` 的打分方式是“{zh}”", &*criterion.key),
                format!("a mark on `{}` is {en}", &*criterion.key),
            );
            findings.push(Finding::new(&rules::WRONG_TYPE, cell.place.clone(), message).expected(expected));
            None
        }
    }
}

/// An empty mark, or a complaint that the scheme does not accept it.
fn admit_empty(
    (empty, reason): (Empty, Said),
    marked: Marked,
    cell: &At<Cell>,
    sheet: &Context<'_>,
    findings: &mut Findings,
) -> Option<Mark> {
    let effect = effect(empty, sheet);
    let pooled = marked == Marked::Ratio && sheet.scheme.roles[sheet.role].combine != Combination::Single;
    if effect == Effect::Zero && pooled {
        findings.push(
            Finding::new(
                &rules::EMPTY_MARK,
                cell.place.clone(),
                Said::both(
                    "几名评分人的比率合并计算，零分要写明应得多少",
                    "ratios of several assessors are pooled, so a nought must say what it is of",
                ),
            )
            .help(Said::both("写 `{ got = 0, of = … }`", "write `{ got = 0, of = … }`")),
        );
        return None;
    }
    if effect == Effect::Refuse {
        let (word, key) = (empty.word(), &*sheet.scheme.key);
        findings.push(
            Finding::new(
                &rules::EMPTY_MARK,
                cell.place.clone(),
                Said::both(
                    format!("办法 `{key}` 不接受“{}”的空缺", empty.name(Language::Chinese)),
                    format!("the scheme `{key}` accepts no mark that is {}", empty.name(Language::English)),
                ),
            )
            .help(Said::both(
                format!("补上分数，或在办法里写明如何处理，如 `{word} = \"leave_out\"`"),
                format!("give the mark, or say in the scheme what it does, such as `{word} = \"leave_out\"`"),
            )),
        );
        return None;
    }
    Some(Mark::Empty(Box::new((empty, reason))))
}

/// What was expected instead of `mark`, if it cannot stand on `scale`.
fn off_scale(mark: &Exact, scale: &Scale) -> Option<Said> {
    match scale.marked {
        Marked::Deductions => (mark.is_negative() || !mark.is_whole())
            .then(|| Said::both("应为几处：0、1、2 …", "expected how many faults there are: 0, 1, 2 …")),
        Marked::Bonus => mark.is_negative().then(|| Said::both("应为 0 或正数", "expected 0 or more")),
        _ => {
            let (low, high) = scale.ends();
            // A scale without room is complained about where it is written.
            let beyond = (mark < low || mark > high) && low < high && scale.beyond == Beyond::Refuse;
            let (from, to) = (text(low), text(high));
            if beyond {
                return Some(Said::both(format!("应在 {from} 到 {to} 之间"), format!("expected {from} to {to}")));
            }
            let step = scale.step.as_ref().filter(|step| **step > Exact::zero())?;
            let steps = &(mark - low) / step;
            (!steps.is_whole()).then(|| {
                let step = text(step);
                Said::both(
                    format!("应在 {from} 到 {to} 之间，间隔 {step}"),
                    format!("expected {from} to {to} in steps of {step}"),
                )
            })
        }
    }
}

/// The complaint that what is `written` is off the scale of its criterion.
fn complaint(written: &str, expected: Said, cell: &At<Cell>, criterion: &Criterion, subject: &At<String>) -> Finding {
    let (key, subject) = (&*criterion.key, &subject.value);
    Finding::new(
        &rules::MARK_OFF_SCALE,
        cell.place.clone(),
        Said::both(
            format!("`{subject}` 的 `{key}` 为 {written}，不在量程上"),
            format!("`{key}` of `{subject}` is {written}, which is off the scale"),
        ),
    )
    .expected(expected)
}

/// A number as somebody would write it.
fn text(number: &Exact) -> String {
    number.finite_text(24).unwrap_or_else(|| number.fraction_text())
}
