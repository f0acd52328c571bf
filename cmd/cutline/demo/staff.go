package demo

import "cutline/archive/embedded"

// staff are pictures of the newsroom's own, and those that nobody has put in
// order yet.
func staff() []picture {
	return []picture{
		// A caption that came out of a web page, markup and all.
		{rain, 768, 1152, 12, []file{{
			path: "staff/2023/okafor/rain-lantern-street.jpg",
			words: []said{
				{embedded.Headline, "Rain on Lantern Street"},
				{embedded.Caption, "<p>Shoppers under <b>umbrellas</b> on Lantern Street &amp; the old arcade, Nov. 17, 2023.</p><script>alert(\"caption\")</script>"},
				{embedded.By, "Hannah Okafor"},
				{embedded.JobTitle, "Staff Photographer"},
				{embedded.City, "Northport"},
				{embedded.Keyword, "rain"},
				{embedded.Keyword, "street"},
				{embedded.Taken, "2023-11-17T20:12:00+00:00"},
			},
			places: camera("Canon", "Canon EOS R5"),
		}}},
		{author, 768, 1152, 25, []file{{
			path: "freelance/nyt-author-portrait.jpg",
			words: []said{
				{embedded.Headline, "Ilse Marchetti, author of The Salt Ledger"},
				{embedded.Caption, "The novelist Ilse Marchetti at her home in Trieste, Italy, on Feb. 21, 2023. (Marisol Quintero for The New York Times)"},
				{embedded.By, "Marisol Quintero"},
				{embedded.JobTitle, "Freelance"},
				{embedded.Credit, "Marisol Quintero for The New York Times"},
				{embedded.Source, "The New York Times"},
				{embedded.Instructions, "ONE TIME USE ONLY"},
				{embedded.City, "Trieste"},
				{embedded.Country, "Italy"},
				{embedded.CountryCode, "ITA"},
				{embedded.Person, "Ilse Marchetti"},
				{embedded.Keyword, "books"},
				{embedded.Keyword, "portrait"},
				{embedded.Taken, "2023-02-21T10:45:00+01:00"},
			},
			places: camera("NIKON CORPORATION", "NIKON Z 8"),
		}}},
		// The words lie beside the photo, as Lightroom leaves them.
		{vigil, 1152, 768, 14, []file{{
			path: "staff/2023/okafor/HO5_2207.jpg",
			words: []said{
				{embedded.By, "Hannah Okafor"},
				{embedded.Taken, "2023-10-07T19:03:00+01:00"},
			},
			places:  camera("Canon", "Canon EOS R5"),
			sidecar: vigilSidecar,
		}}},
		// Nobody knows whose this is.
		{aurora, 1152, 768, 11, []file{{
			path: "unsorted/DSC_0412.jpg",
			words: []said{
				{embedded.Caption, "Northern lights over a cabin near Abisko"},
				{embedded.Taken, "2019-02-03T22:47:00"},
			},
			places: append(camera("SONY", "ILCE-7M3"), in(embedded.EXIF, "ImageDescription", "SONY DSC")),
		}}},
	}
}

// camera is what a camera says of itself.
func camera(maker, model string) []embedded.Statement {
	return []embedded.Statement{in(embedded.EXIF, "Make", maker), in(embedded.EXIF, "Model", model)}
}

const vigilSidecar = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmp:Rating="5"
    photoshop:Headline="Candles for the ferry crew"
    photoshop:Credit="Hannah Okafor/Northport Courier"
    photoshop:City="Northport"
    photoshop:Country="United Kingdom">
   <dc:creator><rdf:Seq><rdf:li>Hannah Okafor</rdf:li></rdf:Seq></dc:creator>
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">Thousands hold candles in Customs House Square in Northport on Saturday, a year after the ferry Aurelia was lost with its crew.</rdf:li></rdf:Alt></dc:description>
   <dc:subject><rdf:Bag><rdf:li>vigil</rdf:li><rdf:li>crowd</rdf:li><rdf:li>candles</rdf:li></rdf:Bag></dc:subject>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
`
