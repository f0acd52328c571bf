package demo

import "cutline/archive/embedded"

// disasters are floods, fires and rescues; one of the pictures was killed.
func disasters() []picture {
	return []picture{
		// The kill comes as a delivery of the picture it kills.
		{rubble, 1152, 768, 55, []file{{
			path: "wire/ap/earthquake-rescue.jpg",
			words: append([]said{
				{embedded.Headline, "Rescuers search collapsed building"},
				{embedded.Caption, "Rescuers search for survivors in the rubble of a collapsed building in Karatepe, Saturday, Nov. 7, 2026. (AP Photo/Osman Karadeniz)"},
				{embedded.Moved, "2026-11-07T10:12:00+00:00"},
			}, karatepe...),
		}, {
			path: "wire/ap/earthquake-rescue-KILL.jpg",
			words: append([]said{
				{embedded.Headline, "MANDATORY KILL - Rescuers search collapsed building"},
				{embedded.Caption, "MANDATORY KILL. EDITORS: Please kill photo DEMO407, Karatepe, Nov. 7, 2026, of rescuers on the rubble of a building. The picture shows an earthquake drill and not a collapse. Delete it from all systems and archives. (AP Photo/Osman Karadeniz)"},
				{embedded.Instructions, "MANDATORY KILL: DO NOT USE. REMOVE FROM ALL ARCHIVES AND WEBSITES."},
				{embedded.EditStatus, "KILL"},
				{embedded.Urgency, "1"},
				{embedded.Moved, "2026-11-07T13:40:00+00:00"},
			}, karatepe...),
		}}},
		{flood, 1152, 768, 53, []file{{
			path: "wire/agenciabrasil/enchente-ribeira.jpg",
			words: []said{
				{embedded.Headline, "Enchente em Ribeira do Vale"},
				{embedded.Caption, "Ribeira do Vale (SC), 18/06/2024 - Equipes de resgate retiram moradores de área alagada. Foto: Rafael Monteverde/Agência Brasil"},
				{embedded.By, "Rafael Monteverde"},
				{embedded.Credit, "Rafael Monteverde/Agência Brasil"},
				{embedded.Source, "Agência Brasil"},
				{embedded.Copyright, "CC BY 3.0 BR Agência Brasil"},
				{embedded.Usage, "Creative Commons Attribution 3.0 Brazil, https://creativecommons.org/licenses/by/3.0/br/"},
				{embedded.City, "Ribeira do Vale"},
				{embedded.State, "Santa Catarina"},
				{embedded.Country, "Brasil"},
				{embedded.CountryCode, "BRA"},
				{embedded.Keyword, "enchente"},
				{embedded.Taken, "2024-06-18T09:14:00-03:00"},
			},
		}}},
		// A member paper's picture: the agency passes on its conditions.
		{wildfire, 1152, 768, 54, []file{{
			path: "wire/ap/california-wildfire-member.jpg",
			words: []said{
				{embedded.Headline, "California Wildfire"},
				{embedded.Caption, "A helicopter drops water on the Bitterroot Fire burning above San Marco, Calif., Monday, Aug. 17, 2026. (Lauren Ibáñez/San Marco Chronicle via AP)"},
				{embedded.By, "LAUREN IBÁÑEZ"},
				{embedded.JobTitle, "MBR"},
				{embedded.Credit, "AP"},
				{embedded.Source, "San Marco Chronicle"},
				{embedded.Instructions, "MANDATORY CREDIT: LAUREN IBÁÑEZ/SAN MARCO CHRONICLE; MAGS OUT; TV OUT; NO SALES"},
				{embedded.Ref, "CASMC204"},
				{embedded.City, "San Marco"},
				{embedded.State, "CA"},
				{embedded.Country, "United States"},
				{embedded.CountryCode, "USA"},
				{embedded.Keyword, "wildfire"},
				{embedded.Category, "A"},
				{embedded.Taken, "2026-08-17T19:22:00-07:00"},
				{embedded.Moved, "2026-08-18T03:30:00+00:00"},
			},
		}}},
		// Fourteen days that are not over yet when this was painted.
		{lifeboat, 900, 900, 38, []file{{
			path: "wire/reuters/channel-rescue-handout.jpg",
			words: []said{
				{embedded.Headline, "Volunteers rescue people from a dinghy off Nordhavn"},
				{embedded.Caption, "A drone view shows a lifeboat as it takes people from a dinghy in tow, off Nordhavn, Denmark, November 18, 2026. Sea Rescue Nordhavn/Handout via REUTERS"},
				{embedded.By, "SEA RESCUE NORDHAVN"},
				{embedded.JobTitle, "HANDOUT"},
				{embedded.Credit, "via REUTERS"},
				{embedded.Source, "X80002"},
				{embedded.Instructions, "THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY. NO RESALES. NO ARCHIVES. MANDATORY CREDIT. FOR USE WITHIN 14 DAYS OF TRANSMISSION."},
				{embedded.City, "Nordhavn"},
				{embedded.Country, "Denmark"},
				{embedded.CountryCode, "DNK"},
				{embedded.Keyword, "rescue"},
				{embedded.SupplierID, "RC2DEMO0118HO"},
				{embedded.Taken, "2026-11-18T11:20:00+01:00"},
				{embedded.Moved, "2026-11-18T15:05:00+00:00"},
			},
		}}},
		{lightning, 768, 1152, 52, []file{{
			path: "stock/gewitter-symbolbild.jpg",
			words: []said{
				{embedded.Headline, "Gewitter über einer Stadt"},
				{embedded.Caption, "Symbolbild: Blitze entladen sich über einer Stadt. Foto: stormpixel/stock.adobe.com"},
				{embedded.By, "stormpixel"},
				{embedded.Credit, "stormpixel - stock.adobe.com"},
				{embedded.Source, "Adobe Stock"},
				{embedded.Keyword, "Gewitter"},
				{embedded.Keyword, "Wetter"},
				{embedded.SupplierID, "990771204"},
				{embedded.Taken, "2022-07-20T23:11:00+02:00"},
			},
		}}},
	}
}

// karatepe is what the killed picture and its kill both say.
var karatepe = []said{
	{embedded.By, "OSMAN KARADENIZ"},
	{embedded.JobTitle, "STR"},
	{embedded.Credit, "AP"},
	{embedded.Source, "AP"},
	{embedded.Ref, "DEMO407"},
	{embedded.City, "Karatepe"},
	{embedded.Country, "Turkey"},
	{embedded.CountryCode, "TUR"},
	{embedded.Keyword, "rescue"},
	{embedded.Category, "I"},
	{embedded.SupplierID, "b27ce90a5d3f4c11a6de0e7740ff0407"},
	{embedded.Taken, "2026-11-07T11:35:00+03:00"},
}
