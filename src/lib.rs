//! draft
pub mod exact;

pub mod language;

pub mod finding;

pub mod markdown;

pub mod chart;

pub mod community;

pub mod load;

pub mod check;

pub mod assess;

pub mod cli;
