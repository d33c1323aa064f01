//! Plain text: its encoding, and spellings that stand for other characters.

use std::ops::Range;

use encoding_rs::{Encoding, GB18030};
use serde_json::Value;

use crate::privacy::contents::Content;

/// The text that `bytes` are: by their byte-order mark, else UTF-8, else GB 18030, which Chinese office programs write.
pub fn decoded(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// Whether `bytes` can be text: they have a byte-order mark, or no zero among the first of them.
pub fn is_text(bytes: &[u8]) -> bool {
    Encoding::for_bom(bytes).is_some() || !bytes[..bytes.len().min(8192)].contains(&0)
}

/// What a plain text says, as it stands and as it is meant.
pub fn content(text: String) -> Content {
    let bare = laid_bare(&text).map(|bare| bare.text);
    Content::of([text].into_iter().chain(bare).collect())
}

/// What JSON says: every key with its value.
pub fn json(text: &str) -> Content {
    let Ok(value) = serde_json::from_str::<Value>(text) else { return content(text.to_owned()) };
    let mut said = String::with_capacity(text.len());
    say(&value, &mut said);
    content(said)
}

fn say(value: &Value, said: &mut String) {
    match value {
        Value::String(text) => said.push_str(text),
        Value::Number(number) => said.push_str(&number.to_string()),
        Value::Array(items) => items.iter().for_each(|item| {
            say(item, said);
            said.push('\n');
        }),
        Value::Object(fields) => fields.iter().for_each(|(key, value)| {
            said.extend([key, ": "]);
            say(value, said);
            said.push('\n');
        }),
        Value::Null | Value::Bool(_) => {}
    }
}

/// What a calendar or card says (RFC 5545, RFC 6350): folded lines joined, escapes undone.
pub fn calendar(text: &str) -> Content {
    let mut unfolded = text.replace("\r\n", "\n");
    for fold in ["\n ", "\n\t"] {
        unfolded = unfolded.replace(fold, "");
    }
    content(unfolded.replace("\\n", "\n").replace("\\N", "\n").replace("\\,", ",").replace("\\;", ";"))
}

/// A text without what hides it: entities, escapes, emphasis and tags within a line.
#[derive(Debug, Default)]
pub struct Bare {
    /// The text.
    pub text: String,
    /// Where stretches of it stood, in order: the place in `text`, and that in the text it comes from.
    places: Vec<(usize, usize)>,
}

impl Bare {
    /// Where `span` of the bare text stood.
    pub fn origin(&self, span: &Range<usize>) -> Range<usize> {
        let origin = |at: usize| {
            let after = self.places.partition_point(|(bare, _)| *bare <= at);
            self.places.get(after.wrapping_sub(1)).map_or(at, |(bare, original)| original + (at - bare))
        };
        // The end is that of the last character, which may be an entity.
        let end = self.places.iter().find(|(bare, _)| *bare == span.end).map(|(_, original)| *original);
        origin(span.start)..end.unwrap_or_else(|| origin(span.end))
    }
}

/// `text` without what hides it; `None` when nothing does.
pub fn laid_bare(text: &str) -> Option<Bare> {
    if !text.bytes().any(|byte| matches!(byte, b'&' | b'\\' | b'*' | b'<' | b'`')) {
        return None;
    }
    let mut bare = Bare { text: String::with_capacity(text.len()), places: vec![(0, 0)] };
    let mut at = 0;
    let mut copied = 0;
    while let Some(offset) = text[at..].bytes().position(|byte| matches!(byte, b'&' | b'\\' | b'*' | b'<' | b'`')) {
        at += offset;
        let Some((length, meant)) = hidden(&text[at..]) else {
            at += 1;
            continue;
        };
        bare.text.push_str(&text[copied..at]);
        bare.places.push((bare.text.len(), at));
        bare.text.extend(meant);
        at += length;
        copied = at;
        bare.places.push((bare.text.len(), at));
    }
    bare.text.push_str(&text[copied..]);
    (copied > 0).then_some(bare)
}

/// How long the entity, escape, mark or tag at the beginning of `text` is, and the character it stands for.
fn hidden(text: &str) -> Option<(usize, Option<char>)> {
    let bytes = text.as_bytes();
    match bytes.first()? {
        b'&' => entity(text),
        b'\\' => match bytes.get(1)? {
            b'u' => {
                let (digits, length) = match bytes.get(2)? {
                    b'{' => (text.get(3..text.find('}')?)?, text.find('}')? + 1),
                    _ => (text.get(2..6)?, 6),
                };
                Some((length, Some(char::from_u32(u32::from_str_radix(digits, 16).ok()?)?)))
            }
            b'x' => Some((4, Some(char::from(u8::from_str_radix(text.get(2..4)?, 16).ok()?)))),
            b'.' | b'-' | b'_' | b'@' | b'*' | b'(' | b')' => Some((2, Some(char::from(bytes[1])))),
            _ => None,
        },
        b'*' if bytes.get(1) == Some(&b'*') => Some((2, None)),
        b'`' => Some((1, None)),
        b'<' => {
            let inner = text.get(1..text.bytes().take(120).position(|byte| byte == b'>')?)?;
            let name = inner.trim_start_matches('/').split([' ', '/']).next()?;
            const WITHIN: &[&str] = &[
                "b", "i", "u", "s", "a", "em", "strong", "span", "wbr", "font", "mark", "small", "sub", "sup", "code",
            ];
            WITHIN.contains(&name).then_some((inner.len() + 2, None))
        }
        _ => None,
    }
}

/// A character reference at the beginning of `text`: how long it is, and the character. `&#49;`, `&#x31;`, and those by name
/// that can stand in or beside a number or a mailbox.
pub fn entity(text: &str) -> Option<(usize, Option<char>)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let meant = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
        None => match name {
            "nbsp" | "ensp" | "emsp" | "thinsp" => Some(' '),
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "commat" => Some('@'),
            "period" => Some('.'),
            "hyphen" | "dash" | "ndash" | "mdash" | "minus" => Some('-'),
            "lowbar" => Some('_'),
            "zwj" | "zwnj" | "shy" => None,
            _ => return None,
        },
    };
    Some((end + 1, meant))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_text_knows_where_it_stood() {
        let text = "甲 &#49;3**8**\\u0030 乙";
        let bare = laid_bare(text).unwrap();
        assert_eq!(bare.text, "甲 1380 乙");
        assert_eq!(&text[bare.origin(&(4..8))], "&#49;3**8**\\u0030");
        assert!(laid_bare("甲 1380").is_none());
    }

    #[test]
    fn a_calendar_is_unfolded_and_json_said_with_its_keys() {
        assert_eq!(calendar("DESCRIPTION:13\r\n 8\\, 9").texts[0], "DESCRIPTION:138, 9");
        assert_eq!(json("{\"a\": [\"\\u0031\", 2]}").texts[0], "a: 1\n2\n\n");
    }

    #[test]
    fn other_encodings_are_read() {
        assert_eq!(decoded(b"\xff\xfe\x31\x00"), "1");
        assert_eq!(decoded(b"\xb5\xe7\xbb\xb0"), "电话");
    }
}
