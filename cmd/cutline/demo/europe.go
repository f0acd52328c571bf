package demo

import "cutline/archive/embedded"

// europe are pictures as EPA, dpa, PA, Europa Press and ANA-MPA send them.
func europe() []picture {
	return []picture{
		{downhill, 768, 1152, 4, []file{{
			path: "wire/epa/epa99001204-kitzbuehel.jpg",
			words: []said{
				{embedded.Headline, "Alpine Skiing World Tour in Kitzbühel"},
				{embedded.Caption, "Matteo Brünner of Switzerland clears a gate during the men's downhill race in Kitzbühel, Austria, 20 January 2024. EPA-EFE/CHRISTOPH HÖLZL"},
				{embedded.By, "CHRISTOPH HÖLZL"},
				{embedded.JobTitle, "STF"},
				{embedded.Credit, "EPA"},
				{embedded.Source, "EPA"},
				{embedded.City, "Kitzbühel"},
				{embedded.State, "Tirol"},
				{embedded.Country, "Austria"},
				{embedded.CountryCode, "AUT"},
				{embedded.Person, "Matteo Brünner"},
				{embedded.Keyword, "alpine skiing"},
				{embedded.Category, "SPO"},
				{embedded.SupplierID, "99001204"},
				{embedded.Taken, "2024-01-20T11:52:00+01:00"},
				{embedded.Moved, "2024-01-20T11:20:00+00:00"},
			},
		}}},
		{turbines, 1152, 768, 21, []file{{
			path: "wire/dpa/windpark-nebel.jpg",
			words: []said{
				{embedded.Headline, "Windräder im Morgennebel"},
				{embedded.Caption, "02.10.2023, Niedersachsen, Wiehenbüttel: Windräder ragen bei Sonnenaufgang aus dem Nebel. Foto: Jonas Wittkamp/dpa +++ dpa-Bildfunk +++"},
				{embedded.By, "Jonas Wittkamp"},
				{embedded.Credit, "dpa"},
				{embedded.Source, "dpa"},
				{embedded.City, "Wiehenbüttel"},
				{embedded.State, "Niedersachsen"},
				{embedded.Country, "Deutschland"},
				{embedded.CountryCode, "DEU"},
				{embedded.Keyword, "Windenergie"},
				{embedded.Keyword, "Wetter"},
				{embedded.Category, "VM"},
				{embedded.Taken, "2023-10-02T07:18:00+02:00"},
				{embedded.Moved, "2023-10-02T06:05:00+00:00"},
			},
		}}},
		{chamber, 1152, 768, 15, []file{{
			path: "wire/dpa/europapress-parlamento.jpg",
			words: []said{
				{embedded.Headline, "Plenary session on the coastal law"},
				{embedded.Caption, "14 March 2023, Spain, Madrid: Deputies attend a plenary session on the coastal law. Photo: Íñigo Cañizares/EUROPA PRESS/dpa"},
				{embedded.By, "Íñigo Cañizares"},
				{embedded.Credit, "Íñigo Cañizares/EUROPA PRESS/dpa"},
				{embedded.Source, "Europa Press"},
				{embedded.Instructions, "SPAIN OUT"},
				{embedded.City, "Madrid"},
				{embedded.Country, "Spain"},
				{embedded.CountryCode, "ESP"},
				{embedded.Keyword, "politics"},
				{embedded.Category, "POL"},
				{embedded.Taken, "2023-03-14T16:40:00+01:00"},
				{embedded.Moved, "2023-03-14T16:58:00+00:00"},
			},
		}}},
		{lighthouse, 768, 1152, 18, []file{{
			path: "wire/pa/WEATHER_Storm_012.jpg",
			words: []said{
				{embedded.Headline, "Storm Brannoc hits the north-east coast"},
				{embedded.Caption, stormCaption},
				{embedded.By, "Owen Pritchard"},
				{embedded.JobTitle, "STAFF"},
				{embedded.Credit, "PA"},
				{embedded.Source, "PA"},
				{embedded.Instructions, "Use subject to restrictions. Editorial use only, no commercial use without prior consent from rights holder."},
				{embedded.City, "Tarrick Point"},
				{embedded.Country, "United Kingdom"},
				{embedded.CountryCode, "GBR"},
				{embedded.Keyword, "weather"},
				{embedded.Keyword, "storm"},
				{embedded.Category, "WEA"},
				{embedded.Taken, "2023-12-09T15:36:00+00:00"},
				{embedded.Moved, "2023-12-09T16:20:00+00:00"},
			},
		}}},
		{acropolis, 1152, 768, 7, []file{{
			path: "wire/ana-mpa/akropoli-dilino.jpg",
			words: []said{
				{embedded.Headline, "Δειλινό στην Ακρόπολη"},
				{embedded.Caption, "Ο ήλιος δύει πίσω από την Ακρόπολη, Αθήνα, Τρίτη 3 Οκτωβρίου 2023. ΑΠΕ-ΜΠΕ/ΕΛΕΝΗ ΚΑΣΤΑΝΙΔΟΥ"},
				{embedded.By, "ΕΛΕΝΗ ΚΑΣΤΑΝΙΔΟΥ"},
				{embedded.Credit, "ΑΠΕ-ΜΠΕ"},
				{embedded.Source, "ΑΠΕ-ΜΠΕ"},
				{embedded.City, "Αθήνα"},
				{embedded.Country, "Ελλάδα"},
				{embedded.CountryCode, "GRC"},
				{embedded.Taken, "2023-10-03T18:54:00+03:00"},
				{embedded.Moved, "2023-10-03T16:22:00+00:00"},
			},
		}}},
	}
}

// stormCaption is as long as agencies make them when one text goes with every
// picture of a story.
const stormCaption = "Waves break over the lighthouse mole at Tarrick Point as Storm Brannoc moves in from the North Sea. " +
	"The Met Office has issued amber warnings for wind and yellow warnings for rain until noon on Sunday, and gusts of up to 84mph were recorded at the coastguard station shortly after 3pm. " +
	"Ferry sailings to the outer islands have been cancelled for the rest of the weekend, the coast road between Tarrick and Easter Mowden is closed in both directions because of fallen trees, " +
	"and about 4,200 homes in the two counties are without power. Engineers said that it would be Monday evening before the last of them could be connected again, because crews cannot work at height while the wind is above 50mph. " +
	"The harbour master, Isobel Rennie, asked people to stay away from the sea wall: \"We have seen families with push-chairs out there taking pictures. A wave like this one weighs more than a lorry, and it does not come with a warning.\" " +
	"The lighthouse, built in 1874 and automatic since 1991, is the last on this coast with its original lens. It was closed to visitors on Friday. " +
	"Volunteers of the Tarrick lifeboat were called out three times during the night: twice to yachts that had broken their moorings, and once to a man of 61 who had gone back for his dog; both are well. " +
	"Two schools will stay closed on Monday, and the Christmas market on the quay has been put off by a week. Forecasters expect the wind to turn to the north-west on Sunday afternoon and to drop below gale force by midnight. " +
	"Picture date: Saturday December 9, 2023. See PA story WEATHER Storm. Photo credit should read: Owen Pritchard/PA Wire."
