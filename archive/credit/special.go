package credit

import "strings"

// special reads what is told by its form: licences, dates, numbers, handles.
// It adds the part and returns the number of its tokens; 0 means none.
func (s *splitter) special(i int) int {
	t := &s.tokens[i]
	if t.sign != 0 {
		return 0
	}
	if s.run < 0 {
		if n := s.bars(i, s.hi); n > 0 {
			s.add(part{lo: i, hi: i + n, what: aDuty})
			return n
		}
	}
	switch {
	case t.term.is(isLicence):
		if n := s.licence(i); n > 0 {
			s.flush(i)
			s.add(part{lo: i, hi: i + n, what: aLicence})
			return n
		}
	case t.shape&isAddress != 0 && strings.Contains(s.text[t.start:t.end], "://"):
		s.flush(i)
		if org := s.site(i); org != nil {
			s.add(part{lo: i, hi: i + 1, what: anOrganisation, org: org})
		} else {
			s.add(part{lo: i, hi: i + 1, what: aPicture})
		}
		return 1
	}
	return s.figures(i)
}

// figures reads dates, numbers of pictures, and the names of accounts that look
// like paths. It adds the part and returns the number of its tokens.
func (s *splitter) figures(i int) int {
	t := &s.tokens[i]
	switch {
	case t.shape&hasDigit != 0 && (s.labelled || s.run < 0) && s.years(i) > 0:
		s.flush(i)
		s.add(part{lo: i, hi: i + 3, what: aDate})
		return 3
	case t.shape&hasDigit != 0 && s.labelled && s.run >= 0 && s.year(i):
		s.flush(i)
		s.add(part{lo: i, hi: i + 1, what: aDate})
		return 1
	case s.run < 0 && t.term.is(isLabel) && i+1 < s.hi && s.serial(i+1) > 0:
		n := s.serial(i + 1)
		s.add(part{lo: i + 1, hi: i + 1 + n, what: aPicture})
		return 1 + n
	case s.run < 0 && s.serial(i) > 0:
		n := s.serial(i)
		what := aPicture
		if n == 5 && len(s.textOf(i, i+n)) <= 10 {
			what = aDate // 27-06-2012
		}
		s.add(part{lo: i, hi: i + n, what: what})
		return n
	case s.run < 0 && s.user(i) > 0:
		n := s.user(i)
		s.add(part{lo: i, hi: i + n, what: aText})
		return n
	case s.run < 0 && s.year(i) && i+1 < s.hi && s.text[s.tokens[i+1].start:s.tokens[i+1].end] == "年":
		s.add(part{lo: i, hi: i + 2, what: aDate})
		return 2
	case s.run < 0 && t.shape&hasDigit != 0 && !t.term.house() && (s.edge(i+1) || s.opened):
		if what, ok := s.number(i, i+1); ok {
			s.add(part{lo: i, hi: i + 1, what: what})
			return 1
		}
	}
	return 0
}

// bars returns the number of tokens of the words at i that bar a use, a country
// or a medium: NO MARKETING, Netherlands OUT; 0 where there are none.
func (p *parser) bars(i, hi int) int {
	if n := p.no(i, hi); n > 0 {
		return n
	}
	return p.out(i, hi)
}

// no returns the number of tokens of a ban in capitals, up to the next sign.
func (p *parser) no(i, hi int) int {
	if t := &p.tokens[i]; p.text[t.start:t.end] != "NO" {
		return 0
	}
	k := i + 1
	for k < hi && (p.tokens[k].shape&allUpper != 0 || p.tokens[k].sign == 'h') {
		k++
	}
	if k == i+1 || k < hi && p.tokens[k].sign == 0 {
		return 0
	}
	return k - i
}

// out returns the number of tokens of the words that shut out a country.
func (p *parser) out(i, hi int) int {
	for k := i; k < min(hi, i+6); k++ {
		t := &p.tokens[k]
		switch {
		case t.sign == 'h', t.sign == '.' && p.abbreviation(k-1):
		case t.sign != 0:
			return 0
		case k > i && p.text[t.start:t.end] == "OUT" && (k+1 == hi || p.tokens[k+1].sign != 0):
			return k + 1 - i
		case t.shape&upperFirst == 0 && (k == i || !t.term.is(isAnd)), t.term.house() && t.term.org.distributes():
			return 0
		}
	}
	return 0
}

// year says that a year stands at i.
func (s *splitter) year(i int) bool {
	what, ok := s.number(i, i+1)
	return ok && what == aDate && s.tokens[i].end-s.tokens[i].start == 4
}

// years returns the number of tokens of a range of years at i: 2001-2019.
func (s *splitter) years(i int) int {
	if i+2 < s.hi && (s.tokens[i+1].sign == 'h' || s.tokens[i+1].sign == '-') && s.year(i) && s.year(i+2) {
		return 3
	}
	return 0
}

// serial returns the number of tokens of a number in several pieces at i:
// 183-81005-0003, 180502-N-BB269-005.JPG.
func (s *splitter) serial(i int) int {
	if s.tokens[i].shape&hasDigit == 0 {
		return 0
	}
	k, digits := i, 0
	for ; k < s.hi && (k == i || !s.tokens[k].gap) && (s.tokens[k].sign == 0 || s.tokens[k].sign == 'h'); k++ {
		t := &s.tokens[k]
		word := s.text[t.start:t.end]
		switch {
		case t.sign == 'h':
			continue
		case t.shape&(hasDigit|allUpper) == 0 && len(word) > 1:
			return 0
		}
		for _, c := range []byte(word) {
			if '0' <= c && c <= '9' {
				digits++
			}
		}
	}
	if k-i < 5 || digits < 8 || k < s.hi && !s.edge(k) {
		return 0
	}
	return k - i
}

// user returns the number of tokens of a name such as u/somebody-else at i.
func (s *splitter) user(i int) int {
	if i+2 >= s.hi || s.text[s.tokens[i].start:s.tokens[i].end] != "u" || s.tokens[i+1].sign != '/' || s.tokens[i+1].gap {
		return 0
	}
	k := i + 2
	for k < s.hi && !s.tokens[k].gap && (s.tokens[k].sign == 0 || s.tokens[k].sign == 'h') {
		k++
	}
	if k == i+2 {
		return 0
	}
	return k - i
}

// site is the organisation whose page the address at i is.
func (s *splitter) site(i int) *Organisation {
	_, host, _ := strings.Cut(s.text[s.tokens[i].start:s.tokens[i].end], "://")
	host, _, _ = strings.Cut(host, "/")
	host = strings.TrimPrefix(host, "www.")
	if t := s.rules.term(host); t != nil {
		return t.org
	}
	return nil
}

// licence returns the number of tokens of the licence at i: CC BY-SA 4.0.
func (s *splitter) licence(i int) int {
	if s.tokens[i].term.is(isLicence) {
		n := int(s.tokens[i].length)
		for i+n < s.hi && s.licenceWord(i+n) {
			n++
		}
		return n
	}
	return 0
}

func (s *splitter) licenceWord(i int) bool {
	t := &s.tokens[i]
	if t.sign == 'h' {
		return i+1 < s.hi && s.licenceWord(i+1)
	}
	if t.sign != 0 {
		return false
	}
	word := s.text[t.start:t.end]
	switch strings.ToLower(word) {
	case "by", "sa", "nc", "nd", "zero", "attribution", "sharealike", "noncommercial":
		return true
	}
	return len(word) <= 3 && t.shape&hasDigit != 0 && t.shape&hasLetter == 0
}

// number says what a word of digits is: a picture's number, or its date.
func (p *parser) number(lo, hi int) (what, bool) {
	if hi-lo != 1 || p.tokens[lo].shape&hasDigit == 0 {
		return 0, false
	}
	t := &p.tokens[lo]
	word := p.text[t.start:t.end]
	digits, dots, capitals := 0, 0, 0
	for _, r := range word {
		switch {
		case '0' <= r && r <= '9':
			digits++
		case r == '.':
			dots++
		case 'A' <= r && r <= 'Z':
			capitals++
		}
	}
	switch {
	case dots == 2 && digits+dots == len(word):
		return aDate, true
	case digits == len(word) && len(word) == 4 && (word[:2] == "19" || word[:2] == "20"):
		return aDate, true
	case digits == len(word) && len(word) >= 5, digits >= 5 && dots == 0 && len(word)-digits <= 3:
		return aPicture, true
	case capitals+digits == len(word) && digits >= 2 && len(word) >= 6:
		return aPicture, true
	}
	return 0, false
}

// file says that a word is, or ends, the name of an image file.
func (p *parser) file(i int) bool {
	t := &p.tokens[i]
	if t.shape&isAddress == 0 {
		return false
	}
	word := p.text[t.start:t.end]
	switch strings.ToLower(word[strings.LastIndexByte(word, '.')+1:]) {
	case "jpg", "jpeg", "png", "gif", "webp", "tif", "tiff":
		return true
	}
	return false
}

// domain says that a word is an address on the web.
func (p *parser) domain(i int) bool {
	t := &p.tokens[i]
	if t.shape&isAddress == 0 {
		return false
	}
	word := p.text[t.start:t.end]
	if strings.Contains(word, "://") || strings.HasPrefix(strings.ToLower(word), "www.") {
		return true
	}
	dot := strings.LastIndexByte(word, '.')
	top := word[dot+1:]
	if p.file(i) {
		return false
	}
	if dot < 3 || len(top) < 2 || len(top) > 6 {
		return false
	}
	for _, r := range top {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			return false
		}
	}
	return strings.IndexByte(word, '.') >= 2
}
