//! What is made of marks and results: roundings on the way, empty marks, bands, ties, other weightings, low results.

use crate::community::form::{Amounts, At};
use crate::community::scheme::criteria::HIGHEST_ROOT;
use crate::community::scheme::form::{
    Aggregate, AlternativeForm, BandForm, Combination, Effect, Prefer, RoundAt, SchemeForm,
};
use crate::community::scheme::{
    Alternative, Band, Compares, Criterion, Empties, Low, Role, Round, TieBreaker, check_digits, check_distinct, idle,
    refuse, rounding, unknown_band, unknown_criterion, unknown_role,
};
use crate::exact::{Exact, Rounding};
use crate::finding::rules;
use crate::finding::{Finding, Findings, expected_one_of, suggestion};
use crate::language::Said;

/// The bands, from the highest down.
pub fn admit_bands(form: &SchemeForm, findings: &mut Findings) -> Vec<Band> {
    check_distinct(form.band.iter().map(|band| &band.id), findings);
    for pair in form.band.windows(2) {
        if pair[1].from.value >= pair[0].from.value {
            findings.push(
                Finding::new(
                    &rules::BANDS_OVERLAP,
                    pair[1].from.place.clone(),
                    Said::both(
                        format!("`{}` 的下限不低于上一等次 `{}`", &*pair[1].id.value, &*pair[0].id.value),
                        format!("`{}` does not begin below `{}`", &*pair[1].id.value, &*pair[0].id.value),
                    ),
                )
                .related(pair[0].from.place.clone(), Said::both("上一等次的下限", "the band above begins here"))
                .help(Said::both(
                    "等次从高到低写，下限逐级降低",
                    "write the bands from the highest down, each beginning below the one above it",
                )),
            );
        }
    }
    let added = form.aggregate == Some(Aggregate::Sum);
    let outside = |band: &&BandForm| band.from.value.is_negative() || band.from.value > Exact::whole(100);
    // What is added up can be any number of points.
    for band in form.band.iter().filter(|_| !added).filter(outside) {
        let message = Said::both(
            format!("等次 `{}` 的下限不在结果的范围内", &*band.id.value),
            format!("the bound of `{}` lies outside the results there can be", &*band.id.value),
        );
        let finding = Finding::new(&rules::BANDS_OVERLAP, band.from.place.clone(), message);
        findings.push(finding.expected(Said::both("应在 0 到 100 之间", "expected 0 to 100")));
    }
    for quota in form.band.iter().filter_map(|band| band.quota.as_ref()) {
        if quota.value.is_negative() || quota.value > Exact::whole(100) {
            refuse(
                &quota.place,
                Said::both("名额不能超过本组的 100%", "a quota is a share of the group"),
                Said::both("应在 0 到 100 之间", "expected 0 to 100"),
                findings,
            );
        }
    }
    if let Some(quota) = form.band.last().and_then(|band| band.quota.as_ref()) {
        refuse(
            &quota.place,
            Said::both(
                "最低的等次不能限名额：超出的人没有等次可归",
                "the lowest band takes whom all others turn away, so it has no quota",
            ),
            Said::both("最低的等次不写 `quota`", "expected no `quota` on the lowest band"),
            findings,
        );
    }
    let admitted = |band: &BandForm| Band {
        key: band.id.value.clone(),
        name: band.name.clone(),
        from: band.from.value.clone(),
        quota: band.quota.as_ref().map(|quota| quota.value.clone()),
    };
    form.band.iter().map(admitted).collect()
}

/// The declared roundings; `rule` is the scheme's.
pub fn admit_rounds(form: &SchemeForm, rule: Rounding, findings: &mut Findings) -> Vec<Round> {
    let mut rounds: Vec<Round> = Vec::new();
    for round in &form.round {
        check_digits(&round.digits, findings);
        let at = round.at.value;
        if rounds.iter().any(|other| other.at == at) {
            findings.push(
                Finding::new(
                    &rules::DUPLICATE_ID,
                    round.at.place.clone(),
                    Said::both(
                        format!("`{}` 的舍入写了两次", at.word()),
                        format!("the rounding at `{}` is written twice", at.word()),
                    ),
                )
                .help(Said::both("只留一次", "keep one of them")),
            );
        }
        let cumulative = round.cumulative.as_ref().filter(|cumulative| cumulative.value);
        if let Some(cumulative) = cumulative.filter(|_| !matches!(at, RoundAt::Component | RoundAt::Section)) {
            let (zh, en) = ("只有并列的指标才能累计", "only criteria beside one another have running totals");
            idle(&cumulative.place, "cumulative", zh, en, findings);
        }
        rounds.push(Round {
            at,
            digits: round.digits.value,
            rounding: if round.rounding.is_some() { rounding(round.rounding) } else { rule },
            cumulative: cumulative.is_some(),
        });
    }
    rounds
}

/// What empty marks do.
pub fn admit_empties(form: &SchemeForm, findings: &mut Findings) -> Empties {
    if let Some(at) = form.not_applicable.as_ref().filter(|at| at.value == Effect::Open) {
        refuse(
            &at.place,
            Said::both(
                "不适用的分数不会再来，结果不能待定",
                "a mark that does not apply never comes, so nothing stays open",
            ),
            Said::both("应为 `leave_out`、`zero` 或 `refuse`", "expected `leave_out`, `zero` or `refuse`"),
            findings,
        );
    }
    let sums = form.role.iter().any(|role| role.combine.as_ref().is_some_and(|at| at.value == Combination::Sum));
    if let Some(at) = form.not_assessed.as_ref().filter(|at| sums && at.value == Effect::Open) {
        refuse(
            &at.place,
            Said::both(
                "有角色把评分人的分数相加，人数不定，结果没有范围",
                "a role adds up its assessors, whose number is not known, so an open result has no bounds",
            ),
            Said::both("应为 `refuse`、`leave_out` 或 `zero`", "expected `refuse`, `leave_out` or `zero`"),
            findings,
        );
    }
    let effect = |at: &Option<At<Effect>>, otherwise| at.as_ref().map_or(otherwise, |at| at.value);
    Empties {
        not_applicable: effect(&form.not_applicable, Effect::LeaveOut),
        not_assessed: effect(&form.not_assessed, Effect::Refuse),
        withheld: effect(&form.withheld, Effect::Refuse),
    }
}

/// What counts as a low result.
pub fn admit_low(form: &SchemeForm, findings: &mut Findings) -> Option<Low> {
    let low = form.low.as_ref()?;
    if low.band.is_none() && low.last.is_none() {
        findings.push(
            Finding::new(
                &rules::MISSING_FIELD,
                low.place.clone(),
                Said::both("没有写什么算末位", "it is not said what counts as low"),
            )
            .help(Said::both("加上 `band = \"…\"` 或 `last = 3`", "add `band = \"…\"` or `last = 3`")),
        );
    }
    if low.periods.value == 0 {
        let expected = Said::both("应为 1 或更大", "expected 1 or more");
        refuse(&low.periods.place, Said::both("至少一期", "at least one period is looked at"), expected, findings);
    }
    let band = low.band.as_ref().and_then(|written| {
        let found = form.band.iter().position(|band| band.id.value == written.value);
        if found.is_none() {
            findings.push(unknown_band(&form.id.value, written, form.band.iter().map(|band| &*band.id.value.0)));
        }
        found
    });
    Some(Low { band, last: low.last.as_ref().map(|last| last.value), periods: low.periods.value })
}

/// What breaks ties, in order.
pub fn admit_tie_breakers(
    form: &SchemeForm,
    criteria: &[Criterion],
    roles: &[Role],
    findings: &mut Findings,
) -> Vec<TieBreaker> {
    let mut breakers = Vec::new();
    for written in &form.tie_breaker {
        if written.criterion.is_none()
            && written.role.is_none()
            && written.marks.is_none()
            && written.marks_from.is_none()
        {
            findings.push(
                Finding::new(
                    &rules::MISSING_FIELD,
                    written.place.clone(),
                    Said::both("没有写比较什么", "it is not said what is compared"),
                )
                .help(Said::both(
                    "加上 `criterion = \"…\"`、`role = \"…\"`、`marks = …` 或 `marks_from = …`",
                    "add `criterion = \"…\"`, `role = \"…\"`, `marks = …` or `marks_from = …`",
                )),
            );
        }
        let criterion = written.criterion.as_ref().and_then(|key| {
            let found = criteria.iter().position(|criterion| criterion.key == key.value);
            if found.is_none() {
                let known = criteria.iter().map(|criterion| &*criterion.key.0);
                findings.push(unknown_criterion(&key.value, &key.place, criteria, known));
            }
            found
        });
        let role = written.role.as_ref().and_then(|key| {
            let found = roles.iter().position(|role| role.key == key.value);
            if found.is_none() {
                findings.push(unknown_role(&form.id.value, key, roles.iter().map(|role| &*role.key.0)));
            }
            found
        });
        let compares = match (&written.marks, &written.marks_from) {
            (Some(marks), None) => Compares::Marks(marks.value.clone()),
            (None, Some(marks)) => Compares::MarksFrom(marks.value.clone()),
            (None, None) => Compares::Result,
            (Some(marks), Some(from)) => {
                let (zh, en) = ("`marks` 和 `marks_from` 只留一个", "keep `marks` or `marks_from`, not both");
                idle(&from.place, "marks_from", zh, en, findings);
                Compares::Marks(marks.value.clone())
            }
        };
        breakers.push(TieBreaker { criterion, role, compares, prefer: written.prefer.unwrap_or(Prefer::Higher) });
    }
    breakers
}

/// Other weightings.
pub fn admit_alternatives(
    form: &SchemeForm,
    criteria: &[Criterion],
    roles: &[Role],
    findings: &mut Findings,
) -> Vec<Alternative> {
    check_distinct(form.alternative.iter().map(|alternative| &alternative.id), findings);
    let mut admitted = Vec::new();
    for written in &form.alternative {
        let mut weights = |amounts: &Option<Amounts>, known: &[&str], word: &'static str| {
            let mut weights = Vec::new();
            for (name, (place, weight)) in amounts.iter().flat_map(|amounts| &amounts.0) {
                match known.iter().position(|known| *known == &**name) {
                    Some(position) if !weight.value.is_negative() => weights.push((position, weight.value.clone())),
                    Some(_) => refuse(
                        &weight.place,
                        Said::both("权重不能是负数", "a weight cannot be negative"),
                        Said::both("应为 0 或正数", "expected 0 or more"),
                        findings,
                    ),
                    None => findings.push(
                        Finding::new(
                            &rules::UNRESOLVED_NAME,
                            place.clone(),
                            Said::both(
                                format!(
                                    "办法 `{}` 没有这个{}：`{name}`",
                                    &*form.id.value,
                                    if word == "role" { "角色" } else { "指标" }
                                ),
                                format!("the scheme `{}` has no {word} `{name}`", &*form.id.value),
                            ),
                        )
                        .expected(expected_one_of(known.iter().copied()))
                        .help(suggestion(name, known.iter().copied())),
                    ),
                }
            }
            weights
        };
        let role_keys: Vec<&str> = roles.iter().map(|role| &*role.key.0).collect();
        let criterion_keys: Vec<&str> = criteria.iter().map(|criterion| &*criterion.key.0).collect();
        let alternative = Alternative {
            key: written.id.value.clone(),
            name: written.name.clone(),
            roles: weights(&written.roles, &role_keys, "role"),
            criteria: weights(&written.criteria, &criterion_keys, "criterion"),
        };
        check_criteria_weights(form, written, criteria, &alternative, findings);
        let zero = |weights: &[(usize, Exact)], count: usize| {
            weights.len() == count && weights.iter().all(|(_, weight)| weight.is_zero())
        };
        if zero(&alternative.roles, roles.len()) && !roles.is_empty() {
            refuse(
                &written.place,
                Said::both("所有角色的权重都是 0", "the weights of all roles are 0"),
                Said::both("至少一个大于 0", "expected one of them to be more than 0"),
                findings,
            );
        }
        let written_none = |amounts: &Option<Amounts>| amounts.as_ref().is_none_or(|amounts| amounts.0.is_empty());
        if written_none(&written.roles) && written_none(&written.criteria) {
            findings.push(
                Finding::new(
                    &rules::MISSING_FIELD,
                    written.place.clone(),
                    Said::both("没有写别的权重", "no other weight is written"),
                )
                .help(Said::both(
                    "加上 `roles = { … }` 或 `criteria = { … }`",
                    "add `roles = { … }` or `criteria = { … }`",
                )),
            );
        }
        admitted.push(alternative);
    }
    admitted
}

/// Complains about other weights of criteria that have no effect, that leave nothing to weigh, or of which no root can be
/// taken.
fn check_criteria_weights(
    form: &SchemeForm,
    written: &AlternativeForm,
    criteria: &[Criterion],
    alternative: &Alternative,
    findings: &mut Findings,
) {
    let aggregate = |parent: Option<usize>| {
        parent.map_or(form.aggregate.unwrap_or(Aggregate::Weighted), |parent| criteria[parent].node.aggregate)
    };
    let averaged = |parent| matches!(aggregate(parent), Aggregate::Weighted | Aggregate::Geometric);
    for (at, _) in alternative.criteria.iter().filter(|(at, _)| !averaged(criteria[*at].parent)) {
        let amounts = written.criteria.iter().flat_map(|amounts| &amounts.0);
        let own = amounts.filter(|(name, _)| ***name == *criteria[*at].key.0);
        for (name, (place, _)) in own {
            let (zh, en) = ("同级指标不按权重平均", "those beside it are not averaged by weight");
            idle(place, name, zh, en, findings);
        }
    }
    let mut parents: Vec<Option<usize>> = alternative.criteria.iter().map(|(at, _)| criteria[*at].parent).collect();
    parents.sort();
    parents.dedup();
    for parent in parents.into_iter().filter(|parent| averaged(*parent)) {
        let beside = criteria.iter().enumerate().filter(|(_, criterion)| criterion.parent == parent);
        let weight = |(at, criterion): (usize, &Criterion)| {
            let other = alternative.criteria.iter().find(|(position, _)| *position == at);
            other.map(|(_, weight)| weight.clone()).or_else(|| criterion.weight.clone()).unwrap_or_else(Exact::zero)
        };
        let weights: Vec<Exact> = beside.map(weight).collect();
        let sum: Exact = weights.iter().sum();
        let shares: Option<Vec<Exact>> = weights.iter().map(|weight| weight.checked_div(&sum)).collect();
        let Some(shares) = shares else {
            refuse(
                &written.place,
                Said::both("同级指标的权重都是 0", "all weights beside one another are 0"),
                Said::both("至少一个大于 0", "expected one of them to be more than 0"),
                findings,
            );
            continue;
        };
        let geometric = aggregate(parent) == Aggregate::Geometric;
        if geometric && Exact::common_denominator(&shares, HIGHEST_ROOT).is_none() {
            refuse(
                &written.place,
                Said::both("几何平均的权重太零碎", "the weights of this geometric mean are too uneven"),
                Said::both(
                    format!("各权重应为同一份额的整数倍，总份数不超过 {HIGHEST_ROOT}"),
                    format!("expected whole multiples of one part, of which there are at most {HIGHEST_ROOT}"),
                ),
                findings,
            );
        }
    }
}
