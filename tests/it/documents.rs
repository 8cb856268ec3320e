//! The documents delivered with the program.

use kaohe::lang::{Lang, file_problems};
use kaohe::storage::rubric_file;
use std::path::Path;

/// Every rubric of the folder `rubrics` is read without an error or a warning.
#[test]
fn every_rubric_loads() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rubrics");
    let mut read = 0;
    for file in std::fs::read_dir(folder).expect("the folder rubrics") {
        let path = file.expect("a file").path();
        let text = std::fs::read_to_string(&path).expect("text");
        let name = path.display().to_string();
        let told = |problems: &[_]| -> String {
            problems.iter().map(|p| file_problems::file_problem(Lang::Zh, p) + "\n").collect()
        };
        match rubric_file::parse_rubric(&name, &text) {
            Ok(parsed) => assert_eq!(told(&parsed.warnings), "", "{name}"),
            Err(problems) => panic!("{}", told(&problems)),
        }
        read += 1;
    }
    assert!(read >= 5, "only {read} rubrics");
}
