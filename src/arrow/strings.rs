//! Strings in whatever kind of Arrow array they lie.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, LargeStringArray, StringArray, StringViewArray, downcast_integer_array};
use arrow_buffer::NullBuffer;
use arrow_schema::DataType;

use crate::Error;

/// A column of strings: utf8, large utf8, utf8 view, or a dictionary of any of them. Nothing is copied.
///
/// ```
/// use std::sync::Arc;
/// use arrow_array::StringArray;
/// use pullquote::arrow::Strings;
/// let strings = Strings::new(&(Arc::new(StringArray::from(vec![Some("a"), None])) as _))?;
/// assert_eq!((strings.get(0), strings.get(1), strings.len()), (Some("a"), None, 2));
/// # Ok::<(), pullquote::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Strings(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Utf8(StringArray),
    LargeUtf8(LargeStringArray),
    View(StringViewArray),
    Dictionary { keys: Vec<usize>, nulls: Option<NullBuffer>, values: Box<Strings> },
    Null(usize),
}

impl Strings {
    /// The strings of `array`.
    ///
    /// # Errors
    /// If it holds something else than strings.
    pub fn new(array: &ArrayRef) -> Result<Self, Error> {
        let kind = match array.data_type() {
            DataType::Utf8 => array.as_string_opt().cloned().map(Kind::Utf8),
            DataType::LargeUtf8 => array.as_string_opt().cloned().map(Kind::LargeUtf8),
            DataType::Utf8View => array.as_string_view_opt().cloned().map(Kind::View),
            DataType::Dictionary(_, _) => dictionary(array)?,
            DataType::Null => Some(Kind::Null(array.len())),
            _ => None,
        };
        kind.map(Self)
            .ok_or_else(|| Error::input(format!("a column of strings is expected, not {}", array.data_type())))
    }

    /// As [`Strings::new`], for identifiers, which may be whole numbers as well.
    ///
    /// # Errors
    /// If `array` holds something else.
    pub fn of_ids(array: &ArrayRef) -> Result<Self, Error> {
        let numbers: LargeStringArray = downcast_integer_array!(
            array => array.iter().map(|number| number.map(|number| number.to_string())).collect(),
            _ => return Self::new(array)
        );
        Ok(Self(Kind::LargeUtf8(numbers)))
    }

    /// The number of strings, missing ones counted.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Kind::Utf8(array) => array.len(),
            Kind::LargeUtf8(array) => array.len(),
            Kind::View(array) => array.len(),
            Kind::Dictionary { keys, .. } => keys.len(),
            Kind::Null(length) => *length,
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The string at `index`, if it is there.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&str> {
        if index >= self.len() {
            return None;
        }
        match &self.0 {
            Kind::Utf8(array) => array.is_valid(index).then(|| array.value(index)),
            Kind::LargeUtf8(array) => array.is_valid(index).then(|| array.value(index)),
            Kind::View(array) => array.is_valid(index).then(|| array.value(index)),
            Kind::Dictionary { keys, nulls, values } => {
                let there = nulls.as_ref().is_none_or(|nulls| nulls.is_valid(index));
                values.get(*keys.get(index)?).filter(|_| there)
            }
            Kind::Null(_) => None,
        }
    }
}

impl From<LargeStringArray> for Strings {
    fn from(array: LargeStringArray) -> Self {
        Self(Kind::LargeUtf8(array))
    }
}

fn dictionary(array: &ArrayRef) -> Result<Option<Kind>, Error> {
    let Some(dictionary) = array.as_any_dictionary_opt() else { return Ok(None) };
    let values = Box::new(Strings::new(dictionary.values())?);
    if values.is_empty() {
        return Ok(Some(Kind::Null(array.len())));
    }
    let nulls = dictionary.keys().nulls().cloned();
    Ok(Some(Kind::Dictionary { keys: dictionary.normalized_keys(), nulls, values }))
}
