// Package version says which release this is.
package version

// Version is set by the linker.
var Version = "unknown"
