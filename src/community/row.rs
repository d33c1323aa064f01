//! Rows of score sheets as written: a subject, and under each criterion a mark or the reason why there is none.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;

use crate::community::form::{At, Field, Reading, Shape, Value, required, single_field, table_of, words};
use crate::exact::Exact;
use crate::finding::rules;
use crate::finding::{Finding, Place, expected_one_of, suggestion};
use crate::language::Said;

words! {
    /// The four kinds of empty mark; nought is one that stands in a result.
    pub enum Empty {
        Zero = "zero" ("零分", "nought"),
        NotApplicable = "not_applicable" ("不适用", "not applicable"),
        NotAssessed = "not_assessed" ("未评", "not assessed"),
        Withheld = "withheld" ("不公开", "withheld"),
    }
}

/// What stands under a criterion.
#[derive(Clone, Debug)]
pub enum Cell {
    /// A mark.
    Number(Exact),
    /// Yes or no.
    Truth(bool),
    /// So many of so many.
    Ratio(Exact, Exact),
    /// No mark, and why.
    Empty(Empty, Said),
}

/// Cells by criterion, each with the place of the criterion's name.
pub type Cells = BTreeMap<Box<str>, (Place, At<Cell>)>;

/// One row of a score sheet.
#[derive(Clone, Debug)]
pub struct Row {
    /// Where it stands.
    pub place: Place,
    /// The id of the subject.
    pub subject: At<String>,
    /// A remark, printed beside the marks.
    pub note: Option<Said>,
    /// How many people the assessor speaks for.
    pub people: Option<At<Exact>>,
    /// What stands under each criterion.
    pub marks: Cells,
}

/// The fields of a row that are no criteria.
const OWN: [&str; 5] = ["subject", "note", "note_en", "note_zh", "people"];

impl Value for Row {
    fn takes() -> [&'static str; 2] {
        [
            "一行分数：{ subject = \"编号\", 指标 = 分数, … }",
            "a row of marks: { subject = \"id\", criterion = mark, … }",
        ]
    }
    fn shape() -> Shape {
        Shape::Row
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        let table = table_of(value, reading)?;
        let span = value.span();
        let subject = required(table, &span, "subject", reading);
        let note = <Option<Said> as Field>::take(table, &span, "note", reading);
        let people = <Option<At<Exact>> as Field>::take(table, &span, "people", reading);
        let mut marks = Cells::new();
        let mut whole = true;
        for (key, value) in table.iter().filter(|(key, _)| !OWN.contains(&key.get_ref().as_ref())) {
            let name: &str = key.get_ref();
            match At::<Cell>::read(value, reading) {
                Some(cell) => {
                    marks.insert(name.into(), (reading.place(key.span()), cell));
                }
                None => whole = false,
            }
        }
        let row = Row { place: reading.place(span), subject: subject?, note: note?, people: people?, marks };
        whole.then_some(row)
    }
}

impl Value for Cell {
    fn takes() -> [&'static str; 2] {
        [
            "数、true 或 false、{ got = 9, of = 10 }，或空缺及其理由，如 { not_assessed = \"…\" }",
            "a number, true or false, { got = 9, of = 10 }, or why there is none, such as { not_assessed = \"…\" }",
        ]
    }
    fn shape() -> Shape {
        Shape::Mark
    }
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Integer(_) | DeValue::Float(_) => Exact::read(value, reading).map(Cell::Number),
            DeValue::Boolean(truth) => Some(Cell::Truth(*truth)),
            DeValue::Table(table) if table.contains_key("got") || table.contains_key("of") => {
                let part = |name: &'static str, reading: &mut Reading<'_>| {
                    required::<Exact>(table, &value.span(), name, reading)
                };
                let (got, of) = (part("got", reading), part("of", reading));
                Some(Cell::Ratio(got?, of?))
            }
            DeValue::Table(table) if (1..=2).contains(&table.len()) => {
                let (key, _) = table.iter().next()?;
                let written: &str = key.get_ref();
                let word = written.strip_suffix("_en").or(written.strip_suffix("_zh")).unwrap_or(written);
                let Some(empty) = Empty::ALL.iter().find(|empty| empty.word() == word) else {
                    let known = || Empty::ALL.iter().map(|empty| empty.word());
                    reading.findings.push(
                        Finding::new(
                            &rules::UNKNOWN_WORD,
                            reading.place(key.span()),
                            Said::both(format!("没有 `{word}` 这种空缺"), format!("`{word}` is no kind of empty mark")),
                        )
                        .expected(expected_one_of(known()))
                        .help(suggestion(word, known())),
                    );
                    return None;
                };
                let reason = <Option<Said> as Field>::take(table, &value.span(), empty.word(), reading)??;
                // A second key is the same reason in the other language, or a slip.
                let own =
                    |key: &str| key.strip_prefix(empty.word()).is_some_and(|end| ["", "_en", "_zh"].contains(&end));
                if !table.iter().all(|(key, _)| own(key.get_ref())) {
                    let [zh, en] = Self::takes();
                    reading.wrong_type(value, &Said::both(zh, en));
                    return None;
                }
                Some(Cell::Empty(*empty, reason))
            }
            _ => {
                let [zh, en] = Self::takes();
                reading.wrong_type(value, &Said::both(zh, en));
                None
            }
        }
    }
}

single_field!(Row);
