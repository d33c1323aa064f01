//! How a scheme makes its results, told from the very record that is executed.

use crate::community::kind::Kind;
use crate::community::scheme::Scheme;
use crate::community::scheme::form::Combination;
use crate::community::table::Id;
use crate::compose::address::Which;
use crate::compose::document::clauses_on;
use crate::compose::ranking;
use crate::compose::view::{BandItem, BandMark, Body, CriterionItem, Method, RoleItem};
use crate::compose::voice::{Voice, decimal};
use crate::exact::{Exact, Rounding};

/// The method of a scheme.
pub fn method(voice: &Voice<'_>, id: Id<Scheme>) -> Body {
    let scheme = &voice.community.schemes[id];
    let kinds: Vec<Option<Kind>> =
        if scheme.weighs_by_kind() { Kind::all(scheme.subject).into_iter().map(Some).collect() } else { vec![None] };
    let rankings = &voice.material.assessment.rankings;
    let mut own: Vec<usize> = (0..rankings.len()).filter(|at| rankings[*at].scheme == id).collect();
    own.reverse();
    let example = own.first().and_then(|at| rankings[*at].standings.first()).map(|standing| {
        let row = ranking::row(voice, scheme, standing);
        crate::compose::view::Link { href: row.href, text: row.name }
    });
    Body::Method(Box::new(Method {
        facts: ranking::facts(voice, scheme),
        note: scheme.note.as_ref().map(|note| voice.phrase(note)),
        steps: steps(voice, scheme),
        criteria: criteria(voice, scheme),
        kinds: kinds.iter().flatten().map(|kind| voice.capital(kind.name(voice.language))).collect(),
        roles: roles(voice, scheme, &kinds),
        bands: bands(voice, scheme),
        clauses: clauses_on(voice, id),
        rankings: own
            .iter()
            .map(|at| voice.link_text(Which::Ranking(*at), voice.period(&rankings[*at].period)))
            .collect(),
        example,
    }))
}

/// The steps of the calculation, only those that this scheme takes.
fn steps(voice: &Voice<'_>, scheme: &Scheme) -> Vec<String> {
    let mut steps = Vec::new();
    if scheme.roles.iter().any(|role| role.combine == Combination::Mean) {
        steps.push(voice.say("say.step-mean"));
    }
    if scheme.leaves.iter().any(|leaf| scheme.criteria[*leaf].scale.max != Exact::whole(100)) {
        steps.push(voice.say("say.step-full-mark"));
    }
    steps.push(voice.say("say.step-weigh"));
    if scheme.roles.iter().any(|role| role.marks.contains(&false)) {
        steps.push(voice.say("say.step-roles-on-leaf"));
    }
    steps.push(voice.say("say.step-add"));
    steps.push(voice.say("say.step-missing"));
    let rounding = match scheme.rounding {
        Rounding::HalfUp => "say.step-half-up",
        Rounding::HalfEven => "say.step-half-even",
    };
    steps.push(voice.fill(rounding, &[("n", &scheme.digits)]));
    steps.push(voice.fill("say.step-rank", &[("group", &scheme.grouping.name(voice.language))]));
    if !scheme.bands.is_empty() {
        steps.push(voice.say("say.step-bands"));
        steps.push(voice.say("say.step-more-digits"));
    }
    steps
}

fn criteria(voice: &Voice<'_>, scheme: &Scheme) -> Vec<CriterionItem> {
    let item = |(at, criterion): (usize, &crate::community::scheme::Criterion)| CriterionItem {
        name: voice.phrase(&criterion.name),
        depth: criterion.depth,
        weight: voice.percent(&criterion.share),
        share: voice.percent(&criterion.share_of_whole),
        max: scheme.leaves.contains(&at).then(|| decimal(&criterion.scale.max)),
        note: criterion.note.as_ref().map(|note| voice.phrase(note)),
    };
    scheme.criteria.iter().enumerate().map(item).collect()
}

fn roles(voice: &Voice<'_>, scheme: &Scheme, kinds: &[Option<Kind>]) -> Vec<RoleItem> {
    let shares: Vec<Vec<Exact>> = kinds.iter().map(|kind| scheme.role_shares(*kind)).collect();
    let item = |(at, role): (usize, &crate::community::scheme::Role)| {
        let marked = scheme.leaves.iter().zip(&role.marks).filter(|(_, marks)| **marks);
        let names: Vec<&str> = marked.map(|(leaf, _)| scheme.criteria[*leaf].name.text(voice.language)).collect();
        RoleItem {
            name: voice.phrase(&role.name),
            weights: shares.iter().map(|shares| voice.percent(&shares[at])).collect(),
            combine: voice.capital(role.combine.name(voice.language)),
            criteria: if role.marks.iter().all(|marks| *marks) {
                voice.capital(&voice.say("say.all-criteria"))
            } else {
                names.join(&voice.say("say.list-comma"))
            },
        }
    };
    scheme.roles.iter().enumerate().map(item).collect()
}

fn bands(voice: &Voice<'_>, scheme: &Scheme) -> Vec<BandItem> {
    let range = |at: usize| {
        let from = decimal(&scheme.bands[at].from);
        match at.checked_sub(1) {
            None => format!("≥ {from}"),
            Some(above) => format!("≥ {from}, < {}", decimal(&scheme.bands[above].from)),
        }
    };
    let item = |(at, band): (usize, &crate::community::scheme::Band)| BandItem {
        band: BandMark { name: voice.phrase(&band.name), rank: at + 1 },
        range: range(at),
    };
    scheme.bands.iter().enumerate().map(item).collect()
}
