//! A session as text: the start, a question, what is told of an answer, the result.

use std::cmp::Ordering;

use crate::pages::answer::how_to_answer;
use crate::pages::exam::proof::points;
use crate::pages::program::call;
use formcheck_core::page::{Page, RichText, Table, bad, good, key as label_of};
use formcheck_core::quiz::{
    AnswerForm, Basis, Choice, Contrast, Explanation, Feedback, Introduction, Item, Key, Offer, Piece,
    Prompt, Question, Response, Session, SessionScore, Sitting, names,
};
use formcheck_core::rulebook::words::{count, sentence};
use formcheck_core::rulebook::{FeedbackAt, MistakeIx, Rulebook, first_to_fix, unit_after};

/// The start of a session: what it is, whether it is `kept`, the medical note, what to type.
pub fn start(book: &Rulebook, sitting: &Sitting, kept: &str) -> Page {
    let plan = &sitting.plan;
    let mut page = Page::new();
    page.heading(&plan.title).say(&plan.about).say(&facts(sitting, kept));
    for notice in names::notices(book) {
        page.gap().labelled("Note", notice);
    }
    page.gap().say("Type your answer and press Enter. ? help, r repeat, u undo, s skip, q quit.");
    page
}

/// How many questions there are, how long it may take, what is needed to pass, when it is explained; then what becomes of
/// the answers.
pub fn facts(sitting: &Sitting, kept: &str) -> String {
    let plan = &sitting.plan;
    let mut facts = vec![count(sitting.items.len(), "question", "questions")];
    if let Some(minutes) = plan.minutes {
        facts.push(count(minutes as usize, "minute", "minutes"));
    }
    if let Some(pass) = plan.pass {
        facts.push(format!("{pass} % to pass"));
    }
    facts.push(match plan.feedback {
        FeedbackAt::Each => "explained one by one".to_owned(),
        FeedbackAt::End => "explained at the end".to_owned(),
    });
    format!("{}. {kept}", facts.join(", "))
}

pub fn prompt(prompt: &Prompt<'_>) -> Page {
    let mut page = Page::new();
    let kind = names::kind(prompt.question.kind.word());
    page.heading(&format!("{}: {kind}", numbered_title(prompt)));
    question(&mut page, prompt.question);
    page
}

/// A mistake as it is shown before it is first asked: what it is, the clean rep beside the faulty one, one sentence.
pub fn introduction(book: &Rulebook, shown: &Introduction) -> Page {
    let mut page = Page::new();
    let exercise = book.exercise(shown.exercise.as_str());
    page.heading(&format!("New: {}", shown.name));
    page.say(&format!("{}. A clean rep and a faulty one:", names::exercise(book, exercise)));
    let both: Vec<&str> =
        shown.signs.iter().filter(|one| one.clean == one.faulty).map(|one| one.clean.as_str()).collect();
    let differ = || shown.signs.iter().filter(|one| one.clean != one.faulty);
    let says =
        |of: &dyn Fn(&Contrast) -> String| format!("{}.", differ().map(of).collect::<Vec<_>>().join("; "));
    page.labelled("  In both", &both.join("; "));
    page.labelled("  Clean", &says(&|one| one.clean.clone()));
    page.labelled("  Faulty", &says(&|one| one.faulty.clone()));
    page.labelled("Why it matters", &shown.why);
    page
}

/// A question: what is asked, the rep that is shown, and what there is to choose from.
pub(super) fn question(page: &mut Page, question: &Question) {
    page.say(&question.ask);
    for part in question.reps().stem() {
        page.say(part.head);
        for say in part.says {
            page.item(&say);
        }
    }
    if !question.shown.is_empty() {
        page.say(question.reps().rest());
    }
    let how = format!("{}.", sentence(&how_to_answer(question)));
    match question.answer {
        AnswerForm::One => {
            page.gap();
            numbered(page, &question.options);
        }
        AnswerForm::Many | AnswerForm::Order => {
            page.gap();
            numbered(page, &question.options);
            page.gap().say(&how);
        }
        AnswerForm::Pairs => {
            page.gap();
            numbered(page, &question.left);
            page.gap();
            for piece in &question.right {
                page.hang(&format!("  {}. ", piece.id), &piece.say);
            }
            page.gap().say(&how);
        }
        AnswerForm::Number | AnswerForm::Text => {}
    }
}

/// "Question 3 of 12".
pub(crate) fn numbered_title(prompt: &Prompt<'_>) -> String {
    format!("Question {} of {}", prompt.n, prompt.of)
}

fn numbered(page: &mut Page, options: &[Offer]) {
    page.numbered(options.iter().map(|option| option.say.as_str()));
}

/// What can be typed now.
pub fn help(question: &Question) -> Page {
    let mut page = Page::new();
    page.say(&format!("{}. Then press Enter.", sentence(&how_to_answer(question))));
    let sure = match question.answer {
        AnswerForm::Number | AnswerForm::Text => "behind an answer: you are sure; ? is a guess, ~ between",
        _ => "behind an answer, as in 2!: you are sure; 2? is a guess, 2~ between",
    };
    for (key, does) in [
        ("!", sure),
        ("r", "read the question again"),
        (
            "u",
            "take your last answer back and answer that question again; in study the first answer still counts, because you have seen the key",
        ),
        ("s", "skip: the question comes again at the end, once"),
        ("q", "quit and see the result so far"),
    ] {
        page.hang(&format!("  {key}  "), does);
    }
    page
}

/// What is told of an answer: right or not, the key, why, why not what was taken, the fix, the cue.
pub fn feedback(book: &Rulebook, told: &Feedback<'_>) -> Page {
    let mut page = Page::new();
    let Feedback { item, response, mark, .. } = *told;
    page.line(if mark.is_right() {
        good("Right.")
    } else if mark.0 > 0.0 {
        bad("Partly right:").then(format!(" {:.2} of 1.", mark.0))
    } else {
        bad("Not right.")
    });
    let mut told = Told::default();
    key(&mut page, &mut told, book, item, mark.is_right());
    for choice in taken_wrongly(item, response) {
        let because = told.unsaid(&choice.because);
        page.labelled(&format!("Why not \"{}\"", shortened(&choice.say)), &because);
    }
    // Nothing is also right where nothing was.
    let also = if mark.0 > 0.0 { "Also " } else { "" };
    // What they share with the key is told once, as the reason for all of it.
    for choice in missed(item, response).into_iter().filter(|choice| choice.because != item.explanation.why) {
        let because = told.unsaid(&choice.because);
        page.labelled(&format!("{also}\"{}\"", shortened(&choice.say)), &because);
    }
    let Explanation { why, fix, cue, sources, assumption, contested } = &item.explanation;
    let label = if fix.is_empty() { "Why" } else { "Why it matters" };
    page.labelled(label, &told.unsaid(why)).labelled("Fix", &told.unsaid(fix));
    // What is called out is told as a whole, also where the fix says it among other things.
    if !told.has(cue) {
        page.labelled("Cue", cue);
    }
    page.labelled("Our judgement", &told.unsaid(assumption.as_deref().unwrap_or_default()));
    page.labelled("Schools differ", &told.unsaid(contested.as_deref().unwrap_or_default()));
    page.labelled("Source", &names::some_sources(book, sources));
    page
}

/// What was not wholly right, question by question: for a session that explains at its end.
pub fn review(book: &Rulebook, session: &Session) -> Page {
    let mut page = Page::new();
    let answers = (1..=session.answered()).filter_map(|n| session.feedback(n));
    for told in answers.filter(|told| !told.mark.is_right()) {
        page.line("").line("").heading(&format!("Question {}", told.n)).say(&told.item.ask);
        for part in told.item.reps().stem() {
            if !told.item.more_reps.is_empty() {
                page.say(part.head);
            }
            for say in part.says {
                page.item(&say);
            }
        }
        page.append(feedback(book, &told));
    }
    page
}

/// What was said of an answer so far, so that nothing is said twice.
#[derive(Default)]
struct Told {
    sentences: Vec<String>,
}

impl Told {
    /// Sentences of so many words may come again: "Good here." begins many a reason.
    const SHORT: usize = 3;

    /// What of a text was not said yet; from now on all of it is said.
    fn unsaid(&mut self, text: &str) -> String {
        if self.has(text) {
            return String::new();
        }
        let mut unsaid: Vec<String> = Vec::new();
        for one in sentences(text) {
            let said = plain(one);
            // "You can see it:" before what was said already tells nothing.
            let clause = said.rsplit_once(": ").map_or(said.as_str(), |(_, clause)| clause);
            let is_short = |text: &str| text.split(' ').count() <= Told::SHORT;
            let was_said =
                |text: &str| !is_short(text) && self.sentences.iter().any(|before| is_part(text, before));
            if !was_said(&said) && !was_said(clause) {
                unsaid.push(one.to_owned());
            }
            self.sentences.push(said);
        }
        self.sentences.push(plain(text));
        unsaid.join(" ")
    }

    /// Whether just this was said.
    fn has(&self, text: &str) -> bool {
        let text = plain(text);
        self.sentences.contains(&text)
    }
}

/// A text with neither case nor the marks at its ends.
fn plain(text: &str) -> String {
    let marks =
        |letter: char| letter.is_whitespace() || ['.', '!', '?', '"', '\'', ';', ':'].contains(&letter);
    text.trim_matches(marks).to_lowercase()
}

/// Whether these words stand in `whole`, in a row.
fn is_part(words: &str, whole: &str) -> bool {
    let ends = |at: Option<char>| at.is_none_or(|letter| !letter.is_alphanumeric());
    whole.match_indices(words).any(|(at, _)| {
        ends(whole[..at].chars().next_back()) && ends(whole[at + words.len()..].chars().next())
    })
}

/// The sentences of a text, each with its stop.
fn sentences(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices(char::is_whitespace) {
        if text[from..at].trim_end_matches(['"', ')']).ends_with(['.', '!', '?']) {
            all.push(text[from..at].trim());
            from = at;
        }
    }
    all.push(text[from..].trim());
    all.retain(|one| !one.is_empty());
    all
}

/// The key in words, with its reason.
fn key(page: &mut Page, told: &mut Told, book: &Rulebook, item: &Item, was_right: bool) {
    // Behind "Right." it is plain what it is.
    let label = if was_right { "" } else { "Answer" };
    let tell = |page: &mut Page, text: &str| {
        if label.is_empty() {
            page.say(text)
        } else {
            page.labelled(label, text)
        };
    };
    match &item.key {
        Key::One(choices) => {
            for choice in choices.iter().filter(|choice| choice.right) {
                let stop = if choice.say.ends_with(['.', '!', '?']) { "" } else { "." };
                let say = sentence(&choice.say);
                // A reason that only says the option again tells nothing.
                let again = plain(&choice.because).contains(&plain(&say));
                let said = if again { String::new() } else { told.unsaid(&format!("{say}{stop}")) };
                let because = told.unsaid(&choice.because);
                told.sentences.push(plain(&say));
                tell(page, sentence(format!("{said} {because}").trim()).trim());
            }
        }
        Key::Many(_) if item.basis == Basis::AllThatFire => {
            tell(page, "in the order to fix them:");
            for choice in mistakes_to_fix(book, item) {
                let because = told.unsaid(&choice.because);
                told.sentences
                    .extend(choice.mistake_in(book).map(|mistake| plain(cue_of(book, item, mistake))));
                page.item(&format!("{}: {because}", choice.say));
            }
        }
        Key::Many(choices) => {
            let says: Vec<&str> =
                choices.iter().filter(|choice| choice.right).map(|choice| choice.say.as_str()).collect();
            tell(page, &format!("{}.", says.join("; ")));
        }
        Key::Order { pieces, key, .. } if !was_right => {
            page.line(label_of("The right order").then(":"));
            page.numbered(key.iter().map(|id| Piece::said(pieces, id)));
        }
        Key::Pairs { left, right, key } if !was_right => {
            page.line(label_of("The right pairs").then(":"));
            for (a, b) in key {
                page.item(&format!("{}: {}", Piece::said(left, a), Piece::said(right, b)));
            }
        }
        Key::Order { .. } | Key::Pairs { .. } => {}
        Key::Number { answer, within, unit } => {
            let within =
                if *within > 0.0 { format!(" ({within} more or less also counts)") } else { String::new() };
            let unit = unit_after(&answer.to_string(), unit);
            tell(page, &format!("{answer} {unit}{within}."));
        }
        Key::Text { accept, .. } => {
            let others = also_fine(book, item, accept.get(1..).unwrap_or_default());
            let also =
                if others.is_empty() { String::new() } else { format!(" Also fine: {}.", others.join(", ")) };
            let key = accept.first().map(String::as_str).unwrap_or_default();
            told.sentences.push(plain(key));
            tell(page, &format!("{}.{also}", sentence(key)));
        }
    }
}

/// The mistakes of a rep, what to fix first on top.
fn mistakes_to_fix<'i>(book: &Rulebook, item: &'i Item) -> Vec<&'i Choice> {
    let mut right: Vec<&Choice> = item.key.choices().iter().filter(|choice| choice.right).collect();
    if let Some(exercise) = item.exercise_in(book) {
        let mistakes = |a: &Choice, b: &Choice| a.mistake_in(book).zip(b.mistake_in(book));
        right.sort_by(|a, b| {
            mistakes(a, b).map_or(Ordering::Equal, |(a, b)| first_to_fix(book, &book[exercise], a, b))
        });
    }
    right
}

fn cue_of<'b>(book: &'b Rulebook, item: &Item, mistake: MistakeIx) -> &'b str {
    item.exercise_in(book).map_or("", |exercise| book.words_in(&book[exercise], mistake).cue.as_str())
}

/// Some of the other answers that are right: names where a name was asked for, though its cue is taken too.
fn also_fine<'i>(book: &Rulebook, item: &Item, others: &'i [String]) -> Vec<&'i str> {
    const MOST: usize = 3;
    let mistake = match &item.basis {
        Basis::Fires(id) => book.mistake(id.as_str()),
        _ => None,
    };
    let is_name = |other: &&String| mistake.is_none_or(|mistake| book[mistake].aka.contains(other));
    others.iter().filter(is_name).map(String::as_str).take(MOST).collect()
}

/// A text short enough for a label.
fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    let plain = text.trim_end_matches('.');
    if plain.chars().count() <= MOST {
        return plain.to_owned();
    }
    let mut short = String::new();
    for word in plain.split_whitespace() {
        if short.chars().count() + word.chars().count() > MOST {
            break;
        }
        short.push_str(if short.is_empty() { "" } else { " " });
        short.push_str(word);
    }
    format!("{short} ...")
}

/// The wrong options that were taken.
fn taken_wrongly<'i>(item: &'i Item, response: &Response) -> Vec<&'i Choice> {
    let taken = |choice: &&Choice| !choice.right && response.chosen().contains(&choice.id);
    item.key.choices().iter().filter(taken).collect()
}

/// The right options that were not taken, where several are right.
fn missed<'i>(item: &'i Item, response: &Response) -> Vec<&'i Choice> {
    let Key::Many(choices) = &item.key else { return Vec::new() };
    choices.iter().filter(|choice| choice.right && !response.chosen().contains(&choice.id)).collect()
}

/// What a result's page is told beside the score.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ResultOptions {
    /// Whether the marks by exercise and kind are on it.
    pub tables: bool,
    /// Whether the answers were kept: the same questions again are asked like that, too.
    pub keeps: bool,
}

/// The result: what it came to, what to look at again.
pub fn result(book: &Rulebook, sitting: &Sitting, score: &SessionScore, options: ResultOptions) -> Page {
    let mut page = Page::new();
    if score.tally.of == 0 {
        page.say("Nothing was answered, so there is no result.");
        return page;
    }
    let left_early = score.tally.of < score.items;
    let (marks, of) = (points(score.tally.marks), score.tally.of);
    // A share of what was answered would look like a result.
    page.heading(&if left_early {
        let those = if of == 1 { "1".to_owned() } else { format!("the {of}") };
        format!("Result: {marks} of {those} that you answered")
    } else {
        format!("Result: {marks} of {of} ({} %)", score.tally.percent())
    });
    if left_early {
        page.say(&format!("You answered {of} of {} questions.", score.items));
    }
    if let (Some(pass), Some(passed)) = (score.pass, score.passed) {
        let verdict = if passed { good("passed") } else { bad("not passed") };
        let not_finished = !passed && left_early;
        let before =
            if not_finished { "Not finished, so ".to_owned() } else { format!("{pass} % are needed: ") };
        page.line(RichText::from(before).then(verdict).then("."));
    }
    look_again(&mut page, book, score);
    if options.tables {
        tables(&mut page, book, score);
    }
    page.gap().say(&format!("The same questions again: {}", same(book, sitting, options.keeps)));
    page
}

/// The marks by exercise and by kind, for whoever asks for them.
pub(super) fn tables(page: &mut Page, book: &Rulebook, score: &SessionScore) {
    let exercises = score.by_exercise_of(book);
    let exercises = exercises.into_iter().map(|part| {
        let exercise = part.of.as_ref().and_then(|id| book.exercise(id.as_str()));
        (names::exercise(book, exercise), part.tally)
    });
    let kinds = score.by_kind.iter().map(|part| (names::kind(part.of.word()), part.tally));
    for (heading, rows) in [("By exercise", exercises.collect::<Vec<_>>()), ("By kind", kinds.collect())] {
        page.heading(heading);
        let mut table = Table::bare(2);
        for (name, tally) in rows {
            table.row([name, &format!("{} of {}", points(tally.marks), tally.of)]);
        }
        page.table(table);
    }
}

/// What to look at again, with the cue.
pub(super) fn look_again(page: &mut Page, book: &Rulebook, score: &SessionScore) {
    if score.missed.is_empty() {
        return;
    }
    page.heading("Worth another look");
    for skill in &score.missed {
        let name = names::skill(book, skill);
        let stop = if name.ends_with(['.', '?', '!', ')']) { "" } else { "." };
        page.item(&format!("{name}{stop}"));
        let (exercise, of) = skill.names();
        if let Some(mistake) = book.mistake(&of) {
            let exercise = exercise.as_deref().and_then(|exercise| book.exercise(exercise));
            let words = exercise.map(|ix| book.words_in(&book[ix], mistake));
            let cue = &words.unwrap_or(&book[mistake].words).cue;
            page.labelled("    Cue", cue);
            page.hang("    ", &format!("More: {}", call(&format!("show {}", book.said(&of)))));
        } else {
            let more = book.said(exercise.as_deref().unwrap_or(&of));
            page.hang("    ", &format!("More: {}", call(&format!("show {more}"))));
        }
    }
}

/// The command that asks the same questions, and keeps the answers or not.
pub(crate) fn same(book: &Rulebook, sitting: &Sitting, keeps: bool) -> String {
    let id = &sitting.plan.id;
    let quiz = if id == "mixed" { String::new() } else { format!(" {}", book.said(id)) };
    let items = if sitting.plan.mixed { format!(" --items {}", sitting.items.len()) } else { String::new() };
    let kept = if keeps { "" } else { " --keep-nothing" };
    call(&format!("quiz{quiz}{items} --seed {}{kept}", sitting.seed.0))
}
