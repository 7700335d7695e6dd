//! What surrounds every page of the touch screen.

use super::super::column::{Holdings, View, links};

/// Seconds without a touch after which a page goes back to the first one.
const IDLE: u32 = 90;
/// Seconds for who writes something: a page that reloads loses it.
const WRITING: u32 = 180;
/// Seconds for a word of thanks.
const THANKS: u32 = 20;
/// Characters that a slow reader reads in a second, and seconds after which nobody reads any more.
const A_SECOND: u32 = 4;
const LONGEST: u32 = 900;

/// The screen around a page.
#[derive(Debug, Clone)]
pub(super) struct Screen {
    pub(super) title: String,
    /// The agency.
    pub(super) name: String,
    /// The first page.
    pub(super) home: String,
    /// Seconds after which the page goes back to the first one; 0 on that.
    pub(super) idle: u32,
    pub(super) demo: bool,
}

impl Screen {
    /// The screen of an agency.
    pub(super) fn of(holdings: &Holdings, view: &View, title: &str) -> Self {
        Self {
            title: title.to_owned(),
            name: holdings.agency.name_on(view.today).to_owned(),
            home: links::page(holdings.slug(), "kiosk"),
            idle: IDLE,
            demo: view.demo,
        }
    }

    /// The first page.
    pub(super) fn first(self) -> Self {
        Self { idle: 0, ..self }
    }

    /// A page on which somebody writes.
    pub(super) fn written(self) -> Self {
        Self {
            idle: WRITING,
            ..self
        }
    }

    /// A word of thanks.
    pub(super) fn thanks(self) -> Self {
        Self {
            idle: THANKS,
            ..self
        }
    }

    /// A page with a text of so many characters, which takes its time to read.
    pub(super) fn read(self, characters: usize) -> Self {
        let characters = u32::try_from(characters).unwrap_or(u32::MAX);
        Self {
            idle: (IDLE + characters / A_SECOND).min(LONGEST),
            ..self
        }
    }
}
