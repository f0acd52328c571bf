-- +goose Up

-- What left the archive. Rows are only ever added.
CREATE TABLE export (
    n       INTEGER PRIMARY KEY,
    photo   INTEGER NOT NULL REFERENCES photo (n) ON DELETE CASCADE,
    at      INTEGER NOT NULL,             -- microseconds since 1970, UTC
    actor   TEXT    NOT NULL,
    kind    TEXT    NOT NULL,             -- original, words, preview, sidecar, csv, json, ninjs
    target  TEXT    NOT NULL,             -- where it went
    file    TEXT    NOT NULL,             -- under which name
    despite TEXT    NOT NULL              -- what stood against it, '' for nothing
) STRICT;
CREATE INDEX export_photo ON export (photo, n);

-- 1: it left the archive at least once.
ALTER TABLE photo ADD COLUMN exported INTEGER NOT NULL DEFAULT 0;
