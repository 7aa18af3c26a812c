//! The processor time that this process has used, which other work on the machine does not lengthen.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// How many ticks of the kernel's accounts make a second, on every Linux.
const TICKS: u64 = 100;

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Returns the processor time so far, or the time by the clock where the system keeps no such account.
pub(in crate::train) fn processor_time() -> Duration {
    accounted().unwrap_or_else(|| START.elapsed())
}

fn accounted() -> Option<Duration> {
    let accounts = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name in brackets may hold anything.
    let (_, fields) = accounts.rsplit_once(") ")?;
    let ticks = fields.split(' ').skip(11).take(2);
    let ticks = ticks
        .map(|field| field.parse::<u64>().ok())
        .sum::<Option<u64>>()?;
    Some(Duration::from_millis(ticks * 1000 / TICKS))
}

#[cfg(test)]
mod tests {
    use super::processor_time;

    #[test]
    fn time_does_not_run_back() {
        let before = processor_time();
        assert!(processor_time() >= before);
    }
}
