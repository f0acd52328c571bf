package embedded

// EXIF tags with a rule of their own (Exif 2.32).
const (
	tagCopyright     = 0x8298
	tagUserComment   = 0x9286
	tagExifVersion   = 0x9000
	tagColorSpace    = 0xA001
	tagImageUniqueID = 0xA420
)

// exifTag is an EXIF tag that Read states.
type exifTag struct {
	id    uint16
	name  string
	field Field
}

// exifTags are the tags stated, in the order of the statements: those with a
// field first.
var exifTags = []exifTag{
	{0x010E, "ImageDescription", Caption},
	{0x013B, "Artist", By},
	{tagCopyright, "Copyright", Copyright},
	{0x9003, "DateTimeOriginal", Taken},
	{0x9011, "OffsetTimeOriginal", ""},
	{0x9291, "SubSecTimeOriginal", ""},
	{0x9004, "DateTimeDigitized", ""},
	{0x9012, "OffsetTimeDigitized", ""},
	{0x0132, "DateTime", ""},
	{0x9010, "OffsetTime", ""},
	{tagMake, "Make", ""},
	{0x0110, "Model", Camera},
	{0xA434, "LensModel", ""},
	{0xA433, "LensMake", ""},
	{tagColorSpace, "ColorSpace", ColorSpace},
	{tagOrientation, "Orientation", ""},
	{0x0131, "Software", ""},
	{0x010D, "DocumentName", ""},
	{0x013C, "HostComputer", ""},
	{tagUserComment, "UserComment", ""},
	{0x9C9B, "XPTitle", ""},
	{0x9C9C, "XPComment", ""},
	{0x9C9D, "XPAuthor", ""},
	{0x9C9E, "XPKeywords", ""},
	{0x9C9F, "XPSubject", ""},
	{0x829A, "ExposureTime", ""},
	{0x829D, "FNumber", ""},
	{0x8827, "ISOSpeedRatings", ""},
	{0x9204, "ExposureBiasValue", ""},
	{0x9209, "Flash", ""},
	{0x920A, "FocalLength", ""},
	{0xA405, "FocalLengthIn35mmFilm", ""},
	{tagImageUniqueID, "ImageUniqueID", ""},
}

// exifNames are the names of exifTags by number.
var exifNames = func() map[uint16]string {
	names := map[uint16]string{}
	for _, t := range exifTags {
		names[t.id] = t.name
	}
	return names
}()

// gpsTags are the tags of the GPS directory that make the position.
var gpsTags = map[uint16]bool{1: true, 2: true, 3: true, 4: true}
