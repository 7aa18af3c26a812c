//! Real SPARQL servers give the same answers as the library does: Virtuoso from Debian, and Oxigraph's own.
//!
//! Virtuoso must be installed (`apt-get install virtuoso-opensource`); Oxigraph is installed with pip into a folder of its
//! own. Where one is not to be had, the tests say so.

use std::fmt::Write;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use byline::ontology::{Ontology, vocab};
use byline::pipeline::{ask, table};
use byline::query::Options;
use byline::store::{Answer, Endpoint, Limits, Source};

use super::engine::{examples, library};
use super::lede::options;
use super::support::{skipped, venv};

const OXIGRAPH: &str = "oxigraph==0.5.13";
/// How long a server may take to start.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server with some data, which ends with the test.
struct Server {
    process: Child,
    url: String,
    // Its files go with it.
    _folder: tempfile::TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended = self.process.kill().and_then(|()| self.process.wait());
    }
}

/// Returns a port that nobody listens on at the moment.
fn port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// Starts a server and waits until it listens.
fn start(mut command: Command, port: u16, path: &str, folder: tempfile::TempDir) -> Server {
    let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
    let server = Server {
        process: quiet.spawn().unwrap(),
        url: format!("http://127.0.0.1:{port}/{path}"),
        _folder: folder,
    };
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(begun.elapsed() < PATIENCE, "{} never listens", server.url);
        sleep(Duration::from_millis(50));
    }
    server
}

fn done(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn oxigraph(data: &[u8]) -> Option<Server> {
    let program = venv("oxigraph", OXIGRAPH)?.with_file_name("oxigraph");
    let folder = tempfile::tempdir().unwrap();
    let (file, store) = (folder.path().join("data.nq"), folder.path().join("store"));
    fs::write(&file, data).unwrap();
    done(
        Command::new(&program)
            .args(["load", "--location"])
            .arg(&store)
            .arg("--file")
            .arg(&file),
    );
    let port = port();
    let mut serve = Command::new(&program);
    serve
        .args(["serve-read-only", "--union-default-graph", "--location"])
        .arg(&store)
        .args(["--bind", &format!("127.0.0.1:{port}")]);
    Some(start(serve, port, "query", folder))
}

/// Settings that keep Virtuoso to one folder and to this machine.
fn settings(folder: &Path, sql: u16, http: u16) -> String {
    let folder = folder.display();
    format!(
        "[Database]\nDatabaseFile={folder}/v.db\nErrorLogFile={folder}/v.log\nLockFile={folder}/v.lck\n\
         TransactionFile={folder}/v.trx\nxa_persistent_file={folder}/v.pxa\n\
         [TempDatabase]\nDatabaseFile={folder}/t.db\nTransactionFile={folder}/t.trx\n\
         [Parameters]\nServerPort=127.0.0.1:{sql}\nDisableUnixSocket=1\nDirsAllowed={folder}\nNumberOfBuffers=10000\n\
         [HTTPServer]\nServerPort=127.0.0.1:{http}\nServerRoot={folder}\nServerThreads=4\n\
         [SPARQL]\nResultSetMaxRows={MOST_ROWS}\n"
    )
}

/// Rows that Virtuoso gives at most.
const MOST_ROWS: usize = 2000;

fn virtuoso(data: &[u8]) -> Option<Server> {
    if Command::new("virtuoso-t").arg("-?").output().is_err() {
        skipped("Virtuoso is asked where it is installed: apt-get install virtuoso-opensource");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("data.nq"), data).unwrap();
    let (sql, http) = (port(), port());
    let file = folder.path().join("virtuoso.ini");
    fs::write(&file, settings(folder.path(), sql, http)).unwrap();
    let mut serve = Command::new("virtuoso-t");
    serve.arg("-f").arg("-c").arg(&file);
    let load = format!(
        "ld_dir('{}', 'data.nq', 'http://unnamed.example/'); rdf_loader_run();",
        folder.path().display()
    );
    let server = start(serve, http, "sparql", folder);
    let sql = format!("127.0.0.1:{sql}");
    done(Command::new("isql-vt").args([sql.as_str(), "dba", "dba", &format!("exec={load}")]));
    Some(server)
}

/// Returns the answer to a question as text: sorted lines, and what a reader should know beside it.
fn answer(source: &dyn Source, question: &str, options: &Options) -> String {
    let reply = match ask(source, question, options, Limits::default()) {
        Ok(reply) => reply,
        Err(error) => return error.to_string(),
    };
    let cut = reply.compiled.sparql().contains("LIMIT");
    let mut lines: Vec<String> = match reply.answer {
        Answer::Boolean(yes) => vec![yes.to_string()],
        Answer::Graph { triples, .. } => triples.iter().map(ToString::to_string).collect(),
        rows @ Answer::Rows { .. } => {
            let table = table(source, rows, &reply.compiled.columns, None).unwrap();
            let rows = table.rows.iter();
            // Rows that sort alike may be cut differently.
            rows.map(|row| {
                if cut {
                    "row".to_owned()
                } else {
                    format!("{row:?}")
                }
            })
            .collect()
        }
    };
    lines.sort();
    lines.extend(reply.notes);
    lines.join("\n")
}

fn endpoint(server: &Server) -> Endpoint {
    let ontology = Ontology::builtin_shared();
    Endpoint::new(&server.url, ontology, vocab::DATA)
}

/// All questions have the same answers at the server as at a source here.
fn assert_same(server: &Server, here: &dyn Source, asked: &[String]) {
    let there = endpoint(server);
    let mut wrong = String::new();
    for question in asked {
        let (ours, theirs) = (
            answer(here, question, &options()),
            answer(&there, question, &options()),
        );
        if ours != theirs {
            writeln!(wrong, "{question}\nhere:\n{ours}\nthere:\n{theirs}\n").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_examples_have_the_same_answers() {
    let (sample, data, asked) = examples();
    for server in [oxigraph(&data), virtuoso(&data)].into_iter().flatten() {
        assert_same(&server, &sample, &asked);
    }
}

#[test]
fn the_questions_have_the_same_answers() {
    let (store, data, asked) = library();
    for server in [oxigraph(&data), virtuoso(&data)].into_iter().flatten() {
        assert_same(&server, &store, &asked);
    }
}

#[test]
fn what_a_server_leaves_out_is_not_taken_for_all() {
    let mut data = String::new();
    for number in 0..MOST_ROWS + 1 {
        let article = format!("<https://example.org/{number}>");
        writeln!(
            data,
            "{article} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> {} .",
            vocab::NEWS_ARTICLE
        )
        .unwrap();
    }
    let Some(server) = virtuoso(data.as_bytes()) else {
        return;
    };
    let ask = |question: &str| {
        let reply = ask(&endpoint(&server), question, &options(), Limits::default());
        match reply.unwrap().answer {
            Answer::Rows { rows, complete, .. } => (rows.len(), complete),
            other => unreachable!("{other:?}"),
        }
    };
    assert_eq!(ask("article"), (MOST_ROWS, false));
    assert_eq!(ask("article limit 10"), (10, true));
}
