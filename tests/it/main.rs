//! The tests that drive the program from outside, or hold over the whole repository.

mod program;

mod assessment;
mod example;
mod layers;
mod rules;
mod wales;
mod words;
