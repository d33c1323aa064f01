//! The backend that plotters draws on: it writes SVG whose marks carry CSS classes and whose texts stay texts.
//!
//! One pixel of plotters is a tenth of a unit of the drawing, so that every number is written from a whole number, with
//! at most one decimal.

use std::convert::Infallible;
use std::fmt::{Display, Formatter, Write};

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontTransform,
};

use crate::chart::ink::{Ink, MOST_SERIES};
use crate::chart::text::{EM, width};

/// A drawing under way.
#[derive(Debug)]
pub struct Svg {
    prefix: String,
    size: (u32, u32),
    body: String,
    hatched: [bool; MOST_SERIES],
}

impl Svg {
    /// An empty drawing of `size` tenths of a unit; the ids in it start with `prefix`.
    pub fn new(prefix: &str, size: (u32, u32)) -> Svg {
        Svg { prefix: prefix.to_owned(), size, body: String::new(), hatched: [false; MOST_SERIES] }
    }

    /// The elements drawn so far, after the hatchings that they use.
    pub fn elements(&self) -> String {
        let mut hatchings = String::new();
        for (index, shape) in HATCHINGS.iter().enumerate().filter(|(index, _)| self.hatched[*index]) {
            let id = self.hatching(index);
            hatchings.push_str(&format!(
                "<pattern id=\"{id}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">\
                 <path class=\"hatch\" d=\"{shape}\"/></pattern>"
            ));
        }
        if hatchings.is_empty() { self.body.clone() } else { format!("<defs>{hatchings}</defs>\n{}", self.body) }
    }

    fn hatching(&self, index: usize) -> String {
        format!("{}-hatch-{index}", escape(&self.prefix))
    }

    /// Adds one element; writing to memory cannot fail.
    fn add(&mut self, element: std::fmt::Arguments) -> Result<(), DrawingErrorKind<Infallible>> {
        let _ = self.body.write_fmt(element);
        self.body.push('\n');
        Ok(())
    }
}

/// A text made fit for XML and HTML, in content and in quoted attributes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ if character.is_control() => escaped.push(' '),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// A number of tenths as it is written: `12`, `12.5`, `-0.5`.
#[derive(Clone, Copy, Debug)]
pub struct Tenths(pub i32);

impl Display for Tenths {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (units, tenths) = (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10);
        match tenths {
            0 => write!(formatter, "{sign}{units}"),
            _ => write!(formatter, "{sign}{units}.{tenths}"),
        }
    }
}

impl DrawingBackend for Svg {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Result<(), DrawingErrorKind<Infallible>> {
        self.draw_rect(at, (at.0 + 1, at.1 + 1), &colour, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        _: bool,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let (across, down) = (bottom_right.0 - upper_left.0, bottom_right.1 - upper_left.1);
        if across <= 0 || down <= 0 {
            return Ok(());
        }
        let (x, y, across, down) = (Tenths(upper_left.0), Tenths(upper_left.1), Tenths(across), Tenths(down));
        let ink = ink(style);
        let class = ink.class();
        self.add(format_args!("<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{across}\" height=\"{down}\"/>"))?;
        if let Some(index) = ink.hatch() {
            self.hatched[index] = true;
            let id = self.hatching(index);
            self.add(format_args!(
                "<rect fill=\"url(#{id})\" x=\"{x}\" y=\"{y}\" width=\"{across}\" height=\"{down}\"/>"
            ))?;
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let (class, points) = (ink(style).class(), points(path));
        self.add(format_args!("<polyline class=\"{class}\" points=\"{points}\"/>"))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        _: bool,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let (class, x, y, radius) = (ink(style).class(), Tenths(x), Tenths(y), Tenths(radius as i32));
        self.add(format_args!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>"))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let (class, points) = (ink(style).class(), points(corners));
        self.add(format_args!("<polygon class=\"{class}\" points=\"{points}\"/>"))
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let size = style.size() as i32;
        let baseline = match style.anchor().v_pos {
            VPos::Top => y + size * 88 / 100,
            VPos::Center => y + size * 36 / 100,
            VPos::Bottom => y - size * 12 / 100,
        };
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        let (class, text) = (Ink::from_colour(style.color().rgb).class(), escape(text));
        let turned = match style.transform() {
            FontTransform::None => String::new(),
            FontTransform::Rotate90 => format!(" transform=\"rotate(90 {} {})\"", Tenths(x), Tenths(y)),
            FontTransform::Rotate180 => format!(" transform=\"rotate(180 {} {})\"", Tenths(x), Tenths(y)),
            FontTransform::Rotate270 => format!(" transform=\"rotate(270 {} {})\"", Tenths(x), Tenths(y)),
        };
        let (x, baseline) = (Tenths(x), Tenths(baseline));
        self.add(format_args!("<text class=\"{class}\" x=\"{x}\" y=\"{baseline}\"{anchor}{turned}>{text}</text>"))
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let size = style.size() as i32;
        Ok(((width(text) * size / EM) as u32, size as u32))
    }
}

fn ink<S: BackendStyle>(style: &S) -> Ink {
    Ink::from_colour(style.color().rgb)
}

fn points(path: impl IntoIterator<Item = BackendCoord>) -> String {
    let points: Vec<_> = path.into_iter().map(|(x, y)| format!("{},{}", Tenths(x), Tenths(y))).collect();
    points.join(" ")
}

/// The lines of each series' hatching in a tile of 8 by 8; the first series is plain.
const HATCHINGS: [&str; MOST_SERIES] = [
    "",
    "M-2,2 2,-2 M0,8 8,0 M6,10 10,6",
    "M2,0 v8 M6,0 v8",
    "M-2,6 2,10 M0,0 8,8 M6,-2 10,2",
    "M0,2 h8 M0,6 h8",
    "M0,8 8,0 M0,0 8,8",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_at_most_one_decimal_and_zero_has_no_sign() {
        let written: Vec<_> = [0, 5, -5, 10, -10, 123].map(|tenths| Tenths(tenths).to_string()).into();
        assert_eq!(written, ["0", "0.5", "-0.5", "1", "-1", "12.3"]);
    }

    #[test]
    fn markup_in_texts_stays_text() {
        assert_eq!(escape("<a href=\"x\">&'\u{7}"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39; ");
    }

    #[test]
    fn only_the_hatchings_in_use_are_defined() {
        let mut svg = Svg::new("c", (100, 100));
        let style = |index| plotters::style::Color::to_backend_color(&Ink::series(index).colour());
        svg.draw_rect((0, 0), (50, 25), &style(0), true).unwrap();
        assert_eq!(svg.elements(), "<rect class=\"s0\" x=\"0\" y=\"0\" width=\"5\" height=\"2.5\"/>\n");
        svg.draw_rect((0, 0), (50, 25), &style(2), true).unwrap();
        svg.draw_rect((0, 0), (0, 25), &style(3), true).unwrap();
        assert!(svg.elements().starts_with("<defs><pattern id=\"c-hatch-2\""));
        assert_eq!(svg.elements().matches("<pattern").count(), 1);
        assert!(svg.elements().contains("fill=\"url(#c-hatch-2)\""));
    }
}
