//! Plans, and the clauses in them that data can keep or break.

use chrono::NaiveDate;

use crate::community::area::{Area, Tier};
use crate::community::document::{
    Attachment, AttachmentForm, Texts, TwinForm, admit_attachments, check_number, joined, joined_optional,
};
use crate::community::festival::check_order;
use crate::community::form::{At, Key, Name, form, words};
use crate::community::kind::Kind;
use crate::community::organisation::Organisation;
use crate::community::scheme::Scheme;
use crate::community::table::{Id, Names, Record};
use crate::community::team::TeamKind;
use crate::exact::Exact;
use crate::finding::rules;
use crate::finding::{Finding, Findings, Place};
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

words! {
    /// What a clause demands.
    pub enum ClauseRule {
        /// A role's weight in a scheme is at least so much per cent.
        WeightAtLeast = "weight-at-least" ("角色权重不低于", "a role's weight is at least"),
        /// Exactly so many neighbourhoods are named at a level in the year of the plan's date.
        NamedInYear = "named-in-year" ("当年命名数等于", "named in the year: exactly"),
        /// Exactly so many neighbourhoods are the ten best of that year.
        TenBestInYear = "ten-best-in-year" ("当年十佳数等于", "ten best in the year: exactly"),
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

form! {
    /// A clause of a plan.
    /// 方案的一个条款。
    pub struct ClauseForm {
        /// Its id within the plan.
        /// 编号。
        id: At<Key>,
        /// What it demands.
        /// 核对规则。
        rule: At<ClauseRule>,
        /// What the plan says, in one sentence.
        /// 条文大意，一句话。
        text: Said,
        /// weight-at-least: the scheme.
        /// weight-at-least：考核办法。
        scheme: Option<Name<Scheme>>,
        /// weight-at-least: the role.
        /// weight-at-least：角色。
        role: Option<At<Key>>,
        /// weight-at-least: the kinds of team; all unless said otherwise.
        /// weight-at-least：队伍类别；默认全部。
        team_kinds: Vec<TeamKind>,
        /// named-in-year: the level.
        /// named-in-year：级别。
        level: Option<Tier>,
        /// The least number, in per cent.
        /// 下限，百分比。
        at_least: Option<At<Exact>>,
        /// The exact number.
        /// 规定的数目。
        exactly: Option<At<u32>>,
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

/// A clause that data can keep or break.
#[derive(Debug)]
pub struct Clause {
    /// Its id.
    pub key: Key,
    /// Where it is written.
    pub place: Place,
    /// What the plan says.
    pub text: Said,
    /// What it demands.
    pub demand: Demand,
}

/// What a clause demands.
#[derive(Debug)]
pub enum Demand {
    /// A role's weight is at least so much per cent, for each of the kinds.
    WeightAtLeast {
        /// The scheme.
        scheme: Id<Scheme>,
        /// The role, as the clause names it.
        role: At<Key>,
        /// The kinds of team; all when there is none.
        kinds: Vec<Kind>,
        /// The floor in per cent.
        floor: At<Exact>,
    },
    /// So many neighbourhoods are named at a level in the plan's year.
    NamedInYear {
        /// The level.
        level: Tier,
        /// The number.
        exactly: At<u32>,
    },
    /// So many neighbourhoods are the ten best of the plan's year.
    TenBestInYear {
        /// The number.
        exactly: At<u32>,
    },
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
        let issuing_body = names.resolve(&form.issuing_body, findings);
        let audience = names.resolve_all(&form.audience, findings);
        let same_text_as = names.resolve_optional(&form.same_text_as, findings);
        let clauses: Vec<Option<Clause>> =
            form.clause.into_iter().map(|clause| admit_clause(clause, names, findings)).collect();
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

fn admit_clause(form: ClauseForm, names: &Names, findings: &mut Findings) -> Option<Clause> {
    let scheme = names.resolve_optional(&form.scheme, findings);
    let lacking = |field: &str| {
        Finding::new(
            &rules::MISSING_FIELD,
            form.rule.place.clone(),
            Said::both(
                format!("条款 `{}` 的规则 `{}` 需要 `{field}`", &*form.id.value, form.rule.word()),
                format!("the rule `{}` of the clause `{}` needs `{field}`", form.rule.word(), &*form.id.value),
            ),
        )
        .help(Said::both(format!("加上 `{field} = …`"), format!("add `{field} = …`")))
    };
    let demand = match form.rule.value {
        ClauseRule::WeightAtLeast => match (scheme?, &form.role, &form.at_least) {
            (Some(scheme), Some(role), Some(floor)) => Some(Demand::WeightAtLeast {
                scheme,
                role: role.clone(),
                kinds: form.team_kinds.iter().map(|kind| Kind::Team(*kind)).collect(),
                floor: floor.clone(),
            }),
            (None, _, _) => none(findings, lacking("scheme")),
            (_, None, _) => none(findings, lacking("role")),
            (_, _, None) => none(findings, lacking("at_least")),
        },
        ClauseRule::NamedInYear => match (form.level, &form.exactly) {
            (Some(level), Some(exactly)) => Some(Demand::NamedInYear { level, exactly: exactly.clone() }),
            (None, _) => none(findings, lacking("level")),
            (_, None) => none(findings, lacking("exactly")),
        },
        ClauseRule::TenBestInYear => match &form.exactly {
            Some(exactly) => Some(Demand::TenBestInYear { exactly: exactly.clone() }),
            None => none(findings, lacking("exactly")),
        },
    };
    Some(Clause { key: form.id.value.clone(), place: form.place.clone(), text: form.text.clone(), demand: demand? })
}

fn none<T>(findings: &mut Findings, finding: Finding) -> Option<T> {
    findings.push(finding);
    None
}
