//! What the keys in files promise.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use almoner_domain::id::ClientCode;
use base64::{
    Engine,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};

use super::{ClientKey, ClientKeys, FileKeys, KeyState};

fn client(number: u32) -> ClientCode {
    ClientCode::parse(&format!("C-{number:016}")).unwrap()
}

/// A directory of keys, and the list of destroyed ones beside it.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn keys(&self) -> FileKeys {
        FileKeys::new(&self.directory(), &self.0.path().join("gone/list"))
    }

    fn directory(&self) -> PathBuf {
        self.0.path().join("keys")
    }

    /// Every byte of every file of the keys.
    fn bytes(&self) -> Vec<u8> {
        let files = fs::read_dir(self.directory()).unwrap();
        files
            .flat_map(|file| fs::read(file.unwrap().path()).unwrap())
            .collect()
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.directory())
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn holds(bytes: &[u8], sought: &[u8]) -> bool {
    bytes.windows(sought.len()).any(|window| window == sought)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap() {
        let path = file.unwrap().path();
        fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

#[test]
fn a_key_is_made_once_and_kept_for_its_owner_alone() {
    let desk = Desk::new();
    let keys = desk.keys();
    assert_eq!(keys.state(&client(1)).unwrap(), KeyState::Absent);
    let key = keys.key(&client(1)).unwrap();
    assert_eq!(keys.key(&client(1)).unwrap(), key);
    assert_eq!(desk.keys().key(&client(1)).unwrap(), key, "after a restart");
    assert_ne!(keys.key(&client(2)).unwrap(), key);
    assert!(!holds(&desk.bytes(), key.bytes()), "it is wrapped");
    for name in desk.names() {
        let mode = fs::metadata(desk.directory().join(&name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o077, 0, "{name}");
    }
}

#[test]
fn many_threads_and_two_processes_get_the_same_key() {
    let desk = Desk::new();
    let (one, other) = (desk.keys(), desk.keys());
    let made: Vec<Vec<ClientKey>> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..8)
            .map(|worker| {
                let keys = if worker % 2 == 0 { &one } else { &other };
                scope.spawn(move || {
                    (0..20)
                        .map(|number| keys.key(&client(number)).unwrap())
                        .collect()
                })
            })
            .collect();
        workers
            .into_iter()
            .map(|worker| worker.join().unwrap())
            .collect()
    });
    for keys in &made {
        assert_eq!(keys, &made[0]);
    }
    assert_eq!(
        made[0]
            .iter()
            .map(ClientKey::commitment)
            .collect::<BTreeSet<_>>()
            .len(),
        20
    );
}

#[test]
fn a_destroyed_key_is_nowhere_in_no_form_and_the_others_stand() {
    let desk = Desk::new();
    let (keys, neighbour) = (desk.keys(), desk.keys());
    let (gone, kept) = (keys.key(&client(1)).unwrap(), keys.key(&client(2)).unwrap());
    assert_eq!(neighbour.key(&client(1)).unwrap(), gone);
    let text = fs::read_to_string(desk.directory().join("keystore")).unwrap();
    let wrapped = text
        .lines()
        .find(|line| line.starts_with(client(1).as_str()))
        .unwrap();
    let wrapped = wrapped.split_once('.').unwrap().1.to_owned();
    let wrapping: Vec<u8> = desk
        .names()
        .iter()
        .filter(|name| name.starts_with("wrapping-"))
        .flat_map(|name| fs::read(desk.directory().join(name)).unwrap())
        .collect();

    assert_eq!(keys.destroy(&client(1)).unwrap(), Some(gone.commitment()));
    let found = desk.bytes();
    for sought in [
        gone.bytes().to_vec(),
        hex::encode(gone.bytes()).into_bytes(),
        STANDARD_NO_PAD.encode(gone.bytes()).into_bytes(),
        URL_SAFE_NO_PAD.encode(gone.bytes()).into_bytes(),
        wrapped.into_bytes(),
        wrapping,
    ] {
        assert!(!holds(&found, &sought));
    }
    assert_eq!(desk.names().len(), 3, "{:?}", desk.names());
    for keys in [&keys, &neighbour, &desk.keys()] {
        let state = keys.state(&client(1)).unwrap();
        assert_eq!(state, KeyState::Destroyed(Some(gone.commitment())));
        assert_eq!(keys.key(&client(1)).unwrap_err().code(), "CLIENT_ERASED");
        assert_eq!(keys.key(&client(2)).unwrap(), kept);
        assert_eq!(keys.destroy(&client(1)).unwrap(), Some(gone.commitment()));
    }
    assert_eq!(keys.destroy(&client(3)).unwrap(), None, "it never had one");
    assert_eq!(keys.key(&client(3)).unwrap_err().code(), "CLIENT_ERASED");
}

#[test]
fn a_destruction_that_a_crash_interrupted_anywhere_is_finished_at_the_next_start() {
    for step in 0..5 {
        let desk = Desk::new();
        let keys = desk.keys();
        let (gone, kept) = (keys.key(&client(1)).unwrap(), keys.key(&client(2)).unwrap());
        let held: BTreeMap<_, _> = [(client(1), gone.clone()), (client(2), kept.clone())].into();
        let rest = held.iter().filter(|(of, _)| **of != client(1));
        // As far as the step, and no further.
        keys.destroyed
            .append(&client(1), Some(&gone.commitment()))
            .unwrap();
        if step > 0 {
            let next = keys.keystore.write_next(rest).unwrap();
            if step == 2 {
                let keystore = desk.directory().join("keystore");
                fs::hard_link(keystore, desk.directory().join("keystore.old")).unwrap();
            }
            if step > 2 {
                keys.keystore.swap(&next).unwrap();
            }
            if step > 3 {
                fs::remove_file(desk.directory().join("keystore.old")).unwrap();
            }
        }
        drop(keys);

        let keys = desk.keys();
        let again = keys.settle().unwrap();
        assert_eq!(again, usize::from(step < 3), "step {step}");
        assert_eq!(desk.names().len(), 3, "step {step}: {:?}", desk.names());
        assert_eq!(keys.key(&client(2)).unwrap(), kept, "step {step}");
        let state = keys.state(&client(1)).unwrap();
        assert_eq!(
            state,
            KeyState::Destroyed(Some(gone.commitment())),
            "step {step}"
        );
        assert_eq!(keys.settle().unwrap(), 0, "step {step}");
    }
}

#[test]
fn a_restored_keystore_loses_the_key_again_before_anything_is_served() {
    let desk = Desk::new();
    let keys = desk.keys();
    let (gone, kept) = (keys.key(&client(1)).unwrap(), keys.key(&client(2)).unwrap());
    let backup = desk.0.path().join("backup");
    copy(&desk.directory(), &backup);
    keys.destroy(&client(1)).unwrap();
    drop(keys);
    fs::remove_dir_all(desk.directory()).unwrap();
    copy(&backup, &desk.directory());

    let keys = desk.keys();
    assert_eq!(keys.settle().unwrap(), 1);
    assert_eq!(keys.key(&client(2)).unwrap(), kept);
    assert_eq!(keys.key(&client(1)).unwrap_err().code(), "CLIENT_ERASED");
    let again = desk.keys();
    assert_eq!(
        again.keystore.read().unwrap().keys().collect::<Vec<_>>(),
        [&client(2)]
    );
    assert_ne!(again.keystore.read().unwrap().get(&client(1)), Some(&gone));
}

#[test]
fn a_line_that_was_not_finished_says_nothing_and_what_is_not_ours_is_refused() {
    let desk = Desk::new();
    let keys = desk.keys();
    let kept = keys.key(&client(1)).unwrap();
    let keystore = desk.directory().join("keystore");
    let whole = fs::read_to_string(&keystore).unwrap();
    fs::write(&keystore, format!("{whole}C-00000")).unwrap();
    assert_eq!(desk.keys().key(&client(1)).unwrap(), kept);
    let added = desk.keys().key(&client(2)).unwrap();
    assert_eq!(desk.keys().key(&client(2)).unwrap(), added);

    fs::write(&keystore, format!("{whole}C-00000\n")).unwrap();
    let refused = desk.keys().state(&client(1)).unwrap_err();
    assert_eq!(refused.code(), "CLIENT_KEYS_MALFORMED");
    assert!(refused.to_string().contains("line 3"), "{refused}");

    fs::write(&keystore, &whole).unwrap();
    let wrapping = desk
        .names()
        .into_iter()
        .find(|name| name.starts_with("wrapping-"))
        .unwrap();
    fs::remove_file(desk.directory().join(wrapping)).unwrap();
    assert_eq!(
        desk.keys().state(&client(1)).unwrap_err().code(),
        "CLIENT_KEYS_UNUSABLE"
    );
}
