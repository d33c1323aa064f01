//! Rulings as written → rulings on results that exist: their scheme, period and subject looked up together.

use std::collections::BTreeSet;

use crate::check::cases::{admit_period, admit_subject};
use crate::community::form::{At, Name};
use crate::community::marks::{Period, Sheet, Subject};
use crate::community::register::{Community, Marked};
use crate::community::rulings::{
    Case, Moderation, ModerationForm, Rulings, TieDecision, TieDecisionForm, Ungraded, UngradedForm, Veto, VetoEffect,
    VetoForm,
};
use crate::community::scheme::{Scheme, unknown_band, unknown_criterion};
use crate::community::table::{Id, Names};
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place};
use crate::language::Said;

/// What a ruling is looked up in.
struct Context<'a> {
    community: &'a Community,
    names: &'a Names,
    /// Every result that has marks.
    marked: BTreeSet<(Id<Scheme>, &'a Period, Subject)>,
}

/// The rulings, looked up and checked, in an order that does not depend on files.
pub fn admit_rulings(written: Marked, community: &Community, names: &Names, findings: &mut Findings) -> Rulings {
    let rows = |sheet: &Sheet| sheet.rows.iter().map(|row| row.subject).collect::<Vec<_>>();
    let marked = community
        .sheets
        .iter()
        .flat_map(|sheet| rows(sheet).into_iter().map(move |subject| (sheet.scheme, &sheet.period, subject)))
        .collect();
    let context = Context { community, names, marked };
    let mut rulings = Rulings {
        vetoes: written.vetoes.into_iter().filter_map(|form| context.veto(form, findings)).collect(),
        ungraded: written.ungraded.into_iter().filter_map(|form| context.ungraded(form, findings)).collect(),
        decisions: written.decisions.into_iter().filter_map(|form| context.decision(form, findings)).collect(),
        moderations: written.moderations.into_iter().filter_map(|form| context.moderation(form, findings)).collect(),
    };
    rulings.vetoes.sort_by(|left, right| (&left.case, left.date).cmp(&(&right.case, right.date)));
    rulings.ungraded.sort_by(|left, right| left.case.cmp(&right.case));
    rulings.decisions.sort_by(|left, right| {
        (left.scheme, &left.period, &left.order).cmp(&(right.scheme, &right.period, &right.order))
    });
    rulings.moderations.sort_by(|left, right| (&left.case, left.leaf).cmp(&(&right.case, right.leaf)));
    rulings
}

/// The complaint that a ruling does not fit.
fn misfit(place: &Place, zh: String, en: String) -> Finding {
    Finding::new(&rules::RULING_DOES_NOT_FIT, place.clone(), Said::both(zh, en))
}

impl Context<'_> {
    /// The result that a ruling names.
    fn case(
        &self,
        scheme: &Name<Scheme>,
        period: &At<String>,
        subject: &At<String>,
        findings: &mut Findings,
    ) -> Option<(Case, &Scheme)> {
        let id = self.names.resolve(scheme, findings)?;
        let scheme = self.community.schemes.get(id)?;
        let period = admit_period(period, scheme, self.community, self.names, findings)?;
        let subject = self.subject(id, scheme, &period, subject, findings)?;
        Some((Case { scheme: id, period, subject }, scheme))
    }

    /// The subject that a ruling names, which has marks.
    fn subject(
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

    fn veto(&self, form: VetoForm, findings: &mut Findings) -> Option<Veto> {
        let body = self.names.resolve(&form.body, findings);
        let (case, scheme) = self.case(&form.scheme, &form.period, &form.subject, findings)?;
        let cap = match (form.effect.value, &form.band) {
            (VetoEffect::GradeCap, Some(written)) => {
                let found = scheme.bands.iter().position(|band| band.key == written.value);
                if found.is_none() {
                    let known = scheme.bands.iter().map(|band| &*band.key.0);
                    findings.push(unknown_band(&scheme.key, written, known));
                }
                if found == Some(0) {
                    let message =
                        Said::both("封顶在最高的等次，什么也不限制", "a cap at the highest band caps nothing");
                    findings.push(
                        Finding::new(&rules::FIELD_WITHOUT_EFFECT, written.place.clone(), message)
                            .help(Said::both("写一个较低的等次", "name a lower band")),
                    );
                }
                Some(found?)
            }
            (VetoEffect::GradeCap, None) => {
                let message =
                    Said::both("没有写最高只能评为哪一等次", "it is not said which band is the best that is left");
                findings.push(
                    Finding::new(&rules::MISSING_FIELD, form.effect.place.clone(), message)
                        .help(Said::both("加上 `band = \"…\"`", "add `band = \"…\"`")),
                );
                return None;
            }
            (VetoEffect::ReplacementRequest, Some(written)) => {
                let message = Said::both(
                    "`band` 在这里不起作用：提出更换人员不改等次",
                    "`band` has no effect here: a demand for replacement leaves the band as it is",
                );
                findings.push(
                    Finding::new(&rules::FIELD_WITHOUT_EFFECT, written.place.clone(), message)
                        .help(Said::both("删去 `band`", "remove `band`")),
                );
                None
            }
            (VetoEffect::ReplacementRequest, None) => None,
        };
        Some(Veto { case, cap, ground: form.ground, body: body?, date: form.date })
    }

    fn ungraded(&self, form: UngradedForm, findings: &mut Findings) -> Option<Ungraded> {
        let (case, _) = self.case(&form.scheme, &form.period, &form.subject, findings)?;
        Some(Ungraded { case, reason: form.reason })
    }

    fn decision(&self, form: TieDecisionForm, findings: &mut Findings) -> Option<TieDecision> {
        let body = self.names.resolve(&form.body, findings);
        let id = self.names.resolve(&form.scheme, findings)?;
        let scheme = self.community.schemes.get(id)?;
        let period = admit_period(&form.period, scheme, self.community, self.names, findings)?;
        let mut order = Vec::new();
        for written in &form.order {
            let subject = self.subject(id, scheme, &period, written, findings)?;
            if order.contains(&subject) {
                findings.push(misfit(
                    &written.place,
                    format!("`{}` 写了两次", written.value),
                    format!("`{}` is written twice", written.value),
                ));
            }
            order.push(subject);
        }
        if order.len() < 2 {
            findings.push(misfit(
                &form.place,
                "裁定至少涉及两个同分的对象".to_owned(),
                "a decision orders at least two subjects that are equal".to_owned(),
            ));
        }
        Some(TieDecision {
            scheme: id,
            period,
            place: form.place,
            order,
            body: body?,
            date: form.date,
            note: form.note,
        })
    }

    fn moderation(&self, form: ModerationForm, findings: &mut Findings) -> Option<Moderation> {
        let body = self.names.resolve(&form.body, findings);
        let (case, scheme) = self.case(&form.scheme, &form.period, &form.subject, findings)?;
        let keys = || scheme.leaves.iter().map(|leaf| &*scheme.criteria[*leaf].key.0);
        let leaf = keys().position(|key| *key == *form.criterion.value.0);
        if leaf.is_none() {
            let written = &form.criterion;
            findings.push(unknown_criterion(&written.value, &written.place, &scheme.criteria, keys()));
        }
        Some(Moderation { case, leaf: leaf?, outcome: form.outcome, body: body?, date: form.date })
    }
}
