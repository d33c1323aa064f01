//! A result with its working, its group, its history and its charts.

use std::cmp::Ordering;

use crate::assess::{Group, GroupKey, Ranking, Standing, Term};
use crate::chart::content::{Bar, Bin, Chart, Drawing, Line, StackedRow, Table};
use crate::community::marks::Subject;
use crate::community::scheme::Scheme;
use crate::compose::address::Which;
use crate::compose::view::{
    ChartBlock, ComparisonLine, Given, GivenBlock, HistoryLine, Remark, Scorecard, WorkingLine,
};
use crate::compose::voice::{Voice, decimal, length, printed, signed};
use crate::exact::{Exact, Rounding, parts_that_add};
use crate::language::Phrase;

/// Decimals of contributions when one of them has no end.
const PLACES_WHEN_ENDLESS: u32 = 4;

/// The newest scorecard of every scheme under which the subject was assessed, with those before it.
pub fn newest(voice: &Voice<'_>, subject: Subject) -> Vec<Scorecard> {
    let results: Vec<(&Ranking, &Standing)> = voice.material.assessment.of(subject).collect();
    let of_one_scheme = results.chunk_by(|(left, _), (right, _)| left.scheme == right.scheme);
    of_one_scheme
        .filter_map(|results| {
            let ((ranking, standing), before) = results.split_last()?;
            let mut card = scorecard(voice, ranking, standing);
            card.comparison = comparison(voice, ranking, standing);
            card.history = history(voice, ranking, subject);
            card.charts = charts(voice, ranking, standing, &card.anchor);
            card.earlier = before.iter().rev().map(|(ranking, standing)| scorecard(voice, ranking, standing)).collect();
            Some(card)
        })
        .collect()
}

/// The scorecard of one result: the result and its working, nothing beside it.
pub fn scorecard(voice: &Voice<'_>, ranking: &Ranking, standing: &Standing) -> Scorecard {
    let scheme = &voice.community.schemes[ranking.scheme];
    let group = &ranking.groups[standing.group];
    let contributions = contributions(standing);
    let sum = standing.total.finite_text(12);
    let shown = printed(scheme, &standing.total);
    let exact = sum.as_deref().is_some_and(|sum| Exact::parse(sum) == Exact::parse(&shown));
    let group_name = voice.group(group.key);
    let anchor = match standing.subject {
        Subject::Entry(_, entry) => format!("entry-{}", entry + 1),
        _ => format!("scorecard-{}", &*scheme.key),
    };
    Scorecard {
        scheme: voice.link(Which::Method(ranking.scheme), &scheme.name),
        period: voice.period(&ranking.period),
        ranking: voice.link_text(which_ranking(voice, ranking), voice.say("say.see-ranking")),
        fraction: (!exact).then(|| standing.total.fraction_text()),
        place: place(voice, standing),
        of: voice.fill("count.of-subjects", &[("n", &group.size)]),
        band: voice.band(scheme, standing.band),
        sentence: sentence(voice, ranking, standing, &shown),
        lines: lines(voice, scheme, standing, &contributions),
        given: given(voice, scheme, standing),
        remarks: standing
            .remarks
            .iter()
            .map(|(role, by, text)| Remark {
                role: voice.phrase(&scheme.roles[*role].name),
                by: voice.assessor(*by),
                text: voice.phrase(text),
            })
            .collect(),
        sum: sum
            .clone()
            .unwrap_or_else(|| format!("≈{}", standing.total.rounded_text(PLACES_WHEN_ENDLESS, Rounding::HalfUp))),
        sum_is_exact: sum.is_some(),
        rounding: rounding(voice, scheme, standing, &shown, exact),
        comparison: Vec::new(),
        median_name: voice.capital(&voice.fill("say.median-of", &[("group", &group_name.text)])),
        history: Vec::new(),
        charts: Vec::new(),
        earlier: Vec::new(),
        group: Phrase { text: voice.capital(&group_name.text), lang: group_name.lang },
        total: shown,
        anchor,
    }
}

/// The position of a ranking in the assessment.
fn position(voice: &Voice<'_>, ranking: &Ranking) -> usize {
    let same = |other: &Ranking| other.scheme == ranking.scheme && other.period == ranking.period;
    voice.material.assessment.rankings.iter().position(same).unwrap_or_default()
}

fn which_ranking(voice: &Voice<'_>, ranking: &Ranking) -> Which {
    Which::Ranking(position(voice, ranking))
}

/// `第2名（并列）`.
pub fn place(voice: &Voice<'_>, standing: &Standing) -> String {
    let key = if standing.sharing > 1 { "count.place-shared" } else { "count.place" };
    voice.fill(key, &[("n", &standing.place)])
}

/// The printed contributions: in full where all of them end, else in four places that add up to the sum.
fn contributions(standing: &Standing) -> Vec<String> {
    let exact: Option<Vec<String>> = standing.terms.iter().map(|term| term.contribution.finite_text(12)).collect();
    exact.unwrap_or_else(|| {
        let parts: Vec<Exact> = standing.terms.iter().map(|term| term.contribution.clone()).collect();
        parts_that_add(&parts, PLACES_WHEN_ENDLESS)
    })
}

fn lines(voice: &Voice<'_>, scheme: &Scheme, standing: &Standing, contributions: &[String]) -> Vec<WorkingLine> {
    let line = |(term, contribution): (&Term, &String)| {
        let criterion = &scheme.criteria[scheme.leaves[term.leaf]];
        WorkingLine {
            role: voice.phrase(&scheme.roles[term.role].name),
            criterion: voice.phrase(&criterion.name),
            mark: decimal(&term.mark),
            full: (criterion.max != Exact::whole(100)).then(|| decimal(&criterion.max)),
            role_share: voice.percent(&term.role_share),
            criterion_share: voice.percent(&term.criterion_share),
            contribution: contribution.clone(),
        }
    };
    standing.terms.iter().zip(contributions).map(line).collect()
}

/// What each assessor gave, wherever a role had several.
fn given(voice: &Voice<'_>, scheme: &Scheme, standing: &Standing) -> Vec<GivenBlock> {
    let block = |term: &Term| GivenBlock {
        role: voice.phrase(&scheme.roles[term.role].name),
        criterion: voice.phrase(&scheme.criteria[scheme.leaves[term.leaf]].name),
        marks: term.given.iter().map(|(by, mark)| Given { by: voice.assessor(*by), mark: decimal(mark) }).collect(),
    };
    standing.terms.iter().filter(|term| term.given.len() > 1).map(block).collect()
}

fn rounding(voice: &Voice<'_>, scheme: &Scheme, standing: &Standing, shown: &str, exact: bool) -> String {
    if exact {
        return voice.say("say.not-rounded");
    }
    let places = shown.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let key = match scheme.rounding {
        Rounding::HalfUp => "say.rounded-half-up",
        Rounding::HalfEven => "say.rounded-half-even",
    };
    let from = standing.total.finite_text(12).unwrap_or_else(|| standing.total.fraction_text());
    let text = voice.fill(key, &[("from", &from), ("to", &shown), ("n", &places)]);
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
    match strongest_and_weakest(ranking, standing) {
        Some((strong, weak)) => {
            let name = |leaf: usize| scheme.criteria[scheme.leaves[leaf]].name.text(voice.language);
            text + &voice.fill("say.strong-and-weak", &[("strong", &name(strong)), ("weak", &name(weak))])
        }
        None => text,
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

/// The leaves farthest above and farthest below the group's median, when they differ.
fn strongest_and_weakest(ranking: &Ranking, standing: &Standing) -> Option<(usize, usize)> {
    let group = &ranking.groups[standing.group];
    let gaps: Vec<Exact> = standing.leaves.iter().zip(&group.leaf_medians).map(|(own, median)| own - median).collect();
    let strong = (0..gaps.len()).max_by(|left, right| gaps[*left].cmp(&gaps[*right]).then(right.cmp(left)))?;
    let weak = (0..gaps.len()).min_by(|left, right| gaps[*left].cmp(&gaps[*right]))?;
    (group.size > 1 && gaps[strong] != gaps[weak]).then_some((strong, weak))
}

fn comparison(voice: &Voice<'_>, ranking: &Ranking, standing: &Standing) -> Vec<ComparisonLine> {
    let scheme = &voice.community.schemes[ranking.scheme];
    let group = &ranking.groups[standing.group];
    let round = |number: &Exact| number.rounded_text(scheme.digits, scheme.rounding);
    let line = |criterion: Phrase, own: &Exact, median: &Exact| {
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
        }
    };
    let leaves = scheme.leaves.iter().enumerate().map(|(leaf, index)| {
        line(voice.phrase(&scheme.criteria[*index].name), &standing.leaves[leaf], &group.leaf_medians[leaf])
    });
    let total = line(Phrase::own(voice.say("say.total")), &standing.total, &group.median);
    leaves.chain([total]).collect()
}

fn history(voice: &Voice<'_>, ranking: &Ranking, subject: Subject) -> Vec<HistoryLine> {
    let scheme = &voice.community.schemes[ranking.scheme];
    let same = voice.material.assessment.of(subject).filter(|(other, _)| other.scheme == ranking.scheme);
    same.rev()
        .map(|(other, standing)| HistoryLine {
            period: voice.period(&other.period),
            total: printed(scheme, &standing.total),
            place: place(voice, standing),
            of: voice.fill("count.of-subjects", &[("n", &other.groups[standing.group].size)]),
            band: voice.band(scheme, standing.band),
            href: voice.href(which_ranking(voice, other)),
        })
        .collect()
}

fn charts(voice: &Voice<'_>, ranking: &Ranking, standing: &Standing, anchor: &str) -> Vec<ChartBlock> {
    let mut charts = vec![bars(voice, ranking, standing, anchor)];
    let scheme = &voice.community.schemes[ranking.scheme];
    if scheme.roles.len() > 1 {
        charts.push(stacked(voice, ranking, standing, anchor));
    }
    charts.extend(trend(voice, ranking, standing.subject, anchor));
    if ranking.groups[standing.group].size >= 5 && !matches!(standing.subject, Subject::Entry(..)) {
        charts.push(distribution(voice, ranking, standing.group, Some(standing), anchor));
    }
    charts
}

fn bars(voice: &Voice<'_>, ranking: &Ranking, standing: &Standing, anchor: &str) -> ChartBlock {
    let scheme = &voice.community.schemes[ranking.scheme];
    let group = &ranking.groups[standing.group];
    let round = |number: &Exact| number.rounded_text(scheme.digits, scheme.rounding);
    let median_name = voice.fill("say.median-of", &[("group", &voice.group(group.key).text)]);
    let named = |leaf: usize| scheme.criteria[scheme.leaves[leaf]].name.text(voice.language).to_owned();
    let compared = group.size > 1;
    let bars = (0..scheme.leaves.len())
        .map(|leaf| Bar {
            label: named(leaf),
            length: length(&standing.leaves[leaf], round(&standing.leaves[leaf])),
            tick: compared.then(|| length(&group.leaf_medians[leaf], round(&group.leaf_medians[leaf]))),
        })
        .collect();
    let mut head = vec![voice.say("chart.criterion"), voice.say("chart.result")];
    if compared {
        head.push(median_name.clone());
    }
    let row = |leaf: usize| {
        let mut row = vec![named(leaf), round(&standing.leaves[leaf])];
        if compared {
            row.push(round(&group.leaf_medians[leaf]));
        }
        row
    };
    voice.chart(Chart {
        id: format!("{anchor}-bars"),
        title: voice.say("chart.bars-title"),
        summary: voice.fill(
            "chart.bars-summary",
            &[("name", &voice.subject(standing.subject).text), ("n", &scheme.leaves.len())],
        ),
        drawing: Drawing::Bars { full: 100.0, bars, tick_name: compared.then_some(median_name) },
        table: Table { head, rows: (0..scheme.leaves.len()).map(row).collect() },
    })
}

fn stacked(voice: &Voice<'_>, ranking: &Ranking, standing: &Standing, anchor: &str) -> ChartBlock {
    let scheme = &voice.community.schemes[ranking.scheme];
    let part = |role: usize, leaf: usize| {
        let term = standing.terms.iter().find(|term| term.role == role && term.leaf == leaf);
        term.map_or_else(Exact::zero, |term| term.contribution.clone())
    };
    let digits = scheme.digits.max(2);
    let round = |number: &Exact| number.rounded_text(digits, Rounding::HalfUp);
    let series: Vec<String> = scheme.roles.iter().map(|role| role.name.text(voice.language).to_owned()).collect();
    let mut rows = Vec::new();
    let mut cells = Vec::new();
    let mut widest = Exact::zero();
    for (leaf, index) in scheme.leaves.iter().enumerate() {
        let criterion = &scheme.criteria[*index];
        let parts: Vec<Exact> = (0..scheme.roles.len()).map(|role| part(role, leaf)).collect();
        let total: Exact = parts.iter().sum();
        widest = widest.max(&criterion.share_of_whole * &Exact::whole(100));
        let label = criterion.name.text(voice.language).to_owned();
        let mut row = vec![label.clone()];
        row.extend(parts.iter().map(round));
        row.push(round(&total));
        cells.push(row);
        rows.push(StackedRow {
            label,
            parts: parts.iter().map(|part| length(part, round(part))).collect(),
            total: round(&total),
        });
    }
    let mut head = vec![voice.say("chart.criterion")];
    head.extend(series.iter().cloned());
    head.push(voice.say("chart.sum"));
    voice.chart(Chart {
        id: format!("{anchor}-roles"),
        title: voice.say("chart.roles-title"),
        summary: voice.fill("chart.roles-summary", &[("roles", &series.join(&voice.say("say.list-comma")))]),
        drawing: Drawing::Stacked { full: widest.for_drawing(), series, rows },
        table: Table { head, rows: cells },
    })
}

fn trend(voice: &Voice<'_>, ranking: &Ranking, subject: Subject, anchor: &str) -> Option<ChartBlock> {
    let scheme = &voice.community.schemes[ranking.scheme];
    let results: Vec<(&Ranking, &Standing)> =
        voice.material.assessment.of(subject).filter(|(other, _)| other.scheme == ranking.scheme).collect();
    if results.len() < 2 {
        return None;
    }
    let median = |(ranking, standing): &(&Ranking, &Standing)| ranking.groups[standing.group].median.clone();
    let round = |number: &Exact| number.rounded_text(scheme.digits, scheme.rounding);
    let periods: Vec<String> = results.iter().map(|(other, _)| voice.period(&other.period)).collect();
    let own =
        results.iter().map(|(_, standing)| Some(length(&standing.total, printed(scheme, &standing.total)))).collect();
    let middle = results.iter().map(|result| Some(length(&median(result), round(&median(result))))).collect();
    let numbers: Vec<f64> =
        results.iter().flat_map(|result| [result.1.total.for_drawing(), median(result).for_drawing()]).collect();
    let low = numbers.iter().copied().fold(100.0_f64, f64::min);
    let high = numbers.iter().copied().fold(0.0_f64, f64::max);
    let name = voice.subject(subject).text;
    let rows = results
        .iter()
        .zip(&periods)
        .map(|(result, period)| vec![period.clone(), printed(scheme, &result.1.total), round(&median(result))])
        .collect();
    let first = printed(scheme, &results.first()?.1.total);
    let last = printed(scheme, &results.last()?.1.total);
    Some(voice.chart(Chart {
        id: format!("{anchor}-trend"),
        title: voice.say("chart.trend-title"),
        summary: voice.fill(
            "chart.trend-summary",
            &[
                ("name", &name),
                ("from", &periods.first()?),
                ("to", &periods.last()?),
                ("first", &first),
                ("last", &last),
            ],
        ),
        drawing: Drawing::Trend {
            range: ((low / 5.0).floor() * 5.0, ((high / 5.0).floor() + 1.0) * 5.0),
            periods,
            lines: vec![Line { name, points: own }, Line { name: voice.say("chart.group-median"), points: middle }],
        },
        table: Table {
            head: vec![voice.say("chart.period"), voice.say("chart.result"), voice.say("chart.group-median")],
            rows,
        },
    }))
}

/// How the results of a group are spread, with the interval of `own` emphasised.
pub fn distribution(
    voice: &Voice<'_>,
    ranking: &Ranking,
    group: usize,
    own: Option<&Standing>,
    anchor: &str,
) -> ChartBlock {
    let spread = &voice.material.spreads[position(voice, ranking)][group];
    let bins: Vec<Bin> = spread
        .bounds()
        .zip(&spread.counts)
        .map(|((from, to), count)| Bin { label: format!("{}–{}", decimal(&from), decimal(&to)), count: *count })
        .collect();
    let group_name = voice.group(ranking.groups[group].key).text;
    let rows = bins.iter().map(|bin| vec![bin.label.clone(), bin.count.to_string()]).collect();
    voice.chart(Chart {
        id: format!("{anchor}-spread"),
        title: voice.fill("chart.spread-title", &[("group", &group_name)]),
        summary: voice.fill(
            "chart.spread-summary",
            &[
                ("n", &ranking.groups[group].size),
                ("median", &ranking.groups[group].median.rounded_text(2, Rounding::HalfUp)),
                ("group", &group_name),
            ],
        ),
        drawing: Drawing::Distribution {
            bins,
            own: own.map(|own| (spread.interval(&own.total), voice.subject(own.subject).text)),
        },
        table: Table { head: vec![voice.say("chart.interval"), voice.say("chart.count")], rows },
    })
}
