//! Character references.

use std::borrow::Cow;

/// The longest name in the table, and digits to spare.
const LONGEST: usize = 12;

/// A text with its character references decoded; what is none stays as it is.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        out.push_str(before);
        if let Some((c, length)) = reference(behind) {
            out.push(c);
            rest = behind.get(length..).unwrap_or_default();
        } else {
            out.push('&');
            rest = behind;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character that a reference names and how many bytes it takes behind the `&`.
fn reference(text: &str) -> Option<(char, usize)> {
    let digits = text.strip_prefix('#');
    let body = digits.unwrap_or(text);
    let end = body
        .bytes()
        .take(LONGEST)
        .position(|byte| !byte.is_ascii_alphanumeric())
        .unwrap_or(body.len().min(LONGEST));
    let name = body.get(..end)?;
    let c = if digits.is_some() {
        numbered(name)?
    } else {
        named(name)?
    };
    let semicolon = body
        .get(end..)
        .is_some_and(|behind| behind.starts_with(';'));
    Some((
        c,
        usize::from(digits.is_some()) + end + usize::from(semicolon),
    ))
}

fn numbered(digits: &str) -> Option<char> {
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => digits.parse().ok()?,
    };
    // Pages number characters of windows-1252; these are the ones seen.
    Some(match code {
        0x85 => '…',
        0x91 => '‘',
        0x92 => '’',
        0x93 => '“',
        0x94 => '”',
        0x95 => '•',
        0x96 => '–',
        0x97 => '—',
        0 => char::REPLACEMENT_CHARACTER,
        code => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    })
}

fn named(name: &str) -> Option<char> {
    let c = match name {
        "nbsp" => '\u{A0}',
        "ensp" => '\u{2002}',
        "emsp" => '\u{2003}',
        "thinsp" => '\u{2009}',
        "zwnj" => '\u{200C}',
        "zwj" => '\u{200D}',
        "lt" | "LT" => '<',
        "gt" | "GT" => '>',
        "amp" | "AMP" => '&',
        "quot" | "QUOT" => '"',
        "apos" => '\'',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "sbquo" => '‚',
        "bdquo" => '„',
        "laquo" => '«',
        "raquo" => '»',
        "lsaquo" => '‹',
        "rsaquo" => '›',
        "mdash" => '—',
        "ndash" => '–',
        "hellip" => '…',
        "middot" => '·',
        "bull" => '•',
        "times" => '×',
        "divide" => '÷',
        "plusmn" => '±',
        "minus" => '−',
        "deg" => '°',
        "sect" => '§',
        "para" => '¶',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "yen" => '¥',
        "permil" => '‰',
        "sum" => '∑',
        "ge" => '≥',
        "le" => '≤',
        "ne" => '≠',
        "larr" => '←',
        "uarr" => '↑',
        "rarr" => '→',
        "darr" => '↓',
        "frac12" => '½',
        "sup2" => '²',
        "sup3" => '³',
        _ => return None,
    };
    Some(c)
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn references_are_decoded_and_what_is_none_stays() {
        assert_eq!(
            decoded("&ldquo;一站式&rdquo;&hellip;&#x516C;&#24320;"),
            "“一站式”…公开"
        );
        assert_eq!(
            decoded("A&B &unknown; &nbsp0&#151;&"),
            "A&B &unknown; &nbsp0—&"
        );
        assert_eq!(decoded("&lt&nbsp;"), "<\u{A0}");
        assert_eq!(decoded("&#99999999;&#xD800;"), "\u{FFFD}\u{FFFD}");
    }
}
