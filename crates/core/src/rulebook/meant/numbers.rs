//! A number, as people write one: with its unit, in words, with what stands before it; and two of them as a range.

use super::pieces::{unbracketed, unquoted};

/// A number with what may stand before and behind it: the number's text, and what stands behind.
pub(super) fn leading_number(raw: &str) -> Option<(String, String)> {
    let raw = unquoted(raw).to_lowercase().replace('−', "-");
    let mut rest = raw.trim_start_matches(['~', '±', '+', '≈']).trim_start();
    for word in ["about ", "approx. ", "approx ", "ca. ", "around ", "roughly ", "= "] {
        rest = rest.strip_prefix(word).unwrap_or(rest).trim_start();
    }
    if let Some(number) = spelled(rest) {
        return Some((number.to_string(), String::new()));
    }
    let sign = usize::from(rest.starts_with('-'));
    let digits = rest[sign..].bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return None;
    }
    let mut end = sign + digits;
    let part = &rest[end..];
    if part.starts_with(['.', ',']) {
        let more = part[1..].bytes().take_while(u8::is_ascii_digit).count();
        if more > 0 {
            end += 1 + more;
        }
    }
    let whole = rest[..end].replace(',', ".");
    let zeros = whole[sign..].bytes().take_while(|byte| *byte == b'0').count();
    let keep = zeros.min(whole[sign..].find('.').unwrap_or(whole.len() - sign).saturating_sub(1));
    let number = format!("{}{}", &whole[..sign], &whole[sign + keep..]);
    Some((number, rest[end..].trim().to_owned()))
}

/// Whether what stands behind a number can only be its unit.
pub(super) fn is_unit(behind: &str) -> bool {
    let word = behind.trim_end_matches([',', ';', '.']);
    let strange = ["or", "and", "to", "more", "less", "x"];
    word.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '°' | '%' | ' ' | 'º' | '\''))
        && word.split(' ').count() <= 2
        && word.split(' ').all(|part| !strange.contains(&part))
        // A letter right behind a digit may be a digit that was mistyped.
        && !matches!(word, "o" | "l" | "i")
}

pub(super) fn whole(raw: &str, (from, to): (i64, i64)) -> Option<i64> {
    let (number, behind) = leading_number(unbracketed(raw).unwrap_or(raw))?;
    if !is_unit(&behind) {
        return None;
    }
    let number = number.strip_suffix(".0").map(str::to_owned).unwrap_or(number);
    let number = match number.parse::<i64>() {
        Ok(number) => number,
        // 0.8 where percent are asked for.
        Err(_) if (from, to) == (0, 100) => {
            let hundredths = number.strip_prefix("0.")?;
            match hundredths.len() {
                1 => hundredths.parse::<i64>().ok()? * 10,
                2 => hundredths.parse().ok()?,
                _ => return None,
            }
        }
        Err(_) => return None,
    };
    (from..=to).contains(&number).then_some(number)
}

pub(super) fn number(raw: &str) -> Option<String> {
    let (number, behind) = leading_number(unbracketed(raw).unwrap_or(raw))?;
    is_unit(&behind).then_some(number)
}

/// A rep range or a sign's range, as people write one: `6-12`, `0 to 90 degrees`, `[6, 12]`.
pub(super) fn ends(raw: &str) -> Option<(String, String, String)> {
    let inner = unquoted(unbracketed(raw).unwrap_or(raw)).to_lowercase();
    let inner = inner.trim_start_matches("from ").trim_start_matches("between ");
    let (first, rest) = leading_number(inner)?;
    let separators = ["...", "..", "to ", "and ", "-", "–", "—", ",", ";", "bis "];
    let rest = rest.trim_start_matches(['°', '%']).trim_start().to_owned();
    let second = separators.iter().find_map(|separator| rest.strip_prefix(separator))?;
    let (last, unit) = leading_number(second.trim_start())?;
    let is_whole = |number: &str| number.parse::<i64>().is_ok();
    (is_whole(&first) && is_whole(&last) && is_unit(&unit)).then_some((first, last, unit))
}

const NUMBER_WORDS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

const TENS: [(&str, i64); 9] = [
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("hundred", 100),
];

fn spelled(word: &str) -> Option<i64> {
    if let Some(place) = NUMBER_WORDS.iter().position(|one| *one == word) {
        return i64::try_from(place).ok();
    }
    let (ten, one) = word.split_once(['-', ' ']).unwrap_or((word, ""));
    let ten = TENS.iter().find(|(name, _)| *name == ten)?.1;
    let one = if one.is_empty() { 0 } else { NUMBER_WORDS.iter().position(|name| *name == one)? };
    Some(ten + i64::try_from(one).ok()?)
}
