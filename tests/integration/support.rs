//! What the tests share: the samples, a store of them, golden files, the program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;

use byline::article::{Input, Told, inputs};
use byline::ontology::Ontology;
use byline::pipeline;
use byline::store::{ExportFormat, ExportScope, Store, StoreOptions};

/// Returns a path in the repository.
pub(crate) fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Returns the files of a folder with one of these endings, sorted.
pub(crate) fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let entries = fs::read_dir(at(folder)).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| {
        path.extension()
            .is_some_and(|ending| endings.iter().any(|known| ending == *known))
    });
    files.sort();
    files
}

/// Returns the sample articles.
pub(crate) fn samples() -> Vec<PathBuf> {
    files("tests/articles", &["md", "txt", "html", "jsonl"])
}

/// Returns an empty store in memory.
pub(crate) fn empty_store() -> Store {
    let ontology = Ontology::builtin_shared();
    Store::in_memory(&StoreOptions::new(ontology)).unwrap()
}

/// Adds files to a store; none may fail.
pub(crate) fn add(store: &Store, paths: &[PathBuf]) {
    let (found, wrong) = inputs(paths);
    assert!(wrong.is_empty(), "{wrong:?}");
    add_inputs(store, &found);
}

/// Adds inputs to a store; none may fail.
pub(crate) fn add_inputs(store: &Store, found: &[Input]) {
    pipeline::add(store, &Told::default(), found, &mut |added| {
        added.unwrap();
    })
    .unwrap();
}

/// Returns a store of all sample articles.
pub(crate) fn sample_store() -> Store {
    let store = empty_store();
    add(&store, &samples());
    store
}

/// Returns the whole of a store as N-Quads.
pub(crate) fn dump(store: &Store) -> String {
    let mut out = Vec::new();
    store
        .export(&mut out, &ExportScope::All, ExportFormat::NQuads)
        .unwrap();
    String::from_utf8(out).unwrap()
}

/// Whether golden files are to be written anew.
pub(crate) fn blessing() -> bool {
    std::env::var_os("BYLINE_BLESS").is_some_and(|value| value == "1")
}

/// Compares a text with a golden file, or writes the file where that is asked for; returns the difference.
pub(crate) fn golden(path: &Path, found: &str) -> Option<String> {
    if blessing() {
        fs::write(path, found).unwrap();
        return None;
    }
    let place = path
        .strip_prefix(at(""))
        .unwrap_or(path)
        .display()
        .to_string();
    match fs::read_to_string(path) {
        Ok(expected) if expected == found => None,
        Ok(expected) => Some(format!(
            "{place} differs:\n{}",
            difference(&expected, found)
        )),
        Err(_) => Some(format!("{place} is missing; it would be:\n{found}")),
    }
}

/// Fails with all differences and what to do about them.
pub(crate) fn assert_golden(differences: &[String]) {
    assert!(
        differences.is_empty(),
        "{}\n\nRead the differences. Where they are right, run the tests with BYLINE_BLESS=1 and commit the files.",
        differences.join("\n\n")
    );
}

/// Returns the lines that only one of two texts has, and where the first of them stands.
fn difference(expected: &str, found: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let first = old
        .iter()
        .zip(&new)
        .take_while(|(one, other)| one == other)
        .count()
        + 1;
    let only = |these: &[&str], those: &[&str], sign: &str| {
        let lines = these
            .iter()
            .filter(|line| !those.contains(line))
            .map(|line| format!("{sign} {line}\n"));
        lines.take(40).collect::<String>()
    };
    format!(
        "(from line {first})\n{}{}",
        only(&old, &new, "-"),
        only(&new, &old, "+")
    )
}

/// Tells who runs the tests what was left out.
#[expect(clippy::print_stderr, reason = "nobody else could tell")]
pub(crate) fn skipped(reason: &str) {
    eprintln!("SKIPPED: {reason}");
}

/// Returns the Python of a folder of its own in which a package from PyPI is installed; says why not where there is none.
pub(crate) fn venv(name: &str, package: &str) -> Option<PathBuf> {
    /// Tests that need the same folder wait for the one that fills it.
    static FILLING: Mutex<()> = Mutex::new(());
    let _turn = FILLING.lock();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let python = folder.join("bin/python");
    let good = |command: &mut Command| command.output().is_ok_and(|output| output.status.success());
    let wanted = package.replace("==", "\nVersion: ");
    let ready = || {
        let shown = Command::new(&python)
            .args(["-m", "pip", "show", name])
            .output();
        shown.is_ok_and(|shown| String::from_utf8_lossy(&shown.stdout).contains(&wanted))
    };
    if !ready() {
        good(Command::new("python3").args(["-m", "venv"]).arg(&folder));
        good(Command::new(&python).args(["-m", "pip", "install", "--quiet", package]));
    }
    let found = ready();
    if !found {
        skipped(&format!(
            "{name} needs python3 with venv, and pip to reach {package}"
        ));
    }
    found.then_some(python)
}

/// The program, ready to be run on a store in memory.
pub(crate) struct Byline {
    command: Command,
    input: Vec<u8>,
}

/// What the program did.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Byline {
    /// Prepares the program with these arguments, away from the environment of whoever runs the tests.
    pub(crate) fn new(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_byline"));
        command
            .args(arguments)
            .current_dir(at(""))
            .env("BYLINE_STORE", ":memory:");
        for name in [
            "BYLINE_ONTOLOGY",
            "BYLINE_ONTOLOGY_ONLY",
            "NO_COLOR",
            "RUST_BACKTRACE",
        ] {
            command.env_remove(name);
        }
        Self {
            command,
            input: Vec::new(),
        }
    }

    pub(crate) fn input(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.input = input.into();
        self
    }

    pub(crate) fn folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn run(mut self) -> Done {
        use std::io::Write;
        let streams = self
            .command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = streams.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = self.input;
        // The program may end before it has read all.
        let writer = std::thread::spawn(move || stdin.write_all(&input).is_ok());
        let Output {
            status,
            stdout,
            stderr,
        } = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Done {
            code: status.code().unwrap_or(-1),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
        }
    }
}
