//! Texts of the content folder as HTML: contents lists, numbered headings, links to records.

use crate::community::books::book;
use crate::community::document::{Text, Texts};
use crate::community::form::Key;
use crate::community::table::{Id, Table};
use crate::compose::address::Which;
use crate::compose::view::ContentsItem;
use crate::compose::voice::Voice;
use crate::language::Language;
use crate::markdown::{Numbering, outline, to_html};

/// A text with fewer headings than this gets no contents list.
const LEAST_FOR_CONTENTS: usize = 3;

/// A text as a page shows it.
pub struct Prose {
    /// HTML.
    pub html: String,
    /// Its language, when it is not the page's.
    pub lang: Option<&'static str>,
    /// Its contents list.
    pub contents: Vec<ContentsItem>,
    /// That it is not in the page's language, in words.
    pub remark: Option<String>,
}

/// The text in the page's language, or else in the other, labelled.
pub fn prose(voice: &Voice<'_>, texts: &Texts, folder: &str, numbering: Numbering) -> Prose {
    let Some((text, language)) = texts.within(voice.language) else {
        return Prose { html: String::new(), lang: None, contents: Vec::new(), remark: None };
    };
    let foreign = language != voice.language;
    Prose {
        html: html(voice, text, language, folder, numbering),
        lang: foreign.then(|| language.tag()),
        contents: contents(text, language, numbering),
        remark: foreign.then(|| voice.say("say.only-in-other-language")),
    }
}

fn html(voice: &Voice<'_>, text: &Text, language: Language, folder: &str, numbering: Numbering) -> String {
    let label = |number: usize| voice.fill("say.table", &[("n", &number)]);
    to_html(&text.markdown, language, numbering, label, |target| resolve(voice, folder, target))
}

fn contents(text: &Text, language: Language, numbering: Numbering) -> Vec<ContentsItem> {
    let headings = outline(&text.markdown, language, numbering).headings;
    if headings.len() < LEAST_FOR_CONTENTS {
        return Vec::new();
    }
    headings
        .into_iter()
        .filter(|heading| heading.rank <= 4)
        .map(|heading| ContentsItem {
            number: heading.number,
            text: heading.text,
            anchor: heading.anchor,
            rank: heading.rank,
        })
        .collect()
}

/// The address of a link's target: a record, a file beside the text, a heading, or another site.
fn resolve(voice: &Voice<'_>, folder: &str, target: &str) -> String {
    let (path, anchor) = match target.split_once('#') {
        Some((path, anchor)) => (path, format!("#{anchor}")),
        None => (target, String::new()),
    };
    if path.is_empty() {
        return anchor;
    }
    match path.split_once(':') {
        None => voice.file(&format!("files/{folder}/{path}")) + &anchor,
        Some((kind, id)) => match record(voice, kind, id) {
            Some(which) => voice.href(which) + &anchor,
            // What is not yet public has no page; its list stands in, and its id is nobody's business.
            None if voice.community.held.iter().any(|(word, key)| *word == kind && **key == *id) => {
                voice.href(list(voice, kind))
            }
            None => target.to_owned(),
        },
    }
}

/// The list that a kind of text stands in, where there is one.
fn list(voice: &Voice<'_>, kind: &str) -> Which {
    match kind {
        "plan" if !voice.material.plans.is_empty() => Which::Plans,
        "notice" if !voice.material.notices.is_empty() => Which::Notices,
        _ => Which::Home,
    }
}

/// The page of a record, or of a ledger that has records.
pub fn record(voice: &Voice<'_>, kind: &str, id: &str) -> Option<Which> {
    fn find<T>(table: &Table<T>, key: impl Fn(&T) -> &Key, id: &str) -> Option<Id<T>> {
        table.iter().find(|(_, record)| *key(record).0 == *id).map(|(found, _)| found)
    }
    let community = voice.community;
    match kind {
        "plan" => find(&community.plans, |plan| &plan.key, id).map(Which::Plan),
        "page" => find(&community.pages, |page| &page.key, id).map(Which::Text),
        "team" => find(&community.teams, |team| &team.key, id).map(Which::Team),
        "area" => find(&community.areas, |area| &area.key, id).map(Which::Area),
        "scheme" => find(&community.schemes, |scheme| &scheme.key, id).map(Which::Method),
        "festival" => find(&community.festivals, |festival| &festival.key, id).map(Which::Festival),
        "neighbourhood" => find(&community.neighbourhoods, |one| &one.key, id).map(Which::Neighbourhood),
        "ledger" => book(id).filter(|book| !(book.lines)(community).is_empty()).map(|book| Which::Ledger(book.word)),
        "notice" => find(&community.notices, |notice| &notice.key, id).map(Which::Notice),
        _ => None,
    }
}
