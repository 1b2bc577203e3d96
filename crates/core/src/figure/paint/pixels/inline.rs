//! Pictures within a terminal's text: the kitty graphics protocol, and iTerm2's inline images.
//!
//! <https://sw.kovidgoyal.net/kitty/graphics-protocol/>, <https://iterm2.com/documentation-images.html>.

use data_encoding::BASE64;

use super::{Image, png};

/// The most bytes of base64 in one chunk, as the kitty protocol has it.
const CHUNK: usize = 4096;

/// What shows an image in a terminal that knows kitty's protocol: at the cursor, which stays where it is, in so many cells.
/// `id` names the image (1 and more): one with the same name takes the place of the one before.
pub fn kitty(image: &Image, id: u32, columns: u16, rows: u16) -> Vec<u8> {
    let data = BASE64.encode(&png(image));
    let mut out = Vec::with_capacity(data.len() + data.len() / CHUNK * 16 + 64);
    let mut chunks = data.as_bytes().chunks(CHUNK).peekable();
    let mut first = true;
    while let Some(chunk) = chunks.next() {
        let more = u8::from(chunks.peek().is_some());
        if first {
            // A PNG, sent and shown at once; the terminal answers nothing.
            let keys = format!("\x1b_Ga=T,f=100,q=2,C=1,i={id},p=1,c={columns},r={rows},m={more};");
            out.extend_from_slice(keys.as_bytes());
        } else {
            out.extend_from_slice(format!("\x1b_Gm={more};").as_bytes());
        }
        out.extend_from_slice(chunk);
        out.extend_from_slice(b"\x1b\\");
        first = false;
    }
    out
}

/// What takes an image away from such a terminal.
pub fn kitty_delete(id: u32) -> Vec<u8> {
    format!("\x1b_Ga=d,d=I,q=2,i={id}\x1b\\").into_bytes()
}

/// What shows an image in a terminal that knows iTerm2's inline images: at the cursor, in so many cells.
pub fn iterm2(image: &Image, columns: u16, rows: u16) -> Vec<u8> {
    let file = png(image);
    let mut out = format!(
        "\x1b]1337;File=inline=1;size={};width={columns};height={rows};preserveAspectRatio=1;doNotMoveCursor=1:",
        file.len()
    )
    .into_bytes();
    out.extend_from_slice(BASE64.encode(&file).as_bytes());
    out.push(7);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a terminal does with kitty's chunks.
    fn unpacked(bytes: &[u8]) -> Vec<u8> {
        let text = std::str::from_utf8(bytes).expect("ASCII");
        let mut data = String::new();
        let chunks: Vec<&str> = text.split("\x1b\\").filter(|chunk| !chunk.is_empty()).collect();
        for (place, chunk) in chunks.iter().enumerate() {
            let (keys, part) = chunk.strip_prefix("\x1b_G").expect("a chunk").split_once(';').expect("keys");
            assert!(part.len() <= CHUNK);
            assert!(keys.ends_with(if place + 1 == chunks.len() { "m=0" } else { "m=1" }), "{keys}");
            data.push_str(part);
        }
        BASE64.decode(data.as_bytes()).expect("base64")
    }

    #[test]
    fn chunks_are_the_file() {
        // Noise, so that it doesn't fit into one chunk.
        let mut state = 1_u32;
        let rgb = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        });
        let image = Image { width: 64, height: 64, rgb: rgb.take(64 * 64 * 3).collect() };
        assert_eq!(unpacked(&kitty(&image, 7, 30, 20)), png(&image));
    }

    #[test]
    fn iterm_gets_the_file_and_its_size() {
        let image = Image { width: 2, height: 1, rgb: vec![1, 2, 3, 4, 5, 6] };
        let text = String::from_utf8(iterm2(&image, 10, 5)).expect("ASCII");
        let (keys, data) = text.trim_end_matches('\x07').rsplit_once(':').expect("keys and data");
        let file = BASE64.decode(data.as_bytes()).expect("base64");
        assert!(keys.contains(&format!("size={};", file.len())));
        assert_eq!(file, png(&image));
    }
}
