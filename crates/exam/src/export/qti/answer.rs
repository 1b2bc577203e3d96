//! What a question asks for, in QTI: the response and its key, what is shown to answer by, and how an answer is marked.
//!
//! Marks are formcheck's own: hits less false alarms over the keys, the share in place of an order, of pairs the share that
//! belongs together. Where the mark is one number an option, it stands in a mapping, which banks read that run no marking.

use super::super::html;
use super::super::shape::fraction;
use super::super::words::{number, plain};
use super::tree::Element;
use formcheck_core::quiz::{Choice, Key, OptionId, Piece};

/// The names of what a question has one of.
pub(super) const RESPONSE: &str = "RESPONSE";
pub(super) const SCORE: &str = "SCORE";

/// What a question asks for.
pub(super) struct Answer {
    pub declaration: Element,
    /// What stands in the body.
    pub interaction: Element,
    /// How it is marked: [`SCORE`] is 0 before.
    pub marking: Vec<Element>,
    /// What is told of each option, by its name, as HTML.
    pub feedback: Vec<(String, String)>,
}

impl Answer {
    pub(super) fn of(key: &Key) -> Answer {
        match key {
            Key::One(choices) => choice(choices, true),
            Key::Many(choices) => choice(choices, false),
            Key::Order { pieces, key, groups } => order(pieces, key, groups),
            Key::Pairs { left, right, key } => pairs(left, right, key),
            Key::Number { answer, within, .. } => figure(*answer, *within),
            Key::Text { accept, .. } => typed(accept),
        }
    }

    /// Whether the names of options can be told as what was answered.
    pub(super) fn has_options(&self) -> bool {
        !self.feedback.is_empty()
    }
}

/// The name of the option at a place.
fn option(place: usize) -> String {
    format!("option-{}", place + 1)
}

fn place_of(pieces: &[Piece], id: &OptionId) -> usize {
    pieces.iter().position(|piece| piece.id == *id).unwrap_or_default()
}

fn choice(choices: &[Choice], single: bool) -> Answer {
    let names = || (0..choices.len()).map(option);
    let rights: Vec<String> =
        names().zip(choices).filter(|(_, choice)| choice.right).map(|(name, _)| name).collect();
    let cardinality = if single { "single" } else { "multiple" };
    let shares = names().zip(choices).map(|(name, one)| (name, fraction(choices, one, single) / 100.0));
    let declaration =
        declared(cardinality, "identifier", &rights).holding([mapping(shares.map(|share| entry(&share)))]);
    let options = names().zip(choices).map(|(name, one)| {
        Element::new("simpleChoice").with("identifier", name).showing(html::text(&one.say))
    });
    let interaction = asked("choiceInteraction")
        .with("shuffle", "false")
        .with("maxChoices", if single { "1" } else { "0" })
        .holding(options);
    // Of several that were marked, each is told by its words.
    let told = |one: &Choice| {
        let because = html::text(&one.because);
        if single {
            format!("<p>{because}</p>")
        } else {
            format!("<p><b>{}</b> {because}</p>", html::text(&one.say))
        }
    };
    let with_reason = names().zip(choices).filter(|(_, one)| !plain(&one.because).is_empty());
    let feedback = with_reason.map(|(name, one)| (name, told(one))).collect();
    let marking = if single { matched() } else { mapped() };
    Answer { declaration, interaction, marking, feedback }
}

fn order(pieces: &[Piece], key: &[OptionId], groups: &[usize]) -> Answer {
    let right: Vec<String> = key.iter().map(|id| option(place_of(pieces, id))).collect();
    let says = pieces.iter().enumerate().map(|(place, piece)| {
        Element::new("simpleChoice").with("identifier", option(place)).showing(html::text(&piece.say))
    });
    let interaction = asked("orderInteraction").with("shuffle", "false").holding(says);
    // One for each piece that is in its place, or in that of one that it may change places with.
    let mut marking: Vec<Element> = (0..key.len())
        .map(|at| {
            let alike = (0..key.len()).filter(|&other| groups.get(other) == groups.get(at));
            let is_there = alike.map(|other| {
                let there = Element::new("index").with("n", (at + 1).to_string()).holding([response()]);
                Element::new("match")
                    .holding([there, constant("identifier", &option(place_of(pieces, &key[other])))])
            });
            let one_more = Element::new("sum").holding([variable(SCORE), constant("float", "1")]);
            when(Element::new("or").holding(is_there), one_more)
        })
        .collect();
    let share = Element::new("divide").holding([variable(SCORE), constant("float", &key.len().to_string())]);
    marking.push(outcome(SCORE, share));
    Answer {
        declaration: declared("ordered", "identifier", &right),
        interaction,
        marking,
        feedback: Vec::new(),
    }
}

fn pairs(left: &[Piece], right: &[Piece], key: &[(OptionId, OptionId)]) -> Answer {
    let (left_name, right_name) =
        (|at: usize| format!("left-{}", at + 1), |at: usize| format!("right-{}", at + 1));
    let pair = |(a, b): &(OptionId, OptionId)| {
        format!("{} {}", left_name(place_of(left, a)), right_name(place_of(right, b)))
    };
    #[expect(clippy::cast_precision_loss, reason = "an item has a handful of pairs")]
    let share = 1.0 / key.len().max(1) as f64;
    let shares = key.iter().map(|one| entry(&(pair(one), share)));
    let declaration = declared("multiple", "directedPair", &key.iter().map(pair).collect::<Vec<_>>())
        .holding([mapping(shares)]);
    let half = |name: String, piece: &Piece, most: usize| {
        Element::new("simpleAssociableChoice")
            .with("identifier", name)
            .with("matchMax", most.max(1).to_string())
            .showing(html::text(&piece.say))
    };
    let lefts = left.iter().enumerate().map(|(at, piece)| half(left_name(at), piece, 1));
    let rights = right
        .iter()
        .enumerate()
        .map(|(at, piece)| half(right_name(at), piece, key.iter().filter(|(_, id)| *id == piece.id).count()));
    let sets =
        [Element::new("simpleMatchSet").holding(lefts), Element::new("simpleMatchSet").holding(rights)];
    let interaction = asked("matchInteraction")
        .with("shuffle", "false")
        .with("maxAssociations", left.len().to_string())
        .holding(sets);
    Answer { declaration, interaction, marking: mapped(), feedback: Vec::new() }
}

fn figure(answer: f64, within: f64) -> Answer {
    // Decimal fractions are not exact: an answer on the very edge counts.
    let within = format!("{0} {0}", number(if within > 0.0 { within + 1e-9 } else { within }));
    let near = Element::new("equal")
        .with("toleranceMode", "absolute")
        .with("tolerance", within)
        .holding([response(), Element::new("correct").with("identifier", RESPONSE)]);
    Answer {
        declaration: declared("single", "float", &[number(answer)]),
        interaction: entered(12),
        marking: vec![when(near, constant("float", "1"))],
        feedback: Vec::new(),
    }
}

fn typed(accept: &[String]) -> Answer {
    let texts: Vec<String> = accept.iter().map(|one| plain(one)).collect();
    let longest = texts.iter().map(|text| text.chars().count()).max().unwrap_or_default();
    let entries = texts.iter().map(|text| entry(&(text.clone(), 1.0)).with("caseSensitive", "false"));
    let declaration = declared("single", "string", &texts[..texts.len().min(1)]);
    Answer {
        declaration: declaration.holding([mapping(entries)]),
        interaction: entered(longest + 5),
        marking: mapped(),
        feedback: Vec::new(),
    }
}

fn declared(cardinality: &str, base: &str, right: &[String]) -> Element {
    let values = right.iter().map(|one| Element::new("value").saying(one));
    Element::new("responseDeclaration")
        .with("identifier", RESPONSE)
        .with("cardinality", cardinality)
        .with("baseType", base)
        .holding((!right.is_empty()).then(|| Element::new("correctResponse").holding(values)))
}

fn mapping(entries: impl Iterator<Item = Element>) -> Element {
    Element::new("mapping")
        .with("lowerBound", "0")
        .with("upperBound", "1")
        .with("defaultValue", "0")
        .holding(entries)
}

fn entry((key, share): &(String, f64)) -> Element {
    Element::new("mapEntry").with("mapKey", key).with("mappedValue", number(*share))
}

fn asked(interaction: &'static str) -> Element {
    Element::new(interaction).with("responseIdentifier", RESPONSE)
}

/// A field to type into, in a paragraph of its own.
fn entered(length: usize) -> Element {
    let field = asked("textEntryInteraction").with("expectedLength", length.to_string());
    Element::html("p").holding([field])
}

fn matched() -> Vec<Element> {
    let right =
        Element::new("match").holding([response(), Element::new("correct").with("identifier", RESPONSE)]);
    vec![when(right, constant("float", "1"))]
}

fn mapped() -> Vec<Element> {
    let answered = Element::new("not").holding([Element::new("isNull").holding([response()])]);
    vec![when(answered, Element::new("mapResponse").with("identifier", RESPONSE))]
}

/// The score is this, where that holds.
fn when(holds: Element, score: Element) -> Element {
    let then = Element::new("responseIf").holding([holds, outcome(SCORE, score)]);
    Element::new("responseCondition").holding([then])
}

pub(super) fn outcome(name: &str, value: Element) -> Element {
    Element::new("setOutcomeValue").with("identifier", name).holding([value])
}

pub(super) fn constant(base: &str, value: &str) -> Element {
    Element::new("baseValue").with("baseType", base).saying(value)
}

pub(super) fn response() -> Element {
    variable(RESPONSE)
}

fn variable(name: &str) -> Element {
    Element::new("variable").with("identifier", name)
}
