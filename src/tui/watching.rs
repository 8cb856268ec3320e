//! What is seen while work lasts that cannot be put off: one line that says how far it is,
//! drawn from within the work now and then. Nothing runs beside it.

use super::app::App;
use super::{Canvas, Source, view};
use crate::lang::working as words;
use crate::storage::watch::{Pace, Watch, Work};
use std::ops::ControlFlow;
use std::time::Duration;

/// Whoever can be told how far work is, and can want it stopped.
pub(super) trait Watching {
    /// How long the program has run; where time stands still, nothing is ever told.
    fn now(&self) -> Duration;

    /// When something is told of work that begins now.
    fn pace(&self) -> Pace {
        Pace::new(self.now())
    }

    /// Tells how far it is; breaks where it is to stop.
    fn tell(&mut self, app: &App, work: Work, done: usize, of: usize) -> ControlFlow<()>;
}

/// Work of so many parts lasts: it is told from the start.
const LASTS: usize = 10_000;

/// One piece of work, watched.
pub(super) struct Watched<'a> {
    app: &'a App,
    by: &'a mut dyn Watching,
    pace: Pace,
}

impl<'a> Watched<'a> {
    pub(super) fn new(app: &'a App, by: &'a mut dyn Watching) -> Self {
        let pace = by.pace();
        Self { app, by, pace }
    }
}

impl Watch for Watched<'_> {
    fn at(&mut self, work: Work, done: usize, of: usize) -> ControlFlow<()> {
        let begins_to_last = done == 0 && of >= LASTS;
        if !self.pace.is_due(self.by.now()) && !begins_to_last {
            return ControlFlow::Continue(());
        }
        self.by.tell(self.app, work, done, of)
    }
}

/// The drawn screens: the last line tells how far it is, and a key stops it.
pub(super) struct OnScreen<'a, C: Canvas, S: Source> {
    pub(super) canvas: &'a mut C,
    pub(super) inputs: &'a mut S,
}

impl<C: Canvas, S: Source> Watching for OnScreen<'_, C, S> {
    fn now(&self) -> Duration {
        self.inputs.now()
    }

    fn tell(&mut self, app: &App, work: Work, done: usize, of: usize) -> ControlFlow<()> {
        if self.inputs.wants_stop() {
            return ControlFlow::Break(());
        }
        let progress = words::progress(app.lang, work, done, of);
        let words = words::can_be_stopped(app.lang, &progress);
        // A window that was made larger or smaller meanwhile is drawn when the work is done,
        // and a terminal that is gone is met with then.
        let _ = self.canvas.draw(app.size, |buffer| {
            let caret = view::draw(app, buffer);
            view::working(app, &words, buffer);
            caret
        });
        ControlFlow::Continue(())
    }
}

/// Where nothing can be shown yet.
pub(super) struct Blind;

impl Watching for Blind {
    fn now(&self) -> Duration {
        Duration::ZERO
    }

    fn tell(&mut self, _: &App, _: Work, _: usize, _: usize) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}
