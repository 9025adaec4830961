//! A task's life by the accessibility tree alone, as a screen reader gets the page: every control is found by role and
//! name in the tree, and every state is read from it.

use e2e::{Browser, EMPTY_PRODUCT, EN, FieldId, Platform, fields, new_task};
use serde_json::{Value, json};
use thirtyfour::Key;

const NAME: &str = "By the tree";

/// Role and accessible name.
type Named<'a> = (&'a str, &'a str);

/// The page as its accessibility tree. The rest of the page behind a modal dialog is not in it.
struct Tree<'b>(&'b Browser);

impl Tree<'_> {
    async fn nodes(&self) -> Vec<Value> {
        let answer = self.0.command("Accessibility.getFullAXTree", json!({})).await;
        answer["nodes"].as_array().unwrap().clone()
    }

    /// Waits for the only node with this role and name inside the nodes of `path` before it.
    async fn node(&self, path: &[Named<'_>]) -> Value {
        let look = async || {
            let nodes = self.nodes().await;
            let found: Vec<_> = nodes.iter().filter(|node| is_at(&nodes, node, path)).collect();
            match found[..] {
                [node] => Ok(node.clone()),
                _ => Err(format!("{} nodes in {}", found.len(), outline(&nodes))),
            }
        };
        self.0.wait_for(format!("the tree has one {path:?}"), look).await
    }

    /// Waits until the tree has no such node.
    async fn expect_none(&self, path: &[Named<'_>]) {
        let count = async || {
            let nodes = self.nodes().await;
            nodes.iter().filter(|node| is_at(&nodes, node, path)).count()
        };
        let what = format!("the tree has no {path:?}");
        self.0.wait_until(what, count, |count| *count == 0).await;
    }

    async fn focus(&self, path: &[Named<'_>]) {
        let id = self.node(path).await["backendDOMNodeId"].clone();
        self.0.command("DOM.focus", json!({ "backendNodeId": id })).await;
    }

    async fn press(&self, path: &[Named<'_>]) {
        self.focus(path).await;
        self.0.press(Key::Enter).await;
    }

    async fn type_into(&self, path: &[Named<'_>], text: &str) {
        self.focus(path).await;
        self.0.insert_text(text).await;
    }
}

fn text<'n>(node: &'n Value, property: &str) -> &'n str {
    node[property]["value"].as_str().unwrap_or_default()
}

/// Whether the node has the last role and name of the path, and ancestors have the others in this order.
fn is_at(nodes: &[Value], node: &Value, path: &[Named<'_>]) -> bool {
    let Some(((role, name), outer)) = path.split_last() else {
        return true;
    };
    let is_named = node["ignored"] == false && text(node, "role") == *role && text(node, "name") == *name;
    is_named && (outer.is_empty() || ancestors(nodes, node).any(|ancestor| is_at(nodes, ancestor, outer)))
}

fn ancestors<'n>(nodes: &'n [Value], node: &'n Value) -> impl Iterator<Item = &'n Value> {
    let parent = |node: &&'n Value| nodes.iter().find(|other| other["nodeId"] == node["parentId"]);
    std::iter::successors(parent(&node), parent)
}

/// Roles and names of the tree, for a failed test.
fn outline(nodes: &[Value]) -> String {
    let named = nodes
        .iter()
        .filter(|node| node["ignored"] == false && !text(node, "name").is_empty());
    let lines = named.map(|node| format!("{} {:?}", text(node, "role"), text(node, "name")));
    lines.collect::<Vec<_>>().join("\n")
}

/// Group and name of a field of the create form.
fn field(field: FieldId) -> Vec<Named<'static>> {
    let group = field.side().map(|side| ("group", EN.side(side)));
    let dialog = ("dialog", EN.create_task);
    [dialog]
        .into_iter()
        .chain(group)
        .chain([("textbox", EN.field(field))])
        .collect()
}

#[tokio::test]
async fn a_task_is_created_started_stopped_and_deleted_by_the_accessibility_tree_alone() {
    let platform = Platform::start(&["--empty"]);
    let browser = Browser::open(&platform.product_url(EMPTY_PRODUCT)).await;
    let tree = Tree(&browser);
    tree.type_into(&[("textbox", EN.access_token)], platform.token()).await;
    tree.press(&[("button", EN.sign_in)]).await;
    tree.node(&[("main", ""), ("heading", EN.upgrade_tasks)]).await;

    let task = new_task(NAME, 1, 2);
    tree.press(&[("button", EN.create_task)]).await;
    for one in fields() {
        tree.type_into(&field(one), task.text(one)).await;
    }
    // The page behind the dialog is out of reach.
    tree.expect_none(&[("button", EN.refresh)]).await;
    let dialog = ("dialog", EN.create_task);
    tree.press(&[dialog, ("button", EN.review)]).await;
    tree.press(&[dialog, ("button", EN.create_task)]).await;
    let row = [("table", EN.upgrade_tasks), ("button", NAME)];
    tree.node(&row).await;
    tree.expect_none(&[dialog]).await;
    platform.assert_stored(EMPTY_PRODUCT, &task);

    let start = format!("Start “{NAME}”?");
    tree.press(&[("table", EN.upgrade_tasks), ("button", EN.start)]).await;
    tree.press(&[("dialog", &start), ("button", EN.start)]).await;
    tree.expect_none(&[("dialog", &start)]).await;
    tree.press(&[("table", EN.upgrade_tasks), ("button", EN.stop)]).await;
    tree.node(&[("table", EN.upgrade_tasks), ("button", EN.start)]).await;
    assert!(!platform.is_running(EMPTY_PRODUCT, NAME));

    tree.node(&[("group", "Status"), ("button", "Stopped 1")]).await;
    tree.press(&row).await;
    tree.node(&[("dialog", NAME), ("heading", "From version 1")]).await;
    browser.press(Key::Escape).await;
    tree.expect_none(&[("dialog", NAME)]).await;

    let delete = format!("Delete “{NAME}”?");
    tree.press(&[("table", EN.upgrade_tasks), ("button", EN.delete)]).await;
    tree.press(&[("dialog", &delete), ("button", EN.delete)]).await;
    // The dialog hides the row, too, so an empty list is waited for.
    tree.node(&[("main", ""), ("button", "Create the first task")]).await;
    assert_eq!(platform.database().tasks(EMPTY_PRODUCT), []);
    browser.finish().await;
}
