//! How deep a query's brackets nest, found without parsing: a parser's own recursion is no place to find out.

/// The deepest nesting of `{`, `[` and `(` in a GraphQL document, strings and comments left out.
///
/// It reads the document as the GraphQL lexer does: a `"` string ends at its closing quote or at the end of
/// the line, a `"""` string at its closing quotes, and a comment at the end of the line.
pub(crate) fn nesting(document: &str) -> usize {
    let mut rest = document.as_bytes();
    let (mut depth, mut deepest) = (0_usize, 0_usize);
    while let Some((&byte, after)) = rest.split_first() {
        rest = match byte {
            b'{' | b'[' | b'(' => {
                depth += 1;
                deepest = deepest.max(depth);
                after
            }
            b'}' | b']' | b')' => {
                depth = depth.saturating_sub(1);
                after
            }
            b'#' => after_line(after),
            b'"' => after_string(after),
            _ => after,
        };
    }
    deepest
}

fn after_line(text: &[u8]) -> &[u8] {
    let end = text.iter().position(|byte| b"\r\n".contains(byte));
    end.map_or(&[], |end| &text[end..])
}

/// What follows a string whose first quote has been read.
fn after_string(text: &[u8]) -> &[u8] {
    if let Some(mut block) = text.strip_prefix(b"\"\"") {
        while let Some((_, after)) = block.split_first() {
            if let Some(after) = block.strip_prefix(b"\\\"\"\"") {
                block = after;
            } else if let Some(after) = block.strip_prefix(b"\"\"\"") {
                return after;
            } else {
                block = after;
            }
        }
        return block;
    }
    let mut line = text;
    while let Some((&byte, after)) = line.split_first() {
        match byte {
            b'"' => return after,
            b'\r' | b'\n' => return line,
            b'\\' => line = after.get(1..).unwrap_or_default(),
            _ => line = after,
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_nest_and_close() {
        assert_eq!(nesting("{ a(b: [{c: 1}]) { d } e { f } }"), 4);
        assert_eq!(nesting(&"{a".repeat(200)), 200);
        assert_eq!(nesting(""), 0);
    }

    #[test]
    fn strings_and_comments_do_not_nest() {
        assert_eq!(nesting(r#"{ a(b: "[[[[{{{{") }"#), 2);
        assert_eq!(nesting(r#"{ a(b: "\"[[[[") }"#), 2);
        assert_eq!(nesting("{ a # {{{{{{\n b }"), 1);
        assert_eq!(nesting("{ a(b: \"\"\"[[\\\"\"\"[[[\"\"\") }"), 2);
    }

    #[test]
    fn a_string_does_not_hide_what_follows_it() {
        assert_eq!(nesting("\"\" {{{"), 3, "an empty string is over at once");
        assert_eq!(nesting("\" }}\n{{{"), 3, "a string ends with its line");
        assert_eq!(
            nesting("\"\"\"\"\"\" {{{"),
            3,
            "an empty block string is over at once"
        );
    }
}
