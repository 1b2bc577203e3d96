//! What is asked of a new file.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::app::AppError;
use formcheck_authoring::new::Answers;
use formcheck_core::rulebook::{is_kebab, kebab};

#[derive(Debug)]
pub struct NewOptions {
    pub kind: NewKind,
    /// None: it is made in a talk.
    pub id: Option<String>,
    /// The pack's folder; none: the pack around this folder, or one of its own for a new pack.
    pub dir: Option<PathBuf>,
    /// The file that a mistake is added to.
    pub file: Option<String>,
    /// What was said already.
    pub given: Answers,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum NewKind {
    /// A pack: its folders, a first sign, a source
    Pack,
    /// An exercise
    Exercise,
    /// A mistake that exercises can share
    Mistake,
    /// A quiz
    Quiz,
    /// A sign: what one looks at; only in a talk, without an ID
    Sign,
}

impl NewKind {
    pub(crate) fn word(self) -> &'static str {
        match self {
            NewKind::Pack => "pack",
            NewKind::Exercise => "exercise",
            NewKind::Mistake => "mistake",
            NewKind::Quiz => "quiz",
            NewKind::Sign => "sign",
        }
    }
}

pub(crate) fn check_id(what: &str, id: &str) -> Result<(), AppError> {
    if is_kebab(id) {
        return Ok(());
    }
    let help = match kebab(id) {
        Some(near) => format!("write `{near}`: small letters, digits and single hyphens"),
        None => "use small letters, digits and single hyphens, as in `bent-over-row`".to_owned(),
    };
    Err(AppError::new(format!("`{id}` can't be an {what}"), help))
}
