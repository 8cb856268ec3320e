//! Any bytes read as a journal: every line is read or told, what is read is followed, and a
//! line that was read is written as one that reads the same.

use kaohe::storage::journal::{Line, read_bytes};
use kaohe::storage::replay::Follower;

/// What is asked of one input.
pub(crate) fn check(bytes: &[u8]) {
    let mut follower = Follower::default();
    let _ = read_bytes("fuzz", bytes, &mut |read| {
        follower.take(&read);
        let Some(line) = read.line else { return };
        let text = line.text();
        assert_eq!(Line::parse("written", &text).as_ref(), Ok(line), "{text}");
    });
}
