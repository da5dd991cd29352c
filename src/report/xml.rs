//! What the formats that are XML share: text that may stand in it.

use std::fmt::Write;

/// `text` as the content of an element or of an attribute in double marks. What XML 1.0 cannot hold at all, as U+FFFD.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            // Else a reader makes a space of them in an attribute.
            '\n' | '\r' | '\t' => write!(out, "&#{};", c as u32).unwrap_or_default(),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_of_an_attribute() {
        assert_eq!(
            escape("a<b>&\"c\" 'd'\n\0\u{1b}"),
            "a&lt;b&gt;&amp;&quot;c&quot; &#39;d&#39;&#10;\u{fffd}\u{fffd}"
        );
    }
}
