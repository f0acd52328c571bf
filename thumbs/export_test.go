package thumbs

// Look is look, for photos that are drawn rather than rendered.
var Look = look
