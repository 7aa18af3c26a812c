//! Folder: where a store lies on disk, and what is checked before it is opened.
//!
//! ```text
//! format_version  the format of all the rest
//! base            the base of the data's IRIs
//! view            what the view was made by
//! visits.json     what servers said of addresses that were fetched
//! lock            shared by those who read, held alone by one who writes
//! db/             the database
//! ```

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use oxigraph::store::Store as Database;

use super::{Access, Place, Store, StoreError, StoreOptions};

/// A folder whose database is open.
pub(super) struct Opened {
    database: Database,
    lock: Option<File>,
    base: String,
    path: PathBuf,
    access: Access,
}

impl Opened {
    /// Returns the store, its view made anew where it was made by other rules, or where that was cut off.
    pub(super) fn with(self, options: &StoreOptions) -> Result<Store, StoreError> {
        let file = self.path.join("view");
        let rules = options.rules();
        let (made_by, made_now) = (fs::read_to_string(&file).ok(), rules.fingerprint());
        let current = made_by.as_deref().map(str::trim) == Some(&made_now);
        if !current && self.access == Access::Read {
            let path = self.path.clone();
            // Whoever reads must let go before the same folder is opened to be written.
            drop(self);
            return open(&path, options.base.as_deref(), Access::Write)?.with(options);
        }
        let place = Place {
            path: self.path,
            lock: self.lock,
        };
        let store = Store::new(self.database, rules, &self.base, Some(place))?;
        if current {
            return Ok(store);
        }
        if !store.database.is_empty()? {
            write(&file, "being made")?;
            store.rebuild()?;
            store.flush()?;
        }
        write(&file, &made_now)?;
        Ok(store)
    }
}

/// The folder's format that this program writes, and the latest it reads.
#[cfg(feature = "rocksdb")]
const FORMAT: u32 = 1;

#[cfg(not(feature = "rocksdb"))]
pub(super) fn open(path: &Path, _: Option<&str>, _: Access) -> Result<Opened, StoreError> {
    Err(StoreError::NoDisk(path.to_owned()))
}

#[cfg(feature = "rocksdb")]
pub(super) use disk::open;

#[cfg(feature = "rocksdb")]
mod disk {
    use std::ffi::OsStr;
    use std::fs::{self, File, TryLockError};
    use std::io;

    use oxigraph::store::StorageError;

    use super::super::{Access, check_base};
    use super::{Database, FORMAT, Opened, Path, StoreError, at, write};
    use crate::ontology::vocab;

    /// Opens the folder of a store: checks what is there, takes the lock, then looks after what was left behind.
    ///
    /// A database that is only read opens in half the time, and for several readers at once. What it does beside a
    /// writer is undefined, so readers share a lock that a writer has alone.
    pub(in super::super) fn open(
        path: &Path,
        base: Option<&str>,
        access: Access,
    ) -> Result<Opened, StoreError> {
        check(path, base, access)?;
        let database_folder = path.join("db");
        // A store without a view was not made to its end.
        if access == Access::Read
            && path.join("view").exists()
            && let Some(lock) = lock(path, access)?
        {
            return Ok(Opened {
                database: Database::open_read_only(&database_folder)?,
                lock: Some(lock),
                base: recorded(path, base, access)?,
                path: path.to_owned(),
                access,
            });
        }
        let access = Access::Write;
        fs::create_dir_all(&database_folder).map_err(|source| at(&database_folder, source))?;
        let lock = lock(path, access)?;
        let version = path.join("format_version");
        if !version.exists() {
            write(&version, &FORMAT.to_string())?;
        }
        let database = Database::open(&database_folder).map_err(|error| opening(path, error))?;
        sweep(&database_folder)?;
        Ok(Opened {
            database,
            lock,
            base: recorded(path, base, access)?,
            path: path.to_owned(),
            access,
        })
    }

    /// Takes the folder's lock; `None` where the file system has no locks, and only the database's own can help.
    fn lock(path: &Path, access: Access) -> Result<Option<File>, StoreError> {
        let path_of_lock = path.join("lock");
        let file = match File::open(&path_of_lock) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                File::create(&path_of_lock).map_err(|source| at(&path_of_lock, source))?
            }
            Err(source) => return Err(at(&path_of_lock, source)),
        };
        let taken = match access {
            Access::Read => file.try_lock_shared(),
            Access::Write | Access::Create => file.try_lock(),
        };
        match taken {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse(path.to_owned())),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                Ok(None)
            }
            Err(TryLockError::Error(source)) => Err(at(&path_of_lock, source)),
        }
    }

    fn check(path: &Path, base: Option<&str>, access: Access) -> Result<(), StoreError> {
        match fs::read_to_string(path.join("format_version")) {
            Ok(text) => match text.trim().parse::<u32>() {
                Ok(version) if version <= FORMAT => Ok(()),
                _ => Err(StoreError::Newer {
                    path: path.to_owned(),
                    found: text.trim().to_owned(),
                    known: FORMAT,
                }),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => check_new(path, base, access),
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                Err(StoreError::NotAStore(path.to_owned()))
            }
            Err(source) => Err(at(&path.join("format_version"), source)),
        }
    }

    fn check_new(path: &Path, base: Option<&str>, access: Access) -> Result<(), StoreError> {
        let empty = match fs::read_dir(path) {
            Ok(entries) => entries
                .flatten()
                .all(|entry| is_left_over(&entry.file_name(), &entry.path())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => true,
            Err(_) => false,
        };
        match (empty, access) {
            (true, Access::Create) => {
                // A base that is refused later must not leave a folder behind.
                check_base(base.unwrap_or(vocab::DATA))
            }
            (true, Access::Read | Access::Write) => Err(StoreError::Missing(path.to_owned())),
            (false, _) => Err(StoreError::NotAStore(path.to_owned())),
        }
    }

    /// Whether this is what is left where making a store was cut off.
    fn is_left_over(name: &OsStr, path: &Path) -> bool {
        name == "lock"
            || name == "db" && fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none())
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
    fn recorded(path: &Path, asked: Option<&str>, access: Access) -> Result<String, StoreError> {
        let file = path.join("base");
        match (fs::read_to_string(&file), asked) {
            (Ok(recorded), Some(asked)) if recorded.trim() != asked => Err(StoreError::OtherBase {
                recorded: recorded.trim().to_owned(),
                asked: asked.to_owned(),
            }),
            (Ok(recorded), _) => Ok(recorded.trim().to_owned()),
            (Err(error), asked) if error.kind() == io::ErrorKind::NotFound => {
                let base = asked.unwrap_or(vocab::DATA);
                if access != Access::Read {
                    write(&file, base)?;
                }
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
