package credit

import (
	"strings"
	"testing"
)

func TestPropose(t *testing.T) {
	r := Default()
	for _, tt := range []struct{ line, text, reads string }{
		{
			"Küstenbild 4417: Jonna Petersen",
			"[form]\nKüstenbild {number}: {name} => picture {number}; by {name}; agency Küstenbild\n[examples]\n" +
				"Küstenbild 4417: Jonna Petersen => by Jonna Petersen; agency Küstenbild; picture 4417",
			"by Jonna Petersen; agency Küstenbild; picture 4417",
		},
		{
			"Jonna Petersen # Küstenbild # 12 # AFP",
			"[form]\n{name} # Küstenbild # {number} # AFP => by {name}; picture {number}; agency Küstenbild; via AFP\n[examples]\n" +
				"Jonna Petersen # Küstenbild # 12 # AFP => by Jonna Petersen; agency Küstenbild; via AFP; picture 12",
			"by Jonna Petersen; agency Küstenbild; via AFP; picture 12",
		},
	} {
		proposals := r.Propose(tt.line)
		if len(proposals) == 0 || proposals[0].Text != tt.text {
			t.Errorf("Propose(%q) = %+v, want first %q", tt.line, proposals, tt.text)
			continue
		}
		rules, err := Load(proposals[0].Text)
		if err != nil {
			t.Fatalf("what is proposed for %q does not load: %v", tt.line, err)
		}
		if got := explain(rules.Parse(tt.line)); got != tt.reads {
			t.Errorf("by the proposal %q reads as %q, want %q", tt.line, got, tt.reads)
		}
	}
	for _, line := range []string{"", "{name} per {house}", "Qwertz; = Uiop => Asdf", strings.Repeat("Qwertz ", 100), "[Qwertz] 12: Ana Silva"} {
		for _, p := range r.Propose(line) {
			if _, err := Load(p.Text); err != nil {
				t.Errorf("Propose(%q) has %q, which does not load: %v", line, p.Text, err)
			}
		}
	}
}
