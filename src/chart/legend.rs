//! What the colours, hatchings and signs of a chart stand for: entries above the drawing, in as many lines as needed.

use plotters::style::text_anchor::HPos;

use crate::chart::canvas::{Area, Drawn, Spot, WIDTH, line, marker, rectangle, tick, write};
use crate::chart::ink::Ink;
use crate::chart::text::{Block, LINE};

/// The entries, each in its place.
#[derive(Debug)]
pub struct Legend {
    entries: Vec<(Sample, Block, Spot)>,
    height: i32,
}

/// The sign before an entry.
#[derive(Clone, Copy, Debug)]
pub enum Sample {
    /// The area of a series.
    Area(usize),
    /// The line of a series and its marker.
    Line(usize),
    /// A tick across a bar.
    Tick,
    /// The area of a tone, and the letter that stands on it.
    Tone(u8, char),
}

impl Legend {
    /// Places the entries from left to right, and on a new line where the next has no room.
    pub fn new(entries: impl IntoIterator<Item = (Sample, String)>) -> Legend {
        let mut legend = Legend { entries: Vec::new(), height: 0 };
        let (mut x, mut top, mut bottom) = (0, 0, 0);
        for (sample, text) in entries {
            let block = Block::new(&text, WIDTH - sample.width());
            let needed = sample.width() + block.width;
            if x > 0 && x + needed > WIDTH {
                (x, top) = (0, bottom);
            }
            bottom = bottom.max(top + block.height().max(LINE) + 20);
            legend.entries.push((sample, block, (x, top)));
            x += needed + 200;
        }
        legend.height = if legend.entries.is_empty() { 0 } else { bottom + 80 };
        legend
    }

    /// The height with the room below.
    pub fn height(&self) -> i32 {
        self.height
    }

    /// Draws it at the top of `area`.
    ///
    /// # Errors
    /// Those of plotters.
    pub fn draw(&self, area: &Area) -> Drawn {
        for (sample, block, (x, top)) in &self.entries {
            let (x, middle) = (*x, top + LINE / 2);
            match sample {
                Sample::Area(index) => {
                    rectangle(area, (x, middle - 70), (x + 220, middle + 70), Ink::series(*index))?;
                }
                Sample::Line(index) => {
                    line(area, (x, middle), (x + 340, middle), Ink::line(*index))?;
                    marker(area, (x + 170, middle), *index)?;
                }
                Sample::Tick => tick(area, x + 40, middle - 40, middle + 80, Ink::TICK)?,
                Sample::Tone(tone, letter) => {
                    rectangle(area, (x, middle - 95), (x + 220, middle + 95), Ink::tone(*tone))?;
                    let letter = Block::new(&letter.to_string(), 220);
                    write(area, &letter, (x + 110, *top), HPos::Center, Ink::on_tone(*tone))?;
                }
            }
            write(area, block, (x + sample.width(), *top), HPos::Left, Ink::LABEL)?;
        }
        Ok(())
    }
}

impl Sample {
    /// Its width with the room after it.
    fn width(self) -> i32 {
        match self {
            Sample::Area(_) | Sample::Tone(..) => 280,
            Sample::Line(_) => 410,
            Sample::Tick => 130,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_wrap_and_stay_inside() {
        let names = ["已办结", "办理中", "按期完成但居民尚未评价的事项", "Handed over to another department", "退回"];
        let legend = Legend::new((0..).map(Sample::Area).zip(names.map(String::from)));
        let mut before: Option<(i32, i32)> = None;
        for (sample, block, (x, top)) in &legend.entries {
            let right = x + sample.width() + block.width;
            assert!(right <= WIDTH);
            assert!(before.is_none_or(|(end, line)| *x > end || *top > line));
            before = Some((right, *top));
        }
        assert!(legend.height() > 2 * LINE);
        assert_eq!(Legend::new([]).height(), 0);
    }
}
