//! A pack as a git revision has it. Asks the `git` program; nothing is checked out, nothing is written.

use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use crate::app::AppError;
use formcheck_core::rulebook::source::{MOST_BYTES, PackSource, in_memory};

/// The pack in a folder, as the revision `name` of the folder's repository has it.
pub fn pack(name: &str, folder: &Path) -> Result<PackSource, AppError> {
    let commit = commit(name, folder)?;
    let mut entries = listed(&commit, &["rules", "quizzes"], folder)?;
    if !entries.iter().any(|entry| entry.path.starts_with("rules/")) {
        // The current folder may be the pack's `rules` itself.
        entries = listed(&commit, &["."], folder)?;
        if !entries.iter().any(|entry| entry.path == "pack.toml") {
            return Err(AppError::new(
                format!("revision `{name}` has no rule files in this folder"),
                "change to the pack's folder (the one that holds `rules`), or name a revision that has it",
            ));
        }
        for entry in &mut entries {
            entry.path.insert_str(0, "rules/");
        }
    }
    let texts = texts(&entries, name, folder)?;
    let files = entries.iter().zip(&texts).map(|(entry, text)| (entry.path.as_str(), text.as_str()));
    Ok(in_memory(files))
}

struct GitFile {
    object: String,
    path: String,
}

fn git(folder: &Path) -> Command {
    let mut git = Command::new("git");
    git.current_dir(if folder.is_dir() { folder } else { Path::new(".") });
    git.stdin(Stdio::null()).env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0");
    git
}

/// The full name of a commit. From here on no word of the person's is an argument of git.
fn commit(name: &str, folder: &Path) -> Result<String, AppError> {
    let unknown = || {
        AppError::new(
            format!("there is no git revision `{name}` here"),
            "name a commit, branch or tag of the repository of this folder, as in rev:main or rev:HEAD~1",
        )
    };
    if name.is_empty() || name.starts_with('-') {
        return Err(unknown());
    }
    let output =
        asked(git(folder).args(["rev-parse", "--verify", "--quiet"]).arg(format!("{name}^{{commit}}")))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    let inside = asked(git(folder).args(["rev-parse", "--is-inside-work-tree"]))?;
    if inside.status.success() {
        return Err(unknown());
    }
    Err(AppError::new(
        format!("rev:{name} needs a git repository, and this folder is in none"),
        "change to a pack's folder in a repository, or name two folders: formcheck diff OLD NEW",
    ))
}

/// The .toml files of a commit below these folders of the current one, by path.
fn listed(commit: &str, below: &[&str], folder: &Path) -> Result<Vec<GitFile>, AppError> {
    let output = asked(git(folder).args(["ls-tree", "-r", "-z", "-l", commit, "--"]).args(below))?;
    if !output.status.success() {
        return Err(failed(&output));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let mut entries = Vec::new();
    for line in text.split('\0') {
        let Some((about, path)) = line.split_once('\t') else { continue };
        let mut about = about.split_whitespace().skip(1);
        let (kind, object, size) = (about.next(), about.next(), about.next());
        let (Some("blob"), Some(object)) = (kind, object) else { continue };
        // As in a folder: no hidden folders, and only what could be a rule file.
        let hidden = path
            .rsplit_once('/')
            .is_some_and(|(folder, _)| folder.split('/').any(|part| part.starts_with('.')));
        if hidden || Path::new(path).extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        if size.and_then(|size| size.parse::<u64>().ok()).is_some_and(|size| size > MOST_BYTES) {
            return Err(AppError::new(
                format!("`{path}` is over 4 MB in this revision and was not read"),
                "a rule file is a few kilobytes: is this the right revision?",
            ));
        }
        entries.push(GitFile { object: object.to_owned(), path: path.to_owned() });
    }
    Ok(entries)
}

/// The texts of these files, from one run of git.
fn texts(entries: &[GitFile], name: &str, folder: &Path) -> Result<Vec<String>, AppError> {
    let mut child = started(
        git(folder)
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null()),
    )?;
    let wanted = entries.iter().map(|entry| entry.object.as_str()).collect::<Vec<_>>().join("\n") + "\n";
    let bytes = both_ways(&mut child, wanted)?;
    let mut rest = bytes.as_slice();
    entries
        .iter()
        .map(|entry| {
            let bytes = next_object(&mut rest).ok_or_else(|| {
                AppError::new(
                    format!("git could not read `{}` of revision `{name}`", entry.path),
                    "see what `git fsck` says of this repository",
                )
            })?;
            String::from_utf8(bytes.to_vec()).map_err(|_| {
                AppError::new(
                    format!("`{}` of revision `{name}` is not UTF-8 text", entry.path),
                    "save the file as UTF-8, or name a revision in which it is",
                )
            })
        })
        .collect()
}

/// Writes to a program while it is read, since either pipe may fill up.
fn both_ways(child: &mut Child, wanted: String) -> Result<Vec<u8>, AppError> {
    let (Some(mut stdin), Some(mut stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(AppError::internal("git has no pipes"));
    };
    // A git that ends early is seen by what it did not say.
    let writer = std::thread::spawn(move || stdin.write_all(wanted.as_bytes()).is_ok());
    let mut bytes = Vec::new();
    let read = stdout.read_to_end(&mut bytes);
    let _ = writer.join();
    child.wait()?;
    read?;
    Ok(bytes)
}

/// The next object of `cat-file --batch`: "NAME blob SIZE", a line break, the bytes, a line break.
fn next_object<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let line_end = rest.iter().position(|&byte| byte == b'\n')?;
    let line = std::str::from_utf8(&rest[..line_end]).ok()?;
    let size: usize = line.rsplit(' ').next()?.parse().ok()?;
    let bytes = rest.get(line_end + 1..line_end + 1 + size)?;
    *rest = rest.get(line_end + 2 + size..)?;
    Some(bytes)
}

fn asked(command: &mut Command) -> Result<Output, AppError> {
    command.output().map_err(|error| no_git(&error))
}

fn started(command: &mut Command) -> Result<Child, AppError> {
    command.spawn().map_err(|error| no_git(&error))
}

fn no_git(error: &io::Error) -> AppError {
    let help = "install git and see that it is on the PATH, or name two folders: formcheck diff OLD NEW";
    match error.kind() {
        io::ErrorKind::NotFound => {
            AppError::new("rev: needs the program `git`, and there is none here", help)
        }
        _ => AppError::new(format!("the program `git` can't be run: {error}"), help),
    }
}

fn failed(output: &Output) -> AppError {
    let why = String::from_utf8_lossy(&output.stderr);
    let why = why.lines().next().unwrap_or("it did not say why").trim_start_matches("fatal: ");
    AppError::new(format!("git could not list the files: {why}"), "see what `git status` says in this folder")
}
