//! formcheck: coaches write what goes wrong in a lift as small TOML files; formcheck proves that the files make
//! sense, makes quiz questions out of them whose keys are computed by the same rules, asks, and explains the fix.
//!
//! The program: arguments, sessions, faces. What it is made of is in crates/; docs/ARCHITECTURE.md has the map.

pub mod render;

pub mod pages;

pub mod face;

pub mod app;

pub mod commands;
