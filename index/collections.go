package index

import (
	"slices"
	"strconv"
)

// collected are the texts under which in: finds a collection: its number alone.
// Names are not indexed, so that a new name is no change to each of its photos.
// Whoever asks puts numbers in their place, by [Query.Numbered].
func collected(numbers []int64) []string {
	texts := make([]string, len(numbers))
	for i, n := range numbers {
		texts[i] = strconv.FormatInt(n, 10)
	}
	return texts
}

// Numbered is the query with the numbers of collections instead of their names
// after in:. numbers tells them, at least one, or says what is wrong with the
// name.
func (q *Query) Numbered(numbers func(name Term) ([]int64, error)) (*Query, error) {
	if q == nil || q.Root == nil || !namesCollection(q.Root) {
		return q, nil
	}
	root, err := numbered(q.Root, numbers)
	return &Query{Root: root}, err
}

func namesCollection(n Node) bool {
	switch n := n.(type) {
	case And:
		return slices.ContainsFunc(n, namesCollection)
	case Or:
		return slices.ContainsFunc(n, namesCollection)
	case Not:
		return namesCollection(n.Node)
	case Term:
		return n.Field == In
	}
	return false
}

func numbered(n Node, numbers func(Term) ([]int64, error)) (Node, error) {
	each := func(nodes []Node) ([]Node, error) {
		list := make([]Node, 0, len(nodes))
		for _, child := range nodes {
			child, err := numbered(child, numbers)
			if err != nil {
				return nil, err
			}
			list = append(list, child)
		}
		return list, nil
	}
	switch n := n.(type) {
	case And:
		list, err := each(n)
		return And(list), err
	case Or:
		list, err := each(n)
		var flat Or
		for _, child := range list {
			if or, ok := child.(Or); ok {
				flat = append(flat, or...)
			} else {
				flat = append(flat, child)
			}
		}
		return flat, err
	case Not:
		child, err := numbered(n.Node, numbers)
		return Not{child}, err
	case Term:
		if n.Field != In {
			return n, nil
		}
		of, err := numbers(n)
		if err != nil {
			return nil, err
		}
		var any Or
		for _, text := range collected(of) {
			any = append(any, Term{Field: In, Text: "#" + text}) // which is no name: it may be numbered again
		}
		if len(any) == 1 {
			return any[0], nil
		}
		return any, nil
	}
	return n, nil
}
