//! The two editions of a site.

/// For whom a site is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// Everybody: only what has passed its gates.
    Public,
    /// The office and its assessors: everything, with a watermark.
    Review,
}

impl Edition {
    /// Both.
    pub const ALL: [Edition; 2] = [Edition::Public, Edition::Review];

    /// Its word on the command line and in files.
    pub fn word(self) -> &'static str {
        match self {
            Edition::Public => "public",
            Edition::Review => "review",
        }
    }
}
