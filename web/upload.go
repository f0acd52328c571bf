package web

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"cutline/archive/folder"
)

// Limits of an upload. What is larger is best ingested from a folder of the
// server's machine.
const (
	defaultMaxFile   = 2_000_000_000 // bytes of one file
	defaultMaxUpload = 8_000_000_000 // bytes of one request
	maxUploadFiles   = 2000          // of one request
	maxUploadFields  = 4000          // a file may have its time before it
	maxFieldBytes    = 64 << 10
	maxNamePart      = 255  // bytes: what file systems take
	maxUploadPath    = 2000 // bytes of a name with its folders
	maxTops          = 10   // of what was dropped are named by the run
	// uploadStall is how long a request may send nothing.
	uploadStall = time.Minute
)

// received is what a request brought, each file whole in the spool.
type received struct {
	form  url.Values
	files []receivedFile
}

type receivedFile struct {
	path string // in the spool
	size int64
	folder.Origin
}

// tops are the folders, or files, that were dropped, as far as a list has room.
func (got *received) tops() []string {
	var list []string
	for _, f := range got.files {
		top, _, _ := strings.Cut(f.Path, "/")
		if len(list) < maxTops && !slices.Contains(list, top) {
			list = append(list, top)
		}
	}
	return list
}

// forget removes what came.
func (got *received) forget() {
	for _, f := range got.files {
		os.Remove(f.path)
	}
}

func (s *Server) maxFile() int64 {
	if s.MaxFile > 0 {
		return s.MaxFile
	}
	return defaultMaxFile
}

func (s *Server) maxUpload() int64 {
	if s.MaxUpload > 0 {
		return s.MaxUpload
	}
	return defaultMaxUpload
}

// receive writes the files of a request below dir, as they come. A request that
// breaks off, or is beyond a limit, leaves nothing.
func (s *site) receive(w http.ResponseWriter, r *http.Request, dir string) (_ *received, err error) {
	got := &received{form: make(url.Values)}
	defer func() {
		if err != nil {
			got.forget()
		}
	}()
	r.Body = http.MaxBytesReader(w, r.Body, s.maxUpload())
	body := &patientReader{r: r.Body, control: http.NewResponseController(w)}
	r.Body = body
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, &requestError{
			status: http.StatusUnsupportedMediaType, text: "Photos come as multipart/form-data, each as a part with a file name.",
			next: "curl -F desk=NAME -F file=@photo.jpg sends it so.",
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	for fields := 0; ; {
		part, err := parts.NextPart()
		if err == io.EOF {
			body.control.SetReadDeadline(time.Time{}) // the answer may take its time
			return got, nil
		}
		if err != nil {
			return nil, s.broken(err)
		}
		name, isFile := fileOf(part)
		switch {
		case !isFile:
			if fields++; fields > maxUploadFields {
				return nil, &requestError{status: http.StatusRequestEntityTooLarge, text: "The form has too many fields."}
			}
			err = got.field(part)
		case name == "": // no file was chosen
		case len(got.files) == maxUploadFiles:
			return nil, &requestError{
				status: http.StatusRequestEntityTooLarge, text: fmt.Sprintf("The request has more than %d files.", maxUploadFiles),
				next: "Send them in several requests.",
			}
		default:
			err = s.receiveFile(got, part, root, name)
		}
		if err != nil {
			return nil, s.broken(err)
		}
	}
}

// broken is what to answer about a request that could not be read.
func (s *site) broken(err error) error {
	if e, ok := errors.AsType[*requestError](err); ok {
		return e
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return &requestError{
			status: http.StatusRequestEntityTooLarge, text: fmt.Sprintf("The request has more than %s.", size(s.maxUpload())),
			next: "Send the files in several requests, or ingest their folder on the server’s machine.",
		}
	}
	if errors.Is(err, unix.ENOSPC) {
		return err
	}
	return &requestError{status: http.StatusBadRequest, text: "The upload broke off, or is no form: " + clip(err.Error(), maxShownName) + ".", next: "Nothing of this request was stored. Send it again."}
}

// field reads a part that is no file.
func (got *received) field(part *multipart.Part) error {
	value, err := io.ReadAll(io.LimitReader(part, maxFieldBytes+1))
	if err != nil {
		return err
	}
	if len(value) > maxFieldBytes {
		return &requestError{status: http.StatusRequestEntityTooLarge, text: fmt.Sprintf("The field %q is too long.", clip(part.FormName(), maxShownName))}
	}
	got.form.Add(part.FormName(), string(value))
	return nil
}

// receiveFile writes a file of the request.
func (s *site) receiveFile(got *received, part *multipart.Part, root *os.Root, name string) error {
	if len(name) > maxUploadPath || slices.ContainsFunc(strings.Split(name, "/"), func(e string) bool { return len(e) > maxNamePart }) {
		return &requestError{status: http.StatusBadRequest, text: fmt.Sprintf("The name %q is too long for any disk.", clip(name, maxShownName)), next: "Give the file a shorter name."}
	}
	if err := root.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return nameTrouble(name, err)
	}
	flags := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if folder.SaysWords(name) {
		flags = os.O_WRONLY | os.O_CREATE | os.O_TRUNC // it may have come before, for other photos
	}
	file, err := root.OpenFile(name, flags, 0o600)
	if err != nil {
		return nameTrouble(name, err)
	}
	got.files = append(got.files, receivedFile{
		path: filepath.Join(root.Name(), name), Origin: folder.Origin{Path: name, Modified: modifiedOf(got.form)},
	})
	limit := s.maxFile()
	n, err := io.Copy(file, io.LimitReader(part, limit+1))
	got.files[len(got.files)-1].size = n
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err == nil && n > limit {
		err = &requestError{
			status: http.StatusRequestEntityTooLarge, text: fmt.Sprintf("%q has more than %s.", clip(name, maxShownName), size(limit)),
			next: "Nothing of this request was stored. Ingest so large a file from a folder of the server’s machine.",
		}
	}
	return err
}

// nameTrouble is why a file cannot be written under its name.
func nameTrouble(name string, err error) error {
	if errors.Is(err, fs.ErrExist) || errors.Is(err, unix.ENOTDIR) || errors.Is(err, unix.EISDIR) {
		return &requestError{
			status: http.StatusBadRequest, text: fmt.Sprintf("Two files of this request are named %q.", clip(name, maxShownName)),
			next: "Nothing of this request was stored. Send one of them by itself.",
		}
	}
	return err
}

// modifiedOf takes the time of the next file, which a form may send before it:
// milliseconds since 1970, as browsers know it.
func modifiedOf(form url.Values) time.Time {
	text := form.Get("modified")
	form.Del("modified")
	ms, err := strconv.ParseInt(text, 10, 64)
	if err != nil || ms <= 0 || ms > 1<<42 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// formName undoes what browsers do to names in forms.
var formName = strings.NewReplacer("%22", `"`, "%0D", "\r", "%0d", "\r", "%0A", "\n", "%0a", "\n")

// fileOf is the name that a part gives its file, with the folders that a
// browser names where a whole folder was chosen, cleaned so that it leads
// nowhere else.
func fileOf(part *multipart.Part) (name string, isFile bool) {
	_, params, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	name, isFile = params["filename"]
	if err != nil || !isFile {
		return "", false
	}
	name = strings.ReplaceAll(formName.Replace(name), "\x00", "")
	elements := slices.DeleteFunc(strings.Split(name, "/"), func(e string) bool { return e == "" || e == "." || e == ".." })
	return strings.Join(elements, "/"), true
}

// patientReader reads a body for as long as something comes.
type patientReader struct {
	r       io.ReadCloser
	control *http.ResponseController
}

func (p *patientReader) Read(b []byte) (int, error) {
	p.control.SetReadDeadline(time.Now().Add(uploadStall)) // where it is a connection
	return p.r.Read(b)
}

func (p *patientReader) Close() error { return p.r.Close() }
