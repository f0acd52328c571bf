package reuse_test

import (
	"testing"

	"cutline/archive"
	"cutline/archive/reuse"
)

// What comes every day, as research/desk.md 4 has it: the verdict, and the
// reason that an editor accepts.
func TestEveryday(t *testing.T) {
	const gac = "instructions = HANDOUT PHOTO; ONE TIME USE ONLY; NO ARCHIVES; MANDATORY CREDIT; THIS IMAGE MAY BE USED ONLY FOR 14 DAYS FROM THE TIME OF TRANSMISSION\n" +
		"credit = THE CANADIAN PRESS/HO-City of Ottawa\nmoved = 2023-09-21T12:00:00Z\ntaken = 2023-08-19"
	staff := &archive.Rights{Staff: []archive.StaffMember{{Name: "Graham Turner", Period: archive.Period{From: "2001-01-01", Until: "2019-12-31"}}}}
	recorded := []archive.Permission{{Period: archive.Period{From: "2026-01-01"}, Note: "asked by mail"}}
	withAP := &archive.Rights{Agreements: []archive.Agreement{{Supplier: "AP", Covers: []archive.Purpose{archive.Editorial}, Period: archive.Period{Until: "2027-12-31"}}}}
	for _, tt := range []struct {
		name    string
		says    string
		line    string
		on      string // 2026-11-26 unless set
		in      archive.Territory
		rights  *archive.Rights
		permits []archive.Permission
		twin    string
		verdict reuse.Verdict
		code    string
	}{
		{name: "AP staff", says: "caption = A fire. (AP Photo/Vadim Ghirda)\nby = Vadim Ghirda\njobtitle = STF\ncredit = AP", verdict: reuse.Clear},
		{name: "AP pool", says: "caption = A speech. (Saul Loeb/Pool via AP)\ncredit = AP", verdict: reuse.Clear, code: reuse.Pool},
		{name: "AP pool about to be AP's own", says: "caption = A speech. (Saul Loeb/Pool via AP)\ncredit = AP", line: "Saul Loeb/AP", verdict: reuse.WithCaution, code: reuse.LineLost},
		{name: "AFP through Getty", says: "credit = Olivier Douliery/AFP via Getty Images", verdict: reuse.Clear},
		{name: "handout inside its 14 days", says: gac, on: "2023-09-25", verdict: reuse.Clear, code: reuse.Ends},
		{name: "handout in the last week", says: gac, on: "2023-09-30", verdict: reuse.WithCaution, code: reuse.EndsSoon},
		{name: "handout after its 14 days", says: gac, on: "2023-10-06", verdict: reuse.NotAsItIs, code: reuse.Over},
		{name: "handout without terms", says: "credit = Courtesy of Zillow", verdict: reuse.WithCaution, code: reuse.HandoutNoTerms},
		{name: "file photo", says: "caption = FILE PHOTO: A man. REUTERS/Wolfgang Rattay/File Photo\ncredit = REUTERS", verdict: reuse.Clear, code: reuse.FilePicture},
		{name: "stringer, named", says: "credit = Kristy Sparow/Stringer/Getty Images", verdict: reuse.Clear},
		{name: "stringer, unnamed", says: "credit = REUTERS/Stringer", verdict: reuse.Clear, code: reuse.Anonymous},
		{name: "stringer, unnamed, with a name elsewhere", says: "caption = A town. REUTERS/Stringer\ncredit = REUTERS\nby = Ana Silva", verdict: reuse.WithCaution, code: reuse.Withheld},
		{name: "no credit anywhere", says: "caption = A town.\nby = CREDIT", verdict: reuse.WithCaution, code: reuse.NoCredit},
		{name: "credit in the caption alone", says: "caption = A man speaks. (AP Photo/Eric Gay, File)", verdict: reuse.Clear, code: reuse.FilePicture},
		{name: "social media through an agency", says: "credit = @SubasTheOne/via REUTERS", verdict: reuse.Clear, code: reuse.FromTheNet},
		{name: "social media, direct", says: "credit = Instagram: @vladyart", verdict: reuse.WithCaution, code: reuse.FromTheNet},
		{name: "social media, permission recorded", says: "credit = Instagram: @vladyart", permits: recorded, verdict: reuse.Clear, code: reuse.Permitted},
		{name: "machine-made by its source type", says: "credit = Ana Silva/AP\nsourcetype = http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia", verdict: reuse.NotAsItIs, code: reuse.MachineMade},
		{name: "machine-made by its words", says: "credit = KI-generiertes Foto/Ana Silva", verdict: reuse.NotAsItIs, code: reuse.MachineMade},
		{name: "a phone's picture", says: "credit = Ana Silva/AP\nsourcetype = http://cv.iptc.org/newscodes/digitalsourcetype/computationalCapture", verdict: reuse.Clear},
		{name: "a retouch", says: "credit = Ana Silva/AP\nsourcetype = http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits", verdict: reuse.Clear},
		{name: "a composite", says: "credit = Ana Silva/AP\nsourcetype = http://cv.iptc.org/newscodes/digitalsourcetype/compositeCapture", verdict: reuse.WithCaution, code: reuse.Composite},
		{name: "USA TODAY Sports via Reuters", says: "caption = A catch. Mandatory Credit: Jamie Rhodes-USA TODAY Sports\ncredit = USA TODAY Sports via Reuters", verdict: reuse.Clear},
		{name: "U.S. Navy", says: "caption = A ship. (U.S. Navy photo by Mass Communication Specialist 1st Class Elizabeth Thompson/Released)", verdict: reuse.Clear, code: reuse.Government},
		{name: "own staff", says: "by = Graham Turner\ntaken = 2014-03-01", rights: staff, verdict: reuse.Clear, code: reuse.Ours},
		{name: "a name that is no staff", says: "by = Graham Turner\ntaken = 2024-03-01", rights: staff, verdict: reuse.WithCaution, code: reuse.NoAgencyNamed},
		{name: "state agency", says: "credit = KCNA via AP", verdict: reuse.Clear, code: reuse.StateAgency},
		{name: "country out, here", says: "credit = Ana Silva/Europa Press/dpa\ninstructions = SPAIN OUT", in: "ES", verdict: reuse.NotAsItIs, code: reuse.OutHere},
		{name: "country out, elsewhere", says: "credit = Ana Silva/Europa Press/dpa\ninstructions = SPAIN OUT", in: "DE", verdict: reuse.Clear, code: reuse.OutElsewhere},
		{name: "only in another country", says: "credit = Yonhap\nby = Kim Ana\ninstructions = For Use Only in the Republic of Korea", in: "DE", verdict: reuse.NotAsItIs, code: reuse.OnlyOther},
		{name: "only here", says: "credit = Yonhap\nby = Kim Ana\ninstructions = For Use Only in the Republic of Korea", in: "KR", verdict: reuse.Clear, code: reuse.OnlyHere},
		{name: "killed", says: "caption = KILL. A palace.\ncredit = Ana Silva/AP", verdict: reuse.NotAsItIs, code: reuse.Killed},
		{name: "another copy of a killed one", says: "credit = Ana Silva/AP", twin: "caption = KILL. A palace.\ncredit = Ana Silva/AFP", verdict: reuse.WithCaution, code: reuse.TwinKilled},
		{name: "the same pixels under another name", says: "credit = Ana Silva/AP", twin: "credit = Jan Novak/AFP", verdict: reuse.WithCaution, code: reuse.TwinCredit},
		{name: "a pool twin", says: "credit = Ana Silva/Pool via AP", twin: "credit = Ana Silva/Pool via REUTERS", verdict: reuse.Clear},
		{name: "two people", says: "caption = A fire. (AP Photo/Ana Silva)\nby = Jan Novak\ncredit = AP", verdict: reuse.WithCaution, code: reuse.Conflict},
		{name: "rights pending", says: "credit = Ana Silva/AP\ninstructions = Publication rights pending", verdict: reuse.NotAsItIs, code: reuse.NotCleared},
		{name: "an agreement", says: "credit = Ana Silva/AP", rights: withAP, verdict: reuse.Clear, code: reuse.Covered},
		{name: "an agreement with somebody else", says: "credit = Ana Silva/Reuters", rights: withAP, verdict: reuse.WithCaution, code: reuse.NotCovered},
		{name: "an agreement that ended", says: "credit = Ana Silva/AP", rights: withAP, on: "2028-01-01", verdict: reuse.WithCaution, code: reuse.AgreementEnded},
		{name: "a montage", says: "credit = Photo montage: Ana Silva/AP", verdict: reuse.WithCaution, code: reuse.Composite},
		{name: "EXIF names its owner", says: "copyright = Ana Silva", verdict: reuse.WithCaution},
	} {
		t.Run(tt.name, func(t *testing.T) {
			n := newsroom()
			if tt.rights != nil {
				n.Rights = tt.rights
			}
			p := of(tt.says)
			p.Permissions = tt.permits
			var twins []*archive.Photo
			if tt.twin != "" {
				twins = append(twins, of(tt.twin))
			}
			if tt.on == "" {
				tt.on = "2026-11-26"
			}
			in := n.Intent(day(tt.on))
			in.Line, in.Territory = tt.line, tt.in
			got := reuse.Check(p, twins, in, n)
			if got.Verdict != tt.verdict || tt.code != "" && !has(got, tt.code) {
				t.Errorf("%s: %s, want %s with %q: %+v", got.Line, got.Verdict, tt.verdict, tt.code, got.Reasons)
			}
		})
	}
}

// The line about to be printed, against what the archive holds.
func TestLine(t *testing.T) {
	const ghirda = "caption = A fire. [Vadim Ghirda/AP Photo]\nby = Vadim Ghirda\ncredit = AP"
	const loeb = "caption = A speech. [Saul Loeb/Pool via AP]\nby = Saul Loeb\ncredit = AP"
	for _, tt := range []struct {
		says, line string
		verdict    reuse.Verdict
		code, text string
	}{
		{ghirda, "Vadim Ghirda/AP", reuse.Clear, reuse.LineSame, ""},
		{ghirda, "VADIM GHIRDA/AP", reuse.Clear, reuse.LineSame, ""},
		{ghirda, "[Vadim Ghirda/AP Photo]", reuse.Clear, reuse.LineSame, ""},
		{ghirda, "(AP Photo/Vadim Ghirda)", reuse.Clear, reuse.LineSame, ""},
		{ghirda, "Photo: Vadim Ghirda, AP", reuse.Clear, reuse.LineSame, ""},
		{ghirda, "Vadim Ghirda/Reuters", reuse.WithCaution, reuse.LineDiffers, "The line names Reuters, and the archive has it from AP."},
		{ghirda, "V. Ghirda/AP", reuse.WithCaution, reuse.LineShort, "The line writes V. Ghirda for Vadim Ghirda."},
		{ghirda, "Saul Loeb/AP", reuse.WithCaution, reuse.LineDiffers, "The line names Saul Loeb, and the picture is by Vadim Ghirda."},
		{ghirda, "AP", reuse.WithCaution, reuse.LineShort, "The line leaves out Vadim Ghirda."},
		{ghirda, "Vadim Ghirda", reuse.WithCaution, reuse.LineShort, "The line leaves out AP."},
		{loeb, "Saul Loeb/Pool via AP", reuse.Clear, reuse.LineSame, ""},
		{loeb, "[Saul Loeb/Pool via AP]", reuse.Clear, reuse.LineSame, ""},
		{loeb, "Saul Loeb/AP", reuse.WithCaution, reuse.LineLost, "Pool and “via” are missing: the line says that AP made it."},
		{loeb, "Saul Loeb/Pool", reuse.WithCaution, reuse.LineShort, ""},
		{"credit = Ana Silva/AFP via Getty Images", "Ana Silva/AFP/Getty Images", reuse.Clear, reuse.LineSame, ""},
		{"credit = Ana Silva/AFP via Getty Images", "Ana Silva/Getty Images", reuse.WithCaution, reuse.LineLost, "“via” is missing: the line says that Getty Images made it, and AFP did."},
		{"credit = Ana Silva/AFP via Getty Images", "Ana Silva/AFP", reuse.WithCaution, reuse.LineShort, "The line leaves out that it came via Getty Images."},
	} {
		n := newsroom()
		in := n.Intent(day("2026-11-26"))
		in.Line = tt.line
		got := reuse.Check(of(tt.says), nil, in, n)
		if got.Verdict != tt.verdict || !has(got, tt.code) || tt.text != "" && got.Reasons[0].Text != tt.text {
			t.Errorf("%q beside %q: %s, want %s with %q (%s): %+v", tt.line, got.Line, got.Verdict, tt.verdict, tt.code, tt.text, got.Reasons)
		}
	}
}

// Each restriction before, on and after its date, inside and outside its
// territory, and what else its words ask for.
func TestRestrictions(t *testing.T) {
	const sent = "moved = 2026-11-01T12:00:00Z\n"
	for _, tt := range []struct {
		instructions string
		on           string
		in           archive.Territory
		medium       archive.Medium
		purpose      archive.Purpose
		uses         int
		verdict      reuse.Verdict
		code         string
	}{
		{instructions: "MANDATORY CREDIT: ANA SILVA/AP", verdict: reuse.Clear, code: reuse.CreditDemand},
		{instructions: "MANDATORY CREDIT: JAN NOVAK/AP", verdict: reuse.WithCaution, code: reuse.CreditDemand},
		{instructions: "EDITORIAL USE ONLY", verdict: reuse.Clear, code: reuse.TermNote},
		{instructions: "EDITORIAL USE ONLY", purpose: archive.Commercial, verdict: reuse.NotAsItIs, code: reuse.NotEditorial},
		{instructions: "NO SALES", verdict: reuse.Clear, code: reuse.TermNote},
		{instructions: "NO RESALES", verdict: reuse.Clear, code: reuse.TermNote},
		{instructions: "NO ARCHIVES", on: "2026-11-10", verdict: reuse.Clear, code: reuse.Ends},
		{instructions: "NO ARCHIVES", on: "2026-12-02", verdict: reuse.NotAsItIs, code: reuse.Over},
		{instructions: "NARCH30", on: "2026-11-20", verdict: reuse.Clear, code: reuse.Ends},
		{instructions: "NARCH30", on: "2026-12-02", verdict: reuse.NotAsItIs, code: reuse.Over},
		{instructions: "ONE TIME USE ONLY", verdict: reuse.Clear, code: reuse.OneTime},
		{instructions: "ONE TIME USE ONLY", uses: 1, verdict: reuse.NotAsItIs, code: reuse.OneTimeUsed},
		{instructions: "NO USE AFTER DECEMBER 15, 2026", on: "2026-11-26", verdict: reuse.Clear, code: reuse.Ends},
		{instructions: "NO USE AFTER DECEMBER 15, 2026", on: "2026-12-10", verdict: reuse.WithCaution, code: reuse.EndsSoon},
		{instructions: "NO USE AFTER DECEMBER 15, 2026", on: "2026-12-15", verdict: reuse.WithCaution, code: reuse.EndsSoon},
		{instructions: "NO USE AFTER DECEMBER 15, 2026", on: "2026-12-16", verdict: reuse.NotAsItIs, code: reuse.Over},
		{instructions: "For use within 14 days of transmission", on: "2026-11-05", verdict: reuse.Clear, code: reuse.Ends},
		{instructions: "For use within 14 days of transmission", on: "2026-11-16", verdict: reuse.NotAsItIs, code: reuse.Over},
		{instructions: "EMBARGOED UNTIL 0001 GMT, 27 NOVEMBER 2026", on: "2026-11-26", verdict: reuse.NotAsItIs, code: reuse.Embargoed},
		{instructions: "EMBARGOED UNTIL 0001 GMT, 27 NOVEMBER 2026", on: "2026-11-27", verdict: reuse.Clear},
		{instructions: "EMBARGOED", verdict: reuse.WithCaution, code: reuse.Embargoed},
		{instructions: "GERMANY OUT", in: "DE", verdict: reuse.NotAsItIs, code: reuse.OutHere},
		{instructions: "GERMANY OUT", in: "FR", verdict: reuse.Clear, code: reuse.OutElsewhere},
		{instructions: "NO USE IN GERMANY, AUSTRIA AND SWITZERLAND", in: "AT", verdict: reuse.NotAsItIs, code: reuse.OutHere},
		{instructions: "FOR USE ONLY IN FRANCE", in: "DE", verdict: reuse.NotAsItIs, code: reuse.OnlyOther},
		{instructions: "FOR USE ONLY IN FRANCE", in: "FR", verdict: reuse.Clear, code: reuse.OnlyHere},
		{instructions: "TV OUT", medium: archive.TV, verdict: reuse.NotAsItIs, code: reuse.OutHere},
		{instructions: "TV OUT", medium: archive.Online, verdict: reuse.Clear, code: reuse.OutElsewhere},
		{instructions: "ONLINE OUT", medium: archive.Online, verdict: reuse.NotAsItIs, code: reuse.OutHere},
		{instructions: "MAGS OUT", medium: archive.Magazine, verdict: reuse.NotAsItIs, code: reuse.OutHere},
		{instructions: "SAN DIEGO OUT", verdict: reuse.WithCaution, code: reuse.OutUnknown},
		{instructions: "NO CROPPING", verdict: reuse.Clear, code: reuse.TermNote},
		{instructions: "POOL PHOTO, DOES NOT ALLOW THE IMAGES TO BE USED AS SEQUENCES TO EMULATE VIDEO", verdict: reuse.Clear, code: reuse.TermNote},
		{instructions: "No reproduction without prior permission", verdict: reuse.WithCaution, code: reuse.AskFirst},
		{instructions: "NOT CLEARED", verdict: reuse.NotAsItIs, code: reuse.NotCleared},
		{instructions: "Must be printed upside down", verdict: reuse.WithCaution, code: reuse.UnreadTerm},
		{instructions: "TPX IMAGES OF THE DAY", verdict: reuse.Clear},
		{instructions: "Chosen by the desk for the gallery", verdict: reuse.Clear, code: reuse.UnreadTerm},
	} {
		n := newsroom()
		if tt.on == "" {
			tt.on = "2026-11-05"
		}
		p := of(sent + "credit = Ana Silva/AP\ninstructions = " + tt.instructions)
		for range tt.uses {
			p.Usages = append(p.Usages, archive.Usage{Day: "2026-11-02", Medium: archive.Online, Where: "The Post"})
		}
		in := n.Intent(day(tt.on))
		in.Territory, in.Purpose = tt.in, tt.purpose
		if tt.medium != "" {
			in.Medium = tt.medium
		}
		got := reuse.Check(p, nil, in, n)
		if got.Verdict != tt.verdict || tt.code != "" && !has(got, tt.code) {
			t.Errorf("%s on %s in %q: %s, want %s with %q: %+v", tt.instructions, tt.on, tt.in, got.Verdict, tt.verdict, tt.code, got.Reasons)
		}
	}
}

// What an editor said once of a sentence counts for all photos that have it.
func TestAnswers(t *testing.T) {
	const says = "credit = Ana Silva/PA\ninstructions = Contact the desk on 44 115 before any publication"
	for _, tt := range []struct {
		effect  archive.Effect
		until   archive.Day
		verdict reuse.Verdict
	}{
		{"", "", reuse.WithCaution},
		{archive.NoEffect, "", reuse.Clear},
		{archive.Noted, "", reuse.Clear},
		{archive.Stopped, "", reuse.NotAsItIs},
		{archive.EndsOn, "2026-11-25", reuse.NotAsItIs},
		{archive.EndsOn, "2026-11-26", reuse.Clear},
		{archive.EditorialOnly, "", reuse.Clear},
	} {
		n := newsroom()
		if tt.effect != "" {
			n.Rights = &archive.Rights{Answers: []archive.Answer{{Shape: "contact the desk on <N> before any publication", Supplier: "PA", Effect: tt.effect, Until: tt.until}}}
		}
		if got := reuse.Check(of(says), nil, n.Intent(day("2026-11-26")), n); got.Verdict != tt.verdict {
			t.Errorf("answered %q: %s, want %s: %+v", tt.effect, got.Verdict, tt.verdict, got.Reasons)
		}
	}
}
