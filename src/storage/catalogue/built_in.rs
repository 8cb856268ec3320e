//! The rubrics that are part of the program.

use crate::storage::yaml::{Element, Kind, Recording};

/// A rubric that is part of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuiltIn {
    /// Its id, which is the name of its file without `.yaml`.
    pub id: &'static str,
    /// Its title, so that lists need not read it.
    pub title: &'static str,
    /// The text of its file.
    pub text: &'static str,
    /// What was read in it when the program was built.
    pub(crate) recording: Recording,
}

/// One row for each file of the folder `rubrics`.
pub const BUILT_IN: &[BuiltIn] = &[
    BuiltIn {
        id: "anning-2022",
        title: "安宁市2022年度安全生产和事故灾害应对目标管理考核要点细则",
        text: include_str!("../../../rubrics/anning-2022.yaml"),
        recording: include!(concat!(env!("OUT_DIR"), "/anning-2022.rs")),
    },
    BuiltIn {
        id: "jinzhong-2019",
        title: "市直部门2019年度安全生产和消防工作目标责任考核内容及评分标准",
        text: include_str!("../../../rubrics/jinzhong-2019.yaml"),
        recording: include!(concat!(env!("OUT_DIR"), "/jinzhong-2019.rs")),
    },
    BuiltIn {
        id: "pengxi-2022",
        title: "蓬溪县迎接市安办2022年度安全生产党政同责工作考核任务分解表",
        text: include_str!("../../../rubrics/pengxi-2022.yaml"),
        recording: include!(concat!(env!("OUT_DIR"), "/pengxi-2022.rs")),
    },
    BuiltIn {
        id: "wujin-2021",
        title: "部门（单位）安全生产目标任务考核细则",
        text: include_str!("../../../rubrics/wujin-2021.yaml"),
        recording: include!(concat!(env!("OUT_DIR"), "/wujin-2021.rs")),
    },
    BuiltIn {
        id: "xuchang-2018",
        title: "2018年度县（市、区）安全生产工作责任目标考评细则（40分）",
        text: include_str!("../../../rubrics/xuchang-2018.yaml"),
        recording: include!(concat!(env!("OUT_DIR"), "/xuchang-2018.rs")),
    },
];

#[cfg(test)]
mod tests {
    use super::BUILT_IN;
    use crate::storage::yaml::{Problems, parse, replay};

    #[test]
    fn what_was_recorded_is_what_is_read() {
        for built_in in BUILT_IN {
            let mut problems = Problems::new(built_in.id, built_in.text);
            let read = parse(built_in.text, &mut problems);
            let replayed = replay(built_in.recording, &mut problems);
            assert_eq!(format!("{replayed:?}"), format!("{read:?}"), "{}", built_in.id);
            assert!(read.is_some() && problems.finish().is_empty(), "{}", built_in.id);
        }
    }
}
