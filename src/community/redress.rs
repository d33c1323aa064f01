//! Replies of those who were assessed, and corrections of marks and results.

use chrono::NaiveDate;

use crate::community::form::{At, Key, Name, form, words};
use crate::community::marks::{Assessor, Mark};
use crate::community::notice::Notice;
use crate::community::organisation::Organisation;
use crate::community::row::Cell;
use crate::community::rulings::Case;
use crate::community::scheme::Scheme;
use crate::community::table::{Id, written_as};
use crate::finding::Place;
use crate::language::Said;

words! {
    /// What was decided on a reply.
    pub enum ReplyDecision {
        Stands = "stands" ("维持原分", "the mark stands"),
        Corrected = "corrected" ("予以更正", "the mark is corrected"),
        Noted = "noted" ("记录在案", "noted"),
    }
}

form! {
    /// What the assessed party replies to a mark, and what was decided on it.
    /// 被考核方对分数的答复和处理意见。
    pub struct ReplyForm {
        /// The scheme.
        /// 考核办法。
        scheme: Name<Scheme>,
        /// The period, as score sheets write it.
        /// 周期，写法同评分表。
        period: At<String>,
        /// Who replies: the subject that was marked.
        /// 答复的对象，即被考核方。
        subject: At<String>,
        /// The criterion it is about; the whole result when left out.
        /// 所涉指标；不写则对整个结果。
        criterion: Option<At<Key>>,
        /// The role whose mark it is about; every role when left out.
        /// 所涉评分角色；不写则不限。
        role: Option<At<Key>>,
        /// What it says.
        /// 答复内容。
        text: Said,
        /// When.
        /// 答复日期。
        date: NaiveDate,
        /// What was decided.
        /// 处理决定。
        decision: Option<At<ReplyDecision>>,
        /// Why.
        /// 理由。
        reason: Option<Said>,
        /// When that was decided.
        /// 决定日期。
        decided: Option<At<NaiveDate>>,
        /// Who decided.
        /// 决定单位。
        body: Option<Name<Organisation>>,
    }
}

form! {
    /// A correction of what was printed: what it was, what it is now, why, when, who decided.
    /// 更正：原来是什么、现在是什么、为什么、何时、由谁决定。
    pub struct CorrectionForm {
        /// The scheme.
        /// 考核办法。
        scheme: Name<Scheme>,
        /// The period, as score sheets write it.
        /// 周期，写法同评分表。
        period: At<String>,
        /// Whose result it is.
        /// 对象编号。
        subject: At<String>,
        /// When it was decided.
        /// 决定日期。
        date: NaiveDate,
        /// Who decided.
        /// 决定单位。
        body: Name<Organisation>,
        /// Why.
        /// 更正理由。
        reason: Said,
        /// The marks that were corrected; the score sheets hold what they are now.
        /// 更正的分数；评分表里写的是更正后的分数。
        mark: Vec<CorrectedMarkForm>,
        /// The result as it was printed, where it changed for another reason than a mark.
        /// 原来印出的结果；不因分数而变时必填。
        was: Option<At<String>>,
        /// The result as it is printed now.
        /// 现在印出的结果。
        now: Option<At<String>>,
        /// The notice that announces it.
        /// 更正公告。
        notice: Option<Name<Notice>>,
    }
}

form! {
    /// One mark that was corrected.
    /// 更正的一项分数。
    pub struct CorrectedMarkForm {
        /// The role.
        /// 评分角色。
        role: At<Key>,
        /// Who marked.
        /// 评分单位或评委。
        by: At<String>,
        /// The criterion.
        /// 指标。
        criterion: At<Key>,
        /// The mark as it was, written as in a score sheet.
        /// 原来的分数，写法同评分表。
        was: At<Cell>,
        /// The mark as it is now; the sheet says the same.
        /// 现在的分数，与评分表一致。
        now: At<Cell>,
    }
}

written_as! {
    ReplyRecord "reply" ReplyForm "A reply as written; `check` turns it into a [`Reply`].",
    CorrectionRecord "correction" CorrectionForm "A correction as written; `check` turns it into a [`Correction`]."
}

/// A reply of the assessed party.
#[derive(Debug)]
pub struct Reply {
    /// To which result.
    pub case: Case,
    /// The criterion, by position among the leaves.
    pub leaf: Option<usize>,
    /// The role, by position.
    pub role: Option<usize>,
    /// What it says.
    pub text: Said,
    /// When.
    pub date: NaiveDate,
    /// What was decided on it.
    pub answer: Option<Answer>,
}

/// What was decided on a reply.
#[derive(Debug)]
pub struct Answer {
    /// What.
    pub decision: ReplyDecision,
    /// Why.
    pub reason: Said,
    /// When.
    pub date: NaiveDate,
    /// Who decided.
    pub body: Id<Organisation>,
}

/// A correction, in the order of their days.
#[derive(Debug)]
pub struct Correction {
    /// Of which result.
    pub case: Case,
    /// When.
    pub date: NaiveDate,
    /// Who decided.
    pub body: Id<Organisation>,
    /// Why.
    pub reason: Said,
    /// The marks that were corrected.
    pub marks: Vec<CorrectedMark>,
    /// The printed result before and after, where they are said.
    pub printed: [Option<String>; 2],
    /// The notice that announces it.
    pub notice: Option<Id<Notice>>,
    /// Where it is written.
    pub place: Place,
}

/// A mark that was corrected.
#[derive(Debug)]
pub struct CorrectedMark {
    /// The role, by position.
    pub role: usize,
    /// Who marked.
    pub by: Assessor,
    /// The criterion, by position among the leaves.
    pub leaf: usize,
    /// What it was.
    pub was: Mark,
    /// What it is now.
    pub now: Mark,
    /// Where it is written.
    pub place: Place,
}
