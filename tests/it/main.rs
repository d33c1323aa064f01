//! The tests that drive the program from outside, or hold over the whole repository.

mod program;

mod assessment;
mod clauses;
mod commands;
mod editions;
mod example;
mod formats;
mod layers;
mod privacy;
mod publicity;
mod rules;
mod source;
mod wales;
mod words;
mod written;
