//! How people write a record: forms, the values in them, and what they say about themselves.
//!
//! A form is declared once with [`form!`]; the declaration is what reads it, what complains about it and what documents
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
use crate::finding::{FileId, Finding, Findings, Place, listing, suggestion};
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
}

impl Reading<'_> {
    /// The place of `span` in the file being read.
    pub fn place(&self, span: Range<usize>) -> Place {
        Place { file: self.file, span: span.start + self.offset..span.end + self.offset }
    }

    fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>, takes: [&'static str; 2]) {
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
            .expected(Said::both(format!("应为{}", takes[0]), format!("expected {}", takes[1]))),
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

    /// The words it is limited to, if it is.
    fn words() -> Vec<&'static str> {
        Vec::new()
    }

    /// The fields of the table it is, if it is one.
    fn fields() -> Vec<FieldNote> {
        Vec::new()
    }

    /// Reads it, or says why not.
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self>;
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
    /// The words it is limited to.
    pub words: Vec<&'static str>,
    /// The fields of the tables it holds.
    pub fields: Vec<FieldNote>,
    /// What it means: in English, in Chinese.
    pub doc: [String; 2],
}

fn note_of<V: Value>(name: &'static str, doc: &[&'static str]) -> FieldNote {
    let line = |index: usize| doc.get(index).map(|text| text.trim().to_owned()).unwrap_or_default();
    FieldNote {
        name,
        required: true,
        two_languages: false,
        takes: V::takes(),
        list: false,
        words: V::words(),
        fields: V::fields(),
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
                vec![$( <$type as $crate::community::form::Field>::note(stringify!($field), &[$($field_doc),*]) ),*]
            }

            fn from_table(
                table: &toml::de::DeTable<'_>,
                header: std::ops::Range<usize>,
                reading: &mut $crate::community::form::Reading<'_>,
            ) -> Option<Self> {
                $( let $field = <$type as $crate::community::form::Field>::take(table, &header, stringify!($field), reading); )*
                $crate::community::form::refuse_unknown_fields::<Self>(table, reading);
                Some($form { place: reading.place(header), $( $field: $field? ),* })
            }
        }

        impl $crate::community::form::Value for $form {
            fn takes() -> [&'static str; 2] {
                ["表", "a table"]
            }
            fn fields() -> Vec<$crate::community::form::FieldNote> {
                <$form as $crate::community::form::Form>::notes()
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
            fn words() -> Vec<&'static str> {
                vec![$($word),*]
            }
            fn read(
                value: &toml::Spanned<toml::de::DeValue<'_>>,
                reading: &mut $crate::community::form::Reading<'_>,
            ) -> Option<Self> {
                let word = $crate::community::form::one_of(value, &[$($word),*], reading)?;
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

single_field!(String, Key, Exact, u32, bool, NaiveDate, NaiveTime, Amounts);

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
            reading.wrong_type(value, ["列表", "a list"]);
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
        (Some(chinese), english) => {
            Some(said(Language::Chinese, chinese).and(english.map(String::into_boxed_str)))
        }
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
    let called = ["id", "name", "title", "subject"]
        .iter()
        .find_map(|key| table.get(*key)?.get_ref().as_str())
        .map(|text| format!("`{text}` "))
        .unwrap_or_default();
    reading.findings.push(
        Finding::new(
            &rules::MISSING_FIELD,
            reading.place(header.clone()),
            Said::both(format!("{called}缺少 `{name}`"), format!("{called}lacks `{name}`")),
        )
        .help(Said::both(format!("加一行 `{name} = …`"), format!("add a line `{name} = …`"))),
    );
}

/// Complains about every field of `table` that the form does not have.
pub fn refuse_unknown_fields<F: Form>(table: &DeTable<'_>, reading: &mut Reading<'_>) {
    let notes = F::notes();
    let known = |written: &str| {
        notes.iter().any(|note| {
            written.strip_prefix(note.name).is_some_and(|ending| {
                ending.is_empty() || (note.two_languages && matches!(ending, "_en" | "_zh"))
            })
        })
    };
    for key in table.keys() {
        let written: &str = key.get_ref();
        if !known(written) {
            let names = notes.iter().map(|note| note.name);
            let accepted = listing(names.clone());
            reading.findings.push(
                Finding::new(
                    &rules::UNKNOWN_FIELD,
                    reading.place(key.span()),
                    Said::both(format!("没有名为 `{written}` 的字段"), format!("there is no field `{written}`")),
                )
                .expected(Said::both(format!("可用字段：{accepted}"), format!("known fields: {accepted}")))
                .help(suggestion(written, names)),
            );
        }
    }
}

/// The table that `value` is, or a complaint.
pub fn table_of<'v, 'i>(value: &'v Spanned<DeValue<'i>>, reading: &mut Reading<'_>) -> Option<&'v DeTable<'i>> {
    match value.get_ref() {
        DeValue::Table(table) => Some(table),
        _ => {
            reading.wrong_type(value, ["表", "a table"]);
            None
        }
    }
}

/// The position of the word that `value` is, or a complaint.
pub fn one_of(value: &Spanned<DeValue<'_>>, words: &[&'static str], reading: &mut Reading<'_>) -> Option<usize> {
    let At { value: written, place } = At::<String>::read(value, reading)?;
    let position = words.iter().position(|word| *word == written);
    if position.is_none() {
        let accepted = listing(words.iter().copied());
        reading.findings.push(
            Finding::new(
                &rules::UNKNOWN_WORD,
                place,
                Said::both(format!("`{written}` 不在词表中"), format!("`{written}` is not in the list")),
            )
            .expected(Said::both(format!("应为其中之一：{accepted}"), format!("expected one of {accepted}")))
            .help(suggestion(&written, words.iter().copied())),
        );
    }
    position
}

impl<V: Value> Value for At<V> {
    fn takes() -> [&'static str; 2] {
        V::takes()
    }
    fn words() -> Vec<&'static str> {
        V::words()
    }
    fn fields() -> Vec<FieldNote> {
        V::fields()
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        Some(At { value: V::read(value, reading)?, place: reading.place(value.span()) })
    }
}

impl Value for String {
    fn takes() -> [&'static str; 2] {
        ["文字，写在英文引号 \"…\" 里", "a text in \"quotes\""]
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        let Some(text) = value.get_ref().as_str() else {
            reading.wrong_type(value, Self::takes());
            return None;
        };
        if text.trim().is_empty() {
            reading.findings.push(
                Finding::new(
                    &rules::WRONG_TYPE,
                    reading.place(value.span()),
                    Said::both("文字是空的", "the text is empty"),
                )
                .help(Said::both("写上内容，或删去这一行", "write something, or remove the line")),
            );
            return None;
        }
        Some(text.trim().to_owned())
    }
}

impl Value for bool {
    fn takes() -> [&'static str; 2] {
        ["true 或 false", "true or false"]
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        let read = value.get_ref().as_bool();
        if read.is_none() {
            reading.wrong_type(value, Self::takes());
        }
        read
    }
}

impl Value for u32 {
    fn takes() -> [&'static str; 2] {
        ["不小于 0 的整数", "a whole number, 0 or more"]
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        let read = value.get_ref().as_integer().and_then(|number| {
            (number.radix() == 10).then(|| number.as_str().replace('_', "").parse().ok()).flatten()
        });
        if read.is_none() {
            reading.wrong_type(value, Self::takes());
        }
        read
    }
}

impl Value for Exact {
    fn takes() -> [&'static str; 2] {
        ["数，写成十进制，如 92.5", "a decimal number such as 92.5"]
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        let read = match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => Exact::parse(number.as_str()),
            DeValue::Float(number) => Exact::parse(number.as_str()),
            _ => None,
        };
        if read.is_none() {
            reading.wrong_type(value, Self::takes());
        }
        read
    }
}

impl Value for NaiveDate {
    fn takes() -> [&'static str; 2] {
        ["日期，写作 2026-06-19，不加引号", "a date such as 2026-06-19, without quotes"]
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        let read = value.get_ref().as_datetime().filter(|written| written.time.is_none()).and_then(|written| {
            let date = written.date?;
            NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
        });
        if read.is_none() {
            reading.wrong_type(value, Self::takes());
        }
        read
    }
}

impl Value for NaiveTime {
    fn takes() -> [&'static str; 2] {
        ["时刻，写作 \"09:30\"", "a time such as \"09:30\""]
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        let read = value.get_ref().as_str().and_then(|text| NaiveTime::parse_from_str(text, "%H:%M").ok());
        if read.is_none() {
            reading.wrong_type(value, Self::takes());
        }
        read
    }
}

/// An id as it is written: lower-case ASCII letters, digits and hyphens, at most 80 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub Box<str>);

impl Key {
    fn is_fit(text: &str) -> bool {
        let bytes = text.as_bytes();
        !bytes.is_empty()
            && bytes.len() <= 80
            && bytes.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-')
            && bytes.first() != Some(&b'-')
            && bytes.last() != Some(&b'-')
    }
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
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        let text = String::read(value, reading)?;
        if Key::is_fit(&text) {
            return Some(Key(text.into_boxed_str()));
        }
        let mended: String = text
            .to_ascii_lowercase()
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect::<String>()
            .split('-')
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("-");
        let help = Key::is_fit(&mended)
            .then(|| Said::both(format!("可写作 `{mended}`"), format!("`{mended}` would do")));
        reading.findings.push(
            Finding::new(
                &rules::BAD_ID,
                reading.place(value.span()),
                Said::both(format!("`{text}` 不能作编号"), format!("`{text}` cannot be an id")),
            )
            .expected(Said::both("小写英文字母、数字、连字符", "lower-case letters, digits, hyphens"))
            .help(help),
        );
        None
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
        ["另一条记录的编号", "the id of another record"]
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        let At { value: text, place } = At::<String>::read(value, reading)?;
        Some(Name { key: text.into_boxed_str(), place, kind: PhantomData })
    }
}

/// Numbers by name: `{ patrol = 60, rectification = 70 }`.
#[derive(Clone, Debug, Default)]
pub struct Amounts(pub BTreeMap<Box<str>, (Place, At<Exact>)>);

impl Value for Amounts {
    fn takes() -> [&'static str; 2] {
        ["各名称的数：{ 名称 = 数, … }", "numbers by name: { name = number, … }"]
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        let table = table_of(value, reading)?;
        Some(Amounts(amounts(table, &[], reading)?))
    }
}

fn amounts(
    table: &DeTable<'_>,
    except: &[&str],
    reading: &mut Reading<'_>,
) -> Option<BTreeMap<Box<str>, (Place, At<Exact>)>> {
    let mut numbers = BTreeMap::new();
    let mut whole = true;
    for (key, value) in table.iter().filter(|(key, _)| !except.contains(&key.get_ref().as_ref())) {
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

/// One row of a score sheet: the subject, and a mark under each criterion.
#[derive(Clone, Debug)]
pub struct Row {
    /// Where it stands.
    pub place: Place,
    /// The id of the subject.
    pub subject: At<String>,
    /// A remark, printed beside the marks.
    pub note: Option<Said>,
    /// The marks by criterion, each with the place of the criterion's name.
    pub marks: BTreeMap<Box<str>, (Place, At<Exact>)>,
}

impl Value for Row {
    fn takes() -> [&'static str; 2] {
        ["一行分数：{ subject = \"编号\", 指标 = 分数, … }", "a row of marks: { subject = \"id\", criterion = mark, … }"]
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        let table = table_of(value, reading)?;
        let subject = required(table, &value.span(), "subject", reading);
        let note = <Option<Said> as Field>::take(table, &value.span(), "note", reading);
        let marks = amounts(table, &["subject", "note", "note_en", "note_zh"], reading);
        Some(Row { place: reading.place(value.span()), subject: subject?, note: note?, marks: marks? })
    }
}
