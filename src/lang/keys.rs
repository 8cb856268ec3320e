//! The key table in words: what each action is called, and what keys are called.

use super::messages;

messages! {
    either { zh: " 或 ", en: " or " }
    // Short titles: the hint line, the help screen and the manual's key table.
    up { zh: "上一行", en: "up" }
    down { zh: "下一行", en: "down" }
    fold { zh: "折叠；到上级", en: "fold; to the parent" }
    unfold { zh: "展开；到下级", en: "unfold; into it" }
    page_up { zh: "上一页", en: "page up" }
    page_down { zh: "下一页", en: "page down" }
    top { zh: "第一行", en: "first row" }
    bottom { zh: "最后一行", en: "last row" }
    next_open { zh: "下一未评", en: "next open" }
    previous_open { zh: "上一未评", en: "previous open" }
    cycle { zh: "换状态", en: "change state" }
    met { zh: "无问题", en: "met, next" }
    more { zh: "加一", en: "one more" }
    less { zh: "减一", en: "one less" }
    typed { zh: "填数", en: "type a number" }
    open_entry { zh: "填写", en: "record" }
    findings { zh: "情形清单", en: "findings" }
    not_applicable { zh: "不涉及", en: "n/a" }
    remark { zh: "说明", en: "remark" }
    clear { zh: "清除记录", en: "clear" }
    ledgers { zh: "加分与否决", en: "bonus, veto" }
    filter { zh: "筛选", en: "filter" }
    filter_more {
        zh: "只看某考核单位、某部门，或未评、有问题、改过的等；打字缩小清单",
        en: "one assessing office, one department, open, found, changed…; typing narrows the list",
    }
    search { zh: "查找", en: "find" }
    search_more {
        zh: "编号、条文、说明、部门；汉字、全拼、首字母都行，几个词用空格隔开",
        en: "numbers, texts, remarks, departments; characters, pinyin or its initials, several words",
    }
    search_list_more {
        zh: "单位、细则、考核人员、日期；汉字、全拼、首字母都行，几个词用空格隔开；Esc 看全部",
        en: "unit, rubric, assessors, date; characters, pinyin or its initials, several words; Esc shows all",
    }
    show_list { zh: "显示全部", en: "show all" }
    next_match { zh: "下一处", en: "next match" }
    previous_match { zh: "上一处", en: "previous match" }
    escape { zh: "退出查找、试算", en: "leave search, trial" }
    auto_fold { zh: "评完自动折叠", en: "fold what is done" }
    auto_fold_more {
        zh: "评完一支、转到下一未评时折叠；再按取消",
        en: "a branch folds when nothing in it is open and next open leaves it; again: off",
    }
    head { zh: "基本信息", en: "head" }
    take_earlier { zh: "采用上次记录", en: "take earlier" }
    take_earlier_more {
        zh: "上次考核的、细则改动前的记录仍合适时，作为现在的记录",
        en: "the record of last time, or of before the rubric changed, where it still fits",
    }
    changes { zh: "细则变化", en: "rubric changes" }
    changes_more { zh: "列出细则的变化，可迁移到现在的细则", en: "what changed in the rubric, and going on with it" }
    migrate { zh: "迁移", en: "migrate" }
    migrate_more { zh: "先问再做；有变化的条款要重看", en: "asks first; what changed has to be looked at again" }
    finalise { zh: "定稿", en: "finalise" }
    undo { zh: "撤销", en: "undo" }
    redo { zh: "重做", en: "redo" }
    save { zh: "保存", en: "save" }
    history { zh: "修改记录", en: "history" }
    trial { zh: "试算", en: "try" }
    trial_more { zh: "在副本上改，看差多少分，什么都不记入；再按退出", en: "changes a copy to see the difference, records nothing; again to leave" }
    trial_there_more { zh: "到这一条去试算", en: "goes there and begins to try" }
    margins { zh: "得失清单", en: "margins" }
    margins_more { zh: "只改一处各加多少分，封顶内的注明；距下一等次多远", en: "what fixing each one alone adds, what caps hide, the next grade" }
    overview { zh: "总览", en: "overview" }
    overview_more { zh: "各部分得分率、扣分按部门和考核单位、封顶内没扣的", en: "each part, deductions by department and office, what caps hide" }
}

// What a supervisor does, and what else only looks.
messages! {
    compare { zh: "对比", en: "compare" }
    compare_more { zh: "对比标记的两三份；只标记一份的，与光标所在的对比", en: "the two or three marked; with one marked, that and the one under the cursor" }
    compare_open_more { zh: "与另一份记录对比：自评、现场、复核，去年、今年", en: "with another session: self, field, review, last year" }
    mark { zh: "标记", en: "mark" }
    mark_more { zh: "供对比，最多三份", en: "to compare, three at most" }
    rank { zh: "排名", en: "ranking" }
    rank_more { zh: "光标所在记录的细则，这个目录里的全部单位", en: "all units of the folder for the rubric under the cursor" }
    accept_side { zh: "采用第几栏", en: "accept that column" }
    accept_side_more { zh: "写入复核记录（没有的当即新建），与现场考核不同的要写原因", en: "into the review, which begins if there is none; a reason where it differs from the field" }
    switch_order { zh: "按相差/按细则", en: "by gap/document" }
    units_or_clauses { zh: "单位/扣分最多的条款", en: "units/clauses" }
    show_all { zh: "只看不同/全部", en: "differing/all" }
    returned { zh: "退回", en: "return" }
    returned_more { zh: "写退回意见，单位在这里答复；对打开的记录", en: "a comment for the unit, which replies here; on the open session" }
    go_there { zh: "到这一条", en: "go there" }
    full_up { zh: "全文上滚", en: "text up" }
    full_down { zh: "全文下滚", en: "text down" }
    narrow { zh: "只看选中条款/看全部", en: "selected clause only/all" }
    take_over { zh: "接手编辑", en: "take over" }
    to_trash { zh: "移到回收站", en: "to the trash" }
    trash { zh: "回收站", en: "trash" }
    restore { zh: "移回", en: "bring back" }
    details_up { zh: "右栏上滚", en: "details up" }
    details_down { zh: "右栏下滚", en: "details down" }
    help { zh: "帮助", en: "help" }
    palette { zh: "全部命令", en: "commands" }
    mouse { zh: "鼠标开关", en: "mouse on/off" }
    back { zh: "返回", en: "back" }
    quit { zh: "退出", en: "quit" }
    resume { zh: "打开", en: "open" }
    new_session { zh: "新建考核", en: "new" }
    add { zh: "新增", en: "add" }
    edit { zh: "修改", en: "edit" }
    delete { zh: "删除", en: "delete" }
    close { zh: "关闭", en: "close" }
    cancel { zh: "取消", en: "cancel" }
    accept { zh: "确定", en: "OK" }
    next { zh: "下一项；最后一项为确定", en: "next; on the last field OK" }
    next_field { zh: "下一项", en: "next field" }
    previous_field { zh: "上一项", en: "previous field" }
    choose { zh: "选择", en: "choose" }
    new_line { zh: "换行", en: "new line" }
    copy_entry { zh: "复制记录", en: "copy record" }
    copy_entry_more { zh: "连同情形、说明、佐证，供粘贴到另一条", en: "with findings, remark and evidence, to be pasted elsewhere" }
    paste_entry { zh: "粘贴记录", en: "paste record" }
    paste_entry_more { zh: "数值不合这一条的规则时留空，其余照贴；已有记录的先问", en: "a value that does not fit is left open; asks before it replaces" }
    report { zh: "导出报表", en: "write a report" }
    report_more { zh: "打开的记录：评分表、汇总表等；记录列表和排名：排名表；对比：对比表。写在记录的目录里，文件已在时先问", en: "of the open session its forms and lists, of the list and the ranking the ranking, of a comparison its table; into the folder of the sessions, asks before it replaces a file" }
    sample { zh: "随机抽查", en: "draw a sample" }
    sample_more { zh: "从名单里按种子抽几个，谁都能照样再抽一次", en: "some of a list of names by a seed, so that anyone can repeat it" }
    phrases { zh: "常用语", en: "phrases" }
    phrases_more { zh: "写过的话、条文、模板填入说明；对象里选抽中的，名单里选已有的", en: "earlier remarks, the document's words, templates; drawn subjects, lists of names" }
    yes { zh: "是", en: "yes" }
    no { zh: "否", en: "no" }
    discard { zh: "放弃改动离开", en: "leave without saving" }

    // What needs more words than its title, for the help screen.
    cycle_more {
        zh: "未评/无问题/有问题；任务：完成/部分/未完成",
        en: "open, met, found; tasks: done, partly, not done",
    }
    met_more { zh: "并到下一未评；标题上记其下显示的全部", en: "then the next open one; on a heading, all shown below" }
    typed_more {
        zh: "位数不限，Enter 记入；评分和比率可带小数",
        en: "starts with a digit, any number of digits, Enter takes it",
    }
    more_more { zh: "次数加一；评议项加一步", en: "one more found; judged: one step up" }
    less_more { zh: "次数减一，减到 0 为无问题", en: "one less; 0 means met" }
    open_entry_more {
        zh: "填写框：实有数、比率、评分、佐证、日期",
        en: "the form that fits the rule, with evidence and date",
    }
    next_open_more { zh: "到末尾后从头找", en: "goes round the end" }
    finalise_more { zh: "全部评完后才能定稿；定稿后再按取消定稿", en: "once nothing is open; again to reopen" }
    history_more { zh: "谁在什么时候改了什么、为什么", en: "who changed what, when, and why" }
    take_over_more { zh: "别人正在编辑时再试一次；从不抢占", en: "tries again where someone else is editing; never takes it away" }
    palette_more { zh: "列出现在能做的，输入文字筛选，Enter 执行", en: "what can be done now, narrowed by typing; Enter does it" }
    mouse_more { zh: "打开后可点选、滚轮；终端自己的选字复制暂不可用", en: "on: click and wheel; the terminal's own marking of text rests" }
    save_more { zh: "每次改动都自动保存；保存失败时用来重试", en: "every change is saved; retries" }

    // The marks of the tree, for the help screen.
    marks { zh: "记号", en: "Marks" }
    mark_returned { zh: "退回意见未答复", en: "returned, not answered" }
    mark_star { zh: "扣分可超出本项分值", en: "may take more than its item has" }
    mark_tried { zh: "试算中改过", en: "changed in a trial" }
    mark_matched { zh: "查找到的", en: "a match" }
    // Headings of the help screen.
    in_start { zh: "考核记录列表", en: "List of sessions" }
    in_review { zh: "评分", en: "Review" }
    in_findings { zh: "情形清单", en: "Findings" }
    in_ledgers { zh: "加分、一票否决、直接计入总分", en: "Bonus, veto, direct" }
    in_filters { zh: "筛选", en: "Filter" }
    in_search { zh: "查找", en: "Find" }
    in_changes { zh: "细则的变化", en: "Rubric changes" }
    in_history { zh: "修改记录", en: "History" }
    in_margins { zh: "得失清单", en: "Margins" }
    in_overview { zh: "总览", en: "Overview" }
    in_compare { zh: "对比", en: "Comparison" }
    in_others { zh: "选择对比的记录", en: "Choosing a session to compare with" }
    in_ranking { zh: "排名", en: "Ranking" }
    in_trash { zh: "回收站", en: "Trash" }
    in_form { zh: "填写框", en: "Forms" }
    in_phrases { zh: "常用语", en: "Phrases" }
    in_prompt { zh: "填数", en: "Typing a number" }
    in_confirm { zh: "询问", en: "Questions" }
    in_help { zh: "帮助", en: "Help" }
    in_palette { zh: "全部命令", en: "Commands" }

    // The palette.
    palette_of(place: &str) { zh: "全部命令：{place}", en: "Commands: {place}" }
    palette_hint { zh: "输入名称、英文名或按键，只留相符的", en: "type a title or a key to narrow the list" }
    no_such_action { zh: "现在没有这样的命令。", en: "Nothing of that kind can be done now." }

    // Names of keys.
    key_up { zh: "上", en: "Up" }
    key_down { zh: "下", en: "Down" }
    key_left { zh: "左", en: "Left" }
    key_right { zh: "右", en: "Right" }
    key_space { zh: "空格", en: "Space" }
}
