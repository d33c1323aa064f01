//! One horizontal bar a label, made of parts; each series has a colour, a hatching and, where it fits, its number.

use plotters::element::Rectangle;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use crate::chart::canvas::{Area, Drawn, Picture, Plot, clamp, write};
use crate::chart::content::{Length, StackedRow};
use crate::chart::ink::Ink;
use crate::chart::legend::{Legend, Sample};
use crate::chart::rows::Rows;
use crate::chart::text::{Block, EM, LINE};

/// Bars made of parts, laid out.
#[derive(Debug)]
pub struct Stacked<'a> {
    parts: Vec<&'a [Length]>,
    legend: Legend,
    rows: Rows,
}

impl<'a> Stacked<'a> {
    /// Lays out the legend of the series above a row for each bar.
    pub fn new(full: f64, series: &[String], rows: &'a [StackedRow]) -> Stacked<'a> {
        let legend = Legend::new((0..).map(Sample::Area).zip(series.iter().cloned()));
        let texts = rows.iter().map(|row| (row.label.as_str(), row.total.as_str()));
        let lengths = rows.iter().flat_map(|row| row.parts.iter().map(|part| part.value));
        let parts = rows.iter().map(|row| row.parts.as_slice()).collect();
        Stacked { parts, rows: Rows::new(texts, lengths, full, legend.height()), legend }
    }
}

impl Picture for Stacked<'_> {
    const KIND: &'static str = "stacked";

    fn height(&self) -> i32 {
        self.rows.height()
    }

    fn draw(&self, area: &Area) -> Drawn {
        self.legend.draw(area)?;
        let plot = self.rows.plot(area);
        self.rows.draw_grid(area, &plot)?;
        for (row, parts) in self.rows.iter().zip(&self.parts) {
            let lengths = parts.iter().map(|part| (part.value, part.text.as_str()));
            let end = draw_parts(area, &plot, self.rows.full, row.bar(), lengths, None)?;
            self.rows.draw_value(area, row, Some(end))?;
        }
        self.rows.draw_labels(area)
    }
}

/// Draws parts one after the other from 0 on between two edges, each with its number if that fits into it and does not
/// touch a line at `crossing`. Gives where the last one ends.
///
/// # Errors
/// Those of plotters.
pub fn draw_parts<'a>(
    area: &Area,
    plot: &Plot,
    full: f64,
    (top, bottom): (i32, i32),
    parts: impl Iterator<Item = (f64, &'a str)>,
    crossing: Option<i32>,
) -> Drawn<i32> {
    let mut start = 0.0;
    let (mut left, _) = plot.map_coordinate(&(start, f64::from(top)));
    for (index, (length, text)) in parts.enumerate() {
        let end = clamp(start + clamp(length, full), full);
        let corners = [(start, f64::from(top)), (end, f64::from(bottom))];
        plot.draw(&Rectangle::new(corners, Ink::series(index).colour().filled()))?;
        let (right, _) = plot.map_coordinate(&(end, f64::from(top)));
        let block = Block::new(text, right - left);
        let middle = (left + right) / 2;
        let crossed = crossing.is_some_and(|x| (x - middle).abs() < block.width / 2 + EM / 3);
        if block.lines.len() == 1 && block.width + EM / 2 <= right - left && !crossed {
            write(area, &block, (middle, (top + bottom - LINE) / 2), HPos::Center, Ink::inside(index))?;
        }
        (start, left) = (end, right);
    }
    Ok(left)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;
    use crate::chart::backend::Svg;
    use crate::chart::canvas::plot;

    #[test]
    fn parts_end_at_the_full_length_and_print_the_numbers_that_fit() {
        let svg = Rc::new(RefCell::new(Svg::new("t", (2000, 500))));
        let area = Area::from(&svg);
        let plot = plot(&area, (0, 0), (1000, 200), 0.0..10.0, 0.0..200.0);
        let parts = [(4.0, "4"), (0.5, "0.5"), (f64::NAN, "—"), (3.0, "3"), (-1.0, "-1"), (9.0, "9")];
        let end = draw_parts(&area, &plot, 10.0, (0, 200), parts.into_iter(), Some(600)).unwrap();
        assert_eq!(end, 1000);
        let svg = svg.borrow().elements();
        let printed: Vec<_> = svg.lines().filter(|line| line.starts_with("<text")).collect();
        assert_eq!(printed.len(), 2, "{svg}");
        assert!(
            printed[0].ends_with(">4</text>") && printed[1].ends_with(">9</text>"),
            "3 is crossed by the line at 600"
        );
    }
}
