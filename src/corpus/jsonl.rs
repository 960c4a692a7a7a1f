//! Lines of JSON.

use std::borrow::Cow;
use std::fmt;
use std::io::BufRead;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::failure::Failure;
use super::lines::{Line, Lines};
use super::read::{Article, ReadOptions};
use super::utf8::decode;

/// The articles in lines such as `{"id": …, "text": …}`; empty lines are passed over.
pub(super) fn articles(
    lines: Lines<impl BufRead + Send>,
    options: Arc<ReadOptions>,
) -> impl Iterator<Item = Result<Article, Failure>> + Send {
    let file = lines.origin().to_owned();
    let filled = lines.filter(|line| line.as_ref().map_or(true, |line| !line.bytes.trim_ascii().is_empty()));
    filled.map(move |line| article(line?, &file, &options))
}

fn article(line: Line, file: &str, options: &ReadOptions) -> Result<Article, Failure> {
    let origin = format!("{file}, line {}", line.number);
    let (json, repaired) = decode(line.bytes, options.invalid_utf8, &origin, line.offset)?;
    let mut deserializer = serde_json::Deserializer::from_str(&json);
    let article =
        Columns(options).deserialize(&mut deserializer).and_then(|article| deserializer.end().map(|()| article));
    match article {
        Ok(article) => Ok(Article { origin, repaired, ..article }),
        Err(error) => Err(Failure::new(origin, error.to_string())),
    }
}

/// Takes the columns asked for out of an object.
struct Columns<'o>(&'o ReadOptions);

impl<'de> DeserializeSeed<'de> for Columns<'_> {
    type Value = Article;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Article, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Columns<'_> {
    type Value = Article;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an article as an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Article, A::Error> {
        let options = self.0;
        let id_column = options.id_column.as_deref().unwrap_or("id");
        let mut article = Article { columns: vec![Value::Null; options.columns.len()], ..Article::default() };
        let mut text = None;
        while let Some(name) = object.next_key::<Cow<'_, str>>()? {
            let kept = options.columns.iter().position(|column| *column == name);
            if name == options.text_column {
                text = Some(object.next_value()?);
            } else if name == id_column {
                article.id = id(object.next_value()?)?;
            } else if let Some(column) = kept.and_then(|at| article.columns.get_mut(at)) {
                *column = object.next_value()?;
            } else {
                object.next_value::<IgnoredAny>()?;
            }
        }
        let missing = || A::Error::custom(format!("missing field `{}`", options.text_column));
        article.text = text.ok_or_else(missing)?;
        Ok(article)
    }
}

fn id<E: Error>(value: Value) -> Result<Option<String>, E> {
    match value {
        Value::Null => Ok(None),
        Value::String(name) => Ok(Some(name)),
        Value::Number(number) if !number.is_f64() => Ok(Some(number.to_string())),
        _ => Err(E::custom("a string or a whole number is expected as id")),
    }
}
