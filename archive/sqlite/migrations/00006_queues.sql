-- +goose Up

-- What editors said of photos. Rows are only ever added.
CREATE TABLE correction (
    photo  INTEGER NOT NULL REFERENCES photo (n),
    n      INTEGER NOT NULL,              -- from 1, oldest first
    at     INTEGER NOT NULL,              -- microseconds since 1970, UTC
    actor  TEXT    NOT NULL,
    field  TEXT    NOT NULL,
    before TEXT    NOT NULL,              -- JSON: the values of the field
    after  TEXT    NOT NULL,
    why    TEXT    NOT NULL,
    undoes INTEGER NOT NULL,              -- n of the correction taken back, 0: none
    PRIMARY KEY (photo, n)
) STRICT, WITHOUT ROWID;

-- The photos that wait for an editor, as the reading says; written with it.
CREATE TABLE waiting (
    queue TEXT    NOT NULL,
    photo INTEGER NOT NULL REFERENCES photo (n) ON DELETE CASCADE,
    PRIMARY KEY (queue, photo)
) STRICT, WITHOUT ROWID;
CREATE INDEX waiting_photo ON waiting (photo);

INSERT INTO waiting SELECT 'no credit', n FROM photo
    WHERE retired = 0 AND coalesce(reading ->> '$.credit.from', '') IN ('', 'EXIF Artist');
INSERT INTO waiting SELECT 'no date', n FROM photo
    WHERE retired = 0 AND coalesce(reading ->> '$.values.taken.values[0]', '') = '';
INSERT INTO waiting SELECT 'no caption', n FROM photo
    WHERE retired = 0 AND coalesce(reading ->> '$.values.caption.values[0]', '') = '' AND coalesce(reading ->> '$.credit.caption', '') = '';

-- Refused files that somebody took off the list.
CREATE TABLE discarded (
    n      INTEGER PRIMARY KEY,
    path   BLOB    NOT NULL,
    run    TEXT    NOT NULL,
    at     INTEGER NOT NULL,              -- when it was refused
    size   INTEGER NOT NULL,
    reason TEXT    NOT NULL,
    actor  TEXT    NOT NULL,
    gone   INTEGER NOT NULL,              -- when it was taken off
    why    TEXT    NOT NULL
) STRICT;
