//! The one name of each enum variant, as JSON, tables, Python and the command spell it.

/// Gives an enum its names in both directions, and to serde.
macro_rules! named {
    ($type:ident { $($variant:ident = $name:literal),+ $(,)? }) => {
        #[allow(unreachable_pub, reason = "the enum may be private")]
        impl $type {
            /// Its name in JSON, tables and Python.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),+
                }
            }

            /// The one with this name, if there is one.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = std::borrow::Cow::<str>::deserialize(deserializer)?;
                Self::from_name(&name).ok_or_else(|| serde::de::Error::unknown_variant(&name, &[$($name),+]))
            }
        }
    };
}

pub(crate) use named;

#[cfg(test)]
mod tests {
    use crate::quote::Act;

    #[test]
    fn names_go_both_ways() {
        assert_eq!(Act::from_name(Act::Eventuality.as_str()), Some(Act::Eventuality));
        assert_eq!(Act::from_name("Eventuality"), None);
    }
}
