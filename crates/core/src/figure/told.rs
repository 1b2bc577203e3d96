//! The picture in words: all that the moving picture of a rep shows, for those who don't see it.
//!
//! Every sign that can be seen is told, good or not, in the order of the rep: who hears it has to find what is off, as has
//! who sees it.

use super::skeleton::Keyframes;
use crate::rulebook::pose::{Moment, Parameter};
use crate::rulebook::words::{and_list, says, sentence};
use crate::rulebook::{ExerciseIx, Figure, Rulebook, SignIx, SignKind, Value};

/// What the moving picture of a rep shows, in sentences; what is not shown is good.
pub fn told(book: &Rulebook, exercise: ExerciseIx, shown: &[(SignIx, Value)]) -> String {
    let exercise = &book[exercise];
    let mut out = match &exercise.figure {
        Some(figure) => format!("{}, seen {}.", exercise.name, from(figure)),
        None => format!("{}.", exercise.name),
    };
    let mut add = |clause: &str| {
        out.push(' ');
        out.push_str(&sentence(clause));
        out.push('.');
    };
    let value_of = |sign: SignIx| shown.iter().find(|(other, _)| *other == sign).map(|&(_, value)| value);
    for observed in exercise.signs.iter().filter(|one| book[one.sign].kind == SignKind::Seen) {
        let sign = &book[observed.sign];
        match value_of(observed.sign) {
            Some(value) => add(&sign.say(value)),
            None if observed.good == sign.all() => {}
            None => add(&says(sign, &observed.good)),
        }
    }
    for &(sign, value) in shown.iter().filter(|(sign, _)| book[*sign].kind != SignKind::Seen) {
        add(&book[sign].say(value));
    }
    if let Some(figure) = &exercise.figure {
        add(&tempo(&Keyframes::clean(figure).with(book, figure, shown)));
    }
    out
}

fn from(figure: &Figure) -> String {
    let words: Vec<&str> = figure.cameras.iter().map(|place| place.word()).collect();
    and_list(&words)
}

fn tempo(keyframes: &Keyframes) -> String {
    let seconds = |parameter: Parameter| {
        let seconds = keyframes.at(Moment::End).get(parameter);
        match seconds {
            ..=0.0 => "no time".to_owned(),
            1.0 => "1 second".to_owned(),
            _ => format!("{seconds} seconds"),
        }
    };
    format!(
        "the way there takes {}, the end lasts {}, the way back takes {}, and {}",
        seconds(Parameter::Going),
        seconds(Parameter::Pause),
        seconds(Parameter::Return),
        match keyframes.at(Moment::End).get(Parameter::Rest) {
            ..=0.0 => "the next rep follows at once".to_owned(),
            _ => format!("it rests {} before the next rep", seconds(Parameter::Rest)),
        }
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::{Named, load_mid_back};

    #[test]
    fn what_is_off_is_told_among_what_is_good() {
        let book = load_mid_back();
        let Some(Named::Exercise(seal)) = book.find("seal-row") else { panic!("no seal row") };
        let Some(Named::Sign(momentum)) = book.find("momentum") else { panic!("no momentum") };
        let big = book[momentum].value("big").expect("a value");
        let told = told(&book, seal, &[(momentum, big)]);
        assert!(told.contains("The lifter heaves with hips or back to start the rep."), "{told}");
        assert!(
            told.contains("The chest stays on the pad or bench")
                || told.contains("The chest stays on the pad."),
            "{told}"
        );
        assert!(told.starts_with("Seal row, seen from the side and three-quarter from behind."), "{told}");
        assert!(told.ends_with("and it rests 0.6 seconds before the next rep."), "{told}");
    }
}
