//! What stands in the columns of ledgers, in words.

use crate::community::ledger::{Datum, is_few};
use crate::compose::voice::{Voice, decimal};
use crate::exact::Exact;
use crate::language::{Language, Phrase};

/// Of a list longer than this only the ends are named.
const MANY: usize = 40;

/// What a datum says on a page.
pub fn phrase(voice: &Voice<'_>, datum: &Datum) -> Phrase {
    let at = usize::from(voice.language == Language::English);
    let joined = |names: Vec<String>| Phrase::own(names.join(&voice.say("say.list-comma")));
    match datum {
        Datum::Nothing => Phrase::own("—"),
        Datum::Number(number) => Phrase::own(decimal(number)),
        Datum::Truth(true) => Phrase::own(voice.say("say.yes")),
        Datum::Truth(false) => Phrase::own(voice.say("say.no")),
        Datum::Day(day) => Phrase::own(voice.date(*day)),
        Datum::Time(time) => Phrase::own(time.format("%H:%M").to_string()),
        Datum::Word(_, names) => Phrase::own(voice.capital(names[at])),
        Datum::Text(said) => voice.phrase(said),
        Datum::Area(id) => voice.area(*id),
        Datum::Areas(ids) => joined(ids.iter().map(|id| voice.area(*id).text).collect()),
        Datum::Organisation(id) => voice.organisation(*id),
        Datum::Organisations(ids) => joined(ids.iter().map(|id| voice.organisation(*id).text).collect()),
        Datum::Plan(id) => voice.phrase(&voice.community.plans[*id].short_title),
        Datum::Notice(id) => voice.phrase(&voice.community.notices[*id].title),
        Datum::Items(items) if items.len() > MANY => {
            let ends = [items.first(), items.last()].map(|item| item.map_or("", |item| item.text(voice.language)));
            let values: [(&str, &dyn std::fmt::Display); 3] =
                [("first", &ends[0]), ("last", &ends[1]), ("n", &items.len())];
            Phrase::own(voice.fill("say.many-items", &values))
        }
        Datum::Items(items) => joined(items.iter().map(|item| item.text(voice.language).to_owned()).collect()),
    }
}

/// A count of cases; one from 1 to 4 is not shown, since so few could be recognised.
pub fn cases(voice: &Voice<'_>, number: &Exact) -> String {
    if is_few(number) { voice.say("say.fewer-than-five") } else { decimal(number) }
}

/// The id of a line on the page of its ledger.
pub fn line_anchor(word: &str, key: &str) -> String {
    format!("{}-{}", word.replace('_', "-"), key.replace('~', "-"))
}
