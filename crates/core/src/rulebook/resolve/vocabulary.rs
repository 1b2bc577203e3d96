//! Packs, phases, signs but for their values, sources, muscles, shared and own mistakes.

use super::names::Defined;
use super::{Resolver, SIGN, id_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::files::FileKind;
use crate::rulebook::{
    Contests, Domain, ExerciseIx, Mistake, MistakeWords, Muscle, Pack, PackIx, Phase, PhaseIx, Severity,
    Sign, SignIx, SignKind, SignPoses, Source,
};

impl Resolver<'_, '_> {
    /// The packs themselves: names, phases, what they use.
    pub(super) fn packs(&mut self) {
        for pack in self.packs {
            let file = pack.parts.iter().find(|part| part.kind == FileKind::Pack);
            let table = file.map(|part| part.parsed.root());
            let text = |key: &str| table.and_then(|table| table.owned(key)).unwrap_or_default();
            let phases = table.map(|table| table.texts("phases")).unwrap_or_default();
            let mut own = Vec::new();
            for (name, place) in phases {
                let phase = self.phase_named(name);
                if own.contains(&phase) {
                    let message = format!("the phase `{name}` is listed twice");
                    self.say(Diagnostic::new(Code::ListedTwice, place, message).help("take one of them out"));
                } else {
                    own.push(phase);
                }
            }
            self.book_mut().packs.push(Pack {
                name: text("name"),
                title: text("title"),
                version: text("version"),
                licence: text("licence"),
                authors: table.map(|table| table.all_owned("authors")).unwrap_or_default(),
                lang: text("lang"),
                notice: table.and_then(|table| table.owned("notice")),
                phases: own,
                sha256: pack.sha256.to_owned(),
            });
        }
        self.pack_uses();
    }

    fn pack_uses(&mut self) {
        for (place, pack) in self.packs.iter().enumerate() {
            let mut uses = vec![PackIx::at(place)];
            let file = pack.parts.iter().find(|part| part.kind == FileKind::Pack);
            for (name, span) in file.map(|part| part.parsed.root().texts("uses")).unwrap_or_default() {
                match self.book.packs.iter().position(|other| other.name == name) {
                    Some(other) => uses.push(PackIx::at(other)),
                    None if self.may_be_unread(name) => {}
                    None => {
                        let names: Vec<String> =
                            self.book.packs.iter().map(|pack| pack.name.clone()).collect();
                        let diagnostic =
                            Diagnostic::new(Code::UnknownId, span, format!("no pack `{name}` is loaded"))
                                .about_unknown(name);
                        self.suggest(diagnostic, name, names.iter().map(String::as_str));
                    }
                }
            }
            self.uses.push(uses);
        }
    }

    /// The context signs that all exercises of a pack observe.
    pub(super) fn everywhere(&mut self) {
        for (place, pack) in self.packs.iter().enumerate() {
            let pack_ix = PackIx::at(place);
            let file = pack.parts.iter().find(|part| part.kind == FileKind::Pack);
            let table = file.map(|part| part.parsed.root());
            let is_old = table.and_then(|table| table.whole("format")).is_none_or(|format| format < 2);
            let named = table.and_then(|table| table.get("everywhere"));
            if is_old {
                if let Some(node) = named {
                    let message = "in format 1 every exercise observes every context sign";
                    self.say(
                        Diagnostic::new(Code::BadValue, node.span, message)
                            .help("write format = 2 above, or take this out"),
                    );
                }
                self.everywhere.push(None);
                continue;
            }
            let texts = table.map(|table| table.texts("everywhere")).unwrap_or_default();
            let listed = self.listed(pack_ix, texts, &SIGN);
            let mut signs = Vec::new();
            for (sign, span) in listed {
                if self.book[sign].kind.is_context() || self.faulty_signs.contains(&sign) {
                    signs.push(sign);
                } else {
                    let message = format!("`{}` is no context: it is seen of a rep", self.book[sign].id);
                    self.say(
                        Diagnostic::new(Code::BadValue, span, message)
                            .help("name signs of the kinds context, lifter and style; others count where a rule names them"),
                    );
                }
            }
            self.everywhere.push(Some(signs));
        }
    }

    fn phase_named(&mut self, name: &str) -> PhaseIx {
        let known = self.book.phases.iter().position(|phase| phase.name == name);
        PhaseIx::at(known.unwrap_or_else(|| {
            self.book_mut().phases.push(Phase { name: name.to_owned() });
            self.book.phases.len() - 1
        }))
    }

    /// The phases that things of a pack may name: its own, then those of the packs it uses.
    pub(super) fn phases_for(&self, pack: PackIx) -> Vec<PhaseIx> {
        let mut phases = Vec::new();
        for &used in &self.uses[pack.place()] {
            for &phase in &self.book[used].phases {
                if !phases.contains(&phase) {
                    phases.push(phase);
                }
            }
        }
        phases
    }

    pub(super) fn signs(&mut self) {
        for defined in self.names.signs.clone() {
            let before = self.out.errors();
            let sign = self.sign(&defined);
            let ix = SignIx::at(self.book.signs.len());
            let faulty = sign.is_none()
                || self.out.errors() > before
                || self.out.has_error_in(defined.whole)
                || self.names.is_doubtful(defined.id.as_str())
                || self.may_be_lost(defined.id.as_str());
            self.book_mut().signs.push(sign.unwrap_or_else(|| Sign {
                id: defined.id.clone(),
                pack: defined.pack,
                ask: String::new(),
                phase: None,
                kind: SignKind::Seen,
                domain: Domain::Named(Vec::new()),
                difference: None,
                over_set: None,
                measure: None,
                usually: None,
                poses: SignPoses::new(),
                span: defined.place,
            }));
            if faulty {
                self.faulty_signs.insert(ix);
            } else if !["difference", "over-set", "of"].iter().any(|key| defined.table.has(key)) {
                self.good_and_poses(ix, &defined);
            }
        }
        self.differences();
        self.set_signs();
        self.measures();
    }

    /// What is usually good of a sign, and how it is drawn: once its values are known.
    pub(super) fn good_and_poses(&mut self, ix: SignIx, defined: &Defined<'_>) {
        if let Some(poses) = defined.table.sub("pose") {
            let poses = self.sign_poses(ix, poses);
            self.book_mut().signs[ix.place()].poses = poses;
        }
        if let Some(node) = defined.table.get("usually") {
            match self.condition(ix, node) {
                Some(condition) => self.book_mut().signs[ix.place()].usually = Some(condition.values),
                None => {
                    self.faulty_signs.insert(ix);
                }
            }
        }
    }

    fn sign(&mut self, defined: &Defined<'_>) -> Option<Sign> {
        let table = defined.table;
        let domain = self.domain(defined)?;
        let phases = self.phases_for(defined.pack);
        let phase = table.text("phase").and_then(|text| self.phase(defined.pack, &phases, text));
        let kind = table.text("kind").and_then(|(word, _)| SignKind::find(word)).unwrap_or(SignKind::Seen);
        Some(Sign {
            id: defined.id.clone(),
            pack: defined.pack,
            ask: table.owned("ask").unwrap_or_default(),
            phase,
            kind,
            domain,
            difference: None,
            over_set: None,
            measure: None,
            usually: None,
            poses: SignPoses::new(),
            span: defined.place,
        })
    }

    pub(super) fn sources(&mut self) {
        for defined in self.names.sources.clone() {
            let table = defined.table;
            self.book_mut().sources.push(Source {
                id: defined.id,
                pack: defined.pack,
                title: table.owned("title").unwrap_or_default(),
                author: table.owned("author"),
                kind: table.owned("kind").unwrap_or_default(),
                url: table.owned("url"),
                year: table.whole("year"),
                span: defined.place,
            });
        }
    }

    pub(super) fn muscles(&mut self) {
        for defined in self.names.muscles.clone() {
            let table = defined.table;
            let backing = self.backing(defined.pack, table);
            self.book_mut().muscles.push(Muscle {
                name: table.owned("name").unwrap_or_default(),
                group: table.text("group").map(|(group, _)| id_of(group)),
                origin: table.owned("origin"),
                insertion: table.owned("insertion"),
                actions: table.all_owned("actions"),
                about: table.owned("about"),
                backing,
                id: defined.id,
                pack: defined.pack,
                span: defined.place,
            });
        }
    }

    pub(super) fn mistakes(&mut self) {
        for defined in self.names.shared.clone() {
            self.mistake(&defined, None);
        }
        for (exercise, defined) in self.names.own.clone() {
            self.mistake(&defined, Some(ExerciseIx::at(exercise)));
        }
        self.causes();
        self.not_beside();
        self.sets_of_sets();
    }

    fn mistake(&mut self, defined: &Defined<'_>, only_in: Option<ExerciseIx>) {
        let table = defined.table;
        let before = self.out.errors();
        let written = table.get("when").and_then(|node| self.when(defined.pack, node));
        let (when, written) = match table.get("unless") {
            None => (written, None),
            Some(node) => self.less_unless(defined.pack, written, node),
        };
        let severity = table.text("severity").and_then(|(word, _)| Severity::find(word));
        let severity = severity.unwrap_or(Severity::Medium);
        let worse = self.degrees(defined, when.as_ref(), severity);
        let text = |key: &str| table.owned(key).unwrap_or_default();
        let words = MistakeWords {
            why: text("why"),
            fix: text("fix"),
            cue: text("cue"),
            cues: table.all_owned("cues"),
        };
        let backing = self.backing(defined.pack, table);
        let contests = table.text("contests");
        if let (Some((_, place)), None) = (contests, &backing.contested) {
            let message = "`contests` says what of `contested` is contested, and that isn't there";
            let help = "add contested = \"…\", or take `contests` out";
            self.say(Diagnostic::new(Code::BadValue, place, message).help(help));
        }
        let contests = contests.and_then(|(word, _)| Contests::find(word)).unwrap_or(Contests::Mistake);
        let faulty = when.is_none() || self.out.errors() > before || self.out.has_error_in(defined.whole);
        if faulty {
            self.faulty_mistakes.insert(super::super::MistakeIx::at(self.book.mistakes.len()));
        }
        self.book_mut().mistakes.push(Mistake {
            id: defined.id.clone(),
            pack: defined.pack,
            name: text("name"),
            aka: table.all_owned("aka"),
            severity,
            worse,
            leads_to: Vec::new(),
            not_beside: Vec::new(),
            when: when.unwrap_or_default(),
            written: written.map(Box::new),
            words,
            backing,
            contests,
            only_in,
            span: defined.place,
        });
    }
}
