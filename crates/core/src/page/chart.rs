//! Figures that are drawn: what they are and what they say, not with what.

use std::collections::BTreeMap;

use crate::day::Day;

/// Figures that are drawn. Each says its numbers too, so that nothing hangs on the drawing.
#[derive(Clone, PartialEq, Debug)]
pub enum Chart {
    /// A bar for each of some shares.
    Bars(Vec<Bar>),
    /// A bar a row, made of parts.
    Stacked(Stacked),
    /// A square a day.
    Calendar(Calendar),
    /// What was called what.
    Matrix(Matrix),
    /// Everybody's score on one line.
    Scores(Scores),
}

/// A bar.
#[derive(Clone, PartialEq, Debug)]
pub struct Bar {
    /// What it stands for.
    pub name: String,
    /// Its number in words.
    pub says: String,
    /// How long it is, from 0 to 1; none if there is too little to say.
    pub share: Option<f64>,
}

/// Bars that are made of parts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stacked {
    /// What stands above the names.
    pub what: String,
    /// The parts, the least first: a word, and what it means.
    pub parts: Vec<(&'static str, &'static str)>,
    /// The bars.
    pub rows: Vec<StackedRow>,
}

/// A bar that is made of parts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StackedRow {
    /// What it stands for.
    pub name: String,
    /// How many of each part.
    pub counts: Vec<usize>,
}

/// Answers day by day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Calendar {
    /// The last day.
    pub today: Day,
    /// How many answers there were on a day; others had none.
    pub answers: BTreeMap<Day, u32>,
}

/// What was called what: down what it was, across what it was called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Matrix {
    /// Names across.
    pub columns: Vec<String>,
    /// Rows.
    pub rows: Vec<MatrixRow>,
}

/// A row of a matrix.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MatrixRow {
    /// What it was.
    pub name: String,
    /// A cell for each column.
    pub cells: Vec<MatrixCell>,
}

/// A cell of a matrix.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MatrixCell {
    /// How dark it is, from 0 to 4.
    pub ink: usize,
    /// What stands in it.
    pub says: String,
    /// The whole of it, as a sentence.
    pub whole: String,
}

/// Scores on a line from 0 to 100.
#[derive(Clone, PartialEq, Debug)]
pub struct Scores {
    /// The percentage that is needed.
    pub cut: u8,
    /// Everybody.
    pub dots: Vec<ScoreDot>,
}

/// Somebody's score.
#[derive(Clone, PartialEq, Debug)]
pub struct ScoreDot {
    /// In percent.
    pub percent: f64,
    /// Whether it is enough.
    pub passed: bool,
    /// Whose, and how much.
    pub says: String,
}

impl Calendar {
    /// How many answers there were on a day.
    pub fn on(&self, day: Day) -> u32 {
        self.answers.get(&day).copied().unwrap_or_default()
    }

    /// How much ink so many answers get, from 0 (none) to 3.
    pub fn ink(answers: u32) -> usize {
        match answers {
            0 => 0,
            1..=9 => 1,
            10..=24 => 2,
            _ => 3,
        }
    }

    /// The Monday with which the last `weeks` weeks begin.
    pub fn monday(&self, weeks: i32) -> Day {
        let weekday = (self.today.0 + 3).rem_euclid(7);
        Day(self.today.0 - weekday - (weeks - 1) * 7)
    }
}
