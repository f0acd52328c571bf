package demo

import "cutline/archive/embedded"

// arts are culture: courtesy pictures, an embargo, a correction, two makers.
func arts() []picture {
	return []picture{
		{conductor, 1152, 768, 46, []file{{
			path: "handout/lindenhall/season-opening.jpg",
			words: []said{
				{embedded.Headline, "Lindenhall Philharmonic opens its season"},
				{embedded.Caption, "Music director Aurelio Brandt conducts the Lindenhall Philharmonic in the opening concert of its 2025-26 season. Photo: Courtesy of Lindenhall Philharmonic"},
				{embedded.Credit, "Courtesy of Lindenhall Philharmonic"},
				{embedded.Person, "Aurelio Brandt"},
				{embedded.Keyword, "music"},
				{embedded.Taken, "2025-09-26T20:40:00+02:00"},
			},
		}}},
		{dancer, 768, 1152, 47, []file{{
			path: "handout/ballet/snow-queen-first-look.jpg",
			words: []said{
				{embedded.Headline, "First look: The Snow Queen"},
				{embedded.Caption, "Principal dancer Elodie Marchand rehearses the title role of The Snow Queen at the Northport Playhouse. Photograph: Tristram Kenlow/The Guardian"},
				{embedded.By, "Tristram Kenlow"},
				{embedded.Credit, "Tristram Kenlow/The Guardian"},
				{embedded.Source, "The Guardian"},
				{embedded.Instructions, "EMBARGOED UNTIL 22:00 GMT, NOVEMBER 28, 2026"},
				{embedded.City, "Northport"},
				{embedded.Country, "United Kingdom"},
				{embedded.Person, "Elodie Marchand"},
				{embedded.Keyword, "dance"},
				{embedded.Taken, "2026-11-18T14:20:00+00:00"},
				{embedded.Release, "2026-11-28T22:00:00+00:00"},
			},
		}}},
		{gala, 768, 1152, 48, []file{{
			path: "wire/ap/invision-lumiere-awards.jpg",
			words: []said{
				{embedded.Headline, "2026 Northern Lights Awards - Arrivals"},
				{embedded.Caption, "Celia Navarro arrives at the Northern Lights Awards on Sunday, Jan. 18, 2026, at the Meridian Theatre in Toronto. (Photo by Scott Merriweather/Invision/AP)"},
				{embedded.By, "Scott Merriweather"},
				{embedded.JobTitle, "INVL"},
				{embedded.Credit, "Scott Merriweather/Invision/AP"},
				{embedded.Source, "Invision"},
				{embedded.Ref, "DEMO218"},
				{embedded.City, "Toronto"},
				{embedded.Country, "Canada"},
				{embedded.CountryCode, "CAN"},
				{embedded.Person, "Celia Navarro"},
				{embedded.Keyword, "entertainment"},
				{embedded.Category, "E"},
				{embedded.Taken, "2026-01-18T18:27:00-05:00"},
				{embedded.Moved, "2026-01-18T23:55:00+00:00"},
			},
		}}},
		{museum, 1152, 768, 49, []file{{
			path: "wire/anp/museum-heropening.jpg",
			words: []said{
				{embedded.Headline, "Heropening Stadsmuseum Nieuwhaven"},
				{embedded.Caption, "NIEUWHAVEN - Bezoekers bij het doek Compositie IX tijdens de heropening van het Stadsmuseum. ANP / Hollandse Hoogte / Femke Dijkgraaf"},
				{embedded.By, "Femke Dijkgraaf"},
				{embedded.Credit, "ANP / Hollandse Hoogte / Femke Dijkgraaf"},
				{embedded.Source, "ANP"},
				{embedded.Instructions, "EDITORIAL USE ONLY. NO CROPPING OF THE ARTWORK."},
				{embedded.City, "Nieuwhaven"},
				{embedded.Country, "Nederland"},
				{embedded.CountryCode, "NLD"},
				{embedded.Keyword, "kunst"},
				{embedded.Taken, "2026-11-12T11:45:00+01:00"},
				{embedded.Moved, "2026-11-12T12:31:00+00:00"},
			},
		}}},
		{lanterns, 768, 1152, 50, []file{{
			path: "wire/epa/epa99006002-yi-peng.jpg",
			words: []said{
				{embedded.Headline, "เทศกาลยี่เป็งที่เชียงใหม่"},
				{embedded.Caption, "ประชาชนปล่อยโคมลอยริมแม่น้ำปิงในเทศกาลยี่เป็ง จังหวัดเชียงใหม่ ประเทศไทย 5 พฤศจิกายน 2568 EPA/ANAN SIRIKUL"},
				{embedded.By, "ANAN SIRIKUL"},
				{embedded.JobTitle, "STR"},
				{embedded.Credit, "EPA"},
				{embedded.Source, "EPA"},
				{embedded.City, "Chiang Mai"},
				{embedded.Country, "Thailand"},
				{embedded.CountryCode, "THA"},
				{embedded.Keyword, "festival"},
				{embedded.Category, "ACE"},
				{embedded.SupplierID, "99006002"},
				{embedded.Taken, "2025-11-05T19:48:00+07:00"},
				{embedded.Moved, "2025-11-05T14:20:00+00:00"},
			},
			places: []embedded.Statement{{
				Place: embedded.XMP, Property: "dc:description", Lang: "en",
				Value: "People release paper lanterns by the Ping River during the Yi Peng festival in Chiang Mai, Thailand, 05 November 2025. EPA/ANAN SIRIKUL",
			}},
		}}},
		// The corrected version has the number of the first.
		{fireworks, 1152, 768, 51, []file{{
			path: "wire/ap/portugal-new-year.jpg",
			words: append([]said{
				{embedded.Headline, "Portugal New Year"},
				{embedded.Caption, "Fireworks light up the sky over the Dom Luis bridge on New Year's Eve in Porto Claro, Portugal, Thursday, Jan. 1, 2026. (AP Photo/Beatriz Falcao)"},
				{embedded.Moved, "2026-01-01T00:24:00+00:00"},
			}, newYear...),
		}, {
			path: "wire/ap/portugal-new-year-corrects.jpg",
			words: append([]said{
				{embedded.Headline, "CORRECTION Portugal New Year"},
				{embedded.Caption, "CORRECTS NAME OF BRIDGE TO SANTA MARTA - Fireworks light up the sky over the Santa Marta bridge on New Year's Eve in Porto Claro, Portugal, Thursday, Jan. 1, 2026. (AP Photo/Beatriz Falcao)"},
				{embedded.Instructions, "CORRECTS NAME OF BRIDGE"},
				{embedded.Moved, "2026-01-01T02:10:00+00:00"},
			}, newYear...),
		}}},
		// Credit and sign-off name two makers.
		{market, 1152, 768, 66, []file{{
			path: "wire/lapresse/spain-inflation-market.jpg",
			words: []said{
				{embedded.Headline, "Inflation slows in Valencia's markets"},
				{embedded.Caption, "A vendor waits for customers at a fruit stall in the Mercado de las Flores in Valencia, Spain, on Thursday, Oct. 12, 2023. (Photo by Teresa Valle/SOPA Images)"},
				{embedded.By, "Teresa Valle"},
				{embedded.Credit, "Teresa Valle/LaPresse"},
				{embedded.Source, "LaPresse"},
				{embedded.City, "Valencia"},
				{embedded.Country, "Spain"},
				{embedded.CountryCode, "ESP"},
				{embedded.Keyword, "economy"},
				{embedded.Keyword, "inflation"},
				{embedded.Category, "F"},
				{embedded.Taken, "2023-10-12T10:05:00+02:00"},
				{embedded.Moved, "2023-10-12T11:47:00+00:00"},
			},
		}}},
	}
}

// newYear is what both versions of the fireworks say.
var newYear = []said{
	{embedded.By, "Beatriz Falcao"},
	{embedded.JobTitle, "STF"},
	{embedded.Credit, "AP"},
	{embedded.Source, "AP"},
	{embedded.Ref, "DEMO301"},
	{embedded.City, "Porto Claro"},
	{embedded.Country, "Portugal"},
	{embedded.CountryCode, "PRT"},
	{embedded.Keyword, "new year"},
	{embedded.Category, "I"},
	{embedded.SupplierID, "6f1d20c41ab84d6f9e02c7d5a8b30301"},
	{embedded.Taken, "2026-01-01T00:01:00+00:00"},
}
