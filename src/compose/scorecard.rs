//! A result with its working, its group, its history and its charts.

use std::cmp::Ordering;

use crate::assess::rulebook::Lens;
use crate::assess::weigh::{Row, Working};
use crate::assess::{Group, GroupKey, Ranking, Standing};
use crate::community::marks::Subject;
use crate::community::scheme::Scheme;
use crate::community::scheme::form::Aggregate;
use crate::compose::address::Which;
use crate::compose::results::{charts, counts};
use crate::compose::view::{AlternativePlace, ComparisonLine, HistoryLine, Remark, Scorecard};
use crate::compose::voice::{Voice, decimal, place, signed};
use crate::compose::{outcome, redress, safety, stage, working};
use crate::edition::Edition;
use crate::exact::{Exact, Rounding};
use crate::language::Phrase;

/// Decimals of a root without an end, before it is rounded.
const PLACES_OF_A_ROOT: u32 = 12;

/// The newest scorecard of every scheme under which the subject was assessed, with those before it.
pub fn newest(voice: &Voice<'_>, subject: Subject) -> Vec<Scorecard> {
    let mut cards = Vec::new();
    for results in voice.lines(subject) {
        let Some(((ranking, standing), before)) = results.split_last() else { continue };
        let mut card = scorecard(voice, ranking, standing);
        card.comparison = comparison(voice, ranking, standing);
        card.history = history(voice, &results);
        card.history_has_bands = card.history.iter().any(|line| line.band.is_some());
        card.charts = charts(voice, ranking, standing, &card.anchor);
        card.earlier = before.iter().rev().map(|(ranking, standing)| scorecard(voice, ranking, standing)).collect();
        cards.push(card);
    }
    cards
}

/// The scorecard of one result: the result and its working, nothing beside it.
pub fn scorecard(voice: &Voice<'_>, ranking: &Ranking, standing: &Standing) -> Scorecard {
    let scheme = &voice.community.schemes[ranking.scheme];
    let group = &ranking.groups[standing.group];
    let working = standing.working(voice.community, scheme, Lens::default());
    let at = voice.material.position(ranking);
    // How far assessors agreed is for the office; the public sees what came of looking at marks again.
    let agreement = match voice.material.edition {
        Edition::Review => outcome::agreement(voice, ranking, standing, &working),
        Edition::Public => {
            let mut lines = outcome::agreement(voice, ranking, standing, &working);
            lines.retain(|line| line.outcome.is_some());
            lines
        }
    };
    let (sum, sum_is_exact) = working::sum(&standing.total, standing.digits, scheme.rounding);
    let shown = standing.printed(scheme);
    let exact = sum_is_exact && Exact::parse(&sum) == Exact::parse(&shown);
    let group_name = voice.group(group.key);
    Scorecard {
        scheme: voice.link(Which::Method(ranking.scheme), &scheme.name),
        period: voice.period(&ranking.period),
        ranking: voice.link_text(Which::Ranking(voice.material.position(ranking)), voice.say("say.see-ranking")),
        full: (scheme.top.aggregate == Aggregate::Sum)
            .then(|| working.full.as_ref().filter(|full| !full.is_zero()).map(decimal))
            .flatten(),
        fraction: (!exact && !standing.has_root).then(|| standing.total.fraction_text()),
        place: place(voice, standing),
        of: voice.fill("count.of-subjects", &[("n", &group.size)]),
        band: voice.band(scheme, standing.band),
        sentence: sentence(voice, ranking, standing, &shown),
        formula: match working.adds_up && working::is_adjusted(&working) {
            true => working::formula(voice, scheme) + &voice.say("say.lines-adjusted"),
            false => working::formula(voice, scheme),
        },
        stage: stage::block(voice, ranking),
        replies: redress::replies(voice, ranking, standing.subject),
        corrections: redress::links(voice, ranking, standing.subject),
        notes: outcome::notes(voice, ranking, standing),
        lines: if working.adds_up { working::lines(voice, scheme, &working, standing.digits) } else { Vec::new() },
        levels: working::levels(voice, scheme, &working),
        gaps: working::gaps(voice, scheme, &working),
        given: working::given(voice, scheme, &working),
        remarks: remarks(voice, scheme, standing),
        sum,
        sum_is_exact,
        rounding: rounding(voice, scheme, standing, &working, &shown, exact),
        disagreed: agreement.iter().any(|line| line.over),
        agreement,
        change: outcome::changed(voice, ranking, standing),
        safety: safety::sentence(voice, at, standing),
        safety_link: voice
            .material
            .safeties
            .get(at)
            .and_then(Option::as_ref)
            .map(|_| voice.link_text(Which::Safety(at), voice.say("say.see-safety"))),
        alternatives: alternatives(voice, at, standing),
        comparison: Vec::new(),
        median_name: voice.capital(&voice.fill("say.median-of", &[("group", &group_name.text)])),
        history: Vec::new(),
        history_has_bands: false,
        charts: Vec::new(),
        earlier: Vec::new(),
        group: Phrase { text: voice.capital(&group_name.text), lang: group_name.lang },
        total: shown,
        anchor: voice.anchor(ranking, standing.subject),
    }
}

/// Its place under the scheme's other weightings.
fn alternatives(voice: &Voice<'_>, at: usize, standing: &Standing) -> Vec<AlternativePlace> {
    let ranking = &voice.material.assessment.rankings[at];
    let scheme = &voice.community.schemes[ranking.scheme];
    let other = |(position, other): (usize, &Ranking)| {
        let own = other.standing(standing.subject)?;
        let name = &scheme.alternatives[position].name;
        Some(AlternativePlace {
            link: voice.link(Which::Alternative(at, position), name),
            total: own.printed(scheme),
            place: place(voice, own),
        })
    };
    ranking.alternatives.iter().enumerate().filter_map(other).collect()
}

/// What assessors remarked beside their marks.
fn remarks(voice: &Voice<'_>, scheme: &Scheme, standing: &Standing) -> Vec<Remark> {
    let remark = |(sheet, row): &Row<'_>| {
        Some(Remark {
            role: voice.phrase(&scheme.roles[sheet.role].name),
            by: voice.assessor(sheet.by),
            text: voice.phrase(row.note.as_ref()?),
        })
    };
    standing.rows(voice.community).iter().filter_map(remark).collect()
}

/// What was rounded, by which rule.
fn rounding(
    voice: &Voice<'_>,
    scheme: &Scheme,
    standing: &Standing,
    working: &Working,
    shown: &str,
    exact: bool,
) -> String {
    let before = working.panels.iter().any(|panel| panel.unrounded.is_some())
        || working.parts.iter().flatten().any(|part| part.unrounded.is_some() || part.contribution_unrounded.is_some());
    let limited = working
        .unlimited
        .as_ref()
        .map(|from| voice.fill("say.limited-result", &[("from", &decimal(from)), ("to", &decimal(&standing.total))]));
    let before = voice.say(if before { "say.rounded-before" } else { "say.not-rounded-before" });
    let before = before + &limited.unwrap_or_default();
    if exact {
        let key = if working.adds_up { "say.not-rounded" } else { "say.not-rounded-result" };
        return voice.say(key) + &before;
    }
    let places = shown.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let key = match scheme.rounding {
        Rounding::HalfUp => "say.rounded-half-up",
        Rounding::HalfEven => "say.rounded-half-even",
    };
    let from = match standing.has_root {
        true => format!("≈{}", standing.total.rounded_text(PLACES_OF_A_ROOT, scheme.rounding)),
        false => standing.total.finite_text(12).unwrap_or_else(|| standing.total.fraction_text()),
    };
    let text = voice.fill(key, &[("from", &from), ("to", &shown), ("n", &places)]) + &before;
    if places > scheme.digits as usize {
        let short = standing.total.rounded_text(scheme.digits, scheme.rounding);
        return text + &voice.fill("say.more-digits", &[("short", &short)]);
    }
    text
}

fn sentence(voice: &Voice<'_>, ranking: &Ranking, standing: &Standing, shown: &str) -> String {
    let scheme = &voice.community.schemes[ranking.scheme];
    let group = &ranking.groups[standing.group];
    let gap = &standing.total - &group.median;
    let printed_gap = difference(shown, &group.median.rounded_text(scheme.digits, scheme.rounding));
    let key = if group.size == 1 {
        "say.result-alone"
    } else if gap.is_zero() {
        "say.result-at-median"
    } else if gap.is_negative() {
        "say.result-below-median"
    } else {
        "say.result-above-median"
    };
    let text = voice.fill(
        key,
        &[
            ("name", &voice.subject(standing.subject).text),
            ("period", &voice.period(&ranking.period)),
            ("total", &shown),
            ("among", &among(voice, scheme, group)),
            ("place", &place(voice, standing)),
            ("gap", &printed_gap.trim_start_matches(['+', '−'])),
        ],
    );
    let name = |leaf: usize| scheme.criteria[scheme.leaves[leaf]].name.text(voice.language);
    text + &match strongest_and_weakest(scheme, ranking, standing) {
        (Some(strong), Some(weak)) => {
            voice.fill("say.strong-and-weak", &[("strong", &name(strong)), ("weak", &name(weak))])
        }
        (Some(strong), None) => voice.fill("say.strong", &[("strong", &name(strong))]),
        (None, Some(weak)) => voice.fill("say.weak", &[("weak", &name(weak))]),
        (None, None) => String::new(),
    }
}

/// The difference of two printed numbers with its sign: what a reader gets who takes one from the other.
fn difference(left: &str, right: &str) -> String {
    let digits = |text: &str| text.split_once('.').map_or(0, |(_, digits)| digits.len());
    let places = u32::try_from(digits(left).max(digits(right))).unwrap_or(0);
    let number = |text: &str| Exact::parse(text).unwrap_or_else(Exact::zero);
    signed(&(&number(left) - &number(right)), places)
}

/// What a result is compared with: `榕湖区的37个小区`, `all 24 entries`.
fn among(voice: &Voice<'_>, scheme: &Scheme, group: &Group) -> String {
    let count = voice.subjects(scheme.subject, group.size);
    match group.key {
        GroupKey::All => voice.fill("say.among-all", &[("count", &count)]),
        _ => voice.fill("say.among-group", &[("count", &count), ("group", &voice.group(group.key).text)]),
    }
}

/// The leaf farthest above the group's median and the one farthest below it.
fn strongest_and_weakest(scheme: &Scheme, ranking: &Ranking, standing: &Standing) -> (Option<usize>, Option<usize>) {
    let group = &ranking.groups[standing.group];
    let gap = |(leaf, own): (usize, &Option<Exact>)| {
        let [_, median, _] = group.leaves[leaf].as_ref()?;
        Some((own.as_ref()? - median, leaf))
    };
    let counted = standing.leaves.iter().enumerate().filter(|(leaf, _)| counts(scheme, *leaf));
    let gaps: Vec<(Exact, usize)> = counted.filter_map(gap).collect();
    let above = gaps.iter().filter(|(gap, _)| *gap > Exact::zero());
    let below = gaps.iter().filter(|(gap, _)| gap.is_negative());
    let strong = above.max_by(|left, right| left.0.cmp(&right.0).then(right.1.cmp(&left.1)));
    let weak = below.min_by(|left, right| left.0.cmp(&right.0));
    (strong.map(|(_, leaf)| *leaf), weak.map(|(_, leaf)| *leaf))
}

fn comparison(voice: &Voice<'_>, ranking: &Ranking, standing: &Standing) -> Vec<ComparisonLine> {
    let scheme = &voice.community.schemes[ranking.scheme];
    let group = &ranking.groups[standing.group];
    let round = |number: &Exact| number.rounded_text(scheme.digits, scheme.rounding);
    let line = |criterion: Phrase, own: &Exact, [lower, median, upper]: [&Exact; 3]| {
        let (printed_own, printed_median) = (round(own), round(median));
        ComparisonLine {
            criterion,
            tone: match own.cmp(median) {
                Ordering::Less => "warn",
                Ordering::Equal => "plain",
                Ordering::Greater => "good",
            },
            gap: difference(&printed_own, &printed_median),
            own: printed_own,
            median: printed_median,
            quartiles: format!("{}–{}", round(lower), round(upper)),
        }
    };
    let counted = scheme.leaves.iter().enumerate().filter(|(leaf, _)| counts(scheme, *leaf));
    let leaves = counted.filter_map(|(leaf, index)| {
        let [lower, median, upper] = group.leaves[leaf].as_ref()?;
        let name = voice.phrase(&scheme.criteria[*index].name);
        Some(line(name, standing.leaves[leaf].as_ref()?, [lower, median, upper]))
    });
    let total = line(
        Phrase::own(voice.say("say.total")),
        &standing.total,
        [&group.quartiles[0], &group.median, &group.quartiles[1]],
    );
    leaves.chain([total]).collect()
}

fn history(voice: &Voice<'_>, results: &[(&Ranking, &Standing)]) -> Vec<HistoryLine> {
    let line = |(ranking, standing): &(&Ranking, &Standing)| {
        let scheme = &voice.community.schemes[ranking.scheme];
        HistoryLine {
            period: voice.period(&ranking.period),
            total: standing.printed(scheme),
            place: place(voice, standing),
            of: voice.fill("count.of-subjects", &[("n", &ranking.groups[standing.group].size)]),
            band: voice.band(scheme, standing.band),
            href: voice.href(Which::Ranking(voice.material.position(ranking))),
        }
    };
    results.iter().rev().map(line).collect()
}
