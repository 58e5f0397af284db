//! Where the files of a bundle are: in a directory, or uncompressed in one ZIP archive.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::manifest::{MANIFEST, Manifest};

/// The most bytes of a manifest: 200 bytes a file, for ledgers past anybody's.
const MANIFEST_BYTES_MAX: u64 = 1 << 30;

/// Where a bundle is.
#[derive(Debug)]
pub enum Source {
    /// A directory.
    Directory(PathBuf),
    /// An archive: where in it each file starts, and how long it is.
    Archive(PathBuf, HashMap<String, (u64, u64)>),
}

/// A bundle that cannot be read or written at all.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// There is no such file or directory, or it cannot be read or written.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The archive is damaged, or not one that this program writes.
    #[error("{path} is not a bundle: {reason}", path = path.display())]
    Archive {
        /// Which.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// What is being continued is another bundle.
    #[error("{path} holds the beginning of another bundle; name another place", path = path.display())]
    Another {
        /// Where.
        path: PathBuf,
    },
    /// The journal cannot be read.
    #[error(transparent)]
    Read(#[from] crate::store::ReadError),
}

impl BundleError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io { .. } => "BUNDLE_UNUSABLE",
            Self::Archive { .. } => "BUNDLE_MALFORMED",
            Self::Another { .. } => "BUNDLE_OF_ANOTHER_EXPORT",
            Self::Read(error) => error.code(),
        }
    }

    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            path: path.to_owned(),
            source,
        }
    }
}

impl Source {
    /// Finds the bundle at `path`.
    pub fn open(path: &Path) -> Result<Self, BundleError> {
        let metadata = path.metadata().map_err(BundleError::io(path))?;
        if metadata.is_dir() {
            return Ok(Self::Directory(path.to_owned()));
        }
        let file = File::open(path).map_err(BundleError::io(path))?;
        let malformed = |reason: String| BundleError::Archive {
            path: path.to_owned(),
            reason,
        };
        let mut archive =
            ZipArchive::new(BufReader::new(file)).map_err(|error| malformed(error.to_string()))?;
        let mut files = HashMap::new();
        for index in 0..archive.len() {
            let entry = archive
                .by_index_raw(index)
                .map_err(|error| malformed(error.to_string()))?;
            let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
            let (Some(start), CompressionMethod::Stored) =
                (entry.data_start(), entry.compression())
            else {
                return Err(malformed(format!("{name} is compressed once more")));
            };
            files.insert(name, (start, entry.size()));
        }
        Ok(Self::Archive(path.to_owned(), files))
    }

    /// The directory or the archive.
    pub fn path(&self) -> &Path {
        match self {
            Self::Directory(path) | Self::Archive(path, _) => path,
        }
    }

    /// Reads a file of the bundle from its beginning.
    pub fn read(&self, name: &str) -> io::Result<Box<dyn Read + Send>> {
        match self {
            Self::Directory(path) => Ok(Box::new(File::open(path.join(name))?)),
            Self::Archive(path, files) => {
                let (start, length) = files.get(name).ok_or(io::ErrorKind::NotFound)?;
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(*start))?;
                Ok(Box::new(file.take(*length)))
            }
        }
    }

    /// The text of the manifest, as it stands there.
    pub fn manifest_text(&self) -> io::Result<Vec<u8>> {
        let mut text = Vec::new();
        self.read(MANIFEST)?
            .take(MANIFEST_BYTES_MAX)
            .read_to_end(&mut text)?;
        Ok(text)
    }
}

/// Packs the finished bundle of a directory into one archive, the manifest first.
pub fn pack(directory: &Path, manifest: &Manifest, archive: &Path) -> Result<(), BundleError> {
    let io = BundleError::io(archive);
    let written = (|| {
        let mut zip = ZipWriter::new(File::create(archive)?);
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .large_file(true);
        let names = manifest.files.iter().map(|file| file.name.as_str());
        for name in std::iter::once(MANIFEST).chain(names) {
            zip.start_file(name, options).map_err(io::Error::other)?;
            io::copy(&mut File::open(directory.join(name))?, &mut zip)?;
        }
        zip.finish().map_err(io::Error::other)?.sync_all()
    })();
    written.map_err(io)
}
