//! What the machine says: the time, the language, who is here and what it is called.
//!
//! A client of a shared server may be able to set variables of the environment. In
//! restricted mode nothing is taken from one that names a path or a person.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use kaohe::cli::ConfigPlace;
use kaohe::storage::lock::Holder;
use std::env;
use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// The time zone, found once: a confined program cannot look it up again.
static ZONE: OnceLock<TimeZone> = OnceLock::new();

/// Finds the time zone; of `TZ` in the environment only where not restricted, for it may
/// name any file.
pub(crate) fn find_zone(is_restricted: bool) {
    ZONE.get_or_init(|| if is_restricted { zone_of_machine() } else { zone_of_user() });
}

/// Where systems keep the rules of each zone.
const ZONES: [&str; 4] =
    ["/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/usr/lib/zoneinfo", "/etc/zoneinfo"];

/// The zone that `TZ` names or tells the rules of, as the C library reads it; the machine's
/// where it says nothing that is known.
fn zone_of_user() -> TimeZone {
    let named = env::var("TZ").ok().filter(|name| !name.is_empty());
    let named = named.and_then(|name| zone_named(name.strip_prefix(':').unwrap_or(&name)));
    let zone = named.unwrap_or_else(TimeZone::system);
    if zone.is_unknown() { zone_of_machine() } else { zone }
}

fn zone_named(name: &str) -> Option<TimeZone> {
    let is_name = !Path::new(name).is_absolute();
    let mut files = ZONES.iter().map(|folder| Path::new(folder).join(name));
    let rules = files.find_map(|file| std::fs::read(file).ok()).filter(|_| is_name)?;
    TimeZone::tzif(name, &rules).ok()
}

/// The zone the machine is set to; UTC where it is set to none.
fn zone_of_machine() -> TimeZone {
    let rules = std::fs::read("/etc/localtime").ok();
    rules.and_then(|rules| TimeZone::tzif("Local", &rules).ok()).unwrap_or(TimeZone::UTC)
}

/// Now, where the user is.
pub(crate) fn now() -> Zoned {
    Timestamp::now().to_zoned(ZONE.get().cloned().unwrap_or(TimeZone::UTC))
}

/// The time of a change, for its line in the journal.
pub(crate) fn now_exactly() -> String {
    now().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// How long the program has run, from the first time somebody asked.
pub(crate) fn elapsed() -> Duration {
    static BEGAN: OnceLock<Instant> = OnceLock::new();
    BEGAN.get_or_init(Instant::now).elapsed()
}

/// The locale of messages, in the order the system looks for it.
pub(crate) fn locale() -> String {
    let names = ["KAOHE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
    let mut values = names.into_iter().filter_map(|name| env::var(name).ok());
    values.find(|value| !value.is_empty()).unwrap_or_default()
}

/// Where the user's configuration is: `KAOHE_CONFIG` (set to nothing: nowhere), else the
/// system's place for it.
pub(crate) fn config() -> Option<ConfigPlace> {
    if let Some(named) = env::var_os("KAOHE_CONFIG") {
        let place = ConfigPlace { path: named.into(), is_named: true };
        return Some(place).filter(|place| !place.path.as_os_str().is_empty());
    }
    let path = kaohe::storage::paths::config_file()?;
    Some(ConfigPlace { path, is_named: false })
}

/// Who is here, for the lock and the journal that others see.
pub(crate) fn holder(is_restricted: bool, since: &Zoned) -> Holder {
    let (user, host) = if is_restricted { (account(), name()) } else { told() };
    Holder { user, host, since: since.strftime("%Y-%m-%d %H:%M").to_string() }
}

/// Who the environment says is here, and on which machine.
fn told() -> (String, String) {
    let host = env::var("HOSTNAME").ok().filter(|name| !name.is_empty());
    let user = env::var("USER").ok().filter(|name| !name.is_empty());
    (user.unwrap_or_else(account), host.unwrap_or_else(name))
}

/// The login name of the account the program runs as; its number where it has no name.
#[cfg(unix)]
fn account() -> String {
    let number = nix::unistd::getuid();
    let known = nix::unistd::User::from_uid(number).ok().flatten();
    known.map_or_else(|| number.to_string(), |user| user.name)
}

#[cfg(not(unix))]
fn account() -> String {
    env::var("USERNAME").unwrap_or_default()
}

/// The machine's name.
#[cfg(unix)]
fn name() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
fn name() -> String {
    env::var("COMPUTERNAME").unwrap_or_default()
}
