//! A text as a reader meets it: passages of words without their Markdown, every byte of which knows its place in the file.

use std::ops::Range;

use chrono::NaiveDate;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use regex::Regex;
use toml::de::{DeTable, DeValue};

use crate::finding::rules::Rule;
use crate::finding::{FileId, Finding, Place};
use crate::language::{Language, Said};
use crate::markdown::events;

/// What stands for something that is no prose: code, an image, the address of a link.
pub const OPAQUE: char = '\0';

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A heading.
    Heading,
    /// A paragraph, also one within a quotation.
    Paragraph,
    /// A paragraph of an item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// A field of the front matter.
    Field,
}

/// Words that stand together.
#[derive(Debug)]
pub struct Passage {
    /// What it is.
    pub kind: Kind,
    /// The words; a line break is `\n`, and what is no prose is [`OPAQUE`].
    pub text: String,
    /// The language of the words.
    pub language: Language,
    /// Where the whole stands.
    pub place: Place,
    /// From where in `text` which bytes of the file are told.
    runs: Vec<(usize, Range<usize>)>,
}

impl Passage {
    /// Where the bytes `span` of its text stand in the file.
    pub fn at(&self, span: Range<usize>) -> Place {
        let start = self.spot(span.start);
        // The end is told from the last byte within, since the next one may stand beyond a mark.
        let last = self.text[..span.end].char_indices().next_back().map_or(0, |(at, _)| at);
        let end = if span.is_empty() { start } else { self.spot(last) + span.end - last };
        Place { file: self.place.file, span: start..end.max(start) }
    }

    /// Where the byte `at` of its text stands in the file.
    fn spot(&self, at: usize) -> usize {
        let run = self.runs.iter().rev().find(|(start, _)| *start <= at);
        run.map_or(self.place.span.start, |(start, source)| {
            source.start + (at - start).min(source.len().saturating_sub(1))
        })
    }

    fn push(&mut self, text: &str, source: Range<usize>) {
        self.runs.push((self.text.len(), source));
        self.text.push_str(text);
    }

    /// The character before the byte `at`, on the same line or not.
    pub fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// The character from the byte `at`.
    pub fn after(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }
}

/// An image.
#[derive(Debug)]
pub struct Image {
    /// What is said instead of it.
    pub alt: String,
    /// Where it stands.
    pub place: Place,
}

/// An ordered list: the numbers that are written before its items, with their places.
#[derive(Debug)]
pub struct Numbered {
    /// Before which passage it begins.
    pub passage: usize,
    /// Whether it stands within another list.
    pub nested: bool,
    /// The numbers.
    pub numbers: Vec<(usize, Place)>,
}

/// A text with its front matter.
#[derive(Debug)]
pub struct Reading {
    /// The language.
    pub language: Language,
    /// The date of the document.
    pub date: Option<NaiveDate>,
    /// Whether its headings get numbers by themselves.
    pub numbered: bool,
    /// Its passages in order, those of the front matter last.
    pub passages: Vec<Passage>,
    /// Its images.
    pub images: Vec<Image>,
    /// Its ordered lists, in the order in which they begin.
    pub lists: Vec<Numbered>,
    /// Blocks that became code since they are indented.
    pub indented: Vec<Place>,
    /// Paragraphs that a line of `---` or `===` below makes headings.
    pub underlined: Vec<Place>,
}

impl Reading {
    /// Reads the `markdown` that begins at `start` in `file`.
    pub fn new(file: FileId, start: usize, markdown: &str, language: Language) -> Reading {
        let empty = Reading {
            language,
            date: None,
            numbered: false,
            passages: Vec::new(),
            images: Vec::new(),
            lists: Vec::new(),
            indented: Vec::new(),
            underlined: Vec::new(),
        };
        let mut reader = Reader {
            reading: empty,
            markdown,
            file,
            start,
            open: None,
            blocks: Vec::new(),
            lists: Vec::new(),
            alt: None,
            in_code: false,
        };
        for (event, span) in events(markdown) {
            reader.meet(event, span);
        }
        reader.close();
        reader.reading
    }

    /// Adds the texts of the front matter `toml`, which is the beginning of `file` up to its text.
    pub fn read_fields(&mut self, file: FileId, front: &str) {
        let Some(start) = front.find("+++").map(|at| at + 3) else { return };
        let Some(end) = front.rfind("+++").filter(|end| *end > start) else { return };
        let (table, _) = DeTable::parse_recoverable(&front[start..end]);
        let mut found = Vec::new();
        texts_of(table.get_ref(), &mut found);
        for (key, text, span) in found {
            let quoted = front[start..end].get(span.clone()).unwrap_or_default();
            let Some(at) = quoted.find(&text).filter(|_| !text.is_empty()) else { continue };
            let span = start + span.start + at..start + span.start + at + text.len();
            let language = if key.ends_with("_en") { Language::English } else { self.language };
            let place = Place { file, span: span.clone() };
            let kind = Kind::Field;
            self.passages.push(Passage { kind, text: hidden(&text), language, place, runs: vec![(0, span)] });
        }
    }
}

/// The fields of a front matter that are read as prose, also with `_en`.
const FIELDS: [&str; 9] =
    ["title", "short_title", "topic", "summary", "addressees", "text", "basis", "object", "channel"];

/// The fields of `table` that are prose: key, words, place.
fn texts_of(table: &DeTable<'_>, found: &mut Vec<(String, String, Range<usize>)>) {
    for (key, value) in table {
        let key = key.get_ref().as_ref();
        match value.get_ref() {
            DeValue::String(text) if FIELDS.contains(&key.trim_end_matches("_en")) => {
                found.push((key.to_owned(), text.to_string(), value.span()));
            }
            DeValue::Table(table) => texts_of(table, found),
            DeValue::Array(array) => {
                for value in array.iter() {
                    if let DeValue::Table(table) = value.get_ref() {
                        texts_of(table, found);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The text with every address in it hidden, byte for byte.
fn hidden(text: &str) -> String {
    let mut text = text.to_owned();
    while let Some(at) = ["https://", "http://"].iter().find_map(|scheme| text.find(scheme)) {
        let end = text[at..].find(|c: char| !c.is_ascii_graphic()).map_or(text.len(), |end| at + end);
        text.replace_range(at..end, &OPAQUE.to_string().repeat(end - at));
    }
    text
}

/// What has been read so far.
struct Reader<'m> {
    reading: Reading,
    markdown: &'m str,
    file: FileId,
    start: usize,
    open: Option<Passage>,
    /// The blocks that the next words stand in, outermost first.
    blocks: Vec<Kind>,
    /// The lists that are open: an ordered one by its position.
    lists: Vec<Option<usize>>,
    alt: Option<Image>,
    in_code: bool,
}

impl Reader<'_> {
    fn place(&self, span: Range<usize>) -> Place {
        Place { file: self.file, span: span.start + self.start..span.end + self.start }
    }

    fn close(&mut self) {
        self.reading.passages.extend(self.open.take().filter(|passage| !passage.text.trim().is_empty()));
    }

    fn say(&mut self, text: &str, span: Range<usize>) {
        if let Some(image) = &mut self.alt {
            image.alt.push_str(text);
            return;
        }
        let place = self.place(span);
        let kind = self.blocks.last().copied().unwrap_or(Kind::Paragraph);
        let language = self.reading.language;
        let open = self.open.get_or_insert_with(|| Passage {
            kind,
            text: String::new(),
            language,
            place: place.clone(),
            runs: Vec::new(),
        });
        open.place.span.end = place.span.end;
        open.push(text, place.span);
    }

    fn meet(&mut self, event: Event<'_>, span: Range<usize>) {
        match event {
            Event::Start(tag) => self.begin(&tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(_) if self.in_code => {}
            Event::Text(text) => self.say(&hidden(&text), span),
            Event::Code(_) | Event::FootnoteReference(_) | Event::InlineHtml(_) => self.say("\0", span),
            Event::SoftBreak | Event::HardBreak => self.say("\n", span),
            _ => {}
        }
    }

    fn begin(&mut self, tag: &Tag<'_>, span: Range<usize>) {
        let place = self.place(span.clone());
        match tag {
            Tag::Paragraph if self.lists.is_empty() => self.block(Kind::Paragraph),
            Tag::Paragraph => self.block(Kind::Item),
            Tag::Heading { .. } => {
                if !self.markdown[span].starts_with('#') {
                    self.reading.underlined.push(place);
                }
                self.block(Kind::Heading);
            }
            Tag::TableCell => self.block(Kind::Cell),
            Tag::List(first) => {
                self.close();
                let nested = !self.lists.is_empty();
                self.lists.push(first.map(|_| self.reading.lists.len()));
                if first.is_some() {
                    let passage = self.reading.passages.len();
                    self.reading.lists.push(Numbered { passage, nested, numbers: Vec::new() });
                }
            }
            Tag::Item => {
                self.block(Kind::Item);
                self.number(&span);
            }
            Tag::CodeBlock(kind) => {
                self.close();
                self.in_code = true;
                if matches!(kind, CodeBlockKind::Indented) {
                    self.reading.indented.push(place);
                }
            }
            Tag::Image { .. } => {
                self.say("\0", span);
                self.alt = Some(Image { alt: String::new(), place });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item => {
                self.close();
                self.blocks.pop();
            }
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::Image => self.reading.images.extend(self.alt.take()),
            _ => {}
        }
    }

    fn block(&mut self, kind: Kind) {
        self.close();
        self.blocks.push(kind);
    }

    /// Notes the number that is written before the item at `span`, if its list is ordered.
    fn number(&mut self, span: &Range<usize>) {
        let digits = self.markdown[span.clone()].bytes().take_while(u8::is_ascii_digit).count();
        let place = self.place(span.start..(span.start + digits + 1).min(span.end));
        let number = self.markdown[span.start..span.start + digits].parse();
        if let (Some(Some(list)), Ok(number)) = (self.lists.last(), number) {
            self.reading.lists[*list].numbers.push((number, place));
        }
    }
}

/// The pattern that `text` describes.
pub fn pattern(text: &str) -> Regex {
    #[expect(clippy::expect_used, reason = "every pattern is a constant, and the tests use each of them")]
    Regex::new(text).expect("the pattern is well formed")
}

/// A finding whose help is what should stand there instead.
pub fn mended(rule: &'static Rule, place: Place, chinese: &str, english: &str, instead: &str) -> Finding {
    Finding::new(rule, place, Said::both(chinese, english))
        .help(Said::both(format!("改为 `{instead}`"), format!("write `{instead}`")))
}

/// Whether it is a Han character.
pub fn is_han(character: char) -> bool {
    matches!(u32::from(character), 0x3005 | 0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Whether there is a Han character at that side.
pub fn han(character: Option<char>) -> bool {
    character.is_some_and(is_han)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules::lint::samples::chinese;

    #[test]
    fn words_know_their_place_and_what_is_no_prose_is_hidden() {
        let text = "## 标题\n\n甲**乙**`码`[丙](plan:x)https://a.cn/丁 &amp;戊\n己\n\n- 一项\n\n| 格 | 子 |\n|--|--|\n| 1 | ![图](a.png) |\n";
        let reading = chinese(text);
        let words: Vec<&str> = reading.passages.iter().map(|passage| passage.text.as_str()).collect();
        let address = OPAQUE.to_string().repeat(13);
        assert_eq!(words[..3], ["标题", &format!("甲乙\0丙{address}丁 &戊\n己"), "一项"]);
        let passage = &reading.passages[1];
        for word in ["乙", "丙", "戊", "己", "丁 &戊"] {
            let at = passage.text.find(word).unwrap();
            let told = &text[passage.at(at..at + word.len()).span];
            assert_eq!(told.replace("&amp;", "&"), word);
        }
        assert_eq!(reading.images[0].alt, "图");
    }

    #[test]
    fn fields_of_the_front_matter_are_read_in_their_language() {
        let front = "+++\ntitle = \"甲\"\nnumber = 1\n[[clause]]\ntext = \"乙\"\ntext_en = \"B\"\n+++\n";
        let mut reading = chinese("");
        reading.read_fields(FileId(0), front);
        let told = |passage: &Passage| &front[passage.place.span.clone()];
        assert_eq!(reading.passages.iter().map(told).collect::<Vec<_>>(), ["甲", "乙", "B"]);
        assert_eq!(reading.passages[2].language, Language::English);
    }
}
