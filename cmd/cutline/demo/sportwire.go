package demo

import (
	"fmt"

	"cutline/archive/embedded"
)

// sportWire are sports pictures of agencies that each write in their own way.
func sportWire() []picture {
	return append(take(), []picture{
		{sprint, 1152, 768, 31, []file{{
			path: "wire/afp/AFP_20250913_SPRINT_KEN.jpg",
			words: []said{
				{embedded.Headline, "ATHLETICS-KEN-NAIROBI"},
				{embedded.Caption, "Ruth Achieng of Kenya (2nd R) leads the women's 200m final during the Continental Athletics Meeting at the Kasarani stadium in Nairobi on September 13, 2025. (Photo by Tobias OTIENO / AFP)"},
				{embedded.By, "TOBIAS OTIENO"},
				{embedded.JobTitle, "STF"},
				{embedded.Credit, "AFP"},
				{embedded.Source, "AFP"},
				{embedded.Title, "ATHLETICS-KEN-NAIROBI"},
				{embedded.City, "Nairobi"},
				{embedded.Country, "Kenya"},
				{embedded.CountryCode, "KEN"},
				{embedded.Keyword, "athletics"},
				{embedded.Keyword, "Horizontal"},
				{embedded.Category, "S"},
				{embedded.Taken, "2025-09-13T17:42:00+03:00"},
				{embedded.Moved, "2025-09-13T15:20:00+00:00"},
			},
		}}},
		{tennis, 768, 1152, 32, []file{{
			path: "wire/epa/epa99004417-tennis-lisbon.jpg",
			words: []said{
				{embedded.Headline, "Lisbon Clay Court Open"},
				{embedded.Caption, "epa99004417 Daan Verschuren of the Netherlands serves to Felipe Arrieta of Chile during their second-round match at the Lisbon Clay Court Open in Lisbon, Portugal, 29 April 2025.  EPA/MARTA VILLALONGA"},
				{embedded.By, "MARTA VILLALONGA"},
				{embedded.JobTitle, "STR"},
				{embedded.Credit, "EPA"},
				{embedded.Source, "EPA"},
				{embedded.City, "Lisbon"},
				{embedded.Country, "Portugal"},
				{embedded.CountryCode, "PRT"},
				{embedded.Person, "Daan Verschuren"},
				{embedded.Keyword, "tennis"},
				{embedded.Category, "SPO"},
				{embedded.SupplierID, "99004417"},
				{embedded.Taken, "2025-04-29T16:08:00+01:00"},
				{embedded.Moved, "2025-04-29T15:50:00+00:00"},
			},
		}}},
		// The agency's own system cut the credit at 32 bytes before it left.
		{dunk, 768, 1152, 33, []file{{
			path: "wire/reuters/USATSI_99182231.jpg",
			words: []said{
				{embedded.Headline, "BASKETBALL: Regional Semifinal-Harlan at Bexley"},
				{embedded.Caption, "Mar 22, 2023; Dayton, OH, USA; Bexley Foxes guard Terrence Mabry (11) dunks in the second half against the Harlan Colliers at Foundry Arena. Mandatory Credit: Dale Haverford-USA TODAY Sports"},
				{embedded.By, "Dale Haverford"},
				{embedded.JobTitle, "USA TODAY Sports"},
				{embedded.Credit, "USA TODAY Sports via Reuters Con"},
				{embedded.Source, "USA TODAY Sports"},
				{embedded.Instructions, "*** NO SALES *** EDITORIAL USE ONLY"},
				{embedded.City, "Dayton"},
				{embedded.State, "OH"},
				{embedded.Country, "United States"},
				{embedded.CountryCode, "USA"},
				{embedded.Person, "Terrence Mabry"},
				{embedded.Keyword, "basketball"},
				{embedded.Category, "S"},
				{embedded.SupplierID, "USATSI_99182231"},
				{embedded.Taken, "2023-03-22T21:14:00-04:00"},
				{embedded.Moved, "2023-03-23T02:31:00+00:00"},
			},
		}}},
		{boxers, 1152, 768, 34, []file{{
			path: "wire/getty/990118824-title-fight.jpg",
			words: []said{
				{embedded.Headline, "Ortega v Mensah - Middleweight Title Fight"},
				{embedded.Caption, "LAS VEGAS, NEVADA - NOVEMBER 21: Kwame Mensah (R) slips a punch from Iván Ortega during their middleweight title fight at Mesa Hall on November 21, 2026 in Las Vegas, Nevada. (Photo by Rico Salvatierra/Getty Images for Iron Gate Boxing)"},
				{embedded.By, "Rico Salvatierra"},
				{embedded.JobTitle, "Stringer"},
				{embedded.Credit, "Getty Images for Iron Gate Boxing"},
				{embedded.Source, "Getty Images North America"},
				{embedded.Copyright, "2026 Getty Images"},
				{embedded.City, "Las Vegas"},
				{embedded.State, "Nevada"},
				{embedded.Country, "United States"},
				{embedded.CountryCode, "USA"},
				{embedded.Person, "Kwame Mensah"},
				{embedded.Person, "Iván Ortega"},
				{embedded.Keyword, "boxing"},
				{embedded.Category, "S"},
				{embedded.SupplierID, "990118824"},
				{embedded.Taken, "2026-11-21T20:51:00-08:00"},
				{embedded.Moved, "2026-11-22T05:10:00+00:00"},
			},
		}}},
		{regatta, 1152, 768, 35, []file{{
			path: "wire/zuma/20250802_zip_s197_041.jpg",
			words: []said{
				{embedded.Headline, "August 2, 2025, Cascais, Portugal: Atlantic Yacht Week"},
				{embedded.Caption, "August 2, 2025, Cascais, Portugal: Crews fly their spinnakers in the second race of the Atlantic Yacht Week off Cascais. (Credit Image: © Carla Monteiro/SOPA Images via ZUMA Press Wire)"},
				{embedded.By, "Carla Monteiro"},
				{embedded.Credit, "SOPA Images via ZUMA Press Wire"},
				{embedded.Source, "ZUMA Press"},
				{embedded.Copyright, "© Copyright 2025 by SOPA Images via ZUMA Press Wire"},
				{embedded.Instructions, "EDITORIAL USE ONLY. For UK editorial clients only please call to confirm rates."},
				{embedded.City, "Cascais"},
				{embedded.Country, "Portugal"},
				{embedded.CountryCode, "PRT"},
				{embedded.Keyword, "sailing"},
				{embedded.SupplierID, "20250802_zip_s197_041"},
				{embedded.Taken, "2025-08-02T15:26:00+01:00"},
				{embedded.Moved, "2025-08-02T19:04:00+00:00"},
			},
		}}},
		{surf, 1280, 720, 37, []file{{
			path: "wire/aap/20261119001799-surf.jpg",
			words: []said{
				{embedded.Headline, "SURFING BLACKWATTLE POINT PRO"},
				{embedded.Caption, "Jye Tolhurst of Australia in action during the semifinals of the Blackwattle Point Pro, in Margaret River, Western Australia, Thursday, November 19, 2026. (AAP Image/Darcy Hollins) NO ARCHIVING"},
				{embedded.By, "DARCY HOLLINS"},
				{embedded.JobTitle, "PHOTOGRAPHER"},
				{embedded.Credit, "AAPIMAGE"},
				{embedded.Source, "AAP"},
				{embedded.Instructions, "NO ARCHIVING"},
				{embedded.City, "Margaret River"},
				{embedded.State, "Western Australia"},
				{embedded.Country, "Australia"},
				{embedded.CountryCode, "AUS"},
				{embedded.Person, "Jye Tolhurst"},
				{embedded.Keyword, "surfing"},
				{embedded.SupplierID, "20261119001799"},
				{embedded.Taken, "2026-11-19T10:12:00+08:00"},
				{embedded.Moved, "2026-11-19T03:40:00+00:00"},
			},
		}}},
		{rowing, 1152, 768, 36, []file{{
			path: "wire/pa/ROWING_Henbury_009.jpg",
			words: []said{
				{embedded.Headline, "File photo - Henbury Regatta"},
				{embedded.Caption, "File photo dated 02-07-2024 of a crew training at dawn ahead of the Henbury Regatta on the River Tarn, Oxfordshire. Water quality on the course fell again this spring, figures from the Environment Agency show. Issue date: Monday June 30, 2025. Photo credit should read: Andrew Whitlow/PA Wire."},
				{embedded.By, "Andrew Whitlow"},
				{embedded.JobTitle, "STAFF"},
				{embedded.Credit, "PA"},
				{embedded.Source, "PA"},
				{embedded.Country, "United Kingdom"},
				{embedded.CountryCode, "GBR"},
				{embedded.Keyword, "rowing"},
				{embedded.Keyword, "river"},
				{embedded.Category, "ENV"},
				{embedded.Taken, "2024-07-02T05:31:00+01:00"},
				{embedded.Moved, "2025-06-30T07:02:00+00:00"},
			},
		}}},
	}...)
}

// take is four frames that one photographer sent within two minutes: near
// each other, and four pictures all the same.
func take() []picture {
	var frames []picture
	for i := range 4 {
		headline := "Skateboarders practise at sunset in Valparaiso"
		if i == 1 {
			headline += " - TPX IMAGES OF THE DAY"
		}
		words := []said{
			{embedded.Headline, headline},
			{embedded.Caption, "A youth jumps with his skateboard from a ramp above the harbour at sunset in Valparaiso, Chile, June 13, 2026. REUTERS/Ines Caballero"},
			{embedded.By, "Ines Caballero"},
			{embedded.Credit, "REUTERS"},
			{embedded.Source, "X07714"},
			{embedded.Ref, "DEMO2026"},
			{embedded.City, "Valparaiso"},
			{embedded.Country, "Chile"},
			{embedded.CountryCode, "CHL"},
			{embedded.Keyword, "skateboarding"},
			{embedded.Keyword, "sunset"},
			{embedded.Category, "I"},
			{embedded.SupplierID, fmt.Sprintf("RC2DEMO0%02dSK", 41+i)},
			{embedded.Taken, fmt.Sprintf("2026-06-13T17:38:%02d-04:00", 8+i)},
			{embedded.Moved, fmt.Sprintf("2026-06-13T22:%02d:00+00:00", 2+i)},
		}
		if i == 1 {
			words = append(words, said{embedded.Instructions, "TPX IMAGES OF THE DAY"})
		}
		frames = append(frames, picture{skater(i), 1152, 768, 40, []file{{
			path: fmt.Sprintf("wire/reuters/chile-skate-%d.jpg", i+1), words: words,
		}}})
	}
	return frames
}
