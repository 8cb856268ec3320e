//! Reports: written beside the sessions they are of.

use super::Files;
use crate::lang::file_problems::file_problem;
use crate::lang::storage_errors::save_error;
use crate::lang::{Lang, report as words};
use crate::report::workbook::calculating;
use crate::report::workbook::xlsx::WriteError;
use crate::report::write::{Format, Source, filled, write};
use crate::report::{Basis, Report, comparison, report};
use crate::storage::disk::Disk;
use crate::storage::paths::{
    chosen_file_name, comparison_file_name, ranking_file_name, report_file_name,
};
use crate::storage::problem::FileProblem;
use crate::storage::read::read_bytes;
use crate::storage::save::{Before, SaveError, folder_of, save_bytes};
use crate::storage::session_file::{Summary, session_text};
use crate::storage::watch::{Watch, Work};
use crate::tui::app::{App, CompareList, Msg, Overlay, ReportOf, ReportOrder};
use crate::visible::path_words;
use std::path::{Path, PathBuf};

/// A report, the rubric it is about, the folder it belongs into, and what its file is called
/// where nobody says.
struct Made {
    report: Report,
    rubric: String,
    folder: PathBuf,
    name: String,
}

impl<D: Disk + Clone> Files<D> {
    /// Writes a report; a file that is there stays as it is unless the order says otherwise.
    pub(super) fn report(
        &self,
        app: &App,
        order: &ReportOrder,
        watch: &mut dyn Watch,
    ) -> Option<Msg> {
        let made = match self.made(app, order, watch)? {
            Ok(made) => made,
            Err(why) => return Some(Msg::Failed(why)),
        };
        let bytes = match self.report_bytes(app, order, &made, watch) {
            Ok(bytes) => bytes,
            Err(why) => return Some(Msg::Failed(why)),
        };
        let name = match chosen_file_name(&order.name, order.format.ending()) {
            Some(chosen) => chosen,
            None if order.name.is_empty() => made.name,
            None => return Some(Msg::Failed(words::no_name(self.lang).to_owned())),
        };
        let place = made.folder.join(name);
        let before = if order.overwrites { Before::Anything } else { Before::Nothing };
        Some(match save_bytes(&self.disk, &place, &bytes, before) {
            Ok(_) => Msg::Done(words::written(self.lang, &path_words(&place))),
            Err(SaveError::Exists(path)) => {
                let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                Msg::ReportExists(Box::new(ReportOrder { name, ..order.clone() }))
            }
            Err(error) => Msg::Failed(save_error(self.lang, &error)),
        })
    }

    /// The bytes of a report: filled in a template, or a spreadsheet of a session, which
    /// calculates, or as every report is written.
    fn report_bytes(
        &self,
        app: &App,
        order: &ReportOrder,
        made: &Made,
        watch: &mut dyn Watch,
    ) -> Result<Vec<u8>, String> {
        let review = app.review.as_ref().filter(|_| order.of == ReportOf::Session);
        let basis = review.map(|review| {
            let (rubric, session, card) = (&review.rubric, &review.session, &review.card);
            Basis { lang: self.lang, rubric, session, card }
        });
        if let Some(template) = &order.template {
            let several = Source::Several { rubric: &made.rubric };
            let source = basis.as_ref().map_or(several, Source::Session);
            return self.filled(template, &made.report, source);
        }
        match (basis, order.format) {
            (Some(basis), Format::Xlsx) => {
                let Basis { rubric, session, card, .. } = basis;
                let text_of = |part: &_| session_text(part, rubric, &Summary::of(session, card));
                let mut told = |done, all| watch.at(Work::Reporting, done, all);
                let findings = session.entries.values().map(|entry| entry.findings.len());
                if told(0, rubric.clauses().len() + findings.sum::<usize>()).is_break() {
                    return Err(self.stopped());
                }
                calculating(&basis, order.kind, text_of, &mut told).map_err(|error| match error {
                    WriteError::Stopped => self.stopped(),
                    WriteError::Refused(why) => why.to_string(),
                })
            }
            _ => write(&made.report, order.format).map_err(|error| error.to_string()),
        }
    }

    /// A report in the office's own Word file.
    fn filled(&self, file: &Path, report: &Report, source: Source<'_>) -> Result<Vec<u8>, String> {
        let told = |problems: Vec<FileProblem>| {
            let lines = problems.iter().map(|problem| file_problem(self.lang, problem));
            lines.collect::<Vec<_>>().join(" ")
        };
        let template = read_bytes(file).map_err(told)?;
        let why = |error| words::template_error(self.lang, &error);
        let in_file = |error| words::in_file(self.lang, &path_words(file), &why(error));
        filled(&template, report, source).map_err(in_file)
    }

    fn made(
        &self,
        app: &App,
        order: &ReportOrder,
        watch: &mut dyn Watch,
    ) -> Option<Result<Made, String>> {
        let ending = order.format.ending();
        match &order.of {
            ReportOf::Session => {
                let review = app.review.as_ref()?;
                let (rubric, session) = (&review.rubric, &review.session);
                let kind = words::name_of(order.kind, session.head.mode);
                let basis = Basis { lang: self.lang, rubric, session, card: &review.card };
                Some(Ok(Made {
                    report: report(&basis, order.kind),
                    rubric: rubric.head.title.clone(),
                    folder: folder_of(self.open.as_ref()?.path()).to_owned(),
                    name: report_file_name(&session.head, rubric, &kind, ending),
                }))
            }
            ReportOf::Comparison => {
                let Some(Overlay::Compare(list)) = app.overlays.last() else { return None };
                let views = list.views();
                let first = views.first()?;
                Some(Ok(Made {
                    report: comparison(self.lang, &views).ok()?,
                    rubric: first.rubric.head.title.clone(),
                    folder: self.folder_of_sides(list),
                    name: comparison_file_name(&views, ending),
                }))
            }
            ReportOf::Ranking(rubric) => Some(self.ranked(rubric, watch).map(|ranked| Made {
                report: ranked.report(self.lang),
                rubric: ranked.title.clone(),
                folder: self.folder.clone(),
                name: ranking_file_name(
                    ranked.year,
                    &ranked.rubric,
                    words::kind(Lang::Zh, order.kind),
                    ending,
                ),
            })),
        }
    }

    /// The folder of what is compared; a column that has just begun has no file of its own.
    fn folder_of_sides(&self, list: &CompareList) -> PathBuf {
        let path = list.sides.iter().map(|side| &side.path);
        let path = path.into_iter().find(|path| !path.as_os_str().is_empty());
        path.map_or(self.folder.as_path(), |path| folder_of(path) as &Path).to_owned()
    }
}
