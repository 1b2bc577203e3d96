//! How fast a sitting was, and which answers came sooner than anybody can read.
//!
//! The rule is stated and lenient on purpose: it names what can't be, never what is only quick. Must not know clocks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ItemState;
use formcheck_core::quiz::{AnswerForm, Offer, Question, ShownSign};

/// Nobody reads faster than ten words a second: 600 a minute, two and a half times the 238 that people read of English
/// prose on average (Brysbaert 2019, How many words do we read per minute?, Journal of Memory and Language 109:104047).
/// That factor is our judgement.
const WORD_MS: u64 = 100;

/// And nobody sees, decides and types in less than a second, however short the question: our judgement.
const LEAST_MS: u64 = 1_000;

/// How fast a sitting was, over the questions that have an answer.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Pace {
    /// The middle time that a question was on the screen, in milliseconds.
    pub median_ms: u64,
    /// The shortest, in milliseconds.
    pub shortest_ms: u64,
    /// The numbers of the questions that were on the screen for less time than it takes to read what they ask and one of
    /// the options: a second, or a tenth of a second a word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<usize>,
}

/// The pace of a sitting; none where nothing was answered.
pub(crate) fn pace(questions: &[Question], items: &[ItemState]) -> Option<Pace> {
    let answered = || questions.iter().zip(items).enumerate().filter(|(_, (_, item))| item.answer.is_some());
    let mut times: Vec<u64> = answered().map(|(_, (_, item))| item.ms).collect();
    times.sort_unstable();
    let median_ms = match times.len() {
        0 => return None,
        odd if odd % 2 == 1 => times[odd / 2],
        even => u64::midpoint(times[even / 2 - 1], times[even / 2]),
    };
    let unread = answered().filter(|(_, (question, item))| item.ms < least_ms(question));
    Some(Pace { median_ms, shortest_ms: times[0], unread: unread.map(|(place, _)| place + 1).collect() })
}

/// The time below which nobody can have read a question.
fn least_ms(question: &Question) -> u64 {
    let read = words(&question.ask) + shown(question) + answers(question);
    (read as u64 * WORD_MS).max(LEAST_MS)
}

/// The words of the reps that it tells; what is asked by eye has none.
fn shown(question: &Question) -> usize {
    if question.by_eye.is_some() {
        return 0;
    }
    let told = |signs: &[ShownSign]| signs.iter().map(|sign| words(&sign.say)).sum::<usize>();
    told(&question.shown) + question.more_reps.iter().map(|rep| told(rep)).sum::<usize>()
}

/// The fewest words that have to be read among its answers: whoever finds theirs first need not read the others.
fn answers(question: &Question) -> usize {
    let all = |offered: &[Offer]| offered.iter().map(|one| words(&one.say)).sum::<usize>();
    match question.answer {
        AnswerForm::One => question.options.iter().map(|one| words(&one.say)).min().unwrap_or_default(),
        AnswerForm::Many | AnswerForm::Order => all(&question.options),
        AnswerForm::Pairs => all(&question.left) + all(&question.right),
        AnswerForm::Number | AnswerForm::Text => 0,
    }
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use formcheck_core::quiz::Response;
    use serde_json::json;

    use super::*;

    fn question(ask: &str, options: &[&str]) -> Question {
        let options: Vec<_> =
            options.iter().map(|say| json!({"id": say.replace(' ', "-"), "say": say})).collect();
        let question = json!({
            "id": "q", "kind": "choice", "section": "One", "ask": ask, "answer": "one", "options": options,
        });
        serde_json::from_value(question).expect("a question")
    }

    fn after(ms: u64) -> ItemState {
        ItemState { ms, answer: Some(Response::Number(1.0)), ..ItemState::default() }
    }

    #[test]
    fn what_nobody_can_have_read_is_told_and_what_is_quick_is_not() {
        let short = question("Which one?", &["This", "That one there"]);
        // Twelve words and the shortest option, of two: 1.4 seconds.
        let long =
            question("one two three four five six seven eight nine ten eleven twelve", &["a b", "c d e"]);
        let questions = vec![short.clone(), short, long.clone(), long];
        let of = pace(&questions, &[after(999), after(1_000), after(1_399), after(1_400)]).expect("a pace");
        assert_eq!(of.unread, [1, 3]);
        assert_eq!((of.shortest_ms, of.median_ms), (999, 1_199));
        // What has no answer has no pace.
        let none = pace(&questions, &[ItemState::default(), after(3), ItemState::default(), after(5_000)]);
        assert_eq!(none.map(|of| (of.shortest_ms, of.unread)), Some((3, vec![2])));
        assert_eq!(pace(&questions, &vec![ItemState::default(); 4]), None);
    }
}
