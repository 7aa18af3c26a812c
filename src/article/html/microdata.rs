//! Microdata in a page → its items, as the objects that JSON-LD would have.

use std::collections::BTreeMap;

use dom_query::{Document, NodeRef};
use serde_json::Value;

use super::schema_org::Object;

/// How deep items nest in items.
const DEPTH_LIMIT: usize = 8;
/// The most elements that are looked at, some of them for several items.
const STEP_LIMIT: usize = 400_000;
/// How many such steps a value counts for.
const VALUE_STEPS: usize = 20;
/// The most names, classes or references in one attribute.
const NAME_LIMIT: usize = 4;
/// A value longer than this is cut; the article's body is not read from here.
const LENGTH_LIMIT: usize = 2000;

/// Returns the items of a page that are no property of others.
pub(super) fn values(document: &Document) -> Vec<Value> {
    let root = document.root();
    let items: Vec<NodeRef<'_>> = root.descendants_it().filter(is_item).collect();
    if items.is_empty() {
        return Vec::new();
    }
    let referred = root.descendants_it().any(|node| node.has_attr("itemref"));
    let named = referred.then(|| root.descendants_it());
    let mut reader = Reader {
        ids: named
            .into_iter()
            .flatten()
            .filter_map(|node| Some((node.attr("id")?.to_string(), node)))
            .collect(),
        left: STEP_LIMIT,
    };
    items.iter().map(|node| reader.item(node, 0)).collect()
}

/// Whether an element is an item that is no property of another.
fn is_item(node: &NodeRef<'_>) -> bool {
    node.element_ref().is_some_and(|element| {
        let has = |name: &str| element.attrs.iter().any(|one| &one.name.local == name);
        has("itemscope") && !has("itemprop")
    })
}

struct Reader<'a> {
    ids: BTreeMap<String, NodeRef<'a>>,
    /// How many steps may still be taken.
    left: usize,
}

impl Reader<'_> {
    fn item(&mut self, node: &NodeRef<'_>, depth: usize) -> Value {
        let mut object = Object::new();
        if let Some(kind) = node.attr("itemtype") {
            let names = kind.split_whitespace().take(NAME_LIMIT).map(|name| {
                let own = name.rsplit(['/', '#']).next().unwrap_or_default();
                Value::String(own.to_owned())
            });
            object.insert("@type".to_owned(), Value::Array(names.collect()));
        }
        if depth < DEPTH_LIMIT {
            self.children(node, depth, &mut object);
            let ids = node.attr_or("itemref", "");
            for id in ids.split_whitespace().take(NAME_LIMIT) {
                if let Some(other) = self.ids.get(id).copied() {
                    self.property(&other, depth, &mut object);
                }
            }
        }
        Value::Object(object)
    }

    fn children(&mut self, node: &NodeRef<'_>, depth: usize, object: &mut Object) {
        let mut child = node.first_child();
        while let Some(node) = child {
            self.property(&node, depth, object);
            child = node.next_sibling();
        }
    }

    /// Adds what an element, and those in it, say of the item they stand in.
    fn property(&mut self, node: &NodeRef<'_>, depth: usize, object: &mut Object) {
        if !node.is_element() || self.left == 0 {
            return;
        }
        self.left -= 1;
        let scope = node.has_attr("itemscope");
        if let Some(names) = node.attr("itemprop") {
            self.left = self.left.saturating_sub(VALUE_STEPS);
            let value = if scope {
                self.item(node, depth + 1)
            } else {
                Value::String(text(node))
            };
            for name in names.split_whitespace().take(NAME_LIMIT) {
                add(object, name, value.clone());
            }
        }
        if !scope {
            self.children(node, depth, object);
        }
    }
}

/// Properties may be given more than once.
fn add(object: &mut Object, name: &str, value: Value) {
    match object.get_mut(name) {
        None => {
            object.insert(name.to_owned(), value);
        }
        Some(Value::Array(values)) => values.push(value),
        Some(one) => *one = Value::Array(vec![one.take(), value]),
    }
}

/// The value of an element that is no item.
fn text(node: &NodeRef<'_>) -> String {
    let of = |name: &str| node.attr(name).map(|value| value.trim().to_owned());
    let machine = match node.node_name().as_deref() {
        Some("a" | "area" | "link") => of("href"),
        Some("img" | "audio" | "video" | "source" | "iframe" | "embed") => of("src"),
        Some("time") => of("datetime"),
        Some("data" | "meter") => of("value"),
        _ => None,
    };
    // Many pages give `content` to elements that have none by the standard.
    let value = of("content").or(machine).unwrap_or_else(|| shown(node));
    value.chars().take(LENGTH_LIMIT).collect()
}

/// The words of an element, as far as they are looked at.
fn shown(node: &NodeRef<'_>) -> String {
    let mut words = String::new();
    let inner = node.descendants_it().take(LENGTH_LIMIT);
    for piece in inner.filter(NodeRef::is_text) {
        words.push_str(&piece.text());
        if words.len() > LENGTH_LIMIT {
            break;
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use dom_query::Document;
    use serde_json::Value;

    use super::values;

    fn items(html: &str) -> String {
        Value::Array(values(&Document::from(html))).to_string()
    }

    #[test]
    fn items_become_objects() {
        let page = "<article itemscope itemtype='https://schema.org/NewsArticle' itemref='tags'><h1 itemprop='headline name'>Storm \n hits</h1>\
            <div itemprop='author' itemscope itemtype='http://schema.org/Person'><a itemprop='url' href='/jane'><b itemprop='name'>Jane Doe</b></a></div>\
            <p>By <span itemprop='author'>Li Wei</span>, <time itemprop='datePublished' datetime='2024-03-15'>Friday</time>\
            <meta itemprop='inLanguage' content='en'></article><p id='tags' itemprop='keywords'>sea</p>";
        assert_eq!(
            items(page),
            "[{\"@type\":[\"NewsArticle\"],\"author\":[{\"@type\":[\"Person\"],\"name\":\"Jane Doe\",\"url\":\"/jane\"},\"Li Wei\"],\
             \"datePublished\":\"2024-03-15\",\"headline\":\"Storm hits\",\"inLanguage\":\"en\",\"keywords\":\"sea\",\"name\":\"Storm hits\"}]"
        );
    }

    #[test]
    fn items_that_refer_to_themselves_end() {
        let page = "<div itemscope id='a' itemref='a b'><p itemprop='x' itemscope id='b' itemref='b b b b b b'></p></div>";
        assert!(items(page).len() < 2_000_000);
    }
}
