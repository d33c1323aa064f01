//! What changed since the period before: how much of it marks, weights and the group account for.

use crate::assess::rulebook::{Lens, Rulebook};
use crate::assess::weigh::weigh;
use crate::assess::{Ranking, Standing};
use crate::community::register::Community;
use crate::community::scheme::Scheme;
use crate::community::table::Id;
use crate::exact::Exact;

/// The first of the schemes that follow one another up to `scheme`.
pub fn first_of_line(community: &Community, scheme: Id<Scheme>) -> Id<Scheme> {
    let mut line = vec![scheme];
    while let Some(before) = community.schemes[line[line.len() - 1]].follows {
        // Schemes that follow one another in a circle have no first; the least stands for all of them.
        if line.contains(&before) {
            return line.into_iter().min().unwrap_or(scheme);
        }
        line.push(before);
    }
    line[line.len() - 1]
}

/// The ranking of the period before, of the same scheme or of the one that it follows, by position.
pub fn before(community: &Community, rankings: &[Ranking], ranking: &Ranking) -> Option<usize> {
    let line = first_of_line(community, ranking.scheme);
    let own = rankings.iter().enumerate().filter(|(_, other)| first_of_line(community, other.scheme) == line);
    let earlier = own.filter(|(_, other)| other.period < ranking.period);
    earlier.max_by(|(_, left), (_, right)| left.period.cmp(&right.period)).map(|(at, _)| at)
}

/// How the lead of a result over its group's median changed, and by what: the three parts add up to the whole.
#[derive(Debug)]
pub struct Change {
    /// The result of the period before.
    pub total_before: Exact,
    /// The change of the result.
    pub total: Exact,
    /// What the marks account for: today's marks under yesterday's weights, less yesterday's result.
    pub by_marks: Exact,
    /// What the weights account for: today's result, less today's marks under yesterday's weights. `None` where roles or
    /// criteria have no counterpart, so that `by_marks` holds both.
    pub by_weights: Option<Exact>,
    /// What the group accounts for: the change of its median, with its sign turned.
    pub by_group: Exact,
    /// The change of the lead.
    pub lead: Exact,
}

/// The change of a result since that of the period before.
pub fn change(
    community: &Community,
    (ranking, standing): (&Ranking, &Standing),
    (ranking_before, standing_before): (&Ranking, &Standing),
) -> Change {
    let total = &standing.total - &standing_before.total;
    let by_weights = match ranking.scheme == ranking_before.scheme {
        true => Some(Exact::zero()),
        false => {
            under_other_weights(community, ranking, ranking_before, standing).map(|under| &standing.total - &under)
        }
    };
    let by_marks = &total - by_weights.as_ref().unwrap_or(&Exact::zero());
    let by_group = &ranking_before.groups[standing_before.group].median - &ranking.groups[standing.group].median;
    let lead = &total + &by_group;
    Change { total_before: standing_before.total.clone(), total, by_marks, by_weights, by_group, lead }
}

/// The result that a subject's marks would have had with the weights of an earlier scheme: roles and criteria of the same
/// ids take the earlier weights; `None` when some have no counterpart.
fn under_other_weights(
    community: &Community,
    ranking: &Ranking,
    earlier: &Ranking,
    standing: &Standing,
) -> Option<Exact> {
    let (now, then) = (&community.schemes[ranking.scheme], &community.schemes[earlier.scheme]);
    let mut mixed = now.clone();
    for role in &mut mixed.roles {
        role.weights = then.roles.iter().find(|other| other.key == role.key)?.weights.clone();
    }
    for criterion in &mut mixed.criteria {
        let other = then.criteria.iter().find(|other| other.key == criterion.key)?;
        criterion.weight.clone_from(&other.weight);
        criterion.factor = other.factor.clone();
    }
    mixed.weights = then.weights;
    let book = Rulebook::new(&mixed, community.kind(standing.subject), Lens::default());
    weigh(&book, &standing.rows(community), None).total
}
