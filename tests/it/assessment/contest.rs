//! Random contests: any tree of criteria, any roles, any marks; as a [`Case`], and as numbers for the oracle.

use std::fmt::Write as _;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero as _;
use proptest::prelude::*;

use crate::assessment::case::Case;

/// An exact number that the program had no hand in.
pub type Fraction = BigRational;

pub fn whole(number: i64) -> Fraction {
    Fraction::from_integer(BigInt::from(number))
}

pub fn fraction(above: i64, below: i64) -> Fraction {
    Fraction::new(BigInt::from(above), BigInt::from(below))
}

/// How parts become a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Weighted,
    Geometric,
    Sum,
    Max,
    Min,
}

impl Way {
    fn word(self) -> &'static str {
        match self {
            Way::Weighted => "weighted",
            Way::Geometric => "geometric",
            Way::Sum => "sum",
            Way::Max => "max",
            Way::Min => "min",
        }
    }

    /// Whether parts enter as shares of their full marks.
    pub fn averages(self) -> bool {
        self != Way::Sum
    }

    fn takes_weights(self) -> bool {
        matches!(self, Way::Weighted | Way::Geometric)
    }
}

/// How marks on a criterion are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// From the lowest mark to the highest, and the mark that is worth nothing.
    Plain { low: i64, high: i64, zero: i64 },
    /// From `zero`, worth nothing, down to `full`.
    Falling { zero: i64, full: i64 },
    /// So many of so many.
    Ratio,
    /// The full mark or nought.
    YesNo { full: i64 },
    /// Three points off for each fault.
    Deductions { full: i64 },
    /// Points up to a limit.
    Bonus { limit: i64 },
}

/// A criterion; those with parts are marked by nobody.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// The criterion it lies within.
    pub within: Option<usize>,
    /// What its parts are put together by, if it has any.
    pub way: Way,
    /// Its parts.
    pub parts: Vec<usize>,
    pub weight: i64,
    /// In tenths.
    pub factor: i64,
    pub scale: Scale,
}

/// How several assessors become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combine {
    Single,
    Mean,
    MeanByPeople,
    Median,
    TrimmedMean,
    Sum,
}

impl Combine {
    fn word(self) -> &'static str {
        match self {
            Combine::Single => "single",
            Combine::Mean => "mean",
            Combine::MeanByPeople => "mean_by_people",
            Combine::Median => "median",
            Combine::TrimmedMean => "trimmed_mean",
            Combine::Sum => "sum",
        }
    }
}

/// A role, and for how many people each of its assessors speaks.
#[derive(Clone, Debug)]
pub struct Role {
    pub weight: i64,
    pub combine: Combine,
    pub by_total: bool,
    pub trim_from: usize,
    pub people: Vec<i64>,
    /// The criteria that it marks.
    pub marks: Vec<usize>,
}

/// What stands under a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A mark of so many thousandths of the way from the worst to the best; the second number varies what a ratio is of.
    Mark(i64, i64),
    Zero,
    LeftOut,
    /// Nothing yet.
    Open,
}

/// A contest: everything but the names.
#[derive(Clone, Debug)]
pub struct Contest {
    pub way: Way,
    pub parts: Vec<usize>,
    pub criteria: Vec<Criterion>,
    pub roles: Vec<Role>,
    pub subjects: usize,
    /// By role, assessor, subject and criterion.
    pub cells: Vec<Vec<Vec<Vec<Cell>>>>,
    /// Further fields of the scheme.
    pub fields: String,
    /// What all weights are multiplied by when they are written.
    pub times: i64,
    /// Whether criteria and roles are written in the opposite order.
    pub turned: bool,
    /// Whether marks that are not there are still to come, rather than left out.
    pub open: bool,
}

/// What a random contest may have.
#[derive(Clone, Copy, Debug)]
pub struct Sort {
    pub ways: &'static [Way],
    pub combines: &'static [Combine],
    pub scales: &'static [Scale],
    /// Of criteria, in tenths.
    pub factors: &'static [i64],
    pub by_total: bool,
    /// Cells other than marks.
    pub empties: &'static [Cell],
    pub subjects: usize,
}

pub const PLAIN: Scale = Scale::Plain { low: 0, high: 100, zero: 0 };

/// Scales that can be the part of anything.
pub const SCALES: &[Scale] = &[
    PLAIN,
    Scale::Plain { low: 0, high: 10, zero: 0 },
    Scale::Plain { low: 1, high: 5, zero: 0 },
    Scale::Plain { low: 20, high: 85, zero: 20 },
    Scale::Falling { zero: 30, full: 5 },
    Scale::YesNo { full: 4 },
    Scale::Deductions { full: 20 },
    Scale::Ratio,
];

/// Every scale.
pub const ALL_SCALES: &[Scale] = &[
    PLAIN,
    Scale::Plain { low: 0, high: 10, zero: 0 },
    Scale::Plain { low: 1, high: 5, zero: 0 },
    Scale::Plain { low: -10, high: 10, zero: 0 },
    Scale::Plain { low: 20, high: 85, zero: 20 },
    Scale::Falling { zero: 30, full: 5 },
    Scale::YesNo { full: 4 },
    Scale::Deductions { full: 20 },
    Scale::Ratio,
    Scale::Bonus { limit: 6 },
];

/// Every way of putting parts together that ends in a fraction.
pub const WAYS: &[Way] = &[Way::Weighted, Way::Sum, Way::Max, Way::Min];

/// Every way of combining assessors.
pub const COMBINES: &[Combine] =
    &[Combine::Single, Combine::Mean, Combine::MeanByPeople, Combine::Median, Combine::TrimmedMean, Combine::Sum];

/// Contests of a sort.
pub fn contests(sort: Sort) -> impl Strategy<Value = Contest> {
    let criterion = (any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>(), 1i64..=9);
    let role = (any::<u8>(), any::<bool>(), 3usize..=5, 1usize..=6, any::<u8>(), 1i64..=9);
    let shape =
        (any::<u8>(), prop::collection::vec(criterion, 1..=7), prop::collection::vec(role, 1..=3), 1..=sort.subjects);
    shape.prop_flat_map(move |(way, criteria, roles, subjects)| {
        let contest = shaped(sort, way, &criteria, &roles, subjects);
        let count: usize = contest.cells.iter().flatten().flatten().map(Vec::len).sum();
        let mark = prop_oneof![4 => 0i64..=1000, 1 => Just(500i64), 1 => Just(900i64), 1 => Just(1000i64)];
        prop::collection::vec((mark, 0i64..30, any::<u8>()), count)
            .prop_map(move |cells| filled(contest.clone(), sort, &cells))
    })
}

fn shaped(
    sort: Sort,
    way: u8,
    criteria: &[(u8, u8, u8, u8, i64)],
    roles: &[(u8, bool, usize, usize, u8, i64)],
    subjects: usize,
) -> Contest {
    fn pick<T: Copy>(from: &[T], at: u8) -> T {
        from[usize::from(at) % from.len()]
    }
    let mut contest = Contest {
        way: pick(sort.ways, way),
        parts: Vec::new(),
        criteria: Vec::new(),
        roles: Vec::new(),
        subjects,
        cells: Vec::new(),
        fields: String::new(),
        times: 1,
        turned: false,
        open: false,
    };
    for (at, (within, way, scale, factor, weight)) in criteria.iter().enumerate() {
        let within = (usize::from(*within) % (at + 1)).checked_sub(1);
        contest.criteria.push(Criterion {
            within,
            way: pick(sort.ways, *way),
            parts: Vec::new(),
            weight: *weight,
            factor: 10,
            scale: pick(sort.scales, *scale),
        });
        match within {
            Some(within) => contest.criteria[within].parts.push(at),
            None => contest.parts.push(at),
        }
        if contest.way_above(at) == Way::Sum {
            contest.criteria[at].factor = pick(sort.factors, *factor);
        } else if matches!(contest.criteria[at].scale, Scale::Bonus { .. }) {
            contest.criteria[at].scale = PLAIN;
        }
    }
    let leaves = contest.leaves();
    let ratio = |contest: &Contest, leaf: usize| contest.criteria[leaf].scale == Scale::Ratio;
    // A ratio is marked by the first role alone, and everybody marks something.
    if ratio(&contest, leaves[0]) && roles.len() > 1 {
        contest.criteria[leaves[0]].scale = PLAIN;
    }
    for (at, (combine, by_total, trim_from, assessors, marks, weight)) in roles.iter().enumerate() {
        let mut combine = pick(sort.combines, *combine);
        let pools = matches!(combine, Combine::Single | Combine::Mean | Combine::Sum);
        if at == 0 && !pools && leaves.iter().any(|leaf| ratio(&contest, *leaf)) {
            combine = Combine::Mean;
        }
        let own = |(position, leaf): (usize, &usize)| {
            let chosen = position == 0 || at == 0 || marks >> (position % 8) & 1 == 1;
            (chosen && (at == 0 || !ratio(&contest, *leaf))).then_some(*leaf)
        };
        let drops = matches!(combine, Combine::Median | Combine::TrimmedMean);
        contest.roles.push(Role {
            weight: *weight,
            combine,
            by_total: sort.by_total && *by_total && drops,
            trim_from: *trim_from,
            people: (0..if combine == Combine::Single { 1 } else { *assessors as i64 })
                .map(|at| 1 + at * 7 % 5)
                .collect(),
            marks: leaves.iter().enumerate().filter_map(own).collect(),
        });
    }
    let row = vec![Cell::Open; contest.criteria.len()];
    contest.cells = contest.roles.iter().map(|role| vec![vec![row.clone(); subjects]; role.people.len()]).collect();
    contest
}

fn filled(mut contest: Contest, sort: Sort, cells: &[(i64, i64, u8)]) -> Contest {
    let all = contest.cells.iter_mut().flatten().flatten().flatten();
    for (cell, (mark, of, empty)) in all.zip(cells) {
        // Of ten cells one is empty.
        *cell = match sort.empties.get(usize::from(empty / 10)) {
            Some(other) if empty % 10 == 0 => *other,
            _ => Cell::Mark(*mark, *of),
        };
    }
    contest
}

impl Contest {
    /// The criteria that are marked, in the order written.
    pub fn leaves(&self) -> Vec<usize> {
        (0..self.criteria.len()).filter(|at| self.criteria[*at].parts.is_empty()).collect()
    }

    /// What a criterion is put together with others by.
    pub fn way_above(&self, at: usize) -> Way {
        self.criteria[at].within.map_or(self.way, |within| self.criteria[within].way)
    }

    /// With further fields of the scheme.
    pub fn with(mut self, fields: &str) -> Contest {
        let _ = writeln!(self.fields, "{fields}");
        self
    }

    /// As files.
    pub fn case(&self) -> Case {
        self.case_without(&[])
    }

    /// As files that leave these criteria out.
    pub fn case_without(&self, gone: &[usize]) -> Case {
        let mut scheme = format!("weights = \"relative\"\naggregate = \"{}\"\n{}", self.way.word(), self.fields);
        let _ = writeln!(scheme, "not_assessed = \"{}\"", if self.open { "open" } else { "leave_out" });
        let turned = |mut parts: Vec<String>| {
            if self.turned {
                parts.reverse();
            }
            parts.join(", ")
        };
        let criteria = (0..self.criteria.len()).filter(|at| !gone.contains(at)).map(|at| self.criterion(at)).collect();
        let roles = self.roles.iter().enumerate().map(|(at, role)| self.role(at, role)).collect();
        let _ = writeln!(scheme, "criterion = [{}]\nrole = [{}]", turned(criteria), turned(roles));
        let mut case = Case::new(&scheme);
        for (role, assessors) in self.cells.iter().enumerate() {
            for (assessor, rows) in assessors.iter().enumerate() {
                let rows: Vec<String> = (0..rows.len()).map(|subject| self.row(role, assessor, subject)).collect();
                case = case.sheet(&format!("r{role}"), &format!("o{assessor}"), &rows.join("\n"));
            }
        }
        case
    }

    fn criterion(&self, at: usize) -> String {
        let criterion = &self.criteria[at];
        let mut text = format!("{{ id = \"c{at}\"");
        if let Some(within) = criterion.within {
            let _ = write!(text, ", within = \"c{within}\"");
        }
        if self.way_above(at).takes_weights() {
            let _ = write!(text, ", weight = {}", criterion.weight * self.times);
        } else if self.way_above(at) == Way::Sum {
            let _ = write!(text, ", factor = {}", decimal(criterion.factor * 100));
        }
        let _ = match criterion.scale {
            _ if !criterion.parts.is_empty() => write!(text, ", aggregate = \"{}\"", criterion.way.word()),
            Scale::Plain { low, high, zero } => write!(text, ", min = {low}, max = {high}, zero = {zero}"),
            Scale::Falling { zero, full } => write!(text, ", zero = {zero}, max = {full}"),
            Scale::Ratio => write!(text, ", marked = \"ratio\""),
            Scale::YesNo { full } => write!(text, ", marked = \"yes_no\", max = {full}"),
            Scale::Deductions { full } => write!(text, ", marked = \"deductions\", max = {full}, each = 3"),
            Scale::Bonus { limit } => write!(text, ", marked = \"bonus\", max = {limit}"),
        };
        text + " }"
    }

    fn role(&self, at: usize, role: &Role) -> String {
        let marks: Vec<String> = role.marks.iter().map(|leaf| format!("\"c{leaf}\"")).collect();
        let mut text = format!(
            "{{ id = \"r{at}\", weight = {}, combine = \"{}\", criteria = [{}]",
            role.weight * self.times,
            role.combine.word(),
            marks.join(", ")
        );
        if role.combine == Combine::TrimmedMean {
            let _ = write!(text, ", trim_from = {}", role.trim_from);
        }
        if role.by_total {
            text.push_str(", combine_by = \"total\"");
        }
        text + " }"
    }

    fn row(&self, role: usize, assessor: usize, subject: usize) -> String {
        let cells = &self.cells[role][assessor][subject];
        let cell = |leaf: &usize| Some(format!("c{leaf} = {}", self.cell(*leaf, cells[*leaf])?));
        let mut parts: Vec<String> = self.roles[role].marks.iter().filter_map(cell).collect();
        if self.roles[role].combine == Combine::MeanByPeople {
            parts.push(format!("people = {}", self.roles[role].people[assessor]));
        }
        format!("a{subject}: {}", parts.join(", "))
    }

    /// What is written in a cell; nothing where the mark is still to come.
    fn cell(&self, leaf: usize, cell: Cell) -> Option<String> {
        let Cell::Mark(mark, vary) = cell else {
            return match cell {
                // What a ratio of nothing is of is not known.
                Cell::Zero if self.criteria[leaf].scale == Scale::Ratio => Some("{ got = 0, of = 1 }".to_owned()),
                Cell::Zero => Some("{ zero = \"无\" }".to_owned()),
                Cell::LeftOut => Some("{ not_applicable = \"无\" }".to_owned()),
                _ => (!self.open).then(|| "{ not_assessed = \"无\" }".to_owned()),
            };
        };
        Some(match self.criteria[leaf].scale {
            Scale::Plain { low, high, .. } => decimal(low * 1000 + (high - low) * mark),
            Scale::Falling { zero, full } => decimal(zero * 1000 + (full - zero) * mark),
            Scale::Ratio => format!("{{ got = {}, of = {} }}", decimal(mark * (1 + vary)), 1 + vary),
            Scale::YesNo { .. } => (mark >= 500).to_string(),
            Scale::Deductions { .. } => ((1000 - mark) / 100).to_string(),
            Scale::Bonus { .. } => decimal(mark * 10),
        })
    }

    /// The points and full points of a cell; `None` where it is left out.
    pub fn points(&self, leaf: usize, cell: Cell) -> Option<[Fraction; 2]> {
        let full = match self.criteria[leaf].scale {
            Scale::Plain { high, zero, .. } => high - zero,
            Scale::Falling { zero, full } => zero - full,
            Scale::Ratio => 1,
            Scale::YesNo { full } | Scale::Deductions { full } | Scale::Bonus { limit: full } => full,
        };
        let Cell::Mark(mark, vary) = cell else {
            return (cell == Cell::Zero).then(|| [Fraction::zero(), whole(full)]);
        };
        let points = match self.criteria[leaf].scale {
            Scale::Plain { low, high, zero } => whole(low - zero) + fraction((high - low) * mark, 1000),
            Scale::Falling { zero, full } => fraction((zero - full) * mark, 1000),
            Scale::Ratio => return Some([fraction(mark * (1 + vary), 1000), whole(1 + vary)]),
            Scale::YesNo { full } => {
                if mark >= 500 {
                    whole(full)
                } else {
                    Fraction::zero()
                }
            }
            Scale::Deductions { full } => whole((full - 3 * ((1000 - mark) / 100)).max(0)),
            Scale::Bonus { limit } => fraction(mark, 100).min(whole(limit)),
        };
        Some([points, whole(full)])
    }
}

/// Thousandths as a decimal.
pub fn decimal(thousandths: i64) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let size = thousandths.abs();
    format!("{sign}{}.{:03}", size / 1000, size % 1000)
}
