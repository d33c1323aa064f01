//! Decisions on ties, held against the results once these are known.

use crate::community::register::Community;
use crate::finding::rules;
use crate::finding::{Finding, Findings};
use crate::language::{Language, Said};

/// A decision puts those in order who share a place, all of them and nobody else; `idle` are the positions of those that
/// do not.
pub fn decisions_are_on_ties(community: &Community, idle: &[usize], findings: &mut Findings) {
    for decision in idle.iter().map(|at| &community.rulings.decisions[*at]) {
        let names: Vec<&str> = decision.order.iter().map(|subject| community.key(*subject)).collect();
        let period = decision.period.name(Language::English);
        let key = &*community.schemes[decision.scheme].key;
        findings.push(
            Finding::new(
                &rules::RULING_DOES_NOT_FIT,
                decision.place.clone(),
                Said::both(
                    format!("{} 在办法 `{key}` {period} 的结果里没有并列，或还有别的并列者", names.join("、")),
                    format!(
                        "{} do not share a place under the scheme `{key}` {period}, or share it with others too",
                        names.join(", ")
                    ),
                ),
            )
            .help(Said::both(
                "核对名次（`gongshi scores`）；裁定应列出全部并列者，不同分的不需要裁定",
                "look at the places (`gongshi scores`); a decision names all who share a place, and nobody else",
            )),
        );
    }
}
