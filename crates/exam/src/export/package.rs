//! Packages: files in a zip, the same bytes for the same files.

use std::io::{Cursor, Write as _};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A file of a package: its path, with `/`, and what is in it.
pub(super) struct PackedFile {
    pub path: String,
    pub bytes: Vec<u8>,
}

impl PackedFile {
    pub(super) fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> PackedFile {
        PackedFile { path: path.into(), bytes: bytes.into() }
    }
}

/// These files, in this order. Written into memory: nothing of it can fail but a file too large for any machine.
pub(super) fn zipped(files: &[PackedFile]) -> Vec<u8> {
    written(files).unwrap_or_default()
}

fn written(files: &[PackedFile]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        // Pictures are squeezed already. The time is the first there is: the same files, the same bytes.
        let is_squeezed = Path::new(&file.path).extension().is_some_and(|ending| ending == "png");
        let method = if is_squeezed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(0o644);
        zip.start_file(file.path.as_str(), options)?;
        zip.write_all(&file.bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
