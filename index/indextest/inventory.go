package indextest

import (
	"slices"
	"testing"

	"cutline/archive"
	"cutline/index"
)

// testInventory asks an engine that can tell which photos it holds.
func testInventory(t *testing.T, open Open) {
	e, photos, _ := filled(t, open)
	inventory, ok := e.(index.Inventory)
	if !ok {
		t.Fatal("this engine cannot tell which photos it holds")
	}
	apply(t, e, photos[0]) // once more: it is one document all the same
	want := make([]archive.ID, len(photos))
	for i, p := range photos {
		want[i] = p.ID
	}
	var held []archive.ID
	for id, err := range inventory.IDs(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		held = append(held, id)
	}
	slices.Sort(held)
	slices.Sort(want)
	if !slices.Equal(held, want) {
		t.Errorf("IDs yields %d photos, %d were applied", len(held), len(want))
	}
	for range inventory.IDs(t.Context()) {
		break // leaving early must not hurt
	}
	has, err := inventory.Has(t.Context(), []archive.ID{photos[2].ID, "aaaaaaaaaaaaaaaaaaaa", photos[2].ID})
	if err != nil || !slices.Equal(has, []bool{true, false, true}) {
		t.Errorf("Has: %v, %v", has, err)
	}
}
