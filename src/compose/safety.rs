//! How safe places are: one sentence on a scorecard, one table a ranking; and rankings under other weightings.

use crate::assess::safety::{PlaceSafety, Safety, Unfit};
use crate::assess::{Ranking, Standing};
use crate::community::scheme::Scheme;
use crate::compose::address::Which;
use crate::compose::ranking::row;
use crate::compose::view::{
    AlternativeBody, AlternativeGroup, AlternativeRow, Body, RoleRange, SafetyBody, SafetyGroup, SafetyRow,
};
use crate::compose::voice::{Voice, signed};
use crate::exact::{Exact, Rounding};
use crate::language::Phrase;

/// Decimals of a weight that is worked out, in per cent.
const WEIGHT_DIGITS: u32 = 2;

/// How safe the place of a result is, in one or two sentences; nothing where nobody is compared.
pub fn sentence(voice: &Voice<'_>, at: usize, standing: &Standing) -> Option<String> {
    let ranking = &voice.material.assessment.rankings[at];
    let safety = voice.material.safeties.get(at)?.as_ref()?;
    let position = ranking.standings.iter().position(|other| other.subject == standing.subject)?;
    let place = &safety.places[position];
    let mut text = String::new();
    if let Some(under) = &place.weights {
        let key = if under.best == under.worst { "say.safety-fixed" } else { "say.safety-range" };
        text += &voice.fill(key, &[("n", &under.ahead_of), ("best", &under.best), ("worst", &under.worst)]);
        text += &overtaken(voice, ranking, place);
    }
    let without: Vec<usize> = place.without_role.iter().flatten().copied().collect();
    if let (Some(best), Some(worst)) = (without.iter().min(), without.iter().max()) {
        text += &between(voice, ("say.without-role-same", "say.without-role"), *best, *worst);
    }
    let without: Vec<usize> = place.without_leaf.iter().flatten().copied().collect();
    if let (Some(best), Some(worst)) = (without.iter().min(), without.iter().max()) {
        text += &between(voice, ("say.without-criterion-same", "say.without-criterion"), *best, *worst);
    }
    (!text.is_empty()).then_some(text)
}

fn between(voice: &Voice<'_>, (same, range): (&str, &str), best: usize, worst: usize) -> String {
    voice.fill(if best == worst { same } else { range }, &[("best", &best), ("worst", &worst)])
}

/// Who overtakes first, and at which weight of which role.
fn overtaken(voice: &Voice<'_>, ranking: &Ranking, place: &PlaceSafety) -> String {
    let Some(overtaken) = place.weights.as_ref().and_then(|under| under.overtaken.as_ref()) else {
        return String::new();
    };
    let scheme = &voice.community.schemes[ranking.scheme];
    voice.fill(
        "say.overtaken",
        &[
            ("name", &voice.subject(ranking.standings[overtaken.by].subject).text),
            ("role", &scheme.roles[overtaken.role].name.text(voice.language)),
            ("weight", &weight(&overtaken.at)),
        ],
    )
}

/// A weight in per cent: in full where it ends, else about.
fn weight(share: &Exact) -> String {
    let percent = share * &Exact::whole(100);
    percent
        .finite_text(WEIGHT_DIGITS)
        .unwrap_or_else(|| format!("≈{}", percent.rounded_text(WEIGHT_DIGITS, Rounding::HalfUp)))
}

/// The table of how safe the places of a ranking are.
pub fn page(voice: &Voice<'_>, at: usize) -> Body {
    let ranking = &voice.material.assessment.rankings[at];
    let scheme = &voice.community.schemes[ranking.scheme];
    let safety = voice.material.safeties.get(at).and_then(Option::as_ref);
    let groups = match safety {
        Some(safety) => {
            (0..ranking.groups.len()).map(|group| safety_group(voice, ranking, scheme, safety, group)).collect()
        }
        None => Vec::new(),
    };
    Body::Safety(Box::new(SafetyBody {
        scheme: voice.link(Which::Method(ranking.scheme), &scheme.name),
        official: voice.link_text(Which::Ranking(at), voice.say("say.official-ranking")),
        period: voice.period(&ranking.period),
        intro: {
            let compared = safety.is_some_and(|safety| safety.regions.iter().any(Result::is_ok));
            let intro = voice.say("say.safety-intro");
            if compared { intro + &voice.say("say.safety-intro-region") } else { intro }
        },
        subject: voice.capital(scheme.subject.name(voice.language)),
        roles: scheme.roles.iter().map(|role| voice.phrase(&role.name)).collect(),
        criteria: if scheme.leaves.len() > 1 {
            scheme.leaves.iter().map(|leaf| voice.phrase(&scheme.criteria[*leaf].name)).collect()
        } else {
            Vec::new()
        },
        groups,
    }))
}

fn safety_group(voice: &Voice<'_>, ranking: &Ranking, scheme: &Scheme, safety: &Safety, group: usize) -> SafetyGroup {
    let name = voice.group(ranking.groups[group].key);
    let region = safety.regions[group].as_ref().ok();
    let unfit = safety.regions[group].as_ref().err();
    let first = ranking.standings.iter().find(|standing| standing.group == group);
    let kind = first.and_then(|standing| voice.community.kind(standing.subject));
    let own = ranking.standings.iter().zip(&safety.places).filter(|(standing, _)| standing.group == group);
    let place = |place: &Option<usize>| place.map_or_else(|| "—".to_owned(), |place| place.to_string());
    let rows = own.map(|(standing, safety)| {
        let official = row(voice, ranking, standing);
        let weights = safety.weights.as_ref();
        SafetyRow {
            place: official.place,
            shared: official.shared,
            name: official.name,
            href: official.href,
            range: weights.map(|under| match under.best == under.worst {
                true => under.best.to_string(),
                false => format!("{}–{}", under.best, under.worst),
            }),
            ahead_of: weights.map(|under| under.ahead_of.to_string()),
            corners: weights.map(|under| under.corners.iter().map(usize::to_string).collect()).unwrap_or_default(),
            overtaken: Some(overtaken(voice, ranking, safety)).filter(|text| !text.is_empty()),
            without_roles: safety.without_role.iter().map(place).collect(),
            without_criteria: safety.without_leaf.iter().map(place).collect(),
        }
    });
    SafetyGroup {
        anchor: format!("group-{}", group + 1),
        name: Phrase { text: voice.capital(&name.text), lang: name.lang },
        count: voice.subjects(scheme.subject, ranking.groups[group].size),
        region: region
            .map(|region| {
                let range = |(at, role): (usize, &crate::community::scheme::Role)| RoleRange {
                    role: voice.phrase(&role.name),
                    floor: format!("{}%", weight(&region.floors[at])),
                    official: format!("{}%", weight(&region.official[at])),
                    most: format!("{}%", weight(&region.corner(at)[at])),
                    decides: format!("{}%", weight(&scheme.decisive_share(at, kind))),
                };
                scheme.roles.iter().enumerate().map(range).collect()
            })
            .unwrap_or_default(),
        remark: unfit.map(|unfit| {
            voice.say(match unfit {
                Unfit::OneRole => "say.region-one-role",
                Unfit::Alone => "say.region-alone",
                Unfit::TooMany => "say.region-too-many",
                Unfit::Kinds => "say.region-kinds",
                Unfit::NotLinear => "say.region-not-linear",
                Unfit::NoRoom => "say.region-no-room",
            })
        }),
        rows: rows.collect(),
    }
}

/// A ranking under another weighting, beside the official one.
pub fn alternative(voice: &Voice<'_>, at: usize, alternative: usize) -> Body {
    let ranking = &voice.material.assessment.rankings[at];
    let other = &ranking.alternatives[alternative];
    let scheme = &voice.community.schemes[ranking.scheme];
    let weights = &scheme.alternatives[alternative];
    let mut changed: Vec<String> = Vec::new();
    for (role, weight) in &weights.roles {
        changed.push(format!(
            "{} {}",
            scheme.roles[*role].name.text(voice.language),
            crate::compose::voice::decimal(weight)
        ));
    }
    for (criterion, weight) in &weights.criteria {
        let name = scheme.criteria[*criterion].name.text(voice.language);
        changed.push(format!("{name} {}", crate::compose::voice::decimal(weight)));
    }
    let group = |(position, group): (usize, &crate::assess::Group)| {
        let name = voice.group(group.key);
        let rows = other.standings.iter().filter(|standing| standing.group == position).map(|standing| {
            let own = row(voice, other, standing);
            let official = ranking.standing(standing.subject);
            let moved = official.map(|official| official.place as i64 - standing.place as i64).unwrap_or_default();
            AlternativeRow {
                place: own.place,
                shared: own.shared,
                name: own.name,
                href: own.href,
                total: own.total,
                official_place: official.map(|official| official.place.to_string()).unwrap_or_default(),
                official_total: official.map(|official| official.printed(scheme)).unwrap_or_default(),
                moved: match moved {
                    0 => "0".to_owned(),
                    up if up > 0 => format!("↑{up}"),
                    down => format!("↓{}", -down),
                },
                difference: official
                    .map(|official| signed(&(&standing.total - &official.total), scheme.digits))
                    .unwrap_or_default(),
            }
        });
        AlternativeGroup {
            anchor: format!("group-{}", position + 1),
            name: Phrase { text: voice.capital(&name.text), lang: name.lang },
            count: voice.subjects(scheme.subject, group.size),
            rows: rows.collect(),
        }
    };
    Body::Alternative(Box::new(AlternativeBody {
        scheme: voice.link(Which::Method(ranking.scheme), &scheme.name),
        official: voice.link_text(Which::Ranking(at), voice.say("say.official-ranking")),
        period: voice.period(&ranking.period),
        intro: voice.fill("say.alternative-intro", &[("weights", &changed.join(&voice.say("say.list-comma")))]),
        subject: voice.capital(scheme.subject.name(voice.language)),
        groups: other.groups.iter().enumerate().map(group).collect(),
    }))
}
