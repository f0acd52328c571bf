// Package s3 sends exported files to a store that speaks S3.
package s3

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"cutline/archive/export"
)

// Bucket is a place in a store: a bucket and a prefix of keys.
type Bucket struct {
	client *minio.Client
	bucket string
	prefix string
}

// Open returns the bucket of an address s3://host[:port]/bucket/prefix, or
// s3+http:// without TLS. Nothing is contacted yet.
func Open(address, accessKey, secretKey string) (*Bucket, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "s3" && u.Scheme != "s3+http" {
		return nil, fmt.Errorf("%q is no address of S3: write s3://host/bucket/prefix", address)
	}
	if accessKey == "" || secretKey == "" {
		return nil, errors.New("the keys of S3 are not in the environment")
	}
	bucket, prefix, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	client, err := minio.New(u.Host, &minio.Options{
		Creds: credentials.NewStaticV4(accessKey, secretKey, ""), Secure: u.Scheme == "s3", MaxRetries: 1,
	})
	if err != nil {
		return nil, fmt.Errorf("s3: %w", err)
	}
	return &Bucket{client: client, bucket: bucket, prefix: prefix}, nil
}

// maxNumbered is how many objects may have one name.
const maxNumbered = 1000

// Put writes the files of one photo under a name, with a number where an object
// has that name already: nothing is replaced.
func (b *Bucket) Put(ctx context.Context, name string, files []*export.File) (places []string, err error) {
	for n := 1; n <= maxNumbered; n++ {
		places, err = b.put(ctx, name, n, files)
		if !taken(err) {
			break
		}
	}
	return places, explain(err)
}

func (b *Bucket) put(ctx context.Context, name string, n int, files []*export.File) (places []string, err error) {
	for i, f := range files {
		key := path.Join(b.prefix, export.Numbered(name, n, f.Extension))
		options := minio.PutObjectOptions{ContentType: f.MediaType}
		options.SetMatchETagExcept("*") // where there is none
		_, err := b.client.PutObject(ctx, b.bucket, key, io.Reader(f.Reader()), f.Size(), options)
		if err != nil {
			for _, done := range files[:i] {
				// The next name is for all of them, and half a photo for nobody.
				b.client.RemoveObject(context.WithoutCancel(ctx), b.bucket, path.Join(b.prefix, export.Numbered(name, n, done.Extension)), minio.RemoveObjectOptions{})
			}
			return nil, err
		}
		places = append(places, b.bucket+"/"+key)
	}
	return places, nil
}

// taken tells that an object is there already.
func taken(err error) bool {
	return err != nil && minio.ToErrorResponse(err).StatusCode == http.StatusPreconditionFailed
}

// explain gives an answer of the store as a status, which says whether to try
// again.
func explain(err error) error {
	if err == nil {
		return nil
	}
	answer := minio.ToErrorResponse(err)
	if answer.StatusCode == 0 {
		return fmt.Errorf("s3: %w", err)
	}
	return fmt.Errorf("s3: %w", &export.StatusError{Status: answer.StatusCode, Body: export.SafeLine(answer.Code + " " + answer.Message)})
}
