//! Where a limit is: read from a coach's words ("over 100 degrees", "outside 10 to 30", "not neutral"), written as a
//! condition of a rule file, and said back in words.
//!
//! Must not know which question was asked.

use super::amount::number;
use super::sign::{Scale, TalkSign, Values};
use crate::fmt::quoted;
use crate::new::rows::list;
use formcheck_core::rulebook::similar::nearest;
use formcheck_core::rulebook::{Value, ValueSet};

/// Some of a sign's values.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Limit {
    pub(super) set: ValueSet,
    /// As a condition in a rule file.
    pub(super) toml: String,
}

/// What a coach may type for this sign.
pub(super) fn how(sign: &TalkSign) -> String {
    match &sign.values {
        Values::Words(_) => "Type the numbers or names of its values, or `not` and a value.".to_owned(),
        Values::Numbers(scale) => {
            let middle = scale.grid.write(i32::midpoint(scale.from, scale.to));
            format!(
                "Type it like `over {middle}`, `under {middle}`, `at least {middle}`, `10 to 30` or `outside 10 to 30`; it is {}.",
                scale.in_words()
            )
        }
    }
}

/// Reads what was typed; or says what to type.
pub(super) fn read(sign: &TalkSign, typed: &str) -> Result<Limit, String> {
    let limit = match &sign.values {
        Values::Words(words) => named(words, typed)?,
        Values::Numbers(scale) => number(scale, typed)?,
    };
    if limit.set.is_empty() {
        return Err(format!("Nothing is left of it that way. {}", how(sign)));
    }
    if limit.set.holds(&sign.all_values()) {
        return Err(format!("That is every value there is, so it tells nothing. {}", how(sign)));
    }
    Ok(limit)
}

/// The condition for some values of a sign.
pub(super) fn of_set(sign: &TalkSign, set: &ValueSet) -> Limit {
    let toml = match &sign.values {
        Values::Words(words) => {
            let names: Vec<&String> = words_in(words, set).map(|(name, _)| name).collect();
            match names.as_slice() {
                [one] => quoted(one),
                several => list(several),
            }
        }
        Values::Numbers(scale) => {
            let spans: Vec<String> = set.spans().iter().map(|&span| span_toml(scale, span)).collect();
            match spans.as_slice() {
                [one] => one.clone(),
                several => format!("[{}]", several.join(", ")),
            }
        }
    };
    Limit { set: set.clone(), toml }
}

/// Some values of a sign, as a person says them: "10 to 30 degrees", "up to 100 degrees".
pub(super) fn in_words(sign: &TalkSign, set: &ValueSet) -> String {
    let parts: Vec<String> = match &sign.values {
        Values::Words(words) => words_in(words, set).map(|(name, _)| name.clone()).collect(),
        Values::Numbers(scale) => set.spans().iter().map(|&span| span_words(scale, span)).collect(),
    };
    parts.join(" or ")
}

/// A limit as it was typed: "more than 100 degrees" where 100 itself is none.
pub(super) fn as_typed(sign: &TalkSign, limit: &Limit) -> String {
    let bound =
        |key: &str| limit.toml.strip_prefix(&format!("{{ {key} = ")).and_then(|rest| rest.strip_suffix(" }"));
    let number = |text: &str| sign.scale().and_then(|scale| Some(scale.with_unit(scale.grid.read(text)?)));
    let said = |key: &str, words: &str| Some(format!("{words} {}", number(bound(key)?)?));
    if let (true, [(_, below), (above, _)], Some(scale)) =
        (limit.toml.starts_with("{ not"), limit.set.spans(), sign.scale())
    {
        return format!(
            "less than {} or more than {}",
            scale.grid.write(below + 1),
            scale.with_unit(above - 1)
        );
    }
    said("over", "more than")
        .or_else(|| said("under", "less than"))
        .or_else(|| said("from", "at least"))
        .unwrap_or_else(|| in_words(sign, &limit.set))
}

fn words_in<'w>(
    words: &'w [(String, String)],
    set: &'w ValueSet,
) -> impl Iterator<Item = &'w (String, String)> {
    words
        .iter()
        .enumerate()
        .filter(|(place, _)| i32::try_from(*place).is_ok_and(|place| set.contains(Value(place))))
        .map(|(_, word)| word)
}

fn span_toml(scale: &Scale, (from, to): (i32, i32)) -> String {
    let write = |number| scale.grid.write(number);
    match (from == scale.from, to == scale.to) {
        _ if from == to => write(from),
        (true, _) => format!("{{ to = {} }}", write(to)),
        (_, true) => format!("{{ from = {} }}", write(from)),
        _ => format!("{{ from = {}, to = {} }}", write(from), write(to)),
    }
}

fn span_words(scale: &Scale, (from, to): (i32, i32)) -> String {
    match (from == scale.from, to == scale.to) {
        _ if from == to => scale.with_unit(from),
        (true, _) => format!("up to {}", scale.with_unit(to)),
        (_, true) => format!("{} or more", scale.with_unit(from)),
        _ => format!("{} to {}", scale.grid.write(from), scale.with_unit(to)),
    }
}

fn named(words: &[(String, String)], typed: &str) -> Result<Limit, String> {
    let typed = typed.trim();
    let (is_not, rest) = ["not ", "anything but ", "all but "]
        .iter()
        .find_map(|word| typed.strip_prefix(word))
        .map_or((false, typed), |rest| (true, rest));
    let one = |word: &str| -> Result<usize, String> {
        let by_number = word.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let by_number = by_number.filter(|&place| place < words.len());
        let by_name = words.iter().position(|(name, say)| {
            name == word
                || name.replace('-', " ").eq_ignore_ascii_case(word)
                || say.eq_ignore_ascii_case(word)
        });
        by_name.or(by_number).ok_or_else(|| {
            let names = words.iter().map(|(name, _)| name.as_str());
            let near = nearest(word, names.clone()).map(|near| format!(" Did you mean `{near}`?"));
            let all: Vec<&str> = names.collect();
            format!("It has no value `{word}`; it has {}.{}", all.join(", "), near.unwrap_or_default())
        })
    };
    let whole = words.iter().position(|(_, say)| say.eq_ignore_ascii_case(rest));
    let places: Vec<usize> = match whole {
        Some(place) => vec![place],
        None => rest
            .split([',', ';'])
            .flat_map(|part| part.split(" or "))
            .flat_map(|part| part.split(" and "))
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(one)
            .collect::<Result<_, _>>()?,
    };
    if places.is_empty() {
        return Err("Type at least one value.".to_owned());
    }
    let set = places
        .iter()
        .filter_map(|&place| i32::try_from(place).ok())
        .fold(ValueSet::empty(), |set, place| set.union(&ValueSet::one(Value(place))));
    let names: Vec<&str> = places.iter().map(|&place| words[place].0.as_str()).collect();
    let toml = match names.as_slice() {
        [one] => quoted(one),
        several => list(several),
    };
    if is_not {
        let all = ValueSet::span(0, i32::try_from(words.len()).unwrap_or(i32::MAX) - 1);
        return Ok(Limit { set: all.minus(&set), toml: format!("{{ not = {toml} }}") });
    }
    Ok(Limit { set, toml })
}

#[cfg(test)]
mod tests {
    use super::*;
    use formcheck_core::rulebook::{Grid, SignKind};

    fn sign(values: Values) -> TalkSign {
        TalkSign {
            id: "a".to_owned(),
            ask: "?".to_owned(),
            say: String::new(),
            kind: SignKind::Seen,
            values,
            usually: None,
            pack: "p".to_owned(),
            parts: None,
            is_over_set: false,
            made: None,
        }
    }

    fn degrees() -> TalkSign {
        sign(Values::Numbers(Scale { from: 0, to: 90, grid: Grid::WHOLE, unit: "degrees".to_owned() }))
    }

    #[test]
    fn a_limit_is_read_as_people_say_it() {
        for (typed, toml, from, to) in [
            ("over 45", "{ over = 45 }", 46, 90),
            ("more than 45 degrees", "{ over = 45 }", 46, 90),
            ("> 45°", "{ over = 45 }", 46, 90),
            (">= 45", "{ from = 45 }", 45, 90),
            ("45 or more", "{ from = 45 }", 45, 90),
            ("at least 45", "{ from = 45 }", 45, 90),
            ("under 45", "{ under = 45 }", 0, 44),
            ("Up to 45.", "{ to = 45 }", 0, 45),
            ("10-30", "{ from = 10, to = 30 }", 10, 30),
            ("between 10 and 30 degrees", "{ from = 10, to = 30 }", 10, 30),
            ("exactly 45", "45", 45, 45),
        ] {
            let limit = read(&degrees(), typed).unwrap_or_else(|wanted| panic!("{typed}: {wanted}"));
            assert_eq!((limit.toml.as_str(), limit.set.spans()), (toml, &[(from, to)][..]), "{typed}");
        }
        for typed in ["outside 10 to 30", "not 10 to 30", "under 10 or over 30"] {
            let limit = read(&degrees(), typed).expect("a limit");
            assert_eq!(limit.toml, "{ not = { from = 10, to = 30 } }", "{typed}");
            assert_eq!(limit.set.spans(), [(0, 9), (31, 90)], "{typed}");
        }
    }

    #[test]
    fn what_is_no_limit_says_what_to_type() {
        for (typed, wanted) in [
            ("45", "Type `over 45`"),
            ("over 45.5", "between two"),
            ("over 91", "can't be"),
            ("over 90", "Nothing is left"),
            ("at least 0", "every value"),
            ("a lot", "no number"),
            ("30 to 10", "smaller number first"),
            ("1 2 3", "more than two"),
        ] {
            let told = read(&degrees(), typed).expect_err("no limit");
            assert!(told.contains(wanted), "{typed}: {told}");
        }
        let words = sign(Values::Words(
            ["low", "in-line", "high"].map(|name| (name.to_owned(), format!("the arms are {name}"))).into(),
        ));
        assert!(read(&words, "hihg").expect_err("no value").contains("Did you mean `high`?"));
        assert_eq!(read(&words, "1 or in line").expect("two").toml, "[\"low\", \"in-line\"]");
        assert_eq!(read(&words, "not in-line").expect("a limit").toml, "{ not = \"in-line\" }");
        assert_eq!(read(&words, "the arms are high").expect("a limit").toml, "\"high\"");
    }

    #[test]
    fn what_is_left_is_written_and_said() {
        let sign = degrees();
        let rest = sign.all_values().minus(&read(&sign, "outside 10 to 30").expect("a limit").set);
        assert_eq!(of_set(&sign, &rest).toml, "{ from = 10, to = 30 }");
        assert_eq!(in_words(&sign, &rest), "10 to 30 degrees");
        let rest = sign.all_values().minus(&rest);
        assert_eq!(of_set(&sign, &rest).toml, "[{ to = 9 }, { from = 31 }]");
        assert_eq!(in_words(&sign, &rest), "up to 9 degrees or 31 degrees or more");
    }
}
