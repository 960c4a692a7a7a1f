//! The integration tests, one binary.

#[cfg(feature = "serde")]
mod json;
#[cfg(feature = "serde")]
mod normalize;
