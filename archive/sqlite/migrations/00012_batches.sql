-- +goose Up

-- The language that a correction is in, where it stands beside the value in
-- force, and the batch that it was part of.
ALTER TABLE correction ADD COLUMN lang  TEXT    NOT NULL DEFAULT '';
ALTER TABLE correction ADD COLUMN batch INTEGER NOT NULL DEFAULT 0;
CREATE INDEX correction_batch ON correction (batch, photo) WHERE batch <> 0;

-- Corrections of many photos, and how far each is.
CREATE TABLE batch (
    n         INTEGER PRIMARY KEY AUTOINCREMENT,
    at        INTEGER NOT NULL,           -- microseconds since 1970, UTC
    actor     TEXT    NOT NULL,
    why       TEXT    NOT NULL,
    asked     TEXT    NOT NULL,           -- JSON: queries
    seen      INTEGER NOT NULL,
    edits     TEXT    NOT NULL,           -- JSON
    undoes    INTEGER NOT NULL,           -- the batch taken back, 0: none
    photos    INTEGER NOT NULL,
    done      INTEGER NOT NULL,
    changed   INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    refused   INTEGER NOT NULL,
    ended     INTEGER NOT NULL,           -- 0: under way
    stopped   INTEGER NOT NULL,
    beat      INTEGER NOT NULL            -- when somebody last worked on it
) STRICT;
CREATE INDEX batch_open ON batch (n) WHERE ended = 0;

-- The photos of a batch, as they were named; they may have gone since.
CREATE TABLE batch_photo (
    batch   INTEGER NOT NULL REFERENCES batch (n),
    n       INTEGER NOT NULL,             -- from 0
    photo   TEXT    NOT NULL,             -- ID
    refused TEXT    NOT NULL DEFAULT '',  -- why it was not corrected
    PRIMARY KEY (batch, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_refused ON batch_photo (batch, n) WHERE refused <> '';
