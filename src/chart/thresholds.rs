//! Lines across a plot where a threshold is, with their names in a column at the right. Names that would touch are
//! moved apart, each still joined to its line.

use plotters::element::PathElement;
use plotters::style::text_anchor::HPos;

use crate::chart::canvas::{Area, Drawn, Plot, WIDTH, line, write};
use crate::chart::ink::Ink;
use crate::chart::text::Block;

/// Thresholds, the highest first, and how wide their names are.
#[derive(Debug)]
pub struct Thresholds {
    marks: Vec<(f64, Block)>,
    width: i32,
}

impl Thresholds {
    /// Sets the names of the thresholds that can be drawn.
    pub fn new(marks: &[(f64, String)]) -> Thresholds {
        let sound = marks.iter().filter(|(value, _)| value.is_finite() && *value >= 0.0);
        let mut marks: Vec<_> = sound.map(|(value, name)| (*value, Block::new(name, MOST_FOR_NAMES))).collect();
        marks.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        let width = marks.iter().map(|(_, name)| name.width).max().unwrap_or(0);
        Thresholds { marks, width }
    }

    /// Where a plot ends that leaves room for the names.
    pub fn left(&self) -> i32 {
        if self.width > 0 { WIDTH - self.width - GAP } else { WIDTH }
    }

    /// The values.
    pub fn values(&self) -> impl Iterator<Item = f64> {
        self.marks.iter().map(|(value, _)| *value)
    }

    /// The least height of a plot whose names have room beside it.
    pub fn height(&self) -> i32 {
        self.marks.iter().map(|(_, name)| name.height()).sum()
    }

    /// How far down the lines are on `plot`.
    pub fn lines(&self, plot: &Plot) -> Vec<i32> {
        self.values().map(|value| plot.map_coordinate(&(0.0, value)).1).collect()
    }

    /// Draws the lines across `plot`, which ends at `bottom`, and the names; none stands higher than `top`.
    ///
    /// # Errors
    /// Those of plotters.
    pub fn draw(&self, area: &Area, plot: &Plot, (left, right): (i32, i32), (top, bottom): (i32, i32)) -> Drawn {
        let lines = self.lines(plot);
        let heights: Vec<i32> = self.marks.iter().map(|(_, name)| name.height()).collect();
        let tops = apart(&lines, &heights, (top, bottom));
        for (((_, name), y), name_top) in self.marks.iter().zip(lines).zip(tops) {
            line(area, (left, y), (right, y), Ink::HALO)?;
            line(area, (left, y), (right, y), Ink::THRESHOLD)?;
            if name.width > 0 {
                let middle = name_top + name.height() / 2;
                let lead = [(right, y), (right + GAP / 2, middle), (right + GAP * 3 / 4, middle)];
                area.draw(&PathElement::new(lead, Ink::AXIS.colour()))?;
            }
            write(area, name, (right + GAP, name_top), HPos::Left, Ink::LABEL)?;
        }
        Ok(())
    }
}

/// The widest column of names.
const MOST_FOR_NAMES: i32 = WIDTH * 28 / 100;
/// The room between the plot and the names.
const GAP: i32 = 200;

/// Where texts start that should each stand around its line, moved apart and kept inside. The lines are given from top
/// to bottom; `bottom` yields where there is too little room.
fn apart(lines: &[i32], heights: &[i32], (top, bottom): (i32, i32)) -> Vec<i32> {
    let mut tops = Vec::new();
    let mut free = top;
    for (line, height) in lines.iter().zip(heights) {
        let start = (line - height / 2).max(free);
        tops.push(start);
        free = start + height;
    }
    let mut end = bottom.max(top + heights.iter().sum::<i32>());
    for (start, height) in tops.iter_mut().zip(heights).rev() {
        *start = (*start).min(end - height);
        end = *start;
    }
    tops
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::text::LINE;

    #[test]
    fn names_stand_at_their_lines_or_just_apart() {
        assert_eq!(apart(&[300, 800], &[LINE, LINE], (0, 1000)), [200, 700]);
        assert_eq!(apart(&[300, 320], &[LINE, LINE], (0, 1000)), [200, 400]);
        assert_eq!(apart(&[960, 980], &[LINE, LINE], (0, 1000)), [600, 800]);
        assert_eq!(apart(&[10], &[LINE], (0, 1000)), [0]);
        assert_eq!(apart(&[10, 20], &[LINE, LINE], (0, 100)), [0, 200], "too little room");
    }

    #[test]
    fn thresholds_that_are_no_numbers_are_left_out() {
        let marks =
            [(f64::NAN, "一".to_owned()), (1.0, "二".to_owned()), (5.0, "三".to_owned()), (-1.0, "四".to_owned())];
        assert_eq!(Thresholds::new(&marks).values().collect::<Vec<_>>(), [5.0, 1.0]);
    }
}
