//! Where personal data is written in the files of people.

use std::collections::BTreeMap;

use memchr::memmem;
use rayon::prelude::*;

use crate::finding::{FileId, Place};
use crate::inspect::Datum;
use crate::load::{Source, SourceFile};
use crate::privacy::contents::contents;
use crate::privacy::contents::plain::laid_bare;
use crate::privacy::{Hit, scan};

/// Where something personal is written.
pub struct Written {
    /// What may be shown instead.
    pub shown: String,
    /// The places, in order.
    pub places: Vec<Place>,
    /// The files of themes.
    pub themes: Vec<String>,
}

/// Everything personal in data, texts and themes.
pub fn written(source: &Source) -> BTreeMap<Datum, Written> {
    let files: Vec<(FileId, &SourceFile)> = source.with_ids().collect();
    let found: Vec<(FileId, Vec<Hit>)> = files.into_par_iter().map(|(id, file)| (id, hits(&file.text))).collect();
    let mut written: BTreeMap<Datum, Written> = BTreeMap::new();
    for (file, hits) in found {
        for hit in hits {
            let place = Place { file, span: hit.span.clone() };
            entry(&mut written, &hit).places.push(place);
        }
    }
    for (theme, files) in &source.themes {
        for (path, bytes) in files {
            let name = format!("themes/{theme}/{path}");
            for hit in contents(path, bytes).texts.iter().flat_map(|text| scan(text)) {
                let entry = entry(&mut written, &hit);
                if entry.themes.last() != Some(&name) {
                    entry.themes.push(name.clone());
                }
            }
        }
    }
    written
}

fn entry<'a>(written: &'a mut BTreeMap<Datum, Written>, hit: &Hit) -> &'a mut Written {
    written.entry((hit.kind, hit.value.clone())).or_insert_with(|| Written {
        shown: hit.masked().to_owned(),
        places: Vec::new(),
        themes: Vec::new(),
    })
}

/// What is personal in a text, also where entities, escapes or emphasis hide it.
fn hits(text: &str) -> Vec<Hit> {
    let mut hits = scan(text);
    if let Some(bare) = laid_bare(text) {
        for mut hidden in scan(&bare.text) {
            hidden.span = bare.origin(&hidden.span);
            if !hits.iter().any(|hit| overlap(hit, &hidden)) {
                hits.push(hidden);
            }
        }
        hits.sort_by_key(|hit| hit.span.start);
    }
    hits
}

fn overlap(left: &Hit, right: &Hit) -> bool {
    left.span.start < right.span.end && right.span.start < left.span.end
}

/// Where `value` stands letter for letter.
pub fn literally(source: &Source, value: &str) -> Vec<Place> {
    let finder = memmem::Finder::new(value);
    let places = |(file, text): (FileId, &SourceFile)| {
        let starts: Vec<usize> = finder.find_iter(text.text.as_bytes()).collect();
        starts.into_iter().map(move |start| Place { file, span: start..start + value.len() })
    };
    source.with_ids().flat_map(places).collect()
}

/// The first place in a text that names the file `path` below `content/`.
pub fn attaching(source: &Source, path: &str) -> Option<Place> {
    let (folder, beside) = path.split_once('/')?;
    source.with_ids().find_map(|(file, text)| {
        text.path.strip_prefix("content/")?.strip_prefix(folder)?.strip_prefix('/')?;
        let start = text.text.find(beside)?;
        Some(Place { file, span: start..start + beside.len() })
    })
}
