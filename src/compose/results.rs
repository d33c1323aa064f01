//! The charts of results: by criterion, by role, over time, and how a group is spread.

use crate::assess::rulebook::Lens;
use crate::assess::weigh::Working;
use crate::assess::{Ranking, Standing};
use crate::chart::content::{Bar, Bin, Chart, Drawing, Line, StackedRow, Table};
use crate::community::marks::Subject;
use crate::community::scheme::Scheme;
use crate::community::scheme::form::Aggregate;
use crate::compose::view::ChartBlock;
use crate::compose::voice::{Voice, decimal, length};
use crate::exact::{Exact, Rounding, parts_that_add};

/// The charts of a result.
pub fn charts(voice: &Voice<'_>, ranking: &Ranking, standing: &Standing, anchor: &str) -> Vec<ChartBlock> {
    let mut charts = vec![bars(voice, ranking, standing, anchor)];
    let scheme = &voice.community.schemes[ranking.scheme];
    if scheme.roles.len() > 1 {
        let working = standing.working(voice.community, scheme, Lens::default());
        charts.extend(working.adds_up.then(|| stacked(voice, scheme, &working, anchor)));
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
    let results: Vec<(usize, &Exact, &Exact)> = (0..scheme.leaves.len())
        .filter(|leaf| counts(scheme, *leaf))
        .filter_map(|leaf| {
            let [_, median, _] = group.leaves[leaf].as_ref()?;
            Some((leaf, standing.leaves[leaf].as_ref()?, median))
        })
        .collect();
    let bars = results
        .iter()
        .map(|(leaf, own, median)| Bar {
            label: named(*leaf),
            length: length(own, round(own)),
            tick: compared.then(|| length(median, round(median))),
        })
        .collect();
    let mut head = vec![voice.say("chart.criterion"), voice.say("chart.result")];
    if compared {
        head.push(median_name.clone());
    }
    let row = |(leaf, own, median): &(usize, &Exact, &Exact)| {
        let mut row = vec![named(*leaf), round(own)];
        if compared {
            row.push(round(median));
        }
        row
    };
    voice.chart(Chart {
        id: format!("{anchor}-bars"),
        title: voice.say("chart.bars-title"),
        summary: voice
            .fill("chart.bars-summary", &[("name", &voice.subject(standing.subject).text), ("n", &results.len())]),
        drawing: Drawing::Bars { full: 100.0, bars, tick_name: compared.then_some(median_name) },
        table: Table { head, rows: results.iter().map(row).collect() },
    })
}

fn stacked(voice: &Voice<'_>, scheme: &Scheme, working: &Working, anchor: &str) -> ChartBlock {
    let part = |role: usize, leaf: usize| {
        let panel = working.panels.iter().find(|panel| panel.role == role && panel.leaf == leaf);
        panel.and_then(|panel| panel.contribution.clone()).unwrap_or_else(Exact::zero)
    };
    let digits = scheme.digits.max(2);
    let round = |number: &Exact| number.rounded_text(digits, Rounding::HalfUp);
    let series: Vec<String> = scheme.roles.iter().map(|role| role.name.text(voice.language).to_owned()).collect();
    let mut rows = Vec::new();
    let mut cells = Vec::new();
    let mut widest = Exact::zero();
    let present = scheme.leaves.iter().enumerate().filter(|(_, index)| working.parts[**index].is_some());
    for (leaf, index) in present {
        let criterion = &scheme.criteria[*index];
        let parts: Vec<Exact> = (0..scheme.roles.len()).map(|role| part(role, leaf)).collect();
        let total: Exact = parts.iter().sum();
        widest = widest.max(&criterion.share_of_whole * &Exact::whole(100)).max(total.clone());
        let label = criterion.name.text(voice.language).to_owned();
        let texts = parts_that_add(&parts, digits);
        let mut row = vec![label.clone()];
        row.extend(texts.iter().cloned());
        row.push(round(&total));
        cells.push(row);
        rows.push(StackedRow {
            label,
            parts: parts.iter().zip(texts).map(|(part, text)| length(part, text)).collect(),
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
    let results = voice.line(ranking.scheme, subject);
    if results.len() < 2 {
        return None;
    }
    let median = |(ranking, standing): &(&Ranking, &Standing)| ranking.groups[standing.group].median.clone();
    let round = |number: &Exact| number.rounded_text(scheme.digits, scheme.rounding);
    let periods: Vec<String> = results.iter().map(|(other, _)| voice.period(&other.period)).collect();
    let own = results.iter().map(|(_, standing)| Some(length(&standing.total, standing.printed(scheme)))).collect();
    let middle = results.iter().map(|result| Some(length(&median(result), round(&median(result))))).collect();
    let numbers: Vec<f64> =
        results.iter().flat_map(|result| [result.1.total.for_drawing(), median(result).for_drawing()]).collect();
    let low = numbers.iter().copied().fold(100.0_f64, f64::min);
    let high = numbers.iter().copied().fold(0.0_f64, f64::max);
    let name = voice.subject(subject).text;
    let rows = results
        .iter()
        .zip(&periods)
        .map(|(result, period)| vec![period.clone(), result.1.printed(scheme), round(&median(result))])
        .collect();
    let first = results.first()?.1.printed(scheme);
    let last = results.last()?.1.printed(scheme);
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
    let spread = &voice.material.spreads[voice.material.position(ranking)][group];
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

/// Whether a better mark on a leaf always makes a better result: its points are neither taken off nor for ties only, and
/// it is not one of several of which the highest or lowest counts.
pub fn counts(scheme: &Scheme, leaf: usize) -> bool {
    let mut at = Some(scheme.leaves[leaf]);
    while let Some(position) = at {
        let parent = scheme.criteria[position].parent;
        let chosen = matches!(scheme.node(parent).aggregate, Aggregate::Max | Aggregate::Min);
        if chosen || scheme.criteria[position].factor <= Exact::zero() {
            return false;
        }
        at = parent;
    }
    true
}
