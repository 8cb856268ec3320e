//! The worked sessions: each is rescored, in order, and stands as the program writes it.

use crate::fixtures::project_file;
use kaohe::score::score;
use kaohe::storage::catalogue::Catalogue;
use kaohe::storage::open::open;
use kaohe::storage::session_file::{Summary, seal, session_text};
use std::collections::BTreeMap;
use std::fs;

/// Final score, deductions, bonus, open, grade of each worked session.
const EXPECTED: [(&str, [&str; 5]); 6] = [
    ("2019年度_市教育局_复核_20191225", ["96", "4", "0", "0", "-"]),
    ("2022年度_示例县_现场考核_20221208", ["87.81", "13.19", "1", "0", "-"]),
    ("2022年度_示例街道_现场考核_20221215", ["-", "0", "0", "2", "-"]),
    ("2018年度_示例县_现场考核_20181220", ["34.5", "5.5", "0", "0", "-"]),
    ("2021年度_示例镇建设局_现场考核_20211215", ["64", "31", "0", "2", "不合格"]),
    ("2021年度_示例镇经济发展局_自评_20211210", ["93", "8.5", "1.5", "0", "-"]),
];

#[test]
fn every_worked_session_scores_as_stated() {
    let catalogue = Catalogue::load(&[]);
    let mut expected: BTreeMap<String, [&str; 5]> = BTreeMap::new();
    expected.extend(EXPECTED.map(|(name, result)| (format!("{name}.kaohe.yaml"), result)));
    for file in fs::read_dir(project_file("sessions")).expect("the sessions") {
        let path = file.expect("a session").path();
        if path.is_dir() {
            continue;
        }
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let expected = expected.remove(&name).unwrap_or_else(|| panic!("{name} is not expected"));
        let opened = open(&catalogue, &path).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert!(!opened.rubric_changed, "{name}: its rubric has changed since");
        let rubric = &opened.rubric.rubric;
        let card = score(rubric, &opened.session);
        let total = &card.total;
        let found = [
            total.score.map_or_else(|| "-".to_owned(), |score| score.show(2)),
            total.deducted.show(2),
            card.bonus.amount.show(2),
            total.progress.open.to_string(),
            total.grade.clone().unwrap_or_else(|| "-".to_owned()),
        ];
        assert_eq!(found, expected, "{name}");
        assert!(card.unknown.is_empty(), "{name}: {:?}", card.unknown);
        let summary = Summary::of(&opened.session, &card);
        let text = seal(&session_text(&opened.session, rubric, &summary), None);
        let stored = fs::read_to_string(&path).expect("a readable session");
        assert!(text == stored, "{name} is not as the program writes it");
    }
    assert!(expected.is_empty(), "missing: {expected:?}");
}
