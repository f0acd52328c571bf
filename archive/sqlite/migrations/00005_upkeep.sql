-- +goose Up

-- The name of this archive, given at random once: a backup keeps it, so that
-- no other archive is backed up over it.
CREATE TABLE identity (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    id   TEXT    NOT NULL
) STRICT;
INSERT INTO identity VALUES (1, lower(hex(randomblob(16))));

-- The last time that verify looked at each photo. New photos are looked at in
-- the order of n, so none below the greatest photo here is missing.
CREATE TABLE checked (
    photo    INTEGER PRIMARY KEY REFERENCES photo (n) ON DELETE CASCADE,
    round    INTEGER NOT NULL,            -- round.n; 0: it is to be looked at again
    at       INTEGER NOT NULL,
    findings TEXT    NOT NULL             -- JSON, [] where all was well
) STRICT;
CREATE INDEX checked_at ON checked (at);
CREATE INDEX checked_findings ON checked (photo) WHERE findings <> '[]';

-- Rounds of verify over the whole archive.
CREATE TABLE round (
    n        INTEGER PRIMARY KEY,
    kind     TEXT    NOT NULL,            -- command, serve
    upto     INTEGER NOT NULL,            -- photo.n of the last photo it looks at
    started  INTEGER NOT NULL,
    ended    INTEGER NOT NULL,            -- 0: it runs, or was interrupted
    verified TEXT    NOT NULL             -- JSON: what was looked at and found
) STRICT;

-- Backups that were completed.
CREATE TABLE backup (
    n       INTEGER PRIMARY KEY,
    dir     BLOB    NOT NULL,             -- the file system's own bytes
    seq     INTEGER NOT NULL,             -- the last change that it holds
    started INTEGER NOT NULL,
    ended   INTEGER NOT NULL,
    report  TEXT    NOT NULL              -- JSON
) STRICT;
