//! Tables of landmarks, with a header: one row a frame (`nose_x`, `left_hip_y`, or `x0,y0,z0,v0,x1` …), or one row a landmark
//! (`frame,landmark,x,y,z,visibility`). Numbers are `MediaPipe`'s.

use super::draft::{Counted, Draft, Time};
use super::frame::of_points;
use crate::LandmarkError;
use crate::joints::{MEDIAPIPE, Part, Side, in_mediapipe};
use crate::recording::Mark;

/// What a column has of a landmark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Has {
    X,
    Y,
    Z,
    Visibility,
}

/// What a column is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Column {
    Of(usize, Has),
    Ms,
    Time,
    Number,
    /// Of a table with one row a landmark.
    Landmark,
    Alone(Has),
    Other,
}

/// How a table is laid out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Header {
    columns: Vec<Column>,
    is_long: bool,
}

/// Reads the rows of a table.
pub(super) fn read(text: &str, draft: &mut Draft) -> Result<(), LandmarkError> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let delimiter = delimiter(first);
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let names: Vec<String> =
        rows.headers().map_err(|error| broken(&error))?.iter().map(str::to_owned).collect();
    let header = header(&names).ok_or_else(|| {
        LandmarkError::new(
            "the header has no landmarks",
            "name columns nose_x, nose_y, …, or x0, y0, z0, v0, …, or frame, landmark, x, y, z, visibility",
        )
    })?;
    let table = Table { names: &names, header: &header, delimiter };
    let mut long: Option<Open> = None;
    for row in rows.records() {
        let row = row.map_err(|error| broken(&error))?;
        if header.is_long {
            table.landmark(&row, &mut long, draft)?;
        } else {
            table.frame(&row, draft)?;
        }
    }
    match long {
        Some(open) => open.close(draft),
        None => Ok(()),
    }
}

/// Whether a first line is the header of a table of landmarks.
pub(super) fn is_header(line: &str) -> bool {
    let delimiter = char::from(delimiter(line));
    let names: Vec<String> =
        line.split(delimiter).map(|name| name.trim().trim_matches('"').to_owned()).collect();
    header(&names).is_some()
}

fn delimiter(line: &str) -> u8 {
    let times = |one: u8| line.bytes().filter(|&byte| byte == one).count();
    [b'\t', b';', b','].into_iter().max_by_key(|&one| times(one)).unwrap_or(b',')
}

fn broken(error: &csv::Error) -> LandmarkError {
    LandmarkError::new(format!("this is no table: {error}"), "save it as CSV with a header")
}

fn header(names: &[String]) -> Option<Header> {
    let names: Vec<String> =
        names.iter().map(|name| name.to_lowercase().replace([' ', '.', '-'], "_")).collect();
    // Some write the first landmark as x1.
    let from = usize::from(names.iter().any(|name| name == "x33") && !names.iter().any(|name| name == "x0"));
    let mut columns: Vec<Column> = names.iter().map(|name| column(name, from)).collect();
    let has = |columns: &[Column], one: Column| columns.contains(&one);
    let is_long = has(&columns, Column::Landmark)
        && has(&columns, Column::Alone(Has::X))
        && has(&columns, Column::Alone(Has::Y));
    if !is_long {
        // `x` and `y` alone are somebody's own.
        for column in &mut columns {
            if matches!(column, Column::Alone(_) | Column::Landmark) {
                *column = Column::Other;
            }
        }
        let whole =
            |place: &usize| [Has::X, Has::Y].iter().all(|has| columns.contains(&Column::Of(*place, *has)));
        // A trunk or a limb is three joints.
        if (0..MEDIAPIPE).filter(whole).count() < 3 {
            return None;
        }
    }
    Some(Header { columns, is_long })
}

fn column(name: &str, from: usize) -> Column {
    match name {
        "ms" | "time_ms" | "timestamp_ms" | "timestampms" | "timems" => return Column::Ms,
        "time" | "timestamp" | "t" | "seconds" | "time_s" => return Column::Time,
        "frame" | "frame_index" | "frame_number" | "frame_id" | "frame_no" => return Column::Number,
        "landmark" | "landmark_id" | "landmark_index" | "landmark_name" | "joint" | "keypoint" => {
            return Column::Landmark;
        }
        _ => {}
    }
    if let Some(has) = has(name) {
        return Column::Alone(has);
    }
    if let Some((part, of)) = name.rsplit_once('_')
        && let (Some(place), Some(has)) = (place(part), has(of))
    {
        return Column::Of(place, has);
    }
    // x12, x_12, visibility12
    let letters = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let number: Option<usize> = name[letters.len()..].parse().ok();
    match (has(letters.trim_end_matches('_')), number.and_then(|number| number.checked_sub(from))) {
        (Some(has), Some(place)) if place < MEDIAPIPE => Column::Of(place, has),
        _ => Column::Other,
    }
}

fn has(word: &str) -> Option<Has> {
    match word {
        "x" => Some(Has::X),
        "y" => Some(Has::Y),
        "z" => Some(Has::Z),
        "v" | "vis" | "visibility" | "confidence" | "conf" | "score" | "c" => Some(Has::Visibility),
        _ => None,
    }
}

/// The landmark of a name or a number; none of those that nothing is measured by.
fn place(word: &str) -> Option<usize> {
    if let Ok(number) = word.trim_start_matches("landmark_").parse::<usize>() {
        return (number < MEDIAPIPE).then_some(number);
    }
    let word = word.to_lowercase().replace([' ', '-', '.'], "_");
    let word = word.replace("foot_index", "toe");
    let side = |rest: &str, side: Side| {
        let part = Part::ALL.into_iter().find(|part| part.word() == rest && *part != Part::Nose)?;
        Some(in_mediapipe(part, side))
    };
    match word.split_once('_') {
        None if word == Part::Nose.word() => Some(0),
        Some(("left", rest)) => side(rest, Side::Left),
        Some(("right", rest)) => side(rest, Side::Right),
        _ => None,
    }
}

/// The frame of a table with one row a landmark that is being read.
struct Open {
    key: String,
    time: Option<Time>,
    marks: Vec<Option<Mark>>,
}

impl Open {
    fn close(self, draft: &mut Draft) -> Result<(), LandmarkError> {
        push(draft, &self.marks, self.time)
    }
}

fn push(draft: &mut Draft, marks: &[Option<Mark>], time: Option<Time>) -> Result<(), LandmarkError> {
    let counted = marks.iter().any(Option::is_some).then_some(Counted::Unsaid);
    draft.push(of_points(|part, side| marks[in_mediapipe(part, side)]), time, counted)
}

struct Table<'t> {
    names: &'t [String],
    header: &'t Header,
    delimiter: u8,
}

impl Table<'_> {
    fn cell<'r>(&self, row: &'r csv::StringRecord, wanted: Column) -> Option<(usize, &'r str)> {
        let at = self.header.columns.iter().position(|column| *column == wanted)?;
        row.get(at).map(|cell| (at, cell))
    }

    /// The number of a cell; none of an empty one.
    fn number(&self, row: &csv::StringRecord, wanted: Column) -> Result<Option<f64>, LandmarkError> {
        let Some((at, cell)) = self.cell(row, wanted) else { return Ok(None) };
        if ["", "nan", "null", "none"].contains(&cell.to_lowercase().as_str()) {
            return Ok(None);
        }
        let pointed = if self.delimiter == b',' { cell.to_owned() } else { cell.replacen(',', ".", 1) };
        match pointed.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Some(number)),
            _ => {
                let line = row.position().map_or(0, csv::Position::line);
                let shown: String = cell.chars().take(20).collect();
                let what = format!("line {line}, column `{}`: \"{shown}\" is no number", self.names[at]);
                Err(LandmarkError::new(what, "leave a cell empty where nothing was seen"))
            }
        }
    }

    fn time(&self, row: &csv::StringRecord) -> Result<Option<Time>, LandmarkError> {
        Ok(match self.number(row, Column::Ms)? {
            Some(ms) => Some(Time::Ms(ms)),
            None => match self.number(row, Column::Time)? {
                Some(time) => Some(Time::Some(time)),
                None => self.number(row, Column::Number)?.map(Time::Number),
            },
        })
    }

    fn mark(
        &self,
        row: &csv::StringRecord,
        of: impl Fn(Has) -> Column,
    ) -> Result<Option<Mark>, LandmarkError> {
        let (x, y) = (self.number(row, of(Has::X))?, self.number(row, of(Has::Y))?);
        let (z, visibility) = (self.number(row, of(Has::Z))?, self.number(row, of(Has::Visibility))?);
        Ok(x.zip(y).map(|(x, y)| Mark { x, y, z, visibility: visibility.unwrap_or(1.0) }))
    }

    fn frame(&self, row: &csv::StringRecord, draft: &mut Draft) -> Result<(), LandmarkError> {
        let mut marks = Vec::with_capacity(MEDIAPIPE);
        for place in 0..MEDIAPIPE {
            marks.push(self.mark(row, |has| Column::Of(place, has))?);
        }
        push(draft, &marks, self.time(row)?)
    }

    fn landmark(
        &self,
        row: &csv::StringRecord,
        open: &mut Option<Open>,
        draft: &mut Draft,
    ) -> Result<(), LandmarkError> {
        let key = [Column::Number, Column::Ms, Column::Time].into_iter().find_map(|one| self.cell(row, one));
        let line = row.position().map_or(0, csv::Position::line);
        let Some((_, key)) = key.filter(|(_, key)| !key.is_empty()) else {
            let what = format!("line {line}: the row doesn't say of which frame it is");
            return Err(LandmarkError::new(what, "add a column `frame`, or a time"));
        };
        if open.as_ref().is_none_or(|open| open.key != key) {
            if let Some(whole) = open.take() {
                whole.close(draft)?;
            }
            *open = Some(Open { key: key.to_owned(), time: self.time(row)?, marks: vec![None; MEDIAPIPE] });
        }
        let Some(open) = open else { return Ok(()) };
        let name = self.cell(row, Column::Landmark).map_or("", |(_, name)| name);
        // Eyes, mouths and fingers are passed over.
        let Some(place) = place(name) else { return Ok(()) };
        if open.marks[place].is_some() {
            let what = format!("line {line}: landmark {name} is there twice in frame {key}");
            return Err(LandmarkError::new(what, "write each landmark of a frame once, one body only"));
        }
        open.marks[place] = self.mark(row, Column::Alone)?;
        Ok(())
    }
}
