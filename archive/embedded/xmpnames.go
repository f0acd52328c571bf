package embedded

import (
	"slices"
	"strings"
)

// namespaces are the namespaces of XMP that Cutline knows, with the prefix
// that the standards give each.
var namespaces = []struct{ prefix, uri string }{
	{"dc", "http://purl.org/dc/elements/1.1/"},
	{"photoshop", "http://ns.adobe.com/photoshop/1.0/"},
	{"xmp", "http://ns.adobe.com/xap/1.0/"},
	{"xmpRights", "http://ns.adobe.com/xap/1.0/rights/"},
	{"xmpMM", "http://ns.adobe.com/xap/1.0/mm/"},
	{"xmpBJ", "http://ns.adobe.com/xap/1.0/bj/"},
	{"stRef", "http://ns.adobe.com/xap/1.0/sType/ResourceRef#"},
	{"stEvt", "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"},
	{"xmpNote", "http://ns.adobe.com/xmp/note/"},
	{"exif", "http://ns.adobe.com/exif/1.0/"},
	{"aux", "http://ns.adobe.com/exif/1.0/aux/"},
	{"exifEX", "http://cipa.jp/exif/1.0/"},
	{"tiff", "http://ns.adobe.com/tiff/1.0/"},
	{"crs", "http://ns.adobe.com/camera-raw-settings/1.0/"},
	{"Iptc4xmpCore", "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"},
	{"Iptc4xmpExt", "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"},
	{"plus", "http://ns.useplus.org/ldf/xmp/1.0/"},
	{"GettyImagesGIFT", "http://xmp.gettyimages.com/gift/1.0/"},
	{"prism", "http://prismstandard.org/namespaces/basic/2.0/"},
	{"prism", "http://prismstandard.org/namespaces/basic/2.1/"},
	{"MicrosoftPhoto", "http://ns.microsoft.com/photo/1.0/"},
	{"lr", "http://ns.adobe.com/lightroom/1.0/"},
	{"cc", "http://creativecommons.org/ns#"},
}

// Prefixes are the prefixes of the namespaces that Cutline knows.
func Prefixes() []string {
	var list []string
	for _, n := range namespaces {
		if !slices.Contains(list, n.prefix) {
			list = append(list, n.prefix)
		}
	}
	return list
}

// xmpPrefixes are the prefixes by namespace, without the slash or hash at its
// end, which writers forget.
var xmpPrefixes = func() map[string]string {
	m := map[string]string{}
	for _, n := range namespaces {
		m[trimNamespace(n.uri)] = n.prefix
	}
	return m
}()

func trimNamespace(uri string) string { return strings.TrimRight(uri, "/#") }

// xmpFields are the fields of XMP properties (IPTC Photo Metadata Standard
// 2023.2; PLUS LDF; Getty's own).
var xmpFields = map[string]Field{
	"photoshop:Headline":                Headline,
	"dc:description":                    Caption,
	"dc:creator":                        By,
	"photoshop:AuthorsPosition":         JobTitle,
	"photoshop:Credit":                  Credit,
	"photoshop:Source":                  Source,
	"dc:Rights":                         Copyright, // Getty's spelling
	"dc:rights":                         Copyright,
	"photoshop:Instructions":            Instructions,
	"xmpRights:UsageTerms":              Usage,
	"dc:subject":                        Keyword,
	"Iptc4xmpExt:PersonInImage":         Person,
	"GettyImagesGIFT:Personality":       Person,
	"Iptc4xmpCore:Location":             Place,
	"photoshop:City":                    City,
	"photoshop:State":                   State,
	"photoshop:Country":                 Country,
	"Iptc4xmpCore:CountryCode":          CountryCode,
	"photoshop:DateCreated":             Taken,
	"exif:DateTimeOriginal":             Taken,
	"photoshop:TransmissionReference":   Ref,
	"dc:title":                          Title,
	"GettyImagesGIFT:AssetID":           SupplierID,
	"GettyImagesGIFT:AssetId":           SupplierID,
	"plus:ImageSupplierImageID":         SupplierID,
	"plus:ImageSupplierImageId":         SupplierID,
	"photoshop:CaptionWriter":           Writer,
	"photoshop:Urgency":                 Urgency,
	"photoshop:Category":                Category,
	"photoshop:SupplementalCategories":  Category,
	"xmp:Rating":                        Rating,
	"xmp:Label":                         Label,
	"Iptc4xmpExt:DigitalSourceType":     SourceType,
	"Iptc4xmpCore:AltTextAccessibility": AltText,
	"plus:Licensor/plus:LicensorName":   Licensor,
	"plus:DataMining":                   DataMining,
	"tiff:Model":                        Camera,
	"exif:GPSLatitude":                  GPS,
	"exif:GPSLongitude":                 GPS,
	"exif:ColorSpace":                   ColorSpace,
	"Iptc4xmpExt:PersonInImageWDetails/Iptc4xmpExt:PersonName": Person,
}
