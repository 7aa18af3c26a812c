//! Folder: where a store lies on disk, and what is checked before it is opened.
//!
//! ```text
//! format_version  the format of all the rest
//! base            the base of the data's IRIs
//! view            what the view was made by
//! visits.json     what servers said of addresses that were fetched
//! db/             the database
//! ```

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use oxigraph::store::Store as Database;

use super::{Store, StoreError, StoreOptions};

/// A folder whose database is open.
pub(super) struct Opened {
    database: Database,
    base: String,
    path: PathBuf,
}

impl Opened {
    /// Returns the store, its view made anew where it was made by other rules, or where that was cut off.
    pub(super) fn with(self, options: &StoreOptions) -> Result<Store, StoreError> {
        let file = self.path.join("view");
        let store = Store::new(self.database, options, &self.base, Some(self.path))?;
        let (made_by, rules) = (fs::read_to_string(&file).ok(), store.rules.fingerprint());
        if made_by.as_deref().map(str::trim) == Some(&rules) {
            return Ok(store);
        }
        if !store.database.is_empty()? {
            write(&file, "being made")?;
            store.rebuild()?;
            store.flush()?;
        }
        write(&file, &rules)?;
        Ok(store)
    }
}

/// The folder's format that this program writes, and the latest it reads.
#[cfg(feature = "rocksdb")]
const FORMAT: u32 = 1;

#[cfg(not(feature = "rocksdb"))]
pub(super) fn open(path: &Path, _: Option<&str>, _: bool) -> Result<Opened, StoreError> {
    Err(StoreError::NoDisk(path.to_owned()))
}

#[cfg(feature = "rocksdb")]
pub(super) use disk::open;

#[cfg(feature = "rocksdb")]
mod disk {
    use std::fs;
    use std::io;

    use oxigraph::store::StorageError;

    use super::super::check_base;
    use super::{Database, FORMAT, Opened, Path, StoreError, at, write};
    use crate::ontology::vocab;

    /// Opens the folder of a store: checks what is there, takes the lock, then looks after what was left behind.
    pub(in super::super) fn open(
        path: &Path,
        base: Option<&str>,
        create: bool,
    ) -> Result<Opened, StoreError> {
        check(path, base, create)?;
        let database_folder = path.join("db");
        fs::create_dir_all(&database_folder).map_err(|source| at(&database_folder, source))?;
        let version = path.join("format_version");
        if !version.exists() {
            write(&version, &FORMAT.to_string())?;
        }
        let database = Database::open(&database_folder).map_err(|error| opening(path, error))?;
        sweep(&database_folder)?;
        Ok(Opened {
            database,
            base: recorded(path, base)?,
            path: path.to_owned(),
        })
    }

    fn check(path: &Path, base: Option<&str>, create: bool) -> Result<(), StoreError> {
        match fs::read_to_string(path.join("format_version")) {
            Ok(text) => match text.trim().parse::<u32>() {
                Ok(version) if version <= FORMAT => Ok(()),
                _ => Err(StoreError::Newer {
                    path: path.to_owned(),
                    found: text.trim().to_owned(),
                    known: FORMAT,
                }),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => check_new(path, base, create),
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                Err(StoreError::NotAStore(path.to_owned()))
            }
            Err(source) => Err(at(&path.join("format_version"), source)),
        }
    }

    fn check_new(path: &Path, base: Option<&str>, create: bool) -> Result<(), StoreError> {
        let empty = match fs::read_dir(path) {
            // A folder `db` without content is what is left where making a store was cut off.
            Ok(entries) => entries
                .flatten()
                .all(|entry| entry.file_name() == "db" && is_empty(&entry.path())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => true,
            Err(_) => false,
        };
        match (empty, create) {
            (true, true) => {
                // A base that is refused later must not leave a folder behind.
                check_base(base.unwrap_or(vocab::DATA))
            }
            (true, false) => Err(StoreError::Missing(path.to_owned())),
            (false, _) => Err(StoreError::NotAStore(path.to_owned())),
        }
    }

    fn is_empty(folder: &Path) -> bool {
        fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
    }

    fn opening(path: &Path, error: StorageError) -> StoreError {
        let message = error.to_string();
        if message.contains("lock file") || message.contains("lock hold by current process") {
            StoreError::InUse(path.to_owned())
        } else {
            error.into()
        }
    }

    /// Removes what a bulk load that was cut off has left; nobody else can be loading while the lock is held.
    fn sweep(folder: &Path) -> Result<(), StoreError> {
        for entry in fs::read_dir(folder).map_err(|source| at(folder, source))? {
            let path = entry.map_err(|source| at(folder, source))?.path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if name.starts_with("bulk-")
                && path.extension().is_some_and(|extension| extension == "sst")
            {
                fs::remove_file(&path).map_err(|source| at(&path, source))?;
            }
        }
        Ok(())
    }

    /// Returns the base that is recorded, or records the one that is asked for.
    fn recorded(path: &Path, asked: Option<&str>) -> Result<String, StoreError> {
        let file = path.join("base");
        match (fs::read_to_string(&file), asked) {
            (Ok(recorded), Some(asked)) if recorded.trim() != asked => Err(StoreError::OtherBase {
                recorded: recorded.trim().to_owned(),
                asked: asked.to_owned(),
            }),
            (Ok(recorded), _) => Ok(recorded.trim().to_owned()),
            (Err(error), asked) if error.kind() == io::ErrorKind::NotFound => {
                let base = asked.unwrap_or(vocab::DATA);
                write(&file, base)?;
                Ok(base.to_owned())
            }
            (Err(source), _) => Err(at(&file, source)),
        }
    }
}

/// Writes a small file so that it is there as a whole or not at all.
pub(super) fn write(path: &Path, text: &str) -> Result<(), StoreError> {
    let draft = path.with_extension("new");
    fs::write(&draft, format!("{text}\n")).map_err(|source| at(&draft, source))?;
    fs::rename(&draft, path).map_err(|source| at(path, source))
}

fn at(path: &Path, source: io::Error) -> StoreError {
    match source.kind() {
        io::ErrorKind::StorageFull => StoreError::DiskFull,
        _ => StoreError::File {
            path: path.to_owned(),
            source,
        },
    }
}
