//! Quizzes and written questions.

use super::names::Defined;
use super::{EXERCISE, MISTAKE, QUESTION, Resolver};
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::decode::{Node, Table, Text};
use crate::rulebook::files::SECTION;
use crate::rulebook::similar::nearest;
use crate::rulebook::{
    Drawn, ExerciseIx, FeedbackAt, GeneratedKind, PackIx, QuestionIx, Quiz, QuizIx, Section, WrittenAnswer,
    WrittenKind, WrittenQuestion, Wrong,
};

impl Resolver<'_, '_> {
    pub(super) fn quizzes(&mut self) {
        for (quiz, defined) in self.names.questions.clone() {
            let question = self.question(quiz, &defined);
            self.book_mut().questions.push(question);
        }
        for (place, defined) in self.names.quizzes.clone().into_iter().enumerate() {
            let quiz = self.quiz(QuizIx::at(place), &defined);
            self.book_mut().quizzes.push(quiz);
        }
    }

    fn quiz(&mut self, ix: QuizIx, defined: &Defined<'_>) -> Quiz {
        let table = defined.table;
        let mut sections = Vec::new();
        for section in table.subs("section") {
            sections.extend(self.section(ix, defined.pack, section));
        }
        let exam = table.sub("exam").map(|exam| self.exam(defined, exam));
        Quiz {
            id: defined.id.clone(),
            pack: defined.pack,
            title: table.owned("title").unwrap_or_default(),
            about: table.owned("about").unwrap_or_default(),
            pass: table.whole("pass").and_then(|pass| u8::try_from(pass).ok()),
            minutes: table.whole("minutes").and_then(|minutes| u32::try_from(minutes).ok()),
            feedback: match table.text("feedback").map(|(word, _)| word) {
                Some("end") => FeedbackAt::End,
                None if exam.is_some() => FeedbackAt::End,
                _ => FeedbackAt::Each,
            },
            exam,
            sections,
            span: defined.place,
        }
    }

    fn section(&mut self, quiz: QuizIx, pack: PackIx, table: Table<'_>) -> Option<Section> {
        let from = match (table.get("kinds"), table.get("questions")) {
            (Some(_), None) => self.generated(pack, table),
            (None, Some(node)) => {
                self.only_generated(table);
                Drawn::Written(self.written(quiz, pack, node))
            }
            (Some(_), Some(node)) => {
                let message = "a section draws generated kinds or written questions, not both";
                self.say(
                    Diagnostic::new(Code::BadValue, node.span, message)
                        .help("make a second [[section]] for the questions"),
                );
                return None;
            }
            (None, None) => {
                let is_known = |key: &str| SECTION.keys.iter().any(|known| known.name == key);
                let misspelt = table.entries().any(|((key, _), _)| !is_known(key));
                let lost = ["kinds", "questions"].iter().any(|key| self.may_be_unread(key));
                if !misspelt && !lost {
                    let message = "a section needs `kinds` or `questions`: what it draws from";
                    self.say(
                        Diagnostic::new(Code::MissingKey, table.head, message)
                            .help("add kinds = [\"spot\"], or questions = \"all\""),
                    );
                }
                return None;
            }
        };
        let draw = table.get("draw")?;
        let count = draw.whole().and_then(|count| u32::try_from(count).ok())?;
        let kinds = table.texts("kinds").into_iter();
        let kind_spans =
            kinds.filter_map(|(word, place)| Some((GeneratedKind::find(word)?, place))).collect();
        let title = table.owned("title").unwrap_or_default();
        Some(Section { title, draw: count, from, span: draw.span, kind_spans })
    }

    fn only_generated(&mut self, table: Table<'_>) {
        for key in ["exercises", "tags", "mistakes"] {
            if let Some(node) = table.get(key) {
                let message = format!(
                    "`{key}` chooses among generated items, and this section draws written questions"
                );
                self.say(
                    Diagnostic::new(Code::BadValue, node.span, message)
                        .help(format!("take `{key}` out, or list the questions you mean")),
                );
            }
        }
    }

    fn generated(&mut self, pack: PackIx, table: Table<'_>) -> Drawn {
        let mut kinds = Vec::new();
        for (word, place) in table.texts("kinds") {
            let Some(kind) = GeneratedKind::find(word) else {
                let diagnostic = Diagnostic::new(Code::BadValue, place, format!("there is no kind `{word}`"));
                self.suggest(diagnostic, word, GeneratedKind::WORDS.iter().copied());
                continue;
            };
            if kinds.contains(&kind) {
                let message = format!("`{word}` is listed twice");
                self.say(Diagnostic::new(Code::ListedTwice, place, message).help("take one of them out"));
            } else {
                kinds.push(kind);
            }
        }
        let mut exercises: Vec<ExerciseIx> =
            self.listed(pack, table.texts("exercises"), &EXERCISE).into_iter().map(|(ix, _)| ix).collect();
        for text in table.texts("tags") {
            for exercise in self.tagged(pack, text) {
                if !exercises.contains(&exercise) {
                    exercises.push(exercise);
                }
            }
        }
        exercises.sort_unstable();
        let mistakes =
            self.listed(pack, table.texts("mistakes"), &MISTAKE).into_iter().map(|(ix, _)| ix).collect();
        Drawn::Generated { kinds, exercises, mistakes, packs: self.uses[pack.place()].clone() }
    }

    /// The exercises with a tag; says so if there is none.
    fn tagged(&mut self, pack: PackIx, (tag, place): Text<'_>) -> Vec<ExerciseIx> {
        let reach = self.uses[pack.place()].clone();
        let within = |exercise: &ExerciseIx| reach.contains(&self.book[*exercise].pack);
        let all: Vec<ExerciseIx> = self.book.exercise_ixs().filter(within).collect();
        let found: Vec<ExerciseIx> =
            all.iter().copied().filter(|&ix| self.book[ix].tags.iter().any(|own| own == tag)).collect();
        if found.is_empty() && !self.may_be_unread(tag) {
            let mut tags: Vec<String> = all.iter().flat_map(|&ix| self.book[ix].tags.clone()).collect();
            tags.sort();
            tags.dedup();
            let diagnostic =
                Diagnostic::new(Code::UnknownId, place, format!("no exercise has the tag `{tag}`"))
                    .about_unknown(tag);
            self.suggest(diagnostic, tag, tags.iter().map(String::as_str));
        }
        found
    }

    fn written(&mut self, quiz: QuizIx, pack: PackIx, node: Node<'_>) -> Vec<QuestionIx> {
        if let Some((word, place)) = node.text() {
            if word != "all" {
                let message = "`questions` takes a list of ids, or \"all\"";
                let diagnostic = Diagnostic::new(Code::WrongType, place, message);
                let ids: Vec<&str> = word.split([',', ';']).map(str::trim).collect();
                let better = if word.eq_ignore_ascii_case("all") {
                    "\"all\"".to_owned()
                } else {
                    format!("[\"{}\"]", ids.join("\", \""))
                };
                self.say(if nearest(word, ["all"]).is_some() && !word.eq_ignore_ascii_case("all") {
                    diagnostic
                        .help("write questions = \"all\" for all of this file")
                        .by_hand(place, "\"all\"")
                } else {
                    diagnostic.help(format!("write questions = {better}")).by_hand(place, better)
                });
            }
            let own = self.book.questions.iter().enumerate().filter(|(_, question)| question.quiz == quiz);
            return own.map(|(place, _)| QuestionIx::at(place)).collect();
        }
        let Some(items) = node.items() else {
            let message = "`questions` takes a list of ids, or \"all\"";
            self.say(
                Diagnostic::new(Code::WrongType, node.span, message)
                    .help("list the ids of those that you mean; all of this file are questions = \"all\""),
            );
            return Vec::new();
        };
        let texts: Vec<Text<'_>> = items.filter_map(Node::text).collect();
        if let [("all", place)] = texts.as_slice()
            && self.names.of_pack(pack, "all").is_none()
        {
            let found = Diagnostic::new(Code::WrongType, *place, "all questions of a file stand in no list");
            self.say(found.help("write questions = \"all\"").by_hand(node.span, "\"all\""));
            return Vec::new();
        }
        self.listed(pack, texts, &QUESTION).into_iter().map(|(ix, _)| ix).collect()
    }

    fn question(&mut self, quiz: QuizIx, defined: &Defined<'_>) -> WrittenQuestion {
        let table = defined.table;
        let backing = self.backing(defined.pack, table);
        // With an option in pieces, a count of them would mislead.
        if let Some(kind) = written_kind(table)
            && !self.out.has_error_in(defined.whole)
        {
            self.enough(table, kind);
        }
        let at = |keys: &[&str]| {
            keys.iter().find_map(|key| table.get(key)).map_or(defined.place, |node| node.span)
        };
        let answer = answer(table).unwrap_or(WrittenAnswer::Text { accept: Vec::new() });
        WrittenQuestion {
            id: defined.id.clone(),
            pack: defined.pack,
            quiz,
            ask: table.owned("ask").unwrap_or_default(),
            tags: table.all_owned("tags"),
            answer,
            explain: table.owned("explain").unwrap_or_default(),
            backing,
            span: defined.place,
            ask_span: at(&["ask"]),
            key_span: at(&["right", "answer", "order", "pairs", "accept"]),
            explain_span: at(&["explain"]),
        }
    }

    /// A question needs enough to choose from, and no option twice.
    fn enough(&mut self, table: Table<'_>, kind: WrittenKind) {
        let wrong = || table.subs("wrong").into_iter().filter_map(|wrong| wrong.text("say"));
        let (key, least, says): (&str, usize, Vec<Text<'_>>) = match kind {
            WrittenKind::Choice => ("wrong", 3, table.text("right").into_iter().chain(wrong()).collect()),
            WrittenKind::Multi => ("right", 3, table.texts("right").into_iter().chain(wrong()).collect()),
            WrittenKind::Order => ("order", 3, table.texts("order")),
            WrittenKind::Match => ("pairs", 3, lefts(table)),
            WrittenKind::Text => ("accept", 1, table.texts("accept")),
            _ => return,
        };
        if says.len() < least {
            let place = table.get(key).map_or(table.head, |node| node.span);
            let message = format!("there are {} to choose from; {least} are the least", says.len());
            self.say(Diagnostic::new(Code::BadValue, place, message).help("add more"));
        }
        for (at, (say, place)) in says.iter().enumerate() {
            if let Some((_, first)) = says[..at].iter().find(|(other, _)| other == say) {
                self.say(
                    Diagnostic::new(Code::ListedTwice, *place, format!("\"{say}\" stands here twice"))
                        .label(*first, "here it is first")
                        .help("change one of them: options are named by what they say"),
                );
            }
        }
    }
}

/// What is asked for, with its key. None where the shape check has spoken already.
fn answer(table: Table<'_>) -> Option<WrittenAnswer> {
    let kind = written_kind(table)?;
    let wrong = || -> Vec<Wrong> {
        let options = table.subs("wrong").into_iter();
        options
            .filter_map(|wrong| {
                let ((say, span), (because, because_span)) = (wrong.text("say")?, wrong.text("because")?);
                Some(Wrong { say: say.to_owned(), because: because.to_owned(), span, because_span })
            })
            .collect()
    };
    Some(match kind {
        WrittenKind::Choice => WrittenAnswer::Choice { right: table.owned("right")?, wrong: wrong() },
        WrittenKind::Multi => WrittenAnswer::Multi { right: table.all_owned("right"), wrong: wrong() },
        WrittenKind::TrueFalse => WrittenAnswer::TrueFalse { answer: table.flag("answer")? },
        WrittenKind::Order => WrittenAnswer::Order { order: table.all_owned("order") },
        WrittenKind::Match => WrittenAnswer::Match { pairs: pairs_of(table) },
        WrittenKind::Number => WrittenAnswer::Number {
            answer: table.get("answer")?.number()?,
            within: table.get("within")?.number()?.abs(),
            unit: table.owned("unit")?,
        },
        WrittenKind::Text => WrittenAnswer::Text { accept: table.all_owned("accept") },
    })
}

fn written_kind(table: Table<'_>) -> Option<WrittenKind> {
    table.text("kind").and_then(|(word, _)| WrittenKind::find(word))
}

/// The left sides of pairs.
fn lefts(table: Table<'_>) -> Vec<Text<'_>> {
    let items = table.get("pairs").and_then(Node::items);
    items.into_iter().flatten().filter_map(|pair| pair.items()?.find_map(Node::text)).collect()
}

fn pairs_of(table: Table<'_>) -> Vec<(String, String)> {
    let items = table.get("pairs").and_then(Node::items);
    let pair = |item: Node<'_>| {
        let texts: Vec<String> =
            item.items()?.filter_map(Node::text).map(|(text, _)| text.to_owned()).collect();
        <[String; 2]>::try_from(texts).ok().map(|[left, right]| (left, right))
    };
    items.into_iter().flatten().filter_map(pair).collect()
}
