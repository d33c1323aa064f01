//! One horizontal bar a label, each with its number, and a tick for comparison.

use plotters::element::Rectangle;
use plotters::style::Color;

use crate::chart::canvas::{Area, Drawn, Picture, clamp, tick};
use crate::chart::content::Bar;
use crate::chart::ink::Ink;
use crate::chart::legend::{Legend, Sample};
use crate::chart::rows::Rows;

/// Bars, laid out.
#[derive(Debug)]
pub struct Bars<'a> {
    bars: &'a [Bar],
    ticked: bool,
    legend: Legend,
    rows: Rows,
}

impl<'a> Bars<'a> {
    /// Lays out the legend of the ticks above a row for each bar.
    pub fn new(full: f64, bars: &'a [Bar], tick_name: Option<&str>) -> Bars<'a> {
        let ticked = bars.iter().any(|bar| bar.tick.is_some());
        let name = tick_name.filter(|_| ticked).map(|name| (Sample::Tick, name.to_owned()));
        let legend = Legend::new(name);
        let texts = bars.iter().map(|bar| (bar.label.as_str(), bar.length.text.as_str()));
        let rows = Rows::new(texts, bars.iter().map(|bar| bar.length.value), full, legend.height());
        Bars { bars, ticked, legend, rows }
    }
}

impl Picture for Bars<'_> {
    const KIND: &'static str = "bars";

    fn height(&self) -> i32 {
        self.rows.height()
    }

    fn draw(&self, area: &Area) -> Drawn {
        self.legend.draw(area)?;
        let plot = self.rows.plot(area);
        self.rows.draw_grid(area, &plot)?;
        for (row, bar) in self.rows.iter().zip(self.bars) {
            let (top, bottom) = row.bar();
            let end = clamp(bar.length.value, self.rows.full);
            if self.ticked {
                let whole = [(0.0, f64::from(top)), (self.rows.full, f64::from(bottom))];
                plot.draw(&Rectangle::new(whole, Ink::TRACK.colour().filled()))?;
            }
            let corners = [(0.0, f64::from(top)), (end, f64::from(bottom))];
            plot.draw(&Rectangle::new(corners, Ink::series(0).colour().filled()))?;
            if let Some(length) = &bar.tick {
                let (x, _) = plot.map_coordinate(&(clamp(length.value, self.rows.full), f64::from(top)));
                tick(area, x, top - 15, bottom + 15, Ink::TICK)?;
            }
            let (end, _) = plot.map_coordinate(&(end, f64::from(top)));
            self.rows.draw_value(area, row, (!self.ticked).then_some(end))?;
        }
        self.rows.draw_labels(area)
    }
}
