//! Other programs on the same work: lines of JSON → a Python script → lines of JSON.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// Runs `script` with `python`, gives it the values one a line, and returns what it prints; else the reason why it failed.
pub(super) fn run(
    python: &Path,
    script: &str,
    input: impl Iterator<Item = Value>,
) -> Result<Vec<Value>, String> {
    let mut child = Command::new(python)
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    if let Some(mut pipe) = child.stdin.take() {
        for value in input {
            // Where it ended early, its status tells more than the broken pipe.
            let _gone = writeln!(pipe, "{value}");
        }
    }
    let output = child
        .wait_with_output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(output.status.to_string());
    }
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).map_err(|_| STRANGE.to_owned()))
        .collect()
}

/// Why lines of another layout are of no use.
pub(super) const STRANGE: &str = "it printed something else";
