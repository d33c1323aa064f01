//! How far towards a target: one bar made of parts, and a line where the target is.

use plotters::style::text_anchor::HPos;

use crate::chart::canvas::{Area, Drawn, Picture, WIDTH, clamp, full, keep_inside, plot, rectangle, tick, write};
use crate::chart::content::Length;
use crate::chart::ink::Ink;
use crate::chart::legend::{Legend, Sample};
use crate::chart::stacked::draw_parts;
use crate::chart::text::Block;
use crate::language::Language;

/// A bar towards a target, laid out.
#[derive(Debug)]
pub struct Progress<'a> {
    target: f64,
    parts: &'a [(String, Length)],
    full: f64,
    name: Block,
    legend: Legend,
}

impl<'a> Progress<'a> {
    /// Lays out the legend with the numbers of the parts, the bar and the target below it.
    pub fn new(target: &Length, parts: &'a [(String, Length)], language: Language) -> Progress<'a> {
        let legend = Legend::new((0..).map(Sample::Area).zip(parts.iter().map(|(name, length)| match language {
            Language::Chinese => format!("{name}：{}", length.text),
            Language::English => format!("{name}: {}", length.text),
        })));
        let name = match language {
            Language::Chinese => format!("目标：{}", target.text),
            Language::English => format!("Target: {}", target.text),
        };
        let reached: f64 = parts.iter().map(|(_, length)| clamp(length.value, f64::MAX)).sum();
        let target = clamp(target.value, f64::MAX);
        Progress { target, parts, full: full(target.max(reached)), name: Block::new(&name, WIDTH), legend }
    }

    fn edges(&self) -> (i32, i32) {
        let top = self.legend.height() + 60;
        (top, top + THICKNESS)
    }
}

impl Picture for Progress<'_> {
    const KIND: &'static str = "progress";

    fn height(&self) -> i32 {
        self.edges().1 + 90 + self.name.height()
    }

    fn draw(&self, area: &Area) -> Drawn {
        self.legend.draw(area)?;
        let (top, bottom) = self.edges();
        let plot = plot(area, (20, top), (WIDTH - 40, bottom), 0.0..self.full, f64::from(top)..f64::from(bottom));
        let (target, _) = plot.map_coordinate(&(self.target, f64::from(top)));
        let (start, _) = plot.map_coordinate(&(0.0, f64::from(top)));
        rectangle(area, (start, top), (target, bottom), Ink::TRACK)?;
        let lengths = self.parts.iter().map(|(_, length)| (length.value, length.text.as_str()));
        draw_parts(area, &plot, self.full, (top, bottom), lengths, Some(target))?;
        tick(area, target, top - 10, bottom + 60, Ink::TARGET)?;
        let middle = keep_inside(target, self.name.width);
        write(area, &self.name, (middle, bottom + 80), HPos::Center, Ink::TARGET)
    }
}

/// The thickness of the bar.
const THICKNESS: i32 = 280;
