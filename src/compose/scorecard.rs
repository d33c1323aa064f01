//! A result with its working, its group, its history and its charts.

use std::cmp::Ordering;

use crate::assess::grade::{Held, allowed};
use crate::assess::order::Broken;
use crate::assess::rulebook::Lens;
use crate::assess::weigh::Working;
use crate::assess::{Group, GroupKey, Ranking, Standing};
use crate::chart::content::{Bar, Bin, Chart, Drawing, Line, StackedRow, Table};
use crate::community::marks::Subject;
use crate::community::scheme::{Compares, Scheme};
use crate::compose::address::Which;
use crate::compose::view::{ChartBlock, ComparisonLine, HistoryLine, Remark, Scorecard};
use crate::compose::voice::{Voice, decimal, length, printed, signed};
use crate::compose::working;
use crate::exact::{Exact, Rounding};
use crate::language::Phrase;

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
    let working = standing.working(voice.community, scheme, Lens::default());
    let (sum, sum_is_exact) = working::sum(&standing.total);
    let shown = printed(scheme, standing);
    let exact = sum_is_exact && Exact::parse(&sum) == Exact::parse(&shown);
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
        notes: notes(voice, ranking, standing),
        lines: if working.adds_up { working::lines(voice, scheme, &working) } else { Vec::new() },
        levels: working::levels(voice, scheme, &working),
        gaps: working::gaps(voice, scheme, &working),
        given: working::given(voice, scheme, &working),
        remarks: remarks(voice, scheme, standing),
        sum,
        sum_is_exact,
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

/// What assessors remarked beside their marks.
fn remarks(voice: &Voice<'_>, scheme: &Scheme, standing: &Standing) -> Vec<Remark> {
    let remark = |(sheet, row): &(&crate::community::marks::Sheet, &crate::community::marks::SheetRow)| {
        Some(Remark {
            role: voice.phrase(&scheme.roles[sheet.role].name),
            by: voice.assessor(sheet.by),
            text: voice.phrase(row.note.as_ref()?),
        })
    };
    standing.rows(voice.community).iter().filter_map(remark).collect()
}

/// What was decided about a result apart from the arithmetic.
fn notes(voice: &Voice<'_>, ranking: &Ranking, standing: &Standing) -> Vec<Phrase> {
    let scheme = &voice.community.schemes[ranking.scheme];
    let rulings = &voice.community.rulings;
    let own = |text: String| Phrase::own(text);
    let mut notes = Vec::new();
    match standing.broken {
        Some(Broken::By(at)) => {
            let by = tie_breaker(voice, scheme, at);
            notes.push(own(voice.fill("say.tie-broken", &[("by", &by)])));
        }
        Some(Broken::Decided(at)) => {
            let decision = &rulings.decisions[at];
            let (body, date) = (voice.organisation(decision.body).text, voice.date(decision.date));
            notes.push(own(voice.fill("say.tie-decided", &[("body", &body), ("date", &date)])));
            notes.extend(decision.note.as_ref().map(|note| voice.phrase(note)));
        }
        None => {}
    }
    if let Some(Held::Quota(band)) = standing.held {
        let full = &scheme.bands[band];
        let size = ranking.groups[standing.group].size;
        let quota = full.quota.as_ref().map(decimal).unwrap_or_default();
        let count = allowed(scheme, full, size).unwrap_or_default();
        let name = full.name.text(voice.language);
        notes.push(own(
            voice.fill("say.quota-full", &[("band", &name), ("size", &size), ("quota", &quota), ("count", &count)])
        ));
    }
    let vetoes = rulings.vetoes.iter().filter(|veto| {
        (veto.case.scheme, &veto.case.period, veto.case.subject) == (ranking.scheme, &ranking.period, standing.subject)
    });
    for veto in vetoes {
        let (body, date) = (voice.organisation(veto.body).text, voice.date(veto.date));
        let ground = veto.ground.text(voice.language);
        let said = match veto.cap {
            Some(cap) => {
                let band = scheme.bands[cap].name.text(voice.language);
                voice.fill("say.veto-cap", &[("band", &band), ("ground", &ground), ("body", &body), ("date", &date)])
            }
            None => voice.fill("say.veto-replace", &[("ground", &ground), ("body", &body), ("date", &date)]),
        };
        notes.push(own(said));
    }
    if let Some(low) = scheme.low.as_ref().filter(|low| standing.low > 0 && standing.low >= low.periods) {
        let _ = low;
        notes.push(own(voice.fill("say.low-in-a-row", &[("n", &standing.low)])));
    }
    notes
}

/// A tie-breaker in words.
pub fn tie_breaker(voice: &Voice<'_>, scheme: &Scheme, at: usize) -> String {
    let breaker = &scheme.tie_breakers[at];
    let criterion = breaker.criterion.map(|at| scheme.criteria[at].name.text(voice.language));
    let role = breaker.role.map(|at| scheme.roles[at].name.text(voice.language));
    let of: Vec<&str> = role.into_iter().chain(criterion).collect();
    let of = match of.as_slice() {
        [] => voice.say("say.all-marks"),
        parts => parts.join(&voice.say("say.of-separator")),
    };
    let what = match &breaker.compares {
        Compares::Result => of,
        Compares::Marks(mark) => voice.fill("say.number-of-marks", &[("of", &of), ("mark", &decimal(mark))]),
        Compares::MarksFrom(mark) => voice.fill("say.number-of-marks-from", &[("of", &of), ("mark", &decimal(mark))]),
    };
    voice.fill("say.prefers", &[("what", &what), ("which", &breaker.prefer.name(voice.language))])
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
    let gap = |(leaf, own): (usize, &Option<Exact>)| {
        let [_, median, _] = group.leaves[leaf].as_ref()?;
        Some((own.as_ref()? - median, leaf))
    };
    let gaps: Vec<(Exact, usize)> = standing.leaves.iter().enumerate().filter_map(gap).collect();
    let (strong, strongest) = gaps.iter().max_by(|left, right| left.0.cmp(&right.0).then(right.1.cmp(&left.1)))?;
    let (weak, weakest) = gaps.iter().min_by(|left, right| left.0.cmp(&right.0))?;
    (group.size > 1 && strong != weak).then_some((*strongest, *weakest))
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
    let leaves = scheme.leaves.iter().enumerate().filter_map(|(leaf, index)| {
        let [_, median, _] = group.leaves[leaf].as_ref()?;
        Some(line(voice.phrase(&scheme.criteria[*index].name), standing.leaves[leaf].as_ref()?, median))
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
            total: printed(scheme, standing),
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
    for (leaf, index) in scheme.leaves.iter().enumerate() {
        let criterion = &scheme.criteria[*index];
        let parts: Vec<Exact> = (0..scheme.roles.len()).map(|role| part(role, leaf)).collect();
        let total: Exact = parts.iter().sum();
        widest = widest.max(&criterion.share_of_whole * &Exact::whole(100)).max(total.clone());
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
    let own = results.iter().map(|(_, standing)| Some(length(&standing.total, printed(scheme, standing)))).collect();
    let middle = results.iter().map(|result| Some(length(&median(result), round(&median(result))))).collect();
    let numbers: Vec<f64> =
        results.iter().flat_map(|result| [result.1.total.for_drawing(), median(result).for_drawing()]).collect();
    let low = numbers.iter().copied().fold(100.0_f64, f64::min);
    let high = numbers.iter().copied().fold(0.0_f64, f64::max);
    let name = voice.subject(subject).text;
    let rows = results
        .iter()
        .zip(&periods)
        .map(|(result, period)| vec![period.clone(), printed(scheme, result.1), round(&median(result))])
        .collect();
    let first = printed(scheme, results.first()?.1);
    let last = printed(scheme, results.last()?.1);
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
