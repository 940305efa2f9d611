// Package task puts tasks into an order.
package task

import "sort"

// List is what a configuration file holds: names with their priority.
type List map[string]int

// Ordered gives the names, most urgent first.
func (l List) Ordered() []string {
	names := make([]string, 0, len(l))
	for name := range l {
		names = append(names, name)
	}
	sort.Slice(names, func(i, j int) bool { return l[names[i]] > l[names[j]] })
	return names
}
