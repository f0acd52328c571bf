package demo

import "cutline/archive/embedded"

// handouts are pictures that their subjects or owners give away, with the
// terms under which agencies pass them on.
func handouts() []picture {
	return []picture{
		{sailor, 900, 900, 26, []file{{
			path: "wire/ap/missing-sailor-handout.jpg",
			words: []said{
				{embedded.Headline, "Missing Sailor"},
				{embedded.Caption, "This undated photo provided by the Halloran family shows Tim Halloran, who has been missing since his boat was found adrift off Cape Sorrow, Sept. 12, 2023. (Halloran family via AP)"},
				{embedded.By, "Uncredited"},
				{embedded.JobTitle, "HONS"},
				{embedded.Credit, "AP"},
				{embedded.Source, "Halloran family"},
				{embedded.Instructions, "HANDOUT PHOTO. TO BE USED SOLELY TO ILLUSTRATE NEWS REPORTING ON THE EVENT DEPICTED. MAY ONLY BE USED FOR 14 DAYS FROM TIME OF TRANSMISSION; NO ARCHIVING; NO LICENSING. MANDATORY CREDIT."},
				{embedded.Person, "Tim Halloran"},
				{embedded.Country, "United States"},
				{embedded.CountryCode, "USA"},
				{embedded.Category, "A"},
				{embedded.Taken, "2023-09-14"},
				{embedded.Moved, "2023-09-14T21:44:00+00:00"},
			},
		}}},
		// The rank fills the by-line, 32 bytes; the instructions dictate the credit.
		{warship, 1152, 768, 16, []file{{
			path: "handout/us-navy/230506-N-RO118-1042.jpg",
			words: []said{
				{embedded.Headline, "USS Elias Ward Conducts Operations in the Atlantic"},
				{embedded.Caption, "ATLANTIC OCEAN (May 6, 2023) Sailors man the rails of the guided-missile destroyer USS Elias Ward as the ship gets underway at sunrise. (U.S. Navy photo by Mass Communication Specialist 2nd Class Rachel Odom/Released)"},
				{embedded.By, "Mass Communication Specialist 2n"},
				{embedded.Credit, "U.S. Navy"},
				{embedded.Source, "DIGITAL"},
				{embedded.Instructions, "Credit as U.S. Navy photo by Rachel Odom. Cleared for public release."},
				{embedded.Ref, "230506-N-RO118-1042"},
				{embedded.Keyword, "navy"},
				{embedded.Keyword, "destroyer"},
				{embedded.Taken, "2023-05-06T06:12:00-03:00"},
			},
		}}},
		{launch, 768, 1152, 20, []file{{
			path: "handout/meridian/launch-night-embargoed.jpg",
			words: []said{
				{embedded.Headline, "Meridian 4 lifts off"},
				{embedded.Caption, "The Meridian 4 rocket lifts off from Lagoa Verde on its first night flight. EMBARGOED UNTIL 06:00 GMT, JANUARY 2, 2040. Meridian Launch/Handout via REUTERS"},
				{embedded.By, "MERIDIAN LAUNCH"},
				{embedded.JobTitle, "HANDOUT"},
				{embedded.Credit, "via REUTERS"},
				{embedded.Source, "X80002"},
				{embedded.Instructions, "EMBARGOED UNTIL 06:00 GMT, JANUARY 2, 2040. THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY. MANDATORY CREDIT. NO RESALES."},
				{embedded.City, "Lagoa Verde"},
				{embedded.Country, "Brazil"},
				{embedded.CountryCode, "BRA"},
				{embedded.Keyword, "space"},
				{embedded.Taken, "2023-12-12T22:04:00-03:00"},
				{embedded.Moved, "2023-12-13T03:00:00+00:00"},
				{embedded.Release, "2040-01-02T06:00:00+00:00"},
			},
		}}},
		// IIM holds 32 bytes of a credit; XMP has the whole.
		{harbour, 1800, 576, 13, []file{{
			path: "handout/port/nieuwhaven-panorama.jpg",
			words: []said{
				{embedded.Headline, "Nieuwhaven at dusk"},
				{embedded.Caption, "A panorama of the harbour of Nieuwhaven, Netherlands, at dusk, in this picture released on October 27, 2023. Ruben van Aalst/Port of Nieuwhaven/Handout via EPA"},
				{embedded.By, "Ruben van Aalst"},
				{embedded.JobTitle, "HANDOUT"},
				{embedded.Credit, "Ruben van Aalst/Port of Nieuwhaven/Handout via EPA"},
				{embedded.Source, "Port of Nieuwhaven"},
				{embedded.Instructions, "HANDOUT EDITORIAL USE ONLY/NO SALES"},
				{embedded.City, "Nieuwhaven"},
				{embedded.Country, "Netherlands"},
				{embedded.CountryCode, "NLD"},
				{embedded.Keyword, "harbour"},
				{embedded.Keyword, "skyline"},
				{embedded.Taken, "2023-10-26T18:40:00+02:00"},
				{embedded.Moved, "2023-10-27T08:15:00+00:00"},
			},
		}}},
	}
}
