//! From the bytes of a file to its text: byte-order mark, then declaration, then UTF-8, then a guess.
//!
//! Whatever the encoding, the text carries an exact map back to the bytes on disk, so that a finding in a
//! Windows-1252 file points at the byte that an editor of that file would change. Nothing is ever replaced by U+FFFD:
//! a file that does not decode cleanly is not checked, since half-read words would be judged as misquotes.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::span::{Disk, OffsetMap, Span, Text};
use crate::text_file::TextFile;

/// Decodes the bytes of the file shown as `path`.
///
/// UTF-8 is taken as it is, without a copy, and keeps its byte-order mark. Other encodings are known by byte-order
/// mark (UTF-16), by the zero bytes of UTF-16 without one, by the declaration of an XML or HTML file, or by their
/// letters.
///
/// # Errors
/// The reason, as a clause for a message, if the bytes are no text or do not decode without a loss.
pub fn decode(path: String, bytes: Vec<u8>) -> Result<TextFile, String> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes)
        && encoding != UTF_8
    {
        return utf16(path, &bytes, mark, encoding);
    }
    if let Some(at) = memchr::memchr(0, &bytes) {
        return match utf16_by_zeros(&bytes) {
            Some(encoding) => utf16(path, &bytes, 0, encoding),
            None => Err(format!("it is binary: a zero byte at offset {at}")),
        };
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(TextFile::new(path, text)),
        Err(error) => error.into_bytes(),
    };
    let encoding = declared(&bytes).unwrap_or_else(|| guess(&bytes));
    if encoding == UTF_8 {
        let at = std::str::from_utf8(&bytes).err().map_or(0, |error| error.valid_up_to());
        return Err(format!("it says that it is UTF-8, but the byte at offset {at} is not"));
    }
    let file = decode_as(path, &bytes, encoding)?;
    match control_characters(&file.text) {
        0..=3 => Ok(file),
        many if many * 300 < file.text.len() => Ok(file),
        many => Err(format!("it is binary: {many} control characters")),
    }
}

/// The bytes of `text` in the encoding of this WHATWG name, without a byte-order mark.
///
/// # Errors
/// The first character that the encoding has no bytes for.
pub fn encode(text: &str, encoding: &str) -> Result<Vec<u8>, char> {
    let encoding = Encoding::for_label(encoding.as_bytes()).unwrap_or(UTF_8);
    if encoding == UTF_16LE {
        return Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }
    if encoding == UTF_16BE {
        return Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    match encoding.encode(text) {
        (bytes, _, false) => Ok(bytes.into_owned()),
        _ => {
            let lost = |c: &char| encoding.encode(c.encode_utf8(&mut [0; 4])).2;
            Err(text.chars().find(lost).unwrap_or(char::REPLACEMENT_CHARACTER))
        }
    }
}

/// Decodes `bytes`, which hold no byte-order mark, from one encoding that is not UTF-16.
fn decode_as(path: String, bytes: &[u8], encoding: &'static Encoding) -> Result<TextFile, String> {
    if encoding.is_single_byte()
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return Ok(TextFile::counted(path, text.into_owned(), encoding.name(), 0, |_| 1));
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut map = OffsetMap::<Text, Disk>::default();
    // ISO-2022-JP gives ASCII bytes another meaning after an escape; everywhere else a byte below 0x80 that does not
    // follow a lead byte is itself.
    let plain_ascii = encoding.is_ascii_compatible();
    let mut start = 0;
    let mut at = 0;
    while at < bytes.len() {
        if plain_ascii && start == at {
            let run = bytes[at..].iter().position(|b| !b.is_ascii()).unwrap_or(bytes.len() - at);
            text.extend(bytes[at..at + run].iter().map(|&b| char::from(b)));
            map.push_same(at, run);
            at += run;
            start = at;
            if at == bytes.len() {
                break;
            }
        }
        // One byte at a time: whatever comes out was made from the bytes since the last that came out.
        let mut made = [0; 16];
        let last = at + 1 == bytes.len();
        let (result, _, len) = decoder.decode_to_utf8_without_replacement(&bytes[at..=at], &mut made, last);
        if result != DecoderResult::InputEmpty {
            return Err(format!(
                "it is neither UTF-8 nor {}: see the byte at offset {start}",
                encoding.name()
            ));
        }
        at += 1;
        if len > 0 {
            let Ok(piece) = std::str::from_utf8(&made[..len]) else {
                return Err(format!("{} at offset {start} cannot be decoded", encoding.name()));
            };
            text.push_str(piece);
            map.push_atom(Span::new(start, at), len);
            start = at;
        }
    }
    Ok(TextFile::decoded(path, text, encoding.name(), map))
}

/// Decodes UTF-16 from byte `from` on, which is behind the byte-order mark.
fn utf16(path: String, bytes: &[u8], from: usize, encoding: &'static Encoding) -> Result<TextFile, String> {
    let unit = if encoding == UTF_16LE { u16::from_le_bytes } else { u16::from_be_bytes };
    let (pairs, rest) = bytes[from..].as_chunks::<2>();
    let mut text = String::with_capacity(pairs.len() + pairs.len() / 8);
    let mut at = from;
    for decoded in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        match decoded {
            Ok('\0') => return Err(format!("it is binary: a zero character at offset {at}")),
            Ok(c) => {
                text.push(c);
                at += 2 * c.len_utf16();
            }
            Err(_) => return Err(format!("half a surrogate pair of {} at offset {at}", encoding.name())),
        }
    }
    if !rest.is_empty() {
        return Err(format!("{} ends in the middle of a character", encoding.name()));
    }
    Ok(TextFile::counted(path, text, encoding.name(), from, |c| 2 * c.len_utf16()))
}

/// UTF-16 without a byte-order mark: text with some Latin letters, spaces or line breaks has zeros on one side only.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let some = head.len() / 16 + 1;
    match (even, odd) {
        (0, odd) if odd >= some => Some(UTF_16LE),
        (even, 0) if even >= some => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that a file declares: an XML or HTML file in its first kilobyte, a LaTeX file before its text, any file
/// in a line for Vim or Emacs near one of its ends.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024)];
    let label = if head.trim_ascii_start().starts_with(b"<") {
        ["charset=", "encoding="].iter().find_map(|name| label_after(head, name))
    } else {
        latex(bytes).or_else(|| mode_line(bytes))
    };
    // A file that was read byte by byte up to its declaration is not UTF-16, whatever it says.
    label.and_then(encoding_named).filter(|e| *e != UTF_16LE && *e != UTF_16BE)
}

/// The label that stands after `name`, with or without marks around it.
fn label_after<'b>(bytes: &'b [u8], name: &str) -> Option<&'b [u8]> {
    let at = memchr::memmem::find(bytes, name.as_bytes())? + name.len();
    let label = bytes[at..].trim_ascii_start();
    let label = label.strip_prefix(b"=").unwrap_or(label).trim_ascii_start();
    let label = label.strip_prefix(b"\"").or_else(|| label.strip_prefix(b"'")).unwrap_or(label);
    let end =
        label.iter().position(|b| !b.is_ascii_alphanumeric() && !b"-_:".contains(b)).unwrap_or(label.len());
    (end > 0).then(|| &label[..end])
}

/// What a LaTeX file says: `% !TeX encoding = latin1`, `\usepackage[latin1]{inputenc}`.
fn latex(bytes: &[u8]) -> Option<&[u8]> {
    const HEAD: usize = 16 << 10;
    let head = &bytes[..bytes.len().min(HEAD)];
    if let Some(label) = ["!TeX encoding", "!TEX encoding"].iter().find_map(|name| label_after(head, name)) {
        return Some(label);
    }
    let package = memchr::memmem::find(head, b"]{inputenc}")?;
    let open = memchr::memrchr(b'[', &head[..package])?;
    Some(head[open + 1..package].trim_ascii())
}

/// What a line for Vim (`vim: fileencoding=latin1`) or Emacs (`-*- coding: latin-1 -*-`) says, among the first or last
/// five lines.
fn mode_line(bytes: &[u8]) -> Option<&[u8]> {
    const LINES: usize = 5;
    let first = memchr::memchr_iter(b'\n', bytes).nth(LINES - 1).unwrap_or(bytes.len());
    let last = memchr::memrchr_iter(b'\n', bytes.trim_ascii_end()).nth(LINES - 1).unwrap_or(0);
    [&bytes[..first], &bytes[last..]].into_iter().flat_map(|part| part.split(|&b| b == b'\n')).find_map(
        |line| {
            let names: &[&str] = if memchr::memmem::find(line, b"-*-").is_some() {
                &["coding:"]
            } else if memchr::memmem::find(line, b"vim:").is_some() {
                &["fileencoding=", "fenc="]
            } else {
                &[]
            };
            names.iter().find_map(|name| label_after(line, name))
        },
    )
}

/// The encoding of a label, also of those that only LaTeX and Emacs use.
fn encoding_named(label: &[u8]) -> Option<&'static Encoding> {
    let name = String::from_utf8_lossy(label).to_ascii_lowercase();
    let name = ["-unix", "-dos", "-mac"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
    let name = name
        .strip_prefix("iso-latin-")
        .or_else(|| name.strip_prefix("latin-"))
        .map(|n| format!("latin{n}"))
        .unwrap_or(name.to_owned());
    let name = match name.as_str() {
        "latin9" | "latin0" => "iso-8859-15",
        "latin10" => "iso-8859-16",
        "ansinew" => "windows-1252",
        "applemac" => "macintosh",
        other => other,
    };
    Encoding::for_label(name.as_bytes())
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Control characters that no text file has for a reason.
fn control_characters(text: &str) -> usize {
    let harmless =
        |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{8}' | '\u{1b}' | '\u{1a}' | '\u{85}');
    text.chars().filter(|&c| c.is_control() && !harmless(c)).count()
}

#[cfg(test)]
mod tests {
    use encoding_rs::{SHIFT_JIS, WINDOWS_1252};
    use proptest::prelude::*;

    use super::*;

    /// Every character of `file` stands for just the bytes that `encode` makes of it, one after the other.
    fn assert_exact(file: &TextFile, bytes: &[u8], mut encode: impl FnMut(char) -> Vec<u8>) {
        let mut end = None;
        for (at, c) in file.text.char_indices() {
            let span = file.disk(Span::new(at, at + c.len_utf8()));
            assert_eq!(&bytes[span.range()], encode(c), "{c:?}");
            assert!(end.is_none_or(|end| end == span.start), "a gap before {c:?}");
            end = Some(span.end);
        }
        assert!(end.is_none_or(|end| end == bytes.len()));
    }

    fn encode_with(encoding: &'static Encoding) -> impl FnMut(char) -> Vec<u8> {
        move |c| encoding.encode(c.encode_utf8(&mut [0; 4])).0.into_owned()
    }

    proptest! {
        #[test]
        fn utf16_maps_each_character_to_its_bytes(text in "[^\0]{0,60}", big in any::<bool>()) {
            let unit = |u: u16| if big { u.to_be_bytes() } else { u.to_le_bytes() };
            let bytes: Vec<u8> = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(unit).collect();
            let file = decode("a".into(), bytes.clone()).unwrap();
            prop_assert_eq!(&file.text, &text);
            assert_exact(&file, &bytes, |c| c.encode_utf16(&mut [0; 2]).iter().flat_map(|&u| unit(u)).collect());
        }

        #[test]
        fn a_single_byte_encoding_maps_each_character_to_its_byte(bytes in proptest::collection::vec(1_u8.., 0..60)) {
            let file = decode_as("a".into(), &bytes, WINDOWS_1252).unwrap();
            assert_exact(&file, &bytes, encode_with(WINDOWS_1252));
        }

        #[test]
        fn a_double_byte_encoding_maps_each_character_to_its_bytes(text in "[a-z あ-んァ-ヶ亜一日本]{0,60}") {
            let (bytes, _, lossy) = SHIFT_JIS.encode(&text);
            prop_assert!(!lossy);
            let file = decode_as("a".into(), &bytes, SHIFT_JIS).unwrap();
            prop_assert_eq!(&file.text, &text);
            assert_exact(&file, &bytes, encode_with(SHIFT_JIS));
        }

        #[test]
        fn no_bytes_whatever_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(file) = decode("a".into(), bytes.clone()) {
                let all = file.disk(Span::new(0, file.text.len()));
                prop_assert!(all.end <= bytes.len());
            }
        }
    }

    #[test]
    fn utf8_is_taken_as_it_is_with_its_mark() {
        let file = decode("a".into(), "\u{feff}“naïve”".into()).unwrap();
        assert!(file.is_utf8());
        assert_eq!(file.text, "\u{feff}“naïve”");
    }

    #[test]
    fn what_is_decoded_is_encoded_again_and_what_cannot_be_is_named() {
        for name in ["UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "windows-1251", "Shift_JIS"] {
            let text = if name == "windows-1251" { "«Нет»" } else { "say no" };
            let bytes = encode(text, name).unwrap();
            let encoding = Encoding::for_label(name.as_bytes()).unwrap();
            assert_eq!(encoding.decode_without_bom_handling(&bytes).0, text, "{name}");
        }
        assert_eq!(encode("naïve — нет", "windows-1252"), Err('н'));
        assert_eq!(encode("“no”", "ISO-8859-2"), Err('“'));
    }

    #[test]
    fn old_encodings_are_known_by_their_letters() {
        let polish = "Prezydent powiedział, że „dość gadania” i że czas działać; łódź, źdźbło, gęś, ćma.";
        let russian =
            "Президент сказал: «Переговоров с этим режимом не будет». Так он написал вчера вечером.";
        let french = "Le président a déclaré : « il n’y a plus d’autre choix », à l’été, près du château.";
        for (text, label) in [(polish, "windows-1250"), (russian, "windows-1251"), (french, "windows-1252")] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let bytes = encoding.encode(text).0.into_owned();
            let file = decode("a".into(), bytes.clone()).unwrap();
            assert_eq!((file.text.as_str(), file.encoding), (text, encoding.name()));
            assert_exact(&file, &bytes, encode_with(encoding));
        }
    }

    #[test]
    fn utf16_without_a_mark_and_a_declared_encoding_are_read() {
        let bytes: Vec<u8> = "He said “no”.\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode("a".into(), bytes).unwrap().text, "He said “no”.\n");
        // Three letters are too few to guess from, so that the declaration decides.
        let html = b"<meta charset='iso-8859-2'><p>\xb3\xf3d\xbc</p>".to_vec();
        assert_eq!(decode("a".into(), html).unwrap().text, "<meta charset='iso-8859-2'><p>łódź</p>");
    }

    #[test]
    fn encodings_are_declared_for_latex_vim_and_emacs() {
        // In each of these the bytes are too few, or mean other letters, to be guessed.
        for (bytes, text) in [
            (&b"% !TeX encoding = latin2\n\xb3\xf3d\xbc"[..], "łódź"),
            (b"\\documentclass{article}\n\\usepackage[latin9]{inputenc}\n5 \xa4", "5 €"),
            (b"\\usepackage[applemac]{inputenc}\n\xd2a\xd3", "“a”"),
            (b"-*- coding: iso-latin-2-unix -*-\n\xb3\xf3d\xbc", "łódź"),
            (b"\xe4\xd4\n% vim: set fileencoding=koi8-r :\n", "Дт"),
        ] {
            let file = decode("a.tex".into(), bytes.to_vec()).unwrap();
            assert!(file.text.contains(text), "{text}: {} {}", file.text, file.encoding);
            assert!(!file.is_utf8());
        }
    }

    /// Offsets are counted from one of many remembered ones: all over a long text they are the same as by a full count.
    #[test]
    fn offsets_of_long_files_are_exact() {
        let text = "“Não” 𝄞 é, e assim por diante: ação.\n".repeat(250);
        let units: Vec<u16> = std::iter::once(0xfeff).chain(text.encode_utf16()).collect();
        let bytes: Vec<u8> = units.iter().flat_map(|u| u.to_le_bytes()).collect();
        let file = decode("a".into(), bytes.clone()).unwrap();
        assert_eq!(file.text, text);
        assert_exact(&file, &bytes, |c| {
            c.encode_utf16(&mut [0; 2]).iter().flat_map(|u| u.to_le_bytes()).collect()
        });
        let text = text.replace('𝄞', "");
        let bytes = WINDOWS_1252.encode(&text).0.into_owned();
        let file = decode("a".into(), bytes.clone()).unwrap();
        assert_exact(&file, &bytes, encode_with(WINDOWS_1252));
    }

    #[test]
    fn what_is_no_text_is_refused_with_the_reason() {
        let refused = |bytes: &[u8]| decode("a".into(), bytes.to_vec()).unwrap_err();
        assert!(refused(b"\x7fELF\x02\0\0\x01\0\0").contains("zero byte at offset 5"));
        assert!(refused(b"\xff\xfea\0\x00\xd8b\0").contains("half a surrogate pair of UTF-16LE at offset 4"));
        assert!(refused(b"\xff\xfea\0b").contains("middle of a character"));
        let noise: Vec<u8> = (1..=255_u8).cycle().step_by(7).take(2000).collect();
        refused(&noise);
    }
}
