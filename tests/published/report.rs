//! What was compared, and how much of it is as published.

use std::fmt::Debug;

use gongshi::exact::{Exact, Rounding};

/// The most figures that one failure names.
const MOST_NAMED: usize = 8;

/// One kind of published figure of a set, counted.
pub struct Figure {
    /// What it is.
    pub name: &'static str,
    /// How many came out as published.
    pub matched: usize,
    /// How many were compared.
    pub total: usize,
    /// How many there are to compare.
    pub expected_total: usize,
    /// How many can come out as published.
    pub expected: usize,
    /// Why not all can.
    pub because: &'static str,
    misses: Vec<String>,
}

impl Figure {
    /// One of which all can come out as published.
    pub fn all(name: &'static str, total: usize) -> Figure {
        Figure::some(name, total, total, "")
    }

    /// One of which only `expected` can come out as published, and why.
    pub fn some(name: &'static str, expected: usize, total: usize, because: &'static str) -> Figure {
        Figure { name, matched: 0, total: 0, expected_total: total, expected, because, misses: Vec::new() }
    }

    /// Counts one figure; `whose` names it, should it differ.
    pub fn compare<T: PartialEq + Debug>(&mut self, whose: &str, ours: T, published: T) -> bool {
        let same = ours == published;
        self.total += 1;
        self.matched += usize::from(same);
        if !same && self.misses.len() < MOST_NAMED {
            self.misses.push(format!("{whose}: {ours:?}, published {published:?}"));
        }
        same
    }

    /// Counts one figure that was published rounded to `digits`.
    pub fn compare_rounded(&mut self, whose: &str, ours: &Exact, published: &str, digits: u32) -> bool {
        self.compare(whose, rounded(ours, digits), number(published))
    }

    /// What is wrong with it: fewer came out as published than can, or more than should.
    pub fn fault(&self) -> Option<String> {
        let right = self.matched == self.expected && self.total == self.expected_total;
        (!right).then(|| {
            format!(
                "{}: {} / {}, expected {} / {}\n    {}",
                self.name,
                self.matched,
                self.total,
                self.expected,
                self.expected_total,
                self.misses.join("\n    ")
            )
        })
    }
}

/// The number that `text` writes.
pub fn number(text: &str) -> Exact {
    Exact::parse(text).unwrap_or_else(|| panic!("{text:?} is no number"))
}

/// The number rounded half up.
pub fn rounded(value: &Exact, digits: u32) -> Exact {
    number(&value.rounded_text(digits, Rounding::HalfUp))
}

/// Whether two numbers are at most `most` apart.
pub fn within(left: &Exact, right: &Exact, most: &str) -> bool {
    let distance = left - right;
    let distance = if distance.is_negative() { -distance } else { distance };
    distance <= number(most)
}

/// The lines of the table: set, figure, how many of how many, and why not all.
pub fn aligned(figures: &[(&'static str, Figure)]) -> Vec<String> {
    let widest = |width: fn(&(&'static str, Figure)) -> usize| figures.iter().map(width).max().unwrap_or(0);
    let set = widest(|(set, _)| set.len());
    let name = widest(|(_, figure)| figure.name.chars().count());
    let count = widest(|(_, figure)| figure.total.to_string().len());
    let line = |(of, figure): &(&'static str, Figure)| {
        let because = if figure.because.is_empty() { String::new() } else { format!("  ({})", figure.because) };
        let (matched, total) = (figure.matched, figure.total);
        format!("{of:<set$}  {:<name$}  {matched:>count$} / {total:>count$}{because}", figure.name)
    };
    figures.iter().map(line).collect()
}
