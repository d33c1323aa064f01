//! Characters as a reader sees them: digits of every script, letters of full width, and what is not seen at all.

/// How a digit is drawn. A number is in one style throughout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// 0–9 of any width and script.
    Plain,
    /// In a ring, in brackets or with a full stop: ①, ⑴, ⒈.
    Ringed,
    /// 〇一二三四五六七八九.
    Han,
}

/// The zeros of the scripts that have digits of their own, each followed by its 1 to 9.
const ZEROS: [u32; 22] = [
    0x30, 0xff10, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0,
    0xf20, 0x1040, 0x17e0, 0x1810, 0x2080, 0x1fbf0,
];

/// The ones of the ringed digits, each followed by its 2 to 9.
const RINGED_ONES: [u32; 8] = [0x2460, 0x2474, 0x2488, 0x24f5, 0x2776, 0x2780, 0x278a, 0x1f102];

/// The digit that `c` is, and its style.
pub fn digit(c: char) -> Option<(u8, Style)> {
    if c.is_ascii() {
        return c.to_digit(10).map(|value| (value as u8, Style::Plain));
    }
    let code = c as u32;
    if (0x1d7ce..=0x1d7ff).contains(&code) {
        return Some((((code - 0x1d7ce) % 10) as u8, Style::Plain));
    }
    let within = |start: &u32, count: u32| code.checked_sub(*start).filter(|value| *value < count);
    if let Some(value) = ZEROS.iter().find_map(|zero| within(zero, 10)) {
        return Some((value as u8, Style::Plain));
    }
    if let Some(value) = RINGED_ONES.iter().find_map(|one| within(one, 9)) {
        return Some((value as u8 + 1, Style::Ringed));
    }
    if matches!(c, '⓪' | '⓿' | '🄋' | '🄌') {
        return Some((0, Style::Ringed));
    }
    han_digit(c).map(|value| (value, Style::Han))
}

/// The digit that a Chinese character is when a number is read out digit by digit.
pub fn han_digit(c: char) -> Option<u8> {
    if c == '幺' {
        return Some(1);
    }
    let position = |digits: &str| digits.chars().position(|digit| digit == c).map(|value| value as u8);
    position("〇一二三四五六七八九").or_else(|| position("零壹贰叁肆伍陆柒捌玖"))
}

/// Whether nothing of `c` is seen: joiners, marks of direction, soft hyphens, variation selectors, keycaps.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{20e3}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// `c`, or the ASCII character that it is of full width.
pub fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// Whether `c` is a Chinese character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇' | '\u{20000}'..='\u{323af}')
}

/// What can stand between the groups of a number, the weaker first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Blanks.
    Space,
    /// A full stop or a raised one, alone.
    Dot,
    /// Dashes, with or without blanks.
    Dash,
    /// Round brackets.
    Bracket,
}

/// The gap that `c` makes.
pub fn gap(c: char) -> Option<Gap> {
    match c {
        ' ' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(Gap::Space),
        '.' | '．' | '·' | '•' | '・' | '‧' | '∙' => Some(Gap::Dot),
        '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '－' | '﹣' | '﹘' | '─' | '━' | '～' | '~' => {
            Some(Gap::Dash)
        }
        '(' | ')' | '（' | '）' => Some(Gap::Bracket),
        _ => None,
    }
}

/// The characters of `text` that are seen, each with its place.
pub fn seen(text: &str) -> impl DoubleEndedIterator<Item = (usize, char)> + '_ {
    text.char_indices().filter(|(_, c)| !is_invisible(*c))
}
