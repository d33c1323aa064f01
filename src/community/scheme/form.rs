//! How a scheme is written: its words and forms, field by field.

use crate::community::form::{Amounts, At, Key, Name, form, words};
use crate::community::plan::Plan;
use crate::community::scheme::Scheme;
use crate::exact::Exact;
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
    /// What a result must have passed before the public sees it.
    pub enum Gate {
        Publicity = "publicity" ("公示开始后公开，期满并办结异议后定案", "it is shown from the first day of its publicity, and final when objections are closed"),
        Filing = "filing" ("备案后公开", "it is shown once it is filed"),
        Open = "open" ("算出即公开", "it is shown as soon as it is worked out"),
    }
}

words! {
    /// Within what subjects are compared.
    pub enum Grouping {
        All = "all" ("全部一起", "all together"),
        District = "district" ("按区（县）", "within a district or county"),
        Kind = "kind" ("按类别", "within a kind"),
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
    /// The rule of a rounding.
    pub enum RoundingWord {
        HalfUp = "half_up" ("四舍五入", "half up"),
        HalfEven = "half_even" ("四舍六入五成双", "half to even"),
    }
}

words! {
    /// What places and bands are made from.
    pub enum RankFrom {
        Exact = "exact" ("精确结果", "the exact results"),
        Rounded = "rounded" ("舍入后的结果", "the rounded results"),
    }
}

words! {
    /// How the parts of a criterion become its result.
    pub enum Aggregate {
        Weighted = "weighted" ("加权平均", "weighted mean"),
        Geometric = "geometric" ("加权几何平均", "weighted geometric mean"),
        Sum = "sum" ("各项得分相加", "sum of the points"),
        Max = "max" ("取最高的一项", "the highest part"),
        Min = "min" ("取最低的一项", "the lowest part"),
    }
}

words! {
    /// What a mark on a criterion is.
    pub enum Marked {
        Scale = "scale" ("量程内的分数", "a mark on a scale"),
        Ratio = "ratio" ("实得与应得之比", "so many of so many"),
        YesNo = "yes_no" ("是或否", "yes or no"),
        Deductions = "deductions" ("逐项扣分，扣完为止", "points off for each fault, never below nought"),
        Bonus = "bonus" ("加分，有上限", "bonus points up to a limit"),
    }
}

words! {
    /// What happens to a mark beyond the scale.
    pub enum Beyond {
        Refuse = "refuse" ("报错", "it is refused"),
        Clamp = "clamp" ("按量程的端点计", "it counts as the end of the scale"),
    }
}

words! {
    /// How several assessors in one role become one mark.
    pub enum Combination {
        Single = "single" ("只有一名评分人", "one assessor"),
        Mean = "mean" ("各评分人的算术平均", "the arithmetic mean of the assessors"),
        MeanByPeople = "mean_by_people" ("按所代表人数的加权平均", "the mean of the assessors, weighted by the people they speak for"),
        Median = "median" ("各评分人的中位数", "the median of the assessors"),
        TrimmedMean = "trimmed_mean" ("去掉一个最高分和一个最低分后的平均", "the mean without one highest and one lowest mark"),
        Sum = "sum" ("各评分人分数相加", "the sum of the assessors"),
    }
}

words! {
    /// What decides which assessors' marks are dropped or stand in the middle.
    pub enum CombineBy {
        Criterion = "criterion" ("逐项指标", "the marks on each criterion"),
        Total = "total" ("评分人的总分", "the totals of the assessors"),
    }
}

words! {
    /// Where a declared rounding takes place.
    pub enum RoundAt {
        Panel = "panel" ("每一角色在每项指标上的合成分", "each role's combined mark on a criterion"),
        Component = "component" ("每项打分指标进入上级的数", "what each criterion that is marked brings to the result above"),
        Contribution = "contribution" ("每项结果乘以权重之后", "each result times its weight"),
        Section = "section" ("每项有下级的指标进入上级的数", "what each criterion with parts brings to the result above"),
    }
}

words! {
    /// What an empty mark does.
    pub enum Effect {
        Refuse = "refuse" ("不接受，须补上", "not accepted"),
        LeaveOut = "leave_out" ("不计，权重由其余各项分担", "left out, its weight shared among the others"),
        Zero = "zero" ("按零分计", "counts as nought"),
        Open = "open" ("结果待定，先给出范围", "the result stays open, within bounds"),
    }
}

words! {
    /// Which of two goes first.
    pub enum Prefer {
        Higher = "higher" ("高者在前", "the higher first"),
        Lower = "lower" ("低者在前", "the lower first"),
    }
}

words! {
    /// How many may be in a band whose quota is no whole number.
    pub enum QuotaRounding {
        Floor = "floor" ("舍去小数", "rounded down"),
        HalfUp = "half_up" ("四舍五入", "rounded half up"),
        Ceil = "ceil" ("进一", "rounded up"),
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
        /// Within what subjects are compared; `kind` is that of a team or neighbourhood, or the level of an area.
        /// 在什么范围内比较；`kind` 指队伍类别、小区类型或区域级别。
        group_by: At<Grouping>,
        /// The plan it stands on.
        /// 依据的方案。
        basis: Option<Name<Plan>>,
        /// The scheme that was in force in the periods before.
        /// 以前各期所用的办法。
        follows: Option<Name<Scheme>>,
        /// What a result must have passed before the public sees it; `publicity` unless said otherwise.
        /// 结果须走过哪一步才公开；默认 `publicity`，即公示。
        gate: Option<Gate>,
        /// Decimals printed; 2 unless said otherwise, at most 12.
        /// 结果印几位小数；默认 2，最多 12。
        digits: Option<At<u32>>,
        /// The rule of rounding; half up unless said otherwise.
        /// 舍入规则；默认四舍五入。
        rounding: Option<RoundingWord>,
        /// What places and bands are made from; the exact results unless said otherwise.
        /// 名次和等次由什么得出；默认精确结果。
        rank_from: Option<RankFrom>,
        /// What the written weights mean; per cent unless said otherwise.
        /// 权重写法；默认百分比。
        weights: Option<WeightMeaning>,
        /// How the top criteria become the result; the weighted mean unless said otherwise.
        /// 一级指标如何合成结果；默认加权平均。
        aggregate: Option<Aggregate>,
        /// The result is never below this.
        /// 结果的下限。
        least: Option<At<Exact>>,
        /// The result is never above this.
        /// 结果的上限。
        most: Option<At<Exact>>,
        /// What a mark that does not apply does; left out unless said otherwise. It cannot stay `open`.
        /// “不适用”如何处理；默认不计。不能待定。
        not_applicable: Option<At<Effect>>,
        /// What a mark that was not given does; refused unless said otherwise.
        /// “未评”如何处理；默认不接受。
        not_assessed: Option<At<Effect>>,
        /// What a mark that is withheld does; refused unless said otherwise.
        /// “不公开”如何处理；默认不接受。
        withheld: Option<At<Effect>>,
        /// Marks of assessors on one criterion that lie farther apart than this, in points of 100, are flagged.
        /// 同一指标上各评分人相差超过此数（百分制）时标出。
        spread_limit: Option<At<Exact>>,
        /// How quotas are rounded; down unless said otherwise.
        /// 名额如何取整；默认舍去小数。
        quota_rounding: Option<QuotaRounding>,
        /// A remark for readers.
        /// 说明。
        note: Option<Said>,
        /// The criteria; those that no other lies within are marked.
        /// 指标；没有下级的指标直接打分。
        criterion: Vec<CriterionForm>,
        /// Who assesses.
        /// 评分角色。
        role: Vec<RoleForm>,
        /// Declared roundings before the end; none unless said otherwise.
        /// 中途的舍入；默认没有。
        round: Vec<RoundForm>,
        /// Bands, from the highest down.
        /// 等次，从高到低。
        band: Vec<BandForm>,
        /// What breaks ties, in order; what stays equal shares the place.
        /// 得分相同时依次比较什么；仍相同则并列。
        tie_breaker: Vec<TieBreakerForm>,
        /// Other weightings, shown beside the official one.
        /// 供对照的其他权重。
        alternative: Vec<AlternativeForm>,
        /// What counts as a low result, and how many in a row are flagged.
        /// 什么算末位，连续几期要标出。
        low: Option<LowForm>,
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
        /// The criterion it is a part of.
        /// 上级指标。
        within: Option<At<Key>>,
        /// Its weight among those it stands beside, where they are averaged.
        /// 在同级指标中的权重，用于平均。
        weight: Option<At<Exact>>,
        /// What its points are multiplied by where points are added up; 1 unless said otherwise, negative to take off.
        /// 相加时乘以多少；默认 1，负数为扣分。
        factor: Option<At<Exact>>,
        /// The kinds of subject it is for; all unless said otherwise.
        /// 适用的类别；默认全部。
        kinds: Vec<At<String>>,
        /// How its parts become its result; the weighted mean unless said otherwise.
        /// 下级指标如何合成；默认加权平均。
        aggregate: Option<At<Aggregate>>,
        /// With parts: its points are never below this.
        /// 有下级时：得分的下限。
        least: Option<At<Exact>>,
        /// With parts: its points are never above this, which is then the full mark if that was more.
        /// 有下级时：得分的上限；满分若更高，也以此为准。
        most: Option<At<Exact>>,
        /// What a mark is; a mark on a scale unless said otherwise.
        /// 怎样打分；默认量程内的分数。
        marked: Option<At<Marked>>,
        /// The mark for full points; 100 unless said otherwise.
        /// 满分；默认 100。
        max: Option<At<Exact>>,
        /// The lowest mark that can be given; the same as `zero` unless said otherwise.
        /// 可打的最低分；默认与 `zero` 相同。
        min: Option<At<Exact>>,
        /// Marks are whole steps of this from the lowest up; any decimal unless said otherwise.
        /// 分数的间隔，从最低分起算；默认不限。
        step: Option<At<Exact>>,
        /// The mark that is worth nothing; 0 unless said otherwise. Above `max` where less is better.
        /// 计零分的分数；默认 0。越少越好时大于 `max`。
        zero: Option<At<Exact>>,
        /// What happens to a mark beyond the scale; it is refused unless said otherwise.
        /// 超出量程的分数如何处理；默认报错。
        beyond: Option<At<Beyond>>,
        /// Points off for each fault; 1 unless said otherwise.
        /// 每处扣几分；默认 1。
        each: Option<At<Exact>>,
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
        /// Its weight by kind of subject.
        /// 按对象类别的权重。
        weight_by_kind: Option<At<Amounts>>,
        /// How several assessors become one mark; `single` unless said otherwise.
        /// 多名评分人如何合成；默认只有一名。
        combine: Option<At<Combination>>,
        /// What decides which marks are dropped or in the middle; each criterion's unless said otherwise.
        /// 去掉或取中时看什么；默认逐项指标。
        combine_by: Option<At<CombineBy>>,
        /// Marks are dropped from so many assessors on; 5 unless said otherwise, at least 3. With fewer, the plain mean.
        /// 有几名评分人起才去掉最高最低分；默认 5，至少 3。不足时取平均。
        trim_from: Option<At<u32>>,
        /// The criteria it marks; all unless said otherwise.
        /// 负责的指标；默认全部。
        criteria: Vec<At<Key>>,
    }
}

form! {
    /// A declared rounding before the end.
    /// 中途的一次舍入。
    pub struct RoundForm {
        /// Where.
        /// 在哪一步。
        at: At<RoundAt>,
        /// Decimals kept, at most 12.
        /// 保留几位小数，最多 12。
        digits: At<u32>,
        /// The rule; the scheme's unless said otherwise.
        /// 规则；默认同办法。
        rounding: Option<RoundingWord>,
        /// Round running totals and take their differences, so that the parts add up to the rounded sum.
        /// 对累计数舍入再取差，使各部分之和等于舍入后的合计。
        cumulative: Option<At<bool>>,
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
        /// No more than so many per cent of the group may be in it; no limit unless said otherwise.
        /// 名额占本组的百分之几；默认不限。
        quota: Option<At<Exact>>,
    }
}

form! {
    /// A tie-breaker: equal results are compared by this.
    /// 同分时的比较项。
    pub struct TieBreakerForm {
        /// The criterion whose result is compared.
        /// 比较哪项指标的结果。
        criterion: Option<At<Key>>,
        /// Only what this role gave.
        /// 只看这一角色的评分。
        role: Option<At<Key>>,
        /// Count how many marks of exactly this were given.
        /// 数一数恰好是此数的分有几个。
        marks: Option<At<Exact>>,
        /// Count how many marks of at least this were given.
        /// 数一数不低于此数的分有几个。
        marks_from: Option<At<Exact>>,
        /// Which goes first; the higher unless said otherwise.
        /// 谁在前；默认高者在前。
        prefer: Option<Prefer>,
    }
}

form! {
    /// Another weighting, shown beside the official one.
    /// 供对照的另一套权重。
    pub struct AlternativeForm {
        /// Its id, part of the page's address.
        /// 编号，用在网址里。
        id: At<Key>,
        /// Its name.
        /// 名称。
        name: Said,
        /// Relative weights of roles; those not named keep theirs.
        /// 各角色的相对权重；没有写的不变。
        roles: Option<Amounts>,
        /// Relative weights of criteria; those not named keep theirs.
        /// 各指标的相对权重；没有写的不变。
        criteria: Option<Amounts>,
    }
}

form! {
    /// What counts as a low result.
    /// 什么算末位。
    pub struct LowForm {
        /// Results in this band or below.
        /// 落在这一等次或以下。
        band: Option<At<Key>>,
        /// The last so many of the group.
        /// 本组最后几名。
        last: Option<At<u32>>,
        /// So many periods in a row are flagged.
        /// 连续几期要标出。
        periods: At<u32>,
    }
}
