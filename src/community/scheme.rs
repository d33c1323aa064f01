//! Assessment schemes: everything about how a result comes about, as data.

use std::collections::BTreeMap;

use crate::community::form::{Amounts, At, Key, Name, form, words};
use crate::community::plan::Plan;
use crate::community::table::{Id, Names, Record};
use crate::community::team::TeamKind;
use crate::exact::{Exact, Rounding};
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place, listing, suggestion};
use crate::language::{Language, Said};

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
        period: Cycle,
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
        let written: Vec<Exact> =
            self.roles.iter().map(|role| role.weights.of(kind).map_or_else(Exact::zero, |at| at.value.clone())).collect();
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

    /// The band that an exact result falls in.
    pub fn band(&self, result: &Exact) -> Option<usize> {
        self.bands.iter().position(|band| *result >= band.from)
    }

    /// Checks one scheme.
    pub fn admit(form: SchemeForm, names: &Names, findings: &mut Findings) -> Option<Scheme> {
        let before = findings.len();
        let basis = names.resolve_optional(&form.basis, findings);
        let weights = form.weights.unwrap_or(WeightMeaning::Percent);
        let digits = form.digits.as_ref().map_or(2, |digits| digits.value);
        if let Some(written) = form.digits.as_ref().filter(|digits| digits.value > 12) {
            findings.push(
                Finding::new(
                    &rules::OUT_OF_RANGE,
                    written.place.clone(),
                    Said::both(format!("{digits} 位小数太多"), format!("{digits} decimals are too many")),
                )
                .expected(Said::both("0 到 12", "0 to 12")),
            );
        }
        if form.group_by.value == Grouping::Kind && form.subject.value != SubjectKind::Team {
            findings.push(
                Finding::new(
                    &rules::OUT_OF_RANGE,
                    form.group_by.place.clone(),
                    Said::both("只有下沉队伍能按类别比较", "only teams can be compared by kind"),
                )
                .expected(Said::both("`all` 或 `district`", "`all` or `district`")),
            );
        }
        let criteria = admit_criteria(&form, weights, findings);
        let leaves: Vec<usize> = (0..criteria.len())
            .filter(|index| !criteria.iter().any(|criterion| criterion.parent == Some(*index)))
            .collect();
        let roles = admit_roles(&form, &criteria, &leaves, findings);
        let bands = admit_bands(&form, findings);
        let scheme = Scheme {
            key: form.id.value,
            place: form.place,
            name: form.name,
            subject: form.subject.value,
            cycle: form.period,
            grouping: form.group_by.value,
            basis: basis?,
            digits,
            rounding: match form.rounding {
                Some(RoundingWord::HalfEven) => Rounding::HalfEven,
                Some(RoundingWord::HalfUp) | None => Rounding::HalfUp,
            },
            weights,
            note: form.note,
            criteria,
            leaves,
            roles: roles?,
            bands,
        };
        check_complete(&scheme, findings);
        check_role_sums(&scheme, findings);
        (findings.len() == before).then_some(scheme)
    }
}

fn share(weight: &Exact, sum: &Exact, meaning: WeightMeaning) -> Exact {
    let whole = match meaning {
        WeightMeaning::Percent | WeightMeaning::AsWritten => Exact::whole(100),
        WeightMeaning::Relative => sum.clone(),
    };
    weight.checked_div(&whole).unwrap_or_else(Exact::zero)
}

fn check_weight(weight: &At<Exact>, findings: &mut Findings) {
    if weight.value.is_negative() {
        findings.push(
            Finding::new(
                &rules::OUT_OF_RANGE,
                weight.place.clone(),
                Said::both("权重不能是负数", "a weight cannot be negative"),
            )
            .expected(Said::both("0 或正数", "0 or more")),
        );
    }
}

/// Complains unless percentages add up to 100, or relative weights to more than nought.
fn check_sum(weights: &[&At<Exact>], meaning: WeightMeaning, what: Said, place: &Place, findings: &mut Findings) {
    let sum: Exact = weights.iter().map(|weight| &weight.value).sum();
    let fits = match meaning {
        WeightMeaning::Percent => sum == Exact::whole(100),
        WeightMeaning::Relative | WeightMeaning::AsWritten => !sum.is_zero() && !sum.is_negative(),
    };
    if fits || weights.is_empty() {
        return;
    }
    let written = sum.finite_text(12).unwrap_or_else(|| sum.fraction_text());
    let (zh, en) = (what.text(Language::Chinese), what.text(Language::English));
    let expected = match meaning {
        WeightMeaning::Percent => Said::both("合计应为 100", "they must add up to 100"),
        _ => Said::both("合计应大于 0", "they must add up to more than 0"),
    };
    findings.push(
        Finding::new(
            &rules::WEIGHTS_DO_NOT_ADD,
            weights.last().map_or_else(|| place.clone(), |last| last.place.clone()),
            Said::both(format!("{zh}的权重合计为 {written}"), format!("the weights of {en} add up to {written}")),
        )
        .expected(expected)
        .help(Said::both(
            "改动权重，或在办法里写 `weights = \"relative\"`（按合计折算）",
            "change a weight, or write `weights = \"relative\"` in the scheme to divide by the sum",
        )),
    );
}

fn admit_criteria(form: &SchemeForm, meaning: WeightMeaning, findings: &mut Findings) -> Vec<Criterion> {
    let forms = &form.criterion;
    check_distinct(forms.iter().map(|criterion| &criterion.id), findings);
    for criterion in forms {
        check_weight(&criterion.weight, findings);
        if let Some(max) = criterion.max.as_ref().filter(|max| max.value <= Exact::zero()) {
            findings.push(
                Finding::new(
                    &rules::OUT_OF_RANGE,
                    max.place.clone(),
                    Said::both("满分须大于 0", "a full mark is more than 0"),
                )
                .expected(Said::both("正数", "more than 0")),
            );
        }
    }
    let position = |key: &Key| forms.iter().position(|criterion| criterion.id.value == *key);
    let parents: Vec<Option<usize>> = forms
        .iter()
        .map(|criterion| {
            let within = criterion.within.as_ref()?;
            let found = position(&within.value);
            if found.is_none() {
                findings.push(unknown_criterion(&within.value, within.place.clone(), forms.iter().map(|c| &*c.id.value.0)));
            }
            found
        })
        .collect();
    for (index, criterion) in forms.iter().enumerate() {
        let mut current = parents[index];
        for _ in 0..forms.len() {
            if current == Some(index) {
                findings.push(
                    Finding::new(
                        &rules::CIRCLE_OF_PARENTS,
                        criterion.place.clone(),
                        Said::both(
                            format!("指标 `{}` 成了自己的上级", &*criterion.id.value),
                            format!("the criterion `{}` lies within itself", &*criterion.id.value),
                        ),
                    )
                    .help(Said::both("去掉其中一个 `within`", "remove one of the `within` lines")),
                );
                return Vec::new();
            }
            current = current.and_then(|parent| parents[parent]);
        }
    }
    let mut criteria = Vec::with_capacity(forms.len());
    descend(form, &parents, meaning, (None, None), &mut criteria, findings);
    criteria
}

/// Admits the parts of the criterion `(as written, as admitted)`, each followed by its own parts.
fn descend(
    form: &SchemeForm,
    parents: &[Option<usize>],
    meaning: WeightMeaning,
    (written, admitted): (Option<usize>, Option<usize>),
    criteria: &mut Vec<Criterion>,
    findings: &mut Findings,
) {
    let forms = &form.criterion;
    let parts: Vec<usize> = (0..forms.len())
        .filter(|index| parents[*index] == written && (written.is_some() || forms[*index].within.is_none()))
        .collect();
    let weights: Vec<&At<Exact>> = parts.iter().map(|index| &forms[*index].weight).collect();
    let what = match written {
        None => Said::both("一级指标", "the top criteria"),
        Some(index) => Said::both(
            format!("“{}”下各指标", forms[index].name.text(Language::Chinese)),
            format!("the parts of `{}`", &*forms[index].id.value),
        ),
    };
    check_sum(&weights, meaning, what, &form.place, findings);
    let sum: Exact = weights.iter().map(|weight| &weight.value).sum();
    let (above, depth) =
        admitted.map_or_else(|| (Exact::one(), 0), |parent| (criteria[parent].share_of_whole.clone(), criteria[parent].depth + 1));
    for index in parts {
        let criterion = &forms[index];
        let own = share(&criterion.weight.value, &sum, meaning);
        let position = criteria.len();
        criteria.push(Criterion {
            key: criterion.id.value.clone(),
            name: criterion.name.clone(),
            weight: criterion.weight.value.clone(),
            share_of_whole: &above * &own,
            share: own,
            max: criterion.max.as_ref().map_or_else(|| Exact::whole(100), |max| max.value.clone()),
            parent: admitted,
            depth,
            note: criterion.note.clone(),
        });
        descend(form, parents, meaning, (Some(index), Some(position)), criteria, findings);
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
                .related((*first).clone(), Said::both("先写在这里", "first used here")),
            );
        } else {
            seen.insert(key, place);
        }
    }
}

/// The complaint that a scheme has no such criterion.
pub fn unknown_criterion<'a>(written: &str, place: Place, known: impl Iterator<Item = &'a str> + Clone) -> Finding {
    let accepted = listing(known.clone());
    Finding::new(
        &rules::UNKNOWN_CRITERION,
        place,
        Said::both(format!("没有可打分的指标 `{written}`"), format!("there is no criterion `{written}` to mark")),
    )
    .expected(Said::both(format!("应为其中之一：{accepted}"), format!("expected one of {accepted}")))
    .help(suggestion(written, known))
}

fn admit_roles(
    form: &SchemeForm,
    criteria: &[Criterion],
    leaves: &[usize],
    findings: &mut Findings,
) -> Option<Vec<Role>> {
    let leaf_keys: Vec<&Key> = leaves.iter().map(|leaf| &criteria[*leaf].key).collect();
    let mut roles = Vec::new();
    check_distinct(form.role.iter().map(|role| &role.id), findings);
    for role in &form.role {
        let mut marks = vec![role.criteria.is_empty(); leaves.len()];
        for key in &role.criteria {
            match leaf_keys.iter().position(|leaf| **leaf == key.value) {
                Some(leaf) => marks[leaf] = true,
                None => findings.push(unknown_criterion(
                    &key.value,
                    key.place.clone(),
                    leaf_keys.iter().map(|leaf| &*leaf.0),
                )),
            }
        }
        let weights = admit_role_weights(role, findings);
        roles.push(weights.map(|weights| Role {
            key: role.id.value.clone(),
            name: role.name.clone(),
            weights,
            combine: role.combine.unwrap_or(Combination::Single),
            marks,
            place: role.place.clone(),
        }));
    }
    roles.into_iter().collect()
}

fn admit_role_weights(role: &RoleForm, findings: &mut Findings) -> Option<RoleWeights> {
    match (&role.weight, &role.weight_by_kind) {
        (Some(weight), None) => {
            check_weight(weight, findings);
            Some(RoleWeights::Same(weight.clone()))
        }
        (None, Some(written)) => {
            let mut weights = BTreeMap::new();
            for (word, (place, weight)) in &written.0 {
                check_weight(weight, findings);
                match TeamKind::ALL.iter().find(|kind| kind.word() == &**word) {
                    Some(kind) => {
                        weights.insert(*kind, weight.clone());
                    }
                    None => {
                        let known = TeamKind::ALL.iter().map(|kind| kind.word());
                        let accepted = listing(known.clone());
                        findings.push(
                            Finding::new(
                                &rules::UNKNOWN_WORD,
                                place.clone(),
                                Said::both(format!("没有队伍类别 `{word}`"), format!("there is no kind of team `{word}`")),
                            )
                            .expected(Said::both(format!("应为其中之一：{accepted}"), format!("expected one of {accepted}")))
                            .help(suggestion(word, known)),
                        );
                    }
                }
            }
            Some(RoleWeights::ByKind(weights))
        }
        (Some(_), Some(both)) => {
            findings.push(Finding::new(
                &rules::WRONG_TYPE,
                both.place.clone(),
                Said::both("`weight` 和 `weight_by_kind` 只写一个", "write `weight` or `weight_by_kind`, not both"),
            ));
            None
        }
        (None, None) => {
            findings.push(
                Finding::new(
                    &rules::MISSING_FIELD,
                    role.place.clone(),
                    Said::both(
                        format!("角色 `{}` 没有权重", &*role.id.value),
                        format!("the role `{}` has no weight", &*role.id.value),
                    ),
                )
                .help(Said::both("写 `weight = …` 或 `weight_by_kind = { … }`", "write `weight = …` or `weight_by_kind = { … }`")),
            );
            None
        }
    }
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
                .related(pair[0].from.place.clone(), Said::both("上一等次的下限", "the band above begins here")),
            );
        }
    }
    let admitted = |band: &BandForm| Band {
        key: band.id.value.clone(),
        name: band.name.clone(),
        from: band.from.value.clone(),
    };
    form.band.iter().map(admitted).collect()
}

fn check_complete(scheme: &Scheme, findings: &mut Findings) {
    let incomplete = |zh: String, en: String| Finding::new(&rules::SCHEME_INCOMPLETE, scheme.place.clone(), Said::both(zh, en));
    if scheme.criteria.is_empty() {
        findings.push(incomplete("没有指标".into(), "the scheme has no criterion".into()));
    }
    if scheme.roles.is_empty() {
        findings.push(incomplete("没有评分角色".into(), "the scheme has no role".into()));
        return;
    }
    for (leaf, index) in scheme.leaves.iter().enumerate() {
        if !scheme.roles.iter().any(|role| role.marks[leaf]) {
            let key = &*scheme.criteria[*index].key;
            findings.push(incomplete(format!("没有角色给 `{key}` 打分"), format!("no role marks `{key}`")));
        }
    }
}

fn check_role_sums(scheme: &Scheme, findings: &mut Findings) {
    let kinds: Vec<Option<TeamKind>> = match scheme.subject {
        SubjectKind::Team => TeamKind::ALL.iter().copied().map(Some).collect(),
        _ => vec![None],
    };
    let by_kind = scheme.roles.iter().any(|role| matches!(role.weights, RoleWeights::ByKind(_)));
    for kind in kinds {
        let weights: Vec<&At<Exact>> = scheme.roles.iter().filter_map(|role| role.weights.of(kind)).collect();
        for role in &scheme.roles {
            if role.weights.of(kind).is_none() {
                let word = kind.map_or("", TeamKind::word);
                findings.push(
                    Finding::new(
                        &rules::MISSING_FIELD,
                        role.place.clone(),
                        Said::both(
                            format!("角色 `{}` 没有 {word} 的权重", &*role.key),
                            format!("the role `{}` has no weight for {word}", &*role.key),
                        ),
                    )
                    .help(Said::both(format!("在 `weight_by_kind` 里加 `{word} = …`"), format!("add `{word} = …` to `weight_by_kind`"))),
                );
            }
        }
        let what = match kind.filter(|_| by_kind) {
            Some(kind) => Said::both(
                format!("{}队伍各角色", kind.name(Language::Chinese)),
                format!("the roles for {}", kind.word()),
            ),
            None => Said::both("各角色", "the roles"),
        };
        check_sum(&weights, scheme.weights, what, &scheme.place, findings);
        if !by_kind {
            break;
        }
    }
}
