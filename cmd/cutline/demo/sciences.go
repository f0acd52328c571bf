package demo

import "cutline/archive/embedded"

// sciences are pictures of research and medicine, most of them given away by
// those who made them, each on its own terms.
func sciences() []picture {
	return []picture{
		{observatory, 1152, 768, 56, []file{{
			path: "handout/eso/cerro-alto-milky-way.jpg",
			words: []said{
				{embedded.Headline, "A beam into the Milky Way"},
				{embedded.Caption, "An astronomer points a torch at the Milky Way beside the dome of the Cerro Alto telescope in Chile's Atacama Desert. Credit: A. Belmonte/ESO"},
				{embedded.By, "A. Belmonte"},
				{embedded.Credit, "A. Belmonte/ESO"},
				{embedded.Source, "European Southern Observatory"},
				{embedded.Usage, "Creative Commons Attribution 4.0 International License"},
				{embedded.Country, "Chile"},
				{embedded.CountryCode, "CHL"},
				{embedded.Keyword, "astronomy"},
				{embedded.Taken, "2024-08-03T22:30:00-04:00"},
			},
		}}},
		{spacewalk, 900, 900, 57, []file{{
			path: "wire/ap/nasa-spacewalk.jpg",
			words: []said{
				{embedded.Headline, "Space Station"},
				{embedded.Caption, "In this image provided by NASA, astronaut Dana Whitfield works outside an orbiting laboratory during a spacewalk on Friday, Nov. 20, 2026. (NASA via AP)"},
				{embedded.By, "Uncredited"},
				{embedded.JobTitle, "HOGP"},
				{embedded.Credit, "AP"},
				{embedded.Source, "NASA"},
				{embedded.Instructions, "AP PROVIDES ACCESS TO THIS PUBLICLY DISTRIBUTED HANDOUT PHOTO PROVIDED BY NASA FOR EDITORIAL PURPOSES ONLY; MANDATORY CREDIT."},
				{embedded.Ref, "DEMO330"},
				{embedded.Person, "Dana Whitfield"},
				{embedded.Keyword, "space"},
				{embedded.Category, "A"},
				{embedded.Taken, "2026-11-20"},
				{embedded.Moved, "2026-11-20T18:46:00+00:00"},
			},
		}}},
		{planet, 900, 900, 58, []file{{
			path: "handout/nasa/hd-20471-b.jpg",
			words: []said{
				{embedded.Headline, "A ringed giant around a cool star"},
				{embedded.Caption, "This illustration shows what the exoplanet HD 20471 b and two of its moons could look like. The rings were inferred from the shape of its transit. Illustration: NASA, ESA, Lena Marchetti (Institute for Planetary Optics)"},
				{embedded.By, "Lena Marchetti"},
				{embedded.Credit, "NASA, ESA, Lena Marchetti (Institute for Planetary Optics)"},
				{embedded.Source, "NASA"},
				{embedded.Keyword, "exoplanet"},
				{embedded.SourceType, "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation"},
				{embedded.Taken, "2025-02-11"},
			},
		}}},
		{eclipse, 1152, 768, 59, []file{{
			path: "wire/imago/1054499121-sonnenfinsternis.jpg",
			words: []said{
				{embedded.Headline, "Totale Sonnenfinsternis"},
				{embedded.Caption, "12.08.2026, Spanien, Valdorra: Menschen beobachten auf einem Hügel die totale Sonnenfinsternis. IMAGO / Katrin Brunsbach"},
				{embedded.By, "Katrin Brunsbach"},
				{embedded.Credit, "IMAGO"},
				{embedded.Source, "IMAGO"},
				{embedded.Copyright, "imago/Katrin Brunsbach"},
				{embedded.City, "Valdorra"},
				{embedded.Country, "Spanien"},
				{embedded.CountryCode, "ESP"},
				{embedded.Keyword, "Astronomie"},
				{embedded.SupplierID, "1054499121"},
				{embedded.Taken, "2026-08-12T20:29:00+02:00"},
				{embedded.Moved, "2026-08-12T20:15:00+00:00"},
			},
		}}},
		{surgeon, 960, 1200, 75, []file{{
			path: "wire/pa/HEALTH_Transplant_001.jpg",
			words: []said{
				{embedded.Headline, "Surgeon performs hundredth transplant"},
				{embedded.Caption, "Undated handout photo issued by St Aldric's Hospital of transplant surgeon Grace Adeyemi. Issue date: Tuesday November 10, 2026. NOTE TO EDITORS: This handout photo may only be used for editorial reporting purposes for the contemporaneous illustration of events, things or the people in the image or facts mentioned in the caption. Reuse of the picture may require further permission from the copyright holder. Photo credit should read: St Aldric's Hospital/PA Wire"},
				{embedded.By, "St Aldric's Hospital"},
				{embedded.JobTitle, "HANDOUT"},
				{embedded.Credit, "PA"},
				{embedded.Source, "PA"},
				{embedded.Person, "Grace Adeyemi"},
				{embedded.Keyword, "health"},
				{embedded.Category, "HEA"},
				{embedded.Moved, "2026-11-10T00:01:00+00:00"},
			},
		}}},
		{penguins, 1152, 768, 61, []file{{
			path: "handout/awi/kaiserpinguine.jpg",
			words: []said{
				{embedded.Headline, "Kolonie an der Atka-Bucht"},
				{embedded.Caption, "Eine Pinguinkolonie auf dem Meereis der Atka-Bucht, Antarktis. Foto: Alfred-Wegener-Institut / Jonna Petersen (CC-BY 4.0)"},
				{embedded.By, "Jonna Petersen"},
				{embedded.Credit, "Alfred-Wegener-Institut / Jonna Petersen (CC-BY 4.0)"},
				{embedded.Copyright, "Alfred-Wegener-Institut, CC-BY 4.0"},
				{embedded.Country, "Antarktis"},
				{embedded.Keyword, "Pinguine"},
				{embedded.Taken, "2023-12-02T14:10:00+00:00"},
			},
		}}},
	}
}
