//! formcheck: coaches write what goes wrong in a lift as small TOML files; formcheck proves that the files make
//! sense, makes quiz questions out of them whose keys are computed by the same rules, asks, and explains the fix.
//!
//! A room (module) imports only rooms above it in this list. docs/ARCHITECTURE.md has the map and the glossary.

pub mod day;

pub mod detection;

pub mod logic;

pub mod diagnostic;

pub mod rulebook;

pub mod figure;

pub mod quiz;

pub mod lint;

pub mod learner;

pub mod trainer;

pub mod export;

pub mod screen;

pub mod coach;

pub mod commands;
