"""What Go source trees say: modules, packages, imports, literals."""
