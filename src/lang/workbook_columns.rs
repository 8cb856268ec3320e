//! The heads of the many columns of 计算, in the order of its columns.

use super::Lang;

const COLUMNS: [(&str, &str); 76] = [
    ("编号", "Id"),
    ("类别", "Kind"),
    ("行号", "Line"),
    ("上级行号", "Line above"),
    ("不涉及", "Does not apply"),
    ("情况代码", "State code"),
    ("已填栏数", "Cells filled"),
    ("情形条数", "Findings"),
    ("情形次数", "Times found"),
    ("有比例的条数", "With a share"),
    ("比例之和", "Sum of shares"),
    ("次数×比例", "Count × share"),
    ("最大比例", "Largest share"),
    ("填写状态", "Recorded"),
    ("单项标准", "Amount for one"),
    ("基数", "Baseline"),
    ("超出（分子）", "Beyond (above)"),
    ("每档（分母）", "Step (below)"),
    ("测算", "Measured"),
    ("查出", "Found"),
    ("不得分", "Nothing left"),
    ("状态", "State"),
    ("条款计分", "Counts"),
    ("扣分", "Deducted"),
    ("★扣分", "★"),
    ("未评可扣", "Open"),
    ("未评无上限", "Open, unbounded"),
    ("不得分未评", "Whole open"),
    ("得分项", "Earned"),
    ("得分项最高", "Best earned"),
    ("最高无上限", "Best unbounded"),
    ("得分项全部", "All earned"),
    ("全部无上限", "All unbounded"),
    ("加分项", "Added"),
    ("加分项最高", "Most added"),
    ("加分无上限", "Most unbounded"),
    ("罚款", "Fine"),
    ("未评数", "Open count"),
    ("无问题数", "Met count"),
    ("有问题数", "Found count"),
    ("不涉及数", "N/A count"),
    ("任务数", "Tasks"),
    ("完成数", "Done"),
    ("区间下限", "From"),
    ("区间上限", "To"),
    ("选定分值", "Chosen"),
    ("就高计入", "Kept"),
    ("就高扣分", "Largest deduction"),
    ("就高", "Largest"),
    ("权重", "Weight"),
    ("本单位分值", "Points of this unit"),
    ("分值", "Points"),
    ("分值增减", "More points"),
    ("起算分", "Starts from"),
    ("最高起算分", "Best start"),
    ("封顶后扣分", "Ordinary"),
    ("确定扣分", "Lost"),
    ("限额前得分", "Score unlimited"),
    ("限额前最高", "Highest unlimited"),
    ("限额前最低", "Lowest unlimited"),
    ("限额前加分", "Added unlimited"),
    ("限额前待评", "Pending unlimited"),
    ("下级扣分", "Deducted below"),
    ("应得分", "Applicable"),
    ("得分", "Score"),
    ("加分", "Added"),
    ("待评", "Pending"),
    ("最高可能", "Highest"),
    ("最低可能", "Lowest"),
    ("扣分合计", "Deducted"),
    ("条款失分", "Lost by the clause"),
    ("考核项扣分", "Deducted of the item"),
    ("归上级计分", "Carried above"),
    ("余下分值", "Points left"),
    ("分组扣分", "Deducted in the group"),
    ("分组加分", "Added in the group"),
];

const FIGURES: [(&str, &str); 31] = [
    ("各项合计", "Sum"),
    ("应得分", "Applicable"),
    ("扣分", "Deducted"),
    ("待评", "Pending"),
    ("最低合计", "Lowest sum"),
    ("最高合计", "Highest sum"),
    ("罚款（元）", "Fines (yuan)"),
    ("未评", "Open"),
    ("无问题", "Met"),
    ("有问题", "Found"),
    ("不涉及", "N/A"),
    ("任务数", "Tasks"),
    ("完成数", "Done"),
    ("完成率（%）", "Completion (%)"),
    ("满分", "Out of"),
    ("换算后", "Base"),
    ("直接扣分", "Direct"),
    ("加分（封顶前）", "Bonus before cap"),
    ("加分（封顶后）", "Bonus"),
    ("否决前得分", "Before the veto"),
    ("否决定分", "Score set by veto"),
    ("否决后得分值", "Score it sets"),
    ("得分", "Score"),
    ("加分", "Bonus that counts"),
    ("最低可能", "Lowest"),
    ("最高可能", "Highest"),
    ("等次代码", "Grade code"),
    ("否决", "Vetoed"),
    ("等次", "Grade"),
    ("否决标记", "Marks"),
    ("折算", "Converted"),
];

fn in_language<const N: usize>(
    lang: Lang,
    words: [(&'static str, &'static str); N],
) -> [&'static str; N] {
    words.map(|(chinese, english)| match lang {
        Lang::Zh => chinese,
        Lang::En => english,
    })
}

/// The heads of the columns of 计算.
#[must_use]
pub fn calculation_columns(lang: Lang) -> [&'static str; 76] {
    in_language(lang, COLUMNS)
}

/// The figures of the whole, below the lines of 计算.
#[must_use]
pub fn figures(lang: Lang) -> [&'static str; 31] {
    in_language(lang, FIGURES)
}
