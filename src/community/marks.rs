//! Marks: who in which role gave what to whom on what day.

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use crate::community::area::Area;
use crate::community::festival::Festival;
use crate::community::form::{At, Key, Name, form};
use crate::community::neighbourhood::Neighbourhood;
use crate::community::organisation::Organisation;
use crate::community::register::Community;
use crate::community::row::{Empty, Row};
use crate::community::scheme::Scheme;
use crate::community::table::{Id, written_as};
use crate::community::team::Team;
use crate::exact::Exact;
use crate::finding::Place;
use crate::language::{Language, Said};

form! {
    /// A score sheet: what one assessor gave, in one role, on one day.
    /// 评分表：一名评分人以一种角色在一天内给出的分数。
    pub struct SheetForm {
        /// The scheme it is marked under.
        /// 考核办法。
        scheme: Name<Scheme>,
        /// The period: `2026`, `2026-Q3`, or a festival's id, as the scheme says.
        /// 周期：`2026`、`2026-Q3` 或活动编号，按办法规定。
        period: At<String>,
        /// The role, as the scheme names it.
        /// 角色编号。
        role: At<Key>,
        /// The organisation or, at a festival, the judge.
        /// 评分单位；活动中也可写评委编号。
        by: At<String>,
        /// The day.
        /// 评分日期。
        date: NaiveDate,
        /// A row a subject: `{ subject = "id", criterion = mark, … }`.
        /// 每个对象一行：`{ subject = "编号", 指标 = 分数, … }`。
        marks: Vec<Row>,
    }
}

written_as! {
    SheetRecord "sheet" SheetForm "A score sheet as written; `check` turns it into a [`Sheet`]."
}

/// What can be assessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A neighbourhood.
    Neighbourhood(Id<Neighbourhood>),
    /// A sunk-down team.
    Team(Id<Team>),
    /// An area.
    Area(Id<Area>),
    /// An entry of a festival contest, by its position there.
    Entry(Id<Festival>, u32),
}

/// The time that a result is for, in order of time.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Period {
    /// A year.
    Year(i32),
    /// A quarter of a year, 1 to 4.
    Quarter(i32, u8),
    /// A festival event.
    Festival(Id<Festival>),
    /// A word of the scheme's own.
    Once(Box<str>),
}

impl Period {
    /// The year or quarter written `2026` or `2026-Q3`.
    pub fn parse(text: &str) -> Option<Period> {
        let year = |digits: &str| (digits.len() == 4).then(|| digits.parse().ok()).flatten();
        match text.split_once("-Q") {
            None => year(text).map(Period::Year),
            Some((digits, quarter)) => match quarter {
                "1" | "2" | "3" | "4" => Some(Period::Quarter(year(digits)?, quarter.parse().ok()?)),
                _ => None,
            },
        }
    }

    /// How score sheets write it.
    pub fn written(&self, community: &Community) -> String {
        match self {
            Period::Year(year) => year.to_string(),
            Period::Quarter(year, quarter) => format!("{year}-Q{quarter}"),
            Period::Festival(id) => community.festivals[*id].key.to_string(),
            Period::Once(word) => word.to_string(),
        }
    }

    /// How a page names it; a festival is named by its own name.
    pub fn name(&self, language: Language) -> String {
        match (self, language) {
            (Period::Year(year), Language::Chinese) => format!("{year}年"),
            (Period::Year(year), Language::English) => year.to_string(),
            (Period::Quarter(year, quarter), Language::Chinese) => {
                format!("{year}年第{}季度", ["一", "二", "三", "四"][usize::from(*quarter - 1) % 4])
            }
            (Period::Quarter(year, quarter), Language::English) => format!("Q{quarter} {year}"),
            (Period::Once(word), _) => word.to_string(),
            (Period::Festival(_), _) => String::new(),
        }
    }
}

/// Who gave marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Assessor {
    /// An organisation.
    Organisation(Id<Organisation>),
    /// A judge of a festival, by the position there.
    Judge(Id<Festival>, u32),
}

/// A checked score sheet.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The scheme.
    pub scheme: Id<Scheme>,
    /// The period.
    pub period: Period,
    /// The role, by its position in the scheme.
    pub role: usize,
    /// Who marked.
    pub by: Assessor,
    /// When.
    pub date: NaiveDate,
    /// What was given.
    pub rows: Vec<SheetRow>,
    /// That it no longer counts, since a correction superseded it.
    pub superseded: Option<Superseded>,
}

/// Which sheet a correction superseded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Superseded {
    /// The sheet as it counts now, by position.
    pub sheet: usize,
    /// The correction, by position.
    pub by: usize,
}

/// What one assessor gave to one subject.
#[derive(Clone, Debug)]
pub struct SheetRow {
    /// Whom.
    pub subject: Subject,
    /// For each leaf of the scheme what was given.
    pub marks: Vec<Mark>,
    /// How many people the assessor speaks for.
    pub people: Option<Exact>,
    /// A remark.
    pub note: Option<Said>,
    /// Where it is written.
    pub place: Place,
}

/// What an assessor gave to a subject on a leaf criterion.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// Nothing: the role does not mark the leaf, the leaf is not for subjects of that kind, or the mark is still to come.
    None,
    /// A mark; full points or nought for yes or no.
    Number(Exact),
    /// So many of so many, above nought.
    Ratio(Box<[Exact; 2]>),
    /// No mark, and why.
    Empty(Box<(Empty, Said)>),
}

/// The sheets of a scheme and period as they stood before the correction at position `correction`, or as they count now.
pub fn sheets_before<'a>(
    sheets: &'a [Sheet],
    scheme: Id<Scheme>,
    period: &Period,
    correction: Option<usize>,
) -> Vec<&'a Sheet> {
    positions_before(sheets, scheme, period, correction).into_iter().map(|at| &sheets[at]).collect()
}

/// The same by position.
pub fn positions_before(
    sheets: &[Sheet],
    scheme: Id<Scheme>,
    period: &Period,
    correction: Option<usize>,
) -> Vec<usize> {
    let own = || sheets.iter().enumerate().filter(|(_, sheet)| (sheet.scheme, &sheet.period) == (scheme, period));
    let version = |(at, _): (usize, &Sheet)| {
        let undone = own().filter_map(|(version, sheet)| Some((sheet.superseded?, version)));
        let first = undone
            .filter(|(superseded, _)| superseded.sheet == at && correction.is_some_and(|first| superseded.by >= first))
            .min_by_key(|(superseded, _)| superseded.by);
        first.map_or(at, |(_, version)| version)
    };
    own().filter(|(_, sheet)| sheet.superseded.is_none()).map(version).collect()
}

/// SHA-256 over the marks of sheets, whatever their order and that of their rows: a line a mark with role, assessor,
/// subject, criterion and the mark as an exact number.
pub fn digest(community: &Community, sheets: &[&Sheet]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for sheet in sheets {
        let scheme = &community.schemes[sheet.scheme];
        let by = match sheet.by {
            Assessor::Organisation(id) => &community.organisations[id].key,
            Assessor::Judge(festival, judge) => &community.festivals[festival].judges[judge as usize].0,
        };
        for row in &sheet.rows {
            let people = row.people.as_ref().map(Exact::fraction_text).unwrap_or_default();
            for (leaf, mark) in row.marks.iter().enumerate().filter(|(_, mark)| **mark != Mark::None) {
                lines.push(format!(
                    "{}\t{}\t{}\t{}\t{}\t{people}\n",
                    &*scheme.roles[sheet.role].key,
                    &**by,
                    community.key(row.subject),
                    &*scheme.criteria[scheme.leaves[leaf]].key,
                    mark.plain(),
                ));
            }
        }
    }
    lines.sort_unstable();
    let mut hash = Sha256::new();
    lines.iter().for_each(|line| hash.update(line));
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Mark {
    /// What it is in plain characters: an exact number, `9/10` or the word of an empty mark.
    pub fn plain(&self) -> String {
        match self {
            Mark::None => String::new(),
            Mark::Number(number) => number.fraction_text(),
            Mark::Ratio(ratio) => format!("{}/{}", ratio[0].fraction_text(), ratio[1].fraction_text()),
            Mark::Empty(empty) => empty.0.word().to_owned(),
        }
    }
}
