//! What a mark is, said in place of a colour: a number that plotters carries as RGB and that comes out as CSS classes.
//!
//! Colours live in the theme alone, so that dark pages and paper can have their own.

use plotters::style::RGBColor;

/// The ink of one mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ink(u8);

impl Ink {
    /// Where values start.
    pub const AXIS: Ink = Ink(0);
    /// A line to guide the eye.
    pub const GRID: Ink = Ink(1);
    /// The whole length that a bar could have.
    pub const TRACK: Ink = Ink(2);
    /// The name of something.
    pub const LABEL: Ink = Ink(3);
    /// The number of a mark.
    pub const VALUE: Ink = Ink(4);
    /// A number on an axis.
    pub const NUMBER: Ink = Ink(5);
    /// A tick across a bar, and the triangle on it.
    pub const TICK: Ink = Ink(6);
    /// An interval of a distribution.
    pub const BIN: Ink = Ink(7);
    /// The interval that the page's subject lies in, and its name.
    pub const OWN: Ink = Ink(8);
    /// The line of a target, and its name.
    pub const TARGET: Ink = Ink(9);
    /// The light edge of a line that crosses areas.
    pub const HALO: Ink = Ink(10);
    /// The count of a day.
    pub const COUNT: Ink = Ink(11);
    /// The line of a threshold, and its name.
    pub const THRESHOLD: Ink = Ink(12);
    /// The box of a unit.
    pub const UNIT: Ink = Ink(13);
    /// The box of the unit that all others stand below.
    pub const ROOT: Ink = Ink(14);
    /// A line from a unit to one below it.
    pub const JOIN: Ink = Ink(15);
    /// A name that leads somewhere.
    pub const LINK: Ink = Ink(16);
    /// A text in the box of the root.
    pub const ON_ROOT: Ink = Ink(17);
    /// A name in the box of the root that leads somewhere.
    pub const LINK_ON_ROOT: Ink = Ink(18);

    /// The area of series `index`.
    pub fn series(index: usize) -> Ink {
        Ink(SERIES + within(index))
    }

    /// The line of series `index`.
    pub fn line(index: usize) -> Ink {
        Ink(LINE + within(index))
    }

    /// A number printed on the area of series `index`.
    pub fn inside(index: usize) -> Ink {
        Ink(INSIDE + within(index))
    }

    /// A number printed beside a point of series `index`.
    pub fn beside(index: usize) -> Ink {
        Ink(BESIDE + within(index))
    }

    /// An area of a tone, from the calmest to the gravest; those beyond the last are the last.
    pub fn tone(tone: u8) -> Ink {
        Ink(TONE + tone.min(MOST_TONES - 1))
    }

    /// A text printed on an area of a tone.
    pub fn on_tone(tone: u8) -> Ink {
        Ink(ON_TONE + tone.min(MOST_TONES - 1))
    }

    /// As the colour that plotters hands to the backend.
    pub fn colour(self) -> RGBColor {
        RGBColor(0, 0, self.0)
    }

    /// From the colour that plotters handed to the backend.
    pub fn from_colour(colour: (u8, u8, u8)) -> Ink {
        Ink(colour.2)
    }

    /// The CSS classes.
    pub fn class(self) -> &'static str {
        CLASSES.get(usize::from(self.0)).copied().unwrap_or("mark")
    }

    /// Which hatching an area carries on top; the first series has none.
    pub fn hatch(self) -> Option<usize> {
        (SERIES + 1..LINE).contains(&self.0).then(|| usize::from(self.0 - SERIES))
    }
}

/// How many series can be told apart.
pub const MOST_SERIES: usize = 6;

/// How many tones there are.
pub const MOST_TONES: u8 = 5;

const SERIES: u8 = 19;
const LINE: u8 = SERIES + MOST_SERIES as u8;
const INSIDE: u8 = LINE + MOST_SERIES as u8;
const BESIDE: u8 = INSIDE + MOST_SERIES as u8;
const TONE: u8 = BESIDE + MOST_SERIES as u8;
const ON_TONE: u8 = TONE + MOST_TONES;

const CLASSES: [&str; 53] = [
    "axis",
    "grid",
    "track",
    "label",
    "value",
    "number",
    "tick",
    "bin",
    "own",
    "target",
    "halo",
    "count",
    "threshold",
    "unit",
    "unit root",
    "join",
    "label link",
    "on-root",
    "on-root link",
    "s0",
    "s1",
    "s2",
    "s3",
    "s4",
    "s5",
    "l0",
    "l1",
    "l2",
    "l3",
    "l4",
    "l5",
    "inside i0",
    "inside i1",
    "inside i2",
    "inside i3",
    "inside i4",
    "inside i5",
    "value v0",
    "value v1",
    "value v2",
    "value v3",
    "value v4",
    "value v5",
    "t0",
    "t1",
    "t2",
    "t3",
    "t4",
    "on-tone o0",
    "on-tone o1",
    "on-tone o2",
    "on-tone o3",
    "on-tone o4",
];

/// The number of a series; those beyond the last start again.
fn within(index: usize) -> u8 {
    (index % MOST_SERIES) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ink_survives_its_way_through_a_colour() {
        for ink in [Ink::AXIS, Ink::TARGET, Ink::series(5), Ink::line(3), Ink::inside(0), Ink::beside(5)] {
            let RGBColor(red, green, blue) = ink.colour();
            assert_eq!(Ink::from_colour((red, green, blue)), ink);
        }
    }

    #[test]
    fn inks_have_the_classes_of_the_style_sheet() {
        assert_eq!(Ink::TARGET.class(), "target");
        assert_eq!((Ink::series(0).class(), Ink::series(5).class(), Ink::series(6).class()), ("s0", "s5", "s0"));
        assert_eq!(
            (Ink::line(3).class(), Ink::inside(5).class(), Ink::beside(5).class()),
            ("l3", "inside i5", "value v5")
        );
        assert_eq!((Ink::tone(0).class(), Ink::tone(4).class(), Ink::tone(9).class()), ("t0", "t4", "t4"));
        assert_eq!((Ink::on_tone(4).class(), Ink::LINK_ON_ROOT.class()), ("on-tone o4", "on-root link"));
        assert_eq!((Ink::series(0).hatch(), Ink::series(5).hatch(), Ink::line(1).hatch()), (None, Some(5), None));
    }
}
