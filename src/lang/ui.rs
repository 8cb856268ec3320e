//! The terminal screens in words.

use super::messages;

messages! {
    // Start screen.
    app_title { zh: "安全生产目标责任考核", en: "Safety responsibility assessment" }
    sessions_count(count: usize) { zh: "{count} 份考核记录", en: "{count} sessions", one(count): "1 session" }
    sessions_found(query: &str, count: usize, all: usize) { zh: "查找“{query}”：{all} 份中有 {count} 份", en: "\"{query}\": {count} of {all} sessions" }
    trash_title { zh: "回收站", en: "Trash" }
    empty_trash { zh: "回收站是空的。", en: "The trash is empty." }
    findings_cleared(id: &str, count: usize) {
        zh: "已清除 {id} 的 {count} 个情形，⟦review.undo!⟧ 撤销",
        en: "{id}: {count} findings cleared, ⟦review.undo!⟧ takes them back",
        one(count): "{id}: one finding cleared, ⟦review.undo!⟧ takes it back",
    }
    unreadable_folder { zh: "读不了这个文件夹。请检查它的权限，或用 --dir 指明另一个文件夹。", en: "This folder cannot be read. See to its permissions, or name another one with --dir." }
    no_sessions { zh: "还没有考核记录。按 ⟦start.new-session⟧ 新建考核。", en: "No sessions yet. Press ⟦start.new-session⟧ for a new one." }
    reading_sessions { zh: "正在读取考核记录……", en: "Reading the sessions…" }
    sessions_folder(folder: &str) { zh: "记录保存在 {folder}", en: "Sessions are kept in {folder}" }
    column_unit { zh: "被考核单位", en: "Unit" }
    column_rubric { zh: "考核细则", en: "Rubric" }
    column_mode { zh: "方式", en: "Mode" }
    column_date { zh: "日期", en: "Date" }
    column_progress { zh: "进度", en: "Done" }
    column_score { zh: "得分", en: "Score" }
    column_state { zh: "状态", en: "State" }
    so_far(score: &str) { zh: "暂 {score}", en: "now {score}" }
    broken_session { zh: "无法读取", en: "unreadable" }
    no_unit { zh: "（未填单位）", en: "(no unit)" }
    nothing_open_below { zh: "其下没有可记为无问题的未评条款。", en: "Nothing below is open that could be met." }
    met_below(count: usize) { zh: "其下 {count} 条未评已记为无问题，⟦review.undo!⟧ 撤销", en: "{count} open ones below are met now; ⟦review.undo!⟧ takes it back", one(count): "The open one below is met now; ⟦review.undo!⟧ takes it back" }
    judge_it { zh: "评议项请输入得分，如 12.5", en: "Type the score of a judged item, such as 12.5" }
    broken_rubrics(count: usize) { zh: "有 {count} 份自备细则有误，未列出；请运行 kaohe rubrics 查看", en: "{count} rubric files are refused and not listed; see kaohe rubrics", one(count): "One rubric file is refused and not listed; see kaohe rubrics" }
    no_rubrics { zh: "没有可用的考核细则，不能新建。", en: "There is no rubric to start with." }

    // Review screen.
    saved { zh: "已保存", en: "saved" }
    unsaved { zh: "未保存", en: "NOT SAVED" }
    read_only { zh: "只读", en: "read-only" }
    total { zh: "合计", en: "Total" }
    unknown_entries { zh: "细则中没有的记录", en: "Entries the rubric does not know" }
    unknown_entry_note {
        zh: "细则中没有这个编号。记录原样保留，不计分。",
        en: "The rubric has no such id. The entry is kept as it is and never scored.",
    }
    whole_item_lost { zh: "全扣", en: "all" }
    unscored { zh: "不计分", en: "not scored" }
    too_small(needed: &str, now: &str) {
        zh: "窗口太小：现在 {now}，至少需要 {needed}。请放大窗口。",
        en: "The window is too small: {now}, at least {needed} is needed.",
    }

    // Labels of the details.
    label_about { zh: "内容", en: "Item" }
    label_rule { zh: "规则", en: "Rule" }
    label_exempt { zh: "例外", en: "Exempt" }
    label_recorded { zh: "记录", en: "Recorded" }
    label_finding { zh: "情形", en: "Finding" }
    label_remark { zh: "说明", en: "Remark" }
    label_evidence { zh: "佐证", en: "Evidence" }
    label_date { zh: "日期", en: "Date" }
    label_steps { zh: "计算", en: "Steps" }
    label_cap { zh: "封顶", en: "Cap" }
    label_item { zh: "本项", en: "Score" }
    label_above { zh: "上级", en: "Above" }
    label_range { zh: "区间", en: "Range" }
    label_reading { zh: "口径", en: "Reading" }
    label_because { zh: "理由", en: "Because" }
    label_method { zh: "方式", en: "Method" }
    label_criteria { zh: "标准", en: "Criteria" }
    label_duty { zh: "职责", en: "Duties" }
    label_project { zh: "项目", en: "Project" }
    label_office { zh: "考核", en: "Office" }
    label_material { zh: "材料", en: "Material" }
    without_left_out(points: &str) { zh: "（另有 {points} 分不涉及）", en: " ({points} more not applicable)" }
    label_points { zh: "分值", en: "Points" }
    label_progress { zh: "进度", en: "Progress" }
    label_unit { zh: "单位", en: "Unit" }
    label_mode { zh: "方式", en: "Mode" }
    label_assessors { zh: "人员", en: "Assessors" }
    label_rubric { zh: "细则", en: "Rubric" }
    label_note { zh: "注", en: "Note" }
    label_bonus { zh: "加分", en: "Bonus" }
    label_outward { zh: "折算", en: "Converted" }
    label_veto { zh: "否决", en: "Veto" }
    copies(files: usize) { zh: "[同一份有{files}个文件]", en: "[{files} files of one session]" }
    label_direct { zh: "直接", en: "Direct" }
    label_fines { zh: "罚款", en: "Fines" }
    label_state { zh: "状态", en: "State" }
    label_attention { zh: "注意", en: "Note" }
    label_factor { zh: "系数", en: "Factor" }
    room_left(room: &str) { zh: "还可扣 {room}", en: "room for {room} more" }
    cap_around(cap: &str) { zh: "本项封顶 {cap}", en: "capped at {cap}" }
    best_around { zh: "就高不累计", en: "only the largest counts" }
    between(lowest: &str, highest: &str) { zh: "{lowest} 至 {highest}", en: "{lowest} to {highest}" }
    stars_not_guessed(ids: &str) {
        zh: "未评的★、无上限条款不估算：{ids}",
        en: "open clauses without a limit (★ too) are not guessed: {ids}",
    }
    progress_words(recorded: u32, all: u32, open: u32) {
        zh: "已评 {recorded} / {all}，未评 {open}",
        en: "{recorded} of {all} recorded, {open} open",
    }
    item_left_out(id: &str) {
        zh: "{id} 整项不涉及，这里不用评。要评，先到 {id} 按 ⟦review.clear!⟧ 清除。",
        en: "{id} as a whole does not apply. To record here, clear {id} with ⟦review.clear!⟧ first.",
    }
    other_units(units: &str) {
        zh: "{units}，本单位不用评。单位类别在基本信息里改（⟦review.head⟧）。",
        en: "It is {units}. The unit's tags are in its head (⟦review.head⟧).",
    }

}

messages! {
    // What just happened.
    mouse_is_on { zh: "鼠标已打开：点选、滚轮可用。选字复制请按住 Shift，或再关掉鼠标。", en: "The mouse is on. To mark text hold Shift, or switch it off again." }
    mouse_is_off { zh: "鼠标已关闭：可以用终端选字复制。", en: "The mouse is off: the terminal marks text again." }
    saved_in(path: &str) { zh: "已另存为 {path}，以后的改动记在这一份里。", en: "Saved as {path}; from here on changes go there." }
    saved_now { zh: "已保存。", en: "Saved." }
    nothing_open_at_all { zh: "没有未评的了。", en: "Nothing is open." }
    nothing_open { zh: "没有未评的了。可以按 ⟦review.finalise⟧ 定稿。", en: "Nothing is open. Press ⟦review.finalise⟧ to finalise." }
    undone(what: &str) { zh: "已撤销 {what}", en: "Undone: {what}" }
    redone(what: &str) { zh: "已重做 {what}", en: "Redone: {what}" }
    nothing_to_undo { zh: "没有可撤销的。", en: "Nothing to undo." }
    nothing_to_redo { zh: "没有可重做的。", en: "Nothing to redo." }
    entries(count: usize) { zh: "{count} 条", en: "{count} entries", one(count): "1 entry" }
    entries_below(id: &str, count: usize) { zh: "{id} 其下 {count} 条", en: "{count} entries under {id}", one(count): "1 entry under {id}" }
    not_saved(why: &str) {
        zh: "未保存，按 ⟦review.save!⟧ 再试，记录还在：{why}",
        en: "Not saved, ⟦review.save!⟧ tries again, nothing is lost: {why}",
    }
    not_saved_conflict(why: &str) {
        zh: "未保存，按 ⟦review.save!⟧ 再试或另存，记录还在：{why}",
        en: "Not saved, ⟦review.save!⟧ tries again or saves a copy, nothing is lost: {why}",
    }
    is_final {
        zh: "已定稿，只能记整改（⟦review.correction!⟧）。按 ⟦review.finalise⟧ 取消定稿。",
        en: "It is finalised: only corrections (⟦review.correction!⟧) change. ⟦review.finalise⟧ reopens it.",
    }
    is_read_only { zh: "以只读方式打开，不能修改。", en: "It was opened read-only." }
    open_left(count: u32) {
        zh: "还有 {count} 条未评，不能定稿。已到第一条。",
        en: "{count} are still open. This is the first one.",
        one(count): "One is still open: this one.",
    }
    taken_over { zh: "现在由你编辑，已是最新内容。", en: "You are editing it now; this is its newest state." }
    still_held(who: &str) { zh: "已读到最新内容。{who}", en: "This is its newest state. {who}" }
    trashed(name: &str) { zh: "{name} 已移到回收站，⟦start.trash⟧ 查看。", en: "{name} is in the trash; ⟦start.trash⟧ shows it." }
    restored(name: &str) { zh: "已移回：{name}", en: "Brought back: {name}" }
    finalised { zh: "已定稿。", en: "Finalised." }
    reopened { zh: "已取消定稿，可以修改。", en: "Reopened." }
    does_not_apply(title: &str) { zh: "这里不能“{title}”。", en: "“{title}” does not apply here." }
    nothing_to_clear { zh: "这一条还没有记录，没有可清除的。", en: "Nothing is recorded here, so there is nothing to clear." }
    broken_session_chosen(problem: &str) { zh: "打不开：{problem}", en: "Cannot be opened: {problem}" }
    no_ledgers { zh: "本细则没有加分、否决和直接扣分。", en: "This rubric has no bonus, veto or direct deductions." }

    copied_at_the_end(path: &str) { zh: "最后的改动已另存为 {path}", en: "The last changes were saved as {path}" }
    lost_at_the_end(why: &str) { zh: "最后的改动没有保存：{why}", en: "The last changes were not saved: {why}" }
    field_full(kilobytes: usize) { zh: "太长了：一个填写框最多 {kilobytes} KB，后面的没有收，请分开填。", en: "Too long: a field takes {kilobytes} KB, and the rest was left out; enter it elsewhere." }
    journal_torn(bytes: u64) { zh: "修改日志末尾有 {bytes} 字节没有写完，下次改动时另存到 .torn 文件。", en: "The last {bytes} bytes of the journal were never finished; they go into the .torn file at the next change.", one(bytes): "The last byte of the journal was never finished; it goes into the .torn file at the next change." }
    unconfirmed(id: &str) {
        zh: "上次中断时 {id} 没按确认，已照屏幕上的录入，请核对（⟦review.undo!⟧ 撤销）。",
        en: "{id} was not confirmed when the program was ended; it was recorded as it stood: check it (⟦review.undo!⟧ takes it back).",
    }
    unconfirmed_other {
        zh: "上次中断时有内容没按确认，已照屏幕上的录入，请核对（⟦review.undo!⟧ 撤销）。",
        en: "What was being entered when the program was ended was recorded as it stood: check it (⟦review.undo!⟧ takes it back).",
    }
    rubric_changed {
        zh: "这份记录是用细则的另一个版本评的，现在按当前版本计分，请核对。",
        en: "The session was scored with another version of the rubric; it is scored with the current one now.",
    }
    rubric_missing(id: &str) {
        zh: "找不到考核细则 {id}，打不开这份记录。请把细则文件放进记录旁边的 rubrics 目录。",
        en: "The rubric {id} is not here, so the session cannot be opened; put it into the folder rubrics beside it.",
    }
    at_line(line: usize, column: usize) { zh: "第{line}行第{column}列：", en: "line {line}, column {column}: " }
    and_more(first: &str, more: usize) { zh: "{first}（另有 {more} 个问题）", en: "{first} (and {more} more)" }

    // Questions.
    bonus_without_amount(rows: &str) { zh: "加分 {rows} 没有填加分值，计 0。", en: "Bonus {rows} has no amount and counts 0." }
    ask_finalise { zh: "全部评完。定稿后只能记整改（可以取消定稿）。定稿吗？", en: "Nothing is open. Finalise? Only corrections change then; it can be reopened." }
    ask_delete(name: &str) { zh: "把 {name} 连同修改日志移到回收站吗？（按 ⟦start.trash⟧ 可以找回）", en: "Move {name} with its journal into the trash? (⟦start.trash⟧ brings it back)" }
    ask_save_copy {
        zh: "原处存不上，那里的文件不动。把现在的记录另存为一份新文件，并在新文件上继续吗？",
        en: "It cannot be saved where it was, and what stands there is left alone. Save this as a new file and go on there?",
    }
    ask_leave(why: &str) {
        zh: "有改动没有保存。再存一次吗？放弃改动就丢了。（{why}）",
        en: "Changes are not saved. Try again? Leaving without saving loses them. ({why})",
    }

    // Findings and ledgers.
    findings_of(id: &str) { zh: "情形清单 {id}", en: "Findings under {id}" }
    no_findings { zh: "还没有情形。按 ⟦findings.add⟧ 新增。", en: "No findings yet. Press ⟦findings.add⟧." }
    ledgers_title { zh: "加分、直接计入总分、一票否决", en: "Bonus, direct deductions, veto" }
    claimed_counted(claimed: &str, counted: &str) { zh: "{claimed}，计 {counted}", en: "{claimed}, counted {counted}" }
    cases_held(held: usize, all: usize) { zh: "{all} 种情形中记有 {held} 种，只记是或否", en: "{held} of {all} cases noted, without points", one(all): "{held} of 1 case noted, without points" }
    in_order_of_entry {
        zh: "上限按记入的先后计满：先记的先计，后记的计到满为止。",
        en: "A limit is filled in the order of entry: what was entered first counts first.",
    }
    at_most(most: &str) { zh: "（累计不超过 {most}）", en: " (at most {most})" }
    counted_less(claimed: &str, counted: &str, why: &str) {
        zh: "报 {claimed} 计 {counted}（{why}）",
        en: "{claimed} claimed, {counted} counted ({why})",
    }
    veto_count(count: u32, least: u32, unit: &str) {
        zh: "{count} / {least} {unit}",
        en: "{count} of {least} {unit}",
    }

    // History.
    history_of(id: &str, count: usize, all: usize) { zh: "{id} 的 {count} 处修改（Tab 看全部 {all} 处）", en: "{count} changes of {id} (Tab shows all {all})", one(count): "1 change of {id} (Tab shows all {all})" }
    history_without(id: &str, count: usize) { zh: "{id} 没有改过；全部 {count} 处，最近的在前", en: "{id} was never changed; all {count}, the newest first" }
    history_all(count: usize) { zh: "全部 {count} 处，最近的在前", en: "all {count}, the newest first" }

    // The number typed at the bottom.
    one_time { zh: "次", en: "times" }
    yuan(amount: &str) { zh: "{amount}元", en: "{amount} yuan" }
    prompt_count(unit: &str) { zh: "几{unit}", en: "How many ({unit})" }
    prompt_missing(unit: &str) { zh: "少几{unit}", en: "How many missing ({unit})" }
    prompt_figure { zh: "数值", en: "Figure" }
    prompt_rate { zh: "比率 %（或 37/40）", en: "Rate % (or 37/40)" }
    prompt_score(full: &str) { zh: "评分（满分 {full}）", en: "Score (of {full})" }
    prompt_amount(from: &str, to: &str) { zh: "分值（{from} 至 {to}）", en: "Amount ({from} to {to})" }

    // Refusals.
    findings_held(count: u32) {
        zh: "已记情形共 {count}，请在情形清单中修改（⟦review.findings⟧）",
        en: "findings listed: {count}; change them in the list (⟦review.findings⟧)",
    }
    figure_held { zh: "已填了数，按 ⟦review.open-entry⟧ 修改", en: "A number is recorded; press ⟦review.open-entry⟧ to change it" }
    yes_or_no { zh: "这条只有“有”或“无”，按 ⟦review.cycle⟧ 切换", en: "This is yes or no: press ⟦review.cycle⟧" }
    at_limit { zh: "已到头", en: "That is the limit" }
    use_dialog { zh: "按 ⟦review.open-entry⟧ 打开填写框", en: "Press ⟦review.open-entry⟧ for the form" }
    nothing_to_record { zh: "这一行不用评", en: "Nothing is recorded on this row" }
    more_than_required(most: &str, unit: &str) { zh: "最多少 {most} {unit}：要求的就是 {most} {unit}", en: "At most {most} {unit}: no more are required" }
    outside(from: &str, to: &str) { zh: "应在 {from} 至 {to} 之间", en: "It must be from {from} to {to}" }
}
