//! Which mistakes count in an exercise, and the words that it has of its own for them.

use crate::diagnostic::{Code, Diagnostic, Span, take_out};
use crate::rulebook::decode::Table;
use crate::rulebook::resolve::{MISTAKE, Resolver};
use crate::rulebook::{Counted, ExerciseIx, MistakeIx, MistakeWords, OwnWords, PackIx};

impl Resolver<'_, '_> {
    /// The mistakes that count: the listed ones, then the exercise's own; each in the words that hold here.
    pub(super) fn counted(&mut self, ix: ExerciseIx, pack: PackIx, table: Table<'_>) -> Vec<Counted> {
        let mut listed = self.listed(pack, table.texts("mistakes"), &MISTAKE);
        listed.retain(|&(mistake, place)| self.may_count(ix, mistake, place));
        // Mistakes of one exercise alone come behind the shared ones, in the order of their exercises.
        let own = &self.book.mistakes[self.names.shared.len()..];
        let from = own.partition_point(|mistake| mistake.only_in < Some(ix));
        let own = own[from..].iter().take_while(|mistake| mistake.only_in == Some(ix));
        let first = self.names.shared.len() + from;
        let own = own.enumerate().map(|(place, mistake)| (MistakeIx::at(first + place), mistake.span));
        let own: Vec<(MistakeIx, Span)> =
            own.filter(|(mistake, _)| listed.iter().all(|(other, _)| other != mistake)).collect();
        listed.extend(own);
        listed.into_iter().map(|(mistake, span)| Counted { mistake, own: None, span }).collect()
    }

    fn may_count(&mut self, ix: ExerciseIx, mistake: MistakeIx, place: Span) -> bool {
        let Some(owner) = self.book[mistake].only_in else { return true };
        let id = self.book[mistake].id.clone();
        if owner == ix && self.everywhere[self.book[mistake].pack.place()].is_some() {
            // The list says which to fix first, so its own ones may have their place in it.
            return true;
        }
        if owner == ix {
            let message = format!("`{id}` is this exercise's own mistake and counts without being listed");
            self.say(
                Diagnostic::new(Code::ListedTwice, place, message)
                    .help("take it out of the list")
                    .safe_edit(self.text_of(place).and_then(|text| take_out::element(text, place))),
            );
        } else {
            let message = format!("`{id}` is a mistake of another exercise alone");
            let first = self.book[mistake].span;
            self.say(
                Diagnostic::new(Code::UnlistedMistake, place, message)
                    .label(first, "defined here")
                    .help("move it to a file in rules/mistakes, so that exercises can share it"),
            );
        }
        false
    }

    pub(super) fn reword(&mut self, pack: PackIx, table: Table<'_>, counted: &mut [Counted]) {
        let Some(rewords) = table.sub("reword") else { return };
        for ((id, place), node) in rewords.entries() {
            let Some(words) = node.table() else { continue };
            let Some(mistake) = self.find(pack, (id, place), &MISTAKE) else { continue };
            let sources = self.cites(pack, words);
            let Some(found) = counted.iter_mut().find(|counted| counted.mistake == mistake) else {
                if self.unsure {
                    continue;
                }
                let message = format!("`{id}` does not count in this exercise, so its words are never shown");
                self.say(
                    Diagnostic::new(Code::UnlistedMistake, place, message)
                        .help(format!("add \"{id}\" to `mistakes`")),
                );
                continue;
            };
            let shared = &self.book[mistake];
            let own = found.own.insert(Box::new(OwnWords {
                words: shared.words.clone(),
                sources: shared.backing.sources.clone(),
            }));
            let others = words.all_owned("cues");
            if !others.is_empty() {
                own.words.cues = others;
            }
            let MistakeWords { why, fix, cue, .. } = &mut own.words;
            let mut same = Vec::new();
            for (key, text) in [("why", why), ("fix", fix), ("cue", cue)] {
                let Some((own, place)) = words.text(key) else { continue };
                if own == text {
                    same.push((key, place));
                } else {
                    own.clone_into(text);
                }
            }
            let has_others = words.entries().count() > same.len();
            for (key, place) in same {
                self.rewords_nothing((id, mistake), key, place, has_others);
            }
            if !sources.is_empty() {
                own.sources = own.sources.iter().cloned().chain(sources).collect();
            }
        }
    }

    fn rewords_nothing(
        &mut self,
        (id, mistake): (&str, MistakeIx),
        key: &str,
        place: Span,
        has_others: bool,
    ) {
        let message = format!("this is the {key} that `{id}` has anyway");
        let first = self.book[mistake].span;
        // An empty table would be the next thing to mend.
        let line =
            self.text_of(place).filter(|_| has_others).and_then(|text| take_out::line(text, key, place));
        self.say(
            Diagnostic::new(Code::RewordsNothing, place, message)
                .label(first, "the mistake and its words")
                .help(format!("write this exercise's own {key}, or take the line out"))
                .safe_edit(line),
        );
    }
}
