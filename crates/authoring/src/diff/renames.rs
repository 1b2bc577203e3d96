//! `was`: a thing that was only given another id is the same thing. The old version is read as if it had had the new ids.

use super::{Renamed, own_pack};
use formcheck_core::rulebook::{Id, Named, Rulebook};

/// Gives the things of the old version the ids that the new one says they have now, and tells which.
pub fn with_new_ids(old: &mut Rulebook, new: &Rulebook) -> Vec<Renamed> {
    let mut renamed: Vec<Renamed> = Vec::new();
    for (was, id) in &new.former_ids {
        let Some(before) = old.find(was) else { continue };
        let was_called = old.id_of(before).clone();
        let Some(now) = new.find(id.as_str()) else { continue };
        // Two things that became one are a change, and so is one that another kind of thing is called after.
        if old.find(id.as_str()).is_some() {
            continue;
        }
        let Some(kind) = take(old, before, now, new, id) else { continue };
        old.names.remove(was_called.as_str());
        old.names.insert(id.clone(), before);
        renamed.push(Renamed { kind, was: was_called, id: id.clone() });
    }
    renamed.sort_by(|a, b| a.was.said().cmp(b.was.said()));
    renamed
}

/// Gives one thing its new id, where both versions have it in the pack that is compared and it is the same kind of thing.
fn take(old: &mut Rulebook, before: Named, now: Named, new: &Rulebook, id: &Id) -> Option<&'static str> {
    let (here, there) = (own_pack(old), own_pack(new));
    let (kind, was, place) = match (before, now) {
        (Named::Exercise(ix), Named::Exercise(now)) if new[now].pack == there => {
            let one = &mut old.exercises[ix.place()];
            ("exercise", one.pack == here, &mut one.id)
        }
        (Named::Mistake(ix), Named::Mistake(now)) if new[now].pack == there => {
            let one = &mut old.mistakes[ix.place()];
            ("mistake", one.pack == here, &mut one.id)
        }
        (Named::Muscle(ix), Named::Muscle(now)) if new[now].pack == there => {
            let one = &mut old.muscles[ix.place()];
            ("muscle", one.pack == here, &mut one.id)
        }
        (Named::Sign(ix), Named::Sign(now)) if new[now].pack == there => {
            let one = &mut old.signs[ix.place()];
            ("sign", one.pack == here, &mut one.id)
        }
        (Named::Quiz(ix), Named::Quiz(now)) if new[now].pack == there => {
            let one = &mut old.quizzes[ix.place()];
            ("quiz", one.pack == here, &mut one.id)
        }
        (Named::Question(ix), Named::Question(now)) if new[now].pack == there => {
            let one = &mut old.questions[ix.place()];
            ("question", one.pack == here, &mut one.id)
        }
        _ => return None,
    };
    if was {
        *place = id.clone();
    }
    was.then_some(kind)
}
