//! Title of the document: notices, guards, the view, the product, the console. A portal receives the same text.

use crate::components::visible;
use crate::i18n::Language;
use crate::pages::tasks::notices::Notices;
use crate::pages::workspaces::Workspaces;
use crate::portal::{Outbound, Portal};
use crate::session::SessionState;
use crate::web;
use leptos::prelude::*;
use upgrade_api::text::shortened;

/// Longest title, in characters. Browsers show less of it, and a list of tabs about this much.
const TITLE_MAX: usize = 80;
/// Longest name of a product in a title, in characters.
const PRODUCT_MAX: usize = 24;
/// Characters of a task's name that are left in any case.
const VIEW_MIN: usize = 12;
const SEPARATOR: &str = " · ";

/// Keeps the title of the document up to date.
pub(crate) fn update_title(
    portal: Option<Portal>,
    language: RwSignal<Language>,
    workspaces: Workspaces,
    notices: Notices,
    can_change_product: bool,
) {
    let session = workspaces.client.session;
    let title = Memo::new(move |_| {
        let m = language.get().messages();
        let (view, product) = match (session.state(), workspaces.current()) {
            (SessionState::Asking, _) => (None, None),
            (SessionState::SignedOut(_), _) if session.is_in_portal() => (Some(m.portal_title().to_owned()), None),
            (SessionState::SignedOut(_), _) => (Some(m.sign_in().to_owned()), None),
            (SessionState::SignedIn, None) => (can_change_product.then(|| m.choose_product().to_owned()), None),
            (SessionState::SignedIn, Some(workspace)) => {
                (workspace.view_name(m), Some(visible(&workspace.product().name)))
            }
        };
        let guard = match workspaces.guards() {
            0 => None,
            _ if session.state() != SessionState::SignedIn || workspaces.are_guards_blind() => {
                Some(m.guard().blind().to_owned())
            }
            guards => Some(m.guard().guarding(guards)),
        };
        let title = title(guard, view, product, m.brand());
        match notices.unseen() {
            0 => title,
            unseen => format!("({unseen}) {title}"),
        }
    });
    Effect::new(move |_| {
        title.with(|title| {
            web::document().set_title(title);
            if let Some(portal) = portal {
                portal.send(Outbound::Title(title));
            }
        });
    });
}

/// The parts that exist, with the name of the view cut to the room that is left.
fn title(guard: Option<String>, view: Option<String>, product: Option<String>, brand: &str) -> String {
    let product = product.map(|name| shortened(&name, PRODUCT_MAX));
    let others = [guard.as_deref(), product.as_deref(), Some(brand)];
    let length: usize = others
        .iter()
        .flatten()
        .map(|part| part.chars().count() + SEPARATOR.chars().count())
        .sum();
    let view = view.map(|view| shortened(&view, TITLE_MAX.saturating_sub(length).max(VIEW_MIN)));
    let parts = [guard, view, product, Some(brand.to_owned())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(SEPARATOR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_has_its_parts_in_order_and_is_cut_in_a_name() {
        let text = |text: &str| Some(text.to_owned());
        let long = "固".repeat(200);
        for (guard, view, product, expected) in [
            (None, None, None, "Firmware upgrade".to_owned()),
            (None, text("Sign in"), None, "Sign in · Firmware upgrade".to_owned()),
            (None, None, text("Lamp A9"), "Lamp A9 · Firmware upgrade".to_owned()),
            (
                None,
                text("Power-cut fix"),
                text("Thermostat T2"),
                "Power-cut fix · Thermostat T2 · Firmware upgrade".to_owned(),
            ),
            (
                None,
                text(&long),
                text(&long),
                format!("{}… · {}… · Firmware upgrade", "固".repeat(33), "固".repeat(23)),
            ),
            (
                text("Guarding 1 task"),
                text(&long),
                text(&long),
                format!(
                    "Guarding 1 task · {}… · {}… · Firmware upgrade",
                    "固".repeat(15),
                    "固".repeat(23)
                ),
            ),
        ] {
            let shown = title(guard, view, product, "Firmware upgrade");
            assert!(shown.chars().count() <= TITLE_MAX, "{shown}");
            assert_eq!(shown, expected);
        }
    }
}
