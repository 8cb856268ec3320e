//! What a folder of sessions costs, in one run: listing it, and ranking it, against reading
//! the bytes of the same heads from the disk. Bar: 2 times for listing.
//!
//! Listing reads heads. Ranking reads the sessions that count whole, with their journals, and
//! calculates each anew, so that it is told beside the reading of all their bytes.
//!
//! `KAOHE_BENCH_SESSIONS` is how many there are, else 5,000.

use kaohe::storage::catalogue::Catalogue;
use kaohe::storage::head::read_head;
use kaohe::storage::paths::session_files;
use kaohe::storage::ranked::rank;
use kaohe::storage::watch::Unwatched;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;
/// As much as a program reads at once to see a head.
const PIECE: usize = 8 * 1024;

fn main() -> io::Result<()> {
    // `cargo test --benches` only wants to know that it builds.
    if std::env::args().any(|argument| argument == "--test") {
        return Ok(());
    }
    let wanted = std::env::var("KAOHE_BENCH_SESSIONS").ok();
    let count = wanted.and_then(|count| count.parse().ok()).unwrap_or(5_000);
    let folder = tempfile::tempdir()?;
    fill(folder.path(), count)?;
    let catalogue = Catalogue::load(&[]);
    let (mut heads, mut lists, mut wholes, mut ranks) = (vec![], vec![], vec![], vec![]);
    for _ in 0..ROUNDS {
        heads.push(timed(|| sum(folder.path(), first_piece))?);
        lists.push(timed(|| list(folder.path()))?);
        wholes.push(timed(|| sum(folder.path(), whole))?);
        ranks.push(timed(|| {
            let ranked = rank(&catalogue, folder.path(), None, &mut Unwatched);
            ranked.map(|ranked| ranked.units.len()).map_err(|_| io::ErrorKind::InvalidData.into())
        })?);
    }
    let [heads, lists, wholes, ranks] = [heads, lists, wholes, ranks].map(median);
    let times = |one: Duration, other: Duration| 100 * one.as_nanos() / other.as_nanos().max(1);
    let mut out = io::stdout();
    writeln!(out, "{count} sessions, medians of {ROUNDS}")?;
    writeln!(out, "  the bytes of the heads read   {heads:>10.1?}")?;
    writeln!(out, "  listed                        {lists:>10.1?}  {} %", times(lists, heads))?;
    writeln!(out, "  all bytes read                {wholes:>10.1?}")?;
    writeln!(out, "  ranked                        {ranks:>10.1?}  {} %", times(ranks, wholes))
}

/// The worked session of a unit, as many times.
fn fill(folder: &Path, count: usize) -> io::Result<()> {
    let worked = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("sessions/2021年度_示例镇建设局_现场考核_20211215.kaohe.yaml");
    let text = fs::read_to_string(worked)?;
    for number in 0..count {
        let text = text.replace("示例镇建设局", &format!("示例{number}局"));
        fs::write(folder.join(format!("{number}.kaohe.yaml")), text)?;
    }
    Ok(())
}

fn list(folder: &Path) -> io::Result<usize> {
    sum(folder, |path| match read_head(path) {
        Ok(head) => Ok(head.head.unit.len()),
        Err(_) => Err(io::ErrorKind::InvalidData.into()),
    })
}

fn first_piece(path: &Path) -> io::Result<usize> {
    File::open(path)?.read(&mut [0; PIECE])
}

fn whole(path: &Path) -> io::Result<usize> {
    fs::read(path).map(|bytes| bytes.len())
}

fn sum(folder: &Path, of: impl Fn(&Path) -> io::Result<usize>) -> io::Result<usize> {
    let files = session_files(folder).map_err(io::Error::other)?;
    files.iter().map(|path: &PathBuf| of(path)).sum()
}

fn timed(act: impl FnOnce() -> io::Result<usize>) -> io::Result<Duration> {
    let start = Instant::now();
    std::hint::black_box(act()?);
    Ok(start.elapsed())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
