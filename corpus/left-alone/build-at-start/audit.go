//go:build audit

package main

func init() { plugins = append(plugins, "audit") }
