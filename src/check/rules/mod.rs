//! What only the whole community can tell, listed once.

mod clauses;
mod levels;
mod marks;
mod publicity;
mod schemes;
mod texts;

mod evidence;

mod lint;

pub mod attachments;
pub mod decisions;

use crate::community::register::Community;
use crate::community::table::Names;
use crate::finding::Findings;
use crate::load::Source;

/// A rule over the whole community; it adds a finding for everything that does not keep it.
pub type WholeRule = fn(&Community, &Names, &Source, &mut Findings);

/// All of them.
pub const ALL: &[WholeRule] = &[
    levels::areas_lie_in_higher_areas,
    levels::records_stand_at_their_level,
    clauses::weights_keep_their_floors,
    clauses::clauses_stand_under_headings,
    clauses::plans_are_not_copies,
    clauses::judges_do_not_compete,
    marks::marks_are_not_of_the_future,
    marks::roles_weigh_every_kind,
    schemes::schemes_follow_in_a_line,
    publicity::publicity_is_long_enough,
    publicity::filings_come_before_publicity,
    attachments::attached_files_exist,
    attachments::no_file_is_passed_over,
    evidence::evidence_leads_somewhere,
    texts::links_lead_somewhere,
    texts::texts_are_plain_and_climb_the_ladder,
    texts::twins_have_the_same_headings,
    lint::words_are_in_order,
];
