//! A workbook as the bytes of an .xlsx file.
//!
//! The only place of the program that hands numbers to a crate as binary fractions, because
//! the file format has no others: each is made from the decimal's own text and nothing is
//! calculated with it.

use super::book::{Allowed, Book, Cell, Content, Entering, Role, Seen, Sheet, Stands, Style};
use super::evaluate::{Evaluator, Value};
use super::formula::{At, Span};
use crate::points::Points;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties,
    ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, ProtectionOptions, Workbook,
    Worksheet, XlsxError,
};
use std::collections::HashMap;
use std::ops::ControlFlow;

/// Why no file was made.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The writing crate refuses it: more rows or longer texts than a sheet holds.
    #[error("{0}")]
    Refused(#[from] XlsxError),
    /// Whoever waited did not want to wait any longer.
    #[error("")]
    Stopped,
}

/// Told how many cells of how many are written, now and then; breaks where the work is to stop.
pub type Told<'a> = dyn FnMut(usize, usize) -> ControlFlow<()> + 'a;

/// After so many cells it is told how far the work is.
const CELLS_AT_ONCE: usize = 1000;

/// What stands beside formulas as their results.
#[derive(Debug)]
pub enum Results<'a> {
    /// The scores of a scorecard; what only leads to them is worked out.
    Known(&'a [(At, Value)]),
    /// This text, whatever it may be: for tests that a spreadsheet calculates by itself.
    Nonsense(&'static str),
}

/// The bytes of a file; the same book gives the same bytes.
///
/// # Errors
/// What the writing crate refuses: more rows or longer texts than a sheet holds.
pub fn bytes(book: &Book, results: &Results<'_>) -> Result<Vec<u8>, WriteError> {
    bytes_told(book, results, &mut |_, _| ControlFlow::Continue(()))
}

/// The same for whoever waits for it.
///
/// # Errors
/// The same, or it was stopped.
pub fn bytes_told(
    book: &Book,
    results: &Results<'_>,
    told: &mut Told<'_>,
) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let names = book.names();
    let known: HashMap<At, &Value> = match results {
        Results::Known(known) => known.iter().map(|(at, value)| (*at, value)).collect(),
        Results::Nonsense(_) => HashMap::new(),
    };
    let mut writer = Writer {
        names: &names,
        evaluator: Evaluator::new(book),
        known,
        results,
        formats: HashMap::new(),
        told,
        done: 0,
        all: book.sheets.iter().map(|sheet| sheet.cells.len()).sum(),
    };
    for (place, sheet) in book.sheets.iter().enumerate() {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(&sheet.name)?;
        writer.sheet(worksheet, sheet, place)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// The decimal as the file format's number: the nearest one to its text.
fn binary(points: Points) -> f64 {
    points.to_string().parse().unwrap_or_default()
}

struct Writer<'a> {
    names: &'a [&'a str],
    evaluator: Evaluator<'a>,
    known: HashMap<At, &'a Value>,
    results: &'a Results<'a>,
    formats: HashMap<Style, Format>,
    told: &'a mut Told<'a>,
    done: usize,
    all: usize,
}

impl Writer<'_> {
    fn sheet(
        &mut self,
        worksheet: &mut Worksheet,
        sheet: &Sheet,
        place: usize,
    ) -> Result<(), WriteError> {
        // A formula without words says nothing, not 0.
        worksheet.set_formula_result_default("");
        for (first, last, left, right) in &sheet.merged {
            let style = sheet.cells.get(&(*first, *left)).map(|cell| cell.style);
            let format = self.format(style.unwrap_or_default());
            worksheet.merge_range(*first, *left, *last, *right, "", &format)?;
        }
        for ((row, column), cell) in &sheet.cells {
            self.done += 1;
            if self.done.is_multiple_of(CELLS_AT_ONCE)
                && (self.told)(self.done, self.all).is_break()
            {
                return Err(WriteError::Stopped);
            }
            self.cell(worksheet, (place, *row, *column), cell)?;
        }
        for (column, width) in &sheet.widths {
            worksheet.set_column_width(*column, f64::from(*width))?;
        }
        for column in &sheet.hidden_columns {
            worksheet.set_column_hidden(*column)?;
        }
        for (row, height) in &sheet.heights {
            worksheet.set_row_height(*row, f64::from(*height))?;
        }
        for rule in &sheet.rules {
            self.rule(worksheet, rule, place)?;
        }
        Ok(look(worksheet, sheet)?)
    }

    fn cell(
        &mut self,
        worksheet: &mut Worksheet,
        (place, row, column): (usize, u32, u16),
        cell: &Cell,
    ) -> Result<(), XlsxError> {
        let format = self.format(cell.style);
        match &cell.content {
            Content::Blank => worksheet.write_blank(row, column, &format)?,
            Content::Text(text) => {
                worksheet.write_string_with_format(row, column, text, &format)?
            }
            Content::Number(number) => {
                worksheet.write_number_with_format(row, column, binary(*number), &format)?
            }
            Content::Date(date) => {
                let day = ExcelDateTime::parse_from_str(&date.to_string())?;
                worksheet.write_datetime_with_format(row, column, &day, &format)?
            }
            Content::Formula(formula) => {
                let at = At { sheet: place, row, column };
                let result = match self.results {
                    Results::Nonsense(nonsense) => (*nonsense).to_owned(),
                    Results::Known(_) => match self.known.get(&at) {
                        Some(known) => known.text(),
                        None => self.evaluator.cell(at).text(),
                    },
                };
                let formula = Formula::new(format!("={}", formula.print(self.names, place)));
                let formula = formula.set_result(result);
                worksheet.write_formula_with_format(row, column, formula, &format)?
            }
        };
        Ok(())
    }

    fn rule(
        &self,
        worksheet: &mut Worksheet,
        rule: &Entering,
        place: usize,
    ) -> Result<(), XlsxError> {
        let validation = DataValidation::new();
        let whole = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
        let validation = match &rule.allowed {
            Allowed::OneOf(span) => {
                let list = span_words(self.names, place, *span);
                validation.allow_list_formula(Formula::new(list))
            }
            Allowed::Count(least) => {
                validation.allow_whole_number(DataValidationRule::Between(whole(*least), 1_000_000))
            }
            Allowed::Between(least, most) => validation
                .allow_decimal_number(DataValidationRule::Between(binary(*least), binary(*most))),
            Allowed::Day => {
                let (first, last) =
                    (ExcelDateTime::from_ymd(1901, 1, 1)?, ExcelDateTime::from_ymd(2999, 12, 31)?);
                validation.allow_date(DataValidationRule::Between(first, last))
            }
        };
        let validation = validation
            .set_error_style(DataValidationErrorStyle::Stop)
            .set_error_message(&rule.says)?;
        let validation =
            if rule.is_told { validation.set_input_message(&rule.says)? } else { validation };
        let cells = rule.cells;
        let (row, column) = (cells.first.row, cells.first.column);
        worksheet.add_data_validation(row, column, cells.last_row, column, &validation)?;
        Ok(())
    }

    fn format(&mut self, style: Style) -> Format {
        self.formats.entry(style).or_insert_with(|| format_of(style)).clone()
    }
}

fn span_words(names: &[&str], host: usize, span: Span) -> String {
    use super::formula::column_letters;
    let name = names.get(span.first.sheet).copied().unwrap_or_default();
    let sheet = if span.first.sheet == host {
        String::new()
    } else {
        format!("'{}'!", name.replace('\'', "''"))
    };
    let letters = column_letters(span.first.column);
    format!("={sheet}${letters}${}:${letters}${}", span.first.row + 1, span.last_row + 1)
}

fn look(worksheet: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    worksheet.set_paper_size(9);
    worksheet.set_print_fit_to_pages(1, 0);
    worksheet.set_footer("&C&P / &N");
    if sheet.landscape {
        worksheet.set_landscape();
    }
    if let Some((first, last)) = sheet.heading {
        worksheet.set_freeze_panes(last + 1, 0)?;
        worksheet.set_repeat_rows(first, last)?;
    }
    if let Some((row, column)) = sheet.print_area {
        worksheet.set_print_area(0, 0, row, column)?;
    }
    if sheet.protected {
        let options = ProtectionOptions {
            // Whoever typed a percentage has to be able to make it a number again.
            format_cells: true,
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::default()
        };
        worksheet.protect_with_options(&options);
    }
    match sheet.seen {
        Seen::Shown => {}
        Seen::Hidden => {
            worksheet.set_hidden(true);
        }
        Seen::VeryHidden => {
            worksheet.set_very_hidden(true);
        }
    }
    Ok(())
}

/// The typeface everything is set in; a spreadsheet without it takes the one it has.
const TYPEFACE: &str = "SimSun";

fn format_of(style: Style) -> Format {
    let mut format = Format::new()
        .set_font_name(TYPEFACE)
        .set_font_size(10)
        .set_align(FormatAlign::VerticalCenter);
    // What nobody reads is not broken into lines: programs measure every line they break.
    let is_data = style.as_text && !style.framed;
    if !is_data && !matches!(style.role, Role::Result | Role::Total) {
        format = format.set_text_wrap();
    }
    if style.framed {
        format = format.set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x9A_9A_9A));
    }
    if style.stands == Stands::Top {
        format = format.set_align(FormatAlign::Top);
    }
    if style.centred {
        format = format.set_align(FormatAlign::Center);
    }
    if style.as_text {
        format = format.set_num_format("@");
    }
    match style.role {
        Role::Plain | Role::Result => format,
        Role::Title => format.set_bold().set_font_size(16),
        Role::Head => format
            .set_bold()
            .set_align(FormatAlign::Center)
            .set_background_color(Color::RGB(0xD9_E2_EC)),
        Role::Branch => format.set_bold().set_background_color(Color::RGB(0xF2_F4_F7)),
        Role::Input => format.set_unlocked().set_background_color(Color::RGB(0xFF_FB_E6)),
        Role::InputDate => format
            .set_unlocked()
            .set_num_format("yyyy-mm-dd")
            .set_align(FormatAlign::Center)
            .set_background_color(Color::RGB(0xFF_FB_E6)),
        Role::Total => format.set_bold().set_font_size(14),
        Role::Hint => format.set_font_color(Color::RGB(0xB0_3A_00)),
    }
}
