//! What became of the quizzes: settings, sections, and the written questions with their keys.

use std::collections::BTreeSet;

use super::{Change, KeyChange, QuestionChange, QuizChange, SectionChange, SettingChange, own_pack};
use formcheck_core::rulebook::{
    Drawn, ExamRules, FeedbackAt, Id, MustPassRule, Named, Quiz, Rulebook, Section, WrittenAnswer,
    WrittenQuestion, Wrong,
};

/// The quizzes of the two packs that ask or key something else, by id.
pub(super) fn compare(old: &Rulebook, new: &Rulebook) -> Vec<QuizChange> {
    let ids: BTreeSet<&Id> = [old, new]
        .into_iter()
        .flat_map(|book| book.quizzes.iter().filter(|one| one.pack == own_pack(book)).map(|one| &one.id))
        .collect();
    ids.into_iter().filter_map(|id| one(id, QuizVersion::of(old, id), QuizVersion::of(new, id))).collect()
}

/// One version of a quiz.
#[derive(Clone, Copy)]
struct QuizVersion<'a> {
    book: &'a Rulebook,
    quiz: &'a Quiz,
}

impl<'a> QuizVersion<'a> {
    fn of(book: &'a Rulebook, id: &Id) -> Option<QuizVersion<'a>> {
        match book.find(id.as_str())? {
            Named::Quiz(ix) if book[ix].pack == own_pack(book) => Some(QuizVersion { book, quiz: &book[ix] }),
            _ => None,
        }
    }

    fn questions(self) -> impl Iterator<Item = &'a WrittenQuestion> {
        self.book.questions.iter().filter(move |question| self.book[question.quiz].id == self.quiz.id)
    }

    fn question(self, id: &Id) -> Option<&'a WrittenQuestion> {
        self.questions().find(|question| question.id == *id)
    }
}

fn one(id: &Id, old: Option<QuizVersion<'_>>, new: Option<QuizVersion<'_>>) -> Option<QuizChange> {
    let title = new.or(old)?.quiz.title.clone();
    let mut found = QuizChange {
        id: id.clone(),
        title,
        change: Change::Changed,
        settings: Vec::new(),
        sections: Vec::new(),
        questions: Vec::new(),
    };
    match (old, new) {
        (Some(old), Some(new)) => {
            found.settings = settings(&of_quiz(old), &of_quiz(new));
            found.questions = questions(old, new);
            found.sections = sections(old, new);
            let silent = found.settings.is_empty() && found.sections.is_empty() && found.questions.is_empty();
            return (!silent).then_some(found);
        }
        (None, _) => found.change = Change::Added,
        (_, None) => found.change = Change::Removed,
    }
    Some(found)
}

/// A list of settings in words.
type SettingTexts = Vec<(&'static str, String)>;

fn settings(old: &SettingTexts, new: &SettingTexts) -> Vec<SettingChange> {
    let pairs = old.iter().zip(new).filter(|(was, now)| was.1 != now.1);
    pairs.map(|(was, now)| SettingChange { name: now.0, was: was.1.clone(), now: now.1.clone() }).collect()
}

fn of_quiz(QuizVersion { book, quiz }: QuizVersion<'_>) -> SettingTexts {
    let feedback = match quiz.feedback {
        FeedbackAt::Each => "after each answer",
        FeedbackAt::End => "at the end",
    };
    vec![
        ("pass", quiz.pass.map_or_else(|| "none".to_owned(), |pass| format!("{pass} percent"))),
        ("minutes", quiz.minutes.map_or_else(|| "no limit".to_owned(), |minutes| minutes.to_string())),
        ("feedback", feedback.to_owned()),
        ("exam", quiz.exam.as_ref().map_or_else(|| "no exam".to_owned(), |exam| of_exam(book, exam))),
    ]
}

/// An exam's terms in words, each weight with them.
fn of_exam(book: &Rulebook, exam: &ExamRules) -> String {
    let or_none = |number: Option<u32>| number.map_or_else(|| "none".to_owned(), |number| number.to_string());
    let weights = &exam.weights;
    let kinds = weights.kinds.iter().map(|one| (one.of.word(), one.weight));
    let severities = weights.severities.iter().map(|one| (one.of.word(), one.weight));
    let exercises = weights.exercises.iter().map(|one| (book[one.of].id.said(), one.weight));
    let mistakes = weights.mistakes.iter().map(|one| (book[one.of].id.said(), one.weight));
    let mut facts = vec![
        format!("attempts {}", or_none(exam.attempts)),
        format!("wait-days {}", exam.wait_days),
        format!("overlap {}", exam.overlap),
        format!("trial-items {}", exam.trial_items),
        format!("counts-days {}", or_none(exam.counts_days)),
        format!("by-eye {}", or_none(exam.by_eye.map(u32::from))),
        format!("exposure {}", or_none(exam.exposure.map(u32::from))),
    ];
    let weighed = kinds.chain(severities).chain(exercises).chain(mistakes);
    facts.extend(weighed.map(|(class, weight)| format!("{class} {weight}")));
    facts.extend(exam.must_pass.iter().map(|group| of_group(book, group)));
    facts.join(", ")
}

/// A must-pass group in words.
fn of_group(book: &Rulebook, group: &MustPassRule) -> String {
    let mut of: Vec<String> = Vec::new();
    of.extend(group.severity.map(|severity| severity.word().to_owned()));
    of.extend(group.mistakes.iter().map(|&one| book[one].id.to_string()));
    of.extend(group.section.iter().map(|title| format!("section \"{title}\"")));
    of.extend(group.kinds.iter().map(|kind| kind.word().to_owned()));
    let each = group.each.map_or_else(String::new, |each| format!(", each {each}"));
    format!("must-pass \"{}\" {} of {} ({}{each})", group.name, group.at_least, group.of, of.join(" "))
}

/// Sections are told apart by their titles; of several with one title, by their order.
fn sections(old: QuizVersion<'_>, new: QuizVersion<'_>) -> Vec<SectionChange> {
    let (before, after) = (numbered(old.quiz), numbered(new.quiz));
    let mut out = Vec::new();
    for (key, section) in &after {
        let Some((_, was)) = before.iter().find(|(known, _)| known == key) else {
            out.push(alone(section, Change::Added));
            continue;
        };
        let settings = settings(&of_section(old, new, was), &of_section(new, old, section));
        if !settings.is_empty() {
            out.push(SectionChange { title: section.title.clone(), change: Change::Changed, settings });
        }
    }
    let gone = before.iter().filter(|(key, _)| !after.iter().any(|(known, _)| known == key));
    out.extend(gone.map(|(_, section)| alone(section, Change::Removed)));
    out
}

fn alone(section: &Section, change: Change) -> SectionChange {
    SectionChange { title: section.title.clone(), change, settings: Vec::new() }
}

fn numbered(quiz: &Quiz) -> Vec<((&str, usize), &Section)> {
    let before = |place: usize| quiz.sections[..place].iter();
    let same = |place: usize, title: &str| before(place).filter(|section| section.title == title).count();
    let sections = quiz.sections.iter().enumerate();
    sections
        .map(|(place, section)| ((section.title.as_str(), same(place, &section.title)), section))
        .collect()
}

fn of_section(here: QuizVersion<'_>, there: QuizVersion<'_>, section: &Section) -> SettingTexts {
    let book = here.book;
    let all_or = |ids: Vec<String>| if ids.is_empty() { "all".to_owned() } else { sorted(ids) };
    let (kinds, exercises, mistakes, written) = match &section.from {
        Drawn::Generated { kinds, exercises, mistakes, .. } => (
            sorted(kinds.iter().map(|kind| kind.word().to_owned()).collect()),
            all_or(exercises.iter().map(|&ix| book[ix].id.to_string()).collect()),
            all_or(mistakes.iter().map(|&ix| book[ix].id.to_string()).collect()),
            "none".to_owned(),
        ),
        Drawn::Written(questions) => {
            // A question that came or went is told as itself.
            let stays = |question: &&WrittenQuestion| {
                there.question(&question.id).is_some() || here.question(&question.id).is_none()
            };
            let ids = questions.iter().map(|&ix| &book[ix]).filter(stays).map(|one| one.id.to_string());
            let none = || "none".to_owned();
            (none(), none(), none(), sorted(ids.collect()))
        }
    };
    vec![
        ("draw", section.draw.to_string()),
        ("kinds", kinds),
        ("exercises", exercises),
        ("mistakes", mistakes),
        ("questions", written),
    ]
}

fn sorted(mut ids: Vec<String>) -> String {
    ids.sort_unstable();
    ids.join(", ")
}

fn questions(old: QuizVersion<'_>, new: QuizVersion<'_>) -> Vec<QuestionChange> {
    let ids: BTreeSet<&Id> = old.questions().chain(new.questions()).map(|question| &question.id).collect();
    let one = |id: &Id| {
        let (change, key) = match (old.question(id), new.question(id)) {
            (None, _) => (Change::Added, None),
            (_, None) => (Change::Removed, None),
            (Some(was), Some(now)) => {
                let (was, now) = (key(&was.answer), key(&now.answer));
                if was == now {
                    return None;
                }
                (Change::Changed, Some(KeyChange { was, now }))
            }
        };
        Some(QuestionChange { id: id.clone(), change, key })
    };
    ids.into_iter().filter_map(one).collect()
}

/// The key of a written question in one form; where order means nothing, sorted.
fn key(answer: &WrittenAnswer) -> String {
    match answer {
        WrittenAnswer::Choice { right, .. } => right.clone(),
        WrittenAnswer::Multi { right, .. } => {
            let mut right = right.clone();
            right.sort_unstable();
            right.join("; ")
        }
        WrittenAnswer::TrueFalse { answer } => answer.to_string(),
        WrittenAnswer::Order { order } => order.join(", then "),
        WrittenAnswer::Match { pairs } => {
            let mut pairs: Vec<String> =
                pairs.iter().map(|(left, right)| format!("{left}: {right}")).collect();
            pairs.sort_unstable();
            pairs.join("; ")
        }
        WrittenAnswer::Number { answer, within, unit } => {
            let within = if *within > 0.0 { format!(" (within {within})") } else { String::new() };
            format!("{answer} {unit}{within}")
        }
        WrittenAnswer::Text { accept } => accept.join("; "),
    }
}

/// The wrong options of a written question, as one text.
pub(super) fn wrong(answer: &WrittenAnswer) -> String {
    let wrong: &[Wrong] = match answer {
        WrittenAnswer::Choice { wrong, .. } | WrittenAnswer::Multi { wrong, .. } => wrong,
        WrittenAnswer::TrueFalse { .. }
        | WrittenAnswer::Order { .. }
        | WrittenAnswer::Match { .. }
        | WrittenAnswer::Number { .. }
        | WrittenAnswer::Text { .. } => &[],
    };
    wrong.iter().map(|one| format!("{}: {}", one.say, one.because)).collect::<Vec<_>>().join("\n")
}
