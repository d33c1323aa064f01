//! Assessment schemes: everything about how a result comes about, as data.

use std::collections::BTreeMap;

use crate::community::form::{Amounts, At, Key, Name, form, words};
use crate::community::plan::Plan;
use crate::community::table::{Id, Names, Record};
use crate::community::team::TeamKind;
use crate::community::weights::{admit_criteria, admit_roles, check_role_sums, share};
use crate::exact::{Exact, Rounding};
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place, expected_one_of, suggestion};
use crate::language::Said;

words! {
    /// What is assessed.
    pub enum SubjectKind {
        Neighbourhood = "neighbourhood" ("小区", "neighbourhoods"),
        Team = "team" ("下沉队伍", "sunk-down teams"),
        Area = "area" ("区域", "areas"),
        Entry = "entry" ("参赛作品", "contest entries"),
    }
}

words! {
    /// How often.
    pub enum Cycle {
        Year = "year" ("每年", "yearly"),
        Quarter = "quarter" ("每季度", "quarterly"),
        Festival = "festival" ("每次活动", "at each festival event"),
        Once = "once" ("一次", "once"),
    }
}

words! {
    /// Within what subjects are compared.
    pub enum Grouping {
        All = "all" ("全部一起", "all together"),
        District = "district" ("按区（县）", "within a district or county"),
        Kind = "kind" ("按队伍类别", "within a kind of team"),
    }
}

words! {
    /// What a written weight means.
    pub enum WeightMeaning {
        Percent = "percent" ("百分比，合计 100", "per cent that add up to 100"),
        Relative = "relative" ("相对权重，按合计折算", "relative weights, divided by their sum"),
        AsWritten = "as_written" ("照写使用，除以 100", "used as written, divided by 100"),
    }
}

words! {
    /// The rule of the one rounding at the end.
    pub enum RoundingWord {
        HalfUp = "half_up" ("四舍五入", "half up"),
        HalfEven = "half_even" ("四舍六入五成双", "half to even"),
    }
}

words! {
    /// What happens to equal results.
    pub enum Ties {
        Shared = "shared" ("并列，其后名次空出", "they share the place and the next is skipped"),
    }
}

words! {
    /// How several assessors in one role become one mark.
    pub enum Combination {
        Single = "single" ("只有一名评分人", "one assessor"),
        Mean = "mean" ("各评分人的算术平均", "the arithmetic mean of the assessors"),
    }
}

form! {
    /// An assessment scheme: criteria, roles, weights, bands, rounding.
    /// 考核办法：指标、角色、权重、等次、舍入。
    pub struct SchemeForm {
        /// Its id.
        /// 编号。
        id: At<Key>,
        /// Its name.
        /// 名称。
        name: Said,
        /// What is assessed.
        /// 考核对象。
        subject: At<SubjectKind>,
        /// How often.
        /// 周期。
        period: At<Cycle>,
        /// Within what subjects are compared.
        /// 在什么范围内比较。
        group_by: At<Grouping>,
        /// The plan it stands on.
        /// 依据的方案。
        basis: Option<Name<Plan>>,
        /// Decimals printed; 2 unless said otherwise, at most 12.
        /// 结果印几位小数；默认 2，最多 12。
        digits: Option<At<u32>>,
        /// The rule of the one rounding at the end; half up unless said otherwise.
        /// 最后一次舍入的规则；默认四舍五入。
        rounding: Option<RoundingWord>,
        /// What happens to equal results; they share the place unless said otherwise.
        /// 得分相同时如何排名；默认并列。
        ties: Option<Ties>,
        /// What the written weights mean; per cent unless said otherwise.
        /// 权重写法；默认百分比。
        weights: Option<WeightMeaning>,
        /// A remark for readers.
        /// 说明。
        note: Option<Said>,
        /// The criteria; those that no other lies within are marked.
        /// 指标；没有下级的指标直接打分。
        criterion: Vec<CriterionForm>,
        /// Who assesses.
        /// 评分角色。
        role: Vec<RoleForm>,
        /// Bands, from the highest down.
        /// 等次，从高到低。
        band: Vec<BandForm>,
    }
}

form! {
    /// A criterion.
    /// 指标。
    pub struct CriterionForm {
        /// Its id within the scheme; a column of the score sheets.
        /// 编号，即评分表的栏。
        id: At<Key>,
        /// Its name.
        /// 名称。
        name: Said,
        /// Its weight among those it stands beside.
        /// 在同级指标中的权重。
        weight: At<Exact>,
        /// The mark for full points; 100 unless said otherwise.
        /// 满分；默认 100。
        max: Option<At<Exact>>,
        /// The criterion it is a part of.
        /// 上级指标。
        within: Option<At<Key>>,
        /// What is looked at.
        /// 看什么。
        note: Option<Said>,
    }
}

form! {
    /// A role that assesses.
    /// 评分角色。
    pub struct RoleForm {
        /// Its id within the scheme.
        /// 编号。
        id: At<Key>,
        /// Its name.
        /// 名称。
        name: Said,
        /// Its weight.
        /// 权重。
        weight: Option<At<Exact>>,
        /// Its weight by kind of team.
        /// 按队伍类别的权重。
        weight_by_kind: Option<At<Amounts>>,
        /// How several assessors become one mark; `single` unless said otherwise.
        /// 多名评分人如何合成；默认只有一名。
        combine: Option<Combination>,
        /// The criteria it marks; all unless said otherwise.
        /// 负责的指标；默认全部。
        criteria: Vec<At<Key>>,
    }
}

form! {
    /// A band of results.
    /// 等次。
    pub struct BandForm {
        /// Its id.
        /// 编号。
        id: At<Key>,
        /// Its name.
        /// 名称。
        name: Said,
        /// The lowest result in it, included.
        /// 下限，含本数。
        from: At<Exact>,
    }
}

/// An assessment scheme.
#[derive(Debug)]
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
    /// Decimals printed.
    pub digits: u32,
    /// The rule of the one rounding at the end.
    pub rounding: Rounding,
    /// What the written weights mean.
    pub weights: WeightMeaning,
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
}

/// A criterion.
#[derive(Debug)]
pub struct Criterion {
    /// Its id.
    pub key: Key,
    /// Its name.
    pub name: Said,
    /// Its weight as written.
    pub weight: Exact,
    /// Its share of the criterion it is a part of, or of the whole.
    pub share: Exact,
    /// Its share of the whole: the product of the shares from the top down to it.
    pub share_of_whole: Exact,
    /// The mark for full points.
    pub max: Exact,
    /// The criterion it is a part of.
    pub parent: Option<usize>,
    /// How many criteria lie above it.
    pub depth: usize,
    /// What is looked at.
    pub note: Option<Said>,
}

/// A role that assesses.
#[derive(Debug)]
pub struct Role {
    /// Its id.
    pub key: Key,
    /// Its name.
    pub name: Said,
    /// Its weight as written.
    pub weights: RoleWeights,
    /// How several assessors become one mark.
    pub combine: Combination,
    /// For each leaf of the scheme, whether this role marks it.
    pub marks: Vec<bool>,
    /// Where its weight is written.
    pub place: Place,
}

/// The weight of a role as written, with its place.
#[derive(Debug)]
pub enum RoleWeights {
    /// The same for every subject.
    Same(At<Exact>),
    /// By kind of team.
    ByKind(BTreeMap<TeamKind, At<Exact>>),
}

impl RoleWeights {
    /// The weight as written for a team of `kind`, or for any other subject when `kind` is `None`.
    pub fn of(&self, kind: Option<TeamKind>) -> Option<&At<Exact>> {
        match (self, kind) {
            (RoleWeights::Same(weight), _) => Some(weight),
            (RoleWeights::ByKind(weights), Some(kind)) => weights.get(&kind),
            (RoleWeights::ByKind(_), None) => None,
        }
    }
}

/// A band of results.
#[derive(Debug)]
pub struct Band {
    /// Its id.
    pub key: Key,
    /// Its name.
    pub name: Said,
    /// The lowest result in it, included.
    pub from: Exact,
}

impl Record for Scheme {
    const WORD: &'static str = "scheme";
    type Form = SchemeForm;
}

impl Scheme {
    /// The weight of each role as a share of one, for a team of `kind` or for any other subject.
    pub fn role_shares(&self, kind: Option<TeamKind>) -> Vec<Exact> {
        let written: Vec<Exact> = self
            .roles
            .iter()
            .map(|role| role.weights.of(kind).map_or_else(Exact::zero, |at| at.value.clone()))
            .collect();
        let sum: Exact = written.iter().sum();
        written.iter().map(|weight| share(weight, &sum, self.weights)).collect()
    }

    /// The share of each role on a leaf: its weight among the roles that mark that leaf.
    pub fn shares_on_leaf(&self, leaf: usize, role_shares: &[Exact]) -> Vec<Exact> {
        let marking = |role: usize| self.roles[role].marks[leaf];
        if (0..self.roles.len()).all(marking) {
            return role_shares.to_vec();
        }
        let sum: Exact = (0..self.roles.len()).filter(|role| marking(*role)).map(|role| &role_shares[role]).sum();
        let shared = |role: usize| role_shares[role].checked_div(&sum).filter(|_| marking(role));
        (0..self.roles.len()).map(|role| shared(role).unwrap_or_else(Exact::zero)).collect()
    }

    /// What a role really decides, as a share of one: its share on each leaf times the leaf's share of the whole.
    ///
    /// For a role that marks every leaf this is its weight; for one that marks only some it is less than its weight
    /// among those who mark them would suggest.
    pub fn decisive_share(&self, role: usize, kind: Option<TeamKind>) -> Exact {
        let shares = self.role_shares(kind);
        let on_leaf =
            |leaf: usize| &self.shares_on_leaf(leaf, &shares)[role] * &self.criteria[self.leaves[leaf]].share_of_whole;
        let whole: Exact = self.leaves.iter().map(|leaf| &self.criteria[*leaf].share_of_whole).sum();
        let decided: Exact = (0..self.leaves.len()).map(on_leaf).sum();
        decided.checked_div(&whole).unwrap_or_else(Exact::zero)
    }

    /// The position of the role named, or a complaint.
    pub fn role(&self, written: &At<Key>, names: &Names, findings: &mut Findings) -> Option<usize> {
        let found = self.roles.iter().position(|role| role.key == written.value);
        if found.is_none() && !names.is_unread("role", &written.value) {
            let known = self.roles.iter().map(|role| &*role.key.0);
            findings.push(
                Finding::new(
                    &rules::UNRESOLVED_NAME,
                    written.place.clone(),
                    Said::both(
                        format!("办法 `{}` 没有角色 `{}`", &*self.key, &*written.value),
                        format!("the scheme `{}` has no role `{}`", &*self.key, &*written.value),
                    ),
                )
                .expected(expected_one_of(known.clone()))
                .help(suggestion(&written.value, known)),
            );
        }
        found
    }

    /// The band that an exact result falls in.
    pub fn band(&self, result: &Exact) -> Option<usize> {
        self.bands.iter().position(|band| *result >= band.from)
    }

    /// Checks one scheme. One whose criteria and roles are known is given back even with a fault in it, so that its
    /// sheets are checked in the same run.
    pub fn admit(form: SchemeForm, names: &Names, findings: &mut Findings) -> Option<Scheme> {
        let basis = names.resolve_optional(&form.basis, findings);
        let weights = form.weights.unwrap_or(WeightMeaning::Percent);
        check_subject(&form, findings);
        let criteria = admit_criteria(&form, weights, findings);
        let bands = admit_bands(&form, findings);
        let criteria = criteria?;
        let leaves: Vec<usize> = (0..criteria.len())
            .filter(|index| !criteria.iter().any(|criterion| criterion.parent == Some(*index)))
            .collect();
        let roles = admit_roles(&form, &criteria, &leaves, findings)?;
        let scheme = Scheme {
            key: form.id.value,
            place: form.place,
            name: form.name,
            subject: form.subject.value,
            cycle: form.period.value,
            grouping: form.group_by.value,
            basis: basis.flatten(),
            digits: form.digits.map_or(2, |digits| digits.value),
            rounding: match form.rounding {
                Some(RoundingWord::HalfEven) => Rounding::HalfEven,
                Some(RoundingWord::HalfUp) | None => Rounding::HalfUp,
            },
            weights,
            note: form.note,
            criteria,
            leaves,
            roles,
            bands,
        };
        check_complete(&scheme, findings);
        check_role_sums(&scheme, findings);
        let can_be_marked = !scheme.criteria.is_empty() && !scheme.roles.is_empty();
        let has_a_place = scheme.subject != SubjectKind::Entry || scheme.cycle == Cycle::Festival;
        (can_be_marked && has_a_place).then_some(scheme)
    }
}

/// Complains about what does not go with the subject of a scheme.
fn check_subject(form: &SchemeForm, findings: &mut Findings) {
    let mut refuse = |place: &Place, message: Said, expected: Said| {
        findings.push(Finding::new(&rules::OUT_OF_RANGE, place.clone(), message).expected(expected));
    };
    if let Some(digits) = form.digits.as_ref().filter(|digits| digits.value > 12) {
        let message =
            Said::both(format!("{} 位小数太多", digits.value), format!("{} decimals are too many", digits.value));
        refuse(&digits.place, message, Said::both("应为 0 到 12", "expected 0 to 12"));
    }
    let subject = form.subject.value;
    if form.group_by.value == Grouping::Kind && subject != SubjectKind::Team {
        refuse(
            &form.group_by.place,
            Said::both("只有下沉队伍能按类别比较", "only teams can be compared by kind"),
            Said::both("应为 `all` 或 `district`", "expected `all` or `district`"),
        );
    }
    if subject == SubjectKind::Entry && form.period.value != Cycle::Festival {
        refuse(
            &form.period.place,
            Said::both("参赛作品只在活动中评分", "entries are judged at festivals only"),
            Said::both("应为 `festival`", "expected `festival`"),
        );
    }
    for role in form.role.iter().filter(|role| role.weight.is_none()) {
        if let Some(written) = role.weight_by_kind.as_ref().filter(|_| subject != SubjectKind::Team) {
            refuse(
                &written.place,
                Said::both("只有下沉队伍有类别", "only teams have kinds"),
                Said::both(
                    "这里不用 `weight_by_kind`，写 `weight = …`",
                    "write `weight = …` instead of `weight_by_kind`",
                ),
            );
        }
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
    let parent = criteria.iter().position(|criterion| *criterion.key == *written);
    let parted = criteria.iter().any(|criterion| parent.is_some() && criterion.parent == parent);
    let message = match (parent, parted) {
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

fn admit_bands(form: &SchemeForm, findings: &mut Findings) -> Vec<Band> {
    check_distinct(form.band.iter().map(|band| &band.id), findings);
    for pair in form.band.windows(2) {
        if pair[1].from.value >= pair[0].from.value {
            findings.push(
                Finding::new(
                    &rules::BANDS_OVERLAP,
                    pair[1].from.place.clone(),
                    Said::both(
                        format!("`{}` 的下限不低于上一等次 `{}`", &*pair[1].id.value, &*pair[0].id.value),
                        format!("`{}` does not begin below `{}`", &*pair[1].id.value, &*pair[0].id.value),
                    ),
                )
                .related(pair[0].from.place.clone(), Said::both("上一等次的下限", "the band above begins here"))
                .help(Said::both(
                    "等次从高到低写，下限逐级降低",
                    "write the bands from the highest down, each beginning below the one above it",
                )),
            );
        }
    }
    for band in form.band.iter().filter(|band| band.from.value.is_negative() || band.from.value > Exact::whole(100)) {
        let message = Said::both(
            format!("等次 `{}` 的下限不在结果的范围内", &*band.id.value),
            format!("the bound of `{}` lies outside the results there can be", &*band.id.value),
        );
        let finding = Finding::new(&rules::BANDS_OVERLAP, band.from.place.clone(), message);
        findings.push(finding.expected(Said::both("应在 0 到 100 之间", "expected 0 to 100")));
    }
    let admitted =
        |band: &BandForm| Band { key: band.id.value.clone(), name: band.name.clone(), from: band.from.value.clone() };
    form.band.iter().map(admitted).collect()
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
