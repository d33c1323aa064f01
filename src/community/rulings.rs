//! Rulings: what a body decided about a result, apart from the arithmetic.

use chrono::NaiveDate;

use crate::community::form::{At, Key, Name, form, words};
use crate::community::marks::{Period, Subject};
use crate::community::organisation::Organisation;
use crate::community::scheme::Scheme;
use crate::community::table::{Id, written_as};
use crate::finding::Place;
use crate::language::Said;

words! {
    /// What a veto does.
    pub enum VetoEffect {
        GradeCap = "grade_cap" ("等次封顶", "the band is capped"),
        ReplacementRequest = "replacement_request" ("提出更换人员", "replacement is demanded"),
    }
}

form! {
    /// A veto: apart from the arithmetic it caps the band, or demands that people be replaced.
    /// 一票否决：不改分数，只限制等次，或提出更换人员。
    pub struct VetoForm {
        /// The scheme.
        /// 考核办法。
        scheme: Name<Scheme>,
        /// The period, as score sheets write it.
        /// 周期，写法同评分表。
        period: At<String>,
        /// Whom it concerns.
        /// 对象编号。
        subject: At<String>,
        /// What it does.
        /// 作用。
        effect: At<VetoEffect>,
        /// The best band that is left, for `grade_cap`.
        /// 最高只能评为哪一等次，用于 `grade_cap`。
        band: Option<At<Key>>,
        /// The fact it stands on.
        /// 事由。
        ground: Said,
        /// Who decided.
        /// 决定单位。
        body: Name<Organisation>,
        /// When.
        /// 决定日期。
        date: NaiveDate,
    }
}

form! {
    /// A subject that is marked but not graded.
    /// 不定等次的对象。
    pub struct UngradedForm {
        /// The scheme.
        /// 考核办法。
        scheme: Name<Scheme>,
        /// The period, as score sheets write it.
        /// 周期，写法同评分表。
        period: At<String>,
        /// Whom it concerns.
        /// 对象编号。
        subject: At<String>,
        /// Why.
        /// 理由。
        reason: Said,
    }
}

form! {
    /// A committee's decision on the order of equal results.
    /// 对同分者先后的裁定。
    pub struct TieDecisionForm {
        /// The scheme.
        /// 考核办法。
        scheme: Name<Scheme>,
        /// The period, as score sheets write it.
        /// 周期，写法同评分表。
        period: At<String>,
        /// Those who are equal, the first first.
        /// 同分者，按裁定的先后。
        order: Vec<At<String>>,
        /// Who decided.
        /// 裁定单位。
        body: Name<Organisation>,
        /// When.
        /// 裁定日期。
        date: NaiveDate,
        /// Why.
        /// 理由。
        note: Option<Said>,
    }
}

form! {
    /// The outcome of looking again at marks that lay far apart.
    /// 对分差过大的分数的复核结果。
    pub struct ModerationForm {
        /// The scheme.
        /// 考核办法。
        scheme: Name<Scheme>,
        /// The period, as score sheets write it.
        /// 周期，写法同评分表。
        period: At<String>,
        /// Whom it concerns.
        /// 对象编号。
        subject: At<String>,
        /// The criterion on which they lay apart.
        /// 分差过大的指标。
        criterion: At<Key>,
        /// What came of it.
        /// 结果。
        outcome: Said,
        /// Who looked again.
        /// 复核单位。
        body: Name<Organisation>,
        /// When.
        /// 复核日期。
        date: NaiveDate,
    }
}

written_as! {
    VetoRecord "veto" VetoForm "A veto as written; `check` turns it into a [`Veto`].",
    UngradedRecord "ungraded" UngradedForm "An ungraded subject as written; `check` turns it into an [`Ungraded`].",
    TieDecisionRecord "tie_decision" TieDecisionForm "A decision as written; `check` turns it into a [`TieDecision`].",
    ModerationRecord "moderation" ModerationForm "A moderation as written; `check` turns it into a [`Moderation`]."
}

/// The result that a ruling is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Case {
    /// The scheme.
    pub scheme: Id<Scheme>,
    /// The period.
    pub period: Period,
    /// The subject.
    pub subject: Subject,
}

/// Every ruling, each kind in order of scheme, period and subject.
#[derive(Debug, Default)]
pub struct Rulings {
    /// Vetoes.
    pub vetoes: Vec<Veto>,
    /// Subjects that are not graded.
    pub ungraded: Vec<Ungraded>,
    /// Decisions on ties.
    pub decisions: Vec<TieDecision>,
    /// Outcomes of moderation.
    pub moderations: Vec<Moderation>,
}

/// A veto.
#[derive(Debug)]
pub struct Veto {
    /// On which result.
    pub case: Case,
    /// The best band that is left, by position; `None` demands replacement.
    pub cap: Option<usize>,
    /// The fact it stands on.
    pub ground: Said,
    /// Who decided.
    pub body: Id<Organisation>,
    /// When.
    pub date: NaiveDate,
}

/// A subject that is not graded.
#[derive(Debug)]
pub struct Ungraded {
    /// Which result.
    pub case: Case,
    /// Why.
    pub reason: Said,
}

/// A decision on a tie.
#[derive(Debug)]
pub struct TieDecision {
    /// The scheme.
    pub scheme: Id<Scheme>,
    /// The period.
    pub period: Period,
    /// Where it is written.
    pub place: Place,
    /// Those who are equal, the first first.
    pub order: Vec<Subject>,
    /// Who decided.
    pub body: Id<Organisation>,
    /// When.
    pub date: NaiveDate,
    /// Why.
    pub note: Option<Said>,
}

/// The outcome of moderation.
#[derive(Debug)]
pub struct Moderation {
    /// Of which result.
    pub case: Case,
    /// The criterion, by position among the leaves.
    pub leaf: usize,
    /// What came of it.
    pub outcome: Said,
    /// Who looked again.
    pub body: Id<Organisation>,
    /// When.
    pub date: NaiveDate,
}
