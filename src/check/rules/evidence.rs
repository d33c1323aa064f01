//! What shows that a measure was done is there to be seen.

use crate::check::rules::texts::known_record;
use crate::community::books::{book, books};
use crate::community::form::At;
use crate::community::register::Community;
use crate::community::table::Names;
use crate::finding::rules;
use crate::finding::{Finding, Findings, listing, suggestion};
use crate::language::Said;
use crate::load::Source;

/// The word before the name of a ledger.
const LEDGER: &str = "ledger";

/// The evidence of every measure leads to a record, or to a ledger that has records.
pub fn evidence_leads_somewhere(community: &Community, names: &Names, _: &Source, findings: &mut Findings) {
    // A ledger whose records all have faults looks empty; their own faults are what is wrong.
    let sound = !findings.any_error();
    let links = community.measures.iter().flat_map(|(_, measure)| &measure.evidence);
    for link in links.filter_map(|evidence| evidence.link.as_ref()) {
        let fault = match link.value.split_once(':') {
            Some((LEDGER, word)) => astray(community, link, word, sound),
            Some((kind, id)) => match known_record(names, kind, id) {
                Some((_, true)) => None,
                Some((kind, false)) => names
                    .unresolved(kind, id, &link.place)
                    .map(|finding| Finding { rule: &rules::BROKEN_LINK, ..finding }),
                None => Some(nowhere(link)),
            },
            None => Some(nowhere(link)),
        };
        findings.extend(fault);
    }
}

fn complaint(link: &At<String>) -> Finding {
    let target = &link.value;
    let message = Said::both(format!("佐证 `{target}` 无处可去"), format!("the evidence `{target}` leads nowhere"));
    Finding::new(&rules::BROKEN_LINK, link.place.clone(), message)
}

fn nowhere(link: &At<String>) -> Finding {
    complaint(link).expected(Said::both(
        "应为 `plan:编号`、`notice:编号`、`festival:编号`、`page:编号`、`area:编号` 或 `ledger:台账`",
        "expected `plan:id`, `notice:id`, `festival:id`, `page:id`, `area:id` or `ledger:word`",
    ))
}

/// The complaint that there is no such ledger, or that it has no records.
fn astray(community: &Community, link: &At<String>, word: &str, sound: bool) -> Option<Finding> {
    let Some(book) = book(word) else {
        let words = || books().into_iter().map(|book| book.word);
        let known = Said::both(
            format!("台账：{}", listing(words()).replace(", ", "、")),
            format!("ledgers: {}", listing(words())),
        );
        return Some(complaint(link).help(known).help(suggestion(word, words())));
    };
    let empty = sound && (book.lines)(community).is_empty();
    empty.then(|| {
        complaint(link).help(Said::both(
            format!("台账“{}”还没有记录，没有可看的页面", book.title[0]),
            format!("the ledger \"{}\" has no records yet, and so no page", book.title[1]),
        ))
    })
}
