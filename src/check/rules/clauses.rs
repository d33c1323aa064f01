//! The numbers of plans, held against the data.

use crate::community::area::Tier;
use crate::community::form::At;
use crate::community::kind::Kind;
use crate::community::plan::{Clause, Demand, Plan};
use crate::community::register::Community;
use crate::community::scheme::{RoleWeights, Scheme};
use crate::community::table::Names;
use crate::exact::Exact;
use crate::finding::rules;
use crate::finding::{Finding, Findings};
use crate::language::{Language, Said};
use crate::load::Source;

fn every_clause(community: &Community) -> impl Iterator<Item = (&Plan, &Clause)> {
    community.plans.iter().flat_map(|(_, plan)| plan.clauses.iter().map(move |clause| (plan, clause)))
}

/// A role's weight is not below the floor that a plan sets (plan 7, measure 11: 70 % and 50 %).
pub fn weights_keep_their_floors(community: &Community, names: &Names, _: &Source, findings: &mut Findings) {
    for (plan, clause) in every_clause(community) {
        let Demand::WeightAtLeast { scheme, role, kinds, floor } = &clause.demand else { continue };
        let Some(scheme) = community.schemes.get(*scheme) else { continue };
        let Some(role) = scheme.role(role, names, findings) else { continue };
        match &scheme.roles[role].weights {
            RoleWeights::Same(written) => {
                let weight = weight_in_per_cent(scheme, role, kinds.first().copied());
                if weight < floor.value {
                    findings.push(below_floor(plan, clause, (scheme, role, None), (&weight, written), &floor.value));
                }
            }
            RoleWeights::ByKind(weights) => {
                for (kind, written) in weights.iter().filter(|(kind, _)| kinds.is_empty() || kinds.contains(kind)) {
                    let weight = weight_in_per_cent(scheme, role, Some(*kind));
                    if weight < floor.value {
                        let which = (scheme, role, Some(*kind));
                        findings.push(below_floor(plan, clause, which, (&weight, written), &floor.value));
                    }
                }
            }
        }
    }
}

/// The weight of a role in per cent of the whole, whatever the written weights mean.
fn weight_in_per_cent(scheme: &Scheme, role: usize, kind: Option<Kind>) -> Exact {
    &scheme.decisive_share(role, kind) * &Exact::whole(100)
}

fn below_floor(
    plan: &Plan,
    clause: &Clause,
    (scheme, role, kind): (&Scheme, usize, Option<Kind>),
    (weight, written): (&Exact, &At<Exact>),
    floor: &Exact,
) -> Finding {
    let text = |number: &Exact| number.finite_text(6).unwrap_or_else(|| number.rounded_text(6, scheme.rounding));
    let nominal = scheme.role_shares(kind).get(role).map(|share| share * &Exact::whole(100));
    let decides = nominal.is_some_and(|nominal| nominal != *weight);
    let (weight, floor, role) = (text(weight), text(floor), &*scheme.roles[role].key);
    let (zh, en) = match decides {
        true => (
            "（连同它单独或不参与打分的指标，按实际决定的份额计）",
            ", by what it really decides: some criteria are not marked by all roles",
        ),
        false => ("", ""),
    };
    let message = match kind {
        Some(kind) => Said::both(
            format!("角色 `{role}` 对{}（`{}`）的权重为 {weight}%{zh}", kind.name(Language::Chinese), kind.word()),
            format!("the weight of `{role}` for `{}` is {weight} %{en}", kind.word()),
        ),
        None => Said::both(
            format!("角色 `{role}` 的权重为 {weight}%{zh}"),
            format!("the weight of `{role}` is {weight} %{en}"),
        ),
    };
    Finding::new(&rules::WEIGHT_BELOW_FLOOR, written.place.clone(), message)
        .expected(Said::both(format!("方案规定不低于 {floor}%"), format!("the plan says at least {floor} %")))
        .related(
            clause.place.clone(),
            Said::both(
                format!("《{}》的条款 `{}`", plan.title.text(Language::Chinese), &*clause.key),
                format!("clause `{}` of the plan `{}`", &*clause.key, &*plan.key),
            ),
        )
        .help(Said::both(
            format!("把权重提高到 {floor}% 或以上；若方案已修订，改方案的条款"),
            format!("raise the weight to {floor} % or more; if the plan was revised, change its clause"),
        ))
}

/// So many neighbourhoods as the plan says were chosen at a level, or as the ten best, in the plan's year.
pub fn numbers_of_plans_agree(community: &Community, _: &Names, _: &Source, findings: &mut Findings) {
    use chrono::Datelike;
    for (plan, clause) in every_clause(community) {
        let year = plan.date.year();
        let (found, exactly, what) = match &clause.demand {
            Demand::WeightAtLeast { .. } => continue,
            Demand::NamedInYear { level, exactly } => {
                let what = [
                    format!("{}示范小区", level.name(Language::Chinese)),
                    format!("demonstration neighbourhoods of level `{}`", level.word()),
                ];
                (chosen(community, *level, year), exactly, what)
            }
            Demand::TenBestInYear { exactly } => {
                (ten_best(community, year), exactly, ["十佳小区".to_owned(), "ten-best neighbourhoods".to_owned()])
            }
        };
        if u32::try_from(found) != Ok(exactly.value) {
            findings.push(
                Finding::new(
                    &rules::CLAUSE_NOT_KEPT,
                    exactly.place.clone(),
                    Said::both(
                        format!("方案规定 {year} 年有 {} 个{}，数据里有 {found} 个", exactly.value, what[0]),
                        format!("the plan says {} {} in {year}, the data have {found}", exactly.value, what[1]),
                    ),
                )
                .help(Said::both(
                    format!("核对各小区 {year} 年的 `demonstration` 记录；若方案已修订，改这里的数"),
                    format!("look through the `demonstration` records for {year}; if the plan was revised, change this number"),
                )),
            );
        }
    }
}

fn chosen(community: &Community, level: Tier, year: i32) -> usize {
    let rounds = community.neighbourhoods.iter().flat_map(|(_, neighbourhood)| &neighbourhood.demonstration);
    rounds.filter(|round| round.level == level && round.year == year).count()
}

fn ten_best(community: &Community, year: i32) -> usize {
    let best = community.neighbourhoods.iter().filter(|(_, neighbourhood)| {
        neighbourhood.demonstration.iter().any(|round| round.year == year && round.ten_best)
    });
    best.count()
}
