//! Tables of the built-in packs as the build script wrote them down, so that a start of the program reads no TOML.
//!
//! The text stands beside them (`source`): spans point into it. Must not know which keys a file may have.

/// Where something stands in its file: from, to, in bytes.
pub(super) type ByteRange = (u32, u32);

/// A value with its place.
#[derive(Debug)]
pub(super) struct Built {
    /// Where it stands.
    pub(super) place: ByteRange,
    pub(super) literal: Literal,
}

/// A key with its place, and its value.
#[derive(Debug)]
pub(super) struct BuiltRow {
    pub(super) key: &'static str,
    /// Where it stands.
    pub(super) place: ByteRange,
    pub(super) value: Built,
}

/// What a value says: TOML's types, less dates, which no file of a pack has.
#[derive(Debug)]
pub(super) enum Literal {
    Text(&'static str),
    /// A whole number.
    Whole(i64),
    /// A number with a decimal point.
    Number(f64),
    /// true or false.
    Flag(bool),
    List(&'static [Built]),
    /// A table, in the order of the file.
    Table(&'static [BuiltRow]),
}

/// One file: its path in the pack, its text, its tables. No tables where the text is none that a pack could have: then
/// it is read like any other, and what is wrong is said.
pub(super) type BuiltFile = (&'static str, &'static str, Option<&'static [BuiltRow]>);

/// A pack as the build script wrote it down.
#[derive(Debug)]
pub(super) struct BuiltPack {
    /// Its folder in the project, as messages show it.
    pub(super) below: &'static str,
    pub(super) sha256: &'static str,
    /// Its files, by path.
    pub(super) files: &'static [BuiltFile],
}

/// The built-in packs, in the order of loading.
pub(super) static PACKS: &[BuiltPack] = {
    use Literal::{Flag, List, Number, Table, Text, Whole};
    /// A row, as the build script writes it.
    const fn r(key: &'static str, place: ByteRange, value: Built) -> BuiltRow {
        BuiltRow { key, place, value }
    }
    /// A value, as the build script writes it.
    const fn v(place: ByteRange, literal: Literal) -> Built {
        Built { place, literal }
    }
    include!(concat!(env!("OUT_DIR"), "/built_in.rs"))
};
