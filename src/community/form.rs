//! How people write a record: forms, the values in them, and what they say about themselves.
//!
//! A form is declared once with `form!`; the declaration is what reads it, what complains about it and what documents
//! it. Every field is read, whatever the fields before it looked like, so that one run finds every fault. Numbers are
//! read from the characters that were written, never through a binary float.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::ops::{Deref, Range};

use chrono::{NaiveDate, NaiveTime};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::exact::Exact;
use crate::finding::rules;
use crate::finding::{FileId, Finding, Findings, Place, expected_one_of, listing, nearest, suggestion};
use crate::language::{Language, Said};

/// What reading a form needs to know and where it puts its findings.
pub struct Reading<'a> {
    /// The file being read.
    pub file: FileId,
    /// Where in the file the TOML begins, in bytes: past the first line of a front matter.
    pub offset: usize,
    /// The language of texts without an ending.
    pub language: Language,
    /// What was found.
    pub findings: &'a mut Findings,
    /// The fields of the table being read that were written with a slip, which is complained about already.
    pub misspelt: Vec<&'static str>,
    /// A field that the next table may have beside those of its form: one that every record of its kind can have.
    pub beside: Option<&'static str>,
}

impl<'a> Reading<'a> {
    /// Of TOML that begins at `offset` in `file`, its texts without an ending being in `language`.
    pub fn new(file: FileId, offset: usize, language: Language, findings: &'a mut Findings) -> Reading<'a> {
        Reading { file, offset, language, findings, misspelt: Vec::new(), beside: None }
    }

    /// The place of `span` in the file being read.
    pub fn place(&self, span: Range<usize>) -> Place {
        Place { file: self.file, span: span.start + self.offset..span.end + self.offset }
    }

    fn out_of_range(&mut self, value: &Spanned<DeValue<'_>>, expected: Said) {
        let written = value.get_ref().as_integer().map_or("", |number| number.as_str());
        self.findings.push(
            Finding::new(
                &rules::OUT_OF_RANGE,
                self.place(value.span()),
                Said::both(format!("{written} 超出范围"), format!("{written} is out of range")),
            )
            .expected(expected),
        );
    }

    /// Complains that `value` is not of the sort that `takes` says.
    pub fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>, takes: &Said) {
        let found = match value.get_ref() {
            DeValue::String(_) => ["文字", "a text"],
            DeValue::Integer(_) => ["整数", "a whole number"],
            DeValue::Float(_) => ["小数", "a decimal"],
            DeValue::Boolean(_) => ["真假值", "true or false"],
            DeValue::Datetime(_) => ["日期或时间", "a date or time"],
            DeValue::Array(_) => ["列表", "a list"],
            DeValue::Table(_) => ["表", "a table"],
        };
        self.findings.push(
            Finding::new(
                &rules::WRONG_TYPE,
                self.place(value.span()),
                Said::both(format!("这里写的是{}", found[0]), format!("this is {}", found[1])),
            )
            .expected(Said::both(
                format!("应为{}", takes.text(Language::Chinese)),
                format!("expected {}", takes.text(Language::English)),
            )),
        );
    }
}

/// A value together with the place where it was written.
#[derive(Clone, Debug)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

impl<T> Deref for At<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// What one TOML value can be read as.
pub trait Value: Sized {
    /// What a person must write: in Chinese, in English.
    fn takes() -> [&'static str; 2];

    /// What it is to a program that reads the file without this one.
    fn shape() -> Shape;

    /// Reads it, or says why not.
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self>;
}

/// What a value is to an editor or another program that knows nothing of this one.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A text that is not empty.
    Text,
    /// One of these words, each with its names in Chinese and English.
    Words(Vec<(&'static str, [&'static str; 2])>),
    /// An id, of this record or of another.
    Key,
    /// True or false.
    Truth,
    /// A whole number, 0 or more, at most 4294967295.
    Whole,
    /// A year, 1900 to 2100.
    Year,
    /// A decimal number.
    Number,
    /// A TOML date without a time.
    Date,
    /// A time of day in a text: `09:30`.
    Time,
    /// A table of these fields.
    Table(Vec<FieldNote>),
    /// A table of numbers under names that the field does not list.
    Numbers,
    /// A table of what columns of a ledger must hold.
    Conditions,
    /// What such a column must hold.
    Condition,
    /// A row of a score sheet: fields of its own, and marks under the ids of criteria.
    Row,
    /// What stands under a criterion: a number, true or false, so many of so many, or why there is none of them.
    Mark,
}

/// What one field of a form can be: a value, an optional value, a list, a text in two languages.
pub trait Field: Sized {
    /// Takes it out of the table, or says why not.
    fn take(table: &DeTable<'_>, header: &Range<usize>, name: &'static str, reading: &mut Reading<'_>) -> Option<Self>;

    /// What it says about itself.
    fn note(name: &'static str, doc: &[&'static str]) -> FieldNote;
}

/// What a field says about itself.
#[derive(Clone, Debug)]
pub struct FieldNote {
    /// Its name in the file.
    pub name: &'static str,
    /// Whether it must be written.
    pub required: bool,
    /// Whether it may be written again with `_en` or `_zh`.
    pub two_languages: bool,
    /// What to write: in Chinese, in English.
    pub takes: [&'static str; 2],
    /// Whether it holds a list of them.
    pub list: bool,
    /// What it is to another program; of one item, if it holds a list.
    pub shape: Shape,
    /// What it means: in English, in Chinese.
    pub doc: [String; 2],
}

impl FieldNote {
    /// The words it is limited to; none if it is not.
    pub fn words(&self) -> Vec<&'static str> {
        match &self.shape {
            Shape::Words(words) => words.iter().map(|(word, _)| *word).collect(),
            _ => Vec::new(),
        }
    }

    /// The fields of the tables it holds; none if it holds none.
    pub fn fields(&self) -> &[FieldNote] {
        match &self.shape {
            Shape::Table(fields) => fields,
            _ => &[],
        }
    }
}

fn takes<V: Value>() -> Said {
    let [zh, en] = V::takes();
    Said::both(zh, en)
}

fn note_of<V: Value>(name: &'static str, doc: &[&'static str]) -> FieldNote {
    let line = |index: usize| doc.get(index).map(|text| text.trim().to_owned()).unwrap_or_default();
    FieldNote {
        name,
        required: true,
        two_languages: false,
        takes: V::takes(),
        list: false,
        shape: V::shape(),
        doc: [line(0), line(1)],
    }
}

/// A record as people write it.
pub trait Form: Sized {
    /// What it is: in English, in Chinese.
    fn doc() -> [String; 2];

    /// Its fields, in the order in which it is read.
    fn notes() -> Vec<FieldNote>;

    /// Reads it from the table that `header` heads.
    fn from_table(table: &DeTable<'_>, header: Range<usize>, reading: &mut Reading<'_>) -> Option<Self>;
}

/// The name of a field as people write it: some are words of this program's language too (`where`).
pub fn plain(field: &'static str) -> &'static str {
    field.strip_prefix("r#").unwrap_or(field)
}

/// Declares a form: for each field a name, a type and two lines of documentation, English and Chinese.
macro_rules! form {
    (
        $(#[doc = $doc:literal])*
        pub struct $form:ident {
            $( $(#[doc = $field_doc:literal])* $field:ident : $type:ty ),* $(,)?
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug)]
        pub struct $form {
            /// Where its table begins.
            pub place: $crate::finding::Place,
            $( $(#[doc = $field_doc])* pub $field: $type ),*
        }

        impl $crate::community::form::Form for $form {
            fn doc() -> [String; 2] {
                let lines: &[&str] = &[$($doc),*];
                [0, 1].map(|index| lines.get(index).map(|line| line.trim().to_owned()).unwrap_or_default())
            }

            fn notes() -> Vec<$crate::community::form::FieldNote> {
                vec![$( <$type as $crate::community::form::Field>::note($crate::community::form::plain(stringify!($field)), &[$($field_doc),*]) ),*]
            }

            fn from_table(
                table: &toml::de::DeTable<'_>,
                header: std::ops::Range<usize>,
                reading: &mut $crate::community::form::Reading<'_>,
            ) -> Option<Self> {
                let misspelt = $crate::community::form::refuse_unknown_fields::<Self>(table, reading);
                let outside = std::mem::replace(&mut reading.misspelt, misspelt);
                $( let $field = <$type as $crate::community::form::Field>::take(table, &header, $crate::community::form::plain(stringify!($field)), reading); )*
                reading.misspelt = outside;
                Some($form { place: reading.place(header), $( $field: $field? ),* })
            }
        }

        impl $crate::community::form::Value for $form {
            fn takes() -> [&'static str; 2] {
                ["表", "a table"]
            }
            fn shape() -> $crate::community::form::Shape {
                $crate::community::form::Shape::Table(<$form as $crate::community::form::Form>::notes())
            }
            fn read(
                value: &toml::Spanned<toml::de::DeValue<'_>>,
                reading: &mut $crate::community::form::Reading<'_>,
            ) -> Option<Self> {
                let table = $crate::community::form::table_of(value, reading)?;
                <$form as $crate::community::form::Form>::from_table(table, value.span(), reading)
            }
        }

        $crate::community::form::single_field!($form);
    };
}
pub(crate) use form;

/// Declares a closed list of words, each with the word in the file and its names in Chinese and English.
macro_rules! words {
    (
        $(#[doc = $doc:literal])*
        pub enum $enum:ident { $( $(#[doc = $variant_doc:literal])* $variant:ident = $word:literal ($zh:literal, $en:literal) ),* $(,)? }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $enum { $( $(#[doc = $variant_doc])* #[doc = $en] $variant ),* }

        impl $enum {
            /// Every one, in the order of the field's convention.
            pub const ALL: &'static [$enum] = &[$($enum::$variant),*];

            /// The word in the file.
            pub fn word(self) -> &'static str {
                match self { $($enum::$variant => $word),* }
            }

            /// Its name on a page.
            pub fn name(self, language: $crate::language::Language) -> &'static str {
                match (self, language) {
                    $(
                        ($enum::$variant, $crate::language::Language::Chinese) => $zh,
                        ($enum::$variant, $crate::language::Language::English) => $en,
                    )*
                }
            }
        }

        impl $crate::community::form::Value for $enum {
            fn takes() -> [&'static str; 2] {
                ["词表中的一个词", "one of the listed words"]
            }
            fn shape() -> $crate::community::form::Shape {
                $crate::community::form::Shape::Words(vec![$(($word, [$zh, $en])),*])
            }
            fn read(
                value: &toml::Spanned<toml::de::DeValue<'_>>,
                reading: &mut $crate::community::form::Reading<'_>,
            ) -> Option<Self> {
                let word = $crate::community::form::one_of(value, &[$($word),*], &[$([$zh, $en]),*], reading)?;
                $enum::ALL.get(word).copied()
            }
        }

        $crate::community::form::single_field!($enum);
    };
}
pub(crate) use words;

/// Makes a value usable as a required field.
macro_rules! single_field {
    ($($type:ty),*) => { $(
        impl $crate::community::form::Field for $type {
            fn take(
                table: &toml::de::DeTable<'_>,
                header: &std::ops::Range<usize>,
                name: &'static str,
                reading: &mut $crate::community::form::Reading<'_>,
            ) -> Option<Self> {
                $crate::community::form::required(table, header, name, reading)
            }
            fn note(name: &'static str, doc: &[&'static str]) -> $crate::community::form::FieldNote {
                $crate::community::form::required_note::<$type>(name, doc)
            }
        }
    )* };
}
pub(crate) use single_field;

single_field!(String, Key, Exact, u32, Year, bool, NaiveDate, NaiveTime, Amounts);

impl<V: Value> Field for At<V> {
    fn take(table: &DeTable<'_>, header: &Range<usize>, name: &'static str, reading: &mut Reading<'_>) -> Option<Self> {
        required(table, header, name, reading)
    }
    fn note(name: &'static str, doc: &[&'static str]) -> FieldNote {
        note_of::<V>(name, doc)
    }
}

impl<K> Field for Name<K> {
    fn take(table: &DeTable<'_>, header: &Range<usize>, name: &'static str, reading: &mut Reading<'_>) -> Option<Self> {
        required(table, header, name, reading)
    }
    fn note(name: &'static str, doc: &[&'static str]) -> FieldNote {
        note_of::<Name<K>>(name, doc)
    }
}

impl<V: Value> Field for Option<V> {
    /// The outer `None` is a value that could not be read; the inner one, a field that was not written.
    fn take(table: &DeTable<'_>, _: &Range<usize>, name: &'static str, reading: &mut Reading<'_>) -> Option<Self> {
        match table.get(name) {
            None => Some(None),
            Some(value) => V::read(value, reading).map(Some),
        }
    }
    fn note(name: &'static str, doc: &[&'static str]) -> FieldNote {
        FieldNote { required: false, ..note_of::<V>(name, doc) }
    }
}

impl<V: Value> Field for Vec<V> {
    fn take(table: &DeTable<'_>, _: &Range<usize>, name: &'static str, reading: &mut Reading<'_>) -> Option<Self> {
        let Some(value) = table.get(name) else { return Some(Vec::new()) };
        let DeValue::Array(items) = value.get_ref() else {
            reading.wrong_type(value, &Said::both("列表，写在 [ ] 里", "a list in [ ]"));
            return None;
        };
        let read: Vec<Option<V>> = items.iter().map(|item| V::read(item, reading)).collect();
        read.into_iter().collect()
    }
    fn note(name: &'static str, doc: &[&'static str]) -> FieldNote {
        FieldNote { required: false, list: true, ..note_of::<V>(name, doc) }
    }
}

impl Field for Said {
    fn take(table: &DeTable<'_>, header: &Range<usize>, name: &'static str, reading: &mut Reading<'_>) -> Option<Self> {
        match take_said(table, name, reading)? {
            Some(said) => Some(said),
            None => {
                missing(table, header, name, reading);
                None
            }
        }
    }
    fn note(name: &'static str, doc: &[&'static str]) -> FieldNote {
        FieldNote { two_languages: true, ..note_of::<String>(name, doc) }
    }
}

impl Field for Option<Said> {
    fn take(table: &DeTable<'_>, _: &Range<usize>, name: &'static str, reading: &mut Reading<'_>) -> Option<Self> {
        take_said(table, name, reading)
    }
    fn note(name: &'static str, doc: &[&'static str]) -> FieldNote {
        FieldNote { required: false, two_languages: true, ..note_of::<String>(name, doc) }
    }
}

fn take_said(table: &DeTable<'_>, name: &str, reading: &mut Reading<'_>) -> Option<Option<Said>> {
    let mut text = |name: &str| match table.get(name) {
        None => Some(None),
        Some(value) => String::read(value, reading).map(Some),
    };
    let plain = text(name)?;
    let chinese = text(&format!("{name}_zh"))?;
    let english = text(&format!("{name}_en"))?;
    let (chinese, english) = match reading.language {
        Language::Chinese => (plain.or(chinese), english),
        Language::English => (chinese, plain.or(english)),
    };
    let said = |language, text: String| Said::only(language, text);
    Some(match (chinese, english) {
        (Some(chinese), english) => Some(said(Language::Chinese, chinese).and(english.map(String::into_boxed_str))),
        (None, Some(english)) => Some(said(Language::English, english)),
        (None, None) => None,
    })
}

/// A required field's value.
pub fn required<V: Value>(
    table: &DeTable<'_>,
    header: &Range<usize>,
    name: &'static str,
    reading: &mut Reading<'_>,
) -> Option<V> {
    match table.get(name) {
        Some(value) => V::read(value, reading),
        None => {
            missing(table, header, name, reading);
            None
        }
    }
}

/// What a required field says about itself.
pub fn required_note<V: Value>(name: &'static str, doc: &[&'static str]) -> FieldNote {
    note_of::<V>(name, doc)
}

fn missing(table: &DeTable<'_>, header: &Range<usize>, name: &str, reading: &mut Reading<'_>) {
    if reading.misspelt.contains(&name) {
        return;
    }
    let called =
        ["id", "name", "title", "subject"].iter().find_map(|key| Some((*key, table.get(*key)?.get_ref().as_str()?)));
    // A front matter has no header of its own; the line that says what it is of stands for it.
    let place = match table.iter().find(|(key, _)| called.is_none_or(|(called, _)| key.get_ref() == called)) {
        Some((key, value)) if header.is_empty() => key.span().start..value.span().end,
        _ => header.clone(),
    };
    let message = match called {
        Some((_, text)) => Said::both(format!("`{text}` 缺少 `{name}`"), format!("`{text}` lacks `{name}`")),
        None => Said::both(format!("缺少 `{name}`"), format!("`{name}` is missing")),
    };
    reading.findings.push(
        Finding::new(&rules::MISSING_FIELD, reading.place(place), message)
            .help(Said::both(format!("加上 `{name} = …`"), format!("add `{name} = …`"))),
    );
}

/// Complains about every field of `table` that the form does not have, and tells which fields were meant by them.
pub fn refuse_unknown_fields<F: Form>(table: &DeTable<'_>, reading: &mut Reading<'_>) -> Vec<&'static str> {
    let notes = F::notes();
    let mut meant = Vec::new();
    let beside = reading.beside.take();
    let known = |written: &str| {
        beside == Some(written)
            || notes.iter().any(|note| {
                written
                    .strip_prefix(note.name)
                    .is_some_and(|ending| ending.is_empty() || (note.two_languages && matches!(ending, "_en" | "_zh")))
            })
    };
    for key in table.keys() {
        let written: &str = key.get_ref();
        if !known(written) {
            let names = notes.iter().map(|note| note.name);
            let accepted = listing(names.clone());
            meant.extend(nearest(written, names.clone()));
            reading.findings.push(
                Finding::new(
                    &rules::UNKNOWN_FIELD,
                    reading.place(key.span()),
                    Said::both(format!("没有名为 `{written}` 的字段"), format!("there is no field `{written}`")),
                )
                .expected(Said::both(
                    format!("可用字段：{}", accepted.replace(", ", "、")),
                    format!("known fields: {accepted}"),
                ))
                .help(suggestion(written, names)),
            );
        }
    }
    meant
}

/// The table that `value` is, or a complaint.
pub fn table_of<'v, 'i>(value: &'v Spanned<DeValue<'i>>, reading: &mut Reading<'_>) -> Option<&'v DeTable<'i>> {
    match value.get_ref() {
        DeValue::Table(table) => Some(table),
        _ => {
            reading.wrong_type(value, &Said::both("表，写作 { 字段 = 值, … }", "a table such as { field = value, … }"));
            None
        }
    }
}

/// The position of the word that `value` is, or a complaint; `names` are what the words are called in Chinese and English.
pub fn one_of(
    value: &Spanned<DeValue<'_>>,
    words: &[&'static str],
    names: &[[&'static str; 2]],
    reading: &mut Reading<'_>,
) -> Option<usize> {
    let accepted = listing(words.iter().copied());
    let takes = Said::both(
        format!("其中之一，写在英文引号里：{}", accepted.replace(", ", "、")),
        format!("one of {accepted}, in \"quotes\""),
    );
    let written = text_in(value, takes, reading)?;
    let position = words.iter().position(|word| *word == written);
    if position.is_none() {
        let called = names.iter().position(|names| names.iter().any(|name| name.eq_ignore_ascii_case(&written)));
        let meant = called.map(|index| {
            Said::both(
                format!("“{written}”写作 `{}`", words[index]),
                format!("\"{written}\" is written `{}`", words[index]),
            )
        });
        reading.findings.push(
            Finding::new(
                &rules::UNKNOWN_WORD,
                reading.place(value.span()),
                Said::both(
                    format!("`{written}` 不在词表中"),
                    format!("`{written}` is not one of the words for this field"),
                ),
            )
            .expected(expected_one_of(words.iter().copied()))
            .help(meant.or_else(|| suggestion(&written, words.iter().copied()))),
        );
    }
    position
}

impl<V: Value> Value for At<V> {
    fn takes() -> [&'static str; 2] {
        V::takes()
    }
    fn shape() -> Shape {
        V::shape()
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        Some(At { value: V::read(value, reading)?, place: reading.place(value.span()) })
    }
}

impl Value for String {
    fn takes() -> [&'static str; 2] {
        ["文字，写在英文引号 \"…\" 里", "a text in \"quotes\""]
    }
    fn shape() -> Shape {
        Shape::Text
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        text_in(value, takes::<Self>(), reading)
    }
}

/// The text that `value` is, without blanks around it, or a complaint.
fn text_in(value: &Spanned<DeValue<'_>>, takes: Said, reading: &mut Reading<'_>) -> Option<String> {
    let Some(text) = value.get_ref().as_str() else {
        reading.wrong_type(value, &takes);
        return None;
    };
    if text.trim().is_empty() {
        reading.findings.push(
            Finding::new(
                &rules::WRONG_TYPE,
                reading.place(value.span()),
                Said::both("文字是空的", "the text is empty"),
            )
            .help(Said::both("写上内容，或删去这个字段", "write something, or remove the field")),
        );
        return None;
    }
    Some(text.trim().to_owned())
}

impl Value for bool {
    fn takes() -> [&'static str; 2] {
        ["真假值，写作 true 或 false", "true or false"]
    }
    fn shape() -> Shape {
        Shape::Truth
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        let read = value.get_ref().as_bool();
        if read.is_none() {
            reading.wrong_type(value, &takes::<Self>());
        }
        read
    }
}

impl Value for u32 {
    fn takes() -> [&'static str; 2] {
        ["不小于 0 的整数", "a whole number, 0 or more"]
    }
    fn shape() -> Shape {
        Shape::Whole
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        let Some(number) = value.get_ref().as_integer().filter(|number| number.radix() == 10) else {
            reading.wrong_type(value, &takes::<Self>());
            return None;
        };
        let read = number.as_str().replace(['_', '+'], "").parse().ok();
        if read.is_none() {
            let whole = number.as_str();
            reading.out_of_range(
                value,
                match whole.starts_with('-') {
                    true => Said::both("应不小于 0", "expected 0 or more"),
                    false => Said::both("应不大于 4294967295", "expected 4294967295 or less"),
                },
            );
        }
        read
    }
}

/// A year of the common era that a record of our time can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Year(pub i32);

impl Value for Year {
    fn takes() -> [&'static str; 2] {
        ["年份，如 2026", "a year such as 2026"]
    }
    fn shape() -> Shape {
        Shape::Year
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        let Some(number) = value.get_ref().as_integer().filter(|number| number.radix() == 10) else {
            reading.wrong_type(value, &takes::<Self>());
            return None;
        };
        let read = number.as_str().parse().ok().filter(|year| (1900..=2100).contains(year));
        if read.is_none() {
            reading.out_of_range(value, Said::both("应在 1900 到 2100 之间", "expected 1900 to 2100"));
        }
        read.map(Year)
    }
}

impl Value for Exact {
    fn takes() -> [&'static str; 2] {
        ["数，写成十进制，如 92.5", "a decimal number such as 92.5"]
    }
    fn shape() -> Shape {
        Shape::Number
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        let read = match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => Exact::parse(number.as_str()),
            DeValue::Float(number) => Exact::parse(number.as_str()),
            _ => None,
        };
        let written = match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str()),
            DeValue::Float(number) => Some(number.as_str()),
            _ => None,
        };
        match (&read, written) {
            (Some(_), _) => {}
            (None, Some(written)) => {
                let long = written.len() > 40;
                let [zh, en] = if long {
                    ["这个数的位数太多", "this number has too many digits"]
                } else {
                    ["这个数不是普通的十进制数", "this is no plain decimal number"]
                };
                reading.findings.push(
                    Finding::new(&rules::OUT_OF_RANGE, reading.place(value.span()), Said::both(zh, en)).expected(
                        Said::both(
                            "应为不超过 64 个字符的十进制数，不用指数、inf、nan",
                            "expected at most 64 characters of a decimal number, without exponent, inf or nan",
                        ),
                    ),
                );
            }
            (None, None) => reading.wrong_type(value, &takes::<Self>()),
        }
        read
    }
}

impl Value for NaiveDate {
    fn takes() -> [&'static str; 2] {
        ["日期，写作 2026-06-19，不加引号", "a date such as 2026-06-19, without quotes"]
    }
    fn shape() -> Shape {
        Shape::Date
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        let read = value.get_ref().as_datetime().filter(|written| written.time.is_none()).and_then(|written| {
            let date = written.date?;
            NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
        });
        if read.is_none() {
            reading.wrong_type(value, &takes::<Self>());
        }
        read
    }
}

impl Value for NaiveTime {
    fn takes() -> [&'static str; 2] {
        ["时刻，写作 \"09:30\"", "a time such as \"09:30\""]
    }
    fn shape() -> Shape {
        Shape::Time
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        let read = value.get_ref().as_str().and_then(|text| NaiveTime::parse_from_str(text, "%H:%M").ok());
        if read.is_none() {
            reading.wrong_type(value, &takes::<Self>());
        }
        read
    }
}

/// An id as it is written: lower-case ASCII letters, digits and hyphens, at most 80 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub Box<str>);

/// The id that no record can have: the page of that name is the list of its kind.
const RESERVED: &str = "index";

impl Key {
    /// The id that `text` is, if it is one.
    pub fn new(text: &str) -> Option<Key> {
        let bytes = text.as_bytes();
        let fit = !bytes.is_empty()
            && text != RESERVED
            && bytes.len() <= 80
            && bytes.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-')
            && bytes.first() != Some(&b'-')
            && bytes.last() != Some(&b'-');
        fit.then(|| Key(text.into()))
    }

    /// The id that `text` could be, if enough of it can stand in one.
    pub fn mended(text: &str) -> Option<Box<str>> {
        let ascii = text.to_ascii_lowercase();
        let parts = ascii.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
        let mended = parts.collect::<Vec<_>>().join("-");
        Key::new(&mended).map(|key| key.0)
    }
}

/// The complaint that `text` is no id.
pub fn bad_id(text: &str, place: Place) -> Finding {
    let help = match Key::mended(text) {
        _ if text == RESERVED => {
            Said::both("`index` 留给列表页；换一个编号", "`index` is the page of the list; choose another id")
        }
        Some(mended) => Said::both(format!("可写作 `{mended}`"), format!("`{mended}` would do")),
        None => Said::both("例如用拼音：`jinyuan`", "pinyin will do, such as `jinyuan`"),
    };
    Finding::new(&rules::BAD_ID, place, Said::both(format!("`{text}` 不能作编号"), format!("`{text}` cannot be an id")))
        .expected(match text {
            RESERVED => Said::both("应为 `index` 以外的编号", "expected another id than `index`"),
            _ => Said::both("应为小写英文字母、数字、连字符", "expected lower-case letters, digits, hyphens"),
        })
        .help(help)
}

impl Deref for Key {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Value for Key {
    fn takes() -> [&'static str; 2] {
        ["编号：小写英文字母、数字、连字符", "an id: lower-case letters, digits, hyphens"]
    }
    fn shape() -> Shape {
        Shape::Key
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        let text = text_in(value, takes::<Self>(), reading)?;
        let key = Key::new(&text);
        if key.is_none() {
            reading.findings.push(bad_id(&text, reading.place(value.span())));
        }
        key
    }
}

/// The id of a record of kind `K`, not yet looked up.
#[derive(Debug)]
pub struct Name<K> {
    /// The id as written.
    pub key: Box<str>,
    /// Where.
    pub place: Place,
    kind: PhantomData<K>,
}

impl<K> Clone for Name<K> {
    fn clone(&self) -> Self {
        Name { key: self.key.clone(), place: self.place.clone(), kind: PhantomData }
    }
}

impl<K> Value for Name<K> {
    fn takes() -> [&'static str; 2] {
        ["另一条记录的编号，写在英文引号里", "the id of another record, in \"quotes\""]
    }
    fn shape() -> Shape {
        Shape::Key
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        let text = text_in(value, takes::<Self>(), reading)?;
        Some(Name { key: text.into_boxed_str(), place: reading.place(value.span()), kind: PhantomData })
    }
}

/// Numbers by name, each with the place of the name.
pub type Numbers = BTreeMap<Box<str>, (Place, At<Exact>)>;

/// Numbers by name: `{ patrol = 60, rectification = 70 }`.
#[derive(Clone, Debug, Default)]
pub struct Amounts(pub Numbers);

impl Value for Amounts {
    fn takes() -> [&'static str; 2] {
        ["各名称的数：{ 名称 = 数, … }", "numbers by name: { name = number, … }"]
    }
    fn shape() -> Shape {
        Shape::Numbers
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        let table = table_of(value, reading)?;
        Some(Amounts(amounts(table, reading)?))
    }
}

fn amounts(table: &DeTable<'_>, reading: &mut Reading<'_>) -> Option<Numbers> {
    let mut numbers = BTreeMap::new();
    let mut whole = true;
    for (key, value) in table.iter() {
        match At::<Exact>::read(value, reading) {
            Some(number) => {
                let name: &str = key.get_ref();
                numbers.insert(name.into(), (reading.place(key.span()), number));
            }
            None => whole = false,
        }
    }
    whole.then_some(numbers)
}
