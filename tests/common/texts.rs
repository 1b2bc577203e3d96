//! Texts and pieces of HTML as people see them.

use formcheck_core::rulebook::words::clean;

/// A text as people see it: its spaces run together.
pub(crate) fn seen(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a browser shows of a piece of HTML, told by an XML parser: the pieces written here are well-formed.
pub(crate) fn shown(html: &str) -> String {
    let whole = format!("<x>{html}</x>");
    let tree = roxmltree::Document::parse(&whole).unwrap_or_else(|error| panic!("{error}: {html}"));
    // A picture says nothing that the words don't.
    let is_drawn = |node: &roxmltree::Node<'_, '_>| {
        node.ancestors().any(|above| above.has_tag_name(("http://www.w3.org/2000/svg", "svg")))
    };
    let words: Vec<_> = tree.descendants().filter(|node| !is_drawn(node)).collect();
    let allowed = ["x", "p", "ul", "ol", "li", "b", "div", "img"];
    assert!(
        words.iter().filter(|node| node.is_element()).all(|node| allowed.contains(&node.tag_name().name()))
    );
    let texts: Vec<&str> =
        words.iter().filter(|node| node.is_text()).filter_map(roxmltree::Node::text).collect();
    seen(&texts.join(" "))
}
