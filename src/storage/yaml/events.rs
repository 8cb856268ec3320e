//! The YAML parser, set up: also the build script reads with it.

use granit_parser::{Event, Parser, ScanError, Span};

/// The deepest nesting read: a tree of twenty levels needs about sixty.
pub(crate) const DEEPEST: usize = 100;

/// What the parser finds, one after the other, within bounds.
pub(crate) fn events(text: &str) -> impl Iterator<Item = Result<(Event<'_>, Span), ScanError>> {
    let options = granit_parser::options! {
        disallow_directives: true,
        emit_unresolved_aliases: true,
        emit_comments: false,
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
    };
    Parser::new_from_str_with_options(text, options)
}
