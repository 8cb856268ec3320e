//! Text with tables, as GitHub and most editors show it.

use super::text::{put, shown};
use crate::report::{Align, Report, Table};

/// The whole report.
pub(super) fn write(report: &Report) -> String {
    let mut text = String::new();
    put(&mut text, format_args!("# {}\n\n", inline(&report.title)));
    if let Some(mark) = &report.mark {
        put(&mut text, format_args!("**{}**\n\n", inline(mark)));
    }
    for (label, value) in &report.head {
        put(&mut text, format_args!("- {}{}\n", inline(label), inline(value)));
    }
    if !report.head.is_empty() {
        text.push('\n');
    }
    for (place, paragraph) in report.paragraphs.iter().enumerate() {
        let mark = if report.subheads.contains(&place) { "**" } else { "" };
        put(&mut text, format_args!("{mark}{}{mark}\n\n", inline(paragraph)));
    }
    for each in &report.tables {
        table(&mut text, each);
    }
    for notes in &report.notes {
        put(&mut text, format_args!("**{}**\n\n", inline(&notes.heading)));
        for line in &notes.lines {
            put(&mut text, format_args!("- {}\n", inline(line)));
        }
        text.push('\n');
    }
    for line in &report.signature {
        let labels: Vec<String> = line.iter().map(|label| inline(label)).collect();
        put(&mut text, format_args!("{}\n\n", labels.join("　　　　")));
    }
    text
}

fn table(text: &mut String, table: &Table) {
    if let Some(title) = &table.title {
        put(text, format_args!("## {}\n\n", inline(title)));
    }
    let headings = table.columns.iter().map(|column| inline(&column.heading));
    line(text, headings);
    let rules = table.columns.iter().map(|column| match column.align {
        Align::Left => "---".to_owned(),
        Align::Centre => ":-:".to_owned(),
    });
    line(text, rules);
    for row in &table.rows {
        let cells = row.slots.iter();
        line(text, cells.map(|slot| slot.cell().map_or_else(String::new, |it| inline(&it.text))));
    }
    text.push('\n');
}

fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.collect();
    put(text, format_args!("| {} |\n", cells.join(" | ")));
}

/// Words that mean nothing to Markdown, on one line.
fn inline(words: &str) -> String {
    let mut out = String::new();
    for character in shown(words).chars() {
        match character {
            '\n' => out.push_str("<br>"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::inline;

    #[test]
    fn words_mean_nothing_to_markdown() {
        assert_eq!(inline("a|b\n<c> *d* [e](f)"), "a\\|b<br>&lt;c&gt; \\*d\\* \\[e\\](f)");
    }
}
