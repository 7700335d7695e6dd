//! Layers of a document that are switched off (optional content).

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, ObjRef, Object};
use std::collections::BTreeSet;

/// The layers that are not shown.
#[derive(Debug, Default)]
pub(super) struct Layers {
    off: BTreeSet<u32>,
}

impl Layers {
    pub(super) fn of(document: &Pdf) -> Self {
        let xref = document.xref();
        if !xref.has_optional_content_groups() {
            return Self::default();
        }
        let root = xref.get::<Dict<'_>>(xref.root_id()).unwrap_or_default();
        let properties = root.get::<Dict<'_>>("OCProperties").unwrap_or_default();
        let usual = properties.get::<Dict<'_>>("D").unwrap_or_default();
        let mut off = BTreeSet::new();
        if usual.get::<Name<'_>>("BaseState").as_deref() == Some(b"OFF") {
            off.extend(references(&properties, "OCGs"));
            for on in references(&usual, "ON") {
                off.remove(&on);
            }
        }
        off.extend(references(&usual, "OFF"));
        Self { off }
    }

    /// Whether what the entry of a dictionary names is not shown.
    pub(super) fn hides(&self, dict: &Dict<'_>, key: &[u8]) -> bool {
        if self.off.is_empty() {
            return false;
        }
        if let Some(group) = dict.get_ref(key)
            && self.off.contains(&group.obj_number)
        {
            return true;
        }
        let Some(membership) = dict.get::<Dict<'_>>(key) else {
            return false;
        };
        let groups: Vec<u32> = match membership.get_ref("OCGs") {
            Some(one) if membership.get::<Array<'_>>("OCGs").is_none() => vec![one.obj_number],
            Some(_) | None => references(&membership, "OCGs").collect(),
        };
        let off = groups.iter().filter(|group| self.off.contains(group));
        let (off, all) = (off.count(), groups.len());
        match membership.get::<Name<'_>>("P").as_deref() {
            _ if all == 0 => false,
            Some(b"AllOn") => off > 0,
            Some(b"AnyOff") => off == 0,
            Some(b"AllOff") => off < all,
            _ => off == all,
        }
    }
}

fn references(dict: &Dict<'_>, key: &str) -> impl Iterator<Item = u32> {
    let array = dict.get::<Array<'_>>(key).unwrap_or_default();
    array.raw_iter().take(10_000).filter_map(|item| match item {
        MaybeRef::Ref(ObjRef { obj_number, .. }) => Some(obj_number),
        MaybeRef::<Object<'_>>::NotRef(_) => None,
    })
}
