//! The published figures: where they lie, and reading them.

use std::collections::HashMap;
use std::env;
use std::fs::File;
use std::io::{BufReader, Read};
use std::ops::Index;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use flate2::bufread::GzDecoder;

/// Where the files of a set are kept.
#[derive(Clone, Copy)]
pub enum Kept {
    /// In its folder here: its licence allows it.
    Here,
    /// Beside the checkout, or where the environment says.
    Beside,
    /// In a community of the tests.
    InCommunity(&'static str),
}

/// The folder of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The folder that the files of a set are in, whether or not it is there.
pub fn folder(set: &str, kept: Kept) -> PathBuf {
    match kept {
        Kept::Here => root().join("tests/published").join(set),
        Kept::InCommunity(path) => root().join(path),
        Kept::Beside => match env::var_os("GONGSHI_PUBLISHED_DATA") {
            Some(folder) => PathBuf::from(folder).join(set),
            None => root().join("../shared/real").join(set),
        },
    }
}

/// One line of a table.
pub struct Row {
    columns: Rc<HashMap<String, usize>>,
    cells: csv::StringRecord,
}

impl Index<&str> for Row {
    type Output = str;
    fn index(&self, column: &str) -> &str {
        let at = self.columns.get(column).unwrap_or_else(|| panic!("the table has no column {column}"));
        &self.cells[*at]
    }
}

impl Row {
    /// Whether none of the columns is blank.
    pub fn has(&self, columns: &[&str]) -> bool {
        columns.iter().all(|column| !self[*column].is_empty())
    }
}

/// The lines of the CSV file at `path`; `.gz` is unpacked.
pub fn table(path: &Path) -> Vec<Row> {
    let file = BufReader::new(File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())));
    let packed = path.extension().is_some_and(|ending| ending == "gz");
    let text: Box<dyn Read> = if packed { Box::new(GzDecoder::new(file)) } else { Box::new(file) };
    let mut reader = csv::Reader::from_reader(text);
    let columns = reader.headers().unwrap().iter().enumerate().map(|(at, name)| (name.to_owned(), at));
    let columns = Rc::new(columns.collect::<HashMap<_, _>>());
    reader.records().map(|cells| Row { columns: Rc::clone(&columns), cells: cells.unwrap() }).collect()
}
