//! Clauses that are not kept, and plans that contradict one another, as findings.

use crate::community::clause::Demand;
use crate::community::register::Community;
use crate::finding::rules;
use crate::finding::{Finding, Findings};
use crate::judge::{Judgement, Standing};
use crate::language::{Language, Said};

/// How many of the cases that break a clause are pointed at.
const POINTED_AT: usize = 3;

/// A finding for each clause that is not kept and for each contradiction.
///
/// Weights below a floor are found while checking, as an error of their own; they are not told twice.
pub fn complain(community: &Community, judgement: &Judgement, findings: &mut Findings) {
    for (id, plan) in community.plans.iter() {
        for (clause, verdict) in plan.clauses.iter().zip(judgement.of(id)) {
            if verdict.standing != Standing::NotKept || matches!(clause.demand, Demand::Weight { .. }) {
                continue;
            }
            let broken: Vec<_> = verdict.cases.iter().filter(|case| !case.kept).collect();
            let (key, all) = (&*clause.key.value, verdict.cases.len());
            let soft = if clause.soft { ["（原则性要求）", " (in principle)"] } else { ["", ""] };
            let breaks = if broken.len() == 1 { "breaks" } else { "break" };
            let mut finding = Finding::new(
                &rules::CLAUSE_NOT_KEPT,
                clause.key.place.clone(),
                Said::both(
                    format!("条款 `{key}` 未达到{}：{all} 处核对，{} 处不符", soft[0], broken.len()),
                    format!("the clause `{key}` is not kept{}: {} of {all} cases {breaks} it", soft[1], broken.len()),
                ),
            )
            .expected(Said::both(
                clause.text.text(Language::Chinese).to_owned(),
                clause.text.text(Language::English).to_owned(),
            ))
            .help(Said::both(
                "核对数据；若方案已修订，改这里的数。页面会如实显示未达到",
                "look through the data; if the plan was revised, change the number here. The page says that it is not kept",
            ));
            for case in broken.iter().take(POINTED_AT) {
                if let Some(place) = &case.place {
                    finding = finding.related(place.clone(), Said::both("这一条不符", "this one breaks it"));
                }
            }
            findings.push(finding);
        }
    }
    contradictions(community, judgement, findings);
}

fn contradictions(community: &Community, judgement: &Judgement, findings: &mut Findings) {
    for conflict in &judgement.conflicts {
        let clause = |at: usize| {
            let (plan, position, _) = &conflict.clauses[at];
            &community.plans[*plan].clauses[*position]
        };
        let text = |at: usize| {
            let number = &conflict.clauses[at].2;
            number.finite_text(6).unwrap_or_else(|| number.fraction_text())
        };
        let (applies, number) = (clause(conflict.applies), text(conflict.applies));
        for at in
            (0..conflict.clauses.len()).filter(|at| conflict.clauses[*at].2 != conflict.clauses[conflict.applies].2)
        {
            let other = clause(at);
            findings.push(
                Finding::new(
                    &rules::PLANS_CONTRADICT,
                    other.number.as_ref().map_or(&other.key.place, |number| &number.place).clone(),
                    Said::both(
                        format!("关于“{}”，两个有效方案的规定不同：{} 与 {number}", conflict.topic, text(at)),
                        format!("two plans in force differ on `{}`: {} and {number}", conflict.topic, text(at)),
                    ),
                )
                .related(
                    applies.number.as_ref().map_or(&applies.key.place, |number| &number.place).clone(),
                    Said::both("从严执行这一条", "this one applies, being the stricter"),
                )
                .help(match conflict.apart {
                    false => Said::both(
                        "页面按从严的一条提示；修订其中一个方案即可消除",
                        "pages show the stricter; revise one of the plans to remove the contradiction",
                    ),
                    true => Said::both(
                        "两个方案各管一地；合并展示的页面按从严的一条提示",
                        "each holds in its own area; pages that mix the plans show the stricter",
                    ),
                }),
            );
        }
    }
}
