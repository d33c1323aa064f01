//! The numbers of plans, held against the data.

use crate::community::area::Tier;
use crate::community::plan::{Clause, Demand, Plan};
use crate::community::register::Community;
use crate::community::scheme::{Scheme, WeightMeaning};
use crate::community::table::Names;
use crate::community::team::TeamKind;
use crate::exact::Exact;
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place, listing, suggestion};
use crate::language::{Language, Said};
use crate::load::Source;

fn every_clause(community: &Community) -> impl Iterator<Item = (&Plan, &Clause)> {
    community.plans.iter().flat_map(|(_, plan)| plan.clauses.iter().map(move |clause| (plan, clause)))
}

/// A role's weight is not below the floor that a plan sets (plan 7, measure 11: 70 % and 50 %).
pub fn weights_keep_their_floors(community: &Community, _: &Names, _: &Source, findings: &mut Findings) {
    for (plan, clause) in every_clause(community) {
        let Demand::WeightAtLeast { scheme, role, kinds, floor } = &clause.demand else { continue };
        let Some(scheme) = community.schemes.get(*scheme) else { continue };
        let Some(position) = scheme.roles.iter().position(|known| known.key == role.value) else {
            let known = scheme.roles.iter().map(|role| &*role.key.0);
            let accepted = listing(known.clone());
            findings.push(
                Finding::new(
                    &rules::UNRESOLVED_NAME,
                    role.place.clone(),
                    Said::both(
                        format!("办法 `{}` 没有角色 `{}`", &*scheme.key, &*role.value),
                        format!("the scheme `{}` has no role `{}`", &*scheme.key, &*role.value),
                    ),
                )
                .expected(Said::both(format!("应为其中之一：{accepted}"), format!("expected one of {accepted}")))
                .help(suggestion(&role.value, known)),
            );
            continue;
        };
        for kind in kinds {
            let Some(written) = scheme.roles[position].weights.of(Some(*kind)) else { continue };
            if weight_in_per_cent(scheme, position, *kind) < floor.value {
                findings.push(below_floor(plan, clause, &role.value, *kind, written.place.clone(), &floor.value));
            }
        }
    }
}

/// The weight of a role in per cent of the whole, whatever the written weights mean.
fn weight_in_per_cent(scheme: &Scheme, role: usize, kind: TeamKind) -> Exact {
    match scheme.weights {
        WeightMeaning::Percent | WeightMeaning::AsWritten => {
            scheme.roles[role].weights.of(Some(kind)).map_or_else(Exact::zero, |at| at.value.clone())
        }
        WeightMeaning::Relative => &scheme.role_shares(Some(kind))[role] * &Exact::whole(100),
    }
}

fn below_floor(plan: &Plan, clause: &Clause, role: &str, kind: TeamKind, place: Place, floor: &Exact) -> Finding {
    let floor = floor.finite_text(6).unwrap_or_else(|| floor.fraction_text());
    Finding::new(
        &rules::WEIGHT_BELOW_FLOOR,
        place,
        Said::both(
            format!("{}队伍中角色 `{role}` 的权重低于方案下限", kind.name(Language::Chinese)),
            format!("for {} the weight of `{role}` is below the plan's floor", kind.word()),
        ),
    )
    .expected(Said::both(format!("不低于 {floor}"), format!("at least {floor}")))
    .related(
        clause.place.clone(),
        Said::both(
            format!("《{}》的条款 `{}`", plan.title.text(Language::Chinese), &*clause.key),
            format!("clause `{}` of the plan `{}`", &*clause.key, &*plan.key),
        ),
    )
    .help(Said::both(
        format!("把权重提高到 {floor} 以上；若方案已修订，改方案的条款"),
        format!("raise the weight to {floor} or more; if the plan was revised, change its clause"),
    ))
}

/// So many neighbourhoods as the plan says were chosen at a level, or as the ten best, in the plan's year.
pub fn numbers_of_plans_agree(community: &Community, _: &Names, _: &Source, findings: &mut Findings) {
    use chrono::Datelike;
    for (plan, clause) in every_clause(community) {
        let year = plan.date.year();
        let (found, exactly) = match &clause.demand {
            Demand::WeightAtLeast { .. } => continue,
            Demand::NamedInYear { level, exactly } => (chosen(community, *level, year), exactly),
            Demand::TenBestInYear { exactly } => (ten_best(community, year), exactly),
        };
        if u32::try_from(found) != Ok(exactly.value) {
            findings.push(
                Finding::new(
                    &rules::CLAUSE_NOT_KEPT,
                    exactly.place.clone(),
                    Said::both(
                        format!("方案规定 {year} 年 {} 个，数据里有 {found} 个", exactly.value),
                        format!("the plan says {} for {year}, the data have {found}", exactly.value),
                    ),
                )
                .expected(Said::both(format!("{found}，或改数据"), format!("{found}, or other data")))
                .help(Said::both(
                    "核对小区的 `demonstration` 记录",
                    "look through the `demonstration` records of the neighbourhoods",
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
