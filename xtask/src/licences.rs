//! The licences of what the program is built from: each text once, with the packages that it holds for.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use crate::DistError;
use crate::project::Project;

/// Files of a package that say its terms begin with one of these.
const NAMES: [&str; 4] = ["license", "licence", "copying", "notice"];

/// One text file. A package without a text of its own is named with what it says its licence is.
pub fn of_others(project: &Project) -> Result<String, DistError> {
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut page = String::from("formcheck is built from these packages:\n\n");
    for package in project.packages.iter().filter(|package| !package["source"].is_null()) {
        let text = |key: &str| package[key].as_str().unwrap_or_default();
        let name = format!("{} {}", text("name"), text("version"));
        let terms = if text("license").is_empty() { "see its text" } else { text("license") };
        let _ = writeln!(page, "  {name}: {terms}");
        let folder = Path::new(text("manifest_path")).parent().unwrap_or(Path::new("."));
        for own in own_texts(folder)? {
            texts.entry(own).or_default().push(name.clone());
        }
    }
    for (text, packages) in texts {
        let line = "-".repeat(78);
        let _ = write!(page, "\n{line}\n{}\n{line}\n\n{}\n", packages.join(", "), text.trim_end());
    }
    Ok(page)
}

fn own_texts(folder: &Path) -> Result<Vec<String>, DistError> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .map_err(|error| DistError::at(folder, &error))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
            path.is_file() && NAMES.iter().any(|start| name.starts_with(start))
        })
        .collect();
    paths.sort();
    Ok(paths
        .iter()
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .map(|text| text.replace('\r', ""))
        .collect())
}
