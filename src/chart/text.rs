//! How much room a text takes, and where its lines break. All lengths are tenths of a unit of the drawing.
//!
//! No font is known here: a Chinese or full-width character takes one em, a Latin capital or a percent sign 0.7 em, any
//! other 0.55 em. That is a little more than most fonts need, and so the room is kept.

use unicode_width::UnicodeWidthChar;

/// A text set in lines, none of which is wider than it was allowed to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The lines from top to bottom.
    pub lines: Vec<String>,
    /// The width of the widest.
    pub width: i32,
}

impl Block {
    /// Sets `text` in as few lines of at most `limit` as possible, all of about the same length.
    pub fn new(text: &str, limit: i32) -> Block {
        let pieces = pieces(text);
        let count = fill(&pieces, limit).len();
        let (mut narrow, mut wide) = (longest(&pieces).min(limit), limit);
        while narrow < wide {
            let middle = (narrow + wide) / 2;
            if fill(&pieces, middle).len() <= count {
                wide = middle;
            } else {
                narrow = middle + 1;
            }
        }
        let lines = fill(&pieces, wide);
        let width = lines.iter().map(|line| width(line)).max().unwrap_or(0);
        Block { lines, width }
    }

    /// The height of its lines.
    pub fn height(&self) -> i32 {
        self.lines.len() as i32 * LINE
    }
}

/// The size of the text.
pub const EM: i32 = 160;
/// From one line of text to the next.
pub const LINE: i32 = 200;

/// The width of a text set in one line.
pub fn width(text: &str) -> i32 {
    text.chars().map(character_width).sum()
}

/// The width of the longest piece of a text that should stay in one line: a word, or one Chinese character.
pub fn longest_piece(text: &str) -> i32 {
    longest(&pieces(text))
}

fn character_width(character: char) -> i32 {
    match character.width_cjk() {
        Some(2) if character != '–' => EM,
        Some(1 | 2) if character.is_uppercase() || character == '%' => EM * 7 / 10,
        Some(1 | 2) => EM * 55 / 100,
        _ => 0,
    }
}

/// A stretch of text without a place to break, and whether a space stands before it.
struct Piece {
    spaced: bool,
    text: String,
}

fn longest(pieces: &[Piece]) -> i32 {
    pieces.iter().map(|piece| width(&piece.text)).max().unwrap_or(0)
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for word in text.split_whitespace() {
        let mut before = None;
        for character in word.chars() {
            match (before, pieces.last_mut()) {
                (Some(before), Some(piece)) if !may_break(before, character) => piece.text.push(character),
                (before, _) => {
                    let spaced = before.is_none() && !pieces.is_empty();
                    pieces.push(Piece { spaced, text: character.to_string() });
                }
            }
            before = Some(character);
        }
    }
    pieces
}

/// Whether a line may end between two characters that no space parts.
fn may_break(before: char, after: char) -> bool {
    const OPENING: &str = "（【《〈「『“‘([{第";
    const CLOSING: &str = "，。、；：！？）】》〉」』”’％‰…—～·,.;:!?)]}%-–/~";
    if OPENING.contains(before) || CLOSING.contains(after) {
        return false;
    }
    if before.is_ascii_digit() && character_width(after) == EM {
        return false;
    }
    character_width(before) == EM || character_width(after) == EM || "-–/~".contains(before)
}

/// Fills lines with pieces one after the other; a piece wider than a line is broken anywhere rather than cut.
fn fill(pieces: &[Piece], limit: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0;
    for piece in pieces {
        let space = if piece.spaced { character_width(' ') } else { 0 };
        let needed = width(&piece.text);
        match lines.last_mut() {
            Some(line) if used + space + needed <= limit => {
                if piece.spaced {
                    line.push(' ');
                }
                line.push_str(&piece.text);
                used += space + needed;
            }
            _ => {
                lines.push(String::new());
                used = 0;
                for character in piece.text.chars() {
                    let needed = character_width(character);
                    if used > 0 && used + needed > limit {
                        lines.push(String::new());
                        used = 0;
                    }
                    if let Some(line) = lines.last_mut() {
                        line.push(character);
                    }
                    used += needed;
                }
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, ems: i32) -> Vec<String> {
        Block::new(text, ems * EM).lines
    }

    #[test]
    fn a_chinese_character_is_one_em_and_a_latin_one_0_55_or_0_7() {
        assert_eq!(width("朝阳区综合执法一中队"), 10 * EM);
        assert_eq!(width("，（）"), 3 * EM);
        assert_eq!(width("neighbours"), 10 * 88);
        assert_eq!(width("92.5分"), 4 * 88 + EM);
        assert_eq!(width("e\u{301}"), 88);
        assert_eq!(width("CCTV 5%"), 5 * 112 + 2 * 88);
        assert_eq!(width(""), 0);
    }

    #[test]
    fn chinese_breaks_anywhere_but_before_closing_punctuation_and_lines_are_even() {
        assert_eq!(lines("朝阳区综合执法一中队", 10), ["朝阳区综合执法一中队"]);
        assert_eq!(lines("朝阳区综合执法一中队", 9), ["朝阳区综合", "执法一中队"]);
        assert_eq!(lines("团结、稳定（一）", 4), ["团结、稳", "定（一）"]);
        assert_eq!(lines("团结稳定、和谐", 4), ["团结稳", "定、和谐"]);
        assert_eq!(lines("第12季度", 4), ["第12季", "度"]);
    }

    #[test]
    fn english_breaks_between_words_and_a_word_too_long_is_broken_not_cut() {
        assert_eq!(lines("Community health service centre", 11), ["Community health", "service centre"]);
        assert_eq!(lines("Neighbourhoods", 4), ["Neighbo", "urhoods"].map(String::from));
        assert_eq!(lines("95–100", 3), ["95–", "100"]);
    }

    #[test]
    fn no_character_is_lost_at_any_width() {
        let text = "2026年第一季度 community（社区）health-service centre 90–95";
        for limit in 1..60 {
            let block = Block::new(text, limit * EM / 2);
            let kept: String = block.lines.concat().split_whitespace().collect();
            assert_eq!(kept, text.split_whitespace().collect::<String>(), "{limit}");
            assert!(limit < 2 || block.width <= limit * EM / 2, "{limit}");
        }
    }

    #[test]
    fn nothing_has_no_lines() {
        assert_eq!(Block::new(" ", 100), Block { lines: vec![], width: 0 });
    }
}
