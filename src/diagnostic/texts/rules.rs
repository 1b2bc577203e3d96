//! What the warnings about rules and their words mean.

use super::Words;

pub(super) const STRAY_CHARACTER: Words = (
    "A character that can't be seen",
    "The text has a control character, or one that turns the direction of the text round.",
    "It can hide what a file says from the person who reviews it, and it steers a terminal.",
    "cue = \"Blades\\u202E first\"",
    "cue = \"Blades first\"",
);

pub(super) const LOOK_ALIKE: Words = (
    "A letter that looks like another",
    "A word mixes letters of two scripts that look alike, such as a Cyrillic а among Latin letters.",
    "Two words that look the same are not the same: a typed answer would be called wrong, a search would find nothing.",
    "name = \"Аrm rowing\"   # the first letter is Cyrillic",
    "name = \"Arm rowing\"",
);

pub(super) const TOO_LONG: Words = (
    "A text longer than it should be",
    "A cue has more than six words, or a name, clause or explanation is longer than a screen has room for.",
    "A cue is called out while a rep lasts; an option is read on a phone. What is too long is not read.",
    "cue = \"Please start the pull with your shoulder blades first\"",
    "cue = \"Blades first\"",
);

pub(super) const DOUBLED_SOURCE: Words = (
    "One source under two ids",
    "Two sources have the same title and author, or the same address.",
    "Then half of the claims hang on one id and half on the other, and a mend reaches only one.",
    "[notes]\ntitle = \"Row notes\"\nkind = \"article\"\n[row-notes]\ntitle = \"Row notes\"\nkind = \"article\"",
    "[row-notes]\ntitle = \"Row notes\"\nkind = \"article\"",
);

pub(super) const UNUSED_SIGN: Words = (
    "A sign that nothing observes",
    "No mistake, exercise or combination names this sign.",
    "It is never shown, asked or judged. Most often the mistake that was to use it is missing.",
    "[grip-width]\nask = \"How wide is the grip?\"   # and no rule names it",
    "[too-wide]\nwhen = { grip-width = \"wide\" }",
);

pub(super) const UNUSED_VALUE: Words = (
    "A value that nothing names",
    "No mistake, and no good, tolerated, impossible or unlikely condition names this value of the sign.",
    "Nobody can tell whether it is right or wrong, so no question can show it.",
    "[momentum.values]\nnone = \"…\"\nslight = \"…\"   # neither good nor a mistake anywhere",
    "[tolerated]\nmomentum = \"slight\"",
);

pub(super) const UNUSED_MISTAKE: Words = (
    "A mistake that counts nowhere",
    "No exercise lists this shared mistake.",
    "It is never asked and never found in a check.",
    "[arm-rowing]   # in rules/mistakes, and no exercise lists it",
    "mistakes = [\"arm-rowing\"]   # in an exercise",
);

pub(super) const UNUSED_MUSCLE: Words = (
    "A muscle that nothing trains",
    "No exercise names this muscle or its group.",
    "Then it is only asked about in the abstract. Often the exercise's list is short of it.",
    "[soleus]   # and no exercise trains it",
    "muscles = { primary = [\"soleus\"] }",
);

pub(super) const UNUSED_SOURCE: Words = (
    "A source that backs nothing",
    "No claim names this source.",
    "A list of sources is only worth something if each one backs something.",
    "[old-notes]   # and nothing cites it",
    "sources = [\"old-notes\"]",
);

pub(super) const NOT_DRAWN: Words = (
    "A mistake that no picture shows",
    "The exercise is drawn, and an eye can't tell this mistake from a clean rep: no value of its signs is posed, or too little.",
    "It is told in words and never asked by eye. Often its sign only lacks a pose.",
    "[knees.values]\nlocked = \"the knees are locked\"\nsoft = \"the knees are soft\"   # and no [knees.pose]",
    "[knees.pose]\nlocked = { knees = 0 }",
);

pub(super) const POSE_IGNORED: Words = (
    "A pose that its base doesn't obey",
    "The figure of this exercise sets a parameter that changes nothing about a body on its base.",
    "Who wrote it expects to see something, and nothing is drawn. `docs/format.md` says what each base obeys.",
    "[figure]\nbase = \"prone-on-a-bench\"\nalways = { knees = 60 }   # who lies face down doesn't stand on bent knees",
    "[figure]\nbase = \"prone-on-a-bench\"\nalways = { bench = 95 }",
);

pub(super) const REWORDS_NOTHING: Words = (
    "A rewording that changes nothing",
    "The text under [reword] is the one that the mistake has anyway.",
    "It looks as if this exercise had words of its own, and it won't follow when the mistake's words are mended.",
    "[reword.arm-rowing]\ncue = \"Blades first\"   # as the mistake says",
    "[reword.arm-rowing]\ncue = \"Blades, then the bar\"",
);

pub(super) const UNUSED_ALLOW: Words = (
    "An allowance that allows nothing",
    "The file allows findings of this code, and has none.",
    "A leftover allowance would hide the next finding, which nobody meant.",
    "[allow]\ngap = \"…\"   # and there is no gap",
    "# no [allow] table",
);

pub(super) const ALWAYS_TOGETHER: Words = (
    "Two mistakes that always fire together",
    "No possible rep fires one of them without the other.",
    "Nobody can tell them apart, so no question can ask which of the two it is.",
    "[a]\nwhen = { knees = \"locked\" }\n[b]\nwhen = { knees = { not = [\"soft\", \"bent\"] } }   # locked again",
    "# one mistake, with the better of the two texts",
);

pub(super) const COVERED: Words = (
    "A mistake that never fires alone",
    "Wherever this mistake fires, at least one of some others fires too.",
    "It can't be asked alone, so nobody learns to see it. Often its condition is too narrow, or another one too wide.",
    "[big-swing]\nwhen = { momentum = \"big\" }\n[any-help]\nwhen = { momentum = [\"slight\", \"big\"] }",
    "[any-help]\nwhen = { momentum = \"slight\" }",
);

pub(super) const TOLERATED_FIRES: Words = (
    "A tolerated value with which a mistake always fires",
    "The exercise tolerates this value, but every rep with it fires a mistake.",
    "Tolerated means no verdict. A rep can't be left alone and called a mistake at once.",
    "[tolerated]\nmomentum = \"slight\"\n[mistake.any-help]\nwhen = { momentum = [\"slight\", \"big\"] }",
    "[mistake.any-help]\nwhen = { momentum = \"big\" }",
);

pub(super) const GAP: Words = (
    "A rep that no rule speaks on",
    "The value is neither good nor tolerated, and no mistake fires. The plainest such rep is shown.",
    "The program would have to say “no verdict” about something that a coach surely has a view on.",
    "[good]\nknees = \"soft\"\n[mistake.locked-knees]\nwhen = { knees = \"locked\" }   # and deep-bend?",
    "[tolerated]\nknees = \"deep-bend\"",
);

pub(super) const MISSING_EXAMPLE: Words = (
    "A bound or a joined condition without its examples",
    "A bound needs an example on either side; a condition that joins signs needs one that fires, and for each sign one that just misses.",
    "Numbers slip easily, and no proof can tell what you meant. `formcheck lint --suggest` writes the examples; read whether you agree.",
    "when = { torso-angle = { over = 45 } }   # and no example at 45 or 46",
    "[[example]]\nrep = { torso-angle = 46 }\nexpect = [\"too-upright\"]\n[[example]]\nrep = { torso-angle = 45 }\nexpect = []",
);

pub(super) const UNTESTED_CHANGE: Words = (
    "A change that nothing would notice",
    "`lint --mutants` changed this condition a little, and no example failed and no proof spoke up.",
    "Then a slip of the same kind would pass unseen, too.",
    "when = { torso-angle = { over = 45 } }   # over = 46 would pass",
    "[[example]]\nrep = { torso-angle = 46 }\nexpect = [\"too-upright\"]",
);
