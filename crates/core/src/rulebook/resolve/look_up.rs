//! Which thing a name means that stands in a file of a pack: a plain id means the pack's own thing, then one of the packs
//! that it uses; `pack/id` means that one. What is asked for is of one kind, so that a thing of another kind makes nothing
//! doubtful.
//!
//! Must not know what is said of a name that means nothing.

use super::{Resolver, kind_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::decode::Text;
use crate::rulebook::words::{and_list, or_list};
use crate::rulebook::{Named, PackIx};

/// What a name came to.
pub(super) enum LookUp<T> {
    /// The pack that it is of, and the thing.
    One(PackIx, T),
    /// Several of the packs that are used have it, and the pack at hand has not.
    Several(Vec<PackIx>),
    /// Only packs that aren't used have it.
    OutOfReach(Vec<PackIx>),
    /// It is something else.
    Other(Named),
    Nothing,
}

impl Resolver<'_, '_> {
    /// What `name` means in `pack`, of the things that `pick` takes.
    pub(super) fn look_up<T>(
        &self,
        pack: PackIx,
        name: &str,
        pick: impl Fn(Named) -> Option<T>,
    ) -> LookUp<T> {
        let uses = &self.uses[pack.place()];
        let (owner, plain) = name.split_once('/').map_or((None, name), |(pack, plain)| (Some(pack), plain));
        let is_meant = |ix: PackIx| owner.is_none_or(|owner| self.book[ix].name == owner);
        let all = || self.names.packs_with(plain).filter(|&(ix, _)| is_meant(ix));
        let picked = || all().filter_map(|(ix, named)| Some((ix, pick(named)?)));
        let (within, beyond): (Vec<(PackIx, T)>, Vec<_>) = picked().partition(|(ix, _)| uses.contains(ix));
        let own = within.iter().position(|(ix, _)| *ix == pack);
        let several = || within.iter().map(|(ix, _)| *ix).collect();
        match (own, within.len()) {
            (None, 2..) => LookUp::Several(several()),
            (None, 0) => match all().find(|(ix, _)| uses.contains(ix)).or_else(|| all().next()) {
                _ if !beyond.is_empty() => LookUp::OutOfReach(beyond.into_iter().map(|(ix, _)| ix).collect()),
                Some((_, other)) => LookUp::Other(other),
                None => LookUp::Nothing,
            },
            (own, _) => within
                .into_iter()
                .nth(own.unwrap_or(0))
                .map_or(LookUp::Nothing, |(ix, thing)| LookUp::One(ix, thing)),
        }
    }

    /// How a thing of `owner` is written in a file of `pack`: by its plain id where that means it.
    pub(super) fn name_from<T>(
        &self,
        pack: PackIx,
        (owner, plain): (PackIx, &str),
        pick: impl Fn(Named) -> Option<T>,
    ) -> String {
        match self.look_up(pack, plain, pick) {
            LookUp::One(ix, _) if ix != owner => format!("{}/{plain}", self.book[owner].name),
            LookUp::Several(_) => format!("{}/{plain}", self.book[owner].name),
            _ => plain.to_owned(),
        }
    }

    /// Says that a name could mean things of several packs.
    pub(super) fn say_several(&mut self, (name, place): Text<'_>, packs: &[PackIx]) {
        let whole: Vec<String> = packs.iter().map(|&ix| format!("`{}/{name}`", self.book[ix].name)).collect();
        let message = format!("`{name}` could mean {}", or_list(&whole));
        self.say(
            Diagnostic::new(Code::UnknownId, place, message)
                .about_unknown(name)
                .help("this pack uses all of them: write the one you mean with its pack"),
        );
    }

    /// Says that a name is of packs that the one at hand doesn't use.
    pub(super) fn say_out_of_reach(&mut self, (name, place): Text<'_>, packs: &[PackIx]) {
        let plain = name.rsplit('/').next().unwrap_or(name);
        let named: Vec<String> = packs.iter().map(|&ix| format!("`{}`", self.book[ix].name)).collect();
        let of = if packs.len() > 1 { "packs" } else { "pack" };
        let message = format!("`{plain}` is of the {of} {}, which this pack doesn't use", and_list(&named));
        let owner = packs.first().map_or("", |&ix| self.book[ix].name.as_str());
        let help = format!("add uses = [\"{owner}\"] to pack.toml");
        self.say(Diagnostic::new(Code::UnknownId, place, message).help(help));
    }

    /// Says that a name is something else than what belongs there.
    pub(super) fn other_kind(name: &str, other: Named, article: &str) -> String {
        format!("`{name}` is {}, and {article} belongs here", kind_of(other))
    }
}
