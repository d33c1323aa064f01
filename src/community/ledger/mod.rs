//! Ledgers (台账): kinds of record that clauses of plans are held against, and that pages show as tables.
//!
//! A ledger is declared once with `ledger!`: for each column a name, a type, a title in both languages and two lines of
//! documentation. The declaration is what reads it, what looks up the names in it, what clauses address by column and
//! what pages print. Columns that are worked out from others stand at its end.

pub mod bodies;
pub mod checkpoints;
pub mod coverage;
pub mod filing;
pub mod grids;
pub mod infection;
pub mod projects;
pub mod response;
pub mod rhythm;
pub mod supplies;
pub mod tasks;
pub mod teams;

use chrono::{NaiveDate, NaiveTime};

use crate::community::area::Area;
use crate::community::form::{At, Field, Form, Key, Name};
use crate::community::notice::Notice;
use crate::community::organisation::Organisation;
use crate::community::plan::Plan;
use crate::community::register::Community;
use crate::community::table::{Id, Names, Record};
use crate::exact::Exact;
use crate::finding::{Findings, Place};
use crate::language::{Language, Said};

/// What stands in one column of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum {
    /// Nothing was written, or nothing can be worked out.
    Nothing,
    /// A number.
    Number(Exact),
    /// Yes or no.
    Truth(bool),
    /// A day.
    Day(NaiveDate),
    /// A time of day.
    Time(NaiveTime),
    /// A word of a closed list: in the file, in Chinese, in English.
    Word(&'static str, [&'static str; 2]),
    /// A text.
    Text(Said),
    /// An area.
    Area(Id<Area>),
    /// Several areas.
    Areas(Vec<Id<Area>>),
    /// An organisation.
    Organisation(Id<Organisation>),
    /// Several organisations.
    Organisations(Vec<Id<Organisation>>),
    /// A plan.
    Plan(Id<Plan>),
    /// A notice.
    Notice(Id<Notice>),
    /// Items of a list, by name; clauses see how many there are.
    Items(Vec<Said>),
}

impl Datum {
    /// The number it is: of a list the number of its items, of yes 1 and of no 0.
    pub fn number(&self) -> Option<Exact> {
        let count = |count: usize| Some(Exact::whole(i64::try_from(count).unwrap_or(i64::MAX)));
        match self {
            Datum::Number(number) => Some(number.clone()),
            Datum::Truth(truth) => count(usize::from(*truth)),
            Datum::Areas(areas) => count(areas.len()),
            Datum::Organisations(organisations) => count(organisations.len()),
            Datum::Items(items) => count(items.len()),
            _ => None,
        }
    }

    /// The day it is.
    pub fn day(&self) -> Option<NaiveDate> {
        match self {
            Datum::Day(day) => Some(*day),
            _ => None,
        }
    }

    /// Whether it says yes: yes itself, a day on which something was done, a number above nought, a list with items.
    pub fn is_yes(&self) -> bool {
        match self {
            Datum::Nothing => false,
            Datum::Truth(truth) => *truth,
            Datum::Number(number) => !number.is_zero() && !number.is_negative(),
            Datum::Items(items) => !items.is_empty(),
            Datum::Areas(areas) => !areas.is_empty(),
            Datum::Organisations(organisations) => !organisations.is_empty(),
            _ => true,
        }
    }
}

impl From<Said> for Datum {
    fn from(said: Said) -> Datum {
        Datum::Text(said)
    }
}

impl From<usize> for Datum {
    fn from(count: usize) -> Datum {
        Datum::Number(Exact::whole(i64::try_from(count).unwrap_or(i64::MAX)))
    }
}

impl<T: Into<Datum>> From<Option<T>> for Datum {
    fn from(value: Option<T>) -> Datum {
        value.map_or(Datum::Nothing, Into::into)
    }
}

impl From<Exact> for Datum {
    fn from(number: Exact) -> Datum {
        Datum::Number(number)
    }
}

impl From<bool> for Datum {
    fn from(truth: bool) -> Datum {
        Datum::Truth(truth)
    }
}

impl From<NaiveDate> for Datum {
    fn from(day: NaiveDate) -> Datum {
        Datum::Day(day)
    }
}

/// What a column is called.
#[derive(Clone, Debug)]
pub struct Heading {
    /// Its name in files and clauses.
    pub name: &'static str,
    /// Its title: in Chinese, in English.
    pub title: [&'static str; 2],
    /// What clauses can do with it.
    pub sort: Sort,
    /// The words it is limited to.
    pub words: Vec<&'static str>,
    /// Whether it is worked out and not written.
    pub worked_out: bool,
}

impl Heading {
    /// The title in a language.
    pub fn title(&self, language: Language) -> &'static str {
        self.title[usize::from(language == Language::English)]
    }
}

/// What clauses can do with a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Add it up and compare it.
    Number,
    /// Count it.
    Truth,
    /// Compare it with other days.
    Day,
    /// Compare it with a time of day.
    Time,
    /// Select and group by it.
    Word,
    /// Select and group by it, and by the areas that it lies in.
    Area,
    /// Select and group by it.
    Name,
    /// Count its items.
    Items,
}

/// What one field of a ledger can be: how it is written, what it becomes, what clauses and pages see of it.
pub trait Column: Sized {
    /// How it is written.
    type Written: Field + Clone + std::fmt::Debug;
    /// What clauses can do with it.
    const SORT: Sort;
    /// The words it is limited to.
    fn words() -> Vec<&'static str> {
        Vec::new()
    }
    /// What was written, looked up.
    fn admit(written: Self::Written, names: &Names, findings: &mut Findings) -> Option<Self>;
    /// What clauses and pages see.
    fn datum(&self) -> Datum;
}

/// Makes a plain value a column, and the optional value too.
macro_rules! plain_columns {
    ($($type:ty: $sort:ident, |$value:ident| $datum:expr;)*) => { $(
        impl Column for $type {
            type Written = $type;
            const SORT: Sort = Sort::$sort;
            fn admit(written: $type, _: &Names, _: &mut Findings) -> Option<$type> {
                Some(written)
            }
            fn datum(&self) -> Datum {
                let $value = self;
                $datum
            }
        }
        impl Column for Option<$type> {
            type Written = Option<$type>;
            const SORT: Sort = Sort::$sort;
            fn admit(written: Option<$type>, _: &Names, _: &mut Findings) -> Option<Option<$type>> {
                Some(written)
            }
            fn datum(&self) -> Datum {
                self.as_ref().map_or(Datum::Nothing, Column::datum)
            }
        }
    )* };
}

plain_columns! {
    u32: Number, |number| Datum::Number(Exact::whole(i64::from(*number)));
    Exact: Number, |number| Datum::Number(number.clone());
    bool: Truth, |truth| Datum::Truth(*truth);
    NaiveDate: Day, |day| Datum::Day(*day);
    NaiveTime: Time, |time| Datum::Time(*time);
    Said: Name, |said| Datum::Text(said.clone());
    String: Name, |text| Datum::Text(Said::both(text.as_str(), text.as_str()));
    Key: Name, |key| Datum::Text(Said::both(&**key, &**key));
}

/// Makes the id of a record a column, optional and in lists too.
macro_rules! named_columns {
    ($($record:ty: $sort:ident, $one:ident;)*) => { $(
        impl Column for Id<$record> {
            type Written = Name<$record>;
            const SORT: Sort = Sort::$sort;
            fn admit(written: Name<$record>, names: &Names, findings: &mut Findings) -> Option<Self> {
                names.resolve(&written, findings)
            }
            fn datum(&self) -> Datum {
                Datum::$one(*self)
            }
        }
        impl Column for Option<Id<$record>> {
            type Written = Option<Name<$record>>;
            const SORT: Sort = Sort::$sort;
            fn admit(written: Option<Name<$record>>, names: &Names, findings: &mut Findings) -> Option<Self> {
                names.resolve_optional(&written, findings)
            }
            fn datum(&self) -> Datum {
                self.map_or(Datum::Nothing, Datum::$one)
            }
        }
    )* };
}

named_columns! {
    Area: Area, Area;
    Organisation: Name, Organisation;
    Plan: Name, Plan;
    Notice: Name, Notice;
}

impl Column for Vec<Id<Area>> {
    type Written = Vec<Name<Area>>;
    const SORT: Sort = Sort::Items;
    fn admit(written: Vec<Name<Area>>, names: &Names, findings: &mut Findings) -> Option<Self> {
        names.resolve_all(&written, findings)
    }
    fn datum(&self) -> Datum {
        Datum::Areas(self.clone())
    }
}

impl Column for Vec<Id<Organisation>> {
    type Written = Vec<Name<Organisation>>;
    const SORT: Sort = Sort::Items;
    fn admit(written: Vec<Name<Organisation>>, names: &Names, findings: &mut Findings) -> Option<Self> {
        names.resolve_all(&written, findings)
    }
    fn datum(&self) -> Datum {
        Datum::Organisations(self.clone())
    }
}

impl Column for Vec<NaiveDate> {
    type Written = Vec<NaiveDate>;
    const SORT: Sort = Sort::Items;
    fn admit(written: Vec<NaiveDate>, _: &Names, _: &mut Findings) -> Option<Self> {
        Some(written)
    }
    fn datum(&self) -> Datum {
        Datum::Items(self.iter().map(|day| Said::both(day.to_string(), day.to_string())).collect())
    }
}

/// One item of a list within a record: the groups of a team, the steps of a task.
pub trait Item: Sized {
    /// How it is written.
    type Form: Form + crate::community::form::Value + Clone + std::fmt::Debug;
    /// What was written, looked up.
    fn admit(form: Self::Form, names: &Names, findings: &mut Findings) -> Option<Self>;
    /// What it is called.
    fn name(&self) -> Said;
}

impl<I: Item> Column for Vec<I> {
    type Written = Vec<I::Form>;
    const SORT: Sort = Sort::Items;
    fn admit(written: Vec<I::Form>, names: &Names, findings: &mut Findings) -> Option<Self> {
        let admitted: Vec<Option<I>> = written.into_iter().map(|form| I::admit(form, names, findings)).collect();
        admitted.into_iter().collect()
    }
    fn datum(&self) -> Datum {
        Datum::Items(self.iter().map(Item::name).collect())
    }
}

/// A kind of record that clauses are held against.
pub trait Ledger: Record {
    /// What the ledger is called: in Chinese, in English.
    const TITLE: [&'static str; 2];
    /// Columns of which counts from 1 to 4 are not shown, since so few people can be recognised.
    const SUPPRESSED: &'static [&'static str];
    /// Its columns, those that are worked out last.
    fn headings() -> Vec<Heading>;
    /// Its id.
    fn key(&self) -> &Key;
    /// Where it is written.
    fn place(&self) -> &Place;
    /// What stands in each column.
    fn data(&self, community: &Community) -> Vec<Datum>;
}

/// One record of a ledger, as clauses and pages see it.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its id.
    pub key: Box<str>,
    /// Where it is written; nothing for what is not written as a record of its own.
    pub place: Option<Place>,
    /// What stands in each column.
    pub data: Vec<Datum>,
}

/// Whether so few people are counted that they could be recognised: 1 to 4.
pub fn is_few(count: &Exact) -> bool {
    *count > Exact::zero() && *count < Exact::whole(5)
}

/// Columns that count a part of the people of another: part, whole. What is left of the whole is a count of people too.
const PARTS: [[&str; 2]; 3] =
    [["released", "people"], ["released_with_steps", "released"], ["released_with_steps", "people"]];

/// Whether the number in a column of a line, beside the whole that it is a part of, would tell a count of few people.
pub fn leaves_few(headings: &[Heading], line: &Line, column: &str) -> bool {
    let number = |name: &str| {
        let at = headings.iter().position(|heading| heading.name == name)?;
        line.data[at].number()
    };
    let parts = PARTS.iter().filter(|[part, _]| *part == column);
    parts.filter_map(|[part, whole]| Some(&number(whole)? - &number(part)?)).any(|rest| is_few(&rest))
}

/// Every record of a table as lines.
pub fn lines<L: Ledger>(table: &crate::community::table::Table<L>, community: &Community) -> Vec<Line> {
    let line = |record: &L| Line {
        key: record.key().0.clone(),
        place: Some(record.place().clone()),
        data: record.data(community),
    };
    table.iter().map(|(_, record)| line(record)).collect()
}

/// A ledger as a whole, whatever its kind.
#[derive(Clone, Copy, Debug)]
pub struct Book {
    /// The word that heads a record of it in a file.
    pub word: &'static str,
    /// What it is called: in Chinese, in English.
    pub title: [&'static str; 2],
    /// Its columns.
    pub headings: fn() -> Vec<Heading>,
    /// Its lines.
    pub lines: fn(&Community) -> Vec<Line>,
    /// Columns of which counts from 1 to 4 are not shown.
    pub suppressed: &'static [&'static str],
}

impl Book {
    /// The title in a language.
    pub fn title(&self, language: Language) -> &'static str {
        self.title[usize::from(language == Language::English)]
    }
}

/// The heading of a column of type `C`.
pub fn heading<C: Column>(name: &'static str, title: [&'static str; 2]) -> Heading {
    Heading { name, title, sort: C::SORT, words: C::words(), worked_out: false }
}

/// The heading of a column that is worked out.
pub fn worked_out(name: &'static str, title: [&'static str; 2], sort: Sort) -> Heading {
    Heading { name, title, sort, words: Vec::new(), worked_out: true }
}

/// Declares a kind of record that is a ledger: the form people write, the record, its columns.
///
/// ```text
/// ledger! {
///     /// What it is, in English.
///     /// 中文。
///     pub struct Checkpoint, CheckpointForm = "checkpoint" ("检测点", "checkpoints") {
///         /// What the column is.
///         /// 中文。
///         name: Said = ("名称", "Name"),
///     }
///     worked out {
///         doubled: Truth ("重设", "Doubled") = |record, community| …,
///     }
/// }
/// ```
macro_rules! ledger {
    (
        $(#[doc = $doc:literal])*
        pub struct $record:ident, $form:ident = $word:literal ($title_zh:literal, $title_en:literal) {
            $( $(#[doc = $field_doc:literal])* $field:ident : $type:ty = ($zh:literal, $en:literal) ),* $(,)?
        }
        $( worked out {
            $( $out:ident : $sort:ident ($out_zh:literal, $out_en:literal) = $work:expr ),* $(,)?
        } )?
        $( suppressed { $($few:ident),* $(,)? } )?
        $( check { $check:expr } )?
    ) => {
        $crate::community::form::form! {
            $(#[doc = $doc])*
            pub struct $form {
                /// Its id.
                /// 编号。
                id: $crate::community::form::At<$crate::community::form::Key>,
                $( $(#[doc = $field_doc])* $field: <$type as $crate::community::ledger::Column>::Written ),*
            }
        }

        $(#[doc = $doc])*
        #[derive(Debug)]
        pub struct $record {
            /// Its id.
            pub key: $crate::community::form::Key,
            /// Where it is written.
            pub place: $crate::finding::Place,
            $( $(#[doc = $field_doc])* pub $field: $type ),*
        }

        impl $crate::community::table::Record for $record {
            const WORD: &'static str = $word;
            type Form = $form;
        }

        impl $record {
            /// Looks up what the form names and checks the record.
            pub fn admit(
                form: $form,
                names: &$crate::community::table::Names,
                findings: &mut $crate::finding::Findings,
            ) -> Option<$record> {
                $( ($check)(&form, findings); )?
                $( let $field = <$type as $crate::community::ledger::Column>::admit(form.$field, names, findings); )*
                Some($record { key: form.id.value, place: form.id.place, $( $field: $field? ),* })
            }
        }

        impl $crate::community::ledger::Ledger for $record {
            const TITLE: [&'static str; 2] = [$title_zh, $title_en];
            const SUPPRESSED: &'static [&'static str] = &[$($(stringify!($few)),*)?];
            fn headings() -> Vec<$crate::community::ledger::Heading> {
                vec![
                    $( $crate::community::ledger::heading::<$type>(stringify!($field), [$zh, $en]), )*
                    $( $( $crate::community::ledger::worked_out(
                        stringify!($out), [$out_zh, $out_en], $crate::community::ledger::Sort::$sort,
                    ), )* )?
                ]
            }
            fn key(&self) -> &$crate::community::form::Key {
                &self.key
            }
            fn place(&self) -> &$crate::finding::Place {
                &self.place
            }
            #[allow(unused_variables)]
            fn data(&self, community: &$crate::community::register::Community) -> Vec<$crate::community::ledger::Datum> {
                vec![
                    $( $crate::community::ledger::Column::datum(&self.$field), )*
                    $( $( {
                        let work: fn(&$record, &$crate::community::register::Community) -> $crate::community::ledger::Datum = $work;
                        work(self, community)
                    }, )* )?
                ]
            }
        }
    };
}
pub(crate) use ledger;

/// Declares one item of a list within a ledger's record, and what it is called.
macro_rules! item {
    (
        $(#[doc = $doc:literal])*
        pub struct $record:ident, $form:ident {
            $( $(#[doc = $field_doc:literal])* $field:ident : $type:ty ),* $(,)?
        }
        called $called:expr
    ) => {
        $crate::community::form::form! {
            $(#[doc = $doc])*
            pub struct $form {
                $( $(#[doc = $field_doc])* $field: <$type as $crate::community::ledger::Column>::Written ),*
            }
        }

        $(#[doc = $doc])*
        #[derive(Debug)]
        pub struct $record {
            /// Where it is written.
            pub place: $crate::finding::Place,
            $( $(#[doc = $field_doc])* pub $field: $type ),*
        }

        impl $crate::community::ledger::Item for $record {
            type Form = $form;
            fn admit(
                form: $form,
                names: &$crate::community::table::Names,
                findings: &mut $crate::finding::Findings,
            ) -> Option<$record> {
                $( let $field = <$type as $crate::community::ledger::Column>::admit(form.$field, names, findings); )*
                Some($record { place: form.place, $( $field: $field? ),* })
            }
            fn name(&self) -> $crate::language::Said {
                let called: fn(&$record) -> $crate::language::Said = $called;
                called(self)
            }
        }
    };
}
pub(crate) use item;

/// Makes closed lists of words columns, optional ones too.
macro_rules! word_columns {
    ($($type:ty),* $(,)?) => { $(
        impl $crate::community::ledger::Column for $type {
            type Written = $type;
            const SORT: $crate::community::ledger::Sort = $crate::community::ledger::Sort::Word;
            fn words() -> Vec<&'static str> {
                <$type>::ALL.iter().map(|word| word.word()).collect()
            }
            fn admit(
                written: $type,
                _: &$crate::community::table::Names,
                _: &mut $crate::finding::Findings,
            ) -> Option<$type> {
                Some(written)
            }
            fn datum(&self) -> $crate::community::ledger::Datum {
                use $crate::language::Language;
                let names = [self.name(Language::Chinese), self.name(Language::English)];
                $crate::community::ledger::Datum::Word(self.word(), names)
            }
        }
        impl $crate::community::ledger::Column for Option<$type> {
            type Written = Option<$type>;
            const SORT: $crate::community::ledger::Sort = $crate::community::ledger::Sort::Word;
            fn words() -> Vec<&'static str> {
                <$type>::ALL.iter().map(|word| word.word()).collect()
            }
            fn admit(
                written: Option<$type>,
                _: &$crate::community::table::Names,
                _: &mut $crate::finding::Findings,
            ) -> Option<Option<$type>> {
                Some(written)
            }
            fn datum(&self) -> $crate::community::ledger::Datum {
                self.as_ref().map_or($crate::community::ledger::Datum::Nothing, $crate::community::ledger::Column::datum)
            }
        }
    )* };
}
pub(crate) use word_columns;

/// What a column with a place keeps of it: nothing but its value.
impl<C: Column> Column for At<C>
where
    C::Written: crate::community::form::Value,
{
    type Written = At<C::Written>;
    const SORT: Sort = C::SORT;
    fn words() -> Vec<&'static str> {
        C::words()
    }
    fn admit(written: At<C::Written>, names: &Names, findings: &mut Findings) -> Option<Self> {
        Some(At { value: C::admit(written.value, names, findings)?, place: written.place })
    }
    fn datum(&self) -> Datum {
        self.value.datum()
    }
}

impl<C: Column> Column for Option<At<C>>
where
    C::Written: crate::community::form::Value,
{
    type Written = Option<At<C::Written>>;
    const SORT: Sort = C::SORT;
    fn words() -> Vec<&'static str> {
        C::words()
    }
    fn admit(written: Self::Written, names: &Names, findings: &mut Findings) -> Option<Self> {
        match written {
            None => Some(None),
            Some(written) => <At<C> as Column>::admit(written, names, findings).map(Some),
        }
    }
    fn datum(&self) -> Datum {
        self.as_ref().map_or(Datum::Nothing, Column::datum)
    }
}
