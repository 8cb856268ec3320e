//! A person at a terminal, over real files.

use super::play::{Seen, play_on};
use kaohe::lang::Lang;
use kaohe::session::Date;
use kaohe::storage::catalogue::Catalogue;
use kaohe::storage::lock::Holder;
use kaohe::tui::app::App;
use kaohe::tui::files::Files;
use kaohe::tui::update::update;
use kaohe::tui::{Launch, Perform};
use ratatui::layout::Size;
use std::path::{Path, PathBuf};

/// The program with its files, as one user has it open. Dropped without having left, it is
/// the program that was killed.
pub(crate) struct Seat {
    files: Files,
    app: App,
}

impl Seat {
    /// Someone opens the list of the sessions of a folder.
    pub(crate) fn at_list(folder: &Path, user: &str) -> Self {
        Self::at(folder, user, None)
    }

    /// Someone opens one session.
    pub(crate) fn at_session(path: &Path, user: &str) -> Self {
        let folder = path.parent().expect("a folder");
        Self::at(folder, user, Some(path.to_owned()))
    }

    fn at(folder: &Path, user: &str, open: Option<PathBuf>) -> Self {
        let holder = Holder {
            user: user.to_owned(),
            host: "主机".to_owned(),
            since: "2021-12-15 09:30".to_owned(),
        };
        let mut files =
            Files::new(Lang::Zh, Catalogue::load(&[]), folder.to_owned(), holder, || {
                "2021-12-15T09:30:00+08:00".to_owned()
            });
        let today = Date::parse("2021-12-15");
        let launch = Launch { lang: Lang::Zh, color: true, ascii: false, today, open };
        let (mut app, first) = launch.app(&files, Size { width: 80, height: 24 });
        if let Some(start) = &mut app.start {
            "（记录文件夹）".clone_into(&mut start.folder);
        }
        let msg =
            files.perform(&app, &first, &mut kaohe::storage::watch::Unwatched).expect("an outcome");
        assert_eq!(update(&mut app, msg), []);
        Self { files, app }
    }

    /// Presses keys and looks.
    pub(crate) fn press(&mut self, keys: &str) -> Seen {
        let seen = play_on(self.app.clone(), &mut self.files, keys, |_| 0);
        self.app = seen.app.clone();
        seen
    }
}

/// What is said at the bottom.
pub(crate) fn said(seen: &Seen) -> &str {
    seen.app.status.as_ref().map_or("", |status| &status.text)
}
