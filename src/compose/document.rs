//! Plans and notices: official facts, contents, text, publicity, clauses, attachments.

use crate::community::document::Attachment;
use crate::community::notice::{Notice, NoticeKind};
use crate::community::plan::Plan;
use crate::community::table::Id;
use crate::compose::address::Which;
use crate::compose::prose::{Prose, prose};
use crate::compose::view::{
    AttachmentItem, Body, Document, Fact, Link, LinkGroup, MenuItem, NoticeGroup, Notices, Plans, TextBody,
};
use crate::compose::voice::Voice;
use crate::compose::{body, clause, lists, publicity, tasks};
use crate::language::{Phrase, Said};
use crate::markdown::Numbering;

/// A page of free text.
pub fn text(voice: &Voice<'_>, id: Id<crate::community::page::FreePage>) -> Body {
    let page = &voice.community.pages[id];
    let Prose { html, lang, contents, remark } = prose(voice, &page.texts, "pages", Numbering::None);
    let summary = page.summary.as_ref().map(|summary| voice.phrase(summary));
    Body::Text(TextBody { summary, contents, html, html_lang: lang, remark })
}

/// The list of plans.
pub fn plans(voice: &Voice<'_>) -> Body {
    Body::Plans(Plans {
        intro: voice.fill("say.plans-intro", &[("n", &voice.material.plans.len())]),
        plans: lists::plans(voice),
    })
}

/// A plan.
pub fn plan(voice: &Voice<'_>, id: Id<Plan>) -> Body {
    let plan = &voice.community.plans[id];
    let source = plan.same_text_as.map_or(plan, |other| &voice.community.plans[other]);
    let numbering = if source.run_on_numbering { Numbering::RunOn } else { Numbering::Ladder };
    let Prose { html, lang, contents, remark } = prose(voice, &source.texts, "plans", numbering);
    let shared = plan.same_text_as.map(|other| voice.link(Which::Plan(other), &source.title));
    let judged = clause::of_plan(voice, id);
    let about = voice.material.notices.iter().filter(|notice| voice.community.notices[**notice].plan == Some(id));
    Body::Document(Box::new(Document {
        kind: voice.capital(plan.kind.name(voice.language)),
        kind_word: plan.kind.word(),
        state: lists::validity(voice, plan.valid_from, plan.valid_until),
        facts: OfficialFacts {
            index_number: plan.index_number.as_ref(),
            topic: plan.topic.as_ref(),
            issuing_body: plan.issuing_body,
            document_number: plan.document_number.as_ref(),
            signed: plan.date,
            published: None,
            audience: &plan.audience,
            valid_from: plan.valid_from,
            valid_until: plan.valid_until,
        }
        .facts(voice),
        summary: plan.summary.as_ref().map(|summary| voice.phrase(summary)),
        addressees: None,
        remark: remark.or_else(|| shared.as_ref().map(|_| voice.say("say.same-text"))),
        remark_link: shared,
        contents,
        html,
        html_lang: lang,
        publicity: None,
        clauses: judged.iter().map(|judged| clause::item(voice, *judged, true)).collect(),
        clause_summary: clause::summary(voice, &judged, Some(plan.same_text_as.unwrap_or(id))),
        attachments: attachments(voice, &plan.attachments),
        signature: Some(voice.organisation(plan.issuing_body)),
        signed: voice.day(plan.date),
        related: work(voice, id),
        notices: lists::notices(voice, about),
        // Plans stand by number, not by date; their list leads from one to the next.
        newer: None,
        older: None,
    }))
}

/// What a plan has brought forth: organisation charts, measures, recurring duties.
fn work(voice: &Voice<'_>, id: Id<Plan>) -> Vec<LinkGroup> {
    let rhythms = voice.community.rhythms.iter().filter(|(_, rhythm)| rhythm.plan == id).count();
    let rhythms = (rhythms > 0)
        .then(|| voice.link_text(Which::Rhythm, voice.fill("count.n-recurring-duties", &[("n", &rhythms)])));
    let groups: [(&str, Vec<Link>); 2] = [
        ("say.organisation-charts", body::of_plan(voice, id)),
        ("say.carried-out", tasks::of_plan(voice, id).into_iter().chain(rhythms).collect()),
    ];
    link_groups(voice, groups)
}

/// Groups that hold links.
fn link_groups<'a, const N: usize>(voice: &Voice<'a>, groups: [(&'a str, Vec<Link>); N]) -> Vec<LinkGroup> {
    groups
        .into_iter()
        .filter(|(_, links)| !links.is_empty())
        .map(|(title, links)| LinkGroup { title: voice.say(title), links })
        .collect()
}

/// The block of official facts at the head of a document.
struct OfficialFacts<'a> {
    index_number: Option<&'a String>,
    topic: Option<&'a Said>,
    issuing_body: Id<crate::community::organisation::Organisation>,
    document_number: Option<&'a String>,
    signed: chrono::NaiveDate,
    published: Option<chrono::NaiveDate>,
    audience: &'a [Id<crate::community::area::Area>],
    valid_from: Option<chrono::NaiveDate>,
    valid_until: Option<chrono::NaiveDate>,
}

impl OfficialFacts<'_> {
    fn facts(&self, voice: &Voice<'_>) -> Vec<Fact> {
        let mut facts = Vec::new();
        let mut add = |label, value: Option<Phrase>, href: Option<String>| {
            facts.extend(value.map(|value| Fact { label: voice.say(label), value, href }));
        };
        add("fact.index-number", self.index_number.map(lists::own), None);
        add("fact.topic", self.topic.map(|topic| voice.phrase(topic)), None);
        add("fact.issuing-body", Some(voice.organisation(self.issuing_body)), None);
        add("fact.document-number", self.document_number.map(lists::own), None);
        add("fact.signed", Some(Phrase::own(voice.date(self.signed))), None);
        add("fact.published", self.published.map(|date| Phrase::own(voice.date(date))), None);
        for area in self.audience {
            add("fact.audience", Some(voice.area(*area)), Some(voice.href(Which::Area(*area))));
        }
        add("fact.valid-from", self.valid_from.map(|date| Phrase::own(voice.date(date))), None);
        add("fact.valid-until", self.valid_until.map(|date| Phrase::own(voice.date(date))), None);
        facts
    }
}

fn attachments(voice: &Voice<'_>, attachments: &[Attachment]) -> Vec<AttachmentItem> {
    let item = |attachment: &Attachment| AttachmentItem {
        title: voice.phrase(&attachment.title),
        href: attachment.file.as_ref().map(|path| voice.file(&format!("files/{path}"))),
        size: attachment.file.as_ref().and_then(|path| {
            let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_uppercase();
            let bytes = voice.material.assets.get(path)?.bytes;
            Some(voice.fill("count.file", &[("ending", &ending), ("kilobytes", &bytes.div_ceil(1024))]))
        }),
    };
    attachments.iter().map(item).collect()
}

/// Notices: all of them, or those of a kind.
pub fn notices(voice: &Voice<'_>, only: Option<NoticeKind>) -> Body {
    let of_kind = |kind: NoticeKind| -> Vec<Id<Notice>> {
        voice.material.notices.iter().copied().filter(|id| voice.community.notices[*id].kind == kind).collect()
    };
    let mut kinds = vec![MenuItem {
        href: voice.href(Which::Notices),
        text: voice.fill("count.all", &[("n", &voice.material.notices.len())]),
        current: only.is_none(),
    }];
    kinds.extend(NoticeKind::ALL.iter().filter(|kind| !of_kind(**kind).is_empty()).map(|kind| MenuItem {
        href: voice.href(Which::NoticesOf(*kind)),
        text: voice.fill("count.named", &[("name", &kind.name(voice.language)), ("n", &of_kind(*kind).len())]),
        current: only == Some(*kind),
    }));
    let groups = NoticeKind::ALL.iter().filter(|kind| only.is_none_or(|only| only == **kind)).map(|kind| NoticeGroup {
        anchor: kind.word(),
        name: kind.name(voice.language).to_owned(),
        about: voice.words().say(&format!("say.about-{}", kind.word())).to_owned(),
        notices: lists::notices(voice, &of_kind(*kind)),
    });
    Body::Notices(Notices {
        intro: voice.fill("say.notices-intro", &[("n", &voice.material.notices.len())]),
        kinds,
        groups: groups.filter(|group| !group.notices.is_empty()).collect(),
    })
}

/// A notice.
pub fn notice(voice: &Voice<'_>, id: Id<Notice>) -> Body {
    let notice = &voice.community.notices[id];
    let Prose { html, lang, contents, remark } = prose(voice, &notice.texts, "notices", Numbering::Ladder);
    let same_kind: Vec<Id<Notice>> = voice
        .material
        .notices
        .iter()
        .copied()
        .filter(|other| voice.community.notices[*other].kind == notice.kind)
        .collect();
    let at = same_kind.iter().position(|other| *other == id);
    let beside = |offset: isize| {
        let other = *same_kind.get(at?.checked_add_signed(offset)?)?;
        Some(voice.link(Which::Notice(other), &voice.community.notices[other].title))
    };
    Body::Document(Box::new(Document {
        kind: lists::kind_name(voice, notice),
        kind_word: notice.kind.word(),
        state: lists::notice_state(voice, notice),
        facts: OfficialFacts {
            index_number: notice.index_number.as_ref(),
            topic: notice.topic.as_ref(),
            issuing_body: notice.issuing_body,
            document_number: notice.document_number.as_ref(),
            signed: notice.date,
            published: Some(notice.published),
            audience: &notice.audience,
            valid_from: notice.valid_from,
            valid_until: notice.valid_until,
        }
        .facts(voice),
        summary: notice.summary.as_ref().map(|summary| voice.phrase(summary)),
        addressees: notice.addressees.as_ref().map(|addressees| voice.phrase(addressees)),
        remark,
        remark_link: None,
        contents,
        html,
        html_lang: lang,
        publicity: notice.publicity.as_ref().map(|period| publicity::block(voice, notice, period)),
        clauses: Vec::new(),
        clause_summary: None,
        attachments: attachments(voice, &notice.attachments),
        signature: Some(voice.organisation(notice.issuing_body)),
        signed: voice.day(notice.date),
        related: related(voice, notice),
        notices: Vec::new(),
        newer: beside(-1),
        older: beside(1),
    }))
}

fn related(voice: &Voice<'_>, notice: &Notice) -> Vec<LinkGroup> {
    let community = voice.community;
    let neighbourhoods = notice
        .neighbourhoods
        .iter()
        .map(|id| voice.link(Which::Neighbourhood(*id), &community.neighbourhoods[*id].name));
    let teams = notice.teams.iter().map(|id| voice.link(Which::Team(*id), &community.teams[*id].name));
    let festival = notice.festival.iter().map(|id| voice.link(Which::Festival(*id), &community.festivals[*id].name));
    let plan = notice.plan.iter().map(|id| voice.link(Which::Plan(*id), &community.plans[*id].title));
    let groups: [(&str, Vec<Link>); 4] = [
        ("say.neighbourhoods", neighbourhoods.collect()),
        ("say.teams", teams.collect()),
        ("say.event", festival.collect()),
        ("say.plan", plan.collect()),
    ];
    link_groups(voice, groups)
}
