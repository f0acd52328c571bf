package export_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/disk"
	"cutline/archive/embedded"
	"cutline/archive/export"
	"cutline/archive/export/s3"
	"cutline/archive/sqlite"
	"cutline/thumbs"
)

// skip skips a test for want of something outside, unless CI forbids it.
func skip(t *testing.T, reason string) {
	t.Helper()
	if os.Getenv("CUTLINE_NO_SKIP") != "" {
		t.Fatal(reason)
	}
	t.Skip(reason)
}

// desk is an archive with photos, and a maker of their copies.
type desk struct {
	*archive.Archive
	maker *export.Maker
	t     *testing.T
}

func newDesk(t *testing.T) *desk {
	dir := t.TempDir()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	originals, err := disk.Open(filepath.Join(dir, "originals"))
	must(err)
	catalogue, err := sqlite.Open(t.Context(), filepath.Join(dir, "catalogue.db"))
	must(err)
	t.Cleanup(func() { catalogue.Close() })
	pictures, err := thumbs.Open(filepath.Join(dir, "thumbs"), 0)
	must(err)
	spool, err := archive.OpenSpool(filepath.Join(dir, "originals", disk.SpoolDir))
	must(err)
	t.Cleanup(func() { spool.Close() })
	a := archive.New(catalogue, originals, pictures, spool)
	return &desk{a, &export.Maker{Archive: a, Pictures: pictures}, t}
}

const caption = "Ukrainian firefighters extinguish a blaze in Kyiv, March 17"

// add adds a photo of AP with a sign-off.
func (d *desk) add(name string, hue uint8) *archive.Photo {
	d.t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 90, 60))
	for y := range 60 {
		for x := range 90 {
			m.Set(x, y, color.RGBA{hue, uint8(2 * x), uint8(4 * y), 255})
		}
	}
	var plain, file bytes.Buffer
	if err := jpeg.Encode(&plain, m, nil); err != nil {
		d.t.Fatal(err)
	}
	sts := slices.Concat(embedded.Say(embedded.Caption, caption+" (AP Photo/Vadim Ghirda)"), embedded.Say(embedded.Credit, "AP"),
		embedded.Say(embedded.By, "VADIM GHIRDA"), embedded.Say(embedded.Headline, "=Fire, \"blaze\""))
	if err := embedded.WriteJPEG(&file, plain.Bytes(), sts); err != nil {
		d.t.Fatal(err)
	}
	o, err := d.Add(d.t.Context(), archive.Incoming{Path: "/in/" + name, Actor: "Ada", Source: bytes.NewReader(file.Bytes())})
	if err != nil {
		d.t.Fatal(err)
	}
	return d.photo(o.ID)
}

func (d *desk) photo(id archive.ID) *archive.Photo {
	d.t.Helper()
	p, err := d.Photo(d.t.Context(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	return p
}

// made makes the files of a photo.
func (d *desk) made(p *archive.Photo, o export.Order) []*export.File {
	d.t.Helper()
	files, err := d.maker.Make(d.t.Context(), p, o)
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() {
		for _, f := range files {
			f.Close()
		}
	})
	return files
}

// said are the words of a file.
func (d *desk) said(f *export.File) map[embedded.Field]string {
	d.t.Helper()
	info, err := embedded.Read(f.Reader(), f.Size())
	if err != nil {
		d.t.Fatal(err)
	}
	words := map[embedded.Field]string{}
	for field, v := range embedded.Effective(info.Statements, info.DigestStale) {
		words[field] = strings.Join(v.Values, "; ")
	}
	return words
}

func TestMake(t *testing.T) {
	d := newDesk(t)
	p := d.add("a.jpg", 10)
	for _, as := range []export.As{export.Original, export.Words, export.Preview} {
		f := d.made(p, export.Order{As: as, Edge: 30})[0]
		words := d.said(f)
		if words[embedded.Caption] != caption+" (AP Photo/Vadim Ghirda)" || words[embedded.Credit] != "AP" {
			t.Errorf("%s says %v", as, words)
		}
	}
	c, err := jpeg.DecodeConfig(d.made(p, export.Order{As: export.Preview, Edge: 30})[0].Reader())
	if err != nil || c.Width != 30 || c.Height != 20 {
		t.Errorf("a preview of %d × %d, error %v", c.Width, c.Height, err)
	}
	if files := d.made(p, export.Order{As: export.Original, Beside: true}); len(files) != 2 || files[1].Extension != ".xmp" {
		t.Errorf("%d files beside each other", len(files))
	}

	// A corrected credit reaches the file; what named others is gone from it.
	p, err = d.Correct(t.Context(), p.ID, archive.Correction{Actor: "Ada", Field: embedded.Credit, To: []string{"Ana Costa/Reuters"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	words := d.said(d.made(p, export.Order{As: export.Words})[0])
	if words[embedded.Credit] != "Ana Costa/Reuters" || words[embedded.By] != "Ana Costa" || words[embedded.Caption] != caption {
		t.Errorf("corrected, it says %v", words)
	}
	// The original is as it came.
	if words := d.said(d.made(p, export.Order{As: export.Original})[0]); words[embedded.Credit] != "AP" {
		t.Errorf("the original says %v", words)
	}
	// A corrected caption keeps the sign-off, which is the credit.
	q := d.add("b.jpg", 200)
	q, err = d.Correct(t.Context(), q.ID, archive.Correction{Actor: "Ada", Field: embedded.Caption, To: []string{"Another caption."}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if words := d.said(d.made(q, export.Order{As: export.Words})[0]); words[embedded.Caption] != "Another caption. (AP Photo/Vadim Ghirda)" {
		t.Errorf("with another caption it says %v", words)
	}
}

func TestList(t *testing.T) {
	d := newDesk(t)
	p := d.add("a.jpg", 10)
	print, err := d.maker.Printer(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for as, want := range map[export.As]string{
		export.CSV:  `a.jpg,` + string(p.ID) + `,"'=Fire, ""blaze""",`,
		export.JSON: `"printed": "` + caption,
	} {
		var b bytes.Buffer
		l, err := export.NewList(&b, as, print)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(l.Add(p, "a.jpg", nil), l.Close()); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s: %s, want in it %s", as, b.String(), want)
		}
	}
}

// sender sends by a target, and tries again after a moment.
func (d *desk) sender(target export.Target, err error) *export.Sender {
	return &export.Sender{
		Maker: d.maker, Retry: export.Retry{Times: 2, Wait: time.Millisecond},
		Open: func(archive.Destination) (export.Target, error) { return target, err },
	}
}

// send sends photos to a destination and returns how it went with each.
func (d *desk) send(s *export.Sender, to archive.Destination, anyway bool, photos ...*archive.Photo) []export.Sent {
	d.t.Helper()
	var all []export.Sent
	if err := s.Send(d.t.Context(), to, photos, "Ada", anyway, func(sent export.Sent) { all = append(all, sent) }); err != nil {
		d.t.Fatal(err)
	}
	return all
}

func TestSendToAFolder(t *testing.T) {
	d := newDesk(t)
	p, dir := d.add("a.jpg", 10), t.TempDir()
	to := archive.Destination{Name: "layout", As: "words", Use: true, Medium: archive.Print}
	s := d.sender(export.Folder{Dir: dir}, nil)
	for _, want := range []string{"a.jpg", "a (2).jpg"} {
		sent := d.send(s, to, false, p)
		if len(sent) != 1 || sent[0].Failed != "" || !slices.Equal(sent[0].Places, []string{filepath.Join(dir, want)}) {
			t.Errorf("sent %+v, want %s", sent, want)
		}
	}
	if left, err := filepath.Glob(filepath.Join(dir, ".cutline*")); err != nil || len(left) > 0 {
		t.Errorf("left over: %v", left)
	}
	p = d.photo(p.ID)
	log, err := d.Exports.ExportsOf(t.Context(), p.ID, 10)
	if err != nil || len(log) != 2 || log[0].To != "layout" || log[0].As != "words" || !p.Exported || len(p.Uses()) != 1 || p.Uses()[0].Where != "sent to layout" {
		t.Errorf("log %+v, exported %t, uses %+v, error %v", log, p.Exported, p.Uses(), err)
	}
	if sent := d.send(d.sender(export.Folder{Dir: filepath.Join(dir, "gone")}, nil), to, false, p); !strings.Contains(sent[0].Failed, "not there") {
		t.Errorf("a folder that is gone: %+v", sent)
	}
	if os.Getuid() != 0 {
		if err := os.Chmod(dir, 0o500); err != nil {
			t.Fatal(err)
		}
		if sent := d.send(s, to, false, p); !strings.Contains(sent[0].Failed, "no permission") {
			t.Errorf("without permission: %+v", sent)
		}
	}
	// A device that is always full.
	if _, err := os.Stat("/dev/full"); err == nil {
		full := filepath.Join(t.TempDir(), "full")
		if err := os.Symlink("/dev/full", full); err != nil {
			t.Fatal(err)
		}
		if sent := d.send(d.sender(fullFolder(full), nil), to, false, p); !strings.Contains(sent[0].Failed, "is full") {
			t.Errorf("a full disk: %+v", sent)
		}
	}
}

// fullFolder writes to a device that has no room.
type fullFolder string

func (f fullFolder) Put(_ context.Context, _ string, files []*export.File) ([]string, error) {
	device, err := os.OpenFile(string(f), os.O_WRONLY, 0)
	if err != nil {
		return nil, err
	}
	defer device.Close()
	_, err = files[0].WriteTo(device)
	return nil, err
}

// TestSendRefuses: what a check stops goes only where somebody wants it, and the
// log says so.
func TestSendRefuses(t *testing.T) {
	d := newDesk(t)
	p, dir := d.add("a.jpg", 10), t.TempDir()
	if _, err := d.Recall(t.Context(), []archive.ID{p.ID}, archive.Recall{Actor: "Ada", Kind: archive.Kill, Why: "mail"}); err != nil {
		t.Fatal(err)
	}
	p = d.photo(p.ID)
	s, to := d.sender(export.Folder{Dir: dir}, nil), archive.Destination{Name: "layout", As: "original"}
	if sent := d.send(s, to, false, p); !strings.HasPrefix(sent[0].Failed, "not sent: ") {
		t.Errorf("a killed photo: %+v", sent)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("%d files, error %v", len(entries), err)
	}
	if sent := d.send(s, to, true, p); sent[0].Failed != "" {
		t.Errorf("anyway: %+v", sent)
	}
	if log, err := d.Exports.ExportsOf(t.Context(), p.ID, 10); err != nil || len(log) != 1 || log[0].Despite == "" {
		t.Errorf("log %+v, error %v", log, err)
	}
}

// TestSendByHTTP: a real server takes files by PUT and by POST; what it refuses is
// not tried again, and what it could not take is.
func TestSendByHTTP(t *testing.T) {
	d := newDesk(t)
	p := d.add("ä & b.jpg", 10)
	var mu sync.Mutex
	got, tries := map[string]int{}, map[string]int{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		tries[r.URL.Path]++
		switch {
		case r.Header.Get("Authorization") != "Bearer secret":
			w.WriteHeader(http.StatusUnauthorized)
		case strings.HasPrefix(r.URL.Path, "/busy") && tries[r.URL.Path] < 3:
			http.Error(w, "come\x1b[31m back", http.StatusServiceUnavailable)
		case strings.HasPrefix(r.URL.Path, "/away"):
			http.Redirect(w, r, "/put/", http.StatusTemporaryRedirect)
		case r.Method == http.MethodPost:
			file, head, err := r.FormFile("file")
			if err != nil || r.FormValue("id") != string(p.ID) {
				http.Error(w, "no form", http.StatusBadRequest)
				return
			}
			data, _ := io.ReadAll(file)
			got["form "+head.Filename] = len(data)
		default:
			data, _ := io.ReadAll(r.Body)
			got[r.URL.Path] = len(data)
		}
	}))
	t.Cleanup(server.Close)
	size := int(p.Size)
	for _, test := range []struct{ path, method, secret, key, failed string }{
		{"/put/", "PUT", "Bearer secret", "/put/ä & b.jpg", ""},
		{"/form", "POST", "Bearer secret", "form ä & b.jpg", ""},
		{"/busy/", "PUT", "Bearer secret", "/busy/ä & b.jpg", ""},
		{"/away/", "PUT", "Bearer secret", "", "307"},
		{"/put2/", "PUT", "", "", "401 Unauthorized"},
	} {
		target := export.Address{URL: server.URL + test.path, Method: test.method, Authorization: test.secret}
		sent := d.send(d.sender(target, nil), archive.Destination{Name: "cms", As: "original"}, false, p)
		if !strings.Contains(sent[0].Failed, test.failed) || (test.failed == "") != (sent[0].Failed == "") {
			t.Errorf("%s: %+v, want %q", test.path, sent, test.failed)
		}
		if test.key != "" && got[test.key] != size {
			t.Errorf("%s: the server has %v, want %d bytes of %s", test.path, got, size, test.key)
		}
	}
	if n := tries["/put2/ä & b.jpg"]; n != 1 {
		t.Errorf("what was refused was tried %d times", n)
	}
	server.Close()
	sent := d.send(d.sender(export.Address{URL: server.URL, Method: "PUT"}, nil), archive.Destination{Name: "cms", As: "original"}, false, p)
	if !strings.Contains(sent[0].Failed, "tried 3 times") {
		t.Errorf("a server that is gone: %+v", sent)
	}
}

// targetFunc is a target that is written in place.
type targetFunc func(files []*export.File) ([]string, error)

func (f targetFunc) Put(_ context.Context, _ string, files []*export.File) ([]string, error) {
	return f(files)
}

// TestSendLogsWhatIsOut: a photo that went is logged, with its use, also where
// nobody waits any more.
func TestSendLogsWhatIsOut(t *testing.T) {
	d := newDesk(t)
	p := d.add("a.jpg", 10)
	ctx, cancel := context.WithCancel(t.Context())
	target := targetFunc(func([]*export.File) ([]string, error) {
		cancel()
		return []string{"/out/a.jpg"}, nil
	})
	to := archive.Destination{Name: "layout", As: "original", Use: true, Medium: archive.Print}
	if err := d.sender(target, nil).Send(ctx, to, []*archive.Photo{p}, "Ada", false, func(export.Sent) {}); err != nil {
		t.Errorf("it went: %v", err)
	}
	if log, err := d.Exports.ExportsOf(t.Context(), p.ID, 10); err != nil || len(log) != 1 || len(d.photo(p.ID).Uses()) != 1 {
		t.Errorf("log %+v, uses %+v, error %v", log, d.photo(p.ID).Uses(), err)
	}
}

// TestSendTriesAgain: only what may go better in a moment is tried again.
func TestSendTriesAgain(t *testing.T) {
	d := newDesk(t)
	p := d.add("a.jpg", 10)
	secure := httptest.NewTLSServer(http.NotFoundHandler())
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	t.Cleanup(secure.Close)
	failing := func(err error) export.Target {
		return targetFunc(func([]*export.File) ([]string, error) { return nil, err })
	}
	for name, test := range map[string]struct {
		target export.Target
		again  bool
	}{
		"a certificate of nobody": {export.Address{URL: secure.URL, Method: "PUT"}, false},
		"a full disk at a link":   {failing(&os.LinkError{Op: "link", Old: "a", New: "b", Err: syscall.ENOSPC}), false},
		"a connection cut off":    {failing(&url.Error{Op: "Put", URL: "http://x", Err: io.EOF}), true},
		"a slow server":           {failing(&url.Error{Op: "Put", URL: "http://x", Err: os.ErrDeadlineExceeded}), true},
	} {
		sent := d.send(d.sender(test.target, nil), archive.Destination{Name: "cms", As: "original"}, false, p)
		if again := strings.Contains(sent[0].Failed, "tried 3 times"); sent[0].Failed == "" || again != test.again {
			t.Errorf("%s: %+v", name, sent)
		}
	}
}

// TestSendToS3: a real store of S3, versitygw.
func TestSendToS3(t *testing.T) {
	binary, err := exec.LookPath("versitygw")
	if err != nil {
		skip(t, "versitygw is not installed")
	}
	dir := t.TempDir()
	for _, name := range []string{"data/pictures", "meta"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	host := free.Addr().String()
	free.Close()
	gateway := exec.Command(binary, "--port", host, "--health", "/healthz", "--quiet", "posix", "--sidecar", filepath.Join(dir, "meta"), filepath.Join(dir, "data"))
	gateway.Env = append(os.Environ(), "ROOT_ACCESS_KEY=test", "ROOT_SECRET_KEY=testsecret")
	if err := gateway.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		gateway.Process.Kill()
		gateway.Wait()
	})
	for start := time.Now(); ; {
		answer, err := http.Get("http://" + host + "/healthz")
		if err == nil {
			answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				break
			}
		}
		if time.Since(start) > 30*time.Second {
			t.Fatalf("the gateway does not answer: %v", err)
		}
	}
	d := newDesk(t)
	p := d.add("a ü.jpg", 10)
	bucket, err := s3.Open("s3+http://"+host+"/pictures/desk", "test", "testsecret")
	if err != nil {
		t.Fatal(err)
	}
	to := archive.Destination{Name: "store", As: "words"}
	for _, want := range []string{"pictures/desk/a ü.jpg", "pictures/desk/a ü (2).jpg"} {
		sent := d.send(d.sender(bucket, nil), to, false, p)
		if sent[0].Failed != "" || !slices.Equal(sent[0].Places, []string{want}) {
			t.Fatalf("sent %+v, want %s", sent, want)
		}
		data, err := os.ReadFile(filepath.Join(dir, "data", want))
		if err != nil {
			t.Fatal(err)
		}
		if info, err := embedded.Read(bytes.NewReader(data), int64(len(data))); err != nil || len(info.Statements) == 0 {
			t.Errorf("the object has %d bytes, error %v", len(data), err)
		}
	}
	for address, secret := range map[string]string{"/pictures": "wrong", "/missing": "testsecret"} {
		wrong, err := s3.Open("s3+http://"+host+address, "test", secret)
		if err != nil {
			t.Fatal(err)
		}
		if sent := d.send(d.sender(wrong, nil), to, false, p); !strings.Contains(sent[0].Failed, "40") {
			t.Errorf("%s with %s: %+v", address, secret, sent)
		}
	}
	if _, err := s3.Open("s3://host/bucket", "", ""); err == nil {
		t.Error("a bucket without keys was opened")
	}
}
