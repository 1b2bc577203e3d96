//! What changed in words alone, or in things that no rep is judged by: names, reasons, fixes, cues, steps, sources.
//!
//! Each thing becomes a list of labelled texts, and the lists are compared. No handle or span is part of a text: those
//! change with every edit.

use super::joint::Side;
use super::{Change, TextChange, own_pack, quizzes};
use formcheck_core::rulebook::{
    Backing, Cite, Degree, Domain, Example, Exercise, Figure, FineCase, Mistake, MistakeIx, MuscleRef,
    OverSet, Pack, Pair, Pose, Rulebook, SetSource, Sign, SignIx, SignPoses, Step, Value, ValueSet, When,
};

/// The things of the two packs whose words changed, or that came or went without a rep being judged differently.
pub(super) fn compare(old: &Rulebook, new: &Rulebook) -> Vec<TextChange> {
    let (before, after) = (items(old), items(new));
    let find = |list: &[PackItem], wanted: &PackItem| {
        list.iter().position(|thing| thing.kind == wanted.kind && thing.id == wanted.id)
    };
    let alone = |thing: &PackItem, change| {
        let whole = TextChange { kind: thing.kind, id: thing.id.clone(), change, fields: Vec::new() };
        (!thing.shown_elsewhere).then_some(whole)
    };
    let mut out: Vec<TextChange> = after
        .iter()
        .filter_map(|now| match find(&before, now) {
            Some(place) => changed(&before[place], now),
            None => alone(now, Change::Added),
        })
        .collect();
    let gone = before.iter().filter(|was| find(&after, was).is_none());
    out.extend(gone.filter_map(|was| alone(was, Change::Removed)));
    out
}

/// The words of a mistake that differ as they hold in one exercise.
pub(super) fn of_counted(old: (Side<'_>, MistakeIx), new: (Side<'_>, MistakeIx)) -> Vec<&'static str> {
    let of = |(side, ix): (Side<'_>, MistakeIx)| {
        let (book, mistake) = (side.book, &side.book[ix]);
        let words = book.words_in(side.exercise(), ix);
        let sources = book.sources_in(side.exercise(), ix);
        [
            ("name", mistake.name.clone()),
            ("aka", mistake.aka.join("\n")),
            ("severity", mistake.severity.word().to_owned()),
            ("worse", worse(book, mistake)),
            ("leads to", ids(book, &mistake.leads_to)),
            ("not beside", ids(book, &mistake.not_beside)),
            ("why", words.why.clone()),
            ("fix", words.fix.clone()),
            ("cue", words.cue.clone()),
            ("cues", words.cues.join("\n")),
            ("sources", cites(book, sources)),
            ("assumption", mistake.backing.assumption.clone().unwrap_or_default()),
            ("contested", mistake.backing.contested.clone().unwrap_or_default()),
            ("contests", mistake.contests.word().to_owned()),
        ]
    };
    let pairs = of(old).into_iter().zip(of(new));
    pairs.filter(|(was, now)| was.1 != now.1).map(|(_, now)| now.0).collect()
}

/// A thing of a pack as labelled texts.
struct PackItem {
    kind: &'static str,
    id: String,
    texts: Texts,
    /// What decides something wherever an exercise uses it, and is fields there; fields here if none does.
    meaning: Texts,
    used: bool,
    /// Whether coming and going is shown with exercises or quizzes.
    shown_elsewhere: bool,
}

type Texts = Vec<(String, String)>;

fn changed(was: &PackItem, now: &PackItem) -> Option<TextChange> {
    let mut fields = differing(&was.texts, &now.texts);
    if !was.used && !now.used {
        fields.extend(differing(&was.meaning, &now.meaning));
    }
    (!fields.is_empty()).then(|| TextChange {
        kind: now.kind,
        id: now.id.clone(),
        change: Change::Text,
        fields,
    })
}

/// The labels whose texts differ, or that only one list has with a text.
fn differing(was: &Texts, now: &Texts) -> Vec<String> {
    let text = |list: &Texts, label: &str| {
        list.iter().find(|(known, _)| known == label).map(|(_, text)| text.clone()).unwrap_or_default()
    };
    let mut labels: Vec<String> = now.iter().map(|(label, _)| label.clone()).collect();
    labels.extend(
        was.iter()
            .map(|(label, _)| label.clone())
            .filter(|label| !labels.contains(label))
            .collect::<Vec<_>>(),
    );
    // What a new or a gone value says is shown with the value.
    let has = |list: &Texts, label: &str| list.iter().any(|(known, _)| known == label);
    let with_value = |label: &str| label.starts_with("say of ") && !(has(was, label) && has(now, label));
    labels.retain(|label| text(was, label) != text(now, label) && !with_value(label));
    labels
}

/// Everything that the compared pack declares.
fn items(book: &Rulebook) -> Vec<PackItem> {
    let own = own_pack(book);
    let shared = |kind, id: &str, texts| PackItem {
        kind,
        id: id.to_owned(),
        texts,
        meaning: Vec::new(),
        used: true,
        shown_elsewhere: false,
    };
    let elsewhere = |kind, id: &str, texts| PackItem { shown_elsewhere: true, ..shared(kind, id, texts) };
    let mut out: Vec<PackItem> = Vec::new();
    out.extend(book.packs.last().map(|pack| shared("pack", &pack.name, of_pack(book, pack))));
    out.extend(book.signs.iter().filter(|one| one.pack == own).map(|sign| PackItem {
        meaning: sign_meaning(book, sign),
        used: book.exercises.iter().any(|one| one.signs.iter().any(|here| book[here.sign].id == sign.id)),
        ..shared("sign", sign.id.as_str(), of_sign(book, sign))
    }));
    out.extend(book.mistakes.iter().filter(|one| one.pack == own).map(|mistake| {
        let listed = |one: &Exercise| one.mistakes.iter().any(|here| book[here.mistake].id == mistake.id);
        let used = book.exercises.iter().any(listed);
        PackItem {
            meaning: texts([("when", conditions(book, &mistake.when))]),
            used,
            // One that counts somewhere is shown with the exercises in which it came or went.
            shown_elsewhere: used,
            ..shared("mistake", mistake.id.as_str(), of_mistake(book, mistake))
        }
    }));
    let exercises = book.exercises.iter().filter(|one| one.pack == own);
    out.extend(exercises.map(|one| elsewhere("exercise", one.id.as_str(), of_exercise(book, one))));
    out.extend(book.muscles.iter().filter(|one| one.pack == own).map(|one| {
        let group = one.group.as_ref().map(ToString::to_string);
        let mut fields = texts([
            ("name", one.name.clone()),
            ("group", group.unwrap_or_default()),
            ("origin", one.origin.clone().unwrap_or_default()),
            ("insertion", one.insertion.clone().unwrap_or_default()),
            ("actions", one.actions.join("\n")),
            ("about", one.about.clone().unwrap_or_default()),
        ]);
        fields.extend(of_backing(book, &one.backing));
        shared("muscle", one.id.as_str(), fields)
    }));
    out.extend(book.sources.iter().filter(|one| one.pack == own).map(|one| {
        let fields = [
            ("title", one.title.clone()),
            ("author", one.author.clone().unwrap_or_default()),
            ("kind", one.kind.clone()),
            ("url", one.url.clone().unwrap_or_default()),
            ("year", one.year.map(|year| year.to_string()).unwrap_or_default()),
        ];
        shared("source", one.id.as_str(), texts(fields))
    }));
    let quizzes_here = book.quizzes.iter().filter(|one| one.pack == own);
    out.extend(quizzes_here.map(|one| {
        let fields = [("title", one.title.clone()), ("about", one.about.clone())];
        elsewhere("quiz", one.id.as_str(), texts(fields))
    }));
    let questions = book.questions.iter().filter(|one| one.pack == own);
    out.extend(questions.map(|one| {
        let mut fields = texts([
            ("ask", one.ask.clone()),
            ("tags", one.tags.join("\n")),
            ("wrong", quizzes::wrong(&one.answer)),
            ("explain", one.explain.clone()),
        ]);
        fields.extend(of_backing(book, &one.backing));
        elsewhere("question", one.id.as_str(), fields)
    }));
    out
}

fn texts<const N: usize>(list: [(&str, String); N]) -> Texts {
    list.into_iter().map(|(label, text)| (label.to_owned(), text)).collect()
}

fn of_pack(book: &Rulebook, pack: &Pack) -> Texts {
    let phases: Vec<&str> = pack.phases.iter().map(|&phase| book[phase].name.as_str()).collect();
    texts([
        ("title", pack.title.clone()),
        ("version", pack.version.clone()),
        ("licence", pack.licence.clone()),
        ("authors", pack.authors.join("\n")),
        ("lang", pack.lang.clone()),
        ("notice", pack.notice.clone().unwrap_or_default()),
        ("phases", phases.join("\n")),
    ])
}

fn of_sign(book: &Rulebook, sign: &Sign) -> Texts {
    let phase = sign.phase.map(|phase| book[phase].name.clone()).unwrap_or_default();
    let mut fields =
        texts([("ask", sign.ask.clone()), ("phase", phase), ("kind", sign.kind.word().to_owned())]);
    match &sign.domain {
        Domain::Named(values) => {
            let says = values.iter().map(|value| (format!("say of {}", value.name), value.say.clone()));
            fields.extend(says);
        }
        Domain::Range { unit, apart, say, grid, .. } => {
            fields.extend(texts([
                ("unit", unit.clone()),
                ("step", grid.step()),
                ("apart", grid.write(*apart)),
                ("say", say.clone()),
            ]));
        }
    }
    let measure = sign.measure.as_ref().map(|measure| measure.written()).unwrap_or_default();
    fields.extend(texts([("measure", measure), ("pose", of_poses(sign, &sign.poses))]));
    fields
}

/// How a figure is drawn, as one text: no rep is judged by it.
fn of_figure(book: &Rulebook, figure: &Figure) -> String {
    let cameras: Vec<&str> = figure.cameras.iter().map(|place| place.word()).collect();
    let tools: Vec<&str> = figure.tools.iter().map(|tool| tool.word()).collect();
    let mut lines = vec![figure.base.word().to_owned(), cameras.join(" "), tools.join(" ")];
    lines.push(figure.takes_weight.to_string());
    lines.extend(figure.poses.iter().map(of_pose));
    let signs = figure
        .signs
        .iter()
        .map(|(sign, poses)| format!("{}: {}", book[*sign].id, of_poses(&book[*sign], poses)));
    lines.push(sorted(signs));
    lines.join("\n")
}

fn of_poses(sign: &Sign, poses: &SignPoses) -> String {
    let under = |(value, poses): &(Value, Vec<Pose>)| {
        format!("{}: {}", sign.word(*value), poses.iter().map(of_pose).collect::<Vec<_>>().join("; "))
    };
    poses.iter().map(under).collect::<Vec<_>>().join("\n")
}

fn of_pose(pose: &Pose) -> String {
    let at: Vec<&str> = pose.at.iter().map(|moment| moment.word()).collect();
    let sets: Vec<String> =
        pose.sets.iter().map(|(parameter, amount)| format!("{} {amount}", parameter.word())).collect();
    format!("{} {}", at.join(" "), sets.join(" "))
}

fn sign_meaning(book: &Rulebook, sign: &Sign) -> Texts {
    let difference = sign.difference.map(|parts| parts.map(|part| book[part].id.to_string()).join(" less "));
    let usually = sign.usually.as_ref().map(|set| values(sign, set)).unwrap_or_default();
    texts([
        ("values", values(sign, &sign.all())),
        ("difference", difference.unwrap_or_default()),
        ("over set", sign.over_set.map(|measure| over_set(book, measure)).unwrap_or_default()),
        ("usually", usually),
    ])
}

fn over_set(book: &Rulebook, measure: OverSet) -> String {
    let of = match measure.of {
        SetSource::Sign(sign) => book[sign].id.as_str(),
        SetSource::Mistake(mistake) => book[mistake].id.as_str(),
        SetSource::AnyMistake => "any-mistake",
    };
    format!("{} of {of}", measure.how.word())
}

fn of_mistake(book: &Rulebook, mistake: &Mistake) -> Texts {
    let mut fields = texts([
        ("name", mistake.name.clone()),
        ("aka", mistake.aka.join("\n")),
        ("severity", mistake.severity.word().to_owned()),
        ("worse", worse(book, mistake)),
        ("leads to", ids(book, &mistake.leads_to)),
        ("not beside", ids(book, &mistake.not_beside)),
        ("why", mistake.words.why.clone()),
        ("fix", mistake.words.fix.clone()),
        ("cue", mistake.words.cue.clone()),
        ("cues", mistake.words.cues.join("\n")),
    ]);
    fields.extend(of_backing(book, &mistake.backing));
    fields
}

/// The degrees of a mistake: where, how bad, which cue.
fn worse(book: &Rulebook, mistake: &Mistake) -> String {
    let degree = |one: &Degree| {
        let cue = one.cue.as_deref().unwrap_or_default();
        format!("{}: {} {cue}", conditions(book, &one.when), one.severity.word())
    };
    mistake.worse.iter().map(degree).collect::<Vec<_>>().join("\n")
}

fn ids(book: &Rulebook, mistakes: &[MistakeIx]) -> String {
    sorted(mistakes.iter().map(|&other| book[other].id.to_string()))
}

fn of_exercise(book: &Rulebook, exercise: &Exercise) -> Texts {
    let muscles = |list: &[MuscleRef]| -> Vec<String> {
        let name = |muscle: &MuscleRef| match muscle {
            MuscleRef::Muscle(ix) => book[*ix].id.to_string(),
            MuscleRef::Group(id) => id.to_string(),
        };
        list.iter().map(name).collect()
    };
    let reps = exercise.reps.as_ref().map(|reps| {
        let to = reps.to.map(|to| to.to_string()).unwrap_or_default();
        let words = |text: &Option<String>| text.clone().unwrap_or_default();
        format!("{} {to} {} {}", reps.from, words(&reps.load), words(&reps.because))
    });
    let step = |step: &Step| {
        let (swaps, because) =
            (if step.swaps { "swaps" } else { "" }, step.because.as_deref().unwrap_or_default());
        format!("{} {} {swaps} {because}", step.say, book[step.phase].name)
    };
    let phases: Vec<&str> = exercise.phases.iter().map(|&phase| book[phase].name.as_str()).collect();
    let mut fields = texts([
        ("name", exercise.name.clone()),
        ("aliases", exercise.aliases.join("\n")),
        ("tags", exercise.tags.join("\n")),
        ("equipment", exercise.equipment.join("\n")),
        (
            "muscles",
            [muscles(&exercise.primary), muscles(&exercise.secondary)].map(|all| all.join(" ")).join("\n"),
        ),
        ("reps", reps.unwrap_or_default()),
        ("steps", exercise.steps.iter().map(step).collect::<Vec<_>>().join("\n")),
        ("phases", phases.join("\n")),
        ("fine", sorted(exercise.fine.iter().map(|one| fine(book, one)))),
        ("impossible, because", sorted(exercise.impossible.iter().map(|pair| pair.because.clone()))),
        ("unlikely", sorted(exercise.unlikely.iter().map(|one| pair(book, one)))),
        ("examples", sorted(exercise.examples.iter().map(|one| example(book, one)))),
        ("figure", exercise.figure.as_ref().map(|figure| of_figure(book, figure)).unwrap_or_default()),
    ]);
    fields.extend(of_backing(book, &exercise.backing));
    for observed in &exercise.signs {
        let because = observed.because.clone().unwrap_or_default();
        fields.push((format!("because of {}", book[observed.sign].id), because));
    }
    for counted in &exercise.mistakes {
        let mistake = &book[counted.mistake];
        let words = book.words_in(exercise, counted.mistake);
        if *words != mistake.words {
            let own = format!("{}\n{}\n{}\n{}", words.why, words.fix, words.cue, words.cues.join("\n"));
            fields.push((format!("own words for {}", mistake.id), own));
        }
    }
    fields
}

fn of_backing(book: &Rulebook, backing: &Backing) -> Texts {
    texts([
        ("sources", cites(book, &backing.sources)),
        ("assumption", backing.assumption.clone().unwrap_or_default()),
        ("contested", backing.contested.clone().unwrap_or_default()),
    ])
}

fn cites(book: &Rulebook, list: &[Cite]) -> String {
    let cite =
        |cite: &Cite| format!("{}#{}", book[cite.source].id, cite.place.as_deref().unwrap_or_default());
    list.iter().map(cite).collect::<Vec<_>>().join("\n")
}

fn fine(book: &Rulebook, case: &FineCase) -> String {
    let good =
        case.good.iter().map(|(sign, set)| format!("{}={}", book[*sign].id, values(&book[*sign], set)));
    let backing = of_backing(book, &case.backing).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
    format!("{}: {} {}\n{}", conditions(book, &case.when), sorted(good), case.because, backing.join("\n"))
}

fn pair(book: &Rulebook, pair: &Pair) -> String {
    format!("{} {}", conditions(book, &pair.when), pair.because)
}

/// A `when` in one form, however its clauses and tests are ordered.
fn conditions(book: &Rulebook, when: &When) -> String {
    let test = |sign: SignIx, set: &ValueSet| format!("{}={}", book[sign].id, values(&book[sign], set));
    sorted(when.iter().map(|clause| sorted(clause.tests.iter().map(|one| test(one.sign, &one.values)))))
}

fn example(book: &Rulebook, example: &Example) -> String {
    let shown =
        example.rep.iter().map(|(sign, value)| format!("{}={}", book[*sign].id, book[*sign].word(*value)));
    let expected = example.expect.iter().map(|&mistake| book[mistake].id.to_string());
    format!("{}: {}", sorted(shown), sorted(expected))
}

fn values(sign: &Sign, set: &ValueSet) -> String {
    match sign.domain {
        Domain::Named(_) => set.values().map(|value| sign.word(value)).collect::<Vec<_>>().join(","),
        Domain::Range { .. } => {
            let word = |number: i32| sign.word(Value(number));
            let span = |&(from, to): &(i32, i32)| format!("{}..{}", word(from), word(to));
            set.spans().iter().map(span).collect::<Vec<_>>().join(",")
        }
    }
}

fn sorted(parts: impl Iterator<Item = String>) -> String {
    let mut parts: Vec<String> = parts.collect();
    parts.sort_unstable();
    parts.join("\n")
}
