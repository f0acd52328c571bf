package credit_test

import (
	"testing"

	"cutline/archive/credit"
)

func TestComparePersons(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want credit.Relation
	}{
		{"Vadim Ghirda", "VADIM GHIRDA", credit.Same},
		{"Óscar Cañas", "Oscar Canas", credit.Same},
		{"Jürgen Müller", "Juergen Mueller", credit.Same},
		{"Ghirda, Vadim", "Vadim Ghirda", credit.Same},
		{"Кузьмин Валентин", "Валентин Кузьмин", credit.Same},
		{"Hannes P. Albert", "Hannes P Albert", credit.Same},
		{"Caitlin O'Hara", "Caitlin O’Hara", credit.Same},
		{"J.J. Guillén", "JJ Guillen", credit.Same},
		{"V. Ghirda", "Vadim Ghirda", credit.Shortened},
		{"Ghirda", "Vadim Ghirda", credit.Shortened},
		{"Jae Hong", "Jae C. Hong", credit.Shortened},
		{"Aleksandar Petrovic", "Aleksander Petrovic", credit.Spelled},
		{"Alexandra Featherstonehaugh-Smyt", "Alexandra Featherstonehaugh-Smythe", credit.Truncated},
		{"Vadim Ghirda", "Saul Loeb", credit.Conflicting},
		{"Anna Silva", "Eva Silva", credit.Conflicting},
		{"J. Silva", "Ana Silva", credit.Conflicting},
		{"", "Ana Silva", credit.Conflicting},
		// The same person.
		{"O’Hara, Caitlin", "Caitlin O'Hara", credit.Same},
		{"J. P. Novak", "JP Novak", credit.Same},
		{"Jan van der Veen", "JAN VAN DER VEEN", credit.Same},
		{"Kim Jong-un", "Kim Jong Un", credit.Same},
		{"Young-joon Lee", "Lee Young-joon", credit.Same},
		{"Søren Ågård", "Soren Aagaard", credit.Same},
		{"Nguyễn Văn An", "Nguyen Van An", credit.Same},
		{"Go\u0308ran Ny", "Göran Ny", credit.Same},
		{"Martin King, Jr.", "Martin King Jr.", credit.Same},
		{"Ana Maria Silva", "Ana M. Silva", credit.Shortened},
		{"Ana Maria Silva", "Ana Silva", credit.Shortened},
		{"Martin King Jr.", "Martin King", credit.Shortened},
		{"Sergei Ivanov", "Sergey Ivanov", credit.Spelled},
		{"Aleksandr Petrov", "Alexander Petrov", credit.Spelled},
		{"Mohammed Salem", "Mohamed Salem", credit.Spelled},
		{"Stefan Novak", "Stephan Novak", credit.Spelled},
		{"Jurgen Muller", "Juergen Mueller", credit.Spelled},
		{"Ana Schiefelbein", "Ana Schiefelbien", credit.Spelled},
	} {
		if got := credit.ComparePersons(test.a, test.b); got != test.want {
			t.Errorf("ComparePersons(%q, %q) = %v, want %v", test.a, test.b, got, test.want)
		}
		if got := credit.ComparePersons(test.b, test.a); got != test.want {
			t.Errorf("ComparePersons(%q, %q) = %v, want %v", test.b, test.a, got, test.want)
		}
	}
}

// Different people are never taken for one: brothers and sisters, namesakes with
// another initial, names a letter apart.
func TestComparePersonsNearMiss(t *testing.T) {
	for _, pair := range [][2]string{
		{"Jan Novak", "Jana Novak"},
		{"Michael Probst", "Michaela Probst"},
		{"Robert Gallo", "Roberta Gallo"},
		{"Daniel Cole", "Danielle Cole"},
		{"Andrew Harris", "Andrea Harris"},
		{"Mario Ivanov", "Maria Ivanova"},
		{"Carlos Osorio", "Carla Osorio"},
		{"Julio Cortez", "Julie Cortez"},
		{"Christophe Ena", "Christopher Ena"},
		{"Stefan Rousseau", "Stefani Rousseau"},
		{"Philipp Gruber", "Philippa Gruber"},
		{"Michael Novak", "Michal Novak"},
		{"Manuel Silva", "Manul Silva"},
		{"Anna Silva", "Ana Silva"},
		{"Noel Brown", "Nol Brown"},
		{"J. Silva", "K. Silva"},
		{"J. P. Silva", "J. R. Silva"},
		{"Ana M. Silva", "Ana R. Silva"},
		{"Mark Brown", "Mary Brown"},
		{"John Smith", "Joan Smith"},
		{"John Smith", "John Smyth"},
		{"Jon Smith", "Jan Smith"},
		{"Tom Brown", "Tim Brown"},
		{"Eric Gay", "Eric Gray"},
		{"Chris Young", "Chris Yong"},
		{"Paul Ellis", "Paul Ellison"},
		{"Martin Meissner", "Martin Meixner"},
		{"Hans Müller", "Hans Möller"},
		{"Goran Tomic", "Zoran Tomic"},
		{"Gerald Herbert", "Gerard Herbert"},
		{"Mohammed Salem", "Mahmoud Salem"},
		{"Lee Jin-man", "Lee Jin-kyu"},
		{"Kim Min", "Kim Mina"},
		{"Wang Zhao", "Wang Zhou"},
		{"Li Xin", "Li Xing"},
		{"李鑫", "李昕"},
		{"Иван Петров", "Иван Петренко"},
		{"Иван Петров", "Инна Петрова"},
		{"Martin King Jr.", "Martin King Sr."},
		{"Martin King II", "Martin King III"},
		{"Anna Silva", "Anna Costa"},
		{"Ana Silva Costa", "Ana Silva Brown"},
	} {
		for _, p := range [][2]string{pair, {pair[1], pair[0]}} {
			if got := credit.ComparePersons(p[0], p[1]); got != credit.Conflicting {
				t.Errorf("ComparePersons(%q, %q) = %v: they are two", p[0], p[1], got)
			}
		}
	}
}
