//! `gongshi schema`: JSON Schemas of what people write, made from the forms that read it, for editors and other tools.
//!
//! A schema asks for what the guide teaches: records in `[[…]]`, a text's own name beside those with `_en` or `_zh`. The
//! program reads a little more than that. What only the whole community can tell, no schema knows.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::community::document::TwinForm;
use crate::community::form::{FieldNote, Form as _, Shape};
use crate::community::register::kinds;
use crate::community::row::Empty;

/// What a schema is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// The files of data/
    Data,
    /// The front matter of a plan
    Plan,
    /// The front matter of a notice
    Notice,
    /// The front matter of a free page
    Page,
    /// The front matter of a text in the second language
    Twin,
}

impl Form {
    /// Its word, which its file is named by.
    fn word(self) -> &'static str {
        match self {
            Form::Data => "data",
            Form::Plan => "plan",
            Form::Notice => "notice",
            Form::Page => "page",
            Form::Twin => "twin",
        }
    }
}

/// What the fields of an object are, in their order.
type Properties = Vec<(String, Schema)>;

/// A schema of draft 07, as far as the forms need it.
#[derive(Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    draft: Option<&'static str>,
    #[serde(rename = "$ref", skip_serializing_if = "Option::is_none")]
    reference: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    not: Option<Box<Schema>>,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    words: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    any_of: Vec<Schema>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Box<Schema>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    required: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_properties: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "in_order")]
    properties: Properties,
    #[serde(skip_serializing_if = "Option::is_none")]
    additional_properties: Option<Others>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    definitions: BTreeMap<&'static str, Schema>,
    #[serde(rename = "x-taplo", skip_serializing_if = "Option::is_none")]
    taplo: Option<Taplo>,
}

/// What fields that are not listed hold; `false` where there are none.
#[derive(Clone, Serialize)]
#[serde(untagged)]
enum Others {
    None(bool),
    All(Box<Schema>),
}

/// What Even Better TOML shows beside words.
#[derive(Clone, Serialize)]
struct Taplo {
    docs: Docs,
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Docs {
    enum_values: Vec<String>,
}

fn in_order<S: Serializer>(properties: &Properties, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(properties.len()))?;
    for (name, schema) in properties {
        map.serialize_entry(name, schema)?;
    }
    map.end()
}

/// Writes every schema into a folder.
///
/// # Errors
/// The path that could not be written, and what the system said.
pub fn write(folder: &Path) -> Result<(), (PathBuf, io::Error)> {
    fs::create_dir_all(folder).map_err(|error| (folder.to_owned(), error))?;
    for form in Form::value_variants() {
        let path = folder.join(format!("{}.schema.json", form.word()));
        fs::write(&path, text(*form)).map_err(|error| (path, error))?;
    }
    Ok(())
}

/// The schema as it stands in its file.
pub fn text(form: Form) -> String {
    let schema = match form {
        Form::Data => data(),
        Form::Twin => front_matter(TwinForm::doc(), &TwinForm::notes()),
        _ => kinds()
            .into_iter()
            .find(|kind| kind.word == form.word())
            .map_or_else(Schema::default, |kind| front_matter(kind.doc, &kind.fields)),
    };
    let schema = Schema { draft: Some("http://json-schema.org/draft-07/schema#"), ..schema };
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// A file of data: records of every kind, and the settings.
fn data() -> Schema {
    let mut properties = Properties::new();
    for kind in kinds().into_iter().filter(|kind| kind.folder == "data/") {
        let record = object(&kind.fields);
        let said = Some(both(&kind.doc));
        let schema = match kind.word {
            "site" => Schema { description: said, ..record },
            _ => Schema { description: said, ..list(record) },
        };
        properties.push((kind.word.to_owned(), schema));
    }
    Schema {
        title: Some("gongshi: data/**/*.toml".to_owned()),
        properties,
        definitions: [("condition", condition()), ("mark", mark())].into(),
        ..closed()
    }
}

fn front_matter(doc: [String; 2], fields: &[FieldNote]) -> Schema {
    let mut schema = Schema { title: Some(both(&doc)), ..object(fields) };
    if fields.iter().any(|field| field.fields().iter().any(|field| matches!(field.shape, Shape::Conditions))) {
        schema.definitions.insert("condition", condition());
    }
    schema
}

/// Both languages, the Chinese first; notes carry the English first.
fn both([en, zh]: &[String; 2]) -> String {
    format!("{zh}\n{en}")
}

fn of_type(kind: &'static str) -> Schema {
    Schema { kind: Some(kind), ..Schema::default() }
}

/// An object without other fields than those that will be listed.
fn closed() -> Schema {
    Schema { additional_properties: Some(Others::None(false)), ..of_type("object") }
}

/// An object of any fields that hold what `schema` says.
fn open(schema: Schema) -> Schema {
    Schema { additional_properties: Some(Others::All(Box::new(schema))), ..of_type("object") }
}

fn list(items: Schema) -> Schema {
    Schema { items: Some(Box::new(items)), ..of_type("array") }
}

fn defined(reference: &'static str) -> Schema {
    Schema { reference: Some(reference), ..Schema::default() }
}

fn object(fields: &[FieldNote]) -> Schema {
    let mut properties = Properties::new();
    for field in fields {
        let value = value(&field.shape);
        let described = Schema { description: Some(both(&field.doc)), ..if field.list { list(value) } else { value } };
        properties.push((field.name.to_owned(), described.clone()));
        if field.two_languages {
            for (ending, language) in [("en", [" (in English)", "（英文）"]), ("zh", [" (in Chinese)", "（中文）"])]
            {
                let said = [0, 1].map(|index| format!("{}{}", field.doc[index], language[index]));
                properties.push((
                    format!("{}_{ending}", field.name),
                    Schema { description: Some(both(&said)), ..described.clone() },
                ));
            }
        }
    }
    let required = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    Schema { properties, required, ..closed() }
}

fn value(shape: &Shape) -> Schema {
    match shape {
        Shape::Text => Schema { pattern: Some("\\S"), ..of_type("string") },
        Shape::Words(words) => Schema {
            words: words.iter().map(|(word, _)| *word).collect(),
            taplo: Some(Taplo {
                docs: Docs { enum_values: words.iter().map(|(_, [zh, en])| format!("{zh}\n{en}")).collect() },
            }),
            ..of_type("string")
        },
        Shape::Key => Schema {
            pattern: Some("^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$"),
            not: Some(Box::new(Schema { words: vec!["index"], ..Schema::default() })),
            ..of_type("string")
        },
        Shape::Truth => of_type("boolean"),
        Shape::Whole => Schema { minimum: Some(0), maximum: Some(u32::MAX), ..of_type("integer") },
        Shape::Year => Schema { minimum: Some(1900), maximum: Some(2100), ..of_type("integer") },
        Shape::Number => of_type("number"),
        // Readers of TOML hand a date over as text; Even Better TOML knows by the format that it stands without quotes.
        Shape::Date => Schema { format: Some("date"), ..of_type("string") },
        Shape::Time => Schema { pattern: Some("^([01]?[0-9]|2[0-3]):[0-5]?[0-9]$"), ..of_type("string") },
        Shape::Table(fields) => object(fields),
        Shape::Numbers => open(of_type("number")),
        Shape::Conditions => open(defined("#/definitions/condition")),
        Shape::Condition => defined("#/definitions/condition"),
        Shape::Row => row(),
        Shape::Mark => defined("#/definitions/mark"),
    }
}

fn condition() -> Schema {
    let one = || ["string", "number", "boolean"].map(of_type);
    let mut any_of = one().to_vec();
    any_of.push(list(defined("#/definitions/condition")));
    Schema { any_of, ..Schema::default() }
}

/// A row of a score sheet.
fn row() -> Schema {
    let text = || value(&Shape::Text);
    let properties = [
        ("subject", text(), ["the id of the subject", "对象的编号"]),
        ("note", text(), ["a remark beside the marks", "说明"]),
        ("note_en", text(), ["a remark beside the marks (in English)", "说明（英文）"]),
        ("note_zh", text(), ["a remark beside the marks (in Chinese)", "说明（中文）"]),
        ("people", of_type("number"), ["how many people the assessor speaks for", "评分人代表的人数"]),
    ];
    let described = |(name, schema, doc): (&str, Schema, [&str; 2])| {
        (name.to_owned(), Schema { description: Some(both(&doc.map(str::to_owned))), ..schema })
    };
    Schema {
        properties: properties.into_iter().map(described).collect(),
        required: vec!["subject"],
        ..open(defined("#/definitions/mark"))
    }
}

fn mark() -> Schema {
    let parts = ["got", "of"];
    let ratio = Schema {
        properties: parts.map(|name| (name.to_owned(), of_type("number"))).into(),
        required: parts.into(),
        ..closed()
    };
    let empty = |empty: &Empty| Schema {
        properties: ["", "_en", "_zh"].map(|ending| (format!("{}{ending}", empty.word()), value(&Shape::Text))).into(),
        min_properties: Some(1),
        ..closed()
    };
    let mut any_of = vec![of_type("number"), of_type("boolean"), ratio];
    any_of.extend(Empty::ALL.iter().map(empty));
    Schema { any_of, ..Schema::default() }
}
