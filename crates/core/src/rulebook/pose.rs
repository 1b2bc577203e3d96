//! The words in which a file poses the figure: parameters with their ranges, moments of a rep, bases, views, tools.
//!
//! One table for files, schemas and whoever draws. Must not know how any of it is drawn.

mod bases;

use super::worded::worded;

pub use bases::EVERYWHERE;

macro_rules! parameters {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $from:literal, $to:literal, $unit:literal, $meaning:literal;)*) => {
        worded! {
            /// Something about the figure that a file may set. Where a pose sets several, it is about the first of them:
            /// there an arrow points.
            Parameter { $($(#[$doc])* $variant = $word;)* }
        }

        impl Parameter {
            /// How many there are.
            pub(crate) const COUNT: usize = Parameter::ALL.len();

            /// The least and the most it can be.
            pub const fn range(self) -> (i16, i16) {
                match self { $(Parameter::$variant => ($from, $to),)* }
            }

            /// What is counted: degrees, percent, cm or seconds.
            pub fn unit(self) -> &'static str {
                match self { $(Parameter::$variant => $unit,)* }
            }

            /// What it means.
            pub const fn meaning(self) -> &'static str {
                match self { $(Parameter::$variant => $meaning,)* }
            }

            /// What it means, with its unit.
            pub(super) const fn about(self) -> &'static str {
                match self { $(Parameter::$variant => concat!($meaning, " (", $unit, ")"),)* }
            }
        }
    };
}

parameters! {
    /// The free arm.
    Support = "support", 0, 100, "percent", "how firmly the free arm holds: 0 not at all, 50 soft, 100 straight";
    /// The lower back's bend.
    LowerBack = "lower-back", -80, 110, "degrees", "bend of the lower back; below 0 is hollow, 0 its natural curve";
    /// The knees' bend.
    Knees = "knees", 0, 150, "degrees", "bend of the knees";
    /// The arms' way.
    Pull = "pull", -10, 150, "percent", "the arms: 0 straight, 100 with the weight at the body";
    /// How the torso leans.
    Torso = "torso", -20, 190, "degrees", "how far the torso is above horizontal; 90 stands tall, more leans back";
    /// How far the torso has come up.
    Rise = "rise", -60, 90, "degrees", "how far the torso has come up from there";
    /// The upper back's bend.
    UpperBack = "upper-back", -40, 90, "degrees", "bend of the upper back; below 0 is lifted";
    /// The rib cage.
    Ribs = "ribs", 0, 60, "degrees", "how far the lower ribs point up and forward";
    /// The neck's bend.
    Neck = "neck", -70, 80, "degrees", "bend of the neck; above 0 the chin drops, below 0 it looks up";
    /// The chin.
    Chin = "chin", 0, 100, "percent", "how far the chin is pushed forward";
    /// Shoulders to the ears.
    Shrug = "shrug", 0, 100, "percent", "how high the shoulders are drawn to the ears";
    /// Shoulders tipped forward.
    Roll = "roll", 0, 100, "percent", "how far the front of the shoulder tips forward";
    /// Shoulder blades.
    Blades = "blades", -30, 100, "percent", "how far the shoulder blades are drawn together";
    /// Torso turned.
    Turn = "turn", -60, 80, "degrees", "how far the chest turns up toward the working side";
    /// Hips tilted.
    HipTilt = "hip-tilt", -40, 40, "degrees", "how much higher the hip of the working side is";
    /// Hips off the line.
    Hips = "hips", -60, 60, "cm", "how far the hips are above their place; below 0 they sag";
    /// Knees inward.
    KneesIn = "knees-in", -40, 100, "percent", "how far the knees fall inward";
    /// Heels lifted.
    Heels = "heels", 0, 60, "degrees", "how far the heels come up";
    /// Toes lifted.
    Toes = "toes", 0, 40, "degrees", "how far the toes come up";
    /// Feet off their place.
    Feet = "feet", -40, 60, "cm", "how far the feet have slid forward";
    /// Feet in the air.
    Kick = "kick", 0, 60, "cm", "how high a foot kicks";
    /// One foot ahead.
    Stagger = "stagger", -80, 80, "cm", "how far the foot of the working side is ahead of the other";
    /// Which knee is down.
    Kneel = "kneel", 0, 100, "percent", "which knee is down: 0 the working side's, 50 both, 100 the other";
    /// The whole body tips.
    Sway = "sway", -50, 50, "degrees", "how far the whole body tips to the working side";
    /// Where on the body.
    Target = "target", 0, 120, "percent", "where on the torso the weight goes: 0 the hips, 100 the collarbones";
    /// Elbows from the side.
    Elbows = "elbows", 0, 100, "degrees", "how far the upper arms stand away from the sides";
    /// Hands apart.
    Grip = "grip", 4, 80, "cm", "how far each hand is from the middle";
    /// Arms lifted.
    Raise = "raise", 0, 180, "degrees", "how far the arms are lifted from hanging at the sides; 90 is level";
    /// To where they are lifted.
    RaiseTo = "raise-to", 0, 90, "degrees", "where the arms are lifted to: 0 forward, 90 out to the sides";
    /// The elbows' bend.
    ElbowBend = "elbow-bend", 0, 140, "degrees", "bend of the elbows while the arms are lifted";
    /// The wrists' bend.
    Wrists = "wrists", -90, 90, "degrees", "bend of the wrists; above 0 curled in, below 0 folded back";
    /// The other side.
    OtherSide = "other-side", -100, 100, "percent", "how far the other side lags behind";
    /// The weight ahead of its line.
    Drift = "drift", -40, 60, "cm", "how far the weight is in front of its line";
    /// The weight off the floor.
    Hover = "hover", 0, 80, "cm", "how far the weight is above the floor; only where the floor holds it";
    /// The bench.
    Bench = "bench", 10, 130, "cm", "how high the bench is";
    /// How steep the bench is.
    Incline = "incline", 0, 80, "degrees", "how far the back of the bench is raised; 0 is flat";
    /// The pad.
    Pad = "pad", -40, 40, "cm", "how much too far the handles are from the pad; below 0 too near";
    /// The pulley.
    Pulley = "pulley", 0, 240, "cm", "how high the pulley is";
    /// Time for the way there.
    Going = "going", 0, 9, "seconds", "how long the way to the end takes";
    /// Time at the end.
    Pause = "pause", 0, 9, "seconds", "how long the end is held";
    /// Time back.
    Return = "return", 0, 9, "seconds", "how long the way back takes";
    /// Time between reps.
    Rest = "rest", 0, 9, "seconds", "how long it rests between reps";
}

worded! {
    /// A moment of a rep.
    Moment {
        /// The weight is taken, before the first rep.
        Ready = "ready";
        /// Where a rep starts.
        Start = "start";
        /// The first move.
        Begin = "begin";
        /// Half-way there.
        Middle = "middle";
        /// Where the rep arrives.
        End = "end";
        /// The end, held.
        Hold = "hold";
        /// Half-way back.
        Back = "back";
    }
}

worded! {
    /// What the body stands, sits, kneels, lies or hangs on.
    Base {
        /// Standing, bent at the hips, the weight hanging from the arms.
        Hinged = "hinged";
        /// Bent at the hips, one hand on a bench or a leg.
        OneHandBraced = "one-hand-braced";
        /// Face down on a bench, the weight hanging below it.
        Prone = "prone-on-a-bench";
        /// Seated, the chest at a pad, the weight in front.
        Pad = "seated-at-a-pad";
        /// On one knee, the weight above.
        HalfKneeling = "half-kneeling";
        /// Hanging in straps, the heels on the floor.
        Straps = "hanging-in-straps";
        /// Standing up with a weight in hanging arms.
        Standing = "standing";
        /// A bar across the upper back.
        BarOnBack = "bar-on-back";
        /// Standing, a bar pressed over the head.
        Overhead = "pressing-overhead";
        /// On the back on a bench, a bar over the chest.
        Lying = "lying-on-a-bench";
        /// Standing, the arms lifted forward or to the sides.
        Raising = "raising-the-arms";
        /// Seated, a bar on a cable above.
        UnderCable = "seated-under-a-cable";
        /// Hanging from a bar by both hands.
        PullUp = "hanging-from-a-bar";
        /// Face down over the floor, on hands and toes.
        Plank = "on-hands-and-toes";
        /// One foot ahead of the other, up and down.
        Split = "split-stance";
        /// The upper back on a bench, the feet on the floor, the hips going up.
        Thrust = "shoulders-on-a-bench";
    }
}

worded! {
    /// From where the figure is seen.
    View {
        /// From the working side.
        Side = "side";
        /// From in front.
        Front = "front";
        /// Straight onto the back.
        Back = "back";
        /// From above, onto a body that lies.
        Above = "above";
    }
}

worded! {
    /// From where the figure is looked at, in space.
    Place {
        /// From the working side, a little from behind or ahead, so that limbs don't cover each other.
        Side = "from the side";
        /// Between the working side and in front.
        QuarterFront = "three-quarter from in front";
        /// From in front.
        Front = "from in front";
        /// Between the working side and behind, from above, onto the back.
        QuarterBack = "three-quarter from behind";
        /// From behind, from above, onto the back.
        Behind = "from behind";
        /// From above.
        Above = "from above";
    }
}

impl View {
    /// The place in space that shows what an older file's view was for.
    pub fn place(self) -> Place {
        match self {
            View::Side => Place::Side,
            View::Front => Place::Front,
            View::Back => Place::QuarterBack,
            View::Above => Place::Above,
        }
    }
}

worded! {
    /// What the hands hold, and what stands around.
    Tool {
        /// A bar with plates.
        Bar = "bar";
        /// A dumbbell.
        Dumbbell = "dumbbell";
        /// A dumbbell in each hand.
        Dumbbells = "dumbbells";
        /// A kettlebell: of both hands, or of the working side's.
        Kettlebell = "kettlebell";
        /// One end of a bar whose other end is on the floor.
        LandmineBar = "landmine-bar";
        /// A handle on a cable.
        Cable = "cable";
        /// Two straps that hang from above.
        Straps = "straps";
        /// A bench to lie or lean on.
        Bench = "bench";
        /// A pad for the chest.
        Pad = "pad";
    }
}
