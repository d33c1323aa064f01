//! The arithmetic, from files to exact results.
//!
//! | module | what it tests |
//! |---|---|
//! | [`case`] | no test: what an office would write, and as text what comes of it |
//! | [`marks`] | what one mark is worth |
//! | [`trees`] | how parts become the whole |
//! | [`panels`] | roles and their assessors |
//! | [`empties`] | marks that are not there |
//! | [`roundings`] | declared roundings |
//! | [`places`] | groups, ties, decimals, other weights |
//! | [`bands`] | bounds, quotas, vetoes, low results |
//! | [`open`] | results that a mark is still to come for |
//! | [`contest`] | no test: random contests |
//! | [`laws`] | what holds whatever the weights, the tree, the roles and the marks are |
//! | [`oracle`] | the rules of the scheme language once more, naively, and compared with the program |

mod case;

mod contest;

mod bands;
mod empties;
mod laws;
mod marks;
mod open;
mod oracle;
mod panels;
mod places;
mod roundings;
mod trees;
