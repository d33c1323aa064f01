//! What can go wrong in the words of plans, notices and pages: numbers of documents, the ladder, parts of plans, blanks,
//! dates, punctuation, and markup that is none. Each text is read once and shown to every rule.

mod reading;

#[cfg(test)]
mod samples;

mod blanks;
mod dates;
mod ladder;
mod parts;
mod punctuation;
mod references;

mod markup;

use rayon::prelude::*;

use crate::check::rules::lint::reading::Reading;
use crate::check::rules::lint::references::Carried;
use crate::community::document::{Attachment, Text, Texts};
use crate::community::form::Key;
use crate::community::notice::{Notice, NoticeKind};
use crate::community::page::FreePage;
use crate::community::plan::{Plan, PlanKind};
use crate::community::register::Community;
use crate::community::table::{Names, Record};
use crate::finding::{Findings, Place};
use crate::language::Language;
use crate::load::Source;

/// A document, as far as the rules on its words must know it.
struct Document<'a> {
    texts: &'a Texts,
    /// Whether it is not yet for the public: until then blanks may stand in it.
    unpublished: bool,
    date: Option<chrono::NaiveDate>,
    /// Whether a page numbers its headings by the ladder.
    numbered: bool,
    /// What sort of plan it is, unless it has no text of its own.
    plan: Option<PlanKind>,
    carried: Option<Carried<'a>>,
}

fn of_plan<'a>(community: &Community, plan: &'a Plan) -> Document<'a> {
    Document {
        texts: &plan.texts,
        unpublished: is_unpublished(community, Plan::WORD, &plan.key),
        date: Some(plan.date),
        numbered: true,
        plan: plan.same_text_as.is_none().then_some(plan.kind),
        carried: Some(carried(&plan.attachments, false, false)),
    }
}

fn is_unpublished(community: &Community, word: &'static str, key: &Key) -> bool {
    community.held.contains(&(word, key.0.clone()))
}

fn of_notice<'a>(community: &Community, notice: &'a Notice) -> Document<'a> {
    // What is made public stands in the attachment more often than in the text.
    let mention = matches!(notice.kind, NoticeKind::Publicity | NoticeKind::Announcement);
    Document {
        texts: &notice.texts,
        unpublished: is_unpublished(community, Notice::WORD, &notice.key),
        date: Some(notice.date),
        numbered: true,
        plan: None,
        carried: Some(carried(&notice.attachments, notice.plan.is_some(), mention)),
    }
}

fn carried(attachments: &[Attachment], plan: bool, mention: bool) -> Carried<'_> {
    Carried { attachments, plan, mention }
}

/// The words of every text keep to the forms of official documents and say what their writer meant.
pub fn words_are_in_order(community: &Community, _: &Names, source: &Source, findings: &mut Findings) {
    let plans = community.plans.iter().map(|(_, plan)| of_plan(community, plan));
    let notices = community.notices.iter().map(|(_, notice)| of_notice(community, notice));
    let pages = community.pages.iter().map(|(_, page)| Document {
        texts: &page.texts,
        unpublished: is_unpublished(community, FreePage::WORD, &page.key),
        date: None,
        numbered: false,
        plan: None,
        carried: None,
    });
    let documents: Vec<Document<'_>> = plans.chain(notices).chain(pages).collect();
    let versions = documents.par_iter().flat_map_iter(|document| {
        Language::ALL
            .into_iter()
            .filter_map(move |language| Some((document, document.texts.exactly(language)?, language)))
    });
    let found: Vec<Findings> =
        versions.map(|(document, text, language)| look(document, text, language, source)).collect();
    for found in found {
        findings.append(found);
    }
}

/// What is found in one version of a document.
fn look(document: &Document<'_>, text: &Text, language: Language, source: &Source) -> Findings {
    let mut findings = Findings::default();
    let front = source.file(text.file).map_or("", |file| &file.text[..text.start]);
    let mut reading = Reading::new(text.file, text.start, &text.markdown, language);
    reading.date = document.date;
    reading.numbered = document.numbered;
    reading.read_fields(text.file, front);
    for rule in [
        references::document_numbers,
        ladder::forms,
        ladder::gaps,
        blanks::stray_pinyin,
        dates::impossible,
        dates::forms,
        punctuation::slips,
        markup::vanishing,
        markup::images,
    ] {
        rule(&reading, &mut findings);
    }
    if !document.unpublished {
        blanks::placeholders(&reading, &mut findings);
    }
    if let Some(kind) = document.plan {
        let title = Place { file: text.file, span: parts::title_span(front) };
        parts::missing(&reading, kind, &title, &mut findings);
    }
    if let Some(carried) = document.carried {
        references::attachments(&reading, carried, &mut findings);
    }
    findings
}
