//! A scheme made ready for subjects of one kind, with its own weights or others.

use crate::community::kind::Kind;
use crate::community::scheme::form::WeightMeaning;
use crate::community::scheme::{Alternative, Node, Scheme, share};
use crate::exact::Exact;

/// What is changed about a scheme when a result is looked at in another light.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lens<'a> {
    /// Other weights.
    pub alternative: Option<&'a Alternative>,
    /// Leave out this role, by position.
    pub without_role: Option<usize>,
    /// Leave out this leaf, by position among the leaves.
    pub without_leaf: Option<usize>,
}

/// A scheme made ready for subjects of one kind.
#[derive(Debug)]
pub struct Rulebook<'a> {
    /// The scheme.
    pub scheme: &'a Scheme,
    /// The kind of subject.
    pub kind: Option<Kind>,
    /// The weight of each role as a share of one.
    pub role_shares: Vec<Exact>,
    /// For each leaf the share of each role, when all who mark it have.
    pub on_leaf: Vec<Vec<Exact>>,
    /// For each leaf and role, whether its mark is looked at: it marks the leaf, which is for subjects of the kind.
    pub looks: Vec<Vec<bool>>,
    /// The position among the leaves of each criterion that is one.
    pub leaf_at: Vec<Option<usize>>,
    /// The weight of each criterion.
    weights: Vec<Exact>,
    /// Whether the weights are those that are written.
    as_written: bool,
}

impl<'a> Rulebook<'a> {
    /// The scheme for subjects of `kind`, looked at through `lens`.
    pub fn new(scheme: &'a Scheme, kind: Option<Kind>, lens: Lens<'_>) -> Rulebook<'a> {
        let mut role_shares = scheme.role_shares(kind);
        let other = lens.alternative.filter(|alternative| !alternative.roles.is_empty());
        if let Some(alternative) = other {
            let written = |role: usize| scheme.roles[role].weights.of(kind).map(|at| at.value.clone());
            let weights: Vec<Exact> = (0..scheme.roles.len())
                .map(|role| {
                    let named = alternative.roles.iter().find(|(position, _)| *position == role);
                    named.map(|(_, weight)| weight.clone()).or_else(|| written(role)).unwrap_or_else(Exact::zero)
                })
                .collect();
            let sum: Exact = weights.iter().sum();
            role_shares = weights.iter().map(|weight| share(weight, &sum, WeightMeaning::Relative)).collect();
        }
        let mut weights: Vec<Exact> =
            scheme.criteria.iter().map(|criterion| criterion.weight.clone().unwrap_or_else(Exact::zero)).collect();
        let others = lens.alternative.map_or(&[][..], |alternative| &alternative.criteria);
        for (position, weight) in others {
            weights[*position] = weight.clone();
        }
        let looks = |leaf: usize, role: usize| {
            scheme.roles[role].marks[leaf]
                && lens.without_role != Some(role)
                && lens.without_leaf != Some(leaf)
                && scheme.applies(scheme.leaves[leaf], kind)
        };
        let mut leaf_at = vec![None; scheme.criteria.len()];
        for (leaf, position) in scheme.leaves.iter().enumerate() {
            leaf_at[*position] = Some(leaf);
        }
        let leaves = 0..scheme.leaves.len();
        Rulebook {
            on_leaf: leaves.clone().map(|leaf| on_leaf(scheme, leaf, &role_shares, lens.without_role)).collect(),
            looks: leaves.map(|leaf| (0..scheme.roles.len()).map(|role| looks(leaf, role)).collect()).collect(),
            as_written: others.is_empty(),
            scheme,
            kind,
            role_shares,
            leaf_at,
            weights,
        }
    }

    /// The parts of `node` that are for subjects of this kind.
    pub fn parts<'n>(&'n self, node: &'n Node) -> impl Iterator<Item = usize> + 'n {
        node.parts.iter().copied().filter(|part| {
            let kinds = &self.scheme.criteria[*part].kinds;
            kinds.as_ref().is_none_or(|kinds| self.kind.is_some_and(|kind| kinds.contains(&kind)))
        })
    }

    /// The shares of the parts that have a result, `None` where the others have the whole: the weight as a share of the
    /// whole, those of parts left out divided among the rest by their weights.
    pub fn shares(&self, parts: &[usize], present: &[bool]) -> Option<Vec<Exact>> {
        let all: Exact = parts.iter().map(|part| &self.weights[*part]).sum();
        let meaning = if self.as_written { self.scheme.weights } else { WeightMeaning::Relative };
        let written = |part: usize| share(&self.weights[part], &all, meaning);
        if present.iter().all(|present| *present) {
            return (!all.is_zero()).then(|| parts.iter().map(|part| written(*part)).collect());
        }
        let there = parts.iter().zip(present).filter(|(_, present)| **present);
        let grown = all.checked_div(&there.map(|(part, _)| &self.weights[*part]).sum())?;
        let own = |(part, present): (&usize, &bool)| {
            if *present { &written(*part) * &grown } else { Exact::zero() }
        };
        Some(parts.iter().zip(present).map(own).collect())
    }

    /// The shares of the parts that have a result, adding up to one: for a geometric mean.
    pub fn relative_shares(&self, parts: &[usize], present: &[bool]) -> Option<Vec<Exact>> {
        let weight = |(part, present): (&usize, &bool)| {
            if *present { self.weights[*part].clone() } else { Exact::zero() }
        };
        let weights: Vec<Exact> = parts.iter().zip(present).map(weight).collect();
        let sum: Exact = weights.iter().sum();
        weights.iter().map(|weight| weight.checked_div(&sum)).collect()
    }
}

/// The share of each role on a leaf, a role that is left out having none.
fn on_leaf(scheme: &Scheme, leaf: usize, role_shares: &[Exact], without: Option<usize>) -> Vec<Exact> {
    match without {
        None => scheme.shares_on_leaf(leaf, role_shares),
        Some(without) => {
            let marks = |role: usize| scheme.roles[role].marks[leaf] && role != without;
            let roles = 0..scheme.roles.len();
            let sum: Exact = roles.clone().filter(|role| marks(*role)).map(|role| &role_shares[role]).sum();
            let all: Exact = role_shares.iter().sum();
            let alone = roles.clone().filter(|role| marks(*role)).count() == 1;
            let own = |role: usize| {
                let share = if alone { Some(all.clone()) } else { (&role_shares[role] * &all).checked_div(&sum) };
                share.filter(|_| marks(role))
            };
            roles.map(|role| own(role).unwrap_or_else(Exact::zero)).collect()
        }
    }
}
