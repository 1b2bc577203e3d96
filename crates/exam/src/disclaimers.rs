//! What a seal proves and what it doesn't: the same words in every record, on screen and in docs/exams.md.

/// What stands in every record.
pub(crate) const SEAL: [&str; 6] = [
    "This is a record of assessed knowledge: what somebody answered to these questions on that day. It is no licence and says nothing of how anybody trains or teaches.",
    "The seal proves that whoever holds the examiner's key sealed this record and that nothing in it has been changed since. Everything in it can be worked out again from the paper, the log and the rules: the questions, each key, the marks, the decision.",
    "The commitment on the paper binds the examiner to the form: to whoever had the paper before the exam was sat, it proves that the form was not chosen afterwards.",
    "The closing code proves to whoever compares it with what a witness wrote down at the end of the exam that the log was not changed after that.",
    "The seal does not prove who sat there, that nobody helped, that no book or program was open, or that the examiner's own statements (who watched, which try it was) are true.",
    "No secret is kept on the candidate's machine. Somebody who sits alone can write a log as they like; only a witness and a closing code stand against that.",
];

/// What stands in the record of an exam that somebody watched.
pub(crate) const SUPERVISED: &str = "The examiner says that the witness watched the whole exam.";

/// What stands in the record of an exam that nobody watched.
pub(crate) const ALONE: &str = "Nobody watched. At home an exam is open book: read the result as what the candidate can find, not as what they know.";
