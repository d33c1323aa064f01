//! How safe a place is: what becomes of it under every admissible weighting of the roles, and without a role or a
//! criterion.
//!
//! A weighting is admissible when every role weighs at least its floor and all weights add up to one. Where every criterion
//! is marked by all roles or by one alone and results are sums of contributions, the lead of one subject over another is a
//! linear function of the weights, so what holds at every corner of the admissible region (all the free weight with one role) holds
//! everywhere in it. Nothing is sampled.

use rayon::prelude::*;

use crate::assess::rulebook::{Lens, Rulebook};
use crate::assess::weigh::weigh;
use crate::assess::{Ranking, Standing};
use crate::community::clause::Demand;
use crate::community::form::Key;
use crate::community::kind::Kind;
use crate::community::register::Community;
use crate::community::scheme::form::{Aggregate, RankFrom};
use crate::community::scheme::{Alternative, Scheme};
use crate::community::table::Id;
use crate::exact::Exact;
use crate::language::{Language, Said};

/// In larger groups places are not compared pair by pair.
const MOST_COMPARED: usize = 3_000;

/// In larger groups it is not worked out at which weight two swap, nor are places followed along the weights.
const MOST_FOLLOWED: usize = 300;

/// How safe the places of a ranking are, in the order of its standings.
#[derive(Debug)]
pub struct Safety {
    /// For each group the admissible weightings, or why its places are not compared under them.
    pub regions: Vec<Result<Region, Unfit>>,
    /// For each standing its safety.
    pub places: Vec<PlaceSafety>,
}

/// Why the places of a group are not compared under other weightings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// There is one role, which has all the weight.
    OneRole,
    /// There is one subject.
    Alone,
    /// There are too many subjects to compare them pair by pair.
    TooMany,
    /// The weights differ by kind, and so do the subjects.
    Kinds,
    /// Results are not linear in the weights: something is rounded, limited, missing or marked by some of three roles, or
    /// places are made from rounded results.
    NotLinear,
    /// The floors leave no room, or no criterion is marked by all roles.
    NoRoom,
}

/// The admissible weightings of a group.
#[derive(Debug)]
pub struct Region {
    /// The floor of each role as a share of one.
    pub floors: Vec<Exact>,
    /// The official weight of each role as a share of one.
    pub official: Vec<Exact>,
}

impl Region {
    /// The weights at the corner where `role` has all the free weight.
    pub fn corner(&self, role: usize) -> Vec<Exact> {
        let free = &Exact::one() - &self.floors.iter().sum::<Exact>();
        let mut weights = self.floors.clone();
        weights[role] = &weights[role] + &free;
        weights
    }
}

/// What becomes of one place.
#[derive(Debug, Default)]
pub struct PlaceSafety {
    /// Under the admissible weightings.
    pub weights: Option<UnderWeights>,
    /// Its place without each role, by position; `None` without a result.
    pub without_role: Vec<Option<usize>>,
    /// Its place without each leaf.
    pub without_leaf: Vec<Option<usize>>,
}

/// What becomes of a place under the admissible weightings.
#[derive(Debug)]
pub struct UnderWeights {
    /// How many it is never behind, and ahead of under some weighting.
    pub ahead_of: usize,
    /// No admissible weighting gives it a better place.
    pub best: usize,
    /// None gives it a worse.
    pub worst: usize,
    /// Whether some weighting really gives it `best`, and some `worst`.
    pub attained: bool,
    /// Its place at each corner.
    pub corners: Vec<usize>,
    /// Who overtakes it first when the weight of one role grows: another standing of the ranking, the role, and the
    /// weight of that role from which on the other is ahead.
    pub overtaken: Option<Overtaken>,
}

/// The first to overtake.
#[derive(Clone, Debug)]
pub struct Overtaken {
    /// The other, by position among the standings.
    pub by: usize,
    /// The role whose weight grows.
    pub role: usize,
    /// Its weight at which both are equal, as a share of one.
    pub at: Exact,
}

/// How safe the places of `ranking` are.
pub fn safety(community: &Community, ranking: &Ranking) -> Safety {
    let scheme = &community.schemes[ranking.scheme];
    let totals = |lens: Lens<'_>| -> Vec<Option<Exact>> {
        // Points that are added up are compared as shares of what can still be reached.
        let rate = |standing: &Standing| {
            let working = standing.working(community, scheme, lens);
            let full = working.full.filter(|full| scheme.top.aggregate == Aggregate::Sum && !full.is_zero());
            match full {
                Some(full) => working.total?.checked_div(&full),
                None => working.total,
            }
        };
        ranking.standings.par_iter().map(rate).collect()
    };
    let mut places: Vec<PlaceSafety> = ranking.standings.iter().map(|_| PlaceSafety::default()).collect();
    if scheme.roles.len() > 1 {
        for role in 0..scheme.roles.len() {
            let without = totals(Lens { without_role: Some(role), ..Lens::default() });
            for (safety, place) in places.iter_mut().zip(places_of(ranking, &without)) {
                safety.without_role.push(place);
            }
        }
    }
    if scheme.leaves.len() > 1 {
        for leaf in 0..scheme.leaves.len() {
            let without = totals(Lens { without_leaf: Some(leaf), ..Lens::default() });
            for (safety, place) in places.iter_mut().zip(places_of(ranking, &without)) {
                safety.without_leaf.push(place);
            }
        }
    }
    let linear: Vec<bool> =
        ranking.standings.par_iter().map(|standing| is_linear(community, scheme, standing)).collect();
    let mut regions = Vec::with_capacity(ranking.groups.len());
    let mut first = 0;
    for group in &ranking.groups {
        let members = first..first + group.size;
        first = members.end;
        let kinds: Vec<Option<Kind>> =
            ranking.standings[members.clone()].iter().map(|standing| community.kind(standing.subject)).collect();
        let alike = !scheme.weighs_by_kind() || kinds.windows(2).all(|pair| pair[0] == pair[1]);
        let region = if scheme.roles.len() < 2 {
            Err(Unfit::OneRole)
        } else if group.size < 2 {
            Err(Unfit::Alone)
        } else if group.size > MOST_COMPARED {
            Err(Unfit::TooMany)
        } else if !alike {
            Err(Unfit::Kinds)
        } else if scheme.rank_from == RankFrom::Rounded || !linear[members.clone()].iter().all(|linear| *linear) {
            Err(Unfit::NotLinear)
        } else {
            region(community, ranking.scheme, scheme, kinds[0]).ok_or(Unfit::NoRoom)
        };
        if let Ok(region) = &region {
            compare(community, ranking, members, region, &mut places);
        }
        regions.push(region);
    }
    Safety { regions, places }
}

/// Whether the result is the same linear function of the weights wherever they lie: a sum of contributions, every
/// criterion being marked by all roles or by one alone, and nothing missing.
fn is_linear(community: &Community, scheme: &Scheme, standing: &Standing) -> bool {
    let book = Rulebook::new(scheme, community.kind(standing.subject), Lens::default());
    let marking = |looks: &Vec<bool>| looks.iter().filter(|looks| **looks).count();
    let roles = scheme.roles.len();
    if !book.looks.iter().all(|looks| [0, 1, roles].contains(&marking(looks))) {
        return false;
    }
    let working = weigh(&book, &standing.rows(community), None);
    working.adds_up && working.panels.len() == book.looks.iter().map(marking).sum::<usize>()
}

/// The weightings that plans and the scheme admit; `None` where floors leave no room, or weights decide nothing.
///
/// A floor is of what a role really decides: its weight on what all roles mark, and the whole of what it marks alone.
fn region(community: &Community, id: Id<Scheme>, scheme: &Scheme, kind: Option<Kind>) -> Option<Region> {
    let book = Rulebook::new(scheme, kind, Lens::default());
    let leaf_shares = scheme.leaf_shares(kind);
    let whole: Exact = leaf_shares.iter().sum();
    let decides = |fits: &dyn Fn(&[bool]) -> bool| -> Option<Exact> {
        let own = book.looks.iter().zip(&leaf_shares).filter(|(looks, _)| fits(looks));
        own.map(|(_, share)| share).sum::<Exact>().checked_div(&whole)
    };
    let together = decides(&|looks| looks.iter().all(|looks| *looks))?;
    let mut floors = vec![Exact::zero(); scheme.roles.len()];
    let clauses = community.plans.iter().flat_map(|(_, plan)| &plan.clauses);
    for clause in clauses {
        let Demand::Weight { scheme: of, role, kinds, floor } = &clause.demand else { continue };
        let covers = *of == id && (kinds.is_empty() || kind.is_none_or(|kind| kinds.contains(&kind)));
        let Some(position) = scheme.roles.iter().position(|known| known.key == role.value) else { continue };
        if covers {
            let alone = decides(&|looks| looks[position] && looks.iter().filter(|looks| **looks).count() == 1)?;
            let share = (&(&floor.value / &Exact::whole(100)) - &alone).checked_div(&together)?;
            floors[position] = floors[position].clone().max(share);
        }
    }
    let sum: Exact = floors.iter().sum();
    (sum < Exact::one()).then(|| Region { floors, official: scheme.role_shares(kind) })
}

/// The place of each standing within its group by `totals`; equal ones share it.
fn places_of(ranking: &Ranking, totals: &[Option<Exact>]) -> Vec<Option<usize>> {
    let mut places = vec![None; totals.len()];
    let mut first = 0;
    for group in &ranking.groups {
        let mut order: Vec<usize> = (first..first + group.size).filter(|at| totals[*at].is_some()).collect();
        first += group.size;
        order.sort_by(|left, right| totals[*right].cmp(&totals[*left]));
        for (before, at) in order.iter().enumerate() {
            let same = before > 0 && totals[order[before - 1]] == totals[*at];
            places[*at] = if same { places[order[before - 1]] } else { Some(before + 1) };
        }
    }
    places
}

/// Compares the members of one group pair by pair at every corner.
fn compare(
    community: &Community,
    ranking: &Ranking,
    members: std::ops::Range<usize>,
    region: &Region,
    places: &mut [PlaceSafety],
) {
    let scheme = &community.schemes[ranking.scheme];
    let roles = scheme.roles.len();
    let standings = &ranking.standings[members.clone()];
    // What each role alone would give.
    let by_role: Vec<Vec<Exact>> = (0..roles)
        .map(|role| {
            let alone = only(role, roles);
            let lens = Lens { alternative: Some(&alone), ..Lens::default() };
            let total =
                |standing: &Standing| standing.working(community, scheme, lens).total.unwrap_or_else(Exact::zero);
            standings.par_iter().map(total).collect()
        })
        .collect();
    let at = |weights: &[Exact]| -> Vec<Exact> {
        let total = |member: usize| (0..roles).map(|role| &weights[role] * &by_role[role][member]).sum();
        (0..standings.len()).map(total).collect()
    };
    let corners: Vec<Vec<Exact>> = (0..roles).map(|role| at(&region.corner(role))).collect();
    let ranks: Vec<Vec<usize>> = corners.iter().map(|totals| ranks(totals)).collect();
    let official = at(&region.official);
    let under: Vec<UnderWeights> = (0..standings.len())
        .into_par_iter()
        .map(|own| {
            let (mut ahead_of, mut always_behind, mut ever_behind) = (0, 0, 0);
            for other in (0..standings.len()).filter(|other| *other != own) {
                let better = ranks.iter().filter(|ranks| ranks[own] < ranks[other]).count();
                let worse = ranks.iter().filter(|ranks| ranks[own] > ranks[other]).count();
                ahead_of += usize::from(worse == 0 && better > 0);
                always_behind += usize::from(worse == roles);
                ever_behind += usize::from(worse > 0);
            }
            let mut under = UnderWeights {
                ahead_of,
                best: 1 + always_behind,
                worst: 1 + ever_behind,
                attained: false,
                corners: ranks.iter().map(|ranks| ranks[own]).collect(),
                overtaken: None,
            };
            if standings.len() <= MOST_FOLLOWED {
                under.overtaken = overtaken(region, &official, &corners, own, members.start);
                if let [first, second] = corners.as_slice() {
                    (under.best, under.worst) = follow(first, second, own);
                    under.attained = true;
                }
            }
            let (best, worst) = (under.corners.iter().min(), under.corners.iter().max());
            under.attained |= best == Some(&under.best) && worst == Some(&under.worst);
            under
        })
        .collect();
    for (position, under) in members.zip(under) {
        places[position].weights = Some(under);
    }
}

/// A weighting with one role alone.
fn only(role: usize, roles: usize) -> Alternative {
    let weight = |at: usize| if at == role { Exact::one() } else { Exact::zero() };
    Alternative {
        key: Key("only".into()),
        name: Said::only(Language::English, String::new()),
        roles: (0..roles).map(|at| (at, weight(at))).collect(),
        criteria: Vec::new(),
    }
}

/// The place of each total, 1 the best; equal ones share it.
fn ranks(totals: &[Exact]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..totals.len()).collect();
    order.sort_by(|left, right| totals[*right].cmp(&totals[*left]));
    let mut ranks = vec![0; totals.len()];
    for (before, at) in order.iter().enumerate() {
        let same = before > 0 && totals[order[before - 1]] == totals[*at];
        ranks[*at] = if same { ranks[order[before - 1]] } else { before + 1 };
    }
    ranks
}

/// Who overtakes `own` first on the straight way from the official weights to a corner.
fn overtaken(
    region: &Region,
    official: &[Exact],
    corners: &[Vec<Exact>],
    own: usize,
    first: usize,
) -> Option<Overtaken> {
    let mut nearest: Option<(Exact, Overtaken)> = None;
    for (role, corner) in corners.iter().enumerate() {
        for other in (0..official.len()).filter(|other| *other != own) {
            let lead = &official[own] - &official[other];
            let there = &corner[own] - &corner[other];
            if lead.is_negative() || lead.is_zero() || !there.is_negative() {
                continue;
            }
            let way = &lead / &(&lead - &there);
            if nearest.as_ref().is_none_or(|(least, _)| way < *least) {
                let (from, to) = (&region.official[role], &region.corner(role)[role]);
                let at = from + &(&way * &(to - from));
                nearest = Some((way, Overtaken { by: first + other, role, at }));
            }
        }
    }
    nearest.map(|(_, overtaken)| overtaken)
}

/// The best and the worst place of `own` between two corners, followed from the one to the other: the lead over each
/// other changes its sign at most once on the way.
fn follow(first: &[Exact], second: &[Exact], own: usize) -> (usize, usize) {
    let lead = |at: &[Exact], other: usize| &at[other] - &at[own];
    // Where others come to be ahead (+1) and stop being so (−1), as shares of the way.
    let mut ahead = 0i64;
    let mut turns: Vec<(Exact, i64)> = Vec::new();
    for other in (0..first.len()).filter(|other| *other != own) {
        let (here, there) = (lead(first, other), lead(second, other));
        let positive = |number: &Exact| !number.is_negative() && !number.is_zero();
        match (positive(&here), positive(&there)) {
            (true, true) => ahead += 1,
            (true, false) => {
                ahead += 1;
                turns.push((&here / &(&here - &there), -1));
            }
            (false, true) => turns.push((&here / &(&here - &there), 1)),
            (false, false) => {}
        }
    }
    turns.sort();
    let (mut least, mut most) = (ahead, ahead);
    // At a turn both are equal: those who were ahead no longer are, those who will be are not yet.
    for same in turns.chunk_by(|left, right| left.0 == right.0) {
        ahead += same.iter().filter(|(_, step)| *step < 0).map(|(_, step)| step).sum::<i64>();
        least = least.min(ahead);
        ahead += same.iter().filter(|(_, step)| *step > 0).map(|(_, step)| step).sum::<i64>();
        // At the end of the way only what lies there counts.
        if same[0].0 < Exact::one() {
            most = most.max(ahead);
        }
    }
    let place = |ahead: i64| usize::try_from(ahead).unwrap_or(0) + 1;
    (place(least), place(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(texts: &[&str]) -> Vec<Exact> {
        texts.iter().map(|text| Exact::parse(text).unwrap()).collect()
    }

    #[test]
    fn a_place_is_followed_from_one_corner_to_the_other() {
        // The own result is level; one other passes from below, one from above, one stays ahead.
        let (first, second) = (numbers(&["50", "40", "60", "70"]), numbers(&["50", "60", "40", "70"]));
        assert_eq!(follow(&first, &second, 0), (2, 3));
        // Both cross at the same point, where neither is ahead.
        let (first, second) = (numbers(&["50", "40", "60"]), numbers(&["50", "60", "40"]));
        assert_eq!(follow(&first, &second, 0), (1, 2));
        // Equal at an end is not behind.
        let (first, second) = (numbers(&["50", "50"]), numbers(&["50", "60"]));
        assert_eq!(follow(&first, &second, 0), (1, 2));
        let (first, second) = (numbers(&["50", "40"]), numbers(&["50", "50"]));
        assert_eq!(follow(&first, &second, 0), (1, 1));
    }
}
