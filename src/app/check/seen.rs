//! What a line of a batch says, as an observation: names and values looked up, what is not known passed over and counted.
//!
//! Fast because names are never looked up in a table: the signs of a line nearly always come in the order of the line before,
//! so each is compared with what stood at its place there. Must not know how lines are read and answered.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::app::check::lines::SeenValue;
use crate::app::names::{meant, typed};
use crate::app::observation::contradiction;
use formcheck_core::rulebook::similar::nearest;
use formcheck_core::rulebook::{
    Domain, Exercise, ExerciseIx, Grid, Named, Observation, Rulebook, Sign, Value, derive,
};

/// What was passed over: what it is, with what to do, and in how many lines.
pub(super) type PassedOver = BTreeMap<String, usize>;

/// Reads the lines of one task, one after the other.
pub(super) struct LineReader<'b> {
    book: &'b Rulebook,
    order: SignOrder,
    pub(super) passed_over: PassedOver,
}

/// One line as an observation, with the signs that are not known.
pub(super) struct SeenRep {
    pub(super) observation: Observation,
    pub(super) unknown: Vec<String>,
}

impl<'b> LineReader<'b> {
    pub(super) fn new(book: &'b Rulebook) -> LineReader<'b> {
        LineReader { book, order: SignOrder::default(), passed_over: PassedOver::new() }
    }

    /// What was seen of a rep of an exercise. A sign that isn't known is passed over; one value that can't be makes the line a
    /// bad one, and so does a line of unknown signs alone.
    pub(super) fn observed(
        &mut self,
        ix: ExerciseIx,
        signs: &[(Cow<'_, str>, SeenValue<'_>)],
    ) -> Result<SeenRep, String> {
        let exercise = &self.book[ix];
        let mut observation = Observation::unknown(exercise);
        let mut unknown: Vec<(String, String)> = Vec::new();
        for (at, (id, seen)) in signs.iter().enumerate() {
            let Some(place) = self.order.place(self.book, ix, exercise, at - unknown.len(), id)? else {
                unknown.push((id.clone().into_owned(), why_unknown(self.book, exercise, id)));
                continue;
            };
            let value = valued(&self.book[exercise.signs[place].sign], seen)?;
            if observation.values()[place].is_some() && value.is_some() {
                return Err(format!("`{id}` is given twice"));
            }
            observation.set(place, value);
        }
        if !exercise.differences.is_empty()
            && let Err(found) = derive(self.book, exercise, &mut observation.clone())
        {
            // Each number goes to its grid, so that a difference may be one step off.
            if found.follows.abs_diff(found.given.0) > 1 {
                return Err(contradiction(self.book, exercise, &observation).unwrap_or_default());
            }
            if let Some(place) = exercise.place_of(found.sign) {
                observation.set(place, None);
            }
        }
        if unknown.len() == signs.len()
            && let Some((_, why)) = unknown.first()
        {
            return Err(why.clone());
        }
        let mut ids = Vec::new();
        for (id, why) in unknown {
            *self.passed_over.entry(why).or_default() += 1;
            ids.push(id);
        }
        Ok(SeenRep { observation, unknown: ids })
    }
}

fn why_unknown(book: &Rulebook, exercise: &Exercise, id: &str) -> String {
    let named = typed(exercise.signs.iter().map(|one| &book[one.sign].id));
    match (book.all_named(id).into_iter().find_map(Named::sign), nearest(id, named)) {
        (Some(_), _) => format!("{} does not look at `{id}`: leave it out", exercise.name),
        (_, Some(near)) => format!("there is no sign `{id}`; did you mean `{near}`?"),
        (_, None) => format!("there is no sign `{id}`"),
    }
}

/// A sign's value; none for `null`, which says that it was not seen.
fn valued(sign: &Sign, seen: &SeenValue<'_>) -> Result<Option<Value>, String> {
    let value = match (seen, &sign.domain) {
        (SeenValue::Nothing, _) => return Ok(None),
        (SeenValue::Word(word), Domain::Named(_)) => sign.value(word),
        #[expect(clippy::cast_precision_loss, reason = "numbers as large as that are in no range")]
        (SeenValue::Number(number), Domain::Range { from, to, grid, .. }) => {
            nearest_on(*grid, *number as f64, *from, *to)
        }
        (SeenValue::Decimal(number), Domain::Range { from, to, grid, .. }) => {
            nearest_on(*grid, *number, *from, *to)
        }
        (SeenValue::Word(_), Domain::Range { .. })
        | (SeenValue::Number(_) | SeenValue::Decimal(_) | SeenValue::Other, _) => None,
    };
    value.map(Some).ok_or_else(|| {
        let given = match seen {
            SeenValue::Word(word) => format!("`{word}`"),
            SeenValue::Number(number) => format!("{number}"),
            SeenValue::Decimal(number) => format!("{number}"),
            _ => "of that form".to_owned(),
        };
        let values = crate::app::observation::values_in_words(sign, &given);
        format!("`{}` has no value {given}: {values}", sign.id)
    })
}

/// The nearest number of a grid, a half away from zero, if it lies in the range: with whole degrees 45.4 is 45, and 45.5 is 46.
fn nearest_on(grid: Grid, number: f64, from: i32, to: i32) -> Option<Value> {
    let place = grid.nearest(number)?;
    (from..=to).contains(&place).then_some(Value(place))
}

/// Where the signs of the line before stood in the exercise: what comes at the same place is nearly always the same.
#[derive(Default)]
struct SignOrder {
    exercise: Option<ExerciseIx>,
    places: Vec<usize>,
}

impl SignOrder {
    fn place(
        &mut self,
        book: &Rulebook,
        ix: ExerciseIx,
        exercise: &Exercise,
        at: usize,
        id: &str,
    ) -> Result<Option<usize>, String> {
        if self.exercise != Some(ix) {
            self.exercise = Some(ix);
            self.places.clear();
        }
        if let Some(&place) = self.places.get(at)
            && book[exercise.signs[place].sign].id.said() == id
        {
            return Ok(Some(place));
        }
        let observed = |named: Named| named.sign().and_then(|sign| exercise.place_of(sign));
        let found = meant(book, id, observed).map_err(|several| several.to_string())?;
        let Some(found) = found else { return Ok(None) };
        self.places.truncate(at);
        if self.places.len() == at {
            self.places.push(found);
        }
        Ok(Some(found))
    }
}
