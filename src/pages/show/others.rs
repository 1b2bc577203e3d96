//! Signs, muscles and their groups, sources, quizzes, written questions.

use crate::pages::program::call;
use serde_json::{Value, json};

use formcheck_core::page::Page;
use formcheck_core::quiz::names;
use formcheck_core::rulebook::words::{and_list, count, sentence, values};
use formcheck_core::rulebook::{
    Cite, Domain, Drawn, ExamRules, Exercise, FeedbackAt, Grid, Id, Muscle, MuscleIx, MuscleRef, Named,
    NamedValue, Observed, QuestionIx, Quiz, QuizIx, Rulebook, Section, Sign, SignIx, SignKind, SourceIx,
    ValueSet,
};

pub(super) fn sign(page: &mut Page, book: &Rulebook, ix: SignIx) {
    let sign = &book[ix];
    page.heading(&sign.ask);
    let phase = sign.phase.map(|phase| format!(", phase {}", book[phase].name)).unwrap_or_default();
    page.say(&format!("The sign {}: {}{phase}.", sign.id, told_by(sign.kind)));
    match &sign.domain {
        Domain::Named(named) => {
            let line = |value: &NamedValue| format!("{}: {}", value.name, value.say);
            super::list(page, "Values", named.iter().map(line));
        }
        Domain::Range { from, to, unit, apart, grid, .. } => {
            let [from, to, apart] = [from, to, apart].map(|number| grid.write(*number));
            page.gap()
                .say(&format!("From {from} to {to} {unit}. Questions keep {apart} away from every bound."));
        }
    }
    if let Some([from, less]) = sign.difference.map(|parts| parts.map(|part| &book[part].id)) {
        page.say(&format!("It is {from} less {less}, and follows from them."));
    }
    if let Some(measure) = &sign.measure {
        page.say(&format!("`check --from` reads it off the landmarks of a film: {}.", measure.written()));
    }
    super::list(page, "Good in", verdicts(book, ix, |observed| &observed.good));
    super::list(page, "No verdict in", verdicts(book, ix, |observed| &observed.tolerated));
    let tested: Vec<&str> = book
        .mistakes
        .iter()
        .filter(|mistake| mistake.when.iter().flat_map(|clause| &clause.tests).any(|test| test.sign == ix))
        .map(|mistake| mistake.name.as_str())
        .collect();
    page.gap().labelled("Mistakes that look at it", &and_list(&tested));
}

fn told_by(kind: SignKind) -> &'static str {
    match kind {
        SignKind::Seen => "anyone who watches can tell",
        SignKind::Felt => "only the lifter can tell",
        SignKind::Context => "part of the context, not of the movement",
        SignKind::Lifter => "a property of the lifter, the same in every rep",
        SignKind::Style => "a way of doing the exercise",
    }
}

/// The values of one verdict, by exercise.
fn verdicts(book: &Rulebook, ix: SignIx, of: impl Fn(&Observed) -> &ValueSet) -> Vec<String> {
    let sign: &Sign = &book[ix];
    book.exercises
        .iter()
        .filter_map(|exercise| {
            let set = of(&exercise.signs[exercise.place_of(ix)?]);
            (!set.is_empty()).then(|| format!("{}: {}", exercise.name, values(sign, set)))
        })
        .collect()
}

pub(super) fn muscle(page: &mut Page, book: &Rulebook, ix: MuscleIx) {
    let muscle = &book[ix];
    page.heading(&muscle.name);
    page.say(muscle.about.as_deref().unwrap_or_default());
    page.labelled("Group", muscle.group.as_ref().map(Id::as_str).unwrap_or_default());
    page.labelled("Origin", muscle.origin.as_deref().unwrap_or_default());
    page.labelled("Insertion", muscle.insertion.as_deref().unwrap_or_default());
    if !muscle.actions.is_empty() {
        page.labelled("What it does", &format!("{}.", sentence(&and_list(&muscle.actions))));
    }
    super::list(page, "Exercises for it", exercises_for(book, ix).into_iter().map(str::to_owned));
    super::backing(page, book, &muscle.backing, &muscle.backing.sources);
}

fn exercises_for(book: &Rulebook, ix: MuscleIx) -> Vec<&str> {
    let trains = |list: &[MuscleRef]| {
        list.iter().any(|one| match one {
            MuscleRef::Muscle(muscle) => *muscle == ix,
            MuscleRef::Group(group) => book[ix].group.as_ref() == Some(group),
        })
    };
    let for_it = book.exercises.iter().filter(|exercise| trains(&exercise.primary));
    for_it.map(|exercise| exercise.name.as_str()).collect()
}

pub(super) fn group(page: &mut Page, book: &Rulebook, id: &str) {
    page.heading(&sentence(id));
    page.say("A group of muscles:");
    for muscle in members(book, id) {
        let about = muscle.about.as_deref().unwrap_or_default();
        page.item(format!("{} ({}). {about}", muscle.name, muscle.id).trim_end());
    }
}

fn members<'a>(book: &'a Rulebook, id: &'a str) -> impl Iterator<Item = &'a Muscle> + 'a {
    book.muscles.iter().filter(move |muscle| muscle.group.as_ref().is_some_and(|group| *group == id))
}

pub(super) fn source(page: &mut Page, book: &Rulebook, ix: SourceIx) {
    let source = &book[ix];
    page.heading(&source.title);
    page.labelled("By", source.author.as_deref().unwrap_or_default());
    page.labelled("Kind", &source.kind);
    page.labelled("Year", &source.year.map(|year| year.to_string()).unwrap_or_default());
    page.labelled("Where", source.url.as_deref().unwrap_or_default());
    let citing = citing(book, ix);
    super::list(page, "What rests on it", citing);
}

fn citing(book: &Rulebook, ix: SourceIx) -> Vec<String> {
    let cites = |sources: &[Cite]| sources.iter().any(|cite| cite.source == ix);
    let exercises =
        book.exercises.iter().filter(|one| cites(&one.backing.sources)).map(|one| one.name.clone());
    let mistakes = book.mistakes.iter().filter(|one| cites(&one.backing.sources)).map(|one| one.name.clone());
    let muscles = book.muscles.iter().filter(|one| cites(&one.backing.sources)).map(|one| one.name.clone());
    let questions =
        book.questions.iter().filter(|one| cites(&one.backing.sources)).map(|one| one.ask.clone());
    exercises.chain(mistakes).chain(muscles).chain(questions).collect()
}

pub(super) fn quiz(page: &mut Page, book: &Rulebook, ix: QuizIx) {
    let quiz = &book[ix];
    page.heading(&quiz.title);
    page.say(&quiz.about);
    page.labelled("Questions", &items(quiz).to_string());
    page.labelled("To pass", &quiz.pass.map(|pass| format!("{pass} %")).unwrap_or_default());
    page.labelled("Minutes", &quiz.minutes.map(|minutes| minutes.to_string()).unwrap_or_default());
    let feedback = match quiz.feedback {
        FeedbackAt::Each => "after each answer",
        FeedbackAt::End => "at the end",
    };
    page.labelled("Explained", feedback);
    if let Some(exam) = &quiz.exam {
        page.labelled("As an exam", &exam_terms(exam));
    }
    super::list(page, "Sections", quiz.sections.iter().map(|section| in_words(book, section)));
    page.gap().say(&format!("Take it: {}", call(&format!("quiz {}", quiz.id))));
    if quiz.exam.is_some() {
        page.say(&format!("As an exam: {}", call(&format!("exam issue {} --candidate t-07", quiz.id))));
    }
}

/// What makes a quiz an exam, in words.
fn exam_terms(exam: &ExamRules) -> String {
    let mut facts = Vec::new();
    facts.push(match exam.attempts {
        Some(1) => "one try".to_owned(),
        Some(most) => format!("{most} tries at most"),
        None => "any number of tries".to_owned(),
    });
    if exam.wait_days > 0 {
        facts.push(format!("{} between tries", count(exam.wait_days as usize, "day", "days")));
    }
    facts.push(format!("at most {} % of the questions again", exam.overlap));
    if exam.trial_items > 0 {
        facts.push(format!(
            "{} in addition that is tried out and doesn't count",
            count(exam.trial_items as usize, "question", "questions")
        ));
    }
    if let Some(days) = exam.counts_days {
        facts.push(format!("a result counts for {days} days"));
    }
    format!("{}.", facts.join(", "))
}

fn items(quiz: &Quiz) -> u32 {
    quiz.sections.iter().map(|section| section.draw).fold(0, u32::saturating_add)
}

fn in_words(book: &Rulebook, section: &Section) -> String {
    let draws = count(section.draw as usize, "question", "questions");
    match &section.from {
        Drawn::Written(questions) => {
            format!("{}: {draws} of {} that are written", section.title, questions.len())
        }
        Drawn::Generated { kinds, exercises, packs, .. } => {
            let kinds: Vec<String> =
                kinds.iter().map(|kind| names::kind(kind.word()).to_lowercase()).collect();
            let of: Vec<&str> = exercises.iter().map(|&ix| book[ix].name.as_str()).collect();
            let is_far = |one: &Exercise| !packs.is_empty() && !packs.contains(&one.pack);
            let of = match of.as_slice() {
                [] if book.exercises.iter().any(is_far) => "all exercises of its pack".to_owned(),
                [] => "all exercises".to_owned(),
                of => and_list(of),
            };
            format!("{}: {draws} ({}) on {of}", section.title, kinds.join(", "))
        }
    }
}

/// A written question without its key: it may be asked later.
pub(super) fn question(page: &mut Page, book: &Rulebook, ix: QuestionIx) {
    let question = &book[ix];
    page.heading(&question.ask);
    page.labelled("In the quiz", &book[question.quiz].title);
    page.labelled("Tags", &question.tags.join(", "));
    let quiz = call(&format!("quiz {}", book[question.quiz].id));
    page.gap().say(&format!("The answer is given where it is asked: {quiz}"));
    super::backing(page, book, &question.backing, &question.backing.sources);
}

pub(super) fn sign_json(book: &Rulebook, ix: SignIx) -> Value {
    let sign = &book[ix];
    let mut page = json!({
        "kind": "sign",
        "id": sign.id,
        "ask": sign.ask,
        "phase": sign.phase.map(|phase| &book[phase].name),
        "told_by": sign.kind.word(),
        "difference": sign.difference.map(|parts| parts.map(|part| &book[part].id)),
        "measure": sign.measure.as_ref().map(|measure| measure.written()),
    });
    let domain = match &sign.domain {
        Domain::Named(values) => {
            ("values", values.iter().map(|value| json!({"id": value.name, "say": value.say})).collect())
        }
        Domain::Range { from, to, unit, apart, say, grid } => {
            let [from, to, apart, step] = [*from, *to, *apart, 1].map(|number| json_number(*grid, number));
            ("range", json!({"from": from, "to": to, "step": step, "unit": unit, "apart": apart, "say": say}))
        }
    };
    if let Some(page) = page.as_object_mut() {
        page.insert(domain.0.to_owned(), domain.1);
    }
    page
}

/// A number of a grid, whole where it is.
fn json_number(grid: Grid, number: i32) -> Value {
    if grid.is_whole() { json!(number) } else { json!(grid.number(number)) }
}

pub(super) fn muscle_json(book: &Rulebook, ix: MuscleIx) -> Value {
    let muscle = &book[ix];
    json!({
        "kind": "muscle",
        "id": muscle.id,
        "name": muscle.name,
        "group": muscle.group,
        "origin": muscle.origin,
        "insertion": muscle.insertion,
        "actions": muscle.actions,
        "about": muscle.about,
        "sources": names::cites(book, &muscle.backing.sources),
        "assumption": muscle.backing.assumption,
        "contested": muscle.backing.contested,
    })
}

pub(super) fn group_json(book: &Rulebook, id: &str) -> Value {
    let muscles: Vec<_> = members(book, id).map(|muscle| &muscle.id).collect();
    json!({"kind": "muscle-group", "id": id, "muscles": muscles})
}

pub(super) fn source_json(book: &Rulebook, ix: SourceIx) -> Value {
    let source = &book[ix];
    json!({
        "kind": "source",
        "id": source.id,
        "title": source.title,
        "author": source.author,
        "type": source.kind,
        "url": source.url,
        "year": source.year,
    })
}

pub(super) fn quiz_json(book: &Rulebook, ix: QuizIx) -> Value {
    let quiz = &book[ix];
    let section = |section: &Section| json!({"title": section.title, "draw": section.draw});
    json!({
        "kind": "quiz",
        "id": quiz.id,
        "title": quiz.title,
        "about": quiz.about,
        "items": items(quiz),
        "pass": quiz.pass,
        "minutes": quiz.minutes,
        "feedback": quiz.feedback.word(),
        "sections": quiz.sections.iter().map(section).collect::<Vec<_>>(),
        "exam": quiz.exam.as_ref().map(|exam| json!({
            "attempts": exam.attempts,
            "wait_days": exam.wait_days,
            "overlap": exam.overlap,
            "trial_items": exam.trial_items,
            "counts_days": exam.counts_days,
        })),
    })
}

pub(super) fn question_json(book: &Rulebook, ix: QuestionIx) -> Value {
    let question = &book[ix];
    let id = &book[question.quiz].id;
    debug_assert!(matches!(book.find(id.as_str()), Some(Named::Quiz(_))), "a question stands in a quiz");
    json!({
        "kind": "question",
        "id": question.id,
        "ask": question.ask,
        "quiz": id,
        "tags": question.tags,
        "sources": names::cites(book, &question.backing.sources),
        "contested": question.backing.contested,
    })
}
