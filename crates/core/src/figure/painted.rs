//! What has to hold of every picture and every painter, on the exercises of the built-in pack.

use std::collections::HashSet;

use super::film::Film;
use super::lifter::Lifter;
use super::motion::Motion;
use super::paint::cells::{Backdrop, Cell, Color, Grid, Painter, Way, pixels};
use super::paint::overlay::Overlay;
use super::paint::palette::Ground;
use super::paint::svg::{Words, moving, still};
use super::picture::{Camera, Picture};
use super::skin::{Part, Piece};
use crate::rulebook::{ExerciseIx, Named, Rulebook, SignIx, Value, load_mid_back};

/// From the side, from in front and from behind, level and from above.
const CAMERAS: [Camera; 4] =
    [Camera::at(-8.0, 7.0), Camera::at(40.0, 10.0), Camera::at(-58.0, 36.0), Camera::at(90.0, 4.0)];

fn exercises(book: &Rulebook) -> Vec<ExerciseIx> {
    let found = book.exercises.iter().filter(|exercise| exercise.figure.is_some());
    let ix = |name: &str| match book.find(name) {
        Some(Named::Exercise(ix)) => ix,
        _ => panic!("{name} is an exercise"),
    };
    found.map(|exercise| ix(exercise.id.as_str())).collect()
}

fn film(motion: &Motion, clean: &Motion, camera: Camera, size: (usize, usize)) -> Film {
    Film::of(motion, clean, &Lifter::MIDDLING, camera, size)
}

/// The row with a rounded back, and the clean one.
fn rounded(book: &Rulebook) -> (Motion, Motion) {
    let Some(Named::Exercise(row)) = book.find("bent-over-row") else { panic!("no row") };
    let Some(Named::Sign(shape)) = book.find("lumbar-shape") else { panic!("no sign") };
    let shown: [(SignIx, Value); 1] = [(shape, book[shape].value("rounded").expect("a value"))];
    let motion = Motion::of(book, row, &shown).expect("a figure");
    (motion, Motion::clean(book, row).expect("a figure"))
}

/// The pixels of the lifter, of the pieces for `wanted`.
fn count(picture: &Picture, wanted: impl Fn(Part) -> bool) -> usize {
    picture.pixels.iter().filter(|pixel| pixel.part().is_some_and(&wanted)).count()
}

/// How many pixels of the lifter and the weight hang together with nothing, not even by what stands around.
fn loose(picture: &Picture) -> usize {
    let seen_there = |place: usize| picture.pixels[place].part();
    let mut seen = vec![false; picture.pixels.len()];
    let (mut all, mut most) = (0, 0);
    for start in 0..seen.len() {
        let mut left = vec![start];
        let mut size = 0;
        while let Some(place) = left.pop() {
            let Some(part) = seen_there(place) else { continue };
            if std::mem::replace(&mut seen[place], true) {
                continue;
            }
            size += usize::from(part != Part::Stand);
            let (x, y) = (place % picture.width, place / picture.width);
            left.extend((x > 0).then(|| place - 1));
            left.extend((x + 1 < picture.width).then_some(place + 1));
            left.extend((y > 0).then(|| place - picture.width));
            left.extend((y + 1 < picture.height).then_some(place + picture.width));
        }
        all += size;
        most = most.max(size);
    }
    all - most
}

#[test]
fn every_lifter_is_whole_and_in_the_picture_from_everywhere() {
    let book = load_mid_back();
    for exercise in exercises(&book) {
        let name = book[exercise].id.as_str();
        let clean = Motion::clean(&book, exercise).expect("a figure");
        let mut pieces = HashSet::new();
        for camera in CAMERAS {
            let film = film(&clean, &clean, camera, (100, 80));
            for place in [0.0, 3.0] {
                let picture = film.at(place);
                let body = count(&picture, Part::is_body);
                assert!(body > 500, "{name} from {camera:?} at {place}: {body} pixels of a body");
                let loose = loose(&picture);
                assert!(loose * 20 < body, "{name} from {camera:?} at {place}: {loose} pixels are loose");
                let edge = |pixel: usize| {
                    let (x, y) = (pixel % picture.width, pixel / picture.width);
                    x == 0 || y == 0 || x + 1 == picture.width || y + 1 == picture.height
                };
                let cut = (0..picture.pixels.len())
                    .any(|at| edge(at) && picture.pixels[at].part().is_some_and(Part::is_body));
                assert!(!cut, "{name} from {camera:?} at {place} leaves the picture");
                pieces.extend(picture.pixels.iter().filter_map(|pixel| pixel.part().map(Part::piece)));
            }
        }
        for piece in [Piece::Trunk, Piece::Head, Piece::Arm, Piece::OtherArm, Piece::Leg, Piece::OtherLeg] {
            assert!(pieces.contains(&piece), "{name}: no {piece:?}");
        }
    }
}

#[test]
fn a_mirrored_lifter_is_the_mirror_image() {
    let book = load_mid_back();
    let (motion, clean) = rounded(&book);
    let lifter = Lifter { mirrored: true, ..Lifter::MIDDLING };
    let plain = film(&motion, &clean, CAMERAS[1], (80, 64)).at(3.0);
    let mirrored = Film::of(&motion, &clean, &lifter, CAMERAS[1], (80, 64)).at(3.0);
    let differ = (0..plain.pixels.len())
        .filter(|place| {
            let (x, y) = (place % plain.width, place / plain.width);
            let other = &mirrored.pixels[y * plain.width + plain.width - 1 - x];
            other.part() != plain.pixels[*place].part()
        })
        .count();
    assert!(differ * 100 < plain.pixels.len(), "{differ} pixels differ");
}

fn grids(way: Way, ground: Ground) -> (Grid, Grid) {
    let book = load_mid_back();
    let (motion, clean) = rounded(&book);
    let film = film(&motion, &clean, CAMERAS[0], pixels(60, 24));
    let painter = Painter::new(Lifter::MIDDLING.palette(ground), way, Backdrop::Clear);
    let none = Overlay::none();
    (painter.grid(&film.at(0.0), &none), painter.grid(&film.taken_of(&clean, 0.0), &none))
}

#[test]
fn every_way_of_cells_shows_a_rounded_back_and_keeps_to_its_colours() {
    for ground in [Ground::Dark, Ground::Light] {
        for way in [Way::Quadrants, Way::Halves, Way::Colors256, Way::Colors16, Way::Braille, Way::Ascii] {
            let (shown, clean) = grids(way, ground);
            assert_eq!((shown.width, shown.height, shown.cells.len()), (60, 24, 60 * 24));
            let differ = shown.cells.iter().zip(&clean.cells).filter(|(a, b)| a != b).count();
            assert!(differ > 40, "{way:?} on {ground:?}: {differ} cells differ");
            let blank = shown.cells.iter().filter(|cell| **cell == Cell::BLANK).count();
            assert!((400..1400).contains(&blank), "{way:?} on {ground:?}: {blank} blank cells");
            for cell in &shown.cells {
                let fits = |color: Color| match (way, color) {
                    (_, Color::None) => true,
                    (Way::Quadrants | Way::Halves, Color::Rgb(_)) => true,
                    (Way::Colors256, Color::Indexed(index)) => index >= 16 || index == 8,
                    (Way::Colors16, Color::Indexed(index)) => index < 16,
                    _ => false,
                };
                assert!(fits(cell.fore) && fits(cell.back), "{way:?}: {cell:?}");
                let letters = match way {
                    Way::Braille => cell.glyph == ' ' || ('\u{2800}'..='\u{28ff}').contains(&cell.glyph),
                    Way::Ascii => cell.glyph.is_ascii() && !cell.glyph.is_ascii_control(),
                    _ => " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█".contains(cell.glyph),
                };
                assert!(letters, "{way:?}: {cell:?}");
            }
        }
    }
}

#[test]
fn the_explanation_is_there_for_a_fault_and_not_for_a_clean_rep() {
    let book = load_mid_back();
    let (motion, clean) = rounded(&book);
    let wrong = film(&motion, &clean, CAMERAS[0], (160, 128));
    let start = motion.start();
    let overlay = wrong.explained(start, &wrong.picture(start));
    assert!(overlay.ghost.iter().map(Vec::len).sum::<usize>() > 40, "the clean back runs elsewhere");
    assert_eq!(overlay.rings.len(), 1);
    let ring = overlay.rings[0];
    assert!((0.0..160.0).contains(&ring.middle.x) && (0.0..128.0).contains(&ring.middle.y));
    let right = film(&clean, &clean, CAMERAS[0], (160, 128));
    assert!(right.explained(0, &right.picture(0)).is_empty());
    // Seen in every way of cells, by shape alone.
    let film = film(&motion, &clean, CAMERAS[0], pixels(60, 24));
    let picture = film.picture(start);
    let overlay = film.explained(start, &picture);
    for way in [Way::Quadrants, Way::Colors16, Way::Braille, Way::Ascii] {
        let painter = Painter::new(Lifter::MIDDLING.palette(Ground::Dark), way, Backdrop::Clear);
        let (with, without) = (painter.grid(&picture, &overlay), painter.grid(&picture, &Overlay::none()));
        let glyphs = with.cells.iter().zip(&without.cells).filter(|(a, b)| a.glyph != b.glyph).count();
        assert!(glyphs > 8, "{way:?}: {glyphs} characters tell of the fault");
    }
}

/// From in front the head of a lifter who leans forward is before the upper back: a ring there would be about the head.
#[test]
fn a_ring_from_in_front_is_on_what_is_wrong() {
    use crate::quiz::telling_reps;
    let book = load_mid_back();
    let mut rings = 0;
    for id in ["bent-over-row", "dead-stop-row"] {
        let Some(Named::Exercise(exercise)) = book.find(id) else { panic!("no {id}") };
        let clean = Motion::clean(&book, exercise).expect("a figure");
        for wrong in ["torso-rises", "torso-leads", "twisting-open", "sunken-chest", "rounded-lower-back"] {
            let Some(Named::Mistake(mistake)) = book.find(wrong) else { panic!("no {wrong}") };
            let Some(rep) = telling_reps(&book, exercise, mistake).into_iter().next() else { continue };
            let motion = Motion::of(&book, exercise, &rep).expect("a figure");
            let film = film(&motion, &clean, CAMERAS[3], (120, 100));
            let picture = film.picture(motion.telling());
            for ring in film.explained(motion.telling(), &picture).rings {
                let piece = picture.at(ring.middle).and_then(super::picture::Pixel::part).map(Part::piece);
                assert!(!matches!(piece, None | Some(Piece::Head)), "{id}, {wrong}: a ring on {piece:?}");
                rings += 1;
            }
        }
    }
    assert!(rings >= 6, "{rings} rings");
}

#[test]
fn svg_is_well_formed_small_and_says_what_it_is() {
    let book = load_mid_back();
    let (motion, clean) = rounded(&book);
    let film = film(&motion, &clean, CAMERAS[0], (240, 200));
    let words = Words { title: "A <row>", description: "Rounded & red" };
    let palette = Lifter::MIDDLING.palette(Ground::Light);
    let start = motion.start();
    let picture = film.picture(start);
    let text = still(&picture, &film.explained(start, &picture), &palette, words);
    let document = roxmltree::Document::parse(&text).expect("well-formed");
    let word =
        |tag: &str| document.descendants().find(|node| node.has_tag_name(tag)).and_then(|node| node.text());
    assert_eq!((word("title"), word("desc")), (Some("A <row>"), Some("Rounded & red")));
    assert!((2_000..10_000).contains(&text.len()), "{} bytes", text.len());
    assert!(text.contains("<circle"), "the ring");
    let pictures: Vec<Picture> = [0.0, 1.5, 3.0].map(|place| film.at(place)).into();
    let text = moving(&pictures, &[0, 1, 2, 1], 4.0, 2, &palette, words);
    roxmltree::Document::parse(&text).expect("well-formed");
    assert!(text.contains("prefers-reduced-motion") && text.len() < 30_000, "{} bytes", text.len());
}

/// What is compared is what is painted, and where nothing has moved two pictures are the same.
#[test]
fn labels_are_those_of_the_whole_picture_and_only_some_tiles_can_differ() {
    use super::film::framing;
    use super::picture::{Label, Labels, TILE};
    use super::skin::{Material, Skin};
    const PIXELS: (usize, usize) = (96, 80);
    let book = load_mid_back();
    let Some(Named::Exercise(row)) = book.find("bent-over-row") else { panic!("no row") };
    let Some(Named::Sign(head)) = book.find("head") else { panic!("no sign") };
    let dropped = (head, book[head].value("dropped").expect("a value"));
    let skins = [&[][..], &[dropped]].map(|shown| {
        let motion = Motion::of(&book, row, shown).expect("a figure");
        Skin::over(&motion.placed(3.0), motion.proportions(), &Lifter::MIDDLING.looks)
    });
    let lens = framing(&skins, CAMERAS[0], PIXELS, false);
    let pixels = |skin: &Skin| -> Vec<Option<(Material, Part)>> {
        Picture::of(skin, &lens, PIXELS).pixels.iter().map(|pixel| pixel.surface).collect()
    };
    let [clean, wrong] = skins.map(|skin| (pixels(&skin), Labels::of(skin, &lens, PIXELS)));
    let label = |surface: Option<(Material, Part)>| {
        surface.map_or(Label::NOTHING, |(material, part)| Label::of(material, part))
    };
    let differing = clean.1.differing(&wrong.1);
    let tiles = PIXELS.0 / TILE * (PIXELS.1 / TILE);
    assert!((4..tiles / 4).contains(&differing.len()), "{} of {tiles} tiles", differing.len());
    for tile in 0..tiles {
        let (corner, labels) = clean.1.tile(tile);
        for (place, &found) in labels.iter().enumerate() {
            let pixel = (corner.1 + place / TILE) * PIXELS.0 + corner.0 + place % TILE;
            assert_eq!(found, label(clean.0[pixel]), "tile {tile}");
            assert!(differing.contains(&tile) || clean.0[pixel] == wrong.0[pixel], "tile {tile}");
        }
    }
}

#[test]
fn the_measure_tells_a_rounded_back_from_a_clean_one_and_a_rep_not_from_itself() {
    use super::measure::{Detail, Gauge, Size};
    let book = load_mid_back();
    let (motion, clean) = rounded(&book);
    let gauge = Gauge::new(&[(Lifter::MIDDLING, clean.clone())], CAMERAS[0]);
    let seen = |motion: &Motion| gauge.seen(|_| Some(motion.clone())).expect("a rep");
    let (wrong, right) = (seen(&motion), seen(&clean));
    let coarsest = |one, other| gauge.coarsest(one, other, Detail::COARSEST);
    // Nobody has looked at anything coarser.
    assert_eq!(coarsest(&wrong, &right), Some(Size::SmallMono.least()));
    assert_eq!(coarsest(&right, &seen(&clean)), None);
}
