//! Whether a file is one of landmarks, by how it begins: reps are written down as JSON and tables as well.

use super::csv::is_header;
use super::frame::{PEOPLE, PICTURE, WORLD};
use super::json::FRAMES;

/// Whether a text that begins so has landmarks. Half a character or value at its end makes no difference.
pub fn is_landmarks(begins: &[u8]) -> bool {
    let begins = begins.strip_prefix(b"\xef\xbb\xbf").unwrap_or(begins).trim_ascii_start();
    match begins.first() {
        Some(b'{') => keys(begins).iter().any(|key| is_key(key) || key == FRAMES),
        Some(b'[') => {
            let first = begins[1..].trim_ascii_start();
            match first.first() {
                Some(b'[') => true,
                Some(b'{') => keys(first).iter().any(|key| is_key(key)),
                // Frames in which nobody is come first.
                Some(b'n') => is_landmarks_behind_nothing(first),
                _ => false,
            }
        }
        _ => {
            let line = begins.split(|&byte| byte == b'\n' || byte == b'\r').next().unwrap_or_default();
            is_header(&String::from_utf8_lossy(line))
        }
    }
}

fn is_landmarks_behind_nothing(mut rest: &[u8]) -> bool {
    while let Some(behind) = rest.strip_prefix(b"null") {
        rest = behind.trim_ascii_start();
        rest = rest.strip_prefix(b",").unwrap_or(rest).trim_ascii_start();
    }
    rest.starts_with(b"[") || rest.starts_with(b"{") && keys(rest).iter().any(|key| is_key(key))
}

fn is_key(key: &str) -> bool {
    key == PEOPLE || WORLD.contains(&key) || PICTURE.contains(&key)
}

/// The keys of an object that begins a text, as far as it goes.
fn keys(begins: &[u8]) -> Vec<String> {
    let mut keys = Vec::new();
    let (mut depth, mut at, mut is_key) = (0_usize, 0, false);
    while let Some(&byte) = begins.get(at) {
        match byte {
            b'{' | b'[' => {
                depth += 1;
                is_key = depth == 1;
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            b',' => is_key = depth == 1,
            b':' => is_key = false,
            b'"' => {
                let from = at + 1;
                at = from;
                while begins.get(at).is_some_and(|&byte| byte != b'"') {
                    at += if begins[at] == b'\\' { 2 } else { 1 };
                }
                if is_key && at < begins.len() {
                    keys.push(String::from_utf8_lossy(&begins[from..at]).into_owned());
                }
            }
            _ => {}
        }
        at += 1;
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn landmarks_and_reps_are_told_apart() {
        for text in [
            "[[{\"x\":0.5",
            "[null, null, [{\"x\"",
            "[ {\"time_ms\": 0, \"poseLandmarks\": [",
            "{\"version\":1.3,\"people\":[{\"person_id\":[-1],",
            "{\"fps\": 30, \"frames\": [",
            "\u{feff}frame,nose_x,nose_y,left_hip_x,left_hip_y,left_knee_x,left_knee_y\n",
            "x0,y0,z0,v0,x1,y1,z1,v1,x2,y2\n1,",
            "frame;landmark;x;y;z;visibility\r\n",
        ] {
            assert!(is_landmarks(text.as_bytes()), "{text}");
        }
        for text in [
            "",
            "{\"exercise\":\"seal-row\",\"signs\":{\"people\":\"x\"}}",
            "[{\"signs\":{\"frames\":1}}]",
            "[1, 2]",
            "momentum,reps\nnone,3",
            "who;x;y\n",
            "{\"a",
            "{\"a\\",
        ] {
            assert!(!is_landmarks(text.as_bytes()), "{text}");
        }
    }
}
