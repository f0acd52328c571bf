-- +goose Up

-- Finds the collections that a photo was in, also those that it was taken out
-- of, and what goes with it when it is purged.
CREATE INDEX member_ever ON member (photo);
