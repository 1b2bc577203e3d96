//! What the warnings about written questions mean.

use super::Words;

pub(super) const KEY_STANDS_OUT: Words = (
    "The right option is by far the longest or the shortest",
    "The right option's length differs far more from the wrong ones than they differ from each other.",
    "Writers make the right option exact and therefore long. People learn to pick it without reading.",
    "right = \"The shoulder blades, drawn back and down before the elbows bend\"\n# wrong: \"The elbows\", \"The hips\"",
    "right = \"The shoulder blades\"",
);

pub(super) const OPTIONS_OVERLAP: Words = (
    "Options that overlap",
    "Two options say the same in other spelling, or one of them holds the other.",
    "Then both are right or both are wrong, and a reader who sees that rules them out without knowing anything.",
    "right = \"6 to 12 reps\"\n# wrong: \"8 to 10 reps\"",
    "right = \"6 to 12 reps\"\n# wrong: \"13 to 20 reps\"",
);

pub(super) const UNEVEN_OPTIONS: Words = (
    "The right option differs in form from all others",
    "Only the right option has a number, a bracket, a full stop at its end, or begins with a small letter.",
    "What looks different is picked first, whatever it says.",
    "right = \"Soft knees, hips back (long spine).\"\n# wrong: \"Locked knees\", \"Round back\"",
    "right = \"Soft knees\"",
);

pub(super) const ALL_OF_THE_ABOVE: Words = (
    "An option about the other options",
    "The option says all, none or both of the others.",
    "Whoever knows two of them knows the answer, and options come in another order each time.",
    "say = \"All of the above\"",
    "kind = \"multi\"   # and list what is right",
);

pub(super) const NEGATIVE_STEM: Words = (
    "A stem that asks for what is not so",
    "The stem asks which option is not, never or except.",
    "People miss the small word and answer the opposite of what they know. Ask for what is so.",
    "ask = \"Which of these is not a sign of arm rowing?\"",
    "ask = \"Which of these is a sign of arm rowing?\"",
);

pub(super) const NOT_A_QUESTION: Words = (
    "A stem that asks nothing",
    "The stem of this kind should be a question and end with a question mark; a true-false stem should be a claim.",
    "Who has to guess what is asked is not tested on what they know.",
    "ask = \"Arm rowing\"",
    "ask = \"What is arm rowing?\"",
);

pub(super) const ABSOLUTES: Words = (
    "Absolutes in wrong options only",
    "Wrong options say always, never, only or all, and the right one doesn't.",
    "Readers have learned that absolutes are wrong, and need not know why.",
    "right = \"When the weight is heavy\"\n# wrong: \"Always\", \"Never\"",
    "right = \"When the weight is heavy\"\n# wrong: \"When the weight is light\"",
);

pub(super) const WORD_CLUE: Words = (
    "A word that only the stem and the key share",
    "A telling word of the stem stands in the right option and in no wrong one.",
    "The echo gives the answer away.",
    "ask = \"What should the elbows do in a row?\"\nright = \"The elbows follow the blades\"\n# wrong: \"Flare wide\", \"Stay straight\"",
    "right = \"Follow the blades\"",
);

pub(super) const NUMBERS_OUT_OF_ORDER: Words = (
    "Numbers out of order",
    "All options are numbers, and the wrong ones are not listed from small to large.",
    "Numbers in order are found at once; out of order they cost attention that the question should have.",
    "# wrong: \"20 degrees\", \"5 degrees\", \"60 degrees\"",
    "# wrong: \"5 degrees\", \"20 degrees\", \"60 degrees\"",
);

pub(super) const GIVES_AWAY: Words = (
    "Another question gives the answer away",
    "The stem of another question in the same section holds this question's answer.",
    "Asked in one sitting, the one answers the other.",
    "ask = \"Why do the shoulder blades lead a row?\"   # beside: \"What leads a row?\"",
    "ask = \"Why does the first movement matter?\"",
);

pub(super) const HARD_TO_READ: Words = (
    "A text that is hard to read",
    "The stem is longer than 45 words, or has a sentence of more than 30.",
    "The question should test what a lifter knows, not how well they read.",
    "ask = \"Given a lifter who, having set up as described and … , which … ?\"",
    "ask = \"The lifter has set up well. What comes next?\"",
);

pub(super) const MEDICAL_ADVICE: Words = (
    "Advice that sounds medical",
    "The text speaks of treating, healing or diagnosing, or tells people to train through pain.",
    "formcheck teaches movement. What hurts is for a doctor, and pain is never a form error.",
    "fix = \"This cures back pain\"",
    "fix = \"Stop if it hurts, and ask a doctor\"",
);
