//! Weights: each in its range, and those beside one another adding up.

use crate::community::form::At;
use crate::community::scheme::form::WeightMeaning;
use crate::exact::Exact;
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place};
use crate::language::{Language, Said};

/// Complains about a weight below nought.
pub fn check_weight(weight: &At<Exact>, findings: &mut Findings) {
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
pub fn check_sum(weights: &[&At<Exact>], meaning: WeightMeaning, what: Said, place: &Place, findings: &mut Findings) {
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
        WeightMeaning::AsWritten if sum > Exact::whole(100) => (
            Said::both("合计应不超过 100", "they must add up to 100 at the most"),
            Said::both("减小一个权重", "lower one of the weights"),
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
