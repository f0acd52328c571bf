package demo

import "cutline/archive/embedded"

// coast are the pictures of a small agency that has just changed how it writes
// its credits: no rule explains the new form, so they show on the page of
// credits that wait for a rule.
func coast() []picture {
	coastal := func(paint func(*canvas), width, height int, seed uint32, number, name, headline, caption, place, taken string) picture {
		return picture{paint, width, height, seed, []file{{
			path: "wire/kuestenbild/kb_" + number + ".jpg",
			words: []said{
				{embedded.Headline, headline},
				{embedded.Caption, caption},
				{embedded.By, name},
				{embedded.Credit, "Küstenbild " + number + ": " + name},
				{embedded.Source, "Küstenbild"},
				{embedded.City, place},
				{embedded.Country, "Deutschland"},
				{embedded.CountryCode, "DEU"},
				{embedded.Keyword, "Küste"},
				{embedded.Category, "VM"},
				{embedded.SupplierID, "KB-" + number},
				{embedded.Taken, taken},
			},
		}}}
	}
	return []picture{
		coastal(docks, 1152, 720, 301, "44171", "Jonna Feddersen", "Containerhafen am Abend",
			"Kräne am Containerhafen von Wiekhaven, 18. November 2026.", "Wiekhaven", "2026-11-18T16:40:00+01:00"),
		coastal(regatta, 1152, 768, 302, "44172", "Jonna Feddersen", "Letzte Regatta des Jahres",
			"Segelboote bei der letzten Regatta des Jahres vor Wiekhaven, 19. November 2026.", "Wiekhaven", "2026-11-19T12:05:00+01:00"),
		coastal(lighthouse, 864, 1152, 303, "44190", "Malte Brodersen", "Sturm am Leuchtturm",
			"Wellen schlagen gegen den Leuchtturm von Osterhever, 20. November 2026.", "Osterhever", "2026-11-20T09:15:00+01:00"),
	}
}
