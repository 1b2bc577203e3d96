//! What a seal proves and what it doesn't: the same words in every record, on screen and in docs/exams.md.

use super::paper::Given;

/// What stands in every record.
pub(crate) const SEAL: [&str; 6] = [
    "This is a record of assessed knowledge: what somebody answered to these questions on that day. It is no licence and says nothing of how anybody trains or teaches.",
    "The seal proves that whoever holds the examiner's key sealed this record and that nothing in it has been changed since. Everything in it can be worked out again from the paper, the log and the rules: the questions, each key, the marks, the decision.",
    "The commitment on the paper binds the examiner to the form: to whoever had the paper before the exam was sat, it proves that the form was not chosen afterwards.",
    "The closing code proves to whoever compares it with what a witness wrote down at the end of the exam that the log was not changed after that.",
    "The seal does not prove who sat there, that nobody helped, that no book or program was open, or that the examiner's own statements (who watched, which try it was) are true.",
    "No secret is kept on the candidate's machine. Somebody who sits alone can write a log as they like; only a witness and a closing code stand against that.",
];

/// What stands in every record of format 2 in addition.
pub(crate) const LOCK: &str = "A locked paper is closed to whoever does not know its start words. That proves nothing against an examiner or a witness who told them before, or who gave away the seed.";

/// What stands in the record of an exam that somebody watched.
pub(crate) const SUPERVISED: &str = "The examiner says that the witness watched the whole exam.";

/// What is said in addition where the witness signed with a key of their own.
pub(crate) const SIGNED: &str = " The witness signed its opening and its end with a key of their own.";

/// What is said in addition of how the paper was handed out, where somebody watched.
pub(crate) fn given(given: Option<Given>) -> &'static str {
    match given {
        Some(Given::Locked) => "The paper was locked until then.",
        Some(Given::AtOnce) => "The paper was drawn when the exam began.",
        Some(Given::OpenBook) | None => {
            "But the paper was not locked: whoever had it before could work out every key."
        }
    }
}

/// What stands in the record of an exam that nobody watched.
pub(crate) const ALONE: &str = "Nobody watched. At home an exam is open book: read the result as what the candidate can find, not as what they know.";
