//! Stage 5: what the public may see. Cannot fail.
//!
//! The public edition holds only what has passed its gates on the day it is built for. Records that are drafts, and texts
//! of days to come, were left out by `check` already; here results are, and everything that is held back is told with its
//! reason.

pub mod published;

use chrono::NaiveDate;

use crate::assess::{Assessment, Ranking};
use crate::community::marks::Period;
use crate::community::register::Community;
use crate::community::release::{Release, Stage};
use crate::community::scheme::Scheme;
use crate::community::scheme::form::Gate;
use crate::community::table::Id;
use crate::edition::Edition;
use crate::language::{Language, Said};

/// Something that the public edition does not hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeldBack {
    /// The results of a scheme in a period.
    Results {
        /// The scheme.
        scheme: Id<Scheme>,
        /// The period.
        period: Period,
        /// How far they are.
        stage: Stage,
        /// Whether a sheet or ruling among them is a draft.
        draft: bool,
    },
    /// A record, by kind and id.
    Record {
        /// Its kind.
        word: &'static str,
        /// Its id; empty where its kind has none.
        id: Box<str>,
    },
}

/// The release of a ranking, if there is one.
pub fn release_of<'a>(community: &'a Community, scheme: Id<Scheme>, period: &Period) -> Option<&'a Release> {
    community.releases.iter().find(|release| (release.scheme, &release.period) == (scheme, period))
}

/// How far a ranking is on the day `as_of`.
pub fn stage(community: &Community, ranking: &Ranking, as_of: NaiveDate) -> Stage {
    let release = release_of(community, ranking.scheme, &ranking.period);
    release.map_or(Stage::Drafted, |release| release.stage(community, as_of))
}

/// Takes from the results what the edition does not show, and tells everything that the public edition lacks.
pub fn hold_back(
    community: &Community,
    assessment: &mut Assessment,
    as_of: NaiveDate,
    edition: Edition,
) -> Vec<HeldBack> {
    let mut held: Vec<HeldBack> = Vec::new();
    for ranking in &assessment.rankings {
        let stage = stage(community, ranking, as_of);
        let draft =
            community.drafted.iter().any(|(scheme, period)| (scheme, period) == (&ranking.scheme, &ranking.period));
        if draft || !stage.passes(community.schemes[ranking.scheme].gate) {
            held.push(HeldBack::Results { scheme: ranking.scheme, period: ranking.period.clone(), stage, draft });
        }
    }
    if edition == Edition::Public {
        assessment.keep(|ranking| !is_among(&held, ranking.scheme, &ranking.period));
    }
    held.extend(community.held.iter().map(|(word, id)| HeldBack::Record { word, id: id.clone() }));
    held.sort();
    held
}

/// Whether the results of a scheme in a period are held back.
pub fn is_among(held: &[HeldBack], of: Id<Scheme>, at: &Period) -> bool {
    held.iter().any(|held| matches!(held, HeldBack::Results { scheme, period, .. } if (*scheme, period) == (of, at)))
}

impl HeldBack {
    /// What it is.
    pub fn name(&self, community: &Community) -> Said {
        match self {
            HeldBack::Results { scheme, period, .. } => {
                let scheme = &community.schemes[*scheme];
                let name = |language: Language| match period {
                    Period::Festival(id) => community.festivals[*id].name.text(language).to_owned(),
                    period => period.name(language),
                };
                Said::both(
                    format!("{}·{}", scheme.name.text(Language::Chinese), name(Language::Chinese)),
                    format!("{}, {}", scheme.name.text(Language::English), name(Language::English)),
                )
            }
            HeldBack::Record { word, id } => {
                let name = if id.is_empty() { format!("`{word}`") } else { format!("{word} `{id}`") };
                Said::both(name.clone(), name)
            }
        }
    }

    /// Why it is held back.
    pub fn reason(&self, community: &Community) -> Said {
        let [zh, en] = match self {
            HeldBack::Results { scheme, stage, draft, .. } => {
                missing_step(*stage, community.schemes[*scheme].gate, *draft)
            }
            HeldBack::Record { .. } => [
                "草稿，或未到发布日期，或离不开这样的记录",
                "a draft, of a day to come, or not to be had without such a record",
            ],
        };
        Said::both(zh, en)
    }
}

/// What is missing before the public may see results.
fn missing_step(stage: Stage, gate: Gate, draft: bool) -> [&'static str; 2] {
    match (draft, stage, gate) {
        (true, ..) => ["其中有草稿", "a part of them is a draft"],
        (_, Stage::Drafted, _) => ["评分尚未封存", "the marks are not sealed"],
        (_, Stage::Sealed, _) => ["尚未备案", "not filed for the record"],
        (_, Stage::Filed, _) => ["公示尚未开始", "publicity has not begun"],
        _ => ["尚未走完公布程序", "not yet through the gates"],
    }
}
