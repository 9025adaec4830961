//! What [`el`](crate::builder::el) builds, as Leptos sees it: one type for every element of a page, and of a drawing on it.
//! Leptos's own cannot be it: one whose tag is no type is always HTML.

use crate::builder::text::{Text, TextOnPage};
use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::no_attrs;
use leptos::tachys::renderer::Rndr;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use web_sys::{Element as Node, Node as AnyNode};

/// Which language an element is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A part of the page.
    Html,
    /// A part of a drawing.
    Svg,
}

impl Kind {
    fn namespace(self) -> Option<&'static str> {
        match self {
            Self::Html => None,
            Self::Svg => Some("http://www.w3.org/2000/svg"),
        }
    }
}

/// An element that is not on the page yet.
pub(crate) struct Element {
    pub(crate) kind: Kind,
    pub(crate) tag: &'static str,
    pub(crate) attributes: Vec<AnyAttribute>,
    /// All it holds, where it holds a text: then it has no children.
    pub(crate) text: Option<Text>,
    pub(crate) children: Vec<AnyView>,
}

/// An element on the page.
pub(crate) struct OnPage {
    kind: Kind,
    tag: &'static str,
    node: Node,
    attributes: <Vec<AnyAttribute> as Attribute>::State,
    text: Option<TextOnPage>,
    children: <Vec<AnyView> as Render>::State,
}

impl Render for Element {
    type State = OnPage;

    #[inline(never)]
    fn build(self) -> OnPage {
        let node = Rndr::create_element(self.tag, self.kind.namespace());
        let attributes = self.attributes.build(&node);
        let text = self.text.map(|text| text.build(&node));
        let mut children = self.children.build();
        if text.is_none() {
            children.mount(&node, None);
        }
        OnPage {
            kind: self.kind,
            tag: self.tag,
            node,
            attributes,
            text,
            children,
        }
    }

    /// Changes what is on the page instead of making it anew, which would take the focus from it at every poll.
    #[inline(never)]
    fn rebuild(self, state: &mut OnPage) {
        if (self.kind, self.tag) == (state.kind, state.tag) && self.text.is_some() == state.text.is_some() {
            self.attributes.rebuild(&mut state.attributes);
            match (self.text, state.text.take()) {
                (Some(text), Some(old)) => state.text = Some(text.rebuild(&state.node, old)),
                _ => self.children.rebuild(&mut state.children),
            }
            return;
        }
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

impl Mountable for OnPage {
    fn unmount(&mut self) {
        Rndr::remove(&self.node);
    }

    fn mount(&mut self, parent: &Node, marker: Option<&AnyNode>) {
        Rndr::insert_node(parent, &self.node, marker);
    }

    fn try_mount(&mut self, parent: &Node, marker: Option<&AnyNode>) -> bool {
        Rndr::try_insert_node(parent, &self.node, marker)
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some(parent) = self.node.parent_element() else {
            return false;
        };
        child.mount(&parent, Some(&self.node));
        true
    }

    fn elements(&self) -> Vec<Node> {
        vec![self.node.clone()]
    }
}

// Attributes are set before it is finished, not on what is.
no_attrs!(Element);

/// What Leptos asks of every view. Nothing here is ever written by a server: only [`Render`] is used.
impl RenderHtml for Element {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> OnPage {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
