//! Why something was not saved, locked or found, in words.

use super::file_problems::{file_problem, quoted};
use super::verify::numbers;
use super::{Lang, messages};
use crate::storage::catalogue::FindError;
use crate::storage::lock::{Holder, LockError};
use crate::storage::orphans::{Orphan, RebuildError};
use crate::storage::reach::{Refused, RootError};
use crate::storage::replay::{Fit, Gaps};
use crate::storage::save::{Attempt, SaveError};
use crate::storage::trash::TrashError;
use crate::visible::{name_words, path_words};
use std::io::ErrorKind;
use std::path::Path;

/// Why nothing was saved, and what to do.
#[must_use]
pub fn save_error(lang: Lang, error: &SaveError) -> String {
    match error {
        SaveError::ChangedOnDisk(path) => changed_on_disk(lang, &path_words(path)),
        SaveError::Exists(path) => exists(lang, &path_words(path)),
        SaveError::Gone(path) => gone(lang, &path_words(path)),
        SaveError::Replaced(path) => replaced(lang, &path_words(path)),
        SaveError::LockLost(Holder { user, .. }) if user.is_empty() => {
            lock_lost_to_someone(lang).to_owned()
        }
        SaveError::LockLost(Holder { user, host, since }) => {
            lock_lost(lang, &quoted(user), &quoted(host), &quoted(since))
        }
        SaveError::IsALink(path) => is_a_link(lang, &path_words(path)),
        SaveError::NotAFile(path) => not_a_file(lang, &path_words(path)),
        SaveError::Io { path, attempt, cause } => {
            let path = &path_words(path);
            // The reason first: on one line of a screen the end of a long path may be cut.
            if let Some(refused) = Refused::in_error(cause) {
                return refused_path(lang, refusal(lang, refused), path);
            }
            let cause = system(lang, cause);
            match attempt {
                Attempt::CreateFolder => not_made(lang, path, &cause),
                Attempt::Read => not_read(lang, path, &cause),
                Attempt::Write => not_written(lang, path, &cause),
                Attempt::Lock => not_locked(lang, path, &cause),
                Attempt::Move => not_moved(lang, path, &cause),
            }
        }
    }
}

/// What a user has to know of how a session file and its journal fit together; `rescued` is
/// the file that holds what only the journal knew.
#[must_use]
pub fn fit(lang: Lang, fit: &Fit, rescued: Option<&str>) -> Option<String> {
    Some(match (fit, rescued) {
        (Fit::NoJournal | Fit::Even, _) => return None,
        (Fit::Behind(changes), _) => recovered(lang, *changes),
        (Fit::JournalLost, _) => journal_lost(lang).to_owned(),
        (Fit::JournalShort { last, marked }, _) => journal_short(lang, *last, *marked),
        (Fit::OtherSession, _) => other_journal(lang).to_owned(),
        (Fit::Outside, _) => changed_outside(lang).to_owned(),
        (Fit::Conflict(_), Some(path)) => rescued_in(lang, path),
        (Fit::Conflict(_), None) => not_rescued(lang).to_owned(),
        (Fit::Unclear(line), _) => unclear(lang, *line),
        (Fit::Gaps(found), _) => gaps(lang, found),
    })
}

/// A change is in the journal, and the session file could not be brought up to date.
#[must_use]
pub fn only_recorded(lang: Lang, why: &SaveError) -> String {
    recorded_only(lang, &save_error(lang, why))
}

/// Why a session that has to be rescued is open for reading only.
#[must_use]
pub fn cannot_rescue(lang: Lang, why: &SaveError) -> String {
    no_room_to_rescue(lang, &save_error(lang, why))
}

/// What could not be brought back from a journal, and what could.
fn gaps(lang: Lang, gaps: &Gaps) -> String {
    let mut words = Vec::new();
    if gaps.unreadable > 0 {
        words.push(gaps_unreadable(lang, gaps.unreadable));
    }
    if !gaps.lost.is_empty() {
        words.push(gaps_lost(lang, &numbers(lang, &gaps.lost)));
    }
    if gaps.recovered > 0 {
        words.push(gaps_recovered(lang, gaps.recovered));
    }
    words.join(if lang == Lang::En { " " } else { "" })
}

/// Why a session is open for reading only.
#[must_use]
pub fn lock_error(lang: Lang, error: &LockError) -> String {
    match error {
        LockError::Held(Holder { user, .. }) if user.is_empty() => held_by_someone(lang).to_owned(),
        LockError::Held(Holder { user, host, since }) => {
            held(lang, &quoted(user), &quoted(host), &quoted(since))
        }
        LockError::Link { target, .. } => link(lang, &path_words(target)),
        LockError::NotAFile(path) => lock_not_a_file(lang, &path_words(path)),
        LockError::Save(error) => save_error(lang, error),
    }
}

/// Why a session was not moved into the trash or out of it.
#[must_use]
pub fn trash_error(lang: Lang, error: &TrashError) -> String {
    match error {
        TrashError::Lock(LockError::Held(Holder { user, host, since })) => {
            if user.is_empty() {
                not_moved_held_by_someone(lang).to_owned()
            } else {
                not_moved_held(lang, user, host, since)
            }
        }
        TrashError::Lock(error) => lock_error(lang, error),
        TrashError::Save(error) => save_error(lang, error),
        TrashError::InTrash(path) => in_trash(lang, &path_words(path)),
        TrashError::NotInTrash(path) => not_in_trash(lang, &path_words(path)),
    }
}

/// A journal without its session beside it, and what to do.
#[must_use]
pub fn orphan(lang: Lang, orphan: &Orphan) -> String {
    let name = |path: &Path| name_words(path.file_name().unwrap_or_default());
    match &orphan.session {
        Some(session) if orphan.is_joined => orphan_of(lang, &name(&orphan.path), &name(session)),
        Some(session) => orphan_like(lang, &name(&orphan.path), &name(session)),
        None => orphan_alone(lang, &name(&orphan.path)),
    }
}

/// Why a session was not made anew from its journal.
#[must_use]
pub fn rebuild_error(lang: Lang, error: &RebuildError) -> String {
    match error {
        RebuildError::Unreadable(problem) => file_problem(lang, problem),
        RebuildError::NoSession(path) => no_session_in(lang, &path_words(path)),
        RebuildError::NotAlone(path) => not_alone(lang, &path_words(path)),
        RebuildError::RubricMissing(id) => unknown(lang, id),
        RebuildError::Lock(error) => lock_error(lang, error),
        RebuildError::Save(error) => save_error(lang, error),
    }
}

/// Why no rubric was found; the problems of a file are told one by one elsewhere.
#[must_use]
pub fn find_error(lang: Lang, error: &FindError) -> String {
    match error {
        FindError::Unknown { name, nearest: Some(nearest) } => unknown_like(lang, name, nearest),
        FindError::Unknown { name, nearest: None } => unknown(lang, name),
        FindError::Problems(problems) => refused(lang, problems.len()),
    }
}

/// The system's reason in the user's language, as far as it is a common one; else its words.
#[must_use]
pub fn system(lang: Lang, cause: &std::io::Error) -> String {
    if let Some(refused) = Refused::in_error(cause) {
        return refusal(lang, refused).to_owned();
    }
    reason(lang, cause.kind()).map_or_else(|| cause.to_string(), str::to_owned)
}

/// Why a confined program does not touch a file.
pub(super) fn refusal(lang: Lang, refused: Refused) -> &'static str {
    match refused {
        Refused::Outside => outside(lang),
        Refused::Link => a_link(lang),
        Refused::NotAFile => no_ordinary_file(lang),
    }
}

/// Why a folder cannot be the one of restricted mode.
#[must_use]
pub fn root_error(lang: Lang, path: &Path, error: &RootError) -> String {
    let path = &path.display().to_string();
    match error {
        RootError::Missing => root_missing(lang, path),
        RootError::NotAFolder => root_no_folder(lang, path),
        RootError::Link => root_a_link(lang, path),
        RootError::Io(cause) => not_read(lang, path, &system(lang, cause)),
    }
}

pub(super) fn reason(lang: Lang, kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => not_found(lang),
        ErrorKind::PermissionDenied => denied(lang),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => full(lang),
        ErrorKind::ReadOnlyFilesystem => read_only(lang),
        ErrorKind::NotADirectory => not_a_folder(lang),
        ErrorKind::IsADirectory => a_folder(lang),
        ErrorKind::InvalidFilename => bad_name(lang),
        _ => return None,
    })
}

messages! {
    changed_on_disk(path: &str) { zh: "{path} 已被别人改动，没有保存。请另存为新文件，或重新打开。", en: "{path} was changed by someone else and was not saved; save under another name, or open it again" }
    exists(path: &str) { zh: "{path} 已存在，没有覆盖。请换一个文件名。", en: "{path} exists and was not overwritten; choose another name" }
    gone(path: &str) { zh: "{path} 已被移走或删除，没有保存。请另存为新文件。", en: "{path} is gone and was not saved; save under another name" }
    orphan_of(journal: &str, session: &str) { zh: "修改日志 {journal} 旁边没有考核记录，它是 {session} 的，打开那份来改时自动接上。", en: "the journal {journal} has no session beside it; it is that of {session}, which joins it when it is opened to be changed" }
    orphan_like(journal: &str, session: &str) { zh: "修改日志 {journal} 旁边没有考核记录：它和 {session} 是同一份记录，内容接不上。用 kaohe restore 由日志另建一份，核对后留一份。", en: "the journal {journal} has no session beside it: it is of the same session as {session}, which does not go on from it; kaohe restore makes a session of the journal, to be checked against the other" }
    orphan_alone(journal: &str) { zh: "修改日志 {journal} 旁边没有考核记录：记录可能改了名或删了，用 kaohe restore 可以由日志重建。", en: "the journal {journal} has no session beside it, which was renamed or deleted perhaps; kaohe restore makes it anew from the journal" }
    no_session_in(path: &str) { zh: "{path} 里没有可以重建的记录。", en: "{path} has no session that could be made anew" }
    not_alone(path: &str) { zh: "{path} 的考核记录就在旁边，不用重建。", en: "{path} has its session beside it" }
    rebuilt(session: &str) { zh: "已由修改日志重建 {session}，请核对。", en: "{session} was made anew from its journal; please check" }
    replaced(path: &str) { zh: "{path} 被别的程序改过，或换成了另一个文件（如恢复了备份），没有保存。请另存为新文件，或重新打开。", en: "{path} was changed by another program or replaced by another file (a backup perhaps), and nothing was saved; save under another name, or open it again" }
    lock_lost(user: &str, host: &str, since: &str) { zh: "锁文件不见了，{user}（{host}）从 {since} 起也在编辑，没有保存。请另存为新文件。", en: "the lock file is gone and {user} ({host}) has been editing it too since {since}; nothing was saved: save under another name" }
    lock_lost_to_someone { zh: "锁文件不见了，另一个程序也在编辑，没有保存。请另存为新文件。", en: "the lock file is gone and another program is editing it too; nothing was saved: save under another name" }
    gaps_unreadable(lines: usize) { zh: "修改日志中间有 {lines} 行读不出来，其中的改动没有补回；下次改动时原文另存到 .torn 文件。", en: "{lines} lines in the middle of the journal cannot be read, and their changes were not brought back; at the next change they are kept in the .torn file.", one(lines): "one line in the middle of the journal cannot be read, and its changes were not brought back; at the next change it is kept in the .torn file." }
    gaps_lost(lines: &str) { zh: "第 {lines} 行的改动没有补回：缺行，或接不上。", en: "The changes of line {lines} were not brought back: it is missing, or made on what is missing." }
    gaps_recovered(changes: usize) { zh: "其余 {changes} 处改动已补回，请核对。", en: "The other {changes} changes were brought back; please check.", one(changes): "One other change was brought back; please check." }
    not_a_file(path: &str) { zh: "{path} 不是普通文件，没有保存。请核对后移走它，或换一个路径。", en: "{path} is not an ordinary file and was not saved; check it and move it away, or choose another path" }
    is_a_link(path: &str) { zh: "{path} 是符号链接，没有保存：不经链接写文件。请打开它指向的文件。", en: "{path} is a symbolic link and was not saved: links are not followed when writing; open the file it names" }
    not_made(path: &str, cause: &str) { zh: "无法建立文件夹 {path}：{cause}。", en: "the folder {path} cannot be made: {cause}" }
    not_read(path: &str, cause: &str) { zh: "无法读取 {path}：{cause}。", en: "{path} cannot be read: {cause}" }
    not_written(path: &str, cause: &str) { zh: "无法保存 {path}：{cause}。", en: "{path} cannot be saved: {cause}" }
    not_locked(path: &str, cause: &str) { zh: "无法锁定 {path}：{cause}。", en: "{path} cannot be locked: {cause}" }
    not_moved(path: &str, cause: &str) { zh: "无法移动 {path}：{cause}。", en: "{path} cannot be moved: {cause}" }
    in_trash(path: &str) { zh: "{path} 已在回收站里。", en: "{path} is in the trash already" }
    not_in_trash(path: &str) { zh: "{path} 不在回收站里，不用恢复。", en: "{path} is not in the trash" }
    not_moved_held(user: &str, host: &str, since: &str) { zh: "{user}（{host}）从 {since} 起正在编辑，没有移动。", en: "{user} ({host}) has been editing it since {since}; it was not moved" }
    not_moved_held_by_someone { zh: "另一个程序正在编辑，没有移动。", en: "another program is editing it; it was not moved" }
    held(user: &str, host: &str, since: &str) { zh: "{user}（{host}）从 {since} 起正在编辑，此处只能查看。", en: "{user} ({host}) has been editing it since {since}; it can only be viewed" }
    link(target: &str) { zh: "这份记录的文件是链接，只能查看。要修改，请打开它指向的 {target}。", en: "its file is a link and can only be viewed; to change it open {target}, to which it leads" }
    lock_not_a_file(path: &str) { zh: "锁文件的位置上是链接、文件夹或设备，没有使用，只能查看。请核对后移走 {path}，再重新打开。", en: "a link, a folder or a device stands where its lock file belongs and was left alone, so it can only be viewed; check {path} and move it away, then open again" }
    held_by_someone { zh: "另一个程序正在编辑，此处只能查看。", en: "another program is editing it; it can only be viewed" }
    unknown(name: &str) { zh: "没有细则“{name}”。用 kaohe rubrics 查看有哪些细则。", en: "no rubric “{name}”; kaohe rubrics lists those known" }
    unknown_like(name: &str, nearest: &str) { zh: "没有细则“{name}”，是不是“{nearest}”？", en: "no rubric “{name}”; is “{nearest}” meant?" }
    refused(count: usize) { zh: "细则文件有 {count} 处问题，不能使用。", en: "the rubric is refused for {count} problems", one(count): "the rubric is refused for one problem" }
    recovered(changes: usize) { zh: "上次没有正常结束，已从修改日志补回 {changes} 处改动。", en: "it did not end properly last time; {changes} changes were brought back from the journal", one(changes): "it did not end properly last time; one change was brought back from the journal" }
    journal_short(last: u32, marked: u32) { zh: "修改日志只有 {last} 行，考核文件已含有 {marked} 行的改动：末尾的行不见了（可能换成了旧的日志）。以考核文件为准，接着记。", en: "its journal has {last} lines and the file holds the changes of {marked}: lines at its end are gone (an older journal was put there perhaps); what the file says stands" }
    recorded_only(why: &str) { zh: "已记入修改日志；考核文件还没有更新，下次打开时补上：{why}", en: "it is in the journal; the session file is not up to date, and the next opening brings it there: {why}" }
    no_room_to_rescue(why: &str) { zh: "文件在程序之外改过，修改日志里另有未写入的改动，要先另存一份才能修改，现在只能查看：{why}", en: "the file was changed outside the program, and changes that only the journal has must be saved apart before anyone goes on; it can only be viewed for now: {why}" }
    journal_lost { zh: "修改日志不在记录旁边，从现在起重新记。", en: "its journal is not beside it; a new one begins" }
    other_journal { zh: "旁边的修改日志是另一份记录的，下次改动时给它改名，另起一份。", en: "the journal beside it is that of another session; it is renamed at the next change and a new one begins" }
    changed_outside { zh: "文件在程序之外改过，以现在的内容为准，已记入修改日志。", en: "the file was changed outside the program; what it says now stands and goes into the journal" }
    rescued_in(path: &str) { zh: "文件在程序之外改过，修改日志里另有未写入的改动，已另存为 {path}。", en: "the file was changed outside the program; changes that only the journal had are in {path}" }
    not_rescued { zh: "文件在程序之外改过，修改日志里另有未写入的改动；以编辑方式打开时会另存。", en: "the file was changed outside the program, and its journal has further changes; they are saved apart when it is opened for editing" }
    unclear(line: u32) { zh: "修改日志第 {line} 行与记录接不上，其后的改动没有补回；kaohe history 可以查看。", en: "line {line} of the journal does not fit the session; changes from there on were not brought back (kaohe history shows them)" }
    not_found { zh: "没有这个文件或文件夹", en: "no such file or folder" }
    denied { zh: "没有权限", en: "permission denied" }
    full { zh: "磁盘空间不足", en: "no space left" }
    read_only { zh: "磁盘是只读的", en: "the disk is read-only" }
    not_a_folder { zh: "路径中有一段不是文件夹", en: "a part of the path is not a folder" }
    refused_path(why: &str, path: &str) { zh: "{why}：{path}。", en: "{why}: {path}" }
    outside { zh: "在受限目录之外", en: "outside the restricted directory" }
    a_link { zh: "符号链接，或经过符号链接，受限方式下不打开", en: "a symbolic link or behind one: not opened in restricted mode" }
    no_ordinary_file { zh: "不是普通文件", en: "not an ordinary file" }
    root_missing(path: &str) { zh: "受限目录 {path} 不存在，请先建立", en: "the restricted directory {path} does not exist: make it first" }
    root_no_folder(path: &str) { zh: "受限目录 {path} 不是目录", en: "the restricted directory {path} is not a directory" }
    root_a_link(path: &str) { zh: "受限目录 {path} 是符号链接，请写它指向的目录", en: "the restricted directory {path} is a symbolic link: name the directory it points to" }
    not_confined(cause: &str) { zh: "系统内核没有把程序限制在目录内，没有打开：{cause}", en: "the kernel did not confine the program, which was not opened: {cause}" }
    a_folder { zh: "它是文件夹", en: "it is a folder" }
    bad_name { zh: "文件名太长或含有不允许的字符", en: "the name is too long or has characters that are not allowed" }
}
