//! Lines over periods. Each has a colour, a dashing and a marker; a gap in the points is a gap in the line.

use plotters::element::PathElement;
use plotters::style::text_anchor::HPos;

use crate::chart::canvas::{Area, Drawn, MARKER, Picture, Plot, Spot, WIDTH, line, marker, plot, write};
use crate::chart::content::{Length, Line};
use crate::chart::ink::Ink;
use crate::chart::legend::{Legend, Sample};
use crate::chart::room::{Frame, Room};
use crate::chart::scale::{all_whole, steps};
use crate::chart::slots::Slots;
use crate::chart::text::{Block, EM, LINE};

/// Lines over periods, laid out.
#[derive(Debug)]
pub struct Trend<'a> {
    range: (f64, f64),
    lines: &'a [Line],
    count: usize,
    grid: Vec<(f64, Block)>,
    legend: Legend,
    slots: Slots,
    left: i32,
    right: i32,
    top: i32,
}

impl<'a> Trend<'a> {
    /// Lays out legend, plot and the names of the periods from top to bottom.
    pub fn new(range: (f64, f64), periods: &[String], lines: &'a [Line]) -> Trend<'a> {
        let range = sound(range);
        let names = lines.iter().map(|line| line.name.clone()).enumerate();
        let legend = Legend::new(names.filter(|(_, name)| !name.is_empty()).map(|(i, name)| (Sample::Line(i), name)));
        let values = lines.iter().flat_map(|line| line.points.iter().flatten().map(|point| point.value));
        let whole = all_whole(values.chain([range.0, range.1]));
        let grid: Vec<_> = steps(range.0, range.1, 5, whole)
            .into_iter()
            .map(|(value, text)| (value, Block::new(&text, WIDTH / 4)))
            .collect();
        let left = grid.iter().map(|(_, block)| block.width).max().unwrap_or(0) + EM / 2;
        let few = periods.len() <= MOST_WITH_VALUES;
        let right = if few { WIDTH - EM } else { WIDTH };
        let labels: Vec<&str> = periods.iter().map(String::as_str).collect();
        let slots = Slots::new(&labels, left, right, periods.len().saturating_sub(1));
        let top = legend.height() + if few { LINE } else { LINE / 2 };
        Trend { range, lines, count: periods.len(), grid, legend, slots, left, right, top }
    }

    fn bottom(&self) -> i32 {
        self.top + HEIGHT
    }

    /// Where the points of each line are.
    fn spots(&self, plot: &Plot) -> Vec<Vec<Point<'a>>> {
        let (low, high) = self.range;
        let spot = |(index, point): (usize, &'a Option<Length>)| {
            let point = point.as_ref().filter(|point| point.value.is_finite())?;
            let place = (index as f64 + 0.5, point.value.clamp(low, high));
            Some((plot.map_coordinate(&place), point))
        };
        self.lines.iter().map(|line| line.points.iter().take(self.count).enumerate().map(spot).collect()).collect()
    }
}

impl Picture for Trend<'_> {
    const KIND: &'static str = "trend";

    fn height(&self) -> i32 {
        self.bottom() + 60 + self.slots.height()
    }

    fn draw(&self, area: &Area) -> Drawn {
        self.legend.draw(area)?;
        let across = 0.0..self.count.max(1) as f64;
        let plot = plot(area, (self.left, self.top), (self.right, self.bottom()), across, self.range.1..self.range.0);
        self.draw_grid(area, &plot)?;
        self.slots.draw(area, self.bottom() + 50)?;
        let lines = self.spots(&plot);
        let mut room = Room::default();
        for (series, spots) in lines.iter().enumerate() {
            self.draw_line(area, spots, series, &mut room)?;
        }
        for (series, spots) in lines.iter().enumerate() {
            self.draw_markers(area, spots, series, &mut room)?;
        }
        for (series, spots) in lines.iter().enumerate().filter(|_| self.count <= MOST_WITH_VALUES) {
            let ink = if self.lines.len() > 1 { Ink::beside(series) } else { Ink::VALUE };
            self.draw_values(area, spots, ink, &mut room)?;
        }
        Ok(())
    }
}

/// A point of a line, where there is one.
type Point<'a> = Option<(Spot, &'a Length)>;

impl Trend<'_> {
    fn draw_grid(&self, area: &Area, plot: &Plot) -> Drawn {
        for (value, block) in &self.grid {
            let (_, y) = plot.map_coordinate(&(0.0, *value));
            line(area, (self.left, y), (WIDTH, y), Ink::GRID)?;
            write(area, block, (self.left - EM / 2, y - LINE / 2), HPos::Right, Ink::NUMBER)?;
        }
        line(area, (self.left, self.bottom()), (WIDTH, self.bottom()), Ink::AXIS)
    }

    /// Draws a line through each run of points without a gap.
    fn draw_line(&self, area: &Area, spots: &[Point], series: usize, room: &mut Room) -> Drawn {
        for run in spots.split(Option::is_none) {
            let run: Vec<Spot> = run.iter().flatten().map(|(spot, _)| *spot).collect();
            run.windows(2).for_each(|pair| room.take_line(pair[0], pair[1]));
            if run.len() > 1 {
                area.draw(&PathElement::new(run, Ink::line(series).colour()))?;
            }
        }
        Ok(())
    }

    /// Draws a marker on each point, or, where points are dense, on those only that no line reaches.
    fn draw_markers(&self, area: &Area, spots: &[Point], series: usize, room: &mut Room) -> Drawn {
        for (index, point) in spots.iter().enumerate() {
            let Some((spot, _)) = point else { continue };
            room.take(Frame::around(*spot, 2 * MARKER, 2 * MARKER));
            if self.count <= MOST_WITH_MARKERS || neighbours(spots, index).is_empty() {
                marker(area, *spot, series)?;
            }
        }
        Ok(())
    }

    /// Writes the number of each point where there is room beside it; what finds none stands in the table.
    fn draw_values(&self, area: &Area, spots: &[Point], ink: Ink, room: &mut Room) -> Drawn {
        for (index, point) in spots.iter().enumerate() {
            let Some((spot, length)) = point else { continue };
            let block = Block::new(&length.text, WIDTH / 4);
            if block.lines.len() != 1 {
                continue;
            }
            let near = neighbours(spots, index);
            let valley = !near.is_empty() && near.iter().all(|(_, y)| *y < spot.1);
            let frames = places(*spot, block.width, valley);
            let fits = |frame: &&Frame| {
                frame.left > self.left
                    && frame.right <= WIDTH
                    && frame.top >= self.top - LINE
                    && frame.bottom < self.bottom()
            };
            let free: Vec<&Frame> = frames.iter().filter(fits).filter(|frame| room.is_free(frame)).collect();
            let Some(frame) = free.iter().find(|frame| room.is_clear(frame)).or(free.first()) else { continue };
            room.take(**frame);
            let middle = ((frame.left + frame.right) / 2, (frame.top + frame.bottom - LINE) / 2);
            write(area, &block, middle, HPos::Center, ink)?;
        }
        Ok(())
    }
}

/// The height of the plot.
const HEIGHT: i32 = 2200;
/// With more periods than this no numbers are printed beside the points.
const MOST_WITH_VALUES: usize = 6;
/// With more periods than this a line has no markers.
const MOST_WITH_MARKERS: usize = 36;

/// The points that a line joins to point `index`.
fn neighbours(spots: &[Point], index: usize) -> Vec<Spot> {
    let near = [index.checked_sub(1), Some(index + 1)];
    near.into_iter().flatten().filter_map(|near| spots.get(near).copied().flatten()).map(|(spot, _)| spot).collect()
}

/// Where the number of a point may stand, the best place first: above it, or below it if it lies in a valley.
fn places((x, y): Spot, width: i32, valley: bool) -> Vec<Frame> {
    let (beside, over) = (width / 2 + MARKER + 30, EM / 2 + MARKER + 20);
    let up = if valley { over } else { -over };
    let offsets = [
        (0, up),
        (0, -up),
        (beside, 0),
        (-beside, 0),
        (beside, up / 2),
        (-beside, up / 2),
        (beside, -up / 2),
        (-beside, -up / 2),
    ];
    offsets.map(|(across, down)| Frame::around((x + across, y + down), width, EM)).into()
}

/// A range that has an extent.
fn sound((low, high): (f64, f64)) -> (f64, f64) {
    match (low.is_finite() && high.is_finite()).then(|| (low.min(high), low.max(high))) {
        Some((low, high)) if low < high => (low, high),
        Some((low, _)) if low != 0.0 => (low - 1.0, low + 1.0),
        _ => (0.0, 1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_parts_the_line_and_a_lone_point_keeps_its_marker() {
        let svg = std::rc::Rc::new(std::cell::RefCell::new(crate::chart::backend::Svg::new("t", (4800, 4000))));
        let point = |value: f64| Some(Length { value, text: value.to_string() });
        let points = vec![point(1.0), point(2.0), None, point(3.0), None, point(4.0), point(5.0)];
        let lines = [Line { name: "一".to_owned(), points }];
        let periods: Vec<String> = (2020..2027).map(|year| year.to_string()).collect();
        Trend::new((0.0, 5.0), &periods, &lines).draw(&Area::from(&svg)).unwrap();
        let svg = svg.borrow().elements();
        assert_eq!(svg.matches("<polyline class=\"l0\"").count(), 2 + 1, "two runs and the legend");
        assert_eq!(svg.matches("<circle class=\"s0\"").count(), 5 + 1, "five points and the legend");
    }

    #[test]
    fn every_range_gets_an_extent() {
        assert_eq!(sound((60.0, 100.0)), (60.0, 100.0));
        assert_eq!(sound((100.0, 60.0)), (60.0, 100.0));
        assert_eq!(sound((5.0, 5.0)), (4.0, 6.0));
        assert_eq!(sound((0.0, 0.0)), (0.0, 1.0));
        assert_eq!(sound((f64::NAN, 5.0)), (0.0, 1.0));
    }
}
