//! What all horizontal bars share: a column of names that grows with the longest, rows as high as their texts, a few
//! grid lines with their numbers, and room for the number of each bar.

use plotters::style::text_anchor::HPos;

use crate::chart::canvas::{Area, Drawn, Plot, WIDTH, full, keep_inside, line, plot, write};
use crate::chart::ink::Ink;
use crate::chart::scale::{all_whole, steps};
use crate::chart::text::{Block, EM, LINE, width};

/// The rows of a chart of horizontal bars.
#[derive(Debug)]
pub struct Rows {
    rows: Vec<Row>,
    /// The value at the right end, greater than nothing.
    pub full: f64,
    /// Where values start.
    pub left: i32,
    /// Where `full` is.
    pub right: i32,
    /// Where the rows start.
    pub top: i32,
    /// Where the rows end.
    pub bottom: i32,
    grid: Vec<(f64, Block)>,
}

/// One row: the name and the number of a bar, and where they stand.
#[derive(Debug)]
pub struct Row {
    label: Block,
    value: Block,
    top: i32,
    height: i32,
}

impl Row {
    /// The upper and the lower edge of its bar.
    pub fn bar(&self) -> (i32, i32) {
        let middle = self.top + self.height / 2;
        (middle - THICKNESS / 2, middle + THICKNESS / 2)
    }
}

impl Rows {
    /// Lays out a row for each name and number, from `top` down.
    pub fn new<'a>(
        texts: impl Iterator<Item = (&'a str, &'a str)>,
        lengths: impl IntoIterator<Item = f64>,
        end: f64,
        top: i32,
    ) -> Rows {
        let mut rows: Vec<Row> = Vec::new();
        let mut bottom = top;
        for (label, value) in texts {
            let (label, value) = (Block::new(label, MOST_FOR_LABELS), Block::new(value, MOST_FOR_VALUES));
            let height = label.height().max(value.height()).max(LINE) + BETWEEN;
            rows.push(Row { label, value, top: bottom, height });
            bottom += height;
        }
        let names = rows.iter().map(|row| row.label.width).max().unwrap_or(0);
        let numbers = rows.iter().map(|row| row.value.width).max().unwrap_or(0);
        let left = if names > 0 { names + GAP } else { EM / 2 };
        let right = WIDTH - numbers.max(EM) - GAP;
        let full = full(end);
        let whole = all_whole(lengths) && all_whole([full]);
        let grid = grid(full, right - left, whole);
        Rows { rows, full, left, right, top, bottom, grid }
    }

    /// The height with the numbers of the grid lines.
    pub fn height(&self) -> i32 {
        self.bottom + 20 + LINE
    }

    /// The rows from top to bottom.
    pub fn iter(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter()
    }

    /// The area of the bars, as wide as `full`.
    pub fn plot(&self, area: &Area) -> Plot {
        let down = f64::from(self.top)..f64::from(self.bottom);
        plot(area, (self.left, self.top), (self.right, self.bottom), 0.0..self.full, down)
    }

    /// Draws the grid lines, which the bars then cover.
    ///
    /// # Errors
    /// Those of plotters.
    pub fn draw_grid(&self, area: &Area, plot: &Plot) -> Drawn {
        for (value, block) in self.grid.iter().filter(|_| !self.rows.is_empty()) {
            let (x, _) = plot.map_coordinate(&(*value, f64::from(self.top)));
            line(area, (x, self.top), (x, self.bottom), Ink::GRID)?;
            write(area, block, (keep_inside(x, block.width), self.bottom + 20), HPos::Center, Ink::NUMBER)?;
        }
        Ok(())
    }

    /// Draws the axis and the names.
    ///
    /// # Errors
    /// Those of plotters.
    pub fn draw_labels(&self, area: &Area) -> Drawn {
        line(area, (self.left, self.top), (self.left, self.bottom), Ink::AXIS)?;
        for row in &self.rows {
            let top = row.top + (row.height - row.label.height()) / 2;
            write(area, &row.label, (self.left - GAP, top), HPos::Right, Ink::LABEL)?;
        }
        Ok(())
    }

    /// Writes the number of a row: after `end`, or with all the others at the right edge.
    ///
    /// # Errors
    /// Those of plotters.
    pub fn draw_value(&self, area: &Area, row: &Row, end: Option<i32>) -> Drawn {
        let top = row.top + (row.height - row.value.height()) / 2;
        match end {
            Some(end) => write(area, &row.value, (end + GAP, top), HPos::Left, Ink::VALUE),
            None => write(area, &row.value, (WIDTH, top), HPos::Right, Ink::VALUE),
        }
    }
}

/// The thickness of a bar.
const THICKNESS: i32 = 190;
/// The room between the texts of two rows.
const BETWEEN: i32 = 110;
/// The room between a bar and its texts.
const GAP: i32 = 80;
/// The widest column of names.
const MOST_FOR_LABELS: i32 = WIDTH * 45 / 100 - GAP;
/// The widest column of numbers.
const MOST_FOR_VALUES: i32 = WIDTH * 25 / 100;

/// As many round values from 0 to `full` as have room for their numbers, five at most.
fn grid(full: f64, room: i32, whole: bool) -> Vec<(f64, Block)> {
    for most in (2..=5).rev() {
        let steps = steps(0.0, full, most, whole);
        let widest = steps.iter().map(|(_, text)| width(text)).max().unwrap_or(0);
        if (widest + 2 * EM) * steps.len() as i32 <= room {
            return steps.into_iter().map(|(value, text)| (value, Block::new(&text, WIDTH))).collect();
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(labels: &[&str]) -> Rows {
        Rows::new(labels.iter().map(|label| (*label, "100")), [], 100.0, 0)
    }

    #[test]
    fn the_column_of_names_grows_with_the_longest_up_to_45_per_cent() {
        assert_eq!(rows(&["社区", "朝阳街道"]).left, 4 * EM + GAP);
        let long = rows(&["朝阳区综合行政执法局第一执法中队", "社区"]);
        assert_eq!(long.left, 8 * EM + GAP, "two even lines");
        assert_eq!(long.iter().next().map(|row| row.label.lines.len()), Some(2));
        assert!(rows(&["Residents' committee for public safety and order"]).left <= WIDTH * 45 / 100);
    }

    #[test]
    fn grid_lines_are_few_and_their_numbers_have_room() {
        let texts =
            |full, room| grid(full, room, true).into_iter().map(|(_, block)| block.lines.concat()).collect::<Vec<_>>();
        assert_eq!(texts(100.0, 3000), ["0", "50", "100"]);
        assert_eq!(texts(4.0, 3000), ["0", "1", "2", "3", "4"]);
        assert_eq!(texts(4.0, 1300), ["0", "2", "4"]);
        assert!(texts(4.0, 300).is_empty());
    }
}
