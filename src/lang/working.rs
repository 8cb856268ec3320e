//! What lasts long, in words.

use super::{Lang, messages};
use crate::storage::watch::Work;

/// `正在读取考核记录… 1200/10000`.
#[must_use]
pub fn progress(lang: Lang, work: Work, done: usize, of: usize) -> String {
    let what = match work {
        Work::Reading => reading,
        Work::Scoring => scoring,
        Work::Remarks => remarks,
        Work::Checking => checking,
        Work::Verifying => verifying,
        Work::Reporting => reporting,
        Work::Margins => margins,
    };
    format!("{}… {done}/{of}", what(lang))
}

messages! {
    reading { zh: "正在读取考核记录", en: "Reading sessions" }
    scoring { zh: "正在计算得分", en: "Calculating scores" }
    remarks { zh: "正在读取以往的备注", en: "Reading earlier remarks" }
    checking { zh: "正在检查", en: "Checking" }
    verifying { zh: "正在核验", en: "Verifying" }
    reporting { zh: "正在生成报表", en: "Making reports" }
    margins { zh: "正在逐处试算", en: "Trying each fix" }
    can_be_stopped(what: &str) { zh: "{what}（Esc 停止）", en: "{what} (Esc stops)" }
    stopped { zh: "已停止，什么都没有改。", en: "Stopped; nothing was changed." }
    listed_in_part(read: usize, of: usize) {
        zh: "已停止：读了 {of} 份考核记录中的 {read} 份，没读的不在列表里。",
        en: "Stopped: {read} of {of} sessions were read; the others are not in the list.",
    }
}
