//! Two npm packages: one carries the program for one kind of machine; the other, `formcheck`, asks npm for the one of the
//! machine that it is installed on, and starts its program. So npm downloads one program and runs no script to install it.

use serde_json::{Map, Value, json};

use crate::DistError;
use crate::archive::{PackedFile, Packing};
use crate::contents::Contents;
use crate::project::Project;
use crate::target::{TARGETS, Target};

/// Starts the program of this machine's package.
const LAUNCHER: &str = include_str!("../../packaging/npm-launcher.js");

/// The two files with their names: the program's package, then the one that a person names.
pub fn npm(
    project: &Project,
    target: Target,
    contents: &Contents,
    packing: Packing,
) -> Result<Vec<(String, Vec<u8>)>, DistError> {
    let carrier = json!({
        "name": target.npm(),
        "version": project.version,
        "description": format!("The program formcheck for {} on {}", target.node.0, target.node.1),
        "license": "MIT AND CC-BY-4.0",
        "os": [target.node.0],
        "cpu": [target.node.1],
        "preferUnplugged": true,
    });
    let carriers: Map<String, Value> =
        TARGETS.iter().map(|target| (target.npm(), json!(project.version))).collect();
    let named = json!({
        "name": "formcheck",
        "version": project.version,
        "description": project.description,
        "license": "MIT AND CC-BY-4.0",
        "bin": {"formcheck": "formcheck.js"},
        "engines": {"node": ">=14"},
        "optionalDependencies": carriers,
    });
    let mut of_carrier = vec![
        PackedFile::new("package/package.json", pretty(&carrier)?),
        PackedFile::program(format!("package/{}", target.program()), contents.program.clone()),
    ];
    let mut of_named = vec![
        PackedFile::new("package/package.json", pretty(&named)?),
        PackedFile::program("package/formcheck.js", LAUNCHER),
        PackedFile::new("package/README.md", contents.readme.clone()),
    ];
    for licence in &contents.licences {
        let file = PackedFile::new(format!("package/{}", licence.path), licence.bytes.clone());
        of_carrier.push(file.clone());
        of_named.push(file);
    }
    let file = |name: &str| format!("{name}-{}.tgz", project.version);
    Ok(vec![
        (file(&target.npm()), packing.tar_gz(&of_carrier)?),
        (file("formcheck"), packing.tar_gz(&of_named)?),
    ])
}

fn pretty(value: &Value) -> Result<String, DistError> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}
