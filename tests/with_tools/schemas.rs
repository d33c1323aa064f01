//! What people write and what tools read, held against schemas by validators that are none of ours.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::site::{self, Site};
use crate::tools;

/// The kinds of text, each with the folder that its files stand in.
const TEXTS: [(&str, &str); 3] = [("plan", "content/plans"), ("notice", "content/notices"), ("page", "content/pages")];

/// Records that editors must mark, each with the place and a part of what is said of it.
const SLIPS: [(&str, &str, &str); 12] = [
    ("[[taem]]\nid = \"a\"\n", "", "'taem' was unexpected"),
    ("[[area]]\nid = \"a\"\nname = \"甲\"\nlevel = \"city\"\ncolour = 1\n", "area/0", "'colour' was unexpected"),
    ("[[area]]\nid = \"a\"\nlevel = \"city\"\n", "area/0", "'name' is a required property"),
    ("[[area]]\nid = \"Anyi 1\"\nname = \"甲\"\nlevel = \"city\"\n", "area/0/id", "does not match"),
    ("[[area]]\nid = \"a\"\nname = \"\"\nlevel = \"city\"\n", "area/0/name", "does not match"),
    ("[[area]]\nid = \"a\"\nname = \"甲\"\nlevel = \"distrct\"\n", "area/0/level", "is not one of"),
    ("[site]\ntitle = \"甲\"\nas_of = \"tomorrow\"\n", "site/as_of", "is not a 'date'"),
    ("[site]\ntitle = \"甲\"\nas_of = 2026-11-20T08:00:00\n", "site/as_of", "is not a 'date'"),
    ("[site]\ntitle = \"甲\"\nyear = 26\n", "site/year", "less than the minimum"),
    ("[[festival]]\nstart = \"half past nine\"\n", "festival/0/start", "does not match"),
    ("[[sheet]]\nmarks = [{ subject = \"a\", duty = \"good\" }]\n", "sheet/0/marks/0/duty", "is not valid under any"),
    (
        "[[scheme]]\nrole = [{ weight_by_kind = { patrol = \"70\" } }]\n",
        "scheme/0/role/0/weight_by_kind/patrol",
        "number",
    ),
];

/// What the schemas say against the data and the front matter of a community of this repository.
pub fn problems(which: Site) -> Result<Vec<String>, String> {
    let from = root().join(which.folder());
    // A text in the second language has a front matter of its own.
    let second = match which {
        Site::Wales => ".zh.md",
        Site::Example | Site::Tiny => ".en.md",
    };
    let mut problems = validate(&schema("data"), &below(&from.join("data"), "toml")?)?;
    for (kind, folder) in TEXTS {
        let folder = from.join(folder);
        if folder.is_dir() {
            let (twins, texts): (Vec<_>, Vec<_>) =
                below(&folder, "md")?.into_iter().partition(|path| path.to_string_lossy().ends_with(second));
            problems.extend(validate(&schema(kind), &texts)?);
            problems.extend(validate(&schema("twin"), &twins)?);
        }
    }
    Ok(problems)
}

/// The slips that the schema of data lets pass, or finds somewhere else.
pub fn slips(folder: &Path) -> Result<Vec<String>, String> {
    let path = |index: usize| folder.join(format!("slip-{index}.toml"));
    for (index, (toml, _, _)) in SLIPS.iter().enumerate() {
        fs::write(path(index), toml).map_err(|error| error.to_string())?;
    }
    let found = validate(&schema("data"), &(0..SLIPS.len()).map(path).collect::<Vec<_>>())?;
    let mut unseen = Vec::new();
    for (index, (toml, place, said)) in SLIPS.iter().enumerate() {
        let start = format!("{}: {place}: ", path(index).display());
        if !found.iter().any(|line| line.starts_with(&start) && line.contains(said)) {
            unseen.push(format!("nothing of “{said}” at “{place}” in\n{toml}"));
        }
    }
    Ok(unseen)
}

/// What Taplo, which Even Better TOML is made of, says against the example's data by the schema that `.taplo.toml` names.
pub fn taplo() -> Result<Vec<String>, String> {
    let mut command = Command::new("node");
    command.arg(tools::modules().join("@taplo/cli/dist/cli.js")).arg("lint").current_dir(root());
    let output = command.output().map_err(|error| format!("node: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() && said.contains("found files") {
        return Ok(Vec::new());
    }
    Ok(vec![format!("{}\n{said}", output.status)])
}

/// What the schema of SARIF 2.1.0 says against the findings of the example and of a community with an error.
pub fn sarif(folder: &Path) -> Result<Vec<String>, String> {
    let broken = folder.join("小区 sarif");
    fs::create_dir_all(broken.join("data")).map_err(|error| error.to_string())?;
    fs::write(broken.join("data/队伍.toml"), "[[team]]\nid = \"a\"\n[[team]]\nid = “a”\n")
        .map_err(|error| error.to_string())?;
    let mut files = Vec::new();
    for (name, site) in [("example", root()), ("broken", broken)] {
        for language in ["zh-CN", "en"] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_gongshi"));
            command.args(["check", "--format", "sarif", "--lang", language, "--site"]).arg(&site);
            let output = command.output().map_err(|error| error.to_string())?;
            let path = folder.join(format!("{name}-{language}.sarif.json"));
            fs::write(&path, output.stdout).map_err(|error| error.to_string())?;
            files.push(path);
        }
    }
    validate(&tools::modules().join("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), &files)
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn schema(kind: &str) -> PathBuf {
    root().join(format!("schemas/{kind}.schema.json"))
}

/// The files below a folder with this ending.
fn below(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, String> {
    Ok(site::files(folder, ending)?.into_iter().map(|path| folder.join(path)).collect())
}

/// What the validator prints of the files, a line a problem.
fn validate(schema: &Path, files: &[PathBuf]) -> Result<Vec<String>, String> {
    let python = tools::python().ok_or("there is no Python with jsonschema")?;
    let mut command = Command::new(python);
    command.arg(tools::folder().join("validate.py")).arg(schema).args(files).env("PYTHONIOENCODING", "utf-8");
    let printed = String::from_utf8_lossy(&tools::output(&mut command)?).into_owned();
    Ok(printed.lines().map(str::to_owned).collect())
}
