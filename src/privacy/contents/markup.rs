//! HTML and XML: the text as it is read, tags taken away, and what attributes, comments and scripts say.
//!
//! Every page of a site is read here, so this is one pass that builds no tree and no tokens. Mending broken markup as
//! browsers do is not needed: whatever is no tag is text, and all text is searched.

use std::ops::Range;

use memchr::{memchr, memchr2, memmem};

use crate::markdown::percent_decoded;
use crate::privacy::contents::{Content, plain};

/// How elements part the words around them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// HTML: all but those that stand within a line do, and scripts hold no tags.
    Html,
    /// Other XML, such as feeds and drawings: all but those that stand within a line do.
    Xml,
    /// A part of an office document: only those known to.
    Office,
}

/// Whether an element stands within a line.
fn is_inline(name: &[u8]) -> bool {
    matches!(
        name,
        b"a" | b"abbr"
            | b"b"
            | b"bdi"
            | b"bdo"
            | b"big"
            | b"cite"
            | b"code"
            | b"data"
            | b"del"
            | b"dfn"
            | b"em"
            | b"font"
            | b"i"
            | b"ins"
            | b"kbd"
            | b"mark"
            | b"nobr"
            | b"q"
            | b"rb"
            | b"ruby"
            | b"s"
            | b"samp"
            | b"small"
            | b"span"
            | b"strike"
            | b"strong"
            | b"sub"
            | b"sup"
            | b"textpath"
            | b"time"
            | b"tspan"
            | b"tt"
            | b"u"
            | b"var"
            | b"wbr"
    )
}

/// Whether an element of an office document parts the words around it, whatever its prefix.
fn parts_in_office(name: &[u8]) -> bool {
    matches!(
        name.rsplit(|byte| *byte == b':').next().unwrap_or(name),
        b"p" | b"h"
            | b"tc"
            | b"tr"
            | b"row"
            | b"c"
            | b"v"
            | b"f"
            | b"si"
            | b"is"
            | b"br"
            | b"cr"
            | b"tab"
            | b"table-cell"
            | b"table-row"
            | b"li"
            | b"title"
            | b"subject"
            | b"comment"
            | b"creator"
            | b"lastmodifiedby"
            | b"description"
            | b"keywords"
            | b"annotation"
            | b"text-box"
            | b"line-break"
            | b"sdt"
            | b"txbxcontent"
            | b"definedname"
            | b"oddheader"
            | b"oddfooter"
    )
}

/// Whether an attribute holds measures of a drawing.
fn is_drawn(name: &[u8]) -> bool {
    matches!(
        name,
        b"d" | b"points"
            | b"viewbox"
            | b"transform"
            | b"x"
            | b"y"
            | b"x1"
            | b"x2"
            | b"y1"
            | b"y2"
            | b"cx"
            | b"cy"
            | b"r"
            | b"rx"
            | b"ry"
            | b"dx"
            | b"dy"
            | b"width"
            | b"height"
            | b"stroke-dasharray"
            | b"offset"
            | b"textlength"
    )
}

/// What an HTML document says.
pub fn html(text: &str) -> Content {
    read(text, Form::Html)
}

/// What an XML document says: a feed, a drawing.
pub fn xml(text: &str) -> Content {
    read(text, Form::Xml)
}

/// What a part of an office document says.
pub fn office(text: &str) -> Content {
    read(text, Form::Office)
}

/// A document while it is read.
struct Document<'a> {
    text: &'a str,
    form: Form,
    /// What stands between tags.
    shown: String,
    /// Comments, attributes, scripts.
    beside: String,
    /// Whether the cell of a table is open.
    in_cell: bool,
}

fn read(text: &str, form: Form) -> Content {
    let mut document =
        Document { text, form, shown: String::with_capacity(text.len() / 2), beside: String::new(), in_cell: false };
    let mut at = 0;
    while let Some(found) = memchr2(b'<', b'&', &text.as_bytes()[at..]) {
        document.text(at..at + found);
        at += found;
        at = if text.as_bytes()[at] == b'&' { document.entity(at) } else { document.markup(at) };
    }
    document.text(at..text.len());
    let Document { shown, beside, .. } = document;
    // Scripts and the HTML in feeds are texts of their own, with escapes and tags.
    let bare = [&shown, &beside].map(|text| plain::laid_bare(text).map(|bare| bare.text));
    Content::of([shown, beside].into_iter().chain(bare.into_iter().flatten()).collect())
}

impl Document<'_> {
    /// Adds text between tags. In HTML the end of a line is a blank.
    fn text(&mut self, span: Range<usize>) {
        let text = &self.text[span];
        match self.form {
            Form::Html => self.shown.extend(text.split('\n').flat_map(|line| [" ", line]).skip(1)),
            Form::Xml | Form::Office => self.shown.push_str(text),
        }
    }

    fn entity(&mut self, at: usize) -> usize {
        match plain::entity(&self.text[at..]) {
            Some((length, meant)) => {
                self.shown.extend(meant);
                at + length
            }
            None => {
                self.shown.push('&');
                at + 1
            }
        }
    }

    /// Reads what begins with the `<` at `at`; tells where it ends.
    fn markup(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let until = |end: &str, skip: usize| {
            memmem::find(&rest.as_bytes()[skip..], end.as_bytes()).map_or(rest.len(), |found| skip + found)
        };
        for (start, end, is_shown) in
            [("<!--", "-->", false), ("<![CDATA[", "]]>", true), ("<!", ">", false), ("<?", ">", false)]
        {
            if rest.starts_with(start) {
                let close = until(end, start.len());
                let part = rest.get(start.len()..close).unwrap_or_default();
                if is_shown {
                    self.shown.push_str(part)
                } else {
                    self.beside.extend([part, "\n"])
                }
                return at + (close + end.len()).min(rest.len());
            }
        }
        match rest.as_bytes().get(1) {
            Some(byte) if byte.is_ascii_alphabetic() || *byte == b'/' => self.tag(at),
            _ => {
                self.shown.push('<');
                at + 1
            }
        }
    }

    fn tag(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let closes = bytes[start + 1] == b'/';
        let from = start + 1 + usize::from(closes);
        let mut at = skip(bytes, from, |byte| !is_blank(byte) && byte != b'>' && byte != b'/');
        let name = bytes[from..at].to_ascii_lowercase();
        self.part(&name, closes);
        loop {
            at = skip(bytes, at, |byte| is_blank(byte) || byte == b'/');
            match bytes.get(at) {
                None => return at,
                Some(b'>') => break,
                Some(_) => at = self.attribute(at),
            }
        }
        at += 1;
        let is_script = self.form == Form::Html && !closes && matches!(name.as_slice(), b"script" | b"style");
        if !is_script {
            return at;
        }
        let close = [&b"</"[..], &name].concat();
        let lies_at =
            |end: &usize| bytes[*end..].get(..close.len()).is_some_and(|found| found.eq_ignore_ascii_case(&close));
        let end = memmem::find_iter(&bytes[at..], b"</").map(|found| at + found).find(lies_at).unwrap_or(bytes.len());
        self.beside.extend([&self.text[at..end], "\n"]);
        end
    }

    /// Reads the attribute at `start`; tells where it ends.
    fn attribute(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        // Whatever stands first is a part of the name, so that every round goes on.
        let name_end = skip(bytes, start + 1, |byte| !is_blank(byte) && !matches!(byte, b'=' | b'>' | b'/'));
        let equals = skip(bytes, name_end, is_blank);
        if bytes.get(equals) != Some(&b'=') {
            return name_end;
        }
        let from = skip(bytes, equals + 1, is_blank);
        let (from, to, end) = match bytes.get(from) {
            Some(quote @ (b'"' | b'\'')) => {
                let to = memchr(*quote, &bytes[from + 1..]).map_or(bytes.len(), |found| from + 1 + found);
                (from + 1, to, (to + 1).min(bytes.len()))
            }
            _ => {
                let to = skip(bytes, from, |byte| !is_blank(byte) && byte != b'>');
                (from, to, to)
            }
        };
        let (Some(name), Some(value)) = (self.text.get(start..name_end), self.text.get(from..to)) else { return end };
        if !is_drawn(name.to_ascii_lowercase().as_bytes()) {
            self.value(name, value);
        }
        end
    }

    fn value(&mut self, name: &str, value: &str) {
        if !value.bytes().any(|byte| byte.is_ascii_digit() || byte >= 0x80 || byte == b'@')
            || value.contains(";base64,")
        {
            return;
        }
        let meant = if value.contains('&') { plain::laid_bare(value).map(|bare| bare.text) } else { None };
        let value = meant.as_deref().unwrap_or(value);
        if value.contains('%') {
            self.beside.extend([name, "=\"", &percent_decoded(value), "\"\n"]);
        } else {
            self.beside.extend([name, "=\"", value, "\"\n"]);
        }
    }

    /// Parts the words before a tag from those behind it; within a row by tabs, also where a cell has paragraphs.
    fn part(&mut self, name: &[u8], closes: bool) {
        let parts = if self.form == Form::Office { parts_in_office(name) } else { !is_inline(name) };
        if parts {
            if matches!(name, b"td" | b"th") || name.ends_with(b":tc") || name.ends_with(b"table-cell") {
                self.in_cell = !closes;
                self.shown.push('\t');
            } else if matches!(name, b"tr" | b"table") || name.ends_with(b":tr") || name.ends_with(b"table-row") {
                self.in_cell = false;
                self.shown.push('\n');
            } else {
                self.shown.push(if self.in_cell { '\t' } else { '\n' });
            }
        }
    }
}

fn is_blank(byte: u8) -> bool {
    byte.is_ascii_whitespace()
}

/// The first place at or after `at` whose byte is not of the sort.
fn skip(bytes: &[u8], at: usize, of: impl Fn(u8) -> bool) -> usize {
    bytes.get(at..).and_then(|rest| rest.iter().position(|byte| !of(*byte))).map_or(bytes.len(), |found| at + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_within_a_line_part_no_words_and_others_do() {
        let text = html("<p>a<b>b</b>&#99;</p><td>d<td>e<!-- f --><img alt='g1' disabled src=h.png?1 >&amp;<i").texts;
        assert_eq!(text[0].replace('\n', "|"), "|abc|\td\te\t&");
        assert_eq!(text[1], " f \nalt=\"g1\"\nsrc=\"h.png?1\"\n");
        assert_eq!(office("<w:p><w:r><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r></w:p>").texts[0].trim(), "ab");
    }

    #[test]
    fn scripts_are_no_markup_and_what_is_no_tag_is_text() {
        let text = html("<script>a<b>1</b></SCRIPT> 1 < 2 <").texts;
        assert_eq!((text[0].as_str(), text[1].as_str()), ("\n\n 1 < 2 <", "a<b>1</b>\n"));
        assert_eq!(xml("<a><![CDATA[<1>]]></a><?x 2?>").texts[..2], ["<1>", "x 2?\n"]);
    }
}
