-- +goose Up

-- Covers the search by picture, which reads what every photo looks like.
CREATE INDEX photo_fingerprint ON photo (seq, fingerprint, retired, id);
