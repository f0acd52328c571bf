-- +goose Up

-- One row a photo. The JSON columns hold lists that are always read whole.
CREATE TABLE photo (
    n            INTEGER PRIMARY KEY,
    id           TEXT    NOT NULL UNIQUE,
    sha256       BLOB    NOT NULL UNIQUE,
    seq          INTEGER NOT NULL UNIQUE, -- its last change
    added        INTEGER NOT NULL,        -- microseconds since 1970, UTC
    size         INTEGER NOT NULL,        -- of the original, bytes
    format       TEXT    NOT NULL,
    width        INTEGER NOT NULL,        -- upright
    height       INTEGER NOT NULL,
    orientation  INTEGER NOT NULL,        -- EXIF, 1 to 8
    pixel_hash   TEXT    NOT NULL,        -- '' where there is none
    fingerprint  INTEGER NOT NULL,        -- 64 bits, 0 where there is none
    colour       TEXT    NOT NULL,
    placeholder  TEXT    NOT NULL,
    digest_stale INTEGER NOT NULL,
    warnings     TEXT    NOT NULL,        -- JSON
    statements   TEXT    NOT NULL,        -- JSON: the file's own words
    rules        INTEGER NOT NULL,        -- version of the rules that read them
    reading      TEXT    NOT NULL         -- JSON
) STRICT;

CREATE INDEX photo_pixels ON photo (pixel_hash) WHERE pixel_hash <> '';

-- Rows are only ever added.
CREATE TABLE arrival (
    photo      INTEGER NOT NULL REFERENCES photo (n),
    n          INTEGER NOT NULL,          -- from 0, oldest first
    at         INTEGER NOT NULL,
    actor      TEXT    NOT NULL,
    run        TEXT    NOT NULL,
    path       BLOB    NOT NULL,          -- the file system's own bytes
    modified   INTEGER NOT NULL,
    statements TEXT    NOT NULL,          -- JSON: words from outside the file
    sidecars   TEXT    NOT NULL,          -- JSON: hashes of sidecar originals
    PRIMARY KEY (photo, n)
) STRICT, WITHOUT ROWID;

-- The last Seq given out: one row. It only grows, also when photos go.
CREATE TABLE feed (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    seq  INTEGER NOT NULL
) STRICT;
INSERT INTO feed VALUES (1, 0);

-- Settings and, later, rules: numbered revisions, never changed.
CREATE TABLE revision (
    kind  TEXT    NOT NULL,
    n     INTEGER NOT NULL,               -- from 1
    text  TEXT    NOT NULL,
    actor TEXT    NOT NULL,
    at    INTEGER NOT NULL,
    PRIMARY KEY (kind, n)
) STRICT, WITHOUT ROWID;
