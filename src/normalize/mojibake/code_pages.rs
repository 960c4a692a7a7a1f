//! The single-byte encodings that UTF-8 gets read as.

/// Number of encodings.
pub(super) const PAGES: usize = 10;

/// The last of those of Windows, which stand from 1 on.
pub(super) const WINDOWS: usize = 6;

/// Where Mac OS Roman stands among them.
pub(super) const MAC_ROMAN: usize = 8;

/// The byte that stands for what an encoding could not read.
pub(super) const LOST: u8 = 0x1A;

/// The upper halves, in the order in which the encodings are tried. Bytes that a Windows encoding leaves open are
/// control characters, as in the WHATWG Encoding Standard; Latin-1 is the code points themselves.
const HALVES: [[u16; 128]; PAGES] = [
    latin_1(),
    decode(WINDOWS_1252),
    decode(WINDOWS_1251),
    decode(WINDOWS_1250),
    decode(WINDOWS_1253),
    decode(WINDOWS_1254),
    decode(WINDOWS_1257),
    decode(ISO_8859_2),
    decode(MACROMAN),
    decode(CP437),
];

/// Whether an encoding leaves bytes open, so that a reader may have put U+FFFD there.
const LOSSY: [bool; PAGES] = [false, true, true, true, true, true, true, false, false, false];

/// 0x80 to 0xFF of Windows-1252.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ\
\u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯°±²³´µ¶·¸¹º»¼½¾¿\
ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß\
àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";
/// 0x80 to 0xFF of Windows-1251.
const WINDOWS_1251: &str = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\
\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕї\
АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ\
абвгдежзийклмнопрстуфхцчшщъыьэюя";
/// 0x80 to 0xFF of Windows-1250.
const WINDOWS_1250: &str = "€\u{81}‚\u{83}„…†‡\u{88}‰Š‹ŚŤŽŹ\u{90}‘’“”•–—\u{98}™š›śťžź\
\u{A0}ˇ˘Ł¤Ą¦§¨©Ş«¬\u{AD}®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż\
ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß\
ŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙";
/// 0x80 to 0xFF of Windows-1253.
const WINDOWS_1253: &str = "€\u{81}‚ƒ„…†‡\u{88}‰\u{8A}‹\u{8C}\u{8D}\u{8E}\u{8F}\u{90}‘’“”•–—\u{98}™\u{9A}›\u{9C}\u{9D}\u{9E}\u{9F}\
\u{A0}΅Ά£¤¥¦§¨©ª«¬\u{AD}®―°±²³΄µ¶·ΈΉΊ»Ό½ΎΏ\
ΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡÒΣΤΥΦΧΨΩΪΫάέήί\
ΰαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώÿ";
/// 0x80 to 0xFF of Windows-1254.
const WINDOWS_1254: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}\u{8E}\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}\u{9E}Ÿ\
\u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯°±²³´µ¶·¸¹º»¼½¾¿\
ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏĞÑÒÓÔÕÖ×ØÙÚÛÜİŞß\
àáâãäåæçèéêëìíîïğñòóôõö÷øùúûüışÿ";
/// 0x80 to 0xFF of Windows-1257.
const WINDOWS_1257: &str = "€\u{81}‚\u{83}„…†‡\u{88}‰\u{8A}‹\u{8C}¨ˇ¸\u{90}‘’“”•–—\u{98}™\u{9A}›\u{9C}¯˛\u{9F}\
\u{A0}¡¢£¤¥¦§Ø©Ŗ«¬\u{AD}®Æ°±²³´µ¶·ø¹ŗ»¼½¾æ\
ĄĮĀĆÄÅĘĒČÉŹĖĢĶĪĻŠŃŅÓŌÕÖ×ŲŁŚŪÜŻŽß\
ąįāćäåęēčéźėģķīļšńņóōõö÷ųłśūüżž˙";
/// 0x80 to 0xFF of ISO 8859-2.
const ISO_8859_2: &str = "\u{80}\u{81}\u{82}\u{83}\u{84}\u{85}\u{86}\u{87}\u{88}\u{89}\u{8A}\u{8B}\u{8C}\u{8D}\u{8E}\u{8F}\u{90}\u{91}\u{92}\u{93}\u{94}\u{95}\u{96}\u{97}\u{98}\u{99}\u{9A}\u{9B}\u{9C}\u{9D}\u{9E}\u{9F}\
\u{A0}Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\u{AD}ŽŻ°ą˛ł´ľśˇ¸šşťź˝žż\
ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß\
ŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙";
/// 0x80 to 0xFF of Mac OS Roman.
const MACROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü\
†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø\
¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ\
‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
/// 0x80 to 0xFF of code page 437.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ\
áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}";

/// Characters that are in at least one of the encodings.
const CHARS: usize = 479;

/// One character, and its byte in each encoding: 0 where it has none.
#[derive(Clone, Copy)]
struct Row {
    char: u16,
    bytes: [u8; PAGES],
}

static ROWS: [Row; CHARS] = rows();

/// The byte of a character in each encoding; 0 where it has none.
pub(super) fn bytes(char: char) -> [u8; PAGES] {
    match char {
        '\0'..='\u{7F}' => [char as u8; PAGES],
        '\u{FFFD}' => LOSSY.map(|lossy| if lossy { LOST } else { 0 }),
        _ => {
            let row = ROWS.binary_search_by_key(&(char as u32), |row| u32::from(row.char));
            row.ok().and_then(|at| ROWS.get(at)).map_or([0; PAGES], |row| row.bytes)
        }
    }
}

const fn latin_1() -> [u16; 128] {
    let mut half = [0; 128];
    let mut at = 0;
    while at < 128 {
        half[at] = 0x80 + at as u16;
        at += 1;
    }
    half
}

/// The 128 code points, all below U+FFFF, of a string.
const fn decode(text: &str) -> [u16; 128] {
    let bytes = text.as_bytes();
    let mut half = [0; 128];
    let (mut from, mut at) = (0, 0);
    while from < bytes.len() {
        let tail = if bytes[from] < 0xE0 { 1 } else { 2 };
        let mut code = bytes[from] as u16 & (0x3F >> tail);
        let mut more = 1;
        while more <= tail {
            code = code << 6 | bytes[from + more] as u16 & 0x3F;
            more += 1;
        }
        half[at] = code;
        from += 1 + tail;
        at += 1;
    }
    half
}

/// All characters in order, each with its bytes.
const fn rows() -> [Row; CHARS] {
    let mut rows = [Row { char: 0, bytes: [0; PAGES] }; CHARS];
    let (mut last, mut at) = (0, 0);
    while at < CHARS {
        rows[at] = row(last);
        last = rows[at].char;
        at += 1;
    }
    rows
}

/// The row of the first character after `last`.
const fn row(last: u16) -> Row {
    let mut row = Row { char: u16::MAX, bytes: [0; PAGES] };
    let mut cell = 0;
    while cell < PAGES * 128 {
        let (page, at) = (cell / 128, cell % 128);
        let char = HALVES[page][at];
        if char > last && char < row.char {
            row = Row { char, bytes: [0; PAGES] };
        }
        if char == row.char {
            row.bytes[page] = 0x80 + at as u8;
        }
        cell += 1;
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_its_row() {
        for (page, half) in HALVES.iter().enumerate() {
            for (at, &code) in half.iter().enumerate() {
                let char = char::from_u32(code.into()).unwrap();
                assert_eq!(bytes(char)[page], 0x80 + at as u8, "{char:?} in {page}");
            }
        }
        assert!(ROWS.is_sorted_by_key(|row| row.char));
    }
}
