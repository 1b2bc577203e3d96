//! Slips of the finger, made from the sound pack: every word that names something is misspelt in several ways.

/// A word misspelt where it is used.
pub(crate) struct Typo {
    /// The file it is in.
    pub(crate) file: String,
    /// Where the word starts in it.
    pub(crate) at: usize,
    /// What was meant.
    pub(crate) word: String,
    /// What is there instead.
    pub(crate) put: String,
}

/// Keys whose texts are free: a slip in them is nothing that a program could see.
const FREE: &[&str] = &[
    "name",
    "title",
    "licence",
    "lang",
    "version",
    "authors",
    "author",
    "aka",
    "aliases",
    "tags",
    "equipment",
    "accept",
    "pairs",
    "group",
    "unit",
    "load",
    "origin",
    "actions",
];

/// Every misspelling of every word that names something, where it is used and not where it is defined.
pub(crate) fn all(files: &[(String, String)]) -> Vec<Typo> {
    let mut typos = Vec::new();
    for (file, text) in files {
        let mut at = 0;
        let mut header = "";
        for line in text.split_inclusive('\n') {
            if line.starts_with('[') {
                header = line.trim();
            }
            for (offset, word) in used_words(line, header) {
                for put in slips(word) {
                    typos.push(Typo { file: file.clone(), at: at + offset, word: word.to_owned(), put });
                }
            }
            at += line.len();
        }
    }
    typos
}

fn is_word(text: &str) -> bool {
    text.len() >= 3 && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

/// The keys and the quoted words of a line that lean on something defined elsewhere.
fn used_words<'l>(line: &'l str, header: &str) -> Vec<(usize, &'l str)> {
    let mut words = Vec::new();
    let own_key = line.split('=').next().unwrap_or_default().trim();
    // Values and a pack's phases are defined here: a slip is told wherever the right word is used.
    let defines = header.ends_with(".values]") || header.is_empty() && own_key == "phases";
    if line.starts_with('[') || defines || line.trim().is_empty() {
        return words;
    }
    let mut from = 0;
    // Outside of quotes: keys. Inside: words, unless the key says that its text is free.
    for (place, part) in line.split('"').enumerate() {
        if place % 2 == 1 {
            if is_word(part) && !FREE.contains(&own_key) && !is_free_text(line, from) {
                words.push((from, part));
            }
        } else {
            let mut end = 0;
            while let Some(equals) = part[end..].find('=').map(|at| end + at) {
                let key = part[..equals].trim_end();
                let start = key
                    .rfind(|letter: char| !(letter.is_ascii_lowercase() || letter == '-'))
                    .map_or(0, |at| at + 1);
                if is_word(&key[start..]) {
                    words.push((from + start, &line[from + start..from + key.len()]));
                }
                end = equals + 1;
            }
        }
        from += part.len() + 1;
    }
    words
}

/// Whether the quoted word at `at` stands behind a key whose texts are free, inside an inline table.
fn is_free_text(line: &str, at: usize) -> bool {
    let before = line[..at].trim_end_matches(['"', ' ', '[']);
    let key = before.trim_end_matches('=').trim_end();
    let start =
        key.rfind(|letter: char| !(letter.is_ascii_lowercase() || letter == '-')).map_or(0, |at| at + 1);
    before.ends_with('=') && FREE.contains(&&key[start..])
}

/// A swap of neighbours, a letter left out, a letter twice, a wrong letter; and another case.
fn slips(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let middle = letters.len() / 2;
    let swapped = (0..letters.len() - 1)
        .map(|at| (at + middle) % (letters.len() - 1))
        .find(|&at| letters[at] != letters[at + 1]);
    let mut slips: Vec<Vec<char>> = Vec::new();
    if let Some(at) = swapped {
        let mut slip = letters.clone();
        slip.swap(at, at + 1);
        slips.push(slip);
    }
    let mut left_out = letters.clone();
    left_out.remove(middle);
    slips.push(left_out);
    let mut twice = letters.clone();
    twice.insert(middle, letters[middle]);
    slips.push(twice);
    let mut wrong = letters.clone();
    wrong[middle] = if letters[middle] == 'x' { 'c' } else { 'x' };
    slips.push(wrong);
    let is_kebab = |word: &str| !word.starts_with('-') && !word.ends_with('-') && !word.contains("--");
    slips.into_iter().map(String::from_iter).filter(|slip| slip != word && is_kebab(slip)).collect()
}
