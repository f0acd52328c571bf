-- +goose Up

-- Supplier and supplier's number of each photo that has both, in the form in
-- which they are compared (Photo.VersionKey).
CREATE TABLE version_key (
    key   TEXT    NOT NULL,
    photo INTEGER NOT NULL REFERENCES photo (n) ON DELETE CASCADE,
    PRIMARY KEY (key, photo)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX version_key_photo ON version_key (photo);

INSERT INTO version_key
    SELECT lower(supplier) || ' ' || id, n FROM (
        SELECT n, coalesce(reading ->> '$.values.supplier.values[0]', reading ->> '$.credit.supplier', '') AS supplier,
            lower(replace(replace(replace(coalesce(reading ->> '$.values.supplierid.values[0]', ''), '-', ''), '_', ''), ' ', '')) AS id
        FROM photo)
    WHERE supplier <> '' AND length(id) >= 6 AND id GLOB '*[0-9]*';

-- Pairs of one picture with other credits that an editor found right as they
-- are. photo is the smaller of the two.
CREATE TABLE settled (
    photo INTEGER NOT NULL REFERENCES photo (n) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES photo (n) ON DELETE CASCADE,
    at    INTEGER NOT NULL,
    actor TEXT    NOT NULL,
    PRIMARY KEY (photo, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX settled_other ON settled (other);
