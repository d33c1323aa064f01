//! What plans in force say differently about the same thing, and which reading applies: the stricter.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::community::area::{Area, lineage};
use crate::community::clause::{Bound, Clause, Demand, Limit};
use crate::community::plan::Plan;
use crate::community::register::Community;
use crate::community::table::Id;
use crate::exact::Exact;

/// Clauses of several plans that set different numbers for the same.
#[derive(Debug)]
pub struct Conflict {
    /// What they are about.
    pub topic: Box<str>,
    /// The clauses: plan, position, number.
    pub clauses: Vec<(Id<Plan>, usize, Exact)>,
    /// Which of them applies where both do, by position in `clauses`.
    pub applies: usize,
    /// Whether no area has to keep two of them: each holds in its own, and pages that mix plans show the stricter.
    pub apart: bool,
}

/// What plans in force on the day say differently about the same topic.
pub fn conflicts(community: &Community, as_of: NaiveDate) -> Vec<Conflict> {
    let in_force = |plan: &Plan| {
        plan.date <= as_of
            && plan.valid_from.is_none_or(|from| from <= as_of)
            && plan.valid_until.is_none_or(|until| as_of <= until)
    };
    let mut topics: BTreeMap<&str, Vec<Bounded<'_>>> = BTreeMap::new();
    for (id, plan) in community.plans.iter().filter(|(_, plan)| in_force(plan)) {
        for (at, clause) in plan.clauses.iter().enumerate() {
            let (Some(topic), Some((number, direction))) = (&clause.topic, bound(clause)) else { continue };
            topics.entry(&topic.value.0).or_default().push((id, at, number, direction));
        }
    }
    topics.into_iter().filter_map(|(topic, clauses)| conflict(community, topic, clauses)).collect()
}

/// Which numbers are stricter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Larger,
    Smaller,
}

/// A clause that sets a number: plan, position, the number, which numbers would be stricter.
type Bounded<'a> = (Id<Plan>, usize, &'a Exact, Direction);

/// The number that a clause sets, and which numbers would be stricter.
fn bound(clause: &Clause) -> Option<(&Exact, Direction)> {
    let number = &clause.number.as_ref()?.value;
    let direction = match &clause.demand {
        Demand::Stated { bound } => match bound.unwrap_or(Bound::AtLeast) {
            Bound::AtLeast => Direction::Larger,
            Bound::AtMost | Bound::Exactly => Direction::Smaller,
        },
        Demand::Quantity { limit: Limit::AtMost(_), .. } | Demand::Events { .. } => Direction::Smaller,
        _ => Direction::Larger,
    };
    Some((number, direction))
}

fn conflict(community: &Community, topic: &str, clauses: Vec<Bounded<'_>>) -> Option<Conflict> {
    let meets_another = |(one, _, number, _): &Bounded<'_>| {
        clauses.iter().any(|(other, _, others, _)| one != other && number != others)
    };
    let meeting: Vec<_> = clauses.iter().filter(|clause| meets_another(clause)).collect();
    let strictest = match meeting.first()?.3 {
        Direction::Larger => meeting.iter().map(|(_, _, number, _)| *number).max(),
        Direction::Smaller => meeting.iter().map(|(_, _, number, _)| *number).min(),
    }?;
    let applies = meeting.iter().position(|(_, _, number, _)| *number == strictest)?;
    let meet = |one: Id<Plan>, other: Id<Plan>| one != other && overlap(community, one, other);
    let apart = !meeting.iter().any(|(one, ..)| meeting.iter().any(|(other, ..)| meet(*one, *other)));
    let clauses = meeting.into_iter().map(|(plan, at, number, _)| (*plan, *at, (*number).clone())).collect();
    Some(Conflict { topic: topic.into(), clauses, applies, apart })
}

/// Whether some area has to keep both plans.
fn overlap(community: &Community, one: Id<Plan>, other: Id<Plan>) -> bool {
    let [one, other] = [one, other].map(|id| community.plans.get(id).map(|plan| plan.audience.as_slice()));
    let (Some(one), Some(other)) = (one, other) else { return false };
    let lies_in = |inner: Id<Area>, outer: Id<Area>| lineage(&community.areas, inner).contains(&outer);
    one.is_empty()
        || other.is_empty()
        || one.iter().any(|left| other.iter().any(|right| lies_in(*left, *right) || lies_in(*right, *left)))
}
