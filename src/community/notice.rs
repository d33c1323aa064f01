//! Notices: 通知, 通告, 公告, 公示, 通报.

use chrono::NaiveDate;

use crate::community::area::Area;
use crate::community::document::{
    Attachment, AttachmentForm, Texts, TwinForm, admit_attachments, check_number, joined, joined_optional,
};
use crate::community::festival::{Festival, check_order};
use crate::community::form::{At, Key, Name, form, words};
use crate::community::neighbourhood::Neighbourhood;
use crate::community::organisation::Organisation;
use crate::community::plan::Plan;
use crate::community::publicity::{Publicity, PublicityForm};
use crate::community::table::{Id, Names, Record};
use crate::community::team::Team;
use crate::finding::rules;
use crate::finding::{Finding, Findings};
use crate::language::{Language, Said};

words! {
    /// The kind of notice.
    pub enum NoticeKind {
        /// Tells subordinate or related bodies what to do.
        Notice = "notice" ("通知", "Notices"),
        /// Rules for the public in an area.
        PublicOrder = "public_order" ("通告", "Public orders"),
        /// A settled matter.
        Announcement = "announcement" ("公告", "Announcements"),
        /// Something not yet final, open to objections.
        Publicity = "publicity" ("公示", "Publicity"),
        /// Praise, criticism, ranking results.
        Circular = "circular" ("通报", "Circulars"),
    }
}

form! {
    /// A notice: the front matter of a file in `content/notices/`.
    /// 通知公告：`content/notices/` 下文件的文件头。
    pub struct NoticeForm {
        /// Title.
        /// 标题。
        title: String,
        /// The kind.
        /// 文种。
        kind: At<NoticeKind>,
        /// Who issues it.
        /// 发文机关。
        issuing_body: Name<Organisation>,
        /// Document number.
        /// 发文字号。
        document_number: Option<At<String>>,
        /// Date of signing.
        /// 成文日期。
        date: At<NaiveDate>,
        /// The day it was first public.
        /// 发布日期。
        published: Option<At<NaiveDate>>,
        /// Index number.
        /// 索引号。
        index_number: Option<String>,
        /// Topic.
        /// 主题分类。
        topic: Option<String>,
        /// The areas it is for.
        /// 面向的区域。
        audience: Vec<Name<Area>>,
        /// Neighbourhoods it is about.
        /// 涉及的小区。
        neighbourhoods: Vec<Name<Neighbourhood>>,
        /// Teams it is about.
        /// 涉及的队伍。
        teams: Vec<Name<Team>>,
        /// The festival event it is about.
        /// 涉及的活动。
        festival: Option<Name<Festival>>,
        /// The plan it carries or is about.
        /// 印发或涉及的方案。
        plan: Option<Name<Plan>>,
        /// First day of validity.
        /// 生效日期。
        valid_from: Option<At<NaiveDate>>,
        /// Last day of validity.
        /// 失效日期。
        valid_until: Option<At<NaiveDate>>,
        /// Main addressees.
        /// 主送机关。
        addressees: Option<String>,
        /// One or two sentences.
        /// 摘要。
        summary: Option<String>,
        /// The publicity period; for the kind `publicity`.
        /// 公示期；文种为 `publicity` 时必填。
        publicity: Option<PublicityForm>,
        /// Files that go with it.
        /// 附件。
        attachment: Vec<AttachmentForm>,
    }
}

/// A notice.
#[derive(Debug)]
pub struct Notice {
    /// Its id.
    pub key: Key,
    /// Title.
    pub title: Said,
    /// The kind.
    pub kind: NoticeKind,
    /// Who issues it.
    pub issuing_body: Id<Organisation>,
    /// Document number.
    pub document_number: Option<String>,
    /// Date of signing.
    pub date: NaiveDate,
    /// The day it was first public.
    pub published: NaiveDate,
    /// Index number.
    pub index_number: Option<String>,
    /// Topic.
    pub topic: Option<Said>,
    /// The areas it is for.
    pub audience: Vec<Id<Area>>,
    /// Neighbourhoods it is about.
    pub neighbourhoods: Vec<Id<Neighbourhood>>,
    /// Teams it is about.
    pub teams: Vec<Id<Team>>,
    /// The festival event it is about.
    pub festival: Option<Id<Festival>>,
    /// The plan it carries or is about.
    pub plan: Option<Id<Plan>>,
    /// First day of validity.
    pub valid_from: Option<NaiveDate>,
    /// Last day of validity.
    pub valid_until: Option<NaiveDate>,
    /// Main addressees.
    pub addressees: Option<Said>,
    /// One or two sentences.
    pub summary: Option<Said>,
    /// The publicity period.
    pub publicity: Option<Publicity>,
    /// Files that go with it.
    pub attachments: Vec<Attachment>,
    /// Its text.
    pub texts: Texts,
}

impl Record for Notice {
    const WORD: &'static str = "notice";
    type Form = NoticeForm;
}

impl Notice {
    /// Checks one notice and looks up what it names.
    pub fn admit(
        key: Key,
        main: Language,
        form: NoticeForm,
        twin: Option<TwinForm>,
        texts: Texts,
        names: &Names,
        findings: &mut Findings,
    ) -> Option<Notice> {
        if let Some(number) = &form.document_number {
            check_number(number, findings);
        }
        if let Some(published) = &form.published {
            check_order(("date", form.date.value), ("published", published), findings);
        }
        if let Some(publicity) = &form.publicity {
            let (name, day) = match &form.published {
                Some(published) => ("published", published.value),
                None => ("date", form.date.value),
            };
            check_order((name, day), ("from", &publicity.from), findings);
        }
        if let (Some(from), Some(until)) = (&form.valid_from, &form.valid_until) {
            check_order(("valid_from", from.value), ("valid_until", until), findings);
        }
        if form.kind.value == NoticeKind::Publicity && form.publicity.is_none() {
            findings.push(
                Finding::new(
                    &rules::MISSING_FIELD,
                    form.kind.place.clone(),
                    Said::both("公示缺少 `[publicity]`", "a publicity notice lacks `[publicity]`"),
                )
                .help(Said::both(
                    "写明公示期、依据、对象、异议渠道和受理单位",
                    "state the period, the basis, the object, how to object and who receives objections",
                )),
            );
        }
        let issuing_body = names.resolve(&form.issuing_body, findings);
        let audience = names.resolve_all(&form.audience, findings);
        let neighbourhoods = names.resolve_all(&form.neighbourhoods, findings);
        let teams = names.resolve_all(&form.teams, findings);
        let festival = names.resolve_optional(&form.festival, findings);
        let plan = names.resolve_optional(&form.plan, findings);
        let publicity = match form.publicity {
            None => Some(None),
            Some(publicity) => Publicity::admit(publicity, names, findings).map(Some),
        };
        let twin = twin.as_ref();
        Some(Notice {
            key,
            title: joined(main, form.title, twin.map(|twin| &twin.title)),
            kind: form.kind.value,
            issuing_body: issuing_body?,
            document_number: form.document_number.map(|number| number.value),
            date: form.date.value,
            published: form.published.map_or(form.date.value, |date| date.value),
            index_number: form.index_number,
            topic: joined_optional(main, form.topic, twin.and_then(|twin| twin.topic.as_ref())),
            audience: audience?,
            neighbourhoods: neighbourhoods?,
            teams: teams?,
            festival: festival?,
            plan: plan?,
            valid_from: form.valid_from.map(|date| date.value),
            valid_until: form.valid_until.map(|date| date.value),
            addressees: joined_optional(main, form.addressees, twin.and_then(|twin| twin.addressees.as_ref())),
            summary: joined_optional(main, form.summary, twin.and_then(|twin| twin.summary.as_ref())),
            publicity: publicity?,
            attachments: admit_attachments(form.attachment, "notices/"),
            texts,
        })
    }
}
