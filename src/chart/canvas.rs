//! What all charts draw with: the drawing area, areas with a scale, texts and the small signs.

use std::convert::Infallible;
use std::ops::Range;

use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, TextStyle};

use crate::chart::backend::Svg;
use crate::chart::ink::Ink;
use crate::chart::text::{Block, EM, LINE};

/// A chart laid out and ready to be drawn.
pub trait Picture {
    /// The kind of chart, as the class `chart-…` has it.
    const KIND: &'static str;

    /// How high it is, in tenths of a unit.
    fn height(&self) -> i32;

    /// Draws it on an area of [`WIDTH`] and of its height.
    ///
    /// # Errors
    /// Those of plotters; the backend itself has none.
    fn draw(&self, area: &Area) -> Drawn;

    /// The parts of it that lead somewhere.
    fn links(&self) -> Vec<Link<'_>> {
        Vec::new()
    }
}

/// A part of a drawing that leads somewhere.
#[derive(Clone, Copy, Debug)]
pub struct Link<'a> {
    /// Where it leads.
    pub href: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// Its upper left corner.
    pub from: Spot,
    /// Its lower right corner.
    pub to: Spot,
}

/// An area measured in tenths of a unit.
pub type Area = DrawingArea<Svg, Shift>;
/// An area with a scale on either side.
pub type Plot = DrawingArea<Svg, Cartesian2d<RangedCoordf64, RangedCoordf64>>;
/// What drawing comes to.
pub type Drawn<T = ()> = Result<T, DrawingAreaErrorKind<Infallible>>;
/// A place on an area.
pub type Spot = (i32, i32);

/// The width of every chart in tenths of a unit: small enough for its text to be read on a telephone.
pub const WIDTH: i32 = 4800;
/// Half the width of a marker.
pub const MARKER: i32 = 45;

/// The part of `area` between two corners, with values from left to right and from top to bottom.
pub fn plot(area: &Area, from: Spot, to: Spot, across: Range<f64>, down: Range<f64>) -> Plot {
    let part = area.clone().shrink(from, (to.0 - from.0, to.1 - from.1));
    part.apply_coord_spec(Cartesian2d::new(across, down, part.get_pixel_range()))
}

/// Writes the lines of `block` below `top`; `x` is their left end, their middle or their right end.
///
/// # Errors
/// Those of plotters.
pub fn write(area: &Area, block: &Block, (x, top): Spot, anchor: HPos, ink: Ink) -> Drawn {
    let colour = ink.colour();
    let style = TextStyle::from(("sans-serif", EM)).pos(Pos::new(anchor, VPos::Center)).color(&colour);
    for (number, line) in (0..).zip(&block.lines) {
        area.draw(&Text::new(line.as_str(), (x, top + LINE * number + LINE / 2), style.clone()))?;
    }
    Ok(())
}

/// A straight line.
///
/// # Errors
/// Those of plotters.
pub fn line(area: &Area, from: Spot, to: Spot, ink: Ink) -> Drawn {
    area.draw(&PathElement::new([from, to], ink.colour()))
}

/// A line down across a bar, with a small triangle standing on it.
///
/// # Errors
/// Those of plotters.
pub fn tick(area: &Area, x: i32, top: i32, bottom: i32, ink: Ink) -> Drawn {
    line(area, (x, top), (x, bottom), Ink::HALO)?;
    line(area, (x, top), (x, bottom), ink)?;
    let corners = [(x - 35, top - 45), (x + 35, top - 45), (x, top + 10)];
    area.draw(&Polygon::new(corners, ink.colour().filled()))
}

/// The marker of a line's points: a circle, a square, a triangle or a diamond.
///
/// # Errors
/// Those of plotters.
pub fn marker(area: &Area, (x, y): Spot, series: usize) -> Drawn {
    let style = Ink::series(series).colour().filled();
    let half = MARKER;
    match series % 4 {
        0 => area.draw(&Circle::new((x, y), half, style)),
        1 => area.draw(&Polygon::new([(x - 40, y - 40), (x + 40, y - 40), (x + 40, y + 40), (x - 40, y + 40)], style)),
        2 => area.draw(&Polygon::new([(x, y - half - 5), (x + half + 5, y + half), (x - half - 5, y + half)], style)),
        _ => area.draw(&Polygon::new(
            [(x, y - half - 10), (x + half + 10, y), (x, y + half + 10), (x - half - 10, y)],
            style,
        )),
    }
}

/// A filled rectangle.
///
/// # Errors
/// Those of plotters.
pub fn rectangle(area: &Area, from: Spot, to: Spot, ink: Ink) -> Drawn {
    area.draw(&Rectangle::new([from, to], ink.colour().filled()))
}

/// The place nearest to `middle` around which a text of a width does not leave the drawing.
pub fn keep_inside(middle: i32, width: i32) -> i32 {
    let half = (width + 1) / 2;
    middle.min(WIDTH - half).max(half)
}

/// A length that can be drawn: from 0 to `full`, and a number.
pub fn clamp(value: f64, full: f64) -> f64 {
    if value.is_finite() { value.clamp(0.0, full) } else { 0.0 }
}

/// The value at the right end: that of the chart, if there is any.
pub fn full(value: f64) -> f64 {
    if value.is_finite() && value > 0.0 { value } else { 1.0 }
}
