//! Forms of the onboarding exam: each meets the blueprint, all are as hard as each other, and they share little.
//!
//! `FORMCHECK_FORMS=1000` draws so many, as for the figures in docs/exams.md; without it a debug build draws fewer.

use std::collections::{BTreeMap, HashSet};

use formcheck::app::disk;
use formcheck_core::quiz::{
    GENERATOR, Item, ItemTexts, QuestionKind, Quotas, Seed, asks_of_a_mistake, asks_of_an_exercise,
    mistake_to_tell, mistakes_to_tell, prove_item,
};
use formcheck_core::rulebook::{Drawn, GeneratedKind, Rulebook, Severity, load, load_mid_back};
use formcheck_exam::seal::Hash;
use formcheck_exam::{BAND, ExamForm, Forms, asked_mistake, exam_named};

/// How many forms are drawn.
fn forms_wanted() -> u64 {
    let said = std::env::var("FORMCHECK_FORMS").ok().and_then(|number| number.parse().ok());
    said.unwrap_or(if cfg!(debug_assertions) { 60 } else { 1_000 })
}

fn kind(form: &ExamForm, place: usize) -> Option<GeneratedKind> {
    match form.items[place].item.kind {
        QuestionKind::Generated(kind) => Some(kind),
        QuestionKind::Written(_) => None,
    }
}

/// The severity of the mistake that has to be told from the item's rep.
fn severity(book: &Rulebook, item: &Item) -> Option<Severity> {
    mistake_to_tell(book, item).map(|mistake| book[mistake].severity)
}

/// How many scored items of each kind in each section, and of each severity.
type Table = (BTreeMap<(usize, String), usize>, BTreeMap<String, usize>);

fn table(book: &Rulebook, form: &ExamForm) -> Table {
    let mut found = Table::default();
    for (place, placed) in form.items.iter().enumerate().filter(|(_, placed)| !placed.is_trial) {
        let word = kind(form, place).map_or("written", GeneratedKind::word);
        *found.0.entry((placed.section, word.to_owned())).or_default() += 1;
        if let Some(severity) = severity(book, &placed.item) {
            *found.1.entry(severity.word().to_owned()).or_default() += 1;
        }
    }
    found
}

#[test]
#[expect(clippy::cast_precision_loss, reason = "a few hundred thousand pairs")]
fn forms_of_the_onboarding_exam_are_equivalent() {
    let book = load_mid_back();
    let quiz = exam_named(&book, "trainer-onboarding").expect("an exam");
    let forms = Forms::new(&book, quiz).expect("it can be drawn");
    let exam = forms.exam();
    let plan = forms.plan();
    let quotas = Quotas::of(&book, &plan.sections, &exam.weights);
    let length: usize = plan.sections.iter().map(|section| section.draw as usize).sum();
    let (mut low, mut high) = (f64::MAX, f64::MIN);
    let mut last: Vec<HashSet<String>> = Vec::new();
    let (mut most, mut pairs, mut sum) = (0, 0_u64, 0);
    let wanted = forms_wanted();
    for seed in 0..wanted {
        let form = forms.form(Seed(seed * 7_919 + 1)).expect("it can be drawn");
        assert_eq!(form.items.len(), length + exam.trial_items as usize);
        assert_eq!(form.items.iter().filter(|placed| placed.is_trial).count(), exam.trial_items as usize);
        let (kinds, severities) = table(&book, &form);
        for (place, of_section) in quotas.kinds.iter().enumerate() {
            for (kind, many) in of_section {
                let found = kinds.get(&(place, kind.word().to_owned())).copied().unwrap_or_default();
                assert_eq!(found, *many, "seed {seed}: {} in section {place}", kind.word());
            }
            if let Drawn::Written(_) = plan.sections[place].from {
                assert_eq!(kinds[&(place, "written".to_owned())], plan.sections[place].draw as usize);
            }
        }
        for (severity, many) in &quotas.severities {
            assert_eq!(severities.get(severity.word()).copied().unwrap_or_default(), *many, "seed {seed}");
        }
        for placed in &form.items {
            assert!(prove_item(&book, &placed.item).is_ok());
            let is_settled = placed.item.explanation.contested.is_none();
            let told = mistakes_to_tell(&book, &placed.item);
            let is_seen = !told.is_empty() && told.iter().all(|&mistake| book[mistake].is_settled_to_see());
            assert!(is_settled || is_seen, "contested: {}", placed.item.skill);
        }
        of_groups(&forms, &form);
        assert!(exam.by_eye.is_some_and(|least| form.share_by_eye() >= least), "seed {seed}");
        let mut words: Vec<ItemTexts> = Vec::new();
        for placed in &form.items {
            let told = ItemTexts::of(&placed.item);
            let again = words.iter().any(|other| told.asks_the_same(other));
            assert!(!again, "seed {seed}: {} asks for what another asks for", placed.item.ask);
            words.push(told);
        }
        let difficulty = form.difficulty();
        assert!((difficulty - forms.difficulty()).abs() <= BAND);
        (low, high) = (low.min(difficulty), high.max(difficulty));
        let ids: HashSet<String> = form.ids().into_iter().collect();
        assert_eq!(ids.len(), form.items.len(), "nothing is asked twice");
        for other in &last {
            let shared = ids.intersection(other).count();
            most = most.max(shared);
            sum += shared;
            pairs += 1;
        }
        last.push(ids);
    }
    let mistakes = quotas.kinds.iter().flatten().filter(|(kind, _)| asks_of_a_mistake(*kind));
    println!(
        "{wanted} forms of {length} and {} items ({} about one mistake): difficulty {:.4}, from {low:.4} to {high:.4}; \
         of {pairs} pairs the most shared is {most}, the mean {:.2}",
        exam.trial_items,
        mistakes.map(|(_, many)| many).sum::<usize>(),
        forms.difficulty(),
        sum as f64 / pairs as f64,
    );
    assert!(pairs > 0 && high - low <= 0.03);
}

/// Each form has as many items of each must-pass group as it says, and each grave mistake twice.
fn of_groups(forms: &Forms<'_>, form: &ExamForm) {
    let book = forms.book();
    let counts = || form.items.iter().filter(|placed| !placed.is_trial);
    for group in forms.must_pass() {
        let title = |section: usize| forms.plan().sections[section].title.as_str();
        let own = counts().filter(|placed| group.has(book, &placed.item, title(placed.section)));
        assert_eq!(own.count(), group.of as usize, "{}", group.name);
    }
    for grave in ["rounded-lower-back", "rounded-pick-up"] {
        let mistake = book.mistake(grave).expect("it is in the rules");
        let shown = counts().filter(|placed| mistakes_to_tell(book, &placed.item).contains(&mistake));
        assert!(shown.count() >= 2, "{grave}");
    }
}

/// Weights of every dimension at once.
const WEIGHTS: &str = "[exam.kinds]\nspot = 3\nfix = 2\n\n[exam.severity]\nlow = 4\nmedium = 12\nhigh = 1\n\n\
    [exam.exercises]\nseal-row = 3\nkroc-row = 0\n\n[exam.mistakes]\narm-rowing = 9\nmissing-squeeze = 0\n";

#[test]
fn every_weight_is_met() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pack = disk::folder(root).expect("the built-in pack");
    let file = pack.files.iter_mut().find(|file| file.path == "quizzes/trainer-onboarding.toml");
    let file = file.expect("the exam");
    let text = file.text.as_ref().expect("text").to_string();
    let (head, tail) = text.split_once("[exam.severity]").expect("weights");
    let (_, sections) = tail.split_once("[[section]]").expect("sections");
    // In words: whether an eye can tell a rep is no matter of weights.
    let head = head.replace("by-eye = 60\n", "").replace("exposure = 30\n", "");
    let sections = sections.replace("kinds = [\"spot-all\"]", "kinds = [\"spot\", \"fix\", \"cue\"]");
    let sections = sections.replace("draw = 15", "draw = 6").replace("draw = 16", "draw = 3");
    file.text = Ok(format!("{head}{WEIGHTS}\n[[section]]{sections}").into());
    let loaded = load(vec![pack]);
    let book = loaded.rulebook().unwrap_or_else(|unsound| panic!("{:?}", unsound.diagnostics));
    let forms = Forms::new(&book, exam_named(&book, "trainer-onboarding").expect("an exam")).expect("forms");
    let quotas = Quotas::of(&book, &forms.plan().sections, &forms.exam().weights);
    assert_eq!(quotas.kinds[1].iter().map(|(_, many)| *many).collect::<Vec<_>>(), [3, 2, 1]);
    for seed in 0..12 {
        let form = forms.form(Seed(seed)).expect("a form");
        let counts = |place: &usize| !form.items[*place].is_trial;
        let places: Vec<usize> = (0..form.items.len()).filter(counts).collect();
        let of = |which: &dyn Fn(usize) -> bool| places.iter().filter(|place| which(**place)).count();
        for (at, of_section) in quotas.kinds.iter().enumerate() {
            for (one, many) in of_section {
                let found = of(&|place| form.items[place].section == at && kind(&form, place) == Some(*one));
                assert_eq!(found, *many, "seed {seed}: {}", one.word());
            }
        }
        for (one, many) in &quotas.severities {
            assert_eq!(
                of(&|place| severity(&book, &form.items[place].item) == Some(*one)),
                *many,
                "seed {seed}"
            );
        }
        for (one, many) in &quotas.exercises {
            let found = of(&|place| {
                kind(&form, place).is_some_and(asks_of_an_exercise)
                    && form.items[place].item.exercise_in(&book) == Some(*one)
            });
            assert_eq!(found, *many, "seed {seed}: {}", book[*one].id);
        }
        for (one, (least, most)) in &quotas.mistakes {
            let found = of(&|place| {
                kind(&form, place).is_some_and(asks_of_a_mistake)
                    && asked_mistake(&book, &form.items[place].item) == Some(*one)
            });
            assert!((*least..=*most).contains(&found), "seed {seed}: {} {found}", book[*one].id);
        }
    }
}

/// Whoever changes the making of questions so that a seed draws another form, raises `GENERATOR`, and pins both anew:
/// else a record would say that its form is not the one of its seed.
#[test]
fn a_form_is_what_its_seed_and_generator_say() {
    let pack = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint/weights-not-met/good");
    let loaded = load(vec![disk::folder(&pack).expect("a pack")]);
    let book = loaded.rulebook().unwrap_or_else(|_| panic!("a sound pack"));
    let forms = Forms::new(&book, exam_named(&book, "first-quiz").expect("an exam")).expect("forms");
    let drawn: Vec<Item> = (1..=20)
        .flat_map(|seed| forms.form(Seed(seed)).expect("a form").items)
        .map(|placed| placed.item)
        .collect();
    let digest = Hash::of(serde_json::to_string(&drawn).expect("JSON").as_bytes()).hex();
    assert_eq!((GENERATOR, digest.as_str()), (6, PINNED));
}

const PINNED: &str = "0250d295c6149871e1bd9e750704ba9b2cc0e02a37eecd431f25287086833bd1";
