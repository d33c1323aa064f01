//! Which tools are there, and how to get those that are not.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A tool from outside.
#[derive(Clone, Copy)]
pub enum Tool {
    /// A program on the path.
    Program {
        /// Its name.
        name: &'static str,
        /// What makes it say its version.
        version: &'static str,
        /// What installs it.
        install: &'static str,
    },
    /// A package below `tests/tools/node_modules`.
    Package(&'static str),
    /// Python with the packages that `validate.py` needs.
    Python,
    /// Chromium, of the environment variable `CHROMIUM`, else Debian's.
    Chromium,
}

/// What it takes to open pages.
pub const BROWSER: [Tool; 3] = [NODE, Tool::Package("playwright-core"), Tool::Chromium];

/// What it takes to print pages.
pub const PRINTER: [Tool; 1] = [Tool::Chromium];

/// What it takes to check HTML and CSS.
pub const CHECKER: [Tool; 2] = [JAVA, Tool::Package("vnu-jar")];

/// What it takes to hold files against JSON Schemas.
pub const VALIDATOR: [Tool; 1] = [Tool::Python];

/// What it takes to validate findings in SARIF.
pub const SARIF: [Tool; 2] = [Tool::Python, Tool::Package("@microsoft/jest-sarif")];

/// What it takes to lint TOML as editors do.
pub const TAPLO: [Tool; 2] = [NODE, Tool::Package("@taplo/cli")];

const NODE: Tool = Tool::Program { name: "node", version: "--version", install: "apt-get install nodejs npm" };
const JAVA: Tool = Tool::Program { name: "java", version: "-version", install: "apt-get install default-jre-headless" };

impl Tool {
    /// Says that the tool is missing and how to install it; `None` when it is there.
    pub fn missing(&self) -> Option<String> {
        let (there, name, install) = match *self {
            Tool::Program { name, version, install } => (answers(name, version), name.to_owned(), install),
            Tool::Package(name) => {
                (modules().join(name).is_dir(), format!("node_modules/{name}"), "npm ci --prefix tests/tools")
            }
            Tool::Python => (
                python().is_some(),
                "python3 (3.11 or newer) with jsonschema".to_owned(),
                "apt-get install python3-jsonschema",
            ),
            Tool::Chromium => {
                let path = chromium();
                (path.is_file(), path.display().to_string(), "apt-get install chromium, or set CHROMIUM to its path")
            }
        };
        (!there).then(|| format!("{name} is missing: {install}"))
    }
}

/// Whether a missing tool is a failure: where the environment says `CI`, nothing may be skipped unseen.
pub fn obliged() -> bool {
    env::var_os("CI").is_some_and(|value| !value.is_empty())
}

/// The folder of the scripts and packages.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools")
}

/// The folder of the packages.
pub fn modules() -> PathBuf {
    folder().join("node_modules")
}

/// Whether a program can be started at all.
fn answers(name: &str, version: &str) -> bool {
    let mut command = Command::new(name);
    command.arg(version).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// The first Python that has what `validate.py` needs: that on the path, else Debian's.
pub fn python() -> Option<&'static str> {
    let fits = |name: &&str| {
        let mut command = Command::new(name);
        command.args(["-c", "import jsonschema, tomllib"]).stdin(Stdio::null()).stdout(Stdio::null());
        command.stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    };
    ["python3", "/usr/bin/python3"].into_iter().find(fits)
}

/// The browser, as `browse.mjs` finds it too.
pub fn chromium() -> PathBuf {
    env::var_os("CHROMIUM").filter(|path| !path.is_empty()).map_or_else(|| "/usr/bin/chromium".into(), PathBuf::from)
}

/// Runs a command to its end and gives what it printed, or why it failed.
pub fn output(command: &mut Command) -> Result<Vec<u8>, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output().map_err(|error| format!("{name}: {error}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(format!("{name}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr)))
}
