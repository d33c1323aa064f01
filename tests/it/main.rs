//! The tests that drive the program from outside, or hold over the whole repository.

mod program;

mod assessment;
mod clauses;
mod commands;
mod example;
mod layers;
mod privacy;
mod rules;
mod source;
mod wales;
mod words;
