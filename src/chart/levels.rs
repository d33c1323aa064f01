//! The history of a level: a column a day for what is counted, lines for the thresholds, and below them a band that
//! rises with the level.

use plotters::element::Rectangle;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use crate::chart::band::Band;
use crate::chart::canvas::{Area, Drawn, Picture, Plot, Spot, WIDTH, line, plot, write};
use crate::chart::content::Length;
use crate::chart::ink::Ink;
use crate::chart::legend::Legend;
use crate::chart::room::{Frame, Room};
use crate::chart::scale::{all_whole, steps};
use crate::chart::slots::{Slots, middle};
use crate::chart::text::{Block, EM, LINE, width};
use crate::chart::thresholds::Thresholds;

/// Counts and levels of days, laid out.
#[derive(Debug)]
pub struct Levels<'a> {
    counts: Vec<Option<&'a Length>>,
    highest: f64,
    grid: Vec<(f64, Block)>,
    legend: Legend,
    thresholds: Thresholds,
    band: Band<'a>,
    slots: Slots,
    left: i32,
    right: i32,
}

impl<'a> Levels<'a> {
    /// Lays out the legend of the levels, the columns, the band and the names of the days from top to bottom.
    pub fn new(
        days: &'a [String],
        levels: &'a [String],
        counts: &'a [Option<Length>],
        of_days: &[Option<usize>],
        marks: &[(f64, String)],
    ) -> Levels<'a> {
        let sound = |count: &'a Length| (count.value.is_finite() && count.value >= 0.0).then_some(count);
        let counts: Vec<_> =
            (0..days.len()).map(|day| counts.get(day).and_then(Option::as_ref).and_then(sound)).collect();
        let band = Band::new(levels, of_days.iter().copied().take(days.len()));
        let thresholds = Thresholds::new(marks);
        let values = || counts.iter().flatten().map(|count| count.value);
        let highest = values().chain(thresholds.values()).fold(0.0, f64::max);
        let highest = if highest > 0.0 { highest } else { 1.0 };
        let grid: Vec<_> = steps(0.0, highest, 5, all_whole(values()))
            .into_iter()
            .map(|(value, text)| (value, Block::new(&text, WIDTH / 4)))
            .collect();
        let left = grid.iter().map(|(_, block)| block.width).max().unwrap_or(0) + EM / 2;
        let right = thresholds.left();
        let slots = Slots::in_one_line(days, left, right);
        Levels { counts, highest, grid, legend: band.legend(), thresholds, band, slots, left, right }
    }

    fn top(&self) -> i32 {
        self.legend.height() + LINE
    }

    fn bottom(&self) -> i32 {
        self.top() + HEIGHT.max(self.thresholds.height())
    }

    /// Where the band stands.
    fn ground(&self) -> i32 {
        self.bottom() + 80 + self.band.height()
    }

    /// Where a day starts, and the one before it ends.
    fn edge(&self, day: usize) -> i32 {
        let room = i64::from(self.right - self.left);
        self.left + (room * day as i64 / self.counts.len().max(1) as i64) as i32
    }
}

impl Picture for Levels<'_> {
    const KIND: &'static str = "levels";

    fn height(&self) -> i32 {
        self.ground() + 60 + self.slots.height()
    }

    fn draw(&self, area: &Area) -> Drawn {
        self.legend.draw(area)?;
        let (from, to) = ((self.left, self.top()), (self.right, self.bottom()));
        let plot = plot(area, from, to, 0.0..self.counts.len().max(1) as f64, self.highest..0.0);
        self.draw_grid(area, &plot)?;
        let mut room = Room::default();
        self.thresholds.lines(&plot).iter().for_each(|y| room.take_line((self.left, *y), (self.right, *y)));
        let tops = self.draw_columns(&plot, &mut room)?;
        self.draw_axis(area)?;
        self.thresholds.draw(area, &plot, (self.left, self.right), (self.top() - LINE / 2, self.bottom()))?;
        self.draw_counts(area, &tops, &mut room)?;
        self.band.draw(area, self.ground(), |day| self.edge(day))?;
        self.slots.draw(area, self.ground() + 50)
    }
}

impl<'a> Levels<'a> {
    fn draw_grid(&self, area: &Area, plot: &Plot) -> Drawn {
        for (value, block) in &self.grid {
            let (_, y) = plot.map_coordinate(&(0.0, *value));
            line(area, (self.left, y), (self.right, y), Ink::GRID)?;
            write(area, block, (self.left - EM / 2, y - LINE / 2), HPos::Right, Ink::NUMBER)?;
        }
        Ok(())
    }

    /// Draws the column of each day that has a count; gives the middles of their upper edges.
    fn draw_columns(&self, plot: &Plot, room: &mut Room) -> Drawn<Vec<(Spot, &'a Length)>> {
        let margin = if self.counts.len() > MOST_WITH_MARGINS { 0.0 } else { 0.08 };
        let mut tops = Vec::new();
        for (day, count) in self.counts.iter().enumerate() {
            let Some(count) = count else { continue };
            let corners = [(day as f64 + margin, count.value), ((day + 1) as f64 - margin, 0.0)];
            plot.draw(&Rectangle::new(corners, Ink::COUNT.colour().filled()))?;
            let ((left, top), (right, bottom)) = (plot.map_coordinate(&corners[0]), plot.map_coordinate(&corners[1]));
            room.take(Frame { left, top, right, bottom });
            tops.push(((middle(self.left, self.right, self.counts.len(), day), top), *count));
        }
        Ok(tops)
    }

    /// Draws the axis below the days that have a count: there a missing column is a nought, elsewhere it is a gap.
    fn draw_axis(&self, area: &Area) -> Drawn {
        let mut first = 0;
        for run in self.counts.split(Option::is_none) {
            let after = first + run.len();
            if !run.is_empty() {
                line(area, (self.edge(first), self.bottom()), (self.edge(after), self.bottom()), Ink::AXIS)?;
            }
            first = after + 1;
        }
        Ok(())
    }

    /// Writes the counts over their columns where there is room: the last and the highest first, and the others only
    /// where days are few.
    fn draw_counts(&self, area: &Area, tops: &[(Spot, &Length)], room: &mut Room) -> Drawn {
        let last = tops.last().map(|((x, _), _)| *x);
        let highest = tops.iter().rev().min_by_key(|((_, top), _)| *top).map(|((x, _), _)| *x);
        let few = self.counts.len() <= MOST_WITH_MARGINS;
        let mut order: Vec<_> =
            tops.iter().filter(|((x, _), _)| few || Some(*x) == last || Some(*x) == highest).collect();
        order.sort_by_key(|((x, _), _)| (Some(*x) != last, Some(*x) != highest));
        for ((x, top), count) in order {
            let block = Block::new(&count.text, WIDTH);
            let half = width(&count.text) / 2;
            let frame = |rise: i32| Frame::around((*x, top - LINE / 2 - rise), 2 * half + EM / 5, EM);
            let frames = RISES.map(|rise| (rise, frame(rise)));
            let fits =
                |frame: &Frame| frame.left >= self.left && frame.right <= self.right && frame.top >= self.top() - LINE;
            let found = frames.iter().find(|(_, frame)| fits(frame) && room.is_free(frame) && room.is_clear(frame));
            let Some((rise, frame)) = found else { continue };
            room.take(*frame);
            write(area, &block, (*x, top - LINE - rise), HPos::Center, Ink::VALUE)?;
        }
        Ok(())
    }
}

/// The height of the highest column.
const HEIGHT: i32 = 1600;
/// How much higher a number may stand, lest a line cross it: a dash on either side of it would be read as a sign.
const RISES: [i32; 5] = [0, 50, 100, 150, 200];
/// With more days than this the columns touch, and most have no number.
const MOST_WITH_MARGINS: usize = 31;
