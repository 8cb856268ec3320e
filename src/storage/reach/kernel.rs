//! The kernel's part: Linux can take away from a process what it will not need (Landlock).
//!
//! It stands behind the doors of [`super`], for what would not ask there: a mistake of
//! ours, a link that is swapped between two looks. Where the kernel knows nothing of it the
//! doors stand alone.

use std::io;
use std::path::Path;

/// What the kernel refuses from here on, as it says itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Enforced {
    /// Files outside of the folder, and running programs.
    pub files: bool,
    /// TCP connections, and waiting for some. UDP and sockets in the file system never are.
    pub connections: bool,
}

/// Leaves this thread, and those it will start, the files below a folder, the terminal, and
/// nothing else: no other file, no program to run, no network.
///
/// # Errors
/// The kernel can and does not.
#[cfg(target_os = "linux")]
pub fn confine(folder: &Path) -> io::Result<Enforced> {
    use landlock::{
        ABI, Access, AccessFs, AccessNet, LandlockStatus, PathBeneath, PathFd, Ruleset,
        RulesetAttr, RulesetCreatedAttr, RulesetStatus, Scope,
    };
    let known = ABI::V6;
    let everything = AccessFs::from_all(known);
    let files = everything & !AccessFs::Execute;
    let terminal = AccessFs::ReadFile | AccessFs::WriteFile | AccessFs::IoctlDev;
    let rules = || {
        let rules = Ruleset::default()
            .handle_access(everything)?
            .handle_access(AccessNet::from_all(known))?
            .scope(Scope::from_all(known))?
            .create()?
            .add_rule(PathBeneath::new(PathFd::new(folder)?, files))?;
        // Standard input may be something else than the terminal the keys come from.
        let rules = match PathFd::new("/dev/tty") {
            Ok(tty) => rules.add_rule(PathBeneath::new(tty, terminal))?,
            Err(_) => rules,
        };
        Ok(rules.restrict_self()?)
    };
    let status = rules().map_err(|error: Error| io::Error::other(error.to_string()))?;
    if status.ruleset == RulesetStatus::NotEnforced {
        return Ok(Enforced::default());
    }
    let connections = matches!(status.landlock,
        LandlockStatus::Available { effective_abi, .. } if effective_abi >= ABI::V4);
    Ok(Enforced { files: true, connections })
}

/// Whether something outside of the folder is refused now: what the kernel says it took is
/// tried, by one look above the folder.
#[must_use]
pub fn is_refused(folder: &Path) -> bool {
    let Some(above) = folder.parent() else { return true };
    let tried = std::fs::read_dir(above);
    tried.err().is_some_and(|error| error.kind() == io::ErrorKind::PermissionDenied)
}

/// Any of what can go wrong while the rules are made.
#[cfg(target_os = "linux")]
type Error = Box<dyn std::error::Error>;

/// Elsewhere the doors stand alone.
///
/// # Errors
/// Never.
#[cfg(not(target_os = "linux"))]
pub fn confine(_: &Path) -> io::Result<Enforced> {
    Ok(Enforced::default())
}
