-- +goose Up

-- The ingests. Rows stay; the lists of their files are pruned.
CREATE TABLE run (
    n         INTEGER PRIMARY KEY,        -- in the order they began, whatever the clock said
    id        TEXT    NOT NULL UNIQUE,
    actor     TEXT    NOT NULL,
    started   INTEGER NOT NULL,           -- microseconds since 1970, UTC
    ended     INTEGER NOT NULL,           -- 0 while it goes on, and where it was cut off
    paths     TEXT    NOT NULL,           -- JSON: base64 of what was asked for, in any bytes
    watch     TEXT    NOT NULL,
    rehearsal INTEGER NOT NULL,
    summary   TEXT    NOT NULL,           -- JSON
    listed    INTEGER NOT NULL            -- the files in run_file
) STRICT;

-- What became of each file. A million rows a run must be cheap to add.
CREATE TABLE run_file (
    run       INTEGER NOT NULL REFERENCES run (n),
    n         INTEGER NOT NULL,           -- from 0
    path      BLOB    NOT NULL,           -- the file system's own bytes
    outcome   TEXT    NOT NULL,
    sha256    BLOB,                       -- NULL where it is not in the archive
    relation  TEXT    NOT NULL,
    of        TEXT    NOT NULL,
    reason    TEXT    NOT NULL,
    read_with BLOB    NOT NULL,
    supplier  TEXT    NOT NULL,
    problems  TEXT    NOT NULL,           -- JSON
    unchanged INTEGER NOT NULL,
    PRIMARY KEY (run, n)
) STRICT, WITHOUT ROWID;

-- The few refused that a person looks for among a million.
CREATE INDEX run_file_outcome ON run_file (run, outcome, n);

-- Files that need not be read again.
CREATE TABLE seen (
    path     BLOB    PRIMARY KEY,         -- absolute
    size     INTEGER NOT NULL,
    modified INTEGER NOT NULL,            -- nanoseconds since 1970
    mark     BLOB    NOT NULL,            -- of all else that decides
    outcome  TEXT    NOT NULL,
    sha256   BLOB,                        -- of the photo, NULL where it is none
    reason   TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- Refused files, each path once.
CREATE TABLE refusal (
    n      INTEGER PRIMARY KEY,
    path   BLOB    NOT NULL UNIQUE,       -- absolute
    run    TEXT    NOT NULL,
    at     INTEGER NOT NULL,
    size   INTEGER NOT NULL,
    reason TEXT    NOT NULL,
    copy   TEXT    NOT NULL               -- name in quarantine/, '' where only listed
) STRICT;
