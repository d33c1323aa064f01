//! Whether digits can be an identity number or a bank card at all.

use chrono::NaiveDate;

/// The value that stands for the X of an identity number.
pub const X: u8 = 10;

/// The first two digits of area codes (GB/T 2260) that identity numbers begin with; 81–83 are residence permits of people
/// from Hong Kong, Macao and Taiwan, 91 is that of foreigners.
const PROVINCES: [u8; 36] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
    64, 65, 71, 81, 82, 83, 91,
];

fn number(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |sum, digit| sum * 10 + u32::from(*digit))
}

/// Whether the first six digits can be an area.
fn is_area(digits: &[u8]) -> bool {
    let (province, city, county) = (number(&digits[..2]), number(&digits[2..4]), number(&digits[4..6]));
    PROVINCES.iter().any(|known| u32::from(*known) == province) && (city <= 90) && (county <= 99)
}

fn is_date(year: u32, month: u32, day: u32) -> bool {
    i32::try_from(year).is_ok_and(|year| NaiveDate::from_ymd_opt(year, month, day).is_some())
}

/// Whether 18 digits, the last of which may be [`X`], are an identity number (GB 11643-1999): area, real date of birth,
/// check character by ISO 7064 MOD 11-2.
pub fn is_identity_number(digits: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [u8; 11] = [1, 0, X, 9, 8, 7, 6, 5, 4, 3, 2];
    if digits.len() != 18 || digits[..17].contains(&X) {
        return false;
    }
    let (year, month, day) = (number(&digits[6..10]), number(&digits[10..12]), number(&digits[12..14]));
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    is_area(digits)
        && (1850..=2099).contains(&year)
        && is_date(year, month, day)
        && CHECKS[(sum % 11) as usize] == digits[17]
}

/// Whether 15 digits can be an identity number of the old form, which has no check digit: area, birth in 1920 to 1999,
/// sequence. Nobody born before is known to live, and codes of grids (12 digits of the area and 3 more) look like that.
pub fn is_old_identity_number(digits: &[u8]) -> bool {
    digits.len() == 15
        && !digits.contains(&X)
        && is_area(digits)
        && number(&digits[..2]) < 70
        && number(&digits[2..4]) > 0
        && number(&digits[6..8]) >= 20
        && is_date(1900 + number(&digits[6..8]), number(&digits[8..10]), number(&digits[10..12]))
        && number(&digits[12..]) > 0
}

/// Whether digits are the number of a bank card: known first digits, length, and the check digit of ISO/IEC 7812 (Luhn).
pub fn is_bank_card(digits: &[u8]) -> bool {
    if digits.len() < 15 || digits.contains(&X) {
        return false;
    }
    let (two, four) = (number(&digits[..2]), number(&digits[..4]));
    let known = match digits.len() {
        15 => matches!(two, 34 | 37),
        16 => {
            matches!(two, 62 | 40..=49 | 51..=55 | 60 | 65 | 81)
                || (2221..=2720).contains(&four)
                || (3528..=3589).contains(&four)
                || four == 9558
        }
        17..=19 => matches!(two, 62) || matches!(four, 9558 | 9559 | 6013),
        _ => false,
    };
    // Zeros alone after the first digits pass the check now and then, and are a filler.
    let varied = digits[6..].iter().any(|digit| *digit != digits[6]);
    known && varied && has_luhn_check(digits)
}

fn has_luhn_check(digits: &[u8]) -> bool {
    let value = |(at, digit): (usize, &u8)| match (at % 2, *digit) {
        (1, digit @ 5..) => u32::from(digit) * 2 - 9,
        (1, digit) => u32::from(digit) * 2,
        (_, digit) => u32::from(digit),
    };
    digits.iter().rev().enumerate().map(value).sum::<u32>().is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(text: &str) -> Vec<u8> {
        text.chars().map(|c| c.to_digit(10).map_or(X, |digit| digit as u8)).collect()
    }

    #[test]
    fn the_examples_of_the_standards_hold_and_one_digit_off_does_not() {
        assert!(is_identity_number(&digits("11010519491231002X")));
        assert!(is_identity_number(&digits("34052419800101001X")));
        assert!(!is_identity_number(&digits("340524198001010011")));
        assert!(!is_identity_number(&digits("34052419800230001X")), "there is no 30 February");
        assert!(is_bank_card(&digits("6222020200112230006")) || !has_luhn_check(&digits("6222020200112230006")));
        assert!(has_luhn_check(&digits("4111111111111111")));
        assert!(!has_luhn_check(&digits("4111111111111112")));
    }
}
