//! Corrections as written → corrections that fit the score sheets, and the sheets as they stood before each of them.

use std::collections::BTreeMap;

use crate::check::cases::Cases;
use crate::check::marks::{admit_assessor, admit_mark};
use crate::community::form::At;
use crate::community::marks::{Mark, Sheet, Superseded};
use crate::community::redress::{CorrectedMark, CorrectedMarkForm, Correction, CorrectionForm};
use crate::community::row::Cell;
use crate::community::rulings::Case;
use crate::community::scheme::{Scheme, unknown_criterion};
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place};
use crate::language::Said;

/// The corrections in order of their days, and the sheets that they superseded.
pub fn admit_corrections(
    forms: Vec<CorrectionForm>,
    cases: &Cases<'_>,
    findings: &mut Findings,
) -> (Vec<Correction>, Vec<Sheet>) {
    let admitted = forms.into_iter().filter_map(|form| admit_correction(form, cases, findings));
    let mut corrections: Vec<Correction> = admitted.collect();
    corrections.sort_by(|left, right| (left.date, &left.case).cmp(&(right.date, &right.case)));
    let superseded = supersede(&corrections, &cases.community.sheets, findings);
    (corrections, superseded)
}

fn admit_correction(form: CorrectionForm, cases: &Cases<'_>, findings: &mut Findings) -> Option<Correction> {
    let body = cases.names.resolve(&form.body, findings);
    let notice = cases.names.resolve_optional(&form.notice, findings);
    let (case, scheme) = cases.case(&form.scheme, &form.period, &form.subject, findings)?;
    if form.mark.is_empty() && (form.was.is_none() || form.now.is_none()) {
        findings.push(
            Finding::new(
                &rules::MISSING_FIELD,
                form.place.clone(),
                Said::both("没有写更正了什么", "it does not say what was corrected"),
            )
            .help(Said::both(
                "写 `mark = [{ role = …, by = …, criterion = …, was = …, now = … }]`；不是分数的更正，写印出的结果 `was = \"…\"` 和 `now = \"…\"`",
                "write `mark = [{ role = …, by = …, criterion = …, was = …, now = … }]`; where no mark changed, the printed results `was = \"…\"` and `now = \"…\"`",
            )),
        );
    }
    let mut marks = Vec::new();
    for mark in &form.mark {
        marks.push(admit_corrected(mark, &form.subject, (&case, scheme), cases, findings));
    }
    Some(Correction {
        case,
        date: form.date,
        body: body?,
        reason: form.reason,
        marks: marks.into_iter().collect::<Option<_>>()?,
        printed: [form.was.map(|text| text.value), form.now.map(|text| text.value)],
        notice: notice?,
        place: form.place,
    })
}

fn admit_corrected(
    form: &CorrectedMarkForm,
    subject: &At<String>,
    (case, scheme): (&Case, &Scheme),
    cases: &Cases<'_>,
    findings: &mut Findings,
) -> Option<CorrectedMark> {
    let role = scheme.role(&form.role, cases.names, findings);
    let by = admit_assessor(&form.by, &case.period, cases.community, cases.names, findings);
    let keys = || scheme.leaves.iter().map(|leaf| &*scheme.criteria[*leaf].key.0);
    let leaf = keys().position(|key| *key == *form.criterion.value.0);
    if leaf.is_none() {
        findings.push(unknown_criterion(&form.criterion.value, &form.criterion.place, &scheme.criteria, keys()));
    }
    let (role, leaf) = (role?, leaf?);
    let mut mark = |cell: &At<Cell>| {
        admit_mark(cell, subject, (scheme, role, leaf), &case.period, cases.community, cases.names, findings)
    };
    let (was, now) = (mark(&form.was), mark(&form.now));
    Some(CorrectedMark { role, by: by?, leaf, was: was?, now: now?, place: form.now.place.clone() })
}

/// The sheets as they stood before each correction, found by undoing the corrections from the last to the first.
fn supersede(corrections: &[Correction], sheets: &[Sheet], findings: &mut Findings) -> Vec<Sheet> {
    let mut versions: BTreeMap<usize, Sheet> = BTreeMap::new();
    let mut superseded = Vec::new();
    for (at, correction) in corrections.iter().enumerate().rev() {
        let mut touched = Vec::new();
        for mark in &correction.marks {
            let Some((sheet, row)) = stands_at(mark, correction, sheets) else {
                findings.push(without_mark(&mark.place));
                continue;
            };
            let version = versions.entry(sheet).or_insert_with(|| sheets[sheet].clone());
            let cell = &mut version.rows[row].marks[mark.leaf];
            if *cell != mark.now {
                findings.push(differs(&mark.place, &sheets[sheet].rows[row].place));
            }
            *cell = mark.was.clone();
            touched.push(sheet);
        }
        touched.sort_unstable();
        touched.dedup();
        superseded.extend(
            touched
                .into_iter()
                .map(|sheet| Sheet { superseded: Some(Superseded { sheet, by: at }), ..versions[&sheet].clone() }),
        );
    }
    superseded
}

/// The sheet and the row in it that hold the mark that was corrected.
fn stands_at(mark: &CorrectedMark, correction: &Correction, sheets: &[Sheet]) -> Option<(usize, usize)> {
    let case = &correction.case;
    let own = sheets.iter().enumerate().filter(|(_, sheet)| {
        (sheet.scheme, &sheet.period, sheet.role, sheet.by) == (case.scheme, &case.period, mark.role, mark.by)
    });
    let row = |sheet: &Sheet| {
        sheet.rows.iter().position(|row| row.subject == case.subject && row.marks[mark.leaf] != Mark::None)
    };
    own.filter_map(|(at, sheet)| Some((at, row(sheet)?))).next()
}

fn without_mark(place: &Place) -> Finding {
    Finding::new(
        &rules::CORRECTION_DOES_NOT_FIT,
        place.clone(),
        Said::both("评分表里没有这项分数", "no score sheet holds this mark"),
    )
    .help(Said::both("核对角色、评分单位和指标", "look at the role, the assessor and the criterion"))
}

fn differs(place: &Place, row: &Place) -> Finding {
    Finding::new(
        &rules::CORRECTION_DOES_NOT_FIT,
        place.clone(),
        Said::both("与评分表里现在的分数不同", "this is not the mark that the score sheet holds now"),
    )
    .related(row.clone(), Said::both("评分表写在这里", "the score sheet has it here"))
    .help(Said::both(
        "评分表写更正后的分数；其后又更正过的，这里写那次更正前的分数",
        "the sheet holds the corrected mark; where it was corrected again later, this is the mark before that",
    ))
}
