//! Texts and pieces of HTML as people see them.

use formcheck::rulebook::words::clean;

/// A text as people see it: its spaces run together.
pub(crate) fn seen(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a browser shows of a piece of HTML, told by an XML parser: the pieces written here are well-formed.
pub(crate) fn shown(html: &str) -> String {
    let whole = format!("<x>{html}</x>");
    let tree = roxmltree::Document::parse(&whole).unwrap_or_else(|error| panic!("{error}: {html}"));
    let texts: Vec<&str> =
        tree.descendants().filter(roxmltree::Node::is_text).filter_map(|node| node.text()).collect();
    let allowed = ["x", "p", "ul", "ol", "li", "b", "div"];
    assert!(
        tree.descendants()
            .filter(roxmltree::Node::is_element)
            .all(|node| allowed.contains(&node.tag_name().name()))
    );
    seen(&texts.join(" "))
}
