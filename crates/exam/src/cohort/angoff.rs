//! A cut set by judges: the modified Angoff method, from a CSV of estimates.
//!
//! Each judge says of each item how many of 100 people who are only just good enough would answer it rightly. Angoff 1971,
//! Scales, norms and equivalent scores, in Thorndike (ed.), Educational Measurement; Cizek and Bunch 2007, Standard
//! Setting, chapter 6. Must not know files.

use serde::Serialize;

use super::math::{float, mean_and_deviation};

/// What the judges said.
#[derive(Clone, PartialEq, Debug)]
pub struct Judges {
    /// The judges, as the first row names them.
    pub names: Vec<String>,
    /// Of each item, as its row begins, what each judge said, from 0 to 100.
    pub items: Vec<(String, Vec<f64>)>,
}

/// The cut that follows.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Angoff {
    /// Judges.
    pub judges: usize,
    /// Items.
    pub items: usize,
    /// The cut, in percent of the marks.
    pub cut: f64,
    /// Its standard error over judges, in percent of the marks; none with one judge.
    pub standard_error: Option<f64>,
    /// The lowest and the highest judge's own cut, with the judge.
    pub lowest: (String, f64),
    /// The highest.
    pub highest: (String, f64),
}

impl Judges {
    /// Reads the CSV: a first row `item,JUDGE,JUDGE…`, then a row an item with a number from 0 to 100 for each judge.
    ///
    /// # Errors
    /// What is wrong, with its row, and what to write instead.
    pub fn read(text: &str) -> Result<Judges, String> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let mut rows = reader.records().enumerate().map(|(at, row)| match row {
            Ok(row) => Ok((at + 1, row)),
            Err(_) => Err(format!("row {} is no CSV; write item,first judge,second judge", at + 1)),
        });
        let Some(first) = rows.next() else {
            return Err("there is nothing in it; its first row is item,first judge,second judge".to_owned());
        };
        let names: Vec<String> = first?.1.iter().skip(1).map(str::to_owned).collect();
        if names.is_empty() {
            return Err("its first row names no judge; write item,first judge,second judge".to_owned());
        }
        let mut items = Vec::new();
        for row in rows {
            let (at, row) = row?;
            let item = row.get(0).unwrap_or_default().to_owned();
            if row.len() != names.len() + 1 {
                let (has, wants) = (row.len().saturating_sub(1), names.len());
                return Err(format!(
                    "row {at} (`{item}`) has {has} estimates for {wants} judges; give one for each"
                ));
            }
            let said = row.iter().skip(1).map(|cell| {
                let number: Option<f64> = cell.trim_end_matches('%').trim().parse().ok();
                number.filter(|number| (0.0..=100.0).contains(number)).ok_or_else(|| {
                    format!("row {at} (`{item}`) has `{cell}`; an estimate is a number from 0 to 100")
                })
            });
            let said = said.collect::<Result<Vec<f64>, String>>()?;
            items.push((item, said));
        }
        if items.is_empty() {
            return Err("it has judges and no items; write one row for each item".to_owned());
        }
        Ok(Judges { names, items })
    }

    /// The cut: the mean over judges of the mean of what each said; its standard error is the standard deviation of the
    /// judges' own cuts over the root of their number.
    pub fn cut(&self) -> Angoff {
        let own = |judge: usize| {
            self.items.iter().map(|(_, said)| said[judge]).sum::<f64>() / float(self.items.len())
        };
        let cuts: Vec<f64> = (0..self.names.len()).map(own).collect();
        let spread = mean_and_deviation(&cuts);
        let at = |(judge, cut): (usize, &f64)| (self.names[judge].clone(), *cut);
        let by = |(_, a): &(usize, &f64), (_, b): &(usize, &f64)| a.total_cmp(b);
        let first = || (self.names[0].clone(), cuts[0]);
        Angoff {
            judges: self.names.len(),
            items: self.items.len(),
            cut: cuts.iter().sum::<f64>() / float(cuts.len()),
            standard_error: spread.map(|(_, deviation)| deviation / float(cuts.len()).sqrt()),
            lowest: cuts.iter().enumerate().min_by(by).map_or_else(first, at),
            highest: cuts.iter().enumerate().max_by(by).map_or_else(first, at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_as_by_hand() {
        let judges =
            Judges::read("item,Ann,Ben,Cy\none,60,70,80\ntwo,50,60,70\nthree,\"40\",50 %,60\n").expect("CSV");
        let cut = judges.cut();
        assert_eq!((cut.judges, cut.items), (3, 3));
        assert!((cut.cut - 60.0).abs() < 1e-9, "{cut:?}");
        // The judges' own cuts are 50, 60 and 70: deviation 10, over the root of 3.
        assert!((cut.standard_error.expect("three judges") - 10.0 / 3.0_f64.sqrt()).abs() < 1e-9);
        assert_eq!((cut.lowest.0.as_str(), cut.highest.0.as_str()), ("Ann", "Cy"));
        assert_eq!(Judges::read("item,Ann\na,50\n").expect("CSV").cut().standard_error, None);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_row() {
        for (text, says) in [
            ("", "nothing in it"),
            ("item\n", "names no judge"),
            ("item,Ann\n", "no items"),
            ("item,Ann,Ben\na,50\n", "row 2 (`a`) has 1 estimates for 2 judges"),
            ("item,Ann\na,fifty\n", "row 2 (`a`) has `fifty`"),
            ("item,Ann\na,50\nb,101\n", "row 3 (`b`) has `101`"),
        ] {
            let told = Judges::read(text).expect_err("it is wrong");
            assert!(told.contains(says), "{told}");
        }
    }
}
