//! What the assessors of one role gave on one criterion, and the one mark it becomes.

use std::collections::BTreeMap;

use crate::assess::rulebook::Rulebook;
use crate::assess::weigh::{Row, alone};
use crate::community::marks::{Assessor, Mark};
use crate::community::row::Empty;
use crate::community::scheme::form::{Combination, CombineBy, Effect, Marked, RoundAt};
use crate::community::scheme::{Role, Scale, Scheme};
use crate::exact::{Exact, mean, median};
use crate::language::Said;

/// The end of the range that an open mark is taken to be at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The one that makes the result least.
    Least,
    /// The one that makes the result greatest.
    Greatest,
}

/// What the assessors of one role gave on one leaf.
#[derive(Clone, Debug)]
pub struct Panel {
    /// The role, by position in the scheme.
    pub role: usize,
    /// The leaf, by position among the scheme's leaves.
    pub leaf: usize,
    /// What each assessor gave.
    pub given: Vec<Given>,
    /// How they became one: the role's way, or the plain mean where there were too few to drop any.
    pub combined: Combination,
    /// The points of the role.
    pub points: Exact,
    /// The points before a declared rounding changed them.
    pub unrounded: Option<Exact>,
    /// The full points, above nought.
    pub full: Exact,
    /// The role's share on this leaf.
    pub role_share: Exact,
    /// What this adds to the result, where results are sums of role share × criterion share × mark.
    pub contribution: Option<Exact>,
    /// What role share × points is multiplied by for that.
    pub multiplier: Option<Exact>,
}

impl Panel {
    /// The points on a scale of other full points.
    pub fn worth_of(&self, full: &Exact) -> Exact {
        (&self.points * full).checked_div(&self.full).unwrap_or_else(Exact::zero)
    }
}

/// What one assessor gave.
#[derive(Clone, Debug)]
pub struct Given {
    /// Who; `None` for a whole role that has not marked yet.
    pub by: Option<Assessor>,
    /// The mark as written; that of a ratio is what was got.
    pub mark: Exact,
    /// What a ratio is of.
    pub of: Option<Exact>,
    /// The empty mark that counts as nought, and why.
    pub empty: Option<(Empty, Option<Said>)>,
    /// The points it is worth.
    pub points: Exact,
    /// The full points.
    pub full: Exact,
    /// How many people it speaks for.
    pub people: Option<Exact>,
    /// Whether it was dropped, or is not one of those in the middle.
    pub dropped: bool,
}

/// Whose marks do not count because of their totals.
#[derive(Clone, Debug)]
pub enum Dropped {
    /// These, which can be nobody.
    These(Vec<Assessor>),
    /// A mark that is still to come will decide; until then the result is at that end of its range.
    Unknown(End),
}

/// A mark that is not there.
#[derive(Clone, Debug)]
pub struct Gap {
    /// The role, by position.
    pub role: usize,
    /// The leaf, by position.
    pub leaf: usize,
    /// Who did not give it; `None` for the whole role.
    pub by: Option<Assessor>,
    /// Which kind of empty it is.
    pub empty: Empty,
    /// Why.
    pub reason: Option<Said>,
    /// What it does.
    pub effect: Effect,
}

/// What an empty mark does under the scheme.
pub fn effect(scheme: &Scheme, empty: Empty) -> Effect {
    match empty {
        Empty::Zero => Effect::Zero,
        Empty::NotApplicable => scheme.empties.not_applicable,
        Empty::NotAssessed => scheme.empties.not_assessed,
        Empty::Withheld => scheme.empties.withheld,
    }
}

/// The marks of one role on one leaf, `gaps` getting those that are not there; `None` where nothing was given, or only by
/// assessors who are dropped.
///
/// Open marks are left out, or taken to be at an end of their range.
pub fn panel(
    book: &Rulebook<'_>,
    (role, leaf): (usize, usize),
    rows: &[Row<'_>],
    end: Option<End>,
    dropped: &Dropped,
    gaps: &mut Vec<Gap>,
) -> Option<Panel> {
    let scheme = book.scheme;
    let scale = &scheme.criteria[scheme.leaves[leaf]].scale;
    let mut given = Vec::new();
    let mut gap = |by, empty, reason: Option<Said>, given: &mut Vec<Given>, people| {
        let effect = effect(scheme, empty);
        let points = match (effect, end) {
            (Effect::Zero, _) => Some(Exact::zero()),
            (Effect::Open, Some(end)) => Some(extreme(scheme, leaf, scale, end)),
            _ => None,
        };
        given.extend(points.map(|points| Given {
            by,
            mark: Exact::zero(),
            of: None,
            empty: Some((empty, reason.clone())),
            points,
            full: scale.full(),
            people,
            dropped: false,
        }));
        gaps.push(Gap { role, leaf, by, empty, reason, effect });
    };
    let mut own = rows.iter().filter(|(sheet, _)| sheet.role == role).peekable();
    if own.peek().is_none() {
        gap(None, Empty::NotAssessed, None, &mut given, None);
    }
    for (sheet, row) in own {
        let (by, people) = (Some(sheet.by), row.people.clone());
        match &row.marks[leaf] {
            Mark::None => gap(by, Empty::NotAssessed, None, &mut given, people),
            Mark::Empty(empty) => gap(by, empty.0, Some(empty.1.clone()), &mut given, people),
            Mark::Number(mark) => given.push(Given {
                by,
                mark: mark.clone(),
                of: None,
                empty: None,
                points: scale.points(mark),
                full: scale.full(),
                people,
                dropped: false,
            }),
            Mark::Ratio(ratio) => {
                let [got, of] = &**ratio;
                given.push(Given {
                    by,
                    mark: got.clone(),
                    of: Some(of.clone()),
                    empty: None,
                    points: got.clone(),
                    full: of.clone(),
                    people,
                    dropped: false,
                });
            }
        }
    }
    if given.is_empty() {
        return None;
    }
    let record = &scheme.roles[role];
    let (mut points, mut full, combined) = match dropped {
        Dropped::These(these) => combine(record, &mut given, these)?,
        Dropped::Unknown(end) => {
            let assessors = rows.iter().filter(|(sheet, _)| sheet.role == role).count();
            let points = extreme_mean(record, &given, assessors, takes_low(scheme, leaf, *end));
            (points, given[0].full.clone(), record.combine)
        }
    };
    let pooled = scale.marked == Marked::Ratio && given.len() > 1;
    if let Some(end) = end.filter(|_| pooled && given.iter().any(is_assumed)) {
        // What is still to come can be of any size, and drown what is there.
        full = Exact::whole(100);
        points = extreme(scheme, leaf, scale, end);
    }
    let rounded = scheme.round(RoundAt::Panel).map(|round| points.rounded(round.digits, round.rounding));
    let unrounded = rounded.as_ref().filter(|rounded| **rounded != points).map(|_| points.clone());
    let role_share = book.on_leaf[leaf][role].clone();
    let points = rounded.unwrap_or(points);
    Some(Panel {
        role,
        leaf,
        given,
        combined,
        points,
        unrounded,
        full,
        role_share,
        contribution: None,
        multiplier: None,
    })
}

/// Whether a mark is taken to be at an end of its range.
fn is_assumed(given: &Given) -> bool {
    given.empty.as_ref().is_some_and(|(empty, _)| *empty != Empty::Zero)
}

/// The points of an open mark at the end of its range that makes the result least or greatest.
fn extreme(scheme: &Scheme, leaf: usize, scale: &Scale, end: End) -> Exact {
    let (least, greatest) = scale.range();
    if takes_low(scheme, leaf, end) { least } else { greatest }
}

/// Whether a result is at that end when a mark is at the low end of its range: not so where points are taken off.
fn takes_low(scheme: &Scheme, leaf: usize, end: End) -> bool {
    let mut at = Some(scheme.leaves[leaf]);
    let mut turned = false;
    while let Some(position) = at {
        turned ^= scheme.criteria[position].factor.is_negative();
        at = scheme.criteria[position].parent;
    }
    (end == End::Least) ^ turned
}

/// The least or the greatest mean that as many marks as will count can have.
fn extreme_mean(role: &Role, given: &[Given], assessors: usize, low: bool) -> Exact {
    let count = match role.combine {
        Combination::Median => 1,
        _ if assessors < role.trim_from => given.len(),
        _ => given.len().saturating_sub(2).max(1),
    };
    let mut points: Vec<Exact> = given.iter().map(|given| given.points.clone()).collect();
    points.sort();
    if !low {
        points.reverse();
    }
    mean(&points[..count]).unwrap_or_else(Exact::zero)
}

/// The points and full points of what several assessors gave, and how they were combined; those whose marks do not
/// count are marked so. `None` when none do.
fn combine(role: &Role, given: &mut [Given], dropped: &[Assessor]) -> Option<(Exact, Exact, Combination)> {
    let full = |given: &[Given]| given.first().map_or_else(Exact::zero, |given| given.full.clone());
    let ratio = given.iter().any(|given| given.of.is_some());
    let by_total = role.combine_by == CombineBy::Total;
    Some(match role.combine {
        Combination::Sum => {
            let sum = given.iter().map(|given| &given.points).sum();
            let all = given.iter().map(|given| &given.full).sum();
            (sum, all, Combination::Sum)
        }
        Combination::MeanByPeople => {
            let people = |given: &Given| given.people.clone().unwrap_or_else(Exact::one);
            let weighed: Exact = given.iter().map(|given| &given.points * &people(given)).sum();
            let all: Exact = given.iter().map(people).sum();
            (weighed.checked_div(&all).unwrap_or_else(Exact::zero), full(given), Combination::MeanByPeople)
        }
        Combination::Median | Combination::TrimmedMean if by_total => {
            for given in given.iter_mut() {
                given.dropped = given.by.is_some_and(|by| dropped.contains(&by));
            }
            if given.iter().all(|given| given.dropped) {
                return None;
            }
            let enough = role.combine == Combination::Median || given.iter().any(|given| given.dropped);
            (plain_mean(given), full(given), if enough { role.combine } else { Combination::Mean })
        }
        Combination::Median => {
            let points = median(given.iter().map(|given| given.points.clone()).collect());
            (points.unwrap_or_else(Exact::zero), full(given), Combination::Median)
        }
        Combination::TrimmedMean if given.len() >= role.trim_from => {
            drop_ends(given);
            (plain_mean(given), full(given), Combination::TrimmedMean)
        }
        Combination::Single | Combination::Mean | Combination::TrimmedMean if ratio => {
            let sum = given.iter().map(|given| &given.points).sum();
            let all = given.iter().map(|given| &given.full).sum();
            (sum, all, Combination::Mean)
        }
        Combination::Single => (plain_mean(given), full(given), Combination::Single),
        Combination::Mean | Combination::TrimmedMean => (plain_mean(given), full(given), Combination::Mean),
    })
}

fn plain_mean(given: &[Given]) -> Exact {
    let kept: Vec<Exact> = given.iter().filter(|given| !given.dropped).map(|given| given.points.clone()).collect();
    mean(&kept).unwrap_or_else(Exact::zero)
}

/// Drops one highest and one lowest, the first of each among equals.
fn drop_ends(given: &mut [Given]) {
    let highest = (0..given.len()).rev().max_by(|left, right| given[*left].points.cmp(&given[*right].points));
    if let Some(highest) = highest {
        given[highest].dropped = true;
    }
    let rest = (0..given.len()).filter(|at| !given[*at].dropped);
    let lowest = rest.min_by(|left, right| given[*left].points.cmp(&given[*right].points));
    if let Some(lowest) = lowest {
        given[lowest].dropped = true;
    }
}

/// The assessors of a role whose marks do not count because of their totals: the highest and the lowest of a trimmed
/// mean, all but the middle of a median. Among equal totals the first by the order of sheets.
///
/// A total is the result that the subject would have if nobody else had marked, as a share of the full points.
pub fn dropped_by_total(book: &Rulebook<'_>, role: usize, rows: &[Row<'_>], end: Option<End>) -> Dropped {
    let record = &book.scheme.roles[role];
    if record.combine_by == CombineBy::Criterion {
        return Dropped::These(Vec::new());
    }
    let leaves = || (0..book.scheme.leaves.len()).filter(|leaf| book.looks[*leaf][role]);
    let mut totals: BTreeMap<Assessor, Exact> = BTreeMap::new();
    let mut gaps = Vec::new();
    for row in rows.iter().filter(|(sheet, _)| sheet.role == role) {
        let own = std::slice::from_ref(row);
        let nobody = Dropped::These(Vec::new());
        let panels = leaves().filter_map(|leaf| panel(book, (role, leaf), own, None, &nobody, &mut gaps)).collect();
        if let (_, Some((points, full))) = alone(book, panels) {
            totals.insert(row.0.by, points.checked_div(&full).unwrap_or(points));
        }
    }
    if let Some(end) = end.filter(|_| gaps.iter().any(|gap| gap.effect == Effect::Open)) {
        return Dropped::Unknown(end);
    }
    let mut order: Vec<(Exact, Assessor)> = totals.into_iter().map(|(by, total)| (total, by)).collect();
    order.sort();
    let count = order.len();
    let keep = match record.combine {
        Combination::Median => (count.saturating_sub(1)) / 2..count / 2 + 1,
        _ if count >= record.trim_from => 1..count - 1,
        _ => 0..count,
    };
    let dropped = order.into_iter().enumerate().filter(|(at, _)| !keep.contains(at));
    Dropped::These(dropped.map(|(_, (_, by))| by).collect())
}
