//! What an exercise says of itself: the order of its phases, rep range, steps and muscles.

use crate::diagnostic::{Code, Diagnostic, Span, take_out};
use crate::rulebook::decode::Table;
use crate::rulebook::resolve::Resolver;
use crate::rulebook::resolve::look_up::LookUp;
use crate::rulebook::{MuscleRef, Named, PackIx, PhaseIx, Reps, Step};

impl Resolver<'_, '_> {
    /// The exercise's own order, then the other phases that its pack knows.
    pub(super) fn phase_order(&mut self, pack: PackIx, table: Table<'_>) -> Vec<PhaseIx> {
        let known = self.phases_for(pack);
        let mut order = Vec::new();
        for text in table.texts("phases") {
            if let Some(phase) = self.phase(pack, &known, text)
                && !order.contains(&phase)
            {
                order.push(phase);
            }
        }
        let rest: Vec<PhaseIx> = known.into_iter().filter(|phase| !order.contains(phase)).collect();
        order.extend(rest);
        order
    }

    pub(super) fn reps(&mut self, table: Table<'_>) -> Reps {
        let reps = Reps {
            from: table.whole("from").unwrap_or(1),
            to: table.whole("to"),
            load: table.owned("load"),
            because: table.owned("because"),
        };
        if reps.to.is_some_and(|to| to < reps.from) {
            let message = format!("the rep range is empty: {} to {}", reps.from, reps.to.unwrap_or_default());
            self.say(
                Diagnostic::new(Code::BadValue, table.head, message).help("write the smaller number as from"),
            );
        }
        reps
    }

    pub(super) fn steps(&mut self, pack: PackIx, phases: &[PhaseIx], table: Table<'_>) -> Vec<Step> {
        let mut steps = Vec::new();
        for (place, step) in table.subs("step").into_iter().enumerate() {
            let phase = step.text("phase").and_then(|text| self.phase(pack, phases, text));
            let swaps = step.flag("swaps").unwrap_or(false);
            if swaps && place == 0 && !self.unsure && !self.has_slips(table) {
                let span = step.get("swaps").map_or(step.head, |node| node.span);
                let message = "the first step has no step above to change places with";
                self.say(
                    Diagnostic::new(Code::BadValue, span, message)
                        .help("take `swaps` out here, and put it on the second of the two"),
                );
            }
            let (Some(phase), Some(say)) = (phase, step.owned("do")) else { continue };
            steps.push(Step { say, phase, swaps, because: step.owned("because") });
        }
        steps
    }

    pub(super) fn muscle_refs(&mut self, pack: PackIx, table: Table<'_>, key: &str) -> Vec<MuscleRef> {
        let Some(muscles) = table.sub("muscles") else { return Vec::new() };
        let mut refs: Vec<MuscleRef> = Vec::new();
        for (id, place) in muscles.texts(key) {
            let found = match self.look_up(pack, id, muscle_or_group) {
                LookUp::One(_, Named::Muscle(muscle)) => MuscleRef::Muscle(muscle),
                LookUp::One(owner, _) => {
                    let plain = id.rsplit('/').next().unwrap_or(id);
                    let Some(group) = self.names.id_of(owner, plain) else { continue };
                    MuscleRef::Group(group)
                }
                LookUp::Several(packs) => {
                    self.say_several((id, place), &packs);
                    continue;
                }
                LookUp::OutOfReach(packs) => {
                    self.say_out_of_reach((id, place), &packs);
                    continue;
                }
                LookUp::Other(_) | LookUp::Nothing => {
                    self.unknown_muscle(pack, id, place);
                    continue;
                }
            };
            if refs.contains(&found) {
                let message = format!("`{id}` is listed twice");
                self.say(
                    Diagnostic::new(Code::ListedTwice, place, message)
                        .help("take one of them out")
                        .safe_edit(self.text_of(place).and_then(|text| take_out::element(text, place))),
                );
            } else {
                refs.push(found);
            }
        }
        refs
    }

    fn unknown_muscle(&mut self, pack: PackIx, id: &str, place: Span) {
        if self.names.is_doubtful(id) || self.may_be_lost(id) {
            return;
        }
        let names: Vec<String> = {
            let all = || self.names.in_order().filter(|(.., named)| muscle_or_group(*named).is_some());
            let uses = &self.uses[pack.place()];
            let has_own = all().any(|(owner, ..)| uses.contains(&owner));
            let near = all().filter(|(owner, ..)| !has_own || uses.contains(owner));
            near.map(|(owner, plain, _)| self.name_from(pack, (owner, plain), muscle_or_group)).collect()
        };
        let diagnostic =
            Diagnostic::new(Code::UnknownId, place, format!("there is no muscle or group `{id}`"))
                .about_unknown(id);
        self.suggest(diagnostic, id, names.iter().map(String::as_str));
    }
}

fn muscle_or_group(named: Named) -> Option<Named> {
    matches!(named, Named::Muscle(_) | Named::MuscleGroup(_)).then_some(named)
}
