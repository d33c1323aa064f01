//! PDF: the text that pages show, by the letters that their fonts name, and what notes, links and fields say.

use std::collections::BTreeMap;

use lopdf::content::Content as Operations;
use lopdf::{Dictionary, Document, Encoding, Object};

use crate::privacy::contents::{Content, Unread};

/// The most bytes that a stream is unpacked to.
const LARGEST: usize = 64 << 20;

/// The most drawings within drawings.
const DEEPEST: u8 = 4;

/// What a PDF says.
pub fn content(bytes: &[u8]) -> Content {
    let Ok(document) = Document::load_mem(bytes) else { return Content::unread(Unread::Damaged) };
    if document.is_encrypted() {
        return Content::unread(Unread::Locked);
    }
    let mut pages = Pages { document: &document, text: String::new(), unread: None };
    for page in document.page_iter() {
        pages.page(page);
    }
    let Pages { text, unread, .. } = pages;
    Content { texts: vec![text, beside(&document)], unread }
}

/// The texts of pages while they are read.
struct Pages<'a> {
    document: &'a Document,
    text: String,
    unread: Option<Unread>,
}

type Fonts<'a> = BTreeMap<Vec<u8>, Encoding<'a>>;

impl<'a> Pages<'a> {
    fn page(&mut self, page: lopdf::ObjectId) {
        let before = self.text.len();
        let fonts = self.document.get_page_fonts(page).unwrap_or_default();
        let fonts = self.encodings(fonts.into_iter());
        let (own, inherited) = self.document.get_page_resources(page).unwrap_or_default();
        let inherited = inherited.into_iter().filter_map(|id| self.document.get_dictionary(id).ok());
        let resources: Vec<&Dictionary> = own.into_iter().chain(inherited).collect();
        match self.document.get_page_content_with_limit(page, LARGEST) {
            Ok(content) => self.operations(&content, &fonts, &resources, 0),
            Err(_) => self.unread = Some(Unread::Damaged),
        }
        self.text.push('\n');
        // A page that shows no letter but has something on it shows a picture.
        let shows = self.text[before..].chars().any(char::is_alphanumeric);
        if !shows && !self.document.get_page_contents(page).is_empty() && self.has_picture(&resources) {
            self.unread = Some(Unread::PicturesOfText);
        }
    }

    fn has_picture(&self, resources: &[&Dictionary]) -> bool {
        let drawings =
            resources.iter().filter_map(|part| part.get_deref(b"XObject", self.document).ok()?.as_dict().ok());
        drawings.into_iter().any(|drawings| !drawings.is_empty())
    }

    fn encodings(&mut self, fonts: impl Iterator<Item = (Vec<u8>, &'a Dictionary)>) -> Fonts<'a> {
        let mut encodings = Fonts::new();
        for (name, font) in fonts {
            // Letters of a composite font are numbers of its own unless it says which characters they are.
            let named = font.has(b"ToUnicode")
                || font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind != b"Type0");
            if !named && font.get(b"Encoding").and_then(Object::as_name).is_ok_and(|name| name.starts_with(b"Identity"))
            {
                self.unread = Some(Unread::PicturesOfText);
            }
            encodings.extend(
                font.get_font_encoding_with_limit(self.document, LARGEST).ok().map(|encoding| (name, encoding)),
            );
        }
        encodings
    }

    fn operations(&mut self, content: &[u8], fonts: &Fonts<'a>, resources: &[&'a Dictionary], depth: u8) {
        let Ok(content) = Operations::decode(content) else {
            self.unread = Some(Unread::Damaged);
            return;
        };
        let mut font = None;
        let mut height = None;
        for operation in &content.operations {
            let operands = &operation.operands;
            match operation.operator.as_str() {
                "Tf" => font = operands.first().and_then(|name| name.as_name().ok()).and_then(|name| fonts.get(name)),
                "Tj" | "TJ" => self.show(operands, font),
                "'" | "\"" => {
                    self.text.push('\n');
                    self.show(operands, font);
                }
                "Td" | "TD" => {
                    let level = operands.get(1).is_none_or(|down| down.as_float().is_ok_and(|down| down.abs() < 0.01));
                    self.text.push(if level { ' ' } else { '\n' });
                }
                "Tm" => {
                    let now = operands.get(5).cloned();
                    self.text.push(if now == height { ' ' } else { '\n' });
                    height = now;
                }
                "T*" | "ET" => self.text.push('\n'),
                "Do" if depth < DEEPEST => {
                    operands.first().and_then(|name| name.as_name().ok()).into_iter().for_each(|name| {
                        self.drawing(name, resources, depth);
                    });
                }
                _ => {}
            }
        }
    }

    /// Adds the letters that an operator shows. A wide gap between them is a blank.
    fn show(&mut self, operands: &[Object], font: Option<&Encoding<'a>>) {
        for operand in operands {
            match operand {
                Object::String(bytes, _) => match font.map(|font| font.bytes_to_string(bytes)) {
                    Some(Ok(shown)) => self.text.push_str(&shown),
                    _ => self.unread = Some(Unread::PicturesOfText),
                },
                Object::Array(items) => self.show(items, font),
                Object::Integer(_) | Object::Real(_) if operand.as_float().is_ok_and(|gap| gap < -250.0) => {
                    self.text.push(' ')
                }
                _ => {}
            }
        }
    }

    /// Adds what a drawing that is used on a page shows.
    fn drawing(&mut self, name: &[u8], resources: &[&'a Dictionary], depth: u8) {
        let drawings =
            resources.iter().filter_map(|part| part.get_deref(b"XObject", self.document).ok()?.as_dict().ok());
        let found =
            drawings.into_iter().find_map(|drawings| drawings.get_deref(name, self.document).ok()?.as_stream().ok());
        let Some(stream) = found
            .filter(|found| found.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form"))
        else {
            return;
        };
        let own = stream.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
        let fonts = own.and_then(|own| own.get_deref(b"Font", self.document).ok()?.as_dict().ok());
        let fonts = fonts.into_iter().flat_map(|fonts| {
            fonts.iter().filter_map(|(name, font)| {
                Some((name.clone(), self.document.dereference(font).ok()?.1.as_dict().ok()?))
            })
        });
        let fonts = fonts.collect::<Vec<_>>();
        let fonts = self.encodings(fonts.into_iter());
        if let Ok(content) = stream.get_plain_content_with_limit(LARGEST) {
            self.operations(&content, &fonts, own.as_slice(), depth + 1);
        }
    }
}

/// What stands beside the pages: links, notes, fields, bookmarks, the title and the author.
fn beside(document: &Document) -> String {
    let mut said = String::new();
    for object in document.objects.values() {
        collect(object, &mut said, 0);
    }
    said.extend(document.trailer.get_deref(b"Info", document).ok().map(|_| '\n'));
    said
}

fn collect(object: &Object, said: &mut String, depth: u8) {
    const SAYING: &[&[u8]] = &[
        b"Contents",
        b"URI",
        b"V",
        b"T",
        b"TU",
        b"Title",
        b"Author",
        b"Subject",
        b"Keywords",
        b"Alt",
        b"ActualText",
        b"F",
        b"UF",
        b"RC",
    ];
    if depth > 8 {
        return;
    }
    match object {
        Object::Dictionary(dictionary) => {
            for (key, value) in dictionary {
                match value {
                    Object::String(..) if SAYING.contains(&key.as_slice()) => {
                        said.extend(lopdf::decode_text_string(value).ok());
                        said.push('\n');
                    }
                    _ => collect(value, said, depth + 1),
                }
            }
        }
        Object::Array(items) => items.iter().for_each(|item| collect(item, said, depth + 1)),
        _ => {}
    }
}
