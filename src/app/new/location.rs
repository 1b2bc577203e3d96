//! Where a new file goes, what is there already, and what it may name.

use std::path::{Path, PathBuf};

use crate::app::new::options::check_id;
use crate::app::new::{NewKind, NewOptions};
use crate::app::{AppError, RunSettings, disk, packs};
use formcheck_authoring::new::{self, Known, KnownSign, NewFile};
use formcheck_authoring::schema;
use formcheck_core::rulebook::files::FileKind;
use formcheck_core::rulebook::source::BuiltIn;
use formcheck_core::rulebook::{Domain, Grid, Rulebook, Sign, load};

/// Where the file goes, and what is there already.
pub(crate) struct PackLocation {
    pub(crate) root: PathBuf,
    /// The pack's name; none of one that is to be made.
    pub(crate) name: Option<String>,
    pub(crate) known: Known,
    pub(crate) taken: Vec<String>,
    /// Files of shared mistakes: the stem and the text.
    pub(crate) mistake_files: Vec<(String, String)>,
}

impl PackLocation {
    pub(crate) fn find(options: &NewOptions, settings: &RunSettings) -> Result<PackLocation, AppError> {
        let root = root(options, settings);
        if options.kind == NewKind::Pack {
            return Ok(PackLocation {
                root,
                name: None,
                known: Known::default(),
                taken: Vec::new(),
                mistake_files: Vec::new(),
            });
        }
        if !root.join("rules").join("pack.toml").is_file() {
            let what = format!("there is no pack in `{}`", root.display());
            let help = "name its folder with --dir, or start one: `formcheck new pack ID`";
            return Err(AppError::new(what, help));
        }
        let own = disk::folder(&root)?;
        let (name, uses) = (packs::name(&own), packs::uses(&own));
        let stem = |path: &str| Some(path.strip_prefix("rules/mistakes/")?.strip_suffix(".toml")?.to_owned());
        let mistake_files = own
            .files
            .iter()
            .filter_map(|file| Some((stem(&file.path)?, file.text.as_ref().ok()?.to_string())))
            .collect();
        let mut all = packs::used_by(&own, settings, BuiltIn::source)?;
        // The folder that a pack was read from before: the same pack.
        all.retain(|pack| packs::name(pack) != name);
        all.push(own);
        let book = load(all).draft;
        let taken = book.names.keys().map(ToString::to_string).collect();
        Ok(PackLocation { root, name, known: known(&book, &uses), taken, mistake_files })
    }

    /// Where the file goes, as it is told before anything is asked: " in the pack mid-back (my-packs/back)".
    pub(crate) fn in_words(&self) -> String {
        let Some(name) = &self.name else { return String::new() };
        let folder = std::path::absolute(&self.root).unwrap_or_else(|_| self.root.clone());
        // Without the dot of the folder at hand.
        let folder: PathBuf = folder.components().collect();
        format!(" in the pack {name} ({})", folder.display())
    }

    /// The nearest folder, from the pack's up to its repository's, that keeps the schema of a file; how many folders
    /// that is above the pack's. None: nowhere.
    fn schema_above(&self, schema: &str) -> Option<usize> {
        let root = self.root.canonicalize().ok()?;
        let repository = root.ancestors().position(|folder| folder.join(".git").exists()).unwrap_or(0);
        let here = root.ancestors().take(repository + 1);
        here.into_iter().position(|folder| folder.join(schema_path(schema)).is_file())
    }

    /// Names in the first line of each new file the schema that editors check it by, and adds the schemas that no
    /// folder keeps yet.
    pub(crate) fn add_schemas(&self, files: &mut Vec<NewFile>) {
        let mut kinds: Vec<FileKind> = Vec::new();
        for file in files.iter_mut() {
            let Some(kind) = FileKind::of(&file.path) else { continue };
            if self.root.join(&file.path).exists() {
                continue;
            }
            let above = self.schema_above(kind.word());
            let up = "../".repeat(file.path.matches('/').count() + above.unwrap_or(0));
            file.text = new::with_schema(&file.text, &up, kind.word());
            if above.is_none() && !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        files.extend(
            kinds
                .into_iter()
                .map(|kind| NewFile { path: schema_path(kind.word()), text: schema::text(kind) }),
        );
    }

    /// The file that a new mistake is added to.
    pub(crate) fn mistake_file(&self, options: &NewOptions) -> Result<String, AppError> {
        let stem = match (&options.file, self.mistake_files.as_slice()) {
            (Some(file), _) => file.strip_suffix(".toml").unwrap_or(file).to_owned(),
            (None, [(only, _)]) => only.clone(),
            (None, _) => "shared".to_owned(),
        };
        check_id("file's name", &stem)?;
        Ok(stem)
    }
}

/// Where schemas are kept in a pack or a repository.
fn schema_path(schema: &str) -> String {
    format!("schemas/{}/{schema}.json", schema::VERSION)
}

/// The pack's folder: the one that was named; for a new pack one of its own; else the nearest pack from here upwards.
fn root(options: &NewOptions, settings: &RunSettings) -> PathBuf {
    match (&options.dir, options.kind, settings.packs.as_slice()) {
        (Some(dir), ..) => dir.clone(),
        (None, NewKind::Pack, _) => PathBuf::from(options.id.as_deref().unwrap_or(".")),
        (None, _, [only]) => only.clone(),
        (None, ..) => {
            let here = std::env::current_dir().unwrap_or_default();
            let is_pack = |folder: &Path| folder.join("rules").join("pack.toml").is_file();
            match here.ancestors().find(|folder| is_pack(folder)) {
                Some(folder) if folder != here => folder.to_owned(),
                _ => PathBuf::from("."),
            }
        }
    }
}

/// What a new file of the last pack may name.
fn known(book: &Rulebook, uses: &[String]) -> Known {
    let Some(own) = book.packs.last() else { return Known::default() };
    let last = book.packs.len() - 1;
    let reach = |pack: usize| pack == last || uses.contains(&book.packs[pack].name);
    // The pack's own things first: they are what is nearest at hand.
    let mut signs: Vec<&Sign> = book.signs.iter().filter(|sign| reach(sign.pack.place())).collect();
    signs.sort_by_key(|sign| sign.pack.place() != last);
    let mut mistakes: Vec<_> =
        book.mistakes.iter().filter(|one| one.only_in.is_none() && reach(one.pack.place())).collect();
    mistakes.sort_by_key(|one| one.pack.place() != last);
    Known {
        phases: own.phases.iter().map(|&phase| book[phase].name.clone()).collect(),
        signs: signs.into_iter().map(known_sign).collect(),
        mistakes: mistakes.into_iter().map(|one| one.id.to_string()).collect(),
        to_spot: book
            .exercises
            .iter()
            .filter(|exercise| exercise.pack.place() == last)
            .map(|exercise| exercise.mistakes.len())
            .sum(),
    }
}

fn known_sign(sign: &Sign) -> KnownSign {
    let (values, range, grid) = match &sign.domain {
        Domain::Named(values) => {
            (values.iter().map(|value| value.name.to_string()).collect(), None, Grid::WHOLE)
        }
        Domain::Range { from, to, grid, .. } => (Vec::new(), Some((*from, *to)), *grid),
    };
    KnownSign { id: sign.id.to_string(), values, range, grid }
}
