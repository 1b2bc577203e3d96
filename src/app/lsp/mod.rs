//! The language server, over stdin and stdout. The protocol; what is told is the desk's.

mod convert;
mod open_packs;
mod requests;
mod server;

pub use server::run;
