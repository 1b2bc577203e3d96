//! The packs that are open in the editor.

use crate::app::disk;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use lsp_types::Uri;

use crate::app::RunSettings;
use crate::app::lsp::convert::path_of;
use crate::app::packs::used_by;
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
}

impl OpenPacks<'_> {
    pub(super) fn new(settings: &RunSettings) -> OpenPacks<'_> {
        OpenPacks { settings, workspaces: HashMap::new(), stale: HashSet::new() }
    }

    /// The pack's folder and the path in it of an editor's file; the pack is opened if it isn't yet.
    pub(super) fn find(&mut self, uri: &Uri) -> Option<(PathBuf, String)> {
        let file = path_of(uri)?;
        let known = self
            .workspaces
            .keys()
            .find_map(|root| Some((root.clone(), file.strip_prefix(root).ok()?.to_owned())));
        if let Some((root, inside)) = known {
            return Some((root, inside.to_string_lossy().replace('\\', "/")));
        }
        let (root, path) = disk::pack_of(&file).ok()?;
        // The editor's own name of the folder, so that its names of files stay as they are.
        let depth = Path::new(&path).components().count();
        let root = file.ancestors().nth(depth).map_or(root, Path::to_owned);
        let own = disk::folder(&root).ok()?;
        let others = used_by(&own, self.settings, BuiltIn::source).ok()?;
        let mut workspace = Workspace::open(others, own);
        workspace.look();
        self.workspaces.insert(root.clone(), OpenPack { workspace, shown: HashSet::new() });
        self.stale.insert(root.clone());
        Some((root, path))
    }
}
