package demo

import "cutline/archive/embedded"

// cities are streets and people, from agencies, strangers and machines.
func cities() []picture {
	return []picture{
		{metro, 1152, 768, 65, []file{{
			path: "wire/bloomberg/japan-commuters.jpg",
			words: []said{
				{embedded.Headline, "Japan's Commuters Return to the Office"},
				{embedded.Caption, "Commuters walk along a platform at a subway station in Tokyo, Japan, on Monday, Nov. 2, 2026. Photographer: Sora Minamoto/Bloomberg"},
				{embedded.By, "Sora Minamoto"},
				{embedded.Credit, "Bloomberg"},
				{embedded.Source, "Bloomberg"},
				{embedded.City, "Tokyo"},
				{embedded.Country, "Japan"},
				{embedded.CountryCode, "JPN"},
				{embedded.Keyword, "transport"},
				{embedded.Keyword, "economy"},
				{embedded.Taken, "2026-11-02T08:31:00+09:00"},
				{embedded.Moved, "2026-11-02T02:14:00+00:00"},
			},
		}}},
		{tram, 1152, 768, 67, []file{{
			path: "wire/pap/pap_20261121_08K.jpg",
			words: []said{
				{embedded.Headline, "Śnieżyca w Łodzi"},
				{embedded.Caption, "Łódź, 21.11.2026. Tramwaj podczas intensywnych opadów śniegu w centrum Łodzi. PAP/Zofia Wiśniewska"},
				{embedded.By, "Zofia Wiśniewska"},
				{embedded.Credit, "PAP"},
				{embedded.Source, "PAP"},
				{embedded.City, "Łódź"},
				{embedded.Country, "Polska"},
				{embedded.CountryCode, "POL"},
				{embedded.Keyword, "pogoda"},
				{embedded.Keyword, "zima"},
				{embedded.Taken, "2026-11-21T16:45:00+01:00"},
				{embedded.Moved, "2026-11-21T17:03:00+00:00"},
			},
		}}},
		// The agency prints no name; the camera knows one.
		{miner, 768, 1152, 74, []file{{
			path: "wire/reuters/coal-miner-stringer.jpg",
			words: []said{
				{embedded.Headline, "A miner poses underground at a coal mine in Donetsk region"},
				{embedded.Caption, "A miner poses for a picture after his shift underground at a coal mine, amid Russia's attack on Ukraine, in Donetsk region, Ukraine, February 8, 2024. REUTERS/Stringer"},
				{embedded.By, "Stringer"},
				{embedded.Credit, "REUTERS"},
				{embedded.Source, "X80001"},
				{embedded.Country, "Ukraine"},
				{embedded.CountryCode, "UKR"},
				{embedded.Keyword, "mining"},
				{embedded.Keyword, "portrait"},
				{embedded.SupplierID, "RC2DEMO0208ST"},
				{embedded.Taken, "2024-02-08T15:06:00+02:00"},
				{embedded.Moved, "2024-02-09T09:30:00+00:00"},
			},
			places: []embedded.Statement{in(embedded.EXIF, "Artist", "Viktor Haidai")},
		}}},
		{moonplane, 1280, 720, 76, []file{{
			path: "wire/reuters/social-moon-plane.jpg",
			words: []said{
				{embedded.Headline, "A plane crosses the full moon over Vienna in this picture obtained from social media"},
				{embedded.Caption, "A plane crosses the full moon, as seen from Vienna, Austria, November 5, 2025, in this picture obtained from social media. X/@skywatch_lena/via REUTERS THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY. MANDATORY CREDIT. NO RESALES. NO ARCHIVES."},
				{embedded.By, "X/@SKYWATCH_LENA"},
				{embedded.Credit, "via REUTERS"},
				{embedded.Source, "X80002"},
				{embedded.Instructions, "THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY. MANDATORY CREDIT. NO RESALES. NO ARCHIVES."},
				{embedded.City, "Vienna"},
				{embedded.Country, "Austria"},
				{embedded.CountryCode, "AUT"},
				{embedded.Keyword, "moon"},
				{embedded.Taken, "2025-11-05T18:02:00+01:00"},
				{embedded.Moved, "2025-11-05T20:45:00+00:00"},
			},
		}}},
		{dream, 1152, 768, 73, []file{{
			path: "staff/2026/graphics/floating-islands-ai.jpg",
			words: []said{
				{embedded.Headline, "What a machine makes of \"the city of tomorrow\""},
				{embedded.Caption, "AI-generated image: floating islands under two moons, made for an article on picture generators. Image: Northport Courier graphics desk, made with AI"},
				{embedded.Credit, "AI-generated image/Northport Courier"},
				{embedded.Source, "Northport Courier"},
				{embedded.Instructions, "AI-GENERATED. Only with the article on picture generators, labelled as machine-made."},
				{embedded.SourceType, "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"},
				{embedded.Keyword, "artificial intelligence"},
				{embedded.Taken, "2026-11-16"},
			},
		}}},
		{owl, 900, 900, 62, []file{{
			path: "staff/2026/brightwell/TB6_0931.jpg",
			words: []said{
				{embedded.Headline, "Eagle owl at Hollin Wood"},
				{embedded.Caption, "An eagle owl at the Hollin Wood rescue centre near Northport. Photograph: Tom Brightwell/Northport Courier"},
				{embedded.By, "Tom Brightwell"},
				{embedded.JobTitle, "Staff Photographer"},
				{embedded.Credit, "Tom Brightwell/Northport Courier"},
				{embedded.Copyright, "© Northport Courier 2026"},
				{embedded.City, "Northport"},
				{embedded.Country, "United Kingdom"},
				{embedded.CountryCode, "GBR"},
				{embedded.Keyword, "birds"},
				{embedded.Taken, "2026-05-23T15:17:42+01:00"},
			},
			places: append(camera("NIKON CORPORATION", "NIKON Z 9"),
				in(embedded.EXIF, "Software", "Ver.05.10"),
				in(embedded.XMP, "exif:GPSLatitude", "54,58.4120N"),
				in(embedded.XMP, "exif:GPSLongitude", "1,36.7730W")),
		}}},
	}
}
