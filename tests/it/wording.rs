//! The table of words that carry rules: each row finds its examples and nothing else.

use kaohe::wording::{marks, patterns};

#[test]
fn each_row_finds_its_examples_and_nothing_else() {
    let mut broken = Vec::new();
    for (place, pattern) in patterns().enumerate() {
        let rows =
            |text: &str| marks(text).into_iter().map(|(_, mark)| mark.row).collect::<Vec<_>>();
        for example in pattern.examples.iter().filter(|text| !rows(text).contains(&place)) {
            let found: Vec<&str> =
                rows(example).iter().filter_map(|row| Some(patterns().nth(*row)?.shape)).collect();
            broken.push(format!("{} does not find {example}: {found:?}", pattern.shape));
        }
        for text in pattern.not.iter().filter(|text| rows(text).contains(&place)) {
            broken.push(format!("{} finds {text}", pattern.shape));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_row_has_examples() {
    for pattern in patterns() {
        assert!(!pattern.examples.is_empty() && !pattern.not.is_empty(), "{}", pattern.shape);
    }
}
