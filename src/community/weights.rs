//! Weights: criteria within criteria and roles beside one another, each weight in its range and all adding up.

use std::collections::{BTreeMap, BTreeSet};

use crate::community::form::{Amounts, At, Key};
use crate::community::scheme::{
    Combination, Criterion, CriterionForm, Role, RoleForm, RoleWeights, Scheme, SchemeForm, SubjectKind, WeightMeaning,
    check_distinct, unknown_criterion,
};
use crate::community::team::TeamKind;
use crate::exact::Exact;
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place, expected_one_of, listing, nearest, suggestion};
use crate::language::{Language, Said};

/// The share that a written weight is of the whole, `sum` being that of all weights beside it.
pub fn share(weight: &Exact, sum: &Exact, meaning: WeightMeaning) -> Exact {
    let whole = match meaning {
        WeightMeaning::Percent | WeightMeaning::AsWritten => Exact::whole(100),
        WeightMeaning::Relative => sum.clone(),
    };
    weight.checked_div(&whole).unwrap_or_else(Exact::zero)
}

fn check_weight(weight: &At<Exact>, findings: &mut Findings) {
    if weight.value.is_negative() {
        findings.push(
            Finding::new(
                &rules::OUT_OF_RANGE,
                weight.place.clone(),
                Said::both("权重不能是负数", "a weight cannot be negative"),
            )
            .expected(Said::both("应为 0 或正数", "expected 0 or more")),
        );
    }
}

/// Complains unless percentages add up to 100, or relative weights to more than nought.
fn check_sum(weights: &[&At<Exact>], meaning: WeightMeaning, what: Said, place: &Place, findings: &mut Findings) {
    let sum: Exact = weights.iter().map(|weight| &weight.value).sum();
    let fits = match meaning {
        WeightMeaning::Percent => sum == Exact::whole(100),
        WeightMeaning::Relative => !sum.is_zero() && !sum.is_negative(),
        // More than the whole would give results above 100.
        WeightMeaning::AsWritten => !sum.is_zero() && !sum.is_negative() && sum <= Exact::whole(100),
    };
    // A negative weight is complained about where it is written.
    if fits || weights.is_empty() || weights.iter().any(|weight| weight.value.is_negative()) {
        return;
    }
    let text = |number: &Exact| number.finite_text(12).unwrap_or_else(|| number.fraction_text());
    let terms: Vec<String> = weights.iter().map(|weight| text(&weight.value)).collect();
    let written =
        if (2..=12).contains(&terms.len()) { format!("{} = {}", terms.join(" + "), text(&sum)) } else { text(&sum) };
    let (zh, en) = (what.text(Language::Chinese), what.text(Language::English));
    let (expected, help) = match meaning {
        WeightMeaning::Percent => (
            Said::both("合计应为 100", "they must add up to 100"),
            Said::both(
                "改动权重，或在办法里写 `weights = \"relative\"`（按合计折算）",
                "change a weight, or write `weights = \"relative\"` in the scheme to divide by the sum",
            ),
        ),
        WeightMeaning::Relative | WeightMeaning::AsWritten => (
            Said::both("合计应大于 0", "they must add up to more than 0"),
            Said::both("至少一个权重大于 0", "make one of the weights more than 0"),
        ),
    };
    findings.push(
        Finding::new(
            &rules::WEIGHTS_DO_NOT_ADD,
            weights.last().map_or_else(|| place.clone(), |last| last.place.clone()),
            Said::both(format!("{zh}的权重合计为 {written}"), format!("the weights of {en} add up to {written}")),
        )
        .expected(expected)
        .help(help),
    );
}

/// The criteria, parents before their parts; `None` when it is not clear which lies within which.
pub fn admit_criteria(form: &SchemeForm, meaning: WeightMeaning, findings: &mut Findings) -> Option<Vec<Criterion>> {
    let forms = &form.criterion;
    check_distinct(forms.iter().map(|criterion| &criterion.id), findings);
    for criterion in forms {
        check_weight(&criterion.weight, findings);
        if let Some(max) = criterion.max.as_ref().filter(|max| max.value <= Exact::zero()) {
            findings.push(
                Finding::new(
                    &rules::OUT_OF_RANGE,
                    max.place.clone(),
                    Said::both("满分须大于 0", "a full mark is more than 0"),
                )
                .expected(Said::both("应大于 0", "expected more than 0")),
            );
        }
    }
    let parents = parents(form, findings)?;
    let mut criteria = Vec::with_capacity(forms.len());
    descend(form, &parents, meaning, (None, None), &mut criteria, findings);
    Some(criteria)
}

/// For each criterion the one it lies within; `None` when one is not known, or lies within itself.
fn parents(form: &SchemeForm, findings: &mut Findings) -> Option<Vec<Option<usize>>> {
    let forms = &form.criterion;
    let known = forms.iter().map(|criterion| &*criterion.id.value.0);
    let mut parents = Vec::with_capacity(forms.len());
    for criterion in forms {
        let Some(within) = &criterion.within else {
            parents.push(Some(None));
            continue;
        };
        let position = forms.iter().position(|other| other.id.value == within.value);
        if position.is_none() {
            findings.push(
                Finding::new(
                    &rules::UNRESOLVED_NAME,
                    within.place.clone(),
                    Said::both(
                        format!("办法 `{}` 没有指标 `{}`", &*form.id.value, &*within.value),
                        format!("the scheme `{}` has no criterion `{}`", &*form.id.value, &*within.value),
                    ),
                )
                .expected(expected_one_of(known.clone()))
                .help(suggestion(&within.value, known.clone())),
            );
        }
        parents.push(position.map(Some));
    }
    let parents: Vec<Option<usize>> = parents.into_iter().collect::<Option<_>>()?;
    match (0..forms.len()).find_map(|index| circle(&parents, index)) {
        None => Some(parents),
        Some(circle) => {
            findings.push(refuse_circle(&circle.iter().map(|index| &forms[*index]).collect::<Vec<_>>()));
            None
        }
    }
}

/// The criteria on the way from `index` up to itself, if that is where the way leads.
fn circle(parents: &[Option<usize>], index: usize) -> Option<Vec<usize>> {
    let mut way = vec![index];
    while let Some(parent) = parents[way[way.len() - 1]] {
        if parent == index {
            return Some(way);
        }
        if way.contains(&parent) {
            return None;
        }
        way.push(parent);
    }
    None
}

fn refuse_circle(circle: &[&CriterionForm]) -> Finding {
    let first = circle[0];
    let way: Vec<String> =
        circle.iter().chain([&first]).map(|criterion| format!("`{}`", &*criterion.id.value)).collect();
    let way = way.join(" → ");
    let place = first.within.as_ref().map_or(&first.place, |within| &within.place);
    Finding::new(
        &rules::CIRCLE_OF_PARENTS,
        place.clone(),
        Said::both(format!("指标成了自己的上级：{way}"), format!("a criterion lies within itself: {way}")),
    )
    .help(Said::both("去掉或改正其中一个 `within`", "remove or mend one of the `within` lines"))
}

/// Admits the parts of the criterion `(as written, as admitted)`, each followed by its own parts.
fn descend(
    form: &SchemeForm,
    parents: &[Option<usize>],
    meaning: WeightMeaning,
    (written, admitted): (Option<usize>, Option<usize>),
    criteria: &mut Vec<Criterion>,
    findings: &mut Findings,
) {
    let forms = &form.criterion;
    let parts: Vec<usize> = (0..forms.len())
        .filter(|index| parents[*index] == written && (written.is_some() || forms[*index].within.is_none()))
        .collect();
    let weights: Vec<&At<Exact>> = parts.iter().map(|index| &forms[*index].weight).collect();
    let what = match written {
        None => Said::both("一级指标", "the top criteria"),
        Some(index) => Said::both(
            format!("“{}”下各指标", forms[index].name.text(Language::Chinese)),
            format!("the parts of `{}`", &*forms[index].id.value),
        ),
    };
    check_sum(&weights, meaning, what, &form.place, findings);
    let sum: Exact = weights.iter().map(|weight| &weight.value).sum();
    let (above, depth) = admitted.map_or_else(
        || (Exact::one(), 0),
        |parent| (criteria[parent].share_of_whole.clone(), criteria[parent].depth + 1),
    );
    for index in parts {
        let criterion = &forms[index];
        let own = share(&criterion.weight.value, &sum, meaning);
        let position = criteria.len();
        criteria.push(Criterion {
            key: criterion.id.value.clone(),
            name: criterion.name.clone(),
            weight: criterion.weight.value.clone(),
            share_of_whole: &above * &own,
            share: own,
            max: criterion.max.as_ref().map_or_else(|| Exact::whole(100), |max| max.value.clone()),
            parent: admitted,
            depth,
            note: criterion.note.clone(),
        });
        descend(form, parents, meaning, (Some(index), Some(position)), criteria, findings);
    }
}

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
        let weights = admit_role_weights(role, findings);
        roles.push(weights.map(|weights| Role {
            key: role.id.value.clone(),
            name: role.name.clone(),
            weights,
            combine: role.combine.unwrap_or(Combination::Single),
            marks,
            place: match (&role.weight, &role.weight_by_kind) {
                (Some(weight), _) => weight.place.clone(),
                (_, Some(weights)) => weights.place.clone(),
                (None, None) => role.place.clone(),
            },
        }));
    }
    roles.into_iter().collect()
}

fn admit_role_weights(role: &RoleForm, findings: &mut Findings) -> Option<RoleWeights> {
    match (&role.weight, &role.weight_by_kind) {
        (Some(weight), None) => {
            check_weight(weight, findings);
            Some(RoleWeights::Same(weight.clone()))
        }
        (None, Some(written)) => Some(RoleWeights::ByKind(admit_weights_by_kind(written, findings))),
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

fn admit_weights_by_kind(written: &Amounts, findings: &mut Findings) -> BTreeMap<TeamKind, At<Exact>> {
    let mut weights = BTreeMap::new();
    for (word, (place, weight)) in &written.0 {
        check_weight(weight, findings);
        match TeamKind::ALL.iter().find(|kind| kind.word() == &**word) {
            Some(kind) => {
                weights.insert(*kind, weight.clone());
            }
            None => {
                let known = TeamKind::ALL.iter().map(|kind| kind.word());
                let message =
                    Said::both(format!("没有队伍类别 `{word}`"), format!("there is no kind of team `{word}`"));
                findings.push(
                    Finding::new(&rules::UNKNOWN_WORD, place.clone(), message)
                        .expected(expected_one_of(known.clone()))
                        .help(suggestion(word, known.clone())),
                );
                let meant = TeamKind::ALL.iter().find(|kind| nearest(word, known.clone()) == Some(kind.word()));
                weights.extend(meant.map(|kind| (*kind, weight.clone())));
            }
        }
    }
    weights
}

/// Complains unless the weights of the roles are complete and add up, for every kind of team where they differ by kind.
pub fn check_role_sums(scheme: &Scheme, findings: &mut Findings) {
    let by_kind = scheme.roles.iter().any(|role| matches!(role.weights, RoleWeights::ByKind(_)));
    if !by_kind {
        let weights: Vec<&At<Exact>> = scheme.roles.iter().filter_map(|role| role.weights.of(None)).collect();
        check_sum(&weights, scheme.weights, Said::both("各角色", "the roles"), &scheme.place, findings);
        return;
    }
    if scheme.subject != SubjectKind::Team {
        return;
    }
    for kind in TeamKind::ALL {
        let weights: Vec<&At<Exact>> = scheme.roles.iter().filter_map(|role| role.weights.of(Some(*kind))).collect();
        if weights.len() == scheme.roles.len() {
            let what = Said::both(
                format!("{}（`{}`）队伍各角色", kind.name(Language::Chinese), kind.word()),
                format!("the roles for `{}`", kind.word()),
            );
            check_sum(&weights, scheme.weights, what, &scheme.place, findings);
        }
    }
}

/// Complains when a role has no weight for one of `kinds`.
pub fn refuse_missing_kinds(role: &Role, kinds: &BTreeSet<TeamKind>, findings: &mut Findings) {
    let missing = kinds.iter().filter(|kind| role.weights.of(Some(**kind)).is_none());
    let missing: Vec<&str> = missing.map(|kind| kind.word()).collect();
    if missing.is_empty() {
        return;
    }
    let list = listing(missing.iter().copied());
    let added = missing.iter().map(|kind| format!("{kind} = …")).collect::<Vec<_>>().join(", ");
    findings.push(
        Finding::new(
            &rules::MISSING_FIELD,
            role.place.clone(),
            Said::both(
                format!("角色 `{}` 没有 {} 的权重", &*role.key, list.replace(", ", "、")),
                format!("the role `{}` has no weight for {list}", &*role.key),
            ),
        )
        .help(Said::both(
            format!("在 `weight_by_kind` 里加上 `{added}`"),
            format!("add `{added}` to `weight_by_kind`"),
        )),
    );
}
