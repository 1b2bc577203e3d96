//! `formcheck lsp`.

use clap::Args;

use crate::commands::options::PackOptions;

/// The language server for editors: diagnostics as you type, hover, completion, rename; docs/editors.md sets it up
#[derive(Args, Debug)]
pub struct LspArgs {
    /// Taken and ignored: editors say how they talk
    #[arg(long, hide = true)]
    stdio: bool,
    #[command(flatten)]
    _packs: PackOptions,
}
