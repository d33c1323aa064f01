//! What plans set: weights, headings that clauses stand under, texts that are not copies; and contests whose judges do not
//! compete.

use std::collections::HashSet;

use crate::community::clause::{Clause, Demand};
use crate::community::document::Text;
use crate::community::form::At;
use crate::community::kind::Kind;
use crate::community::plan::Plan;
use crate::community::register::Community;
use crate::community::scheme::{RoleWeights, Scheme};
use crate::community::table::Names;
use crate::exact::Exact;
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place, suggestion};
use crate::language::{Language, Said};
use crate::load::Source;
use crate::markdown::{Numbering, outline};

fn every_clause(community: &Community) -> impl Iterator<Item = (&Plan, &Clause)> {
    community.plans.iter().flat_map(|(_, plan)| plan.clauses.iter().map(move |clause| (plan, clause)))
}

/// A role's weight is not below the floor that a plan sets (plan 7, measure 11: 70 % and 50 %).
pub fn weights_keep_their_floors(community: &Community, names: &Names, _: &Source, findings: &mut Findings) {
    for (plan, clause) in every_clause(community) {
        let Demand::Weight { scheme, role, kinds, floor } = &clause.demand else { continue };
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
                format!("《{}》的条款 `{}`", plan.title.text(Language::Chinese), &*clause.key.value),
                format!("clause `{}` of the plan `{}`", &*clause.key.value, &*plan.key),
            ),
        )
        .help(Said::both(
            format!("把权重提高到 {floor}% 或以上；若方案已修订，改方案的条款"),
            format!("raise the weight to {floor} % or more; if the plan was revised, change its clause"),
        ))
}

/// A clause stands under a heading of its plan.
pub fn clauses_stand_under_headings(community: &Community, _: &Names, _: &Source, findings: &mut Findings) {
    for (plan, clause) in every_clause(community) {
        let text_of = plan.same_text_as.and_then(|id| community.plans.get(id)).unwrap_or(plan);
        let (Some(under), Some((text, language))) = (&clause.under, text_of.texts.within(Language::Chinese)) else {
            continue;
        };
        let headings = outline(&text.markdown, language, Numbering::None).headings;
        if headings.iter().any(|heading| heading.text == under.value || heading.anchor == under.value) {
            continue;
        }
        let words = || headings.iter().map(|heading| heading.text.as_str());
        let shown: String = under.value.chars().take(24).collect();
        findings.push(
            Finding::new(
                &rules::UNRESOLVED_NAME,
                under.place.clone(),
                Said::both(format!("方案里没有标题“{shown}”"), format!("the plan has no heading \"{shown}\"")),
            )
            .expected(Said::both(
                "应为方案正文的一个标题，照抄",
                "expected a heading of the plan's text, word for word",
            ))
            .help(suggestion(&under.value, words())),
        );
    }
}

/// No two plans are the same text, unless one says so: nine tenths of what stands in one stands in the other.
pub fn plans_are_not_copies(community: &Community, _: &Names, _: &Source, findings: &mut Findings) {
    let texts: Vec<(&Plan, &Text, HashSet<String>)> = community
        .plans
        .iter()
        .filter_map(|(_, plan)| {
            let (text, _) = plan.texts.within(Language::Chinese)?;
            let pieces = pieces(&text.markdown);
            (pieces.len() >= SHORTEST_COPY).then_some((plan, text, pieces))
        })
        .collect();
    for (at, (plan, text, own)) in texts.iter().enumerate() {
        for (first, first_text, pieces) in &texts[..at] {
            let shared = own.intersection(pieces).count();
            if shared * 10 < own.len().max(pieces.len()) * 9 {
                continue;
            }
            let place = |text: &Text| Place { file: text.file, span: text.start..text.start };
            findings.push(
                Finding::new(
                    &rules::DUPLICATE_PLAN,
                    place(text),
                    Said::both(
                        format!("方案 `{}` 与 `{}` 的文字几乎相同", &*plan.key, &*first.key),
                        format!("the plans `{}` and `{}` are nearly the same text", &*plan.key, &*first.key),
                    ),
                )
                .related(place(first_text), Said::both("另一份在这里", "the other one"))
                .help(Said::both(
                    format!("删去这里的正文，在文件头写 `same_text_as = \"{}\"`", &*first.key),
                    format!("remove the text here and write `same_text_as = \"{}\"` in the front matter", &*first.key),
                )),
            );
        }
    }
}

/// Shorter texts are not compared, in pieces.
const SHORTEST_COPY: usize = 40;

/// A text in overlapping pieces of eight characters, blanks and marks left out.
fn pieces(markdown: &str) -> HashSet<String> {
    let letters: Vec<char> = markdown.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.windows(8).map(|window| window.iter().collect()).collect()
}

/// Nobody judges a contest and enters it (plan 3; ids stand for roles, not for names).
pub fn judges_do_not_compete(community: &Community, _: &Names, _: &Source, findings: &mut Findings) {
    for (_, festival) in community.festivals.iter() {
        for (key, name) in &festival.judges {
            let Some(entry) = festival.entries.iter().find(|entry| entry.key == *key) else { continue };
            let name = |language| name.text(language).to_owned();
            findings.push(
                Finding::new(
                    &rules::JUDGE_COMPETES,
                    festival.place.clone(),
                    Said::both(
                        format!("`{}`（{}）既是评委又参赛", &*entry.key, name(Language::Chinese)),
                        format!("`{}` ({}) is a judge and enters too", &*entry.key, name(Language::English)),
                    ),
                )
                .help(Said::both("从评委或参赛名单中去掉一处", "take it off one of the two lists")),
            );
        }
    }
}
