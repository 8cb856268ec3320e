//! What the command line says.

use super::{Lang, messages, vetoes, whole_steps, words};
use crate::points::Points;
use crate::rubric::Rubric;
use crate::score::Scorecard;
use crate::storage::reach::Enforced;
use crate::visible::path_words;

/// A tag that the rubric does not have, and those it has.
#[must_use]
pub fn no_such_tag(lang: Lang, tag: &str, known: &[&str]) -> String {
    match known {
        [] => no_tags(lang, tag),
        _ => tag_unknown(lang, tag, &known.join(lang.enumeration_comma())),
    }
}

messages! {
    open_notice(file: &str, words: &str) { zh: "{file}：{words}", en: "{file}: {words}" }
    about {
        zh: "安全生产目标责任考核：载入考核细则，逐条记录，即时算分",
        en: "Safety-responsibility assessment: load a rubric, record findings, see the score at once",
    }
    help_template {
        zh: "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}\n",
        en: "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}\n",
    }
    exit_codes {
        zh: "\n退出码：0 完成；1 所查内容有问题；2 用法有误；3 文件无法读写。\n不带命令运行即打开终端界面。",
        en: "\nExit codes: 0 done, 1 not in order, 2 wrong use, 3 a file could not be read or written.\nWithout a command the terminal screens open.",
    }
    usage { zh: "kaohe [选项] [命令]", en: "kaohe [OPTIONS] [COMMAND]" }
    commands { zh: "命令", en: "Commands" }
    options { zh: "选项", en: "Options" }
    arguments { zh: "参数", en: "Arguments" }
    rubrics_option { zh: "另外的细则目录（可多次给出）", en: "A further folder of rubrics (may be repeated)" }
    dir_option { zh: "考核记录所在目录，自己的细则在其中的 rubrics", en: "The folder of the sessions, with own rubrics in its rubrics" }
    check_option { zh: "配合 --restricted：不打开界面，只说明此时哪些由内核把关", en: "With --restricted: do not open the screens, tell what the kernel enforces" }
    doors_alone { zh: "内核没有把关（Landlock 不可用），目录只由程序自己守着。", en: "The kernel does not enforce it (no Landlock): the program alone keeps to its folder." }
    files_enforced { zh: "目录以外的文件、运行别的程序：内核拒绝（已试过）", en: "files outside the folder, running programs: refused by the kernel (tried)" }
    files_not_enforced { zh: "目录以外的文件、运行别的程序：内核没有把关（Landlock 不可用），只由程序自己守着", en: "files outside the folder, running programs: not enforced by the kernel (no Landlock), the program alone keeps to its folder" }
    connections_enforced { zh: "TCP 连接：内核拒绝", en: "TCP connections: refused by the kernel" }
    connections_not_enforced { zh: "TCP 连接：内核没有把关（要 Linux 6.7 起）", en: "TCP connections: not enforced by the kernel (since Linux 6.7 it can)" }
    never_enforced { zh: "UDP、文件系统里的套接字：内核不管；程序自己不用", en: "UDP, sockets in the file system: not enforced; the program uses neither" }
    restricted_option { zh: "受限方式：只有终端界面，不出 --dir 指定的目录", en: "Restricted: the screens only, confined to the folder of --dir" }
    lang_option { zh: "界面语言", en: "The language" }
    plain_option {
        zh: "逐行问答，不画屏幕：供读屏软件使用",
        en: "Questions and answers in plain lines, for screen readers",
    }
    theme_option { zh: "颜色：dark 深色背景，light 浅色背景，contrast 高对比", en: "Colours: dark, light, contrast" }
    config_about { zh: "打印现行设置，即一份写明全部选项和按键的设置文件", en: "Print the configuration in force: a file of everything that can be set" }
    config_check_option { zh: "检查设置文件，一次列出全部问题，- 为标准输入", en: "Check a configuration, everything at once; - for standard input" }
    help_option { zh: "显示帮助", en: "Print help" }
    version_option { zh: "显示版本", en: "Print version" }
    open_about { zh: "打开一份考核记录", en: "Open a session" }
    session_argument { zh: "考核记录文件", en: "The session file" }
    read_only_option { zh: "只看不改", en: "Look, do not change" }
    new_about { zh: "新建考核记录，打印其路径", en: "Make a new session file and print its path" }
    rubric_argument { zh: "细则的标识或文件", en: "A rubric's id or file" }
    unit_option { zh: "被考核单位", en: "The unit assessed" }
    mode_option { zh: "方式：self 自评，field 现场考核，review 复核", en: "self, field or review" }
    tag_option { zh: "单位标签（可多次给出）", en: "A tag of the unit (may be repeated)" }
    assessor_option { zh: "考核人员（可多次给出）", en: "An assessor (may be repeated)" }
    date_option { zh: "考核日期，默认今天", en: "The date, today if not given" }
    out_option { zh: "写到此文件", en: "Write to this file" }
    rubrics_about { zh: "列出已知的考核细则", en: "List the rubrics known" }
    list_about { zh: "列出考核记录", en: "List the sessions" }
    dir_argument { zh: "目录，默认为用户数据目录", en: "A folder, else the user's own" }
    json_option { zh: "以 JSON 输出", en: "Print JSON" }
    show_about { zh: "显示一份考核细则", en: "Show a rubric" }
    diff_about { zh: "比较两版考核细则，列出变化；有变化时退出码为 1", en: "Compare two versions of a rubric; exit code 1 where they differ" }
    old_argument { zh: "旧细则的标识或文件", en: "The old rubric's id or file" }
    new_argument { zh: "新细则的标识或文件", en: "The new rubric's id or file" }
    migrate_about { zh: "细则改动后，把考核记录迁移到现在的细则；不加 --write 只列出变化", en: "Take a session on to its rubric as it is now; without --write only tell what would change" }
    write_option { zh: "执行迁移并保存", en: "Do it and save" }
    check_about { zh: "检查细则和考核记录，一次列出全部问题", en: "Check rubrics and sessions, everything at once" }
    files_argument { zh: "细则或考核记录，- 为标准输入", en: "Rubrics or sessions, - for standard input" }
    score_about { zh: "计算得分", en: "Print the scorecard" }
    sessions_argument { zh: "考核记录", en: "Session files" }
    verified_argument { zh: "考核记录，或目录（其中全部考核记录）", en: "Session files, or folders of them" }
    explain_option { zh: "列出每一步计算", en: "With every step" }
    compare_about { zh: "对比同一细则的两份或三份考核记录：自评、现场、复核，或去年、今年", en: "Compare two or three sessions of one rubric: self, field and review, or last year and this" }
    compared_argument { zh: "两份或三份考核记录，- 为标准输入", en: "Two or three sessions, - for standard input" }
    all_option { zh: "全部列出，按细则顺序；不加只列不同的，相差大的在前", en: "All rows in document order, else those that differ, the largest gap first" }
    rank_about { zh: "给目录里各单位排名（得分重新计算），或列出扣分最多的条款", en: "Rank the units of a folder, calculated anew, or list where most was deducted" }
    rank_rubric_option { zh: "哪份细则；目录里只有一份时可省略", en: "Which rubric, where the folder has several" }
    clauses_option { zh: "列出扣分最多的条款", en: "List where most was deducted" }
    margin_about { zh: "列出丢分之处：只改这一处加多少分、哪些封顶内不加分、距下一等次多远", en: "What fixing each thing alone would gain, what caps hide, and how far the next grade is" }
    verify_about { zh: "核对考核记录和修改日志，全部重新计算", en: "Calculate sessions and their journals anew and tell what differs" }
    history_about { zh: "列出一份考核记录的每次修改", en: "List every change of a session" }
    id_argument { zh: "只列此条款或考核项（及其下）的修改", en: "Only changes of this clause or item, or below it" }
    delete_about { zh: "把考核记录移到回收站，打印新路径", en: "Move sessions into the trash and print where they are" }
    restore_about { zh: "把考核记录从回收站移回，打印新路径", en: "Move sessions out of the trash and print where they are" }
    trashed_argument { zh: "回收站里的考核记录", en: "Session files in the trash" }
    trash_option { zh: "列出回收站里的", en: "Those in the trash" }
    schema_about { zh: "打印文件格式的 JSON Schema，供编辑器补全和检查", en: "Print the JSON Schema of a format, for editors to complete and check" }
    format_argument { zh: "rubric 考核细则，session 考核记录", en: "rubric or session" }
    completions_about { zh: "打印命令补全脚本（bash、zsh、fish、powershell、elvish）", en: "Print a completion script (bash, zsh, fish, powershell, elvish)" }
    shell_argument { zh: "命令行外壳", en: "The shell" }
    man_about { zh: "打印手册页", en: "Print the manual page" }

    see_help { zh: "用法见 kaohe --help", en: "See kaohe --help" }
    argument_missing(argument: &str) { zh: "缺少参数：{argument}", en: "missing: {argument}" }
    argument_unknown(argument: &str) { zh: "没有这个选项或参数：{argument}", en: "unknown argument: {argument}" }
    argument_unknown_but(argument: &str, better: &str) {
        zh: "没有这个选项：{argument}，是不是 {better}？",
        en: "unknown argument: {argument}; did you mean {better}?",
    }
    argument_conflict(argument: &str) { zh: "用法有误：{argument}", en: "wrong use: {argument}" }
    command_unknown(name: &str) { zh: "没有这个命令：{name}", en: "unknown command: {name}" }
    value_missing(argument: &str) { zh: "{argument} 后面缺少内容", en: "{argument} needs a value" }
    value_unknown(argument: &str, value: &str, known: &str) {
        zh: "{argument} 不能是“{value}”，可用：{known}",
        en: "{argument} cannot be “{value}”; use one of: {known}",
    }
    value_unusable(argument: &str, value: &str) { zh: "{argument} 不能是“{value}”", en: "{argument} cannot be “{value}”" }
    not_utf8 { zh: "参数不是 UTF-8 文字，请检查终端的字符编码", en: "an argument is not UTF-8: check the terminal's encoding" }

    not_restricted(what: &str) {
        zh: "受限方式（--restricted）只能打开终端界面，不能用 {what}",
        en: "restricted mode (--restricted) has the screens only, not {what}",
    }
    screens_only {
        zh: "这里只有终端界面，不执行命令，不传文件。请在终端里登录；命令行上写了别的命令时，请去掉",
        en: "there are only the screens here, no commands and no files: log in from a terminal, without a command",
    }
    restricted_where {
        zh: "受限方式（--restricted）要用 --dir 指定目录",
        en: "restricted mode (--restricted) needs a folder: name it with --dir",
    }
    no_home {
        zh: "找不到用户目录：请设置 HOME，或用 KAOHE_DATA_DIR 指定数据目录",
        en: "no home folder: set HOME, or name a data folder in KAOHE_DATA_DIR",
    }
    rubric_missing(path: &str, id: &str, sha256: &str) {
        zh: "{path}：找不到所用的考核细则 {id}（指纹 {sha256}），请用 --rubrics 指出它所在的目录",
        en: "{path}: its rubric {id} (fingerprint {sha256}) is not here: name its folder with --rubrics",
    }
    unit_empty { zh: "请填写被考核单位（--unit）", en: "name the unit (--unit)" }
    no_tags(tag: &str) { zh: "本细则不分单位类别，没有“{tag}”，不用写 --tag", en: "the rubric has no tags, not “{tag}” either: leave --tag out" }
    form_needs_xlsx(path: &str) { zh: "{path}：评分表是 Excel 文件，文件名的后缀要用 .xlsx", en: "{path}: a form is a spreadsheet; its name has to end in .xlsx" }
    form_of_session { zh: "由记录生成评分表时，单位、方式、类别照记录的，不能另写 --unit、--mode、--tag", en: "a form of a session has its unit, mode and tags: --unit, --mode and --tag cannot be given" }
    tag_unknown(tag: &str, known: &str) {
        zh: "本细则没有标签“{tag}”，可用：{known}",
        en: "the rubric has no tag “{tag}”; it has: {known}",
    }
    date_unusable(date: &str) {
        zh: "“{date}”不是日期，请写成 2021-12-15，年份写四位",
        en: "“{date}” is no date: write it as 2021-12-15, the year with four digits",
    }
    built_in { zh: "内置", en: "built in" }
    standard_input { zh: "标准输入", en: "standard input" }
    checked(files: usize, errors: usize, warnings: usize) {
        zh: "检查 {files} 个文件：{errors} 个错误，{warnings} 个提醒",
        en: "{files} files checked: {errors} errors, {warnings} warnings",
        one(files): "1 file checked: {errors} errors, {warnings} warnings",
    }
    score_head(unit: &str, rubric: &str, mode: &str, state: &str) {
        zh: "{unit}  {rubric}  {mode}（{state}）",
        en: "{unit}  {rubric}  {mode} ({state})",
    }
    award(counted: &str) { zh: "加 {counted}", en: "adds {counted}" }
    award_lost(claimed: &str, counted: &str, why: &str) {
        zh: "申报 {claimed}，计 {counted}（{why}）",
        en: "claimed {claimed}, counted {counted} ({why})",
    }
    fined(amount: &str) { zh: "另罚 {amount} 元", en: "fined {amount} yuan" }
    more_unknown(count: usize) {
        zh: "没有计入的记录还有 {count} 条，没有列出",
        en: "{count} more records that are not counted are not listed",
    }
    unknown_entry(id: &str) {
        zh: "细则中没有 {id}：记录保留，不计分",
        en: "the rubric has no {id}: the entry is kept and not counted",
    }
}

/// The opened rubric differs from the one the session was scored with.
#[must_use]
pub fn rubric_changed(lang: Lang, path: &std::path::Path, id: &str) -> String {
    let path = path_words(path);
    match lang {
        Lang::Zh => format!("{path}：考核细则 {id} 在记录之后改动过，得分按现在的细则计算"),
        Lang::En => {
            format!("{path}: the rubric {id} has changed since; scored with the present one")
        }
    }
}

/// The terminal does not speak UTF-8. In ASCII: anything else would arrive garbled.
#[must_use]
pub fn not_utf8_terminal(locale: &str) -> String {
    format!(
        "kaohe: the locale is {locale}, but the screens need UTF-8. \
         Switch the terminal to UTF-8 and run: LANG=zh_CN.UTF-8 kaohe"
    )
}

/// Standard output does not take the data, for this reason.
#[must_use]
pub fn output_failed(lang: Lang, cause: &str) -> String {
    match lang {
        Lang::Zh => format!("输出没有写完：{cause}。请检查磁盘空间或者接收输出的程序，再运行一次"),
        Lang::En => format!(
            "the output is not complete: {cause}; check the disk or the program that takes the output, and run it again"
        ),
    }
}

/// The screens need a terminal and there is none.
#[must_use]
pub fn no_terminal(lang: Lang, error: &std::io::Error) -> String {
    match lang {
        Lang::Zh => format!(
            "打不开终端界面（{error}）。请在终端里运行；脚本里请用 kaohe list、score、check 等命令，见 kaohe --help"
        ),
        Lang::En => format!(
            "the screens need a terminal ({error}); in scripts use kaohe list, score, check and so on, see kaohe --help"
        ),
    }
}

/// The folder to list is not there.
#[must_use]
pub fn no_folder(lang: Lang, folder: &std::path::Path) -> String {
    let folder = path_words(folder);
    match lang {
        Lang::Zh => format!("没有文件夹 {folder}，请核对路径"),
        Lang::En => format!("there is no folder {folder}: check the path"),
    }
}

/// The last line of a scorecard: score, deductions, bonus, what is open, grade.
#[must_use]
pub fn total_line(lang: Lang, rubric: &Rubric, card: &Scorecard) -> String {
    let show = |points: Points| points.show(rubric.head.decimals);
    let total = &card.total;
    let mut parts = Vec::new();
    if total.nothing_applies {
        parts.push(whole_steps::nothing_applies(lang).to_owned());
    }
    let mut part = |name: &str, value: String| parts.push(format!("{name} {value}"));
    if let Some(score) = total.score {
        let open = total.progress.open > 0;
        part(if open { words::provisional(lang) } else { words::score_word(lang) }, show(score));
        if total.vetoed && total.score_before_veto != total.score {
            part(words::before_veto(lang), total.score_before_veto.map_or_else(String::new, show));
        }
        part(words::deducted(lang), show(total.deducted));
        part(words::bonus(lang), show(card.added()));
        if !card.direct.amount.is_zero() {
            part(words::direct(lang), show(card.direct.amount));
        }
        if !total.pending.is_zero() {
            part(words::pending(lang), show(total.pending));
        }
        if let (Some(lowest), Some(highest)) = (total.lowest, total.highest)
            && lowest != highest
        {
            part(words::range(lang), format!("{}~{}", show(lowest), show(highest)));
        }
    }
    if let Some(rate) = total.completion {
        let percent = rate.percent(rubric.head.decimals);
        part(words::completion(lang), format!("{percent}% ({}/{})", rate.done, rate.tasks));
    }
    let progress = total.progress;
    part(words::progress(lang), format!("{}/{}", progress.recorded(), progress.all()));
    if let Some(grade) = vetoes::grade(lang, total) {
        part(words::grade(lang), grade);
    }
    if let Some((to, result)) = rubric.head.outward.as_ref().zip(total.outward) {
        part(&whole_steps::outward_label(lang, &to.name), result.show(to.decimals));
    }
    if !total.fines.is_zero() {
        parts.push(fined(lang, &show(total.fines)));
    }
    if total.vetoed {
        parts.push(vetoes::held(lang, &total.vetoed_as));
    }
    parts.join("  ")
}

/// What restricted mode comes to on a machine, a line each.
#[must_use]
pub fn in_force(lang: Lang, enforced: Enforced) -> [&'static str; 3] {
    let files = if enforced.files { files_enforced } else { files_not_enforced };
    let connections =
        if enforced.connections { connections_enforced } else { connections_not_enforced };
    [files(lang), connections(lang), never_enforced(lang)]
}
