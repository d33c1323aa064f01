//! Exact fractions, and the one place that rounds and writes a decimal.
//!
//! A weight or a mark is the decimal that somebody wrote: `0.1` is one tenth, not the double nearest to it. Sums,
//! products and quotients of such numbers are fractions; they are kept in lowest terms, in 64 or 128 bits while they fit
//! and in big integers when they do not. Nothing here can overflow, and nothing rounds but [`Exact::rounded`] and
//! [`Exact::rounded_text`].

use std::cmp::Ordering;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Div, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::{BigRational, Ratio};
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, One, Signed, ToPrimitive, Zero};

/// An exact rational number of any size.
#[derive(Clone)]
pub struct Exact(Size);

#[derive(Clone)]
enum Size {
    Small(Ratio<i64>),
    Wide(Box<Ratio<i128>>),
    Big(Box<BigRational>),
}

/// A root that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// The root, or the decimal next to it.
    pub value: Exact,
    /// Whether `value` is the root.
    pub ends: bool,
}

/// How a rounding treats a number that lies exactly between two neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// 四舍五入: away from zero. The rule that offices and readers expect.
    #[default]
    HalfUp,
    /// To the even neighbour, as GB/T 8170 has it.
    HalfEven,
}

/// The longest number, in characters, that is read: enough for any mark, short enough that no file can exhaust memory.
const LONGEST: usize = 64;

/// Decimals to which a root without an end is worked out.
const ROOT_PLACES: u32 = 40;

impl Exact {
    /// The whole number `value`.
    pub fn whole(value: i64) -> Exact {
        Exact::from_wide(Ratio::from_integer(i128::from(value)))
    }

    /// Nought.
    pub fn zero() -> Exact {
        Exact::whole(0)
    }

    /// One.
    pub fn one() -> Exact {
        Exact::whole(1)
    }

    /// The decimal as written: digits, optionally a sign, a point and underscores between digits, as in TOML.
    ///
    /// `None` when the text is no finite decimal, carries an exponent, or is longer than 64 characters.
    pub fn parse(text: &str) -> Option<Exact> {
        if text.len() > LONGEST {
            return None;
        }
        let (negative, digits) = match text.as_bytes().first()? {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        let (before, after) = digits.split_once('.').unwrap_or((digits, ""));
        if before.is_empty() || (digits.contains('.') && after.is_empty()) {
            return None;
        }
        let mut whole = String::with_capacity(digits.len());
        let mut places = 0;
        for (part, fraction) in [(before, false), (after, true)] {
            for character in part.chars() {
                match character {
                    '0'..='9' => {
                        whole.push(character);
                        places += u32::from(fraction);
                    }
                    '_' => {}
                    _ => return None,
                }
            }
        }
        let mut numerator: BigInt = whole.parse().ok()?;
        if negative {
            numerator = -numerator;
        }
        Some(Exact::from_big(BigRational::new(numerator, BigInt::from(10).pow(places))))
    }

    /// The quotient, or `None` when `divisor` is nought.
    pub fn checked_div(&self, divisor: &Exact) -> Option<Exact> {
        (!divisor.is_zero()).then(|| self / divisor)
    }

    /// Whether this is nought.
    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Size::Small(ratio) => ratio.is_zero(),
            Size::Wide(ratio) => ratio.is_zero(),
            Size::Big(ratio) => ratio.is_zero(),
        }
    }

    /// Whether this is below nought.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Size::Small(ratio) => ratio.is_negative(),
            Size::Wide(ratio) => ratio.is_negative(),
            Size::Big(ratio) => ratio.is_negative(),
        }
    }

    /// The number without its sign.
    pub fn abs(&self) -> Exact {
        if self.is_negative() { &Exact::zero() - self } else { self.clone() }
    }

    /// The least whole number that is not below this.
    pub fn ceil(&self) -> Exact {
        Exact::from_big(self.to_big().ceil())
    }

    /// The greatest whole number that is not above this.
    pub fn floor(&self) -> Exact {
        Exact::from_big(self.to_big().floor())
    }

    /// Whether this is a whole number.
    pub fn is_whole(&self) -> bool {
        match &self.0 {
            Size::Small(ratio) => ratio.is_integer(),
            Size::Wide(ratio) => ratio.is_integer(),
            Size::Big(ratio) => ratio.is_integer(),
        }
    }

    /// The whole number that this is, if it is one that can count things.
    pub fn to_count(&self) -> Option<usize> {
        match &self.0 {
            Size::Small(ratio) if ratio.is_integer() => ratio.numer().to_usize(),
            _ => None,
        }
    }

    /// The number rounded to `digits` decimals: for a rounding that a scheme declares.
    pub fn rounded(&self, digits: u32, rounding: Rounding) -> Exact {
        let ratio = self.to_big();
        let quotient = round(&ratio, digits, rounding);
        let signed = if ratio.is_negative() { -quotient } else { quotient };
        Exact::from_big(BigRational::new(signed, BigInt::from(10).pow(digits)))
    }

    /// The product of `factors`, each raised to its share of one: the weighted geometric mean.
    ///
    /// The shares are whole multiples of one part; see [`Exact::common_denominator`]. A mean that is a fraction comes
    /// out as that fraction. Any other has no end, and no decimal is it: it comes out as the decimal of 41 places that
    /// lies between its neighbours of 40, so that rounding it to 40 places or fewer is rounding the mean itself.
    ///
    /// `None` when a factor is negative, or when the shares have no common denominator up to `highest`.
    pub fn geometric_mean(factors: &[(Exact, Exact)], highest: u32) -> Option<Root> {
        let shares: Vec<Exact> = factors.iter().map(|(_, share)| share.clone()).collect();
        let degree = Exact::common_denominator(&shares, highest)?;
        let mut product = BigRational::one();
        for (factor, share) in factors {
            if factor.is_negative() {
                return None;
            }
            let power = (share * &Exact::whole(i64::from(degree))).to_count()?;
            product *= num_traits::pow(factor.to_big(), power);
        }
        let (numerator, denominator) = (product.numer().nth_root(degree), product.denom().nth_root(degree));
        if numerator.pow(degree) == *product.numer() && denominator.pow(degree) == *product.denom() {
            return Some(Root { value: Exact::from_big(BigRational::new(numerator, denominator)), ends: true });
        }
        let scale = BigInt::from(10).pow(ROOT_PLACES);
        let below = (product.numer() * scale.pow(degree) / product.denom()).nth_root(degree);
        Some(Root { value: Exact::from_big(BigRational::new(below * 10 + 5, scale * 10)), ends: false })
    }

    /// The number of equal parts of which all `shares` are whole multiples, if it is at most `highest`.
    pub fn common_denominator(shares: &[Exact], highest: u32) -> Option<u32> {
        let mut common = BigInt::one();
        for share in shares {
            common = common.lcm(share.to_big().denom());
            if common > BigInt::from(highest) {
                return None;
            }
        }
        common.to_u32()
    }

    /// The decimal with `digits` places, rounded once.
    pub fn rounded_text(&self, digits: u32, rounding: Rounding) -> String {
        let ratio = self.to_big();
        let quotient = round(&ratio, digits, rounding);
        let sign = if ratio.is_negative() && !quotient.is_zero() { "-" } else { "" };
        let width = digits as usize + 1;
        let text = format!("{quotient:0>width$}");
        let (whole, fraction) = text.split_at(text.len() - digits as usize);
        if digits == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }

    /// The decimal in full, when it ends after at most `longest` places: `9.25`, `100`.
    pub fn finite_text(&self, longest: u32) -> Option<String> {
        let ratio = self.to_big();
        let mut denominator = ratio.denom().clone();
        let (two, five) = (BigInt::from(2), BigInt::from(5));
        let (mut twos, mut fives) = (0, 0);
        while (&denominator % &two).is_zero() {
            denominator /= &two;
            twos += 1;
        }
        while (&denominator % &five).is_zero() {
            denominator /= &five;
            fives += 1;
        }
        let places = twos.max(fives);
        (denominator.is_one() && places <= longest).then(|| self.rounded_text(places, Rounding::HalfUp))
    }

    /// The fraction in lowest terms: `277/12`, or the whole number alone.
    pub fn fraction_text(&self) -> String {
        let ratio = self.to_big();
        if ratio.is_integer() { ratio.numer().to_string() } else { format!("{}/{}", ratio.numer(), ratio.denom()) }
    }

    /// The nearest double: for the length of a bar and nothing else.
    pub fn for_drawing(&self) -> f64 {
        match &self.0 {
            Size::Small(ratio) => ratio.to_f64(),
            Size::Wide(ratio) => ratio.to_f64(),
            Size::Big(ratio) => ratio.to_f64(),
        }
        .unwrap_or(0.0)
    }

    fn to_big(&self) -> BigRational {
        match &self.0 {
            Size::Small(ratio) => BigRational::new_raw(BigInt::from(*ratio.numer()), BigInt::from(*ratio.denom())),
            Size::Wide(ratio) => BigRational::new_raw(BigInt::from(*ratio.numer()), BigInt::from(*ratio.denom())),
            Size::Big(ratio) => (**ratio).clone(),
        }
    }

    /// The fraction in 128 bits, unless it is too large for that.
    fn to_wide(&self) -> Option<Ratio<i128>> {
        match &self.0 {
            Size::Small(ratio) => Some(Ratio::new_raw(i128::from(*ratio.numer()), i128::from(*ratio.denom()))),
            Size::Wide(ratio) => Some(**ratio),
            Size::Big(_) => None,
        }
    }

    /// As small as it fits, so that equal numbers have equal shapes. The least number of each size goes to the next: its
    /// absolute value does not fit.
    fn from_wide(ratio: Ratio<i128>) -> Exact {
        match (i64::try_from(*ratio.numer()), i64::try_from(*ratio.denom())) {
            (Ok(numerator), Ok(denominator)) if numerator != i64::MIN => {
                Exact(Size::Small(Ratio::new_raw(numerator, denominator)))
            }
            _ => Exact(Size::Wide(Box::new(ratio))),
        }
    }

    fn from_big(ratio: BigRational) -> Exact {
        match (ratio.numer().to_i128(), ratio.denom().to_i128()) {
            (Some(numerator), Some(denominator)) if numerator != i128::MIN => {
                Exact::from_wide(Ratio::new_raw(numerator, denominator))
            }
            _ => Exact(Size::Big(Box::new(ratio))),
        }
    }

    fn combine(
        &self,
        other: &Exact,
        small: impl Fn(&Ratio<i64>, &Ratio<i64>) -> Option<Ratio<i64>>,
        wide: impl Fn(&Ratio<i128>, &Ratio<i128>) -> Option<Ratio<i128>>,
        big: impl Fn(BigRational, BigRational) -> BigRational,
    ) -> Exact {
        if let (Size::Small(left), Size::Small(right)) = (&self.0, &other.0)
            && let Some(result) = small(left, right)
            && *result.numer() != i64::MIN
        {
            return Exact(Size::Small(result));
        }
        if let (Some(left), Some(right)) = (self.to_wide(), other.to_wide())
            && let Some(result) = wide(&left, &right)
            && *result.numer() != i128::MIN
        {
            return Exact::from_wide(result);
        }
        Exact::from_big(big(self.to_big(), other.to_big()))
    }
}

/// The size of `ratio` in units of the last of `digits` decimals, rounded. This is the only place that rounds.
fn round(ratio: &BigRational, digits: u32, rounding: Rounding) -> BigInt {
    let scaled = ratio.numer().abs() * BigInt::from(10).pow(digits);
    let (quotient, remainder) = scaled.div_rem(ratio.denom());
    let up = match (remainder * 2i32).cmp(ratio.denom()) {
        Ordering::Greater => true,
        Ordering::Less => false,
        Ordering::Equal => match rounding {
            Rounding::HalfUp => true,
            Rounding::HalfEven => quotient.is_odd(),
        },
    };
    if up { quotient + 1 } else { quotient }
}

macro_rules! operation {
    ($trait:ident, $method:ident, $checked:ident) => {
        impl $trait for &Exact {
            type Output = Exact;
            fn $method(self, other: &Exact) -> Exact {
                self.combine(
                    other,
                    |left, right| left.$checked(right),
                    |left, right| left.$checked(right),
                    |left, right| left.$method(right),
                )
            }
        }
        impl $trait for Exact {
            type Output = Exact;
            fn $method(self, other: Exact) -> Exact {
                (&self).$method(&other)
            }
        }
    };
}

operation!(Add, add, checked_add);
operation!(Sub, sub, checked_sub);
operation!(Mul, mul, checked_mul);
operation!(Div, div, checked_div);

impl Neg for Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        &Exact::zero() - &self
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Exact>>(numbers: I) -> Exact {
        numbers.fold(Exact::zero(), |sum, number| &sum + &number)
    }
}

impl<'a> Sum<&'a Exact> for Exact {
    fn sum<I: Iterator<Item = &'a Exact>>(numbers: I) -> Exact {
        numbers.fold(Exact::zero(), |sum, number| &sum + number)
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Exact) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Exact) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Exact) -> Ordering {
        match (&self.0, &other.0) {
            (Size::Small(left), Size::Small(right)) => left.cmp(right),
            _ => match (self.to_wide(), other.to_wide()) {
                (Some(left), Some(right)) => left.cmp(&right),
                _ => self.to_big().cmp(&other.to_big()),
            },
        }
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.fraction_text())
    }
}

/// The middle of the numbers: the mean of the two middle ones when their count is even. `None` for no numbers.
pub fn median(mut numbers: Vec<Exact>) -> Option<Exact> {
    numbers.sort();
    let middle = numbers.len() / 2;
    match numbers.len() {
        0 => None,
        length if length % 2 == 1 => Some(numbers.swap_remove(middle)),
        _ => Some(&(&numbers[middle - 1] + &numbers[middle]) / &Exact::whole(2)),
    }
}

/// The lower quartile, the median and the upper quartile: the values a quarter, half and three quarters of the way from
/// the least to the greatest, between two neighbours where the way ends between them. `None` for no numbers.
pub fn quartiles(mut numbers: Vec<Exact>) -> Option<[Exact; 3]> {
    numbers.sort();
    let steps = numbers.len().checked_sub(1)?;
    Some([1, 2, 3].map(|quarter| {
        let (at, rest) = ((steps * quarter) / 4, (steps * quarter) % 4);
        let below = &numbers[at];
        let above = &numbers[(at + 1).min(steps)];
        let part = &Exact::whole(rest as i64) / &Exact::whole(4);
        below + &(&(above - below) * &part)
    }))
}

/// The arithmetic mean, or `None` for no numbers.
pub fn mean(numbers: &[Exact]) -> Option<Exact> {
    let count = i64::try_from(numbers.len()).ok()?;
    numbers.iter().sum::<Exact>().checked_div(&Exact::whole(count))
}

/// Decimals of `digits` places that add up to the rounded total: each is the rounded running sum less the one before,
/// so no part is off by more than one in its last place (cumulative rounding).
pub fn parts_that_add(parts: &[Exact], digits: u32) -> Vec<String> {
    let mut running = Exact::zero();
    let mut printed = Exact::zero();
    let mut texts = Vec::with_capacity(parts.len());
    for part in parts {
        running = &running + part;
        let next = Exact::parse(&running.rounded_text(digits, Rounding::HalfUp)).unwrap_or_else(Exact::zero);
        texts.push((&next - &printed).rounded_text(digits, Rounding::HalfUp));
        printed = next;
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(text: &str) -> Exact {
        Exact::parse(text).unwrap()
    }

    #[test]
    fn a_decimal_is_the_number_that_was_written() {
        assert_eq!(number("0.1"), &Exact::whole(1) / &Exact::whole(10));
        assert_eq!((0..10).map(|_| number("0.1")).sum::<Exact>(), Exact::one());
        assert_eq!(number("-2.50").fraction_text(), "-5/2");
        assert_eq!(number("+1_000.000_1").fraction_text(), "10000001/10000");
    }

    #[test]
    fn what_is_no_decimal_is_refused() {
        for text in ["", "-", ".5", "5.", "1e3", "inf", "nan", "1.2.3", "９", "1 000", &"9".repeat(65)] {
            assert!(Exact::parse(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn rounding_goes_half_up_or_half_even() {
        let cases = [("0.125", 2, "0.13", "0.12"), ("0.375", 2, "0.38", "0.38"), ("-0.125", 2, "-0.13", "-0.12")];
        for (text, digits, up, even) in cases {
            assert_eq!(number(text).rounded_text(digits, Rounding::HalfUp), up);
            assert_eq!(number(text).rounded_text(digits, Rounding::HalfEven), even);
        }
        assert_eq!(number("1.005").rounded_text(2, Rounding::HalfUp), "1.01");
        assert_eq!(number("99.995").rounded_text(2, Rounding::HalfUp), "100.00");
        assert_eq!(number("-0.001").rounded_text(2, Rounding::HalfUp), "0.00");
        assert_eq!(number("2.5").rounded_text(0, Rounding::HalfUp), "3");
    }

    #[test]
    fn a_decimal_that_ends_is_written_in_full() {
        assert_eq!(number("9.250").finite_text(8).as_deref(), Some("9.25"));
        assert_eq!((&Exact::one() / &Exact::whole(3)).finite_text(8), None);
        assert_eq!(number("0.000000001").finite_text(8), None);
    }

    #[test]
    fn numbers_at_the_edges_of_their_sizes_stay_exact() {
        let edges = [
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "4611686018427387904",
            "170141183460469231731687303715884105727",
            "-170141183460469231731687303715884105728",
            "0.0000000000000000001",
            "-0.00000000000000000000000000000000000001",
            "1",
            "-1",
            "3",
        ];
        let big = |number: &Exact| number.to_big();
        for left in edges.map(number) {
            for right in edges.map(number) {
                assert_eq!(big(&(&left + &right)), big(&left) + big(&right));
                assert_eq!(big(&(&left - &right)), big(&left) - big(&right));
                assert_eq!(big(&(&left * &right)), big(&left) * big(&right));
                assert_eq!(big(&(&left / &right)), big(&left) / big(&right));
                assert_eq!(left.cmp(&right), big(&left).cmp(&big(&right)));
            }
        }
    }

    #[test]
    fn sums_past_128_bits_stay_exact() {
        let harmonic: Exact = (1..=200).map(|n| &Exact::one() / &Exact::whole(n)).sum();
        let back = (1..=200).rev().fold(harmonic, |sum, n| &sum - &(&Exact::one() / &Exact::whole(n)));
        assert!(back.is_zero());
    }

    #[test]
    fn a_geometric_mean_that_is_a_fraction_is_that_fraction() {
        let third = &Exact::one() / &Exact::whole(3);
        let of = |factors: &[&str]| {
            let share = &Exact::one() / &Exact::whole(factors.len() as i64);
            let factors: Vec<_> = factors.iter().map(|text| (number(text), share.clone())).collect();
            Exact::geometric_mean(&factors, 1000).unwrap().value
        };
        assert_eq!(of(&["2", "8"]), number("4"));
        assert_eq!(of(&["1", "2", "4"]), number("2"));
        assert_eq!(of(&["0", "7"]), Exact::zero());
        let ninth = &third * &third;
        let whole = Exact::geometric_mean(&[(ninth, number("0.5")), (Exact::one(), number("0.5"))], 1000);
        assert_eq!(whole, Some(Root { value: third, ends: true }));
    }

    #[test]
    fn a_geometric_mean_without_an_end_rounds_as_the_true_one_does() {
        let half = number("0.5");
        let root = Exact::geometric_mean(&[(number("2"), half.clone()), (Exact::one(), half.clone())], 1000).unwrap();
        assert!(!root.ends);
        let root = root.value;
        assert_eq!(root.rounded_text(20, Rounding::HalfUp), "1.41421356237309504880");
        assert!(&root * &root != number("2"));
        assert!(Exact::geometric_mean(&[(number("-1"), Exact::one())], 1000).is_none());
        let uneven = [(number("2"), number("0.1234")), (number("3"), number("0.8766"))];
        assert!(Exact::geometric_mean(&uneven, 1000).is_none());
    }

    #[test]
    fn quartiles_lie_a_quarter_of_the_way_from_the_least_to_the_greatest() {
        let numbers = |texts: &[&str]| texts.iter().map(|text| number(text)).collect();
        assert_eq!(quartiles(numbers(&["1", "2", "3", "4", "5"])), Some([number("2"), number("3"), number("4")]));
        assert_eq!(quartiles(numbers(&["4", "1"])), Some([number("1.75"), number("2.5"), number("3.25")]));
        assert_eq!(quartiles(vec![]), None);
    }

    #[test]
    fn the_median_of_an_even_count_is_the_mean_of_the_middle_two() {
        assert_eq!(median(vec![number("1"), number("4"), number("2"), number("3")]), Some(number("2.5")));
        assert_eq!(median(vec![]), None);
    }

    proptest! {
        #[test]
        fn printed_parts_add_up_to_the_printed_total(parts in prop::collection::vec((0i64..100_000, 1i64..99), 1..20)) {
            let parts: Vec<Exact> =
                parts.into_iter().map(|(numerator, denominator)| &Exact::whole(numerator) / &Exact::whole(denominator)).collect();
            let printed: Exact = parts_that_add(&parts, 4).iter().map(|text| number(text)).sum();
            let total = parts.iter().sum::<Exact>();
            prop_assert_eq!(printed.rounded_text(4, Rounding::HalfUp), total.rounded_text(4, Rounding::HalfUp));
        }

        #[test]
        fn what_is_written_is_what_was_read(numerator in -1_000_000_000i64..1_000_000_000, places in 0u32..9) {
            let value = &Exact::whole(numerator) / &Exact::whole(10i64.pow(places));
            prop_assert_eq!(Exact::parse(&value.finite_text(9).unwrap()).unwrap(), value);
        }

        #[test]
        fn adding_and_taking_away_gives_the_start(a in any::<i64>(), b in 1i64.., c in any::<i64>(), d in 1i64..) {
            let (left, right) = (&Exact::whole(a) / &Exact::whole(b), &Exact::whole(c) / &Exact::whole(d));
            prop_assert_eq!(&(&left + &right) - &right, left);
        }
    }
}
