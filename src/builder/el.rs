//! Elements, built by calls instead of the `view!` macro.
//!
//! Every element a macro builds has a type of its own, and with it its own code to build, mount and rebuild; this
//! console weighed twice as much that way (docs/architecture.md, "Bytes"). Here each element is the same type, with its
//! attributes and children behind Leptos's own [`AnyAttribute`] and [`AnyView`].

use crate::builder::element::{Element, Kind};
use crate::builder::follower::Follower;
use crate::builder::text::Text;
use crate::web;
use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::ev;
use leptos::prelude::*;
use leptos::tachys::html::event::on;
use leptos::tachys::html::property::prop;
use std::borrow::Cow;
use web_sys::Event;

/// An element on its way to the page.
///
/// A pointer, and its methods are thin shells around ones that are compiled once: an element is built by a chain of
/// calls, and what a call costs is paid hundreds of times.
pub struct El(Box<Building>);

struct Building {
    kind: Kind,
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<Child>,
}

/// What can stand inside an element: a text, or anything else.
pub enum Child {
    /// A text. It becomes the element's own where it is alone, else that of an element in its place.
    Text(Text),
    /// Anything else.
    View(AnyView),
}

/// An element with this tag.
#[must_use]
pub fn el(tag: &'static str) -> El {
    of_kind(Kind::Html, tag)
}

/// An element of a drawing (SVG) with this tag.
#[must_use]
pub fn svg(tag: &'static str) -> El {
    of_kind(Kind::Svg, tag)
}

#[inline(never)]
fn of_kind(kind: Kind, tag: &'static str) -> El {
    El(Box::new(Building {
        kind,
        tag,
        attributes: Vec::new(),
        children: Vec::new(),
    }))
}

/// Nothing at all.
#[must_use]
#[inline(never)]
pub fn nothing() -> AnyView {
    ().into_any()
}

impl El {
    /// Sets an attribute.
    #[must_use]
    pub fn attr(self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.set(name, value.into())
    }

    #[inline(never)]
    fn set(mut self, name: &'static str, value: Cow<'static, str>) -> Self {
        self.0.attributes.push(custom_attribute(name, value).into_any_attr());
        self
    }

    /// Sets an attribute where there is a value.
    #[must_use]
    pub fn attr_if(self, name: &'static str, value: Option<&'static str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Keeps an attribute equal to what `value` reads; `None` takes it away.
    #[must_use]
    pub fn attr_with(self, name: &'static str, value: impl FnMut() -> Option<String> + Send + 'static) -> Self {
        self.follow(name, Box::new(value))
    }

    #[inline(never)]
    fn follow(mut self, name: &'static str, mut value: Box<dyn FnMut() -> Option<String> + Send>) -> Self {
        let follower = Follower::here();
        let value: Box<dyn FnMut() -> Option<String> + Send> = Box::new(move || {
            follower.runs();
            value()
        });
        self.0.attributes.push(custom_attribute(name, value).into_any_attr());
        self
    }

    /// Sets the classes.
    #[must_use]
    #[inline(never)]
    pub fn class(self, classes: &'static str) -> Self {
        self.attr("class", classes)
    }

    /// Keeps what stands in an input or select equal to what `value` reads.
    #[must_use]
    pub fn value_with(mut self, mut value: impl FnMut() -> String + Send + 'static) -> Self {
        let follower = Follower::here();
        let value: Box<dyn FnMut() -> String + Send> = Box::new(move || {
            follower.runs();
            value()
        });
        self.0.attributes.push(prop("value", value).into_any_attr());
        self
    }

    /// Keeps a property that is yes or no, like `checked`, equal to what `value` reads.
    #[must_use]
    pub fn flag_with(mut self, name: &'static str, mut value: impl FnMut() -> bool + Send + 'static) -> Self {
        let follower = Follower::here();
        let value: Box<dyn FnMut() -> bool + Send> = Box::new(move || {
            follower.runs();
            value()
        });
        self.0.attributes.push(prop(name, value).into_any_attr());
        self
    }

    /// Runs `act` on an event.
    #[must_use]
    pub fn on(self, event: &'static str, act: impl FnMut(Event) + 'static) -> Self {
        self.listen(event, Box::new(act))
    }

    #[inline(never)]
    fn listen(mut self, event: &'static str, act: Box<dyn FnMut(Event)>) -> Self {
        self.0
            .attributes
            .push(on(ev::Custom::<Event>::new(event), act).into_any_attr());
        self
    }

    /// Appends something.
    #[must_use]
    pub fn child(mut self, child: impl IntoChild) -> Self {
        child.append_to(&mut self.0.children);
        self
    }

    /// Appends a text that follows what `text` reads.
    #[must_use]
    pub fn text_with(self, text: impl FnMut() -> String + Send + 'static) -> Self {
        self.follow_text(Box::new(text))
    }

    #[inline(never)]
    fn follow_text(mut self, mut text: Box<dyn FnMut() -> String + Send>) -> Self {
        let follower = Follower::here();
        let text: Box<dyn FnMut() -> String + Send> = Box::new(move || {
            follower.runs();
            text()
        });
        self.0.children.push(Child::Text(Text::Follows(text)));
        self
    }

    /// Appends a part that is made anew whenever what `view` reads changes.
    #[must_use]
    pub fn dynamic(self, view: impl FnMut() -> AnyView + Send + 'static) -> Self {
        self.child(dynamic(view))
    }

    /// The finished element.
    #[must_use]
    #[inline(never)]
    pub fn view(self) -> AnyView {
        let Building {
            kind,
            tag,
            attributes,
            mut children,
        } = *self.0;
        children.retain(|child| !matches!(child, Child::Text(text) if text.is_empty()));
        if let [Child::Text(_)] = children.as_slice()
            && let Some(Child::Text(text)) = children.pop()
        {
            return written(kind, tag, attributes, text);
        }
        let own = match kind {
            Kind::Html => "span",
            Kind::Svg => "tspan",
        };
        let children = children.into_iter().map(|child| match child {
            Child::Text(text) => written(kind, own, Vec::new(), text),
            Child::View(view) => view,
        });
        Element {
            kind,
            tag,
            attributes,
            text: None,
            children: children.collect(),
        }
        .into_any()
    }

    /// Keeps translators away from the text: a version, a digest, an id or a name means only what it is.
    #[must_use]
    pub fn verbatim(self) -> Self {
        self.attr("translate", "no")
    }
}

/// An element that holds a text and nothing else.
fn written(kind: Kind, tag: &'static str, attributes: Vec<AnyAttribute>, text: Text) -> AnyView {
    Element {
        kind,
        tag,
        attributes,
        text: Some(text),
        children: Vec::new(),
    }
    .into_any()
}

/// Several views, one after the other.
#[must_use]
#[inline(never)]
pub fn several(views: Vec<AnyView>) -> AnyView {
    views.into_any()
}

/// A part that is made anew whenever what `view` reads changes.
pub fn dynamic(view: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    boxed(Box::new(view))
}

#[inline(never)]
fn boxed(mut view: Box<dyn FnMut() -> AnyView + Send>) -> AnyView {
    let follower = Follower::here();
    let view: Box<dyn FnMut() -> AnyView + Send> = Box::new(move || {
        follower.runs();
        view()
    });
    view.into_any()
}

/// What can stand inside an element.
pub trait IntoChild {
    /// Puts itself behind the children that are there.
    fn append_to(self, children: &mut Vec<Child>);
}

impl IntoChild for AnyView {
    #[inline(never)]
    fn append_to(self, children: &mut Vec<Child>) {
        children.push(Child::View(self));
    }
}

impl IntoChild for El {
    #[inline(never)]
    fn append_to(self, children: &mut Vec<Child>) {
        children.push(Child::View(self.view()));
    }
}

impl IntoChild for String {
    #[inline(never)]
    fn append_to(self, children: &mut Vec<Child>) {
        children.push(Child::Text(Text::Fixed(self.into())));
    }
}

impl IntoChild for &str {
    #[inline(never)]
    fn append_to(self, children: &mut Vec<Child>) {
        self.to_owned().append_to(children);
    }
}

impl<T: IntoChild> IntoChild for Option<T> {
    fn append_to(self, children: &mut Vec<Child>) {
        if let Some(child) = self {
            child.append_to(children);
        }
    }
}

impl<T: IntoChild> IntoChild for Vec<T> {
    fn append_to(self, children: &mut Vec<Child>) {
        for child in self {
            child.append_to(children);
        }
    }
}

/// Makes one part of a list.
pub type Make = std::sync::Arc<dyn Fn() -> AnyView + Send + Sync>;

/// A list whose parts stay themselves while their key stays: focus and selection survive when others come and go.
pub fn keyed(items: impl Fn() -> Vec<(String, Make)> + Send + Sync + 'static) -> AnyView {
    let follower = Follower::here();
    let items: Box<dyn Fn() -> Vec<(String, Make)> + Send + Sync> = Box::new(move || {
        follower.runs();
        // Where several come in between, Leptos moves those that stay.
        web::keep_focus();
        items()
    });
    let props = ForProps::builder()
        .each(items)
        .key(|(key, _): &(String, Make)| key.clone())
        .children(|(_, make): (String, Make)| make())
        .build();
    For(props).into_any()
}
