//! What is wrong, as plain data: a code, a place, words, and an edit that mends it.

use super::{Code, FindingSeverity, Span};

/// One finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// What kind of finding.
    pub code: Code,
    /// How bad.
    pub severity: FindingSeverity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// The token that is wrong; none where no file can be named.
    pub span: Option<Span>,
    /// What to write instead.
    pub help: Option<String>,
    /// Other places that matter.
    pub labels: Vec<Label>,
    /// An edit that mends it.
    pub fix: Option<Fix>,
    /// The name that is not there, where the finding is about one.
    pub unknown: Option<String>,
}

/// A further place with what to see there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What to see there.
    pub message: String,
}

/// Edits that mend a finding; they never overlap.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// Whether it can be applied without looking.
    pub safety: Safety,
    /// The edits.
    pub edits: Vec<Edit>,
}

/// Whether a fix can be applied without looking.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Safety {
    /// It can't change what was meant.
    Safe,
    /// It is a good guess.
    Unsafe,
    /// It is what the help says, and somebody has to read it first: no run of lint applies it.
    ByHand,
}

/// Replaces the text of a span.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// What is replaced; may be empty.
    pub span: Span,
    /// The new text.
    pub text: String,
}

impl Diagnostic {
    /// A finding with its code's own severity.
    pub fn new(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity(),
            message: message.into(),
            span: span.into(),
            help: None,
            labels: Vec::new(),
            fix: None,
            unknown: None,
        }
    }

    /// With what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// About a name that is not there.
    #[must_use]
    pub(crate) fn about_unknown(mut self, name: impl Into<String>) -> Diagnostic {
        self.unknown = Some(name.into());
        self
    }

    /// With a further place.
    #[must_use]
    pub fn label(mut self, span: Span, message: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { span, message: message.into() });
        self
    }

    /// With the right text of its own span, which can't change what was meant.
    #[must_use]
    pub(crate) fn safely(self, text: impl Into<String>) -> Diagnostic {
        let text = text.into();
        let edit = self.span.map(|span| Edit { span, text });
        self.safe_edit(edit)
    }

    /// With an edit that can't change what was meant, if there is one.
    #[must_use]
    pub(crate) fn safe_edit(mut self, edit: Option<Edit>) -> Diagnostic {
        if let Some(edit) = edit {
            self.fix = Some(Fix { safety: Safety::Safe, edits: vec![edit] });
        }
        self
    }

    /// With an edit that does what the help says, for whoever reads it.
    #[must_use]
    pub(crate) fn by_hand(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix { safety: Safety::ByHand, edits: vec![Edit { span, text: text.into() }] });
        self
    }

    /// With what its help says to write, at several places.
    #[must_use]
    pub(crate) fn all_by_hand(mut self, edits: Vec<Edit>) -> Diagnostic {
        self.fix = Some(Fix { safety: Safety::ByHand, edits });
        self
    }

    /// With a guess at the right text of its own span.
    #[must_use]
    pub fn guess(mut self, text: impl Into<String>) -> Diagnostic {
        if let Some(span) = self.span {
            self.fix = Some(Fix { safety: Safety::Unsafe, edits: vec![Edit { span, text: text.into() }] });
        }
        self
    }
}

/// Sorts findings as they are shown: by file, then place, then code.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        let key = |diagnostic: &Diagnostic| diagnostic.span.map(|span| (span.file, span.start, span.end));
        key(a).cmp(&key(b)).then(a.code.cmp(&b.code)).then_with(|| a.message.cmp(&b.message))
    });
}

/// How many of the findings are errors.
pub fn errors(diagnostics: &[Diagnostic]) -> usize {
    diagnostics.iter().filter(|diagnostic| diagnostic.severity == FindingSeverity::Error).count()
}
