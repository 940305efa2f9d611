"""What the modules for Node share: manifests, lock files, configuration, sources, tables."""
