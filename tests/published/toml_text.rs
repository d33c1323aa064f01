//! Records as the TOML that a clerk would write.

use std::fmt::Write;

use gongshi::exact::Exact;

/// What stands in a cell of a score sheet.
#[derive(Clone)]
pub enum Cell {
    /// A number, digit for digit as it was published.
    Number(String),
    /// Yes or no.
    Truth(bool),
    /// One of the kinds of empty, with its reason.
    Empty(&'static str, &'static str),
}

impl Cell {
    /// The number that `text` writes, if need be with an exponent.
    pub fn number(text: &str) -> Cell {
        let number = match text.split_once("e-") {
            Some((digits, places)) => without_exponent(digits, places.parse().unwrap()),
            None => text.to_owned(),
        };
        assert!(Exact::parse(&number).is_some(), "{text:?} is no number");
        Cell::Number(number)
    }
}

/// The decimal of one digit before its point, moved down by `places`: `2.7` by 3 is `0.0027`.
fn without_exponent(digits: &str, places: usize) -> String {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    assert!(whole.len() == 1 && places > 0, "{digits:?} is no digit with a fraction");
    format!("0.{}{whole}{fraction}", "0".repeat(places - 1))
}

/// A text in quotes.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            control if control.is_control() => write!(quoted, "\\u{:04X}", u32::from(control)).unwrap(),
            other => quoted.push(other),
        }
    }
    quoted + "\""
}

/// The id that `text` can be written as.
pub fn id(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let parts: Vec<&str> = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

/// One record: a table headed by the word of its kind.
pub struct Record(String);

impl Record {
    /// A record of the kind `word`, or a part of the record before it: `festival.judge`.
    pub fn new(word: &str) -> Record {
        Record(format!("\n[[{word}]]\n"))
    }

    /// With a field that holds a text.
    pub fn text(mut self, field: &str, text: &str) -> Record {
        writeln!(self.0, "{field} = {}", quoted(text)).unwrap();
        self
    }

    /// With a name in English and Chinese.
    pub fn name(self, english: &str, chinese: &str) -> Record {
        self.text("name", english).text("name_zh", chinese)
    }

    /// With a field that holds a number or a day.
    pub fn plain(mut self, field: &str, value: &str) -> Record {
        writeln!(self.0, "{field} = {value}").unwrap();
        self
    }

    /// With a field that holds a list, one thing on a line.
    pub fn list(mut self, field: &str, lines: impl IntoIterator<Item = String>) -> Record {
        writeln!(self.0, "{field} = [").unwrap();
        for line in lines {
            writeln!(self.0, "  {line},").unwrap();
        }
        self.0.push_str("]\n");
        self
    }

    /// What is written in the file.
    pub fn written(self) -> String {
        self.0
    }
}

/// An area in the area `parent`.
pub fn area(id: &str, name: &str, level: &str, parent: &str) -> String {
    let record = Record::new("area").text("id", id).text("name", name);
    record.text("level", level).text("parent", parent).written()
}

/// Someone who assesses, in the area `area`.
pub fn assessor(id: &str, names: [&str; 2], area: &str) -> String {
    let [english, chinese] = names;
    let record = Record::new("organisation").text("id", id).name(english, chinese);
    record.text("kind", "assessor").text("area", area).written()
}

/// A row of a score sheet.
pub fn marks<K: AsRef<str>>(subject: &str, cells: impl IntoIterator<Item = (K, Cell)>) -> String {
    let mut row = format!("{{ subject = {}", quoted(subject));
    for (criterion, cell) in cells {
        let criterion = criterion.as_ref();
        match cell {
            Cell::Number(number) => write!(row, ", {criterion} = {number}"),
            Cell::Truth(truth) => write!(row, ", {criterion} = {truth}"),
            Cell::Empty(kind, reason) => write!(row, ", {criterion} = {{ {kind} = {} }}", quoted(reason)),
        }
        .unwrap();
    }
    row + " }"
}

/// A score sheet.
pub struct Sheet<'a> {
    /// The scheme.
    pub scheme: &'a str,
    /// The period.
    pub period: &'a str,
    /// The role.
    pub role: &'a str,
    /// The assessor.
    pub by: &'a str,
    /// The day.
    pub date: &'a str,
}

impl Sheet<'_> {
    /// What is written in the file.
    pub fn written(&self, rows: impl IntoIterator<Item = String>) -> String {
        let record = Record::new("sheet").text("scheme", self.scheme).text("period", self.period);
        record.text("role", self.role).text("by", self.by).plain("date", self.date).list("marks", rows).written()
    }
}
