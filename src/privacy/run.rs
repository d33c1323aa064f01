//! A run of digits: groups with gaps between them, as numbers are written.

use std::ops::Range;

use crate::privacy::characters::{Gap, Style, digit, gap, is_invisible, narrow, seen};
use crate::privacy::checksums::X;

/// Digits without a gap.
#[derive(Clone, Debug)]
pub struct Group {
    /// Which of the run's digits.
    pub digits: Range<usize>,
    /// Which bytes of the text.
    pub span: Range<usize>,
    /// The gap before it; none before the first.
    pub gap: Option<Gap>,
}

/// Groups of digits of one style.
#[derive(Debug, Default)]
pub struct Run {
    /// All digits; the last may be [`X`].
    pub digits: Vec<u8>,
    /// The groups, in order.
    pub groups: Vec<Group>,
}

/// The most characters of a gap: a dash between two blanks.
const WIDEST_GAP: usize = 3;

impl Run {
    /// Reads the run whose first digit stands at `start`; tells where it ends.
    pub fn read(&mut self, text: &str, start: usize, style: Style) -> usize {
        self.digits.clear();
        self.groups.clear();
        let mut end = self.group(text, start, style, None);
        while let Some((gap, next)) = gap_at(text, end, style) {
            end = self.group(text, next, style, Some(gap));
        }
        if style == Style::Plain
            && let Some(after) = check_x(text, end)
            && let Some(last) = self.groups.last_mut()
            && self.digits.len() >= 17
        {
            self.digits.push(X);
            last.digits.end += 1;
            last.span.end = after;
            end = after;
        }
        end
    }

    fn group(&mut self, text: &str, start: usize, style: Style, gap: Option<Gap>) -> usize {
        let first = self.digits.len();
        let mut end = start;
        for (at, c) in seen(&text[start..]) {
            match digit(c) {
                Some((value, found)) if found == style => self.digits.push(value),
                _ => break,
            }
            end = start + at + c.len_utf8();
        }
        self.groups.push(Group { digits: first..self.digits.len(), span: start..end, gap });
        end
    }

    /// The lengths of the groups `from..=to`, the first without its first `stripped` digits.
    pub fn lengths(&self, from: usize, to: usize, stripped: usize) -> impl Iterator<Item = usize> + '_ {
        self.groups[from..=to]
            .iter()
            .enumerate()
            .map(move |(at, group)| group.digits.len() - if at == 0 { stripped } else { 0 })
    }

    /// The digits of the groups `from..=to`.
    pub fn digits_of(&self, from: usize, to: usize) -> &[u8] {
        &self.digits[self.groups[from].digits.start..self.groups[to].digits.end]
    }

    /// The bytes of the groups `from..=to`.
    pub fn span_of(&self, from: usize, to: usize) -> Range<usize> {
        self.groups[from].span.start..self.groups[to].span.end
    }

    /// The gap before group `at`, or after the last.
    pub fn gap_before(&self, at: usize) -> Option<Gap> {
        self.groups.get(at).and_then(|group| group.gap)
    }
}

/// The gap at `at` and where the next group begins, when there is one of the same style.
fn gap_at(text: &str, at: usize, style: Style) -> Option<(Gap, usize)> {
    let mut widest = None;
    let mut count = 0;
    for (offset, c) in seen(&text[at..]) {
        match gap(c) {
            Some(found) => {
                // A full stop with anything beside it ends a sentence.
                if count > 0 && (found == Gap::Dot || widest == Some(Gap::Dot)) {
                    return None;
                }
                widest = widest.max(Some(found));
                count += 1;
                if count > WIDEST_GAP {
                    return None;
                }
            }
            None => return digit(c).filter(|(_, found)| *found == style).and(widest.map(|gap| (gap, at + offset))),
        }
    }
    None
}

/// Where the X of an identity number ends, when one stands at `at` and no word follows.
fn check_x(text: &str, at: usize) -> Option<usize> {
    let mut rest = seen(&text[at..]);
    let (offset, c) = rest.next()?;
    let after = at + offset + c.len_utf8();
    let is_x = matches!(narrow(c), 'x' | 'X' | 'Ⅹ' | 'ⅹ' | 'Х' | 'х' | '×');
    let word_follows = rest.next().is_some_and(|(_, next)| narrow(next).is_ascii_alphanumeric());
    (is_x && !word_follows).then_some(after)
}

/// The first digit of `text` at or after `from`, with its style; Chinese digits only where a mobile number may begin.
pub fn next_digit(text: &str, from: usize) -> Option<(usize, Style)> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        match CLASSES[byte as usize] {
            Class::Dull => at += 1,
            Class::Digit => return Some((at, Style::Plain)),
            Class::Perhaps => {
                let c = text[at..].chars().next()?;
                if !is_invisible(c)
                    && let Some((_, style)) = digit(c)
                {
                    return Some((at, style));
                }
                at += c.len_utf8();
            }
        }
    }
    None
}

#[derive(Clone, Copy)]
enum Class {
    /// No digit begins with it, or one that is looked for elsewhere.
    Dull,
    /// An ASCII digit.
    Digit,
    /// The first byte of characters some of which are digits.
    Perhaps,
}

/// The class of every byte. Chinese characters begin with E3–E9 and are dull here, for the sake of speed.
static CLASSES: [Class; 256] = {
    let mut classes = [Class::Dull; 256];
    let mut byte = 0xc2;
    while byte < 0xf5 {
        if byte < 0xe3 || byte > 0xed {
            classes[byte] = Class::Perhaps;
        }
        byte += 1;
    }
    byte = b'0' as usize;
    while byte <= b'9' as usize {
        classes[byte] = Class::Digit;
        byte += 1;
    }
    classes
};
