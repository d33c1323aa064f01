//! Rulings as written → rulings on results that exist: their scheme, period and subject looked up together.

use crate::check::cases::{Cases, misfit};
use crate::community::register::Marked;
use crate::community::rulings::{
    Moderation, ModerationForm, Rulings, TieDecision, TieDecisionForm, Ungraded, UngradedForm, Veto, VetoEffect,
    VetoForm,
};
use crate::community::scheme::{unknown_band, unknown_criterion};
use crate::finding::rules;
use crate::finding::{Finding, Findings};
use crate::language::Said;

/// The rulings, looked up and checked, in an order that does not depend on files.
pub fn admit_rulings(written: Marked, cases: &Cases<'_>, findings: &mut Findings) -> Rulings {
    let mut rulings = Rulings {
        vetoes: written.vetoes.into_iter().filter_map(|form| cases.veto(form, findings)).collect(),
        ungraded: written.ungraded.into_iter().filter_map(|form| cases.ungraded(form, findings)).collect(),
        decisions: written.decisions.into_iter().filter_map(|form| cases.decision(form, findings)).collect(),
        moderations: written.moderations.into_iter().filter_map(|form| cases.moderation(form, findings)).collect(),
    };
    rulings.vetoes.sort_by(|left, right| (&left.case, left.date).cmp(&(&right.case, right.date)));
    rulings.ungraded.sort_by(|left, right| left.case.cmp(&right.case));
    rulings.decisions.sort_by(|left, right| {
        (left.scheme, &left.period, &left.order).cmp(&(right.scheme, &right.period, &right.order))
    });
    rulings.moderations.sort_by(|left, right| (&left.case, left.leaf).cmp(&(&right.case, right.leaf)));
    rulings
}

impl Cases<'_> {
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
        let (id, period) = self.ranking(&form.scheme, &form.period, findings)?;
        let scheme = self.community.schemes.get(id)?;
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
