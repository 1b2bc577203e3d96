//! A quiz file → the items of one sitting.
//!
//! A sitting draws evenly over the kinds of a section, prefers mistakes and exercises not asked about yet, asks nothing
//! twice, and takes no item that gives away another. Where the key stands among its options is balanced over the form.

use std::collections::{HashMap, HashSet};

use super::by_eye::{is_for_the_eye, is_told_by_words};
use super::generate::{Scope, Target, Wish, Workshop};
use super::spread::RemainingQuotas;
use super::{
    Chance, FormItem, Item, ItemId, ItemTexts, Key, Plan, Quotas, Seed, can_be_seen, may_have_to_be_told,
    prove_item, written_item,
};
use crate::rulebook::{Drawn, ExerciseIx, GeneratedKind, MistakeIx, QuestionIx, Rulebook, Section, grades};

/// The items of one quiz and one seed.
#[derive(Clone, Debug)]
pub struct Sitting {
    /// What it was drawn from.
    pub plan: Plan,
    /// The seed.
    pub seed: Seed,
    /// The items, in the order asked.
    pub items: Vec<Item>,
}

/// Why there is no sitting.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoSitting {
    /// The section that can't be filled.
    pub section: String,
    /// How many it draws.
    pub draws: usize,
    /// How many could be made.
    pub made: usize,
}

impl std::fmt::Display for NoSitting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let NoSitting { section, draws, made } = self;
        write!(f, "the section \"{section}\" draws {draws}, and only {made} could be made")
    }
}

/// Draws the items of a sitting. The same rulebook, plan and seed give the same items, byte for byte, on every machine.
///
/// # Errors
/// If a section draws more than can be made.
pub fn sitting(book: &Rulebook, plan: Plan, seed: Seed) -> Result<Sitting, NoSitting> {
    let shop = Workshop::new(book, plan.settled_only());
    let is_seen = |item: &Item| can_be_seen(book, item);
    let judges = FormJudges { is_seen: &is_seen, is_barred: &|_| false };
    let mut drawn = draw(&shop, &plan, seed, judges);
    if plan.spread.is_some() {
        // Weights that hang together may leave no way out of a first choice: another one is tried.
        let again = |drawn: &Result<_, _>, turn| if drawn.is_err() { Some(seed.turn(turn)) } else { None };
        for turn in 1..TURNS {
            let Some(seed) = again(&drawn, turn) else { break };
            drawn = draw(&shop, &plan, seed, judges);
        }
    }
    let SittingDraw { mut items, mut chance, .. } = drawn?;
    if plan.mixed {
        chance.shuffle(&mut items);
    }
    Ok(Sitting { plan, seed, items })
}

/// Who says of an item whether a form may ask it.
#[derive(Clone, Copy)]
pub struct FormJudges<'a> {
    /// Whether an eye can tell the rep of an item, where that has to be; [`can_be_seen`] is the least of it.
    pub is_seen: &'a dyn Fn(&Item) -> bool,
    /// Whether an item must not come up in this form.
    pub is_barred: &'a dyn Fn(&Item) -> bool,
}

/// Draws a form of an exam: the items that count, section by section, and among them those that are tried out. In an exam
/// by eye a rep is asked only where the judges say that it is seen.
///
/// # Errors
/// If a section draws more than can be made, or its weights can't be met with this seed.
pub fn draw_form(
    shop: &Workshop<'_>,
    plan: &Plan,
    seed: Seed,
    judges: FormJudges<'_>,
) -> Result<Vec<FormItem>, NoSitting> {
    let mut drawing = draw(shop, plan, seed, judges)?;
    let mut sections: Vec<Vec<FormItem>> = Vec::new();
    let mut items = std::mem::take(&mut drawing.items).into_iter();
    for (place, section) in plan.sections.iter().enumerate() {
        let own = items.by_ref().take(section.draw as usize);
        sections.push(own.map(|item| FormItem { item, section: place, is_trial: false }).collect());
    }
    let trials = plan.spread.as_ref().map_or(0, |spread| spread.trial_items as usize);
    drawing.left = None;
    for made in 0..trials {
        let mut order: Vec<usize> = (0..plan.sections.len()).collect();
        drawing.chance.shuffle(&mut order);
        // Written questions are few, and whoever had one doesn't get it again: they are kept for what counts.
        order.sort_by_key(|&place| matches!(plan.sections[place].from, Drawn::Written(_)));
        let Some(place) =
            order.into_iter().find(|&place| drawing.section(&plan.sections[place], 1, None) == 1)
        else {
            return Err(NoSitting { section: "trial items".to_owned(), draws: trials, made });
        };
        let section = &mut sections[place];
        let at = drawing.chance.below(section.len() + 1);
        let item = drawing.items.pop().expect("it has just been made");
        section.insert(at, FormItem { item, section: place, is_trial: true });
    }
    Ok(sections.into_iter().flatten().collect())
}

/// How often a form is begun anew before its weights count as not to be met.
const TURNS: u32 = 40;

/// Draws what counts.
fn draw<'a>(
    shop: &'a Workshop<'a>,
    plan: &Plan,
    seed: Seed,
    judges: FormJudges<'a>,
) -> Result<SittingDraw<'a>, NoSitting> {
    let book = shop.book();
    let mut drawing = SittingDraw::new(shop, book, seed);
    let quotas = plan.spread.as_ref().map(|spread| Quotas::of(book, &plan.sections, &spread.weights));
    if let (Some(spread), Some(quotas)) = (&plan.spread, &quotas) {
        let shown = mistakes_shown(shop, plan, spread.by_eye);
        let is_asked = |mistake| shown.contains(&mistake);
        drawing.left = Some(RemainingQuotas::of(book, quotas, &spread.must_pass, is_asked));
        drawing.is_barred = Some(judges.is_barred);
        drawing.is_seen = spread.by_eye.then_some(judges.is_seen);
    }
    for (place, section) in plan.sections.iter().enumerate() {
        let draws = section.draw as usize;
        let made = drawing.section(section, draws, quotas.as_ref().map(|quotas| &*quotas.kinds[place]));
        if made < draws {
            return Err(NoSitting { section: section.title.clone(), draws, made });
        }
    }
    if let (Some(left), Some(last)) = (&drawing.left, plan.sections.last())
        && !left.is_met()
    {
        let made = drawing.items.len();
        return Err(NoSitting { section: last.title.clone(), draws: last.draw as usize, made });
    }
    Ok(drawing)
}

/// The mistakes that the sections of a plan can show in a rep to be told from it; by eye, where an eye can.
fn mistakes_shown(shop: &Workshop<'_>, plan: &Plan, by_eye: bool) -> HashSet<MistakeIx> {
    let mut shown = HashSet::new();
    for section in &plan.sections {
        let Drawn::Generated { kinds, exercises, mistakes, packs } = &section.from else { continue };
        let scope = Scope { exercises, mistakes, packs };
        let kinds = kinds.iter().filter(|&&kind| may_have_to_be_told(kind));
        let targets = kinds.flat_map(|&kind| shop.targets(kind, scope));
        let pairs = targets.filter_map(|target| target.exercise.zip(target.mistake));
        let seen =
            pairs.filter(|&(exercise, mistake)| !by_eye || is_for_the_eye(shop.book(), exercise, mistake));
        shown.extend(seen.map(|(_, mistake)| mistake));
    }
    shown
}

/// How many items `section` could draw at most on its own: one for each target of a kind that can be made.
pub(crate) fn available(book: &Rulebook, section: &Section, settled_only: bool) -> usize {
    let shop = Workshop::new(book, settled_only);
    match &section.from {
        Drawn::Written(questions) => questions.iter().filter(|&&ix| may_ask(book, ix, settled_only)).count(),
        Drawn::Generated { kinds, exercises, mistakes, packs } => {
            let scope = Scope { exercises, mistakes, packs };
            let can_be_made = |target: &Target| {
                (0..TRIES_A_TARGET).any(|seed| {
                    let mut chance = Chance::from_seed(Seed(seed));
                    let draft = shop.draft(*target, Wish::ANY, &mut chance);
                    draft.is_some_and(|draft| {
                        prove_item(book, &draft.finish(book, |_, _| 0, &mut chance)).is_ok()
                    })
                })
            };
            kinds.iter().flat_map(|&kind| shop.targets(kind, scope)).filter(can_be_made).count()
        }
    }
}

/// What a kind can ask, without reps that no eye can see where the exercise is drawn and no mistake is named: told in words they
/// name what is asked for. All of it where nothing else is left.
fn seen_first(shop: &Workshop<'_>, kind: GeneratedKind, scope: Scope<'_>) -> Vec<Target> {
    let targets = shop.targets(kind, scope);
    if !scope.mistakes.is_empty() {
        return targets;
    }
    let is_seen = |target: &&Target| {
        let of = target.exercise.zip(target.mistake);
        of.is_none_or(|(exercise, mistake)| !is_told_by_words(shop.book(), kind, exercise, mistake))
    };
    let seen: Vec<Target> = targets.iter().filter(is_seen).copied().collect();
    if seen.is_empty() { targets } else { seen }
}

/// The numbers of options among which the length of the key is ranked, or its place where options stand in an order.
const RANKED: std::ops::RangeInclusive<usize> = 2..=8;

/// How often a target is tried before it counts as one that can't be made.
const TRIES_A_TARGET: u64 = 6;

fn may_ask(book: &Rulebook, question: QuestionIx, settled_only: bool) -> bool {
    !settled_only || book[question].backing.is_settled()
}

/// A sitting being drawn.
struct SittingDraw<'a> {
    shop: &'a Workshop<'a>,
    book: &'a Rulebook,
    chance: Chance,
    items: Vec<Item>,
    told: Vec<ItemTexts>,
    ids: HashSet<ItemId>,
    taken: HashSet<Target>,
    /// How often a mistake was asked about in an exercise.
    asked: HashMap<(Option<ExerciseIx>, Option<MistakeIx>), usize>,
    exercises: HashMap<Option<ExerciseIx>, usize>,
    questions: HashSet<QuestionIx>,
    /// How often the key stood at each place among so many options.
    places: HashMap<(usize, usize), usize>,
    /// For each kind and number of options the ranks by length that its keys are still to take, so that every rank
    /// comes up as often.
    ranks: HashMap<(GeneratedKind, usize), Vec<usize>>,
    /// What is still wanted, in an exam.
    left: Option<RemainingQuotas>,
    /// The title of the section that is drawn for.
    title: String,
    /// Of an item that shows a rep, whether an eye can tell it, where that has to be.
    is_seen: Option<&'a dyn Fn(&Item) -> bool>,
    /// Whether an item must not come up, in an exam.
    is_barred: Option<&'a dyn Fn(&Item) -> bool>,
}

impl<'a> SittingDraw<'a> {
    fn new(shop: &'a Workshop<'a>, book: &'a Rulebook, seed: Seed) -> SittingDraw<'a> {
        SittingDraw {
            shop,
            book,
            chance: Chance::from_seed(seed),
            items: Vec::new(),
            told: Vec::new(),
            ids: HashSet::new(),
            taken: HashSet::new(),
            asked: HashMap::new(),
            exercises: HashMap::new(),
            questions: HashSet::new(),
            places: HashMap::new(),
            ranks: HashMap::new(),
            left: None,
            title: String::new(),
            is_seen: None,
            is_barred: None,
        }
    }

    /// Draws for a section; of each kind so many, where that is said. Gives how many it could.
    fn section(
        &mut self,
        section: &Section,
        draws: usize,
        of_kinds: Option<&[(GeneratedKind, usize)]>,
    ) -> usize {
        self.title.clone_from(&section.title);
        match &section.from {
            Drawn::Generated { kinds, exercises, mistakes, packs } => {
                let scope = Scope { exercises, mistakes, packs };
                match of_kinds {
                    Some(each) => self.each_kind(each, scope),
                    None => self.generated(kinds, scope, draws),
                }
            }
            Drawn::Written(questions) => self.written(questions, draws),
        }
    }

    /// Draws so many items of each kind, in turn; gives how many it could.
    fn each_kind(&mut self, each: &[(GeneratedKind, usize)], scope: Scope<'_>) -> usize {
        let mut turns: Vec<GeneratedKind> =
            each.iter().flat_map(|&(kind, many)| std::iter::repeat_n(kind, many)).collect();
        self.chance.shuffle(&mut turns);
        turns.into_iter().take_while(|&kind| self.one_of(&mut seen_first(self.shop, kind, scope))).count()
    }

    /// Draws generated items, evenly over the kinds; gives how many it could.
    fn generated(&mut self, kinds: &[GeneratedKind], scope: Scope<'_>, draws: usize) -> usize {
        let mut pools: Vec<Vec<Target>> =
            kinds.iter().map(|&kind| seen_first(self.shop, kind, scope)).collect();
        let mut order: Vec<usize> = (0..pools.len()).collect();
        self.chance.shuffle(&mut order);
        let mut made = 0;
        while made < draws && !order.is_empty() {
            let mut still = Vec::new();
            for &kind in &order {
                if made < draws && self.one_of(&mut pools[kind]) {
                    made += 1;
                    still.push(kind);
                } else if made == draws {
                    break;
                }
            }
            order = still;
        }
        made
    }

    /// Draws one item of these targets, the freshest first; false if none can be made. Targets that can't be made at
    /// all are taken out.
    fn one_of(&mut self, pool: &mut Vec<Target>) -> bool {
        let (book, title) = (self.book, self.title.as_str());
        // Of reps that may be clean an exam has as many of either as its quota says: which comes next is drawn first.
        let may_be_clean = pool.first().is_some_and(|target| target.kind == GeneratedKind::CleanOrNot);
        let is_clean = match &self.left {
            Some(left) if may_be_clean => Some(left.is_clean_next(&mut self.chance)),
            _ => None,
        };
        let left = self.left.as_ref();
        let clean = is_clean == Some(true);
        let wanted = |target: &Target| left.is_none_or(|left| left.wants(book, target, title, clean));
        pool.retain(|target| !self.taken.contains(target) && wanted(target));
        self.chance.shuffle(pool);
        let urgency = |target: &Target| left.map(|left| left.urgency(book, target, title, clean));
        pool.sort_by_cached_key(|target| (urgency(target), self.staleness(target)));
        let Some(kind) = pool.first().map(|target| target.kind) else { return false };
        for options in RANKED {
            let ranks = self.ranks.entry((kind, options)).or_default();
            if ranks.is_empty() {
                ranks.extend(0..options);
                self.chance.shuffle(ranks);
            }
        }
        if let Some(is_clean) = is_clean {
            self.ranks.insert((kind, 2), vec![usize::from(!is_clean)]);
        }
        for wished in [true, false] {
            for place in 0..pool.len() {
                if self.take(pool[place], wished) {
                    let target = pool.remove(place);
                    if let (Some(left), Some(item)) = (&mut self.left, self.items.last()) {
                        left.took(self.book, &target, item, &self.title);
                    }
                    self.taken.insert(target);
                    return true;
                }
            }
        }
        false
    }

    /// How much of a target was asked before: its mistake weighs more than its exercise.
    fn staleness(&self, target: &Target) -> (usize, usize) {
        let asked = self.asked.get(&(target.exercise, target.mistake)).copied().unwrap_or_default();
        // Muscles are asked about with and without an exercise: neither is to crowd the other out.
        let exercise = (target.kind != GeneratedKind::Muscles).then_some(target.exercise);
        let seen = exercise.and_then(|exercise| self.exercises.get(&exercise)).copied().unwrap_or_default();
        (asked, seen)
    }

    /// Takes an item on `target`, if one can be made; where `wished`, with its key at the next rank.
    fn take(&mut self, target: Target, wished: bool) -> bool {
        let ranks = &self.ranks;
        let next =
            |options: usize| ranks.get(&(target.kind, options)).and_then(|ranks| ranks.last()).copied();
        let rank = |options: usize| next(options).unwrap_or_default();
        let wish = if wished { Wish(Some(&rank)) } else { Wish::ANY };
        let Some(draft) = self.shop.draft(target, wish, &mut self.chance) else { return false };
        let (places, chance) = (&self.places, &mut self.chance);
        let item = draft.finish(
            self.book,
            |options, chance: &mut Chance| least_used(places, options, chance),
            chance,
        );
        // Where severities are weighed, a rep in which the mistake is worse than usual would be of another class.
        let shown = item.observed(self.book).unwrap_or_default();
        let is_as_usual = |(ix, mistake): (ExerciseIx, MistakeIx)| {
            let graded = grades(self.book, ix, &shown, &[mistake]);
            graded.iter().all(|one| one.severity == self.book[mistake].severity)
        };
        if self.left.is_some() && !target.exercise.zip(target.mistake).is_none_or(is_as_usual) {
            return false;
        }
        let options = item.key.choices().len();
        if self.left.as_ref().is_some_and(|left| !left.fits(self.book, &item, &self.title)) {
            return false;
        }
        let kept = self.keep(item, target.exercise, target.mistake);
        if let (true, true, Some(ranks)) = (kept, wished, self.ranks.get_mut(&(target.kind, options))) {
            ranks.pop();
        }
        kept
    }

    /// Draws written questions; gives how many it could.
    fn written(&mut self, questions: &[QuestionIx], draws: usize) -> usize {
        let settled_only = self.shop.settled_only();
        let mut left: Vec<QuestionIx> =
            questions.iter().copied().filter(|&ix| may_ask(self.book, ix, settled_only)).collect();
        left.retain(|question| !self.questions.contains(question));
        self.chance.shuffle(&mut left);
        let mut made = 0;
        for question in left {
            if made == draws {
                break;
            }
            let (places, chance) = (&self.places, &mut self.chance);
            let place = |options, chance: &mut Chance| least_used(places, options, chance);
            let item = written_item(self.book, question, place, chance);
            if self.keep(item, None, None) {
                if let (Some(left), Some(item)) = (&mut self.left, self.items.last()) {
                    left.took_of_groups(self.book, item, &self.title);
                }
                self.questions.insert(question);
                made += 1;
            }
        }
        made
    }

    /// Keeps an item if it is proved, new, can be seen where it has to be, gives nothing away and asks for nothing that
    /// another one asks for. One that is barred is not.
    fn keep(&mut self, item: Item, exercise: Option<ExerciseIx>, mistake: Option<MistakeIx>) -> bool {
        let is_barred = self.is_barred.is_some_and(|is_barred| is_barred(&item));
        if is_barred || self.ids.contains(&item.id) || prove_item(self.book, &item).is_err() {
            return false;
        }
        let told = ItemTexts::of(&item);
        let clashes = |other: &ItemTexts| {
            other.gives_away(&told) || told.gives_away(other) || told.asks_the_same(other)
        };
        if self.told.iter().any(clashes) {
            return false;
        }
        // Looked at last: it takes longest.
        let has_rep = item.exercise.is_some() && item.shows_a_rep();
        if has_rep && self.is_seen.is_some_and(|is_seen| !is_seen(&item)) {
            return false;
        }
        self.told.push(told);
        if let Key::One(choices) = &item.key
            && let Some(place) = choices.iter().position(|choice| choice.right)
        {
            *self.places.entry((choices.len(), place)).or_default() += 1;
        }
        *self.exercises.entry(exercise).or_default() += 1;
        if mistake.is_some() {
            *self.asked.entry((exercise, mistake)).or_default() += 1;
        }
        self.ids.insert(item.id.clone());
        self.items.push(item);
        true
    }
}

/// One of the places that the key took least among so many options.
fn least_used(places: &HashMap<(usize, usize), usize>, options: usize, chance: &mut Chance) -> usize {
    let used = |place: usize| places.get(&(options, place)).copied().unwrap_or_default();
    let least = (0..options).map(used).min().unwrap_or_default();
    let free: Vec<usize> = (0..options).filter(|&place| used(place) == least).collect();
    chance.pick(&free).copied().unwrap_or_default()
}
