//! What a chart compares and what it says about it.
//!
//! Lengths are floats here and only here: the text beside each of them was made from the exact number.

use serde::Serialize;

/// A chart with the words around it and the table that says the same.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Unique on its page; ASCII.
    pub id: String,
    /// Heading.
    pub title: String,
    /// One sentence that says what the chart shows, for those who cannot see it.
    pub summary: String,
    /// What is drawn.
    pub drawing: Drawing,
    /// The same numbers as a table.
    pub table: Table,
}

/// The numbers of a chart as a table: the first column heads its rows.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    /// Column headings.
    pub head: Vec<String>,
    /// Rows of cells.
    pub rows: Vec<Vec<String>>,
}

/// A number to draw, with the text that names it.
#[derive(Clone, Debug)]
pub struct Length {
    /// How long.
    pub value: f64,
    /// The number as printed.
    pub text: String,
}

/// The shapes.
#[derive(Clone, Debug)]
pub enum Drawing {
    /// One horizontal bar a label, each from 0 to `full`, with an optional tick for comparison (say, the median).
    Bars {
        /// The value at the right end.
        full: f64,
        /// The bars from top to bottom.
        bars: Vec<Bar>,
        /// What the ticks stand for, for the legend.
        tick_name: Option<String>,
    },
    /// One horizontal bar a label, made of parts in the order of `series`.
    Stacked {
        /// The value at the right end.
        full: f64,
        /// Names of the parts, for the legend; at most six.
        series: Vec<String>,
        /// The bars from top to bottom.
        rows: Vec<StackedRow>,
    },
    /// Lines over periods; gaps stay gaps.
    Trend {
        /// The value at the bottom and at the top.
        range: (f64, f64),
        /// The periods from left to right.
        periods: Vec<String>,
        /// The lines; at most four.
        lines: Vec<Line>,
    },
    /// How many lie in each interval, one interval emphasised.
    Distribution {
        /// The intervals from low to high.
        bins: Vec<Bin>,
        /// The interval that this page's subject lies in, and how to call it.
        own: Option<(usize, String)>,
    },
    /// How far towards a target, in parts (say, by stage) from left to right.
    Progress {
        /// The target.
        target: Length,
        /// The parts; at most six.
        parts: Vec<(String, Length)>,
    },
    /// Units and those below them: boxes joined by lines.
    Organisation {
        /// The unit that all others stand below.
        root: Unit,
    },
    /// A count a day, and below it the level that each day had; gaps stay gaps.
    Levels {
        /// The days from left to right.
        days: Vec<String>,
        /// The names of the levels from low to high.
        levels: Vec<String>,
        /// One count a day; `None` where nobody counted.
        counts: Vec<Option<Length>>,
        /// One level a day, as its place in `levels`; `None` where there was none.
        steps: Vec<Option<usize>>,
        /// Thresholds of the count, each with its name as printed.
        marks: Vec<(f64, String)>,
    },
    /// Equal squares in rows, in the order given: a plan that claims no distances.
    Tiles {
        /// The squares from left to right and from top to bottom.
        tiles: Vec<Tile>,
    },
}

/// A bar.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// How long.
    pub length: Length,
    /// The tick across it.
    pub tick: Option<Length>,
}

/// A bar made of parts.
#[derive(Clone, Debug)]
pub struct StackedRow {
    /// What it stands for.
    pub label: String,
    /// One part a series.
    pub parts: Vec<Length>,
    /// The whole, as printed.
    pub total: String,
}

/// A line over periods.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its name.
    pub name: String,
    /// One point a period; `None` where there is none.
    pub points: Vec<Option<Length>>,
}

/// An interval of a distribution.
#[derive(Clone, Debug)]
pub struct Bin {
    /// The interval as text.
    pub label: String,
    /// How many lie in it.
    pub count: usize,
}

/// A unit of an organisation.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its name.
    pub name: String,
    /// What else stands in its box (say, who leads it).
    pub note: Option<String>,
    /// Where its box leads.
    pub href: Option<String>,
    /// The units below it.
    pub below: Vec<Unit>,
}

/// A square of a plan.
#[derive(Clone, Debug)]
pub struct Tile {
    /// Its name.
    pub name: String,
    /// The number or the word that its tone stands for.
    pub text: String,
    /// From 0, the calmest, to 4, the gravest.
    pub tone: u8,
}

/// The tone of a level among `count` levels: the lowest is the calmest, the highest the gravest.
pub fn tone(level: usize, count: usize) -> u8 {
    let last = count.saturating_sub(1);
    (level.min(last) * 4).checked_div(last).unwrap_or(0) as u8
}
