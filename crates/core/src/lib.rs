//! What formcheck is made of: rules and the engine that decides by them, rule files and what is wrong with them, questions
//! and their proofs, the figure. Pure: no terminal, clock or database.
//!
//! A room (module) imports only rooms above it in this list. docs/ARCHITECTURE.md has the map and the glossary.

#![warn(missing_docs)]

pub mod error;

pub mod day;

pub mod detection;

pub mod logic;

pub mod diagnostic;

pub mod rulebook;

pub mod figure;

pub mod quiz;

pub mod lint;
