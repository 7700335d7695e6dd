//! Character maps that every reader of PDF has to know, each unpacked once.

use hayro_cmap::{CMap, CMapName, load_embedded};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

type Known = BTreeMap<Vec<u8>, Option<Arc<CMap>>>;

/// Unpacking one takes longer than reading a report.
static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);

/// The map of this name, if it is one of those that need not be in the file.
pub(super) fn predefined(name: CMapName<'_>) -> Option<Arc<CMap>> {
    if matches!(name, CMapName::Custom(_)) {
        return None;
    }
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let load = || CMap::parse(load_embedded(name)?, load_embedded).map(Arc::new);
    let key = name.to_bytes();
    if !known.contains_key(key) {
        known.insert(key.to_vec(), load());
    }
    known.get(key).cloned().flatten()
}
