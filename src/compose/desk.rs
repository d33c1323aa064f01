//! The desk of the review edition: what is held back, missing, changed, contested.

use crate::assess::rulebook::Lens;
use crate::assess::{Ranking, Why};
use crate::compose::address::Which;
use crate::compose::prose::record;
use crate::compose::view::release::{ChangeItem, Desk, DisagreementItem, HeldItem, MissingGroup, OpenReply};
use crate::compose::view::{Body, Link};
use crate::compose::voice::Voice;
use crate::compose::{outcome, redress};
use crate::exact::Exact;
use crate::language::Phrase;
use crate::release::HeldBack;
use crate::release::published::{Changed, PublishedResult};

/// The desk.
pub fn desk(voice: &Voice<'_>, title: &dyn Fn(Which) -> Phrase) -> Body {
    let held: Vec<HeldItem> = voice.material.held.iter().map(|held| held_item(voice, held, title)).collect();
    let (missing, disagreements) = (missing(voice), disagreements(voice));
    Body::Desk(Desk {
        intro: voice.fill(
            "say.desk-intro",
            &[
                ("held", &held.len()),
                ("changed", &voice.material.changes.map_or(0, <[Changed]>::len)),
                ("apart", &disagreements.len()),
            ],
        ),
        held,
        missing,
        changes: changes(voice),
        compared: voice.material.changes.is_some(),
        disagreements,
        replies: open_replies(voice),
    })
}

fn held_item(voice: &Voice<'_>, held: &HeldBack, title: &dyn Fn(Which) -> Phrase) -> HeldItem {
    let which = page(voice, held);
    HeldItem {
        name: which.map_or_else(|| voice.phrase(&held.name(voice.community)), title),
        href: which.map(|which| voice.href(which)),
        reason: held.reason(voice.community).text(voice.language).to_owned(),
    }
}

/// The page of what is held back.
fn page(voice: &Voice<'_>, held: &HeldBack) -> Option<Which> {
    match held {
        HeldBack::Results { scheme, period, .. } => {
            let rankings = &voice.material.assessment.rankings;
            rankings
                .iter()
                .position(|ranking| (ranking.scheme, &ranking.period) == (*scheme, period))
                .map(Which::Ranking)
        }
        HeldBack::Record { word, id } => record(voice, word, id),
    }
}

/// Results with marks that are still to come.
fn missing(voice: &Voice<'_>) -> Vec<MissingGroup> {
    let rankings = voice.material.assessment.rankings.iter().enumerate();
    let group = |(at, ranking): (usize, &Ranking)| {
        let open = ranking.pending.iter().filter(|pending| matches!(pending.why, Why::Open { .. } | Why::Later(_)));
        let lines: Vec<Link> = open
            .map(|pending| voice.link(Which::subject(pending.subject), voice.subject_name(pending.subject)))
            .collect();
        (!lines.is_empty()).then(|| MissingGroup { ranking: ranking_link(voice, at), lines })
    };
    rankings.filter_map(group).collect()
}

/// A ranking with its scheme and period.
fn ranking_link(voice: &Voice<'_>, at: usize) -> Link {
    let ranking = &voice.material.assessment.rankings[at];
    let scheme = voice.community.schemes[ranking.scheme].name.text(voice.language);
    voice.link_text(Which::Ranking(at), format!("{scheme} · {}", voice.period(&ranking.period)))
}

fn changes(voice: &Voice<'_>) -> Vec<ChangeItem> {
    let say = |result: &PublishedResult| {
        voice.fill("say.published-as", &[("total", &result.total), ("place", &result.place)])
    };
    let item = |change: &Changed| ChangeItem {
        of: format!("{} {}", change.before.scheme, change.before.period),
        subject: change.before.subject.clone(),
        was: say(&change.before),
        now: change.now.as_ref().map_or_else(|| voice.say("say.gone"), say),
        state: match change.is_corrected {
            true => voice.state("say.change-corrected", "good"),
            false => voice.state("say.change-unexplained", "warn"),
        },
    };
    voice.material.changes.into_iter().flatten().map(item).collect()
}

/// Where assessors lie farther apart than their scheme allows, the farthest first.
fn disagreements(voice: &Voice<'_>) -> Vec<DisagreementItem> {
    let mut items: Vec<(Exact, DisagreementItem)> = Vec::new();
    for (at, ranking) in voice.material.assessment.rankings.iter().enumerate() {
        let scheme = &voice.community.schemes[ranking.scheme];
        if scheme.spread_limit.is_none() {
            continue;
        }
        for standing in &ranking.standings {
            let working = standing.working(voice.community, scheme, Lens::default());
            let lines = outcome::agreement(voice, ranking, standing, &working);
            for line in lines.into_iter().filter(|line| line.over) {
                let settled = line.outcome.is_some();
                let item = DisagreementItem {
                    subject: voice.link(Which::subject(standing.subject), voice.subject_name(standing.subject)),
                    ranking: ranking_link(voice, at),
                    criterion: line.criterion,
                    state: match settled {
                        true => voice.state("say.looked-at-again", "good"),
                        false => voice.state("say.not-looked-at-again", "warn"),
                    },
                    spread: line.spread,
                };
                items.push((Exact::parse(&item.spread).unwrap_or_else(Exact::zero), item));
            }
        }
    }
    items.sort_by(|(left, _), (right, _)| right.cmp(left));
    items.into_iter().map(|(_, item)| item).collect()
}

fn open_replies(voice: &Voice<'_>) -> Vec<OpenReply> {
    let open = voice.community.replies.iter().filter(|reply| reply.answer.is_none());
    open.map(|reply| OpenReply {
        subject: voice.link(Which::subject(reply.case.subject), voice.subject_name(reply.case.subject)),
        reply: redress::item(voice, reply),
    })
    .collect()
}
