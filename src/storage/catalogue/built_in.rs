//! The rubrics that are part of the program.

/// One row for each file of the folder `rubrics`: its name and its text.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("anning-2022.yaml", include_str!("../../../rubrics/anning-2022.yaml")),
    ("jinzhong-2019.yaml", include_str!("../../../rubrics/jinzhong-2019.yaml")),
    ("pengxi-2022.yaml", include_str!("../../../rubrics/pengxi-2022.yaml")),
    ("wujin-2021.yaml", include_str!("../../../rubrics/wujin-2021.yaml")),
    ("xuchang-2018.yaml", include_str!("../../../rubrics/xuchang-2018.yaml")),
];
