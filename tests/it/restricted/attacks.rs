//! A directory in which everything leads out of it: nothing outside is shown or changed.

use super::{SECRET, World, start};
use crate::running::Running;
use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

/// A trap in the directory, the keys that step into it, and what the screen says then.
struct Attack {
    name: &'static str,
    set: fn(&World),
    /// What is seen, then pressed, one after the other; the last is only seen.
    steps: &'static [(&'static str, &'static str)],
}

const OPEN: (&str, &str) = ("里面的单位", "\r");
const CREATE: [(&str, &str); 2] = [("里面的单位", "n"), ("新建考核", "\t示例\x13")];

/// What the form of a report shows, and taking it.
const FORM: &str = "导出报表";
const TAKE: &str = "\x13";
/// What the reports of the one session are called where nobody says.
const REPORT: &str = "2021年度_里面的单位_考核评分表_现场考核_20211215.docx";
const RANKING: &str = "2021年度_考核结果排名表.docx";

const ATTACKS: [Attack; 25] = [
    Attack {
        name: "a report whose name climbs",
        set: |_| {},
        steps: &[OPEN, ("待评", "E"), (FORM, "\t\t../outside/新\x13"), ("outside_新.docx", "")],
    },
    Attack {
        name: "a report whose name is a place of the system",
        set: |_| {},
        steps: &[OPEN, ("待评", "E"), (FORM, "\t\t/etc/passwd\x13"), ("etc_passwd.docx", "")],
    },
    Attack {
        name: "a report in the place of a link",
        set: |world| world.link("victim", REPORT),
        steps: &[OPEN, ("待评", "E"), (FORM, TAKE), ("符号链接", "")],
    },
    Attack {
        name: "a report in the place of a link to nothing yet",
        set: |world| world.link("empty/新", REPORT),
        steps: &[OPEN, ("待评", "E"), (FORM, TAKE), ("符号链接", "")],
    },
    Attack {
        name: "a report in the place of a link to a session inside",
        set: |world| symlink("好.kaohe.yaml", world.dir.join(REPORT)).expect("a link"),
        steps: &[OPEN, ("待评", "E"), (FORM, TAKE), ("符号链接", "")],
    },
    Attack {
        name: "a ranking in the place of a link",
        set: |world| world.link("victim", RANKING),
        steps: &[("里面的单位", "E"), (FORM, TAKE), ("符号链接", "")],
    },
    Attack {
        name: "a template of a configuration outside",
        set: |world| {
            let folder = world.outside.join("kaohe");
            fs::create_dir(&folder).expect("a folder");
            fs::write(folder.join("外面的.docx"), "外面的").expect("a file");
            fs::write(folder.join("config.yaml"), "report_template: 外面的.docx\n")
                .expect("a file");
        },
        steps: &[OPEN, ("待评", "E"), (FORM, TAKE), ("已写入", "")],
    },
    Attack {
        name: "a trash that is a link, moved into",
        set: |world| world.link("empty", "trash"),
        steps: &[("里面的单位", "\x1b[3~"), ("回收站", "\r"), ("符号链接", "")],
    },
    Attack {
        name: "a trash that is a link, looked into",
        set: |world| {
            let session = world.outside.join("session");
            fs::rename(session, world.outside.join("empty/外.kaohe.yaml")).expect("moved");
            world.link("empty", "trash");
        },
        steps: &[("里面的单位", "t"), ("符号链接", "")],
    },
    Attack {
        name: "a session that is a link",
        set: |world| world.link("session", "链.kaohe.yaml"),
        steps: &[("符号链接", "\x1b[B\r"), ("符号链接", "")],
    },
    Attack {
        name: "a session that is a link to a file of the system",
        set: |world| symlink("/etc/passwd", world.dir.join("链.kaohe.yaml")).expect("a link"),
        steps: &[("符号链接", "\x1b[B\r"), ("符号链接", "")],
    },
    Attack {
        name: "a session that is a link to another one inside",
        set: |world| symlink("好.kaohe.yaml", world.dir.join("链.kaohe.yaml")).expect("a link"),
        steps: &[("符号链接", "\x1b[B\r"), ("符号链接", "")],
    },
    Attack {
        name: "a journal that is a link",
        set: |world| world.link("victim", "好.kaohe.yaml.journal"),
        steps: &[OPEN, ("符号链接", "")],
    },
    Attack {
        name: "a journal that is a link to nothing yet",
        set: |world| world.link("empty/新", "好.kaohe.yaml.journal"),
        steps: &[OPEN, ("符号链接", "")],
    },
    Attack {
        name: "a place for torn lines that is a link",
        set: |world| {
            fs::write(world.dir.join("好.kaohe.yaml.journal"), "断").expect("a torn journal");
            world.link("victim", "好.kaohe.yaml.journal.torn");
        },
        steps: &[OPEN, ("字节没有", "m"), ("未保存", "q"), ("符号链接", "d")],
    },
    Attack {
        name: "a lock that is a link",
        set: |world| world.link("victim", "好.kaohe.yaml.lock"),
        steps: &[OPEN, ("符号链接", "m")],
    },
    Attack {
        name: "a lock that is a link to nothing yet",
        set: |world| world.link("empty/新", "好.kaohe.yaml.lock"),
        steps: &[OPEN, ("符号链接", "m")],
    },
    Attack {
        name: "a folder of rubrics that is a link",
        set: |world| world.link("rubrics", "rubrics"),
        steps: &[CREATE[0], CREATE[1], ("符号链接", "")],
    },
    Attack {
        name: "a rubric that is a link",
        set: |world| {
            fs::create_dir(world.dir.join("rubrics")).expect("a folder");
            world.link("rubrics/外面的细则.yaml", "rubrics/外面的细则.yaml");
        },
        steps: &[("里面的单位", "n"), ("新建考核", "\x1b")],
    },
    Attack {
        name: "copies of rubrics that are links",
        set: |world| {
            fs::create_dir(world.dir.join("rubrics")).expect("a folder");
            for row in kaohe::storage::catalogue::BUILT_IN {
                let sha256 = kaohe::storage::catalogue::sha256(row.text);
                world.link("empty/新", &format!("rubrics/{sha256}.yaml"));
            }
        },
        steps: &[CREATE[0], CREATE[1], ("符号链接", "")],
    },
    Attack {
        name: "pipes",
        set: |world| {
            fs::create_dir(world.dir.join("rubrics")).expect("a folder");
            for name in ["管.kaohe.yaml", "rubrics/管.yaml", "好.kaohe.yaml.journal"] {
                pipe(world, name);
            }
        },
        steps: &[OPEN, ("普通文件", "")],
    },
    Attack {
        name: "a lock that is a pipe",
        set: |world| pipe(world, "好.kaohe.yaml.lock"),
        steps: &[OPEN, ("普通文件", "m")],
    },
    Attack {
        name: "a unit that climbs",
        set: |_| {},
        steps: &[
            ("里面的单位", "n"),
            ("新建考核", "\t../../outside/新\x13"),
            ("未评", "m"),
            ("1/35", ""),
        ],
    },
    Attack {
        name: "a unit from the root",
        set: |_| {},
        steps: &[("里面的单位", "n"), ("新建考核", "\t/etc/新\x13"), ("未评", "m"), ("1/35", "")],
    },
    Attack {
        name: "a session that names files in its id and fingerprint",
        set: |world| {
            let text = fs::read_to_string(world.dir.join("好.kaohe.yaml")).expect("a session");
            let (up, id) = ("../outside/rubrics/别处", "../outside/empty/新");
            let lines = text.lines().map(|line| match line.split(':').next() {
                Some("id") => format!("id: {id}\n"),
                Some("rubric") => format!("rubric: {{id: ../{up}, sha256: {up}}}\n"),
                _ => format!("{line}\n"),
            });
            let text = lines.collect::<String>().replace("里面的单位", "坏的单位");
            fs::write(world.dir.join("坏.kaohe.yaml"), text).expect("a session");
        },
        steps: &[("里面的单位", "\x1b[B\r"), ("坏.kaohe.yaml", "")],
    },
];

fn pipe(world: &World, name: &str) {
    let made = Command::new("mkfifo").arg(world.dir.join(name)).status();
    assert!(made.expect("mkfifo").success());
}

#[test]
fn nothing_outside_is_shown_or_changed() {
    for attack in ATTACKS {
        let world = World::new();
        (attack.set)(&world);
        let before = world.outside_now();
        let mut program = start(&world.dir, &world.outside);
        program.of = attack.name;
        for (seen, keys) in attack.steps {
            program.await_text(seen);
            program.press(keys);
        }
        let bytes = leave(program);
        for word in [SECRET, "root:"] {
            assert!(!bytes.contains(word), "{}: {bytes}", attack.name);
        }
        assert_eq!(world.outside_now(), before, "{}", attack.name);
        let folders = fs::read_dir(&world.dir).expect("the directory").flatten();
        let made = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
        let strays = folders.filter(|entry| made(entry) && entry.file_name() != "rubrics");
        assert_eq!(strays.count(), 0, "{}", attack.name);
    }
}

/// Ends a program wherever it is; everything it wrote.
fn leave(program: Running) -> String {
    program.send("TERM");
    let (code, bytes) = program.end();
    assert!(code == 0 || code == 3, "it ends by itself: {code}");
    bytes
}

/// A file of somebody else is asked about, and stays as it is where the answer is no.
#[test]
fn a_report_overwrites_nothing_without_a_word() {
    let world = World::new();
    let place = world.dir.join(REPORT);
    fs::write(&place, "别人的").expect("a file");
    let mut program = start(&world.dir, &world.outside);
    for (seen, keys) in [OPEN, ("待评", "E"), (FORM, TAKE), ("覆盖", "\x1b"), ("待评", "q")] {
        program.await_text(seen);
        program.press(keys);
    }
    leave(program);
    assert_eq!(fs::read(&place).expect("the file"), "别人的".as_bytes());
}
