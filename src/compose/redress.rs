//! Replies under marks, and the way from a result to its corrections.

use crate::assess::Ranking;
use crate::community::marks::Subject;
use crate::community::redress::{Correction, Reply, ReplyDecision};
use crate::community::rulings::Case;
use crate::compose::address::Which;
use crate::compose::view::release::{AnswerItem, ReplyItem};
use crate::compose::view::{Link, State};
use crate::compose::voice::Voice;

/// The replies to a result by the day of the site, in order of criterion.
pub fn replies(voice: &Voice<'_>, ranking: &Ranking, subject: Subject) -> Vec<ReplyItem> {
    let own = voice.community.replies.iter().filter(|reply| is_of(&reply.case, ranking, subject));
    own.filter(|reply| reply.date <= voice.material.as_of).map(|reply| item(voice, reply)).collect()
}

fn is_of(case: &Case, ranking: &Ranking, subject: Subject) -> bool {
    (case.scheme, &case.period, case.subject) == (ranking.scheme, &ranking.period, subject)
}

/// A reply as a page shows it.
pub fn item(voice: &Voice<'_>, reply: &Reply) -> ReplyItem {
    let scheme = &voice.community.schemes[reply.case.scheme];
    let criterion = reply.leaf.map(|leaf| scheme.criteria[scheme.leaves[leaf]].name.text(voice.language));
    let role = reply.role.map(|role| scheme.roles[role].name.text(voice.language));
    let about: Vec<&str> = criterion.into_iter().chain(role).collect();
    let answer = reply.answer.as_ref().filter(|answer| answer.date <= voice.material.as_of);
    ReplyItem {
        about: match about.is_empty() {
            true => voice.say("say.whole-result"),
            false => about.join(" · "),
        },
        text: voice.phrase(&reply.text),
        day: voice.day(reply.date),
        answer: answer.map(|answer| AnswerItem {
            decision: State {
                text: voice.capital(answer.decision.name(voice.language)),
                tone: match answer.decision {
                    ReplyDecision::Stands | ReplyDecision::Noted => "plain",
                    ReplyDecision::Corrected => "good",
                },
            },
            reason: voice.phrase(&answer.reason),
            day: voice.day(answer.date),
            body: voice.organisation(answer.body),
        }),
    }
}

/// Whether there is a correction that the edition shows.
pub fn exists(voice: &Voice<'_>) -> bool {
    shown(voice).next().is_some()
}

/// The corrections by the day of the site of results that the edition shows, by position.
pub fn shown<'a>(voice: &Voice<'a>) -> impl Iterator<Item = (usize, &'a Correction)> {
    let (as_of, rankings) = (voice.material.as_of, &voice.material.assessment.rankings);
    voice.community.corrections.iter().enumerate().filter(move |(_, correction)| {
        let case = &correction.case;
        correction.date <= as_of
            && rankings.iter().any(|ranking| (ranking.scheme, &ranking.period) == (case.scheme, &case.period))
    })
}

/// Leads from a result to the corrections of it.
pub fn links(voice: &Voice<'_>, ranking: &Ranking, subject: Subject) -> Vec<Link> {
    let own = shown(voice).filter(|(_, correction)| is_of(&correction.case, ranking, subject));
    own.map(|(at, correction)| {
        let text = voice.fill("say.corrected-on", &[("date", &voice.date(correction.date))]);
        let link = voice.link_text(Which::Corrections, text);
        Link { href: format!("{}#{}", link.href, anchor(at)), ..link }
    })
    .collect()
}

/// The id of a correction in the ledger of corrections.
pub fn anchor(at: usize) -> String {
    format!("correction-{}", at + 1)
}
