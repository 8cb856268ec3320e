//! The form of 导出报表: kind, format, file name.

use super::{read, shared_words};
use crate::lang::{Lang, report as words};
use crate::report::write::Format;
use crate::tui::app::{ReportOf, ReportOrder};
use crate::tui::widgets::form::{Field, Form};

/// The form for a report; the kind is asked where there are several.
pub(super) fn form(lang: Lang, of: &ReportOf) -> Form {
    let kinds = of.kinds().iter().map(|kind| words::kind(lang, *kind).to_owned()).collect();
    let formats = Format::ALL.map(|format| format.key().to_owned()).to_vec();
    let fields = vec![
        Field::choice("kind", words::kind_label(lang), kinds, 0),
        Field::choice("format", words::format_label(lang), formats, 0),
        Field::text("name", words::name_label(lang), "").hint(words::name_hint(lang)),
    ];
    Form::new(words::form_title(lang), shared_words(lang), fields).about(words::form_about(lang))
}

/// What is to be written.
pub(super) fn read(of: &ReportOf, form: &Form) -> ReportOrder {
    let kind = form.chosen("kind").and_then(|place| of.kinds().get(place)).copied();
    let format = form.chosen("format").and_then(|place| Format::ALL.get(place)).copied();
    let format = format.unwrap_or(Format::Docx);
    let name = read::long(form, "name").trim().to_owned();
    let of = of.clone();
    ReportOrder { of, kind: kind.unwrap_or_default(), format, name, overwrites: false }
}
