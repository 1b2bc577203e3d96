//! Degrees: where a mistake is worse.

use super::Resolver;
use super::names::Defined;
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::unless::overlap;
use crate::rulebook::{Degree, Severity, When};

impl Resolver<'_, '_> {
    /// The degrees of a mistake of this severity that fires in `when`.
    pub(super) fn degrees(
        &mut self,
        defined: &Defined<'_>,
        when: Option<&When>,
        severity: Severity,
    ) -> Vec<Degree> {
        let mut degrees = Vec::new();
        for table in defined.table.subs("worse") {
            let Some(node) = table.get("when") else { continue };
            let (Some(own), Some((word, place))) = (self.when(defined.pack, node), table.text("severity"))
            else {
                continue;
            };
            let Some(worse) = Severity::find(word) else { continue };
            if worse <= severity {
                let message =
                    format!("{word} is no worse than the mistake, which is of {} severity", severity.word());
                let help = "write a higher severity here, or a lower one for the mistake: low, medium, high";
                self.say(Diagnostic::new(Code::BadValue, place, message).help(help));
                continue;
            }
            for clause in &own {
                if when.is_some_and(|when| !when.iter().any(|fires| overlap(fires, clause))) {
                    let message = "this never holds where the mistake fires";
                    self.say(
                        Diagnostic::new(Code::NeverHolds, clause.span, message)
                            .help("write a case in which the mistake fires, or make its `when` wider"),
                    );
                }
            }
            let cue = table.owned("cue");
            degrees.push(Degree { when: own, severity: worse, cue, span: node.span });
        }
        degrees
    }
}
