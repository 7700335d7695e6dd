//! Stylesheet, script and pictures: in the binary, under names with their digest, kept for a year.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

struct Asset {
    name: &'static str,
    mime: &'static str,
    bytes: &'static [u8],
}

const ASSETS: [Asset; 5] = [
    Asset {
        name: "gongkai.css",
        mime: "text/css; charset=utf-8",
        bytes: include_bytes!("../assets/gongkai.css"),
    },
    Asset {
        name: "kiosk.css",
        mime: "text/css; charset=utf-8",
        bytes: include_bytes!("../assets/kiosk.css"),
    },
    Asset {
        name: "gongkai.js",
        mime: "text/javascript; charset=utf-8",
        bytes: include_bytes!("../assets/gongkai.js"),
    },
    Asset {
        name: "mark.svg",
        mime: "image/svg+xml",
        bytes: include_bytes!("../assets/mark.svg"),
    },
    Asset {
        name: "cursor.svg",
        mime: "image/svg+xml",
        bytes: include_bytes!("../assets/cursor.svg"),
    },
];

/// A digest over all of them: one version for the set, so that the stylesheet may name its pictures.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for asset in &ASSETS {
        hash.update(asset.bytes);
    }
    gongkai_domain::event::hex(&hash.finalize())
        .chars()
        .take(12)
        .collect()
});

/// The address of an asset in pages.
pub(crate) fn address(name: &str) -> String {
    format!("/assets/{name}?{}", *VERSION)
}

/// Name and bytes of all of them, for a site written as files.
pub(crate) fn all() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    ASSETS.iter().map(|asset| (asset.name, asset.bytes))
}

/// Serves an asset.
pub(crate) async fn serve(Path(name): Path<String>) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, asset.mime),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, asset.bytes).into_response()
}
