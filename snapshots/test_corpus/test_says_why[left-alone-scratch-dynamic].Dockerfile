main.go:15:1: left alone: /app/pack is linked dynamically, and scratch has no C library [target-not-possible]
  hint: a static program is needed: --with static-link makes one where that is safe
