//! The vocabulary: one room for each kind of record.
//!
//! A room holds the form people write, the checks on one record, and the record that the program trusts. Records name
//! one another in circles (a scheme stands on a plan, a clause of which bounds the scheme), so rooms may name the types
//! of other rooms; everything else flows downwards. To add a kind, write its room and a line in [`register`].

pub mod form;
pub mod table;

pub mod area;
pub mod books;
pub mod calendar;
pub mod clause;
pub mod disclosure;
pub mod document;
pub mod festival;
pub mod kind;
pub mod ledger;
pub mod marks;
pub mod neighbourhood;
pub mod notice;
pub mod organisation;
pub mod page;
pub mod plan;
pub mod publicity;
pub mod redress;
pub mod release;
pub mod row;
pub mod rulings;
pub mod scheme;
pub mod settings;
pub mod team;

pub mod register;
