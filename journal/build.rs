//! Notices changed migrations, and names the shape of the aggregates after the source that has it.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher;
use std::io;
use std::path::Path;

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=../migrations");
    println!("cargo:rerun-if-changed=../domain/src");
    let mut hasher = DefaultHasher::new();
    hash_folder(Path::new("../domain/src"), &mut hasher)?;
    println!(
        "cargo:rustc-env=DOMAIN_SOURCE_HASH={:016x}",
        hasher.finish()
    );
    Ok(())
}

fn hash_folder(folder: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::path);
    for entry in entries {
        if entry.file_type()?.is_dir() {
            hash_folder(&entry.path(), hasher)?;
        } else {
            hasher.write(entry.path().as_os_str().as_encoded_bytes());
            hasher.write(&fs::read(entry.path())?);
        }
    }
    Ok(())
}
