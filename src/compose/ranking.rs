//! Rankings by scheme and period.

use crate::assess::change::first_of_line;
use crate::assess::grade::allowed;
use crate::assess::{Ranking, Standing, Why};
use crate::community::marks::Subject;
use crate::community::scheme::Scheme;
use crate::community::scheme::form::Aggregate;
use crate::compose::address::Which;
use crate::compose::results::distribution;
use crate::compose::view::{Body, Fact, MenuItem, RankingBody, RankingGroup, RankingRow, SchemeItem, Schemes};
use crate::compose::voice::{Voice, decimal};
use crate::compose::{outcome, stage};
use crate::exact::Exact;
use crate::language::Phrase;

/// A group smaller than this gets no picture of its spread.
const LEAST_FOR_SPREAD: usize = 8;

/// All schemes, each with its rankings.
pub fn schemes(voice: &Voice<'_>, intro: &'static str) -> Body {
    let items = voice.community.schemes.iter().map(|(id, scheme)| {
        let mut rankings: Vec<_> = (0..voice.material.assessment.rankings.len())
            .filter(|at| voice.material.assessment.rankings[*at].scheme == id)
            .map(|at| voice.link_text(Which::Ranking(at), voice.period(&voice.material.assessment.rankings[at].period)))
            .collect();
        rankings.reverse();
        SchemeItem { method: voice.link(Which::Method(id), &scheme.name), facts: facts(voice, scheme), rankings }
    });
    Body::Schemes(Schemes { intro: voice.say(intro), schemes: items.collect() })
}

/// What a scheme assesses, how often, within what, on what basis.
pub fn facts(voice: &Voice<'_>, scheme: &Scheme) -> Vec<Fact> {
    let fact =
        |label, value: &str| Fact { label: voice.say(label), value: Phrase::own(voice.capital(value)), href: None };
    let mut facts = vec![
        fact("fact.assessed", scheme.subject.name(voice.language)),
        fact("fact.cycle", scheme.cycle.name(voice.language)),
        fact("fact.compared", scheme.grouping.name(voice.language)),
    ];
    facts.extend(scheme.basis.map(|plan| {
        let link = voice.link(Which::Plan(plan), &voice.community.plans[plan].title);
        Fact { label: voice.say("fact.basis"), value: link.text, href: Some(link.href) }
    }));
    facts
}

/// One ranking.
pub fn ranking(voice: &Voice<'_>, at: usize) -> Body {
    let rankings = &voice.material.assessment.rankings;
    let ranking = &rankings[at];
    let scheme = &voice.community.schemes[ranking.scheme];
    let line = first_of_line(voice.community, ranking.scheme);
    let mut of_line: Vec<usize> =
        (0..rankings.len()).filter(|other| first_of_line(voice.community, rankings[*other].scheme) == line).collect();
    of_line.sort_by(|left, right| rankings[*right].period.cmp(&rankings[*left].period));
    let periods = of_line.into_iter().map(|other| MenuItem {
        href: voice.href(Which::Ranking(other)),
        text: voice.period(&rankings[other].period),
        current: other == at,
    });
    let groups = (0..ranking.groups.len()).map(|group| ranking_group(voice, ranking, scheme, group));
    Body::Ranking(Box::new(RankingBody {
        stage: stage::block(voice, ranking),
        scheme: voice.link(Which::Method(ranking.scheme), &scheme.name),
        period: voice.period(&ranking.period),
        periods: periods.collect(),
        note: note(voice, scheme),
        tie_breakers: (0..scheme.tie_breakers.len()).map(|at| outcome::tie_breaker(voice, scheme, at)).collect(),
        safety: voice
            .material
            .safeties
            .get(at)
            .and_then(Option::as_ref)
            .map(|_| voice.link_text(Which::Safety(at), voice.say("say.see-safety"))),
        alternatives: (0..ranking.alternatives.len())
            .map(|other| voice.link(Which::Alternative(at, other), &scheme.alternatives[other].name))
            .collect(),
        subject: voice.capital(scheme.subject.name(voice.language)),
        criteria: criteria(voice, scheme),
        has_bands: !scheme.bands.is_empty(),
        groups: groups.collect(),
    }))
}

/// In tables with more columns than this only the top criteria are shown.
const MOST_COLUMNS: usize = 6;

/// Whether the columns of a ranking are the top criteria and what they bring to the result, not the leaves in per cent.
fn shows_tops(scheme: &Scheme) -> bool {
    scheme.top.aggregate == Aggregate::Sum || scheme.leaves.len() > MOST_COLUMNS
}

/// Positions of the criteria that are the columns of a ranking; those that only break ties are none.
fn columns(scheme: &Scheme) -> Vec<usize> {
    let of = if shows_tops(scheme) { &scheme.top.parts } else { &scheme.leaves };
    of.iter().copied().filter(|at| !scheme.criteria[*at].factor.is_zero()).collect()
}

/// Names of the criteria that are the columns of a ranking.
pub fn criteria(voice: &Voice<'_>, scheme: &Scheme) -> Vec<Phrase> {
    columns(scheme).into_iter().map(|at| voice.phrase(&scheme.criteria[at].name)).collect()
}

/// The results under the columns of a ranking.
fn parts(scheme: &Scheme, standing: &Standing) -> Vec<String> {
    let (of, results) = match shows_tops(scheme) {
        true => (&scheme.top.parts, &standing.tops),
        false => (&scheme.leaves, &standing.leaves),
    };
    let shown = of.iter().zip(results).filter(|(at, _)| !scheme.criteria[**at].factor.is_zero());
    let text = |result: &Exact| result.rounded_text(scheme.digits, scheme.rounding);
    shown.map(|(_, result)| result.as_ref().map_or_else(|| "—".to_owned(), text)).collect()
}

/// How results were made, in one sentence.
pub fn note(voice: &Voice<'_>, scheme: &Scheme) -> String {
    voice.fill("say.ranking-note", &[("n", &scheme.digits)])
}

/// That places and quotas can still change, while results of a group are open.
fn provisional(voice: &Voice<'_>, ranking: &Ranking, group: usize) -> Option<String> {
    let bounds =
        ranking.pending.iter().filter(|pending| pending.group == group).filter_map(|pending| match pending.why {
            Why::Open { best, .. } => Some(Some(best)),
            Why::Later(_) => Some(None),
            Why::Ungraded(_) | Why::Nothing => None,
        });
    let bounds: Vec<Option<usize>> = bounds.collect();
    let first = bounds.iter().map(|best| best.unwrap_or(1)).min()?;
    Some(voice.fill("say.provisional", &[("n", &bounds.len()), ("first", &first)]))
}

/// How many may be in the bands that have a quota, in words.
fn quotas(voice: &Voice<'_>, scheme: &Scheme, size: usize) -> Vec<String> {
    let quota = |band: &crate::community::scheme::Band| {
        let count = allowed(scheme, band, size)?;
        let quota = band.quota.as_ref().map(decimal)?;
        let name = band.name.text(voice.language);
        Some(voice.fill("say.quota", &[("band", &name), ("size", &size), ("quota", &quota), ("count", &count)]))
    };
    scheme.bands.iter().filter_map(quota).collect()
}

fn ranking_group(voice: &Voice<'_>, ranking: &Ranking, scheme: &Scheme, group: usize) -> RankingGroup {
    let name = voice.group(ranking.groups[group].key);
    let size = ranking.groups[group].size;
    let anchor = format!("group-{}", group + 1);
    let members = ranking.standings.iter().filter(|standing| standing.group == group);
    RankingGroup {
        name: Phrase { text: voice.capital(&name.text), lang: name.lang },
        count: voice.subjects(scheme.subject, size),
        median: (size > 0).then(|| ranking.groups[group].median.rounded_text(scheme.digits, scheme.rounding)),
        provisional: provisional(voice, ranking, group),
        chart: (size >= LEAST_FOR_SPREAD).then(|| distribution(voice, ranking, group, None, &anchor)),
        quartiles: (size > 3).then(|| {
            let [lower, upper] =
                [0, 1].map(|at| ranking.groups[group].quartiles[at].rounded_text(scheme.digits, scheme.rounding));
            format!("{lower}–{upper}")
        }),
        quotas: quotas(voice, scheme, size),
        pending: outcome::pending_of_group(voice, ranking, group),
        rows: members
            .map(|standing| RankingRow {
                remarks: outcome::remarks(voice, ranking, standing),
                ..row(voice, ranking, standing)
            })
            .collect(),
        anchor,
    }
}

/// A row of a ranking.
pub fn row(voice: &Voice<'_>, ranking: &Ranking, standing: &Standing) -> RankingRow {
    let scheme = &voice.community.schemes[ranking.scheme];
    let which = Which::subject(standing.subject);
    let home = match standing.subject {
        Subject::Neighbourhood(id) => Some(voice.area(voice.community.neighbourhoods[id].community)),
        Subject::Team(id) => Some(voice.area(voice.community.teams[id].subdistrict)),
        Subject::Area(id) => voice.community.areas[id].parent.map(|parent| voice.area(parent)),
        Subject::Entry(id, entry) => voice.community.festivals[id].entries[entry as usize]
            .neighbourhood
            .map(|home| voice.phrase(&voice.community.neighbourhoods[home].name)),
    };
    let total = standing.printed(scheme);
    RankingRow {
        place: standing.place.to_string(),
        shared: standing.sharing > 1,
        name: voice.subject(standing.subject),
        href: format!("{}#{}", voice.href(which), voice.anchor(ranking, standing.subject)),
        home,
        fraction: (Exact::parse(&total).as_ref() != Some(&standing.total) && !standing.has_root)
            .then(|| standing.total.fraction_text()),
        total,
        band: voice.band(scheme, standing.band),
        parts: parts(scheme, standing),
        prizes: prizes(voice, standing),
        remarks: Vec::new(),
    }
}

/// The prize that a place at a contest brings, if it falls in the places of one.
pub fn prizes(voice: &Voice<'_>, standing: &Standing) -> Vec<Phrase> {
    let Subject::Entry(id, _) = standing.subject else { return Vec::new() };
    let mut first = 1;
    let mut won = Vec::new();
    let mut ranked = false;
    for prize in &voice.community.festivals[id].prizes {
        match prize.places {
            // What everybody gets distinguishes nobody; the list of prizes names it.
            None => {}
            Some(places) => {
                let last = first + places as usize - 1;
                if !ranked && (first..=last).contains(&standing.place) {
                    won.push(voice.phrase(&prize.name));
                    ranked = true;
                }
                first = last + 1;
            }
        }
    }
    won
}
