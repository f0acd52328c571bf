package web

import "cutline/archive"

// noticeText says what a supplier's notice means for whoever wants to print
// the photo.
var noticeText = map[archive.Notice]string{
	archive.Kill:       "The supplier killed this picture: it must not be used.",
	archive.Withdrawal: "The supplier withdrew this picture: it must not be used.",
	archive.Amendment:  "The supplier corrected an earlier delivery with this one.",
}

// twinText says the same of a photo whose pixels came again with a notice.
var twinText = map[archive.Notice]string{
	archive.Kill:       "The same picture was killed by its supplier.",
	archive.Withdrawal: "The same picture was withdrawn by its supplier.",
}

// The badges of a photo that must not be used any more.
const (
	killedWord    = "KILLED"
	withdrawnWord = "WITHDRAWN"
)

// notice is what must be seen before anything else of a photo.
type notice struct {
	Text string
	URL  string // of the photo that carries it, empty for the photo itself
	Stop bool
}

// notices are the photo's own, what its badges forbid, and the notices of
// photos with the same pixels.
func (h house) notices(p *archive.Photo, badges []badge, twins []related) (list []notice) {
	if recalled := p.Recalled(); recalled != nil {
		list = append(list, notice{Text: h.recalledText(recalled), Stop: true})
	} else if p.Reading.Notice == archive.Amendment {
		list = append(list, notice{Text: noticeText[archive.Amendment]})
	}
	for _, b := range badges {
		if b.Weight == filled && b.Word != killedWord && b.Word != withdrawnWord {
			list = append(list, notice{Text: b.Word + ": " + b.Title + ".", Stop: true})
		}
	}
	for _, twin := range twins {
		if text := twinText[twin.Recalled]; text != "" {
			list = append(list, notice{Text: text, URL: twin.URL, Stop: true})
		}
	}
	return list
}
