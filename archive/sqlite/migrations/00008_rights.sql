-- +goose Up

-- Where photos were published. Rows are only ever added, and withdrawn once.
CREATE TABLE usage (
    n         INTEGER PRIMARY KEY,
    photo     INTEGER NOT NULL REFERENCES photo (n),
    day       TEXT    NOT NULL,           -- YYYY-MM-DD, by the newsroom's clock
    medium    TEXT    NOT NULL,
    title     TEXT    NOT NULL,           -- and page
    url       TEXT    NOT NULL,
    credit    TEXT    NOT NULL,           -- as printed
    number    TEXT    NOT NULL,           -- the supplier's
    actor     TEXT    NOT NULL,
    at        INTEGER NOT NULL,           -- microseconds since 1970, UTC
    way       TEXT    NOT NULL,           -- hand, api
    withdrawn TEXT    NOT NULL DEFAULT '' -- JSON: by, at, why; '' where it holds
) STRICT;
CREATE INDEX usage_photo ON usage (photo, n);
CREATE INDEX usage_day ON usage (day, n);

-- What was allowed for one photo. Rows are only ever added, and withdrawn once.
CREATE TABLE permission (
    n           INTEGER PRIMARY KEY,
    photo       INTEGER NOT NULL REFERENCES photo (n),
    begins      TEXT    NOT NULL,         -- YYYY-MM-DD, '' where open
    ends        TEXT    NOT NULL,         -- its last day
    territories TEXT    NOT NULL,         -- JSON
    media       TEXT    NOT NULL,         -- JSON
    terms       TEXT    NOT NULL,
    note        TEXT    NOT NULL,
    actor       TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    withdrawn   TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX permission_photo ON permission (photo, n);

-- Which checks before reuse a photo appeared in.
CREATE TABLE asked (
    n       INTEGER PRIMARY KEY,
    photo   INTEGER NOT NULL REFERENCES photo (n),
    at      INTEGER NOT NULL,
    actor   TEXT    NOT NULL,
    verdict TEXT    NOT NULL,
    what    TEXT    NOT NULL
) STRICT;
CREATE INDEX asked_photo ON asked (photo, n);

-- 1: somebody used the photo, has a permission for it, or pinned it.
ALTER TABLE photo ADD COLUMN recorded INTEGER NOT NULL DEFAULT 0;
UPDATE photo SET recorded = 1 WHERE shelf <> '' AND json_extract(shelf, '$.pin') IS NOT NULL;
CREATE INDEX photo_recorded ON photo (id) WHERE recorded = 1;
