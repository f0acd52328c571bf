-- +goose Up

-- What was said of the use of photos beyond their own words. Rows are only ever
-- added; the last of a photo rules.
CREATE TABLE recall (
    photo     INTEGER NOT NULL REFERENCES photo (n),
    n         INTEGER NOT NULL,           -- from 1, oldest first
    at        INTEGER NOT NULL,           -- microseconds since 1970, UTC
    actor     TEXT    NOT NULL,
    kind      TEXT    NOT NULL,           -- kill, withdrawal
    lifted    INTEGER NOT NULL,           -- 1: the photo may be used again
    why       TEXT    NOT NULL,
    announced INTEGER NOT NULL,           -- announcement.n, 0: none
    PRIMARY KEY (photo, n)
) STRICT, WITHOUT ROWID;

-- What suppliers announced: in the words of a photo, written with it, or in a
-- text of its own. Rows are settled once and stay.
CREATE TABLE announcement (
    n       INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    kind    TEXT    NOT NULL,             -- kill, withdrawal, correction
    photo   INTEGER REFERENCES photo (n) ON DELETE CASCADE, -- the one that carries it, NULL: it came as text
    text    TEXT    NOT NULL,             -- '' where a photo carries it
    actor   TEXT    NOT NULL,
    looked  INTEGER NOT NULL DEFAULT 0,   -- 1: what is sure was carried out
    settled TEXT    NOT NULL DEFAULT ''   -- JSON: by, at, why; '' while it waits for an editor
) STRICT;
CREATE UNIQUE INDEX announcement_photo ON announcement (photo, kind) WHERE photo IS NOT NULL;
CREATE INDEX announcement_fresh ON announcement (n) WHERE looked = 0;
CREATE INDEX announcement_open ON announcement (n) WHERE settled = '';

INSERT INTO announcement (at, kind, photo, text, actor)
    SELECT added, reading ->> '$.notice', n, '', 'cutline' FROM photo WHERE coalesce(reading ->> '$.notice', '') <> '' ORDER BY n;

-- What is left of photos that were purged. seq is the change that took them out.
CREATE TABLE tombstone (
    id     TEXT    PRIMARY KEY,
    n      INTEGER NOT NULL,              -- photo.n, never given out again
    sha256 BLOB    NOT NULL UNIQUE,
    seq    INTEGER NOT NULL UNIQUE,
    at     INTEGER NOT NULL,
    actor  TEXT    NOT NULL,
    why    TEXT    NOT NULL,
    report TEXT    NOT NULL               -- JSON: what was there, in numbers
) STRICT, WITHOUT ROWID;
CREATE INDEX tombstone_n ON tombstone (n);
