//! Answers: their forms, whether one fits a question, and how it is written in JSON lines and for other programs.
//!
//! Must not know what is right: that is `grade`'s.

use schemars::JsonSchema;
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use super::{AnswerForm, Offer, OptionId, Question};

/// What a person answered.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Response {
    /// One option.
    One(OptionId),
    /// Some options.
    Many(Vec<OptionId>),
    /// All pieces, in order.
    Order(Vec<OptionId>),
    /// Each left with a right.
    Pairs(Vec<(OptionId, OptionId)>),
    /// A number.
    Number(f64),
    /// Typed text.
    Text(String),
}

/// A response that can't be taken, with what is wanted instead, as a sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadResponse(pub String);

/// An answer as JSON lines have it, in a reply as in the key of feedback: an id, a list of ids, an object from ids of
/// left to ids of right, a number, a text.
#[derive(Clone, PartialEq, Debug)]
pub struct AsReply(pub Response);

impl Serialize for AsReply {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Response::One(id) => id.serialize(serializer),
            Response::Many(ids) | Response::Order(ids) => ids.serialize(serializer),
            Response::Pairs(pairs) => {
                let mut object = serializer.serialize_map(Some(pairs.len()))?;
                for (left, right) in pairs {
                    object.serialize_entry(left, right)?;
                }
                object.end()
            }
            Response::Number(number) => number.serialize(serializer),
            Response::Text(text) => text.serialize(serializer),
        }
    }
}

impl Response {
    /// The answer of this form in a reply of JSON lines; none if the reply has another form.
    pub fn of_reply(reply: &Value, form: AnswerForm) -> Option<Response> {
        let ids = || -> Option<Vec<OptionId>> {
            reply.as_array()?.iter().map(|id| id.as_str().map(OptionId::new)).collect()
        };
        match form {
            AnswerForm::One => reply.as_str().map(OptionId::new).map(Response::One),
            AnswerForm::Many => ids().map(Response::Many),
            AnswerForm::Order => ids().map(Response::Order),
            AnswerForm::Pairs => {
                let pair = |(a, b): (&String, &Value)| Some((OptionId::new(a), OptionId::new(b.as_str()?)));
                reply.as_object()?.iter().map(pair).collect::<Option<Vec<_>>>().map(Response::Pairs)
            }
            AnswerForm::Number => reply.as_f64().map(Response::Number),
            AnswerForm::Text => reply.as_str().map(|text| Response::Text(text.to_owned())),
        }
    }

    /// The options that it chooses; none where options aren't chosen.
    pub fn chosen(&self) -> &[OptionId] {
        match self {
            Response::One(id) => std::slice::from_ref(id),
            Response::Many(ids) => ids,
            _ => &[],
        }
    }

    /// As one text: ids with `between` between two, the halves of a pair with `within`; a number or a text as it is.
    pub fn joined(&self, between: &str, within: &str) -> String {
        match self {
            Response::One(id) => id.to_string(),
            Response::Many(ids) | Response::Order(ids) => {
                ids.iter().map(OptionId::as_str).collect::<Vec<_>>().join(between)
            }
            Response::Pairs(pairs) => {
                pairs.iter().map(|(a, b)| format!("{a}{within}{b}")).collect::<Vec<_>>().join(between)
            }
            Response::Number(number) => number.to_string(),
            Response::Text(text) => text.clone(),
        }
    }
}

/// Whether a response has the form that the question wants.
///
/// # Errors
/// If not, with what is wanted.
pub fn fits(question: &Question, response: &Response) -> Result<(), BadResponse> {
    let bad = |what: String| Err(BadResponse(what));
    match (question.answer, response) {
        (AnswerForm::One, Response::One(id)) => known(id, &question.options),
        (AnswerForm::Many, Response::Many(ids)) => {
            if ids.is_empty() {
                return bad("mark at least one option".to_owned());
            }
            ids.iter().try_for_each(|id| known(id, &question.options))?;
            once(ids)
        }
        (AnswerForm::Order, Response::Order(ids)) => {
            ids.iter().try_for_each(|id| known(id, &question.options))?;
            once(ids)?;
            all(ids.len(), &question.options)
        }
        (AnswerForm::Pairs, Response::Pairs(pairs)) => {
            for (a, b) in pairs {
                known(a, &question.left)?;
                known(b, &question.right)?;
            }
            let lefts: Vec<OptionId> = pairs.iter().map(|(a, _)| a.clone()).collect();
            once(&lefts)?;
            all(lefts.len(), &question.left)
        }
        (AnswerForm::Number, Response::Number(number)) if number.is_finite() => Ok(()),
        (AnswerForm::Text, Response::Text(text)) if !text.trim().is_empty() => Ok(()),
        (AnswerForm::Text, Response::Text(_)) => bad("type an answer, or skip".to_owned()),
        _ => bad(format!("answer with {}", wanted(question))),
    }
}

/// What a question wants, in words.
fn wanted(question: &Question) -> String {
    match question.answer {
        AnswerForm::One => "one option".to_owned(),
        AnswerForm::Many => "every option that is right".to_owned(),
        AnswerForm::Order => format!("all {} in order", question.options.len()),
        AnswerForm::Pairs => format!("a partner for each of the {}", question.left.len()),
        AnswerForm::Number if question.unit().is_empty() => "a number".to_owned(),
        AnswerForm::Number => format!("a number of {}", question.unit()),
        AnswerForm::Text => "text".to_owned(),
    }
}

fn known(id: &OptionId, offered: &[Offer]) -> Result<(), BadResponse> {
    if offered.iter().any(|other| other.id == *id) {
        return Ok(());
    }
    let ids: Vec<String> = offered.iter().map(|offer| format!("`{}`", offer.id)).collect();
    Err(BadResponse(format!("there is no option `{id}`; the options are {}", ids.join(", "))))
}

fn once(ids: &[OptionId]) -> Result<(), BadResponse> {
    let twice = ids.iter().enumerate().find(|(place, id)| ids[..*place].contains(id));
    match twice {
        Some((_, id)) => Err(BadResponse(format!("`{id}` is named twice; name each once"))),
        None => Ok(()),
    }
}

fn all(named: usize, offered: &[Offer]) -> Result<(), BadResponse> {
    if named == offered.len() {
        Ok(())
    } else {
        Err(BadResponse(format!("name all {}; you named {named}", offered.len())))
    }
}
