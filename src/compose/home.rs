//! The home page: what is new, how far the year's demonstration neighbourhoods are, what is coming.

use chrono::Datelike;

use crate::chart::content::{Chart, Drawing, Length, Table};
use crate::community::area::Tier;
use crate::community::clause::{Demand, Limit, Wanted};
use crate::community::festival::Festival;
use crate::community::form::At;
use crate::community::neighbourhood::{Demonstration, Neighbourhood, Stage};
use crate::community::notice::NoticeKind;
use crate::community::publicity::PublicityStage;
use crate::community::table::Id;
use crate::compose::address::Which;
use crate::compose::view::{Body, ChartBlock, Figure, Home, Link};
use crate::compose::voice::Voice;
use crate::compose::{lists, rhythm};

const LATEST: usize = 10;
const COMING: usize = 5;

/// The home page.
pub fn home(voice: &Voice<'_>) -> Body {
    let year = year(voice);
    let progress = progress(voice, year);
    let mut coming: Vec<Id<Festival>> = voice
        .community
        .festivals
        .iter()
        .filter(|(_, event)| lists::ends(voice, event) >= voice.material.as_of)
        .map(|(id, _)| id)
        .collect();
    coming.sort_by_key(|id| (lists::begins(voice, &voice.community.festivals[*id]), *id));
    let in_publicity = voice.material.notices.iter().filter(|id| {
        let publicity = &voice.community.notices[**id].publicity;
        publicity.as_ref().is_some_and(|period| period.stage(voice.material.as_of) == PublicityStage::Running)
    });
    let (progress, progress_sentence) = progress.unzip();
    Body::Home(Box::new(Home {
        figures: figures(voice),
        progress,
        progress_sentence,
        in_publicity: lists::notices(voice, in_publicity),
        latest: lists::notices(voice, voice.material.notices.iter().take(LATEST)),
        rhythm: rhythm::note(voice),
        coming: coming.into_iter().take(COMING).map(|id| lists::event(voice, id)).collect(),
        ten_best: ten_best(voice, year),
        rankings: newest_rankings(voice),
        plans: lists::plans(voice),
    }))
}

/// The working year: that of the settings, else of the day the site is built for.
pub fn year(voice: &Voice<'_>) -> i32 {
    voice.community.site.year.unwrap_or_else(|| voice.material.as_of.year())
}

fn figures(voice: &Voice<'_>) -> Vec<Figure> {
    let community = voice.community;
    let level = |depth: u8| community.areas.iter().filter(|(_, area)| area.level.depth() == depth).count();
    let people: u64 = community.neighbourhoods.iter().map(|(_, one)| u64::from(one.households)).sum();
    let open = voice.material.notices.iter().filter(|id| community.notices[**id].kind == NoticeKind::Publicity).count();
    let figures = [
        (level(3), "count.communities", Some(Which::Areas)),
        (community.neighbourhoods.len(), "count.neighbourhoods", Some(Which::Neighbourhoods)),
        (usize::try_from(people).unwrap_or(usize::MAX), "count.households", None),
        (community.teams.len(), "count.teams", Some(Which::Teams)),
        (voice.material.plans.len(), "count.plans", Some(Which::Plans)),
        (open, "count.publicity-notices", Some(Which::NoticesOf(NoticeKind::Publicity))),
    ];
    let figure = |(number, label, which): (usize, _, Option<Which>)| Figure {
        value: grouped(number),
        label: voice.say(label),
        href: which.map(|which| voice.href(which)),
    };
    figures.into_iter().filter(|(number, _, _)| *number > 0).map(figure).collect()
}

/// Digits in groups of three: `154,208`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// How far the year's city-level demonstration neighbourhoods are, against the number a plan sets.
fn progress(voice: &Voice<'_>, year: i32) -> Option<(ChartBlock, String)> {
    let target = voice.community.plans.iter().find_map(|(_, plan)| {
        let clauses = plan.clauses.iter().filter(|_| plan.date.year() == year);
        clauses.filter_map(|clause| target_of_city(&clause.demand)).next()
    })?;
    let reached: Vec<Stage> = voice
        .community
        .neighbourhoods
        .iter()
        .flat_map(|(_, neighbourhood)| &neighbourhood.demonstration)
        .filter(|round| round.level == Tier::City && round.year == year)
        .filter_map(|round| round.reached(voice.material.as_of).map(|step| step.stage))
        .collect();
    let at = |stages: &[Stage]| reached.iter().filter(|stage| stages.contains(stage)).count();
    let parts = [
        ("state.named", at(&[Stage::Named, Stage::Recheck])),
        ("state.publicity", at(&[Stage::Publicity])),
        ("state.assessed", at(&[Stage::Assess])),
        ("state.building", at(&[Stage::Build])),
        ("state.recommended", at(&[Stage::Apply, Stage::Recommend])),
    ];
    let named = parts[0].1;
    let number = |n: usize| Length { value: n as f64, text: n.to_string() };
    let values: [(&str, &dyn std::fmt::Display); 3] = [("year", &year), ("n", &named), ("target", &target)];
    let block = voice.chart(Chart {
        id: "progress".into(),
        title: voice.fill("chart.progress-title", &[("year", &year)]),
        summary: voice.fill("chart.progress-summary", &values),
        drawing: Drawing::Progress {
            target: number(target),
            parts: parts.iter().filter(|(_, n)| *n > 0).map(|(key, n)| (voice.say(key), number(*n))).collect(),
        },
        table: Table {
            head: vec![voice.say("chart.stage"), voice.say("chart.count")],
            rows: parts
                .iter()
                .map(|(key, n)| vec![voice.say(key), n.to_string()])
                .chain([vec![voice.say("chart.target"), target.to_string()]])
                .collect(),
        },
    });
    Some((block, voice.fill("say.progress-sentence", &values)))
}

/// The number of city-level demonstration neighbourhoods that a clause demands, if it demands one.
fn target_of_city(demand: &Demand) -> Option<usize> {
    let Demand::Quantity { of, figure: None, limit: Limit::Exactly(number) | Limit::AtLeast(number), .. } = demand
    else {
        return None;
    };
    let city = |(column, wanted): &(At<Box<str>>, Wanted)| {
        &*column.value == "level" && *wanted == Wanted::Text(Tier::City.word().into())
    };
    let alone = of.conditions.0.len() == 1 && of.conditions.0.iter().all(city);
    (of.book.word == "demonstration" && alone).then(|| number.to_count()).flatten()
}

fn ten_best(voice: &Voice<'_>, year: i32) -> Vec<Link> {
    let best = |neighbourhood: &Neighbourhood| {
        let chosen = |round: &&Demonstration| round.year == year && round.ten_best;
        neighbourhood.demonstration.iter().filter(chosen).any(|round| round.stands(voice.material.as_of))
    };
    let chosen = voice.community.neighbourhoods.iter().filter(|(_, neighbourhood)| best(neighbourhood));
    chosen.map(|(id, neighbourhood)| voice.link(Which::Neighbourhood(id), &neighbourhood.name)).collect()
}

fn newest_rankings(voice: &Voice<'_>) -> Vec<Link> {
    let rankings = &voice.material.assessment.rankings;
    let newest = |at: usize| rankings.get(at + 1).is_none_or(|next| next.scheme != rankings[at].scheme);
    (0..rankings.len())
        .filter(|at| newest(*at))
        .map(|at| {
            let scheme = voice.community.schemes[rankings[at].scheme].name.text(voice.language);
            let text =
                voice.fill("say.ranking-name", &[("scheme", &scheme), ("period", &voice.period(&rankings[at].period))]);
            voice.link_text(Which::Ranking(at), text)
        })
        .collect()
}
