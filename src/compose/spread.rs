//! How the results of a group are spread over intervals of a round width.

use crate::assess::Ranking;
use crate::exact::{Exact, Rounding};

/// At most so many intervals.
const MOST: i64 = 10;

/// The intervals of a group and how many results lie in each.
#[derive(Debug)]
pub struct Spread {
    /// The number of the first interval: it begins at `first` × `step`.
    first: i64,
    /// The width of an interval.
    step: Exact,
    /// How many results lie in each.
    pub counts: Vec<usize>,
}

impl Spread {
    /// The spread of each group of a ranking.
    pub fn of_groups(ranking: &Ranking) -> Vec<Spread> {
        let mut totals: Vec<Vec<&Exact>> = vec![Vec::new(); ranking.groups.len()];
        for standing in &ranking.standings {
            totals[standing.group].push(&standing.total);
        }
        totals.into_iter().map(|totals| Spread::of(&totals)).collect()
    }

    fn of(totals: &[&Exact]) -> Spread {
        let (first, step, count) = intervals(totals);
        let mut spread = Spread { first, step, counts: vec![0; count] };
        for total in totals {
            let at = spread.interval(total);
            spread.counts[at] += 1;
        }
        spread
    }

    /// The interval that a result lies in.
    pub fn interval(&self, total: &Exact) -> usize {
        let at = floor(&(total / &self.step)) - self.first;
        usize::try_from(at).unwrap_or(0).min(self.counts.len().saturating_sub(1))
    }

    /// The bounds of each interval.
    pub fn bounds(&self) -> impl Iterator<Item = (Exact, Exact)> {
        let edge = |at: i64| &Exact::whole(at) * &self.step;
        (self.first..).zip(&self.counts).map(move |(at, _)| (edge(at), edge(at + 1)))
    }
}

/// The first interval's number, the width and how many there are.
fn intervals(totals: &[&Exact]) -> (i64, Exact, usize) {
    const WIDTHS: [(i64, i64); 10] =
        [(1, 100), (1, 20), (1, 10), (1, 5), (1, 2), (1, 1), (2, 1), (5, 1), (10, 1), (20, 1)];
    let (Some(low), Some(high)) = (totals.iter().min(), totals.iter().max()) else { return (0, Exact::one(), 1) };
    for (numerator, denominator) in WIDTHS {
        let step = &Exact::whole(numerator) / &Exact::whole(denominator);
        let (first, last) = (floor(&(*low / &step)), floor(&(*high / &step)));
        if last - first < MOST {
            return (first, step, usize::try_from(last - first + 1).unwrap_or(1));
        }
    }
    (0, Exact::whole(100), 1)
}

/// The greatest whole number that is not above.
fn floor(number: &Exact) -> i64 {
    let near: i64 = number.rounded_text(0, Rounding::HalfUp).parse().unwrap_or(0);
    if Exact::whole(near) > *number { near - 1 } else { near }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(numbers: &[&str]) -> (Vec<usize>, Vec<String>) {
        let numbers: Vec<Exact> = numbers.iter().map(|text| Exact::parse(text).unwrap()).collect();
        let spread = Spread::of(&numbers.iter().collect::<Vec<_>>());
        let bounds = spread
            .bounds()
            .map(|(from, to)| format!("{}–{}", from.finite_text(4).unwrap(), to.finite_text(4).unwrap()));
        let bounds = bounds.collect();
        (spread.counts, bounds)
    }

    #[test]
    fn a_lower_bound_belongs_to_its_interval() {
        assert_eq!(spread(&["60", "64.99", "65", "100"]).0, [2, 1, 0, 0, 0, 0, 0, 0, 1]);
        assert_eq!(spread(&["60", "100"]).1.first().unwrap(), "60–65");
    }

    #[test]
    fn equal_numbers_have_one_interval_and_none_has_one_that_is_empty() {
        assert_eq!(spread(&["90", "90"]).0, [2]);
        assert_eq!(spread(&[]).0, [0]);
    }
}
