-- +goose Up

-- What the desk keeps of photos.
ALTER TABLE photo ADD COLUMN pick      TEXT    NOT NULL DEFAULT ''; -- JSON: by, at; '' where nobody picked it
ALTER TABLE photo ADD COLUMN collected INTEGER NOT NULL DEFAULT 0;  -- 1: it is in a collection, or was
-- The Seq that it came in with; 0 for the photos that were there before this
-- column: writing it into a million rows would take long, and they are not new
-- to anybody.
ALTER TABLE photo ADD COLUMN came      INTEGER NOT NULL DEFAULT 0;

-- Collections. Rows stay; one that is deleted can be had back.
CREATE TABLE collection (
    n        INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL,            -- counts its changes, from 1
    name     TEXT    NOT NULL,
    note     TEXT    NOT NULL,
    owner    TEXT    NOT NULL,            -- the desk that alone sees it, '' where it is shared
    actor    TEXT    NOT NULL,            -- who made it
    made     INTEGER NOT NULL,            -- microseconds since 1970, UTC
    deleted  TEXT    NOT NULL             -- JSON: by, at; '' while it is there
) STRICT;

-- The photos of collections. Rows stay: one that is put back has its place and
-- its note again.
CREATE TABLE member (
    collection INTEGER NOT NULL REFERENCES collection (n),
    photo      INTEGER NOT NULL REFERENCES photo (n) ON DELETE CASCADE,
    place      INTEGER NOT NULL,          -- in the order of the collection, with gaps
    note       TEXT    NOT NULL,
    actor      TEXT    NOT NULL,          -- who put it in
    at         INTEGER NOT NULL,
    removed    TEXT    NOT NULL,          -- JSON: by, at; '' while it is in
    PRIMARY KEY (collection, photo)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_place ON member (collection, place) WHERE removed = '';
CREATE INDEX member_photo ON member (photo, collection) WHERE removed = '';

-- Who changed what of a collection.
CREATE TABLE collection_change (
    n          INTEGER PRIMARY KEY,
    collection INTEGER NOT NULL REFERENCES collection (n),
    at         INTEGER NOT NULL,
    actor      TEXT    NOT NULL,
    what       TEXT    NOT NULL,
    before     TEXT    NOT NULL,          -- the name or note that was changed
    photos     INTEGER NOT NULL
) STRICT;
CREATE INDEX collection_change_of ON collection_change (collection, n);

-- Photos that came through watched folders and were put into a collection or
-- taken out, until the keep rules have been asked about them again.
CREATE TABLE undecided (
    photo INTEGER PRIMARY KEY REFERENCES photo (n) ON DELETE CASCADE
) STRICT;

-- Searches that are kept. Rows stay, as those of collections.
CREATE TABLE saved_search (
    n        INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL,
    name     TEXT    NOT NULL,
    query    TEXT    NOT NULL,
    sort     TEXT    NOT NULL,
    owner    TEXT    NOT NULL,
    actor    TEXT    NOT NULL,
    made     INTEGER NOT NULL,
    since    INTEGER NOT NULL,            -- photos after this Seq are new to who never looked
    deleted  TEXT    NOT NULL
) STRICT;

-- When each desk looked at a saved search last.
CREATE TABLE visit (
    search INTEGER NOT NULL REFERENCES saved_search (n),
    desk   TEXT    NOT NULL,
    seq    INTEGER NOT NULL,              -- the last change that it saw
    at     INTEGER NOT NULL,
    PRIMARY KEY (desk, search)
) STRICT, WITHOUT ROWID;
