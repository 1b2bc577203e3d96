//! What the program has and its parts have not: a disk.

pub mod disk;
