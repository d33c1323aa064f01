//! Results → places: equal ones share a place unless a tie-breaker or a decision tells them apart; the order of files
//! never does.

use crate::assess::Standing;
use crate::assess::rulebook::{Lens, Rulebook};
use crate::assess::weigh::{Part, Working, alone, weigh};
use crate::community::marks::Period;
use crate::community::register::Community;
use crate::community::scheme::form::{Aggregate, Prefer, RankFrom};
use crate::community::scheme::{Compares, Scheme, TieBreaker};
use crate::community::table::Id;
use crate::exact::Exact;

/// The most decimals that are printed to tell results apart.
const MOST_DIGITS: u32 = 12;

/// What told a result apart from an equal one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The tie-breaker at this position.
    By(usize),
    /// The decision at this position among the rulings.
    Decided(usize),
}

/// Puts `members` of one group in order and gives them their places.
pub fn order(
    community: &Community,
    scheme: &Scheme,
    (id, period): (Id<Scheme>, &Period),
    lens: Lens<'_>,
    members: &mut [Standing],
) {
    members.sort_by(|left, right| right.ranked.cmp(&left.ranked).then(left.subject.cmp(&right.subject)));
    let mut before = 0;
    for equals in members.chunk_by_mut(|left, right| left.ranked == right.ranked) {
        break_tie(community, scheme, (id, period), lens, equals, before);
        before += equals.len();
    }
    tell_apart(scheme, members);
}

/// Gives places to results that are equal, of which there are better ones `before` them.
fn break_tie(
    community: &Community,
    scheme: &Scheme,
    (id, period): (Id<Scheme>, &Period),
    lens: Lens<'_>,
    equals: &mut [Standing],
    before: usize,
) {
    if equals.len() > 1 && !scheme.tie_breakers.is_empty() {
        let mut keyed: Vec<(Vec<Option<Exact>>, usize)> = equals
            .iter()
            .enumerate()
            .map(|(at, standing)| {
                let book = Rulebook::new(scheme, community.kind(standing.subject), lens);
                let working = weigh(&book, &standing.rows(community), None);
                (scheme.tie_breakers.iter().map(|breaker| key(&book, breaker, &working)).collect(), at)
            })
            .collect();
        keyed.sort_by(|(left, _), (right, _)| right.cmp(left));
        let mut places = vec![(0, 0, None); equals.len()];
        let mut first = 0;
        while first < keyed.len() {
            let same = keyed[first..].iter().take_while(|(other, _)| *other == keyed[first].0).count();
            let parted = |other: Option<&(Vec<Option<Exact>>, usize)>| {
                let (other, _) = other?;
                other.iter().zip(&keyed[first].0).position(|(left, right)| left != right)
            };
            let neighbours = [first.checked_sub(1).and_then(|at| keyed.get(at)), keyed.get(first + same)];
            let by = neighbours.into_iter().filter_map(parted).max();
            for (_, at) in &keyed[first..first + same] {
                places[*at] = (before + first + 1, same, by);
            }
            first += same;
        }
        for (standing, (place, sharing, by)) in equals.iter_mut().zip(places) {
            (standing.place, standing.sharing, standing.broken) = (place, sharing, by.map(Broken::By));
        }
        equals.sort_by(|left, right| left.place.cmp(&right.place).then(left.subject.cmp(&right.subject)));
    } else {
        let sharing = equals.len();
        for standing in equals.iter_mut() {
            (standing.place, standing.sharing) = (before + 1, sharing);
        }
    }
    if lens.alternative.is_none() {
        decide(community, (id, period), equals);
    }
}

/// Puts those who share a place in the order that a committee decided, where it decided on all of them.
fn decide(community: &Community, (id, period): (Id<Scheme>, &Period), equals: &mut [Standing]) {
    let decisions = &community.rulings.decisions;
    for same in equals.chunk_by_mut(|left, right| left.place == right.place).filter(|same| same.len() > 1) {
        let decided = decisions.iter().position(|decision| {
            (decision.scheme, &decision.period) == (id, period)
                && decision.order.len() == same.len()
                && same.iter().all(|standing| decision.order.contains(&standing.subject))
        });
        let Some(decided) = decided else { continue };
        let order = &decisions[decided].order;
        same.sort_by_key(|standing| order.iter().position(|subject| *subject == standing.subject));
        for (at, standing) in same.iter_mut().enumerate() {
            standing.place += at;
            standing.sharing = 1;
            standing.broken = Some(Broken::Decided(decided));
        }
    }
}

/// What a tie-breaker compares, the greater the better; `None`, which is least, where there is nothing.
pub fn key(book: &Rulebook<'_>, breaker: &TieBreaker, working: &Working) -> Option<Exact> {
    let found = value(book, breaker, working)?;
    Some(match breaker.prefer {
        Prefer::Higher => found,
        Prefer::Lower => -found,
    })
}

/// What a tie-breaker looks at: a result, what a role gave, or how many marks of a sort were given.
pub fn value(book: &Rulebook<'_>, breaker: &TieBreaker, working: &Working) -> Option<Exact> {
    let count = |fits: &dyn Fn(&Exact) -> bool| {
        let panels = working.panels.iter().filter(|panel| breaker.role.is_none_or(|role| role == panel.role));
        let given = panels.filter(|panel| lies_in(book.scheme, panel.leaf, breaker.criterion));
        let given = given.flat_map(|panel| &panel.given);
        let counted = given.filter(|given| given.empty.is_none() && fits(&given.mark)).count();
        Some(Exact::whole(counted as i64))
    };
    match (&breaker.compares, breaker.role, breaker.criterion) {
        (Compares::Marks(mark), _, _) => count(&|given| given == mark),
        (Compares::MarksFrom(least), _, _) => count(&|given| given >= least),
        (Compares::Result, None, criterion) => result(book.scheme, criterion?, &working.parts),
        (Compares::Result, Some(role), criterion) => {
            let own = working.panels.iter().filter(|panel| panel.role == role).cloned().collect();
            let (parts, total) = alone(book, own);
            match criterion {
                None => total.map(|(points, _)| points),
                Some(criterion) => result(book.scheme, criterion, &parts),
            }
        }
    }
}

/// Whether a leaf is the criterion or lies within it.
fn lies_in(scheme: &Scheme, leaf: usize, criterion: Option<usize>) -> bool {
    let mut at = Some(scheme.leaves[leaf]);
    while at.is_some() && at != criterion {
        at = at.and_then(|position| scheme.criteria[position].parent);
    }
    criterion.is_none() || at.is_some()
}

/// The result on a criterion: its points where they are added to others, in per cent of the full points elsewhere.
fn result(scheme: &Scheme, criterion: usize, parts: &[Option<Part>]) -> Option<Exact> {
    let part = parts[criterion].as_ref()?;
    match scheme.node(scheme.criteria[criterion].parent).aggregate {
        Aggregate::Sum => Some(part.points.clone()),
        _ => part.in_per_cent(),
    }
}

/// Gives every result the decimals with which it is printed in its own band, below the better ones, above the worse ones
/// and like its equals.
///
/// Decimals that part it from one neighbour can join it to the other (87.125 and 87.1249999 differ with two decimals, not
/// with four), so what is printed is compared again until nothing changes.
fn tell_apart(scheme: &Scheme, members: &mut [Standing]) {
    if scheme.rank_from == RankFrom::Rounded {
        return;
    }
    let mut different: Vec<&mut [Standing]> = members.chunk_by_mut(|left, right| left.ranked == right.ranked).collect();
    let print = |equals: &mut [Standing], digits: u32| {
        let digits = digits_for_band(scheme, &equals[0].total, digits);
        equals.iter_mut().for_each(|standing| standing.digits = digits);
        equals[0].total.rounded(digits, scheme.rounding)
    };
    let mut printed: Vec<Exact> = different.iter_mut().map(|equals| print(equals, scheme.digits)).collect();
    let mut changed = true;
    while changed {
        changed = false;
        for below in 1..different.len() {
            if printed[below - 1] > printed[below] {
                continue;
            }
            let fewer = different[below - 1][0].digits.min(different[below][0].digits);
            for at in [below - 1, below] {
                if different[at][0].digits == fewer && fewer < MOST_DIGITS {
                    printed[at] = print(&mut *different[at], fewer + 1);
                    changed = true;
                }
            }
        }
    }
}

/// The fewest decimals, from `digits` on, with which a result is printed as lying in the band that it lies in.
fn digits_for_band(scheme: &Scheme, total: &Exact, digits: u32) -> u32 {
    let own = scheme.band(total);
    let agrees = |digits: &u32| scheme.band(&total.rounded(*digits, scheme.rounding)) == own;
    (digits..=MOST_DIGITS).find(agrees).unwrap_or(MOST_DIGITS)
}
