//! The store on disk: what outlives a process, and what is refused.

use std::fs;

use super::*;

fn options() -> StoreOptions {
    StoreOptions {
        base: Some(BASE.to_owned()),
        ..StoreOptions::new(Arc::new(ontology()))
    }
}

fn opened(path: &Path) -> Store {
    Store::open(path, &options()).unwrap()
}

fn refused(path: &Path, options: &StoreOptions) -> String {
    let error = Store::open(path, options).map(drop).unwrap_err();
    error
        .to_string()
        .replace(&path.display().to_string(), "PATH")
}

#[test]
fn what_was_added_is_there_when_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    let article = post(1).claim("A", "investedIn", "B").graph();
    let before = {
        let store = opened(&path);
        assert_eq!(store.add(&article).unwrap(), Outcome::Added);
        store.flush().unwrap();
        dump(&store)
    };
    let store = opened(&path);
    assert_eq!(dump(&store), before);
    assert_eq!(store.add(&article).unwrap(), Outcome::Unchanged);
    assert!(store.remove(&article.iri).unwrap());
    assert_eq!(dump(&store), Vec::<String>::new());
}

#[test]
fn sequences_end_as_they_do_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path());
    let articles = [
        post(1).claim("A", "partnerOf", "B").graph(),
        post(2)
            .said("B", ("denied", "negative"), ("A", "partnerOf", "B"))
            .graph(),
        post(3).claim("A", "headquarteredIn", "C").graph(),
        post(4).claim("A", "headquarteredIn", "D").graph(),
    ];
    for article in &articles {
        store.add(article).unwrap();
    }
    assert_eq!(dump(&store), dump(&filled(&articles)));
    store.remove(&articles[1].iri).unwrap();
    store
        .add(&post(4).claim("A", "foundedOn", "\"2015\"").graph())
        .unwrap();
    let survivors = [
        articles[0].clone(),
        articles[2].clone(),
        post(4).claim("A", "foundedOn", "\"2015\"").graph(),
    ];
    assert_eq!(dump(&store), dump(&filled(&survivors)));
}

#[test]
fn a_store_that_is_in_use_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let _held = opened(folder.path());
    assert_eq!(
        refused(folder.path(), &options()),
        "store `PATH` is in use by another process"
    );
}

fn to_read() -> StoreOptions {
    StoreOptions {
        access: Access::Read,
        ..options()
    }
}

#[test]
fn a_store_has_several_readers_or_one_writer() {
    let folder = tempfile::tempdir().unwrap();
    let in_use = "store `PATH` is in use by another process";
    {
        let store = opened(folder.path());
        store
            .add(&post(1).claim("A", "investedIn", "B").graph())
            .unwrap();
        assert_eq!(refused(folder.path(), &to_read()), in_use);
    }
    let first = Store::open(folder.path(), &to_read()).unwrap();
    let second = Store::open(folder.path(), &to_read()).unwrap();
    assert_eq!(first.counts().unwrap().facts, 1);
    assert_eq!(dump(&first), dump(&second));
    drop(first);
    assert_eq!(refused(folder.path(), &options()), in_use);
    drop(second);
    opened(folder.path());
}

#[test]
fn reading_leaves_the_folder_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    opened(folder.path())
        .add(&post(1).claim("A", "investedIn", "B").graph())
        .unwrap();
    let listing = || {
        let mut names: Vec<_> = ["", "db"]
            .iter()
            .flat_map(|part| fs::read_dir(folder.path().join(part)).unwrap())
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.path(), entry.metadata().unwrap().modified().unwrap()))
            .collect();
        names.sort();
        names
    };
    let before = listing();
    let store = Store::open(folder.path(), &to_read()).unwrap();
    assert_eq!(store.counts().unwrap().facts, 1);
    drop(store);
    assert_eq!(listing(), before);
}

#[test]
fn a_store_of_a_newer_format_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    drop(opened(folder.path()));
    fs::write(folder.path().join("format_version"), "2\n").unwrap();
    assert_eq!(
        refused(folder.path(), &options()),
        "store `PATH` has format 2, and this version reads up to format 1"
    );
}

#[test]
fn what_is_no_store_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notes.txt");
    fs::write(&file, "mine").unwrap();
    let message = "`PATH` is not a store, and not an empty folder that could become one";
    assert_eq!(refused(folder.path(), &options()), message);
    assert_eq!(refused(&file, &options()), message);
    let names = fs::read_dir(folder.path()).unwrap();
    assert_eq!(names.count(), 1);
}

#[test]
fn a_store_is_made_only_where_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    assert_eq!(refused(&path, &to_read()), "there is no store at `PATH`");
    let bad = StoreOptions {
        base: Some("no base".to_owned()),
        ..options()
    };
    assert!(refused(&path, &bad).starts_with("`no base` cannot be the base"));
    assert!(!path.exists());
}

#[test]
fn the_base_is_recorded() {
    let folder = tempfile::tempdir().unwrap();
    drop(opened(folder.path()));
    let other = StoreOptions {
        base: Some("https://other.org/".to_owned()),
        ..options()
    };
    assert_eq!(
        refused(folder.path(), &other),
        format!("the store's data stand under `{BASE}`, not under `https://other.org/`")
    );
    let unsaid = StoreOptions {
        base: None,
        ..options()
    };
    let store = Store::open(folder.path(), &unsaid).unwrap();
    assert_eq!(store.base(), BASE);
}

#[test]
fn what_a_cut_off_load_left_is_swept_away() {
    let folder = tempfile::tempdir().unwrap();
    drop(opened(folder.path()));
    let orphan = folder.path().join("db").join("bulk-123.sst");
    fs::write(&orphan, "left over").unwrap();
    drop(opened(folder.path()));
    assert!(!orphan.exists());
}

#[test]
fn the_view_follows_another_policy() {
    let folder = tempfile::tempdir().unwrap();
    let rumour = post(1).said("X", ("rumoured", "positive"), ("A", "investedIn", "B"));
    opened(folder.path()).add(&rumour.graph()).unwrap();
    let policy = Policy {
        statuses: [by("rumoured")].into(),
    };
    let trusting = StoreOptions {
        policy: Some(policy),
        ..to_read()
    };
    let store = Store::open(folder.path(), &trusting).unwrap();
    dump(&store);
    assert_eq!(store.counts().unwrap().facts, 1);
    drop(store);
    assert_eq!(opened(folder.path()).counts().unwrap().facts, 0);
}
