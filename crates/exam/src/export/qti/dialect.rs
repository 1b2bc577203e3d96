//! The two dialects of QTI: how each spells the same elements, and what its files are called in a manifest.
//!
//! 3.0 has the elements of 2.1 under names in kebab-case with `qti-` before them, so the table below is all that differs.

/// A version of QTI.
pub(super) struct Dialect {
    pub namespace: &'static str,
    /// Where the schema of items and tests stands.
    pub schema: &'static str,
    is_kebab: bool,
    /// An element around the HTML of feedback, where the dialect wants one.
    pub around_feedback: Option<&'static str>,
    pub manifest: ManifestWords,
}

/// What a package's manifest calls things.
pub(super) struct ManifestWords {
    pub namespace: &'static str,
    pub schema: &'static str,
    pub kind: &'static str,
    pub version: &'static str,
    pub item: &'static str,
    pub test: &'static str,
}

pub(super) const QTI21: Dialect = Dialect {
    namespace: "http://www.imsglobal.org/xsd/imsqti_v2p1",
    schema: "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
    is_kebab: false,
    around_feedback: None,
    manifest: ManifestWords {
        namespace: "http://www.imsglobal.org/xsd/imscp_v1p1",
        schema: "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
        kind: "QTIv2.1 Package",
        version: "1.0.0",
        item: "imsqti_item_xmlv2p1",
        test: "imsqti_test_xmlv2p1",
    },
};

pub(super) const QTI30: Dialect = Dialect {
    namespace: "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    schema: "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
    is_kebab: true,
    around_feedback: Some("contentBody"),
    manifest: ManifestWords {
        namespace: "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
        schema: "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd",
        kind: "QTI Package",
        version: "3.0.0",
        item: "imsqti_item_xmlv3p0",
        test: "imsqti_test_xmlv3p0",
    },
};

impl Dialect {
    /// How it spells an element's name.
    pub(super) fn element(&self, name: &str) -> String {
        if self.is_kebab { format!("qti-{}", kebab(name)) } else { name.to_owned() }
    }

    /// How it spells an attribute's name. What has a colon in it is XML's own.
    pub(super) fn attribute(&self, name: &str) -> String {
        if self.is_kebab { kebab(name) } else { name.to_owned() }
    }
}

fn kebab(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            out.push('-');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newer_dialect_spells_in_kebab_case() {
        assert_eq!(QTI30.element("assessmentItemRef"), "qti-assessment-item-ref");
        assert_eq!(QTI30.attribute("xml:lang"), "xml:lang");
        assert_eq!(QTI21.attribute("responseIdentifier"), "responseIdentifier");
    }
}
