//! What a page is made of, and how it is built.

use super::{Chart, RichText, Role, faint, key};
use crate::rulebook::words::clean;

/// A page: blocks, from top to bottom.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Page {
    /// The blocks.
    pub blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Clone, PartialEq, Debug)]
pub enum Block {
    /// A heading, with a gap before it unless it is the first.
    Heading(String),
    /// Text that is wrapped.
    Paragraph(Paragraph),
    /// An entry of a list.
    Item(RichText),
    /// A line as it is: never wrapped.
    Line(RichText),
    /// Room, unless there is some already.
    Gap,
    /// Rows of cells.
    Table(Table),
    /// Figures that are drawn where there is room.
    Chart(Chart),
    /// Pictures beside each other, where pictures can be shown.
    Pictures {
        /// What they show.
        title: RichText,
        /// The pictures.
        pictures: Vec<CaptionedSvg>,
    },
}

/// Text that is wrapped.
#[derive(Clone, PartialEq, Debug)]
pub struct Paragraph {
    /// What stands before its first line: spaces, a number, a mark.
    pub mark: RichText,
    /// How far its further lines are indented; none is as far as the mark is wide.
    pub indent: Option<usize>,
    /// The text.
    pub text: RichText,
}

/// Rows of cells below each other.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Table {
    /// The columns; the last cell of a row may be long.
    pub columns: Vec<Column>,
    /// Whether the columns' names stand above them also where there is little room.
    pub has_head: bool,
    /// The rows, each with a cell for each column.
    pub rows: Vec<Vec<RichText>>,
}

/// A column of a table.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Whether it holds numbers, which stand on the right.
    pub is_number: bool,
}

/// A picture with what stands below it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CaptionedSvg {
    /// The picture as SVG within HTML.
    pub svg: String,
    /// What it shows.
    pub caption: String,
}

impl Page {
    /// An empty page.
    pub fn new() -> Page {
        Page::default()
    }

    fn add(&mut self, block: Block) -> &mut Page {
        self.blocks.push(block);
        self
    }

    /// A heading, with a gap before it unless it is the first.
    pub fn heading(&mut self, text: &str) -> &mut Page {
        self.add(Block::Heading(clean(text).into_owned()))
    }

    /// A paragraph.
    pub fn say(&mut self, text: &str) -> &mut Page {
        self.hang("", text)
    }

    /// A paragraph beside the point.
    pub fn aside(&mut self, text: &str) -> &mut Page {
        self.add(Block::Paragraph(Paragraph { mark: "".into(), indent: None, text: faint(text) }))
    }

    /// A paragraph behind a mark, its further lines indented below its first word.
    pub fn hang(&mut self, mark: &str, text: &str) -> &mut Page {
        self.add(Block::Paragraph(Paragraph { mark: mark.into(), indent: None, text: text.into() }))
    }

    /// The same, with roles.
    pub fn hang_rich(&mut self, mark: impl Into<RichText>, text: impl Into<RichText>) -> &mut Page {
        self.add(Block::Paragraph(Paragraph { mark: mark.into(), indent: None, text: text.into() }))
    }

    /// An entry of a list.
    pub fn item(&mut self, text: &str) -> &mut Page {
        self.add(Block::Item(text.into()))
    }

    /// Entries that are numbered from 1.
    pub fn numbered<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> &mut Page {
        for (place, text) in texts.into_iter().enumerate() {
            self.hang(&format!("  {}. ", place + 1), text);
        }
        self
    }

    /// A paragraph behind a label, its further lines indented a little; nothing if the paragraph is empty. Spaces before
    /// the label indent it all.
    pub fn labelled(&mut self, label: &str, text: &str) -> &mut Page {
        if text.is_empty() {
            return self;
        }
        let name = label.trim_start();
        let (mark, indent) = (&label[..label.len() - name.len()], label.len() - name.len() + 2);
        let text = key(name).then(format!(": {text}"));
        self.add(Block::Paragraph(Paragraph { mark: mark.into(), indent: Some(indent), text }))
    }

    /// A line as it is.
    pub fn line(&mut self, text: impl Into<RichText>) -> &mut Page {
        self.add(Block::Line(text.into()))
    }

    /// Room, unless there is some already.
    pub fn gap(&mut self) -> &mut Page {
        self.add(Block::Gap)
    }

    /// A table; nothing if it has no rows.
    pub fn table(&mut self, table: Table) -> &mut Page {
        if table.rows.is_empty() { self } else { self.add(Block::Table(table)) }
    }

    /// A chart.
    pub fn chart(&mut self, chart: Chart) -> &mut Page {
        self.add(Block::Chart(chart))
    }

    /// Another page's blocks behind these.
    pub fn append(&mut self, other: Page) -> &mut Page {
        self.blocks.extend(other.blocks);
        self
    }
}

impl Table {
    /// A table with these columns; a name that begins with `#` is that of a column of numbers.
    pub fn new<const N: usize>(names: [&str; N]) -> Table {
        let column = |name: &str| Column {
            name: name.trim_start_matches('#').to_owned(),
            is_number: name.starts_with('#'),
        };
        Table { columns: names.map(column).into(), has_head: true, rows: Vec::new() }
    }

    /// A table whose cells say themselves what they are.
    pub fn bare(columns: usize) -> Table {
        Table { columns: vec![Column::default(); columns], ..Table::default() }
    }

    /// Adds a row; what could steer a terminal is taken out of it.
    pub fn row<const N: usize>(&mut self, cells: [&str; N]) {
        self.rows.push(cells.map(|cell| RichText::new(clean(cell), Role::Plain)).into());
    }
}
