//! One subject's marks → its result, with every step of the working.

use crate::assess::panel::{End, Gap, Panel, dropped_by_total, panel};
use crate::assess::rulebook::Rulebook;
use crate::community::marks::{Sheet, SheetRow};
use crate::community::scheme::form::{Aggregate, Effect, Marked, RoundAt};
use crate::community::scheme::{Node, Round};
use crate::exact::Exact;

/// What one assessor gave to the subject, and the sheet it stands on.
pub type Row<'a> = (&'a Sheet, &'a SheetRow);

/// How the result of one subject comes about.
#[derive(Debug)]
pub struct Working {
    /// What each role gave on each leaf, in order of role and leaf.
    pub panels: Vec<Panel>,
    /// The result on each criterion of the scheme, by position; `None` where it is left out.
    pub parts: Vec<Option<Part>>,
    /// The result, exact but for roundings that the scheme declares; `None` when everything is left out.
    pub total: Option<Exact>,
    /// The full points of the result.
    pub full: Option<Exact>,
    /// The result before a declared limit changed it.
    pub unlimited: Option<Exact>,
    /// The marks that are not there.
    pub gaps: Vec<Gap>,
    /// Whether the result is the sum of the contributions of the panels.
    pub adds_up: bool,
    /// Whether a root without an end is in it, so that `total` is not the result itself but a decimal next to it.
    pub has_root: bool,
}

/// The result on one criterion.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its points.
    pub points: Exact,
    /// The full points.
    pub full: Exact,
    /// What enters the result above: points × factor where points are added, else 100 × points ÷ full.
    pub entering: Exact,
    /// `entering` before a declared rounding changed it.
    pub unrounded: Option<Exact>,
    /// Its weight among those beside it as a share, or its factor.
    pub share: Exact,
    /// What it adds to the result above; in a geometric mean, what enters it; nothing where another part is decisive.
    pub contribution: Exact,
    /// `contribution` before a declared rounding changed it.
    pub contribution_unrounded: Option<Exact>,
    /// Its points before a declared limit changed them.
    pub unlimited: Option<Exact>,
}

impl Part {
    /// The result in per cent of the full points.
    pub fn in_per_cent(&self) -> Option<Exact> {
        (&self.points * &Exact::whole(100)).checked_div(&self.full)
    }
}

impl Working {
    /// Whether a mark is still to come.
    pub fn is_open(&self) -> bool {
        self.gaps.iter().any(|gap| gap.effect == Effect::Open)
    }
}

/// Weighs one subject. Open marks are left out, or taken to be at an end of their range.
pub fn weigh(book: &Rulebook<'_>, rows: &[Row<'_>], end: Option<End>) -> Working {
    let scheme = book.scheme;
    let mut gaps = Vec::new();
    let mut panels = Vec::with_capacity(scheme.roles.len() * scheme.leaves.len());
    for role in 0..scheme.roles.len() {
        let dropped = dropped_by_total(book, role, rows, end);
        for leaf in (0..scheme.leaves.len()).filter(|leaf| book.looks[*leaf][role]) {
            panels.extend(panel(book, (role, leaf), rows, end, &dropped, &mut gaps));
        }
    }
    let mut weighing = Weighing::new(book, &scheme.rounds);
    weighing.add_leaves(&mut panels);
    let top = weighing.node(&scheme.top);
    let mut working = Working {
        total: top.as_ref().map(|top| top.points.clone()),
        full: top.as_ref().map(|top| top.full.clone()),
        unlimited: top.and_then(|top| top.unlimited),
        adds_up: weighing.adds_up,
        has_root: weighing.has_root,
        parts: weighing.parts,
        panels,
        gaps,
    };
    if working.adds_up {
        contribute(book, &mut working);
    }
    working
}

/// What panels would make if nobody else had marked: the result on each criterion, and the points and full points of the
/// whole; `None` where they say nothing. Nothing is rounded.
pub fn alone(book: &Rulebook<'_>, mut panels: Vec<Panel>) -> (Vec<Option<Part>>, Option<(Exact, Exact)>) {
    for panel in &mut panels {
        panel.role_share = Exact::one();
        panel.points = panel.unrounded.take().unwrap_or_else(|| panel.points.clone());
    }
    let mut weighing = Weighing::new(book, &[]);
    weighing.add_leaves(&mut panels);
    let top = weighing.node(&book.scheme.top);
    (weighing.parts, top.map(|top| (top.points, top.full)))
}

/// The points that parts make together.
struct Whole {
    points: Exact,
    full: Exact,
    unlimited: Option<Exact>,
}

struct Weighing<'a, 'b> {
    book: &'a Rulebook<'b>,
    /// The roundings that take place.
    rounds: &'a [Round],
    parts: Vec<Option<Part>>,
    adds_up: bool,
    has_root: bool,
}

impl<'a, 'b> Weighing<'a, 'b> {
    fn new(book: &'a Rulebook<'b>, rounds: &'a [Round]) -> Weighing<'a, 'b> {
        Weighing { book, rounds, parts: vec![None; book.scheme.criteria.len()], adds_up: true, has_root: false }
    }

    /// The result on each leaf: role share × points, summed over the roles that gave a mark. The share of a role that
    /// gave none is divided among the others.
    fn add_leaves(&mut self, panels: &mut [Panel]) {
        let scheme = self.book.scheme;
        let mut of_leaf: Vec<Vec<usize>> = vec![Vec::new(); scheme.leaves.len()];
        for (at, panel) in panels.iter().enumerate() {
            of_leaf[panel.leaf].push(at);
        }
        for (leaf, own) in of_leaf.iter().enumerate().filter(|(_, own)| !own.is_empty()) {
            let sum: Exact = own.iter().map(|at| &panels[*at].role_share).sum();
            let looked_at: Exact = {
                let shares = self.book.on_leaf[leaf].iter().zip(&self.book.looks[leaf]);
                shares.filter(|(_, looks)| **looks).map(|(share, _)| share).sum()
            };
            if sum.is_zero() {
                continue;
            }
            let position = scheme.leaves[leaf];
            let alike = own.iter().all(|at| panels[*at].full == panels[own[0]].full);
            let averaged = scheme.node(scheme.criteria[position].parent).aggregate != Aggregate::Sum;
            let scale = &scheme.criteria[position].scale;
            let mut points = Exact::zero();
            for at in own {
                let panel = &mut panels[*at];
                if sum != looked_at {
                    panel.role_share = &(&panel.role_share * &looked_at) / &sum;
                }
                let worth = if alike || !averaged { panel.points.clone() } else { panel.worth_of(&scale.full()) };
                points = &points + &(&panel.role_share * &worth);
            }
            // Roles of which one adds up more assessors than another are averaged as shares of their own full points.
            let full = match (alike, averaged) {
                (true, _) => panels[own[0]].full.clone(),
                (false, true) => scale.full(),
                (false, false) => own.iter().map(|at| &panels[*at].role_share * &panels[*at].full).sum(),
            };
            self.parts[position] = Some(Part {
                entering: points.clone(),
                contribution: Exact::zero(),
                points,
                full,
                unrounded: None,
                share: Exact::zero(),
                contribution_unrounded: None,
                unlimited: None,
            });
        }
    }

    /// What the parts of `node` make together; `None` when all of them are left out.
    fn node(&mut self, node: &Node) -> Option<Whole> {
        let book = self.book;
        let parts: Vec<usize> = book.parts(node).collect();
        for part in parts.iter().copied().filter(|part| !book.scheme.criteria[*part].node.parts.is_empty()) {
            let whole = self.node(&book.scheme.criteria[part].node);
            self.parts[part] = whole.map(|whole| Part {
                entering: whole.points.clone(),
                contribution: Exact::zero(),
                points: whole.points,
                full: whole.full,
                unrounded: None,
                share: Exact::zero(),
                contribution_unrounded: None,
                unlimited: whole.unlimited,
            });
        }
        let averaged = node.aggregate != Aggregate::Sum;
        let present: Vec<bool> = parts
            .iter()
            .map(|part| self.parts[*part].as_ref().is_some_and(|found| !averaged || !found.full.is_zero()))
            .collect();
        let shares = match node.aggregate {
            Aggregate::Weighted => book.shares(&parts, &present)?,
            Aggregate::Geometric => book.relative_shares(&parts, &present)?,
            Aggregate::Sum => parts.iter().map(|part| book.scheme.criteria[*part].factor.clone()).collect(),
            Aggregate::Max | Aggregate::Min => vec![Exact::one(); parts.len()],
        };
        let own: Vec<(usize, Exact)> =
            parts.into_iter().zip(shares).zip(present).filter(|(_, present)| *present).map(|(own, _)| own).collect();
        if own.is_empty() {
            return None;
        }
        self.enter(&own, averaged);
        let made = self.aggregate(node.aggregate, &own)?;
        Some(self.limit(node, made))
    }

    /// The rounding that takes place at a step.
    fn round_at(&self, step: RoundAt) -> Option<&'a Round> {
        self.rounds.iter().find(|round| round.at == step)
    }

    /// What each part brings to the result above, rounded where that is declared.
    fn enter(&mut self, own: &[(usize, Exact)], averaged: bool) {
        let scheme = self.book.scheme;
        for (at, share) in own {
            let Some(part) = self.parts[*at].as_mut() else { continue };
            part.entering =
                if averaged { part.in_per_cent().unwrap_or_else(Exact::zero) } else { &part.points * share };
            part.share = share.clone();
        }
        for step in [RoundAt::Component, RoundAt::Section] {
            let Some(round) = self.round_at(step) else { continue };
            let marked = |at: usize| scheme.criteria[at].node.parts.is_empty();
            let those: Vec<usize> =
                own.iter().map(|(at, _)| *at).filter(|at| marked(*at) == (step == RoundAt::Component)).collect();
            self.round(&those, round, averaged);
        }
    }

    /// Rounds what the parts at `those` positions bring; running totals, if that is declared.
    fn round(&mut self, those: &[usize], round: &Round, averaged: bool) {
        let (mut running, mut before) = (Exact::zero(), Exact::zero());
        for at in those {
            let Some(part) = self.parts[*at].as_mut() else { continue };
            // Running totals are of what is added up; averages have none.
            let rounded = if round.cumulative && !averaged {
                running = &running + &part.entering;
                let next = running.rounded(round.digits, round.rounding);
                let own = &next - &before;
                before = next;
                own
            } else {
                part.entering.rounded(round.digits, round.rounding)
            };
            if rounded == part.entering {
                continue;
            }
            self.adds_up = false;
            part.unrounded = Some(std::mem::replace(&mut part.entering, rounded));
        }
    }

    /// The points of the whole, and what each part contributes to them.
    fn aggregate(&mut self, aggregate: Aggregate, own: &[(usize, Exact)]) -> Option<(Exact, Exact)> {
        let scheme = self.book.scheme;
        let entering = |parts: &[Option<Part>], at: usize| {
            parts[at].as_ref().map_or_else(Exact::zero, |part| part.entering.clone())
        };
        let hundred = Exact::whole(100);
        match aggregate {
            Aggregate::Weighted => {
                let round = self.round_at(RoundAt::Contribution);
                let mut sum = Exact::zero();
                for (at, share) in own {
                    let Some(part) = self.parts[*at].as_mut() else { continue };
                    part.contribution = share * &part.entering;
                    if let Some(round) = round {
                        let rounded = part.contribution.rounded(round.digits, round.rounding);
                        if rounded != part.contribution {
                            self.adds_up = false;
                            part.contribution_unrounded = Some(std::mem::replace(&mut part.contribution, rounded));
                        }
                    }
                    sum = &sum + &part.contribution;
                }
                Some((sum, hundred))
            }
            Aggregate::Sum => {
                let (mut sum, mut full) = (Exact::zero(), Exact::zero());
                for (at, factor) in own {
                    let bonus = scheme.criteria[*at].scale.marked == Marked::Bonus
                        && scheme.criteria[*at].node.parts.is_empty();
                    let Some(part) = self.parts[*at].as_mut() else { continue };
                    part.contribution = part.entering.clone();
                    sum = &sum + &part.entering;
                    if !bonus && !factor.is_negative() {
                        full = &full + &(factor * &part.full);
                    }
                }
                Some((sum, full))
            }
            Aggregate::Geometric => {
                self.adds_up = false;
                let factors: Vec<(Exact, Exact)> =
                    own.iter().map(|(at, share)| (&entering(&self.parts, *at) / &hundred, share.clone())).collect();
                for (at, _) in own {
                    if let Some(part) = self.parts[*at].as_mut() {
                        part.contribution = part.entering.clone();
                    }
                }
                let mean = Exact::geometric_mean(&factors, HIGHEST_ROOT)?;
                self.has_root |= !mean.ends;
                Some((&mean.value * &hundred, hundred))
            }
            Aggregate::Max | Aggregate::Min => {
                self.adds_up = false;
                let values: Vec<Exact> = own.iter().map(|(at, _)| entering(&self.parts, *at)).collect();
                let best = match aggregate {
                    Aggregate::Max => values.iter().max(),
                    _ => values.iter().min(),
                }?
                .clone();
                let decisive = values.iter().position(|value| *value == best)?;
                if let Some(part) = self.parts[own[decisive].0].as_mut() {
                    part.contribution = best.clone();
                }
                Some((best, hundred))
            }
        }
    }

    /// The points kept between the limits of the node.
    fn limit(&mut self, node: &Node, (points, full): (Exact, Exact)) -> Whole {
        let mut kept = points.clone();
        if let Some(most) = &node.most {
            kept = kept.min(most.clone());
        }
        if let Some(least) = &node.least {
            kept = kept.max(least.clone());
        }
        let changed = kept != points;
        self.adds_up &= !changed;
        let full = match &node.most {
            Some(most) if *most < full => most.clone(),
            _ => full,
        };
        Whole { points: kept, full, unlimited: changed.then_some(points) }
    }
}

/// A geometric mean is a root of at most this degree; `community::scheme` refuses weights that would need a higher.
const HIGHEST_ROOT: u32 = 1000;

/// What each panel adds to the result: role share × points × the product of what is between its leaf and the top.
fn contribute(book: &Rulebook<'_>, working: &mut Working) {
    let scheme = book.scheme;
    let mut coefficients: Vec<Option<Exact>> = vec![None; scheme.criteria.len()];
    // Parents stand before their parts.
    for at in 0..scheme.criteria.len() {
        let Some(part) = &working.parts[at] else { continue };
        let parent = scheme.criteria[at].parent;
        let above = match parent {
            None => Some(Exact::one()),
            Some(parent) => coefficients[parent].clone(),
        };
        coefficients[at] = above.and_then(|above| match scheme.node(parent).aggregate {
            Aggregate::Sum => Some(&above * &part.share),
            _ => (&(&above * &part.share) * &Exact::whole(100)).checked_div(&part.full),
        });
    }
    for panel in &mut working.panels {
        let at = scheme.leaves[panel.leaf];
        let averaged = scheme.node(scheme.criteria[at].parent).aggregate != Aggregate::Sum;
        let multiplier = coefficients[at].as_ref().map(|coefficient| match &working.parts[at] {
            Some(part) if averaged && part.full != panel.full => &(coefficient * &part.full) / &panel.full,
            _ => coefficient.clone(),
        });
        panel.contribution = multiplier.as_ref().map(|multiplier| &(&panel.role_share * &panel.points) * multiplier);
        panel.multiplier = multiplier;
    }
}
