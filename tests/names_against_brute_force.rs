//! What a name in a rule file means, against the rule spelled out: mine, then the one of those that I use, and nothing else;
//! and what a name that was written down means, against a search through all packs.

use proptest::prelude::*;

use formcheck_core::rulebook::source::in_memory;
use formcheck_core::rulebook::{Named, load};

/// The ids that packs may share.
const IDS: [&str; 3] = ["m-a", "m-b", "m-c"];
const PACKS: [&str; 3] = ["p-0", "p-1", "p-2"];

/// Which of [`IDS`] a pack has, which packs before it it uses, and the name in its exercise.
#[derive(Clone, Debug)]
struct Case {
    has: [u8; 3],
    uses: [u8; 3],
    names: [String; 3],
}

fn cases() -> impl Strategy<Value = Case> {
    let name = prop_oneof![
        prop::sample::select(IDS.to_vec()).prop_map(str::to_owned),
        (prop::sample::select(PACKS.to_vec()), prop::sample::select(IDS.to_vec()))
            .prop_map(|(pack, id)| format!("{pack}/{id}")),
    ];
    let names = [name.clone(), name.clone(), name];
    ([0_u8..8, 0..8, 0..8], [0_u8..1, 0..2, 0..4], names).prop_map(|(has, uses, names)| Case {
        has,
        uses,
        names,
    })
}

fn has(set: u8, place: usize) -> bool {
    set >> place & 1 == 1
}

impl Case {
    /// What the exercise of a pack lists, by the rule in words.
    fn meant(&self, pack: usize) -> Result<(usize, &'static str), &'static str> {
        let name = self.names[pack].as_str();
        let reach: Vec<usize> =
            (0..3).filter(|&other| other == pack || has(self.uses[pack], other)).collect();
        let (owner, plain) = name.split_once('/').map_or((None, name), |(owner, plain)| (Some(owner), plain));
        let place = IDS.iter().position(|id| *id == plain).expect("one of ours");
        let defines = |&other: &usize| has(self.has[other], place);
        if let Some(owner) = owner {
            let owner = PACKS.iter().position(|pack| *pack == owner).expect("one of ours");
            return match (defines(&owner), reach.contains(&owner)) {
                (true, true) => Ok((owner, IDS[place])),
                (true, false) => Err("doesn't use"),
                _ => Err("there is no mistake"),
            };
        }
        if defines(&pack) {
            return Ok((pack, IDS[place]));
        }
        let all: Vec<usize> = reach.into_iter().filter(defines).collect();
        match all.as_slice() {
            [one] => Ok((*one, IDS[place])),
            [] if (0..3).any(|other| defines(&other)) => Err("doesn't use"),
            [] => Err("there is no mistake"),
            _ => Err("could mean"),
        }
    }

    fn files(&self, pack: usize) -> Vec<(String, String)> {
        let uses: Vec<String> = (0..3)
            .filter(|&other| has(self.uses[pack], other))
            .map(|other| format!("\"{}\"", PACKS[other]))
            .collect();
        let about = format!(
            "format = 2\nname = \"{}\"\ntitle = \"P\"\nversion = \"1.0.0\"\nlicence = \"CC0-1.0\"\nauthors = [\"A\"]\n\
             lang = \"en\"\nphases = [\"pull\"]\nuses = [{}]\n",
            PACKS[pack],
            uses.join(", ")
        );
        let signs = format!(
            "[s-{pack}]\nask = \"S?\"\nphase = \"pull\"\nusually = \"good\"\n[s-{pack}.values]\ngood = \"it is good\"\nbad = \"it is bad\"\n"
        );
        let mistake = |id: &str| {
            format!(
                "[{id}]\nname = \"{id}\"\nseverity = \"low\"\nwhen = {{ s-{pack} = \"bad\" }}\nwhy = \"W.\"\nfix = \"F.\"\n\
                 cue = \"C\"\nassumption = \"ours\"\n"
            )
        };
        let mistakes: String =
            (0..3).filter(|&place| has(self.has[pack], place)).map(|place| mistake(IDS[place])).collect();
        let exercise = format!(
            "name = \"Row {pack}\"\nassumption = \"ours\"\nmistakes = [\"{}\"]\n[[step]]\ndo = \"Pull\"\nphase = \"pull\"\n",
            self.names[pack]
        );
        vec![
            ("rules/pack.toml".to_owned(), about),
            ("rules/signs.toml".to_owned(), signs),
            ("rules/mistakes/all.toml".to_owned(), mistakes),
            ("rules/exercises/row.toml".to_owned(), exercise),
        ]
    }
}

proptest! {
    #[test]
    fn a_name_means_mine_then_the_one_that_i_use(case in cases()) {
        let packs = (0..3).map(|pack| {
            let files = case.files(pack);
            in_memory(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
        });
        let loaded = load(packs.collect());
        let book = &loaded.draft;
        prop_assert_eq!(book.exercises.len(), 3);
        for (pack, name) in PACKS.iter().enumerate() {
            let exercise = book.exercises.iter().find(|one| one.pack.place() == pack).expect("each has a row");
            prop_assert_eq!(exercise.id.as_str(), format!("{name}/row"));
            let counted: Vec<String> =
                exercise.mistakes.iter().map(|one| book[one.mistake].id.as_str().to_owned()).collect();
            let place = exercise.span.file;
            let told: Vec<&str> = loaded.diagnostics.iter()
                .filter(|found| found.span.is_some_and(|span| span.file == place))
                .map(|found| &*found.message)
                .collect();
            match case.meant(pack) {
                Ok((owner, id)) => {
                    prop_assert_eq!(counted, [format!("{}/{id}", PACKS[owner])]);
                    prop_assert!(told.is_empty(), "{:?}", told);
                }
                Err(why) => {
                    prop_assert!(counted.is_empty());
                    prop_assert!(told.len() == 1 && told[0].contains(why), "{:?} {why}", told);
                }
            }
        }
        // What was written down: a whole name means that thing; a plain one, what alone has it.
        for (place, id) in IDS.iter().enumerate() {
            let all: Vec<usize> = (0..3).filter(|&pack| has(case.has[pack], place)).collect();
            let name = |named: Named| book.id_of(named).as_str().to_owned();
            for (pack, owner) in PACKS.iter().enumerate() {
                let whole = format!("{owner}/{id}");
                prop_assert_eq!(book.find(&whole).map(name), all.contains(&pack).then_some(whole));
            }
            let only = if let [one] = all.as_slice() { Some(format!("{}/{id}", PACKS[*one])) } else { None };
            prop_assert_eq!(book.find(id).map(name), only);
            prop_assert_eq!(book.all_named(id).len(), all.len());
            // It is read with its pack where several have it.
            let said: Vec<String> = book.all_named(id).into_iter().map(|named| book.id_of(named).to_string()).collect();
            prop_assert!(said.iter().all(|said| said.contains('/') == (all.len() > 1)), "{:?}", said);
        }
    }
}
