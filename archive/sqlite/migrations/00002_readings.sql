-- +goose Up

-- The whole version of a reading: of the newsroom's own rules, and of the
-- reader of the file's words, beside that of the rules' code.
ALTER TABLE photo ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE photo ADD COLUMN reader   INTEGER NOT NULL DEFAULT 0;
UPDATE photo SET reader = coalesce(json_extract(reading, '$.reader'), 0);

-- Covers the search for readings of an older version: a walk over small rows.
CREATE INDEX photo_version ON photo (n, rules, revision, reader);

-- The credits that a reading could not explain, word for word. They are part of
-- the reading and written with it; the shape groups them.
CREATE TABLE unread (
    photo INTEGER NOT NULL REFERENCES photo (n),
    n     INTEGER NOT NULL,              -- from 0, in the order of the reading
    shape TEXT    NOT NULL,
    words TEXT    NOT NULL,              -- JSON: the words no rule explains
    line  TEXT    NOT NULL,              -- the whole, as stated
    place TEXT    NOT NULL,
    PRIMARY KEY (photo, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX unread_shape ON unread (shape);
