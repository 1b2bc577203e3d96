//! What is seen in each pixel and nothing more, as a byte each: what pictures are compared by.
//!
//! The same rays as the whole picture's, without light, lines, floor and glass, and only where somebody looks: two reps of
//! an exercise share most of a body. Must not know what is compared, and why.

use std::sync::OnceLock;

use super::lens::Lens;
use super::trace::{Bounds, TILE, Tile, tiles};
use crate::figure::skin::solid::{Solid, which};
use crate::figure::skin::{Material, Part, Piece, Skin};

/// A material of a piece, or nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Label(u8);

impl Label {
    /// Neither the lifter nor anything around.
    pub(crate) const NOTHING: Label = Label(0);

    /// Of a material on a part.
    pub(crate) fn of(material: Material, part: Part) -> Label {
        // 20 materials of 8 pieces.
        Label(1 + material as u8 * 8 + part.piece() as u8)
    }

    /// Whether it is the lifter or the weight, and not what stands around.
    pub(crate) fn is_shown(self) -> bool {
        self != Label::NOTHING && (self.0 - 1) % 8 != Piece::Stand as u8
    }
}

/// What is seen in a tile, row by row.
pub(crate) type TileLabels = [Label; TILE * TILE];

/// A skin as a lens sees it, in labels: each tile is painted when it is first asked for, and kept.
#[derive(Clone, Debug)]
pub(crate) struct Labels {
    skin: Skin,
    lens: Lens,
    bounds: Bounds,
    size: (usize, usize),
    tiles: Vec<OnceLock<TileLabels>>,
}

impl Labels {
    /// What a lens sees of a skin. The size of the picture is one of whole tiles.
    pub(crate) fn of(skin: Skin, lens: &Lens, size: (usize, usize)) -> Labels {
        let tiles = tiles(size).map(|_| OnceLock::new()).collect();
        Labels { bounds: Bounds::of(&skin, lens), skin, lens: *lens, size, tiles }
    }

    /// The skin that is seen.
    pub(crate) fn skin(&self) -> &Skin {
        &self.skin
    }

    /// What is seen in a tile, with its upper left corner.
    pub(crate) fn tile(&self, place: usize) -> ((usize, usize), &TileLabels) {
        let across = self.size.0 / TILE;
        let corner = (place % across * TILE, place / across * TILE);
        (corner, self.tiles[place].get_or_init(|| self.painted(corner)))
    }

    /// How many pixels show the lifter or the weight.
    pub(crate) fn shown(&self) -> usize {
        let tiles = (0..self.tiles.len()).map(|place| self.tile(place).1);
        tiles.flatten().filter(|label| label.is_shown()).count()
    }

    /// The tiles in which another skin may look otherwise to the same lens: in all others just the same rays meet just the
    /// same solids.
    pub(crate) fn differing(&self, other: &Labels) -> Vec<usize> {
        let changed = self.skin.changed(&other.skin);
        if changed.is_empty() {
            return Vec::new();
        }
        let touches =
            |corner: (usize, usize)| [self, other].iter().any(|labels| labels.bounds.touch(corner, &changed));
        tiles(self.size).enumerate().filter(|(_, corner)| touches(*corner)).map(|(place, _)| place).collect()
    }

    fn painted(&self, corner: (usize, usize)) -> TileLabels {
        let Labels { skin, lens, bounds, size, .. } = self;
        let mut labels = [Label::NOTHING; TILE * TILE];
        let mut list = Vec::new();
        bounds.touched(corner, 0..skin.solid_ones(), &mut list);
        if list.is_empty() {
            return labels;
        }
        let tile = Tile::new(skin, lens, bounds, &list, corner);
        tile.march(size.1, |y, hit, points, _| {
            let who = which(skin.solids(), &list, points);
            let solid = |lane: usize| -> &Solid { &skin.solids()[usize::from(who[lane])] };
            let lanes = || (0..TILE).filter(|lane| hit >> lane & 1 == 1);
            // Which way a surface looks counts only where something may be printed on it.
            let printed = lanes().any(|lane| matches!(solid(lane).part, Part::Trunk | Part::Pelvis));
            let normals = if printed { tile.normals(points) } else { points }.each();
            let places = points.each();
            for lane in lanes() {
                let (material, part) = skin.at(solid(lane), places[lane], normals[lane]);
                labels[(y - corner.1) * TILE + lane] = Label::of(material, part);
            }
        });
        labels
    }
}
