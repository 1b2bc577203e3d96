//! Exercises: what each observes, what is good there, which mistakes count, and its tests.

mod counted;
mod exercise;
mod facts;
mod fine;
mod observed;
