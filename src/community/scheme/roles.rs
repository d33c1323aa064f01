//! The roles of a scheme: their weights, what they mark, how their assessors become one.

use std::collections::BTreeMap;

use crate::community::form::{Amounts, At, Key};
use crate::community::kind::Kind;
use crate::community::scheme::form::{Combination, CombineBy, Marked, RoleForm, SchemeForm};
use crate::community::scheme::weights::{check_sum, check_weight};
use crate::community::scheme::{Criterion, Role, RoleWeights, Scheme, check_distinct, idle, refuse, unknown_criterion};
use crate::exact::Exact;
use crate::finding::rules;
use crate::finding::{Finding, Findings, expected_one_of, nearest, suggestion};
use crate::language::{Language, Said};

/// Marks are dropped from so many assessors on, unless a role says otherwise.
const TRIM_FROM: usize = 5;

/// With fewer marks nothing would be left.
const LEAST_TO_TRIM: u32 = 3;

/// The roles, with the leaves that each marks; `None` when one has no weight.
pub fn admit_roles(
    form: &SchemeForm,
    criteria: &[Criterion],
    leaves: &[usize],
    findings: &mut Findings,
) -> Option<Vec<Role>> {
    let leaf_keys: Vec<&Key> = leaves.iter().map(|leaf| &criteria[*leaf].key).collect();
    let mut roles = Vec::new();
    check_distinct(form.role.iter().map(|role| &role.id), findings);
    let kinds = Kind::all(form.subject.value);
    for role in &form.role {
        let mut marks = vec![role.criteria.is_empty(); leaves.len()];
        for key in &role.criteria {
            match leaf_keys.iter().position(|leaf| **leaf == key.value) {
                Some(leaf) => marks[leaf] = true,
                None => findings.push(unknown_criterion(
                    &key.value,
                    &key.place,
                    criteria,
                    leaf_keys.iter().map(|leaf| &*leaf.0),
                )),
            }
        }
        let weights = admit_role_weights(role, &kinds, findings);
        let combine = role.combine.as_ref().map_or(Combination::Single, |combine| combine.value);
        check_combination(role, combine, findings);
        roles.push(weights.map(|weights| Role {
            key: role.id.value.clone(),
            name: role.name.clone(),
            weights,
            combine,
            combine_by: role.combine_by.as_ref().map_or(CombineBy::Criterion, |by| by.value),
            trim_from: role.trim_from.as_ref().map_or(TRIM_FROM, |from| from.value as usize),
            marks,
            place: match (&role.weight, &role.weight_by_kind) {
                (Some(weight), _) => weight.place.clone(),
                (_, Some(weights)) => weights.place.clone(),
                (None, None) => role.place.clone(),
            },
        }));
    }
    let roles = roles.into_iter().collect::<Option<Vec<Role>>>()?;
    check_ratios(form, criteria, leaves, &roles, findings);
    Some(roles)
}

/// Complains about fields that do not go with how the assessors of a role are combined.
fn check_combination(role: &RoleForm, combine: Combination, findings: &mut Findings) {
    if let Some(from) = &role.trim_from {
        if combine != Combination::TrimmedMean {
            let (zh, en) = ("这一角色不去掉最高最低分", "this role drops no marks");
            idle(&from.place, "trim_from", zh, en, findings);
        } else if from.value < LEAST_TO_TRIM {
            refuse(
                &from.place,
                Said::both(
                    format!("{} 个分数去掉最高和最低各一个，就没有剩下的了", from.value),
                    format!("nothing is left of {} marks without the highest and the lowest", from.value),
                ),
                Said::both(format!("应不小于 {LEAST_TO_TRIM}"), format!("expected {LEAST_TO_TRIM} or more")),
                findings,
            );
        }
    }
    if let Some(by) = &role.combine_by
        && !matches!(combine, Combination::TrimmedMean | Combination::Median)
    {
        let (zh, en) = ("只有去掉最高最低分或取中位数时才要选", "it goes with a trimmed mean or a median");
        idle(&by.place, "combine_by", zh, en, findings);
    }
}

/// Complains when a ratio is marked by several roles, or combined in a way that ratios cannot be.
fn check_ratios(form: &SchemeForm, criteria: &[Criterion], leaves: &[usize], roles: &[Role], findings: &mut Findings) {
    let ratios = leaves.iter().enumerate().filter(|(_, at)| criteria[**at].scale.marked == Marked::Ratio);
    for (leaf, at) in ratios {
        let marking: Vec<usize> = (0..roles.len()).filter(|role| roles[*role].marks[leaf]).collect();
        let fits =
            |role: &usize| matches!(roles[*role].combine, Combination::Single | Combination::Mean | Combination::Sum);
        if marking.len() > 1 || !marking.iter().all(fits) {
            let key = &*criteria[*at].key;
            let written = form.criterion.iter().find(|written| *written.id.value == *key);
            let place = written.and_then(|written| written.marked.as_ref()).map_or(&form.place, |at| &at.place);
            refuse(
                place,
                Said::both(
                    format!("比率指标 `{key}` 由多个角色打分，或其角色的合成方式不适用于比率"),
                    format!("the ratio `{key}` is marked by several roles, or by one that cannot combine ratios"),
                ),
                Said::both(
                    "应由一个角色打分，`combine` 为 `single`、`mean` 或 `sum`（各评分人的实得和应得分别合计）",
                    "expected one role with `combine` as `single`, `mean` or `sum`: what was got and what it was of are pooled",
                ),
                findings,
            );
        }
    }
}

fn admit_role_weights(role: &RoleForm, kinds: &[Kind], findings: &mut Findings) -> Option<RoleWeights> {
    match (&role.weight, &role.weight_by_kind) {
        (Some(weight), None) => {
            check_weight(weight, findings);
            Some(RoleWeights::Same(weight.clone()))
        }
        (None, Some(written)) => Some(RoleWeights::ByKind(admit_weights_by_kind(written, kinds, findings))),
        (Some(_), Some(both)) => {
            findings.push(
                Finding::new(
                    &rules::WRONG_TYPE,
                    both.place.clone(),
                    Said::both(
                        format!("角色 `{}` 的权重写了两种", &*role.id.value),
                        format!("the role `{}` has weights of both sorts", &*role.id.value),
                    ),
                )
                .help(Said::both(
                    "`weight` 和 `weight_by_kind` 只留一个",
                    "keep `weight` or `weight_by_kind`, not both",
                )),
            );
            None
        }
        (None, None) => {
            findings.push(
                Finding::new(
                    &rules::MISSING_FIELD,
                    role.place.clone(),
                    Said::both(
                        format!("角色 `{}` 没有权重", &*role.id.value),
                        format!("the role `{}` has no weight", &*role.id.value),
                    ),
                )
                .help(Said::both(
                    "加上 `weight = …`，或 `weight_by_kind = { … }`",
                    "add `weight = …` or `weight_by_kind = { … }`",
                )),
            );
            None
        }
    }
}

fn admit_weights_by_kind(written: &Amounts, kinds: &[Kind], findings: &mut Findings) -> BTreeMap<Kind, At<Exact>> {
    let mut weights = BTreeMap::new();
    for (word, (place, weight)) in &written.0 {
        check_weight(weight, findings);
        match kinds.iter().find(|kind| kind.word() == &**word) {
            Some(kind) => {
                weights.insert(*kind, weight.clone());
            }
            // What has no kinds is complained about for the whole scheme.
            None if kinds.is_empty() => {}
            None => {
                let known = kinds.iter().map(|kind| kind.word());
                let message = Said::both(format!("没有类别 `{word}`"), format!("there is no kind `{word}`"));
                findings.push(
                    Finding::new(&rules::UNKNOWN_WORD, place.clone(), message)
                        .expected(expected_one_of(known.clone()))
                        .help(suggestion(word, known.clone())),
                );
                let meant = kinds.iter().find(|kind| nearest(word, known.clone()) == Some(kind.word()));
                weights.extend(meant.map(|kind| (*kind, weight.clone())));
            }
        }
    }
    weights
}

/// Complains unless the weights of the roles are complete and add up, for every kind of subject where they differ by kind.
pub fn check_role_sums(scheme: &Scheme, findings: &mut Findings) {
    if !scheme.weighs_by_kind() {
        let weights: Vec<&At<Exact>> = scheme.roles.iter().filter_map(|role| role.weights.of(None)).collect();
        check_sum(&weights, scheme.weights, Said::both("各角色", "the roles"), &scheme.place, findings);
        return;
    }
    for kind in Kind::all(scheme.subject) {
        let weights: Vec<&At<Exact>> = scheme.roles.iter().filter_map(|role| role.weights.of(Some(kind))).collect();
        if weights.len() == scheme.roles.len() {
            let what = Said::both(
                format!("{}（`{}`）各角色", kind.name(Language::Chinese), kind.word()),
                format!("the roles for `{}`", kind.word()),
            );
            check_sum(&weights, scheme.weights, what, &scheme.place, findings);
        }
    }
}
