//! Any bytes read as a document: refused with a reason, or drafted without a panic; what is
//! drafted can be written, and what is written can be read.

use kaohe::draft::draft;
use kaohe::draft::outline::Wishes;
use kaohe::lang::{Lang, draft as words};
use kaohe::storage::documents;
use kaohe::storage::rubric_file::{Remarks, parse_rubric, write_rubric};

/// What is asked of one input.
pub(crate) fn check(bytes: &[u8]) {
    match documents::source(bytes) {
        Ok((_, source)) => {
            let made = draft(&source, &Wishes::default(), "fuzz");
            let remarks =
                Remarks { head: Vec::new(), clause: &|_| Vec::new(), indicator: &|_| Vec::new() };
            let _ = parse_rubric("fuzz", &write_rubric(&made.rubric, &remarks));
        }
        Err(refusal) => {
            let _ = words::refusal(Lang::Zh, "fuzz", &refusal);
        }
    }
}
