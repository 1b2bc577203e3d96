"""Imports text files one after the other into an empty Anki collection, with Anki's own library; writes what each
import did and the cards at the end as JSON."""
import json
import os
import sys
import tempfile

from anki.collection import Collection, ImportCsvRequest

COUNTS = ("new", "updated", "duplicate", "conflicting", "first_field_match", "missing_notetype", "missing_deck",
          "empty_first_field")

with tempfile.TemporaryDirectory() as folder:
    collection = Collection(os.path.join(folder, "collection.anki2"))
    imports = []
    for path in sys.argv[1:]:
        metadata = collection.get_csv_metadata(path=path, delimiter=None)
        log = collection.import_csv(ImportCsvRequest(path=path, metadata=metadata)).log
        imports.append({name: len(getattr(log, name)) for name in COUNTS})
    cards = []
    for id in collection.find_cards(""):
        card = collection.get_card(id)
        note = card.note()
        cards.append({
            "guid": note.guid,
            "deck": collection.decks.name(card.did),
            "tags": note.tags,
            "fields": note.fields,
            "question": card.render_output().question_text,
            "answer": card.render_output().answer_text,
            "css": note.note_type()["css"],
        })
    json.dump({"imports": imports, "notes": collection.note_count(), "cards": cards}, sys.stdout)
    collection.close()
