package credit

import (
	"strings"
	"testing"
)

func TestForms(t *testing.T) {
	rules, err := Load(`
[form]
{name} per {house} => by {name}; agency {house}
Bild {number}: {name}, Sammlung {words} => by {name}; picture {number}; courtesy {words}
{house} liefert {house 2} => agency {house 2}; via {house}
Aus dem Netz ({words}) => agency Netz; unsure; instructions {words}
`)
	if err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string]string{
		"Ana Silva per Qwertz":                             "by Ana Silva; agency Qwertz",
		"ANA SILVA PER QWERTZ":                             "by ANA SILVA; agency QWERTZ",
		"(Ana Silva per AP Photo.)":                        "by Ana Silva; agency AP",
		"Ana Silva and Jan Novak per Agence France Presse": "by Ana Silva and Jan Novak; agency AFP",
		"Ana van der Silva J. per Qwertz Bild":             "by Ana van der Silva J.; agency Qwertz Bild",
		"Bild 12-3: Ana Silva, Sammlung zur Geschichte":    "by Ana Silva; handout; courtesy zur Geschichte; picture 12-3",
		"Qwertz liefert dpa":                               "agency dpa; via Qwertz",
		"Aus dem Netz (nur heute)":                         "agency Netz; instructions nur heute; unsure",
	} {
		if got := explain(rules.Parse(line)); got != want {
			t.Errorf("Parse(%q) = %q, want %q", line, got, want)
		}
	}
	for _, line := range []string{
		"Ana Silva/AP", "per Qwertz", "Ana Silva per", "the boy per the wolf", "Ana Silva per Qwertz/AP",
	} {
		if got, want := explain(rules.Parse(line)), explain(Default().Parse(line)); got != want {
			t.Errorf("a form reads %q as %q, want %q", line, got, want)
		}
	}
	found, ok := rules.Find("A dog in the snow. (Ana Silva per Qwertz)", Hints{})
	if !ok || found.Caption != "A dog in the snow." || explain(found.Credit) != "by Ana Silva; agency Qwertz" {
		t.Errorf("Find = %+v, %v", found, ok)
	}
	if a := rules.Read("Ana Silva per Qwertz"); a.Print["slash"] != "Ana Silva/Qwertz" {
		t.Errorf("Read prints %q", a.Print["slash"])
	}
}

func TestFormMistakes(t *testing.T) {
	for line, want := range map[string]string{
		"{name} per {house}":                     "=>",
		"{name} => by {name}":                    "words beside its slots",
		"{nome} per X => by {nome}":              "{nome}: a slot is",
		"{name per X => by X":                    "a slot is",
		"{name} per {name} => by {name}":         "twice",
		"{name} {house} x => by {name}":          "nothing separates",
		"{name} per {house} => by {name}":        "{house} would be lost",
		"{name} per X => by {name}; via {house}": "{house} does not stand",
		"{name} per X => by {name}; from X":      `no part "from"`,
		"{name} per X => by {name}; pool yes":    "set or not",
		"{name} per X => by {name}; agency":      "agency needs a value",
	} {
		_, err := Load("[form]\n" + line)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("Load(%q) = %v, want %q", line, err, want)
		}
	}
}

// Slots that can be filled in very many ways end the attempt, not the day.
func TestFormsAreBounded(t *testing.T) {
	rules, err := Load("[form]\n{words} a {words 2} a {words 3} a {words 4} a {words 5} b => agency {words}; via {words 2}; via {words 3}; via {words 4}; via {words 5}")
	if err != nil {
		t.Fatal(err)
	}
	n := testing.AllocsPerRun(1, func() { rules.Parse(strings.Repeat("a ", maxFormTokens)) })
	if n > 10*maxFormTries {
		t.Errorf("%v allocations for a line", n)
	}
}

func TestForget(t *testing.T) {
	rules, err := Load("[news agency]\n- Nine\n[given name]\n- ana\n[file]\n- files")
	if err != nil {
		t.Fatal(err)
	}
	if c := rules.Parse("AP"); c.Agency != "AP" {
		t.Errorf("AP reads as %q", explain(c))
	}
	if c := rules.Parse("Ana Silva/AP/Files"); c.File {
		t.Errorf("Files is still a word for file pictures: %q", explain(c))
	}
	if c := Default().Parse("Ana Silva/AP/Files"); !c.File {
		t.Error("the default vocabulary forgot Files")
	}
	for text, want := range map[string]string{
		"[news agency]\n- Qwertz": "not in the vocabulary",
		"[pool]\n- files":         "does not stand in [pool]",
	} {
		if _, err := Load(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Load(%q) = %v, want %q", text, err, want)
		}
	}
}
