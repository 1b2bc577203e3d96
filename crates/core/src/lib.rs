//! What formcheck is made of: rules and the engine that decides by them, rule files and what is wrong with them, questions
//! and their proofs, the figure. Pure: no disk, terminal, clock, randomness of the system or database.
//!
//! Load a pack, and see what is wrong with it:
//!
//! ```
//! use formcheck_core::lint::lint;
//! use formcheck_core::rulebook::{load, source};
//!
//! let loaded = load(source::built_in());
//! assert!(lint(&loaded).diagnostics.is_empty());
//!
//! let broken = load(vec![source::in_memory([("rules/signs.toml", "[knees")])]);
//! assert!(broken.diagnostics.iter().any(|found| found.message == "this header is not closed"));
//! ```
//!
//! Judge a rep of which one thing was seen:
//!
//! ```
//! use formcheck_core::rulebook::{Named, Observation, judge, load_built_in};
//!
//! let book = load_built_in();
//! let Some(Named::Exercise(row)) = book.find("seal-row") else { unreachable!() };
//! let Some(Named::Sign(sign)) = book.find("first-to-move") else { unreachable!() };
//! let mut seen = Observation::unknown(&book[row]);
//! seen.set(book[row].place_of(sign).unwrap(), book[sign].value("elbows"));
//! let judged = judge(&book, row, &seen);
//! assert_eq!(book[judged.certain[0].mistake].id.as_str(), "arm-rowing");
//! ```
//!
//! Make a question and prove it anew; what is proved knows nothing of how it was made:
//!
//! ```
//! use formcheck_core::quiz::{Plan, Seed, prove_item, sitting};
//! use formcheck_core::rulebook::load_built_in;
//!
//! let book = load_built_in();
//! let drawn = sitting(&book, Plan::mixed(&book, 6), Seed(7)).unwrap();
//! assert_eq!(drawn.items.len(), 6);
//! assert!(drawn.items.iter().all(|item| prove_item(&book, item).is_ok()));
//! ```
//!
//! Draw a rep:
//!
//! ```
//! use formcheck_core::figure::{Motion, svg};
//! use formcheck_core::rulebook::{Named, load_built_in};
//!
//! let book = load_built_in();
//! let Some(Named::Exercise(row)) = book.find("seal-row") else { unreachable!() };
//! let motion = Motion::clean(&book, row).unwrap();
//! assert!(svg::moving(&motion, &motion, "A clean rep").starts_with("<svg"));
//! ```
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

pub mod page;

pub mod quiz;

pub mod lint;
