//! `cargo xtask dist`: reads the arguments, makes what is handed out, and says what was made and what could not be.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use xtask::dist::{CollectRequest, DistRequest, collect, dist};

/// Work on the project that is no part of the program
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Make what is handed out for one kind of machine: archive, .deb, wheel, npm package, manifests, bill of materials, checksums
    Dist(DistArgs),
    /// Of a folder with what was made on several machines: manifests, checksums, signature
    Collect(CollectArgs),
}

#[derive(Args)]
struct DistArgs {
    /// The kind of machine, as rustc names it; it has to be one that this machine can run
    #[arg(long, default_value = xtask::target::HOST)]
    target: String,
    /// Take this program and compile none
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// Pack quickly and not small
    #[arg(long)]
    quick: bool,
    #[command(flatten)]
    collected: CollectArgs,
}

#[derive(Args)]
struct CollectArgs {
    /// Where everything is put
    #[arg(long, value_name = "DIR", default_value = "target/dist-files")]
    out: PathBuf,
    /// Sign the checksums with this minisign key; its password is in `FORMCHECK_MINISIGN_PASSWORD`
    #[arg(long, value_name = "FILE")]
    sign: Option<PathBuf>,
    /// Where the releases are, such as <https://example.org/formcheck/releases/download>: Homebrew's and winget's manifests name it
    #[arg(long, value_name = "URL")]
    releases: Option<String>,
}

impl CollectArgs {
    fn request(self) -> CollectRequest {
        CollectRequest { out: self.out, sign: self.sign, releases: self.releases }
    }
}

fn main() -> ExitCode {
    let made = match Cli::parse().task {
        Task::Dist(args) => {
            let DistArgs { target, program, quick, collected } = args;
            dist(&DistRequest { target, program, quick, collected: collected.request() })
        }
        Task::Collect(args) => collect(&args.request()),
    };
    match made {
        Ok(made) => {
            for file in &made.files {
                println!("{}", file.display());
            }
            for note in &made.not_made {
                eprintln!("not made: {note}");
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}
