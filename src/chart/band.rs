//! A band that rises with the level of each day. A level is told by its height and its name or letter, and only after
//! these by its colour; a day without a level is a gap.

use plotters::style::text_anchor::HPos;

use crate::chart::canvas::{Area, Drawn, rectangle, write};
use crate::chart::content::tone;
use crate::chart::ink::Ink;
use crate::chart::legend::{Legend, Sample};
use crate::chart::text::{Block, EM, LINE, width};

/// The levels of days, in runs of equal ones.
#[derive(Debug)]
pub struct Band<'a> {
    names: &'a [String],
    letters: Vec<char>,
    runs: Vec<Run>,
}

/// Days one after the other that have the same level.
#[derive(Debug, PartialEq, Eq)]
struct Run {
    level: usize,
    first: usize,
    after: usize,
}

impl<'a> Band<'a> {
    /// Finds the runs; a level that has no name is none.
    pub fn new(names: &'a [String], steps: impl Iterator<Item = Option<usize>>) -> Band<'a> {
        let mut runs: Vec<Run> = Vec::new();
        for (day, level) in steps.enumerate() {
            let Some(level) = level.filter(|level| *level < names.len()) else { continue };
            match runs.last_mut() {
                Some(run) if run.after == day && run.level == level => run.after = day + 1,
                _ => runs.push(Run { level, first: day, after: day + 1 }),
            }
        }
        Band { names, letters: letters(names), runs }
    }

    /// What the letters and the colours stand for.
    pub fn legend(&self) -> Legend {
        let samples = self.letters.iter().enumerate().map(|(level, letter)| Sample::Tone(self.tone(level), *letter));
        Legend::new(samples.zip(self.names.iter().cloned()))
    }

    /// Its height where the level is highest.
    pub fn height(&self) -> i32 {
        match self.names.len().checked_sub(1) {
            Some(last) => self.height_of(last),
            None => 0,
        }
    }

    /// Draws it above `bottom`; `edge` is where a day starts.
    ///
    /// # Errors
    /// Those of plotters.
    pub fn draw(&self, area: &Area, bottom: i32, edge: impl Fn(usize) -> i32) -> Drawn {
        for run in &self.runs {
            let (left, right, tone) = (edge(run.first), edge(run.after), self.tone(run.level));
            rectangle(area, (left, bottom - self.height_of(run.level)), (right, bottom), Ink::tone(tone))?;
            let letter = self.letters[run.level].to_string();
            let texts = [self.names[run.level].as_str(), &letter];
            let Some(text) = texts.into_iter().find(|text| width(text) + EM / 4 <= right - left) else { continue };
            let block = Block::new(text, right - left);
            write(area, &block, ((left + right) / 2, bottom - LINE), HPos::Center, Ink::on_tone(tone))?;
        }
        Ok(())
    }

    fn tone(&self, level: usize) -> u8 {
        tone(level, self.names.len())
    }

    fn height_of(&self, level: usize) -> i32 {
        let last = (self.names.len() as i32 - 1).max(1);
        LOWEST + MOST_RISE.min(RISE * last) * level as i32 / last
    }
}

/// The height of the lowest level: its letter has room.
const LOWEST: i32 = LINE + 10;
/// How much higher the next level is.
const RISE: i32 = 90;
/// How much higher the highest level is than the lowest, however many there are.
const MOST_RISE: i32 = 400;

/// One letter a level: the first of its name, or the digit at its end; A, B, C … where these are not all different.
fn letters(names: &[String]) -> Vec<char> {
    let first: Option<Vec<char>> = names.iter().map(|name| name.chars().next()).collect();
    let last: Option<Vec<char>> =
        names.iter().map(|name| name.chars().next_back().filter(char::is_ascii_digit)).collect();
    let found = [first, last].into_iter().flatten().find(|letters| all_differ(letters));
    found.unwrap_or_else(|| ('A'..='Z').cycle().take(names.len()).collect())
}

fn all_differ(letters: &[char]) -> bool {
    letters.iter().enumerate().all(|(index, letter)| !letters[..index].contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters_of(names: &[&str]) -> String {
        letters(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()).into_iter().collect()
    }

    #[test]
    fn letters_tell_the_levels_apart() {
        assert_eq!(letters_of(&["低风险", "中风险", "高风险"]), "低中高");
        assert_eq!(letters_of(&["Low", "Medium", "High"]), "LMH");
        assert_eq!(letters_of(&["Level 1", "Level 2"]), "12");
        assert_eq!(letters_of(&["Mild", "Moderate", "Severe"]), "ABC");
        assert_eq!(letters_of(&["", ""]), "AB");
    }

    #[test]
    fn gaps_part_runs_and_a_level_without_a_name_is_a_gap() {
        let names = ["低", "高"].map(String::from);
        let steps = [Some(0), Some(0), None, Some(0), Some(1), Some(7), Some(1)];
        let runs: Vec<_> =
            Band::new(&names, steps.into_iter()).runs.iter().map(|run| (run.level, run.first, run.after)).collect();
        assert_eq!(runs, [(0, 0, 2), (0, 3, 4), (1, 4, 5), (1, 6, 7)]);
    }

    #[test]
    fn higher_levels_are_higher_and_many_levels_are_not_too_high() {
        for count in 1..30 {
            let names = vec!["级".to_owned(); count];
            let band = Band::new(&names, std::iter::empty());
            assert!((1..count).all(|level| band.height_of(level) > band.height_of(level - 1)));
            assert!(band.height() <= LOWEST + MOST_RISE);
        }
    }
}
