//! The commands and their arguments: one table, in both languages.

use crate::lang::{
    Lang, cli as say, corrections, draft as draft_words, report, samples,
    workbook_problems as form_words,
};
use crate::report::Kind;
use crate::report::write::Format;
use crate::storage::config_file::Colours;
use clap::builder::ValueParser;
use clap::{Arg, ArgAction, Command, ValueHint, value_parser};
use std::ffi::OsString;
use std::path::PathBuf;

/// The whole command line, with help in the user's language.
#[must_use]
pub fn command(lang: Lang) -> Command {
    Command::new("kaohe")
        .version(env!("CARGO_PKG_VERSION"))
        .about(say::about(lang))
        .after_help(say::exit_codes(lang))
        .help_template(say::help_template(lang))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .override_usage(say::usage(lang))
        .subcommand_help_heading(say::commands(lang))
        .subcommand_value_name(say::commands(lang))
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(say::version_option(lang))
                .help_heading(say::options(lang)),
        )
        .arg(flag("restricted", say::restricted_option(lang)).help_heading(say::options(lang)))
        .arg(
            flag("check", say::check_option(lang))
                .requires("restricted")
                .help_heading(say::options(lang)),
        )
        .args(global(lang))
        .subcommands(subcommands(lang))
        .subcommands([form(lang), import(lang)])
}

/// Whether restricted mode is asked for. It decides what of the environment is heeded before
/// the command line is read; a word that only looks like it restricts where nobody asked.
#[must_use]
pub fn is_restricted(arguments: &[OsString]) -> bool {
    arguments.iter().any(|word| word == "--restricted")
}

/// The language of `--lang`, if it is there.
pub(super) fn language(arguments: &[OsString]) -> Option<Lang> {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let after =
        words.iter().position(|word| *word == "--lang").and_then(|place| words.get(place + 1));
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang="));
    after.copied().or(joined).map(Lang::from_locale)
}

fn global(lang: Lang) -> [Arg; 6] {
    let headed = |arg: Arg| arg.help_heading(say::options(lang)).global(true);
    [
        headed(option("rubrics", "DIR", say::rubrics_option(lang)))
            .action(ArgAction::Append)
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::DirPath),
        headed(option("dir", "DIR", say::dir_option(lang)))
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::DirPath),
        headed(option("lang", "zh|en", say::lang_option(lang)))
            .value_parser(["zh", "en"])
            .hide_possible_values(true),
        headed(option("theme", "dark|light|contrast", say::theme_option(lang)))
            .value_parser(Colours::NAMES.to_vec())
            .hide_possible_values(true),
        headed(flag("plain", say::plain_option(lang))),
        headed(Arg::new("help").short('h').long("help").action(ArgAction::Help))
            .help(say::help_option(lang)),
    ]
}

fn subcommands(lang: Lang) -> Vec<Command> {
    let sub = |name: &'static str, about: &'static str| {
        Command::new(name).about(about).help_template(say::help_template(lang))
    };
    let flag = |name, help| flag(name, help).help_heading(say::options(lang));
    let file = |name, help| file(name, help).help_heading(say::arguments(lang));
    let rubric = |name, help| file(name, help).required(true).value_parser(value_parser!(String));
    let [compare, rank, margin] = explaining(lang);
    vec![
        sub("open", say::open_about(lang)).args([
            file("FILE", say::session_argument(lang)).required(true),
            flag("read-only", say::read_only_option(lang)),
        ]),
        new_session(lang),
        sub("config", say::config_about(lang)).arg(checked_config(lang)),
        sub("rubrics", say::rubrics_about(lang)).arg(flag("json", say::json_option(lang))),
        sub("list", say::list_about(lang)).args([
            file("DIR", say::dir_argument(lang)).value_hint(ValueHint::DirPath),
            flag("trash", say::trash_option(lang)),
            flag("json", say::json_option(lang)),
        ]),
        sub("show", say::show_about(lang)).args([
            rubric("RUBRIC", say::rubric_argument(lang)),
            flag("json", say::json_option(lang)),
        ]),
        sub("diff", say::diff_about(lang)).args([
            rubric("OLD", say::old_argument(lang)),
            rubric("NEW", say::new_argument(lang)),
            flag("json", say::json_option(lang)),
        ]),
        draft(lang),
        sub("migrate", say::migrate_about(lang)).args([
            file("FILE", say::session_argument(lang)).required(true),
            flag("write", say::write_option(lang)),
        ]),
        sub("check", say::check_about(lang)).args([file("FILE", say::files_argument(lang))
            .required(true)
            .action(ArgAction::Append)
            .num_args(1..)]),
        sub("score", say::score_about(lang)).args([
            file("FILE", say::sessions_argument(lang))
                .required(true)
                .action(ArgAction::Append)
                .num_args(1..),
            flag("json", say::json_option(lang)),
            flag("explain", say::explain_option(lang)),
        ]),
        compare,
        rank,
        margin,
        sample(lang),
        sub("report", report::about(lang)).args(report_arguments(lang)),
        sub("verify", say::verify_about(lang)).args([
            file("FILE", say::verified_argument(lang))
                .required(true)
                .action(ArgAction::Append)
                .num_args(1..),
            flag("json", say::json_option(lang)),
        ]),
        sub("history", say::history_about(lang)).args([
            file("FILE", say::session_argument(lang)).required(true),
            file("ID", say::id_argument(lang))
                .value_parser(value_parser!(String))
                .value_hint(ValueHint::Other),
            flag("json", say::json_option(lang)),
        ]),
        sub("delete", say::delete_about(lang)).args([file("FILE", say::sessions_argument(lang))
            .required(true)
            .action(ArgAction::Append)
            .num_args(1..)]),
        sub("restore", say::restore_about(lang)).args([file("FILE", say::trashed_argument(lang))
            .required(true)
            .action(ArgAction::Append)
            .num_args(1..)]),
        sub("schema", say::schema_about(lang)).args([file("FORMAT", say::format_argument(lang))
            .required(true)
            .value_parser(["rubric", "session"])
            .value_hint(ValueHint::Other)
            .hide_possible_values(true)]),
        sub("completions", say::completions_about(lang)).args([file(
            "SHELL",
            say::shell_argument(lang),
        )
        .required(true)
        .value_parser(value_parser!(clap_complete::Shell))
        .hide_possible_values(true)]),
        sub("man", say::man_about(lang)),
    ]
}

/// Who assesses; the unit itself where nobody says.
fn mode(lang: Lang) -> Arg {
    option("mode", "self|field|review", say::mode_option(lang))
        .help_heading(say::options(lang))
        .value_parser(["self", "field", "review"])
        .hide_possible_values(true)
        .default_value("self")
        .hide_default_value(true)
}

/// The command that makes a new session.
fn new_session(lang: Lang) -> Command {
    let sub =
        Command::new("new").about(say::new_about(lang)).help_template(say::help_template(lang));
    let option = |name, value, help| option(name, value, help).help_heading(say::options(lang));
    let rubric = file("RUBRIC", say::rubric_argument(lang)).help_heading(say::arguments(lang));
    sub.args([
        rubric.required(true).value_parser(value_parser!(String)),
        option("unit", "NAME", say::unit_option(lang)).required(true),
        mode(lang),
        option("tag", "TAG", say::tag_option(lang)).action(ArgAction::Append),
        option("assessor", "NAME", say::assessor_option(lang)).action(ArgAction::Append),
        option("date", "YYYY-MM-DD", say::date_option(lang)),
        option("from", "FILE", corrections::from_option(lang))
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath),
        option("out", "FILE", say::out_option(lang))
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath),
    ])
}

/// The commands that say where scores come from and how they compare.
fn explaining(lang: Lang) -> [Command; 3] {
    let sub = |name: &'static str, about: &'static str| {
        Command::new(name).about(about).help_template(say::help_template(lang))
    };
    let flag = |name, help| flag(name, help).help_heading(say::options(lang));
    let file = |name, help| file(name, help).help_heading(say::arguments(lang));
    let compared = file("FILE", say::compared_argument(lang));
    let rubric = option("rubric", "ID", say::rank_rubric_option(lang));
    [
        sub("compare", say::compare_about(lang)).args([
            // How many there have to be is said in words.
            compared.required(true).action(ArgAction::Append).num_args(1..),
            flag("all", say::all_option(lang)),
            flag("json", say::json_option(lang)),
        ]),
        sub("rank", say::rank_about(lang)).args([
            file("DIR", say::dir_argument(lang)).value_hint(ValueHint::DirPath),
            rubric.help_heading(say::options(lang)),
            flag("clauses", say::clauses_option(lang)),
            flag("json", say::json_option(lang)),
        ]),
        sub("margin", say::margin_about(lang)).args([
            file("FILE", say::session_argument(lang)).required(true),
            flag("json", say::json_option(lang)),
        ]),
    ]
}

/// Which report of which sessions, in which format, into which file.
fn report_arguments(lang: Lang) -> [Arg; 7] {
    let option = |name, value, help| option(name, value, help).help_heading(say::options(lang));
    [
        file("FILE", report::files_argument(lang))
            .help_heading(say::arguments(lang))
            .required(true)
            .action(ArgAction::Append)
            .num_args(1..),
        option("kind", "KIND", report::kind_option(lang))
            .value_parser(Kind::ALL.map(Kind::key))
            .hide_possible_values(true)
            .default_value(Kind::default().key())
            .hide_default_value(true),
        option("format", "FORMAT", report::format_option(lang))
            .value_parser(Format::ALL.map(Format::key))
            .hide_possible_values(true),
        option("out", "FILE", report::out_option(lang))
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath),
        option("template", "FILE", report::template_option(lang))
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath),
        option("rubric", "ID", report::rubric_option(lang)),
        flag("force", report::force_option(lang)).help_heading(say::options(lang)),
    ]
}

/// `kaohe sample`.
fn sample(lang: Lang) -> Command {
    let option = |name, value, help| option(name, value, help).help_heading(say::options(lang));
    let file = |name, help| file(name, help).help_heading(say::arguments(lang));
    let word = |arg: Arg| arg.value_parser(value_parser!(String)).value_hint(ValueHint::Other);
    Command::new("sample").about(samples::about(lang)).help_template(say::help_template(lang)).args(
        [
            file("FILE", say::session_argument(lang)).required(true),
            word(file("ID", samples::id_argument(lang))),
            word(file("NAME", samples::name_argument(lang)))
                .action(ArgAction::Append)
                .num_args(1..),
            option("names", "FILE", samples::names_option(lang))
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath),
            option("draw", "N", samples::draw_option(lang))
                .value_parser(value_parser!(u32))
                .requires("ID"),
            option("seed", "SEED", samples::seed_option(lang)),
            flag("again", samples::again_option(lang)).help_heading(say::options(lang)),
            flag("json", say::json_option(lang)).help_heading(say::options(lang)),
        ],
    )
}

/// `kaohe draft`.
fn draft(lang: Lang) -> Command {
    let option = |name, value, help| option(name, value, help).help_heading(say::options(lang));
    Command::new("draft")
        .about(draft_words::about(lang))
        .help_template(say::help_template(lang))
        .args([
            file("FILE", draft_words::file_argument(lang))
                .help_heading(say::arguments(lang))
                .required(true),
            option("out", "RUBRIC.yaml", draft_words::out_option(lang))
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath),
            option("id", "ID", draft_words::id_option(lang)),
            option("from", "OLD", draft_words::from_option(lang)),
            option("columns", "COLUMNS", draft_words::columns_option(lang)),
            option("table", "N", draft_words::table_option(lang)).value_parser(value_parser!(u32)),
            flag("json", say::json_option(lang)).help_heading(say::options(lang)),
        ])
}

/// `kaohe form`.
fn form(lang: Lang) -> Command {
    let option = |name, value, help| option(name, value, help).help_heading(say::options(lang));
    let flag = |name, help| flag(name, help).help_heading(say::options(lang));
    let rubric = |name, help| {
        file(name, help)
            .help_heading(say::arguments(lang))
            .required(true)
            .value_parser(value_parser!(String))
    };
    Command::new("form")
        .about(form_words::form_about(lang))
        .help_template(say::help_template(lang))
        .args([
            rubric("RUBRIC", form_words::form_argument(lang)),
            option("unit", "NAME", say::unit_option(lang)),
            mode(lang),
            option("tag", "TAG", say::tag_option(lang)).action(ArgAction::Append),
            option("out", "FILE", say::out_option(lang))
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath),
            flag("force", form_words::force_option(lang)),
        ])
}

/// `kaohe import`.
fn import(lang: Lang) -> Command {
    let option = |name, value, help| option(name, value, help).help_heading(say::options(lang));
    let file = |name, help| file(name, help).help_heading(say::arguments(lang));
    Command::new("import")
        .about(form_words::import_about(lang))
        .help_template(say::help_template(lang))
        .args([
            file("FILE", form_words::import_argument(lang)).required(true),
            option("out", "FILE", say::out_option(lang))
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath),
        ])
}

fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help).value_parser(ValueParser::string())
}

/// The configuration to check.
fn checked_config(lang: Lang) -> Arg {
    option("check", "FILE", say::config_check_option(lang))
        .help_heading(say::options(lang))
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::FilePath)
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

fn file(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .value_name(name)
        .help(help)
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::FilePath)
}
