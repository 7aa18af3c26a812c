//! The `byline` program: arguments → calls of the library → text on the streams and an exit code.
#![expect(clippy::print_stderr, reason = "the program speaks to its user")]

mod cli;

use std::process::ExitCode;
use std::thread;

use mimalloc::MiMalloc;

/// Texts and trees are many small pieces of memory, on several threads: the system's allocator costs a tenth of their time.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Reading deeply nested input recurses, so everything runs on a thread with more stack than the main one has.
const STACK: usize = 64 * 1024 * 1024;

fn main() -> ExitCode {
    let program = thread::Builder::new().stack_size(STACK).spawn(cli::main);
    match program.map(thread::JoinHandle::join) {
        Ok(Ok(code)) => ExitCode::from(code),
        Ok(Err(_)) => {
            eprintln!(
                "hint: this is a mistake in byline itself; what was added before is safe in the store"
            );
            ExitCode::from(cli::COULD_NOT_RUN)
        }
        Err(error) => {
            eprintln!("error: cannot start: {error}");
            ExitCode::from(cli::COULD_NOT_RUN)
        }
    }
}
