//! How a scheme makes its results, told from the very record that is executed.

use crate::community::kind::Kind;
use crate::community::row::Empty;
use crate::community::scheme::form::{
    Aggregate, Beyond, Combination, CombineBy, Effect, Marked, RankFrom, RoundingWord, WeightMeaning,
};
use crate::community::scheme::{Criterion, Node, Role, Scale, Scheme};
use crate::community::table::Id;
use crate::compose::address::Which;
use crate::compose::clause::on_scheme;
use crate::compose::view::{BandItem, BandMark, Body, CriterionItem, Link, Method, RoleItem};
use crate::compose::voice::{Voice, decimal};
use crate::compose::{outcome, ranking};
use crate::exact::{Exact, Rounding};

/// The method of a scheme.
pub fn method(voice: &Voice<'_>, id: Id<Scheme>) -> Body {
    let scheme = &voice.community.schemes[id];
    let kinds: Vec<Option<Kind>> =
        if scheme.weighs_by_kind() { Kind::all(scheme.subject).into_iter().map(Some).collect() } else { vec![None] };
    let rankings = &voice.material.assessment.rankings;
    let mut own: Vec<usize> = (0..rankings.len()).filter(|at| rankings[*at].scheme == id).collect();
    own.reverse();
    let example = own.first().and_then(|at| {
        let row = ranking::row(voice, &rankings[*at], rankings[*at].standings.first()?);
        Some(Link { href: row.href, text: row.name })
    });
    Body::Method(Box::new(Method {
        facts: ranking::facts(voice, scheme),
        note: scheme.note.as_ref().map(|note| voice.phrase(note)),
        steps: steps(voice, scheme),
        has_shares: criteria(voice, scheme).iter().any(|criterion| criterion.share != "—"),
        criteria: criteria(voice, scheme),
        kinds: kinds.iter().flatten().map(|kind| voice.capital(kind.name(voice.language))).collect(),
        roles_decide: scheme.roles.iter().any(|role| role.marks.contains(&false)) && scheme.roles.len() > 1,
        roles: roles(voice, scheme, &kinds),
        bands: bands(voice, scheme),
        clauses: on_scheme(voice, id),
        rankings: own
            .iter()
            .map(|at| voice.link_text(Which::Ranking(*at), voice.period(&rankings[*at].period)))
            .collect(),
        safety: own
            .first()
            .filter(|at| voice.material.safeties.get(**at).is_some_and(Option::is_some))
            .map(|at| voice.link_text(Which::Safety(*at), voice.say("say.see-safety"))),
        alternatives: own
            .first()
            .map(|at| {
                let others = 0..rankings[*at].alternatives.len();
                let link = |other| voice.link(Which::Alternative(*at, other), &scheme.alternatives[other].name);
                others.map(link).collect()
            })
            .unwrap_or_default(),
        follows: scheme.follows.map(|before| voice.link(Which::Method(before), &voice.community.schemes[before].name)),
        example,
    }))
}

/// The steps of the calculation, only those that this scheme takes.
fn steps(voice: &Voice<'_>, scheme: &Scheme) -> Vec<String> {
    let mut steps = Vec::new();
    for role in &scheme.roles {
        steps.extend(combining(voice, role));
    }
    let pooled = |role: &Role| {
        let ratio = |leaf: &usize| scheme.criteria[*leaf].scale.marked == Marked::Ratio;
        role.combine != Combination::Single
            && scheme.leaves.iter().zip(&role.marks).any(|(leaf, marks)| *marks && ratio(leaf))
    };
    if scheme.roles.iter().any(pooled) {
        steps.push(voice.say("say.step-pooled"));
    }
    let leaves = || scheme.leaves.iter().map(|leaf| &scheme.criteria[*leaf]);
    if leaves().any(|criterion| criterion.scale.marked != Marked::Scale || !criterion.scale.zero.is_zero()) {
        steps.push(voice.say("say.step-points"));
    }
    let averaged =
        scheme.top.aggregate != Aggregate::Sum || scheme.criteria.iter().any(|one| !one.node.parts.is_empty());
    if averaged && leaves().any(|criterion| criterion.scale.max != Exact::whole(100)) {
        steps.push(voice.say("say.step-full-mark"));
    }
    if scheme.roles.len() > 1 {
        steps.push(voice.say("say.step-roles"));
    }
    if scheme.roles.iter().any(|role| role.marks.contains(&false)) {
        steps.push(voice.say("say.step-roles-on-leaf"));
    }
    let nodes = scheme.criteria.iter().filter(|criterion| !criterion.node.parts.is_empty());
    for criterion in nodes {
        let name = criterion.name.text(voice.language);
        steps.push(aggregating(voice, &voice.fill("say.parts-of", &[("name", &name)]), &criterion.node));
    }
    steps.push(aggregating(voice, &voice.say("say.parts-of-top"), &scheme.top));
    for round in &scheme.rounds {
        let rule = rounding_name(voice, round.rounding);
        let key = if round.cumulative { "say.step-round-cumulative" } else { "say.step-round" };
        steps.push(voice.fill(key, &[("at", &round.at.name(voice.language)), ("n", &round.digits), ("rule", &rule)]));
    }
    steps.push(empties(voice, scheme));
    let rounding = match scheme.rounding {
        Rounding::HalfUp => "say.step-half-up",
        Rounding::HalfEven => "say.step-half-even",
    };
    steps.push(voice.fill(rounding, &[("n", &scheme.digits)]));
    let key = match scheme.rank_from {
        RankFrom::Exact => "say.step-rank",
        RankFrom::Rounded => "say.step-rank-rounded",
    };
    steps.push(voice.fill(key, &[("group", &scheme.grouping.name(voice.language))]));
    if scheme.tie_breakers.is_empty() {
        steps.push(voice.say("say.step-ties-shared"));
    } else {
        let by: Vec<String> =
            (0..scheme.tie_breakers.len()).map(|at| outcome::tie_breaker(voice, scheme, at)).collect();
        steps.push(voice.fill("say.step-ties-broken", &[("by", &by.join(&voice.say("say.list-semicolon")))]));
    }
    if scheme.rank_from == RankFrom::Exact {
        steps.push(voice.say("say.step-more-digits"));
    }
    if !scheme.bands.is_empty() {
        steps.push(voice.say("say.step-bands"));
    }
    if scheme.bands.iter().any(|band| band.quota.is_some()) {
        steps.push(voice.fill("say.step-quota", &[("how", &scheme.quota_rounding.name(voice.language))]));
    }
    if let Some(low) = &scheme.low {
        let band =
            low.band.map(|band| voice.fill("say.low-band", &[("band", &scheme.bands[band].name.text(voice.language))]));
        let last = low.last.map(|last| voice.fill("say.low-last", &[("n", &last)]));
        let what: Vec<String> = band.into_iter().chain(last).collect();
        let what = what.join(&voice.say("say.or"));
        steps.push(voice.fill("say.step-low", &[("what", &what), ("n", &low.periods)]));
    }
    if let Some(limit) = &scheme.spread_limit {
        steps.push(voice.fill("say.step-spread", &[("n", &decimal(limit))]));
    }
    steps
}

/// How the assessors of a role become one, where there can be several.
fn combining(voice: &Voice<'_>, role: &Role) -> Option<String> {
    let name = role.name.text(voice.language);
    let by = match role.combine_by {
        CombineBy::Criterion => String::new(),
        CombineBy::Total => voice.say("say.by-total"),
    };
    let text = match role.combine {
        Combination::Single => return None,
        Combination::TrimmedMean => {
            voice.fill("say.step-trimmed", &[("role", &name), ("n", &role.trim_from), ("by", &by)])
        }
        how => voice.fill("say.step-combine", &[("role", &name), ("how", &how.name(voice.language)), ("by", &by)]),
    };
    Some(text)
}

/// How parts become one result.
fn aggregating(voice: &Voice<'_>, parts: &str, node: &Node) -> String {
    let key = match node.aggregate {
        Aggregate::Weighted => "say.step-weighted",
        Aggregate::Geometric => "say.step-geometric",
        Aggregate::Sum => "say.step-sum",
        Aggregate::Max => "say.step-max",
        Aggregate::Min => "say.step-min",
    };
    let limit = |key, limit: &Option<Exact>| {
        limit.as_ref().map(|limit| voice.fill(key, &[("n", &decimal(limit))])).unwrap_or_default()
    };
    let limits = limit("say.not-below", &node.least) + &limit("say.not-above", &node.most);
    voice.capital(&(voice.fill(key, &[("parts", &parts)]) + &limits))
}

/// What each kind of empty mark does.
fn empties(voice: &Voice<'_>, scheme: &Scheme) -> String {
    let of = |empty: Empty, effect: Effect| {
        format!("{}{}", voice.capital(empty.name(voice.language)), voice.say("say.colon")) + effect.name(voice.language)
    };
    let parts = [
        of(Empty::NotApplicable, scheme.empties.not_applicable),
        of(Empty::NotAssessed, scheme.empties.not_assessed),
        of(Empty::Withheld, scheme.empties.withheld),
    ];
    voice.fill("say.step-empties", &[("effects", &parts.join(&voice.say("say.list-semicolon")))])
}

fn rounding_name(voice: &Voice<'_>, rounding: Rounding) -> String {
    match rounding {
        Rounding::HalfUp => RoundingWord::HalfUp,
        Rounding::HalfEven => RoundingWord::HalfEven,
    }
    .name(voice.language)
    .to_owned()
}

/// How a criterion is marked, in few words.
fn marked(voice: &Voice<'_>, scale: &Scale) -> String {
    let max = decimal(&scale.max);
    match scale.marked {
        Marked::Scale => {
            let (low, high) = scale.ends();
            let mut text = format!("{}–{}", decimal(low), decimal(high));
            if let Some(step) = &scale.step {
                text += &voice.fill("say.in-steps", &[("n", &decimal(step))]);
            }
            if scale.falls() {
                text += &voice.say("say.less-is-better");
            } else if !scale.zero.is_zero() {
                text += &voice.fill("say.zero-at", &[("n", &decimal(&scale.zero))]);
            }
            if scale.beyond == Beyond::Clamp {
                text += &voice.say("say.clamped");
            }
            text
        }
        Marked::Ratio => voice.say("say.marked-ratio"),
        Marked::YesNo => voice.fill("say.marked-yes-no", &[("max", &max)]),
        Marked::Deductions => voice.fill("say.marked-deductions", &[("max", &max), ("each", &decimal(&scale.each))]),
        Marked::Bonus => voice.fill("say.marked-bonus", &[("max", &max)]),
    }
}

fn criteria(voice: &Voice<'_>, scheme: &Scheme) -> Vec<CriterionItem> {
    // A share of the whole is known where everything above is averaged, for every kind of subject alike.
    let relative = scheme.weights == WeightMeaning::Relative;
    let known = |at: usize| {
        let mut at = Some(at);
        while let Some(position) = at {
            let criterion = &scheme.criteria[position];
            if (criterion.kinds.is_some() && relative) || scheme.node(criterion.parent).aggregate != Aggregate::Weighted
            {
                return false;
            }
            at = criterion.parent;
        }
        true
    };
    let item = |(at, criterion): (usize, &Criterion)| {
        let leaf = criterion.node.parts.is_empty();
        let kinds = criterion.kinds.as_ref().map(|kinds| {
            let names: Vec<&str> = kinds.iter().map(|kind| kind.name(voice.language)).collect();
            voice.fill("say.only-for", &[("kinds", &names.join(&voice.say("say.list-comma")))])
        });
        CriterionItem {
            name: voice.phrase(&criterion.name),
            depth: criterion.depth,
            weight: match scheme.node(criterion.parent).aggregate {
                Aggregate::Weighted | Aggregate::Geometric => match (&criterion.weight, &criterion.kinds) {
                    (Some(weight), Some(_)) if relative => decimal(weight),
                    _ => voice.percent(&criterion.share),
                },
                Aggregate::Sum => format!("×{}", decimal(&criterion.factor)),
                Aggregate::Max | Aggregate::Min => "—".to_owned(),
            },
            share: if known(at) { voice.percent(&criterion.share_of_whole) } else { "—".to_owned() },
            max: Some(if leaf {
                marked(voice, &criterion.scale)
            } else {
                criterion.node.aggregate.name(voice.language).to_owned()
            }),
            kinds,
            note: criterion.note.as_ref().map(|note| voice.phrase(note)),
        }
    };
    scheme.criteria.iter().enumerate().map(item).collect()
}

fn roles(voice: &Voice<'_>, scheme: &Scheme, kinds: &[Option<Kind>]) -> Vec<RoleItem> {
    let shares: Vec<Vec<Exact>> = kinds.iter().map(|kind| scheme.role_shares(*kind)).collect();
    let item = |(at, role): (usize, &Role)| {
        let marked = scheme.leaves.iter().zip(&role.marks).filter(|(_, marks)| **marks);
        let names: Vec<&str> = marked.map(|(leaf, _)| scheme.criteria[*leaf].name.text(voice.language)).collect();
        RoleItem {
            name: voice.phrase(&role.name),
            weights: shares.iter().map(|shares| voice.percent(&shares[at])).collect(),
            decides: kinds.iter().map(|kind| about(&scheme.decisive_share(at, *kind))).collect(),
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

/// A share in per cent, in full where it ends within two places.
fn about(share: &Exact) -> String {
    let percent = share * &Exact::whole(100);
    let text = percent.finite_text(2);
    format!("{}%", text.unwrap_or_else(|| format!("≈{}", percent.rounded_text(2, Rounding::HalfUp))))
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
        quota: band.quota.as_ref().map(|quota| voice.fill("say.quota-of-group", &[("n", &decimal(quota))])),
    };
    scheme.bands.iter().enumerate().map(item).collect()
}
