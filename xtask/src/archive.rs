//! Files in memory, and the two kinds of archives they are put into. Every file in them has one owner and one time, so that
//! the same files give the same bytes.

use std::io::{Cursor, Write as _};

use flate2::write::GzEncoder;
use flate2::{Compression, GzBuilder};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use crate::DistError;

/// A file to be packed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PackedFile {
    /// Its path in the package, with `/`.
    pub path: String,
    pub bytes: Vec<u8>,
    pub is_program: bool,
}

impl PackedFile {
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> PackedFile {
        PackedFile { path: path.into(), bytes: bytes.into(), is_program: false }
    }

    pub fn program(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> PackedFile {
        PackedFile { is_program: true, ..PackedFile::new(path, bytes) }
    }

    fn mode(&self) -> u32 {
        if self.is_program { 0o755 } else { 0o644 }
    }
}

/// How everything is packed.
#[derive(Clone, Copy, Debug)]
pub struct Packing {
    /// Seconds since 1970.
    pub epoch: u64,
    pub quick: bool,
}

impl Packing {
    fn level(self) -> Compression {
        if self.quick { Compression::fast() } else { Compression::best() }
    }

    pub fn gzip(self, bytes: &[u8]) -> Result<Vec<u8>, DistError> {
        let mut out: GzEncoder<Vec<u8>> = GzBuilder::new().mtime(0).write(Vec::new(), self.level());
        out.write_all(bytes)?;
        Ok(out.finish()?)
    }

    /// A tar archive with a folder for each that a file is in, squeezed.
    pub fn tar_gz(self, files: &[PackedFile]) -> Result<Vec<u8>, DistError> {
        let mut tar = tar::Builder::new(Vec::new());
        let mut folders: Vec<&str> = Vec::new();
        for file in files {
            for (at, _) in file.path.match_indices('/') {
                let folder = &file.path[..at];
                if !folder.trim_matches('.').is_empty() && !folders.contains(&folder) {
                    folders.push(folder);
                    let mut header = self.header(0o755, 0);
                    header.set_entry_type(tar::EntryType::Directory);
                    tar.append_data(&mut header, format!("{folder}/"), std::io::empty())?;
                }
            }
            let mut header = self.header(file.mode(), file.bytes.len() as u64);
            tar.append_data(&mut header, &file.path, file.bytes.as_slice())?;
        }
        self.gzip(&tar.into_inner()?)
    }

    fn header(self, mode: u32, size: u64) -> tar::Header {
        let mut header = tar::Header::new_gnu();
        header.set_mode(mode);
        header.set_size(size);
        header.set_mtime(self.epoch);
        header.set_uid(0);
        header.set_gid(0);
        header
    }

    pub fn zip(self, files: &[PackedFile]) -> Result<Vec<u8>, DistError> {
        let level = if self.quick { 1 } else { 9 };
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for file in files {
            // The time is left at the first there is: a zip knows no zone.
            let options = SimpleFileOptions::default()
                .compression_method(CompressionMethod::Deflated)
                .compression_level(Some(level))
                .last_modified_time(zip::DateTime::default())
                .unix_permissions(0o100_000 | file.mode());
            zip.start_file(file.path.as_str(), options)?;
            zip.write_all(&file.bytes)?;
        }
        Ok(zip.finish()?.into_inner())
    }
}
