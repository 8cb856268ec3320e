//! The rubrics that are part of the program.

/// A rubric that is part of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuiltIn {
    /// Its id, which is the name of its file without `.yaml`.
    pub id: &'static str,
    /// Its title, so that lists need not read it.
    pub title: &'static str,
    /// The text of its file.
    pub text: &'static str,
}

/// One row for each file of the folder `rubrics`.
pub const BUILT_IN: &[BuiltIn] = &[
    BuiltIn {
        id: "anning-2022",
        title: "安宁市2022年度安全生产和事故灾害应对目标管理考核要点细则",
        text: include_str!("../../../rubrics/anning-2022.yaml"),
    },
    BuiltIn {
        id: "jinzhong-2019",
        title: "市直部门2019年度安全生产和消防工作目标责任考核内容及评分标准",
        text: include_str!("../../../rubrics/jinzhong-2019.yaml"),
    },
    BuiltIn {
        id: "pengxi-2022",
        title: "蓬溪县迎接市安办2022年度安全生产党政同责工作考核任务分解表",
        text: include_str!("../../../rubrics/pengxi-2022.yaml"),
    },
    BuiltIn {
        id: "wujin-2021",
        title: "部门（单位）安全生产目标任务考核细则",
        text: include_str!("../../../rubrics/wujin-2021.yaml"),
    },
    BuiltIn {
        id: "xuchang-2018",
        title: "2018年度县（市、区）安全生产工作责任目标考评细则（40分）",
        text: include_str!("../../../rubrics/xuchang-2018.yaml"),
    },
];
