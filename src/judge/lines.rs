//! Which lines of a ledger a clause is about, and what stands in their columns.

use chrono::Datelike;

use crate::community::area::{Area, lineage};
use crate::community::books::ABOVE;
use crate::community::clause::{Selection, Wanted};
use crate::community::ledger::{Book, Datum, Heading, Line};
use crate::community::register::Community;
use crate::community::table::Id;
use crate::judge::Bench;

/// A ledger opened: its headings and those of its lines that a clause is about.
pub struct Open {
    /// The ledger.
    pub book: Book,
    /// Its columns.
    pub headings: Vec<Heading>,
    /// The lines.
    pub lines: Vec<Line>,
}

impl Open {
    /// What a line has in a column; the areas above that of the line are columns too.
    pub fn datum(&self, community: &Community, line: &Line, column: &str) -> Datum {
        if let Some(at) = self.position(column) {
            return line.data[at].clone();
        }
        let depth = ABOVE.iter().position(|name| *name == column).and_then(|at| match ABOVE[at] {
            "community" => Some(3),
            "subdistrict" => Some(2),
            "district" => Some(1),
            _ => None,
        });
        let Some(own) = area(line) else { return Datum::Nothing };
        match depth {
            None => Datum::Area(own),
            Some(depth) => {
                let areas = &community.areas;
                let found = lineage(areas, own)
                    .into_iter()
                    .find(|id| areas.get(*id).is_some_and(|area| area.level.depth() == depth));
                found.map_or(Datum::Nothing, Datum::Area)
            }
        }
    }

    /// The position of a column.
    pub fn position(&self, column: &str) -> Option<usize> {
        self.headings.iter().position(|heading| heading.name == column)
    }

    /// What a line is called: its name or item, else the area it is about.
    pub fn name(&self, line: &Line) -> Datum {
        let named = ["name", "item", "notice", "topic"].iter().find_map(|name| self.position(name));
        let named = named.map(|at| line.data[at].clone());
        named.or_else(|| area(line).map(Datum::Area)).unwrap_or(Datum::Nothing)
    }
}

/// The area that a line is about: the first it names.
pub fn area(line: &Line) -> Option<Id<Area>> {
    line.data.iter().find_map(|datum| match datum {
        Datum::Area(area) => Some(*area),
        _ => None,
    })
}

impl Bench<'_> {
    /// The lines that a clause is about.
    pub fn open(&self, of: &Selection) -> Open {
        let mut open = Open { book: of.book, headings: (of.book.headings)(), lines: Vec::new() };
        let mut lines = (of.book.lines)(self.community);
        lines.retain(|line| self.is_meant(&open, of, line));
        open.lines = lines;
        open
    }

    fn is_meant(&self, open: &Open, of: &Selection, line: &Line) -> bool {
        let conditions = &of.conditions.0;
        conditions.iter().all(|(column, wanted)| self.matches(&open.datum(self.community, line, &column.value), wanted))
            && (!of.this_year || self.is_of_the_year(open, line))
            // A plan binds the areas it is for, and no others.
            && area(line).is_none_or(|area| self.concerns(area))
            && of.when.is_none_or(|level| {
                area(line).is_some_and(|area| self.levels.around(self.community, area, self.as_of) == Some(level))
            })
    }

    fn is_of_the_year(&self, open: &Open, line: &Line) -> bool {
        let year = self.plan.date.year();
        let written = open.position("year").and_then(|at| line.data[at].number()).and_then(|year| year.to_count());
        let dated = || line.data.iter().find_map(Datum::day).map(|day| day.year());
        written.and_then(|year| i32::try_from(year).ok()).or_else(dated) == Some(year)
    }

    fn matches(&self, datum: &Datum, wanted: &Wanted) -> bool {
        match wanted {
            Wanted::Number(number) => datum.number().as_ref() == Some(number),
            Wanted::Truth(truth) => datum.is_yes() == *truth,
            Wanted::Text(text) => self.is_called(datum, text),
            Wanted::OneOf(several) => several.iter().any(|one| self.matches(datum, one)),
        }
    }

    /// Whether a datum is the word, the id or the text that was asked for.
    fn is_called(&self, datum: &Datum, text: &str) -> bool {
        let community = self.community;
        let key = |found: Option<&crate::community::form::Key>| found.is_some_and(|key| **key == *text);
        match datum {
            Datum::Word(word, _) => *word == text,
            Datum::Text(said) => said.within(crate::language::Language::Chinese).0 == text,
            Datum::Area(id) => key(community.areas.get(*id).map(|record| &record.key)),
            Datum::Areas(ids) => ids.iter().any(|id| key(community.areas.get(*id).map(|record| &record.key))),
            Datum::Organisation(id) => key(community.organisations.get(*id).map(|record| &record.key)),
            Datum::Plan(id) => key(community.plans.get(*id).map(|record| &record.key)),
            Datum::Notice(id) => key(community.notices.get(*id).map(|record| &record.key)),
            _ => false,
        }
    }
}
