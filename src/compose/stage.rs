//! How far a result is on its way to the public, and what comes next.

use chrono::NaiveDate;

use crate::assess::Ranking;
use crate::community::release::{Release, Stage};
use crate::community::scheme::form::Gate;
use crate::compose::address::Which;
use crate::compose::publicity::dates;
use crate::compose::view::State;
use crate::compose::view::release::{StageBlock, StageStep};
use crate::compose::voice::Voice;
use crate::release::{release_of, stage};

/// The stage of a ranking; nothing where its scheme has no gate and no release says otherwise.
pub fn block(voice: &Voice<'_>, ranking: &Ranking) -> Option<StageBlock> {
    let community = voice.community;
    let gate = community.schemes[ranking.scheme].gate;
    let release = release_of(community, ranking.scheme, &ranking.period);
    if release.is_none() && gate == Gate::Open {
        return None;
    }
    let at = stage(community, ranking, voice.material.as_of);
    let publicity = release.and_then(|release| community.notices.get(release.publicity?)?.publicity.as_ref());
    let filing = release.and_then(|release| community.filings.get(release.filing?));
    Some(StageBlock {
        state: state(voice, at),
        proposed: (gate == Gate::Publicity && at < Stage::Final).then(|| voice.say("say.stage-proposed")),
        publicity: publicity.map(|publicity| voice.fill("say.stage-publicity", &[("dates", &dates(voice, publicity))])),
        notice: release
            .and_then(|release| release.publicity)
            .map(|id| voice.link(Which::Notice(id), &community.notices[id].title)),
        filing: filing.filter(|filing| filing.sent.value <= voice.material.as_of).map(|filing| {
            let day = filing.received.as_ref().unwrap_or(&filing.sent).value;
            let number = filing.number.as_deref().unwrap_or_default();
            let body = voice.organisation(filing.body).text;
            voice.fill("say.stage-filing", &[("body", &body), ("date", &voice.date(day)), ("number", &number)])
        }),
        objections: publicity.and_then(|publicity| publicity.settled(voice.material.as_of)).map(|objections| {
            voice.fill("say.stage-objections", &[("n", &objections.received), ("m", &objections.upheld)])
        }),
        next: next(voice, at, gate, release),
        steps: steps(voice, at, gate, release),
    })
}

/// A stage as a label.
pub fn state(voice: &Voice<'_>, at: Stage) -> State {
    let tone = match at {
        Stage::Drafted | Stage::Sealed | Stage::Filed => "warn",
        Stage::InPublicity | Stage::PublicityEnded | Stage::ObjectionsClosed => "open",
        Stage::Final | Stage::Archived => "good",
    };
    State { text: voice.capital(at.name(voice.language)), tone }
}

/// The steps through a gate.
fn ladder(gate: Gate) -> Vec<Stage> {
    let passed = |stage: &&Stage| {
        **stage != Stage::Drafted
            && (gate == Gate::Publicity
                || !matches!(stage, Stage::InPublicity | Stage::PublicityEnded | Stage::ObjectionsClosed))
            && (gate != Gate::Open || **stage != Stage::Filed)
    };
    Stage::ALL.iter().filter(passed).copied().collect()
}

fn steps(voice: &Voice<'_>, at: Stage, gate: Gate, release: Option<&Release>) -> Vec<StageStep> {
    let dates: Vec<(Stage, NaiveDate)> = release.map(|release| release.steps(voice.community)).unwrap_or_default();
    let step = |stage: Stage| {
        let (state, key) = match stage {
            stage if stage == at => ("now", "say.step-now"),
            stage if stage < at => ("done", "say.step-done"),
            _ => ("to-come", "say.step-to-come"),
        };
        let day = dates.iter().find(|(other, _)| *other == stage).map(|(_, date)| voice.day(*date));
        StageStep { name: voice.capital(stage.name(voice.language)), day, state, said: voice.say(key) }
    };
    ladder(gate).into_iter().map(step).collect()
}

/// What comes next, with its day where that is known.
fn next(voice: &Voice<'_>, at: Stage, gate: Gate, release: Option<&Release>) -> Option<String> {
    let stage = ladder(gate).into_iter().find(|stage| *stage > at)?;
    if at >= Stage::Final {
        return None;
    }
    let dates = release.map(|release| release.steps(voice.community)).unwrap_or_default();
    let day = dates.iter().find(|(other, _)| *other == stage).map(|(_, date)| voice.date(*date));
    let name = stage.name(voice.language);
    Some(match day {
        Some(day) => voice.fill("say.stage-next-on", &[("stage", &name), ("date", &day)]),
        None => voice.fill("say.stage-next", &[("stage", &name)]),
    })
}
