// Package pages holds what Node makes of the sources here.
package pages

import "embed"

// Files are the pages.
//
//go:embed dist
var Files embed.FS
