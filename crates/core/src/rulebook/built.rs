//! Tables of the built-in pack as the build script wrote them down, so that a start of the program reads no TOML.
//!
//! The text stands beside them (`source`): spans point into it. Must not know which keys a file may have.

/// Where something stands in its file: from, to, in bytes.
pub(super) type Place = (u32, u32);

/// A value with its place.
#[derive(Debug)]
pub(super) struct Built {
    /// Where it stands.
    pub(super) place: Place,
    pub(super) says: Says,
}

/// A key with its place, and its value.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) key: &'static str,
    /// Where it stands.
    pub(super) place: Place,
    pub(super) value: Built,
}

/// What a value says: TOML's types, less dates, which no file of a pack has.
#[derive(Debug)]
pub(super) enum Says {
    Text(&'static str),
    /// A whole number.
    Whole(i64),
    /// A number with a decimal point.
    Number(f64),
    /// true or false.
    Flag(bool),
    List(&'static [Built]),
    /// A table, in the order of the file.
    Table(&'static [Row]),
}

/// One file: its path in the pack, its text, its tables. No tables where the text is none that a pack could have: then
/// it is read like any other, and what is wrong is said.
pub(super) type BuiltFile = (&'static str, &'static str, Option<&'static [Row]>);

/// Every file of the built-in pack, by path.
pub(super) static FILES: &[BuiltFile] = {
    use Says::{Flag, List, Number, Table, Text, Whole};
    /// A row, as the build script writes it.
    const fn r(key: &'static str, place: Place, value: Built) -> Row {
        Row { key, place, value }
    }
    /// A value, as the build script writes it.
    const fn v(place: Place, says: Says) -> Built {
        Built { place, says }
    }
    include!(concat!(env!("OUT_DIR"), "/built_in.rs"))
};
