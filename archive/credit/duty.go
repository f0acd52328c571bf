package credit

// beforeDuty returns where words of duty that close the caption begin.
func (f *finder) beforeDuty(hi int) int {
	for i := max(0, hi-window); i < hi; i++ {
		if f.dutyAt(i, hi) > 0 && f.endOfDuty(i, hi) == hi {
			return f.beforeSigns(f.beforeStars(i))
		}
	}
	return hi
}

// dutyAt returns the number of tokens of the words of duty at i, 0 where there
// are none.
func (f *finder) dutyAt(i, hi int) int {
	if f.tokens[i].term.is(isDuty) {
		return int(f.tokens[i].length)
	}
	inSentence := i > 0 && (f.tokens[i-1].sign == 0 || f.tokens[i-1].sign == 'h')
	if inSentence && !f.houseEnds(i) {
		return 0
	}
	return f.bars(i, hi)
}

// endOfDuty returns where the words of duty that begin at i end, with the signs
// behind them: NO RESALES. NO ARCHIVES.
func (f *finder) endOfDuty(i, hi int) int {
	for i < hi {
		n := f.dutyAt(i, hi)
		switch t := &f.tokens[i]; {
		case n > 0:
			i += n
		case t.sign == 0 || t.sign == '(' || t.sign == ')':
			return i
		default:
			i++
		}
	}
	return i
}

func (f *finder) beforeStars(hi int) int {
	for hi > 0 && (f.tokens[hi-1].sign == '*' || f.tokens[hi-1].sign == '.') {
		hi--
	}
	return hi
}

// instructions are the words of duty in tokens[lo:hi].
func (f *finder) instructions(lo, hi int) string {
	for lo < hi && f.dutyAt(lo, hi) == 0 {
		lo++
	}
	for hi > lo && f.tokens[hi-1].sign != 0 {
		hi--
	}
	return f.textOf(lo, hi)
}

// beforeResidue returns where the words of the page behind the credit begin.
func (f *finder) beforeResidue(hi int) int {
	hi = f.beforeFile(hi)
	for i := max(0, hi-window); i < hi; i++ {
		if f.tokens[i].term.is(isResidue) && f.onlyResidue(i, hi) {
			return f.beforeSigns(i)
		}
	}
	return hi
}

// beforeFile returns where the name of an image file, with its folders, that
// ends at hi begins.
func (f *finder) beforeFile(hi int) int {
	if hi == 0 || !f.file(hi-1) {
		return hi
	}
	lo := hi - 1
	for lo > 0 && hi-lo < window && !f.tokens[lo].gap {
		lo--
	}
	return lo
}

func (f *finder) onlyResidue(i, hi int) bool {
	if i > 0 && f.tokens[i-1].sign == '(' {
		i--
	}
	for i < hi {
		t := &f.tokens[i]
		switch {
		case t.term.is(isResidue) && !t.term.is(isLabel|isLicence):
			i += int(t.length)
		case t.sign != 0:
			i++
		default:
			return false
		}
	}
	return true
}

// beforeSigns skips signs back from hi, but no closing bracket.
func (f *finder) beforeSigns(hi int) int {
	for hi > 0 {
		switch f.tokens[hi-1].sign {
		case '-', '|', ',', ';', ':', '(', '*', '/':
			hi--
			continue
		}
		break
	}
	return hi
}
