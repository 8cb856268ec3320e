//! The same done for many files or lines, several at once, the results in their order.

use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::thread;

/// How many threads work: a disk is waited for while others calculate. How many cores there are
/// is not asked, which would read files of the system.
const AT_ONCE: usize = 4;
/// How many files one of them takes before the results are given on: few, so that whoever waits
/// hears of them, but more than starting a thread costs.
const PART: usize = 32;

/// Does something for each of these and gives the results on, one by one and in order; where
/// `take` breaks, the rest is left.
pub(crate) fn in_order<T: Sync, R: Send>(
    all: &[T],
    does: impl Fn(&T) -> R + Sync,
    take: impl FnMut(&T, R) -> ControlFlow<()>,
) -> ControlFlow<()> {
    in_parts(PART, all, does, take)
}

/// The same where a thread takes so many at once: of small things more.
pub(crate) fn in_parts<T: Sync, R: Send>(
    part: usize,
    all: &[T],
    does: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(&T, R) -> ControlFlow<()>,
) -> ControlFlow<()> {
    for portion in all.chunks(part * AT_ONCE) {
        for (item, result) in portion.iter().zip(results(part, portion, &does)) {
            take(item, result)?;
        }
    }
    ControlFlow::Continue(())
}

fn results<T: Sync, R: Send>(
    part: usize,
    portion: &[T],
    does: &(impl Fn(&T) -> R + Sync),
) -> Vec<R> {
    if portion.len() <= part {
        return portion.iter().map(does).collect();
    }
    thread::scope(|scope| {
        let of = |part: &'_ [T]| part.iter().map(does).collect::<Vec<R>>();
        let running: Vec<_> =
            portion.chunks(part).map(|items| scope.spawn(move || of(items))).collect();
        let finished = running.into_iter().flat_map(|part| match part.join() {
            Ok(results) => results,
            Err(panic) => resume_unwind(panic),
        });
        finished.collect()
    })
}

#[cfg(test)]
mod tests {
    use super::{PART, in_order};
    use std::ops::ControlFlow;

    #[test]
    fn results_come_in_order_until_they_are_stopped() {
        for count in [0, 1, PART, PART + 1, 1000] {
            let all: Vec<usize> = (0..count).collect();
            for most in [0, 1, PART, 999, 2000] {
                let mut taken = Vec::new();
                let end = in_order(
                    &all,
                    |number| number * 2,
                    |number, doubled| {
                        if taken.len() == most {
                            return ControlFlow::Break(());
                        }
                        taken.push((*number, doubled));
                        ControlFlow::Continue(())
                    },
                );
                let expected: Vec<_> = (0..count.min(most)).map(|n| (n, 2 * n)).collect();
                assert_eq!(taken, expected);
                assert_eq!(end.is_break(), most < count);
            }
        }
    }
}
