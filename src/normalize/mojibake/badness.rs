// SPDX-License-Identifier: Apache-2.0
// Follows ftfy 6.3, Copyright 2023 Robyn Speer; changed: rewritten in Rust, sets of characters in place of a regular expression.

//! Sequences of characters that clean text hardly ever has.
//!
//! The classes and rules are those of ftfy (`ftfy/badness.py`); the file NOTICE says what follows from that.

use std::array::from_fn;

/// A set of characters: classes, and characters of its own.
#[derive(Clone, Copy)]
struct Set(u32, &'static str);

const COMMON: u32 = 1;
const CONTROL: u32 = 1 << 1;
const BAD: u32 = 1 << 2;
const LAW: u32 = 1 << 3;
const CURRENCY: u32 = 1 << 4;
const START: u32 = 1 << 5;
const END: u32 = 1 << 6;
const NUMERIC: u32 = 1 << 7;
const KAOMOJI: u32 = 1 << 8;
const UPPER: u32 = 1 << 9;
const LOWER: u32 = 1 << 10;
const UPPER_COMMON: u32 = 1 << 11;
const LOWER_COMMON: u32 = 1 << 12;
const BOX: u32 = 1 << 13;
const ASCII_UPPER: u32 = 1 << 14;
const ASCII_LOWER: u32 = 1 << 15;
const SPACE: u32 = 1 << 16;
const WORD: u32 = 1 << 17;
const NOT_ASCII_LETTER: u32 = 1 << 18;

const LETTER: u32 = LOWER | UPPER;
const ASCII_LETTER: u32 = ASCII_UPPER | ASCII_LOWER;
const ARABIC: Set = Set(COMMON | CURRENCY | BAD | NUMERIC | START, "ŸŠ®°µ»");
const FOREIGN: Set = Set(CONTROL | BAD | START | END | CURRENCY, "°µ");

const fn class(classes: u32) -> Set {
    Set(classes, "")
}

const fn one(chars: &'static str) -> Set {
    Set(0, chars)
}

/// Each rule is a sequence of sets; text is bad where one matches. These look at kinds of characters alone, or first.
const KINDS: &[&[Set]] = &[
    &[class(CONTROL)],
    &[class(BAD | LETTER | BOX | START | END | CURRENCY | NUMERIC | LAW), class(BAD)],
    &[class(BAD), class(LETTER | BOX | START | END | CURRENCY | NUMERIC | LAW)],
    &[class(ASCII_LETTER), class(LOWER_COMMON | UPPER_COMMON), class(BAD)],
    &[class(LOWER | LOWER_COMMON | BOX | END | CURRENCY | NUMERIC), class(UPPER)],
    &[class(BOX | END | CURRENCY | NUMERIC), class(LOWER)],
    &[class(LOWER | BOX | END), class(CURRENCY)],
    &[class(SPACE), class(UPPER), class(CURRENCY)],
    &[class(UPPER | BOX), class(NUMERIC | LAW)],
    &[class(LETTER | BOX | CURRENCY | END), class(START), class(NUMERIC)],
    &[class(LETTER | CURRENCY | NUMERIC | BOX | LAW), class(END), class(START)],
    &[class(CURRENCY | NUMERIC | BOX), class(START)],
    &[class(ASCII_LOWER), class(UPPER), class(START | CURRENCY)],
    &[class(BOX), class(KAOMOJI | END)],
    &[class(LETTER | CURRENCY | NUMERIC | START | END | LAW), class(BOX)],
    &[class(LETTER), class(START | END), class(WORD)],
    &[class(UPPER), one("°")],
    &[class(ASCII_LOWER), one("ÃÂ"), one(" ")],
    &[class(ASCII_LOWER), class(SPACE), one("ÃÂ"), one(" ")],
    &[Set(ASCII_LOWER | END, ".,?!"), one("Â"), Set(START | END, " ")],
];

/// What [`OPENERS`] open.
const SEQUENCES: &[&[Set]] = &[
    &[one("Œœ"), class(NOT_ASCII_LETTER)],
    // UTF-8 of two bytes read as Windows-1252.
    &[one("ÂÃÎÐ"), Set(START | END, "€œŠš¢£Ÿž\u{A0}\u{AD}®©°·»–—´")],
    &[one("Ã"), one("¡")],
    &[one("×"), one("²³")],
    &[one("ØÙ"), ARABIC, one("ØÙ"), ARABIC],
    &[one("à"), one("²µ¹¼½¾")],
    // Mac OS Roman.
    &[one("√"), one("±∂†≠®™´≤≥¥µø")],
    &[one("≈"), one("°¢")],
    &[one("‚"), one("Ä"), one("ìîïòôúùû†°¢π")],
    &[one("‚"), one("âó"), one("àä°ê")],
    // Windows-1251.
    &[one("в"), one("Ђ")],
    &[one("ВГРС"), FOREIGN, one("ВГРС")],
    &[one("Г"), one("ў"), one("В"), one("Ђ"), one("В"), class(u32::MAX), Set(ASCII_LETTER, " ")],
    // Windows-1253 and Windows-1257.
    &[one("β"), one("€"), one("™\u{A0}Ά\u{AD}®°")],
    &[one("ΒΓΞΟ"), FOREIGN, one("ΒΓΞΟ")],
    &[one("ā"), one("€")],
];

const OPENERS: &str = "ŒœÂÃÎÐ×ØÙà√≈‚вВГРСβΒΞΟā";

/// The most places that a rule looks at.
const WINDOW: usize = 7;

/// A character and the classes that it is in.
#[derive(Clone, Copy)]
struct Classed {
    char: char,
    classes: u32,
}

impl Classed {
    /// What stands behind the last character: in no class.
    const NONE: Self = Self { char: '\0', classes: 0 };

    fn new(char: char) -> Self {
        let letter = if char.is_ascii_alphabetic() { 0 } else { NOT_ASCII_LETTER };
        let word = if char.is_alphanumeric() || char == '_' { WORD } else { 0 };
        Self { char, classes: letter | word | mojibake_class(char) }
    }
}

/// Whether the characters hold a sequence that clean text hardly ever has.
pub(super) fn is_bad(chars: &[char]) -> bool {
    let lost_space = matches!(chars, ['Ã' | 'Â', ' ', ..]);
    lost_space || (0..chars.len()).any(|at| is_bad_at(chars.get(at..).unwrap_or_default()))
}

/// Whether a bad sequence opens here.
fn is_bad_at(chars: &[char]) -> bool {
    // Every rule has a character outside ASCII in one of its first three places.
    if chars.iter().take(3).all(char::is_ascii) {
        return false;
    }
    let window: [Classed; WINDOW] = from_fn(|at| chars.get(at).map_or(Classed::NONE, |&char| Classed::new(char)));
    let opens = chars.first().is_some_and(|first| !first.is_ascii() && OPENERS.contains(*first));
    KINDS.iter().chain(if opens { SEQUENCES } else { &[] }).any(|rule| matches(rule, &window))
}

fn matches(rule: &[Set], window: &[Classed]) -> bool {
    rule.iter().zip(window).all(|(set, &classed)| set.has(classed))
}

impl Set {
    fn has(self, classed: Classed) -> bool {
        self.0 & classed.classes != 0 || (!self.1.is_empty() && self.1.contains(classed.char))
    }
}

/// The class of a character among those that UTF-8 read as something else consists of.
fn mojibake_class(char: char) -> u32 {
    match char {
        'a'..='z' => ASCII_LOWER,
        'A'..='Z' => ASCII_UPPER,
        '\u{A0}' => COMMON | SPACE,
        ' ' | '\t' | '\n' => SPACE,
        '\u{80}'..='\u{9F}' => CONTROL,
        '\u{AD}' | '·' | '´' | '–' | '—' | '―' | '…' | '’' => COMMON,
        '¦' | '¤' | '¨' | '¬' | '¯' | '¸' | 'ƒ' | 'ˆ' | 'ˇ' | '˘' | '˛' | '˜' | '†' | '‡' | '‰' | '⌐' | '◊'
        | '\u{FFFD}' | 'ª' | 'º' => BAD,
        '¶' | '§' => LAW,
        '¢' | '£' | '¥' | '₧' | '€' => CURRENCY,
        '¡' | '«' | '¿' | '©' | '΄' | '΅' | '‘' | '‚' | '“' | '„' | '•' | '‹' | '\u{F8FF}' => START,
        '®' | '»' | '˝' | '”' | '›' | '™' => END,
        '²' | '³' | '¹' | '±' | '¼' | '½' | '¾' | '×' | 'µ' | '÷' | '⁄' | '∂' | '∆' | '∏' | '∑' | '√' | '∞' | '∩'
        | '∫' | '≈' | '≠' | '≡' | '≤' | '≥' | '№' => NUMERIC,
        'Ü' => KAOMOJI | UPPER,
        'ü' => KAOMOJI | LOWER,
        'Ò'..='Ö' | 'Ù'..='Û' | 'ò'..='ö' | 'ø'..='û' | 'Ő' | 'Ō' | 'Ū' | 'Ų' | '°' => KAOMOJI,
        'À'..='Ñ'
        | 'Ø'
        | 'Ý'
        | 'Ă'
        | 'Ā'
        | 'Ą'
        | 'Ć'
        | 'Č'
        | 'Ď'
        | 'Đ'
        | 'Ę'
        | 'Ě'
        | 'Ē'
        | 'Ė'
        | 'Ğ'
        | 'Ģ'
        | 'İ'
        | 'Ī'
        | 'Ķ'
        | 'Ĺ'
        | 'Ľ'
        | 'Ł'
        | 'Ļ'
        | 'Ń'
        | 'Ň'
        | 'Ņ'
        | 'Œ'
        | 'Ř'
        | 'Ś'
        | 'Ş'
        | 'Š'
        | 'Ţ'
        | 'Ť'
        | 'Ů'
        | 'Ű'
        | 'Ÿ'
        | 'Ź'
        | 'Ż'
        | 'Ž'
        | 'Ґ' => UPPER,
        'ß'
        | 'à'..='ñ'
        | 'ă'
        | 'ą'
        | 'ā'
        | 'ć'
        | 'č'
        | 'ď'
        | 'đ'
        | 'ę'
        | 'ě'
        | 'ē'
        | 'ė'
        | 'ğ'
        | 'ģ'
        | 'į'
        | 'ī'
        | 'ķ'
        | 'ĺ'
        | 'ľ'
        | 'ł'
        | 'ļ'
        | 'œ'
        | 'ŕ'
        | 'ś'
        | 'ş'
        | 'š'
        | 'ť'
        | 'ź'
        | 'ż'
        | 'ž'
        | 'ґ'
        | 'ﬁ'
        | 'ﬂ' => LOWER,
        'Þ' | 'Α'..='Ω' | 'Ά' | 'Έ' | 'Ή' | 'Ί' | 'Ό' | 'Ύ' | 'Ώ' | 'Ϊ' | 'Ϋ' | 'Ё'..='Я' => UPPER_COMMON,
        'α'..='ω' | 'ά' | 'έ' | 'ή' | 'ί' | 'ΰ' | 'а'..='џ' => LOWER_COMMON,
        '│' | '┌' | '┐' | '┘' | '├' | '┤' | '┬' | '┼' | '═'..='╬' | '▀' | '▄' | '█' | '▌' | '▐' | '░' | '▒' | '▓' => {
            BOX
        }
        _ => 0,
    }
}
