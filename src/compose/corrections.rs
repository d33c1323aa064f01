//! The public ledger of corrections, with the old and the new working side by side.

use crate::assess::{Ranking, Standing};
use crate::community::marks::Mark;
use crate::community::redress::{CorrectedMark, Correction};
use crate::community::scheme::Scheme;
use crate::compose::address::Which;
use crate::compose::redress::{anchor, shown};
use crate::compose::scorecard::scorecard;
use crate::compose::view::release::{CorrectedLine, CorrectionItem, Corrections};
use crate::compose::view::{Body, Scorecard};
use crate::compose::voice::{Voice, decimal};
use crate::compose::working::sign;

/// The ledger of corrections.
pub fn corrections(voice: &Voice<'_>) -> Body {
    let items: Vec<CorrectionItem> = shown(voice).map(|(at, correction)| corrected(voice, at, correction)).collect();
    Body::Corrections(Corrections {
        intro: voice.fill("say.corrections-intro", &[("n", &items.len())]),
        items: items.into_iter().rev().collect(),
    })
}

fn corrected(voice: &Voice<'_>, at: usize, correction: &Correction) -> CorrectionItem {
    let case = &correction.case;
    let scheme = &voice.community.schemes[case.scheme];
    let before = voice.material.assessment.before_corrections.get(at).and_then(Option::as_ref);
    let [old, new] = [before, after(voice, at, correction)].map(|ranking| {
        let ranking = ranking?;
        Some((ranking, ranking.standing(case.subject)?))
    });
    let card = |result: Option<(&Ranking, &Standing)>, name: &str| {
        // Where no mark changed, both workings are the same, and say nothing.
        let (ranking, standing) = result.filter(|_| !correction.marks.is_empty())?;
        let anchor = format!("{}-{name}", anchor(at));
        Some(Box::new(Scorecard { anchor, ..scorecard(voice, ranking, standing) }))
    };
    let printed = |result: Option<(&Ranking, &Standing)>| Some(result?.1.printed(scheme));
    let [said_was, said_now] = &correction.printed;
    CorrectionItem {
        anchor: anchor(at),
        subject: voice.link(Which::subject(case.subject), voice.subject_name(case.subject)),
        scheme: voice.link(Which::Method(case.scheme), &scheme.name),
        period: voice.period(&case.period),
        was: said_was.clone().or_else(|| printed(old)),
        now: said_now.clone().or_else(|| printed(new)),
        marks: marks(voice, scheme, correction),
        reason: voice.phrase(&correction.reason),
        day: voice.day(correction.date),
        body: voice.organisation(correction.body),
        notice: correction.notice.map(|id| voice.link(Which::Notice(id), &voice.community.notices[id].title)),
        before: card(old, "before"),
        after: card(new, "after"),
    }
}

/// The ranking as it was right after a correction: before the next one of the same ranking, or as it is.
fn after<'a>(voice: &Voice<'a>, at: usize, correction: &Correction) -> Option<&'a Ranking> {
    let (assessment, case) = (voice.material.assessment, &correction.case);
    let later = voice.community.corrections.iter().enumerate().skip(at + 1);
    let next = later
        .filter(|(_, other)| (other.case.scheme, &other.case.period) == (case.scheme, &case.period))
        .find_map(|(at, _)| assessment.before_corrections.get(at)?.as_ref());
    let now = || {
        let rankings = assessment.rankings.iter();
        rankings.into_iter().find(|ranking| (ranking.scheme, &ranking.period) == (case.scheme, &case.period))
    };
    next.or_else(now)
}

fn marks(voice: &Voice<'_>, scheme: &Scheme, correction: &Correction) -> Vec<CorrectedLine> {
    let text = |mark: &Mark| match mark {
        Mark::None => "—".to_owned(),
        Mark::Number(number) => decimal(number),
        Mark::Ratio(ratio) => format!("{}/{}", decimal(&ratio[0]), decimal(&ratio[1])),
        Mark::Empty(empty) => sign(empty.0).to_owned(),
    };
    let line = |mark: &CorrectedMark| CorrectedLine {
        role: voice.phrase(&scheme.roles[mark.role].name),
        by: voice.assessor(mark.by),
        criterion: voice.phrase(&scheme.criteria[scheme.leaves[mark.leaf]].name),
        was: text(&mark.was),
        now: text(&mark.now),
    };
    correction.marks.iter().map(line).collect()
}
