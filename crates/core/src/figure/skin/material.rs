//! What a surface is made of, and which part of the figure it belongs to.
//!
//! Must not know how a material looks: that is the palette's.

macro_rules! kinds {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// All of them, in order.
            pub const ALL: &[$name] = &[$($name::$variant,)*];
        }
    };
}

kinds! {
    /// What a surface is made of.
    Material {
        /// Skin.
        Skin,
        /// Lips, and the inside of an ear.
        Lip,
        /// Hair, brows and beard.
        Hair,
        /// The white of an eye.
        White,
        /// Iris and pupil.
        Eye,
        /// The shirt.
        Shirt,
        /// The shoulder blade printed on the shirt.
        Blade,
        /// The waistband, which shows how the pelvis is tilted.
        Band,
        /// Shorts.
        Shorts,
        /// Socks.
        Sock,
        /// Shoes.
        Shoe,
        /// Their soles.
        Sole,
        /// Bars and what is of bare steel.
        Steel,
        /// Plates, the ends of dumbbells, kettlebells.
        Plate,
        /// The hub of a plate.
        Hub,
        /// The cushion of a bench or a pad.
        Pad,
        /// The frame of a bench, a rack or a post.
        Frame,
        /// A cable.
        Cable,
        /// A strap.
        Strap,
        /// The rubber of a handle.
        Handle,
    }
}

kinds! {
    /// A part of the figure. Of two sides, the working one comes first.
    Part {
        /// Rib cage and belly, above the waistband.
        Trunk,
        /// The waistband and what is below it.
        Pelvis,
        /// The shoulder blade of the working side.
        Blade,
        /// The other shoulder blade.
        OtherBlade,
        /// Head and neck.
        Head,
        /// The upper arm of the working side.
        UpperArm,
        /// The other upper arm.
        OtherUpperArm,
        /// Forearm and hand of the working side.
        Forearm,
        /// The other forearm and hand.
        OtherForearm,
        /// The thigh of the working side.
        Thigh,
        /// The other thigh.
        OtherThigh,
        /// The shank of the working side.
        Shank,
        /// The other shank.
        OtherShank,
        /// The foot of the working side.
        Foot,
        /// The other foot.
        OtherFoot,
        /// What is lifted or pulled: bars, bells, handles, cables and straps.
        Weight,
        /// Benches, pads, posts and racks.
        Stand,
    }
}

impl Part {
    /// The part on a side: 0 is the working one. `part` is named on the working side.
    pub(crate) fn on(self, side: usize) -> Part {
        if side == 0 {
            return self;
        }
        match self {
            Part::Blade => Part::OtherBlade,
            Part::UpperArm => Part::OtherUpperArm,
            Part::Forearm => Part::OtherForearm,
            Part::Thigh => Part::OtherThigh,
            Part::Shank => Part::OtherShank,
            Part::Foot => Part::OtherFoot,
            other => other,
        }
    }

    /// Whether it is the lifter's own.
    pub fn is_body(self) -> bool {
        self < Part::Weight
    }

    /// The limb, trunk or thing it is one piece with: no line is drawn where two parts of one piece meet.
    pub fn piece(self) -> Piece {
        match self {
            Part::Trunk | Part::Pelvis | Part::Blade | Part::OtherBlade => Piece::Trunk,
            Part::Head => Piece::Head,
            Part::UpperArm | Part::Forearm => Piece::Arm,
            Part::OtherUpperArm | Part::OtherForearm => Piece::OtherArm,
            Part::Thigh | Part::Shank | Part::Foot => Piece::Leg,
            Part::OtherThigh | Part::OtherShank | Part::OtherFoot => Piece::OtherLeg,
            Part::Weight => Piece::Weight,
            Part::Stand => Piece::Stand,
        }
    }
}

kinds! {
    /// A piece of the figure that is drawn without lines within it.
    Piece {
        /// From the pelvis to the collarbones.
        Trunk,
        /// Head and neck.
        Head,
        /// The arm of the working side.
        Arm,
        /// The other arm.
        OtherArm,
        /// The leg of the working side.
        Leg,
        /// The other leg.
        OtherLeg,
        /// What is lifted.
        Weight,
        /// What stands around.
        Stand,
    }
}
