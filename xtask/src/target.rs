//! The kinds of machines, and what each packaging calls them. A new one is a row.

use crate::DistError;

/// The kind of the machine that this runs on; Linux gets the static one.
pub const HOST: &str = if cfg!(all(target_os = "linux", target_arch = "x86_64")) {
    "x86_64-unknown-linux-musl"
} else if cfg!(all(target_os = "linux", target_arch = "aarch64")) {
    "aarch64-unknown-linux-musl"
} else if cfg!(all(target_os = "macos", target_arch = "aarch64")) {
    "aarch64-apple-darwin"
} else if cfg!(target_os = "macos") {
    "x86_64-apple-darwin"
} else if cfg!(all(windows, target_arch = "aarch64")) {
    "aarch64-pc-windows-msvc"
} else {
    "x86_64-pc-windows-msvc"
};

/// A kind of machine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Target {
    /// As rustc names it.
    pub triple: &'static str,
    /// As Debian names the processor; none where there is no Debian.
    pub debian: Option<&'static str>,
    /// What a Debian package has to have beside it; nothing where the program is static.
    pub needs: &'static str,
    /// The end of a wheel's name: <https://packaging.python.org/en/latest/specifications/platform-compatibility-tags/>.
    pub wheel: &'static str,
    /// The system and the processor, as Node names them in `process.platform` and `process.arch`.
    pub node: (&'static str, &'static str),
}

const GLIBC: &str = "libc6 (>= 2.34), libgcc-s1";

/// All kinds. Of two for one kind of machine the static one comes first: what others look up finds it.
pub const TARGETS: [Target; 8] = [
    Target {
        triple: "x86_64-unknown-linux-musl",
        debian: Some("amd64"),
        needs: "",
        wheel: "manylinux_2_17_x86_64.manylinux2014_x86_64.musllinux_1_1_x86_64",
        node: ("linux", "x64"),
    },
    Target {
        triple: "aarch64-unknown-linux-musl",
        debian: Some("arm64"),
        needs: "",
        wheel: "manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64",
        node: ("linux", "arm64"),
    },
    Target {
        triple: "x86_64-unknown-linux-gnu",
        debian: Some("amd64"),
        needs: GLIBC,
        wheel: "linux_x86_64",
        node: ("linux", "x64"),
    },
    Target {
        triple: "aarch64-unknown-linux-gnu",
        debian: Some("arm64"),
        needs: GLIBC,
        wheel: "linux_aarch64",
        node: ("linux", "arm64"),
    },
    Target {
        triple: "x86_64-apple-darwin",
        debian: None,
        needs: "",
        wheel: "macosx_10_12_x86_64",
        node: ("darwin", "x64"),
    },
    Target {
        triple: "aarch64-apple-darwin",
        debian: None,
        needs: "",
        wheel: "macosx_11_0_arm64",
        node: ("darwin", "arm64"),
    },
    Target {
        triple: "x86_64-pc-windows-msvc",
        debian: None,
        needs: "",
        wheel: "win_amd64",
        node: ("win32", "x64"),
    },
    Target {
        triple: "aarch64-pc-windows-msvc",
        debian: None,
        needs: "",
        wheel: "win_arm64",
        node: ("win32", "arm64"),
    },
];

impl Target {
    pub fn find(triple: &str) -> Result<Target, DistError> {
        TARGETS.into_iter().find(|target| target.triple == triple).ok_or_else(|| {
            let known: Vec<&str> = TARGETS.iter().map(|target| target.triple).collect();
            DistError::new(format!("no such kind of machine: {triple}. There are {}", known.join(", ")))
        })
    }

    pub fn is_windows(self) -> bool {
        self.node.0 == "win32"
    }

    /// The name of the program's file.
    pub fn program(self) -> &'static str {
        if self.is_windows() { "formcheck.exe" } else { "formcheck" }
    }

    /// The name of the archive, without its end.
    pub fn archive(self) -> String {
        format!("formcheck-{}", self.triple)
    }

    /// The archive's file name.
    pub fn archive_file(self) -> String {
        format!("{}.{}", self.archive(), if self.is_windows() { "zip" } else { "tar.gz" })
    }

    /// The name of the npm package that carries the program.
    pub fn npm(self) -> String {
        format!("formcheck-{}-{}", self.node.0, self.node.1)
    }
}
