//! The ids of signs, read off the headers of vocabularies: known before anything is resolved, and only if somebody asks.

use std::sync::OnceLock;

use crate::rulebook::is_kebab;

/// The signs of the texts of vocabularies.
pub(in crate::rulebook) struct SignIds<'t> {
    texts: Vec<&'t str>,
    ids: OnceLock<Vec<String>>,
}

impl<'t> SignIds<'t> {
    /// Those of these texts.
    pub(in crate::rulebook) fn of(texts: Vec<&'t str>) -> SignIds<'t> {
        SignIds { texts, ids: OnceLock::new() }
    }

    /// The ids in the order of the texts.
    pub(in crate::rulebook) fn get(&self) -> &[String] {
        self.ids.get_or_init(|| {
            let headers = self.texts.iter().flat_map(|text| text.lines()).filter_map(|line| {
                let inner = line.trim().strip_prefix('[')?.split([']', '.']).next()?;
                (is_kebab(inner) && inner != "allow").then(|| inner.to_owned())
            });
            let mut ids: Vec<String> = headers.collect();
            ids.dedup();
            ids
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_tell_the_signs() {
        let signs =
            SignIds::of(vec!["[knees]\nask = \"[no]\"\n[knees.values]\n[[impossible]]\n[torso-angle]\n"]);
        assert_eq!(signs.get(), ["knees", "torso-angle"]);
    }
}
