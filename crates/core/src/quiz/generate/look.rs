//! `look`: what was seen of a rep so far, which leaves several mistakes possible and none certain; which sign do you look
//! at next? The one that splits best what is still possible, by the measure of a check.
//!
//! A rep is looked at as a coach would: something is off or felt, then the best sign is looked at and in order, until the
//! next best is one on which the mistake that is asked about hangs.

use super::options::{Distractor, NEAR, choose, letters};
use super::scene::hardly_seen;
use super::{Asked, ItemDraft, MistakeCase, Scope, Target, Workshop, exercise_explanation, lettered};
use crate::figure::{BodyRegion, region};
use crate::quiz::names::question;
use crate::quiz::{Basis, Chance, Key};
use crate::rulebook::words::{or_list, says};
use crate::rulebook::{
    ExerciseIx, Look, MistakeIx, Observation, Severity, SignIx, SignKind, Value, borne_on, judge_briefly,
    looks,
};

/// The most signs that were seen.
const MOST: usize = 3;
/// The fewest mistakes that are still possible.
const FEWEST: usize = 3;
/// How many beginnings are tried before the target is given up.
const TRIES: usize = 3;
/// So many of the best signs of an exercise come up as the best one, as others are seen.
const AHEAD: usize = 4;
/// So many mistakes are named where a reason names them.
const NAMED: usize = 3;

/// A rep as far as it was looked at.
struct Glimpse {
    shown: Vec<(SignIx, Value)>,
    seen: Observation,
    possible: Vec<MistakeIx>,
    /// The best first.
    looks: Vec<Look>,
}

/// The mistakes that hang on one of the best signs of their exercise: for others there is nothing to ask.
pub(super) fn targets(shop: &Workshop<'_>, scope: Scope<'_>) -> Vec<Target> {
    let worth = shop.worth_a_look.get_or_init(|| {
        shop.book
            .exercise_ixs()
            .flat_map(|ix| hang_on_the_best(shop, ix).into_iter().map(move |of| (ix, of)))
            .collect()
    });
    let mut targets = super::each_mistake(shop, scope);
    targets.retain(|target| {
        target.exercise.zip(target.mistake).is_some_and(|of_exercise| worth.contains(&of_exercise))
    });
    targets
}

fn hang_on_the_best(shop: &Workshop<'_>, ix: ExerciseIx) -> Vec<MistakeIx> {
    let (book, exercise) = (shop.book, &shop.book[ix]);
    let unseen = Observation::unknown(exercise);
    let all: Vec<MistakeIx> = exercise.mistakes.iter().map(|counted| counted.mistake).collect();
    let best = looks(book, ix, &unseen).into_iter().take(AHEAD);
    best.flat_map(|look| borne_on(book, ix, &unseen, &all, look.sign)).collect()
}

pub(super) fn make(asked: Asked<'_>, chance: &mut Chance) -> Option<ItemDraft> {
    let case = asked.mistake()?;
    let glimpse = glimpse(case, chance)?;
    let MistakeCase { book, exercise, .. } = case;
    let key = glimpse.looks.first()?.sign;
    let say = |sign: SignIx| question(&book[sign]).to_owned();
    let wrong = choose(worse(case, &glimpse), letters(&say(key)), asked.wish, chance)?;
    let option = |sign: SignIx| {
        let right = sign == key;
        lettered(say(sign), right, why(case, &glimpse, sign, right), Some(book[sign].id.clone()))
    };
    let choices = std::iter::once(key).chain(wrong).map(option).collect();
    Some(ItemDraft {
        shown: glimpse.shown.clone(),
        explanation: exercise_explanation(book, exercise, told_apart(case, &glimpse, key)),
        key: Key::One(choices),
        ..case.draft("which of these checks can uncover the most different mistakes here?", Basis::Look)
    })
}

/// How what may be found at a sign would show: of each mistake that may be there what it looks like.
fn told_apart(case: MistakeCase<'_>, glimpse: &Glimpse, sign: SignIx) -> String {
    let MistakeCase { book, ix, .. } = case;
    let shows = |mistake: MistakeIx| {
        let clauses = book[mistake].when.iter().flat_map(|clause| &clause.tests);
        let values = clauses.filter(|test| test.sign == sign).map(|test| test.values.clone()).next()?;
        Some(format!("\"{}\": {}.", book[mistake].name, says(&book[sign], &values)))
    };
    let borne = borne_on(book, ix, &glimpse.seen, &glimpse.possible, sign);
    borne.into_iter().filter_map(shows).collect::<Vec<String>>().join(" ")
}

/// How bad the gravest mistake is that may be found at a sign.
fn gravest(case: MistakeCase<'_>, glimpse: &Glimpse, sign: SignIx) -> Option<Severity> {
    let MistakeCase { book, ix, .. } = case;
    let borne = borne_on(book, ix, &glimpse.seen, &glimpse.possible, sign);
    borne.into_iter().map(|mistake| book[mistake].severity).max()
}

/// A rep that was looked at so far that a sign of the mistake is the best to look at next.
fn glimpse(case: MistakeCase<'_>, chance: &mut Chance) -> Option<Glimpse> {
    let mut beginnings = beginnings(case, chance);
    chance.shuffle(&mut beginnings);
    let open = beginnings.into_iter().filter_map(|begin| look_at(case, Vec::new(), begin));
    open.take(TRIES).find_map(|glimpse| go_on(case, glimpse, chance))
}

/// What may be seen or told first: a value that is not good, or any that is felt, of each sign.
fn beginnings(case: MistakeCase<'_>, chance: &mut Chance) -> Vec<(usize, Value)> {
    let MistakeCase { book, exercise, .. } = case;
    let begin = |(place, observed): (usize, &crate::rulebook::Observed)| {
        let sign = &book[observed.sign];
        let telling = match sign.kind {
            SignKind::Seen => sign.all().minus(&observed.good),
            SignKind::Felt => sign.all(),
            SignKind::Context | SignKind::Lifter | SignKind::Style => return None,
        };
        Some((place, case.amount(place, &telling, chance)?))
    };
    exercise.signs.iter().enumerate().filter_map(begin).collect()
}

/// Looks at one more sign; none if too little is open then, or it is hardly ever like that.
fn look_at(
    case: MistakeCase<'_>,
    mut shown: Vec<(SignIx, Value)>,
    (place, value): (usize, Value),
) -> Option<Glimpse> {
    let MistakeCase { book, ix, exercise, .. } = case;
    shown.push((exercise.signs[place].sign, value));
    shown.sort_unstable_by_key(|&(sign, _)| exercise.place_of(sign));
    let mut seen = Observation::unknown(exercise);
    for &(sign, value) in &shown {
        seen.set(exercise.place_of(sign)?, Some(value));
    }
    let brief = judge_briefly(book, ix, &seen);
    if !brief.certain.is_empty() || brief.possible.len() < FEWEST || hardly_seen(exercise, &shown) {
        return None;
    }
    Some(Glimpse { looks: looks(book, ix, &seen), possible: brief.possible, seen, shown })
}

/// Goes on to look at the best sign, which is in order, until the mistake hangs on the next.
fn go_on(case: MistakeCase<'_>, glimpse: Glimpse, chance: &mut Chance) -> Option<Glimpse> {
    let MistakeCase { book, ix, exercise, mistake, .. } = case;
    let best = glimpse.looks.first().filter(|best| !best.is_idle())?.sign;
    let is_asked = borne_on(book, ix, &glimpse.seen, &[mistake], best) == [mistake];
    // What the lifter feels is asked, not looked at.
    if is_asked && glimpse.possible.contains(&mistake) && book[best].kind == SignKind::Seen {
        return Some(glimpse);
    }
    if glimpse.shown.len() == MOST {
        return None;
    }
    let place = exercise.place_of(best)?;
    let good = case.amount(place, &exercise.good_in(best, &glimpse.shown)?, chance)?;
    go_on(case, look_at(case, glimpse.shown, (place, good))?, chance)
}

/// The other signs that weren't seen and are worse to look at: first those of the key's phase; those that settle nothing where
/// there are too few others.
fn worse(case: MistakeCase<'_>, glimpse: &Glimpse) -> Vec<Distractor<SignIx>> {
    let MistakeCase { book, ix, exercise, .. } = case;
    let Some(best) = glimpse.looks.first() else { return Vec::new() };
    let unseen = exercise.signs.iter().map(|observed| observed.sign).filter(|sign| {
        book[*sign].kind == SignKind::Seen && glimpse.shown.iter().all(|(other, _)| other != sign)
    });
    let borne = |sign: SignIx| borne_on(book, ix, &glimpse.seen, &glimpse.possible, sign).len();
    let off = |&&(sign, value): &&(SignIx, Value)| exercise.is_off((sign, value), &glimpse.shown);
    let regions_of = |sign: SignIx| -> Vec<BodyRegion> {
        let all: Vec<MistakeIx> = exercise.mistakes.iter().map(|counted| counted.mistake).collect();
        let hang_on_it = all.into_iter().filter(|&one| {
            book[one].when.iter().flat_map(|clause| &clause.tests).any(|test| test.sign == sign)
        });
        hang_on_it.filter_map(|one| region(book, ix, one)).collect()
    };
    let seen: Vec<BodyRegion> =
        glimpse.shown.iter().filter(off).flat_map(|&(sign, _)| regions_of(sign)).collect();
    let is_near = |sign: SignIx| regions_of(sign).iter().any(|one| seen.contains(one));
    let (most, graver) = (borne(best.sign), gravest(case, glimpse, best.sign));
    let distractor = |sign: SignIx| {
        let its = glimpse.looks.iter().find(|look| look.sign == sign);
        let far = match its {
            Some(its) if !best.is_better_than(its) || borne(sign) >= most => return None,
            // What was seen may come from there.
            Some(_) if is_near(sign) => return None,
            // A coach looks first at what would cost most, however little it settles.
            Some(_) if gravest(case, glimpse, sign) > graver => return None,
            Some(its) if !its.is_idle() => u8::from(book[sign].phase != book[best.sign].phase),
            _ => NEAR + 1,
        };
        Some(Distractor::new(far, letters(question(&book[sign])), sign))
    };
    unseen.filter_map(distractor).collect()
}

/// What looking at a sign would settle.
fn why(case: MistakeCase<'_>, glimpse: &Glimpse, sign: SignIx, right: bool) -> String {
    let MistakeCase { book, ix, .. } = case;
    let borne_by = |sign: SignIx| borne_on(book, ix, &glimpse.seen, &glimpse.possible, sign);
    let borne = borne_by(sign);
    let mut names: Vec<String> =
        borne.iter().take(NAMED).map(|&one| format!("\"{}\"", book[one].name)).collect();
    if borne.len() > NAMED {
        names.push(format!("{} more", borne.len() - NAMED));
    }
    let names = or_list(&names);
    match (right, borne.len()) {
        (true, _) => {
            format!("Here you find whether there is {names}, and no other check of these can find as much.")
        }
        (false, 0) => "Whatever you saw there, as much would be left open as before.".to_owned(),
        (false, _) => format!("That can find less: only {names}."),
    }
}
