-- +goose Up

-- The watched folder that an arrival came through, '' for any other way.
ALTER TABLE arrival ADD COLUMN folder BLOB NOT NULL DEFAULT x'';

-- The wire shelf. leaves and retired repeat what the JSON says, to be found by.
ALTER TABLE photo ADD COLUMN shelf   TEXT    NOT NULL DEFAULT ''; -- JSON, '' where no rule is over the photo
ALTER TABLE photo ADD COLUMN leaves  INTEGER NOT NULL DEFAULT 0;  -- microseconds since 1970, 0: it stays
ALTER TABLE photo ADD COLUMN retired INTEGER NOT NULL DEFAULT 0;  -- 1: it has left, its original is gone
CREATE INDEX photo_leaves ON photo (leaves, id) WHERE leaves > 0;

-- Which photos name a sidecar.
CREATE TABLE sidecar (
    sha256 BLOB    NOT NULL,
    photo  INTEGER NOT NULL REFERENCES photo (n) ON DELETE CASCADE,
    PRIMARY KEY (sha256, photo)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO sidecar (sha256, photo)
    SELECT unhex(j.value), a.photo FROM arrival a, json_each(a.sidecars) j;

-- Originals named by photos that have left, until they are removed.
CREATE TABLE let_go (sha256 BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
