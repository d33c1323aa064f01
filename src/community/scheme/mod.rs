//! Assessment schemes: everything about how a result comes about, as data.
//!
//! [`form`] is how a scheme is written; this file is the record that the program trusts; the other rooms check a part of
//! it each: the tree of criteria, the weights, the roles, and what is made of results (bands, ties, roundings).

pub mod form;

mod criteria;
mod outcomes;
mod roles;
mod weights;

use std::collections::{BTreeMap, BTreeSet};

use crate::community::form::{At, Key};
use crate::community::kind::Kind;
use crate::community::plan::Plan;
use crate::community::scheme::criteria::admit_criteria;
use crate::community::scheme::form::{
    Aggregate, Beyond, Combination, CombineBy, Cycle, Effect, Gate, Grouping, Marked, Prefer, QuotaRounding, RankFrom,
    RoundAt, RoundingWord, SchemeForm, SubjectKind, WeightMeaning,
};
use crate::community::scheme::outcomes::{
    admit_alternatives, admit_bands, admit_empties, admit_low, admit_rounds, admit_tie_breakers,
};
use crate::community::scheme::roles::{admit_roles, check_role_sums};
use crate::community::table::{Id, Names, Record};
use crate::exact::{Exact, Rounding};
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place, expected_one_of, listing, suggestion};
use crate::language::Said;

/// An assessment scheme.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Its id.
    pub key: Key,
    /// Where it is written.
    pub place: Place,
    /// Its name.
    pub name: Said,
    /// What is assessed.
    pub subject: SubjectKind,
    /// How often.
    pub cycle: Cycle,
    /// Within what subjects are compared.
    pub grouping: Grouping,
    /// The plan it stands on.
    pub basis: Option<Id<Plan>>,
    /// The scheme that was in force in the periods before.
    pub follows: Option<Id<Scheme>>,
    /// Where that is written.
    pub follows_place: Option<Place>,
    /// What a result must have passed before the public sees it.
    pub gate: Gate,
    /// Decimals printed.
    pub digits: u32,
    /// The rule of rounding.
    pub rounding: Rounding,
    /// What places and bands are made from.
    pub rank_from: RankFrom,
    /// What the written weights mean.
    pub weights: WeightMeaning,
    /// How the top criteria become the result.
    pub top: Node,
    /// What empty marks do.
    pub empties: Empties,
    /// Declared roundings.
    pub rounds: Vec<Round>,
    /// Marks farther apart than this, in points of 100, are flagged.
    pub spread_limit: Option<Exact>,
    /// How quotas are rounded.
    pub quota_rounding: QuotaRounding,
    /// A remark for readers.
    pub note: Option<Said>,
    /// The criteria, parents before their parts.
    pub criteria: Vec<Criterion>,
    /// The criteria that are marked, as positions in `criteria`, in order.
    pub leaves: Vec<usize>,
    /// Who assesses.
    pub roles: Vec<Role>,
    /// Bands, from the highest down.
    pub bands: Vec<Band>,
    /// What breaks ties, in order.
    pub tie_breakers: Vec<TieBreaker>,
    /// Other weightings.
    pub alternatives: Vec<Alternative>,
    /// What counts as a low result.
    pub low: Option<Low>,
}

/// How parts become one result.
#[derive(Clone, Debug)]
pub struct Node {
    /// By which rule.
    pub aggregate: Aggregate,
    /// The parts, as positions among the criteria, in the order written.
    pub parts: Vec<usize>,
    /// The result is never below this.
    pub least: Option<Exact>,
    /// The result is never above this.
    pub most: Option<Exact>,
}

/// A criterion.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// Its id.
    pub key: Key,
    /// Its name.
    pub name: Said,
    /// Its weight as written, where it is averaged with those beside it.
    pub weight: Option<Exact>,
    /// What its points are multiplied by, where they are added to those beside it; 1 elsewhere.
    pub factor: Exact,
    /// Its share of those beside it, all kinds of subject taken together.
    pub share: Exact,
    /// Its share of the whole: the product of the shares from the top down to it.
    pub share_of_whole: Exact,
    /// The kinds of subject it is for; `None` is all.
    pub kinds: Option<Vec<Kind>>,
    /// How it is marked; for a criterion with parts, of no effect.
    pub scale: Scale,
    /// Its parts; none when it is marked.
    pub node: Node,
    /// The criterion it is a part of.
    pub parent: Option<usize>,
    /// How many criteria lie above it.
    pub depth: usize,
    /// What is looked at.
    pub note: Option<Said>,
}

/// What marks on a criterion can be, and how many points they are worth.
#[derive(Clone, Debug)]
pub struct Scale {
    /// What a mark is.
    pub marked: Marked,
    /// The lowest mark.
    pub min: Exact,
    /// The mark for full points.
    pub max: Exact,
    /// The mark worth nothing.
    pub zero: Exact,
    /// Marks are whole steps from the lowest up.
    pub step: Option<Exact>,
    /// What happens to a mark beyond the scale.
    pub beyond: Beyond,
    /// Points off for each fault.
    pub each: Exact,
}

impl Scale {
    /// The points of a full mark, above nought; those of a ratio come with the mark.
    pub fn full(&self) -> Exact {
        match self.marked {
            Marked::Scale => (&self.max - &self.zero).abs(),
            _ => self.max.clone(),
        }
    }

    /// Whether less is better.
    pub fn falls(&self) -> bool {
        self.marked == Marked::Scale && self.zero > self.max
    }

    /// The ends between which a mark lies.
    pub fn ends(&self) -> (&Exact, &Exact) {
        if self.falls() { (&self.max, &self.zero) } else { (&self.min, &self.max) }
    }

    /// The points that `mark` is worth: mark − zero on a scale, max − each × faults for deductions, at most `max` for a
    /// bonus.
    pub fn points(&self, mark: &Exact) -> Exact {
        match self.marked {
            Marked::Scale => {
                let (low, high) = self.ends();
                let mark = if self.beyond == Beyond::Clamp { mark.max(low).min(high) } else { mark };
                if self.falls() { &self.zero - mark } else { mark - &self.zero }
            }
            Marked::Deductions => (&self.max - &(&self.each * mark)).max(Exact::zero()),
            Marked::Bonus => mark.min(&self.max).clone(),
            Marked::YesNo | Marked::Ratio => mark.clone(),
        }
    }

    /// The fewest and the most points there can be.
    pub fn range(&self) -> (Exact, Exact) {
        match self.marked {
            Marked::Scale => {
                let (low, high) = self.ends();
                let (first, last) = (self.points(low), self.points(high));
                if first <= last { (first, last) } else { (last, first) }
            }
            _ => (Exact::zero(), self.max.clone()),
        }
    }
}

/// What each kind of empty mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Empties {
    /// A mark that does not apply.
    pub not_applicable: Effect,
    /// A mark that was not given.
    pub not_assessed: Effect,
    /// A mark that is withheld.
    pub withheld: Effect,
}

/// A declared rounding.
#[derive(Clone, Copy, Debug)]
pub struct Round {
    /// Where.
    pub at: RoundAt,
    /// Decimals kept.
    pub digits: u32,
    /// The rule.
    pub rounding: Rounding,
    /// Whether running totals are rounded.
    pub cumulative: bool,
}

/// A role that assesses.
#[derive(Clone, Debug)]
pub struct Role {
    /// Its id.
    pub key: Key,
    /// Its name.
    pub name: Said,
    /// Its weight as written.
    pub weights: RoleWeights,
    /// How several assessors become one mark.
    pub combine: Combination,
    /// What decides which marks are dropped or in the middle.
    pub combine_by: CombineBy,
    /// Marks are dropped from so many assessors on.
    pub trim_from: usize,
    /// For each leaf of the scheme, whether this role marks it.
    pub marks: Vec<bool>,
    /// Where its weight is written.
    pub place: Place,
}

/// The weight of a role as written, with its place.
#[derive(Clone, Debug)]
pub enum RoleWeights {
    /// The same for every subject.
    Same(At<Exact>),
    /// By kind of subject.
    ByKind(BTreeMap<Kind, At<Exact>>),
}

impl RoleWeights {
    /// The weight as written for a subject of `kind`, or for one without a kind when it is `None`.
    pub fn of(&self, kind: Option<Kind>) -> Option<&At<Exact>> {
        match (self, kind) {
            (RoleWeights::Same(weight), _) => Some(weight),
            (RoleWeights::ByKind(weights), Some(kind)) => weights.get(&kind),
            (RoleWeights::ByKind(_), None) => None,
        }
    }
}

/// A band of results.
#[derive(Clone, Debug)]
pub struct Band {
    /// Its id.
    pub key: Key,
    /// Its name.
    pub name: Said,
    /// The lowest result in it, included.
    pub from: Exact,
    /// No more than so many per cent of the group may be in it.
    pub quota: Option<Exact>,
}

/// What equal results are compared by.
#[derive(Clone, Debug)]
pub struct TieBreaker {
    /// The criterion, by position.
    pub criterion: Option<usize>,
    /// The role, by position.
    pub role: Option<usize>,
    /// What is compared.
    pub compares: Compares,
    /// Which goes first.
    pub prefer: Prefer,
}

/// What a tie-breaker looks at.
#[derive(Clone, Debug)]
pub enum Compares {
    /// The result.
    Result,
    /// How many marks of exactly this were given.
    Marks(Exact),
    /// How many marks of at least this were given.
    MarksFrom(Exact),
}

/// Another weighting.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// Its id.
    pub key: Key,
    /// Its name.
    pub name: Said,
    /// Other weights of roles, by position.
    pub roles: Vec<(usize, Exact)>,
    /// Other weights of criteria, by position.
    pub criteria: Vec<(usize, Exact)>,
}

/// What counts as a low result.
#[derive(Clone, Debug)]
pub struct Low {
    /// Results in this band or below, by position.
    pub band: Option<usize>,
    /// The last so many of the group.
    pub last: Option<u32>,
    /// So many periods in a row are flagged.
    pub periods: u32,
}

impl Record for Scheme {
    const WORD: &'static str = "scheme";
    type Form = SchemeForm;
}

/// The share that a written weight is of the whole, `sum` being that of all weights beside it.
pub fn share(weight: &Exact, sum: &Exact, meaning: WeightMeaning) -> Exact {
    let whole = match meaning {
        WeightMeaning::Percent | WeightMeaning::AsWritten => Exact::whole(100),
        WeightMeaning::Relative => sum.clone(),
    };
    weight.checked_div(&whole).unwrap_or_else(Exact::zero)
}

impl Scheme {
    /// The parts of the criterion at `position`, or of the whole.
    pub fn node(&self, position: Option<usize>) -> &Node {
        position.map_or(&self.top, |position| &self.criteria[position].node)
    }

    /// Whether the criterion and all above it are for subjects of `kind`.
    pub fn applies(&self, position: usize, kind: Option<Kind>) -> bool {
        let criterion = &self.criteria[position];
        let fits = criterion.kinds.as_ref().is_none_or(|kinds| kind.is_some_and(|kind| kinds.contains(&kind)));
        fits && criterion.parent.is_none_or(|parent| self.applies(parent, kind))
    }

    /// Whether the weights of its roles differ by kind of subject.
    pub fn weighs_by_kind(&self) -> bool {
        self.roles.iter().any(|role| matches!(role.weights, RoleWeights::ByKind(_)))
    }

    /// The declared rounding at a step.
    pub fn round(&self, at: RoundAt) -> Option<&Round> {
        self.rounds.iter().find(|round| round.at == at)
    }

    /// The weight of each role as a share of one, for a subject of `kind` or for one without a kind.
    pub fn role_shares(&self, kind: Option<Kind>) -> Vec<Exact> {
        let written: Vec<Exact> = self
            .roles
            .iter()
            .map(|role| role.weights.of(kind).map_or_else(Exact::zero, |at| at.value.clone()))
            .collect();
        let sum: Exact = written.iter().sum();
        written.iter().map(|weight| share(weight, &sum, self.weights)).collect()
    }

    /// The share of each role on a leaf: its weight among the roles that mark that leaf, which together weigh as much as
    /// all roles do.
    pub fn shares_on_leaf(&self, leaf: usize, role_shares: &[Exact]) -> Vec<Exact> {
        let marking = |role: usize| self.roles[role].marks[leaf];
        if (0..self.roles.len()).all(marking) {
            return role_shares.to_vec();
        }
        let sum: Exact = (0..self.roles.len()).filter(|role| marking(*role)).map(|role| &role_shares[role]).sum();
        let all: Exact = role_shares.iter().sum();
        // A role that marks a leaf alone decides it, whatever it weighs beside the others.
        let alone = (0..self.roles.len()).filter(|role| marking(*role)).count() == 1;
        let shared = |role: usize| {
            let share = if alone { Some(all.clone()) } else { (&role_shares[role] * &all).checked_div(&sum) };
            share.filter(|_| marking(role))
        };
        (0..self.roles.len()).map(|role| shared(role).unwrap_or_else(Exact::zero)).collect()
    }

    /// How much of the result each leaf decides for a subject of `kind`, as shares of one: by the weights where parts
    /// are averaged, by the full points where they are added, evenly where the highest or lowest counts.
    pub fn leaf_shares(&self, kind: Option<Kind>) -> Vec<Exact> {
        let mut shares = vec![Exact::zero(); self.criteria.len()];
        self.share_out(&self.top, &Exact::one(), kind, &mut shares);
        self.leaves.iter().map(|leaf| shares[*leaf].clone()).collect()
    }

    fn share_out(&self, node: &Node, whole: &Exact, kind: Option<Kind>, shares: &mut [Exact]) {
        let parts: Vec<usize> = node.parts.iter().copied().filter(|part| self.applies(*part, kind)).collect();
        let size = |part: usize| {
            let criterion = &self.criteria[part];
            match node.aggregate {
                Aggregate::Weighted | Aggregate::Geometric => criterion.weight.clone().unwrap_or_else(Exact::zero),
                Aggregate::Sum => (&criterion.factor * &self.full(part, kind)).max(Exact::zero()),
                Aggregate::Max | Aggregate::Min => Exact::one(),
            }
        };
        let sizes: Vec<Exact> = parts.iter().map(|part| size(*part)).collect();
        let sum: Exact = sizes.iter().sum();
        for (part, size) in parts.iter().zip(&sizes) {
            let own = size.checked_div(&sum).unwrap_or_else(Exact::zero);
            shares[*part] = whole * &own;
            let own = shares[*part].clone();
            self.share_out(&self.criteria[*part].node, &own, kind, shares);
        }
    }

    /// The full points of a criterion for a subject of `kind`, as far as they are known without its marks.
    pub fn full(&self, position: usize, kind: Option<Kind>) -> Exact {
        let criterion = &self.criteria[position];
        let node = &criterion.node;
        if node.parts.is_empty() {
            return match criterion.scale.marked {
                Marked::Bonus => Exact::zero(),
                _ => criterion.scale.full(),
            };
        }
        self.full_of(node, kind)
    }

    /// The full points of what `node` gives.
    pub fn full_of(&self, node: &Node, kind: Option<Kind>) -> Exact {
        if node.aggregate != Aggregate::Sum {
            return Exact::whole(100);
        }
        let parts = node.parts.iter().copied().filter(|part| self.applies(*part, kind));
        parts.map(|part| (&self.criteria[part].factor * &self.full(part, kind)).max(Exact::zero())).sum()
    }

    /// What a role really decides, as a share of one: its share on each leaf times the leaf's share of the whole.
    ///
    /// For a role that marks every leaf this is its weight; for one that marks only some it is less than its weight
    /// among those who mark them would suggest.
    pub fn decisive_share(&self, role: usize, kind: Option<Kind>) -> Exact {
        let shares = self.role_shares(kind);
        let leaves = self.leaf_shares(kind);
        let whole: Exact = leaves.iter().sum();
        let decided: Exact =
            leaves.iter().enumerate().map(|(leaf, share)| &self.shares_on_leaf(leaf, &shares)[role] * share).sum();
        decided.checked_div(&whole).unwrap_or_else(Exact::zero)
    }

    /// The position of the role named, or a complaint.
    pub fn role(&self, written: &At<Key>, names: &Names, findings: &mut Findings) -> Option<usize> {
        let found = self.roles.iter().position(|role| role.key == written.value);
        if found.is_none() && !names.is_unread("role", &written.value) {
            findings.push(unknown_role(&self.key, written, self.roles.iter().map(|role| &*role.key.0)));
        }
        found
    }

    /// The band that a result falls in by its bounds.
    pub fn band(&self, result: &Exact) -> Option<usize> {
        self.bands.iter().position(|band| *result >= band.from)
    }

    /// Checks one scheme. One whose criteria and roles are known is given back even with a fault in it, so that its
    /// sheets are checked in the same run.
    pub fn admit(form: SchemeForm, names: &Names, findings: &mut Findings) -> Option<Scheme> {
        let basis = names.resolve_optional(&form.basis, findings);
        let follows = names.resolve_optional(&form.follows, findings);
        let weights = form.weights.unwrap_or(WeightMeaning::Percent);
        let rounding = rounding(form.rounding);
        check_subject(&form, findings);
        let criteria = admit_criteria(&form, weights, findings);
        let bands = admit_bands(&form, findings);
        let rounds = admit_rounds(&form, rounding, findings);
        let empties = admit_empties(&form, findings);
        let low = admit_low(&form, findings);
        let (criteria, top) = criteria?;
        let leaves: Vec<usize> = (0..criteria.len()).filter(|at| criteria[*at].node.parts.is_empty()).collect();
        let roles = admit_roles(&form, &criteria, &leaves, findings)?;
        let tie_breakers = admit_tie_breakers(&form, &criteria, &roles, findings);
        let alternatives = admit_alternatives(&form, &criteria, &roles, findings);
        let scheme = Scheme {
            key: form.id.value,
            place: form.place,
            name: form.name,
            subject: form.subject.value,
            cycle: form.period.value,
            grouping: form.group_by.value,
            basis: basis.flatten(),
            follows: follows.flatten(),
            follows_place: form.follows.map(|name| name.place),
            gate: form.gate.unwrap_or(Gate::Publicity),
            digits: form.digits.map_or(2, |digits| digits.value),
            rounding,
            rank_from: form.rank_from.unwrap_or(RankFrom::Exact),
            weights,
            top,
            empties,
            rounds,
            spread_limit: form.spread_limit.map(|limit| limit.value),
            quota_rounding: form.quota_rounding.unwrap_or(QuotaRounding::Floor),
            note: form.note,
            criteria,
            leaves,
            roles,
            bands,
            tie_breakers,
            alternatives,
            low,
        };
        check_complete(&scheme, findings);
        for at in [&form.not_assessed, &form.withheld].into_iter().flatten() {
            check_open_ratios(&scheme, at, findings);
        }
        check_role_sums(&scheme, findings);
        let can_be_marked = !scheme.criteria.is_empty() && !scheme.roles.is_empty();
        let has_a_place = scheme.subject != SubjectKind::Entry || scheme.cycle == Cycle::Festival;
        (can_be_marked && has_a_place).then_some(scheme)
    }
}

/// The rule that a word stands for; half up where none is written.
fn rounding(word: Option<RoundingWord>) -> Rounding {
    match word {
        Some(RoundingWord::HalfEven) => Rounding::HalfEven,
        Some(RoundingWord::HalfUp) | None => Rounding::HalfUp,
    }
}

/// The complaint that a scheme has no role of that id.
pub fn unknown_role<'a>(scheme: &Key, written: &At<Key>, known: impl Iterator<Item = &'a str> + Clone) -> Finding {
    Finding::new(
        &rules::UNRESOLVED_NAME,
        written.place.clone(),
        Said::both(
            format!("办法 `{}` 没有角色 `{}`", &**scheme, &*written.value),
            format!("the scheme `{}` has no role `{}`", &**scheme, &*written.value),
        ),
    )
    .expected(expected_one_of(known.clone()))
    .help(suggestion(&written.value, known))
}

/// Complains that the value written at `place` is out of its range.
fn refuse(place: &Place, message: Said, expected: Said, findings: &mut Findings) {
    findings.push(Finding::new(&rules::OUT_OF_RANGE, place.clone(), message).expected(expected));
}

/// Complains that a field has no effect where it stands.
fn idle(place: &Place, field: &str, zh: &str, en: &str, findings: &mut Findings) {
    findings.push(
        Finding::new(
            &rules::FIELD_WITHOUT_EFFECT,
            place.clone(),
            Said::both(format!("`{field}` 在这里不起作用：{zh}"), format!("`{field}` has no effect here: {en}")),
        )
        .help(Said::both(format!("删去 `{field}`"), format!("remove `{field}`"))),
    );
}

/// Complains about digits that are more than can be printed.
fn check_digits(digits: &At<u32>, findings: &mut Findings) {
    if digits.value > 12 {
        let message =
            Said::both(format!("{} 位小数太多", digits.value), format!("{} decimals are too many", digits.value));
        refuse(&digits.place, message, Said::both("应为 0 到 12", "expected 0 to 12"), findings);
    }
}

/// Complains about what does not go with the subject of a scheme.
fn check_subject(form: &SchemeForm, findings: &mut Findings) {
    if let Some(digits) = &form.digits {
        check_digits(digits, findings);
    }
    let subject = form.subject.value;
    let without_kinds = Kind::all(subject).is_empty();
    if form.group_by.value == Grouping::Kind && without_kinds {
        refuse(
            &form.group_by.place,
            Said::both("参赛作品没有类别", "contest entries have no kinds"),
            Said::both("应为 `all` 或 `district`", "expected `all` or `district`"),
            findings,
        );
    }
    if subject == SubjectKind::Entry && form.period.value != Cycle::Festival {
        refuse(
            &form.period.place,
            Said::both("参赛作品只在活动中评分", "entries are judged at festivals only"),
            Said::both("应为 `festival`", "expected `festival`"),
            findings,
        );
    }
    for role in form.role.iter().filter(|role| role.weight.is_none()) {
        if let Some(written) = role.weight_by_kind.as_ref().filter(|_| without_kinds) {
            refuse(
                &written.place,
                Said::both("参赛作品没有类别", "contest entries have no kinds"),
                Said::both(
                    "这里不用 `weight_by_kind`，写 `weight = …`",
                    "write `weight = …` instead of `weight_by_kind`",
                ),
                findings,
            );
        }
    }
    if let (Some(least), Some(most)) = (&form.least, &form.most) {
        check_limits(least, most, findings);
    }
    for limit in form.spread_limit.iter().filter(|limit| limit.value <= Exact::zero()) {
        let expected = Said::both("应大于 0", "expected more than 0");
        refuse(&limit.place, Said::both("差距的上限须大于 0", "a limit of spread is more than 0"), expected, findings);
    }
}

/// Complains when a ratio that is still to come would be added to other points: nobody knows what it will be of.
fn check_open_ratios(scheme: &Scheme, at: &At<Effect>, findings: &mut Findings) {
    let added = |leaf: &usize| {
        let criterion = &scheme.criteria[*leaf];
        criterion.scale.marked == Marked::Ratio && scheme.node(criterion.parent).aggregate == Aggregate::Sum
    };
    if at.value == Effect::Open && scheme.leaves.iter().any(added) {
        refuse(
            &at.place,
            Said::both(
                "有比率指标的得分与其他得分相加，未到之前不知道应得多少，结果没有范围",
                "the points of a ratio are added to others; until it comes nobody knows what it is of, so there are no bounds",
            ),
            Said::both("应为 `refuse`、`leave_out` 或 `zero`", "expected `refuse`, `leave_out` or `zero`"),
            findings,
        );
    }
}

/// Complains unless the lower limit lies below the upper.
fn check_limits(least: &At<Exact>, most: &At<Exact>, findings: &mut Findings) {
    if least.value >= most.value {
        refuse(
            &most.place,
            Said::both("`most` 不大于 `least`", "`most` is not above `least`"),
            Said::both("上限应大于下限", "expected more than `least`"),
            findings,
        );
    }
}

/// Complains about every id that occurs twice within one record.
pub fn check_distinct<'a>(ids: impl Iterator<Item = &'a At<Key>>, findings: &mut Findings) {
    let mut seen: BTreeMap<&Key, &Place> = BTreeMap::new();
    for At { value: key, place } in ids {
        if let Some(first) = seen.get(key) {
            findings.push(
                Finding::new(
                    &rules::DUPLICATE_ID,
                    place.clone(),
                    Said::both(
                        format!("编号 `{}` 在本条记录里已经用过", &**key),
                        format!("the id `{}` is already taken in this record", &**key),
                    ),
                )
                .related((*first).clone(), Said::both("先写在这里", "first used here"))
                .help(Said::both("给其中一个换个编号", "give one of the two another id")),
            );
        } else {
            seen.insert(key, place);
        }
    }
}

/// The complaint that `written` is no criterion that can be marked, those being `known`.
pub fn unknown_criterion<'a>(
    written: &str,
    place: &Place,
    criteria: &[Criterion],
    known: impl Iterator<Item = &'a str> + Clone,
) -> Finding {
    let found = criteria.iter().find(|criterion| *criterion.key == *written);
    let parted = found.is_some_and(|criterion| !criterion.node.parts.is_empty());
    let message = match (found, parted) {
        (Some(_), true) => Said::both(
            format!("`{written}` 分为下级指标，分数打在下级上"),
            format!("`{written}` has parts, and marks are given to those"),
        ),
        (Some(_), false) => {
            Said::both(format!("这一角色不给 `{written}` 打分"), format!("`{written}` is not marked by this role"))
        }
        (None, _) => Said::both(format!("没有指标 `{written}`"), format!("there is no criterion `{written}`")),
    };
    let finding = Finding::new(&rules::UNKNOWN_CRITERION, place.clone(), message);
    finding.expected(expected_one_of(known.clone())).help(suggestion(written, known))
}

fn check_complete(scheme: &Scheme, findings: &mut Findings) {
    let key = &*scheme.key;
    let mut incomplete = |message: Said, help: Said| {
        findings.push(Finding::new(&rules::SCHEME_INCOMPLETE, scheme.place.clone(), message).help(help));
    };
    if scheme.criteria.is_empty() {
        incomplete(
            Said::both(format!("办法 `{key}` 没有指标"), format!("the scheme `{key}` has no criterion")),
            Said::both("加上 `[[scheme.criterion]]`", "add a `[[scheme.criterion]]`"),
        );
    }
    if scheme.roles.is_empty() {
        incomplete(
            Said::both(format!("办法 `{key}` 没有评分角色"), format!("the scheme `{key}` has no role")),
            Said::both("加上 `[[scheme.role]]`", "add a `[[scheme.role]]`"),
        );
        return;
    }
    for (leaf, index) in scheme.leaves.iter().enumerate() {
        let weighs = |role: &Role| match &role.weights {
            RoleWeights::Same(weight) => !weight.value.is_zero(),
            RoleWeights::ByKind(weights) => weights.values().all(|weight| !weight.value.is_zero()),
        };
        // Where no role weighs anything the sum of the weights is complained about instead.
        let counts = |role: &Role| role.marks[leaf] && (weighs(role) || !scheme.roles.iter().any(weighs));
        if !scheme.roles.iter().any(counts) {
            let leaf = &*scheme.criteria[*index].key;
            incomplete(
                Said::both(
                    format!("办法 `{key}` 里没有权重大于 0 的角色给 `{leaf}` 打分"),
                    format!("no role with a weight above 0 marks `{leaf}` in the scheme `{key}`"),
                ),
                Said::both(
                    format!("在一个角色的 `criteria` 里加上 `{leaf}`，或删去这个指标"),
                    format!("add `{leaf}` to the `criteria` of a role, or remove the criterion"),
                ),
            );
        }
    }
}

/// Complains when a role has no weight for one of `kinds`.
pub fn refuse_missing_kinds(role: &Role, kinds: &BTreeSet<Kind>, findings: &mut Findings) {
    let missing = kinds.iter().filter(|kind| role.weights.of(Some(**kind)).is_none());
    let missing: Vec<&str> = missing.map(|kind| kind.word()).collect();
    if missing.is_empty() {
        return;
    }
    let list = listing(missing.iter().copied());
    let added = missing.iter().map(|kind| format!("{kind} = …")).collect::<Vec<_>>().join(", ");
    findings.push(
        Finding::new(
            &rules::MISSING_FIELD,
            role.place.clone(),
            Said::both(
                format!("角色 `{}` 没有 {} 的权重", &*role.key, list.replace(", ", "、")),
                format!("the role `{}` has no weight for {list}", &*role.key),
            ),
        )
        .help(Said::both(
            format!("在 `weight_by_kind` 里加上 `{added}`"),
            format!("add `{added}` to `weight_by_kind`"),
        )),
    );
}

/// The complaint that a scheme has no band of that id.
pub fn unknown_band<'a>(scheme: &Key, written: &At<Key>, known: impl Iterator<Item = &'a str> + Clone) -> Finding {
    Finding::new(
        &rules::UNRESOLVED_NAME,
        written.place.clone(),
        Said::both(
            format!("办法 `{}` 没有等次 `{}`", &**scheme, &*written.value),
            format!("the scheme `{}` has no band `{}`", &**scheme, &*written.value),
        ),
    )
    .expected(expected_one_of(known.clone()))
    .help(suggestion(&written.value, known))
}
