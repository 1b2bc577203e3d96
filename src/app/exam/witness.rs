//! A witness's own key beside an exam: it signs the opening and the end, each time with the witness there to unlock it.

use std::io;
use std::path::Path;

use crate::app::AppError;
use crate::app::exam::keys::Signer;
use formcheck_core::quiz::ActError;
use formcheck_exam::witness::WitnessMoment;
use formcheck_exam::{Exam, ExamSession};

pub(crate) struct Witness<'a> {
    path: &'a Path,
    /// Unlocked for the opening only: for the end the witness has to be there again.
    for_opening: Option<Signer>,
}

impl<'a> Witness<'a> {
    /// The witness of an exam that is to be begun, or gone on with.
    pub(crate) fn open(path: &'a Path, exam: &Exam) -> Result<Witness<'a>, AppError> {
        if exam.ended().is_some() {
            return Err(AppError::new(
                "this exam is over: nobody can become its witness now",
                "leave --witness-key out",
            ));
        }
        let what_for = match exam.witnessed() {
            None => "The witness signs that this exam is opened.",
            Some(_) => "This exam goes on, and its witness is there again.",
        };
        let signer = Signer::of_witness(path, what_for)?;
        let Some(before) = exam.witnessed() else {
            if exam.answered() > 0 {
                return Err(AppError::new(
                    "something was answered before: a witness is there from the start",
                    "go on without --witness-key; whoever watches from now on is no witness of this exam",
                ));
            }
            return Ok(Witness { path, for_opening: Some(signer) });
        };
        if before.key != signer.public().to_base64() {
            return Err(AppError::new(
                format!("its opening was signed with another key than {}", path.display()),
                "go on with the key of the witness who signed it",
            ));
        }
        Ok(Witness { path, for_opening: None })
    }

    /// Signs the opening, unless it was signed before.
    pub(crate) fn sign_opening(&mut self, session: &mut ExamSession<'_>) -> io::Result<()> {
        match self.for_opening.take() {
            Some(signer) => sign(session, &signer, WitnessMoment::Opening),
            None => Ok(()),
        }
    }

    /// Signs the end: the key is unlocked anew.
    pub(crate) fn sign_end(&self, session: &mut ExamSession<'_>) -> Result<(), AppError> {
        let signer = Signer::of_witness(self.path, "The exam is over, and its witness signs that now.")?;
        sign(session, &signer, WitnessMoment::End)
            .map_err(|error| AppError::new(error.to_string(), "let the witness write down the closing code"))
    }
}

fn sign(session: &mut ExamSession<'_>, signer: &Signer, moment: WitnessMoment) -> io::Result<()> {
    let statement = session.to_sign(moment);
    let signed = signer
        .witness(moment, &statement)
        .map_err(|_| io::Error::other("the witness's signature could not be made"))?;
    session.witness(signed).map_err(|error| match error {
        ActError::Failed(error) => error,
        ActError::Refused(why) => io::Error::other(why.0),
    })
}
