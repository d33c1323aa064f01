//! The criteria of a scheme: a tree, how each is marked, and what its parts become.

use std::collections::BTreeSet;

use crate::community::form::At;
use crate::community::kind::Kind;
use crate::community::scheme::form::{Aggregate, Beyond, CriterionForm, Marked, SchemeForm, WeightMeaning};
use crate::community::scheme::weights::{check_sum, check_weight};
use crate::community::scheme::{Criterion, Node, Scale, check_distinct, check_limits, idle, refuse, share};
use crate::exact::Exact;
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place, expected_one_of, suggestion};
use crate::language::{Language, Said};

/// The greatest common denominator of the weights of a geometric mean: its root is taken of that degree.
pub const HIGHEST_ROOT: u32 = 1000;

/// More levels than this nobody can read on a page.
const DEEPEST: usize = 12;

/// The criteria, parents before their parts, and the whole that the top ones make; `None` when it is not clear which
/// lies within which.
pub fn admit_criteria(
    form: &SchemeForm,
    meaning: WeightMeaning,
    findings: &mut Findings,
) -> Option<(Vec<Criterion>, Node)> {
    let forms = &form.criterion;
    check_distinct(forms.iter().map(|criterion| &criterion.id), findings);
    let parents = parents(form, findings)?;
    let mut tree = Tree { form, parents, meaning, criteria: Vec::with_capacity(forms.len()), findings };
    let top = Written {
        aggregate: form.aggregate,
        least: form.least.as_ref(),
        most: form.most.as_ref(),
        place: &form.place,
        what: Said::both("一级指标", "the top criteria"),
    };
    let node = tree.descend(None, None, &top);
    Some((tree.criteria, node))
}

/// The criteria as far as they were admitted, and where they come from.
struct Tree<'a, 'f> {
    form: &'a SchemeForm,
    /// For each written criterion the one it lies within.
    parents: Vec<Option<usize>>,
    meaning: WeightMeaning,
    criteria: Vec<Criterion>,
    findings: &'f mut Findings,
}

/// What is written about how parts become one.
struct Written<'a> {
    aggregate: Option<Aggregate>,
    least: Option<&'a At<Exact>>,
    most: Option<&'a At<Exact>>,
    place: &'a Place,
    /// What the parts are called.
    what: Said,
}

impl<'a> Tree<'a, '_> {
    /// Admits the parts of the criterion that was `written` at one position and `admitted` at another, each followed by
    /// its own parts.
    fn descend(&mut self, written: Option<usize>, admitted: Option<usize>, of: &Written<'_>) -> Node {
        let forms = &self.form.criterion;
        let parts: Vec<usize> = (0..forms.len())
            .filter(|index| self.parents[*index] == written && (written.is_some() || forms[*index].within.is_none()))
            .collect();
        let aggregate = of.aggregate.unwrap_or(Aggregate::Weighted);
        let kinds: Vec<Option<Vec<Kind>>> = parts.iter().map(|part| self.kinds(&forms[*part])).collect();
        self.check_weights(&parts, &kinds, aggregate, of);
        let weight = |part: &usize| forms[*part].weight.as_ref().map(|weight| weight.value.clone());
        let sum: Exact = parts.iter().filter_map(weight).sum();
        let mut positions = Vec::with_capacity(parts.len());
        for (index, kinds) in parts.into_iter().zip(kinds) {
            let form = &forms[index];
            let (above, depth) = admitted.map_or_else(
                || (Exact::one(), 0),
                |parent| (self.criteria[parent].share_of_whole.clone(), self.criteria[parent].depth + 1),
            );
            let own = form.weight.as_ref().map_or_else(Exact::zero, |weight| share(&weight.value, &sum, self.meaning));
            let parted = self.parents.contains(&Some(index));
            let position = self.criteria.len();
            positions.push(position);
            let scale = self.scale(form, parted);
            self.check_place(form, parted, aggregate);
            self.criteria.push(Criterion {
                key: form.id.value.clone(),
                name: form.name.clone(),
                weight: form.weight.as_ref().map(|weight| weight.value.clone()),
                factor: form.factor.as_ref().map_or_else(Exact::one, |factor| factor.value.clone()),
                share_of_whole: &above * &own,
                share: own,
                kinds,
                scale,
                node: Node { aggregate: Aggregate::Weighted, parts: Vec::new(), least: None, most: None },
                parent: admitted,
                depth,
                note: form.note.clone(),
            });
            if parted {
                let below = Written {
                    aggregate: form.aggregate.as_ref().map(|aggregate| aggregate.value),
                    least: form.least.as_ref(),
                    most: form.most.as_ref(),
                    place: &form.place,
                    what: Said::both(
                        format!("“{}”下各指标", form.name.text(Language::Chinese)),
                        format!("the parts of `{}`", &*form.id.value),
                    ),
                };
                self.criteria[position].node = self.descend(Some(index), Some(position), &below);
                if aggregate == Aggregate::Geometric && self.falls_below_nought(position) {
                    refuse(
                        &form.place,
                        Said::both("几何平均不接受负的结果", "a geometric mean takes no results below nought"),
                        Said::both("加上 `least = 0`", "expected `least = 0` here"),
                        self.findings,
                    );
                }
            }
        }
        let limit = |limit: Option<&At<Exact>>| limit.map(|limit| limit.value.clone());
        Node { aggregate, parts: positions, least: limit(of.least), most: limit(of.most) }
    }

    /// The kinds of subject that a criterion is for.
    fn kinds(&mut self, form: &CriterionForm) -> Option<Vec<Kind>> {
        if form.kinds.is_empty() {
            return None;
        }
        let all = Kind::all(self.form.subject.value);
        let known = || all.iter().map(|kind| kind.word());
        let mut kinds = Vec::new();
        for written in &form.kinds {
            match all.iter().find(|kind| kind.word() == written.value) {
                Some(kind) => kinds.push(*kind),
                None => {
                    let word = &written.value;
                    let message = Said::both(format!("没有类别 `{word}`"), format!("there is no kind `{word}`"));
                    self.findings.push(
                        Finding::new(&rules::UNKNOWN_WORD, written.place.clone(), message)
                            .expected(expected_one_of(known()))
                            .help(suggestion(word, known())),
                    );
                }
            }
        }
        Some(kinds)
    }

    /// Complains about weights that are missing, idle or do not add up, for every kind of subject.
    fn check_weights(&mut self, parts: &[usize], kinds: &[Option<Vec<Kind>>], aggregate: Aggregate, of: &Written<'_>) {
        let forms = &self.form.criterion;
        let averaged = matches!(aggregate, Aggregate::Weighted | Aggregate::Geometric);
        let mut complete = true;
        for form in parts.iter().map(|part| &forms[*part]) {
            match &form.weight {
                Some(weight) if averaged => check_weight(weight, self.findings),
                Some(weight) => {
                    let (zh, en) = match aggregate {
                        Aggregate::Sum => {
                            ("同级指标是相加的，用 `factor`", "its points are added, which takes a `factor`")
                        }
                        _ => ("同级指标取最高或最低", "the highest or lowest of those beside it counts"),
                    };
                    idle(&weight.place, "weight", zh, en, self.findings);
                }
                None if averaged => {
                    complete = false;
                    let key = &*form.id.value;
                    self.findings.push(
                        Finding::new(
                            &rules::MISSING_FIELD,
                            form.place.clone(),
                            Said::both(
                                format!("指标 `{key}` 没有权重"),
                                format!("the criterion `{key}` has no weight"),
                            ),
                        )
                        .help(Said::both(
                            "加上 `weight = …`；若各项得分直接相加，在上级写 `aggregate = \"sum\"`",
                            "add `weight = …`; where points are simply added, write `aggregate = \"sum\"` above",
                        )),
                    );
                }
                None => {}
            }
        }
        if !averaged || !complete {
            return;
        }
        let weight = |part: usize| forms[part].weight.as_ref();
        if kinds.iter().all(Option::is_none) {
            let weights: Vec<&At<Exact>> = parts.iter().filter_map(|part| weight(*part)).collect();
            check_sum(&weights, self.meaning, of.what.clone(), of.place, self.findings);
            self.check_root(&weights, aggregate);
            return;
        }
        let mut told = BTreeSet::new();
        for kind in Kind::all(self.form.subject.value) {
            let own =
                parts.iter().zip(kinds).filter(|(_, kinds)| kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind)));
            let own: Vec<usize> = own.map(|(part, _)| *part).collect();
            if !told.insert(own.clone()) {
                continue;
            }
            let weights: Vec<&At<Exact>> = own.iter().filter_map(|part| weight(*part)).collect();
            let (zh, en) = (of.what.text(Language::Chinese), of.what.text(Language::English));
            let what = Said::both(
                format!("{}（`{}`）{zh}", kind.name(Language::Chinese), kind.word()),
                format!("{en} for `{}`", kind.word()),
            );
            check_sum(&weights, self.meaning, what, of.place, self.findings);
            self.check_root(&weights, aggregate);
        }
    }

    /// Complains when the root of a geometric mean would be too high to take.
    fn check_root(&mut self, weights: &[&At<Exact>], aggregate: Aggregate) {
        if aggregate != Aggregate::Geometric {
            return;
        }
        let sum: Exact = weights.iter().map(|weight| &weight.value).sum();
        let shares: Vec<Exact> = weights.iter().filter_map(|weight| weight.value.checked_div(&sum)).collect();
        if let (None, Some(last)) = (Exact::common_denominator(&shares, HIGHEST_ROOT), weights.last()) {
            refuse(
                &last.place,
                Said::both("几何平均的权重太零碎", "the weights of this geometric mean are too uneven"),
                Said::both(
                    format!("各权重应为同一份额的整数倍，总份数不超过 {HIGHEST_ROOT}"),
                    format!("expected whole multiples of one part, of which there are at most {HIGHEST_ROOT}"),
                ),
                self.findings,
            );
        }
    }

    /// Complains about what does not go with the place of a criterion among the others.
    fn check_place(&mut self, form: &CriterionForm, parted: bool, beside: Aggregate) {
        if let Some(factor) = form.factor.as_ref().filter(|_| beside != Aggregate::Sum) {
            let (zh, en) = ("同级指标不是相加的", "the points of those beside it are not added up");
            idle(&factor.place, "factor", zh, en, self.findings);
        }
        let marked = form.marked.as_ref().filter(|marked| !parted && marked.value == Marked::Bonus);
        if let Some(marked) = marked.filter(|_| beside != Aggregate::Sum) {
            refuse(
                &marked.place,
                Said::both("加分项只能与其他得分相加", "bonus points can only be added to other points"),
                Said::both(
                    "上级应为 `aggregate = \"sum\"`",
                    "expected `aggregate = \"sum\"` on the criterion or scheme above",
                ),
                self.findings,
            );
        }
        if beside == Aggregate::Geometric && !parted && self.criterion_goes_below_nought(form) {
            let place = form.min.as_ref().map_or(&form.place, |min| &min.place);
            refuse(
                place,
                Said::both("几何平均不接受负的结果", "a geometric mean takes no results below nought"),
                Said::both("`min` 应不小于 `zero`", "expected `min` not below `zero`"),
                self.findings,
            );
        }
    }

    /// Whether a criterion that was admitted with its parts can have a result below nought.
    fn falls_below_nought(&self, position: usize) -> bool {
        let criterion = &self.criteria[position];
        let node = &criterion.node;
        if node.parts.is_empty() {
            return criterion.scale.range().0.is_negative();
        }
        let takes_off = |part: &usize| node.aggregate == Aggregate::Sum && self.criteria[*part].factor.is_negative();
        let kept = node.least.as_ref().is_some_and(|least| !least.is_negative());
        !kept && node.parts.iter().any(|part| takes_off(part) || self.falls_below_nought(*part))
    }

    fn criterion_goes_below_nought(&self, form: &CriterionForm) -> bool {
        let zero = form.zero.as_ref().map_or_else(Exact::zero, |zero| zero.value.clone());
        form.min.as_ref().is_some_and(|min| min.value < zero)
    }

    /// How a criterion is marked, or complaints about fields that do not go together.
    fn scale(&mut self, form: &CriterionForm, parted: bool) -> Scale {
        let marked = form.marked.as_ref().map_or(Marked::Scale, |marked| marked.value);
        self.check_fields(form, parted, marked);
        let value = |at: &Option<At<Exact>>| at.as_ref().map(|at| at.value.clone());
        let zero = value(&form.zero).unwrap_or_else(Exact::zero);
        let max = value(&form.max).unwrap_or_else(|| Exact::whole(100));
        let scale = Scale {
            marked,
            min: value(&form.min).unwrap_or_else(|| zero.clone()),
            max,
            zero,
            step: value(&form.step),
            beyond: form.beyond.as_ref().map_or(Beyond::Refuse, |beyond| beyond.value),
            each: value(&form.each).unwrap_or_else(Exact::one),
        };
        self.check_scale(form, &scale);
        scale
    }

    /// Complains about fields without effect: those of marks on a criterion with parts, those of parts on one that is
    /// marked, and those of another sort of mark.
    fn check_fields(&mut self, form: &CriterionForm, parted: bool, marked: Marked) {
        let scale = marked == Marked::Scale;
        let at = |at: &Option<At<Exact>>| at.as_ref().map(|at| at.place.clone());
        let of_marks = [
            ("marked", form.marked.as_ref().map(|at| at.place.clone()), true),
            ("max", at(&form.max), marked != Marked::Ratio),
            ("min", at(&form.min), scale),
            ("step", at(&form.step), scale),
            ("zero", at(&form.zero), scale),
            ("beyond", form.beyond.as_ref().map(|at| at.place.clone()), scale || marked == Marked::Ratio),
            ("each", at(&form.each), marked == Marked::Deductions),
        ];
        for (field, place, fits) in of_marks {
            let Some(place) = place else { continue };
            if parted {
                let (zh, en) = ("分数打在下级指标上", "marks are given to its parts");
                idle(&place, field, zh, en, self.findings);
            } else if !fits {
                let (zh, en) = ("不合 `marked` 的打分方式", "it does not go with `marked`");
                idle(&place, field, zh, en, self.findings);
            }
        }
        let of_parts = [
            ("aggregate", form.aggregate.as_ref().map(|at| at.place.clone())),
            ("least", at(&form.least)),
            ("most", at(&form.most)),
        ];
        for (field, place) in of_parts {
            if let Some(place) = place.filter(|_| !parted) {
                let (zh, en) = ("这个指标没有下级", "the criterion has no parts");
                idle(&place, field, zh, en, self.findings);
            }
        }
        if let (Some(least), Some(most)) = (&form.least, &form.most) {
            check_limits(least, most, self.findings);
        }
    }

    /// Complains about numbers of a scale that cannot be.
    fn check_scale(&mut self, form: &CriterionForm, scale: &Scale) {
        let more_than_nought = Said::both("应大于 0", "expected more than 0");
        let positive = [
            (&form.step, Said::both("间隔须大于 0", "a step is more than 0")),
            (&form.each, Said::both("每处扣分须大于 0", "points off are more than 0")),
        ];
        for (at, message) in positive {
            if let Some(at) = at.as_ref().filter(|at| at.value <= Exact::zero()) {
                refuse(&at.place, message, more_than_nought.clone(), self.findings);
            }
        }
        if let Some(max) = &form.max {
            if scale.marked != Marked::Scale && max.value <= Exact::zero() {
                let message = Said::both("满分须大于 0", "a full mark is more than 0");
                refuse(&max.place, message, more_than_nought, self.findings);
            } else if scale.marked == Marked::Scale && max.value == scale.zero {
                let message = match form.zero {
                    None => Said::both("满分须大于 0", "a full mark is more than 0"),
                    Some(_) => Said::both("满分与 `zero` 相同", "the full mark is the same as `zero`"),
                };
                refuse(
                    &max.place,
                    message,
                    Said::both("应不同于 `zero`", "expected another number than `zero`"),
                    self.findings,
                );
            } else if form.zero.is_none() && max.value.is_negative() {
                let message = Said::both("满分须大于 0", "a full mark is more than 0");
                refuse(&max.place, message, more_than_nought, self.findings);
            }
        }
        if let Some(min) = form.min.as_ref().filter(|min| min.value >= scale.max || scale.falls()) {
            refuse(
                &min.place,
                Said::both("最低分不低于满分", "the lowest mark is not below the full mark"),
                Said::both(
                    "应小于 `max`；越少越好时不写 `min`",
                    "expected less than `max`; no `min` where less is better",
                ),
                self.findings,
            );
        }
    }
}

/// For each criterion the one it lies within; `None` when one is not known, or lies within itself.
fn parents(form: &SchemeForm, findings: &mut Findings) -> Option<Vec<Option<usize>>> {
    let forms = &form.criterion;
    let known = forms.iter().map(|criterion| &*criterion.id.value.0);
    let mut parents = Vec::with_capacity(forms.len());
    for criterion in forms {
        let Some(within) = &criterion.within else {
            parents.push(Some(None));
            continue;
        };
        let position = forms.iter().position(|other| other.id.value == within.value);
        if position.is_none() {
            findings.push(
                Finding::new(
                    &rules::UNRESOLVED_NAME,
                    within.place.clone(),
                    Said::both(
                        format!("办法 `{}` 没有指标 `{}`", &*form.id.value, &*within.value),
                        format!("the scheme `{}` has no criterion `{}`", &*form.id.value, &*within.value),
                    ),
                )
                .expected(expected_one_of(known.clone()))
                .help(suggestion(&within.value, known.clone())),
            );
        }
        parents.push(position.map(Some));
    }
    let parents: Vec<Option<usize>> = parents.into_iter().collect::<Option<_>>()?;
    if let Some(circle) = (0..forms.len()).find_map(|index| circle(&parents, index)) {
        findings.push(refuse_circle(&circle.iter().map(|index| &forms[*index]).collect::<Vec<_>>()));
        return None;
    }
    let depth = |index: usize| {
        let way = std::iter::successors(Some(index), |at| parents[*at]);
        way.take(DEEPEST + 1).count()
    };
    if let Some(deep) = (0..forms.len()).find(|index| depth(*index) > DEEPEST) {
        let place = forms[deep].within.as_ref().map_or(&forms[deep].place, |within| &within.place);
        refuse(
            place,
            Said::both("指标的层级太多", "criteria are nested too deeply"),
            Said::both(format!("最多 {DEEPEST} 级"), format!("expected {DEEPEST} levels at the most")),
            findings,
        );
        return None;
    }
    Some(parents)
}

/// The criteria on the way from `index` up to itself, if that is where the way leads.
fn circle(parents: &[Option<usize>], index: usize) -> Option<Vec<usize>> {
    let mut way = vec![index];
    while let Some(parent) = parents[way[way.len() - 1]] {
        if parent == index {
            return Some(way);
        }
        if way.contains(&parent) {
            return None;
        }
        way.push(parent);
    }
    None
}

fn refuse_circle(circle: &[&CriterionForm]) -> Finding {
    let first = circle[0];
    let way: Vec<String> =
        circle.iter().chain([&first]).map(|criterion| format!("`{}`", &*criterion.id.value)).collect();
    let way = way.join(" → ");
    let place = first.within.as_ref().map_or(&first.place, |within| &within.place);
    Finding::new(
        &rules::CIRCLE_OF_PARENTS,
        place.clone(),
        Said::both(format!("指标成了自己的上级：{way}"), format!("a criterion lies within itself: {way}")),
    )
    .help(Said::both("去掉或改正其中一个 `within`", "remove or mend one of the `within` lines"))
}
