//! The documents delivered with the program.

use kaohe::lang::{Lang, file_problems};
use kaohe::storage::rubric_file;
use std::path::Path;

/// Every rubric of the folder `rubrics` is accepted; what is odd about the documents
/// themselves is told, each with its line.
#[test]
fn every_rubric_loads() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rubrics");
    let mut read = 0;
    for file in std::fs::read_dir(folder).expect("the folder rubrics") {
        let path = file.expect("a file").path();
        let text = std::fs::read_to_string(&path).expect("text");
        let told = |problem| file_problems::file_problem(Lang::Zh, problem);
        match rubric_file::parse_rubric(&path.display().to_string(), &text) {
            Ok(parsed) => assert!(parsed.warnings.iter().all(|warning| warning.line.is_some())),
            Err(problems) => {
                panic!("{}", problems.iter().map(told).collect::<Vec<_>>().join("\n"));
            }
        }
        read += 1;
    }
    assert!(read >= 5, "only {read} rubrics");
}
