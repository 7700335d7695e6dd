//! What a test reads off a page: hidden fields, headings, labels.

use axum::http::StatusCode;

/// The value of an attribute in a tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let behind = tag.split(&format!(" {name}=\"")).nth(1)?;
    behind.split('"').next()
}

fn tags<'t>(page: &'t str, name: &str) -> Vec<&'t str> {
    let opening = format!("<{name} ");
    let pieces: Vec<&str> = page.split(opening.as_str()).skip(1).collect();
    pieces
        .into_iter()
        .map(|piece| piece.split('>').next().unwrap())
        .collect()
}

fn with_space(tag: &str) -> String {
    format!(" {tag}")
}

/// Names and values of the hidden fields of a page, the sign-out form's token excepted.
pub(crate) fn hidden(page: &str) -> Vec<(String, String)> {
    let main = page.split("<main").nth(1).unwrap();
    let inputs = tags(main, "input").into_iter().map(with_space);
    let hidden = inputs.filter(|tag| attribute(tag, "type") == Some("hidden"));
    let pair = |tag: String| {
        let of = |name| attribute(&tag, name).unwrap_or_default().to_owned();
        (of("name"), of("value"))
    };
    hidden.map(pair).collect()
}

/// A PDF; or, where no Chinese font is installed, the page that says which package to install.
pub(crate) fn assert_pdf(status: StatusCode, bytes: &[u8]) {
    if status == StatusCode::UNPROCESSABLE_ENTITY {
        assert!(String::from_utf8_lossy(bytes).contains("fonts-noto-cjk"));
    } else {
        assert_eq!(status, StatusCode::OK);
        assert!(bytes.starts_with(b"%PDF-1.7"));
    }
}

/// One heading; every field with its label; every reference to something that is there.
pub(crate) fn assert_well_made(page: &str, path: &str) {
    assert_eq!(page.matches("<h1").count(), 1, "{path}");
    let all: Vec<String> = [
        "input", "select", "textarea", "button", "a", "label", "div", "p", "h1", "h2", "table",
        "main",
    ]
    .iter()
    .flat_map(|name| tags(page, name))
    .map(with_space)
    .collect();
    let mut ids: Vec<&str> = all.iter().filter_map(|tag| attribute(tag, "id")).collect();
    let length = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), length, "{path}: an identity stands twice");
    for tag in &all {
        for name in ["aria-describedby", "aria-labelledby", "for"] {
            let named = attribute(tag, name).unwrap_or_default();
            assert!(
                named
                    .split(' ')
                    .filter(|id| !id.is_empty())
                    .all(|id| ids.contains(&id)),
                "{path}: {tag}"
            );
        }
        if let Some(target) = attribute(tag, "href").and_then(|href| href.strip_prefix('#')) {
            assert!(ids.contains(&target), "{path}: {tag}");
        }
    }
    for field in ["input", "select", "textarea"]
        .iter()
        .flat_map(|name| tags(page, name))
    {
        let field = with_space(field);
        if attribute(&field, "type") != Some("hidden") {
            let id = attribute(&field, "id").unwrap_or_default();
            assert!(page.contains(&format!(" for=\"{id}\"")), "{path}: {field}");
        }
    }
}
