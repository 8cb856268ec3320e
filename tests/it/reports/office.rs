//! Reports in the real programs: `LibreOffice` opens and prints every document, Chromium every
//! page. Where a program is missing the test says so and is skipped, unless
//! `KAOHE_NEEDS_OFFICE` is set.

use super::{Case, all};
use crate::fixtures::skipped;
use kaohe::report::Kind;
use kaohe::report::write::Format;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const KINDS: [Kind; 3] = [Kind::Form, Kind::Issues, Kind::Feedback];

/// Whether a program is there; where it has to be, it is a failure that it is not.
pub(super) fn is_there(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok();
    assert!(found || std::env::var_os("KAOHE_NEEDS_OFFICE").is_none(), "{program} is missing");
    if !found {
        skipped(&format!("{program} is missing"));
    }
    found
}

/// The text of a printed document, without blanks and line breaks, and its pages.
pub(super) fn printed(pdf: &Path) -> (String, usize) {
    let out = Command::new("pdftotext").arg("-layout").arg(pdf).arg("-").output();
    let out = out.expect("pdftotext");
    assert!(out.status.success(), "{}: {}", pdf.display(), String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    let pages = text.matches('\u{c}').count();
    (text.chars().filter(|c| !c.is_whitespace()).collect(), pages)
}

/// Prints documents with `LibreOffice`, beside themselves.
pub(super) fn convert(folder: &Path, files: &[PathBuf]) {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut command = Command::new("soffice");
    command.args([&profile, "--headless", "--convert-to", "pdf", "--outdir"]).arg(folder);
    let done = command.args(files).output().expect("soffice");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// Prints a page with Chromium.
pub(super) fn print_page(folder: &Path, page: &Path, pdf: &Path) {
    let done = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg(format!("--print-to-pdf={}", pdf.display()))
        .arg(page)
        .output()
        .expect("chromium");
    assert!(pdf.is_file(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn name(case: &Case, kind: Kind) -> String {
    format!("{}-{}", case.name, kind.key())
}

/// Title, final score and the lines to sign are on the paper.
fn check(case: &Case, kind: Kind, pdf: &Path) {
    let (text, pages) = printed(pdf);
    let about = name(case, kind);
    let unit: String = case.session.head.unit.chars().take_while(|c| !c.is_ascii()).collect();
    assert!(text.contains(&unit), "{about}: {unit}");
    assert!(text.contains("（盖章）"), "{about}");
    let total = case.card().total;
    if kind != Kind::Issues {
        let whole = match (total.score, total.completion) {
            (Some(score), _) => score.show(case.rubric.head.decimals),
            (None, Some(rate)) => format!("{}%", rate.percent(case.rubric.head.decimals)),
            (None, None) => String::new(),
        };
        assert!(text.contains(&whole), "{about}: {whole}");
    }
    if kind == Kind::Feedback {
        assert_eq!(pages, 1, "{about}");
    }
    if case.name == "hostile" && kind == Kind::Form {
        assert!(text.contains("第499家企业"), "{about}: the last finding");
        assert!(pages > 10, "{about}: {pages}");
    }
}

#[test]
fn documents_open_and_print_in_libreoffice() {
    if !is_there("soffice") || !is_there("pdftotext") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let cases = all();
    let mut files = Vec::new();
    for case in &cases {
        for kind in KINDS {
            let path = folder.path().join(format!("{}.docx", name(case, kind)));
            fs::write(&path, case.bytes(kind, Format::Docx)).expect("a document");
            files.push(path);
        }
    }
    convert(folder.path(), &files);
    for case in &cases {
        for kind in KINDS {
            check(case, kind, &folder.path().join(format!("{}.pdf", name(case, kind))));
        }
    }
}

#[test]
fn pages_print_on_a4_in_chromium() {
    if !is_there("chromium") || !is_there("pdftotext") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for case in
        all().iter().filter(|case| case.name == "hostile" || case.name.contains("2022年度_示例县"))
    {
        for kind in [Kind::Form, Kind::Feedback] {
            let page = folder.path().join(format!("{}.html", name(case, kind)));
            let pdf = page.with_extension("pdf");
            fs::write(&page, case.bytes(kind, Format::Html)).expect("a page");
            print_page(folder.path(), &page, &pdf);
            check(case, kind, &pdf);
        }
    }
}
