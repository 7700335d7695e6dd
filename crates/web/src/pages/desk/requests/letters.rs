//! The letters of a request in its folder: the one that belongs to the last step, the others that fit now,
//! and those that were issued.

use super::href;
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::words::{bytes, instant};
use gongkai_domain::access::Action;
use gongkai_domain::request::letter::Letter;
use gongkai_office::{ISSUED, RequestView};

/// A letter that can be written.
pub(super) struct Writable {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) when: String,
}

/// A letter that was issued.
pub(super) struct Kept {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) note: String,
    pub(super) open: bool,
}

/// All of them.
#[derive(Default)]
pub(super) struct Letters {
    pub(super) of_step: Option<Writable>,
    pub(super) others: Vec<Writable>,
    pub(super) issued: Vec<Kept>,
}

/// The letters of a request for who looks.
pub(super) async fn of(
    site: &Site,
    caller: &Caller,
    view: &RequestView,
) -> Result<Letters, WebError> {
    let issued = view.files.iter().filter(|one| one.file.kind == ISSUED);
    let issued = issued.map(|one| {
        let (name, kind) = one.name.rsplit_once('.').unwrap_or((&one.name, "docx"));
        let size = bytes(&one.file.size);
        Kept {
            href: format!("{}/file/{}", href(&view.row.id), one.file.position),
            name: name.to_owned(),
            note: format!(
                "{} {size}，{}",
                kind.to_uppercase(),
                instant(&one.file.added_at)
            ),
            open: one.file.open,
        }
    });
    let issued = issued.collect();
    if !view.may.contains(&Action::HandleRequests) || view.applicant.is_none() {
        return Ok(Letters {
            issued,
            ..Letters::default()
        });
    }
    let now = site.office.letters_of(&caller.cx, &view.row.id).await?;
    let writable = |letter: &Letter| Writable {
        href: format!("{}/letter/{}", href(&view.row.id), letter.id),
        title: letter.title.clone(),
        when: letter.when.clone(),
    };
    Ok(Letters {
        of_step: now.of_step.map(writable),
        others: now.others.into_iter().map(writable).collect(),
        issued,
    })
}
