//! PDF: the text that pages show, by the letters that their fonts name, and what notes, links and fields say.

use std::collections::BTreeMap;

use lopdf::content::Content as Operations;
use lopdf::{Dictionary, Document, Encoding, Object};
use unicode_normalization::UnicodeNormalization;

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
    let mut pages = Pages { document: &document, text: String::new(), unread: None, pen: Pen::default() };
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
    pen: Pen,
}

type Fonts<'a> = BTreeMap<Vec<u8>, Encoding<'a>>;

impl<'a> Pages<'a> {
    fn page(&mut self, page: lopdf::ObjectId) {
        let before = self.text.len();
        self.pen = Pen::default();
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
            let encoding = match font.has(b"ToUnicode") {
                true => self.named_letters(font),
                // Letters of a composite font are numbers of its own unless it says which characters they are.
                false
                    if font
                        .get(b"Encoding")
                        .and_then(Object::as_name)
                        .is_ok_and(|name| name.starts_with(b"Identity")) =>
                {
                    None
                }
                false => font.get_font_encoding_with_limit(self.document, LARGEST).ok(),
            };
            encodings.extend(encoding.map(|encoding| (name, encoding)));
        }
        encodings
    }

    /// The letters of a font that says which characters they are, whatever it calls them beside that.
    fn named_letters(&self, font: &Dictionary) -> Option<Encoding<'a>> {
        let mut named = Dictionary::new();
        named.set("Type", "Font");
        named.set("ToUnicode", font.get(b"ToUnicode").ok()?.clone());
        match named.get_font_encoding_with_limit(self.document, LARGEST) {
            Ok(Encoding::UnicodeMapEncoding(map)) => Some(Encoding::UnicodeMapEncoding(map)),
            _ => None,
        }
    }

    fn operations(&mut self, content: &[u8], fonts: &Fonts<'a>, resources: &[&'a Dictionary], depth: u8) {
        let Ok(content) = Operations::decode(content) else {
            self.unread = Some(Unread::Damaged);
            return;
        };
        let mut font = None;
        for operation in &content.operations {
            let operands = &operation.operands;
            let name = || operands.first().and_then(|name| name.as_name().ok());
            match operation.operator.as_str() {
                "Tf" => {
                    font = name().and_then(|name| fonts.get(name));
                    self.pen.size = number(operands, 1);
                }
                "Tj" | "TJ" => self.show(operands, font),
                "'" | "\"" => {
                    self.text.push('\n');
                    self.show(operands, font);
                }
                "Do" if depth < DEEPEST => name().into_iter().for_each(|name| self.drawing(name, resources, depth)),
                operator => self.pen.move_by(operator, operands),
            }
        }
    }

    /// Adds the letters that an operator shows, apart from those before them when they stand apart.
    fn show(&mut self, operands: &[Object], font: Option<&Encoding<'a>>) {
        for operand in operands {
            match operand {
                Object::String(bytes, _) => match font.map(|font| font.bytes_to_string(bytes)) {
                    Some(Ok(shown)) => {
                        self.text.extend(self.pen.gap());
                        self.pen.write(&shown);
                        self.text.extend(shown.chars().map(character));
                    }
                    _ => self.unread = Some(Unread::PicturesOfText),
                },
                Object::Array(items) => self.show(items, font),
                Object::Integer(_) | Object::Real(_) => {
                    let back = operand.as_float().unwrap_or_default();
                    self.pen.across -= back / 1000.0 * self.pen.size;
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

/// A character, that of ordinary text in the place of a radical (⼩, 小), which browsers write when they look the same.
fn character(c: char) -> char {
    match c {
        '\u{2f00}'..='\u{2fdf}' => c.nfkc().next().unwrap_or(c),
        _ => c,
    }
}

/// A matrix as PDF writes it: `[a b c d e f]`.
type Matrix = [f32; 6];

const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// Where letters are shown. Only its own program knows how wide they are; half or the whole of their height is near enough
/// to tell whether others stand apart.
struct Pen {
    /// From the page to the drawing, and those to go back to.
    drawing: Matrix,
    kept: Vec<Matrix>,
    /// From the drawing to the beginning of the line.
    line: Matrix,
    /// How far on the line, how high letters and lines are.
    across: f32,
    size: f32,
    leading: f32,
    /// Where the last letter ended on the page, and how high it was.
    last: Option<(f32, f32, f32)>,
}

impl Default for Pen {
    fn default() -> Pen {
        Pen { drawing: UNIT, kept: Vec::new(), line: UNIT, across: 0.0, size: 0.0, leading: 0.0, last: None }
    }
}

fn number(operands: &[Object], at: usize) -> f32 {
    operands.get(at).and_then(|operand| operand.as_float().ok()).unwrap_or_default()
}

fn times(left: &Matrix, right: &Matrix) -> Matrix {
    let [a, b, c, d, e, f] = *left;
    let [g, h, i, j, k, l] = *right;
    [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}

impl Pen {
    /// Follows an operator that moves it.
    fn move_by(&mut self, operator: &str, operands: &[Object]) {
        let matrix = || [0, 1, 2, 3, 4, 5].map(|at| number(operands, at));
        let line_by = |pen: &mut Pen, x: f32, y: f32| {
            pen.line = times(&[1.0, 0.0, 0.0, 1.0, x, y], &pen.line);
            pen.across = 0.0;
        };
        match operator {
            "q" => self.kept.push(self.drawing),
            "Q" => self.drawing = self.kept.pop().unwrap_or(UNIT),
            "cm" => self.drawing = times(&matrix(), &self.drawing),
            "BT" => (self.line, self.across) = (UNIT, 0.0),
            "Tm" => (self.line, self.across) = (matrix(), 0.0),
            "TL" => self.leading = number(operands, 0),
            "Td" => line_by(self, number(operands, 0), number(operands, 1)),
            "TD" => {
                self.leading = -number(operands, 1);
                line_by(self, number(operands, 0), number(operands, 1));
            }
            "T*" => {
                let leading = self.leading;
                line_by(self, 0.0, -leading);
            }
            _ => {}
        }
    }

    /// Where it is on the page, and how high its letters are there.
    fn place(&self) -> (f32, f32, f32) {
        let [a, b, .., x, y] = times(&times(&[1.0, 0.0, 0.0, 1.0, self.across, 0.0], &self.line), &self.drawing);
        (x, y, self.size * a.abs().max(b.abs()))
    }

    /// What parts the letters about to be shown from those before them.
    fn gap(&self) -> Option<char> {
        let ((x, y, height), (last_x, last_y, last_height)) = (self.place(), self.last?);
        let height = height.max(last_height);
        if (y - last_y).abs() > height * 0.5 {
            return Some('\n');
        }
        (x > last_x + height * 0.25 || x < last_x - height).then_some(' ')
    }

    /// Goes on by the letters that were shown.
    fn write(&mut self, shown: &str) {
        let width = |c: char| match c {
            '0'..='9' => 0.55,
            _ if c.is_ascii() => 0.5,
            _ => 1.0,
        };
        self.across += shown.chars().map(width).sum::<f32>() * self.size;
        self.last = Some(self.place());
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
