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

/// The five shapes.
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
