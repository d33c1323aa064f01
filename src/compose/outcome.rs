//! What stands beside a result: what changed since the period before, how far the assessors agreed, what is still open.

use crate::assess::change::{before, change};
use crate::assess::grade::{Held, allowed};
use crate::assess::order::Broken;
use crate::assess::panel::Panel;
use crate::assess::weigh::Working;
use crate::assess::{Pending, Ranking, Standing, Why};
use crate::community::marks::Subject;
use crate::community::scheme::{Compares, Scheme};
use crate::compose::address::Which;
use crate::compose::view::{AgreementLine, ChangeBlock, ChangeLine, PendingRow};
use crate::compose::voice::{Voice, decimal, signed};
use crate::compose::working;
use crate::exact::{Exact, parts_that_add};
use crate::language::Phrase;

/// The change since the period before, split into its causes; nothing for a first result.
pub fn changed(voice: &Voice<'_>, ranking: &Ranking, standing: &Standing) -> Option<ChangeBlock> {
    let rankings = &voice.material.assessment.rankings;
    let earlier = &rankings[before(voice.community, rankings, ranking)?];
    let old = earlier.standing(standing.subject)?;
    let change = change(voice.community, (ranking, standing), (earlier, old));
    let scheme = &voice.community.schemes[ranking.scheme];
    // Exact parts are printed with as many digits as add up on paper, if that is not too many.
    let nothing = Exact::zero();
    let by_weights = change.by_weights.as_ref().unwrap_or(&nothing);
    let parts = [&change.by_marks, by_weights, &change.by_group, &change.lead, &change.total];
    let digits = (scheme.digits..=8)
        .find(|digits| parts.iter().all(|part| part.finite_text(*digits).is_some()))
        .unwrap_or(scheme.digits.max(4));
    let split = change.by_weights.is_some();
    let names = [if split { "say.by-marks" } else { "say.by-marks-and-weights" }, "say.by-weights", "say.by-group"];
    // Parts without an end are printed so that they add up to the whole.
    let texts = match parts.iter().all(|part| part.finite_text(digits).is_some()) {
        true => [&change.by_marks, by_weights, &change.by_group].map(|part| signed(part, digits)).to_vec(),
        false => parts_that_add(&[change.by_marks.clone(), by_weights.clone(), change.by_group.clone()], digits)
            .iter()
            .map(|text| Exact::parse(text).map_or_else(|| text.clone(), |part| signed(&part, digits)))
            .collect(),
    };
    let lines = names
        .into_iter()
        .zip(texts)
        .filter(|(name, _)| *name != "say.by-weights" || (split && ranking.scheme != earlier.scheme))
        .map(|(name, value)| ChangeLine { name: voice.say(name), value })
        .collect();
    let places = [old.place, standing.place].map(|place| place.to_string());
    Some(ChangeBlock {
        sentence: voice.fill(
            "say.changed",
            &[
                ("period", &voice.period(&earlier.period)),
                ("change", &signed(&change.total, digits)),
                ("from", &places[0]),
                ("to", &places[1]),
            ],
        ),
        lines,
        whole: ChangeLine { name: voice.say("say.by-all"), value: signed(&change.lead, digits) },
    })
}

/// How far the assessors agreed on each criterion that several marked, all roles together, in points of 100.
pub fn agreement(voice: &Voice<'_>, ranking: &Ranking, standing: &Standing, working: &Working) -> Vec<AgreementLine> {
    let scheme = &voice.community.schemes[ranking.scheme];
    (0..scheme.leaves.len()).filter_map(|leaf| agree(voice, ranking, scheme, standing, working, leaf)).collect()
}

fn agree(
    voice: &Voice<'_>,
    ranking: &Ranking,
    scheme: &Scheme,
    standing: &Standing,
    working: &Working,
    leaf: usize,
) -> Option<AgreementLine> {
    let hundred = Exact::whole(100);
    let panels: Vec<&Panel> = working.panels.iter().filter(|panel| panel.leaf == leaf).collect();
    let given = panels.iter().flat_map(|panel| &panel.given).filter(|given| given.empty.is_none());
    let in_per_cent: Vec<Exact> =
        given.filter_map(|given| (&given.points * &hundred).checked_div(&given.full)).collect();
    if in_per_cent.len() < 2 {
        return None;
    }
    let spread = in_per_cent.iter().max()? - in_per_cent.iter().min()?;
    let result = working.parts[scheme.leaves[leaf]].as_ref()?.in_per_cent()?;
    let distance = |panel: &&&Panel| {
        let own = (&panel.points * &hundred).checked_div(&panel.full).unwrap_or_else(Exact::zero);
        (&own - &result).abs()
    };
    let farthest = panels.iter().max_by(|left, right| distance(left).cmp(&distance(right)))?;
    let over = scheme.spread_limit.as_ref().is_some_and(|limit| spread > *limit);
    let moderation = voice.community.rulings.moderations.iter().find(|moderation| {
        let case = &moderation.case;
        (case.scheme, &case.period, case.subject, moderation.leaf)
            == (ranking.scheme, &ranking.period, standing.subject, leaf)
    });
    Some(AgreementLine {
        criterion: voice.phrase(&scheme.criteria[scheme.leaves[leaf]].name),
        count: in_per_cent.len(),
        spread: spread.rounded_text(scheme.digits, scheme.rounding),
        farthest: (panels.len() > 1 && !distance(&farthest).is_zero())
            .then(|| voice.phrase(&scheme.roles[farthest.role].name)),
        over,
        outcome: moderation.map(|moderation| voice.phrase(&moderation.outcome)),
        by: moderation.map(|moderation| {
            format!(
                "{}{}{}",
                voice.organisation(moderation.body).text,
                voice.say("say.list-comma"),
                voice.date(moderation.date)
            )
        }),
    })
}

/// The subjects of a group that are marked but have no place.
pub fn pending_of_group(voice: &Voice<'_>, ranking: &Ranking, group: usize) -> Vec<PendingRow> {
    ranking.pending.iter().filter(|pending| pending.group == group).map(|one| pending(voice, ranking, one)).collect()
}

/// Where a subject is marked but has no place: newest first, one a ranking.
pub fn pending_of_subject(voice: &Voice<'_>, subject: Subject) -> Vec<PendingRow> {
    let rankings = voice.material.assessment.rankings.iter().rev();
    rankings
        .flat_map(|ranking| ranking.pending.iter().map(move |pending| (ranking, pending)))
        .filter(|(_, pending)| pending.subject == subject)
        .map(|(ranking, one)| pending(voice, ranking, one))
        .collect()
}

/// Why a subject that is marked has no place.
pub fn pending(voice: &Voice<'_>, ranking: &Ranking, pending: &Pending) -> PendingRow {
    let scheme = &voice.community.schemes[ranking.scheme];
    let text = |number: &Exact| number.rounded_text(scheme.digits, scheme.rounding);
    let why = match &pending.why {
        Why::Open { least, most, best, worst } => {
            let key = if best == worst { "say.pending-open-fixed" } else { "say.pending-open" };
            voice.fill(key, &[("least", &text(least)), ("most", &text(most)), ("best", best), ("worst", worst)])
        }
        Why::Ungraded(ruling) => {
            let reason = voice.community.rulings.ungraded[*ruling].reason.text(voice.language);
            voice.fill("say.pending-ungraded", &[("reason", &reason)])
        }
        Why::Nothing => voice.say("say.pending-nothing"),
        Why::Later(last) => voice.fill("say.pending-later", &[("date", &voice.date(*last))]),
    };
    let open = matches!(pending.why, Why::Open { .. });
    let gaps = working::gaps(voice, scheme, &pending.working(voice.community, scheme));
    PendingRow {
        name: voice.subject(pending.subject),
        href: voice.href(Which::subject(pending.subject)),
        ranking: voice.link_text(
            Which::Ranking(voice.material.position(ranking)),
            voice.fill(
                "say.ranking-name",
                &[("scheme", &scheme.name.text(voice.language)), ("period", &voice.period(&ranking.period))],
            ),
        ),
        why,
        gaps: if open { gaps.into_iter().filter(|gap| gap.open).collect() } else { Vec::new() },
    }
}

/// What was decided about a result apart from the arithmetic.
pub fn notes(voice: &Voice<'_>, ranking: &Ranking, standing: &Standing) -> Vec<Phrase> {
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
    if scheme.low.as_ref().is_some_and(|low| standing.low > 0 && standing.low >= low.periods) {
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

/// What was decided about a result, in few words for a row of a ranking.
pub fn remarks(voice: &Voice<'_>, ranking: &Ranking, standing: &Standing) -> Vec<String> {
    let scheme = &voice.community.schemes[ranking.scheme];
    let mut remarks = Vec::new();
    remarks.extend(standing.broken.map(|broken| match broken {
        Broken::By(_) => voice.say("say.remark-tie-broken"),
        Broken::Decided(_) => voice.say("say.remark-tie-decided"),
    }));
    remarks.extend(standing.held.map(|held| match held {
        Held::Quota(_) => voice.say("say.remark-quota"),
        Held::Veto(_) => voice.say("say.remark-veto"),
    }));
    let replaced = voice.community.rulings.vetoes.iter().any(|veto| {
        let case = (veto.case.scheme, &veto.case.period, veto.case.subject);
        veto.cap.is_none() && case == (ranking.scheme, &ranking.period, standing.subject)
    });
    remarks.extend(replaced.then(|| voice.say("say.remark-replacement")));
    let low = scheme.low.as_ref().is_some_and(|low| standing.low > 0 && standing.low >= low.periods);
    remarks.extend(low.then(|| voice.fill("say.remark-low", &[("n", &standing.low)])));
    remarks
}
