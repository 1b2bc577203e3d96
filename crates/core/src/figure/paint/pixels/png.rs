//! PNG (ISO/IEC 15948).

use super::Image;

/// An image as a PNG file, packed fast rather than small.
pub fn png(image: &Image) -> Vec<u8> {
    let mut out = Vec::with_capacity(image.rgb.len() / 8);
    let size = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
    let mut encoder = png::Encoder::new(&mut out, size(image.width), size(image.height));
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&image.rgb));
    // Into memory nothing can fail but an image of no size.
    if written.is_err() {
        out.clear();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_back() {
        let image = Image { width: 3, height: 2, rgb: (0..18).collect() };
        let bytes = png(&image);
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a header");
        let mut rgb = vec![0; 18];
        let info = reader.next_frame(&mut rgb).expect("a frame");
        assert_eq!((info.width, info.height, rgb), (3, 2, image.rgb));
    }

    #[test]
    fn an_image_of_no_size_is_no_file() {
        assert!(png(&Image { width: 0, height: 0, rgb: Vec::new() }).is_empty());
    }
}
