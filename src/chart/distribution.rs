//! How many lie in each interval: columns with their counts on top, the one of the page's subject named.

use plotters::element::Rectangle;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use crate::chart::canvas::{Area, Drawn, Picture, Spot, WIDTH, keep_inside, line, plot, tick, write};
use crate::chart::content::Bin;
use crate::chart::ink::Ink;
use crate::chart::room::{Frame, Room};
use crate::chart::slots::{Slots, middle};
use crate::chart::text::{Block, EM, LINE};

/// Columns, laid out.
#[derive(Debug)]
pub struct Distribution<'a> {
    bins: &'a [Bin],
    own: Option<(usize, Block)>,
    slots: Slots,
    top: i32,
}

impl<'a> Distribution<'a> {
    /// Lays out the name of the subject, the columns and their labels from top to bottom.
    pub fn new(bins: &'a [Bin], own: Option<&(usize, String)>) -> Distribution<'a> {
        let own = own.filter(|(index, _)| *index < bins.len());
        let own = own.map(|(index, name)| (*index, Block::new(name, WIDTH * 6 / 10)));
        let labels: Vec<&str> = bins.iter().map(|bin| bin.label.as_str()).collect();
        let anchor = own.as_ref().map_or(0, |(index, _)| *index);
        let top = own.as_ref().map_or(0, |(_, name)| name.height() + LINE / 2) + LINE;
        Distribution { bins, own, slots: Slots::new(&labels, 0, WIDTH, anchor), top }
    }

    fn bottom(&self) -> i32 {
        self.top + HEIGHT
    }

    fn is_own(&self, index: usize) -> bool {
        self.own.as_ref().is_some_and(|(own, _)| *own == index)
    }
}

impl Picture for Distribution<'_> {
    const KIND: &'static str = "distribution";

    fn height(&self) -> i32 {
        self.bottom() + 50 + self.slots.height()
    }

    fn draw(&self, area: &Area) -> Drawn {
        let highest = self.bins.iter().map(|bin| bin.count).max().unwrap_or(0).max(1) as f64;
        let count = self.bins.len();
        let across = 0.0..count.max(1) as f64;
        let plot = plot(area, (0, self.top), (WIDTH, self.bottom()), across, highest..0.0);
        let margin = if count > 40 { 0.0 } else { 0.06 };
        let mut room = Room::default();
        let mut tops = Vec::new();
        for (index, bin) in self.bins.iter().enumerate() {
            let (left, right) = (index as f64 + margin, (index + 1) as f64 - margin);
            let corners = [(left, bin.count as f64), (right, 0.0)];
            let ink = if self.is_own(index) { Ink::OWN } else { Ink::BIN };
            plot.draw(&Rectangle::new(corners, ink.colour().filled()))?;
            let ((left, top), (right, bottom)) = (plot.map_coordinate(&corners[0]), plot.map_coordinate(&corners[1]));
            room.take(Frame { left, top, right, bottom });
            tops.push((index, (middle(0, WIDTH, count, index), top)));
        }
        line(area, (0, self.bottom()), (WIDTH, self.bottom()), Ink::AXIS)?;
        self.slots.draw(area, self.bottom() + 40)?;
        tops.sort_by_key(|(index, _)| !self.is_own(*index));
        for (index, top) in tops {
            self.draw_count(area, index, top, &mut room)?;
        }
        Ok(())
    }
}

impl Distribution<'_> {
    /// Writes the count over the middle of a column, below the name if it is that of the subject. Where columns are
    /// too narrow for their counts, those that would touch something are left out.
    fn draw_count(&self, area: &Area, index: usize, (x, top): Spot, room: &mut Room) -> Drawn {
        let own = self.own.as_ref().filter(|(own, _)| *own == index);
        let block = Block::new(&self.bins[index].count.to_string(), WIDTH);
        let middle = keep_inside(x, block.width);
        let frame = Frame::around((middle, top - LINE / 2), block.width + EM / 5, EM);
        if own.is_some() || room.is_free(&frame) {
            room.take(frame);
            write(area, &block, (middle, top - LINE), HPos::Center, Ink::VALUE)?;
        }
        let Some((_, name)) = own else { return Ok(()) };
        let (from, to) = (name.height() + 60, top - LINE);
        room.take(Frame { left: x - EM / 4, top: 0, right: x + EM / 4, bottom: to });
        write(area, name, (keep_inside(x, name.width), 0), HPos::Center, Ink::OWN)?;
        tick(area, x, from, to, Ink::OWN)
    }
}

/// The height of the highest column.
const HEIGHT: i32 = 1500;
