//! Plans, and the clauses in them that data can keep or break.

use chrono::NaiveDate;

use crate::community::area::Area;
use crate::community::clause::{Clause, ClauseForm};
use crate::community::document::{
    Attachment, AttachmentForm, Texts, TwinForm, admit_attachments, check_number, joined, joined_optional,
};
use crate::community::festival::check_order;
use crate::community::form::{At, Key, Name, form, words};
use crate::community::organisation::Organisation;
use crate::community::scheme::check_distinct;
use crate::community::table::{Id, Names, Record};
use crate::finding::Findings;
use crate::language::{Language, Said};

words! {
    /// What sort of plan.
    pub enum PlanKind {
        WorkPlan = "work_plan" ("工作方案", "work plan"),
        ImplementationPlan = "implementation_plan" ("实施方案", "implementation plan"),
        EmergencyPlan = "emergency_plan" ("应急预案", "emergency plan"),
        ActivityPlan = "activity_plan" ("活动方案", "activity plan"),
        Guidance = "guidance" ("工作指引", "guidance"),
    }
}

form! {
    /// A plan: the front matter of a file in `content/plans/`.
    /// 方案：`content/plans/` 下文件的文件头。
    pub struct PlanForm {
        /// Title.
        /// 标题。
        title: String,
        /// Short title for menus.
        /// 简称。
        short_title: Option<String>,
        /// Its place in the list of plans.
        /// 在方案目录中的序号。
        number: At<u32>,
        /// What sort.
        /// 种类。
        kind: PlanKind,
        /// Who issues it.
        /// 发文机关。
        issuing_body: Name<Organisation>,
        /// Document number.
        /// 发文字号。
        document_number: Option<At<String>>,
        /// Date of signing.
        /// 成文日期。
        date: At<NaiveDate>,
        /// Index number.
        /// 索引号。
        index_number: Option<String>,
        /// Topic.
        /// 主题分类。
        topic: Option<String>,
        /// The areas it is for.
        /// 适用区域。
        audience: Vec<Name<Area>>,
        /// First day of validity.
        /// 生效日期。
        valid_from: Option<At<NaiveDate>>,
        /// Last day of validity.
        /// 失效日期。
        valid_until: Option<At<NaiveDate>>,
        /// One or two sentences.
        /// 摘要。
        summary: Option<String>,
        /// Whether headings of the third rank are numbered through the whole plan.
        /// 三级标题是否通篇连续编号。
        run_on_numbering: Option<bool>,
        /// The plan whose text it shares; its own text is then empty.
        /// 与之同文的方案；本文件正文则为空。
        same_text_as: Option<Name<Plan>>,
        /// Clauses that data can keep or break.
        /// 可以用数据核对的条款。
        clause: Vec<ClauseForm>,
        /// Files that go with it.
        /// 附件。
        attachment: Vec<AttachmentForm>,
    }
}

/// A plan.
#[derive(Debug)]
pub struct Plan {
    /// Its id.
    pub key: Key,
    /// Title.
    pub title: Said,
    /// Short title for menus.
    pub short_title: Said,
    /// Its place in the list.
    pub number: u32,
    /// What sort.
    pub kind: PlanKind,
    /// Who issues it.
    pub issuing_body: Id<Organisation>,
    /// Document number.
    pub document_number: Option<String>,
    /// Date of signing.
    pub date: NaiveDate,
    /// Index number.
    pub index_number: Option<String>,
    /// Topic.
    pub topic: Option<Said>,
    /// The areas it is for.
    pub audience: Vec<Id<Area>>,
    /// First day of validity.
    pub valid_from: Option<NaiveDate>,
    /// Last day of validity.
    pub valid_until: Option<NaiveDate>,
    /// One or two sentences.
    pub summary: Option<Said>,
    /// Whether headings of the third rank are numbered through.
    pub run_on_numbering: bool,
    /// The plan whose text it shares.
    pub same_text_as: Option<Id<Plan>>,
    /// What data can keep or break.
    pub clauses: Vec<Clause>,
    /// Files that go with it.
    pub attachments: Vec<Attachment>,
    /// Its text.
    pub texts: Texts,
}

impl Record for Plan {
    const WORD: &'static str = "plan";
    type Form = PlanForm;
}

impl Plan {
    /// Checks one plan and looks up what it names.
    pub fn admit(
        key: Key,
        main: Language,
        form: PlanForm,
        twin: Option<TwinForm>,
        texts: Texts,
        names: &Names,
        findings: &mut Findings,
    ) -> Option<Plan> {
        if let Some(number) = &form.document_number {
            check_number(number, findings);
        }
        if let (Some(from), Some(until)) = (&form.valid_from, &form.valid_until) {
            check_order(("valid_from", from.value), ("valid_until", until), findings);
        }
        check_distinct(form.clause.iter().map(|clause| &clause.id), findings);
        let issuing_body = names.resolve(&form.issuing_body, findings);
        let audience = names.resolve_all(&form.audience, findings);
        let same_text_as = names.resolve_optional(&form.same_text_as, findings);
        let clauses: Vec<Option<Clause>> =
            form.clause.into_iter().map(|clause| Clause::admit(clause, names, findings)).collect();
        let twin = twin.as_ref();
        let title = joined(main, form.title, twin.map(|twin| &twin.title));
        let short_title = joined_optional(main, form.short_title, twin.and_then(|twin| twin.short_title.as_ref()));
        Some(Plan {
            key,
            short_title: short_title.unwrap_or_else(|| title.clone()),
            title,
            number: form.number.value,
            kind: form.kind,
            issuing_body: issuing_body?,
            document_number: form.document_number.map(|number| number.value),
            date: form.date.value,
            index_number: form.index_number,
            topic: joined_optional(main, form.topic, twin.and_then(|twin| twin.topic.as_ref())),
            audience: audience?,
            valid_from: form.valid_from.map(|date| date.value),
            valid_until: form.valid_until.map(|date| date.value),
            summary: joined_optional(main, form.summary, twin.and_then(|twin| twin.summary.as_ref())),
            run_on_numbering: form.run_on_numbering.unwrap_or(false),
            same_text_as: same_text_as?,
            clauses: clauses.into_iter().collect::<Option<Vec<_>>>()?,
            attachments: admit_attachments(form.attachment, "plans/"),
            texts,
        })
    }
}
