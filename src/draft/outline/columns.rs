//! What stands in the columns of a table: the words above them tell, as rows of one table.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 序号.
    Number,
    /// 考核项目, 考核内容: headings and items, from left to right.
    Content,
    /// 评分标准.
    Criteria,
    /// 分值.
    Points,
    /// 扣分值: the amount of one criterion.
    Amount,
    /// 检查方式.
    Method,
    /// 责任单位及提供资料.
    Duty,
    /// 考核单位.
    Office,
    /// 佐证资料.
    Evidence,
    /// 得分, 扣分原因: empty columns that are filled in.
    Result,
    /// 备注.
    Remark,
}

/// Words of headings and what their columns hold. The longest word that is in a heading decides.
pub const VOCABULARY: [(Role, &str); 11] = [
    (Role::Number, "序号 编号 序 项次 条款号 标准编号 指标序号 NO"),
    (
        Role::Criteria,
        "评分标准 扣分标准 考评标准 考核标准 评分办法 评分细则 计分办法 计分标准 \
         赋分方法 赋分标准 赋分办法 赋分细则 评分方法 扣分情形 评分说明 评分依据 \
         扣分细则 扣分办法 考核办法 计分方法 考核细则 评价标准 打分标准 得分标准 \
         评分规则 考核计分 考评办法 考评细则 计分细则 评定标准 评审标准 测评标准 \
         检查标准 评估标准 扣分规则 加分标准 扣分项目 扣分内容 扣分事项 扣分说明 \
         扣分条款 计分规则 评分要点 评分原则 评价细则 评价办法 奖惩标准 扣罚标准 \
         处罚标准 分值说明 加扣分标准 情形 扣分点 考核评分 细则 考核方法及评分 评分 \
         打分方法 打分办法 打分细则 评分描述 不符合项 评价方法及标准",
    ),
    (
        Role::Points,
        "分值 标准分 标准分值 满分 分数 应得分 应得分数 基础分 基本分 配分 满分值 赋分 \
         考核分值 项目分值 总分值 总分 权重 权重分 参考分值 标准分数 目标分 考核分 分 \
         标分 规定分 权数 额定分 总分数 项分 设定分值 分值权重 分值设置 计分",
    ),
    (
        Role::Amount,
        "扣分值 扣分分值 扣分额 单次扣分 每次扣分 扣分幅度 加扣分值 加分值 加减分值 \
         扣分数 扣分分数 单项扣分",
    ),
    (
        Role::Method,
        "考核方式 检查方式 评价方法 考核方法 检查方法 查看方式 考评方式 考评方法 \
         查阅资料 验证方式 评价方式 考察方式 检查手段 查看内容 评审方式 评审方法 \
         考核形式 核查方式 核验方式 测评方式 测评方法 检查途径 评估方法 评估方式 \
         督查方式 考核途径 评分方式",
    ),
    (
        Role::Duty,
        "责任单位 责任单位及提供资料 职责分工 责任部门 牵头部门 提供内容 责任科室 \
         完成单位 责任分工 配合单位 落实单位 责任人 牵头单位 责任领导 \
         职责分工及提供内容 任务分工 责任股室 报送单位 提供单位 填报单位 承办单位 \
         责任处室 责任主体",
    ),
    (
        Role::Office,
        "考核单位 考核部门 考核科室 考评单位 数据来源 评分单位 负责考核单位 考核主体 \
         评价部门 考核责任单位 考核牵头单位 考评部门 评分部门 打分单位 打分部门 \
         评分主体 数据来源单位 数据提供单位 数据采集单位 评价主体 评价单位 考核处室 \
         考核股室 考核组 考核责任部门 考核实施单位 牵头考核单位 牵头考核部门 \
         考核执行单位 考核人 采集单位 评价科室 考评科室 考核职能部门",
    ),
    (
        Role::Evidence,
        "佐证资料 认定依据 认定材料 佐证材料 印证资料 印证材料 备查资料 备查材料 台账资料 提供资料 \
         提供材料 支撑材料 支撑资料 证明材料 资料清单 材料清单 需提供 档案资料 所需材料 \
         所需资料 相关资料 报送资料 报送材料 备查",
    ),
    (
        Role::Result,
        "得分 自评 自评得分 自评分 自查扣分 扣分 扣减分数 实得分 实得分数 复核得分 \
         考核得分 扣分原因 扣分情况 考核情况 检查情况 存在问题 复评 初评 核定分 \
         扣分及原因 实际得分 考核扣分 检查记录 考核结果 检查结果 评分结果 自评情况 \
         完成情况 落实情况 评审得分 考评得分 自查得分 自查情况 检查得分 扣分理由 \
         得分情况 考核评分值 初核 复核 复核分 核查情况 测评得分 评价得分 评估得分 \
         考评情况 得分说明 实得 存在的问题 问题描述 审核得分 审核分 考核实得分 \
         考核组评分 自评扣分 自查分 缺项 合理缺项 是否达标 是否符合 符合情况 小计得分 \
         实扣分 实际扣分 检查人 评定结果 考核意见 终评 抽查情况 核定得分 初评得分 \
         考核组得分 单位自评 督查情况 扣分依据",
    ),
    (Role::Remark, "备注 说明 备考 附注 注"),
    (
        Role::Content,
        "考核项目 项目 考核内容 考核要求 考核指标 指标 一级指标 二级指标 三级指标 \
         四级指标 类别 考核类别 内容 评价要点 服务要求 检查项目 要素 工作内容 重点工作 \
         目标任务 工作任务 考评内容 评价内容 指标名称 考核要点 任务 工作要求 标准要求 \
         具体内容 基本要求 达标要求 事项 分类 大类 小类 考评指标 考评项目 评价指标 \
         评价项目 检查内容 考核任务 主要内容 要求 考评内容及要求 考核内容及要求 \
         考核事项 工作目标 目标 考核目标 指标内容 内容及要求 评分项目 评分内容 检查要点 \
         检查事项 责任目标 一级 二级 三级 主要任务 具体任务 指标体系 指标要求 考核对象 \
         评审项目 评审内容 评审要素 考评要点 评估内容 评估项目 评估指标 项目名称 名称 \
         工作项目 考核点 具体要求 工作标准 管理要求 标准内容 规范要求 条款 测评项目 \
         测评内容 测评指标 创建内容 创建标准 创建项目 建设内容 建设标准 建设要求 \
         督查内容 督查项目 检查细目 考核细目 服务内容 服务标准 服务项目 质量要求 \
         内容与要求 标准 达标标准 职责 工作职责 指标分类 指标类型 考核维度 维度 领域 \
         板块 模块 环节 岗位 考核岗位 评价维度 考核要素 评价要素 重点任务 工作重点 业务 \
         工作 方面",
    ),
];

/// The longest a heading may be, brackets and blanks aside.
const LONGEST: usize = 18;

/// What a column holds whose heading this is; nothing for other words.
#[must_use]
pub fn role(heading: &str) -> Option<Role> {
    let bare = bare(heading);
    let length = bare.chars().count();
    if length == 0 || length > LONGEST || bare.contains(['，', '；', '。', ',', ';', '：']) {
        return None;
    }
    let mut best: Option<(usize, bool, Role)> = None;
    for (role, words) in VOCABULARY {
        for word in words.split_whitespace() {
            let Some(at) = bare.find(word) else { continue };
            let wide = word.chars().count();
            let is_end = at + word.len() == bare.len();
            // A short word has to be the end of a short heading, or all of it.
            let fits = match wide {
                1 => bare == word,
                2 => is_end && length <= 10 || bare.starts_with(word) && length <= 6,
                _ => true,
            };
            let better = best.is_none_or(|(known, ended, _)| (wide, is_end) > (known, ended));
            if fits && better {
                best = Some((wide, is_end, role));
            }
        }
    }
    best.map(|(_, _, role)| role)
}

/// A heading without blanks and without what stands in brackets.
#[must_use]
pub fn bare(heading: &str) -> String {
    let mut depth = 0_u32;
    let mut bare = String::new();
    for c in heading.chars() {
        match c {
            '（' | '(' | '［' | '[' => depth += 1,
            '）' | ')' | '］' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 && !c.is_whitespace() => bare.push(c),
            _ => {}
        }
    }
    bare
}
