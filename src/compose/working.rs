//! The working of a result as a page shows it: contributions that add up, or level by level where they do not simply add.

use crate::assess::panel::{Gap, Given as GivenMark, Panel};
use crate::assess::weigh::{Part, Working};
use crate::community::row::Empty;
use crate::community::scheme::form::{Aggregate, Combination, CombineBy, Effect, Marked, RoundAt};
use crate::community::scheme::{Node, Scale, Scheme};
use crate::compose::view::{GapItem, Given, GivenBlock, Level, LevelLine, WorkingLine};
use crate::compose::voice::{Voice, decimal};
use crate::exact::{Exact, Rounding, parts_that_add};

/// Decimals of contributions when one of them has no end.
pub const PLACES_WHEN_ENDLESS: u32 = 4;

/// Numbers in full where all of them end, else in so many places, four at least, that they add up to the sum of all as it
/// is printed.
fn adding(parts: &[Exact]) -> Vec<String> {
    let exact: Option<Vec<String>> = parts.iter().map(|part| part.finite_text(12)).collect();
    exact.unwrap_or_else(|| {
        let sum: Exact = parts.iter().sum();
        let places = sum.finite_text(12).map_or(0, |text| text.split_once('.').map_or(0, |(_, digits)| digits.len()));
        parts_that_add(parts, PLACES_WHEN_ENDLESS.max(places as u32))
    })
}

/// The places in which contributions of a result are printed that has no end: four, or more where rounding what is
/// printed would give another result than rounding the result itself.
fn places_of(total: &Exact, digits: u32, rule: Rounding) -> u32 {
    let agrees = |places: &u32| total.rounded(*places, rule).rounded(digits, rule) == total.rounded(digits, rule);
    (PLACES_WHEN_ENDLESS..=12).find(agrees).unwrap_or(12)
}

/// One line a role and criterion, the contributions adding up to the result; nothing where they do not.
pub fn lines(voice: &Voice<'_>, scheme: &Scheme, working: &Working, digits: u32) -> Vec<WorkingLine> {
    let counted: Vec<(&Panel, &Exact)> =
        working.panels.iter().filter_map(|panel| Some((panel, panel.contribution.as_ref()?))).collect();
    let parts: Vec<Exact> = counted.iter().map(|(_, contribution)| (*contribution).clone()).collect();
    let total: Exact = parts.iter().sum();
    let contributions = match total.finite_text(12) {
        Some(_) => adding(&parts),
        None => parts_that_add(&parts, places_of(&total, digits, scheme.rounding)),
    };
    let line = |((panel, _), text): (&(&Panel, &Exact), String)| {
        let criterion = &scheme.criteria[scheme.leaves[panel.leaf]];
        let (mark, points) = mark(voice, &criterion.scale, panel);
        WorkingLine {
            role: voice.phrase(&scheme.roles[panel.role].name),
            criterion: voice.phrase(&criterion.name),
            mark,
            full: full(&criterion.scale, panel).filter(|_| points.is_none()),
            points,
            role_share: voice.percent(&panel.role_share),
            criterion_share: weight(voice, scheme, panel),
            contribution: text,
        }
    };
    counted.iter().zip(contributions).map(line).collect()
}

/// The full mark, when it is not 100 and the mark does not say it.
fn full(scale: &Scale, panel: &Panel) -> Option<String> {
    let told = matches!(scale.marked, Marked::Ratio | Marked::YesNo | Marked::Bonus);
    (!told && panel.full != Exact::whole(100)).then(|| decimal(&panel.full))
}

/// The mark of a panel as it was written, and the points it is worth where they are another number.
fn mark(voice: &Voice<'_>, scale: &Scale, panel: &Panel) -> (String, Option<String>) {
    match panel.given.as_slice() {
        [given] => {
            let text = written(voice, scale, given);
            let same = given.empty.is_some() || given.of.is_some() || given.mark == panel.points;
            let of = full(scale, panel).map(|full| format!("/{full}")).unwrap_or_default();
            (text, (!same).then(|| format!("{}{of}", decimal(&panel.points))))
        }
        _ if scale.marked == Marked::Ratio => (format!("{}/{}", decimal(&panel.points), decimal(&panel.full)), None),
        _ => (decimal(&panel.points), None),
    }
}

/// A mark as it was written.
fn written(voice: &Voice<'_>, scale: &Scale, given: &GivenMark) -> String {
    match (&given.empty, &given.of, scale.marked) {
        (Some((empty, _)), _, _) => sign(*empty).to_owned(),
        (None, Some(of), _) => format!("{}/{}", decimal(&given.mark), decimal(of)),
        (None, None, Marked::YesNo) => voice.say(if given.points.is_zero() { "say.no" } else { "say.yes" }),
        (None, None, Marked::Deductions) => voice.fill("say.faults", &[("n", &decimal(&given.mark))]),
        (None, None, Marked::Bonus) => format!("+{}", decimal(&given.mark)),
        (None, None, _) => decimal(&given.mark),
    }
}

/// What a criterion's points are multiplied by on the way to the result: its weight in per cent of the whole beside others
/// that are averaged, or a number where points are added up.
fn weight(voice: &Voice<'_>, scheme: &Scheme, panel: &Panel) -> String {
    let Some(multiplier) = &panel.multiplier else { return String::new() };
    let above = scheme.node(scheme.criteria[scheme.leaves[panel.leaf]].parent);
    match above.aggregate {
        Aggregate::Sum => format!("×{}", decimal(multiplier)).replace('-', "−"),
        _ => voice.percent(&(&(multiplier * &panel.full) / &Exact::whole(100))),
    }
}

/// How the contributions of `lines` come about, in words.
pub fn formula(voice: &Voice<'_>, scheme: &Scheme) -> String {
    let averaged = |node: &Node| node.parts.is_empty() || node.aggregate == Aggregate::Weighted;
    let all = averaged(&scheme.top) && scheme.criteria.iter().all(|criterion| averaged(&criterion.node));
    voice.say(if all { "say.formula-averaged" } else { "say.formula-added" })
}

/// The result level by level, where criteria are nested or contributions do not simply add.
pub fn levels(voice: &Voice<'_>, scheme: &Scheme, working: &Working) -> Option<Level> {
    let nested = scheme.criteria.iter().any(|criterion| criterion.depth > 0);
    let rounded = working.panels.iter().any(|panel| panel.unrounded.is_some());
    if working.adds_up && !nested && !rounded {
        return None;
    }
    let total = working.total.as_ref()?;
    Some(level(voice, scheme, working, None, total, working.unlimited.as_ref()))
}

/// How the parts of a criterion, or of the whole, make its result.
fn level(
    voice: &Voice<'_>,
    scheme: &Scheme,
    working: &Working,
    position: Option<usize>,
    result: &Exact,
    unlimited: Option<&Exact>,
) -> Level {
    let node = scheme.node(position);
    let own: Vec<(usize, &Part)> =
        node.parts.iter().filter_map(|part| Some((*part, working.parts[*part].as_ref()?))).collect();
    let contributions = match node.aggregate {
        Aggregate::Weighted | Aggregate::Sum => {
            adding(&own.iter().map(|(_, part)| part.contribution.clone()).collect::<Vec<_>>())
        }
        // Powers are multiplied; the line shows the base and the exponent.
        Aggregate::Geometric => vec![String::new(); own.len()],
        Aggregate::Max | Aggregate::Min => own.iter().map(|(_, part)| decimal(&part.contribution)).collect(),
    };
    let best = matches!(node.aggregate, Aggregate::Max | Aggregate::Min);
    let line = |((at, part), contribution): (&(usize, &Part), String)| {
        let criterion = &scheme.criteria[*at];
        let below = if criterion.node.parts.is_empty() {
            leaf(voice, scheme, working, *at)
        } else {
            Some(level(voice, scheme, working, Some(*at), &part.points, part.unlimited.as_ref()))
        };
        let decisive = !best || !part.contribution.is_zero();
        let step = if criterion.node.parts.is_empty() { RoundAt::Component } else { RoundAt::Section };
        let mut notes = Vec::new();
        notes.extend(part.unrounded.as_ref().map(|from| rounding(voice, scheme, step, from, &part.entering)));
        notes.extend(
            part.contribution_unrounded
                .as_ref()
                .map(|from| rounding(voice, scheme, RoundAt::Contribution, from, &part.contribution)),
        );
        LevelLine {
            name: voice.phrase(&criterion.name),
            value: points(part, node.aggregate == Aggregate::Sum),
            by: match node.aggregate {
                Aggregate::Weighted => format!("× {}", voice.percent(&part.share)),
                Aggregate::Geometric => format!("^ {}", decimal(&part.share)),
                Aggregate::Sum if part.share == Exact::one() => String::new(),
                Aggregate::Sum => format!("× {}", decimal(&part.share)),
                Aggregate::Max | Aggregate::Min => String::new(),
            },
            contribution: if decisive { contribution } else { "—".to_owned() },
            decisive,
            notes,
            below,
        }
    };
    let mut notes = Vec::new();
    notes
        .extend(unlimited.map(|from| voice.fill("say.limited", &[("from", &decimal(from)), ("to", &decimal(result))])));
    Level {
        name: position.map(|at| voice.phrase(&scheme.criteria[at].name)),
        rule: voice.capital(node.aggregate.name(voice.language)),
        lines: own.iter().zip(contributions).map(line).collect(),
        sum_name: voice.say(match node.aggregate {
            Aggregate::Weighted | Aggregate::Sum => "say.level-sum",
            _ => "say.level-result",
        }),
        sum: decimal(unlimited.unwrap_or(result)),
        notes,
    }
}

/// The result of a part: its points, with the full points where they are not 100, and in per cent where that enters
/// above.
fn points(part: &Part, added: bool) -> String {
    let hundred = Exact::whole(100);
    if part.full == hundred || part.full.is_zero() {
        return decimal(&part.points);
    }
    let of_full = format!("{}/{}", decimal(&part.points), decimal(&part.full));
    if added { of_full } else { format!("{of_full} = {}%", decimal(&part.entering)) }
}

/// How the roles' marks make the result on a leaf; nothing where one assessor's mark is the result.
fn leaf(voice: &Voice<'_>, scheme: &Scheme, working: &Working, at: usize) -> Option<Level> {
    let leaf = scheme.leaves.iter().position(|leaf| *leaf == at)?;
    let part = working.parts[at].as_ref()?;
    let panels: Vec<&Panel> = working.panels.iter().filter(|panel| panel.leaf == leaf).collect();
    if let [panel] = panels.as_slice()
        && panel.given.len() == 1
        && panel.given[0].mark == part.points
    {
        return None;
    }
    let contributions = adding(&panels.iter().map(|panel| &panel.role_share * &panel.points).collect::<Vec<_>>());
    let criterion = &scheme.criteria[at];
    let line = |(panel, contribution): (&&Panel, String)| {
        let mut notes = Vec::new();
        if panel.given.len() > 1 {
            notes
                .push(voice.fill("say.combined-of", &[("n", &panel.given.len()), ("how", &how(voice, scheme, panel))]));
        }
        notes.extend(panel.unrounded.as_ref().map(|from| rounding(voice, scheme, RoundAt::Panel, from, &panel.points)));
        let (mark, worth) = mark(voice, &criterion.scale, panel);
        LevelLine {
            name: voice.phrase(&scheme.roles[panel.role].name),
            value: worth.map_or_else(|| mark.clone(), |worth| format!("{mark} → {worth}")),
            by: if panel.role_share == Exact::one() {
                String::new()
            } else {
                format!("× {}", voice.percent(&panel.role_share))
            },
            contribution,
            decisive: true,
            notes,
            below: None,
        }
    };
    let sum: Exact = panels.iter().map(|panel| &panel.role_share * &panel.points).sum();
    Some(Level {
        name: Some(voice.phrase(&criterion.name)),
        rule: String::new(),
        lines: panels.iter().zip(contributions).map(line).collect(),
        sum_name: voice.say("say.level-sum"),
        sum: decimal(&sum),
        notes: Vec::new(),
    })
}

/// What a declared rounding changed.
fn rounding(voice: &Voice<'_>, scheme: &Scheme, at: RoundAt, from: &Exact, to: &Exact) -> String {
    let Some(round) = scheme.round(at) else { return String::new() };
    let key = match (round.cumulative, round.rounding) {
        (true, _) => "say.rounded-cumulative",
        (false, Rounding::HalfUp) => "say.rounded-on-the-way-half-up",
        (false, Rounding::HalfEven) => "say.rounded-on-the-way-half-even",
    };
    voice.fill(
        key,
        &[("from", &decimal(from)), ("to", &to.rounded_text(round.digits, round.rounding)), ("n", &round.digits)],
    )
}

/// What each assessor gave, wherever a role had several.
pub fn given(voice: &Voice<'_>, scheme: &Scheme, working: &Working) -> Vec<GivenBlock> {
    let block = |panel: &Panel| {
        let criterion = &scheme.criteria[scheme.leaves[panel.leaf]];
        let item = |given: &GivenMark| Given {
            by: given.by.map_or_else(|| voice.phrase(&scheme.roles[panel.role].name), |by| voice.assessor(by)),
            mark: written(voice, &criterion.scale, given),
            people: given
                .people
                .as_ref()
                .filter(|_| panel.combined == Combination::MeanByPeople)
                .map(|people| voice.fill("say.for-people", &[("n", &decimal(people))])),
            dropped: given.dropped,
        };
        GivenBlock {
            role: voice.phrase(&scheme.roles[panel.role].name),
            criterion: voice.phrase(&criterion.name),
            how: how(voice, scheme, panel),
            marks: panel.given.iter().map(item).collect(),
        }
    };
    working.panels.iter().filter(|panel| panel.given.len() > 1).map(block).collect()
}

/// How several marks became one.
fn how(voice: &Voice<'_>, scheme: &Scheme, panel: &Panel) -> String {
    let marked = scheme.criteria[scheme.leaves[panel.leaf]].scale.marked;
    if marked == Marked::Ratio {
        return voice.say("say.pooled");
    }
    let by_total = scheme.roles[panel.role].combine_by == CombineBy::Total;
    let chosen = matches!(panel.combined, Combination::TrimmedMean | Combination::Median);
    let by = if by_total && chosen { voice.say("say.by-total") } else { String::new() };
    voice.capital(panel.combined.name(voice.language)) + &by
}

/// The sign of an empty mark on a page; its words stand beside it.
pub fn sign(empty: Empty) -> &'static str {
    match empty {
        Empty::Zero => "0",
        Empty::NotApplicable => "／",
        Empty::NotAssessed => "○",
        Empty::Withheld => "※",
    }
}

/// The marks that are not there, why, and what that does.
pub fn gaps(voice: &Voice<'_>, scheme: &Scheme, working: &Working) -> Vec<GapItem> {
    let item = |gap: &Gap| GapItem {
        sign: sign(gap.empty),
        kind: gap.empty.name(voice.language).to_owned(),
        role: voice.phrase(&scheme.roles[gap.role].name),
        by: gap.by.map(|by| voice.assessor(by)),
        criterion: voice.phrase(&scheme.criteria[scheme.leaves[gap.leaf]].name),
        reason: gap.reason.as_ref().map(|reason| voice.phrase(reason)),
        effect: match (gap.empty, gap.effect) {
            (Empty::Zero, _) => String::new(),
            (_, effect) => effect.name(voice.language).to_owned(),
        },
        open: gap.effect == Effect::Open,
    };
    working.gaps.iter().map(item).collect()
}

/// Whether contributions are printed in fewer places than they have, adjusted in the last so that they add up.
pub fn is_adjusted(working: &Working) -> bool {
    let mut contributions = working.panels.iter().filter_map(|panel| panel.contribution.as_ref());
    contributions.any(|contribution| contribution.finite_text(12).is_none())
}

/// The sum of the contributions as printed, for a result of so many decimals, and whether that is exact.
pub fn sum(total: &Exact, digits: u32, rule: Rounding) -> (String, bool) {
    match total.finite_text(12) {
        Some(text) => (text, true),
        None => (format!("≈{}", total.rounded_text(places_of(total, digits, rule), rule)), false),
    }
}
