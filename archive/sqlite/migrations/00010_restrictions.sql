-- +goose Up

-- The sentences of restriction that no phrase explains, word for word. They are
-- part of the reading and written with it; the rows of catalogues that were
-- there before come as photos are read again. Rows of one shape and supplier
-- stand together: the list of them is one walk.
CREATE TABLE unread_term (
    shape    TEXT    NOT NULL,
    supplier TEXT    NOT NULL,           -- of the photo's credit, '' where it names none
    photo    INTEGER NOT NULL REFERENCES photo (n) ON DELETE CASCADE,
    n        INTEGER NOT NULL,           -- from 0, in the order of the reading
    duty     INTEGER NOT NULL,           -- 1: it holds a word of duty
    added    INTEGER NOT NULL,           -- when the photo came in
    text     TEXT    NOT NULL,           -- the sentence, as stated
    place    TEXT    NOT NULL,
    PRIMARY KEY (shape, supplier, photo, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX unread_term_photo ON unread_term (photo);
