//! Round numbers along an axis, found and written without rounding errors.

/// The round values from `low` to `high` in equal steps, at most `most` of them, each with its text. Steps are whole
/// numbers if `whole` says that nothing else is counted.
pub fn steps(low: f64, high: f64, most: usize, whole: bool) -> Vec<(f64, String)> {
    let lowest = if whole { 0 } else { -6 };
    for exponent in lowest..=12 {
        for mantissa in [1, 2, 5] {
            let step = value(mantissa, exponent);
            let (first, last) = ((low / step).ceil() as i64, (high / step).floor() as i64);
            if last.saturating_sub(first) < most as i64 {
                return (first..=last)
                    .map(|number| number * mantissa)
                    .map(|digits| (value(digits, exponent), written(digits, exponent)))
                    .collect();
            }
        }
    }
    Vec::new()
}

/// Whether all of these are whole numbers.
pub fn all_whole(values: impl IntoIterator<Item = f64>) -> bool {
    values.into_iter().all(|value| value.fract() == 0.0)
}

/// `digits` with the decimal point moved by `exponent`.
fn value(digits: i64, exponent: i32) -> f64 {
    let power = 10_i64.pow(exponent.unsigned_abs()) as f64;
    if exponent < 0 { digits as f64 / power } else { digits as f64 * power }
}

/// The same as text.
fn written(digits: i64, exponent: i32) -> String {
    if exponent >= 0 {
        return (digits * 10_i64.pow(exponent.unsigned_abs())).to_string();
    }
    let power = 10_u64.pow(exponent.unsigned_abs());
    let (units, rest) = (digits.unsigned_abs() / power, digits.unsigned_abs() % power);
    let sign = if digits < 0 { "-" } else { "" };
    let text = format!("{sign}{units}.{rest:0places$}", places = exponent.unsigned_abs() as usize);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(low: f64, high: f64, whole: bool) -> Vec<String> {
        steps(low, high, 5, whole).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn steps_are_round_and_few() {
        assert_eq!(texts(0.0, 100.0, false), ["0", "50", "100"]);
        assert_eq!(texts(60.0, 100.0, false), ["60", "70", "80", "90", "100"]);
        assert_eq!(texts(0.0, 1.0, false), ["0", "0.5", "1"]);
        assert_eq!(texts(0.0, 0.4, false), ["0", "0.1", "0.2", "0.3", "0.4"]);
        assert_eq!(texts(-1.0, 1.0, false), ["-1", "-0.5", "0", "0.5", "1"]);
        assert_eq!(texts(0.0, 37.0, false), ["0", "10", "20", "30"]);
        assert_eq!(texts(0.0, 2.0, true), ["0", "1", "2"]);
        assert_eq!(texts(0.0, 30000.0, true), ["0", "10000", "20000", "30000"]);
    }

    #[test]
    fn whole_numbers_are_recognised() {
        assert!(all_whole([0.0, 3.0]));
        assert!(!all_whole([0.0, 3.5]));
    }
}
