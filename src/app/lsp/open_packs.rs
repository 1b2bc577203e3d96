//! The packs that are open in the editor, and the files that are: a file that is open is what the editor says, any other is
//! what the disk says.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use lsp_types::Uri;

use crate::app::lsp::convert::path_of;
use crate::app::packs::used_by;
use crate::app::{RunSettings, disk};
use formcheck_authoring::workspace::Workspace;
use formcheck_core::rulebook::source::BuiltIn;

/// A pack in the editor, with the files that have findings shown.
pub(super) struct OpenPack {
    pub(super) workspace: Workspace,
    pub(super) shown: HashSet<String>,
}

pub(super) struct OpenPacks<'a> {
    settings: &'a RunSettings,
    pub(super) workspaces: HashMap<PathBuf, OpenPack>,
    /// Packs changed since they were last looked at as a whole.
    pub(super) stale: HashSet<PathBuf>,
    /// The files that are open in the editor, as they are there.
    buffers: BTreeMap<PathBuf, String>,
}

impl OpenPacks<'_> {
    pub(super) fn new(settings: &RunSettings) -> OpenPacks<'_> {
        let (workspaces, stale, buffers) = (HashMap::new(), HashSet::new(), BTreeMap::new());
        OpenPacks { settings, workspaces, stale, buffers }
    }

    /// The pack's folder and the path in it of an editor's file; the pack is opened if it isn't yet.
    pub(super) fn find(&mut self, uri: &Uri) -> Option<(PathBuf, String)> {
        let file = path_of(uri)?;
        let root = root_of(&file)?;
        let path = path_in(&root, &file)?;
        if !self.workspaces.contains_key(&root) {
            let mut workspace = self.read(&root)?;
            workspace.look();
            self.workspaces.insert(root.clone(), OpenPack { workspace, shown: HashSet::new() });
            self.stale.insert(root.clone());
        }
        Some((root, path))
    }

    /// Takes what a file is in the editor.
    pub(super) fn hold(&mut self, uri: &Uri, text: String) {
        if let Some(file) = path_of(uri) {
            self.buffers.insert(file, text);
        }
    }

    /// Forgets what a file was in the editor: it is what the disk says again.
    pub(super) fn let_go(&mut self, uri: &Uri) {
        if let Some(file) = path_of(uri) {
            self.buffers.remove(&file);
        }
    }

    /// The packs that a file or a folder on the disk is of, as far as they are open or have a file that is.
    pub(super) fn touched_by(&self, uri: &Uri) -> BTreeSet<PathBuf> {
        let Some(file) = path_of(uri) else { return BTreeSet::new() };
        let known = self.workspaces.keys().filter(|root| file.starts_with(root)).cloned();
        let new = root_of(&file).filter(|root| self.buffers.keys().any(|open| open.starts_with(root)));
        known.chain(new).collect()
    }

    /// Reads a pack again, but for what is open. Gives the files that had findings where there is no pack any more.
    pub(super) fn reread(&mut self, root: &Path) -> Option<HashSet<String>> {
        let Some(workspace) = self.read(root) else {
            self.stale.remove(root);
            return self.workspaces.remove(root).map(|gone| gone.shown);
        };
        let shown = self.workspaces.remove(root).map(|open| open.shown).unwrap_or_default();
        self.workspaces.insert(root.to_owned(), OpenPack { workspace, shown });
        self.stale.insert(root.to_owned());
        None
    }

    fn read(&self, root: &Path) -> Option<Workspace> {
        if !is_pack(root) {
            return None;
        }
        let own = disk::folder(root).ok()?;
        let others = used_by(&own, self.settings, BuiltIn::source).ok()?;
        let of_root = |(file, text): (&PathBuf, &String)| {
            let is_here = root_of(file).is_some_and(|nearest| nearest == root);
            is_here.then(|| path_in(root, file)).flatten().map(|path| (path, text.clone()))
        };
        let buffers = self.buffers.iter().filter_map(of_root);
        Some(Workspace::with_buffers(others, own, buffers))
    }
}

fn is_pack(folder: &Path) -> bool {
    folder.join("rules").join("pack.toml").is_file()
}

/// The nearest folder above a file that is a pack, by the editor's own name of it. The file need not be on the disk yet.
fn root_of(file: &Path) -> Option<PathBuf> {
    file.ancestors().skip(1).find(|folder| is_pack(folder)).map(Path::to_owned)
}

/// The path of a file in its pack; none where it can be no rule file.
fn path_in(root: &Path, file: &Path) -> Option<String> {
    let path = file.strip_prefix(root).ok()?.to_string_lossy().replace('\\', "/");
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_inside = path.starts_with("rules/") || path.starts_with("quizzes/") || path == "formcheck.toml";
    let is_rule_file = Path::new(name).extension().is_some_and(|end| end == "toml") && !name.starts_with('.');
    (is_inside && is_rule_file).then_some(path)
}
