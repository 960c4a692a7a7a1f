//! A document as a marked-up article for a browser or a notebook.
//!
//! Content, cue, source and addressee are marked and the speaker is named after each content. Everything is escaped, there
//! is no script, and nothing is fetched. Marks that overlap are split where one of them begins or ends.

mod article;
mod marks;

use crate::Document;
pub(crate) use article::article;

const STYLE: &str = include_str!("style.css");

/// What ends a page that [`page_head`] begins.
pub(crate) const PAGE_FOOT: &str = "</body>\n</html>\n";

impl Document {
    /// The article as a piece of HTML that brings its own style, for a notebook or a page of yours.
    ///
    /// ```
    /// use pullquote::Pipeline;
    /// let html = Pipeline::new().run("AT&T <b>").to_html();
    /// assert!(html.contains("AT&amp;T &lt;b&gt;"));
    /// ```
    #[must_use]
    pub fn to_html(&self) -> String {
        format!("<style>\n{STYLE}</style>\n{}", article(self))
    }

    /// The article as a web page of its own.
    #[must_use]
    pub fn to_html_page(&self) -> String {
        format!("{}{}{PAGE_FOOT}", page_head(self.id().unwrap_or("pullquote")), article(self))
    }
}

/// The beginning of a page, up to the first article.
pub(crate) fn page_head(title: &str) -> String {
    let title = escape(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body class=\"pullquote-page\">\n"
    )
}

/// `text` with everything that HTML would read as markup spelled out, and NUL, which it forbids, replaced.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\0' => escaped.push(char::REPLACEMENT_CHARACTER),
            _ => escaped.push(letter),
        }
    }
    escaped
}
