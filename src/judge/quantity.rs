//! Quantities against limits, columns that must say yes, days in order, weights of roles.

use std::collections::BTreeMap;

use chrono::NaiveTime;

use crate::community::clause::{ClauseRule, Limit, Per, Selection};
use crate::community::form::{At, Key};
use crate::community::kind::Kind;
use crate::community::ledger::{Datum, Line, is_few, leaves_few};
use crate::community::scheme::{RoleWeights, Scheme};
use crate::community::table::Id;
use crate::exact::Exact;
use crate::judge::lines::Open;
use crate::judge::{Bench, Case, Seen};

/// A case that is one line of a ledger.
fn of_line(open: &Open, line: &Line, seen: Seen, kept: bool) -> Case {
    Case {
        of: open.name(line),
        line: Some((open.book.word, line.key.clone())),
        book: Some(open.book.word),
        place: line.place.clone(),
        seen,
        kept,
    }
}

/// Whether one of the columns, beside the whole that it is a part of, would tell a count of fewer than five people.
fn tells_rest(open: &Open, lines: &[&Line], columns: [Option<&str>; 2]) -> bool {
    let suppressed = columns.into_iter().flatten().filter(|column| open.book.suppressed.contains(column));
    suppressed.into_iter().any(|column| lines.iter().any(|line| leaves_few(&open.headings, line, column)))
}

impl Bench<'_> {
    /// Each group of lines with its quantity; groups of which nothing is known are left out.
    pub fn quantities(
        &self,
        of: &Selection,
        (figure, over, per_cent): (Option<&str>, Option<&str>, bool),
        per: &Per,
        limit: &Limit,
    ) -> Vec<Case> {
        let open = self.open(of);
        let mut groups: BTreeMap<String, (Datum, Vec<&Line>)> = BTreeMap::new();
        for (at, line) in open.lines.iter().enumerate() {
            let (key, of) = match per {
                Per::Record => (format!("{at:08}"), open.name(line)),
                Per::All => (String::new(), Datum::Nothing),
                Per::Column(column) => match open.datum(self.community, line, column) {
                    Datum::Nothing => continue,
                    datum => (format!("{datum:?}"), datum),
                },
            };
            groups.entry(key).or_insert_with(|| (of, Vec::new())).1.push(line);
        }
        // Without a figure lines are counted, and none at all is a count too where a whole is compared.
        if groups.is_empty() && *per == Per::All && figure.is_none() && !(of.book.lines)(self.community).is_empty() {
            groups.insert(String::new(), (Datum::Nothing, Vec::new()));
        }
        let case = |(of, lines): (Datum, Vec<&Line>)| {
            let (quantity, parts) = self.quantity(&open, &lines, figure, over, per_cent)?;
            let kept = limit.holds(&quantity);
            let beside = lines.len() > 1 || parts.is_some();
            let gives_away =
                tells_rest(&open, &lines, [figure, over]) || beside && self.few(&open, &lines, [figure, over]);
            let seen = if gives_away { Seen::Withheld } else { Seen::Number(quantity, parts) };
            match lines[..] {
                [line] if *per == Per::Record => Some(of_line(&open, line, seen, kept)),
                _ => Some(Case { of, line: None, book: Some(open.book.word), place: None, seen, kept }),
            }
        };
        groups.into_values().filter_map(case).collect()
    }

    /// Whether a count of fewer than five people stands in one of the columns: with what else is shown, a sum or ratio of it
    /// would tell which.
    fn few(&self, open: &Open, lines: &[&Line], columns: [Option<&str>; 2]) -> bool {
        let suppressed = |column: &&str| open.book.suppressed.contains(column);
        columns.into_iter().flatten().filter(suppressed).any(|column| {
            lines
                .iter()
                .filter_map(|line| open.datum(self.community, line, column).number())
                .any(|number| is_few(&number))
        })
    }

    /// The quantity of a group of lines, and the two sums it is the ratio of.
    fn quantity(
        &self,
        open: &Open,
        lines: &[&Line],
        figure: Option<&str>,
        over: Option<&str>,
        per_cent: bool,
    ) -> Option<(Exact, Option<[Exact; 2]>)> {
        let count = |count: usize| Exact::whole(i64::try_from(count).unwrap_or(i64::MAX));
        let sum = |column: &str| {
            let numbers: Vec<Exact> =
                lines.iter().filter_map(|line| open.datum(self.community, line, column).number()).collect();
            let any = !numbers.is_empty();
            any.then(|| numbers.iter().fold(Exact::zero(), |sum, number| &sum + number))
        };
        let Some(figure) = figure else { return Some((count(lines.len()), None)) };
        let part = sum(figure)?;
        let whole = match over {
            Some(over) => sum(over)?,
            None if per_cent => count(lines.len()),
            None => return Some((part, None)),
        };
        let factor = Exact::whole(if per_cent { 100 } else { 1 });
        let ratio = (&part * &factor).checked_div(&whole)?;
        Some((ratio, Some([part, whole])))
    }

    /// Each line with the columns it lacks.
    pub fn each(&self, of: &Selection, figures: &[Box<str>], least: Option<&Exact>) -> Vec<Case> {
        let open = self.open(of);
        let enough = |datum: Datum| match least {
            None => datum.is_yes(),
            Some(least) => datum.number().is_some_and(|number| number >= *least),
        };
        let case = |line: &Line| {
            let lacking = figures.iter().filter(|column| !enough(open.datum(self.community, line, column)));
            let lacks: Vec<usize> = lacking.filter_map(|column| open.position(column)).collect();
            let kept = lacks.is_empty();
            of_line(&open, line, Seen::Lacks(lacks), kept)
        };
        open.lines.iter().map(case).collect()
    }

    /// Each line that has more than a number, with whether what must follow was done.
    pub fn triggers(&self, of: &Selection, figure: &str, more_than: &Exact, then: &str) -> Vec<Case> {
        let open = self.open(of);
        let case = |line: &Line| {
            let number = open.datum(self.community, line, figure).number()?;
            let done = open.datum(self.community, line, then).is_yes();
            let kept = number <= *more_than || done;
            let columns = [Some(figure), None];
            let seen = match self.few(&open, &[line], columns) || tells_rest(&open, &[line], columns) {
                true => Seen::Withheld,
                false => Seen::Triggered(number, done),
            };
            Some(of_line(&open, line, seen, kept))
        };
        open.lines.iter().filter_map(case).collect()
    }

    /// Each line with the first day that comes too early, or without the one before it.
    pub fn in_order(&self, of: &Selection, figures: &[Box<str>]) -> Vec<Case> {
        let open = self.open(of);
        let case = |line: &Line| {
            let days: Vec<_> = figures.iter().map(|column| open.datum(self.community, line, column).day()).collect();
            let wrong = days.windows(2).position(|pair| match pair {
                [Some(first), Some(second)] => second < first,
                [None, Some(_)] => true,
                _ => false,
            });
            let column = wrong.and_then(|at| open.position(&figures[at + 1]));
            let same = matches!(days[..], [Some(first), Some(second)] if first == second);
            let seen = match same && self.clause.rule.value == ClauseRule::Before {
                true => Seen::SameDay,
                false => Seen::OutOfOrder(column),
            };
            of_line(&open, line, seen, wrong.is_none())
        };
        let begun =
            |line: &&Line| figures.iter().any(|column| open.datum(self.community, line, column).day().is_some());
        open.lines.iter().filter(begun).map(case).collect()
    }

    /// Each line with its time of day.
    pub fn at_time(&self, of: &Selection, figure: &str, time: NaiveTime) -> Vec<Case> {
        let open = self.open(of);
        let case = |line: &Line| {
            let found = match open.datum(self.community, line, figure) {
                Datum::Time(found) => Some(found),
                _ => None,
            };
            of_line(&open, line, Seen::Time(found), found == Some(time))
        };
        open.lines.iter().map(case).collect()
    }

    /// The weight of a role, for each kind of subject that the clause is about.
    pub fn weights(&self, scheme: Id<Scheme>, role: &At<Key>, kinds: &[Kind], floor: &Exact) -> Vec<Case> {
        let Some(scheme) = self.community.schemes.get(scheme) else { return Vec::new() };
        let Some(role) = scheme.roles.iter().position(|one| *one.key == *role.value) else { return Vec::new() };
        let written: Vec<Option<Kind>> = match &scheme.roles[role].weights {
            RoleWeights::Same(_) if kinds.is_empty() => vec![None],
            RoleWeights::Same(_) => kinds.iter().map(|kind| Some(*kind)).collect(),
            RoleWeights::ByKind(weights) => {
                let meant = |kind: &Kind| kinds.is_empty() || kinds.contains(kind);
                weights.keys().copied().filter(meant).map(Some).collect()
            }
        };
        let case = |kind: Option<Kind>| {
            let weight = &scheme.decisive_share(role, kind) * &Exact::whole(100);
            let kept = weight >= *floor;
            let of = kind.map_or(Datum::Nothing, |kind| Datum::Word(kind.word(), kind_names(kind)));
            Case { of, line: None, book: None, place: None, seen: Seen::Weight(weight), kept }
        };
        written.into_iter().map(case).collect()
    }
}

fn kind_names(kind: Kind) -> [&'static str; 2] {
    use crate::language::Language;
    [kind.name(Language::Chinese), kind.name(Language::English)]
}
