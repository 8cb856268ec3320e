//! The form of 导出报表: kind, format, template, file name.

use super::{read, shared_words};
use crate::lang::report as words;
use crate::report::write::Format;
use crate::tui::app::{App, ReportOf, ReportOrder};
use crate::tui::widgets::form::{Field, Form};
use crate::visible::path_words;
use std::path::Path;

/// The form for a report; the kind is asked where there are several, and the template where
/// the user has one.
pub(super) fn form(app: &App, of: &ReportOf) -> Form {
    let lang = app.lang;
    let kinds = of.kinds().iter().map(|kind| words::kind(lang, *kind).to_owned()).collect();
    let formats = Format::ALL.map(|format| format.key().to_owned()).to_vec();
    let mut fields = vec![
        Field::choice("kind", words::kind_label(lang), kinds, 0),
        Field::choice("format", words::format_label(lang), formats, 0),
    ];
    fields.extend(app.report_template.as_deref().map(|path| {
        let name = path.file_name().map_or(path, Path::new);
        let choices = vec![path_words(name), words::no_template(lang).to_owned()];
        let field = Field::choice("template", words::template_label(lang), choices, 0);
        field.hint(words::template_hint(lang))
    }));
    fields.push(Field::text("name", words::name_label(lang), "").hint(words::name_hint(lang)));
    Form::new(words::form_title(lang), shared_words(lang), fields).about(words::form_about(lang))
}

/// What is to be written.
pub(super) fn read(app: &App, of: &ReportOf, form: &Form) -> ReportOrder {
    let kind = form.chosen("kind").and_then(|place| of.kinds().get(place)).copied();
    let format = form.chosen("format").and_then(|place| Format::ALL.get(place)).copied();
    let format = format.unwrap_or(Format::Docx);
    let uses_template = format == Format::Docx && form.chosen("template") == Some(0);
    let template = app.report_template.clone().filter(|_| uses_template);
    let name = read::long(form, "name").trim().to_owned();
    let (of, kind) = (of.clone(), kind.unwrap_or_default());
    ReportOrder { of, kind, format, name, template, overwrites: false }
}
